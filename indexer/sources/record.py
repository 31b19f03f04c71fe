"""What a site tells, compared with what it told before, and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from indexer.council.dates import spoken_date
from indexer.sources import source_tables as tables
from indexer.sources.site_names import document_name, file_name
from indexer.sources.source import Committee, ListedMeeting, ListedPaper, SourceLook
from indexer.sources.store import (
    MeetingRow,
    News,
    SourceRow,
    State,
    Store,
    insert_news,
    is_cancelled,
)
from indexer.store.database import as_row

__all__ = ["record_files", "record_look", "record_meetings"]


def record_meetings(
    store: Store,
    source: SourceRow,
    committee: Committee,
    listed: Sequence[ListedMeeting],
    *,
    since: dt.date,
    until: dt.date,
    today: dt.date,
    now: float,
) -> None:
    """Keep a committee's list of meetings; tell of those moved, cancelled or gone.

    A meeting that is new or has changed loses its `looks`: it is looked at anew.
    """
    table = tables.meetings
    title = committee.title
    known = {row.meeting: row for row in store.meetings(source.id)}
    told = partial(insert_news, now=now, source=source.name, committee=title)
    with store.writing() as connection:
        for one in listed:
            old = known.get(one.id)
            if old is None:
                connection.execute(
                    sa.insert(table).values(
                        source=source.id,
                        meeting=one.id,
                        committee=committee.id,
                        date=one.date,
                        time=one.time,
                        status=one.status,
                        first_seen=now,
                    )
                )
                continue
            values, what, sentence = _changes(old, one, title)
            if old.committee != committee.id:
                values["committee"] = committee.id
            if not values:
                continue
            if set(values) - {"unlisted"}:
                values["looks"] = {}
            _update(connection, old, values)
            if what and not old.hidden and max(old.date, one.date) >= today:
                connection.execute(told(what, sentence, meeting=old.meeting, date=one.date))
        gone = set(known) - {one.id for one in listed}
        for old in (known[one] for one in sorted(gone)):
            if old.committee != committee.id or not since <= old.date <= until:
                continue
            _update(connection, old, {"unlisted": old.unlisted + 1})
            # Once may be a fault of the site's; twice is meant.
            if old.unlisted == 1 and old.date >= today and not old.hidden:
                when = spoken_date(old.date, old.time)
                sentence = f"{title}, {when}: the site no longer lists this meeting."
                connection.execute(
                    told(News.UNLISTED, sentence, meeting=old.meeting, date=old.date)
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


def record_look(
    store: Store,
    source: SourceRow,
    meeting: MeetingRow,
    *,
    title: str,
    part: str,
    look: SourceLook,
    today: dt.date,
    now: float,
) -> None:
    """Keep what a look at a meeting told: its facts, its papers, what is restricted."""
    # Items are no longer kept; what an earlier version kept of a closed one must not stay.
    values: dict[str, Any] = {"looks": {**meeting.looks, part: now}, "problem": "", "items": []}
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
        if meeting.venue and facts.venue != meeting.venue and meeting.date >= today:
            venue = facts.venue
    if look.facts is not None or look.hidden:
        restricted = set(look.restricted)
        values["restricted"] = sorted(restricted)
    with store.writing() as connection:
        _update(connection, meeting, values)
        # What one meeting restricts is restricted at every other one.
        for keys in connection.scalars(
            sa.select(tables.meetings.c.restricted).where(
                tables.meetings.c.source == source.id,
                tables.meetings.c.meeting != meeting.meeting,
            )
        ):
            restricted.update(keys)
        listed = [one for one in look.papers if one.key not in restricted]
        _keep_papers(connection, source, meeting, title=title, part=part, listed=listed, now=now)
        closed: sa.ColumnElement[bool] = tables.papers.c.key.in_(restricted)
        if look.hidden:
            closed = closed | (tables.papers.c.meeting == meeting.meeting)
        connection.execute(
            sa.update(tables.papers)
            .where(tables.papers.c.source == source.id, closed)
            .values(state=State.RESTRICTED.value, stale=False)
        )
        if venue:
            when = spoken_date(meeting.date, meeting.time)
            sentence = f"{title}, {when}: now at {venue} instead of {meeting.venue}."
            news = insert_news(
                News.VENUE,
                sentence,
                now=now,
                source=source.name,
                committee=title,
                meeting=meeting.meeting,
                date=meeting.date,
            )
            connection.execute(news)


def record_files(
    store: Store, source: SourceRow, listed: Sequence[ListedPaper], *, now: float
) -> None:
    """Keep the files of a source that has no meetings."""
    with store.writing() as connection:
        _keep_papers(connection, source, None, title="", part="files", listed=listed, now=now)


def _keep_papers(
    connection: Connection,
    source: SourceRow,
    meeting: MeetingRow | None,
    *,
    title: str,
    part: str,
    listed: Sequence[ListedPaper],
    now: float,
) -> None:
    table = tables.papers
    query = sa.select(table).where(table.c.source == source.id, table.c.part == part)
    if meeting is not None:
        query = query.where(table.c.meeting == meeting.meeting)
    known = {row["key"]: row for row in connection.execute(query).mappings()}
    for one in listed:
        old = known.pop(one.key, None)
        if old is None:
            connection.execute(
                sa.insert(table).values(
                    source=source.id,
                    meeting=meeting.meeting if meeting else None,
                    key=one.key,
                    part=part,
                    first_seen=now,
                    name=_free_name(connection, _name(source, meeting, title, one)),
                    **as_row(one, without=("key",)),
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
            connection.execute(sa.update(table).where(table.c.id == old["id"]).values(**values))
    for old in known.values():
        connection.execute(
            sa.update(table).where(table.c.id == old["id"]).values(missing=old["missing"] + 1)
        )


def _name(source: SourceRow, meeting: MeetingRow | None, title: str, paper: ListedPaper) -> str:
    if meeting is None:
        return file_name(source=source.name, place=paper.url or paper.title)
    return document_name(
        source=source.name, committee=title, date=meeting.date, kind=paper.kind, key=paper.key
    )


def _free_name(connection: Connection, name: str) -> str:
    taken = tables.papers.c.name
    free, number = name, 1
    while connection.scalar(sa.select(taken).where(taken == free)):
        number += 1
        free = f"{name}-{number}"
    return free


def _update(connection: Connection, meeting: MeetingRow, values: dict[str, Any]) -> None:
    connection.execute(
        sa.update(tables.meetings)
        .where(
            tables.meetings.c.source == meeting.source,
            tables.meetings.c.meeting == meeting.meeting,
        )
        .values(**values)
    )
