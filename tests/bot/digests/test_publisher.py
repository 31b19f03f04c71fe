"""What each due digest comes to, against the local Slack server."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.digests.decisions import DigestRef, Schedules
from bot.digests.parts import remark, text_of
from bot.digests.ports import Outgoing
from bot.digests.publisher import DigestPublisher
from bot.digests.rules import read_when
from bot.digests.schedule_store import Post, ScheduleStore
from bot.people.privacy import expire
from bot.slack.digest_poster import SlackPoster
from indexer.council.packs import DocumentKind
from indexer.council.problems import NotPossible, SettingsError
from tests.bot.digests.town import COMMITTEE, NOW, Shelf, pack
from tests.bot.posting import carry_out
from tests.slack_server.server import BOT_TOKEN, SlackServer
from tests.slack_server.workspace import Fault

MEETING = dt.date(2026, 3, 9)
DAY = dt.timedelta(days=1)


@dataclass
class Clock:
    """A clock that is set by hand."""

    at: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.at


@dataclass
class Clerks:
    """An office with its book, papers and clock, and posts carried out in this thread."""

    slack: SlackServer
    book: ScheduleStore
    shelf: Shelf
    clock: Clock = field(default_factory=Clock)
    followers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.publisher = DigestPublisher(
            book=self.book,
            library=self.shelf,
            poster=SlackPoster(token=BOT_TOKEN, api_url=self.slack.api_url),
            clerks_channel="CCLERKS",
            now=self.clock,
            followers=lambda _committee: self.followers,
        )

    def rule(
        self,
        when: str,
        *,
        to: tuple[str, ...] = ("C1",),
        what: str = "full",
        approval: bool = False,
    ) -> int:
        return self.book.add_rule(
            committee=COMMITTEE,
            targets=to,
            when=read_when(when),
            what=what,
            approval=approval,
            by="Ada",
            now=self.clock() - dt.timedelta(seconds=1),
        ).id

    def work(self) -> None:
        """Look once, and carry every post as far as it goes now."""
        carry_out(self.publisher)

    @property
    def desk(self) -> Schedules:
        return Schedules(self.publisher)

    def waiting(self) -> str:
        """The key of the proposal for which posts wait, or of the first of all."""
        proposals = [post for post in self.book.posts() if post.kind == "proposal"]
        open_ = [post for post in proposals if self.publisher.waiting_for(post)]
        return (open_ or proposals)[0].key

    def decide(self, key: str, *, approve: bool = True, note: str = "") -> None:
        self.desk.decide(DigestRef(key=key), approve=approve, by="Ada", note=note)

    def said(self, channel: str = "C1", *, thread: str | None = None) -> list[dict[str, Any]]:
        if channel not in self.slack.workspace.channels:
            return []
        messages = self.slack.workspace.bot_messages(channel)
        return [message for message in messages if message.get("thread_ts") == thread]

    def told(self) -> list[str]:
        return [message["text"] for message in self.said("CCLERKS")]

    def only(self) -> Post:
        (post,) = self.book.posts()
        return post


@pytest.fixture
def clerks(slack: SlackServer, book: ScheduleStore) -> Clerks:
    slack.workspace.add_channel("C2")
    return Clerks(slack=slack, book=book, shelf=Shelf([pack("harbours", MEETING)]))


def test_a_digest_is_posted_when_it_is_due_with_its_items_in_the_thread(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.clock.at = NOW - dt.timedelta(minutes=1)
    clerks.work()
    assert clerks.said() == []
    clerks.clock.at = NOW
    clerks.work()
    clerks.work()
    (head,) = clerks.said()
    assert "Harbours Committee" in head["text"]
    assert "Agree that the ferry timetable be changed" in head["text"]
    assert "Late:" not in head["text"]
    (item,) = clerks.said(thread=head["ts"])
    assert "41,200 people in 2025" in item["text"]
    post = clerks.only()
    assert post.state == "posted"
    assert post.papers == (("harbours", "a-harbours"),)
    assert post.text
    assert post.channel == "C1"
    assert post.ts == head["ts"]


def test_every_kind_of_post_is_previewed_as_it_is_posted(clerks: Clerks) -> None:
    clerks.publisher.tick()
    (meeting,) = clerks.book.meetings()
    with pytest.raises(SettingsError, match="There are no late papers"):
        clerks.publisher.would_post("late papers", meeting)
    clerks.rule("when the pack is published", what="late papers")
    clerks.shelf.add(
        pack("harbours-late", MEETING, kind=DocumentKind.SUPPLEMENT, number="7"), at=NOW
    )
    clerks.rule("5 working days before at 09:00", what="reminder")
    clerks.work()
    (meeting,) = clerks.book.meetings()
    posts = {post.kind: post.text for post in clerks.book.posts()}
    for kind in ("reminder", "late papers"):
        ((part, *rest),) = clerks.publisher.would_post(kind, meeting)
        assert text_of((part, *rest)) == posts[kind]
    first, *thread = clerks.publisher.would_post("full", meeting, note="Room 2")
    assert "Room 2" in text_of(first)
    assert any("41,200 people" in text_of(message) for message in thread)


def test_what_was_due_while_the_machine_was_off_says_that_it_is_late(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.clock.at = NOW + dt.timedelta(hours=3)
    clerks.work()
    assert "Late: this was due on Monday 2 March 2026 at 09:00" in clerks.said()[0]["text"]


def test_after_the_meeting_the_clerks_are_told_instead(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.clock.at = dt.datetime(2026, 3, 9, 18, 1, tzinfo=dt.UTC)
    clerks.work()
    clerks.work()
    assert clerks.said() == []
    (told,) = clerks.told()
    assert "was not posted" in told
    assert clerks.only().state == "missed"


def test_a_rule_does_not_reach_back(clerks: Clerks) -> None:
    clerks.clock.at = NOW + DAY
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    assert clerks.said() == []
    assert clerks.book.posts() == []


def test_without_a_pack_the_clerks_are_told_once_and_it_is_posted_when_it_comes(
    clerks: Clerks,
) -> None:
    clerks.shelf.held = []
    clerks.book.plan_meeting(committee=COMMITTEE, date=MEETING, time="6.00 pm", now=NOW - DAY)
    clerks.rule("5 working days before at 09:00", to=("C1", "C2"))
    clerks.work()
    clerks.work()
    assert clerks.said() == []
    assert len(clerks.told()) == 1
    assert "there is no pack" in clerks.told()[0]
    clerks.clock.at = NOW + DAY
    clerks.shelf.add(pack("harbours", MEETING), at=clerks.clock())
    clerks.work()
    assert "The pack was not there at the time." in clerks.said()[0]["text"]


def test_a_supplement_brings_an_update_in_the_thread_once(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    clerks.shelf.add(
        pack(
            "harbours-supplement",
            MEETING,
            kind=DocumentKind.SUPPLEMENT,
            number="7",
            title="DREDGING",
        ),
        at=NOW + DAY,
    )
    clerks.clock.at = NOW + DAY
    clerks.work()
    clerks.work()
    (head,) = clerks.said()
    update = clerks.said(thread=head["ts"])[-1]["text"]
    assert "The papers have changed" in update
    assert "7 DREDGING, p. 1" in update
    assert "FERRY" not in update
    assert len(clerks.said(thread=head["ts"])) == 2
    clerks.shelf.add(pack("harbours", MEETING, sha="b"), at=NOW + 2 * DAY)
    clerks.work()
    assert "Replaced: Agenda pack" in clerks.said(thread=head["ts"])[-1]["text"]
    clerks.work()
    assert len(clerks.said(thread=head["ts"])) == 3


def test_a_rule_for_late_papers_posts_each_supplement_once(clerks: Clerks) -> None:
    clerks.rule("when the pack is published", what="late papers")
    clerks.work()
    assert clerks.said() == []
    clerks.shelf.add(
        pack("harbours-supplement", MEETING, kind=DocumentKind.SUPPLEMENT), at=NOW + DAY
    )
    clerks.clock.at = NOW + DAY
    clerks.work()
    clerks.work()
    (message,) = clerks.said()
    assert "Late papers: Harbours Committee, 9 March 2026" in message["text"]
    assert "Supplement, 9 March 2026" in message["text"]


MEETING_EVE = dt.datetime(2026, 3, 8, 18, 0, tzinfo=dt.UTC)


def test_a_moved_meeting_moves_its_digests_and_is_said_where_one_stands(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.rule("the day before at 18:00", what="reminder")
    clerks.work()
    clerks.clock.at = NOW + DAY
    clerks.book.move_meeting(
        clerks.book.meetings()[0].id, date=dt.date(2026, 3, 23), time=None, now=clerks.clock()
    )
    clerks.work()
    (head,) = clerks.said()
    notice = clerks.said(thread=head["ts"])[-1]["text"]
    assert "It was due to be on 9 March 2026" in notice
    assert "Monday 23 March 2026" in notice
    clerks.clock.at = MEETING_EVE
    clerks.work()
    assert len(clerks.said()) == 1
    clerks.clock.at = dt.datetime(2026, 3, 22, 18, 0, tzinfo=dt.UTC)
    clerks.work()
    assert "Monday 23 March 2026" in clerks.said()[-1]["text"]
    assert len(clerks.said()) == 2


def test_only_days_that_were_told_are_spoken_of(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    (meeting,) = clerks.book.meetings()
    (head,) = clerks.said()

    def moved(*days: int) -> list[str]:
        """What is said of a meeting that is moved to some days of March before anybody looks."""
        before = len(clerks.said(thread=head["ts"]))
        for day in days:
            clerks.clock.at += dt.timedelta(seconds=10)
            date = dt.date(2026, 3, day)
            clerks.book.move_meeting(meeting.id, date=date, time=None, now=clerks.clock())
        clerks.work()
        return [one["text"] for one in clerks.said(thread=head["ts"])[before:]]

    clerks.clock.at += dt.timedelta(seconds=10)
    clerks.book.cancel_meeting(meeting.id, now=clerks.clock())
    assert moved(9) == []
    (notice,) = moved(16, 23)
    assert "It was due to be on 9 March 2026" in notice
    assert "It is now on Monday 23 March 2026" in notice
    assert moved(24, 23) == []
    (notice,) = moved(25)
    assert "It was due to be on 23 March 2026" in notice


def test_a_pack_that_says_another_day_moves_its_meeting(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.clock.at = NOW - DAY
    clerks.work()
    clerks.shelf.redate("harbours", dt.date(2026, 3, 16))
    clerks.clock.at = NOW
    clerks.work()
    assert clerks.said() == []
    assert [one.date for one in clerks.book.meetings()] == [dt.date(2026, 3, 16)]
    clerks.clock.at = NOW + 7 * DAY
    clerks.work()
    assert len(clerks.said()) == 1


def test_nothing_is_posted_before_a_clerk_approves(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00", approval=True)
    clerks.work()
    clerks.work()
    assert clerks.said() == []
    (proposal,) = clerks.said("CCLERKS")
    assert "For your approval" in proposal["text"]
    buttons = [
        element["action_id"]
        for block in proposal["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    assert "digest_approve" in buttons
    assert "digest_skip" in buttons
    (post,) = clerks.book.posts()[:1]
    assert post.state == "waiting"
    clerks.decide(post.key, note="Please read <!channel> item 4.")
    clerks.clock.at = NOW + DAY
    clerks.work()
    (head,) = clerks.said()
    assert "Note from the clerk: Please read &lt;!channel&gt; item 4." in head["text"]
    assert "Late:" not in head["text"]
    assert {post.state for post in clerks.book.posts()} == {"posted"}
    assert {post.approved_by for post in clerks.book.posts()} == {"Ada"}


def test_a_digest_is_proposed_once_to_however_many_it_goes(
    clerks: Clerks,
) -> None:
    clerks.followers = tuple(f"U{number:09}" for number in range(6))
    clerks.rule("5 working days before at 09:00", to=("followers", "C1"), approval=True)
    for number in range(3):
        clerks.rule("5 working days before at 09:00", to=(f"UOWN{number:06}",), approval=True)
    clerks.rule("the day before at 18:00", to=("C2",), approval=True)
    clerks.work()
    clerks.work()
    (proposal,) = clerks.said("CCLERKS")
    shown = json.dumps(proposal["blocks"])
    assert "everybody who follows it" in shown
    assert "UOWN000002" in shown
    assert clerks.followers[0] not in shown, "who follows is nobody else's business"
    clerks.decide(clerks.waiting(), note="Bring tea.")
    clerks.followers += ("U999999999",)
    clerks.work()
    clerks.work()
    places = ["C1", *(f"D{one[1:]}" for one in (*clerks.followers, "UOWN000000", "UOWN000002"))]
    for place in places:
        (head,) = clerks.said(place)
        assert "Bring tea." in head["text"]
        assert "Late:" not in head["text"]
    clerks.clock.at = MEETING_EVE
    clerks.work()
    assert len(clerks.said("C2")) == 1, "the same digest, which was approved"
    assert len(clerks.said("CCLERKS")) == 1


def test_a_digest_that_is_skipped_goes_to_nobody(clerks: Clerks) -> None:
    clerks.followers = ("UADA", "UBEN")
    clerks.rule("5 working days before at 09:00", to=("followers",), approval=True)
    clerks.work()
    clerks.decide(clerks.waiting(), approve=False)
    clerks.followers += ("UCAT",)
    clerks.work()
    assert {post.state for post in clerks.book.posts()} == {"skipped"}
    assert len(clerks.book.posts()) == 4
    clerks.clock.at = dt.datetime(2026, 3, 9, 18, 30, tzinfo=dt.UTC)
    clerks.work()
    assert len(clerks.told()) == 1


def test_other_papers_are_proposed_anew(clerks: Clerks) -> None:
    clerks.followers = ("UADA", "UBEN")
    clerks.rule("5 working days before at 09:00", to=("followers",), approval=True)
    clerks.work()
    old = clerks.waiting()
    clerks.desk.note(DigestRef(key=old), "Bring tea.")
    clerks.shelf.add(pack("harbours", MEETING, sha="b"), at=NOW + DAY)
    clerks.clock.at = NOW + DAY
    clerks.work()
    _, proposal = clerks.told()
    assert "The papers have changed since this was proposed before." in proposal
    assert "Bring tea." in proposal
    with pytest.raises(NotPossible, match="its papers or its rule have changed"):
        clerks.decide(old)
    clerks.shelf.add(pack("harbours", MEETING), at=NOW + DAY)
    clerks.work()
    assert len(clerks.told()) == 2, "back as it was proposed first"
    clerks.decide(old)
    clerks.shelf.add(pack("harbours", MEETING, sha="c"), at=NOW + DAY)
    clerks.work()
    assert "DADA" not in clerks.slack.workspace.channels, "nobody has approved these papers"
    clerks.decide(clerks.waiting())
    clerks.work()
    assert [len(clerks.said(place)) for place in ("DADA", "DBEN")] == [1, 1]


def test_a_rule_that_is_changed_leaves_the_others_waiting(clerks: Clerks) -> None:
    numbers = [
        clerks.rule("5 working days before at 09:00", to=(to,), approval=True)
        for to in ("C1", "C2")
    ]
    clerks.work()
    changed = {"when": read_when("the day before at 18:00"), "now": NOW}
    clerks.book.change_rule(numbers[0], **changed)  # type: ignore[arg-type]
    clerks.decide(clerks.waiting())
    clerks.work()
    assert [len(clerks.said(place)) for place in ("C1", "C2")] == [0, 1]


def test_a_cancelled_meeting_is_proposed_again_when_it_takes_place(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00", approval=True)
    clerks.work()
    clerks.decide(clerks.waiting())
    (meeting,) = clerks.book.meetings()
    clerks.book.cancel_meeting(meeting.id, now=NOW)
    clerks.work()
    with pytest.raises(NotPossible, match="already cancelled"):
        clerks.decide(clerks.waiting())
    clerks.book.move_meeting(meeting.id, date=MEETING, time=None, now=NOW)
    clerks.work()
    assert clerks.said() == []
    clerks.decide(clerks.waiting())
    clerks.work()
    assert len(clerks.said()) == 1


def test_late_papers_wait_for_approval_too(clerks: Clerks) -> None:
    clerks.rule("when the pack is published", what="late papers", to=("C1", "C2"), approval=True)
    clerks.work()
    late = pack("harbours-late", MEETING, kind=DocumentKind.SUPPLEMENT, number="7")
    clerks.shelf.add(late, at=NOW + DAY)
    clerks.clock.at = NOW + DAY
    clerks.work()
    assert clerks.said() == []
    (proposal,) = clerks.told()
    assert "New: Supplement" in proposal
    clerks.decide(clerks.waiting(), note="In haste.")
    clerks.work()
    (head,) = clerks.said("C2")
    assert "Note from the clerk: In haste." in head["text"]


def test_what_waited_for_approval_before_proposals_were_shared_still_does(clerks: Clerks) -> None:
    """A home as the version before left it: one proposal for each post, by the post's key."""
    clerks.rule("5 working days before at 09:00", to=("C1", "C2"), approval=True)
    old = [post.key for post in clerks.publisher.tick()]
    for key in old:
        clerks.book.set_post(key, state="waiting", text="As it was shown.")
    clerks.work()
    assert len(clerks.told()) == 1
    clerks.decide(old[0])
    clerks.work()
    assert [len(clerks.said(place)) for place in ("C1", "C2")] == [1, 1]


