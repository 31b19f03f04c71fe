"""Committees as people type them, among those that they may read."""

from __future__ import annotations

from typing import Any

from bot.people.access import Viewer
from bot.slack.office import Office
from indexer.council.bodies import committee_named, meant_among

__all__ = ["committee_meant", "one_of", "typist"]


def typist(command: dict[str, Any]) -> Viewer:
    """Whoever typed a command: they alone see what it answers."""
    return Viewer(user=str(command["user_id"]), channel=str(command["channel_id"]), alone=True)


def committee_meant(office: Office, command: dict[str, Any], name: str) -> str:
    """A committee that the user may read, by its name or an unmistakable part of it."""
    every = [card.committee for card in office.papers.cards() if card.committee]
    return committee_named(name, office.committees(typist(command)), every=every)


def one_of(name: str, names: tuple[str, ...]) -> str | None:
    """The one that is so called, or the only one that has all these words."""
    found = meant_among(names, name)
    return found[0] if len(found) == 1 else None
