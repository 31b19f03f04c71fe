"""Two Web API methods that digests need besides those of the local Slack server.

https://docs.slack.dev/reference/methods/conversations.history and
https://docs.slack.dev/reference/methods/conversations.open.
"""

from __future__ import annotations

from typing import Any

from tests.slack_server.methods import METHODS, method
from tests.slack_server.workspace import BOT_USER, Refused, Workspace

__all__ = ["SCOPES"]

SCOPES = {
    "chat:write",
    "channels:history",
    "groups:history",
    "im:history",
    "im:write",
    "channels:read",
    "groups:read",
    "im:read",
}


def _history(workspace: Workspace, arguments: dict[str, Any]) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    oldest = float(arguments.get("oldest") or 0)
    # Replies are not part of a channel's history; the newest message comes first.
    messages = [
        message
        for message in reversed(channel.messages.values())
        if message.get("thread_ts") in (None, message["ts"]) and float(message["ts"]) > oldest
    ]
    limit, start = int(arguments.get("limit") or 100), int(arguments.get("cursor") or 0)
    shown = []
    for message in messages[start : start + limit]:
        kept = {name: value for name, value in message.items() if not name.startswith("_")}
        if str(arguments.get("include_all_metadata")) not in ("1", "True", "true"):
            kept.pop("metadata", None)
        shown.append(kept)
    more = str(start + limit) if start + limit < len(messages) else ""
    return {"messages": shown, "has_more": bool(more), "response_metadata": {"next_cursor": more}}


def _open(workspace: Workspace, arguments: dict[str, Any]) -> dict[str, Any]:
    return {"channel": {"id": workspace.direct(arguments["users"])}}


if "conversations.history" not in METHODS:
    method(
        "conversations.history",
        needs=("channel",),
        scopes=("channels:history", "groups:history", "im:history"),
    )(_history)
if "conversations.open" not in METHODS:
    method("conversations.open", needs=("users",), scopes=("im:write",))(_open)
