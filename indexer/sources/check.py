"""What is published for the next meetings, what is indexed of it, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.council.dates import spoken_date
from indexer.sources.facts import SiteFacts, SiteMeeting, SitePaper
from indexer.sources.source import PaperKind
from indexer.sources.store import State
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
    facts: SiteFacts,
    *,
    today: dt.date,
    days: int = 28,
    sources: Sequence[str] = (),
    in_index: Collection[str] | None = None,
) -> list[MeetingCheck]:
    """The meetings of the next `days`, the earliest first.

    Args:
        in_index: documents that are in the index; None to take the sources' word.
    """
    until = today + dt.timedelta(days=days)
    return [
        _check(one, today, in_index)
        for one in facts.meetings(since=today, until=until, sources=sources)
    ]


def _check(meeting: SiteMeeting, today: dt.date, in_index: Collection[str] | None) -> MeetingCheck:
    public = [one for one in meeting.papers if one.state is not State.WITHDRAWN]
    missing, notes = [], []
    indexed = tuple(one for one in meeting.documents if in_index is None or one in in_index)
    missing += [
        f"{one} was taken out of the index by hand."
        for one in meeting.documents
        if one not in indexed
    ]
    for paper in public:
        if paper.problem:
            missing.append(f"{_name(paper)} is not indexed: {paper.problem}")
        elif paper.state is State.WANTED:
            missing.append(f"{_name(paper)} is not indexed yet.")
    publication = meeting.publication
    if meeting.cancelled:
        notes.append(f"Does not take place ({meeting.status}).")
    elif not meeting.listed:
        notes.append("The site no longer lists this meeting.")
    elif publication.day is None:
        when = "should have been published by" if today > publication.last_day else "is due by"
        missing.append(f"No agenda is published; it {when} {spoken_date(publication.last_day)}.")
    elif publication.in_time is False:
        said = "published" if publication.exact else "first seen"
        notes.append(
            f"Late: {said} on {spoken_date(publication.day)}, it was due by "
            f"{spoken_date(publication.last_day)} (five clear days)."
        )
    if meeting.moved_from:
        notes.append(f"Moved from {spoken_date(meeting.moved_from, meeting.moved_from_time)}.")
    if meeting.problem:
        notes.append(meeting.problem)
    late = [one for one in public if one.late]
    if late:
        notes.append(f"Late papers: {', '.join(one.title for one in late)}.")
    notes += [warning for one in public for warning in one.warnings if "counts." in warning]
    return read_as(
        MeetingCheck,
        as_row(meeting),
        meeting=meeting.id,
        published=_published(public),
        published_on=publication.day,
        last_day=publication.last_day,
        in_time=publication.in_time,
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


def _published(papers: Sequence[SitePaper]) -> tuple[str, ...]:
    counts = {kind: sum(one.kind is kind for one in papers) for kind in PaperKind}
    return tuple(
        _WORDS[kind][0] if count == 1 else f"{count} {_WORDS[kind][1]}"
        for kind, count in counts.items()
        if count
    )


def _name(paper: SitePaper) -> str:
    return f"{_WORDS[paper.kind][0].capitalize()}{f' “{paper.title}”' if paper.title else ''}"
