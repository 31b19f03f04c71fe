"""Clear days before a meeting, by weekends and bank holidays."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.working_days import available_from, clear_days_before


@pytest.mark.parametrize(
    ("meeting", "last_day"),
    [
        # A Thursday in term: Wednesday of the week before.
        ("2022-01-27", "2022-01-19"),
        ("2025-04-10", "2025-04-02"),
        # Good Friday (18th) and Easter Monday (21st) do not count.
        ("2025-04-24", "2025-04-14"),
        # Christmas, Boxing Day and New Year's Day neither.
        ("2025-01-06", "2024-12-24"),
        # Asked for on a Monday.
        ("2025-06-16", "2025-06-06"),
    ],
)
def test_the_last_day_to_publish(meeting: str, last_day: str) -> None:
    assert clear_days_before(dt.date.fromisoformat(meeting)) == dt.date.fromisoformat(last_day)


def test_nations_have_their_own_holidays() -> None:
    """17 March (St Patrick's, a Monday in 2025) is a bank holiday in Northern Ireland only."""
    meeting = dt.date(2025, 3, 20)
    assert clear_days_before(meeting, nation="ENG") == dt.date(2025, 3, 12)
    assert clear_days_before(meeting, nation="NIR") == dt.date(2025, 3, 11)


@given(st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)), st.integers(0, 10))
def test_at_least_that_many_weekdays_lie_between(day: dt.date, count: int) -> None:
    last = clear_days_before(day, count)
    between = [last + dt.timedelta(days=one) for one in range(1, (day - last).days)]
    assert sum(one.weekday() < 5 for one in between) >= count
    assert last.weekday() < 5


def test_from_when_a_document_can_be_known() -> None:
    meeting = dt.date(2025, 4, 10)
    printed = dt.date(2025, 4, 3)
    assert available_from(printed, meeting) == printed
    assert available_from(None, meeting) == dt.date(2025, 4, 2)
    assert available_from(dt.date(2025, 5, 1), meeting) == dt.date(2025, 4, 2)
    assert available_from(printed, None) == printed
    assert available_from(None, None) is None
