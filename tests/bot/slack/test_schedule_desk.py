"""Schedules of digests in Slack: the clerks' forms and buttons, what councillors see of
them, and members' own wishes. The book, the office and the poster are the real ones."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.digests.decisions import Schedules
from bot.digests.publisher import DigestPublisher
from bot.digests.rules import read_when
from bot.digests.schedule_store import Rule, ScheduleStore, open_schedules
from bot.memory import Memory
from bot.slack.digest_poster import SlackPoster
from tests.bot.digests.town import COMMITTEE, DO, NOW, pack
from tests.bot.digests.town import Shelf as DigestShelf
from tests.bot.posting import carry_out
from tests.bot.slack.town import (
    ADA,
    BEN,
    CLERK,
    CLERKS,
    GENERAL,
    PANEL,
    SCRUTINY,
    Town,
    parts_of,
    told,
    words,
)
from tests.slack_server.server import BOT_TOKEN, SlackServer

MEETING = dt.date(2026, 3, 9)
NAME = "harbours-2026-03-09"


@dataclass
class Clerks:
    """The town with its office of digests, whose posts are carried out in this thread."""

    town: Town
    office: DigestPublisher
    clock: list[dt.datetime] = field(default_factory=list)

    @property
    def book(self) -> ScheduleStore:
        return self.office.book

    def rule(
        self,
        *,
        committee: str = COMMITTEE,
        to: tuple[str, ...] = (GENERAL,),
        what: str = "full",
        approval: bool = False,
        when: str = "5 working days before at 09:30",
    ) -> Rule:
        return self.book.add_rule(
            committee=committee,
            targets=to,
            when=read_when(when),
            what=what,
            approval=approval,
            by="Ada",
            now=self.clock[0],
        )

    def at(self, moment: dt.datetime) -> None:
        self.clock[0] = moment

    def work(self) -> None:
        """Look once, and carry every post as far as it goes now."""
        carry_out(self.office)

    def home(self, user: str = CLERK) -> dict[str, Any]:
        """A user's Home tab, drawn anew."""
        self.town.space.homes.pop(user, None)
        self.town.people.open_home(user)
        return dict(self.town.people.wait(lambda: self.town.space.homes.get(user)))

    def listed(self, part: str = "") -> dict[str, Any]:
        """The list of schedules as it stands now, as soon as it says something."""

        def seen() -> dict[str, Any] | None:
            opened = [v for v in self.town.space.opened if v["callback_id"] == "schedules"]
            return opened[-1] if opened and part in words(opened[-1]) else None

        return dict(self.town.people.wait(seen))

    def open_list(self) -> dict[str, Any]:
        """The list, opened from the Home tab."""
        space = self.town.space
        before = len(space.opened)
        self.town.people.click(CLERK, "show_schedules", view=self.home())
        self.town.people.wait(lambda: len(space.opened) > before)
        return self.listed()

    def press(self, action: str) -> None:
        """Click in the list."""
        self.town.people.click(CLERK, action, view=self.listed())

    def add_form(self) -> dict[str, Any]:
        """The form for a new schedule, opened from the list."""
        self.open_list()
        self.press("schedule_add")
        return self.form("schedule_rule")

    def preview(self, **rule: Any) -> tuple[str, dict[str, Any]]:
        """A rule's digest shown to a clerk in advance: where, and its first message."""
        self.rule(when="the day before at 18:00", **rule)
        self.open_list()
        self.press("schedule_preview")
        return self.town.space.direct(CLERK), self.direct(CLERK, "Preview. ")

    def falls_due(self) -> None:
        """The day before, a minute after six."""
        self.at(dt.datetime(2026, 3, 8, 18, 1, tzinfo=dt.UTC))
        self.work()

    def form(self, callback: str, *, number: int = 0) -> dict[str, Any]:
        """The `number`-th form of a kind that was opened."""

        def seen() -> dict[str, Any] | None:
            opened = [v for v in self.town.space.opened if v["callback_id"] == callback]
            return opened[number] if len(opened) > number else None

        return dict(self.town.people.wait(seen))

    def direct(self, user: str, part: str) -> dict[str, Any]:
        """A direct message that says something."""
        place = self.town.space.direct(user)
        return dict(
            self.town.people.wait(
                lambda: next(
                    (m for m in self.town.space.bot_messages(place) if part in words(m)), None
                )
            )
        )


