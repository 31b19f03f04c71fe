"""Days, months and times as papers and people write them: the only place where they are read."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from zoneinfo import ZoneInfo

__all__ = [
    "LONDON",
    "MONTH",
    "MONTHS",
    "SPELT",
    "TIME",
    "WEEKDAYS",
    "date_in",
    "dates_in",
    "day_of",
    "month_number",
    "named_months",
    "nearest_days",
    "spoken_date",
    "spoken_day",
    "target_days",
    "time_of_day",
]

Days = tuple[dt.date, dt.date]
Named = tuple[int, int | None, int | None]
"""Month, day, year."""

LONDON = ZoneInfo("Europe/London")

TIME = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?"
"""A pattern for a time of day: "6.00 pm", "18:00"."""

WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|ionawr|chwefror|(?<!dydd\s)(?<!nos\s)[mf]awrth|ebrill|[mf]ai|[mf]ehefin|g?orffennaf"
    r"|awst|[mf]edi|hydref|[td]achwedd|rh?agfyr)\b"
)
"""A month's name, long or short, or Welsh ("dydd Mawrth" is Tuesday); a pattern, of any case."""
_MONTH_OF = {
    start: at
    for at, starts in enumerate(
        "jan-ion feb-chw mar-maw-faw apr-ebr may-mai-fai jun-meh-feh jul-gor-orf aug-aws "
        "sep-med-fed oct-hyd nov-tac-dac dec-rha-rag".split(),
        1,
    )
    for start in starts.split("-")
}
"""Months by how their names begin, in English, in Welsh, and in Welsh behind another word."""

SPELT = re.compile(
    r"(?:\b(?P<day>\d{1,2})\s*(?:st|nd|rd|th|af|il|ydd|f?ed|eg|ain)?[\s-]+(?:of?\s+)?)?"
    rf"\b(?P<month>{MONTH})\.?(?:['’]s)?"
    rf"(?:\s+(?:the\s+)?(?P<after>\d{{1,2}})(?P<th>st|nd|rd|th)?(?![\d:.]|\s*%|\s+{MONTH}))?"
    r"(?:[\s,.'’/-]*\b(?P<year>(?:19|20)\d\d)\b|\s*['’-]\s?(?P<short>\d\d)\b)?",
    re.I,
)
_FIGURES = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)"
    r"(?P<year>(?:19|20)?\d\d)(?![\d/-]|\.\d)"
)
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_QUARTER = re.compile(
    r"\b(?:q|quarter\s?)(?P<quarter>[1-4])\b[\s,of]*(?P<year>20\d\d)?(?:\s?[/–-]\s?(?P<to>\d{2,4}))?",
    re.I,
)
_SEASON = re.compile(
    rf"\b(?P<season>{'|'.join(_SEASONS)})\b(?:\s+term)?[\s,of]*(?P<year>20\d\d)", re.I
)
_FINANCIAL_YEAR = re.compile(r"\b(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b")
_YEAR = re.compile(r"^\W*(?:by |during |in |end of |late |early |mid[- ])*(20\d\d)\W*$", re.I)
_FORMER = re.compile(
    r"\b(?:originally|previously|formerly|was|moved from|deferred from|changed from|"
    r"first set for)\b[^;,)]*",
    re.I,
)


def month_number(name: str) -> int:
    """The month of a name or its first letters, of any case."""
    return _MONTH_OF[name.lower()[:3]]


# --- dates -----------------------------------------------------------------------------


def dates_in(text: str) -> list[dt.date]:
    """Every date that the text names with its year, in order of appearance.

    Day first, as is the custom in the United Kingdom.
    """
    found = list(_in_figures(text))
    for match in SPELT.finditer(text):
        if match["year"] and (day := match["day"] or match["after"]):
            found += _day(match.start(), match["year"], month_number(match["month"]), day)
    return [day for _, day in sorted(found)]


def date_in(text: str | Iterable[str]) -> dt.date | None:
    """The first date in the text, or None."""
    return next(iter(dates_in(text if isinstance(text, str) else "\n".join(text))), None)


def _in_figures(text: str) -> Iterator[tuple[int, dt.date]]:
    for pattern in (_ISO, _FIGURES):
        for match in pattern.finditer(text):
            yield from _day(match.start(), match["year"], int(match["month"]), match["day"])


def _day(at: int, year: str, month: int, day: str) -> Iterator[tuple[int, dt.date]]:
    with suppress(ValueError):
        yield at, dt.date(_century(year), month, int(day))


