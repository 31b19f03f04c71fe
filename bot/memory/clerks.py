"""What the clerks have to do with: questions passed on to them, and files they dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from bot.memory import memory_tables as tables
from bot.memory.queues import Queue

__all__ = ["Drop", "Drops", "Relays", "Reply"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a clerk wrote under a question that was passed on.

    Attributes:
        request_id: of the question.
        channel, message_ts, thread_ts: where the clerk wrote.
    """

    id: int = 0
    request_id: str
    channel: str
    message_ts: str
    thread_ts: str
    user: str
    text: str


class Relays(Queue[Reply]):
    """Questions that the papers did not answer, passed on to the clerks' channel, and what
    the clerks reply there."""

    table, record = tables.replies, Reply

    def begin(self, request_id: str) -> bool:
        """Claim the passing on of a question. False: it was passed on before."""
        return self.insert_once(tables.relays, request_id=request_id, at=self._clock())

    def placed(self, request_id: str, *, channel: str, ts: str) -> None:
        """The message in the clerks' channel under which they reply."""
        relays = tables.relays
        self.write(
            sa.update(relays)
            .where(relays.c.request_id == request_id)
            .values(clerk_channel=channel, clerk_ts=ts)
        )

    def withdraw(self, request_id: str) -> None:
        """It could not be passed on: let the asker try again."""
        self.write(sa.delete(tables.relays).where(tables.relays.c.request_id == request_id))

    def question(self, channel: str, thread_ts: str) -> str | None:
        """The request id of the question that a thread of the clerks' is about."""
        relays = tables.relays.c
        here = (relays.clerk_channel == channel) & (relays.clerk_ts == thread_ts)
        return next(iter(self.scalars(sa.select(relays.request_id).where(here))), None)

    def keep(self, reply: Reply) -> Reply | None:
        """Note a reply before Slack is told that it was heard. None: noted before."""
        with self.writing() as connection:
            return self._put(connection, reply, brought=False)

    def replies(self) -> tuple[Reply, ...]:
        """Replies that have not been brought to who asked, oldest first."""
        return self._those(tables.replies.c.brought.is_(False))

    def settled(self, reply: Reply) -> None:
        """A reply has been dealt with; its words are not needed any more."""
        self._set(tables.replies.c.id == reply.id, brought=True, text="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A file that a clerk dropped.

    Attributes:
        url: where Slack keeps it (private; needs the bot's token).
        state: waiting, indexing, ready (waits for Publish), published, discarded, failed.
        document: the name it has in the index, once there.
        note_ts: our message in its thread that tells of the progress.
    """

    id: int = 0
    file_id: str
    name: str
    url: str
    channel: str
    thread_ts: str
    user: str
    state: str = "waiting"
    document: str | None = None
    note_ts: str | None = None


_DROPS = tables.drops.c


class Drops(Queue[Drop]):
    """Dropped files, oldest first."""

    table, record = tables.drops, Drop

    def admit(self, drop: Drop) -> Drop | None:
        """Note a file, once for each place it was dropped in."""
        with self.writing() as connection:
            return self._put(connection, drop)

    def take(self, *, owner: int | None = None) -> Drop | None:
        """The oldest file that waits, now being indexed.

        Args:
            owner: the number of the process that does it (`bot.memory.presence`).
        """
        return self._take(state="indexing", owner=owner)

    def waiting(self) -> tuple[tuple[int, Drop], ...]:
        """Files that wait to be read, each with how many are before it."""
        begun = self._those(_DROPS.state == "indexing")
        return tuple(enumerate(self._those(_DROPS.state == "waiting"), start=len(begun)))

    def recover(self, *, lives: Callable[[int], bool] = lambda _: False) -> None:
        """A file that was being indexed by a process that died waits again.

        Args:
            lives: whether the process of a number lives.
        """
        left = self._left(_DROPS.state == "indexing", lives)
        if left is not None:
            self._set(left, state="waiting")

    def note(self, drop: Drop, **values: str | None) -> None:
        """Keep the document's name or the message that tells of the progress."""
        self._set(_DROPS.id == drop.id, **values)

    def move(self, drop_id: int, *, before: str, after: str) -> bool:
        """From one state to another, once. False: it was not in `before` any more."""
        return self._set(_DROPS.id == drop_id, _DROPS.state == before, state=after) == 1

    def replace(self, document: str) -> tuple[Drop, ...]:
        """Another file has become a document's draft: those before it are discarded.

        Returns:
            The files that waited for Publish until now.
        """
        with self.writing() as connection:
            old = (_DROPS.document == document, _DROPS.state == "ready")
            return self._changed(connection, *old, state="discarded")

    def find(self, drop_id: int) -> Drop | None:
        return next(iter(self._those(_DROPS.id == drop_id)), None)

    def ready(self) -> tuple[Drop, ...]:
        """Files that wait for Publish or Discard."""
        return self._those(_DROPS.state == "ready")
