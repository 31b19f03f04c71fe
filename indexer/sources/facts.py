"""What sites tell of meetings and papers, for the bot: digests, alerts, links.

For facts of a meeting (date, time, venue, whether it takes place) the site's word counts;
for pages, the PDF's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from indexer.council.bodies import BodyName
from indexer.council.dates import day_of
from indexer.reading.front.councils import council_of
from indexer.sources import source_tables as tables
from indexer.sources.publication import Publication, publication
from indexer.sources.source import PaperKind, ShownItem
from indexer.sources.store import (
    MeetingRow,
    News,
    PaperRow,
    SourceRow,
    State,
    Store,
    is_cancelled,
)
from indexer.store.database import as_row, read_as

__all__ = ["CalendarEntry", "Happening", "SiteFacts", "SiteMeeting", "SitePaper"]

_WHOSE = sa.and_(
    tables.committees.c.source == tables.meetings.c.source,
    tables.committees.c.committee == tables.meetings.c.committee,
)
"""A meeting's committee."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePaper:
    """A paper that a site publishes for a meeting.

    Attributes:
        document: the name that its text is indexed under; None if it is not.
        item: shown number of its agenda item, "" where it belongs to none.
        late: a report that came after the pack.
        problem: why it is not indexed, or why its newest version is not.
        warnings: where site and PDF differ, and what the reading of it warned of.
    """

    kind: PaperKind
    title: str
    url: str
    document: str | None
    item: str
    published_on: dt.date | None
    first_seen: dt.datetime
    late: bool
    state: State
    problem: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMeeting:
    """A meeting as its site tells of it.

    Attributes:
        source: the source's name; with `id` it names the meeting for good.
        moved_from, moved_from_time: what it was before its date or time last changed.
        listed: False once the site has left it out of its list twice.
        publication: when its pack came out, against the last day allowed.
    """

    source: str
    id: str
    committee: str
    date: dt.date
    time: str
    venue: str
    status: str
    cancelled: bool
    moved_from: dt.date | None
    moved_from_time: str | None
    listed: bool
    agenda_published: bool | None
    publication: Publication
    items: tuple[ShownItem, ...]
    papers: tuple[SitePaper, ...]
    problem: str

    @property
    def pack(self) -> SitePaper | None:
        """The public reports pack, whether it is indexed or not."""
        return next((one for one in self.papers if one.kind is PaperKind.PACK), None)

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of its indexed papers, each once."""
        return tuple(dict.fromkeys(one.document for one in self.papers if one.document))


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


class SiteFacts:
    """What sites tell. Reads only, and may be used while a sync runs.

    Args:
        store: the tables of sources.
        nation: ENG, WLS, SCT or NIR, for bank holidays.

    Raises:
        StorageError: from any method, when the database cannot be used.
    """

    def __init__(self, store: Store, *, nation: str = "ENG") -> None:
        self._store = store
        self._nation = nation

    def meetings(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        sources: Sequence[str] = (),
    ) -> list[SiteMeeting]:
        """Meetings by date, those left out that a site wants hidden."""
        found = []
        for row in self._store.sources():
            if sources and row.name not in sources:
                continue
            titles = self._store.titles(row.id)
            papers = self._store.papers_by_meeting(row.id)
            for meeting in self._store.meetings(row.id, since=since, until=until):
                if not meeting.hidden:
                    title = titles.get(meeting.committee, "")
                    own = papers.get(meeting.meeting, [])
                    found.append(self._meeting(row, meeting, title, own))
        return sorted(found, key=lambda one: (one.date, one.committee, one.id))

    def meeting(self, source: str, meeting: str) -> SiteMeeting | None:
        """A meeting by its source's name and its id; None if there is none to show.

        Raises:
            NoSuchSource
        """
        row = self._store.source(source)
        for one in self._store.meetings(row.id, meeting=meeting):
            if not one.hidden:
                title = self._store.titles(row.id).get(one.committee, "")
                papers = self._store.papers(row.id, meeting=meeting)
                return self._meeting(row, one, title, papers)
        return None

    def places(self, document: str) -> list[tuple[SiteMeeting, SitePaper]]:
        """The meetings that a document was published for, the earliest first.

        More than one where the same paper went to two committees.
        """
        names = {row.id: row.name for row in self._store.sources()}
        found = []
        for paper in self._store.papers(document=document):
            if paper.meeting is None:
                continue
            meeting = self.meeting(names[paper.source], paper.meeting)
            if meeting is not None:
                found += [
                    (meeting, one)
                    for one in meeting.papers
                    if one.document == document and one.url == paper.url
                ]
        return sorted(found, key=lambda one: one[0].date)

    def listings(self, *, since: dt.date | None = None) -> list[CalendarEntry]:
        """The calendars of all sites by date, from a day on, in two queries.

        Meetings are left out that a site wants hidden or no longer lists.
        """
        meetings, papers = tables.meetings, tables.papers
        of_meetings = (
            sa.select(
                meetings.c.source,
                meetings.c.meeting,
                meetings.c.date,
                meetings.c.time,
                meetings.c.status,
                tables.sources.c.name,
                tables.committees.c.title,
            )
            .join(tables.sources, tables.sources.c.id == meetings.c.source)
            .join(tables.committees, _WHOSE)
            .where(meetings.c.hidden.is_(False), meetings.c.unlisted < 2)
            .order_by(meetings.c.date, tables.sources.c.name, meetings.c.meeting)
        )
        of_papers = (
            sa.select(
                papers.c.source,
                papers.c.meeting,
                papers.c.document,
                papers.c.name,
                papers.c.kind,
                papers.c.state,
            )
            .where(papers.c.meeting.is_not(None))
            .order_by(papers.c.id)
        )
        if since is not None:
            of_meetings = of_meetings.where(meetings.c.date >= since)
        with self._store.reading() as connection:
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
        meetings, papers, committees = tables.meetings, tables.papers, tables.committees
        query = (
            sa.select(papers.c.document, papers.c.name, committees.c.title, committees.c.category)
            .join(
                meetings,
                sa.and_(
                    meetings.c.source == papers.c.source,
                    meetings.c.meeting == papers.c.meeting,
                ),
            )
            .join(committees, _WHOSE)
            .order_by(meetings.c.date, papers.c.id)
        )
        found: dict[str, dict[BodyName, None]] = {}
        for row in self._store.rows(query):
            # A site of several councils puts each one's committees in its category.
            body = BodyName(row["title"], council_of((), [row["category"]]))
            for name in (row["document"], row["name"]):
                if name:
                    found.setdefault(name, {})[body] = None
        return {document: tuple(names) for document, names in found.items()}

    def bodies(self) -> tuple[BodyName, ...]:
        """The bodies that the sites list as current, with or without papers."""
        query = sa.select(tables.committees.c.title, tables.committees.c.category).where(
            tables.committees.c.current.is_(True)
        )
        found = (
            BodyName(row["title"], council_of((), [row["category"]]))
            for row in self._store.rows(query)
        )
        return tuple(dict.fromkeys(found))

    def read_through(self) -> frozenset[str]:
        """Names of sources whose first visit is over."""
        return frozenset(
            row.name for row in self._store.sources() if row.first_complete_at is not None
        )

    def backlog(self) -> frozenset[str]:
        """Documents that were out long before their site was first looked at."""
        query = sa.select(tables.news.c.document).where(
            tables.news.c.backlog.is_(True), tables.news.c.document.is_not(None)
        )
        return frozenset(self._store.scalars(query))

    def news(self, *, after: int = 0, limit: int = 100) -> list[Happening]:
        """What happened since the happening of that number, in order."""
        query = (
            sa.select(tables.news)
            .where(tables.news.c.id > after)
            .order_by(tables.news.c.id)
            .limit(limit)
        )
        return [
            read_as(
                Happening,
                row,
                number=row["id"],
                at=dt.datetime.fromtimestamp(row["at"], dt.UTC),
                what=News(row["what"]),
                kind=PaperKind(row["kind"]) if row["kind"] else None,
            )
            for row in self._store.rows(query)
        ]

    def _meeting(
        self, source: SourceRow, row: MeetingRow, title: str, papers: Sequence[PaperRow]
    ) -> SiteMeeting:
        shown = [one for one in papers if one.state is not State.RESTRICTED]
        pack = next((one for one in shown if one.kind is PaperKind.PACK), None)
        first = pack or next((one for one in shown if one.kind is PaperKind.AGENDA), None)
        days = [
            one.published_on for one in shown if one.kind is PaperKind.REPORT and one.published_on
        ]
        # A meeting that was listed before we watched the site through has no known day.
        since = max(row.first_seen, source.first_complete_at or source.added_at)
        return read_as(
            SiteMeeting,
            as_row(row),
            source=source.name,
            id=row.meeting,
            committee=title,
            cancelled=row.cancelled,
            listed=row.unlisted < 2,
            publication=publication(
                meeting=row.date,
                report_days=days,
                first_seen=day_of(first.first_seen) if first else None,
                watched_since=day_of(since),
                nation=self._nation,
            ),
            items=tuple(ShownItem(**one) for one in row.items),
            papers=tuple(
                _paper(
                    one,
                    late=one.kind is PaperKind.REPORT
                    and pack is not None
                    and one.state is not State.COVERED,
                )
                for one in shown
            ),
        )


def _paper(row: PaperRow, *, late: bool) -> SitePaper:
    first_seen = dt.datetime.fromtimestamp(row.first_seen, dt.UTC)
    return read_as(SitePaper, as_row(row), first_seen=first_seen, late=late)
