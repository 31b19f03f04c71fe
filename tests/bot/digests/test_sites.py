"""Meetings as councils' sites list them: their word moves, cancels and reinstates digests;
and restricted committees' digests, which go to their own readers only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.digests.meeting_papers import Known
from bot.digests.publisher import DigestPublisher
from bot.digests.schedule_store import ScheduleStore
from indexer.council.packs import DocumentKind
from indexer.sources.facts import CalendarEntry
from tests.bot.digests.test_publisher import DAY, MEETING, Clerks
from tests.bot.digests.town import COMMITTEE, NOW, Shelf, pack
from tests.slack_server.server import SlackServer

SITE = "example/4967"


class Watched(Shelf):
    """Papers whose meeting a site lists: they are known by the site's word."""

    def known(self) -> list[Known]:
        found = []
        for one in super().known():
            here = [listed for listed in self.site if one.document in dict(listed.documents)]
            found += [
                replace(
                    one,
                    site=listed.site,
                    committee=listed.committee,
                    date=listed.date,
                    time=listed.time,
                )
                for listed in here
            ] or [one]
        return found

    def say(self, **changes: object) -> None:
        """The site says something else of its first meeting."""
        self.site[0] = replace(self.site[0], **changes)  # type: ignore[arg-type]


def listed(date: dt.date = MEETING, **more: object) -> CalendarEntry:
    values: dict[str, object] = {
        "source": "example",
        "id": "4967",
        "committee": COMMITTEE,
        "date": date,
        "time": "6.00 pm",
        "documents": (("harbours", False),),
    }
    return CalendarEntry(**{**values, **more})  # type: ignore[arg-type]


@pytest.fixture
def shelf() -> Watched:
    made = Watched([pack("harbours", MEETING)])
    made.site = [listed()]
    return made


@pytest.fixture
def clerks(slack: SlackServer, book: ScheduleStore, shelf: Watched) -> Clerks:
    return Clerks(slack=slack, book=book, shelf=shelf)


def thread(clerks: Clerks) -> list[str]:
    head = clerks.said()[0]
    return [message["text"] for message in clerks.said(thread=head["ts"])]


def test_a_meeting_that_its_site_moves_twice_is_told_of_twice(
    clerks: Clerks, shelf: Watched
) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    for weeks in (1, 2):
        clerks.clock.at += DAY
        shelf.say(date=MEETING + dt.timedelta(weeks=weeks))
        clerks.work()
        clerks.work()
    # The pack goes on saying the old day, and moves nothing back.
    assert [one.date for one in clerks.book.meetings()] == [dt.date(2026, 3, 23)]
    notices = [text for text in thread(clerks) if "has moved" in text]
    assert len(notices) == 2
    assert "It was due to be on 9 March 2026, 6.00 pm" in notices[0]
    assert "now on Monday 23 March 2026" in notices[1]
    # And moved back to where it was.
    clerks.clock.at += DAY
    shelf.say(date=dt.date(2026, 3, 16))
    clerks.work()
    assert len([text for text in thread(clerks) if "has moved" in text]) == 3


def test_a_new_time_is_said(clerks: Clerks, shelf: Watched) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    clerks.clock.at += DAY
    shelf.say(time="18:00")
    clerks.work()
    assert not [text for text in thread(clerks) if "has moved" in text], "the same hour"
    shelf.say(time="7.30 pm")
    clerks.work()
    (notice,) = [text for text in thread(clerks) if "has moved" in text]
    assert "6.00 pm" in notice
    assert "7.30 pm" in notice


def test_cancelled_and_taking_place_after_all(clerks: Clerks, shelf: Watched) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.rule("the day before at 18:00", what="reminder")
    clerks.work()
    clerks.clock.at += DAY
    shelf.say(cancelled=True)
    clerks.work()
    assert "This meeting is cancelled" in thread(clerks)[-1]
    clerks.clock.at += DAY
    shelf.say(cancelled=False)
    clerks.work()
    clerks.work()
    assert "takes place after all" in thread(clerks)[-1]
    assert len(thread(clerks)) == 3
    clerks.clock.at = dt.datetime(2026, 3, 8, 18, 0, tzinfo=dt.UTC)
    clerks.work()
    assert len(clerks.said()) == 2, "its reminder is posted too"


def test_what_a_clerk_has_set_stands_until_the_site_says_something_new(
    clerks: Clerks, shelf: Watched
) -> None:
    clerks.work()
    (meeting,) = clerks.book.meetings()
    clerks.book.move_meeting(meeting.id, date=dt.date(2026, 3, 20), time=None, now=NOW)
    clerks.work()
    assert clerks.book.meetings()[0].date == dt.date(2026, 3, 20)
    clerks.book.cancel_meeting(meeting.id, now=NOW)
    clerks.work()
    assert clerks.book.meetings()[0].state == "cancelled"
    shelf.say(date=dt.date(2026, 3, 27))
    clerks.work()
    assert clerks.book.meetings()[0].date == dt.date(2026, 3, 27)


def test_a_meeting_known_from_its_pack_is_the_one_that_a_site_lists(
    clerks: Clerks, shelf: Watched
) -> None:
    shelf.site = []
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    shelf.site = [listed(date=dt.date(2026, 3, 17))]
    clerks.clock.at += DAY
    clerks.work()
    (meeting,) = clerks.book.meetings()
    assert (meeting.date, meeting.site) == (dt.date(2026, 3, 17), SITE)
    assert "It was due to be on 9 March 2026" in thread(clerks)[-1]


