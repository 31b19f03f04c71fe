"""A committee's meetings and digests as iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

from bot.digests.digest import DigestMeeting
from bot.digests.planning import Planned
from bot.digests.rules import meeting_start
from bot.digests.schedule_store import ScheduledMeeting
from indexer.council.bodies import committee_key

__all__ = ["as_ics", "meeting_ics"]

LENGTH = dt.timedelta(hours=2)
"""Of a meeting: papers say when it begins, not when it ends."""

TOLD = dt.timedelta(minutes=15)
"""Of a post, to be seen in a calendar."""


def as_ics(
    meetings: Sequence[ScheduledMeeting], posts: Sequence[Planned], *, name: str, now: dt.datetime
) -> str:
    """A calendar that other programs may follow: each entry keeps its UID when it moves.

    Args:
        meetings: those that are cancelled are shown as such.
        posts: what is to be posted.
        now: in UTC.
    """
    events = [
        _event(
            f"meeting-{one.id}",
            one.starts,
            LENGTH,
            one.committee,
            now,
            status="CANCELLED" if one.state == "cancelled" else "CONFIRMED",
        )
        for one in meetings
    ]
    # One entry for a rule's post, wherever else it goes.
    for post in {(one.rule.id, one.meeting.id): one for one in posts}.values():
        what = "Digest" if post.rule.what == "full" else post.rule.what.capitalize()
        title = f"{what} for {post.meeting.committee}, {post.meeting.date:%-d %B}"
        uid = f"post-{post.rule.id}-{post.meeting.id}"
        events.append(_event(uid, post.due, TOLD, title, now, status="TENTATIVE"))
    return _calendar(name, events)


def meeting_ics(meeting: DigestMeeting, *, now: dt.datetime) -> str:
    """One meeting, to be put into somebody's own calendar."""
    name = meeting.name
    key = committee_key(meeting.committee or "Meeting")
    uid = hashlib.sha256(f"{key}/{meeting.date}".encode()).hexdigest()[:24]
    starts, place = meeting_start(meeting.date, meeting.time), meeting.venue or ""
    event = _event(uid, starts, LENGTH, name, now, status="CONFIRMED", place=place)
    return _calendar(name, [event])


def _calendar(name: str, events: Sequence[Sequence[str]]) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Packhorse//Digests//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events for line in event),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(
    uid: str,
    starts: dt.datetime,
    length: dt.timedelta,
    title: str,
    now: dt.datetime,
    *,
    status: str,
    place: str = "",
) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@packhorse",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(starts)}",
        f"DTEND:{_utc(starts + length)}",
        f"SUMMARY:{_text(title)}",
        *([f"LOCATION:{_text(place)}"] if place else []),
        f"STATUS:{status}",
        "END:VEVENT",
    ]


def _utc(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """Text with what would end it escaped; it stays on its line."""
    text = " ".join(text.split())
    for special in ("\\", ";", ","):
        text = text.replace(special, f"\\{special}")
    return text


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which splits a character."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > 75:
            yield piece
            piece = " "
        piece += character
    yield piece
