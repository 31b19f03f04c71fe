"""What a site tells, compared with what it told before, and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from indexer.council.dates import spoken_date
from indexer.sources.site_names import document_name, file_name
from indexer.sources.source import Committee, ListedMeeting, ListedPaper, SourceLook
from indexer.sources.source_tables import meetings, papers
from indexer.sources.store import (
    MeetingRow,
    News,
    SourceRow,
    State,
    Store,
    change_meeting,
    insert_news,
    is_cancelled,
)
from indexer.store.database import as_row

__all__ = ["SourceRecord"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What is kept of what a source tells.

    Attributes:
        today: the day by the council's clock.
        clock: seconds since 1970.
    """

    store: Store
    source: SourceRow
    today: dt.date
    clock: Callable[[], float]

    def keep_meetings(
        self,
        committee: Committee,
        listed: Sequence[ListedMeeting],
        *,
        since: dt.date,
        until: dt.date,
    ) -> None:
        """Keep a committee's list of meetings; tell of those moved, cancelled or gone.

        A meeting that is new or has changed loses its `looks`: it is looked at anew.
        """
        title = committee.title
        ids = [one.meeting for one in listed]
        here = (meetings.c.committee == committee.id) | meetings.c.meeting.in_(ids)
        known = {row.meeting: row for row in self.store.meetings(self.source.id, here)}
        changes: list[sa.Executable] = []
        for one in {one.meeting: one for one in listed}.values():
            old = known.pop(one.meeting, None)
            if old is None:
                # The list need not say whose it is.
                values = as_row(one) | {"committee": committee.id, "first_seen": self.clock()}
                changes.append(sa.insert(meetings).values(source=self.source.id, **values))
                continue
            values, what, sentence = _changes(old, one, title)
            if old.committee != committee.id:
                values["committee"] = committee.id
            if set(values) - {"unlisted"}:
                values["looks"] = {}
            if values:
                changes.append(change_meeting(old, **values))
            if what and not old.hidden and max(old.date, one.date) >= self.today:
                changes.append(self._news(what, sentence, old, title, one.date))
        for _, old in sorted(known.items()):
            if old.committee != committee.id or not since <= old.date <= until:
                continue
            changes.append(change_meeting(old, unlisted=old.unlisted + 1))
            # Once may be a fault of the site's; twice is meant.
            if old.unlisted == 1 and old.date >= self.today and not old.hidden:
                when = spoken_date(old.date, old.time)
                sentence = f"{title}, {when}: the site no longer lists this meeting."
                changes.append(self._news(News.UNLISTED, sentence, old, title, old.date))
        if changes:
            self.store.write(*changes)

    def keep_look(self, meeting: MeetingRow, title: str, part: str, look: SourceLook) -> None:
        """Keep what a look at a meeting told: its facts, its papers, what is restricted.

        Args:
            title: of the meeting's committee.
        """
        # Items are no longer kept; what an earlier version kept of a closed one must not stay.
        values: dict[str, Any] = {
            "looks": {**meeting.looks, part: self.clock()},
            "problem": "",
            "items": [],
        }
        venue = ""
        restricted = set(meeting.restricted)
        if look.hidden:
            values |= {"hidden": True, "venue": ""}
        elif look.facts is not None:
            facts = look.facts
            values |= {
                "hidden": False,
                "venue": facts.venue or meeting.venue,
                "time": meeting.time or facts.time,
                "status": meeting.status or facts.status,
            }
            if meeting.venue and facts.venue != meeting.venue and meeting.date >= self.today:
                venue = facts.venue
        if look.facts is not None or look.hidden:
            restricted = set(look.restricted)
            values["restricted"] = sorted(restricted)
        with self.store.writing() as connection:
            connection.execute(change_meeting(meeting, **values))
            # What one meeting restricts is restricted at every other one.
            for keys in connection.scalars(
                sa.select(meetings.c.restricted).where(
                    meetings.c.source == self.source.id, meetings.c.meeting != meeting.meeting
                )
            ):
                restricted.update(keys)
            listed = [one for one in look.papers if one.key not in restricted]
            self._keep_papers(connection, listed, part=part, meeting=meeting, title=title)
            closed: sa.ColumnElement[bool] = papers.c.key.in_(restricted)
            if look.hidden:
                closed = closed | (papers.c.meeting == meeting.meeting)
            connection.execute(
                sa.update(papers)
                .where(papers.c.source == self.source.id, closed)
                .values(state=State.RESTRICTED.value, stale=False)
            )
            if venue:
                when = spoken_date(meeting.date, meeting.time)
                sentence = f"{title}, {when}: now at {venue} instead of {meeting.venue}."
                connection.execute(self._news(News.VENUE, sentence, meeting, title, meeting.date))

    def keep_files(self, listed: Sequence[ListedPaper]) -> None:
        """Keep the files of a source that has no meetings."""
        with self.store.writing() as connection:
            self._keep_papers(connection, listed, part="files")

    def _keep_papers(
        self,
        connection: Connection,
        listed: Sequence[ListedPaper],
        *,
        part: str,
        meeting: MeetingRow | None = None,
        title: str = "",
    ) -> None:
        query = sa.select(papers).where(papers.c.source == self.source.id, papers.c.part == part)
        if meeting is not None:
            query = query.where(papers.c.meeting == meeting.meeting)
        known = {row["key"]: row for row in connection.execute(query).mappings()}
        for one in listed:
            old = known.pop(one.key, None)
            if old is None:
                connection.execute(
                    sa.insert(papers).values(
                        source=self.source.id,
                        meeting=meeting.meeting if meeting else None,
                        part=part,
                        first_seen=self.clock(),
                        name=_free_name(connection, self._name(one, meeting, title)),
                        **as_row(one),
                    )
                )
                continue
            values: dict[str, Any] = {
                name: getattr(one, name)
                for name in ("title", "url", "label", "note", "published_on")
                if getattr(one, name) != old[name]
            }
            if {"url", "label", "note", "published_on"} & set(values):
                values["stale"] = True
            if old["missing"]:
                values["missing"] = 0
            if old["state"] in (State.WITHDRAWN, State.RESTRICTED):
                values["state"] = State.WANTED.value
            if values:
                connection.execute(
                    sa.update(papers).where(papers.c.id == old["id"]).values(**values)
                )
        gone = [old["id"] for old in known.values()]
        connection.execute(
            sa.update(papers).where(papers.c.id.in_(gone)).values(missing=papers.c.missing + 1)
        )

    def _name(self, paper: ListedPaper, meeting: MeetingRow | None, title: str) -> str:
        source = self.source.name
        if meeting is None:
            return file_name(source=source, place=paper.url or paper.title)
        return document_name(
            source=source, committee=title, date=meeting.date, kind=paper.kind, key=paper.key
        )

    def _news(
        self, what: News, sentence: str, meeting: MeetingRow, title: str, date: dt.date
    ) -> sa.Insert:
        return insert_news(
            what,
            sentence,
            now=self.clock(),
            source=self.source.name,
            committee=title,
            meeting=meeting.meeting,
            date=date,
        )