@pytest.fixture
def clerks(
    request: pytest.FixtureRequest,
    build: Callable[..., Town],
    memory: Memory,
    server: SlackServer,
) -> Clerks:
    clock = [NOW]
    office = DigestPublisher(
        book=open_schedules(memory.engine),
        library=DigestShelf([pack(NAME, MEETING)]),
        poster=SlackPoster(token=BOT_TOKEN, api_url=server.api_url),
        clerks_channel=CLERKS,
        followers=memory.places.followers,
        now=lambda: clock[0],
    )
    mode = getattr(request, "param", "http")
    town = build(mode, schedules=Schedules(office))
    town.shelf.add(pack(NAME, MEETING))
    office.tick()
    return Clerks(town, office, clock)


# --- rules ---------------------------------------------------------------------------------


both_modes = pytest.mark.parametrize("clerks", ["http", "socket"], indirect=True)


@both_modes
def test_a_schedule_from_the_home_tab(clerks: Clerks) -> None:
    assert "No digest is scheduled yet" in words(clerks.home())
    assert "No digest is scheduled yet" in words(clerks.open_list())
    clerks.press("schedule_add")
    form = clerks.form("schedule_rule")
    answer = clerks.town.people.submit(
        CLERK,
        form,
        {
            "committee": COMMITTEE,
            "channels": [GENERAL],
            "followers": ["yes"],
            "what": "reminder",
            "when": "the day before at 18:00",
            "approval": ["yes"],
        },
    )
    assert not answer
    listed = clerks.listed("Saved. Next: Sunday 8 March 2026 at 18:00")
    said = words(listed)
    assert "reminder, the day before at 18:00, to " in said
    assert "after a clerk’s approval" in said
    assert {"type": "channel", "channel_id": GENERAL} in parts_of(listed)
    assert "1 schedule; next: Sunday 8 March 2026 at 18:00" in words(clerks.home())
    (rule,) = clerks.book.rules()
    assert (rule.committee, rule.targets, rule.what, rule.approval, rule.made_by) == (
        COMMITTEE,
        (GENERAL, "followers"),
        "reminder",
        True,
        CLERK,
    )

    clerks.press("schedule_pause")
    assert "(paused)" in words(clerks.listed("Paused: it will post nothing"))
    assert clerks.book.rules()[0].paused
    clerks.press("schedule_resume")
    clerks.listed("Resumed")
    assert not clerks.book.rules()[0].paused
    clerks.press("schedule_remove")
    assert "No digest is scheduled yet" in words(clerks.listed("Removed."))
    assert clerks.book.rules() == []


@pytest.mark.parametrize(
    ("values", "field", "part"),
    [
        ({"when": "soon"}, "when", "I don't understand “soon”"),
        ({"when": "at 2020-01-01 09:00"}, "when", "has passed"),
        ({"when": "5 working days before at 25:00"}, "when", "is not a time"),
        ({"channels": []}, "channels", "Choose a channel, a member"),
        ({"channels": ["CNOTTHERE"]}, "channels", "invite me with /invite"),
        ({"committee": "nothing"}, "committee", "no committee of that name"),
    ],
)
def test_what_is_wrong_is_said_in_the_form(
    clerks: Clerks, values: dict[str, Any], field: str, part: str
) -> None:
    clerks.town.space.add_channel("CNOTTHERE", members=(CLERK,), with_bot=False)
    form = clerks.add_form()
    right = {"committee": COMMITTEE, "channels": [GENERAL], "when": "the day before at 18:00"}
    answer = clerks.town.people.submit(CLERK, form, {**right, **values})
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [field]
    assert part in answer["errors"][field]
    assert clerks.book.rules() == []


def test_a_restricted_committee_goes_to_its_own_only(clerks: Clerks) -> None:
    places = clerks.town.memory.places
    places.restrict(COMMITTEE, by=CLERK)
    places.set_committee(PANEL, COMMITTEE, by=CLERK)
    form = clerks.add_form()
    base = {"committee": COMMITTEE, "when": "the day before at 18:00"}
    for values, field_name in (
        ({"channels": [GENERAL]}, "channels"),
        ({"members": [ADA]}, "members"),
    ):
        answer = clerks.town.people.submit(CLERK, form, {**base, **values})
        assert "restricted" in answer["errors"][field_name]
    right = {**base, "channels": [PANEL], "members": [BEN]}
    assert clerks.town.people.submit(CLERK, form, right) is None
    assert clerks.book.rules()[0].targets == (PANEL, BEN)


