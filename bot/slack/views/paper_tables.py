"""Tables of what papers hold: the tracker of actions, the forward plan, rows that an answer
cites; and the list of papers.

They are Slack's `data_table`, which sorts, filters and turns pages, each with the same rows as
text where a workspace takes no such block. Slack's SDK has no class for the block yet:
https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
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
    "actions_message",
    "cited_message",
    "cited_rows",
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

NOTHING = "–"
"""What stands in a cell without words: Slack takes no empty ones."""

Cell = RichTextElementParts.Text | RichTextElementParts.Link
CitedRow = tuple[Unit, Citation]
"""A row of a table in the papers, and where it is cited."""


class NumberCell(RichTextElementParts.Text):
    """A number by which a column is sorted."""


def actions_message(card: Card, pack: Pack, *, today: dt.date, start: int = 0) -> Message:
    """The tracker of recommendations, what is overdue first."""
    meeting = card.date or today
    standing = {
        action: status_of(action, meeting=meeting, as_of=min(today, meeting))
        for action in pack.actions
    }
    rows = [
        (
            _cell(f"{action.number}. {action.recommendation}"),
            _cell(STATUSES[standing[action]]),
            _cell(action.target),
            _cell(action.officer),
            _cell(f"{action.status or ''} {action.update or ''}"),
            _page(card, action.pdf_pages, action.printed_pages),
        )
        for action in sorted(pack.actions, key=lambda one: ORDER.index(standing[one]))
    ]
    return _table_message(
        _head("Actions and recommendations followed up", card),
        "Actions, overdue ones first",
        ("Action", "Status", "Due", "Officer", "As printed", "Page"),
        rows,
        none="This pack has no tracker of recommendations.",
        start=start,
        which={"t": "actions", "d": card.document},
    )


def plan_message(card: Card, pack: Pack, *, today: dt.date, start: int = 0) -> Message:
    """The decisions in the forward plan whose day has not passed."""
    rows = [
        (
            _cell(one.matter),
            _cell(one.date),
            _cell(one.taker),
            _cell(one.member),
            _page(card, (one.pdf_page,), (one.printed_page,)),
        )
        for one in pack.forward_plan
        if not (days := target_days(one.date or "")) or days[1] >= today
    ]
    return _table_message(
        _head("Upcoming decisions in the forward plan", card),
        "Upcoming decisions",
        ("Decision", "When", "Who decides", "Member", "Page"),
        rows,
        none="This pack lists no upcoming decisions.",
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
            _cell(f"{one.title}{' – superseded' if one.superseded_by else ''}", one.url),
            _cell(one.committee),
            _cell(spoken_date(one.date) if one.date else None),
            NumberCell(text=str(one.pages)),
        )
        for one in ordered
    ]
    return _table_message(
        paragraph(bold("The papers that I have")),
        "Papers, the latest meeting first",
        ("Paper", "Committee", "Meeting", "Pages"),
        rows,
        start=start,
        which={"t": "papers"},
    )


def cited_rows(answer: Answer, rows_on: Callable[[str, PdfPage], Sequence[Unit]]) -> list[CitedRow]:
    """The rows of which an answer quotes at least a part, in the order of its claims: those of
    the table of which it cites most; none where it cites no two of any.

    Args:
        rows_on: gives the rows of tables on a page of a document.
    """
    tables: dict[tuple[str, tuple[str, ...]], dict[str, CitedRow]] = {}
    rows_on = cache(rows_on)
    for citation in answer.citations:
        for unit in rows_on(citation.document, citation.pdf_page):
            headings = tuple(heading for heading, _ in unit.cells)
            if len(headings) < 2 or not any(headings):
                continue
            if _within(citation.quote, unit.quote) or _within(unit.quote, citation.quote):
                rows = tables.setdefault((citation.document, headings), {})
                rows.setdefault(folded(unit.quote), (unit, citation))
    found = max(tables.values(), key=len, default={})
    return list(found.values()) if len(found) >= LEAST_ROWS else []


def cited_message(cited: Sequence[CitedRow]) -> Message:
    """Rows that an answer cites, as the table that they stand in; one at least."""
    columns = MAX_COLUMNS - 1
    unit, citation = cited[0]
    rows = []
    for row, place in cited:
        page = page_name(place.printed_page, place.pdf_page)
        rows.append((*(_cell(text) for _, text in row.cells[:columns]), _cell(page, place.url)))
    return _table_message(
        paragraph(bold("As printed"), f" in {shorten(citation.title, 160)}"),
        f"Rows cited from {shorten(citation.title, 120)}",
        [*(heading for heading, _ in unit.cells[:columns]), "Page"],
        rows,
    )


def _head(what: str, card: Card) -> Block:
    return paragraph(bold(what), " in ", link(shorten(card.title, 160), card.url))


def _page(card: Card, pdf_pages: Sequence[PdfPage], printed: Sequence[PrintedPage | None]) -> Cell:
    """The first page that a row stands on."""
    if not pdf_pages:
        return _cell(None)
    number = page_name(printed[0] if printed else None, pdf_pages[0])
    return _cell(number, at_page(card.url, pdf_pages[0]))


def _within(words: str, text: str) -> bool:
    """Whether words that are enough to tell a row by stand in a text, from edge to edge."""
    wanted = folded(words)
    return sum(map(str.isalnum, wanted)) >= MIN_QUOTE and bool(place_of(wanted, text, cut=True))


# --- tables as Slack shows them --------------------------------------------------------------


class DataTable(Block):
    """Slack's block for some rows of a table."""

    type = "data_table"

    def __init__(self, caption: str, rows: Sequence[Sequence[dict[str, Any]]]) -> None:
        super().__init__(type=self.type)
        self._block = {
            "type": self.type,
            "caption": shorten(caption, 150),
            "page_size": PAGE_ROWS,
            "row_header_column_index": 0,
            "rows": rows,
        }

    def to_dict(self, *_: Any) -> dict[str, Any]:
        return self._block


