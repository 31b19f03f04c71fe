"""Words that members look out for: "tell me when a paper mentions Claremont"."""

from __future__ import annotations

import sqlalchemy as sa

from bot.memory import memory_tables as tables
from bot.memory.engine_shelf import MemoryShelf

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
