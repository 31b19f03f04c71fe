"""A page shown: its picture with its words and controls, and pages in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ImageBlock,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import SlackFile
from slack_sdk.models.views import View

from bot.answers.answer import Citation
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
    context,
    link,
    modal,
    paragraph,
    pieces,
    preformatted,
)
from bot.slack.views.pack_blocks import at_page
from indexer.council.packs import Pack, Page, counted, page_name

__all__ = ["alternative", "full_name", "page_message", "page_modal", "pages_message"]

MAX_ALTERNATIVE = 1_000
"""https://docs.slack.dev/reference/methods/files.getUploadURLExternal: alt_txt."""

MODAL_BLOCKS = 90

MAX_PAGES = 8

UNDRAWN = "This page's picture could not be made; its words can be read."
GOES_ON = "\n… To read the rest, choose “Read as text”."


def full_name(page: Page | Citation, word: str = "page") -> str:
    """``page 97 (PDF page 101), item 6``."""
    item = f", item {page.item}" if page.item else ""
    if page.printed_page is None:
        return f"PDF page {page.pdf_page}{item}"
    return f"{word} {page.printed_page} (PDF page {page.pdf_page}){item}"


def alternative(title: str, page: Page, quotes: Sequence[str]) -> str:
    """What a screen reader says for the picture of a page."""
    said = f"Picture of {full_name(page)} of {title}."
    if quotes:
        said += " Highlighted: " + " … ".join(f"“{quote}”" for quote in quotes) + "."
    if len(said) > MAX_ALTERNATIVE - 60:
        said = shorten(said, MAX_ALTERNATIVE - 60)
    return f"{said} “Read as text” gives the page's words."


def page_message(
    card: Card,
    pack: Pack,
    page: Page,
    *,
    words: str,
    request_id: str | None,
    quotes: Sequence[str],
    picture: tuple[str, str] | None,
) -> Message:
    """A page: its picture, its words to unfold, and where one can go from it.

    Args:
        words: the page's own.
        request_id: the answer whose quotes are highlighted, if it was opened from one.
        picture: the id of the file in Slack and what a screen reader says for it; None:
            there is none, and the message says so.
    """
    name = f"{shorten(card.title, 160)}, {full_name(page)}"
    first: Block = paragraph(link(name, at_page(card.url, page.pdf_page)))
    told: list[Block] = []
    if words.strip():
        # Slack folds a section's text away behind "See more".
        told.append(SectionBlock(text=PlainTextObject(text=_begin(words), emoji=False)))
    value = {"d": card.document, **({"q": request_id} if request_id else {})}
    rest = [*told, actions(_controls(pack, page, value))]
    bare = Message([first, context(UNDRAWN), *rest])
    if picture is None:
        return bare
    file, said = picture
    shown: list[Block] = [first, ImageBlock(slack_file=SlackFile(id=file), alt_text=said)]
    if page.ocr:
        shown.append(context("A scanned page: words cannot be highlighted on it."))
    elif quotes:
        shown.append(context("The quoted words are highlighted."))
    return Message([*shown, *rest], instead=bare)


def _begin(words: str) -> str:
    first, *more = pieces(words.strip(), MAX_TEXT - len(GOES_ON))
    return f"{first}{GOES_ON}" if more else first


def _controls(pack: Pack, page: Page, value: dict[str, Any]) -> list[ButtonElement]:
    pages = {int(one.pdf_page): one for one in pack.pages}
    elements = []
    for action_id, said, step in (("page_before", "Previous", -1), ("page_after", "Next", 1)):
        if neighbour := pages.get(page.pdf_page + step):
            number = page_name(neighbour.printed_page, neighbour.pdf_page)
            there = {**value, "p": int(neighbour.pdf_page)}
            elements.append(button(f"{said} page, {number}", action_id, there))
    here, spoken = {**value, "p": int(page.pdf_page)}, "Read all of this page's words"
    return [*elements, button("Read as text", "page_text", here, spoken=spoken)]


def page_modal(title: str, page: Page, text: str, quotes: Sequence[str]) -> View:
    """A page's words, all of them."""
    blocks: list[Block] = [paragraph(bold(f"{shorten(title, 160)}, {full_name(page)}"))]
    for quoted in quotes[:10]:
        blocks.extend(
            paragraph(*(["Quoted: "] if number == 0 else []), piece)
            for number, piece in enumerate(pieces(quoted))
        )
    if text.strip():
        room = MODAL_BLOCKS - len(blocks)
        words = pieces(text.strip(), max(MAX_TEXT, -(-len(text) // room)))
        blocks.extend(preformatted(piece) for piece in words)
    else:
        blocks.append(paragraph("This page has no words on it."))
    if page.ocr:
        blocks.append(context("Read from a scanned page by machine: compare it with the picture."))
    return modal("The page's words", blocks, name="page_words")


def pages_message(card: Card, pack: Pack, pages: Sequence[Page]) -> Message:
    """Some pages of a pack: how each begins, with a button that shows it; more than
    `MAX_PAGES` go on behind a button."""
    shown, rest = pages[:MAX_PAGES], pages[MAX_PAGES:]
    rows: list[list[Part]] = []
    elements = []
    for number, page in enumerate(shown):
        begins = next((b.text for b in page.blocks if b.text.strip()), page.text)
        begins = shorten(begins, 140) or "blank"
        rows.append([link(full_name(page), at_page(card.url, page.pdf_page)), f": {begins}"])
        text = f"Show {page_name(page.printed_page, page.pdf_page)}"
        value = {"d": card.document, "p": int(page.pdf_page)}
        spoken = f"Show {full_name(page)} of {pack.title or card.title} as a picture"
        elements.append(button(text, f"show_page_{number}", value, spoken=spoken))
    run = {"d": card.document, "n": pages[0].printed_page, "last": pages[-1].printed_page}
    spoken = "Put these pages into a direct message as a PDF"
    elements.append(button("Print these pages", "print_pages", run, spoken=spoken))
    if rest:
        left = {**run, "t": "pages", "n": rest[0].printed_page}
        elements.append(button(f"Show {counted(len(rest), 'more page')}", "actions_more", left))
    return Message([paragraph(bold(shorten(card.title, 160))), bullets(rows), actions(elements)])
