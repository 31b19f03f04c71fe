"""When to look again: the nearer a meeting, the more often.

Intervals are in hours. A visit looks at what is most overdue, measured by its own
interval, so that nothing starves however few looks a visit may take.
"""

from __future__ import annotations

import datetime as dt

from indexer.council.dates import LONDON
from indexer.council.working_days import is_working_day
from indexer.sources.store import MeetingRow, PaperRow, State

__all__ = [
    "has_to_wait",
    "interval_of_fetch",
    "interval_of_look",
    "interval_of_mark",
    "is_due",
    "next_visit",
    "past",
]

OFFICE_HOURS = (8, 19)
NEAR_DAYS = 28
RECENT_DAYS = 60
NEVER = float("inf")

HOURS = {
    "facts": (24.0, 3.0, 48.0, 1440.0),
    "page": (24.0, 0.2, 12.0, 720.0),
    "mark": (24.0, 1.0, 72.0, 2160.0),
    "fetch": (336.0, 24.0, 336.0, NEVER),
}
"""For a meeting more than four weeks ahead, one within four weeks, one of the last two months, and
an older one."""

HOUR = 3600.0
LONGEST_REST = 25 * HOUR
"""No site and no paper is left alone for longer than a day."""


def past(at: float | None, now: float) -> float:
    """A moment that was kept, in seconds since 1970; 0 where there is none, or where it
    lies ahead: the machine's clock was ahead when it was kept."""
    return at if at is not None and at <= now + HOUR else 0.0


def has_to_wait(not_before: float, now: float) -> bool:
    """Whether something is to be left alone until later; a time too far ahead was set while
    the machine's clock was ahead."""
    return now < not_before <= now + LONGEST_REST


def interval_of_look(meeting: MeetingRow, part: str, *, today: dt.date, complete: bool) -> float:
    """Hours between two looks at one part of a meeting.

    Args:
        complete: its pack is indexed and nothing of it is missing.
    """
    hours = _hours("facts" if part == "facts" else "page", meeting, today)
    slower = 4 if meeting.cancelled or meeting.hidden or meeting.unlisted else 1
    return (max(hours, 1.0) if complete else hours) * slower


def interval_of_mark(meeting: MeetingRow | None, paper: PaperRow, *, today: dt.date) -> float:
    """Hours between two questions whether a file has changed at the same address."""
    if paper.marks == "none":
        return NEVER
    return 1.0 if meeting is None else _hours("mark", meeting, today)


def interval_of_fetch(meeting: MeetingRow | None, paper: PaperRow, *, today: dt.date) -> float:
    """Hours between two fetches of a file that nothing says has changed.

    Where the server tells a file's last bytes there is no need. Where it tells the size
    only, the file is fetched once more in the last two days; where it tells nothing, daily
    before the meeting.
    """
    if paper.marks in ("tail", ""):
        return NEVER
    if meeting is None:
        return 24.0 if paper.marks == "none" else 168.0
    if paper.marks == "size":
        return 48.0 if 0 <= (meeting.date - today).days <= 2 else NEVER
    return _hours("fetch", meeting, today)


def _hours(what: str, meeting: MeetingRow, today: dt.date) -> float:
    days = (meeting.date - today).days
    return HOURS[what][(days <= NEAR_DAYS) + (days < 0) + (days < -RECENT_DAYS)]


def is_due(paper: PaperRow, now: float) -> bool:
    """Whether a wanted paper is to be fetched: it never was, it failed, or it has changed."""
    lacking = paper.state in (State.WANTED, State.FAILED)
    return (lacking or paper.stale) and not has_to_wait(paper.not_before, now)


def next_visit(now: dt.datetime, *, nation: str = "ENG") -> dt.datetime:
    """When to visit the sites next: in 15 minutes in office hours, else within the hour.

    Out of hours the hour is cut short by the next opening of offices.
    """
    local = now.astimezone(LONDON)
    opening, closing = OFFICE_HOURS
    works = is_working_day(local.date(), nation=nation)
    if works and opening <= local.hour < closing:
        return now + dt.timedelta(minutes=15)
    later = now + dt.timedelta(hours=1)
    opens = local.replace(hour=opening, minute=0, second=0, microsecond=0)
    return opens.astimezone(now.tzinfo) if works and local < opens < later else later
