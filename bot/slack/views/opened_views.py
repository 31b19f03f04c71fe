"""What opens over a message or the Home tab: lists in full, and the help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.papers import Card
from bot.slack.slack_text import shorten
from bot.slack.views.message import (
    bold,
    bullets,
    context,
    modal,
    page_links,
    paragraph,
    pieces,
)
from bot.slack.views.pack_blocks import at_page, item_row, meeting_line
from indexer.council.packs import Item, page_name

__all__ = ["agenda_modal", "opened", "recommendations_modal"]

MAX_BLOCKS = 95
ROWS = 20
"""Of a list in one block."""


def opened(title: str, blocks: Sequence[Block]) -> View:
    """A view that is only read; what would not fit is said to be left."""
    shown = list(blocks)
    if len(shown) > MAX_BLOCKS:
        shown = [*shown[:MAX_BLOCKS], context("The rest is in the paper itself.")]
    return modal(title, shown)


def agenda_modal(card: Card, items: Sequence[tuple[Item, Card]]) -> View:
    """All items of a meeting, each a link to its page."""
    rows = [item_row(item, of.url) for item, of in items]
    return opened(
        "The whole agenda",
        [
            paragraph(bold(meeting_line(card))),
            *(bullets(rows[start : start + ROWS]) for start in range(0, len(rows), ROWS)),
        ],
    )


def recommendations_modal(card: Card, item: Item) -> View:
    """All that an item recommends, in the paper's words."""
    title = paragraph(bold(f"Item {item.number}: {shorten(item.title, 400)}"))
    return opened("What is recommended", [title, *_recommended(card, item)])


def _recommended(card: Card, item: Item) -> Iterator[Block]:
    for one in item.recommendations:
        page = page_name(one.printed_page, one.pdf_page)
        *before, last = pieces(one.text)
        yield from (paragraph(piece) for piece in before)
        yield paragraph(last, *page_links([(page, at_page(card.url, one.pdf_page))]))
