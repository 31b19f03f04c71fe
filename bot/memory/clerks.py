"""What the clerks have to do with: questions passed on to them, and files they dropped."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from bot.memory import memory_tables as tables
from bot.memory.engine_shelf import MemoryShelf, insert_once
from indexer.store.database import writing

__all__ = ["Drop", "Drops", "Relays", "Reply"]

PLACING_SECONDS = 60
"""A question that is not placed by then never will be: its sender died."""

PATIENCE_SECONDS = 1.5
"""How long a reply waits to be placed; Slack wants to be acknowledged within three."""


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

    def begin(self, request_id: str, *, channel: str | None = None) -> bool:
        """Claim the passing on of a question. False: it was passed on before.

        Args:
            channel: where it will be placed: `question` waits for that.
        """
        with writing(self._engine) as connection:
            return insert_once(
                connection,
                tables.relays,
                request_id=request_id,
                clerk_channel=channel,
                replies=0,
                at=self._clock(),
            )

    def placed(self, request_id: str, *, channel: str, ts: str) -> None:
        """The message in the clerks' channel under which they reply."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(tables.relays)
                .where(tables.relays.c.request_id == request_id)
                .values(clerk_channel=channel, clerk_ts=ts)
            )

    def withdraw(self, request_id: str) -> None:
        """It could not be passed on: let the asker try again."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.delete(tables.relays).where(tables.relays.c.request_id == request_id)
            )

    def question(self, channel: str, thread_ts: str) -> str | None:
        """The request id of the question that a thread of the clerks' is about.

        A clerk may reply before we have noted where Slack put a question: a moment is
        waited for that.
        """
        relays = tables.relays.c
        query = sa.select(relays.request_id).where(
            relays.clerk_channel == channel, relays.clerk_ts == thread_ts
        )
        placing = sa.select(relays.id).where(
            relays.clerk_channel == channel,
            relays.clerk_ts.is_(None),
            relays.at > self._clock() - PLACING_SECONDS,
        )
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            with self._engine.connect() as connection:
                # In this order: what is placed in between is found the next time.
                pending = connection.execute(placing).first()
                found = connection.execute(query).scalar()
            if found is not None or pending is None or time.monotonic() > until:
                return None if found is None else str(found)
            time.sleep(0.05)

    def keep(self, reply: Reply) -> Reply | None:
        """Note a reply before Slack is told that it was heard. None: noted before."""
        with writing(self._engine) as connection:
            if not insert_once(
                connection,
                tables.replies,
                request_id=reply.request_id,
                channel=reply.channel,
                message_ts=reply.message_ts,
                thread_ts=reply.thread_ts,
                user=reply.user,
                text=reply.text,
                brought=False,
                at=self._clock(),
            ):
                return None
            number = connection.execute(
                sa.select(tables.replies.c.id).where(
                    tables.replies.c.channel == reply.channel,
                    tables.replies.c.message_ts == reply.message_ts,
                )
            ).scalar_one()
        return replace(reply, id=int(number))

    def replies(self) -> tuple[Reply, ...]:
        """Replies that have not been brought to who asked, oldest first."""
        query = (
            sa.select(tables.replies)
            .where(tables.replies.c.brought.is_(False))
            .order_by(tables.replies.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(
                Reply(**{name: row[name] for name in Reply.__slots__})
                for row in connection.execute(query).mappings()
            )

    def settled(self, reply: Reply, *, arrived: bool) -> None:
        """A reply has been dealt with; its words are not needed any more."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(tables.replies)
                .where(tables.replies.c.id == reply.id)
                .values(brought=True, text="")
            )
            if arrived:
                connection.execute(
                    sa.update(tables.relays)
                    .where(tables.relays.c.request_id == reply.request_id)
                    .values(replies=tables.relays.c.replies + 1)
                )


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
        with writing(self._engine) as connection:
            if not insert_once(
                connection,
                tables.drops,
                file_id=drop.file_id,
                name=drop.name,
                url=drop.url,
                channel=drop.channel,
                thread_ts=drop.thread_ts,
                user=drop.user,
                state="waiting",
                at=self._clock(),
            ):
                return None
            row = (
                connection.execute(
                    sa.select(tables.drops).where(
                        tables.drops.c.file_id == drop.file_id,
                        tables.drops.c.channel == drop.channel,
                        tables.drops.c.thread_ts == drop.thread_ts,
                    )
                )
                .mappings()
                .one()
            )
        return _drop(row)

    def take(self, *, owner: int | None = None) -> Drop | None:
        """The oldest file that waits, now being indexed.

        Args:
            owner: the number of the process that does it (`bot.memory.presence`).
        """
        with writing(self._engine) as connection:
            row = (
                connection.execute(
                    sa.select(tables.drops)
                    .where(tables.drops.c.state == "waiting")
                    .order_by(tables.drops.c.id)
                    .limit(1)
                )
                .mappings()
                .first()
            )
            if row is None:
                return None
            connection.execute(
                sa.update(tables.drops)
                .where(tables.drops.c.id == row["id"])
                .values(state="indexing", owner=owner)
            )
        return _drop({**row, "state": "indexing"})

    def waiting(self) -> tuple[tuple[int, Drop], ...]:
        """Files that wait to be read, each with how many are before it."""
        query = (
            sa.select(tables.drops)
            .where(tables.drops.c.state.in_(("waiting", "indexing")))
            .order_by(tables.drops.c.state == "waiting", tables.drops.c.id)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(
            (before, _drop(row)) for before, row in enumerate(rows) if row["state"] == "waiting"
        )

    def recover(self, *, lives: Callable[[int], bool] = lambda _: False) -> None:
        """A file that was being indexed by a process that died waits again.

        Args:
            lives: whether the process of a number lives.
        """
        left = self._left(tables.drops, tables.drops.c.state == "indexing", lives)
        if left is None:
            return
        with writing(self._engine) as connection:
            connection.execute(sa.update(tables.drops).where(left).values(state="waiting"))

    def note(self, drop: Drop, **values: str | None) -> None:
        """Keep the document's name or the message that tells of the progress."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(tables.drops).where(tables.drops.c.id == drop.id).values(**values)
            )

    def move(self, drop_id: int, *, before: str, after: str) -> bool:
        """From one state to another, once. False: it was not in `before` any more."""
        with writing(self._engine) as connection:
            return bool(
                connection.execute(
                    sa.update(tables.drops)
                    .where(tables.drops.c.id == drop_id, tables.drops.c.state == before)
                    .values(state=after)
                ).rowcount
                == 1
            )

    def replace(self, document: str) -> tuple[Drop, ...]:
        """Another file has become a document's draft: those before it are discarded.

        Returns:
            The files that waited for Publish until now.
        """
        old = (tables.drops.c.document == document) & (tables.drops.c.state == "ready")
        with writing(self._engine) as connection:
            rows = connection.execute(sa.select(tables.drops).where(old)).mappings().all()
            connection.execute(sa.update(tables.drops).where(old).values(state="discarded"))
        return tuple(_drop(row) for row in rows)

    def find(self, drop_id: int) -> Drop | None:
        query = sa.select(tables.drops).where(tables.drops.c.id == drop_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return _drop(row) if row else None

    def ready(self) -> tuple[Drop, ...]:
        """Files that wait for Publish or Discard."""
        query = (
            sa.select(tables.drops)
            .where(tables.drops.c.state == "ready")
            .order_by(tables.drops.c.id)
        )
        with self._engine.connect() as connection:
            return tuple(_drop(row) for row in connection.execute(query).mappings())


def _drop(row: Any) -> Drop:
    return Drop(**{name: row[name] for name in Drop.__slots__})