def test_a_listed_meeting_without_a_pack_is_said_to_the_clerks(
    clerks: Clerks, shelf: Watched
) -> None:
    shelf.held, shelf.site = [], [listed(documents=())]
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    clerks.work()
    (told,) = clerks.told()
    assert "there is no pack" in told


def test_a_committee_that_meets_twice_a_day(clerks: Clerks, shelf: Watched) -> None:
    shelf.add(pack("second", MEETING), at=NOW - DAY)
    shelf.site.append(listed(id="4968", time="2.00 pm", documents=(("second", False),)))
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    assert [one.documents for one in clerks.book.meetings()] == [("harbours",), ("second",)]
    assert len(clerks.said()) == 2


def test_one_paper_at_two_committees(clerks: Clerks, shelf: Watched) -> None:
    shelf.add(pack("shared", MEETING, kind=DocumentKind.SUPPLEMENT), at=NOW - DAY)
    shelf.add(pack("other", MEETING, committee="Cabinet"), at=NOW - DAY)
    shelf.site = [
        listed(documents=(("harbours", False), ("shared", False))),
        listed(id="5001", committee="Cabinet", documents=(("other", False), ("shared", False))),
    ]
    clerks.work()
    assert {one.committee: set(one.documents) for one in clerks.book.meetings()} == {
        COMMITTEE: {"harbours", "shared"},
        "Cabinet": {"other", "shared"},
    }


# --- restricted committees ------------------------------------------------------------


class Members:
    """Who may read the committee's papers."""

    def __init__(self, *targets: str) -> None:
        self.targets = set(targets)

    def __call__(self, target: str, _documents: Sequence[str]) -> bool:
        return target in self.targets


def restricted(clerks: Clerks, *targets: str) -> Members:
    members = Members(*targets)
    clerks.publisher = replace(clerks.publisher, may_read=members)
    return members


def test_a_restricted_committee_s_digest_waits_until_its_channel_is_named(
    clerks: Clerks,
) -> None:
    members = restricted(clerks)
    clerks.rule("5 working days before at 09:00", to=("C1", "C2", "UADA"))
    clerks.work()
    clerks.work()
    assert clerks.said() == []
    (told,) = clerks.told()
    assert "is of a restricted committee" in told
    assert "are not known to be private channels" in told
    assert "ferry" not in told.lower()
    members.targets.add("C1")
    clerks.clock.at += DAY
    clerks.work()
    assert "not known to be members" in clerks.said()[0]["text"]


def test_followers_who_are_no_members_hear_nothing_and_nobody_hears_of_them(
    slack: SlackServer, book: ScheduleStore, shelf: Watched
) -> None:
    clerks = Clerks(slack=slack, book=book, shelf=shelf, followers=("UADA", "UBEN"))
    restricted(clerks, "UBEN")
    clerks.rule("5 working days before at 09:00", to=("followers",))
    clerks.work()
    clerks.clock.at = dt.datetime(2026, 3, 9, 18, 30, tzinfo=dt.UTC)
    clerks.work()
    assert len(clerks.said("DBEN")) == 1
    assert "DADA" not in slack.workspace.channels
    assert clerks.told() == []


def test_a_proposal_shows_nothing_of_a_restricted_committee(clerks: Clerks) -> None:
    restricted(clerks, "C1")
    clerks.rule("5 working days before at 09:00", approval=True)
    clerks.work()
    (proposal,) = clerks.said("CCLERKS")
    assert "ferry" not in proposal["text"].lower()
    assert "schedule preview" in proposal["text"]
    assert {post.state for post in clerks.book.posts()} == {"waiting"}


def test_a_digest_s_thread_is_about_the_meeting_s_papers_of_today(
    clerks: Clerks, shelf: Watched
) -> None:
    bound: dict[tuple[str, str], tuple[str, ...]] = {}

    def bind(channel: str, ts: str, documents: tuple[str, ...]) -> None:
        bound[channel, ts] = documents

    clerks.publisher = replace(clerks.publisher, bind=bind)
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    head = clerks.said()[0]["ts"]
    assert bound == {("C1", head): ("harbours",)}
    shelf.add(pack("late", MEETING, kind=DocumentKind.SUPPLEMENT), at=NOW + DAY)
    shelf.say(documents=(("harbours", False), ("late", True)))
    clerks.clock.at += DAY
    clerks.work()
    assert bound == {("C1", head): ("harbours", "late")}
    shelf.say(date=MEETING + DAY)
    clerks.clock.at += DAY
    clerks.work()
    assert bound == {("C1", head): ("harbours", "late")}


def test_an_office_goes_on_when_a_teller_breaks(clerks: Clerks) -> None:
    class Broken:
        kind = "broken"

        def tick(self, _now: dt.datetime) -> None:
            raise RuntimeError

        def prepare(self, *_: object) -> None:
            raise AssertionError

    clerks.publisher = replace(clerks.publisher, tellers=(Broken(),))  # type: ignore[arg-type]
    assert isinstance(clerks.publisher, DigestPublisher)
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    assert len(clerks.said()) == 1
