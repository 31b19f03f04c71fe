"""One rule for every way to see a paper: the ways are those that the listeners make.

`WAYS` has an entry for each listener and each word of the command. A new one without an
entry fails `test_every_way_in_has_its_entry`; each entry that can show a paper is tried by
whoever may and may not see it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answers.answer import Answer, Claim, Question
from bot.memory import open_memory
from bot.memory.questions import AskedQuestion
from bot.slack.listeners import register
from bot.slack.listeners.commands.packhorse import WORDS
from bot.slack.manifest import LINK_SCOPES, SCOPES
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
    TRACKED,
    ScriptedDesk,
    Shelf,
    Town,
    cite,
    make_pack,
    not_found,
    town_of,
)
from tests.slack_server.server import SlackServer
from tests.slack_server.workspace import BOT_USER

SECRET = re.compile(r"Standards Panel|Cabinet|standards-2026|SECRET|secretly helped")
"""What only the panel's paper says, or is called; its picture is the one page that is drawn."""

GUEST, STRANGER = "UGUEST", "USTRANGER"

Way = Callable[[Town, str, str], None]
"""Somebody does it somewhere: (town, user, channel)."""


# --- the ways ------------------------------------------------------------------------------


def click(action: str, value: dict[str, Any] | None = None, *, asks: bool = False) -> Way:
    """A click on a button with a value of somebody's own making.

    Args:
        asks: the value names an answer that quotes the paper.
    """

    def act(town: Town, user: str, channel: str) -> None:
        given = {**(value or {}), **({"q": kept_answer(town)} if asks else {})}
        element = {"type": "button", "action_id": action, "value": json.dumps(given)}
        message = town.space.put(town.space.channel(channel), {"text": "An answer", "blocks": []})
        town.people.click(
            user,
            action,
            channel=channel,
            message=message,
            blocks=[{"type": "actions", "elements": [element]}],
        )

    return act


def look(town: Town, user: str, channel: str) -> None:
    """A click on "Yes, look" under a message in a thread."""
    ts = town.space.put(town.space.channel(channel), {"text": "what is new"})["ts"]
    click("look", {"t": "what is new?", "ts": ts, "at": ts})(town, user, channel)


def typed(text: str) -> Way:
    return lambda town, user, channel: void(town.people.command(user, channel, text))


def said(town: Town, user: str, channel: str) -> None:
    town.people.say(user, channel, f"<@{BOT_USER}> what is new?")


def home(town: Town, user: str, _channel: str) -> None:
    town.people.open_home(user)
    town.people.open_home(user, "messages")


def form(town: Town, user: str, channel: str) -> None:
    town.people.submit(
        user,
        {
            "id": town.space.name("V"),
            "callback_id": "ask_about",
            "type": "modal",
            "private_metadata": json.dumps(
                {"d": SECRET_PACK, "item": "6", "channel": channel, "thread": ""}
            ),
            "blocks": [
                {
                    "type": "input",
                    "block_id": "question",
                    "element": {"type": "plain_text_input", "action_id": "question"},
                }
            ],
        },
        {"question": "What is new?"},
    )


def void(_: object) -> None:
    return None


PAGE = {"d": SECRET_PACK, "p": 5}
SECRET_URL = "https://council.example/documents/s1.pdf"
NO_PAPER = "shows no paper"
CLERKS_ONLY = "for clerks, over `Office.may_read`: see test_schedules"

