"""The shelves of the memory, and the queues among them: what processes take and carry out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from indexer.store.database import TableStore, as_row, insert_once, read_as

__all__ = ["MemoryShelf", "Queue"]

T = TypeVar("T", bound=Any)

TAKERS = 8
"""So many workers may look for a row at the same moment and each find one."""


class MemoryShelf(TableStore):
    """Base of the memory's parts."""

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        super().__init__(engine)
        self._clock = clock


class Queue(MemoryShelf, Generic[T]):
    """Rows of a table, each a record with its number in `id`, oldest first.

    Attributes:
        table: has the record's fields as columns, and `at`, when a row came in; where
            processes take rows, also `state`, which begins as ``waiting``, and `owner`, the
            number of the process that has it (`bot.memory.presence`).
        record: the dataclass.
    """

    table: ClassVar[sa.Table]
    record: type[T]

    def _put(self, connection: Connection, record: T, **values: Any) -> T | None:
        """Keep a record: with its number, or None where one of its key is there already."""
        row = {"at": self._clock(), **as_row(record, without=("id",)), **values}
        made = insert_once(connection, self.table, **row)
        return replace(record, id=made.id) if made else None

    def _those(
        self, *conditions: sa.ColumnElement[bool], newest: int | None = None
    ) -> tuple[T, ...]:
        """Oldest first; or so many of them, newest first."""
        number = self.table.c.id
        query = sa.select(self.table).where(*conditions)
        query = query.order_by(number.desc()).limit(newest) if newest else query.order_by(number)
        return tuple(read_as(self.record, row) for row in self.rows(query))

    def _set(self, *conditions: sa.ColumnElement[bool], **values: Any) -> int:
        """Change rows; how many."""
        return self.write(sa.update(self.table).where(*conditions).values(**values))

    def _changed(
        self, connection: Connection, *conditions: sa.ColumnElement[bool], **values: Any
    ) -> tuple[T, ...]:
        """Change rows, and give them as they are now."""
        changing = sa.update(self.table).where(*conditions).values(**values).returning(self.table)
        found = [read_as(self.record, row) for row in connection.execute(changing).mappings()]
        return tuple(sorted(found, key=lambda one: one.id))

    def _take(self, *conditions: sa.ColumnElement[bool], **values: Any) -> T | None:
        """Take the oldest row that waits and change it. Another process may take the same one
        just now: then the next is tried."""
        number, waits = self.table.c.id, self.table.c.state == "waiting"
        query = sa.select(number).where(waits, *conditions).order_by(number).limit(TAKERS)
        with self.writing() as connection:
            for one in connection.execute(query).scalars().all():
                for taken in self._changed(connection, number == one, waits, **values):
                    return taken
        return None

    def _left(
        self, begun: sa.ColumnElement[bool], lives: Callable[[int], bool]
    ) -> sa.ColumnElement[bool] | None:
        """Which of some rows are no live process's; None: there are none.

        Args:
            lives: whether the process of a number lives.
        """
        owner = self.table.c.owner
        owners = self.scalars(sa.select(owner).where(begun).distinct())
        gone = [one for one in owners if one is not None and not lives(one)]
        if not gone and None not in owners:
            return None
        return begun & (owner.is_(None) | owner.in_(gone))
