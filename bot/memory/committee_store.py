"""Committees as things: an id, a name, other names, a council, and what they are part of.

They are made from what sites and front sheets name, or by a clerk in advance; a clerk
merges, renames and places them. Channels, restrictions and followers hold their ids.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.memory import memory_tables as tables
from bot.memory.queues import MemoryShelf
from indexer.council.bodies import Bodies, Body, BodyName, same_committee
from indexer.council.problems import NotPossible

__all__ = ["Committees"]


class Committees(MemoryShelf):
    """The committees that are known."""

    def bodies(self) -> Bodies:
        """All of them, as they are now."""
        with self.reading() as connection:
            return _read(connection)

    def learn(self, names: Iterable[BodyName]) -> int:
        """Make a committee of every name that is of none yet; how many were made."""
        made = 0
        for name in dict.fromkeys(names):
            if not self.bodies().matching(name.name, name.council):
                self.ensure(name.name, council=name.council)
                made += 1
        return made

    def ensure(self, name: str, *, council: str | None = None) -> Body:
        """The committee of a name, made where there is none.

        Raises:
            SettingsError: two councils have one of that name.
        """
        with self.writing() as connection:
            return self.ensured(connection, name, council=council)

    def ensured(
        self, connection: Connection, name: str, *, council: str | None = None, by: str = ""
    ) -> Body:
        """As `ensure`, in a transaction that is under way."""
        bodies = _read(connection)
        found = bodies.matching(name, council)
        if len(found) > 1:
            several = " or ".join(bodies.label(one) for one in found)
            raise NotPossible(f"Which committee: {several}?")
        if found:
            return found[0]
        made = connection.execute(
            sa.insert(tables.committees).values(
                name=" ".join(name.split()),
                council=council,
                confirmed=False,
                made_by=by,
                at=self._clock(),
            )
        )
        assert made.inserted_primary_key is not None
        return Body(id=int(made.inserted_primary_key[0]), name=name, council=council)

    def merge(self, one: Body, into: Body) -> None:
        """Two were one: everything that was set for the first is set for the second, which
        takes its names. What only one of them was restricted by, both are."""
        with self.writing() as connection:
            for table, key in (
                (tables.channels, "channel"),
                (tables.restricted, None),
                (tables.follows, "user"),
                (tables.mutes, "user"),
            ):
                if key != "channel":  # a channel has one committee, and keeps it
                    there = sa.select(table.c[key] if key else table.c.committee).where(
                        table.c.committee == into.id
                    )
                    twice = table.c[key].in_(there) if key else sa.exists(there)
                    connection.execute(sa.delete(table).where(table.c.committee == one.id, twice))
                connection.execute(
                    sa.update(table).where(table.c.committee == one.id).values(committee=into.id)
                )
            connection.execute(
                sa.update(tables.committees)
                .where(tables.committees.c.parent == one.id)
                .values(parent=into.id)
            )
            connection.execute(
                sa.update(tables.committee_names)
                .where(tables.committee_names.c.committee == one.id)
                .values(committee=into.id)
            )
            _set(connection, into, confirmed=True)
            if into.parent == one.id:
                _set(connection, into, parent=one.parent if one.parent != into.id else None)
            connection.execute(sa.delete(tables.committees).where(tables.committees.c.id == one.id))
            _also(connection, into, one.name)

    def also(self, body: Body, name: str) -> None:
        """A committee goes by another name too.

        Raises:
            SettingsError: another committee has that name: merge them.
        """
        with self.writing() as connection:
            bodies = _read(connection)
            others = [one for one in bodies.matching(name, body.council) if one.id != body.id]
            if others:
                raise NotPossible(
                    f"{bodies.label(others[0])} is a committee of its own: merge the two."
                )
            _also(connection, body, " ".join(name.split()))

    def place(self, body: Body, parent: Body | None) -> None:
        """A committee is part of another, or, as a clerk confirms, of none.

        Raises:
            SettingsError: it would be part of itself.
        """
        with self.writing() as connection:
            bodies, above = _read(connection), parent
            while above is not None:
                if above.id == body.id:
                    raise NotPossible(f"{body.name} cannot be part of itself.")
                above = bodies.get(above.parent or 0)
            _set(connection, body, parent=parent.id if parent else None, confirmed=True)


def _read(connection: Connection) -> Bodies:
    names: dict[int, list[str]] = {}
    aliases = sa.select(tables.committee_names).order_by(tables.committee_names.c.id)
    for row in connection.execute(aliases):
        names.setdefault(row.committee, []).append(row.name)
    return Bodies(
        Body(
            id=row.id,
            name=row.name,
            council=row.council,
            parent=row.parent,
            confirmed=row.confirmed,
            aliases=tuple(names.get(row.id, ())),
        )
        for row in connection.execute(sa.select(tables.committees))
    )


def _set(connection: Connection, body: Body, **values: object) -> None:
    connection.execute(
        sa.update(tables.committees).where(tables.committees.c.id == body.id).values(**values)
    )


def _also(connection: Connection, body: Body, name: str) -> None:
    if not any(same_committee(name, one) for one in body.names):
        connection.execute(sa.insert(tables.committee_names).values(committee=body.id, name=name))
