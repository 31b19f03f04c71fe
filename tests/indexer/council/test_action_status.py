"""How tracked recommendations stand."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.action_status import status_of
from indexer.council.dates import target_days
from indexer.council.packs import Action

MEETING = dt.date(2026, 4, 14)
AS_OF = dt.date(2026, 4, 7)


@pytest.mark.parametrize(
    ("target", "first", "last"),
    [
        ("June 2026", (2026, 6, 1), (2026, 6, 30)),
        ("12 June 2026", (2026, 6, 12), (2026, 6, 12)),
        ("12th of June, 2026", (2026, 6, 12), (2026, 6, 12)),
        ("12/06/26", (2026, 6, 12), (2026, 6, 12)),
        ("2026-06-12", (2026, 6, 12), (2026, 6, 12)),
        ("June 26", (2026, 6, 1), (2026, 6, 30)),
        ("Jun-26", (2026, 6, 1), (2026, 6, 30)),
        ("end of February 2028", (2028, 2, 1), (2028, 2, 29)),
        ("Q4 2025/26", (2026, 1, 1), (2026, 3, 31)),
        ("Autumn 2026", (2026, 9, 1), (2026, 11, 30)),
        ("2026/27", (2026, 4, 1), (2027, 3, 31)),
        ("June 2026, moved to September 2026", (2026, 9, 1), (2026, 9, 30)),
        ("June 2026 (originally December 2026)", (2026, 6, 1), (2026, 6, 30)),
        ("November - January 2027", (2027, 1, 1), (2027, 1, 31)),
    ],
)
def test_targets(target: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    assert target_days(target) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize("target", ["TBC", "Ongoing", "", "n/a", "31.02.26", "it may be later"])
def test_no_target(target: str) -> None:
    assert target_days(target) is None


def test_a_month_without_a_year_is_the_next_one() -> None:
    assert target_days("March 5", since=dt.date(2025, 10, 7)) == (dt.date(2026, 3, 5),) * 2
    assert target_days("March 05", since=dt.date(2025, 10, 7)) == (dt.date(2026, 3, 5),) * 2
    assert target_days("March", since=dt.date(2025, 10, 7)) == (
        dt.date(2026, 3, 1),
        dt.date(2026, 3, 31),
    )


@pytest.mark.parametrize(
    ("target", "status", "update", "expected"),
    [
        ("March 2026", None, None, "overdue"),
        ("April 2026", None, None, "due"),
        ("10 April 2026", None, None, "due"),
        ("May 2026", None, None, "open"),
        ("TBC", None, None, "open"),
        ("Ongoing", None, "Reported each year.", "open"),
        ("March 2026", "Complete", None, "complete"),
        ("May 2026", "Green - completed", None, "complete"),
        ("March 2026", "Not complete", None, "overdue"),
        ("May 2026", "Partially complete", None, "open"),
        ("May 2026", "80% complete", None, "open"),
        ("May 2026", "To be completed", None, "open"),
        ("May 2026", "Red - overdue", None, "overdue"),
        ("May 2026", "Not yet due.", None, "open"),
        ("February 2026", "Not yet due.", None, "overdue"),
        ("March 2026", None, "Completed. The list went out on 3 March.", "complete"),
        ("May 2026", None, "To be reported at the meeting on 14 April 2026.", "due"),
        ("May 2026", None, "See item 6 of this agenda.", "due"),
        ("May 2026", None, "Completion is awaited.", "open"),
        ("2026", None, None, "open"),
        ("Next meeting", None, None, "due"),
    ],
)
def test_status(target: str, status: str | None, update: str | None, expected: str) -> None:
    action = Action(
        number="1", recommendation="To report.", target=target, status=status, update=update
    )
    assert status_of(action, meeting=MEETING, as_of=AS_OF).value == expected


@given(
    st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2030, 12, 31)),
    st.integers(0, 60),
    st.integers(-400, 400),
)
def test_a_day_is_overdue_due_or_open_by_its_place(as_of: dt.date, ahead: int, offset: int) -> None:
    meeting, target = as_of + dt.timedelta(days=ahead), as_of + dt.timedelta(days=offset)
    action = Action(number="1", recommendation="To report.", target=f"{target:%d.%m.%y}")
    expected = "overdue" if target < as_of else "due" if target <= meeting else "open"
    assert status_of(action, meeting=meeting, as_of=as_of).value == expected


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_cell_says_there_is_a_status(target: str, status: str, update: str) -> None:
    action = Action(
        number="1", recommendation="To report.", target=target, status=status, update=update
    )
    assert status_of(action, meeting=MEETING, as_of=AS_OF)