def test_a_restricted_digest_is_previewed_by_its_own_only(clerks: Clerks) -> None:
    mine: set[str] = {GENERAL}
    object.__setattr__(clerks.office, "may_read", lambda target, _documents: target in mine)
    clerks.rule(approval=True)
    clerks.at(dt.datetime(2026, 3, 2, 9, 31, tzinfo=dt.UTC))
    clerks.work()
    (message,) = clerks.town.space.bot_messages(CLERKS)
    assert DO not in words(message)
    people = clerks.town.people
    people.click(CLERK, "digest_preview", channel=CLERKS, message=message)
    told(clerks.town, "is restricted, and its papers cannot be shown here")
    people.click(CLERK, "digest_note", channel=CLERKS, message=message)
    people.submit(CLERK, clerks.form("digest_note"), {"note": "Bring tea."})
    noted = people.answers(CLERKS, message["ts"])
    assert "it will appear at the top: “Bring tea.”" in words(noted[0])
    held = clerks.town.space.channels[CLERKS].messages[message["ts"]]
    assert DO not in words(held), "a note does not bring the digest out"
    mine.add(CLERK)
    people.click(CLERK, "digest_preview", channel=CLERKS, message=message)
    assert DO in words(clerks.direct(CLERK, "Preview. "))


def test_a_schedule_is_changed(clerks: Clerks) -> None:
    rule = clerks.rule(to=(GENERAL, "followers"), approval=True)
    clerks.open_list()
    clerks.press("schedule_change")
    form = clerks.form("schedule_rule")
    said = {"when": "the day before at 18:00", "followers": [], "members": [ADA], "approval": []}
    assert clerks.town.people.submit(CLERK, form, said) is None
    clerks.listed("Saved. Next: Sunday 8 March 2026 at 18:00")
    changed = clerks.book.rule(rule.id)
    assert changed.targets == (GENERAL, ADA)
    assert (changed.what, changed.approval) == ("full", False)


def test_a_form_that_changes_nothing_leaves_the_rule_as_it_was(clerks: Clerks) -> None:
    rule = clerks.rule(to=("followers", ADA, GENERAL, "D0123456789"))
    clerks.at(NOW + dt.timedelta(hours=1))
    clerks.open_list()
    clerks.press("schedule_change")
    assert clerks.town.people.submit(CLERK, clerks.form("schedule_rule"), {}) is None
    clerks.listed("Saved.")
    assert clerks.book.rule(rule.id) == rule, "what fell due in between is still due by it"


def test_the_command_opens_the_same(clerks: Clerks) -> None:
    clerks.rule()
    people = clerks.town.people
    people.command(CLERK, GENERAL, "schedule")
    listed = clerks.form("schedules")
    assert "full digest, 5 working days before at 09:30" in words(listed)
    people.click(CLERK, "schedule_add", view=listed)
    form = clerks.form("schedule_rule")
    assert form["_pushed"], "over the list, which stays below it"
    said = {"committee": COMMITTEE, "members": [BEN], "when": "when the pack is published"}
    people.submit(CLERK, form, said)
    people.wait(lambda: "Saved." in words(clerks.form("schedules")))
    assert len(clerks.book.rules()) == 2
    people.click(CLERK, "schedule_remove", view=clerks.form("schedules"), number=1)
    people.wait(lambda: "Removed." in words(clerks.form("schedules")))
    assert len(clerks.book.rules()) == 1
    assert clerks.town.space.responses == [], "nothing is written into the channel"


def test_many_committees_are_typed(clerks: Clerks) -> None:
    for number in range(101):
        clerks.book.plan_meeting(
            committee=f"Ward {number} Forum", date=dt.date(2026, 4, 1), time=None, now=NOW
        )
    form = clerks.add_form()
    values: dict[str, Any] = {"channels": [GENERAL], "when": "the day before at 18:00"}
    answer = clerks.town.people.submit(CLERK, form, {**values, "committee": "forum"})
    assert "fits several" in answer["errors"]["committee"]
    assert clerks.town.people.submit(CLERK, form, {**values, "committee": "ward 77"}) is None
    assert clerks.book.rules()[0].committee == "Ward 77 Forum"


# --- what would be posted ----------------------------------------------------------------


