"""Days, times and names as people write them, and what a clerk may decide."""

import datetime as dt

import hypothesis.strategies as st
import pytest
from hypothesis import given

from bot.digests.decisions import DigestRef, Schedules
from bot.digests.publisher import DigestPublisher
from bot.digests.rules import meeting_start, read_day, read_time, read_when
from bot.digests.schedule_store import ScheduleStore
from indexer.council.problems import SettingsError
from tests.bot.digests.town import COMMITTEE, NOW, Shelf

TODAY = dt.date(2026, 1, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-27", dt.date(2026, 1, 27)),
        ("27 January", dt.date(2026, 1, 27)),
        ("Tuesday 27th January 2026", dt.date(2026, 1, 27)),
        ("the 3rd of Feb", dt.date(2026, 2, 3)),
        ("5 January", dt.date(2027, 1, 5)),
        ("27/1/26", dt.date(2026, 1, 27)),
        ("tomorrow", dt.date(2026, 1, 21)),
        ("4 may", dt.date(2026, 5, 4)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: dt.date) -> None:
    assert read_day(text, today=TODAY) == day


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_that_is_said_in_full_is_read_back(day: dt.date) -> None:
    assert read_day(f"{day:%A} {day.day} {day:%B %Y}", today=TODAY) == day
    assert read_day(f"{day.day} {day:%B}", today=day) == day


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("half six", "6.30 pm"),
        ("6.30pm", "6.30 pm"),
        ("18:30", "6.30 pm"),
        ("6 pm", "6.00 pm"),
        ("quarter to seven", "6.45 pm"),
        ("quarter past 7", "7.15 pm"),
        ("10am", "10.00 am"),
        ("half past nine in the morning", "9.30 am"),
        ("noon", "12.00 pm"),
        ("7", "7.00 pm"),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, time: str) -> None:
    assert read_time(text) == time
    assert read_time(time) == time
    assert meeting_start(TODAY, time)


@pytest.mark.parametrize(
    "text", ["half", "25:00", "soon", "6.75 pm", "quarter to 7:30", "half 6:30", "31 February"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    for read in (read_time, lambda words: read_day(words, today=TODAY)):
        with pytest.raises(SettingsError, match="write it as"):
            read(text)


def desk(book: ScheduleStore, now: dt.datetime = NOW) -> Schedules:
    return Schedules(DigestPublisher(book=book, library=Shelf(()), poster=None, now=lambda: now))


def add(book: ScheduleStore, **changes: object) -> None:
    values = {
        "committee": COMMITTEE,
        "targets": ["C1"],
        "what": "full",
        "approval": False,
        "when": read_when("the day before at 18:00"),
        "by": "Ada",
        "now": NOW,
        **changes,
    }
    book.add_rule(**values)  # type: ignore[arg-type]


def test_what_is_there_or_wrong_is_not_added(book: ScheduleStore) -> None:
    add(book)
    for changes, said in (
        ({}, "Rule 1 already does that"),
        ({"what": "x"}, "not one of"),
        ({"committee": " "}, "which committee"),
        ({"targets": []}, "needs a channel"),
        ({"when": read_when("at 2020-01-02 09:00")}, "has passed"),
    ):
        with pytest.raises(SettingsError, match=said):
            add(book, **changes)
    with pytest.raises(SettingsError, match="not one of"):
        book.change_rule(1, now=NOW, what="x")
    with pytest.raises(SettingsError, match="has passed"):
        book.change_rule(1, now=NOW, when=read_when("at 2020-01-02 09:00"))
    assert len(book.rules()) == 1
    add(book, what="reminder")
    with pytest.raises(SettingsError, match="Rule 1 already does that: nothing was changed"):
        book.change_rule(2, now=NOW, what="full")
    assert [rule.what for rule in book.rules()] == ["full", "reminder"]


def test_no_meeting_is_planned_or_moved_to_a_day_that_has_passed(book: ScheduleStore) -> None:
    day = NOW.date() + dt.timedelta(days=7)
    meeting = book.plan_meeting(committee=COMMITTEE, date=day, time="6.30 pm", now=NOW)
    assert meeting is not None
    past = day.replace(year=day.year - 1)
    with pytest.raises(SettingsError, match="has passed"):
        book.plan_meeting(committee=COMMITTEE, date=past, time=None, now=NOW)
    with pytest.raises(SettingsError, match="has passed"):
        book.move_meeting(meeting.id, date=past, time=None, now=NOW)
    assert book.meetings() == [meeting]


def test_a_closed_day_keeps_its_name(book: ScheduleStore) -> None:
    day = dt.date(2026, 12, 24)
    book.close(day, "Christmas Eve")
    assert book.close(day) == "Christmas Eve"
    assert book.closures() == {day: "Christmas Eve"}
    assert [book.reopen(day), book.reopen(day), book.closures()] == [True, False, {}]


def test_nothing_is_decided_of_a_meeting_that_is_off_over_or_of_others(book: ScheduleStore) -> None:
    add(book)
    add(book, committee="Planning Committee")
    day = NOW.date() + dt.timedelta(days=7)
    meeting = book.plan_meeting(committee=COMMITTEE, date=day, time=None, now=NOW)
    assert meeting is not None
    assert book.plan_meeting(committee=COMMITTEE, date=day, time=None, now=NOW) is None

    def post(rule: int, now: dt.datetime) -> None:
        desk(book, now).decide(DigestRef(rule=rule, meeting=meeting.id), approve=True, by="Ada")

    with pytest.raises(SettingsError, match="Rule 2 is for"):
        post(2, NOW)
    with pytest.raises(SettingsError, match="has already begun"):
        post(1, NOW + dt.timedelta(days=8))
    book.cancel_meeting(meeting.id, now=NOW)
    with pytest.raises(SettingsError, match="cancelled"):
        post(1, NOW)


def test_who_approved_first_stays_who_approved(book: ScheduleStore) -> None:
    add(book)
    day = NOW.date() + dt.timedelta(days=7)
    meeting = book.plan_meeting(committee=COMMITTEE, date=day, time=None, now=NOW)
    assert meeting is not None
    for who in ("Ada", "Bob"):
        desk(book).decide(DigestRef(rule=1, meeting=meeting.id), approve=True, by=who)
    (post,) = book.posts()
    assert post.approved_by == "Ada"
    with pytest.raises(SettingsError, match="already been approved"):
        desk(book).decide(DigestRef(key=post.key), approve=False, by="Bob")
    assert [one.state for one in book.posts()] == ["approved"]
