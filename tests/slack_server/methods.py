"""The Web API methods that the bot uses, with their checks.

Every rule's source is the method's page, https://docs.slack.dev/reference/methods/<name>,
unless another page is named beside it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from tests.slack_server.limits import block_faults, view_faults
from tests.slack_server.workspace import (
    ACK_SECONDS,
    APP_ID,
    BOT_ID,
    BOT_USER,
    TEAM,
    Channel,
    Refused,
    Workspace,
)

__all__ = ["METHODS", "call"]

Arguments = dict[str, Any]
Method = Callable[[Workspace, Arguments], dict[str, Any]]

METHODS: dict[str, tuple[Method, tuple[str, ...], tuple[str, ...]]] = {}


def method(
    name: str, *, needs: tuple[str, ...] = (), scopes: tuple[str, ...] = ()
) -> Callable[[Method], Method]:
    """Register a method with its required arguments and the scopes of which one is needed."""

    def keep(function: Method) -> Method:
        METHODS[name] = (function, needs, scopes)
        return function

    return keep


def call(
    workspace: Workspace, name: str, arguments: Arguments, *, token: str | None
) -> dict[str, Any]:
    """One call, as https://docs.slack.dev/apis/web-api/#responses tells."""
    if name not in METHODS:
        raise Refused("unknown_method")
    function, needs, scopes = METHODS[name]
    if not token:
        raise Refused("not_authed")
    wanted = workspace.app_token if name == "apps.connections.open" else workspace.bot_token
    if token != wanted:
        known = token in (workspace.app_token, workspace.bot_token)
        raise Refused("not_allowed_token_type" if known else "invalid_auth")
    if scopes and not set(scopes) & workspace.scopes:
        raise Refused("missing_scope", [f"needed: {scopes[0]}"])
    for argument in needs:
        if arguments.get(argument) in (None, ""):
            raise Refused("invalid_arguments", [f"[ERROR] missing required field: {argument}"])
    with workspace.lock:
        return {"ok": True, **function(workspace, arguments)}


# --- who and what ------------------------------------------------------------------