WAYS: dict[str, Way | str] = {
    # Events.
    "app_mention": said,
    "message": lambda town, user, _channel: void(
        town.people.say(user, town.space.direct(user), "what is new?")
    ),
    "app_home_opened": home,
    "app_context_changed": NO_PAPER,
    "agent_session_stopped": NO_PAPER,
    "link_shared": lambda town, user, channel: town.people.paste(user, channel, SECRET_URL),
    # Buttons.
    "show_page_0": click("show_page_0", PAGE),
    "page_before": click("page_before", {"d": SECRET_PACK, "p": 4}),
    "page_after": click("page_after", PAGE),
    "page_text": click("page_text", PAGE),
    "actions_more": click("actions_more", {"d": SECRET_PACK, "n": 1}),
    "print_pages": click("print_pages", {"d": SECRET_PACK, "n": 3, "last": 4}),
    "show_table": click("show_table", asks=True),
    "show_items": click("show_items", {"d": SECRET_PACK}),
    "show_recommendations": click("show_recommendations", {"d": SECRET_PACK, "item": "6"}),
    "show_help": NO_PAPER,
    "show_clerk_lists": "clerks only; what was asked, and committees",
    "look": look,
    "answer_more": click("answer_more", {"n": 1}, asks=True),
    "share_answer": click("share_answer", asks=True),
    "ask_about": click("ask_about", {"d": SECRET_PACK, "item": "6"}),
    "ask_clerk": NO_PAPER,
    "feedback": NO_PAPER,
    "follow": NO_PAPER,
    "unfollow": NO_PAPER,
    "draft_publish": "clerks only; of a draft",
    "draft_discard": "clerks only; of a draft",
    **dict.fromkeys(
        "show_schedules schedule_add schedule_change schedule_pause schedule_resume schedule_remove "
        "schedule_preview digest_approve digest_skip digest_note digest_preview digest_post".split(),
        CLERKS_ONLY,
    ),
    # Forms.
    "form feedback_wrong": NO_PAPER,
    "form ask_about": form,
    "form schedule_rule": CLERKS_ONLY,
    "form digest_note": CLERKS_ONLY,
    "form digest_post": CLERKS_ONLY,
    # The command and its words.
    "/packhorse": NO_PAPER,
    "/packhorse ask": typed("ask what is new?"),
    "/packhorse next": typed("next"),
    "/packhorse item": typed("item 6"),
    "/packhorse page": typed("page 3"),
    "/packhorse pages": typed("pages 3-4"),
    "/packhorse actions": typed("actions"),
    "/packhorse print": typed("print 3-4"),
    "/packhorse plan": typed("plan"),
    "/packhorse papers": typed("papers"),
    "/packhorse catch": typed("catch up"),
    "/packhorse catch-up": typed("catch-up"),
    "/packhorse catchup": typed("catchup"),
    "/packhorse follow": typed("follow nothing of the kind"),  # names what there is
    **{
        f"/packhorse {word}": NO_PAPER
        for word in ("unfollow", "mute", "unmute", "words", "word", "help")
    },
    **{
        f"/packhorse {word}": "clerks only; names papers and committees"
        for word in "committee committees merge part restrict unrestrict remove schedule schedules".split()
    },
}


class Register:
    """Takes an app's place and notes what listeners there are."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getattr__(self, kind: str) -> Callable[..., Callable[[object], object]]:
        def listen(name: Any, **_more: object) -> Callable[[object], object]:
            plain = name if isinstance(name, str) else f"{name.pattern.lstrip('^')}0"
            assert kind in ("action", "event", "view", "command"), f"{kind}: a new kind of way"
            self.names.add(f"form {plain}" if kind == "view" else plain)
            return lambda listener: listener

        return listen


def test_every_way_in_has_its_entry(town: Town) -> None:
    listeners = Register()
    register(listeners, town.service.office)  # type: ignore[arg-type]
    there = listeners.names | {f"/packhorse {word}" for word in WORDS}
    assert there == set(WAYS)


# --- who sees what by them -------------------------------------------------------------------


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with a restricted panel, whose paper's front sheet says that it is Cabinet's."""
    folder: Path = tmp_path_factory.mktemp("town")
    shelf, desk = Shelf(), ScriptedDesk(script=quoting)
    memory = open_memory(f"sqlite:///{folder}/packhorse.db")
    with SlackServer(scopes={*SCOPES, *LINK_SCOPES}) as server:
        space = server.workspace
        space.add_channel(GENERAL, members=(ADA, BEN, CLERK))
        space.add_channel(CLERKS, private=True, members=(CLERK,))
        space.add_channel(PANEL, private=True, members=(BEN, GUEST))
        space.people[GUEST] = {"is_restricted": True}
        space.people[STRANGER] = {"team_id": "TELSEWHERE", "is_stranger": True}
        made = town_of(server, desk, shelf, memory, home=folder)
        shelf.add(make_pack())
        pack = make_pack(SECRET_PACK, committee="Cabinet")
        shelf.add(
            dataclasses.replace(
                pack,
                title="SECRET pack",
                meeting=dataclasses.replace(pack.meeting, date=dt.date(2026, 3, 5)),
                items=tuple(
                    dataclasses.replace(item, title=f"SECRET {item.title}") for item in pack.items
                ),
                pages=tuple(
                    dataclasses.replace(page, text=f"{page.text} They were secretly helped.")
                    for page in pack.pages
                ),
            ),
            url=SECRET_URL,
        )
        shelf.listed[SECRET_PACK] = (STANDARDS,)
        shelf.rows[SECRET_PACK, 5] = [
            dataclasses.replace(
                row,
                quote=f"They were secretly helped. {row.text}",
                cells=(("Told", f"SECRET {row.text}"), *row.cells),
            )
            for row in TRACKED
        ]
        memory.places.set_committee(PANEL, STANDARDS, by=CLERK)
        memory.places.restrict(STANDARDS, by=CLERK)
        made.start()
        yield made
        made.stop()
    memory.engine.dispose()


