"""When papers are published: clear days before a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = ["CLEAR_DAYS", "available_from", "clear_days_before", "is_working_day"]

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
    current, left = day, count + 1
    while left:
        current -= dt.timedelta(days=1)
        left -= is_working_day(current, nation=nation)
    return current


def available_from(published: dt.date | None, meeting: dt.date | None) -> dt.date | None:
    """The day from which a document can be known: as printed, else by the Act, else None."""
    if published is not None and (meeting is None or published <= meeting):
        return published
    return clear_days_before(meeting) if meeting is not None else None
