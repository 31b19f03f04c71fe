"""Buttons about tables and lists: the rows that an answer cites, and what comes next."""

from __future__ import annotations

from typing import Any

from bot.people.access import Viewer
from bot.slack.cited_rows import cited_rows
from bot.slack.listeners.clicks import Click, Clicks
from bot.slack.office import NO_PAGE, NotShown, Office
from bot.slack.stored import stored_answer
from bot.slack.views.message import Message
from bot.slack.views.page_blocks import pages_message
from bot.slack.views.paper_tables import (
    actions_message,
    cited_message,
    papers_message,
    plan_message,
)

__all__ = ["CLICKS"]


def _cited(office: Office, click: Click, value: dict[str, Any]) -> None:
    answer = stored_answer(office, str(value.get("q")), click.clicker)
    shown = cited_message(cited_rows(office.papers, answer))
    if shown is None:
        raise NotShown(NO_PAGE)
    click.tell(office, shown)


def _more(office: Office, click: Click, value: dict[str, Any]) -> None:
    click.tell(office, _rows(office, click.clicker, value))


def _rows(office: Office, reader: Viewer, value: dict[str, Any]) -> Message:
    """The rows of a list from where a button says."""
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


CLICKS: Clicks = {"show_table": _cited, "actions_more": _more}
