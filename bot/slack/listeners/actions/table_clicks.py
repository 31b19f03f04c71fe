"""Buttons about tables and lists: the rows that an answer cites, and what comes next."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.people.access import Viewer
from bot.slack.cited_rows import cited_rows
from bot.slack.listeners.clicks import Click, on_click
from bot.slack.office import Office
from bot.slack.showing import NO_PAGE
from bot.slack.stored import stored_answer
from bot.slack.views.message import Message
from bot.slack.views.page_blocks import pages_message
from bot.slack.views.paper_tables import (
    actions_message,
    cited_message,
    papers_message,
    plan_message,
)
from bot.slack.views.phrases import sentence

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    on_click(app, office, "actions_more", _more)
    on_click(app, office, "show_table", _cited)


def _cited(office: Office, click: Click, value: dict[str, Any]) -> None:
    answer = stored_answer(office, str(value.get("q")), click.clicker)
    if not isinstance(answer, Message):
        answer = cited_message(cited_rows(office.papers, answer)) or sentence(NO_PAGE)
    click.tell(office, answer)


def _more(office: Office, click: Click, value: dict[str, Any]) -> None:
    click.tell(office, _rows(office, click.clicker, value))


def _rows(office: Office, reader: Viewer, value: dict[str, Any]) -> Message:
    """The rows of a list from where a button says."""
    start, today = int(value.get("n") or 0), office.today()
    if value.get("t") == "papers":
        return papers_message(office.cards(reader), start=start)
    found = office.opened(str(value.get("d")), reader)
    if found is None:
        return sentence(NO_PAGE)
    card, pack = found
    if value.get("t") == "pages":
        wanted = range(start, int(value.get("last") or start) + 1)
        pages = [one for one in pack.pages if one.printed_page in wanted]
        return pages_message(card, pack, pages) if pages else sentence(NO_PAGE)
    table = plan_message if value.get("t") == "plan" else actions_message
    return table(card, pack, today=today, start=start)
