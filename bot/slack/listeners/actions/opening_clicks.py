"""Buttons that open a list in full, or the help, over a message or the Home tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_sdk.models.views import View

from bot.slack.listeners.clicks import Click, on_click
from bot.slack.listeners.events.home_opened import clerk_lists
from bot.slack.office import Office, beside
from bot.slack.showing import NO_PAGE
from bot.slack.views.home_blocks import clerk_lists_modal
from bot.slack.views.opened_views import agenda_modal, opened, recommendations_modal
from bot.slack.views.pack_blocks import agenda
from bot.slack.views.phrases import help_message

__all__ = ["register"]

Opener = Callable[[Office, Click, dict[str, Any]], View | str]


def register(app: App, office: Office) -> None:
    def listen(action_id: str, view_of: Opener) -> None:
        def show(office: Office, click: Click, value: dict[str, Any]) -> None:
            view = view_of(office, click, value)
            if isinstance(view, str):
                click.tell(office, view)
            else:
                click.open(office, view)

        on_click(app, office, action_id, show)

    listen("show_items", _items)
    listen("show_recommendations", _recommendations)
    listen("show_help", _help)
    listen("show_clerk_lists", _clerk_lists)


def _items(office: Office, click: Click, value: dict[str, Any]) -> View | str:
    cards = office.cards(click.clicker)
    card = next((one for one in cards if one.document == value.get("d")), None)
    if card is None:
        return NO_PAGE
    also = [(other, office.papers.pack(other.document)) for other in beside(card, cards)]
    return agenda_modal(card, agenda(card, office.papers.pack(card.document), also))


def _recommendations(office: Office, click: Click, value: dict[str, Any]) -> View | str:
    found = office.opened(str(value.get("d")), click.clicker)
    if found is None:
        return NO_PAGE
    card, pack = found
    item = next((one for one in pack.items if one.number == value.get("item")), None)
    return recommendations_modal(card, item) if item else NO_PAGE


def _help(office: Office, click: Click, _value: dict[str, Any]) -> View:
    return opened("Help", help_message(clerk=office.roles.is_clerk(click.user)).blocks)


def _clerk_lists(office: Office, click: Click, _value: dict[str, Any]) -> View | str:
    if not office.roles.is_clerk(click.user):
        return office.roles.refusal()
    return clerk_lists_modal(clerk_lists(office))
