"""The manifest, and that the bot keeps within it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from bot.slack.manifest import LINK_SCOPES, SCOPES, manifest
from bot.slack.views.phrases import COMMAND
from indexer.council.problems import SettingsError
from tests.slack_server.methods import METHODS

SLACK = Path(__file__).resolve().parents[3] / "bot" / "slack"


def test_socket_mode_has_no_address() -> None:
    made = manifest()
    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(made)
    assert made["features"]["agent_view"]["agent_description"]
    assert "assistant_view" not in made["features"]


def test_http_names_one_address_three_times() -> None:
    made = manifest(url="https://bot.council.example/")
    assert json.dumps(made).count("https://bot.council.example/slack/events") == 3
    with pytest.raises(SettingsError, match="https"):
        manifest(url="http://bot.council.example")


def test_limits_of_the_schema() -> None:
    """https://docs.slack.dev/reference/app-manifest"""
    made = manifest()
    shown = made["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert len(made["features"]["bot_user"]["display_name"]) <= 80
    (command,) = made["features"]["slash_commands"]
    assert command["command"] == COMMAND
    assert re.fullmatch(r"/[a-z-]{1,31}", COMMAND)
    assert len(command["description"]) <= 2_000
    assert len(command["usage_hint"]) <= 1_000
    assert len(made["settings"]["event_subscriptions"]["bot_events"]) <= 100


def test_a_clerk_group_needs_one_more_scope() -> None:
    few = manifest()["oauth_config"]["scopes"]["bot"]
    more = manifest(clerk_group=True)["oauth_config"]["scopes"]["bot"]
    assert set(more) - set(few) == {"usergroups:read"}


def test_links_unfurl_only_where_sites_are_named() -> None:
    few, more = manifest(), manifest(sites=["a.example"])
    assert more["features"]["unfurl_domains"] == ["a.example"]
    assert "unfurl_domains" not in few["features"]
    events = [m["settings"]["event_subscriptions"]["bot_events"] for m in (few, more)]
    assert set(events[1]) - set(events[0]) == {"link_shared"}
    scopes = [set(m["oauth_config"]["scopes"]["bot"]) for m in (few, more)]
    assert scopes[1] - scopes[0] == set(LINK_SCOPES)
    pasted = manifest(sites=["https://a.example/ieList.aspx?CId=1", "A.example", "b.example"])
    assert pasted["features"]["unfurl_domains"] == ["a.example", "b.example"]
    with pytest.raises(SettingsError, match="is not a site"):
        manifest(sites=["council"])
    with pytest.raises(SettingsError, match=r"looks like"):
        manifest(sites=["a..b"])
    with pytest.raises(SettingsError, match=r"give a\.example without its port"):
        manifest(sites=["a.example:8443"])
    with pytest.raises(SettingsError, match="at most 5"):
        manifest(sites=["a.example"] * 6)


def test_every_scope_is_used_and_explained() -> None:
    """A method that we call, or an event that we listen to, needs each scope."""
    called = _methods_called()
    by_method = {scope for name in called for scope in METHODS[name][2]}
    by_event = {
        "app_mention": "app_mentions:read",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
    }
    # A command, and reading a private file, are no methods.
    others = {"commands", "files:read"}
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert set(SCOPES) <= by_method | {by_event[e] for e in events if e in by_event} | others
    assert all(SCOPES.values())


def test_every_method_that_is_called_is_known_to_the_server() -> None:
    assert _methods_called() <= set(METHODS)


def _methods_called() -> set[str]:
    """Web API methods that the code calls, by the names slack_sdk gives them."""
    known = {name.replace(".", "_"): name for name in METHODS}
    known["files_upload_v2"] = "files.completeUploadExternal"
    found = set()
    for path in SLACK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and re.match(
                r"(agents|chat|views|files|conversations|assistant|usergroups|users|reactions|pins)_",
                node.attr,
            ):
                found.add(known.get(node.attr, node.attr))
    return found
