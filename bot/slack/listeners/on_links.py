"""A link to a site whose links unfurl was pasted: what it leads to is shown beneath it.

Payload: https://docs.slack.dev/reference/events/link_shared
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from slack_bolt import App

from bot.papers import Card, Papers
from bot.people.access import Viewer
from bot.slack.office import Office
from bot.slack.views.link_blocks import LinkedPaper, link_entity, link_message
from indexer.council.packs import Item, Pack

__all__ = ["register"]

MOST = 5
"""Links of one message that unfurl."""


def register(app: App, office: Office) -> None:
    def shared(event: dict[str, Any]) -> None:
        cards = office.cards(_reader(event))
        urls = [str(one.get("url") or "") for one in event.get("links") or ()][:MOST]
        found = [one for url in urls if (one := _linked_paper(office.papers, cards, url))]
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


def _linked_paper(papers: Papers, cards: Sequence[Card], url: str) -> LinkedPaper | None:
    """The paper of a link, if it is among those that the reader may be shown."""
    wanted = _place(url)
    found = [one for one in cards if one.url and _place(one.url) == wanted]
    card = min(found, key=lambda one: one.superseded_by is not None, default=None)
    pack = papers.pack(card.document) if card else None
    if card is None or pack is None:
        return None
    # As PDF viewers take it: page=6, or zoom=1;page=6,100,200.
    opens_at = parse_qs(urlsplit(url).fragment.replace(";", "&")).get("page", [""])[0]
    page = opens_at.partition(",")[0]
    item = _item_of(pack, int(page)) if page.isdecimal() and len(page) < 6 else None
    return LinkedPaper(url=url, card=card, pack=pack, item=item)


def _item_of(pack: Pack, pdf_page: int) -> Item | None:
    number = next((one.item for one in pack.pages if one.pdf_page == pdf_page), None)
    return next((item for item in pack.items if number and item.number == number), None)


def _place(url: str) -> tuple[str, str, str]:
    """What tells two addresses apart: neither the scheme nor how a space is written."""
    parts = urlsplit(url)
    return (parts.hostname or "").casefold(), unquote(parts.path), unquote(parts.query)
