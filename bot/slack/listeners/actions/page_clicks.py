"""Buttons that show a page, as a picture or as words, or print some."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import Ack, App

from bot.slack.listeners.clicks import Click
from bot.slack.office import Office
from bot.slack.printing import print_for
from bot.slack.showing import NO_PAGE, quotes_on, show_page
from bot.slack.views.folding import places
from bot.slack.views.message import value_of
from bot.slack.views.page_blocks import page_modal
from bot.slack.views.phrases import cleared
from indexer.council.packs import PdfPage

__all__ = ["register"]

IN_DIRECT = "I have put the page into our direct messages."


def register(app: App, office: Office) -> None:
    def which(action: dict[str, Any]) -> tuple[str, int, str | None] | None:
        """(document, PDF page, request id) that a button stands for."""
        value = value_of(action)
        request_id = value.get("q")
        if "i" in value:
            answer = office.memory.questions.answer(str(request_id))
            if answer is None:
                return None
            place = places(answer)[int(value["i"])]
            return place.document, place.pdf_page, str(request_id)
        return str(value["d"]), int(value["p"]), str(request_id) if request_id else None

    def show(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click, wanted = Click.of(body), which(action)
        if wanted is None:
            click.tell(office, cleared(office.settings.retention_days))
            return
        document, pdf_page, request_id = wanted
        spot = click.spot()
        said = show_page(office, spot, document=document, pdf_page=pdf_page, request_id=request_id)
        if said is None and spot.thread_ts is None and click.channel:
            said = IN_DIRECT
        if said:
            click.tell(office, said)

    def words(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click, wanted = Click.of(body), which(action)
        card = pack = page = None
        if wanted is not None:
            document, pdf_page, request_id = wanted
            card = office.card(document, click.clicker)
            pack = office.papers.pack(document) if card else None
            page = next(
                (page for page in (pack.pages if pack else ()) if page.pdf_page == pdf_page),
                None,
            )
        if wanted is None or card is None or page is None:
            click.tell(office, NO_PAGE)
            return
        text = office.papers.page_text(document, PdfPage(pdf_page)) or ""
        office.delivery.client.views_open(
            trigger_id=click.trigger_id,
            view=page_modal(
                card.title, page, text, quotes_on(office, request_id, document, pdf_page)
            ),
        )

    def print_them(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click, value = Click.of(body), value_of(action)
        printed = range(int(value.get("n") or 0), int(value.get("last") or 0) + 1)
        document = str(value.get("d"))
        click.tell(office, print_for(office, click.user, document=document, printed=printed))

    app.action("print_pages")(print_them)
    app.action(re.compile(r"^show_page_"))(show)
    app.action("page_before")(show)
    app.action("page_after")(show)
    app.action("page_text")(words)
