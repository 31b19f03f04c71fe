"""Buttons that show a page, as a picture or as words, print some, or show rows of tables."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import App

from bot.people.access import Viewer
from bot.slack.listeners.clicks import Click, listener, on_clicks
from bot.slack.office import NO_PAGE, NotShown, Office
from bot.slack.showing import page_of, print_for, quotes_on, show_page, stored_answer
from bot.slack.views.folding import places
from bot.slack.views.message import Message
from bot.slack.views.page_blocks import page_modal, pages_message
from bot.slack.views.paper_tables import (
    actions_message,
    cited_message,
    cited_rows,
    papers_message,
    plan_message,
)

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    # Numbered by the page's place in its answer, which may have any number of them.
    app.action(re.compile(r"^show_page_"))(listener(office, _show))
    on_clicks(
        app,
        office,
        page_before=_show,
        page_after=_show,
        page_text=_words,
        print_pages=_print,
        show_table=_cited,
        actions_more=_go_on,
    )


def _which(office: Office, value: dict[str, Any]) -> tuple[str, int, str | None]:
    """(document, PDF page, request id) that a button stands for."""
    request_id = str(value["q"]) if value.get("q") else None
    if "i" not in value:
        return str(value["d"]), int(value["p"]), request_id
    answer = office.memory.questions.answer(str(request_id))
    if answer is None:
        raise office.cleared()
    return *places(answer)[int(value["i"])].key, request_id


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
        click.tell(office, "I have put the page in our direct messages.")


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


def _cited(office: Office, click: Click, value: dict[str, Any]) -> None:
    answer = stored_answer(office, str(value.get("q")), click.clicker)
    cited = cited_rows(answer, office.papers.rows_on)
    if not cited:
        raise NotShown(NO_PAGE)
    click.tell(office, cited_message(cited))


def _go_on(office: Office, click: Click, value: dict[str, Any]) -> None:
    """The rows of a list from where a button says."""
    click.tell(office, _rows(office, click.clicker, value))


def _rows(office: Office, reader: Viewer, value: dict[str, Any]) -> Message:
    start, which = int(value.get("n") or 0), value.get("t")
    if which == "papers":
        return papers_message(office.cards(reader), start=start)
    card, pack = office.opened(str(value.get("d")), reader)
    if which == "pages":
        wanted = range(start, int(value.get("last") or start) + 1)
        pages = [one for one in pack.pages if one.printed_page in wanted]
        if not pages:
            raise NotShown(NO_PAGE)
        return pages_message(card, pack, pages)
    table = plan_message if which == "plan" else actions_message
    return table(card, pack, today=office.today(), start=start)
