"""When digests are due: bank holidays, closure days, clock changes."""

from __future__ import annotations

import datetime as dt

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.rules import (
    AtMoment,
    DaysBefore,
    WhenPublished,
    due_at,
    london,
    meeting_start,
    read_when,
    say_when,
)
from indexer.council.dates import LONDON
from indexer.council.problems import SettingsError
from indexer.council.working_days import is_working_day, working_days_before

DAYS = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2035, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
NATIONS = st.sampled_from(["ENG", "WLS", "SCT", "NIR"])
WHENS = st.one_of(
    st.builds(DaysBefore, days=st.integers(0, 99), working=st.booleans(), at=TIMES),
    st.just(WhenPublished()),
    st.builds(AtMoment, at=st.builds(dt.datetime.combine, DAYS, TIMES)),
)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("5 working days before at 09:00", DaysBefore(days=5, working=True, at=dt.time(9))),
        (
            "five working days before the meeting at 9am",
            DaysBefore(days=5, working=True, at=dt.time(9)),
        ),
        ("5 clear working days before at 09:00", DaysBefore(days=6, working=True, at=dt.time(9))),
        ("the day before at 18:00", DaysBefore(days=1, working=False, at=dt.time(18))),
        ("1 working day before at 5.30 pm", DaysBefore(days=1, working=True, at=dt.time(17, 30))),
        ("on the day at 08:00", DaysBefore(days=0, working=False, at=dt.time(8))),
        ("when the pack is published", WhenPublished()),
        ("as soon as the papers are out", WhenPublished()),
        ("at 2026-03-02 09:00", AtMoment(at=dt.datetime(2026, 3, 2, 9))),
    ],
)
def test_words_are_read(text: str, when: object) -> None:
    assert read_when(text) == when


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "5 working days after at 09:00",
        "the day before at 25:00",
        "at 2026-02-30 09:00",
        "0 working days before at 09:00",
        "at 09:00",
    ],
)
def test_words_that_mean_nothing_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SettingsError, match=r"\.$"):
        read_when(text)


@given(WHENS)
def test_what_is_said_is_read_again(when: object) -> None:
    if isinstance(when, DaysBefore) and when.days == 0:
        when = DaysBefore(days=0, working=False, at=when.at)
    assert read_when(say_when(when)) == when  # type: ignore[arg-type]


@settings(deadline=None)
@given(DAYS, st.integers(0, 30), NATIONS, st.sets(DAYS, max_size=20))
def test_exactly_so_many_working_days_lie_between(
    day: dt.date, count: int, nation: str, closures: set[dt.date]
) -> None:
    found = working_days_before(day, count, nation=nation, closures=closures)
    bank = holidays.country_holidays("GB", subdiv=nation)
    between = [
        one
        for one in (found + dt.timedelta(days=n) for n in range((day - found).days))
        if one.weekday() < 5 and one not in bank and one not in closures
    ]
    assert len(between) == count
    if count:
        assert found == between[0]
        assert is_working_day(found, nation=nation, closures=closures)


@pytest.mark.parametrize(
    ("meeting", "count", "nation", "expected"),
    [
        # Christmas 2025: 25 and 26 December and 1 January are closed.
        (dt.date(2026, 1, 6), 5, "ENG", dt.date(2025, 12, 29)),
        # Scotland keeps 2 January too.
        (dt.date(2026, 1, 6), 5, "SCT", dt.date(2025, 12, 24)),
        # Easter 2026: Good Friday on 3 April, Easter Monday on 6 April.
        (dt.date(2026, 4, 9), 5, "ENG", dt.date(2026, 3, 31)),
        # Easter Monday is a working day in Scotland.
        (dt.date(2026, 4, 9), 5, "SCT", dt.date(2026, 4, 1)),
        # St Patrick's Day, in Northern Ireland only.
        (dt.date(2026, 3, 18), 1, "NIR", dt.date(2026, 3, 16)),
        (dt.date(2026, 3, 18), 1, "WLS", dt.date(2026, 3, 17)),
        # Christmas Day on a Saturday: Monday and Tuesday are closed instead.
        (dt.date(2021, 12, 29), 1, "ENG", dt.date(2021, 12, 24)),
    ],
)
def test_bank_holidays(meeting: dt.date, count: int, nation: str, expected: dt.date) -> None:
    assert working_days_before(meeting, count, nation=nation) == expected


@pytest.mark.parametrize(
    ("wall", "utc"),
    [
        ("2026-03-28T09:00", "2026-03-28T09:00"),
        ("2026-03-30T09:00", "2026-03-30T08:00"),
        # Clocks skip from 01:00 to 02:00 on 29 March 2026.
        ("2026-03-29T00:59", "2026-03-29T00:59"),
        ("2026-03-29T01:30", "2026-03-29T01:30"),
        ("2026-03-29T02:00", "2026-03-29T01:00"),
        # They show 01:00 to 02:00 twice on 25 October 2026: the first counts.
        ("2026-10-25T01:30", "2026-10-25T00:30"),
        ("2026-10-25T02:00", "2026-10-25T02:00"),
    ],
)
def test_clock_changes(wall: str, utc: str) -> None:
    assert london(dt.datetime.fromisoformat(wall)) == dt.datetime.fromisoformat(utc).replace(
        tzinfo=dt.UTC
    )


@given(DAYS, TIMES)
def test_the_clock_on_the_wall_shows_the_time(day: dt.date, at: dt.time) -> None:
    wall = dt.datetime.combine(day, at)
    shown = london(wall).astimezone(LONDON).replace(tzinfo=None)
    # Only times that the clocks skip are shown an hour later.
    assert shown == wall or (
        shown - wall == dt.timedelta(hours=1) and day.month == 3 and at.hour == 1
    )


@settings(deadline=None)
@given(DAYS, st.integers(0, 20), TIMES)
def test_a_digest_is_due_before_its_meeting_day_ends(
    meeting: dt.date, days: int, at: dt.time
) -> None:
    due = due_at(DaysBefore(days=days, working=True, at=at), meeting=meeting)
    assert due is not None
    assert due.astimezone(LONDON).date() <= meeting


def test_published_is_due_when_it_came() -> None:
    came = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)
    assert due_at(WhenPublished(), meeting=dt.date(2026, 3, 9), published=came) == came
    assert due_at(WhenPublished(), meeting=dt.date(2026, 3, 9)) is None


@pytest.mark.parametrize(
    ("time", "hour"),
    [("6.00 pm", 18), ("10.00 am", 10), ("18:00", 18), ("12.00 noon", 12), (None, 12), ("2pm", 14)],
)
def test_meetings_begin_at_their_printed_time(time: str | None, hour: int) -> None:
    assert meeting_start(dt.date(2026, 1, 9), time).hour == hour
