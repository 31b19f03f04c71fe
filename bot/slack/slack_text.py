"""Text in and out of Slack.

Outgoing text of papers and people stands in elements that Slack shows letter by letter
(``rich_text`` text, ``plain_text`` without emoji); only the ``text`` that goes with a
message for notifications and screen readers is escaped, since Slack reads control
sequences there (https://docs.slack.dev/messaging/formatting-message-text#escaping).
"""

from __future__ import annotations

import re

__all__ = ["escape", "mentions", "plain", "shorten"]

_TOKEN = re.compile(r"<([^<>]*)>")


def escape(text: str) -> str:
    """Make text safe for a message's ``text``: no mention, link or channel comes of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, *, bot_user: str | None = None) -> str:
    """What somebody typed, without Slack's control sequences.

    ``<@U1>`` of the bot vanishes, of others becomes "@someone"; ``<#C1|general>``
    becomes "#general"; ``<https://x|y>`` becomes "y".
    """

    def readable(match: re.Match[str]) -> str:
        inside = match.group(1)
        target, _, label = inside.partition("|")
        if target.startswith("@"):
            return "" if target[1:] == bot_user else f"@{label}" if label else "@someone"
        if target.startswith("#"):
            return f"#{label}" if label else "#channel"
        if target.startswith("!"):
            return label
        return label or target

    text = _TOKEN.sub(readable, text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def mentions(text: str) -> frozenset[str]:
    """User ids that a text names."""
    return frozenset(
        match.group(1).partition("|")[0][1:]
        for match in _TOKEN.finditer(text)
        if match.group(1).startswith("@")
    )


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word, with "…" where something is left out.

    For labels only: content is folded, never shortened.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:.") + "…"