def _table_message(
    head: Block,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    none: str = "",
    start: int = 0,
    which: dict[str, Any] | None = None,
) -> Message:
    """A message with a table's rows from `start`; the first column says what a row is about.

    Args:
        head: what stands above the table.
        none: what is said where it has no rows.
        which: the value of a button for the rows that are left.
    """
    if not rows:
        return Message([head, context(none)])
    fit = _fitting(rows[start : start + MAX_ROWS])
    if not fit:
        return Message([head])

    def with_more(shown: Sequence[Block], after: int) -> list[Block]:
        left = len(rows) - after
        if which is None or left <= 0:
            return [head, *shown]
        more = button(f"Show {left} more", "actions_more", {**which, "n": after})
        return [head, *shown, actions([more])]

    names = [shorten(heading, HEADING) or NOTHING for heading in headings]
    few = _fitting(fit[:TEXT_ROWS], besides=sum(map(len, names)))
    cells = [[{"type": "raw_text", "text": name} for name in names]]
    cells += [[_in_table(one) for one in row] for row in fit]
    return Message(
        with_more([DataTable(caption, cells)], start + len(fit)),
        instead=Message(with_more([_as_text(names, row) for row in few], start + len(few))),
    )


def _fitting(rows: Sequence[Sequence[Cell]], *, besides: int = 0) -> Sequence[Sequence[Cell]]:
    """The first rows, as many as a message can hold, one at least. `besides`: characters that
    stand beside each row's own."""
    size = 0
    for number, row in enumerate(rows):
        size += besides + sum(len(_words(one)) + len(_address(one)) for one in row)
        if number and size > MAX_CHARACTERS:
            return rows[:number]
    return rows


def _cell(text: str | None, url: str | None = None) -> Cell:
    return link(shorten(text or "", CELL) or NOTHING, url)


def _words(cell: Cell) -> str:
    return cell.text or NOTHING


def _address(cell: Cell) -> str:
    return cell.url if isinstance(cell, RichTextElementParts.Link) else ""


def _in_table(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, NumberCell):
        return {"type": "raw_number", "value": int(_words(cell)), "text": _words(cell)}
    if _address(cell):
        return paragraph(cell).to_dict()
    return {"type": "raw_text", "text": _words(cell)}


def _as_text(headings: Sequence[str], row: Sequence[Cell]) -> Block:
    about, *others = row
    line: list[Part] = [about if _address(about) else bold(_words(about))]
    for heading, cell in zip(headings[1:], others, strict=True):
        if _words(cell) != NOTHING:
            # Who hears it read hears no italics.
            line += ["\n" if len(line) == 1 else "; ", italic(f"{heading}: "), cell]
    return paragraph(*line)
