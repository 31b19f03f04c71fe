"""What askers said about answers, and the list of it that clerks read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from bot.memory import memory_tables as tables
from bot.memory.engine_shelf import MemoryShelf
from indexer.store.database import writing

__all__ = ["COLUMNS", "Feedback", "FeedbackLine"]

COLUMNS = (
    "asked",
    "request",
    "user",
    "channel",
    "question",
    "answered",
    "useful",
    "reason",
    "comment",
)
"""The columns of `Feedback.lines`, as a CSV's header names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """A question with what one reader said about its answer, if anyone did."""

    asked: dt.datetime
    request: str
    user: str
    channel: str
    question: str
    answered: bool | None
    useful: bool | None = None
    reason: str | None = None
    comment: str | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line for a CSV, in the order of `COLUMNS`.

        A cell that a spreadsheet would run as a formula gets an apostrophe before it
        (https://owasp.org/www-community/attacks/CSV_Injection).
        """
        return tuple(
            _cell(value)
            for value in (
                self.asked.isoformat(timespec="seconds"),
                self.request,
                self.user,
                self.channel,
                self.question,
                self.answered,
                self.useful,
                self.reason,
                self.comment,
            )
        )


class Feedback(MemoryShelf):
    """One voice for each reader of an answer; a later one replaces the earlier."""

    def mark(
        self,
        request_id: str,
        user: str,
        *,
        useful: bool,
        reason: str | None = None,
        comment: str | None = None,
    ) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                sa.delete(tables.feedback).where(
                    tables.feedback.c.request_id == request_id, tables.feedback.c.user == user
                )
            )
            connection.execute(
                sa.insert(tables.feedback).values(
                    request_id=request_id,
                    user=user,
                    useful=useful,
                    reason=reason,
                    comment=comment,
                    at=self._clock(),
                )
            )

    def wrong(self, *, limit: int = 10) -> tuple[FeedbackLine, ...]:
        """The last answers that somebody marked as not useful, newest first."""
        query = (
            _lines()
            .where(tables.feedback.c.useful.is_(False))
            .order_by(tables.feedback.c.id.desc())
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return tuple(_line(row) for row in connection.execute(query).mappings())

    def lines(self) -> Iterator[FeedbackLine]:
        """Every question still kept, oldest first, once for each voice on its answer."""
        query = _lines().order_by(tables.questions.c.id, tables.feedback.c.id)
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings():
                yield _line(row)


def _lines() -> sa.Select[tuple[object, ...]]:
    questions, feedback = tables.questions, tables.feedback
    return sa.select(
        questions.c.at,
        questions.c.request_id,
        questions.c.user,
        questions.c.channel,
        questions.c.text,
        questions.c.answered,
        feedback.c.useful,
        feedback.c.reason,
        feedback.c.comment,
    ).select_from(questions.outerjoin(feedback, feedback.c.request_id == questions.c.request_id))


def _line(row: sa.RowMapping) -> FeedbackLine:
    return FeedbackLine(
        asked=dt.datetime.fromtimestamp(row["at"], tz=dt.UTC),
        request=row["request_id"],
        user=row["user"],
        channel=row["channel"],
        question=row["text"],
        answered=row["answered"],
        useful=row["useful"],
        reason=row["reason"],
        comment=row["comment"],
    )


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