def quoting(question: Question) -> Answer:
    """What is said of the papers that a question may be answered from; of all, if it says
    nothing of that."""
    documents = question.documents or (PACK, SECRET_PACK)
    return Answer(
        question=question,
        answered=True,
        claims=tuple(
            Claim(
                text=f"They were secretly helped, point {n}: " + "and " * 150,
                citations=(cite("secretly helped", document=SECRET_PACK),),
            )
            for n in range(20)
            if SECRET_PACK in documents
        ),
        pages=tuple(
            dataclasses.replace(page, document=one, title=one, url=None)
            for one in documents
            for page in not_found(question).pages[:1]
        ),
    )


def kept_answer(town: Town) -> str:
    """The id of an answer that quotes the panel's paper, which Ben got."""
    memory = town.memory.questions
    asked = memory.admit(
        AskedQuestion(
            origin="command",
            channel=PANEL,
            message_ts=town.space.name("m"),
            thread_ts="1.1",
            user=BEN,
            text="what is new?",
            state="form",
        ),
        event_id=None,
    )
    assert asked is not None
    memory.posting(asked, quoting(Question(text="what is new?")))
    memory.done(asked)
    return asked.request_id


def shown(town: Town, way: Way, user: str, channel: str) -> str:
    """All that the bot shows anybody after somebody has done something."""
    space = town.space
    with space.lock:
        for place in space.channels.values():
            place.messages.clear()
        for kept in (
            space.whispers,
            space.responses,
            space.opened,
            space.prompts,
            space.homes,
            space.calls,
            space.statuses,
            space.unfurls,
        ):
            kept.clear()
    town.shelf.pictures.clear()
    way(town, user, channel)
    town.people.quiet()
    with space.lock:
        return json.dumps(
            [
                [place.messages for place in space.channels.values()],
                space.whispers,
                space.responses,
                space.opened,
                space.prompts,
                space.homes,
                space.statuses,
                space.unfurls,
                town.shelf.pictures,
            ],
            default=repr,
            ensure_ascii=False,
        )


SHOWING = {name: way for name, way in WAYS.items() if not isinstance(way, str)}

ALONE = {name for name in SHOWING if name.startswith("/")} | {
    "message",
    "app_home_opened",
    "page_text",
    "actions_more",
    "print_pages",
    "show_items",
    "show_recommendations",
    "show_table",
}
"""Ways that show it to who asks alone, wherever they do."""


@pytest.mark.parametrize("name", sorted(SHOWING))
def test_the_rule_holds_for_every_way(town: Town, name: str) -> None:
    way = SHOWING[name]
    for user, channel in (
        (ADA, GENERAL),
        (ADA, town.space.direct(ADA)),
        (GUEST, town.space.direct(GUEST)),
        (STRANGER, GENERAL),
        *(((BEN, GENERAL),) if name not in ALONE else ()),
    ):
        found = SECRET.search(shown(town, way, user, channel))
        assert found is None, f"{user} at {channel} sees {found and found.group()}"
    place = GENERAL if name in ALONE else PANEL
    seen = shown(town, way, BEN, place)
    assert SECRET.search(seen), f"Ben is of the panel: {seen}"


@pytest.mark.parametrize("name", sorted(set(SHOWING) - {"form ask_about", "/packhorse follow"}))
def test_what_was_removed_is_shown_by_no_way(town: Town, name: str) -> None:
    """From an answer that was kept, or a button that was left, either."""
    way = SHOWING[name]
    town.shelf.published.discard(SECRET_PACK)
    town.desk.script = lambda question: quoting(dataclasses.replace(question, documents=(PACK,)))
    try:
        found = SECRET.search(re.sub(f'[^"]*({BEN}|kept)[^"]*', "", shown(town, way, BEN, PANEL)))
    finally:
        town.shelf.published.add(SECRET_PACK)
        town.desk.script = quoting
    assert found is None, found
