"""Meetings and digests as iCalendar."""

import datetime as dt

from bot.digests.calendar import as_ics, meeting_ics
from bot.digests.digest import DigestMeeting
from bot.digests.planning import planned
from bot.digests.rules import read_when
from bot.digests.schedule_store import ScheduleStore
from tests.bot.digests.town import NOW


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_meeting_and_its_digest_stand_in_the_calendar_and_keep_their_names(
    book: ScheduleStore,
) -> None:
    name = "Parks, Gardens; and Cemeteries of the Ancient Borough Committee – Sub-Group Naïve"
    book.add_rule(
        committee=name,
        targets=["C1", "C2"],
        when=read_when("the day before at 18:00"),
        what="full",
        approval=False,
        by="Ada",
        now=NOW,
    )
    day = NOW.date() + dt.timedelta(days=7)
    meeting = book.plan_meeting(committee=name, date=day, time="6.30 pm", now=NOW)
    assert meeting is not None

    def lines() -> list[str]:
        posts = planned(book.rules(), book.meetings())
        return unfolded(as_ics(book.meetings(), posts, name=name, now=NOW))

    first = lines()
    assert "DTSTART:20260309T183000Z" in first
    # One entry, however many places it is posted to.
    assert first.count("DTSTART:20260308T180000Z") == 1
    assert any(line.startswith("SUMMARY:Parks\\, Gardens\\; and") for line in first)
    book.move_meeting(meeting.id, date=day + dt.timedelta(days=1), time=None, now=NOW)
    moved = lines()
    assert "DTSTART:20260310T183000Z" in moved
    uids = [[line for line in one if line.startswith("UID:")] for one in (first, moved)]
    assert uids[0] == uids[1]
    book.cancel_meeting(meeting.id, now=NOW)
    assert "STATUS:CANCELLED" in lines()


def test_one_meeting_for_somebody_s_own_calendar() -> None:
    meeting = DigestMeeting(
        committee="Parks; Gardens", date=dt.date(2026, 7, 1), time="6.30 pm", venue="Room 2, Hall"
    )
    said = unfolded(meeting_ics(meeting, now=NOW))
    assert said.count("BEGIN:VEVENT") == 1
    assert "DTSTART:20260701T173000Z" in said
    assert "LOCATION:Room 2\\, Hall" in said
    assert said == unfolded(meeting_ics(meeting, now=NOW))


def test_a_councils_own_meeting_bears_its_name() -> None:
    meeting = DigestMeeting(
        committee=None, council="Thornby Parish Council", date=dt.date(2026, 7, 1), time="8 pm"
    )
    assert "SUMMARY:Thornby Parish Council" in unfolded(meeting_ics(meeting, now=NOW))
