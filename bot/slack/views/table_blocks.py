"""Tables as Slack's `data_table`, which sorts, filters and turns pages, each with the same
rows as text where a workspace takes no such block.

Slack's SDK has no class for the block yet: https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block, RichTextElementParts

from bot.slack.slack_text import shorten
from bot.slack.views.message import Message, Part, actions, bold, button, italic, link, paragraph

__all__ = ["MAX_COLUMNS", "DataTable", "ShownCell", "table_message"]

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
