"""SQL engines, opened the same way for SQLite and PostgreSQL, and their migrations."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from indexer.council.problems import SettingsError, StorageError, why
from indexer.store.locks import Numbered

__all__ = [
    "create_missing",
    "newest",
    "open_engine",
    "storage_sentence",
    "upgrade",
    "writing",
]

BUSY_SECONDS = 30
"""How long a writer waits for another one to finish before it gives up."""

# Alembic keeps the migration that it runs in the module `alembic.op`.
_one_migration = threading.Lock()


def open_engine(url: str) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://…`` (psycopg 3 is used).

    SQLite is put in write-ahead mode, so that readers go on while one process
    writes, and waits `BUSY_SECONDS` for a lock (https://sqlite.org/wal.html). Errors do
    not say what was to be written: it may be a councillor's question.

    Raises:
        SettingsError: the URL is of no known kind.
        StorageError: the folder of an SQLite file cannot be made.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter of a port that is no number
        raise SettingsError(
            "PACKHORSE_DATABASE_URL is not a database address: it looks like "
            "sqlite:////path/to/file.db or postgresql://user:password@host/name."
        ) from None
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        return sa.create_engine(parsed, pool_pre_ping=True, hide_parameters=True)
    if parsed.get_backend_name() != "sqlite":
        raise SettingsError(
            f"PACKHORSE_DATABASE_URL names {parsed.get_backend_name()}: "
            "only SQLite and PostgreSQL are supported."
        )
    if parsed.database:
        folder = Path(parsed.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise StorageError(
                f"The folder {folder} cannot be made ({why(exc)}): check who may write there."
            ) from exc
    engine = sa.create_engine(parsed, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that will write: on SQLite it takes the writer's lock at once, since
    one that has read first cannot wait for it (https://sqlite.org/isolation.html)."""
    return engine.execution_options(packhorse_writes=True).begin()


def upgrade(engine: Engine, *, migrations: Path, version_table: str) -> None:
    """Bring the tables of one part of the program up to date.

    Args:
        migrations: the part's Alembic folder; `version_table` keeps its own history,
            so that the index and the bot can share one database.

    Raises:
        StorageError: the database cannot be used, or was written by a newer version.
    """
    version = _version(engine, version_table)
    if version == newest(migrations):
        return
    # A third of a second to import, for what is seldom to do.
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["version_table"] = version_table
    try:
        with _one_migration, writing(engine) as connection:
            if engine.dialect.name == "postgresql":
                # Two that begin at once would both find no tables.
                connection.execute(
                    sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": int(Numbered.MIGRATING)}
                )
            if version is not None:
                # What came before the oldest was never released, and is in the oldest now.
                table = _version_table(version_table)
                connection.execute(sa.delete(table).where(table.c.version_num < oldest(migrations)))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError:
        raise StorageError(
            "The catalogue was written by a newer Packhorse: install that version again."
        ) from None
    except DBAPIError as exc:
        raise StorageError(storage_sentence(engine, exc)) from exc


def newest(migrations: Path) -> str:
    """The last revision of an Alembic folder, whose files begin with their revision."""
    return max(_revisions(migrations), default="")


def oldest(migrations: Path) -> str:
    """The first one."""
    return min(_revisions(migrations), default="")


def create_missing(connection: Connection, metadata: sa.MetaData) -> None:
    """Make the tables and columns that are not there yet; what is there stays as it is."""
    known = sa.inspect(connection)
    tables = set(known.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in tables:
            table.create(connection)
            continue
        there = {column["name"] for column in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                made = sa.schema.CreateColumn(column).compile(dialect=connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {made}")


def _revisions(migrations: Path) -> list[str]:
    return [file.stem.partition("_")[0] for file in (migrations / "versions").glob("[0-9]*.py")]


def _version_table(name: str) -> sa.TableClause:
    return sa.table(name, sa.column("version_num"))


def _version(engine: Engine, version_table: str) -> str | None:
    """The revision that the tables are at; None where that cannot be told."""
    table = _version_table(version_table)
    try:
        with engine.connect() as connection:
            versions = connection.execute(sa.select(table.c.version_num)).scalars().all()
    except DBAPIError:
        return None
    return str(versions[0]) if len(versions) == 1 else None


def storage_sentence(engine: Engine, exc: DBAPIError) -> str:
    """What a database error means, in one sentence for the person who runs this."""
    place = engine.url.render_as_string(hide_password=True)
    if engine.url.get_backend_name() == "sqlite":
        place = f"The catalogue {engine.url.database}"
        reason = str(exc.orig).lower()
        if "locked" in reason or "busy" in reason:
            return f"{place} is in use by another Packhorse: wait until it is done, or stop it."
        if "full" in reason:
            return f"{place} cannot grow, the disk is full: make room and run this again."
        if "readonly" in reason or "unable to open" in reason:
            return f"{place} cannot be written: check who may write to its folder."
        if "not a database" in reason or "malformed" in reason:
            return (
                f"{place} is damaged: move it away and index the packs again "
                "(the PDFs are all that is needed)."
            )
        return f"{place} cannot be used ({exc.orig})."
    if isinstance(exc, OperationalError):
        return f"The database at {place} cannot be reached: check that it runs and the address."
    return f"The database at {place} cannot be used ({str(exc.orig).splitlines()[0]})."


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions leave out DDL, so that a migration could stop half-way:
    # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("packhorse_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
