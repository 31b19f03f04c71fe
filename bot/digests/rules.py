"""When a digest is due, pure arithmetic on dates in the time of Europe/London; and what clerks'
words for days, times and places mean.

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

from indexer.council.dates import LONDON, TIME, target_days, time_of_day
from indexer.council.packs import counted
from indexer.council.problems import SettingsError
from indexer.council.working_days import working_days_before

__all__ = [
    "FOLLOWERS",
    "AtMoment",
    "DaysBefore",
    "When",
    "WhenPublished",
    "due_at",
    "london",
    "meeting_start",
    "read_day",
    "read_target",
    "read_time",
    "read_when",
    "say_when",
]

NOON = dt.time(12, 0)

FOLLOWERS = "followers"
"""As a target: a direct message to each member who follows the committee."""


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

_NUMBERS = "a one two three four five six seven eight nine ten".split()
_WHEN = re.compile(
    r"(?P<published>(?:when|once|as soon as)\s+(?:the\s+)?(?:pack|agenda|papers)\s+(?:is|are)\s+"
    r"(?:published|out))|"
    rf"(?:(?:(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<kind>clear working|working|clear)?"
    r"\s*days?|(?:the\s+)?(?P<one>day))\s+before(?:\s+the meeting)?|"
    r"(?:on\s+)?the\s+day(?:\s+of the meeting)?|(?:at|on)\s+(?P<date>\d{4}-\d{2}-\d{2}))"
    rf"(?:T|,?\s+)(?:at\s+)?{TIME}",
    re.IGNORECASE,
)


def read_when(text: str) -> When:
    """What a rule's words mean.

    Raises:
        SettingsError: they mean none of the kinds; the sentence shows how to write them.
    """
    match = _WHEN.fullmatch(" ".join(text.split()))
    if match and match["published"]:
        return WhenPublished()
    if match and match["date"]:
        try:
            date = dt.date.fromisoformat(match["date"])
        except ValueError:
            raise SettingsError(
                f"“{match['date']}” is not a date: write it as 2026-01-27."
            ) from None
        return AtMoment(at=dt.datetime.combine(date, _time(match)))
    if match:
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


# --- days, times and places as clerks write them -------------------------------------------

_HOURS = "twelve one two three four five six seven eight nine ten eleven".split()
_CLOCK = re.compile(
    r"(?:at\s+)?(?:(?P<past>half|quarter|ten|twenty|five)(?:\s+(?P<way>past|to))?\s+)?"
    rf"(?P<hour>{'|'.join(_HOURS)}|\d{{1,2}})(?:[:.](?P<minute>\d{{2}})|\s+o'?clock)?"
    r"\s*(?P<half>am|pm|a\.m\.?|p\.m\.?)?(?:\s+in the (?P<part>morning|afternoon|evening))?"
)
_PARTS_OF_HOUR = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}


def read_day(text: str, *, today: dt.date) -> dt.date:
    """A day as people write it: 2026-01-27, 27/1/2026, 27 January, Tuesday 27 January 2026.

    Without a year it is the next such day.
    """
    # In capitals, for a small "may" is no month.
    words = " ".join(text.title().split())
    if words in ("Today", "Tomorrow"):
        return today + dt.timedelta(days=words == "Tomorrow")
    days = target_days(words, since=today)
    if days and days[0] == days[1]:
        day = days[0]
        if day < today and target_days(words) is None:  # no year is named
            return day.replace(year=day.year + 1)
        return day
    raise SettingsError(
        f"“{text}” is not a day that I can read: write it as 27 January 2026 or 2026-01-27."
    )


def read_time(text: str) -> str:
    """A meeting's time as people write it ("half six", "18:30", "6.30pm"), as "6.30 pm".

    Councils meet by day and in the evening: "half six" without more is 6.30 pm.
    """
    words = " ".join(text.lower().replace("’", "'").split())
    if words in ("noon", "midday", "12 noon"):
        return "12.00 pm"
    if match := _CLOCK.fullmatch(words):
        named, past = match["hour"], _PARTS_OF_HOUR.get(match["past"] or "", 0)
        hour = int(named) if named.isdigit() else _HOURS.index(named) or 12
        minute = past or int(match["minute"] or 0)
        if match["way"] == "to":
            hour, minute = hour - 1 or 12, 60 - past
        if past and match["minute"]:
            match = None  # "half 6:30"
    if match is None or hour > 23 or minute > 59 or (match["half"] and not 1 <= hour <= 12):
        raise SettingsError(
            f"“{text}” is not a time that I can read: write it as 6.30 pm or 18:30."
        )
    half = (match["half"] or "").replace(".", "")
    late = half == "pm" or match["part"] in ("afternoon", "evening")
    if late or (not half and not match["part"] and 1 <= hour < 8):
        hour = hour % 12 + 12
    elif half == "am":
        hour %= 12
    return f"{(hour - 1) % 12 + 1}.{minute:02} {'pm' if hour >= 12 else 'am'}"


def read_target(text: str) -> str:
    """A place to post to, if it can be one of Slack's."""
    if text != FOLLOWERS and not (text[:1] in "CGDUW" and text[1:].isalnum()):
        raise SettingsError(
            f"“{text}” is not the ID of a channel or a member: Slack shows a channel's at the "
            "foot of “About” (C0123456789), a member's under “Copy member ID”."
        )
    return text
