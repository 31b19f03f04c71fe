"""The app's manifest, to paste into "Create an app from a manifest".

Schema: https://docs.slack.dev/reference/app-manifest. Each scope stands with what needs
it; nothing is asked for that is not used.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indexer.council.problems import SettingsError
from indexer.sources.addresses import base_address, host_of
from indexer.sources.source_problems import NotAllowed

__all__ = ["LINK_SCOPES", "SCOPES", "manifest"]

SCOPES = {
    "app_mentions:read": "a mention in a channel",
    "assistant:write": "suggested prompts in the messages tab, and a session with a stop button",
    "channels:history": "follow-ups in threads of public channels",
    "chat:write": "answers, statuses",
    "commands": "/packhorse",
    "files:read": "a pack dropped as a file",
    "files:write": "pages as pictures, or printed as a PDF",
    "groups:history": "follow-ups in threads of private channels",
    "groups:read": "whether a channel is private and who is in it (restricted committees)",
    "im:history": "questions in direct messages",
    "im:write": "a digest sent to a member",
    "users:read": "who is a guest, or of another organisation",
}

LINK_SCOPES = {
    "links:read": "a link to a paper, pasted by a member",
    "links:write": "what the link leads to, shown beneath it",
}
"""Only where links to some sites are to unfurl."""

CLERK_GROUP_SCOPE = "usergroups:read"

MAX_SITES = 5

FILE = Path(__file__).with_name("manifest.json")
"""What is the same everywhere; null stands for what `manifest` fills in or leaves out."""


def manifest(
    *, url: str | None = None, clerk_group: bool = False, sites: Sequence[str] = ()
) -> dict[str, Any]:
    """The manifest.

    Args:
        url: the public https address of HTTP mode, without a path; None: Socket Mode, with no
            open port.
        clerk_group: clerks are members of a user group.
        sites: whose links unfurl, such as ``democracy.example.gov.uk``, or the address of one
            of their pages.

    Raises:
        SettingsError: it is no https address; more sites than Slack takes, or one that is none.
    """
    if url is not None and not url.startswith("https://"):
        raise SettingsError("HTTP mode needs the https address at which Slack can reach it.")
    if len(sites) > MAX_SITES:
        raise SettingsError(f"Slack lets links to at most {MAX_SITES} sites unfurl.")
    hosts = list(dict.fromkeys(_host(site) for site in sites))
    made: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    scopes = [
        *SCOPES,
        *([CLERK_GROUP_SCOPE] if clerk_group else []),
        *(LINK_SCOPES if sites else ()),
    ]
    made["oauth_config"]["scopes"]["bot"] = sorted(scopes)
    made["settings"]["socket_mode_enabled"] = url is None
    events = made["settings"]["event_subscriptions"]
    if hosts:
        made["features"]["unfurl_domains"] = hosts
        events["bot_events"].append("link_shared")
    if url is not None:
        at = f"{url.rstrip('/')}/slack/events"
        events["request_url"] = made["settings"]["interactivity"]["request_url"] = at
        made["features"]["slash_commands"][0]["url"] = at
    filled: dict[str, Any] = _filled(made)
    return filled


def _filled(thing: Any) -> Any:
    """Without what is left out."""
    if isinstance(thing, dict):
        return {name: _filled(inner) for name, inner in thing.items() if inner is not None}
    return [_filled(inner) for inner in thing] if isinstance(thing, list) else thing


def _host(site: str) -> str:
    try:
        host, port = host_of(base_address(site))
    except NotAllowed:
        host, port = "", 443
    if port not in (80, 443):
        raise SettingsError(f"Slack knows a site by its name alone: give {host} without its port.")
    if "." not in host:
        raise SettingsError(f"{site} is not a site: it looks like democracy.example.gov.uk.")
    return host
