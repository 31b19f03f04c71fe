"""Buttons that open a list in full, or the help, over a message or the Home tab."""

from __future__ import annotations

from typing import Any

from bot.slack.listeners.clicks import Click, Clicks
from bot.slack.office import NO_PAGE, NotShown, Office, beside
from bot.slack.views.home_blocks import clerk_lists_modal
from bot.slack.views.opened_views import agenda_modal, opened, recommendations_modal
from bot.slack.views.pack_blocks import agenda
from bot.slack.views.phrases import help_message

__all__ = ["CLICKS"]


def _items(office: Office, click: Click, value: dict[str, Any]) -> None:
    card, pack = office.opened(str(value.get("d")), click.clicker)
    others = beside(card, office.cards(click.clicker))
    also = [(other, office.papers.pack(other.document)) for other in others]
    click.open(office, agenda_modal(card, agenda(card, pack, also)))


def _recommendations(office: Office, click: Click, value: dict[str, Any]) -> None:
    card, pack = office.opened(str(value.get("d")), click.clicker)
    item = next((one for one in pack.items if one.number == value.get("item")), None)
    if item is None:
        raise NotShown(NO_PAGE)
    click.open(office, recommendations_modal(card, item))


def _help(office: Office, click: Click, _value: dict[str, Any]) -> None:
    shown = help_message(clerk=office.roles.is_clerk(click.user))
    click.open(office, opened("Help", shown.blocks))


def _clerk_lists(office: Office, click: Click, _value: dict[str, Any]) -> None:
    if not office.roles.is_clerk(click.user):
        raise NotShown(office.roles.refusal())
    memory = office.memory
    click.open(
        office,
        clerk_lists_modal(
            latest=memory.questions.latest(),
            not_found=memory.questions.not_found(),
            wrong=memory.feedback.wrong(),
            channels=memory.places.channels(),
            restricted=memory.places.restricted(),
        ),
    )


CLICKS: Clicks = {
    "show_items": _items,
    "show_recommendations": _recommendations,
    "show_help": _help,
    "show_clerk_lists": _clerk_lists,
}
