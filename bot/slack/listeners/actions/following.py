"""Lists in the Home tab: follow a committee, or stop."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.slack.listeners.clicks import Click
from bot.slack.listeners.events.home_opened import publish_home
from bot.slack.office import Office
from bot.slack.views.message import value_of
from bot.slack.views.schedule_blocks import committee_value

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    def chosen(action: dict[str, Any], names: tuple[str, ...]) -> str | None:
        key = value_of(action).get("c")
        return next((name for name in names if committee_value(name) == key), None)

    def follow(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        user = Click.of(body).user
        name = chosen(action, office.committees(user=user))
        if name:
            office.memory.places.follow(user, name)
        publish_home(office, user)

    def unfollow(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        user = Click.of(body).user
        name = chosen(action, office.memory.places.followed(user))
        if name:
            office.memory.places.unfollow(user, name)
        publish_home(office, user)

    app.action("follow")(follow)
    app.action("unfollow")(unfollow)
