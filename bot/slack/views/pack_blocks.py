"""Packs and what is in them: the next meeting, an item, a draft's outline."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import ActionsBlock, Block, PlainTextInputElement
from slack_sdk.models.views import View

from bot.answers.answer import Claim
from bot.digests.compose import page_range
from bot.papers import Card
from bot.slack.slack_text import shorten
from bot.slack.views.message import (
    MAX_TEXT,
    Message,
    Part,
    actions,
    bold,
    bullets,
    button,
    confirm,
    context,
    field,
    header,
    link,
    modal,
    opened,
    page_links,
    paragraph,
    pieces,
)
from indexer.council.dates import spoken_date
from indexer.council.packs import Item, Meeting, Pack, Recommendation, counted, page_name

__all__ = [
    "Also",
    "agenda",
    "agenda_modal",
    "ask_about",
    "ask_modal",
    "at_page",
    "draft_message",
    "item_message",
    "item_range",
    "item_row",
    "meeting_line",
    "next_message",
    "pack_controls",
    "papers_line",
    "recommendations_modal",
    "told",
]

Also = Sequence[tuple[Card, Pack | None]]

SHOWN_ITEMS = 24
SHOWN_ALSO = 4
ROWS = 20
"""Of a list in one block."""

TITLE = 180
"""Characters of an item's title."""

WHOSE = (
    "I could not tell which committee it is for: while any committee is restricted, it is quoted "
    "only to those who may read all restricted committees."
)

DRAFT_ITEMS = 120
DRAFT_TITLES = 4_000
"""Characters of all their titles: Slack takes 13,000 of a message."""


def meeting_line(card: Card) -> str:
    """``Cabinet, 30 January 2025, 10.00 am, Council Chamber``."""
    return _when_and_where(card) or shorten(card.title, 160)


def _when_and_where(meeting: Card | Meeting) -> str:
    date = spoken_date(meeting.date) if meeting.date else None
    parts = (meeting.committee, date, meeting.time, meeting.venue)
    return ", ".join(shorten(part, 120) for part in parts if part)


def item_range(item: Item) -> str:
    """``pp. 93–96``, ``p. 93``, or "" where unknown."""
    return page_range(item.first_page, item.last_page)


def ask_about(document: str, item: str | None) -> dict[str, str]:
    """The value of an "Ask about this" button."""
    return {"d": document, "item": item or ""}


def ask_modal(about: str, *, kept: Mapping[str, Any]) -> View:
    """A question about one document or item of it."""
    question = PlainTextInputElement(
        action_id="question", multiline=True, min_length=2, max_length=1_500
    )
    blocks = [paragraph(shorten(about, 400)), field("question", "Your question", question)]
    return modal("Ask about this", blocks, submit="Ask", name="ask_about", kept=kept)


def agenda(card: Card, pack: Pack | None, also: Also = ()) -> list[tuple[Item, Card]]:
    """A meeting's items, each with the document that has its pages: a supplement's, where
    the pack itself has none."""
    later = [(item, other) for other, held in also for item in (held.items if held else ())]
    paged: dict[str, tuple[Item, Card]] = {}
    for item, other in later:
        if item.first_pdf_page is not None:
            paged.setdefault(item.number.casefold(), (item, other))
    found: list[tuple[Item, Card]] = []
    for item in pack.items if pack else ():
        fuller, of = paged.get(item.number.casefold(), (item, card))
        if item.first_pdf_page is None:
            found.append((dataclasses.replace(fuller, title=item.title or fuller.title), of))
        else:
            found.append((item, card))
    numbers = {item.number.casefold() for item, _ in found}
    for item, other in later:
        if item.number.casefold() not in numbers:
            numbers.add(item.number.casefold())
            found.append((item, other))
    return found


def papers_line(card: Card, also: Also = ()) -> list[Part]:
    """A meeting's documents, each with its length."""
    out: list[Part] = []
    for one in (card, *(other for other, _ in also)):
        pages = f", {counted(one.pages, 'page')}" if one.pages else ""
        out += ["\n", link(shorten(one.title, 160), one.url), pages]
    return out[1:]


def next_message(card: Card, pack: Pack | None, also: Also = ()) -> Message:
    """The next meeting, its papers, supplements and others `also`, and what is in them."""
    blocks: list[Block] = [header("Next meeting"), paragraph(bold(meeting_line(card)))]
    blocks.append(paragraph(*papers_line(card, also[:SHOWN_ALSO])))
    items = agenda(card, pack, also)
    if items:
        blocks.append(bullets(item_row(item, of.url) for item, of in items[:SHOWN_ITEMS]))
    blocks.append(pack_controls(card, len(items), shown=SHOWN_ITEMS))
    return Message(blocks)


def pack_controls(card: Card, items: int, *, shown: int) -> ActionsBlock:
    """Ask about a pack, and see its whole agenda where not all of it is shown."""
    value, spoken = ask_about(card.document, None), f"Ask about {card.title}"
    elements = [button("Ask about this pack", "ask_about", value, spoken=spoken)]
    if items > shown:
        spoken = f"Open all {items} items of {meeting_line(card)}"
        value = {"d": card.document}
        elements.append(button(f"All {items} items", "show_items", value, spoken=spoken))
    return actions(elements)


def told(points: Sequence[Claim]) -> list[list[Part]]:
    """Points of an item, a row each with its pages."""
    rows: list[list[Part]] = []
    for point in points:
        pages = [(page_name(one.printed_page, one.pdf_page), one.url) for one in point.citations]
        rows.append([shorten(point.text, 600), *page_links(pages[:4])])
    return rows


