"""When sites are visited, and what of them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.dates import LONDON
from indexer.sources.when import next_visit

MINUTES = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("local", "minutes"),
    [
        ("2025-01-06 09:00", 15),
        ("2025-01-06 18:59", 15),
        ("2025-01-06 19:00", 60),
        ("2025-01-06 03:00", 60),
        ("2025-01-06 07:40", 20),
        ("2025-01-11 10:00", 60),
        ("2025-12-25 10:00", 60),
        # Summer time: offices open an hour earlier by the sun.
        ("2025-07-01 08:00", 15),
        ("2025-07-01 07:30", 30),
    ],
)
def test_often_in_office_hours(local: str, minutes: int) -> None:
    now = dt.datetime.fromisoformat(local).replace(tzinfo=LONDON).astimezone(dt.UTC)
    assert next_visit(now) - now == minutes * MINUTES


def test_holidays_of_the_nation() -> None:
    second_of_january = dt.datetime(2025, 1, 2, 10, tzinfo=dt.UTC)
    assert next_visit(second_of_january) - second_of_january == 15 * MINUTES
    later = next_visit(second_of_january, nation="SCT") - second_of_january
    assert later == 60 * MINUTES


@given(st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2027, 1, 1)))
def test_never_at_once_and_never_later_than_an_hour(moment: dt.datetime) -> None:
    now = moment.replace(tzinfo=dt.UTC)
    wait = next_visit(now) - now
    assert dt.timedelta(0) < wait <= 60 * MINUTES