@method("auth.test")
def _auth_test(_workspace: Workspace, _arguments: Arguments) -> dict[str, Any]:
    return {
        "url": "https://council.slack.com/",
        "team": "Council",
        "user": "packhorse",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("apps.connections.open")
def _connections_open(workspace: Workspace, _arguments: Arguments) -> dict[str, Any]:
    return {"url": workspace.name("ticket-")}


@method("usergroups.users.list", needs=("usergroup",), scopes=("usergroups:read",))
def _group_users(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    if arguments["usergroup"] not in workspace.groups:
        raise Refused("no_such_subteam")
    return {"users": workspace.groups[arguments["usergroup"]]}


@method("users.info", needs=("user",), scopes=("users:read",))
def _user(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    user = arguments["user"]
    return {
        "user": {
            "id": user,
            "team_id": TEAM,
            "deleted": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            **workspace.people.get(user, {}),
        }
    }


@method(
    "conversations.info", needs=("channel",), scopes=("channels:read", "groups:read", "im:read")
)
def _info(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    wanted = "im:read" if channel.im else "groups:read" if channel.private else "channels:read"
    if wanted not in workspace.scopes:
        raise Refused("missing_scope", [f"needed: {wanted}"])
    if channel.private and BOT_USER not in channel.members:
        raise Refused("channel_not_found")
    return {
        "channel": {
            "id": channel.id,
            "is_private": channel.private,
            "is_im": channel.im,
            "is_ext_shared": channel.shared,
            "is_member": BOT_USER in channel.members,
        }
    }


@method(
    "conversations.members", needs=("channel",), scopes=("channels:read", "groups:read", "im:read")
)
def _members(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    if BOT_USER not in channel.members:
        raise Refused("channel_not_found")
    everyone = sorted(channel.members)
    limit = int(arguments.get("limit") or 100)
    start = int(arguments.get("cursor") or 0)
    more = str(start + limit) if start + limit < len(everyone) else ""
    return {"members": everyone[start : start + limit], "response_metadata": {"next_cursor": more}}


@method("conversations.open", needs=("users",), scopes=("im:write",))
def _open(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    users = str(arguments["users"]).split(",")
    if len(users) != 1:
        raise Refused("missing_scope", ["needed: mpim:write"])
    if not users[0].startswith(("U", "W")):
        raise Refused("user_not_found")
    return {"channel": {"id": workspace.direct(users[0])}}


@method(
    "conversations.history",
    needs=("channel",),
    scopes=("channels:history", "groups:history", "im:history"),
)
def _history(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    _member(channel)
    oldest = float(arguments.get("oldest") or 0)
    # Newest first; replies stand in their threads only.
    messages = [
        message
        for message in reversed(channel.messages.values())
        if message.get("thread_ts") in (None, message["ts"]) and float(message["ts"]) > oldest
    ]
    return _page(messages, arguments, default=100)


@method(
    "conversations.replies",
    needs=("channel", "ts"),
    scopes=("channels:history", "groups:history", "im:history"),
)
def _replies(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    _member(channel)
    if arguments["ts"] not in channel.messages:
        raise Refused("thread_not_found")
    thread = workspace.thread(channel.id, arguments["ts"])
    return _page(thread, arguments, default=1000)


def _page(messages: list[dict[str, Any]], arguments: Arguments, *, default: int) -> dict[str, Any]:
    """A page of messages, without metadata unless it was asked for (apis/web-api/pagination)."""
    limit = int(arguments.get("limit") or default)
    start = int(arguments.get("cursor") or 0)
    with_metadata = str(arguments.get("include_all_metadata") or "") in ("1", "True", "true")
    shown = []
    for message in messages[start : start + limit]:
        kept = {key: value for key, value in message.items() if not key.startswith("_")}
        if not with_metadata:
            kept.pop("metadata", None)
        shown.append(kept)
    more = str(start + limit) if start + limit < len(messages) else ""
    return {"messages": shown, "has_more": bool(more), "response_metadata": {"next_cursor": more}}


# --- messages ------------------------------------------------------------------------


@method("chat.postMessage", needs=("channel",), scopes=("chat:write",))
def _post(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    _member(channel)
    message = _message(workspace, channel, arguments)
    workspace.put(channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


@method("chat.update", needs=("channel", "ts"), scopes=("chat:write",))
def _update(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    old = channel.messages.get(arguments["ts"])
    if old is None:
        raise Refused("message_not_found")
    if old.get("bot_id") != BOT_ID:
        raise Refused("cant_update_message")
    fresh = _message(workspace, channel, {**arguments, "thread_ts": old.get("thread_ts")})
    fresh["ts"] = old["ts"]
    fresh["edited"] = {"user": BOT_USER}
    if "metadata" not in fresh and "metadata" in old:
        fresh["metadata"] = old["metadata"]
    workspace.put(channel, fresh)
    return {"channel": channel.id, "ts": fresh["ts"], "text": fresh["text"]}


@method("chat.postEphemeral", needs=("channel", "user"), scopes=("chat:write",))
def _whisper(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    _member(channel)
    if arguments["user"] not in channel.members:
        raise Refused("user_not_in_channel")
    message = _message(workspace, channel, arguments)
    message["user_shown"] = arguments["user"]
    message["channel"] = channel.id
    message["ts"] = workspace.ts()
    # In a thread that nobody has begun it is not shown (reference/methods/chat.postEphemeral).
    thread = message.get("thread_ts")
    if not thread or len(workspace.thread(channel.id, thread)) > 1:
        workspace.whispers.append(message)
    workspace.note()
    return {"message_ts": message["ts"]}


@method("chat.getPermalink", needs=("channel", "message_ts"))
def _permalink(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel"])
    if arguments["message_ts"] not in channel.messages:
        raise Refused("message_not_found")
    number = arguments["message_ts"].replace(".", "")
    return {
        "channel": channel.id,
        "permalink": f"https://council.slack.com/archives/{channel.id}/p{number}",
    }


@method("chat.unfurl", scopes=("links:write",))
def _unfurl(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    if not (arguments.get("channel") and arguments.get("ts")) and not (
        arguments.get("unfurl_id") and arguments.get("source")
    ):
        raise Refused("missing_channel")
    entities = (_json(arguments.get("metadata")) or {}).get("entities") or []
    unfurls = _json(arguments.get("unfurls")) or {}
    if (entities and workspace.no_entities) or bool(entities) is bool(unfurls):
        raise Refused("invalid_arguments")
    for one in entities:  # messaging/work-objects
        attributes = one["entity_payload"]["attributes"]
        named = one["url"] and one["app_unfurl_url"] and one["external_ref"]["id"]
        if (
            one["entity_type"] != "slack#/entities/item"
            or not named
            or not attributes["title"]["text"]
        ):
            raise Refused("invalid_metadata_format")
    for shown in unfurls.values():
        faults = block_faults(shown["blocks"])
        if faults:
            raise Refused("cannot_unfurl_url", faults)
    workspace.unfurls.append({"entities": entities, "unfurls": unfurls})
    workspace.note()
    return {}


def _message(workspace: Workspace, channel: Channel, arguments: Arguments) -> dict[str, Any]:
    text, blocks = arguments.get("text"), _json(arguments.get("blocks"))
    if not text and not blocks:
        raise Refused("no_text")
    if len(text or "") > 40_000:
        raise Refused("msg_too_long")
    if blocks is not None:
        faults = block_faults(blocks)
        faults += [one["type"] for one in blocks if one["type"] in workspace.no_blocks]
        pictures = [one["slack_file"] for one in blocks if one.get("slack_file")]
        # composition-objects/slack-file-object
        faults += [
            "invalid slack file"
            for one in pictures
            if not workspace.files.get(one["id"], {}).get("shared")
        ]
        if "msg_blocks_too_long" in faults:
            raise Refused("msg_blocks_too_long")
        if faults:
            raise Refused("invalid_blocks", faults)
        if not text:
            # Ours: Slack only recommends it (messaging/accessibility).
            raise Refused("no_text_beside_blocks")
    thread = arguments.get("thread_ts")
    if thread is not None and thread not in channel.messages:
        raise Refused("thread_not_found")
    if thread is not None and channel.messages[thread].get("thread_ts") not in (None, thread):
        # "Avoid using a reply's ts value; use its parent instead."
        raise Refused("cannot_reply_to_message")
    metadata = _json(arguments.get("metadata"))
    if metadata is not None and not (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    ):
        raise Refused("invalid_metadata_format")
    return {
        "user": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "team": TEAM,
        "text": text,
        "ts": workspace.ts(),
        **({"blocks": blocks} if blocks is not None else {}),
        **({"thread_ts": thread} if thread else {}),
        **({"metadata": metadata} if metadata else {}),
    }


# --- assistant ----------------------------------------------------------------------


@method(
    "assistant.threads.setStatus",
    needs=("channel_id", "thread_ts"),
    scopes=("chat:write", "assistant:write"),
)
def _set_status(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel_id"])
    if "status" not in arguments:
        raise Refused("invalid_arguments")
    if arguments["thread_ts"] not in channel.messages:
        raise Refused("invalid_thread_ts")
    if len(arguments.get("loading_messages") or []) > 10:
        raise Refused("invalid_arguments")
    workspace.statuses.append((channel.id, arguments["thread_ts"], arguments["status"]))
    place = (channel.id, arguments["thread_ts"])
    if arguments["status"]:
        workspace.status_now[place] = arguments["status"]
    else:  # an empty status takes it away
        workspace.status_now.pop(place, None)
    workspace.note()
    return {}


@method("agents.sessions.setStatus", needs=("channel_id", "status"), scopes=("assistant:write",))
def _set_session(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    place = _session_place(workspace, arguments)
    if arguments["status"] not in ("processing", "active", "suspended", "closed"):
        raise Refused("invalid_arguments")
    workspace.sessions.setdefault(place, []).append(arguments["status"])
    workspace.note()
    return {}


@method("agents.sessions.rename", needs=("channel_id", "title"), scopes=("assistant:write",))
def _rename_session(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    place = _session_place(workspace, arguments)
    if place not in workspace.sessions or len(arguments["title"]) > 200:
        raise Refused("invalid_arguments")
    workspace.titles[place] = arguments["title"]
    workspace.note()
    return {}


def _session_place(workspace: Workspace, arguments: Arguments) -> tuple[str, str]:
    if workspace.no_sessions:
        raise Refused("unknown_method")
    channel = workspace.channel(arguments["channel_id"])
    if arguments.get("thread_ts") not in channel.messages:
        raise Refused("invalid_thread_ts")
    return channel.id, arguments["thread_ts"]


@method(
    "assistant.threads.setSuggestedPrompts",
    needs=("channel_id", "prompts"),
    scopes=("assistant:write",),
)
def _set_prompts(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    channel = workspace.channel(arguments["channel_id"])
    prompts = _json(arguments["prompts"])
    if not 1 <= len(prompts) <= 4:
        raise Refused("invalid_arguments")
    for prompt in prompts:
        if not prompt.get("title") or not prompt.get("message"):
            raise Refused("invalid_arguments")
    # In an agent's app the call with thread_ts is taken, and nothing is shown.
    if not arguments.get("thread_ts"):
        workspace.prompts[channel.id] = prompts
        workspace.note()
    return {}


# --- views --------------------------------------------------------------------------


@method("views.open", needs=("view",))
def _open_view(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    return _show(workspace, arguments)


@method("views.push", needs=("view",))
def _push_view(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    if not workspace.opened:
        raise Refused("not_found")
    # "up to 3 views" in a stack (surfaces/modals#pushing_views).
    if len(workspace.opened) >= 3 and all(v.get("_pushed") for v in workspace.opened[-2:]):
        raise Refused("push_limit_reached")
    return _show(workspace, arguments, pushed=True)


@method("views.update", needs=("view",))
def _update_view(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    if not arguments.get("view_id") and not arguments.get("external_id"):
        raise Refused("invalid_arguments", ["view_id or external_id is required"])
    for number, held in enumerate(workspace.opened):
        if held["id"] == arguments.get("view_id"):
            view = _modal(arguments)
            workspace.opened[number] = {**view, "id": held["id"], "hash": workspace.name("h")}
            workspace.note()
            return {"view": workspace.opened[number]}
    raise Refused("not_found")


def _show(workspace: Workspace, arguments: Arguments, *, pushed: bool = False) -> dict[str, Any]:
    trigger = str(arguments.get("trigger_id") or "")
    if trigger not in workspace.triggers:
        raise Refused("invalid_trigger_id")
    # interactivity/handling-user-interaction: a trigger works once, for three seconds.
    if time.monotonic() - workspace.triggers.pop(trigger) > ACK_SECONDS:
        raise Refused("expired_trigger_id")
    kept = {
        **_modal(arguments),
        "id": workspace.name("V"),
        "hash": workspace.name("h"),
        **({"_pushed": True} if pushed else {}),
    }
    workspace.opened.append(kept)
    workspace.note()
    return {"view": kept}


def _modal(arguments: Arguments) -> dict[str, Any]:
    view: dict[str, Any] = _json(arguments["view"])
    if view.get("type") != "modal":
        raise Refused("invalid_arguments", ["only modals can be opened"])
    faults = view_faults(view)
    if faults:
        raise Refused("invalid_arguments", faults)
    return view


@method("views.publish", needs=("user_id", "view"))
def _publish_view(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    view = _json(arguments["view"])
    if view.get("type") != "home":
        raise Refused("invalid_arguments", ["only home views can be published"])
    faults = view_faults(view)
    if faults:
        raise Refused("invalid_arguments", faults)
    workspace.homes[arguments["user_id"]] = {**view, "id": workspace.name("V")}
    workspace.note()
    return {"view": workspace.homes[arguments["user_id"]]}


# --- files --------------------------------------------------------------------------


@method("files.getUploadURLExternal", needs=("filename", "length"), scopes=("files:write",))
def _upload_url(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    if int(arguments["length"]) <= 0:
        raise Refused("missing_argument")
    if len(arguments.get("alt_txt") or "") > 1_000:
        raise Refused("alt_txt_too_large")
    name = workspace.name("F")
    workspace.files[name] = {
        "id": name,
        "name": arguments["filename"],
        "length": int(arguments["length"]),
        "alt_txt": arguments.get("alt_txt"),
        "content": None,
        "shared": False,
    }
    return {"file_id": name, "upload_url": f"/upload/v1/{name}"}


@method("files.completeUploadExternal", needs=("files",), scopes=("files:write",))
def _complete_upload(workspace: Workspace, arguments: Arguments) -> dict[str, Any]:
    done = []
    for wanted in _json(arguments["files"]):
        file = workspace.files.get(wanted.get("id"))
        if file is None or file["content"] is None:
            raise Refused("file_not_found")
        if file["shared"]:
            raise Refused("file_update_failed")
        file["title"] = wanted.get("title")
        file["shared"] = True
        done.append(file)
    name = arguments.get("channel_id") or arguments.get("channels")
    if name:
        channel = workspace.channel(name)
        _member(channel)
        thread = arguments.get("thread_ts")
        if thread and thread not in channel.messages:
            raise Refused("invalid_channel")
        workspace.put(
            channel,
            {
                "user": BOT_USER,
                "bot_id": BOT_ID,
                "subtype": "file_share",
                "text": arguments.get("initial_comment") or "",
                "files": [
                    {key: file[key] for key in ("id", "name", "title", "alt_txt")} for file in done
                ],
                **({"thread_ts": thread} if thread else {}),
            },
        )
    return {"files": [{"id": file["id"], "title": file["title"]} for file in done]}


# --- helpers ------------------------------------------------------------------------


def _member(channel: Channel) -> None:
    """A bot without chat:write.public writes where it was invited."""
    if BOT_USER not in channel.members:
        raise Refused("channel_not_found" if channel.private else "not_in_channel")


def _json(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            raise Refused("invalid_arguments", ["not JSON"]) from None
    return value
