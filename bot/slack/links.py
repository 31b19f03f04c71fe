"""Links to papers that people paste: which paper, item and page they lead to."""

from __future__ import annotations

import re
from urllib.parse import unquote, urldefrag, urlsplit

from bot.people.access import Viewer
from bot.slack.office import Office
from bot.slack.views.link_blocks import LinkedPaper
from indexer.council.packs import Item, Pack

__all__ = ["linked_paper"]


def linked_paper(office: Office, url: str, reader: Viewer) -> LinkedPaper | None:
    """The paper of a link, if the reader may be shown it."""
    address, fragment = urldefrag(url)
    wanted = _place(address)
    cards = [one for one in office.cards(reader) if one.url and _place(one.url) == wanted]
    card = min(cards, key=lambda one: one.superseded_by is not None, default=None)
    pack = office.papers.pack(card.document) if card else None
    if card is None or pack is None:
        return None
    page = re.search(r"\bpage=(\d{1,5})\b", fragment)
    item = _item_of(pack, int(page[1])) if page else None
    return LinkedPaper(url=url, card=card, pack=pack, item=item)


def _item_of(pack: Pack, pdf_page: int) -> Item | None:
    number = next((one.item for one in pack.pages if one.pdf_page == pdf_page), None)
    return next((item for item in pack.items if number and item.number == number), None)


def _place(url: str) -> tuple[str, str, str]:
    """What tells two addresses apart: neither the scheme nor how a space is written."""
    parts = urlsplit(urldefrag(url).url)
    return (parts.hostname or "").casefold(), unquote(parts.path), unquote(parts.query)
