"""Which committee a channel follows, which committees are restricted, who follows what,
and about which of them they want no messages."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.digests.papers import committee_key
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
        """Follow a committee; whoever had muted it hears of it again."""
        with writing(self._engine) as connection:
            _unmute(connection, user, committee)
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

    def followers(self, committee: str) -> tuple[str, ...]:
        """The members who follow a committee and have not muted it."""
        wanted = committee_key(committee)
        with self._engine.connect() as connection:
            following = [
                row[0] for row in connection.execute(
                    sa.select(tables.follows.c.user, tables.follows.c.committee)
                    .order_by(tables.follows.c.at, tables.follows.c.user)
                ) if committee_key(row[1]) == wanted
            ]
            quiet = {
                row[0] for row in connection.execute(
                    sa.select(tables.mutes.c.user, tables.mutes.c.committee)
                ) if committee_key(row[1]) == wanted
            }
        return tuple(user for user in dict.fromkeys(following) if user not in quiet)

    def mute(self, user: str, committee: str) -> None:
        """No messages about a committee to a member, who may go on following it."""
        with writing(self._engine) as connection:
            insert_once(
                connection, tables.mutes, user=user, committee=committee, at=self._clock()
            )

    def unmute(self, user: str, committee: str) -> bool:
        """False: it was not muted."""
        with writing(self._engine) as connection:
            return _unmute(connection, user, committee)

    def muted(self, user: str) -> tuple[str, ...]:
        """The committees that a member wants no messages about."""
        query = (
            sa.select(tables.mutes.c.committee)
            .where(tables.mutes.c.user == user)
            .order_by(tables.mutes.c.committee)
        )
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def has_muted(self, user: str, committee: str) -> bool:
        """Whether a member wants no messages about a committee, however it is spelt."""
        wanted = committee_key(committee)
        return any(committee_key(name) == wanted for name in self.muted(user))


def _unmute(connection: Connection, user: str, committee: str) -> bool:
    wanted = committee_key(committee)
    names = [
        name for name in connection.execute(
            sa.select(tables.mutes.c.committee).where(tables.mutes.c.user == user)
        ).scalars() if committee_key(name) == wanted
    ]
    connection.execute(
        sa.delete(tables.mutes).where(
            tables.mutes.c.user == user, tables.mutes.c.committee.in_(names)
        )
    )
    return bool(names)