def test_a_preview_is_what_is_posted(clerks: Clerks) -> None:
    place, shown = clerks.preview()
    clerks.listed("in our direct messages")
    clerks.town.people.answers(place, shown["ts"], count=1)
    assert clerks.town.space.bot_messages(GENERAL) == []

    clerks.falls_due()
    posted = clerks.town.space.bot_messages(GENERAL)
    previewed = clerks.town.space.thread(place, shown["ts"])
    assert len(posted) == len(previewed) > 1
    assert previewed[0]["blocks"][1:-1] == posted[0]["blocks"], "between its intro and buttons"
    for before, after in zip(previewed[1:], posted[1:], strict=True):
        assert before["blocks"] == after["blocks"]


def test_post_now_with_a_note(clerks: Clerks) -> None:
    place, shown = clerks.preview()
    clerks.town.people.click(CLERK, "digest_post", channel=place, message=shown)
    form = clerks.form("digest_post")
    assert clerks.town.people.submit(CLERK, form, {"note": "Please read <item> 4."}) is None
    clerks.work()
    (first, *_) = clerks.town.space.bot_messages(GENERAL)
    assert "Note from the clerk: \nPlease read <item> 4." in words(first)
    (post,) = clerks.book.posts()
    assert (post.state, post.approved_by) == ("posted", CLERK)
    answer = clerks.town.people.submit(CLERK, form, {"note": ""})
    assert "already posted" in answer["errors"]["note"]
    clerks.falls_due()
    heads = [m for m in clerks.town.space.bot_messages(GENERAL) if "thread_ts" not in m]
    assert [m["ts"] for m in heads] == [first["ts"]], "not again at its time"


def test_skip_a_meeting_beforehand(clerks: Clerks) -> None:
    place, shown = clerks.preview(to=(GENERAL, ADA))
    clerks.town.people.click(CLERK, "digest_skip", channel=place, message=shown)
    clerks.direct(CLERK, "Skipped by ")
    clerks.falls_due()
    assert clerks.town.space.bot_messages(GENERAL) == []
    assert {post.state for post in clerks.book.posts()} == {"skipped"}
    assert len(clerks.book.posts()) == 2


def test_what_cannot_be_previewed_is_said(clerks: Clerks) -> None:
    number = clerks.rule(what="late papers").id
    assert "late papers, as they are published" in words(clerks.open_list())
    clerks.press("schedule_preview")
    clerks.listed("There are no late papers for")
    clerks.book.remove_rule(number)
    clerks.rule(committee="Parks Committee")
    clerks.open_list()
    clerks.press("schedule_preview")
    clerks.listed("No upcoming meeting of Parks Committee is known yet")
    clerks.book.plan_meeting(
        committee="Parks Committee", date=dt.date(2026, 4, 1), time="2.00 pm", now=NOW
    )
    clerks.open_list()
    clerks.press("schedule_preview")
    clerks.listed("There is no pack yet for Parks Committee on 1 April 2026")


# --- approval ------------------------------------------------------------------------------


def proposed(clerks: Clerks) -> dict[str, Any]:
    """Let a digest wait for approval."""
    clerks.rule(approval=True)
    clerks.at(dt.datetime(2026, 3, 2, 9, 31, tzinfo=dt.UTC))
    clerks.work()
    (message,) = clerks.town.space.bot_messages(CLERKS)
    assert clerks.town.space.bot_messages(GENERAL) == []
    return dict(message)


def now_says(clerks: Clerks, ts: str, part: str) -> dict[str, Any]:
    held = clerks.town.space.channels[CLERKS].messages
    return dict(clerks.town.people.wait(lambda: held[ts] if part in words(held[ts]) else None))


def test_approve(clerks: Clerks) -> None:
    message = proposed(clerks)
    clerks.town.people.click(CLERK, "digest_approve", channel=CLERKS, message=message)
    said = now_says(clerks, message["ts"], "Approved by ")
    assert "digest_approve" not in json.dumps(said)
    assert DO in words(said), "what was approved stays to be read"
    assert DO in said["text"]
    assert said["metadata"] == message["metadata"], "it is still found by its key"
    clerks.work()
    assert DO in words(clerks.town.space.bot_messages(GENERAL)[0])
    (post,) = [one for one in clerks.book.posts() if one.kind == "full"]
    assert (post.state, post.approved_by) == ("posted", CLERK)
    clerks.town.people.click(CLERK, "digest_approve", channel=CLERKS, message=message)
    told(clerks.town, "already posted")


