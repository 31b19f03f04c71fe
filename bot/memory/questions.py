"""Questions as they came in, what became of them, and the ids of handled events.

A question's life: ``waiting`` (told to us, and by then on disk; one that was typed into a
form is a ``form`` before that, until we have said it in its thread) → ``working`` (a worker
has it) → ``posting`` (the answer is known; it may or may not have reached Slack) →
``done``, ``failed`` (the asker was told that it went wrong), or ``stopped`` (the asker wants
no answer any more).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.engine import Connection

from bot.answers.answer import Answer, Citation
from bot.memory import memory_tables as tables
from bot.memory.memory_tables import MemoryShelf
from indexer.council.problems import PackhorseError
from indexer.store.database import as_row, insert_once, read_as

__all__ = [
    "AskedQuestion",
    "Full",
    "Questions",
    "dump_answer",
    "load_answer",
    "new_request_id",
    "outcome",
]

MAX_WAITING = 200
"""With more than this in the queue, new askers are told to come back."""

KEPT_PAGES = 10
"""Of the pages that the search brought up for an answer, the best."""

_ANSWER = TypeAdapter(Answer)

TAKERS = 8
"""So many workers may look for a question at the same moment and each find one."""


class Full(PackhorseError):
    """As many questions wait as may."""

    def __init__(self) -> None:
        super().__init__(
            "So many questions are waiting that I can't take yours now: please try in a minute."
        )


_STATE = tables.questions.c.state
_PENDING = _STATE.in_(("waiting", "working"))
_WANTED = _STATE != "stopped"
_WAITING = sa.select(sa.func.count()).where(_PENDING | (_STATE == "form"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question with where it came from and what became of it.

    Attributes:
        id: order of arrival.
        request_id: the short name that an asker is shown when something breaks.
        origin: "message" (answered in its thread) or "command" (only the asker sees).
        channel, message_ts, thread_ts: where it stands; the answer goes to `thread_ts`.
        direct: asked in a direct message.
        documents: the thread is about these only; empty: not bound.
        response_url: for a command, where its answer goes.
        state: see this module.
        attempts: how often a worker has taken it.
        at: when it came in, seconds since 1970.
    """

    id: int = 0
    request_id: str = ""
    origin: str
    channel: str
    message_ts: str
    thread_ts: str
    user: str
    direct: bool = False
    text: str
    committee: str | None = None
    documents: tuple[str, ...] = ()
    response_url: str | None = None
    state: str = "waiting"
    attempts: int = 0
    answered: bool | None = None
    at: float = 0.0


def outcome(state: str, answered: bool | None) -> str:
    """What became of a question, in words."""
    found = {None: "not answered yet", True: "answered", False: "no sure answer"}[answered]
    return {"failed": "went wrong", "stopped": "stopped"}.get(state, found)