def item_message(card: Card, item: Item, points: Sequence[Claim] = ()) -> Message:
    """One agenda item: what it is for, what is new, what is recommended, where it stands.
    `points`: what a councillor should be told first."""
    blocks: list[Block] = [
        paragraph(bold(f"Item {item.number}: {shorten(item.title, 400)}")),
    ]
    where: list[Part] = [link(shorten(card.title, 160), at_page(card.url, item.first_pdf_page))]
    if item_range(item):
        where.append(f", {item_range(item)}")
    blocks.append(paragraph(*where))
    if item.exempt:
        blocks.append(context("This item is exempt: its report is not in the public pack."))
    if item.late:
        blocks.append(context("A late paper: it came after the agenda was published."))
    if item.purpose:
        blocks.append(paragraph(shorten(item.purpose, 1_500)))
    if points:
        blocks += [paragraph(bold("What matters")), bullets(told(points))]
    left = 0
    if item.recommendations:
        # As they stand: a phrase made of one may say less, or something else.
        blocks.append(paragraph(bold("Recommended")))
        rows: list[list[Part]] = []
        size = whole = 0
        for one in item.recommendations:
            text = shorten(one.text, MAX_TEXT)
            if size + len(text) > 6_000 or len(rows) == 20:
                break
            size += len(text)
            whole += len(one.text) <= MAX_TEXT
            rows.append([text, *_page(card, one)])
        blocks.append(bullets(rows))
        left = len(item.recommendations) - whole
    if item.officers:
        blocks.append(context(f"Officers: {shorten('; '.join(item.officers), 600)}"))
    elements = [button("Ask about this", "ask_about", ask_about(card.document, item.number))]
    if left:
        value = {"d": card.document, "item": item.number}
        elements.append(button(f"Show {left} more", "show_recommendations", value))
    if item.first_pdf_page is not None:
        first = {"d": card.document, "p": int(item.first_pdf_page)}
        elements.append(button("Show its first page", "show_page_0", first))
    blocks.append(actions(elements))
    return Message(blocks)


def draft_message(pack: Pack, *, drop_id: int) -> Message:
    """What was understood of a dropped file, for a clerk to check before anyone sees it."""
    read = f" – {counted(len(pack.pages), 'page')}, read as: {pack.kind}"
    meeting = _when_and_where(pack.meeting) or "It does not say which meeting it is for."
    blocks: list[Block] = [
        header("Ready to check"),
        paragraph(bold(shorten(pack.document, 200)), read),
        paragraph(shorten(meeting, 400)),
    ]
    if not pack.meeting.committee:
        blocks.append(context(WHOSE))
    if pack.items:
        # All of them: a draft opens nowhere else.
        shown = pack.items[:DRAFT_ITEMS]
        title = min(TITLE, DRAFT_TITLES // len(shown))
        rows = [item_row(item, None, title=title) for item in shown]
        starts = range(0, len(rows), SHOWN_ITEMS)
        blocks.extend(bullets(rows[at : at + SHOWN_ITEMS]) for at in starts)
        if len(pack.items) > len(shown):
            blocks.append(context("The rest is in the file itself."))
    else:
        blocks.append(context("No agenda items were recognised."))
    if pack.exempt_pages:
        numbers = ", ".join(
            page_name(page.printed_page, page.pdf_page) for page in pack.exempt_pages[:60]
        )
        more = len(pack.exempt_pages) - 60
        left = f" and {more} more" if more > 0 else ""
        blocks.append(paragraph(bold("Left out as exempt: "), numbers, left))
        blocks.append(context(f"Because it says: {shorten(pack.exempt_pages[0].why, 300)}"))
    if pack.warnings:
        blocks.append(paragraph(bold("Please check")))
        blocks.append(bullets([[shorten(warning, 300)] for warning in pack.warnings[:10]]))
        if len(pack.warnings) > 10:
            blocks.append(context("The terminal lists them all: packhorse show"))
    blocks.append(context("Nobody else sees it before you publish."))
    drop = {"drop": drop_id}
    spoken = "Publish this pack: councillors can then ask about it"
    gone = "Discard this draft"
    sure = confirm("Discard this draft?", "What was read from the file is deleted.", "Discard")
    publish = button("Publish", "draft_publish", drop, style="primary", spoken=spoken)
    discard = button("Discard", "draft_discard", drop, style="danger", spoken=gone, sure=sure)
    blocks.append(actions([publish, discard]))
    return Message(blocks)


def item_row(item: Item, url: str | None, *, title: int = TITLE) -> Sequence[Part]:
    row: list[Part] = [
        bold(f"{item.number} "),
        link(shorten(item.title, title), at_page(url, item.first_pdf_page)),
    ]
    if item_range(item):
        row.append(f", {item_range(item)}")
    marks = [mark for mark, holds in (("exempt", item.exempt), ("late paper", item.late)) if holds]
    return [*row, f" – {', '.join(marks)}" if marks else ""]


def at_page(url: str | None, pdf_page: int | None) -> str | None:
    return f"{url}#page={pdf_page}" if url and pdf_page is not None else url


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
    blocks = [paragraph(bold(f"Item {item.number}: {shorten(item.title, 400)}"))]
    for one in item.recommendations:
        *before, last = pieces(one.text)
        blocks += [paragraph(piece) for piece in before]
        blocks.append(paragraph(last, *_page(card, one)))
    return opened("What is recommended", blocks)


def _page(card: Card, one: Recommendation) -> list[Part]:
    return page_links(
        [(page_name(one.printed_page, one.pdf_page), at_page(card.url, one.pdf_page))]
    )
