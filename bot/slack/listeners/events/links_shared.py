"""A link to a site whose links unfurl was pasted: what it leads to is shown beneath it.

Payload: https://docs.slack.dev/reference/events/link_shared
"""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.people.access import Viewer
from bot.slack.links import linked_paper
from bot.slack.office import Office
from bot.slack.views.link_blocks import link_entity, link_message

__all__ = ["register"]

MOST = 5
"""Links of one message that unfurl."""


def register(app: App, office: Office) -> None:
    def shared(event: dict[str, Any]) -> None:
        cards = office.cards(_reader(event))
        urls = [str(one.get("url") or "") for one in event.get("links") or ()][:MOST]
        found = [one for url in urls if (one := linked_paper(office.papers, cards, url))]
        if found:
            office.delivery.unfurl(
                [link_entity(one) for one in found],
                {one.url: link_message(one) for one in found},
                event,
            )

    app.event("link_shared")(shared)


def _reader(event: dict[str, Any]) -> Viewer:
    """Whoever reads what stands beneath the link: the user alone in our direct messages only."""
    channel = str(event.get("channel") or "")
    ours = channel.startswith("D") and event.get("is_bot_user_member") is True
    return Viewer(user=str(event.get("user") or ""), channel=channel, alone=ours)
