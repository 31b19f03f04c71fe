"""Buttons that show a page, as a picture or as words, or print some."""

from __future__ import annotations

import re
from typing import Any

from bot.slack.listeners.clicks import Click, Clicks
from bot.slack.office import Office
from bot.slack.print_pages import print_for
from bot.slack.showing import page_of, quotes_on, show_page
from bot.slack.views.folding import places
from bot.slack.views.page_blocks import page_modal

__all__ = ["CLICKS"]


def _which(office: Office, value: dict[str, Any]) -> tuple[str, int, str | None]:
    """(document, PDF page, request id) that a button stands for."""
    request_id = str(value["q"]) if value.get("q") else None
    if "i" not in value:
        return str(value["d"]), int(value["p"]), request_id
    answer = office.memory.questions.answer(str(request_id))
    if answer is None:
        raise office.cleared()
    place = places(answer)[int(value["i"])]
    return place.document, place.pdf_page, request_id


def _show(office: Office, click: Click, value: dict[str, Any]) -> None:
    document, pdf_page, request_id = _which(office, value)
    here = None if click.ephemeral or not click.thread_ts else click.channel
    show_page(
        office,
        click.reader if here else click.clicker,
        (here, str(click.thread_ts)) if here else None,
        document=document,
        pdf_page=pdf_page,
        request_id=request_id,
    )
    if click.channel and not here:
        click.tell(office, "I have put the page into our direct messages.")


def _words(office: Office, click: Click, value: dict[str, Any]) -> None:
    document, pdf_page, request_id = _which(office, value)
    card, pack = office.opened(document, click.clicker)
    page = page_of(pack, pdf_page)
    text = office.papers.page_text(document, page.pdf_page) or ""
    quotes = quotes_on(office, request_id, document, pdf_page)
    click.open(office, page_modal(card.title, page, text, quotes))


def _print(office: Office, click: Click, value: dict[str, Any]) -> None:
    printed = range(int(value.get("n") or 0), int(value.get("last") or 0) + 1)
    document = str(value.get("d"))
    click.tell(office, print_for(office, click.user, document=document, printed=printed))


CLICKS: Clicks = {
    re.compile(r"^show_page_"): _show,
    "page_before": _show,
    "page_after": _show,
    "page_text": _words,
    "print_pages": _print,
}
