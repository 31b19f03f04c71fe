"""What every shelf of the memory has: an engine, a clock, and an insert that does
nothing where the row is there already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

__all__ = ["MemoryShelf", "insert_once"]


class MemoryShelf:
    """Base of the memory's parts."""

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self._engine = engine
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
        query = sa.select(table.c.owner).where(begun).distinct()
        with self._engine.connect() as connection:
            owners = connection.execute(query).scalars().all()
        gone = [owner for owner in owners if owner is not None and not lives(owner)]
        if not gone and None not in owners:
            return None
        return begun & (table.c.owner.is_(None) | table.c.owner.in_(gone))


def insert_once(connection: Connection, table: sa.Table, **values: Any) -> bool:
    """Insert a row unless one with the same key stands there.

    Returns:
        Whether it was inserted.
    """
    insert: Any = (
        postgresql.insert(table)
        if connection.dialect.name == "postgresql"
        else sqlite.insert(table)
    )
    # Not by rowcount: PostgreSQL's driver gives none for an INSERT that returns a key.
    inserted = (
        insert.values(**values).on_conflict_do_nothing().returning(*table.primary_key.columns)
    )
    return connection.execute(inserted).first() is not None
