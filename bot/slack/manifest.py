"""The app's manifest, to paste into "Create an app from a manifest".

Schema: https://docs.slack.dev/reference/app-manifest. Each scope stands with what needs
it; nothing is asked for that is not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.slack.views.phrases import COMMAND
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

EVENTS = (
    "agent_session_stopped app_context_changed app_home_opened app_mention "
    "message.channels message.groups message.im"
).split()


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
    request_url = f"{url.rstrip('/')}/slack/events" if url else None
    at = {"request_url": request_url} if request_url else {}
    scopes = [
        *SCOPES,
        *([CLERK_GROUP_SCOPE] if clerk_group else []),
        *(LINK_SCOPES if sites else ()),
    ]
    events = [*EVENTS, *(["link_shared"] if sites else [])]
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Packhorse",
            "description": "Answers questions about agenda packs, with page references.",
            "background_color": "#2b4a3f",
            "long_description": (
                "Packhorse reads the agenda packs that a council publishes and answers "
                "councillors' questions about them. Every answer names the pages that it "
                "is based on, and every quote is checked against its page before it is shown. "
                "What the papers don't say, it says it can't find, and offers to ask the clerk."
            ),
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Packhorse", "always_online": True},
            "agent_view": {
                "agent_description": (
                    "Ask about the papers of your meetings; answers name their pages."
                ),
                "suggested_prompts": [
                    {"title": "What can you do?", "message": "help"},
                ],
            },
            **({"unfurl_domains": hosts} if hosts else {}),
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Ask about the papers; only you see the answer",
                    "usage_hint": (
                        "ask QUESTION | next | item 6 | pages 93-96 | actions | plan | papers | "
                        "catch-up | help"
                    ),
                    "should_escape": True,
                    **({"url": request_url} if request_url else {}),
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(scopes)}},
        "settings": {
            "event_subscriptions": {**at, "bot_events": events},
            "interactivity": {"is_enabled": True, **at},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


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
