"""Which committee a channel follows, which committees are restricted, who follows what, about
which of them they want no messages, and the words that members look out for."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.memory import memory_tables as tables
from bot.memory.committee_store import Committees
from bot.memory.queues import MemoryShelf
from indexer.council.bodies import Bodies
from indexer.store.database import insert_once

__all__ = ["MAX_WORD", "Places", "Words"]

MAX_WORD = 100
"""Characters of a word or phrase; what is longer is cut."""


class Places(MemoryShelf):
    """Channels and committees. Committees are given and named by their labels
    (`indexer.council.bodies.Bodies.label`); one that is not known yet is made.

    Raises:
        SettingsError: of a name that may be either of two councils' committees.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float], committees: Committees) -> None:
        super().__init__(engine, clock)
        self._committees = committees

    def committee(self, channel: str) -> str | None:
        """The committee that a channel follows, or None."""
        return next((name for one, name in self.channels() if one == channel), None)

    def set_committee(self, channel: str, committee: str | None, *, by: str) -> None:
        """Let a channel follow a committee; None: follow none."""
        table = tables.channels
        with self.writing() as connection:
            connection.execute(sa.delete(table).where(table.c.channel == channel))
            if committee:
                connection.execute(
                    sa.insert(table).values(
                        channel=channel,
                        set_by=by,
                        at=self._clock(),
                        committee=self._committees.ensured(connection, committee, by=by).id,
                    )
                )

    def channels(self, committee: str | None = None) -> tuple[tuple[str, str], ...]:
        """(channel, committee) pairs, of one committee or of all."""
        bodies = self._committees.bodies()
        wanted = None if committee is None else bodies.find(committee)
        if committee is not None and wanted is None:
            return ()
        pairs = [
            (channel, _label(bodies, number))
            for channel, number in self.channel_ids()
            if wanted is None or number == wanted.id
        ]
        return tuple(sorted(pairs, key=lambda pair: (pair[1], pair[0])))

    def channel_ids(self) -> tuple[tuple[str, int], ...]:
        """(channel, committee's id) pairs."""
        rows = self.rows(sa.select(tables.channels))
        return tuple((row["channel"], row["committee"]) for row in rows)

    def restricted(self) -> frozenset[str]:
        """Committees whose papers are for their own members in named channels only."""
        bodies = self._committees.bodies()
        return frozenset(_label(bodies, number) for number in self.restricted_ids())

    def restricted_ids(self) -> frozenset[int]:
        """Their ids."""
        return frozenset(self.scalars(sa.select(tables.restricted.c.committee)))

    def restrict(self, committee: str, *, by: str) -> None:
        """Restrict a committee, one that no paper names yet too."""
        with self.writing() as connection:
            body = self._committees.ensured(connection, committee, by=by)
            insert_once(
                connection, tables.restricted, committee=body.id, set_by=by, at=self._clock()
            )

    def unrestrict(self, committee: str) -> bool:
        """Whether it was restricted."""
        body = self._committees.bodies().find(committee)
        if body is None:
            return False
        restricted = tables.restricted
        return self.write(sa.delete(restricted).where(restricted.c.committee == body.id)) > 0

    def follow(self, user: str, committee: str) -> None:
        """Follow a committee; whoever had muted it hears of it again."""
        with self.writing() as connection:
            body = self._committees.ensured(connection, committee)
            connection.execute(_unmark(tables.mutes, user, body.id))
            insert_once(connection, tables.follows, user=user, committee=body.id, at=self._clock())

    def unfollow(self, user: str, committee: str) -> None:
        self._taken_off(tables.follows, user, committee)

    def followed(self, user: str) -> tuple[str, ...]:
        return self._of(tables.follows, user)

    def followers(self, committee: str) -> tuple[str, ...]:
        """The members who follow a committee and have not muted it."""
        body = self._committees.bodies().find(committee)
        if body is None:
            return ()
        follows, mutes = tables.follows.c, tables.mutes.c
        quiet = sa.select(mutes.user).where(mutes.committee == body.id)
        query = (
            sa.select(follows.user)
            .where(follows.committee == body.id, follows.user.not_in(quiet))
            .order_by(follows.at, follows.user)
        )
        return tuple(self.scalars(query))

    def mute(self, user: str, committee: str) -> None:
        """No messages about a committee to a member, who may go on following it."""
        with self.writing() as connection:
            body = self._committees.ensured(connection, committee)
            insert_once(connection, tables.mutes, user=user, committee=body.id, at=self._clock())

    def unmute(self, user: str, committee: str) -> None:
        self._taken_off(tables.mutes, user, committee)

    def muted(self, user: str) -> tuple[str, ...]:
        """The committees that a member wants no messages about."""
        return self._of(tables.mutes, user)

    def has_muted(self, user: str, committee: str) -> bool:
        """Whether a member wants no messages about a committee, by whichever of its names."""
        body = self._committees.bodies().find(committee)
        return body is not None and body.id in self._ids(tables.mutes, user)

    def _taken_off(self, table: sa.Table, user: str, committee: str) -> None:
        if body := self._committees.bodies().find(committee):
            self.write(_unmark(table, user, body.id))

    def _of(self, table: sa.Table, user: str) -> tuple[str, ...]:
        bodies = self._committees.bodies()
        return tuple(sorted(_label(bodies, number) for number in self._ids(table, user)))

    def _ids(self, table: sa.Table, user: str) -> frozenset[int]:
        return frozenset(self.scalars(sa.select(table.c.committee).where(table.c.user == user)))


def _label(bodies: Bodies, number: int) -> str:
    body = bodies.get(number)
    return bodies.label(body) if body else ""


def _unmark(table: sa.Table, user: str, committee: int) -> sa.Delete:
    """Takes a member's mark off a committee."""
    return sa.delete(table).where(table.c.user == user, table.c.committee == committee)


class Words(MemoryShelf):
    """Each member's own list of words that they look out for: "tell me when a paper mentions
    Claremont". Case and spacing make no other word."""

    def add(self, user: str, word: str) -> bool:
        """Put a word or phrase on a member's list. False: it is there, or is empty."""
        word = _plain(word)
        if not word:
            return False
        return self.insert_once(
            tables.words, user=user, folded=_folded(word), word=word, at=self._clock()
        )

    def remove(self, user: str, word: str) -> bool:
        """Take it off again. False: it was not there."""
        words, folded = tables.words, _folded(_plain(word))
        gone = sa.delete(words).where(words.c.user == user, words.c.folded == folded)
        return self.write(gone) > 0

    def of(self, user: str) -> tuple[str, ...]:
        """A member's words as they typed them, by the alphabet."""
        words = tables.words.c
        return tuple(
            self.scalars(sa.select(words.word).where(words.user == user).order_by(words.folded))
        )

    def all(self) -> tuple[tuple[str, str], ...]:
        """Every (user, word)."""
        query = sa.select(tables.words.c.user, tables.words.c.word).order_by(
            tables.words.c.user, tables.words.c.folded
        )
        return tuple((row["user"], row["word"]) for row in self.rows(query))


def _plain(word: str) -> str:
    return " ".join(word.split())[:MAX_WORD].strip()


def _folded(word: str) -> str:
    # One letter may fold to three (ΐ).
    return word.casefold()[:200]
