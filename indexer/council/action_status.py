"""How a tracked recommendation stands: read from what the tracker prints.

The status column's own words come first, then what the update says, then the target
date against the day and the meeting. A target is a stretch of days: "March 2022" is
the whole month, so it is overdue from 1 April.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum

from indexer.council.packs import Action

__all__ = ["ActionStatus", "status_of", "target_days"]


class ActionStatus(StrEnum):
    """How a tracked recommendation stands."""

    DUE = "due"
    OVERDUE = "overdue"
    COMPLETE = "complete"
    OPEN = "open"


Days = tuple[dt.date, dt.date]
MONTH = dt.timedelta(days=31)

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH_WORD = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_DATE = re.compile(
    r"(?:\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?[-\s]?)?\b"
    + _MONTH_WORD
    + r"[\s,.'’/-]*(?P<year>20\d\d|(?<=['’\s-])\d\d\b)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](20\d\d|\d\d)\b")
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_QUARTER = re.compile(
    r"\b(?:q|quarter\s?)(?P<quarter>[1-4])\b[\s,of]*(?P<year>20\d\d)?(?:\s?[/–-]\s?(?P<to>\d{2,4}))?",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?P<season>spring|summer|autumn|winter)\b(?:\s+term)?[\s,of]*(?P<year>20\d\d)",
    re.IGNORECASE,
)
_FINANCIAL_YEAR = re.compile(r"\b(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b")
_YEAR = re.compile(
    r"^\W*(?:by |during |in |end of |late |early |mid[- ])*(20\d\d)\W*$", re.IGNORECASE
)
_FORMER = re.compile(
    r"\b(?:originally|previously|formerly|was|moved from|deferred from|changed from|"
    r"first set for)\b[^;,)]*",
    re.IGNORECASE,
)

_DONE_WORDS = (
    r"(?:complete|completed|closed|done|discharged|achieved|implemented|concluded|delivered|"
    r"finished|actioned|fulfilled|resolved)"
)
_DONE = re.compile(rf"\b{_DONE_WORDS}\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    rf"\b(?:not|never|nearly|almost|part(?:ly|ially)?|to be|being|will be|yet|until|once|when|"
    rf"awaiting|half|can ?not be|due to be|expected to be|in process of being)"
    rf"[\s-]+(?:\w+\s+){{0,2}}?{_DONE_WORDS}\b|\bincomplete\b|"
    rf"\b(?!100)\d+\s?(?:%|per cent) {_DONE_WORDS}\b",
    re.IGNORECASE,
)
_GREEN = re.compile(r"^\W*(?:rag\W+)?green\b", re.IGNORECASE)
"""Of a status that is a traffic light: done, or going as it should, so not overdue."""

_OPENS_DONE = re.compile(
    rf"^\W*(?:action |recommendation |now |fully )?{_DONE_WORDS}\b", re.IGNORECASE
)
_LATE = re.compile(r"\b(?:overdue|past due|missed|target not met|late)\b", re.IGNORECASE)
_NOT_LATE = re.compile(r"\bnot (?:yet )?(?:overdue|late)\b", re.IGNORECASE)
_NOT_YET_DUE = re.compile(r"\bnot (?:yet )?due\b|\bfuture\b|\bnot started\b", re.IGNORECASE)
_OPENS_LATE = re.compile(r"^\W*(?:now )?overdue\b", re.IGNORECASE)
_THIS_MEETING = re.compile(
    r"\b(?:this|today's|the present) meeting\b|\b(?:this|elsewhere on the) agenda\b",
    re.IGNORECASE,
)
_NEXT_MEETING = re.compile(r"\bnext (?:committee )?meeting\b", re.IGNORECASE)


def status_of(action: Action, *, meeting: dt.date, as_of: dt.date) -> ActionStatus:
    """How an action stands for a meeting, seen from the day `as_of`: the one rule for what is
    overdue, in digests and in answers.

    >>> status_of(Action(number="1", recommendation="…", target="March 2022"),
    ...           meeting=dt.date(2022, 4, 5), as_of=dt.date(2022, 4, 1)).value
    'overdue'
    """
    printed, update = action.status or "", action.update or ""
    days = target_days(action.target or "", since=_first_day(action.date))
    past = days is not None and days[1] < as_of
    if _done(printed):
        return ActionStatus.COMPLETE
    if _GREEN.match(printed):
        return ActionStatus.COMPLETE
    if _LATE.search(printed) and not _NOT_LATE.search(printed):
        return ActionStatus.OVERDUE
    if _NOT_YET_DUE.search(printed):
        return ActionStatus.OVERDUE if past else ActionStatus.OPEN
    if _OPENS_DONE.match(update) and _done(update.split(".")[0]):
        return ActionStatus.COMPLETE
    if _OPENS_LATE.match(update):
        return ActionStatus.OVERDUE
    if _for_meeting(update, meeting) or _for_meeting(printed, meeting):
        return ActionStatus.DUE
    if _NEXT_MEETING.search(action.target or "") and days is None:
        return ActionStatus.DUE
    if days is None:
        return ActionStatus.OPEN
    if past:
        return ActionStatus.OVERDUE
    # "By the end of 2022" is not due in January.
    near = days[0] <= meeting and days[1] - meeting <= MONTH
    return ActionStatus.DUE if near else ActionStatus.OPEN


def target_days(text: str, *, since: dt.date | None = None) -> Days | None:
    """The days that a target date means, first and last; None for "TBC" and the like.

    Of several dates the latest counts, for a target is put off and the old one left
    standing; dates that are said to be former ones do not.

    Args:
        text: the tracker's cell.
        since: when the recommendation was made: "March" is the first March after it.
    """
    found = list(_days(_FORMER.sub(" ", text), since)) or list(_days(text, since))
    return max(found, key=lambda days: (days[1], days[0])) if found else None


def _days(text: str, since: dt.date | None) -> Iterator[Days]:
    for match in _ISO.finditer(text):
        yield from _day(int(match[1]), int(match[2]), int(match[3]))
    for match in _NUMERIC.finditer(_ISO.sub(" ", text)):
        yield from _day(_century(match[3]), int(match[2]), int(match[1]))
    rest = _NUMERIC.sub(" ", _ISO.sub(" ", text))
    for match in _QUARTER.finditer(rest):
        if match["year"]:
            yield _quarter(int(match["quarter"]), int(match["year"]), bool(match["to"]))
    for match in _SEASON.finditer(rest):
        first, last = _SEASONS[match["season"].lower()]
        year = int(match["year"])
        yield dt.date(year, first, 1), _month_end(year + (last > 12), (last - 1) % 12 + 1)
    rest = _QUARTER.sub(" ", _SEASON.sub(" ", rest))
    months = list(_DATE.finditer(rest))
    for index, match in enumerate(months):
        if match["month"].lower() == "may" and match["month"][0] == "m":
            continue
        month = _month(match["month"])
        known = (
            _century(match["year"])
            if match["year"]
            else _year_after(month, months[index + 1 :], since)
        )
        if known is None:
            continue
        if match["day"]:
            yield from _day(known, month, int(match["day"]))
        else:
            yield dt.date(known, month, 1), _month_end(known, month)
    if not months:
        for match in _FINANCIAL_YEAR.finditer(rest):
            if int(match[2]) == (int(match[1]) + 1) % 100:
                yield dt.date(int(match[1]), 4, 1), dt.date(int(match[1]) + 1, 3, 31)
        if alone := _YEAR.match(rest):
            yield dt.date(int(alone[1]), 1, 1), dt.date(int(alone[1]), 12, 31)


def _year_after(month: int, later: list[re.Match[str]], since: dt.date | None) -> int | None:
    """The year of a month that names none: "January - March 2022" is one year."""
    for match in later:
        if match["year"]:
            year = _century(match["year"])
            return year if _month(match["month"]) >= month else year - 1
    if since is None:
        return None
    return since.year if month >= since.month else since.year + 1


def _day(year: int, month: int, day: int) -> Iterator[Days]:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return
    yield found, found


def _quarter(quarter: int, year: int, financial: bool) -> Days:
    # Councils' quarters are those of the financial year, which begins in April.
    first = 3 * quarter + 1 if financial else 3 * quarter - 2
    begins = dt.date(year + (first > 12), (first - 1) % 12 + 1, 1)
    return begins, _month_end(begins.year, begins.month + 2)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _month(word: str) -> int:
    return next(
        number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word.lower()[:3])
    )


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _first_day(text: str | None) -> dt.date | None:
    days = target_days(text or "")
    return days[0] if days else None


def _done(text: str) -> bool:
    return bool(_DONE.search(text)) and not _NOT_DONE.search(text)


def _for_meeting(text: str, meeting: dt.date) -> bool:
    """Whether a text says that the thing comes to this meeting."""
    if _THIS_MEETING.search(text):
        return True
    return any(
        first == last == meeting
        and re.search(r"\b(?:to be|will be|report|present|provid|consider|meeting)", text, re.I)
        for first, last in _days(text, None)
    )
