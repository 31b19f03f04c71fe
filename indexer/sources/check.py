"""What is published for the next meetings, what is indexed of it, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.council.dates import day_of, spoken_date
from indexer.sources.publication import publication
from indexer.sources.source import PaperKind
from indexer.sources.source_tables import meetings
from indexer.sources.store import MeetingRow, PaperRow, SourceRow, State, Store
from indexer.store.database import as_row, read_as

__all__ = ["MeetingCheck", "check_meetings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCheck:
    """How things stand with a meeting.

    Attributes:
        published: what the site publishes, in words ("agenda pack", "supplement", …).
        indexed: document names.
        missing: sentences: what is published and not indexed, or ought to be published.
        notes: sentences: moved, cancelled, late papers, where site and PDF differ.
        in_time: whether publication met the five clear days; None where not known or
            not yet due.
    """

    source: str
    meeting: str
    committee: str
    date: dt.date
    time: str
    venue: str
    status: str
    published: tuple[str, ...]
    published_on: dt.date | None
    last_day: dt.date
    in_time: bool | None
    indexed: tuple[str, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]


def check_meetings(
    store: Store,
    *,
    today: dt.date,
    days: int = 28,
    sources: Sequence[str] = (),
    in_index: Collection[str] | None = None,
    nation: str = "ENG",
) -> list[MeetingCheck]:
    """The meetings of the next `days`, the earliest first; those that a site hides left out.

    Args:
        sources: names; all where there are none.
        in_index: documents that are in the index; None to take the sources' word.
        nation: ENG, WLS, SCT or NIR, for bank holidays.
    """
    until = today + dt.timedelta(days=days)
    found = []
    for source in store.sources():
        if sources and source.name not in sources:
            continue
        titles = store.titles(source.id)
        papers = store.papers_by_meeting(source.id)
        for meeting in store.meetings(source.id, meetings.c.date.between(today, until)):
            if not meeting.hidden:
                public = [
                    one
                    for one in papers.get(meeting.meeting, [])
                    if one.state not in (State.RESTRICTED, State.WITHDRAWN)
                ]
                title = titles.get(meeting.committee, "")
                found.append(_check(source, meeting, title, public, today, in_index, nation))
    return sorted(found, key=lambda one: (one.date, one.committee, one.meeting))


def _check(
    source: SourceRow,
    meeting: MeetingRow,
    title: str,
    public: Sequence[PaperRow],
    today: dt.date,
    in_index: Collection[str] | None,
    nation: str,
) -> MeetingCheck:
    documents = dict.fromkeys(one.document for one in public if one.document)
    indexed = tuple(one for one in documents if in_index is None or one in in_index)
    missing = [
        f"{one} was taken out of the index by hand." for one in documents if one not in indexed
    ]
    for paper in public:
        if paper.problem:
            missing.append(f"{_name(paper)} is not indexed: {paper.problem}")
        elif paper.state is State.WANTED:
            missing.append(f"{_name(paper)} is not indexed yet.")
    reports = [one for one in public if one.kind is PaperKind.REPORT]
    packs = [one for one in public if one.kind is PaperKind.PACK]
    first = next(iter(packs or [one for one in public if one.kind is PaperKind.AGENDA]), None)
    published = publication(
        meeting=meeting.date,
        report_days=[one.published_on for one in reports if one.published_on],
        first_seen=day_of(first.first_seen) if first else None,
        # A meeting that was listed before we watched the site through has no known day.
        watched_since=day_of(max(meeting.first_seen, source.first_complete_at or source.added_at)),
        nation=nation,
    )
    notes = []
    if meeting.cancelled:
        notes.append(f"Does not take place ({meeting.status}).")
    elif meeting.unlisted >= 2:
        notes.append("The site no longer lists this meeting.")
    elif published.day is None:
        when = "should have been published by" if today > published.last_day else "is due by"
        missing.append(f"No agenda is published; it {when} {spoken_date(published.last_day)}.")
    elif published.in_time is False:
        said = "published" if published.exact else "first seen"
        notes.append(
            f"Late: {said} on {spoken_date(published.day)}, it was due by "
            f"{spoken_date(published.last_day)} (five clear days)."
        )
    if meeting.moved_from:
        notes.append(f"Moved from {spoken_date(meeting.moved_from, meeting.moved_from_time)}.")
    if meeting.problem:
        notes.append(meeting.problem)
    late = [one.title for one in reports if packs and one.state is not State.COVERED]
    if late:
        notes.append(f"Late papers: {', '.join(late)}.")
    notes += [warning for one in public for warning in one.warnings if "counts." in warning]
    return read_as(
        MeetingCheck,
        as_row(meeting),
        source=source.name,
        committee=title,
        published=_published(public),
        published_on=published.day,
        last_day=published.last_day,
        in_time=published.in_time,
        indexed=indexed,
        missing=tuple(missing),
        notes=tuple(notes),
    )


_WORDS = {
    PaperKind.PACK: ("agenda pack", "agenda packs"),
    PaperKind.AGENDA: ("front sheet", "front sheets"),
    PaperKind.SUPPLEMENT: ("supplement", "supplements"),
    PaperKind.REPORT: ("report", "reports"),
    PaperKind.MINUTES: ("minutes", "minutes"),
    PaperKind.FILE: ("paper", "papers"),
}


def _published(papers: Sequence[PaperRow]) -> tuple[str, ...]:
    counts = {kind: sum(one.kind is kind for one in papers) for kind in PaperKind}
    return tuple(
        _WORDS[kind][0] if count == 1 else f"{count} {_WORDS[kind][1]}"
        for kind, count in counts.items()
        if count
    )


def _name(paper: PaperRow) -> str:
    return f"{_WORDS[paper.kind][0].capitalize()}{f' “{paper.title}”' if paper.title else ''}"
