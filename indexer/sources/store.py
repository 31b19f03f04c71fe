"""What is remembered of sources: their committees, meetings, papers and news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError

from indexer.council.problems import StorageError
from indexer.sources import source_tables as tables
from indexer.sources.source import Committee, ListedMeeting, ListedPaper, PaperKind
from indexer.sources.source_problems import NoSuchSource, OddAnswer
from indexer.store.database import TableStore, as_row, insert_once, open_engine, read_as, upgrade
from indexer.store.locks import Lock, Numbered

__all__ = [
    "VERSION_TABLE",
    "MeetingRow",
    "News",
    "PaperRow",
    "SourceRow",
    "State",
    "Store",
    "change_meeting",
    "insert_news",
    "is_cancelled",
]

VERSION_TABLE = "packhorse_sources_version"
MIGRATIONS = Path(__file__).parent / "migrations"


class News(StrEnum):
    """What clerks and councillors are told of.

    The bot reads news by number, the last one it has told of in hand, so that none is told
    twice and none is lost.
    """

    NEW = "new"
    REPLACED = "replaced"
    MOVED = "moved"
    VENUE = "venue"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    UNLISTED = "unlisted"
    WITHDRAWN = "withdrawn"
    RESTRICTED = "restricted"
    FAILED = "failed"
    DOWN = "down"
    BACK = "back"


class State(StrEnum):
    """What has become of a paper."""

    WANTED = "wanted"
    INDEXED = "indexed"
    FAILED = "failed"
    COVERED = "covered"
    """Not indexed by itself, since a pack holds it."""
    RESTRICTED = "restricted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source and how its last visit went. `status`: new, ok, partly, busy, down, off."""

    id: int
    name: str
    kind: str
    address: str
    chosen: tuple[str, ...] | None
    since: dt.date | None
    months: int
    paused: bool
    added_at: float
    status: str
    problem: str
    failures: int
    not_before: float
    visited_at: float | None
    complete_at: float | None
    first_complete_at: float | None
    rules: str | None
    rules_at: float | None
    committees_at: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow(ListedMeeting):
    """A meeting as its site tells of it. See `indexer.sources.source_tables.meetings`."""

    source: int
    venue: str
    hidden: bool
    moved_from: dt.date | None
    moved_from_time: str | None
    unlisted: int
    looks: dict[str, float]
    restricted: tuple[str, ...]
    problem: str
    first_seen: float

    @property
    def cancelled(self) -> bool:
        return is_cancelled(self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow(ListedPaper):
    """A published file and what has become of it. See `indexer.sources.source_tables.papers`.

    Attributes:
        name: the document's own name.
        document: the name that its text is indexed under; another paper's where the two
            files are the same; None where it is not indexed.
        file: where the bytes lie.
        marks: what the server's marks are good for: "tail", "size", "none", "" unknown.
    """

    id: int
    source: int
    meeting: str | None
    part: str
    first_seen: float
    missing: int
    state: State
    stale: bool
    problem: str
    tries: int
    not_before: float
    name: str
    document: str | None
    file: str | None
    sha256: str | None
    size: int | None
    tail: str | None
    fetched_at: float | None
    marked_at: float | None
    marks: str
    warnings: tuple[str, ...]


class Store(TableStore):
    """The tables of sources, in the database that the index is in.

    Raises:
        StorageError: from any method, when the database cannot be used.
    """

    def __init__(self, database_url: str) -> None:
        super().__init__(open_engine(database_url))
        upgrade(self.engine, migrations=MIGRATIONS, version_table=VERSION_TABLE)

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; keep it short.

        Raises:
            OddAnswer: a value fits no column, which is the fault of whoever gave it.
        """
        try:
            with super().writing() as connection:
                yield connection
        except StorageError as exc:
            if not isinstance(exc.__cause__, DataError):
                raise
            raise OddAnswer(
                f"What the source tells cannot be kept ({str(exc.__cause__.orig).splitlines()[0]})."
            ) from exc

    @contextmanager
    def turn(self, home: Path) -> Iterator[bool]:
        """For one sync at a time on this database; gives whether it is free.

        Args:
            home: where the lock lies beside SQLite.
        """
        lock = Lock(self.engine, number=Numbered.SYNCING, file=home / "sync.lock")
        with lock.taken() as free:
            yield free

    # --- the clock -----------------------------------------------------------

    def kept_time(self) -> float | None:
        """The last time that was kept, in seconds since 1970."""
        return next(iter(self.scalars(sa.select(tables.clock.c.at))), None)

    def keep_time(self, now: float) -> None:
        if not self.write(sa.update(tables.clock).values(at=now)):
            self.insert_once(tables.clock, id=1, at=now)

    # --- sources -------------------------------------------------------------

    def sources(self) -> list[SourceRow]:
        """All sources, by name."""
        query = sa.select(tables.sources).order_by(tables.sources.c.name)
        return [read_as(SourceRow, row) for row in self.rows(query)]

    def source(self, name: str) -> SourceRow:
        """The source of that name, or at that address.

        Raises:
            NoSuchSource: the sentence lists those that there are.
        """
        known = self.sources()
        for one in known:
            if name in (one.name, one.address):
                return one
        names = ", ".join(one.name for one in known)
        raise NoSuchSource(
            f"No source is called {name}: "
            + (f"those watched are {names}." if names else "none is watched yet.")
        )

    def add_source(self, **values: Any) -> SourceRow:
        """Keep a new source; unset columns get their defaults."""
        self.write(sa.insert(tables.sources).values(**values))
        return self.source(values["name"])

    def update_source(self, source: int, **values: Any) -> None:
        self.write(sa.update(tables.sources).where(tables.sources.c.id == source).values(**values))

    def remove_source(self, source: int) -> None:
        """Forget a source with all that is known of its meetings and papers."""
        self.write(sa.delete(tables.sources).where(tables.sources.c.id == source))

    # --- committees ----------------------------------------------------------

    def put_committees(self, source: int, found: Sequence[Committee], *, now: float) -> None:
        """Keep a site's committees as they now are; those that are gone stay, not current."""
        table = tables.committees
        own = table.c.source == source
        with self.writing() as connection:
            connection.execute(sa.update(table).where(own).values(current=False))
            for one in found:
                values = as_row(one, without=("id",))
                if not insert_once(connection, table, source=source, committee=one.id, **values):
                    same = table.c.committee == one.id
                    connection.execute(sa.update(table).where(own, same).values(**values))
            connection.execute(
                sa.update(tables.sources)
                .where(tables.sources.c.id == source)
                .values(committees_at=now)
            )

    def committees(self, source: int) -> list[Committee]:
        table = tables.committees
        query = sa.select(table).where(table.c.source == source).order_by(table.c.title)
        return [read_as(Committee, row, id=row["committee"]) for row in self.rows(query)]

    def titles(self, source: int) -> dict[str, str]:
        """The names of a site's committees, by their ids."""
        return {one.id: one.title for one in self.committees(source)}

    # --- meetings and papers ---------------------------------------------------

    def meetings(self, source: int, *only: sa.ColumnElement[bool]) -> list[MeetingRow]:
        """A source's meetings, the earliest first."""
        table = tables.meetings
        query = sa.select(table).where(table.c.source == source, *only)
        rows = self.rows(query.order_by(table.c.date, table.c.meeting))
        return [read_as(MeetingRow, row) for row in rows]

    def meeting(self, source: int, meeting: str) -> MeetingRow:
        return self.meetings(source, tables.meetings.c.meeting == meeting)[0]

    def papers(self, **those: Any) -> list[PaperRow]:
        """Papers in the order in which they were first seen.

        Args:
            those: what they have in columns; all papers where none is named.
        """
        query = sa.select(tables.papers).filter_by(**those).order_by(tables.papers.c.id)
        return [
            read_as(PaperRow, row, kind=PaperKind(row["kind"]), state=State(row["state"]))
            for row in self.rows(query)
        ]

    def papers_by_meeting(self, source: int) -> dict[str | None, list[PaperRow]]:
        """All papers of a source, by the meetings that they are of."""
        found: dict[str | None, list[PaperRow]] = {}
        for paper in self.papers(source=source):
            found.setdefault(paper.meeting, []).append(paper)
        return found

    def paper(self, paper: int) -> PaperRow:
        return self.papers(id=paper)[0]

    def update_paper(self, paper: int, *, news: sa.Insert | None = None, **values: Any) -> None:
        """Change a paper, and tell of it in the same transaction."""
        changed = sa.update(tables.papers).where(tables.papers.c.id == paper).values(**values)
        self.write(changed, *([] if news is None else [news]))

    def update_meeting(self, meeting: MeetingRow, **values: Any) -> None:
        self.write(change_meeting(meeting, **values))


def change_meeting(meeting: MeetingRow, **values: Any) -> sa.Update:
    """What changes a meeting's row."""
    table = tables.meetings
    here = (table.c.source == meeting.source) & (table.c.meeting == meeting.meeting)
    return sa.update(table).where(here).values(**values)


def insert_news(what: News, sentence: str, *, now: float, source: str, **about: Any) -> sa.Insert:
    """What adds a row to the table of news.

    Args:
        sentence: what to tell a clerk.
        about: more of the table's columns.
    """
    return sa.insert(tables.news).values(
        at=now, source=source, what=what.value, sentence=sentence, **about
    )


def is_cancelled(status: str) -> bool:
    """Whether a meeting with that status, in the site's words, does not take place."""
    lowered = status.lower()
    return any(word in lowered for word in ("cancel", "abandon", "postpone", "withdrawn"))
