"""What is published, what is indexed, what is missing, and whether it was in time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.working_days import clear_days_before
from indexer.sources.check import check_meetings
from indexer.sources.publication import pack_day, publication
from tests.indexer.sources.desk import Desk
from tests.moderngov_server.council import AgendaItem, Council, Paper, Session, pdf
from tests.moderngov_server.server import Site

DAY = dt.date
MEETING = DAY(2025, 1, 16)
LAST = DAY(2025, 1, 8)
"""Thursday the 16th: the 15th, 14th, 13th, 10th and 9th are the five clear days."""


@pytest.mark.parametrize(
    ("reports", "seen", "since", "day", "exact", "in_time"),
    [
        ([DAY(2025, 1, 8)], DAY(2025, 1, 10), DAY(2025, 1, 10), DAY(2025, 1, 8), True, True),
        ([DAY(2025, 1, 9)], DAY(2025, 1, 10), DAY(2025, 1, 10), DAY(2025, 1, 9), True, False),
        ([], DAY(2025, 1, 8), None, DAY(2025, 1, 8), False, True),
        ([], DAY(2025, 1, 9), DAY(2025, 1, 1), DAY(2025, 1, 9), False, False),
        ([], DAY(2025, 1, 9), DAY(2025, 1, 9), DAY(2025, 1, 9), False, None),
        ([], None, DAY(2025, 1, 1), None, False, None),
        # A date after the day on which we saw the pack is of a later paper.
        ([DAY(2025, 1, 13)], DAY(2025, 1, 7), DAY(2025, 1, 1), DAY(2025, 1, 7), False, True),
    ],
)
def test_publication(
    reports: list[dt.date],
    seen: dt.date | None,
    since: dt.date | None,
    day: dt.date | None,
    exact: bool,
    in_time: bool | None,
) -> None:
    found = publication(meeting=MEETING, report_days=reports, first_seen=seen, watched_since=since)
    assert (found.last_day, found.day, found.exact, found.in_time) == (
        LAST,
        day,
        exact,
        in_time,
    )


def test_bank_holidays_count_by_nation() -> None:
    after_easter = DAY(2025, 4, 24)
    english = publication(meeting=after_easter, report_days=[], first_seen=None, watched_since=None)
    scottish = publication(
        meeting=after_easter, report_days=[], first_seen=None, watched_since=None, nation="SCT"
    )
    assert (english.last_day, scottish.last_day) == (DAY(2025, 4, 14), DAY(2025, 4, 15))


def test_old_minutes_do_not_date_a_pack() -> None:
    days = [DAY(2024, 10, 20), DAY(2025, 1, 8), DAY(2025, 1, 8), DAY(2025, 1, 13)]
    assert pack_day(days, MEETING) == DAY(2025, 1, 8)
    assert pack_day([DAY(2024, 10, 20)], MEETING) == DAY(2024, 10, 20)
    assert pack_day([], MEETING) is None


@given(
    st.dates(DAY(2020, 1, 1), DAY(2030, 1, 1)),
    st.lists(st.integers(-400, 40), max_size=12),
    st.none() | st.integers(0, 60),
    st.none() | st.integers(0, 900),
)
def test_in_time_means_by_the_last_day(
    meeting: dt.date, before: list[int], seen: int | None, watched: int | None
) -> None:
    found = publication(
        meeting=meeting,
        report_days=[meeting + dt.timedelta(n) for n in before],
        first_seen=None if seen is None else meeting - dt.timedelta(seen),
        watched_since=None if watched is None else meeting - dt.timedelta(watched),
    )
    assert found.last_day == clear_days_before(meeting)
    assert (found.day is None) == (seen is None)
    if found.in_time is not None:
        assert found.day is not None
        assert found.in_time == (found.day <= found.last_day)


def test_the_check_tells_a_clerk_how_things_stand(desk: Desk, council: Council, site: Site) -> None:
    homes, cabinet = council.committees
    session = homes.sessions[0]
    session.items = [
        AgendaItem("5.", "Damp", [Paper("Damp", pdf("Damp"), DAY(2025, 1, 6))]),
        AgendaItem("6.", "Urgent", [Paper("Urgent boilers", pdf("b"), DAY(2025, 1, 9))]),
    ]
    homes.sessions.append(Session(4990, DAY(2025, 1, 20), status="Cancelled"))
    homes.sessions.append(Session(4991, DAY(2025, 1, 21), pack=pdf("Not yet"), shown=False))
    cabinet.sessions.append(Session(5002, DAY(2025, 1, 30), pack=b"%PDF-1.4 broken" * 99))
    desk.clock.pass_(days=5)
    desk.add(site)
    desk.sync()

    first, cancelled, coming, broken = check_meetings(desk.store, today=desk.clock.today)
    assert first.published == ("agenda pack", "2 reports")
    assert (first.published_on, first.in_time) == (DAY(2025, 1, 6), True)
    assert len(first.indexed) == 2
    assert first.missing == ()
    assert first.notes == ("Late papers: Urgent boilers.",)
    assert cancelled.notes == ("Does not take place (Cancelled).",)
    assert cancelled.missing == ()
    assert coming.published == ()
    assert coming.missing == ("No agenda is published; it is due by 20 January 2025.",)
    assert broken.published == ("agenda pack",)
    assert "is not indexed: " in broken.missing[0]

    late = check_meetings(desk.store, today=DAY(2025, 1, 22))[0]
    assert late.missing == (
        "No agenda is published; it should have been published by 20 January 2025.",
    )
    by_hand = check_meetings(desk.store, today=desk.clock.today, in_index=[])[0]
    assert "was taken out of the index by hand." in by_hand.missing[0]


def test_a_pack_that_comes_late_is_told_as_late(desk: Desk, council: Council, site: Site) -> None:
    desk.add(site)
    desk.sync()
    desk.clock.pass_(days=16)
    council.committees[1].sessions[0].pack = pdf("Budget")
    desk.sync_until(lambda: any("cabinet" in one for one in desk.documents), hours=0.25)
    (found,) = check_meetings(desk.store, today=desk.clock.today)
    assert found.in_time is False
    assert found.notes == (
        "Late: first seen on 22 January 2025, it was due by 20 January 2025 (five clear days).",
    )
