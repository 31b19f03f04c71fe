"""The lists of who was there where they stand in columns: beside each other, or as tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import dropwhile, groupby, pairwise

from indexer.council.packs import RawPage
from indexer.reading.lines.looks import Look
from indexer.reading.page_text import tidy
from indexer.reading.tables.by_page import Table

__all__ = ["Cells", "cells_of", "list_by_list", "names_of_rows"]

Cells = Mapping[str, Sequence[str]]
"""What stands in the columns of a line, for lines that have several."""

_Placed = tuple[str, Look]

_WIDE = re.compile(r"\s{3,}")
_SAME_ROW, _SAME_COLUMN = 4.0, 12.0
"""Points within which lines are of one row, or of one column."""
_GAP = 4.0
"""Sizes of type from the top of a line to that of the next, below which the lists have ended."""
_ROWS, _MOST = 3, 0.75
"""Rows of a table of people at least, and the part of them that must open with a name."""


def cells_of(pages: Iterable[RawPage], tables: Iterable[Table]) -> Cells:
    """The columns of lines: of tables' rows, and where wide spaces part them."""
    found: dict[str, Sequence[str]] = {}
    for page in pages:
        for line in page.text.split("\n"):
            parts = _WIDE.split(line.strip())
            if len(parts) > 1:
                found[tidy(line)] = [*map(tidy, parts)]
    for table in tables:
        heads = [*dict.fromkeys(table.header)]
        for quote, cells in [
            (table.header_quote, heads),
            *((r.quote, r.cells) for r in table.rows),
        ]:
            if quote and "\n" not in quote:
                found[tidy(quote)] = [*filter(None, cells)]
    return found


def names_of_rows(
    lines: Sequence[str],
    cells: Cells,
    *,
    names: Callable[[str], bool],
    titled: Callable[[str], bool],
    others: Callable[[str], bool],
) -> Sequence[str]:
    """The lines of a list; of one that is a table of people, the names that open its rows.

    What else its rows tell of them is left out, but for people with titles (`titled`); and so are
    rows of which a cell says that their people are none of the list (`others`).
    """
    rows = [cells.get(line, ()) for line in lines]
    several = [row for row in rows if len(row) > 1]
    headed = [row for row in several if row[0].lower() == "name"]
    opened = sum(names(row[0]) for row in several)
    enough = opened + len(headed) >= max(_ROWS - len(headed), _MOST * len(several))
    if not enough or 2 * len(several) < len(lines):
        return lines
    found: list[str] = []
    for line, row in zip(lines, rows, strict=True):
        if len(row) < 2:
            found.append(line)
        elif names(row[0]) and not any(map(others, row)):
            found += [row[0], *filter(titled, row[1:])]
    return found


def list_by_list(
    placed: Sequence[tuple[str, Look | None]],
    *,
    labels: Callable[[str], str | None],
    names: Callable[[str], bool],
    ends: Callable[[str], bool],
) -> tuple[list[str], Cells]:
    """(the lines of a head, lists that are beside each other one after the other; their rows).

    What is right of a label and below it, up to the next one, is its own; what is so of a label
    that names no list of people is left out. Where no two lists are beside each other, or something
    is below no label, the lines stay as they were written.

    Args:
        placed: lines and where they are, in the order in which the page was written.
        labels: what a line says behind the label of a list of people; None for one without.
        names: whether it says who, and so is no label, however it is set.
        ends: whether a line is no more of the lists.
    """
    lines = [text for text, _ in placed]
    seen = sorted(
        ((text, look) for text, look in placed if look), key=lambda one: (one[1].top, one[1].left)
    )
    block = list(_block(dropwhile(lambda one: labels(one[0]) is None, seen), ends))
    if not block:
        return lines, {}
    bold = block[0][1].bold and 2 * sum(look.bold for _, look in block) <= len(block)
    heads = [
        one
        for one in block
        if (one[1].bold if bold else labels(one[0]) is not None or one[0].endswith(":"))
        and not names(one[0])
    ]
    listed = [one for one in heads if labels(one[0]) is not None]
    bare = {text for text, _ in listed if not labels(text)}
    together = any({one, other} <= bare for one, other in pairwise(lines))
    if not (together or any(_beside(one, block) for one in listed[1:])):
        return lines, {}
    own: dict[_Placed, list[_Placed]] = {one: [] for one in heads}
    for one in block:
        if one not in own:
            above = [label for label in heads if _leads(label[1], one[1])]
            if not above:
                return lines, {}
            own[max(above, key=lambda label: (_column(label, heads), label[1].top))].append(one)
    cells: dict[str, Sequence[str]] = {}
    told: list[str] = []
    for label in listed:
        told.append(label[0])
        for _, row in groupby(_in_rows(own[label]), key=lambda one: one[0]):
            texts = [text for _, text in row]
            told.append(", ".join(texts))
            if len(texts) > 1:
                cells[told[-1]] = texts
    first, last = (pick(lines.index(text) for text, _ in block) for pick in (min, max))
    after = dropwhile(lambda text: labels(text) is None, lines[last + 1 :])
    return [*lines[:first], *told, *after], cells


def _block(seen: Iterable[_Placed], ends: Callable[[str], bool]) -> Iterator[_Placed]:
    """The lines from the first label on, down to a wide gap or what is of no list."""
    top: float | None = None
    for text, look in seen:
        if ends(text) or (top is not None and look.top - top > _GAP * look.size):
            return
        top = look.top
        yield text, look


def _beside(label: _Placed, block: Sequence[_Placed]) -> bool:
    """Whether, below a label that is not the first, a row has lines left and right of its edge."""
    edge, top = label[1].left - _SAME_COLUMN, label[1].top + _SAME_ROW
    left = [look.top for _, look in block if look.top > top and look.left < edge]
    right = [look.top for _, look in block if look.top > top and look.left >= edge]
    return any(abs(one - other) <= _SAME_ROW for one in left for other in right)


def _leads(label: Look, look: Look) -> bool:
    return label.left <= look.left + _SAME_COLUMN and label.top <= look.top + _SAME_ROW


def _column(label: _Placed, labels: Sequence[_Placed]) -> int:
    return sum(other.left < label[1].left - _SAME_COLUMN for _, other in labels)


def _in_rows(placed: Sequence[_Placed]) -> Iterator[tuple[int, str]]:
    """(the row's number, what it says) of lines that come from the top down, from left to right."""
    rows: list[list[_Placed]] = []
    for one in placed:
        if rows and one[1].top - rows[-1][0][1].top <= _SAME_ROW:
            rows[-1].append(one)
        else:
            rows.append([one])
    for at, row in enumerate(rows):
        for text, _ in sorted(row, key=lambda one: one[1].left):
            yield at, text
