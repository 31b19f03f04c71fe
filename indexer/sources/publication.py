"""When a meeting's papers were published, and whether that was in time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.council.working_days import clear_days_before

__all__ = ["Publication", "pack_day", "publication"]

USUAL_DAYS = 21
"""Agendas come out within three weeks of a meeting; what is older was published for
another one (minutes to be agreed, a strategy)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When a pack came out, against the last day allowed.

    Attributes:
        last_day: the last day that leaves five clear working days before the meeting.
        day: when it was published; None if it is not, or nobody knows.
        exact: `day` is the site's word, not the day on which we first saw it.
        in_time: None where that cannot be known (first seen after the last day, on a
            site that gives no dates).
    """

    last_day: dt.date
    day: dt.date | None = None
    exact: bool = False
    in_time: bool | None = None


def pack_day(days: Sequence[dt.date], meeting: dt.date) -> dt.date | None:
    """The day on which most of a meeting's reports were published; of several the first."""
    near = [day for day in days if dt.timedelta(0) <= meeting - day <= dt.timedelta(USUAL_DAYS)]
    counts = Counter(near or days)
    if not counts:
        return None
    most = max(counts.values())
    return min(day for day, count in counts.items() if count == most)


def publication(
    *,
    meeting: dt.date,
    report_days: Sequence[dt.date],
    first_seen: dt.date | None,
    watched_since: dt.date | None,
    nation: str = "ENG",
) -> Publication:
    """When a pack came out, from what is known.

    Args:
        report_days: publication days of the meeting's reports, by the site.
        first_seen: the day on which we first saw the pack; None if there is none.
        watched_since: the day from which we would have seen it at once.
        nation: ENG, WLS, SCT or NIR, for bank holidays.
    """
    last = clear_days_before(meeting, nation=nation)
    if first_seen is None:
        return Publication(last_day=last)
    day = pack_day(report_days, meeting)
    if day is not None and day <= first_seen:
        return Publication(last_day=last, day=day, exact=True, in_time=day <= last)
    if first_seen <= last:
        return Publication(last_day=last, day=first_seen, in_time=True)
    seen_coming = watched_since is not None and watched_since <= last
    return Publication(last_day=last, day=first_seen, in_time=False if seen_coming else None)
