"""The Home tab's lists of committees, and buttons that open a list in full, or the help."""

from __future__ import annotations

from typing import Any

from bot.slack.listeners.clicks import Click, Clicks
from bot.slack.listeners.events.home_opened import publish_home
from bot.slack.office import NO_PAGE, NotShown, Office, beside
from bot.slack.views.home_blocks import clerk_lists_modal
from bot.slack.views.message import opened
from bot.slack.views.pack_blocks import agenda, agenda_modal, recommendations_modal
from bot.slack.views.phrases import help_message
from bot.slack.views.schedule_blocks import committee_value

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
    memory, places = office.memory, office.memory.places
    shown = clerk_lists_modal(
        latest=memory.questions.latest(),
        not_found=memory.questions.not_found(),
        wrong=memory.feedback.wrong(),
        channels=places.channels(),
        restricted=places.restricted(),
    )
    click.open(office, shown)


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


CLICKS: Clicks = {
    "follow": _follow,
    "unfollow": _unfollow,
    "show_items": _items,
    "show_recommendations": _recommendations,
    "show_help": _help,
    "show_clerk_lists": _clerk_lists,
}
