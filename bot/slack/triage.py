"""What an event asks of us, decided from its payload alone.

Field names: https://docs.slack.dev/reference/events/message and
https://docs.slack.dev/reference/events/app_mention
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.slack.slack_text import mentions, plain

__all__ = ["HeardMessage", "hear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardMessage:
    """A person's message, as far as it may concern us.

    Attributes:
        text: what was typed, without control sequences.
        direct: in a direct message with us.
        mentioned: names us.
        to_others: names somebody else and not us.
        in_thread: is a reply.
        files: dropped with it, as Slack describes them.
    """

    channel: str
    ts: str
    thread_ts: str
    user: str
    text: str
    direct: bool = False
    mentioned: bool = False
    to_others: bool = False
    in_thread: bool = False
    files: tuple[dict[str, Any], ...] = ()


def hear(event: dict[str, Any], *, bot_user: str) -> HeardMessage | None:
    """The message in a ``message`` or ``app_mention`` event; None: nothing for us.

    Bots' messages, our own, edits, deletions, joins and every other subtype but a shared
    file start nothing.
    """
    said = event.get("type") in ("message", "app_mention")
    if not said or event.get("subtype") not in (None, "file_share"):
        return None
    # An edit may come as a second app_mention for the same message.
    if any(event.get(mark) for mark in ("bot_id", "bot_profile", "app_id", "edited", "hidden")):
        return None
    user, channel, ts = event.get("user"), event.get("channel"), event.get("ts")
    if not user or not channel or not ts or user in (bot_user, "USLACKBOT"):
        return None
    typed = str(event.get("text") or "")
    named = mentions(typed)
    text = plain(typed, bot_user=bot_user)
    thread_ts = event.get("thread_ts")
    return HeardMessage(
        channel=channel,
        ts=ts,
        thread_ts=thread_ts or ts,
        user=user,
        text=text,
        direct=event.get("channel_type") == "im",
        mentioned=event["type"] == "app_mention" or bot_user in named,
        to_others=bool(named) and bot_user not in named,
        in_thread=bool(thread_ts) and thread_ts != ts,
        files=tuple(event.get("files") or ()),
    )
