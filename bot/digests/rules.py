"""When a digest is due: pure arithmetic on dates, in the time of Europe/London.

A rule's words are read into one of four `When`s and written back the same way, so that
what a clerk typed is what is kept and shown:

* ``5 working days before at 09:00`` (``3 days before at 17:30`` counts all days)
* ``the day before at 18:00`` (and ``on the day at 08:00``)
* ``when the pack is published``
* ``at 2026-03-02 09:00``
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from indexer.council.dates import LONDON, TIME, time_of_day
from indexer.council.packs import counted
from indexer.council.problems import SettingsError
from indexer.council.working_days import working_days_before

__all__ = [
    "AtMoment",
    "DaysBefore",
    "When",
    "WhenPublished",
    "due_at",
    "london",
    "meeting_start",
    "read_when",
    "say_when",
]

NOON = dt.time(12, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysBefore:
    """So many days before the meeting's day, at a time of the clock on the wall."""

    days: int
    working: bool
    at: dt.time


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenPublished:
    """As soon as the pack is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMoment:
    """At one date and time, for the meeting that comes next after it."""

    at: dt.datetime


When = DaysBefore | WhenPublished | AtMoment

_TIME = rf"(?:at\s+)?{TIME}"
_NUMBERS = "a one two three four five six seven eight nine ten".split()
_DAYS = re.compile(
    rf"(?:(?:(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<kind>clear working|working|clear)?"
    r"\s*days?|(?:the\s+)?(?P<one>day))\s+before(?:\s+the meeting)?|"
    rf"(?:on\s+)?the\s+day(?:\s+of the meeting)?),?\s+{_TIME}",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:when|once|as soon as)\s+(?:the\s+)?(?:pack|agenda|papers)\s+(?:is|are)\s+"
    r"(?:published|out)",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    rf"(?:at|on)\s+(?P<date>\d{{4}}-\d{{2}}-\d{{2}})(?:T|,?\s+){_TIME}", re.IGNORECASE
)


def read_when(text: str) -> When:
    """What a rule's words mean.

    Raises:
        SettingsError: they mean none of the kinds; the sentence shows how to write them.
    """
    words = " ".join(text.split())
    if _PUBLISHED.fullmatch(words):
        return WhenPublished()
    if match := _MOMENT.fullmatch(words):
        try:
            date = dt.date.fromisoformat(match["date"])
        except ValueError:
            raise SettingsError(
                f"“{match['date']}” is not a date: write it as 2026-01-27."
            ) from None
        return AtMoment(at=dt.datetime.combine(date, _time(match)))
    if match := _DAYS.fullmatch(words):
        count, kind = (match["count"] or "").lower(), (match["kind"] or "").lower()
        # Clear days leave out the day itself too.
        days = int(bool(match["one"]) or kind.startswith("clear"))
        if count:
            days += int(count) if count.isdigit() else max(1, _NUMBERS.index(count))
        if days or not count:
            return DaysBefore(days=days, working=kind.endswith("working"), at=_time(match))
    raise SettingsError(
        f"I don't understand “{text}”: write “5 working days before at 09:00”, “the day before "
        "at 18:00”, “when the pack is published” or “at 2026-03-02 09:00”."
    )


def say_when(when: When) -> str:
    """A rule's words, as `read_when` reads them."""
    if isinstance(when, WhenPublished):
        return "when the pack is published"
    if isinstance(when, AtMoment):
        return f"at {when.at:%Y-%m-%d %H:%M}"
    if when.days == 0:
        return f"on the day at {when.at:%H:%M}"
    if when.days == 1 and not when.working:
        return f"the day before at {when.at:%H:%M}"
    days = counted(when.days, "working day" if when.working else "day")
    return f"{days} before at {when.at:%H:%M}"


def due_at(
    when: When,
    *,
    meeting: dt.date,
    published: dt.datetime | None = None,
    nation: str = "ENG",
    closures: Collection[dt.date] = (),
) -> dt.datetime | None:
    """The moment that a digest is due, in UTC; None while that cannot be told.

    Args:
        meeting: the day of the meeting.
        published: when its pack came, None while it has not (UTC).
        nation: ENG, WLS, SCT or NIR, for bank holidays.
        closures: days on which the council itself is closed.
    """
    if isinstance(when, WhenPublished):
        return published
    if isinstance(when, AtMoment):
        return london(when.at)
    day = (
        working_days_before(meeting, when.days, nation=nation, closures=closures)
        if when.working
        else meeting - dt.timedelta(days=when.days)
    )
    return london(dt.datetime.combine(day, when.at))


def london(wall: dt.datetime) -> dt.datetime:
    """The moment (UTC) at which clocks in London show a date and time.

    A time that the clocks skip in spring comes an hour later by the new ones; of a time
    that they show twice in autumn, the first is meant (PEP 495, ``fold=0``).
    """
    return wall.replace(tzinfo=LONDON, fold=0).astimezone(dt.UTC)


def meeting_start(date: dt.date, time: str | None) -> dt.datetime:
    """When a meeting begins (UTC), of "6.00 pm" and the like; noon where unknown."""
    try:
        at = time_of_day(time or "")
    except ValueError:
        at = None
    return london(dt.datetime.combine(date, at or NOON))


def _time(match: re.Match[str]) -> dt.time:
    try:
        return time_of_day(match) or NOON
    except ValueError:
        raise SettingsError(f"{match.group().strip()} is not a time: write it as 09:00.") from None
