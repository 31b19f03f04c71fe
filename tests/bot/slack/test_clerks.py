"""What clerks can do, and that nobody else can: packs dropped as files, channels,
restricted committees."""

from __future__ import annotations

import dataclasses
import json
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.answers.answer import Answer, Claim, Question
from bot.memory.clerks import Drop
from bot.slack.views.message import Message
from bot.slack.workspace import RETRY_SECONDS, SlackWorkspace
from indexer.council.packs import Pack
from indexer.council.problems import LockedPdf, StorageError
from tests.bot.slack.town import (
    ADA,
    BEN,
    CLERK,
    CLERKS,
    GENERAL,
    PACK,
    PANEL,
    SECRET_PACK,
    STANDARDS,
    Town,
    cite,
    make_pack,
    told,
    words,
)
from tests.slack_server.methods import call
from tests.slack_server.server import BOT_TOKEN
from tests.slack_server.workspace import BOT_USER, Fault, Workspace

PDF = b"%PDF-1.7\n% a pack\n"


@pytest.fixture
def town(build: Callable[..., Town]) -> Town:
    return build("http")


def note(town: Town, ts: str, part: str, channel: str = CLERKS) -> dict[str, Any]:
    return town.people.wait(
        lambda: next((m for m in town.space.bot_messages(channel, ts) if part in words(m)), None)
    )


def slow_slack(monkeypatch: pytest.MonkeyPatch, *names: str) -> threading.Event:
    """Let some methods of Slack's wait for an event."""
    go = threading.Event()

    def slowly(space: Workspace, name: str, arguments: dict[str, Any], **more: Any) -> Any:
        if name in names:
            assert go.wait(60)
        return call(space, name, arguments, **more)

    monkeypatch.setattr("tests.slack_server.server.call", slowly)
    return go


# --- dropped files ---------------------------------------------------------------


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_a_dropped_pack_is_checked_then_published(build: Callable[..., Town], mode: str) -> None:
    town = build(mode)
    ts = town.people.drop(CLERK, CLERKS, "planning-2026-04-01.pdf", PDF)
    ready = note(town, ts, "Ready to check")
    said = words(ready)
    for part in (
        "Early help *strategy*",
        "pp. 3–9",
        "Left out as exempt: ",
        "p. 9",
        "Two pages bear the same number.",
        "Town Hall",
        "12 pages",
    ):
        assert part in said
    assert [path.name for path in town.shelf.indexed] == ["planning-2026-04-01.pdf"]
    assert "planning-2026-04-01" not in town.shelf.published
    assert len(town.space.bot_messages(CLERKS, ts)) == 1, "one note, kept up to date"

    town.people.click(CLERK, "draft_publish", channel=CLERKS, message=ready)
    note(town, ts, "was published by")
    assert "planning-2026-04-01" in town.shelf.published
    town.people.click(CLERK, "draft_publish", channel=CLERKS, message=ready)
    told(town, "decided already")


def test_discard(town: Town) -> None:
    place = town.space.direct(CLERK)
    ts = town.people.drop(CLERK, place, "planning.pdf", PDF)
    ready = note(town, ts, "Ready to check", place)
    town.people.click(CLERK, "draft_discard", channel=place, message=ready)
    note(town, ts, "was discarded by", place)
    assert "planning" not in town.shelf.packs
    assert not town.shelf.indexed[0].exists()


def test_the_token_goes_to_slack_only(town: Town) -> None:
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF)
    note(town, ts, "Ready to check")
    assert town.server.downloads[0][1] == f"Bearer {BOT_TOKEN}"
    for url in (
        "http://elsewhere.example/x.pdf",
        "https://files.slack.com.example/x.pdf",
        "file:///etc/passwd",
    ):
        file = town.people.add_file("other.pdf", PDF) | {"url_private_download": url}
        ts = town.people.say(CLERK, CLERKS, "", files=[file])
        note(town, ts, "could not fetch that file")
    assert len(town.server.downloads) == 1


def test_a_file_that_slack_does_not_give(town: Town) -> None:
    town.space.scopes.discard("files:read")
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF)
    note(town, ts, "files:read")
    assert town.shelf.indexed == []


@pytest.mark.parametrize(
    ("content", "failing", "part"),
    [
        (b"hello", None, "planning.pdf is not a PDF"),
        (PDF, LockedPdf("planning.pdf is locked with a password."), "locked with a password"),
        (PDF, RuntimeError("secret detail"), "give your clerk this reference: drop-1"),
    ],
)
def test_bad_files(town: Town, content: bytes, failing: Exception | None, part: str) -> None:
    town.shelf.fail_with = failing
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", content)
    said = words(note(town, ts, part))
    assert "secret detail" not in said
    assert "Traceback" not in said
    assert town.memory.drops.ready() == ()


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.pdf", "a\x00b.pdf", "ü" * 200 + ".pdf"])
def test_odd_file_names(town: Town, name: str) -> None:
    file = town.people.add_file("x.pdf", PDF) | {"name": name}
    ts = town.people.say(CLERK, CLERKS, "", files=[file])
    note(town, ts, "Ready to check")
    (path,) = town.shelf.indexed
    assert path.resolve().is_relative_to((town.settings.home / "files").resolve())


