"""Lists in the Home tab: follow a committee, or stop."""

from __future__ import annotations

from typing import Any

from bot.slack.listeners.clicks import Click, Clicks
from bot.slack.listeners.events.home_opened import publish_home
from bot.slack.office import Office
from bot.slack.views.schedule_blocks import committee_value

__all__ = ["CLICKS"]


def _follow(office: Office, click: Click, value: dict[str, Any]) -> None:
    name = _chosen(value, office.committees(click.clicker))
    if name:
        office.memory.places.follow(click.user, name)
    publish_home(office, click.user)


def _unfollow(office: Office, click: Click, value: dict[str, Any]) -> None:
    name = _chosen(value, office.memory.places.followed(click.user))
    if name:
        office.memory.places.unfollow(click.user, name)
    publish_home(office, click.user)


def _chosen(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if committee_value(name) == value.get("c")), None)


CLICKS: Clicks = {"follow": _follow, "unfollow": _unfollow}
