"""Committees as people type them, among those that they may read."""

from __future__ import annotations

from typing import Any

from bot.slack.office import Office
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message
from bot.slack.views.phrases import sentence
from indexer.council.bodies import same_committee

__all__ = ["committee_named", "one_of", "unknown_committee"]


def committee_named(office: Office, command: dict[str, Any], name: str) -> str | None:
    """A committee that the user may read, by its name or an unmistakable part of it."""
    return one_of(name, office.committees(user=command["user_id"], channel=command["channel_id"]))


def one_of(name: str, names: tuple[str, ...]) -> str | None:
    exact = [known for known in names if same_committee(known, name)]
    if exact:
        return exact[0]
    part = [known for known in names if name and name.casefold() in known.casefold()]
    return part[0] if len(part) == 1 else None


def unknown_committee(office: Office, command: dict[str, Any], name: str) -> Message:
    known = ", ".join(office.committees(user=command["user_id"], channel=command["channel_id"]))
    begin = (
        f"I have no papers of a committee called “{shorten(name, 80)}”; I know"
        if name
        else "Which committee? I know"
    )
    return sentence(f"{begin}: {shorten(known, 1_000) or 'none yet'}.")