def _changes(
    old: MeetingRow, new: ListedMeeting, title: str
) -> tuple[dict[str, Any], News | None, str]:
    values: dict[str, Any] = {}
    what, sentence = None, ""
    before, after = spoken_date(old.date, old.time), spoken_date(new.date, new.time)
    if old.unlisted:
        values["unlisted"] = 0
    if new.status != old.status:
        values["status"] = new.status
        if is_cancelled(new.status) and not old.cancelled:
            what = News.CANCELLED
            sentence = f"{title}, {after}: this meeting does not take place ({new.status})."
        elif old.cancelled and not is_cancelled(new.status):
            what, sentence = News.REINSTATED, f"{title}, {after}: this meeting takes place again."
    if new.date != old.date or (new.time and new.time != old.time):
        values |= {"date": new.date, "time": new.time or old.time}
        if old.time or new.date != old.date:
            values |= {"moved_from": old.date, "moved_from_time": old.time}
            if what is None:
                what, sentence = News.MOVED, f"{title}, {before}: moved to {after}."
    return values, what, sentence


def _free_name(connection: Connection, name: str) -> str:
    free, number = name, 1
    while connection.scalar(sa.select(papers.c.id).where(papers.c.name == free)):
        number += 1
        free = f"{name}-{number}"
    return free
