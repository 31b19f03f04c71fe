"""Buttons that show a page, as a picture or as words, or print some."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import App

from bot.slack.listeners.clicks import Click, on_click
from bot.slack.office import Office
from bot.slack.print_pages import print_for
from bot.slack.showing import NO_PAGE, page_of, quotes_on, show_page
from bot.slack.views.folding import places
from bot.slack.views.page_blocks import page_modal
from bot.slack.views.phrases import cleared

__all__ = ["register"]

IN_DIRECT = "I have put the page into our direct messages."


def register(app: App, office: Office) -> None:
    for action_id, act in (
        (re.compile(r"^show_page_"), _show),
        ("page_before", _show),
        ("page_after", _show),
        ("page_text", _words),
        ("print_pages", _print),
    ):
        on_click(app, office, action_id, act)


def _which(office: Office, value: dict[str, Any]) -> tuple[str, int, str | None] | None:
    """(document, PDF page, request id) that a button stands for."""
    request_id = value.get("q")
    if "i" in value:
        answer = office.memory.questions.answer(str(request_id))
        if answer is None:
            return None
        place = places(answer)[int(value["i"])]
        return place.document, place.pdf_page, str(request_id)
    return str(value["d"]), int(value["p"]), str(request_id) if request_id else None


def _show(office: Office, click: Click, value: dict[str, Any]) -> None:
    wanted = _which(office, value)
    if wanted is None:
        click.tell(office, cleared(office.settings.retention_days))
        return
    document, pdf_page, request_id = wanted
    spot = click.spot()
    said = show_page(office, spot, document=document, pdf_page=pdf_page, request_id=request_id)
    if said is None and spot.thread is None and click.channel:
        said = IN_DIRECT
    if said:
        click.tell(office, said)


def _words(office: Office, click: Click, value: dict[str, Any]) -> None:
    wanted = _which(office, value)
    if wanted is None:
        click.tell(office, cleared(office.settings.retention_days))
        return
    document, pdf_page, request_id = wanted
    found = office.opened(document, click.clicker)
    page = page_of(found[1], pdf_page) if found else None
    if found is None or page is None:
        click.tell(office, NO_PAGE)
        return
    text = office.papers.page_text(document, page.pdf_page) or ""
    quotes = quotes_on(office, request_id, document, pdf_page)
    click.open(office, page_modal(found[0].title, page, text, quotes))


def _print(office: Office, click: Click, value: dict[str, Any]) -> None:
    printed = range(int(value.get("n") or 0), int(value.get("last") or 0) + 1)
    document = str(value.get("d"))
    click.tell(office, print_for(office, click.user, document=document, printed=printed))
