"""When papers are published: clear days before a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = [
    "CLEAR_DAYS",
    "available_from",
    "clear_days_before",
    "is_working_day",
    "working_days_before",
]

CLEAR_DAYS = 5
"""Local Government Act 1972, section 100B(3): agendas are open to inspection five clear
days before the meeting; neither the day of publication nor that of the meeting counts,
and councils count working days."""


@lru_cache(maxsize=8)
def _bank_holidays(nation: str) -> HolidayBase:
    import holidays  # which a cold answer need not wait for

    return holidays.country_holidays("GB", subdiv=nation)


def is_working_day(
    day: dt.date, *, nation: str = "ENG", closures: Collection[dt.date] = ()
) -> bool:
    """Whether a council works on a day: no weekend, bank holiday or closure."""
    return day.weekday() < 5 and day not in closures and day not in _bank_holidays(nation)


def clear_days_before(day: dt.date, count: int = CLEAR_DAYS, *, nation: str = "ENG") -> dt.date:
    """The last day to publish so that `count` clear working days lie before `day`.

    Args:
        nation: ENG, WLS, SCT or NIR, for bank holidays.
    """
    return working_days_before(day, count + 1, nation=nation)


def working_days_before(
    day: dt.date, count: int, *, nation: str = "ENG", closures: Collection[dt.date] = ()
) -> dt.date:
    """The `count`-th working day before a day; the day itself for 0.

    >>> working_days_before(dt.date(2026, 1, 6), 3)  # over the New Year's bank holiday
    datetime.date(2025, 12, 31)
    """
    while count:
        day -= dt.timedelta(days=1)
        count -= is_working_day(day, nation=nation, closures=closures)
    return day


def available_from(published: dt.date | None, meeting: dt.date | None) -> dt.date | None:
    """The day from which a document can be known: as printed, else by the Act, else None."""
    if published is not None and (meeting is None or published <= meeting):
        return published
    return clear_days_before(meeting) if meeting is not None else None
