"""What ``/packhorse`` shows of the papers: the next meeting, an item, pages, actions."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.answers.mentions import meant_items, named_items
from bot.papers import Card
from bot.people.access import Viewer
from bot.slack.listeners.commands.committee_names import committee_named, unknown_committee
from bot.slack.office import Office
from bot.slack.print_pages import print_for
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message
from bot.slack.views.pack_blocks import item_message, next_message
from bot.slack.views.page_blocks import pages_message
from bot.slack.views.paper_tables import actions_message, papers_message, plan_message
from bot.slack.views.phrases import COMMAND, sentence
from indexer.council.packs import Pack, Page

__all__ = ["WORDS", "read_pages"]

NO_MEETING = "I have no papers for an upcoming meeting that you may see."


def _next(office: Office, command: dict[str, Any], rest: str) -> Message:
    committee = None
    if rest:
        committee = committee_named(office, command, rest)
        if committee is None:
            return unknown_committee(office, command, rest)
    meeting = meeting_of(office, command, committee)
    if not meeting or (meeting[0].date and meeting[0].date < office.today()):
        return sentence(NO_MEETING)
    first, *also = [(card, office.papers.pack(card.document)) for card in meeting]
    return next_message(*first, also)


def _item(office: Office, command: dict[str, Any], rest: str) -> Message:
    if not rest:
        return sentence(f"Which item? For example: {COMMAND} item 6")
    meeting = packs_of(office, command)
    wanted = meant_items(
        named_items(f"item {rest}") or {rest.rstrip(".").casefold()},
        ([item.number for item in pack.items] for _, pack in meeting),
    )
    found = [
        (card, item)
        for card, pack in meeting
        for item in pack.items
        if item.number.casefold() in wanted
    ]
    if found:
        # A late report's pages are in its supplement, its title on the agenda.
        card, item = next(
            ((card, item) for card, item in found if item.first_pdf_page is not None), found[0]
        )
        title = next((one.title for _, one in found if one.title), "")
        points = office.papers.points(card.document).get(item.number, ())
        return item_message(card, dataclasses.replace(item, title=title), points)
    if not meeting:
        return sentence(NO_MEETING)
    numbers = ", ".join(dict.fromkeys(item.number for _, pack in meeting for item in pack.items))
    return sentence(
        f"{shorten(meeting[0][0].title, 160)} has no item {shorten(rest, 20)}"
        f"{f'; its items are {shorten(numbers, 400)}' if numbers else ''}."
    )


def _pages(office: Office, command: dict[str, Any], rest: str) -> Message:
    found = _found_pages(office, command, rest)
    return found if isinstance(found, Message) else pages_message(*found)


def _print(office: Office, command: dict[str, Any], rest: str) -> Message:
    found = _found_pages(office, command, rest)
    if isinstance(found, Message):
        return found
    card, _, pages = found
    numbers = [page.printed_page for page in pages if page.printed_page is not None]
    printed = range(min(numbers), max(numbers) + 1)
    user = str(command["user_id"])
    return sentence(print_for(office, user, document=card.document, printed=printed))


def _found_pages(
    office: Office, command: dict[str, Any], rest: str
) -> tuple[Card, Pack, list[Page]] | Message:
    """Pages of the next meeting's papers by their printed numbers, or what says why not."""
    wanted = read_pages(rest)
    if wanted is None:
        return sentence(f"Which pages? For example: {COMMAND} pages 93-96")
    meeting = packs_of(office, command)
    for card, pack in meeting:
        found = [page for page in pack.pages if page.printed_page in wanted]
        if found:
            return card, pack, found
    if not meeting:
        return sentence(NO_MEETING)
    return sentence(f"{shorten(meeting[0][0].title, 160)} has no page with that printed number.")


def _table(
    shown: Callable[..., Message], held: Callable[[Pack], Sequence[object]]
) -> Callable[[Office, dict[str, Any], str], Message]:
    """What shows a table of the next meeting's papers, from the one that holds it."""

    def answer(office: Office, command: dict[str, Any], _rest: str) -> Message:
        meeting = packs_of(office, command)
        if not meeting:
            return sentence(NO_MEETING)
        card, pack = next(((c, p) for c, p in meeting if held(p)), meeting[0])
        return shown(card, pack, today=office.today())

    return answer


def _papers(office: Office, command: dict[str, Any], _rest: str) -> Message:
    user, channel = str(command["user_id"]), str(command["channel_id"])
    return papers_message(office.cards(Viewer(user=user, channel=channel, alone=True)))


def read_pages(text: str) -> range | None:
    """``93-96``, ``pp. 93 to 96`` or ``93`` as a range of printed pages."""
    match = re.fullmatch(r"(?:pp?\.?\s*)?(\d{1,5})(?:\s*(?:-|–|—|to)\s*(\d{1,5}))?", text.strip())
    if not match:
        return None
    first = int(match.group(1))
    last = int(match.group(2) or first)
    return range(first, last + 1) if first <= last else range(last, first + 1)


def meeting_of(
    office: Office, command: dict[str, Any], committee: str | None = None
) -> tuple[Card, ...]:
    return office.meeting(
        user=command["user_id"], channel=command["channel_id"], committee=committee
    )


def packs_of(office: Office, command: dict[str, Any]) -> list[tuple[Card, Pack]]:
    found = [(card, office.papers.pack(card.document)) for card in meeting_of(office, command)]
    return [(card, pack) for card, pack in found if pack is not None]


WORDS = {
    "next": _next,
    "item": _item,
    "page": _pages,
    "pages": _pages,
    "print": _print,
    "actions": _table(actions_message, lambda pack: pack.actions),
    "plan": _table(plan_message, lambda pack: pack.forward_plan),
    "papers": _papers,
}
"""What answers each word."""
