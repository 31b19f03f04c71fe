"""Links to papers that people paste: which paper, item and page they lead to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from bot.papers import Card, Papers
from bot.slack.views.link_blocks import LinkedPaper
from indexer.council.packs import Item, Pack

__all__ = ["linked_paper"]


def linked_paper(papers: Papers, cards: Sequence[Card], url: str) -> LinkedPaper | None:
    """The paper of a link, if it is among those that the reader may be shown."""
    wanted = _place(url)
    found = [one for one in cards if one.url and _place(one.url) == wanted]
    card = min(found, key=lambda one: one.superseded_by is not None, default=None)
    pack = papers.pack(card.document) if card else None
    if card is None or pack is None:
        return None
    page = re.search(r"\bpage=(\d{1,5})\b", urlsplit(url).fragment)
    item = _item_of(pack, int(page[1])) if page else None
    return LinkedPaper(url=url, card=card, pack=pack, item=item)


def _item_of(pack: Pack, pdf_page: int) -> Item | None:
    number = next((one.item for one in pack.pages if one.pdf_page == pdf_page), None)
    return next((item for item in pack.items if number and item.number == number), None)


def _place(url: str) -> tuple[str, str, str]:
    """What tells two addresses apart: neither the scheme nor how a space is written."""
    parts = urlsplit(url)
    return (parts.hostname or "").casefold(), unquote(parts.path), unquote(parts.query)
