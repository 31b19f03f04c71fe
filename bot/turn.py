"""Whose turn it is: of several processes on one database, one posts and visits.

With PostgreSQL the turn is a session's advisory lock, which the server takes back when
the session ends, however its process died
(https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS). With
SQLite it is a lock on a file, which the operating system takes back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

__all__ = ["Turn"]

NUMBER = 0x7475726E
"""The advisory lock's number: "turn" in ASCII. It is not the one of the index's writers
(`indexer.catalogue`): whoever has the turn lets others write."""


class Turn:
    """The right to post and to visit, which one process at a time holds.

    Args:
        believed: whether this machine's clock can be believed: where it cannot, the turn
            is neither taken nor held.
    """

    def __init__(
        self, engine: Engine, home: Path, *, believed: Callable[[], bool] = lambda: True
    ) -> None:
        self._believed = believed
        self._engine = engine
        self._guard = threading.Lock()
        self._connection: Connection | None = None
        self._file: FileLock | None = None
        if engine.dialect.name != "postgresql":
            home.mkdir(parents=True, exist_ok=True)
            # Steps run in threads of their own.
            self._file = FileLock(home / "digests.lock", timeout=0, thread_local=False)

    def take(self) -> bool:
        """Take the turn if nobody has it; False: somebody has, or it is not for us."""
        if not self._believed():
            return False
        with self._guard:
            if self._file is not None:
                try:
                    self._file.acquire()
                except Timeout:
                    return False
                return True
            try:
                connection = self._engine.connect().execution_options(
                    isolation_level="AUTOCOMMIT"
                )
                if connection.scalar(sa.select(sa.func.pg_try_advisory_lock(NUMBER))):
                    self._connection = connection
                    return True
                connection.close()
            except SQLAlchemyError:
                pass
            return False

    def held(self) -> bool:
        """Whether it is still ours: the session that holds it must be alive."""
        if not self._believed():
            return False
        with self._guard:
            if self._file is not None:
                return self._file.is_locked
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
                    self._connection.scalar(sa.select(sa.func.pg_advisory_unlock(NUMBER)))
                self._connection.invalidate()
                self._connection.close()
                self._connection = None
