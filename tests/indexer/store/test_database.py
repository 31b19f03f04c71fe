"""SQL engines, migrations and what their errors say."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from indexer.council.problems import SettingsError, StorageError
from indexer.store.catalogue import MIGRATIONS, Catalogue
from indexer.store.catalogue_tables import documents, metadata
from indexer.store.database import newest, open_engine, upgrade, writing
from tests.conftest import ROOT

VERSIONS = "packhorse_index_version"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    url = (
        f"sqlite:///{tmp_path / 'catalogue.db'}"
        if request.param == "sqlite"
        else request.getfixturevalue("empty_postgres")
    )
    engine = open_engine(url)
    yield engine
    engine.dispose()


def _ours(name: str | None, kind: str, _parent: object) -> bool:
    # The full-text table of SQLite and Alembic's own belong to no model of ours.
    return not (kind == "table" and name is not None and name not in metadata.tables)


def test_the_migrations_make_the_tables_that_the_code_uses(engine: sa.Engine) -> None:
    upgrade(engine, migrations=MIGRATIONS, version_table=VERSIONS)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": _ours, "version_table": VERSIONS, "compare_type": True},
        )
        changes = compare_metadata(context, metadata)
    # PostgreSQL's own column and index for full text are made by hand.
    assert [one for one in changes if "terms" not in str(one)] == []


def test_migrating_twice_changes_nothing(engine: sa.Engine) -> None:
    upgrade(engine, migrations=MIGRATIONS, version_table=VERSIONS)
    upgrade(engine, migrations=MIGRATIONS, version_table=VERSIONS)
    with engine.connect() as connection:
        versions = connection.exec_driver_sql(f"SELECT version_num FROM {VERSIONS}").fetchall()
    assert len(versions) == 1


def test_a_catalogue_of_a_newer_packhorse_is_left_alone(engine: sa.Engine) -> None:
    upgrade(engine, migrations=MIGRATIONS, version_table=VERSIONS)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSIONS} SET version_num = '9999'")
    with pytest.raises(StorageError, match="newer Packhorse"):
        upgrade(engine, migrations=MIGRATIONS, version_table=VERSIONS)


@pytest.mark.parametrize(
    ("version", "undone"),
    [
        ("0001", ["DROP TABLE vectors", "DROP TABLE identity"]),
        ("0002", ["ALTER TABLE identity DROP COLUMN stamp"]),
        ("0003", []),
    ],
)
def test_what_an_unreleased_version_made_is_completed(
    engine: sa.Engine, version: str, undone: list[str]
) -> None:
    url = engine.url.set(drivername=engine.dialect.name).render_as_string(hide_password=False)
    catalogue = Catalogue(url)
    catalogue.begin("kept")
    catalogue.close()
    with engine.begin() as connection:
        for statement in (*undone, f"UPDATE {VERSIONS} SET version_num = '{version}'"):
            connection.exec_driver_sql(statement)
    catalogue = Catalogue(url)
    assert len(catalogue.sweepable()) == 1, "what was there stays"
    assert catalogue.identity
    catalogue.set_stamp("new")
    assert catalogue.stamp == "new"
    catalogue.close()
    with engine.connect() as connection:
        versions = connection.exec_driver_sql(f"SELECT version_num FROM {VERSIONS}").scalars()
        assert versions.all() == [newest(MIGRATIONS)]


def test_a_migration_that_fails_leaves_nothing(engine: sa.Engine, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text((MIGRATIONS / "env.py").read_text())
    (folder / "versions" / "0001.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        "revision = '0001'\ndown_revision = None\n"
        "def upgrade():\n"
        "    op.create_table('half', sa.Column('a', sa.Integer))\n"
        "    op.execute('SELECT no_such_function_here(1)')\n"
    )
    with pytest.raises(StorageError):
        upgrade(engine, migrations=folder, version_table="other_version")
    assert "half" not in sa.inspect(engine).get_table_names()


def test_threads_and_processes_may_make_the_same_tables_at_once(engine: sa.Engine) -> None:
    code = (
        "import sys; from indexer.store.catalogue import Catalogue; Catalogue(sys.argv[1]).close()"
    )
    url = engine.url.set(drivername=engine.dialect.name).render_as_string(hide_password=False)
    processes = [
        subprocess.Popen([sys.executable, "-c", code, url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    failures: list[Exception] = []

    def make() -> None:
        try:
            upgrade(engine, migrations=MIGRATIONS, version_table=VERSIONS)
        except Exception as exc:
            failures.append(exc)

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert [process.communicate(timeout=60)[1] for process in processes] == [b"", b""]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "not a database address"),
        ("postgresql://user:password@host:port/name", "not a database address"),
        ("mysql://user@host/name", "only SQLite and PostgreSQL"),
        ("sqlserver://x", "only SQLite and PostgreSQL"),
    ],
)
def test_an_address_of_no_known_kind_is_a_wrong_setting(url: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence) as caught:
        open_engine(url)
    assert "PACKHORSE_DATABASE_URL" in str(caught.value)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StorageError) as caught:
        Catalogue("postgresql://packhorse:very-secret@127.0.0.1:9/papers")
    assert "127.0.0.1:9" in str(caught.value)
    assert "very-secret" not in str(caught.value)


def test_a_damaged_catalogue_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "catalogue.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StorageError, match="damaged"):
        Catalogue(f"sqlite:///{tmp_path / 'catalogue.db'}")


def test_a_catalogue_in_a_place_that_is_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(StorageError, match="check who may write"):
        Catalogue(f"sqlite:///{tmp_path / 'home' / 'catalogue.db'}")


def test_a_locked_catalogue_is_said_to_be_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.store.database.BUSY_SECONDS", 0.2)
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.db'}")
    other = sqlite3.connect(tmp_path / "catalogue.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StorageError, match="in use by another Packhorse"):
        catalogue.begin("pack")
    other.execute("ROLLBACK")
    other.close()
    assert catalogue.begin("pack") > 0


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    catalogue = Catalogue(f"sqlite:///{tmp_path / 'catalogue.db'}")
    with catalogue.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    # SQLite says "database or disk is full" for its own bound on size too.
    @sa.event.listens_for(catalogue.engine, "begin")
    def _bound(connection: sa.Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for _ in range(2000):
            catalogue.begin("x" * 400)

    with pytest.raises(StorageError, match="disk is full"):
        fill()


def test_a_reader_goes_on_while_somebody_writes(engine: sa.Engine) -> None:
    upgrade(engine, migrations=MIGRATIONS, version_table=VERSIONS)
    with writing(engine) as writer:
        writer.execute(metadata.tables["identity"].insert().values(identity="new"))
        with engine.connect() as reader:
            rows = reader.execute(sa.select(metadata.tables["identity"])).fetchall()
            assert rows == []


def test_an_error_does_not_say_what_was_to_be_written(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.DBAPIError) as caught, engine.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO nowhere VALUES (:asked)"), {"asked": "is it my ward?"}
        )
    assert "my ward" not in str(caught.value)


def test_drafts_of_an_older_index_become_a_state(engine: sa.Engine) -> None:
    """Its documents were known by their names alone, and a draft by the end of its name."""
    older = sa.MetaData()
    tables = {
        table.name: table.to_metadata(older)
        for table in metadata.sorted_tables
        if table.name != "documents"
    }
    columns = [
        sa.Column(
            one.name,
            one.type,
            primary_key=one.name == "document",
            nullable=one.nullable,
            index=one.index,
        )
        for one in documents.columns
    ]
    before = sa.Table("documents", older, *columns)
    older.create_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {VERSIONS} (version_num VARCHAR(32))")
        connection.exec_driver_sql(f"INSERT INTO {VERSIONS} VALUES ('0003')")
        now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        for number, (name, published) in enumerate(
            [("pack", True), ("pack (draft)", False), ("Minutes (draft)", True)], start=1
        ):
            connection.execute(
                sa.insert(tables["generations"]).values(
                    generation=number, document=name, state="current", started_at=now
                )
            )
            connection.execute(
                sa.insert(before).values(
                    document=name,
                    generation=number,
                    sha256="",
                    read_by="",
                    path="",
                    kind="pack",
                    title="",
                    published=published,
                    page_count=1,
                    passage_count=1,
                    indexed_at=now,
                    seconds=1,
                    structure="",
                )
            )
    for _ in range(2):
        upgrade(engine, migrations=MIGRATIONS, version_table=VERSIONS)
    with engine.connect() as connection:
        rows = connection.execute(
            sa.select(documents.c.document, documents.c.published, documents.c.generation).order_by(
                documents.c.generation
            )
        ).all()
    assert [tuple(row) for row in rows] == [
        ("pack", True, 1),
        ("pack", False, 2),
        ("Minutes (draft)", True, 3),
    ]
    keys = sa.inspect(engine).get_pk_constraint("documents")["constrained_columns"]
    assert keys == ["document", "published"]
