"""Everything that a home holds as one archive, made while Packhorse runs, and put back.

The archive is a gzipped tar: SQLite's files as its backup interface gives them
(https://sqlite.org/backup.html), the papers that were fetched, the files that clerks
dropped, and the settings' file with the secrets that are in it. Chroma is not in it: it is
filled again from the catalogue, which holds a copy of every vector.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from sqlalchemy.engine import make_url

from bot.digests.schedule_store import open_schedules
from bot.memory import open_memory
from bot.settings import FILE_NAME, Settings
from indexer.council.problems import (
    NoSuchPath,
    NotPossible,
    NotReadable,
    StorageError,
    not_readable,
    not_writable,
    why,
)
from indexer.sources import Store
from indexer.store.catalogue import Catalogue
from indexer.store.locks import file_lock

__all__ = ["make_backup", "restore_backup"]

ABOUT = "backup.json"
CATALOGUE = "catalogue.db"
WORKFLOWS = "digests-workflows.db"
FOLDERS = ("papers", "files")
FORMAT = 1

MAX_ABOUT = 10_000
"""Bytes. An archive's description is a few hundred."""


def make_backup(settings: Settings, file: Path) -> int:
    """Write an archive; its size in bytes. Readers and writers go on meanwhile.

    Raises:
        NotPossible: the database is PostgreSQL, or the file is there already.
        StorageError: it cannot be read or written.
    """
    database = _sqlite_file(settings, tool="back it up with pg_dump")
    if not database.exists():
        raise NotPossible(f"There is nothing to back up: {database} does not exist.")
    if file.exists():
        raise NotPossible(f"{file} already exists: choose another name for the backup.")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as room:
            # Readable by nobody else: questions and tokens are in it.
            part = Path(room) / "archive"
            part.touch(mode=0o600)
            with part.open("wb") as out:
                with tarfile.open(fileobj=out, mode="w:gz", compresslevel=3) as archive:
                    _fill(archive, settings, database, Path(room))
                out.flush()
                os.fsync(out.fileno())
            part.replace(file)
    except (OSError, sqlite3.Error) as exc:
        raise not_writable(file, exc) from exc
    return file.stat().st_size


def restore_backup(settings: Settings, file: Path) -> Path | None:
    """Put an archive's contents in the place of what the home holds.

    The catalogue is replaced last and in one step: until then, and if this is stopped, the
    old one counts. It takes a new name, so that Chroma is filled again from it.

    Returns:
        The folder that what was there before lies in; None where there was nothing.

    Raises:
        NotPossible: the database is PostgreSQL.
        NoSuchPath, NotReadable: it is no archive of ours, or not whole.
        StorageError: Packhorse runs on the home, or it cannot be written.
    """
    database = _sqlite_file(settings, tool="restore it with pg_restore")
    home = settings.home
    try:
        home.mkdir(parents=True, exist_ok=True)
        database.parent.mkdir(parents=True, exist_ok=True)
        with (
            _alone(home, database),
            tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as room,
        ):
            new = Path(room)
            about = _unpacked(file, new)
            _made_ours(
                new / CATALOGUE,
                file,
                old_home=str(about.get("home", "")),
                home=home,
                beyond=_last_generation(database),
            )
            return _swapped(settings, new, database)
    except (OSError, sqlite3.Error) as exc:
        raise StorageError(
            f"{home} cannot be restored ({why(exc)}): check who may "
            "write there and that the disk has room, and run this again."
        ) from exc


def _sqlite_file(settings: Settings, *, tool: str) -> Path:
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise NotPossible(
            f"The database is PostgreSQL: {tool}, and copy the folders "
            f"{' and '.join(FOLDERS)} of {settings.home} with it. Chroma needs no copy: it is "
            "filled again from the database."
        )
    return Path(url.database)


# --- making ----------------------------------------------------------------------


