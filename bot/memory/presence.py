"""Which processes on one database live, so that none takes up what another is doing.

Each has a number of its own and holds a lock on it as long as it lives, however it dies:
with PostgreSQL a session's advisory lock, with SQLite a lock on a file beside the database.
"""

from __future__ import annotations

import logging
import secrets
from contextlib import ExitStack
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from indexer.store.locks import advisory_lock

__all__ = ["Presence"]

log = logging.getLogger("packhorse.slack")


class Presence:
    """A process's sign of life on a database.

    Attributes:
        number: of this process, to be kept with what it works on; another at each `begin`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held = ExitStack()
        self.number = 0

    def begin(self) -> None:
        """Take a number and hold it.

        Raises:
            StorageError: the database cannot be reached.
        """
        # Above all numbers that are locked for something else.
        self.number = (1 << 32) + secrets.randbelow(1 << 62)
        if self._engine.dialect.name == "postgresql":
            self._held.enter_context(advisory_lock(self._engine, self.number))
        elif lock := self._file(self.number):
            self._held.enter_context(lock)

    def keep(self) -> None:
        """Hold it again where the database has ended the session that held it."""
        if self._engine.dialect.name == "postgresql":
            with advisory_lock(self._engine, self.number) as lost:
                pass
            if lost:
                log.warning("presence=lost")
                self._let_go()
                self._held.enter_context(advisory_lock(self._engine, self.number, seconds=5))

    def end(self) -> None:
        """Give the number back: what bears it is nobody's."""
        self._let_go()
        self._remove(self.number)

    def lives(self, number: int) -> bool:
        """Whether the process of that number lives.

        Raises:
            StorageError: the database cannot be reached.
        """
        if number == self.number:
            return True
        if self._engine.dialect.name == "postgresql":
            with advisory_lock(self._engine, number) as free:
                return not free
        lock = self._file(number)
        if lock is None:
            return False
        try:
            with lock:
                pass
        except Timeout:
            return True
        self._remove(number)
        return False

    def _let_go(self) -> None:
        try:
            self._held.close()
        except SQLAlchemyError as exc:  # the session is gone, and the lock with it
            log.info("presence=ended error=%s", type(exc).__name__)

    def _file(self, number: int) -> FileLock | None:
        """None for a database in memory, which no other process sees."""
        path = self._path(number)
        # Begun by one thread and ended by another.
        return FileLock(path, timeout=0, thread_local=False) if path else None

    def _remove(self, number: int) -> None:
        if path := self._path(number):
            path.unlink(missing_ok=True)

    def _path(self, number: int) -> Path | None:
        database = self._engine.url.database
        if self._engine.dialect.name == "postgresql" or not database or database == ":memory:":
            return None
        return Path(f"{database}.{number}.lock")
