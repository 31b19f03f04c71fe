"""What a clerk decides: each decision is one function with one set of checks, for the
terminal and for Slack alike; and days and times as people write them.

Raises, all: SettingsError, whose sentence is for the clerk.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.digests.planning import FOLLOWERS, post_of, targets_of
from bot.digests.schedule_store import Post, Rule, ScheduledMeeting, ScheduleStore
from indexer.council.bodies import committee_key
from indexer.council.dates import spoken_day, target_days
from indexer.council.problems import NotPossible, SettingsError

__all__ = [
    "decide",
    "decide_post",
    "open_post",
    "read_day",
    "read_target",
    "read_time",
]

# --- days, times and places ----------------------------------------------------------------

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


# --- single digests ----------------------------------------------------------------------


def open_post(book: ScheduleStore, key: str, *, approved: bool = False) -> Post:
    """A post about which something can still be said.

    Args:
        approved: one that is approved will do, as for a note on top.
    """
    post = book.post(key)
    if post is None:
        raise NotPossible(
            f"There is no digest “{key}”, or it is no longer waiting: its rule was changed or "
            "removed. packhorse schedule history shows the keys."
        )
    if post.settled:
        raise NotPossible(f"That digest is already {post.state}.")
    if post.state == "approved" and not approved:
        raise NotPossible(
            "That digest has already been approved and will be posted within a minute."
        )
    return post


def decide_post(
    book: ScheduleStore, key: str, *, approve: bool, by: str, note: str | None = None
) -> None:
    """Approve a digest that waits, or leave it out; of two who decide at once, the first."""
    values = _values(approve=approve, by=by, note=note)
    if not book.set_post(open_post(book, key).key, unless=("approved",), **values):
        open_post(book, key)  # somebody else has decided meanwhile, which this says


def decide(
    book: ScheduleStore,
    rule: Rule,
    meeting: ScheduledMeeting,
    *,
    followers: Callable[[str], Sequence[str]],
    approve: bool,
    by: str,
    now: dt.datetime,
    note: str | None = None,
) -> None:
    """Post a meeting's digest now, or leave the meeting out of a rule."""
    if committee_key(rule.committee) != committee_key(meeting.committee):
        raise NotPossible(
            f"Rule {rule.id} is for {rule.committee}, but meeting {meeting.id} is of "
            f"{meeting.committee}."
        )
    if meeting.starts <= now:
        raise NotPossible(f"The meeting on {spoken_day(meeting.date)} has already begun.")
    if meeting.state != "planned":
        raise NotPossible(f"The meeting on {spoken_day(meeting.date)} is {meeting.state}.")
    targets = targets_of(rule, followers)
    if not targets:
        raise NotPossible(f"Nobody follows {rule.committee} yet.")
    values = _values(approve=approve, by=by, note=note)
    said, decided = "", False
    for target in targets:
        # It is opened as what it is to be: the publisher looks into the book at any time.
        post = book.open_post(post_of(rule, meeting, target, due_at=now, **values), now=now)
        over = post.settled or post.state == "approved"
        if over and post.state != values["state"]:
            said = said or f"The digest to {target} is already {post.state}."
            continue
        # Who has approved it stays who has.
        book.set_post(post.key, unless=("approved",), **values)
        decided = True
    if not decided:
        raise NotPossible(said)


def _values(*, approve: bool, by: str, note: str | None) -> dict[str, Any]:
    if not approve:
        return {"state": "skipped", "reason": f"Skipped by {by}."}
    values: dict[str, Any] = {"state": "approved", "approved_by": by, "reason": ""}
    return {**values, "note": note} if note else values
