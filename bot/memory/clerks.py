"""What the clerks have to do with: questions passed on to them, and files they dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import sqlalchemy as sa

from bot.memory import memory_tables as tables
from bot.memory.memory_tables import MemoryShelf
from indexer.store.database import as_row, insert_once, read_as

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


class Relays(MemoryShelf):
    """Questions that the papers did not answer, passed on to the clerks' channel."""

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
        table = tables.replies
        row = as_row(reply, without=("id",))
        with self.writing() as connection:
            made = insert_once(connection, table, **row, brought=False, at=self._clock())
        return replace(reply, id=made.id) if made else None

    def replies(self) -> tuple[Reply, ...]:
        """Replies that have not been brought to who asked, oldest first."""
        table = tables.replies
        query = sa.select(table).where(table.c.brought.is_(False)).order_by(table.c.id)
        return tuple(read_as(Reply, row) for row in self.rows(query))

    def settled(self, reply: Reply) -> None:
        """A reply has been dealt with; its words are not needed any more."""
        replies = tables.replies
        self.write(sa.update(replies).where(replies.c.id == reply.id).values(brought=True, text=""))


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


class Drops(MemoryShelf):
    """Dropped files, oldest first."""

    def admit(self, drop: Drop) -> Drop | None:
        """Note a file, once for each place it was dropped in."""
        table = tables.drops
        row = as_row(drop, without=("id",))
        with self.writing() as connection:
            made = insert_once(connection, table, **row, at=self._clock())
        return replace(drop, id=made.id) if made else None

    def take(self, *, owner: int | None = None) -> Drop | None:
        """The oldest file that waits, now being indexed.

        Args:
            owner: the number of the process that does it (`bot.memory.presence`).
        """
        table = tables.drops
        query = sa.select(table).where(table.c.state == "waiting").order_by(table.c.id).limit(1)
        with self.writing() as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                return None
            connection.execute(
                sa.update(table)
                .where(table.c.id == row["id"])
                .values(state="indexing", owner=owner)
            )
        return read_as(Drop, row, state="indexing")

    def waiting(self) -> tuple[tuple[int, Drop], ...]:
        """Files that wait to be read, each with how many are before it."""
        table = tables.drops
        rows = self.rows(
            sa.select(table)
            .where(table.c.state.in_(("waiting", "indexing")))
            .order_by(table.c.state == "waiting", table.c.id)
        )
        return tuple(
            (before, read_as(Drop, row))
            for before, row in enumerate(rows)
            if row["state"] == "waiting"
        )

    def recover(self, *, lives: Callable[[int], bool] = lambda _: False) -> None:
        """A file that was being indexed by a process that died waits again.

        Args:
            lives: whether the process of a number lives.
        """
        left = self._left(tables.drops, tables.drops.c.state == "indexing", lives)
        if left is None:
            return
        self.write(sa.update(tables.drops).where(left).values(state="waiting"))

    def note(self, drop: Drop, **values: str | None) -> None:
        """Keep the document's name or the message that tells of the progress."""
        self.write(sa.update(tables.drops).where(tables.drops.c.id == drop.id).values(**values))

    def move(self, drop_id: int, *, before: str, after: str) -> bool:
        """From one state to another, once. False: it was not in `before` any more."""
        table = tables.drops
        there = (table.c.id == drop_id) & (table.c.state == before)
        return self.write(sa.update(table).where(there).values(state=after)) == 1

    def replace(self, document: str) -> tuple[Drop, ...]:
        """Another file has become a document's draft: those before it are discarded.

        Returns:
            The files that waited for Publish until now.
        """
        old = (tables.drops.c.document == document) & (tables.drops.c.state == "ready")
        with self.writing() as connection:
            rows = connection.execute(sa.select(tables.drops).where(old)).mappings().all()
            connection.execute(sa.update(tables.drops).where(old).values(state="discarded"))
        return tuple(read_as(Drop, row) for row in rows)

    def find(self, drop_id: int) -> Drop | None:
        row = self.row(sa.select(tables.drops).where(tables.drops.c.id == drop_id))
        return read_as(Drop, row) if row else None

    def ready(self) -> tuple[Drop, ...]:
        """Files that wait for Publish or Discard."""
        table = tables.drops
        query = sa.select(table).where(table.c.state == "ready").order_by(table.c.id)
        return tuple(read_as(Drop, row) for row in self.rows(query))
