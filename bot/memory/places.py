"""Which committee a channel follows, which committees are restricted, who follows what."""

from __future__ import annotations

import sqlalchemy as sa

from bot.memory import tables
from bot.memory.shelf import Shelf, insert_once
from indexer.database import writing

__all__ = ["Places"]


class Places(Shelf):
    """Channels and committees. A committee is named as its packs name it."""

    def committee(self, channel: str) -> str | None:
        """The committee that a channel follows, or None."""
        query = sa.select(tables.channels.c.committee).where(
            tables.channels.c.channel == channel
        )
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def set_committee(self, channel: str, committee: str | None, *, by: str) -> None:
        """Let a channel follow a committee; None: follow none."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.delete(tables.channels).where(tables.channels.c.channel == channel)
            )
            if committee:
                connection.execute(
                    sa.insert(tables.channels).values(
                        channel=channel, committee=committee, set_by=by, at=self._clock()
                    )
                )

    def channels(self, committee: str | None = None) -> tuple[tuple[str, str], ...]:
        """(channel, committee) pairs, of one committee or of all."""
        query = sa.select(tables.channels.c.channel, tables.channels.c.committee).order_by(
            tables.channels.c.committee, tables.channels.c.channel
        )
        if committee is not None:
            query = query.where(tables.channels.c.committee == committee)
        with self._engine.connect() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query))

    def restricted(self) -> frozenset[str]:
        """Committees whose papers are for their own members in named channels only."""
        with self._engine.connect() as connection:
            return frozenset(
                connection.execute(sa.select(tables.restricted.c.committee)).scalars()
            )

    def restrict(self, committee: str, *, by: str) -> None:
        with writing(self._engine) as connection:
            insert_once(
                connection, tables.restricted, committee=committee, set_by=by, at=self._clock()
            )

    def unrestrict(self, committee: str) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                sa.delete(tables.restricted).where(tables.restricted.c.committee == committee)
            )

    def follow(self, user: str, committee: str) -> None:
        with writing(self._engine) as connection:
            insert_once(
                connection, tables.follows, user=user, committee=committee, at=self._clock()
            )

    def unfollow(self, user: str, committee: str) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                sa.delete(tables.follows).where(
                    tables.follows.c.user == user, tables.follows.c.committee == committee
                )
            )

    def followed(self, user: str) -> tuple[str, ...]:
        query = (
            sa.select(tables.follows.c.committee)
            .where(tables.follows.c.user == user)
            .order_by(tables.follows.c.committee)
        )
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())
