"""What ``/packhorse`` shows of the papers: the next meeting, the last ones, an item, pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.answers.mentions import meant_items, named_items
from bot.digests.catch_up import catch_up, wanted_days
from bot.papers import Card
from bot.slack.listeners.clicks import Click
from bot.slack.office import NotShown, Office
from bot.slack.showing import print_for
from bot.slack.slack_text import shorten
from bot.slack.views.digest_blocks import digest_messages
from bot.slack.views.message import Message
from bot.slack.views.pack_blocks import agenda, item_message, next_message
from bot.slack.views.page_blocks import pages_message
from bot.slack.views.paper_tables import actions_message, papers_message, plan_message
from bot.slack.views.phrases import COMMAND, sentence
from indexer.council.bodies import BodyName, committee_named
from indexer.council.packs import Item, Pack, Page

__all__ = ["WORDS", "committee_meant", "read_pages"]

NO_MEETING = "I have no papers for an upcoming meeting that you may see."


def committee_meant(office: Office, click: Click, name: str) -> str:
    """A committee that the user may read, by its name or an unmistakable part of it."""
    every = [card.committee for card in office.papers.cards() if card.committee]
    return committee_named(name, office.committees(click.clicker), every=every)


def _next(office: Office, click: Click, rest: str) -> Message:
    committee = committee_meant(office, click, rest) if rest else None
    meeting = office.meeting(click.clicker, committee)
    if not meeting or (meeting[0].date and meeting[0].date < office.today()):
        raise NotShown(NO_MEETING)
    first, *also = office.with_packs(meeting)
    return next_message(*first, also)


def _item(office: Office, click: Click, rest: str) -> Message:
    if not rest:
        return sentence(f"Which item? For example: {COMMAND} item 6")
    (main, pack), *also = _packs(office, click)
    items: dict[str, tuple[Item, Card]] = {}
    for item, card in agenda(main, pack, also):
        # A part that is exempt may count from 1 again: the first is the one in public.
        items.setdefault(item.number.casefold(), (item, card))
    wanted = named_items(f"item {rest}") or {rest.rstrip(".").casefold()}
    if not wanted <= items.keys():
        wanted = meant_items(wanted, [list(items)])
    found = [items[number] for number in items if number in wanted]
    if len(found) > 1:
        listed = "; ".join(f"{item.number} {item.title}".strip() for item, _ in found)
        return sentence(f"Which of these items? {shorten(listed, 400)}")
    if found:
        ((item, card),) = found
        return item_message(card, item, office.papers.points(card.document).get(item.number, ()))
    numbers = ", ".join(item.number for item, _ in items.values())
    return sentence(
        f"{shorten(main.title, 160)} has no item {shorten(rest, 20)}"
        f"{f'; its items are {shorten(numbers, 400)}' if numbers else ''}."
    )


def _pages(office: Office, click: Click, rest: str) -> Message:
    return pages_message(*_found_pages(office, click, rest, "pages"))


def _print(office: Office, click: Click, rest: str) -> Message:
    card, _, pages = _found_pages(office, click, rest, "print")
    numbers = [page.printed_page for page in pages if page.printed_page is not None]
    printed = range(min(numbers), max(numbers) + 1)
    return sentence(print_for(office, click.user, document=card.document, printed=printed))


def _found_pages(
    office: Office, click: Click, rest: str, word: str
) -> tuple[Card, Pack, list[Page]]:
    """Pages of the next meeting's papers by their printed numbers."""
    wanted = read_pages(rest)
    if wanted is None:
        raise NotShown(f"Which pages? For example: {COMMAND} {word} 93-96")
    meeting = _packs(office, click)
    for card, pack in meeting:
        found = [page for page in pack.pages if page.printed_page in wanted]
        if found:
            return card, pack, found
    numbers = [
        page.printed_page
        for _, pack in meeting
        for page in pack.pages
        if page.printed_page is not None
    ]
    run = (
        f"; the numbers of its papers run from {min(numbers)} to {max(numbers)}" if numbers else ""
    )
    title = shorten(meeting[0][0].title, 160)
    raise NotShown(f"{title} has no page with that printed number{run}.")


def _table(
    shown: Callable[..., Message], held: Callable[[Pack], Sequence[object]]
) -> Callable[[Office, Click, str], Message]:
    """What shows a table of the next meeting's papers, from the one that holds it."""

    def answer(office: Office, click: Click, _rest: str) -> Message:
        meeting = _packs(office, click)
        card, pack = next(((c, p) for c, p in meeting if held(p)), meeting[0])
        return shown(card, pack, today=office.today())

    return answer


def _papers(office: Office, click: Click, _rest: str) -> Message:
    return papers_message(office.cards(click.clicker))


def _catch_up(office: Office, click: Click, rest: str) -> Message:
    reader = click.clicker
    if f"{rest} ".casefold().startswith("up "):  # "catch up", as people say it
        rest = rest[2:].strip()
    if rest:
        committee: str | None = committee_meant(office, click, rest)
    else:
        meeting = office.meeting(reader)
        committee = meeting[0].committee if meeting else None
    if committee is None:
        raise NotShown("I have no papers of a committee's meetings that you may see.")
    allowed = office.access.documents(reader, committee=committee)
    # A site may know better than the papers when they meet, and that they don't.
    moments = {
        one.document: (one.date, one.time)
        for one in office.papers.cards()
        if one.document in allowed and not one.cancelled and one.superseded_by is None
    }
    days = wanted_days((date for date, _ in moments.values() if date), office.today())
    found = [office.papers.paper(name) for name, (date, _) in moments.items() if date in days]
    papers = [paper for paper in found if paper is not None]
    also = office.memory.committees.bodies().names_of(BodyName(committee))
    told = catch_up(committee, papers, today=office.today(), moments=moments, also=also)
    (message,) = digest_messages(told)
    return message


def read_pages(text: str) -> range | None:
    """``93-96``, ``pp. 93 to 96`` or ``93`` as a range of printed pages."""
    match = re.fullmatch(r"(?:pp?\.?\s*)?(\d{1,5})(?:\s*(?:-|–|—|to)\s*(\d{1,5}))?", text.strip())
    if not match:
        return None
    first = int(match.group(1))
    last = int(match.group(2) or first)
    return range(first, last + 1) if first <= last else range(last, first + 1)


def _packs(office: Office, click: Click) -> list[tuple[Card, Pack]]:
    """The next meeting's papers, one at least."""
    meeting = office.with_packs(office.meeting(click.clicker))
    packs = [(card, pack) for card, pack in meeting if pack is not None]
    if not packs:
        raise NotShown(NO_MEETING)
    return packs


WORDS = {
    "next": _next,
    "item": _item,
    "page": _pages,
    "pages": _pages,
    "print": _print,
    "actions": _table(actions_message, lambda pack: pack.actions),
    "plan": _table(plan_message, lambda pack: pack.forward_plan),
    "papers": _papers,
    "catch-up": _catch_up,
    "catchup": _catch_up,
    "catch": _catch_up,
}
"""What answers each word."""
