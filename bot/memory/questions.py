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
from bot.memory.queues import Queue
from indexer.council.problems import PackhorseError
from indexer.store.database import insert_once

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


class Full(PackhorseError):
    """As many questions wait as may."""

    def __init__(self) -> None:
        super().__init__(
            "So many questions are waiting that I can't take yours now: please try in a minute."
        )


_QUESTIONS, _THREADS = tables.questions.c, tables.threads.c
_PENDING = _QUESTIONS.state.in_(("waiting", "working"))
_WANTED = _QUESTIONS.state != "stopped"
_WAITING = sa.select(sa.func.count()).where(_PENDING | (_QUESTIONS.state == "form"))


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


class Questions(Queue[AskedQuestion]):
    """The questions, oldest first."""

    table, record = tables.questions, AskedQuestion

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
        with self.writing() as connection:
            if event_id and not insert_once(
                connection, tables.events, event_id=event_id[:255], at=self._clock()
            ):
                return None
            kept = self._put(connection, asked)
            # After the insert: a question that filled the queue is not too much itself.
            if kept and connection.execute(_WAITING).scalar_one() > MAX_WAITING:
                raise Full
        return kept

    def forms(self) -> tuple[AskedQuestion, ...]:
        """Questions from forms that have not been said in their thread yet."""
        return self._those(_QUESTIONS.state == "form")

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
        self._set(_QUESTIONS.id == asked.id, **values)
        return replace(asked, **values)

    def unanswered(self, *, before: float) -> tuple[AskedQuestion, ...]:
        """Messages that came in before a moment (seconds since 1970) and have no answer yet."""
        return self._those(_PENDING, _QUESTIONS.origin == "message", _QUESTIONS.at < before)

    def take(self, *, owner: int | None = None) -> AskedQuestion | None:
        """Give the oldest question whose turn it is to a worker: a conversation is answered
        one question after the other, whichever process answers.

        Args:
            owner: the number of the worker's process (`bot.memory.presence`).
        """
        earlier = self.table.alias().c
        its_turn = ~sa.exists().where(
            earlier.channel == _QUESTIONS.channel,
            earlier.thread_ts == _QUESTIONS.thread_ts,
            earlier.id < _QUESTIONS.id,
            earlier.state.in_(("waiting", "working", "posting")),
        )
        attempts = _QUESTIONS.attempts + 1
        return self._take(its_turn, state="working", attempts=attempts, owner=owner)

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
        left = self._left(_QUESTIONS.state.in_(("working", "posting")), lives)
        if left is None:
            return ()
        with self.writing() as connection:
            self._changed(connection, left, _QUESTIONS.state == "working", state="waiting")
            return self._changed(connection, left, _QUESTIONS.state == "posting", owner=owner)

    def pending(self, channel: str, thread_ts: str) -> bool:
        """Whether a question of a conversation has no answer yet."""
        return bool(self._those(_in_thread(channel, thread_ts), _PENDING, newest=1))

    def stop(self, channel: str, thread_ts: str) -> tuple[AskedQuestion, ...]:
        """Give up what has no answer yet in a conversation.

        Returns:
            The questions that were given up.
        """
        with self.writing() as connection:
            here = _in_thread(channel, thread_ts)
            return self._changed(connection, here, _PENDING, state="stopped")

    def posting(self, asked: AskedQuestion, answer: Answer) -> bool:
        """Keep the answer before it goes to Slack, and bind the thread to us.

        Returns:
            False where the asker has stopped us.
        """
        with self.writing() as connection:
            kept = {"answer": dump_answer(answer), "answered": answer.answered}
            here = _QUESTIONS.id == asked.id
            if not self._changed(connection, here, _WANTED, state="posting", **kept):
                return False
            if asked.origin == "message":
                self._open_thread(connection, asked.channel, asked.thread_ts, asked.documents)
        return True

    def done(self, asked: AskedQuestion, *, state: str = "done") -> None:
        """The asker has an answer (``done``), or was told of a failure (``failed``)."""
        self._set(_QUESTIONS.id == asked.id, state=state)

    def again(self, asked: AskedQuestion) -> None:
        """Back to the queue."""
        self._set(_QUESTIONS.id == asked.id, _WANTED, state="waiting")

    def find(self, request_id: str) -> AskedQuestion | None:
        return next(iter(self._those(_QUESTIONS.request_id == request_id)), None)

    def answer(self, request_id: str) -> Answer | None:
        """The answer as it was given; None where it has been cleared."""
        query = sa.select(_QUESTIONS.answer).where(_QUESTIONS.request_id == request_id)
        return next((load_answer(kept) for kept in self.scalars(query) if kept), None)

    def turns(
        self, asked: AskedQuestion, *, limit: int = 6
    ) -> tuple[tuple[str, str, tuple[Citation, ...]], ...]:
        """Earlier questions of the same conversation, but for those that were stopped, oldest
        first, with what was answered and where that stands; "" and () where no answer is kept."""
        query = (
            sa.select(_QUESTIONS.text, _QUESTIONS.answer)
            .where(
                _in_thread(asked.channel, asked.thread_ts),
                _QUESTIONS.id < asked.id,
                _QUESTIONS.origin == asked.origin,
                _WANTED,
            )
            .order_by(_QUESTIONS.id.desc())
            .limit(limit)
        )
        return tuple((row["text"], *_answered(row["answer"])) for row in reversed(self.rows(query)))

    def thread(self, channel: str, thread_ts: str) -> tuple[str, ...] | None:
        """The documents that a thread of ours is about (empty: any); None: not ours."""
        query = sa.select(_THREADS.documents).where(_in_thread(channel, thread_ts, _THREADS))
        return next((tuple(documents) for documents in self.scalars(query)), None)

    def bind_thread(
        self, channel: str, thread_ts: str, documents: tuple[str, ...] | None = None
    ) -> None:
        """Make a thread one in which no mention is needed, about `documents` if given:
        then about these, whatever it was about before."""
        here = _in_thread(channel, thread_ts, _THREADS)
        with self.writing() as connection:
            self._open_thread(connection, channel, thread_ts, documents or ())
            if documents is not None:
                about = sa.update(tables.threads).where(here).values(documents=list(documents))
                connection.execute(about)

    def _open_thread(
        self, connection: Connection, channel: str, thread_ts: str, documents: tuple[str, ...]
    ) -> None:
        place = {"channel": channel, "thread_ts": thread_ts}
        insert_once(
            connection, tables.threads, **place, documents=list(documents), at=self._clock()
        )

    def recent(self, user: str) -> tuple[AskedQuestion, ...]:
        """A user's last five questions, newest first."""
        return self._those(_QUESTIONS.user == user, newest=5)

    def latest(self) -> tuple[AskedQuestion, ...]:
        """The last ten questions of anybody, newest first."""
        return self._those(newest=10)

    def not_found(self) -> tuple[AskedQuestion, ...]:
        """The last ten questions that the papers did not answer, newest first."""
        return self._those(_QUESTIONS.answered.is_(False), newest=10)


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


def _in_thread(
    channel: str, thread_ts: str, rows: sa.ColumnCollection[str, sa.Column[Any]] = _QUESTIONS
) -> sa.ColumnElement[bool]:
    return (rows.channel == channel) & (rows.thread_ts == thread_ts)


def _answered(kept: Any) -> tuple[str, tuple[Citation, ...]]:
    """The text of an answer and its citations; nothing where another version of us kept it."""
    answer = load_answer(kept) if kept else None
    return (answer.text, answer.citations) if answer else ("", ())