def test_a_full_disk_is_told_as_one(
    build: Callable[..., Town], small_disk: Callable[[int], Path]
) -> None:
    disk = small_disk(64)
    town = build("http", home=disk)
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF + b" " * 200_000)
    said = words(note(town, ts, "could not be kept"))
    assert "No space left on device" in said
    assert "files:read" not in said
    assert not list((disk / "files").rglob("*.pdf")), "what came of it makes room again"
    assert town.people.drop(CLERK, CLERKS, "small.pdf", PDF)
    town.people.wait(lambda: town.shelf.indexed)


def test_not_a_pdf_by_name(town: Town) -> None:
    ts = town.people.drop(CLERK, CLERKS, "minutes.docx", b"x")
    note(town, ts, "I can only read PDFs")


def test_others_cannot_drop(town: Town) -> None:
    place = town.space.direct(ADA)
    ts = town.people.drop(ADA, place, "planning.pdf", PDF, text="please read")
    note(town, ts, "Only clerks can do that", place)
    assert town.shelf.indexed == []
    # A PDF among councillors in a channel is none of our business.
    town.people.drop(ADA, GENERAL, "holiday.pdf", PDF)
    town.people.quiet()
    assert town.space.bot_messages(GENERAL) == []


def test_others_cannot_publish(town: Town) -> None:
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF)
    ready = note(town, ts, "Ready to check")
    town.people.click("UCLERK2", "draft_publish", channel=CLERKS, message=ready)
    told(town, "Only clerks can do that")
    assert "planning" not in town.shelf.published


def test_a_drop_outlives_a_restart(build: Callable[..., Town]) -> None:
    town = build("http", start=False)
    file = town.people.add_file("planning.pdf", PDF)
    ts = town.people.say(CLERK, CLERKS, "", files=[file], deliver=False)
    town.memory.drops.admit(
        Drop(
            file_id=file["id"],
            name="planning.pdf",
            url=file["url_private"],
            channel=CLERKS,
            thread_ts=ts,
            user=CLERK,
        )
    )
    assert town.memory.drops.take() is not None
    town.service.start()
    note(town, ts, "Ready to check")


def test_dropped_twice_over(town: Town) -> None:
    file = town.people.add_file("planning.pdf", PDF)
    ts = town.people.say(CLERK, CLERKS, "", files=[file], twice=True)
    note(town, ts, "Ready to check")
    town.people.quiet()
    assert len(town.shelf.indexed) == 1


def slowly(town: Town, monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, list[str]]:
    """Let the shelf read a file's four pages, and finish only when told to."""
    go, updates = threading.Event(), []
    index, update = town.shelf.index, town.service.office.delivery.update

    def reading(path: Path, *, progress: Callable[[int, int], None]) -> Pack:
        for done in range(1, 4):
            progress(done, 4)
            time.sleep(0.05)
        assert go.wait(20)
        return index(path, progress=progress)

    def updating(message: Message, **more: Any) -> None:
        updates.append(message.text)
        update(message, **more)

    monkeypatch.setattr(town.shelf, "index", reading)
    monkeypatch.setattr(town.service.office.delivery, "update", updating)
    return go, updates


def test_the_note_tells_how_far_it_is(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.dropped_files.NOTE_SECONDS", 0.0)
    go, updates = slowly(town, monkeypatch)
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF)
    note(town, ts, "3 of 4 pages")
    assert [text.rpartition("… ")[2] for text in updates] == [
        f"{done} of 4 pages" for done in (1, 2, 3)
    ]
    go.set()
    note(town, ts, "Ready to check")
    assert len(town.space.bot_messages(CLERKS, ts)) == 1


def test_a_note_that_was_refused_is_made_up_for_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.dropped_files.NOTE_SECONDS", 0.0)
    town.space.fail("chat.postMessage", Fault(error="fatal_error"))
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF)
    note(town, ts, "Ready to check")
    assert len(town.space.bot_messages(CLERKS, ts)) == 1


