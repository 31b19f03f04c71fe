"""Posts carried out in this thread, as the durable workflow does."""

from __future__ import annotations

from typing import Any

from bot.digests.publisher import DigestPublisher
from bot.jobs import posting
from tests.slack_server.server import SlackServer

__all__ = ["carry_out", "said"]


def carry_out(office: DigestPublisher) -> None:
    """Look once, and carry every post as far as it goes now."""
    for post in office.tick():
        posting.carry_out(office, posting.name_of(post))


def said(slack: SlackServer, channel: str) -> list[dict[str, Any]]:
    """What the bot said in a channel, or in a member's direct messages."""
    if channel not in slack.workspace.channels:
        return []
    return slack.workspace.bot_messages(channel)
