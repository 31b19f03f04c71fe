"""Whose turn it is: of several processes on one database, one posts and visits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import Engine

from indexer.store.locks import Lock, Numbered

__all__ = ["Turn"]


class Turn:
    """The right to post and to visit, which one process at a time holds.

    Args:
        believed: whether this machine's clock can be believed: where it cannot, the turn
            is neither taken nor held.

    Raises:
        StorageError: from `take`, when the home or the database cannot be used.
    """

    def __init__(
        self, engine: Engine, home: Path, *, believed: Callable[[], bool] = lambda: True
    ) -> None:
        self._believed = believed
        self._lock = Lock(engine, number=Numbered.TURN, file=home / "digests.lock")

    def take(self) -> bool:
        """Take the turn if nobody has it; False: somebody has, or it is not for us."""
        return self._believed() and self._lock.take()

    def held(self) -> bool:
        """Whether it is still ours."""
        return self._believed() and self._lock.held()

    def give_back(self) -> None:
        self._lock.give_back()