def test_a_file_that_waits_says_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    go, updates = slowly(town, monkeypatch)
    first = town.people.drop(CLERK, CLERKS, "first.pdf", PDF)
    note(town, first, "Reading first.pdf")
    second = town.people.drop(CLERK, CLERKS, "second.pdf", PDF)
    note(town, second, "second.pdf is waiting behind 1 other file.")
    third = town.people.drop(CLERK, CLERKS, "third.pdf", PDF)
    note(town, third, "third.pdf is waiting behind 2 other files.")
    go.set()
    for ts in (first, second, third):
        note(town, ts, "Ready to check")
        assert len(town.space.bot_messages(CLERKS, ts)) == 1, "one note, kept up to date"
    assert "third.pdf is waiting behind 1 other file." in updates


def test_publish_publishes_what_its_outline_shows(town: Town) -> None:
    first = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF)
    ready = note(town, first, "Ready to check")
    second = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF + b"% other words\n")
    newer = note(town, second, "Ready to check")
    assert "draft_publish" not in json.dumps(note(town, first, "a newer file of that name"))
    for action in ("draft_publish", "draft_discard"):
        town.space.whispers.clear()
        town.people.click(CLERK, action, channel=CLERKS, message=ready)
        told(town, "decided already")
    assert "planning" not in town.shelf.published
    town.people.click(CLERK, "draft_publish", channel=CLERKS, message=newer)
    note(town, second, "was published by")


def test_nothing_is_published_while_its_successor_is_read(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = note(town, town.people.drop(CLERK, CLERKS, "planning.pdf", PDF), "Ready to check")
    go, _ = slowly(town, monkeypatch)
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF)
    note(town, ts, "of 4 pages")
    town.people.click(CLERK, "draft_publish", channel=CLERKS, message=ready)
    told(town, "or from a newer one of that name")
    assert "planning" not in town.shelf.published
    go.set()
    note(town, ts, "Ready to check")


def test_publish_says_at_once_that_it_is_at_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ts = town.people.drop(CLERK, CLERKS, "planning.pdf", PDF)
    ready = dict(note(town, ts, "Ready to check"))
    go = threading.Event()

    def busy(_document: str) -> None:
        assert go.wait(20)
        raise StorageError("Another packhorse writes to this index.")

    with monkeypatch.context() as patched:
        patched.setattr(town.shelf, "publish", busy)
        town.people.click(CLERK, "draft_publish", channel=CLERKS, message=ready)
        at_it = note(town, ts, "It is being published")
        assert "draft_publish" not in json.dumps(at_it)
        go.set()
        told(town, "Another packhorse writes to this index.")
    again = note(town, ts, "Nobody else sees it before you publish.")
    assert again["blocks"] == ready["blocks"]
    town.people.click(CLERK, "draft_publish", channel=CLERKS, message=again)
    note(town, ts, "was published by")


# --- roles ------------------------------------------------------------------------


def test_a_group_makes_clerks(build: Callable[..., Town]) -> None:
    town = build("http", slack_clerks=(), slack_clerk_group="SCLERKS")
    town.space.groups["SCLERKS"] = [BEN]
    town.people.command(BEN, GENERAL, "committee none")
    told(town, "no longer follows a committee")
    town.people.command(CLERK, GENERAL, "committee none")
    told(town, "Only clerks can do that")


def test_a_group_that_could_not_be_read_is_asked_for_again_soon(build: Callable[..., Town]) -> None:
    town = build("http", slack_clerks=(CLERK,), slack_clerk_group="SCLERKS")
    town.space.groups["SCLERKS"] = [BEN]
    town.space.fail("usergroups.users.list", Fault(error="fatal_error"))
    now = [0.0]
    client = WebClient(token=BOT_TOKEN, base_url=town.server.api_url)
    workspace = SlackWorkspace(town.settings, client, clock=lambda: now[0])
    assert BEN not in workspace.clerks()
    now[0] = RETRY_SECONDS - 1
    assert BEN not in workspace.clerks()
    now[0] = RETRY_SECONDS + 1
    assert BEN in workspace.clerks()


