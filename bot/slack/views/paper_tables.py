"""Tables of what papers hold: the tracker of actions, the forward plan, rows that an answer
cites; and the list of papers.

They are Slack's `data_table`, which sorts, filters and turns pages, each with the same rows as
text where a workspace takes no such block. Slack's SDK has no class for the block yet:
https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from slack_sdk.models.blocks import Block, RichTextElementParts

from bot.answers.answer import Answer, Citation
from bot.answers.check import MIN_QUOTE, folded
from bot.answers.check.quoted import place_of
from bot.digests.parts import STATUSES
from bot.papers import Card
from bot.slack.slack_text import shorten
from bot.slack.views.message import (
    Message,
    Part,
    actions,
    bold,
    button,
    context,
    italic,
    link,
    paragraph,
)
from bot.slack.views.pack_blocks import at_page
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

MAX_ROWS = 200
MAX_COLUMNS = 20
"""Slack's limits, without the row of headings."""

MAX_CHARACTERS = 8_000
"""Of a table's cells with the addresses of their links; a message's blocks may hold 13,000."""

PAGE_ROWS = 10
TEXT_ROWS = 5
CELL = 240
"""Characters of a cell, that a row stays readable on a phone; the whole stands on its page."""

HEADING = 40

LAST_RESORT = "–"


@dataclass(frozen=True, slots=True)
class ShownCell:
    """What stands in a cell; `url`: where it leads to, `number`: what it is sorted by."""

    text: str
    url: str | None = None
    number: int | None = None

    def shown(self) -> str:
        return shorten(self.text, CELL) or LAST_RESORT


class DataTable(Block):
    """Slack's block for some rows of a table."""

    type = "data_table"

    def __init__(
        self, caption: str, headings: Sequence[str], rows: Iterable[Sequence[ShownCell]]
    ) -> None:
        super().__init__(type=self.type)
        names = [{"type": "raw_text", "text": heading} for heading in headings]
        self._block = {
            "type": self.type,
            "caption": shorten(caption, 150),
            "page_size": PAGE_ROWS,
            "row_header_column_index": 0,
            "rows": [names, *([_cell(one) for one in row] for row in rows)],
        }

    def to_dict(self, *_: Any) -> dict[str, Any]:
        return self._block


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


# --- tables as Slack shows them --------------------------------------------------------------


def table_message(
    head: Sequence[Block],
    caption: str,
    headings: Sequence[str],
    rows: Sequence[tuple[ShownCell, ...]],
    *,
    start: int = 0,
    which: dict[str, Any] | None = None,
) -> Message:
    """A message with a table's rows from `start`; the first column says what a row is about.

    Args:
        head: what stands above the table.
        which: the value of a button for the rows that are left.
    """
    fit = _fitting(rows[start:])
    if not fit:
        return Message(head)

    def with_more(shown: Sequence[Block], after: int) -> list[Block]:
        left = len(rows) - after
        if which is None or left <= 0:
            return [*head, *shown]
        more = button(f"Show {left} more", "actions_more", {**which, "n": after})
        return [*head, *shown, actions([more])]

    names = [shorten(heading, HEADING) or LAST_RESORT for heading in headings]
    few = _fitting(fit[:TEXT_ROWS], besides=sum(map(len, names)))
    return Message(
        with_more([DataTable(caption, names, fit)], start + len(fit)),
        instead=Message(with_more([_paragraph(names, row) for row in few], start + len(few))),
    )


def _fitting(
    rows: Sequence[tuple[ShownCell, ...]], *, besides: int = 0
) -> list[tuple[ShownCell, ...]]:
    """The first rows, as many as a message can hold, one at least. `besides`: characters that
    stand beside each row's own."""
    size = 0
    for number, row in enumerate(rows[:MAX_ROWS]):
        size += besides + sum(len(cell.shown()) + len(cell.url or "") for cell in row)
        if number and size > MAX_CHARACTERS:
            return list(rows[:number])
    return list(rows[:MAX_ROWS])


def _cell(cell: ShownCell) -> dict[str, Any]:
    if cell.number is not None:
        return {"type": "raw_number", "value": cell.number, "text": cell.shown()}
    led = link(cell.shown(), cell.url)
    if isinstance(led, RichTextElementParts.Link):
        return paragraph(led).to_dict()
    return {"type": "raw_text", "text": cell.shown()}


def _paragraph(headings: Sequence[str], row: Sequence[ShownCell]) -> Block:
    line: list[Part] = []
    for heading, cell in zip(headings, row, strict=True):
        if not line:
            first = link(cell.shown(), cell.url)
            line.append(first if cell.url else bold(cell.shown()))
        elif cell.text.strip():
            # Who hears it read hears no italics.
            between = "\n" if len(line) == 1 else "; "
            line += [between, italic(f"{heading}: "), link(cell.shown(), cell.url)]
    return paragraph(*line)