def test_one_click_lets_a_digest_go_to_all(clerks: Clerks) -> None:
    clerks.rule(to=(BEN,), approval=True)
    message = proposed(clerks)
    assert BEN in words(message), "where it would go"
    clerks.town.people.click(CLERK, "digest_approve", channel=CLERKS, message=message)
    now_says(clerks, message["ts"], "Approved by ")
    clerks.work()
    for place in (GENERAL, clerks.town.space.direct(BEN)):
        assert DO in words(clerks.town.space.bot_messages(place)[0])


@both_modes
def test_a_note_stands_where_it_will_stand(clerks: Clerks) -> None:
    message = proposed(clerks)
    people = clerks.town.people
    people.click(CLERK, "digest_note", channel=CLERKS, message=message)
    people.submit(CLERK, clerks.form("digest_note"), {"note": "Bring your own *tea*."})
    said = now_says(clerks, message["ts"], "Bring your own *tea*.")
    assert "Note from the clerk: " in words(said)
    assert "For your approval" in words(said)
    people.click(CLERK, "digest_note", channel=CLERKS, message=said)
    again = clerks.form("digest_note", number=1)
    assert "Bring your own *tea*." in json.dumps(again), "it can be changed"
    people.click(CLERK, "digest_approve", channel=CLERKS, message=said)
    now_says(clerks, message["ts"], "Approved by ")
    clerks.work()
    posted = words(clerks.town.space.bot_messages(GENERAL)[0])
    assert "Note from the clerk: \nBring your own *tea*." in posted
    answer = people.submit(CLERK, again, {"note": "Too late."})
    assert "already posted" in answer["errors"]["note"]


def test_the_preview_of_what_waits_has_its_note(clerks: Clerks) -> None:
    message = proposed(clerks)
    clerks.town.people.click(CLERK, "digest_note", channel=CLERKS, message=message)
    clerks.town.people.submit(CLERK, clerks.form("digest_note"), {"note": "Bring tea."})
    said = now_says(clerks, message["ts"], "Bring tea.")
    clerks.town.people.click(CLERK, "digest_preview", channel=CLERKS, message=said)
    shown = clerks.direct(CLERK, "Preview. ")
    assert "Note from the clerk: Bring tea." in shown["text"]
    place = clerks.town.space.direct(CLERK)
    clerks.town.people.click(CLERK, "digest_approve", channel=place, message=shown)
    clerks.direct(CLERK, "Approved by ")
    clerks.work()
    assert "Bring tea." in words(clerks.town.space.bot_messages(GENERAL)[0])


def test_skip_what_waits(clerks: Clerks) -> None:
    message = proposed(clerks)
    clerks.town.people.click(CLERK, "digest_skip", channel=CLERKS, message=message)
    now_says(clerks, message["ts"], "Skipped by ")
    clerks.work()
    assert clerks.town.space.bot_messages(GENERAL) == []
    clerks.town.people.click(CLERK, "digest_approve", channel=CLERKS, message=message)
    told(clerks.town, "already skipped")


def test_a_digest_whose_rule_was_changed_is_not_approved(clerks: Clerks) -> None:
    message = proposed(clerks)
    clerks.book.change_rule(1, now=clerks.clock[0], when=read_when("the day before at 18:00"))
    clerks.town.people.click(CLERK, "digest_approve", channel=CLERKS, message=message)
    told(clerks.town, "no longer waiting")


@pytest.mark.parametrize(
    "action", ["digest_approve", "digest_note", "digest_skip", "digest_preview"]
)
def test_only_clerks_decide(clerks: Clerks, action: str) -> None:
    message = proposed(clerks)
    clerks.town.space.channels[CLERKS].members.add(ADA)
    clerks.town.people.click(ADA, action, channel=CLERKS, message=message)
    said = told(clerks.town, "Only clerks can do that: please ask ")
    assert {"type": "user", "user_id": CLERK} in parts_of(said), "whom to ask"
    assert "please ask your clerk" in said["text"]
    assert {post.state for post in clerks.book.posts()} == {"waiting"}