def test_a_group_that_slack_is_slow_to_read(
    build: Callable[..., Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Messages are acknowledged in time all the same, and none waits for another's turn."""
    monkeypatch.setattr("bot.slack.workspace.ASK_SECONDS", 0.3)
    town = build("http", slack_clerks=(), slack_clerk_group="SCLERKS")
    town.space.groups["SCLERKS"] = [BEN]
    go = slow_slack(monkeypatch, "usergroups.users.list")
    town.people.together(
        *[
            lambda: town.people.drop(ADA, town.space.direct(ADA), "planning.pdf", PDF)
            for _ in range(4)
        ]
    )
    go.set()
    town.people.wait(lambda: "Only clerks" in str(town.space.bot_messages(town.space.direct(ADA))))
    assert town.shelf.indexed == []


# --- channels ------------------------------------------------------------------------


def test_a_channels_committee_is_what_its_questions_are_about(town: Town) -> None:
    town.people.command(CLERK, GENERAL, "committee zoo")
    told(town, "I know no committee called “zoo”; I know: Children's Scrutiny Committee")
    town.people.command(CLERK, GENERAL, "committee child scrutiny")
    told(town, "I now answer from the papers of")
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?")
    town.people.answers(GENERAL, ts)
    assert town.desk.asked[0].committee == "Children's Scrutiny Committee"
    town.people.command(CLERK, GENERAL, "committee none")
    told(town, "no longer follows a committee")
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?")
    town.people.answers(GENERAL, ts)
    assert town.desk.asked[1].committee is None


# --- restricted committees ---------------------------------------------------------------


def quoting(question: Question) -> Answer:
    """What an index would say that has both packs and keeps to `documents`."""
    documents = question.documents or (PACK, SECRET_PACK)
    claims = tuple(
        Claim(text=f"From {document}.", citations=(cite("helped", document=document),))
        for document in (PACK, SECRET_PACK)
        if document in documents
    )
    return Answer(question=question, answered=bool(claims), claims=claims)


@pytest.fixture
def panel(town: Town) -> Town:
    town.shelf.add(make_pack(SECRET_PACK, committee=STANDARDS))
    town.desk.script = quoting
    for channel, text, part in (
        (PANEL, f"restrict {STANDARDS}", "No private channel is set to it yet"),
        (PANEL, f"committee {STANDARDS}", "I now answer from the papers of"),
    ):
        town.people.command(CLERK, channel, text)
        told(town, part)
    return town


def said_in(town: Town, user: str, channel: str) -> str:
    ts = town.people.say(user, channel, f"<@{BOT_USER}> what is new?")
    return json.dumps(town.people.answers(channel, ts)[0])


def test_ask_is_acknowledged_before_slack_is_asked_anything(
    panel: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel.service.office.access.workspace.refresh()
    go = slow_slack(monkeypatch, "conversations.info", "conversations.members")
    said = panel.people.command(BEN, GENERAL, "ask what is new?")
    go.set()
    assert said is not None
    assert "Searching" in words(said)
    panel.people.wait(lambda: SECRET_PACK in json.dumps(panel.space.responses))


def test_a_public_channel_cannot_be_set_to_it(panel: Town) -> None:
    panel.people.command(CLERK, GENERAL, f"committee {STANDARDS}")
    told(panel, "only in private channels")
    # Set before it was restricted, a public channel still gets nothing.
    panel.memory.places.set_committee(GENERAL, STANDARDS, by=CLERK)
    assert SECRET_PACK not in said_in(panel, BEN, GENERAL)


def test_when_slack_cannot_say_who_is_a_member_nobody_is(panel: Town) -> None:
    panel.space.scopes.discard("groups:read")
    panel.service.office.access.workspace.refresh()
    assert SECRET_PACK not in said_in(panel, BEN, panel.space.direct(BEN))
    assert SECRET_PACK not in said_in(panel, BEN, PANEL)


def test_an_answer_that_strays_is_stopped(panel: Town, caplog: pytest.LogCaptureFixture) -> None:
    """A desk that ignores what it may quote: the second lock holds."""
    panel.desk.script = lambda q: quoting(dataclasses.replace(q, documents=()))
    with caplog.at_level(logging.INFO):
        assert SECRET_PACK not in said_in(panel, ADA, GENERAL)
    assert "access=crossed" in caplog.text


def test_nothing_left_to_quote(panel: Town) -> None:
    panel.shelf.remove(PACK)
    said = said_in(panel, ADA, GENERAL)
    assert "no papers that I may quote here" in said
    assert panel.desk.asked == []


def test_unrestrict(panel: Town) -> None:
    panel.people.command(CLERK, GENERAL, f"unrestrict {STANDARDS}")
    told(panel, "Everybody may ask")
    assert SECRET_PACK in said_in(panel, ADA, GENERAL)


def test_remove_while_the_index_is_busy(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def busy(_document: str) -> bool:
        assert go.wait(20)
        raise StorageError("Another packhorse writes to this index.")

    monkeypatch.setattr(town.shelf, "remove", busy)
    town.people.command(CLERK, GENERAL, f"remove {PACK}")
    told(town, f"Removing {PACK} …")
    go.set()
    told(town, "Another packhorse writes to this index.")


def test_remove(town: Town) -> None:
    town.people.command(CLERK, GENERAL, "remove nothing")
    told(town, f"I have: {PACK}")
    town.people.command(CLERK, GENERAL, f"remove {PACK}.pdf")
    told(town, f"{PACK} has been removed")
    assert PACK not in town.shelf.packs
