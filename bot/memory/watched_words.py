"""Words that members look out for: "tell me when a paper mentions Claremont"."""

from __future__ import annotations

import sqlalchemy as sa

from bot.memory import memory_tables as tables
from bot.memory.engine_shelf import MemoryShelf, insert_once
from indexer.store.database import writing

__all__ = ["MAX_WORD", "Words"]

MAX_WORD = 100
"""Characters of a word or phrase; what is longer is cut."""


class Words(MemoryShelf):
    """Each member's own list. Case and spacing make no other word."""

    def add(self, user: str, word: str) -> bool:
        """Put a word or phrase on a member's list. False: it is there, or is empty."""
        word = _plain(word)
        if not word:
            return False
        with writing(self._engine) as connection:
            return insert_once(
                connection,
                tables.words,
                user=user,
                folded=_folded(word),
                word=word,
                at=self._clock(),
            )

    def remove(self, user: str, word: str) -> bool:
        """Take it off again. False: it was not there."""
        with writing(self._engine) as connection:
            gone = connection.execute(
                sa.delete(tables.words).where(
                    tables.words.c.user == user, tables.words.c.folded == _folded(_plain(word))
                )
            )
        return bool(gone.rowcount)

    def of(self, user: str) -> tuple[str, ...]:
        """A member's words as they typed them, by the alphabet."""
        query = (
            sa.select(tables.words.c.word)
            .where(tables.words.c.user == user)
            .order_by(tables.words.c.folded)
        )
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def all(self) -> tuple[tuple[str, str], ...]:
        """Every (user, word)."""
        query = sa.select(tables.words.c.user, tables.words.c.word).order_by(
            tables.words.c.user, tables.words.c.folded
        )
        with self._engine.connect() as connection:
            return tuple((row[0], row[1]) for row in connection.execute(query))


def _plain(word: str) -> str:
    return " ".join(word.split())[:MAX_WORD].strip()


def _folded(word: str) -> str:
    # One letter may fold to three (ΐ).
    return word.casefold()[:200]
