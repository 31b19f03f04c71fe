"""Databases on a real PostgreSQL server, and indexes in a folder, for tests."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from indexer.index import Index
from indexer.models.embed import Embeds
from tests.embedding import WordCounts

__all__ = ["empty_database", "index_in"]


def index_in(
    home: Path,
    embeddings: Embeds | None = None,
    *,
    papers: Iterable[Path] = (),
    database: str | None = None,
    chroma: Path | str | None = None,
) -> Index:
    """An index in a home, or on the servers that are named; its embedding is quick where none
    is given."""
    index = Index(
        database_url=database or f"sqlite:///{home / 'catalogue.db'}",
        chroma=chroma or home / "chroma",
        embeddings=embeddings or WordCounts(),
        home=home,
    )
    if papers:
        with index.writing():
            for path in papers:
                index.add(path)
    return index


@contextmanager
def empty_database(postgres: str) -> Iterator[str]:
    """A database of its own on a server, for as long as the block runs."""
    url = make_url(postgres).set(drivername="postgresql+psycopg")
    name = f"packhorse_{time.monotonic_ns()}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()