def test_only_clerks_see_and_send_schedules(clerks: Clerks) -> None:
    clerks.rule()
    assert "Schedules of digests" not in words(clerks.home(ADA))
    clerks.town.people.command(ADA, GENERAL, "schedule")
    told(clerks.town, "Only clerks can do that")
    form = clerks.add_form()
    said = {"committee": COMMITTEE, "channels": [GENERAL], "when": "the day before at 18:00"}
    answer = clerks.town.people.submit(ADA, form, said)
    assert "Only clerks" in answer["errors"]["when"]
    assert len(clerks.book.rules()) == 1


# --- what councillors see -------------------------------------------------------------------


def test_the_home_tab_says_when_a_digest_comes_and_where_it_is(clerks: Clerks) -> None:
    clerks.rule(when="the day before at 18:00")
    clerks.rule(when="the day before at 17:00", to=(BEN,))
    home = words(clerks.home(ADA))
    assert "Digest on Sunday 8 March 2026 at 18:00" in home
    assert "17:00" not in home, "what goes to another member is theirs"
    assert "Digest on Sunday 8 March 2026 at 17:00 in our direct messages" in " ".join(
        words(clerks.home(BEN)).split("\n")
    ).replace("  ", " ")
    clerks.falls_due()
    (posted, *_) = clerks.town.space.bot_messages(GENERAL)
    home_view = clerks.home(ADA)
    links = [part["url"] for part in parts_of(home_view) if part.get("type") == "link"]
    assert any(posted["ts"].replace(".", "") in url for url in links)


def test_digests_to_followers(clerks: Clerks) -> None:
    people = clerks.town.people
    people.command(ADA, GENERAL, "follow harbours")
    told(clerks.town, f"You now follow {COMMITTEE}")
    people.command(BEN, GENERAL, f"follow {COMMITTEE}")
    people.wait(lambda: len(clerks.town.space.responses) == 2)
    people.command(BEN, GENERAL, "mute harbours")
    told(clerks.town, f"You will get no direct messages about {COMMITTEE}")
    clerks.rule(to=("followers",), when="the day before at 18:00")
    clerks.falls_due()
    assert DO in words(clerks.town.space.bot_messages(clerks.town.space.direct(ADA))[0])
    assert clerks.town.space.bot_messages(clerks.town.space.direct(BEN)) == []
    assert f"No direct messages about: \n{COMMITTEE}" in words(clerks.home(BEN))
    people.command(BEN, GENERAL, "unmute harbours")
    told(clerks.town, f"You will get direct messages about {COMMITTEE} again")
    clerks.work()
    assert DO in words(clerks.town.space.bot_messages(clerks.town.space.direct(BEN))[0])


# --- members' own ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        (["words"], "You are not watching for any words yet"),
        (["words add Claremont Road"], "When a new paper mentions “Claremont Road”"),
        (
            ["words add “Claremont Road”", "words add claremont  road"],
            "already watching for “claremont road”",
        ),
        (
            ["words add Claremont", "words add <SEND>", "words list"],
            "mentions: “<SEND>”; “Claremont”",
        ),
        (["words add Claremont", "words remove claremont"], "no longer watching"),
        (["words remove Claremont"], "is not on your list"),
        (["words add x"], "Which word or name?"),
        (["words add"], "Which word or name?"),
        (["words add " + "a" * 101], "Which word or name?"),
        (["words forget it"], "I understand /packhorse words add"),
        (["mute"], "You have muted nothing"),
        (["mute nothing"], "know no committee called “nothing”"),
        (["unmute nothing"], "You have not muted that"),
        (["mute scrutiny", "mute"], f"no direct messages about: {SCRUTINY}"),
    ],
)
def test_words_and_mutes(build: Callable[..., Town], typed: list[str], part: str) -> None:
    town = build("http")
    for number, text in enumerate(typed, start=1):
        text = text.replace("<", "&lt;").replace(">", "&gt;")  # as Slack sends it
        town.people.command(ADA, GENERAL, text)
        town.people.wait(lambda: len(town.space.responses) >= number)  # noqa: B023
    assert part in words(town.space.responses[-1])


def test_a_list_of_words_has_an_end(build: Callable[..., Town]) -> None:
    town = build("http")
    for number in range(40):
        town.memory.words.add(ADA, f"{number} {'w' * 90}")
    town.people.command(ADA, GENERAL, "words add another")
    told(town, "remove one first")
    town.people.command(ADA, GENERAL, "words")
    assert f"39 {'w' * 90}" in words(told(town, "You will get a message when"))
