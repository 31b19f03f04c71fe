"""Who is answered, and what goes to the clerks' channel: safe unless a setting says otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from bot.slack.workspace import GUEST, NO_PERMISSION, OUTSIDER
from tests.bot.slack.town import ADA, CLERK, CLERKS, GENERAL, Town, not_found, words
from tests.slack_server.methods import call
from tests.slack_server.workspace import BOT_USER, Fault, Workspace

VISITORS = {
    "UGUEST": ({"is_restricted": True}, GUEST),
    "USINGLE": ({"is_restricted": True, "is_ultra_restricted": True}, GUEST),
    "UELSE": ({"team_id": "TELSEWHERE"}, OUTSIDER),
    "USTRANGER": ({"is_stranger": True}, OUTSIDER),
    "UGONE": ({"deleted": True}, OUTSIDER),
}


def asked(town: Town, user: str) -> str:
    ts = town.people.say(user, GENERAL, f"<@{BOT_USER}> How many?")
    return words(town.people.answers(GENERAL, ts)[0])


def test_visitors_are_told_that_they_are_not_answered(build: Callable[..., Town]) -> None:
    town = build("http")
    for user, (what, told) in VISITORS.items():
        town.space.people[user] = what
        assert told in asked(town, user)
        town.people.open_home(user)
        home = town.people.wait(partial(town.space.homes.get, user))
        assert words(home) == told
    assert town.desk.asked == []
    assert "50 families" in asked(town, ADA)


def test_settings_let_them(build: Callable[..., Town]) -> None:
    town = build("http", slack_guests=True, slack_outsiders=True)
    for user, (what, _told) in VISITORS.items():
        town.space.people[user] = what
        assert "50 families" in asked(town, user)


def test_members_of_one_organisation_s_other_workspace_are_members(
    build: Callable[..., Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    town = build("http")

    def in_an_organisation(space: Workspace, name: str, *given: Any, **more: Any) -> dict[str, Any]:
        answer = call(space, name, *given, **more)
        return answer | {"enterprise_id": "EORG"} if name == "auth.test" else answer

    monkeypatch.setattr("tests.slack_server.server.call", in_an_organisation)
    town.space.people["UGRID"] = {"team_id": "TOTHER", "enterprise_user": {"enterprise_id": "EORG"}}
    assert "50 families" in asked(town, "UGRID")


def test_where_slack_cannot_tell(build: Callable[..., Town]) -> None:
    town = build("http")
    town.space.fail("users.info", *[Fault(status=503)] * 4)
    assert "whether you are a member" in asked(town, ADA)
    town.space.faults.clear()
    assert "50 families" in asked(town, ADA)
    town.space.fail("users.info", *[Fault(status=503)] * 4)
    assert "50 families" in asked(town, ADA), "it is known since a minute ago"
    town.space.faults.clear()
    town.space.scopes.discard("users:read")
    assert NO_PERMISSION in asked(town, "UBEN2")


@pytest.mark.parametrize("so", ["public", "shared", "unknown", "public, by a setting"])
def test_the_clerks_channel_is_theirs_alone(build: Callable[..., Town], so: str) -> None:
    town = build("http", slack_open_clerks_channel=so == "public, by a setting")
    place = town.space.channels[CLERKS]
    place.private, place.shared = so in ("shared", "unknown"), so == "shared"
    if so == "unknown":
        town.space.scopes.discard("groups:read")
    else:
        town.space.scopes.add("channels:read")
    town.desk.script = not_found
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> Who pays for my ward?")
    answer = town.people.answers(GENERAL, ts)[0]
    town.people.click(ADA, "ask_clerk", channel=GENERAL, message=answer)
    dropped = town.people.drop(CLERK, CLERKS, "planning.pdf", b"%PDF-1.4 of a draft")
    if so == "public, by a setting":
        town.people.wait(lambda: "my ward" in json.dumps(town.space.bot_messages(CLERKS)))
        town.people.wait(lambda: town.shelf.indexed)
        return
    told = town.people.wait(
        lambda: next((one for one in town.space.whispers if "ask_clerk" not in str(one)), None)
    )
    assert "could not reach the clerks' channel" in words(told)
    (said,) = town.people.wait(lambda: town.space.bot_messages(CLERKS, dropped))
    assert "drop the file into our direct messages" in words(said)
    assert "my ward" not in json.dumps(town.space.bot_messages(CLERKS))
    assert town.shelf.indexed == []
    town.people.open_home(CLERK)
    home = town.people.wait(lambda: town.space.homes.get(CLERK))
    assert "The clerks’ channel is not private" in words(home)
