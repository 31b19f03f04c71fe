"""SQL engines, opened the same way for SQLite and PostgreSQL, and their migrations."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine, RowMapping, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from indexer.council.problems import SettingsError, StorageError, why
from indexer.store.locks import Numbered

__all__ = [
    "Moment",
    "TableStore",
    "as_row",
    "create_missing",
    "insert_once",
    "newest",
    "open_engine",
    "read_as",
    "run_migrations",
    "storage_sentence",
    "upgrade",
    "writing",
]

T = TypeVar("T")

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
        StorageError: the folder of SQLite's file cannot be made.
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


class TableStore:
    """Some tables of a database: the base of whatever reads and writes them.

    Raises:
        StorageError: from any method, when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except DBAPIError as exc:
            raise StorageError(storage_sentence(self.engine, exc)) from exc

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; keep it short."""
        try:
            with writing(self.engine) as connection:
                yield connection
        except DBAPIError as exc:
            raise StorageError(storage_sentence(self.engine, exc)) from exc

    def rows(self, query: sa.Executable) -> Sequence[RowMapping]:
        with self.reading() as connection:
            return connection.execute(query).mappings().all()

    def row(self, query: sa.Executable) -> RowMapping | None:
        """The first row, or None."""
        return next(iter(self.rows(query)), None)

    def scalars(self, query: sa.Executable) -> Sequence[Any]:
        """The first column of every row."""
        with self.reading() as connection:
            return connection.execute(query).scalars().all()

    def write(self, *statements: sa.Executable) -> int:
        """Run statements in one transaction; how many rows the last one touched."""
        with self.writing() as connection:
            for statement in statements:
                touched = connection.execute(statement).rowcount
        return touched

    def insert_once(self, table: sa.Table, **values: Any) -> bool:
        """`insert_once` in a transaction of its own."""
        with self.writing() as connection:
            return insert_once(connection, table, **values) is not None


class Moment(sa.TypeDecorator[dt.datetime]):
    """A moment (UTC), kept as seconds since 1970: SQLite keeps no time zones."""

    impl = sa.Float
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> float | None:  # noqa: ARG002
        return value.timestamp() if value is not None else None

    def process_result_value(self, value: float | None, dialect: sa.Dialect) -> dt.datetime | None:  # noqa: ARG002
        return dt.datetime.fromtimestamp(value, tz=dt.UTC) if value is not None else None


def insert_once(connection: Connection, table: sa.Table, **values: Any) -> sa.Row[Any] | None:
    """Insert a row: its primary key, or None where one of its key is there already."""
    insert: Any = (
        postgresql.insert(table)
        if connection.dialect.name == "postgresql"
        else sqlite.insert(table)
    )
    # Not by rowcount: PostgreSQL's driver gives none for an INSERT that returns a key.
    made = insert.values(**values).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return connection.execute(made).first()


def read_as(kind: type[T], row: RowMapping | Mapping[str, Any], /, **other: Any) -> T:
    """A dataclass from the columns of its fields' names; JSON's lists become tuples.

    Args:
        other: fields that are not as they are kept.
    """
    names = [one.name for one in fields(kind) if one.name not in other]  # type: ignore[arg-type]
    return kind(**{name: _tuples(row[name]) for name in names}, **other)


def as_row(record: Any, *, without: Sequence[str] = ()) -> dict[str, Any]:
    """A dataclass's fields by name, as `read_as` reads them; not those of `without`."""
    return {
        one.name: getattr(record, one.name) for one in fields(record) if one.name not in without
    }


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


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
                oldest = min(_revisions(migrations), default="")
                connection.execute(sa.delete(table).where(table.c.version_num < oldest))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError:
        raise StorageError(
            "The catalogue was written by a newer Packhorse: install that version again."
        ) from None
    except DBAPIError as exc:
        raise StorageError(storage_sentence(engine, exc)) from exc


def run_migrations(metadata: sa.MetaData) -> None:
    """Migrate on the connection that `upgrade` gives; what each part's ``env.py`` calls."""
    from alembic import context

    given = context.config.attributes
    context.configure(
        connection=given["connection"],
        version_table=given["version_table"],
        target_metadata=metadata,
        # SQLite cannot alter a table in place.
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def newest(migrations: Path) -> str:
    """The last revision of an Alembic folder, whose files begin with their revision."""
    return max(_revisions(migrations), default="")


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
