"""Tables of what papers hold: the tracker of actions, the forward plan, rows that an answer
cites; and the list of papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from slack_sdk.models.blocks import Block

from bot.answers.answer import Answer, Citation
from bot.answers.check import MIN_QUOTE, folded
from bot.answers.check.quoted import place_of
from bot.digests.parts import STATUSES
from bot.papers import Card
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message, bold, context, link, paragraph
from bot.slack.views.pack_blocks import at_page
from bot.slack.views.table_blocks import MAX_COLUMNS, ShownCell, table_message
from indexer.council.action_status import ActionStatus, status_of
from indexer.council.dates import spoken_date, target_days
from indexer.council.packs import Pack, PdfPage, PrintedPage, page_name
from indexer.evidence.passages import Unit

__all__ = [
    "CitedRow",
    "actions_message",
    "cited_message",
    "cited_rows",
    "most_cited",
    "papers_message",
    "plan_message",
]

ORDER = (ActionStatus.OVERDUE, ActionStatus.DUE, ActionStatus.OPEN, ActionStatus.COMPLETE)
"""In which actions are listed."""

LEAST_ROWS = 2
"""Of one table that an answer cites: fewer are said as well in words."""


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A row of a table in the papers, and where it is cited."""

    unit: Unit
    citation: Citation


def actions_message(card: Card, pack: Pack, *, today: dt.date, start: int = 0) -> Message:
    """The tracker of recommendations, what is overdue first."""
    if not pack.actions:
        none = "This pack has no tracker of recommendations."
        return Message([*_head("Actions and recommendations followed up", card), context(none)])
    meeting = card.date or today
    standing = {
        action: status_of(action, meeting=meeting, as_of=min(today, meeting))
        for action in pack.actions
    }
    rows = [
        (
            ShownCell(f"{action.number}. {action.recommendation}"),
            ShownCell(STATUSES[standing[action]]),
            ShownCell(action.target or ""),
            ShownCell(action.officer or ""),
            ShownCell(" ".join(said for said in (action.status, action.update) if said)),
            _page(card, action.pdf_pages, action.printed_pages),
        )
        for action in sorted(pack.actions, key=lambda one: ORDER.index(standing[one]))
    ]
    return table_message(
        _head("Actions and recommendations followed up", card),
        "Actions, overdue ones first",
        ("Action", "Status", "Due", "Officer", "As printed", "Page"),
        rows,
        start=start,
        which={"t": "actions", "d": card.document},
    )


def plan_message(card: Card, pack: Pack, *, today: dt.date, start: int = 0) -> Message:
    """The decisions in the forward plan whose day has not passed."""
    head = _head("Upcoming decisions in the forward plan", card)
    rows = [
        (
            ShownCell(one.matter),
            ShownCell(one.date or ""),
            ShownCell(one.taker or ""),
            ShownCell(one.member or ""),
            _page(card, (one.pdf_page,), (one.printed_page,)),
        )
        for one in pack.forward_plan
        if not (days := target_days(one.date or "")) or days[1] >= today
    ]
    if not rows:
        return Message([*head, context("This pack lists no upcoming decisions.")])
    return table_message(
        head,
        "Upcoming decisions",
        ("Decision", "When", "Who decides", "Member", "Page"),
        rows,
        start=start,
        which={"t": "plan", "d": card.document},
    )


def papers_message(cards: Iterable[Card], *, start: int = 0) -> Message:
    """The papers that somebody may read, the latest meeting first."""
    ordered = sorted(cards, key=lambda one: (one.date or dt.date.min, one.document), reverse=True)
    if not ordered:
        return Message([paragraph("I have no papers that you may see.")])
    rows = [
        (
            ShownCell(f"{one.title}{' – superseded' if one.superseded_by else ''}", one.url),
            ShownCell(one.committee or ""),
            ShownCell(spoken_date(one.date) if one.date else ""),
            ShownCell(str(one.pages), number=one.pages),
        )
        for one in ordered
    ]
    return table_message(
        [paragraph(bold("The papers that I have"))],
        "Papers, the latest meeting first",
        ("Paper", "Committee", "Meeting", "Pages"),
        rows,
        start=start,
        which={"t": "papers"},
    )


def cited_rows(answer: Answer, rows_on: Callable[[str, PdfPage], Sequence[Unit]]) -> list[CitedRow]:
    """Rows of which an answer quotes at least a part, in the order of its claims.

    Args:
        rows_on: gives the rows of tables on a page of a document.
    """
    found = []
    rows_on = cache(rows_on)
    for citation in answer.citations:
        for unit in rows_on(citation.document, citation.pdf_page):
            if _within(citation.quote, unit.quote) or _within(unit.quote, citation.quote):
                found.append(CitedRow(unit, citation))
    return found


def most_cited(cited: Sequence[CitedRow]) -> list[CitedRow]:
    """Those of the table of which an answer cites most rows; none where no table has two."""
    tables: dict[tuple[str, tuple[str, ...]], dict[str, CitedRow]] = {}
    for one in cited:
        headings = tuple(heading for heading, _ in one.unit.cells)
        if len(headings) > 1 and any(headings):
            rows = tables.setdefault((one.citation.document, headings), {})
            rows.setdefault(folded(one.unit.quote), one)
    found = max(tables.values(), key=len, default={})
    return list(found.values()) if len(found) >= LEAST_ROWS else []


def cited_message(cited: Sequence[CitedRow]) -> Message | None:
    """Rows that an answer cites, as the table that they stand in; None where there is none."""
    found = most_cited(cited)
    if not found:
        return None
    title = found[0].citation.title
    columns = MAX_COLUMNS - 1
    headings = [heading for heading, _ in found[0].unit.cells[:columns]]
    rows = []
    for one in found:
        page = page_name(one.citation.printed_page, one.citation.pdf_page)
        cells = [ShownCell(text) for _, text in one.unit.cells[:columns]]
        rows.append((*cells, ShownCell(page, one.citation.url)))
    head = paragraph(bold("As printed"), f" in {shorten(title, 160)}")
    caption = f"Rows cited from {shorten(title, 120)}"
    return table_message([head], caption, (*headings, "Page"), rows)


def _head(what: str, card: Card) -> list[Block]:
    return [paragraph(bold(what), " in ", link(shorten(card.title, 160), card.url))]


def _page(
    card: Card, pdf_pages: Sequence[PdfPage], printed: Sequence[PrintedPage | None]
) -> ShownCell:
    """The first page that a row stands on."""
    if not pdf_pages:
        return ShownCell("")
    number = page_name(printed[0] if printed else None, pdf_pages[0])
    return ShownCell(number, at_page(card.url, pdf_pages[0]))


def _within(words: str, text: str) -> bool:
    """Whether words that are enough to tell a row by stand in a text, from edge to edge."""
    wanted = folded(words)
    return sum(map(str.isalnum, wanted)) >= MIN_QUOTE and bool(place_of(wanted, text, cut=True))