def test_what_nobody_approves_is_not_posted(clerks: Clerks) -> None:
    clerks.followers = ("UADA", "UBEN")
    clerks.rule("5 working days before at 09:00", to=("C1", "C2", "followers"), approval=True)
    clerks.work()
    clerks.clock.at = dt.datetime(2026, 3, 9, 18, 30, tzinfo=dt.UTC)
    clerks.work()
    clerks.work()
    assert clerks.said() == []
    _, told = clerks.told()
    assert "Nobody approved it" in told
    assert {post.state for post in clerks.book.posts()} == {"missed"}


def test_slack_down_for_an_hour(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    # The client itself asks twice more where that cannot do harm.
    for minute in range(3):
        clerks.slack.workspace.fail("conversations.history", *[Fault(status=503)] * 3)
        clerks.clock.at = NOW + dt.timedelta(minutes=20 * minute)
        clerks.work()
        assert clerks.said() == []
    clerks.clock.at = NOW + dt.timedelta(hours=1)
    clerks.work()
    (head,) = clerks.said()
    assert "Slack could not be reached" in head["text"]


def test_an_answer_that_is_lost_does_not_post_twice(clerks: Clerks) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.slack.workspace.fail("chat.postMessage", Fault(status=503, after=True))
    clerks.work()
    assert clerks.only().state == "due"
    clerks.work()
    assert len(clerks.said()) == 1
    assert clerks.only().state == "posted"


@pytest.mark.parametrize(
    ("error", "why"),
    [
        ("is_archived", "archived"),
        ("not_in_channel", "/invite"),
        ("channel_not_found", "was removed from it"),
    ],
)
def test_a_channel_that_takes_nothing_is_said_to_the_clerks(
    clerks: Clerks, error: str, why: str
) -> None:
    clerks.rule("5 working days before at 09:00")
    clerks.slack.workspace.fail("chat.postMessage", Fault(error=error))
    clerks.work()
    clerks.work()
    assert clerks.said() == []
    (told,) = clerks.told()
    assert why in told
    assert clerks.only().state == "refused"


def test_an_edited_rule_does_not_post_again(clerks: Clerks) -> None:
    number = clerks.rule("5 working days before at 09:00")
    clerks.work()
    clerks.clock.at = NOW + dt.timedelta(hours=1)
    clerks.book.change_rule(number, when=read_when("the day before at 18:00"), now=clerks.clock())
    clerks.clock.at = MEETING_EVE
    clerks.work()
    assert len(clerks.said()) == 1


def test_an_edit_moves_what_waits(clerks: Clerks) -> None:
    number = clerks.rule("5 working days before at 09:00", approval=True)
    clerks.work()
    clerks.book.change_rule(
        number,
        when=read_when("the day before at 18:00"),
        approval=False,
        now=NOW + dt.timedelta(hours=1),
    )
    clerks.clock.at = NOW + DAY
    clerks.work()
    assert clerks.said() == []
    clerks.clock.at = MEETING_EVE
    clerks.work()
    assert len(clerks.said()) == 1


def test_a_post_that_was_not_noted_is_found_after_an_edit(clerks: Clerks) -> None:
    number = clerks.rule("5 working days before at 09:00")
    (post,) = clerks.publisher.tick()
    message = Outgoing(key=f"{post.key}#0", parts=(remark("Harbours", "Posted, not noted."),))
    clerks.publisher.send(message, target="C1", since=post.due_at)
    clerks.book.change_rule(number, when=read_when("the day before at 18:00"), now=NOW)
    clerks.clock.at = MEETING_EVE
    clerks.work()
    assert len(clerks.said()) == 1


def test_a_paused_or_removed_rule_rests(clerks: Clerks) -> None:
    paused, removed = (
        clerks.rule("5 working days before at 09:00"),
        clerks.rule("6 days before at 09:00"),
    )
    clerks.book.change_rule(paused, paused=True, now=NOW - dt.timedelta(seconds=1))
    clerks.book.remove_rule(removed)
    clerks.clock.at = NOW + 2 * DAY
    clerks.work()
    assert clerks.said() == []
    with pytest.raises(SettingsError, match="There is no rule"):
        clerks.book.rule(removed)


def test_a_digest_that_breaks_is_said_to_the_clerks_and_tried_again(
    clerks: Clerks, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerks.rule("5 working days before at 09:00")
    with monkeypatch.context() as patched:
        patched.setattr(clerks.shelf, "papers", lambda _names: 1 / 0)
        clerks.work()
        clerks.work()
    (told,) = clerks.told()
    assert "could not be made from its papers" in told
    clerks.work()
    assert len(clerks.said()) == 1


def test_followers_get_direct_messages(slack: SlackServer, book: ScheduleStore) -> None:
    clerks = Clerks(
        slack=slack,
        book=book,
        shelf=Shelf([pack("harbours", MEETING)]),
        followers=("UADA", "UBEN"),
    )
    clerks.rule("5 working days before at 09:00", to=("followers",))
    clerks.work()
    clerks.work()
    assert [len(clerks.said(place)) for place in ("DADA", "DBEN")] == [1, 1]


def test_another_committee_gets_nothing(clerks: Clerks) -> None:
    clerks.shelf.add(pack("other", MEETING, committee="Harbours Sub-Committee"), at=NOW - DAY)
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    assert len(clerks.said()) == 1
    assert clerks.only().papers == (("harbours", "a-harbours"),)


def test_what_was_forgotten_of_a_meeting_long_past_is_not_missed(clerks: Clerks) -> None:
    """Retention deletes what was told to a member; the rule that told it is still there."""
    clerks.rule("the day before at 18:00", to=("U012AB3CD",))
    clerks.clock.at = dt.datetime(2026, 3, 8, 19, tzinfo=dt.UTC)
    clerks.work()
    assert [post.state for post in clerks.book.posts()] == ["posted"]
    clerks.clock.at += 30 * DAY
    expire(clerks.book.engine, days=1, now=clerks.clock.at.timestamp())
    assert clerks.book.posts() == []
    clerks.work()
    assert clerks.book.posts() == []