def _century(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


# --- targets ----------------------------------------------------------------------------


NEAR_YEARS = 5
"""A target lies so many years from when it was set, at most."""


def target_days(text: str, *, since: dt.date | None = None) -> Days | None:
    """The days that a target date means, first and last; None for "TBC" and the like.

    Of several dates the latest counts, for a target is put off and the old one left
    standing; dates that are said to be former ones do not.

    Args:
        text: the tracker's cell.
        since: when the recommendation was made: "March" is the first March after it.
    """
    found = list(_targets(_FORMER.sub(" ", text), since)) or list(_targets(text, since))
    return max(found, key=lambda days: (days[1], days[0])) if found else None


def _targets(text: str, since: dt.date | None) -> Iterator[Days]:
    yield from ((day, day) for _, day in _in_figures(text))
    rest = _FIGURES.sub(" ", _ISO.sub(" ", text))
    for match in _QUARTER.finditer(rest):
        if match["year"]:
            # Councils' quarters are those of the financial year, which begins in April.
            first = 3 * int(match["quarter"]) + (1 if match["to"] else -2)
            yield _three_months(int(match["year"]), first)
    for match in _SEASON.finditer(rest):
        yield _three_months(int(match["year"]), _SEASONS[match["season"].lower()])
    rest = _QUARTER.sub(" ", _SEASON.sub(" ", rest))
    months = list(SPELT.finditer(rest))
    for index, match in enumerate(months):
        if match["month"] == "may":
            continue  # the verb
        month, year = month_number(match["month"]), _year(match, since)
        known = year or _year_after(month, months[index + 1 :], since)
        if known is None:
            continue
        after = match["after"] or ""
        day = match["day"] or (after if match["year"] or match["th"] or year is None else "")
        if day:
            yield from ((one, one) for _, one in _day(0, str(known), month, day))
        else:
            yield dt.date(known, month, 1), _month_end(known, month)
    if not months:
        for match in _FINANCIAL_YEAR.finditer(rest):
            if int(match[2]) == (int(match[1]) + 1) % 100:
                yield dt.date(int(match[1]), 4, 1), dt.date(int(match[1]) + 1, 3, 31)
        if alone := _YEAR.match(rest):
            yield dt.date(int(alone[1]), 1, 1), dt.date(int(alone[1]), 12, 31)


def _year(match: re.Match[str], since: dt.date | None) -> int | None:
    """The year of a month in a tracker: "June 26" is June 2026, "June 5" a day, and so is
    "June 05" where 2005 was long before."""
    after = match["after"] or ""
    short = after if len(after) == 2 and not (match["day"] or match["th"]) else None
    if short and since and abs(_century(short) - since.year) > NEAR_YEARS:
        short = None
    year = match["year"] or match["short"] or short
    return _century(year) if year else None


def _year_after(month: int, later: list[re.Match[str]], since: dt.date | None) -> int | None:
    """The year of a month that names none: "January - March 2022" is one year."""
    for match in later:
        if year := _year(match, since):
            return year if month_number(match["month"]) >= month else year - 1
    if since is None:
        return None
    return since.year if month >= since.month else since.year + 1


def _three_months(year: int, first: int) -> Days:
    begins = dt.date(year + first // 13, (first - 1) % 12 + 1, 1)
    ends = begins.month + 2
    return begins, _month_end(begins.year + ends // 13, (ends - 1) % 12 + 1)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


# --- questions ---------------------------------------------------------------------------

_LEADS = frozenset(
    "in at since by from until till during before after between early late mid last next of due "
    "for".split()
)
_JOINS = frozenset("and or to & / - – , than until".split())
_HELD = frozenset(
    "meeting meetings minutes paper papers pack agenda session figures election elections".split()
)
_ON = frozenset("on the of by since".split())
_TITLES = frozenset("cllr councillor mr mrs ms miss dr".split())


def named_months(text: str) -> list[Named]:
    """(month, day, year) for each month that a text names. "May" and "march" are months
    only where their neighbours say so, and nobody's name is one."""
    found: list[tuple[int, Named]] = [
        (at, (day.month, day.day, day.year)) for at, day in _in_figures(text)
    ]
    before = 0
    for match in SPELT.finditer(text):
        last = (text[: match.start()].lower().split() or [""])[-1].strip(".")
        after = match["th"] or match["year"] or last in _ON
        day = match["day"] or (match["after"] if after else None)
        year = match["year"]
        number = int(day) if day and 1 <= int(day) <= 31 else None
        joined = text[before : match.start()].strip().lower() in _JOINS and before > 0
        if number or year or joined or _is_month(text, match, last):
            named = month_number(match["month"]), number, int(year) if year else None
            found.append((match.start(), named))
            before = match.end()
    return [named for _, named in sorted(found, key=lambda pair: pair[0])]


def _is_month(text: str, match: re.Match[str], last: str) -> bool:
    if match["month"].lower() not in ("may", "march", "mar"):
        return last not in _TITLES
    following = re.findall(r"[a-z]+|[&/–-]", text[match.end() :].lower())
    return (
        last in _LEADS
        or (following[:1] != [] and following[0] in _HELD)
        or (len(following) > 1 and following[0] in _JOINS and SPELT.match(following[1]) is not None)
    )


def nearest_days(days: Iterable[dt.date], named: Named, today: dt.date) -> set[dt.date]:
    """The days that are meant by a month; of several Januaries, unless the year is named,
    those of the one nearest to today."""
    month, number, year = named
    found = {
        day
        for day in days
        if day.month == month and number in (None, day.day) and year in (None, day.year)
    }
    if year is None and found:
        nearest = min(found, key=lambda day: (abs(day - today), day)).year
        found = {day for day in found if day.year == nearest}
    return found


# --- times, and days as people say them ----------------------------------------------------


def time_of_day(text: str | re.Match[str]) -> dt.time | None:
    """The first time of day in a text, or the one that `TIME` has matched; None: none.

    Raises:
        ValueError: there is no such hour or minute.
    """
    match = re.search(TIME, text, re.IGNORECASE) if isinstance(text, str) else text
    if match is None:
        words = {word.strip(".,;:()") for word in str(text).lower().split()}
        return None if words.isdisjoint(("noon", "midday")) else dt.time(12)
    hour, half = int(match["hour"]), (match["half"] or "").lower().replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return dt.time(hour, int(match["minute"] or 0))


def day_of(seconds: float) -> dt.date:
    """The day that a time since 1970 falls on, by councils' clocks."""
    return dt.datetime.fromtimestamp(seconds, LONDON).date()


def spoken_date(date: dt.date, time: str | None = None) -> str:
    """``16 January 2025, 6.00 pm``."""
    return f"{date.day} {date:%B %Y}" + (f", {time}" if time else "")


def spoken_day(date: dt.date, time: str | None = None) -> str:
    """``Thursday 16 January 2025, 6.00 pm``."""
    return f"{date:%A} {spoken_date(date, time)}"
