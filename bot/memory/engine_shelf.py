"""What every shelf of the memory has: its tables, and a clock."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from indexer.store.database import TableStore

__all__ = ["MemoryShelf"]


class MemoryShelf(TableStore):
    """Base of the memory's parts."""

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        super().__init__(engine)
        self._clock = clock

    def _left(
        self, table: sa.Table, begun: sa.ColumnElement[bool], lives: Callable[[int], bool]
    ) -> sa.ColumnElement[bool] | None:
        """Which rows of those that a process has begun are no live one's; None: there are
        none.

        Args:
            table: with the owners' numbers (`bot.memory.presence`).
            lives: whether the process of a number lives.
        """
        owners = self.scalars(sa.select(table.c.owner).where(begun).distinct())
        gone = [owner for owner in owners if owner is not None and not lives(owner)]
        if not gone and None not in owners:
            return None
        return begun & (table.c.owner.is_(None) | table.c.owner.in_(gone))
