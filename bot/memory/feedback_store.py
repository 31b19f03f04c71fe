"""What askers said about answers, and the list of it that clerks read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from bot.memory import memory_tables as tables
from bot.memory.queues import MemoryShelf
from indexer.store.database import read_as

__all__ = ["COLUMNS", "Feedback", "FeedbackLine"]

COLUMNS = tuple("asked request user channel question answered useful reason comment".split())
"""The columns of `Feedback.lines`, as a CSV's header names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """A question with what one reader said about its answer, if anyone did; `state` is as in
    `bot.memory.questions`."""

    asked: dt.datetime
    request: str
    user: str
    channel: str
    question: str
    answered: bool | None
    state: str = "done"
    useful: bool | None = None
    reason: str | None = None
    comment: str | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The line for a CSV, in the order of `COLUMNS`.

        A cell that a spreadsheet would run as a formula gets an apostrophe before it
        (https://owasp.org/www-community/attacks/CSV_Injection).
        """
        asked = self.asked.isoformat(timespec="seconds")
        return tuple(_cell(getattr(self, name) if name != "asked" else asked) for name in COLUMNS)


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
        table = tables.feedback
        self.write(
            sa.delete(table).where(table.c.request_id == request_id, table.c.user == user),
            sa.insert(table).values(
                request_id=request_id,
                user=user,
                useful=useful,
                reason=reason,
                comment=comment,
                at=self._clock(),
            ),
        )

    def wrong(self) -> tuple[FeedbackLine, ...]:
        """The last ten answers that somebody marked as not useful, newest first."""
        query = (
            _lines()
            .where(tables.feedback.c.useful.is_(False))
            .order_by(tables.feedback.c.id.desc())
            .limit(10)
        )
        return tuple(map(_line, self.rows(query)))

    def lines(self) -> Iterator[FeedbackLine]:
        """Every question still kept, oldest first, once for each voice on its answer."""
        query = _lines().order_by(tables.questions.c.id, tables.feedback.c.id)
        yield from map(_line, self.rows(query))


def _lines() -> sa.Select[tuple[object, ...]]:
    questions, feedback = tables.questions, tables.feedback
    return sa.select(
        questions.c.at,
        questions.c.request_id.label("request"),
        questions.c.user,
        questions.c.channel,
        questions.c.text.label("question"),
        questions.c.answered,
        questions.c.state,
        feedback.c.useful,
        feedback.c.reason,
        feedback.c.comment,
    ).select_from(questions.outerjoin(feedback, feedback.c.request_id == questions.c.request_id))


def _line(row: sa.RowMapping) -> FeedbackLine:
    return read_as(FeedbackLine, row, asked=dt.datetime.fromtimestamp(row["at"], tz=dt.UTC))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
