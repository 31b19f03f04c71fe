"""Which processes on one database live, so that none takes up what another is doing.

Each has a number of its own and holds a lock on it as long as it lives, however it dies:
with PostgreSQL a session's advisory lock, with SQLite a lock on a file beside the database.
"""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

from sqlalchemy.engine import Engine

from indexer.store.locks import Lock

__all__ = ["Presence"]

log = logging.getLogger("packhorse.slack")


class Presence:
    """A process's sign of life on a database.

    Attributes:
        number: of this process, to be kept with what it works on; another at each `begin`.

    Raises:
        StorageError: from any method, when the database cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.number = 0
        self._lock = self._of(self.number)

    def begin(self) -> None:
        """Take a number and hold it."""
        # Above all numbers that are locked for something else.
        self.number = (1 << 32) + secrets.randbelow(1 << 62)
        self._lock = self._of(self.number)
        self._lock.take()

    def keep(self) -> None:
        """Hold it again where the database has ended the session that held it."""
        if not self._lock.held():
            log.warning("presence=lost")
            self._lock.take(seconds=5)

    def end(self) -> None:
        """Give the number back: what bears it is nobody's."""
        self._lock.give_back()
        self._remove(self.number)

    def lives(self, number: int) -> bool:
        """Whether the process of that number lives."""
        if number == self.number:
            return True
        with self._of(number).taken() as free:
            pass
        if free:
            self._remove(number)
        return not free

    def _of(self, number: int) -> Lock:
        return Lock(self._engine, number=number, file=self._path(number))

    def _remove(self, number: int) -> None:
        if path := self._path(number):
            path.unlink(missing_ok=True)

    def _path(self, number: int) -> Path | None:
        """None for a database in memory, which no other process sees."""
        database = self._engine.url.database
        if self._engine.dialect.name == "postgresql" or not database or database == ":memory:":
            return None
        return Path(f"{database}.{number}.lock")
