"""What sites tell of meetings and papers, for the bot: digests, alerts, links.

For facts of a meeting (date, time, venue, whether it takes place) the site's word counts;
for pages, the PDF's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from indexer.council.bodies import BodyName
from indexer.reading.front.councils import council_of
from indexer.sources.source import PaperKind
from indexer.sources.source_tables import committees, meetings, news, papers, sources
from indexer.sources.store import News, State, Store, is_cancelled
from indexer.store.database import read_as

__all__ = ["CalendarEntry", "Happening", "SiteFacts"]

_OF_MEETING = sa.and_(meetings.c.source == papers.c.source, meetings.c.meeting == papers.c.meeting)
_OF_COMMITTEE = sa.and_(
    committees.c.source == meetings.c.source, committees.c.committee == meetings.c.committee
)
"""Whose a paper is, and whose a meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened at a source, numbered in the order it was seen."""

    number: int
    at: dt.datetime
    what: News
    source: str
    committee: str
    meeting: str | None
    date: dt.date | None
    document: str | None
    kind: PaperKind | None
    sentence: str
    backlog: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """A meeting in a site's calendar, in short.

    Attributes:
        source: the source's name.
        time: as the site writes it, "" where it does not.
        documents: names that its papers are indexed under, or will be once they are, each
            with whether it came after the pack.
    """

    source: str
    id: str
    committee: str
    date: dt.date
    time: str = ""
    cancelled: bool = False
    documents: tuple[tuple[str, bool], ...] = ()

    @property
    def site(self) -> str:
        """Names the meeting for good, wherever it moves to."""
        return f"{self.source}/{self.id}"


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What sites tell. Reads only, and may be used while a sync runs.

    Raises:
        StorageError: from any method, when the database cannot be used.
    """

    store: Store

    def listings(self, *, since: dt.date | None = None) -> list[CalendarEntry]:
        """The calendars of all sites by date, from a day on, in two queries.

        Meetings are left out that a site wants hidden or no longer lists.
        """
        of_meetings = (
            sa.select(
                sources.c.name,
                committees.c.title,
                *(meetings.c[one] for one in ("source", "meeting", "date", "time", "status")),
            )
            .join_from(meetings, sources, sources.c.id == meetings.c.source)
            .join(committees, _OF_COMMITTEE)
            .where(meetings.c.hidden.is_(False), meetings.c.unlisted < 2)
            .order_by(meetings.c.date, sources.c.name, meetings.c.meeting)
        )
        if since is not None:
            of_meetings = of_meetings.where(meetings.c.date >= since)
        of_papers = sa.select(
            *(papers.c[one] for one in ("source", "meeting", "document", "name", "kind", "state"))
        ).order_by(papers.c.id)
        with self.store.reading() as connection:
            rows = connection.execute(of_meetings).all()
            listed = connection.execute(of_papers).all() if rows else []
        packed = {
            (row.source, row.meeting)
            for row in listed
            if row.kind == PaperKind.PACK and row.state != State.RESTRICTED
        }
        documents: dict[tuple[int, str], dict[str, bool]] = {}
        for row in listed:
            place = (row.source, row.meeting)
            # A paper is in the index a moment before it is noted here that it is.
            late = row.kind == PaperKind.REPORT and place in packed
            documents.setdefault(place, {}).setdefault(row.document or row.name, late)
        return [
            CalendarEntry(
                source=row.name,
                id=row.meeting,
                committee=row.title,
                date=row.date,
                time=row.time,
                cancelled=is_cancelled(row.status),
                documents=tuple(documents.get((row.source, row.meeting), {}).items()),
            )
            for row in rows
        ]

    def bodies_of(self) -> dict[str, tuple[BodyName, ...]]:
        """For each paper, by the names that it has or will have in the index, every body
        that a site has listed it for, the earliest meeting first. Meetings that a site
        hides, or lists no longer, count for as long as the paper is kept."""
        query = (
            sa.select(papers.c.document, papers.c.name, committees.c.title, committees.c.category)
            .join_from(papers, meetings, _OF_MEETING)
            .join(committees, _OF_COMMITTEE)
            .order_by(meetings.c.date, papers.c.id)
        )
        found: dict[str, dict[BodyName, None]] = {}
        for row in self.store.rows(query):
            for name in (row["document"], row["name"]):
                if name:
                    found.setdefault(name, {})[_body(row)] = None
        return {document: tuple(names) for document, names in found.items()}

    def bodies(self) -> tuple[BodyName, ...]:
        """The bodies that the sites list as current, with or without papers."""
        query = sa.select(committees).where(committees.c.current.is_(True))
        return tuple(dict.fromkeys(map(_body, self.store.rows(query))))

    def warnings(self, document: str) -> list[str]:
        """What the reading of a document warned of, and where it and the sites that publish
        it differ, the earliest meeting first."""
        query = (
            sa.select(papers.c.warnings)
            .join_from(papers, meetings, _OF_MEETING)
            .where(papers.c.document == document, papers.c.state != State.RESTRICTED.value)
            .order_by(meetings.c.date, papers.c.id)
        )
        return [warning for some in self.store.scalars(query) for warning in some]

    def read_through(self) -> frozenset[str]:
        """Names of sources whose first visit is over."""
        return frozenset(
            row.name for row in self.store.sources() if row.first_complete_at is not None
        )

    def backlog(self) -> frozenset[str]:
        """Documents that were out long before their site was first looked at."""
        query = sa.select(news.c.document).where(
            news.c.backlog.is_(True), news.c.document.is_not(None)
        )
        return frozenset(self.store.scalars(query))

    def news(self, *, after: int = 0, limit: int = 100) -> list[Happening]:
        """What happened since the happening of that number, in order."""
        query = sa.select(news).where(news.c.id > after).order_by(news.c.id).limit(limit)
        return [
            read_as(
                Happening,
                row,
                number=row["id"],
                at=dt.datetime.fromtimestamp(row["at"], dt.UTC),
                what=News(row["what"]),
                kind=PaperKind(row["kind"]) if row["kind"] else None,
            )
            for row in self.store.rows(query)
        ]


def _body(row: sa.RowMapping) -> BodyName:
    # A site of several councils puts each one's committees in its category.
    return BodyName(row["title"], council_of((), [row["category"]]))