def _fill(archive: tarfile.TarFile, settings: Settings, database: Path, room: Path) -> None:
    about = room / ABOUT
    about.write_text(
        json.dumps(
            {
                "format": FORMAT,
                "home": str(settings.home),
                "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            }
        )
    )
    archive.add(about, ABOUT)
    # The databases first: a paper that comes later is fetched again, and one that goes
    # meanwhile is merely not in the archive.
    for source, name in ((database, CATALOGUE), (settings.home / WORKFLOWS, WORKFLOWS)):
        if source.exists():
            copy = room / name
            with (
                closing(sqlite3.connect(source, timeout=30)) as live,
                closing(sqlite3.connect(copy)) as kept,
            ):
                live.backup(kept)
            archive.add(copy, name)
            copy.unlink()
    if (settings.home / FILE_NAME).is_file():
        archive.add(settings.home / FILE_NAME, FILE_NAME)
    for folder in FOLDERS:
        for path in sorted((settings.home / folder).rglob("*")):
            try:
                if path.is_file() and not path.is_symlink():
                    archive.add(path, path.relative_to(settings.home).as_posix())
            except FileNotFoundError:
                continue


# --- putting back ------------------------------------------------------------------


@contextmanager
def _alone(home: Path, database: Path) -> Iterator[None]:
    """Nobody else posts, syncs or indexes on this home meanwhile."""
    with ExitStack() as held:
        for file in (home / "digests.lock", home / "sync.lock", Path(f"{database}.lock")):
            if not held.enter_context(file_lock(file)):
                raise StorageError(
                    f"Packhorse is running on {home}: stop it (packhorse serve, sync and index) and "
                    "run this again."
                )
        yield


def _unpacked(file: Path, room: Path) -> dict[str, object]:
    """Unpack an archive of ours; what it says of itself."""
    wrong = NotReadable(f"{file} is not a complete Packhorse backup: choose another one.")
    try:
        with gzip.open(file) as whole, tarfile.open(fileobj=whole, mode="r:") as archive:
            first = archive.next()
            content = archive.extractfile(first) if first and first.name == ABOUT else None
            if content is None:
                raise wrong
            about = json.loads(content.read(MAX_ABOUT))
            if not isinstance(about, dict) or about.get("format") != FORMAT:
                raise NotReadable(
                    f"{file} was made by another version of Packhorse: restore it with that version."
                )
            while (member := archive.next()) is not None:
                parts = PurePosixPath(member.name).parts
                content = archive.extractfile(member) if member.isfile() else None
                if content is None or not _is_ours(parts):
                    raise wrong
                _write(content, room.joinpath(*parts))
            # To its end, where gzip keeps the sum of what it holds.
            while whole.read(1 << 20):
                pass
    except FileNotFoundError:
        raise NoSuchPath(f"{file} does not exist: check the path.") from None
    except (tarfile.TarError, zlib.error, EOFError, ValueError) as exc:
        raise wrong from exc
    except OSError as exc:
        if exc.errno is None:  # gzip's own way to say that it is damaged
            raise wrong from exc
        if exc.filename == str(file):
            raise not_readable(file, exc) from exc
        raise
    if not (room / CATALOGUE).exists():
        raise wrong
    return about


def _is_ours(parts: tuple[str, ...]) -> bool:
    if len(parts) == 1:
        return parts[0] in (CATALOGUE, WORKFLOWS, FILE_NAME)
    return len(parts) > 1 and parts[0] in FOLDERS and ".." not in parts


def _write(content: IO[bytes], to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.touch(mode=0o600, exist_ok=False)
    with to.open("wb") as out:
        shutil.copyfileobj(content, out)


def _made_ours(catalogue: Path, file: Path, *, old_home: str, home: Path, beyond: int) -> None:
    """Bring an unpacked catalogue up to date, and let it know where it now lies."""
    url = f"sqlite:///{catalogue}"
    try:
        opened = Catalogue(url)
        opened.renew(beyond=beyond)
        opened.close()
        Store(url).close()
        open_memory(url).engine.dispose()
        open_schedules(url).engine.dispose()
    except StorageError as exc:
        raise NotReadable(f"{file} holds a catalogue that cannot be used here: {exc}") from exc
    with closing(sqlite3.connect(catalogue)) as database, database:
        for table, column in (("documents", "path"), ("source_papers", "file")):
            if old_home and old_home != str(home):
                database.execute(
                    f"UPDATE {table} SET {column} = ? || substr({column}, ?) "
                    f"WHERE substr({column}, 1, ?) = ?",
                    (str(home), len(old_home) + 1, len(old_home) + 1, f"{old_home}/"),
                )
        # Whoever restores looks at the clock: the time when it was made is of no use.
        database.execute("DELETE FROM source_clock")
    _closed(catalogue)


def _last_generation(database: Path) -> int:
    """The highest number of a generation that the catalogue to be replaced has given."""
    if not database.exists():
        return 0
    try:
        with closing(sqlite3.connect(database)) as old:
            row = old.execute(
                "SELECT seq FROM sqlite_sequence WHERE name = 'generations'"
            ).fetchone()
    except sqlite3.DatabaseError:  # perhaps why there is something to restore
        return 0
    return int(row[0]) if row else 0


def _closed(database: Path) -> None:
    """Make one file of a database and its log, which must not be taken for another's."""
    with closing(sqlite3.connect(database, timeout=2)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _swapped(settings: Settings, new: Path, database: Path) -> Path | None:
    home = settings.home
    aside = home / f"replaced-{dt.datetime.now():%Y%m%d-%H%M%S-%f}"
    if database.exists():
        try:
            _closed(database)
        except sqlite3.OperationalError as exc:
            if "locked" in str(exc):
                raise StorageError(
                    f"{database} is in use: stop every Packhorse that uses it and run this again."
                ) from exc
            raise
        except sqlite3.DatabaseError:  # damaged: its log is of no use either
            for end in ("-wal", "-shm"):
                Path(f"{database}{end}").unlink(missing_ok=True)
    for name in (*FOLDERS, WORKFLOWS, f"{WORKFLOWS}-wal", f"{WORKFLOWS}-shm", "chroma"):
        if (home / name).exists():
            aside.mkdir(exist_ok=True)
            (home / name).rename(aside / name)
        if (new / name).exists():
            (new / name).rename(home / name)
    if (new / FILE_NAME).exists() and not (home / FILE_NAME).exists():
        (new / FILE_NAME).rename(home / FILE_NAME)
    if database.exists():
        aside.mkdir(exist_ok=True)
        shutil.copyfile(database, aside / CATALOGUE)
    if database.parent == home:
        (new / CATALOGUE).replace(database)
    else:
        # Perhaps on another disk: copied beside it first, so that it is replaced at once.
        beside = database.with_name(f".{database.name}.restoring")
        shutil.copyfile(new / CATALOGUE, beside)
        beside.replace(database)
    return aside if aside.exists() else None
