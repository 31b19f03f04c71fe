"""Committees as people type them, among those that they may read."""

from __future__ import annotations

from typing import Any

from bot.people.access import Viewer
from bot.slack.office import NotShown, Office
from bot.slack.slack_text import shorten
from indexer.council.bodies import meant_among

__all__ = ["committee_named", "one_of", "typist", "unknown_committee"]


def typist(command: dict[str, Any]) -> Viewer:
    """Whoever typed a command: they alone see what it answers."""
    return Viewer(user=str(command["user_id"]), channel=str(command["channel_id"]), alone=True)


def committee_named(office: Office, command: dict[str, Any], name: str) -> str:
    """A committee that the user may read, by its name or an unmistakable part of it; else
    `NotShown`."""
    found = one_of(name, office.committees(typist(command)))
    if found is None:
        raise unknown_committee(office, command, name)
    return found


def one_of(name: str, names: tuple[str, ...]) -> str | None:
    """The one that is so called, or the only one that has all these words."""
    found = meant_among(names, name)
    return found[0] if len(found) == 1 else None


def unknown_committee(office: Office, command: dict[str, Any], name: str) -> NotShown:
    known = shorten(", ".join(office.committees(typist(command))), 1_000) or "none yet"
    begin = (
        f"I have no papers of a committee called “{shorten(name, 80)}”; I know"
        if name
        else "Which committee? I know"
    )
    return NotShown(f"{begin}: {known}.")
