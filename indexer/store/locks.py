"""The locks that the processes on one home, or on one database, share.

With PostgreSQL a lock is a session's advisory lock, which the server takes back when the
session ends, however its process died
(https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS). Beside
SQLite it is a lock on a file, which the operating system takes back.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import IntEnum
from pathlib import Path

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from indexer.council.problems import StorageError, not_writable

__all__ = ["Lock", "Numbered", "file_lock"]


class Numbered(IntEnum):
    """What PostgreSQL's advisory locks are for, by the number of each: four letters in ASCII.

    Numbers above 32 bits are those of living processes.
    """

    WRITING = 0x7061636B
    """Whoever changes the index."""
    SYNCING = 0x73796E63
    """Whoever visits the sources."""
    TURN = 0x7475726E
    """Whoever posts and visits by itself; it lets others write."""
    MIGRATING = 0x6D696772


class Lock:
    """A lock that one process at a time holds; any thread may take it and give it back.

    Args:
        engine: of the database that it is about.
        number: of PostgreSQL's lock.
        file: of SQLite's; None where no other process sees the database.

    Raises:
        StorageError: from `take`, when the file or the database cannot be used.
    """

    def __init__(self, engine: Engine, *, number: int, file: Path | None) -> None:
        self._engine = engine
        self._number = number
        self._guard = threading.Lock()
        self._connection: Connection | None = None
        self._postgresql = engine.dialect.name == "postgresql"
        self._file = (
            None if self._postgresql or file is None else FileLock(file, thread_local=False)
        )

    def take(self, *, seconds: float = 0) -> bool:
        """Take it if it is free within so many seconds."""
        with self._guard:
            if self._postgresql:
                return self._take_advisory(seconds)
            return self._file is None or _acquire(self._file, seconds)

    def held(self) -> bool:
        """Whether it is still ours: the session that holds it must be alive."""
        with self._guard:
            if not self._postgresql:
                return self._file is None or self._file.is_locked
            if self._connection is None:
                return False
            try:
                self._connection.execute(sa.text("SELECT 1"))
            except SQLAlchemyError:
                self._connection.invalidate()
                self._connection = None
                return False
            return True

    def give_back(self) -> None:
        with self._guard:
            if self._file is not None:
                self._file.release()
            if self._connection is not None:
                # Said aloud, for the server notices the end of a session in its own time; and
                # ended, for a pooled connection would go on holding what is not given back.
                with suppress(SQLAlchemyError):
                    self._connection.scalar(sa.select(sa.func.pg_advisory_unlock(self._number)))
                self._connection.invalidate()
                self._connection.close()
                self._connection = None

    @contextmanager
    def taken(self, *, seconds: float = 0) -> Iterator[bool]:
        """Hold it for the length of a block; gives whether it was free."""
        free = self.take(seconds=seconds)
        try:
            yield free
        finally:
            if free:
                self.give_back()

    def _take_advisory(self, seconds: float) -> bool:
        try:
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            deadline = time.monotonic() + seconds
            asked = sa.select(sa.func.pg_try_advisory_lock(self._number))
            while not connection.scalar(asked):
                if time.monotonic() >= deadline:
                    connection.close()
                    return False
                time.sleep(0.05)
        except SQLAlchemyError as exc:
            place = self._engine.url.render_as_string(hide_password=True)
            raise StorageError(
                f"The database at {place} cannot be reached: check that it runs and the address."
            ) from exc
        self._connection = connection
        return True


@contextmanager
def file_lock(file: Path, *, seconds: float = 0) -> Iterator[bool]:
    """A lock on a file, wherever the database is; gives whether it was free within `seconds`.

    Raises:
        StorageError: the file cannot be written.
    """
    lock = FileLock(file, thread_local=False)
    free = _acquire(lock, seconds)
    try:
        yield free
    finally:
        if free:
            lock.release()


def _acquire(lock: FileLock, seconds: float) -> bool:
    try:
        Path(lock.lock_file).parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=seconds)
    except Timeout:
        return False
    except OSError as exc:
        raise not_writable(lock.lock_file, exc) from exc
    return True