def new_request_id() -> str:
    """Eight letters and digits, without those that look alike."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(8))


class Questions(MemoryShelf):
    """The questions, oldest first."""

    def handled(self, event_id: str) -> bool:
        """Note an event (or any act that must happen once) by its id.

        Returns:
            True where it was noted before: do nothing.
        """
        return not self.insert_once(tables.events, event_id=event_id[:255], at=self._clock())

    def unhandle(self, event_id: str) -> None:
        """It did not happen after all."""
        self.write(sa.delete(tables.events).where(tables.events.c.event_id == event_id[:255]))

    def admit(self, asked: AskedQuestion, *, event_id: str | None) -> AskedQuestion | None:
        """Put a question in the queue, once.

        The event's id and the question are written in one step: after a crash either
        both are there or neither, and Slack delivers the event again.

        Returns:
            The question with its id, or None where the event, or another event about
            the same message (mention and message), was admitted before.

        Raises:
            Full: `MAX_WAITING` are without an answer; it is not in the queue.
        """
        asked = replace(asked, request_id=asked.request_id or new_request_id(), at=self._clock())
        row = as_row(asked, without=("id", "answered"))
        with self.writing() as connection:
            if event_id and not insert_once(
                connection, tables.events, event_id=event_id[:255], at=self._clock()
            ):
                return None
            if not (made := insert_once(connection, tables.questions, **row)):
                return None
            # After the insert: a question that filled the queue is not too much itself.
            if connection.execute(_WAITING).scalar_one() > MAX_WAITING:
                raise Full
        return replace(asked, id=made.id)

    def forms(self) -> tuple[AskedQuestion, ...]:
        """Questions from forms that have not been said in their thread yet."""
        return self._those(tables.questions.c.state == "form")

    def said(
        self, asked: AskedQuestion, *, channel: str, message_ts: str, thread_ts: str
    ) -> AskedQuestion:
        """A form's question stands in its thread, and waits from now on."""
        values: dict[str, Any] = {
            "channel": channel,
            "message_ts": message_ts,
            "thread_ts": thread_ts,
            "direct": channel.startswith("D"),
            "state": "waiting",
        }
        self._set(asked.id, **values)
        return replace(asked, **values)

    def unanswered(self, *, before: float) -> tuple[AskedQuestion, ...]:
        """Messages that came in before a moment (seconds since 1970) and have no answer yet."""
        questions = tables.questions.c
        return self._those(_PENDING, questions.origin == "message", questions.at < before)

    def take(self, *, owner: int | None = None) -> AskedQuestion | None:
        """Give the oldest question whose turn it is to a worker: a conversation is answered
        one question after the other, whichever process answers.

        Args:
            owner: the number of the worker's process (`bot.memory.presence`).
        """
        table = tables.questions
        earlier = table.alias()
        its_turn = ~sa.exists().where(
            earlier.c.channel == table.c.channel,
            earlier.c.thread_ts == table.c.thread_ts,
            earlier.c.id < table.c.id,
            earlier.c.state.in_(("waiting", "working", "posting")),
        )
        with self.writing() as connection:
            rows = connection.execute(
                sa.select(table)
                .where(table.c.state == "waiting", its_turn)
                .order_by(table.c.id)
                .limit(TAKERS)
            ).mappings()
            for row in rows.all():
                # Another process may have taken it just now: then the next is tried.
                got = connection.execute(
                    sa.update(table)
                    .where(table.c.id == row["id"], table.c.state == "waiting")
                    .values(state="working", attempts=row["attempts"] + 1, owner=owner)
                )
                if got.rowcount == 1:
                    attempts = row["attempts"] + 1
                    return read_as(AskedQuestion, row, state="working", attempts=attempts)
        return None

    def recover(
        self, *, owner: int | None = None, lives: Callable[[int], bool] = lambda _: False
    ) -> tuple[AskedQuestion, ...]:
        """What was being worked on by a process that died waits again.

        Args:
            owner: the number of the process that takes up what is left.
            lives: whether the process of a number lives.

        Returns:
            Questions whose answer was on its way to Slack when it died, now the owner's,
            for the caller to find out whether it arrived.
        """
        table = tables.questions
        left = self._left(table, table.c.state.in_(("working", "posting")), lives)
        if left is None:
            return ()
        with self.writing() as connection:
            connection.execute(
                sa.update(table).where(table.c.state == "working", left).values(state="waiting")
            )
            taken = connection.execute(
                sa.update(table)
                .where(table.c.state == "posting", left)
                .values(owner=owner)
                .returning(table)
            ).mappings()
            found = [read_as(AskedQuestion, row) for row in taken]
        return tuple(sorted(found, key=lambda asked: asked.id))

    def pending(self, channel: str, thread_ts: str) -> bool:
        """Whether a question of a conversation has no answer yet."""
        return bool(self._those(_in_thread(channel, thread_ts), _PENDING, newest=1))

    def stop(self, channel: str, thread_ts: str) -> tuple[AskedQuestion, ...]:
        """Give up what has no answer yet in a conversation.

        Returns:
            The questions that were given up.
        """
        table = tables.questions
        with self.writing() as connection:
            rows = connection.execute(
                sa.update(table)
                .where(_in_thread(channel, thread_ts), _PENDING)
                .values(state="stopped")
                .returning(table)
            ).mappings()
            return tuple(read_as(AskedQuestion, row) for row in rows.all())

    def posting(self, asked: AskedQuestion, answer: Answer) -> bool:
        """Keep the answer before it goes to Slack, and bind the thread to us.

        Returns:
            False where the asker has stopped us.
        """
        with self.writing() as connection:
            kept = connection.execute(
                sa.update(tables.questions)
                .where(tables.questions.c.id == asked.id, _WANTED)
                .values(state="posting", answer=dump_answer(answer), answered=answer.answered)
            )
            if kept.rowcount == 0:
                return False
            if asked.origin == "message":
                self._open_thread(connection, asked.channel, asked.thread_ts, asked.documents)
        return True

    def done(self, asked: AskedQuestion, *, state: str = "done") -> None:
        """The asker has an answer (``done``), or was told of a failure (``failed``)."""
        self._set(asked.id, state=state)

    def again(self, asked: AskedQuestion) -> None:
        """Back to the queue."""
        self._set(asked.id, _WANTED, state="waiting")

    def find(self, request_id: str) -> AskedQuestion | None:
        return next(iter(self._those(tables.questions.c.request_id == request_id)), None)

    def answer(self, request_id: str) -> Answer | None:
        """The answer as it was given; None where it has been cleared."""
        questions = tables.questions.c
        query = sa.select(questions.answer).where(questions.request_id == request_id)
        return next((load_answer(kept) for kept in self.scalars(query) if kept), None)

    def turns(
        self, asked: AskedQuestion, *, limit: int = 6
    ) -> tuple[tuple[str, str, tuple[Citation, ...]], ...]:
        """Earlier questions of the same conversation, but for those that were stopped, oldest
        first, with what was answered and where that stands; "" and () where no answer is kept."""
        query = (
            sa.select(tables.questions.c.text, tables.questions.c.answer)
            .where(
                _in_thread(asked.channel, asked.thread_ts),
                tables.questions.c.id < asked.id,
                tables.questions.c.origin == asked.origin,
                _WANTED,
            )
            .order_by(tables.questions.c.id.desc())
            .limit(limit)
        )
        return tuple((row["text"], *_answered(row["answer"])) for row in reversed(self.rows(query)))

    def thread(self, channel: str, thread_ts: str) -> tuple[str, ...] | None:
        """The documents that a thread of ours is about (empty: any); None: not ours."""
        query = sa.select(tables.threads.c.documents).where(
            tables.threads.c.channel == channel, tables.threads.c.thread_ts == thread_ts
        )
        return next((tuple(documents) for documents in self.scalars(query)), None)

    def bind_thread(
        self, channel: str, thread_ts: str, documents: tuple[str, ...] | None = None
    ) -> None:
        """Make a thread one in which no mention is needed, about `documents` if given:
        then about these, whatever it was about before."""
        table = tables.threads
        with self.writing() as connection:
            self._open_thread(connection, channel, thread_ts, documents or ())
            if documents is not None:
                connection.execute(
                    sa.update(table)
                    .where(table.c.channel == channel, table.c.thread_ts == thread_ts)
                    .values(documents=list(documents))
                )

    def _open_thread(
        self, connection: Connection, channel: str, thread_ts: str, documents: tuple[str, ...]
    ) -> None:
        place = {"channel": channel, "thread_ts": thread_ts}
        insert_once(
            connection, tables.threads, **place, documents=list(documents), at=self._clock()
        )

    def recent(self, user: str) -> tuple[AskedQuestion, ...]:
        """A user's last five questions, newest first."""
        return self._those(tables.questions.c.user == user, newest=5)

    def latest(self) -> tuple[AskedQuestion, ...]:
        """The last ten questions of anybody, newest first."""
        return self._those(newest=10)

    def not_found(self) -> tuple[AskedQuestion, ...]:
        """The last ten questions that the papers did not answer, newest first."""
        return self._those(tables.questions.c.answered.is_(False), newest=10)

    def _those(
        self, *conditions: sa.ColumnElement[bool], newest: int | None = None
    ) -> tuple[AskedQuestion, ...]:
        """Oldest first; or so many of them, newest first."""
        questions = tables.questions
        query = sa.select(questions).where(*conditions).order_by(questions.c.id)
        if newest is not None:
            query = query.order_by(None).order_by(questions.c.id.desc()).limit(newest)
        return tuple(read_as(AskedQuestion, row) for row in self.rows(query))

    def _set(self, question_id: int, *besides: sa.ColumnElement[bool], **values: Any) -> None:
        questions = tables.questions
        here = sa.and_(questions.c.id == question_id, *besides)
        self.write(sa.update(questions).where(here).values(**values))


def dump_answer(answer: Answer) -> dict[str, Any]:
    """The answer as JSON can hold it, so that buttons under an old one still work."""
    kept = replace(
        answer,
        pages=answer.pages[:KEPT_PAGES],
        # The conversation is kept as such, once; what was asked before may be others' words.
        question=replace(answer.question, history=(), replies=(), stood=()),
    )
    plain: dict[str, Any] = _ANSWER.dump_python(kept, mode="json")
    return plain


def load_answer(kept: dict[str, Any]) -> Answer | None:
    """The inverse of `dump_answer`; None where another version of us kept it."""
    try:
        return _ANSWER.validate_python(kept)
    except ValidationError:
        return None


def _in_thread(channel: str, thread_ts: str) -> sa.ColumnElement[bool]:
    questions = tables.questions.c
    return (questions.channel == channel) & (questions.thread_ts == thread_ts)


def _answered(kept: Any) -> tuple[str, tuple[Citation, ...]]:
    """The text of an answer and its citations; nothing where another version of us kept it."""
    answer = load_answer(kept) if kept else None
    return (answer.text, answer.citations) if answer else ("", ())
