"""Tables and rows that go on over a page break, or that a row's rule cuts in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.reading.text import squash

__all__ = ["beyond_header", "goes_on", "same_columns", "same_header"]

_STOP = re.compile(r"[.!?:;][\"'’”)]*$")


def same_header(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two headers say the same, but for case, spaces and hyphens."""
    return (
        len(one) == len(two)
        and any(one)
        and [squash(text) for text in one] == [squash(text) for text in two]
    )


def beyond_header(header: Sequence[str], first: Sequence[str]) -> tuple[str, ...] | None:
    """What is left of a part's first row once the repeated header is taken off it.

    Some makers of PDFs let the rest of a cut row run into the header that they
    repeat ("Notes" / "Notes with the supervising officer.").

    Returns:
        The rest of each cell; None where the row does not repeat the header.
    """
    if len(header) != len(first) or not any(header):
        return None
    rest = []
    for name, text in zip(header, first, strict=True):
        if not text.startswith(name) or (not name and text):
            return None
        rest.append(text[len(name):].strip())
    # Most cells must hold the bare name, or the row only begins alike.
    return tuple(rest) if sum(bool(text) for text in rest) * 2 < len(rest) else None


def same_columns(one: Sequence[float], two: Sequence[float]) -> bool:
    """Whether two tables' columns have the same widths, wherever the tables stand."""
    if len(one) != len(two):
        return False
    width_one, width_two = one[-1] - one[0], two[-1] - two[0]
    if abs(width_one - width_two) > 0.05 * max(width_one, width_two):
        return False
    return all(
        abs((a - one[0]) / width_one - (b - two[0]) / width_two) < 0.03
        for a, b in zip(one, two, strict=True)
    )


def goes_on(
    cells: Sequence[str], before: Sequence[Sequence[str]], *, over_page: bool
) -> bool:
    """Whether a row carries on the last one of `before` rather than being the next.

    The strongest sign is an empty first cell in a table whose rows are told apart
    by theirs (numbers, dates, references). Else the words must show it: a cell that
    starts in the middle of the sentence that the cell above broke off.

    Args:
        cells: the row in question.
        before: the rows above it, of the page before where `over_page`.
        over_page: a page break lies between; a rule drawn inside a page is a
            stronger hint that a new row begins.
    """
    if not before or not any(cells):
        return False
    last = before[-1]
    key = _key_column(before)
    keyless = key is not None and not cells[key]
    if key is not None and cells[key]:
        # The key itself may be cut: "Paul Turner," / "Assistant Director".
        return _broken_off(last[key], cells[key]) and not _contradicted(cells, last) and any(
            not cell and above for cell, above in zip(cells, last, strict=True)
        )
    signs = [
        _broken_off(above, cell)
        for above, cell in zip(last, cells, strict=True)
        if cell and above
    ]
    if keyless and over_page and sum(map(bool, cells)) == 1:
        # One long answer beside its question.
        return True
    if keyless and len(before) > 1 and _tells_apart(before, key):
        return over_page or not _contradicted(cells, last) or any(signs)
    return any(signs) and not _contradicted(cells, last) and (
        keyless or any(not cell and above for cell, above in zip(cells, last, strict=True))
    )


def _key_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The first column that (nearly) every row fills."""
    for column in range(len(rows[0])):
        filled = sum(bool(row[column]) for row in rows)
        if filled and filled >= 0.9 * len(rows) and rows[-1][column]:
            return column
    return None


def _tells_apart(rows: Sequence[Sequence[str]], key: int | None) -> bool:
    values = [row[key] for row in rows if key is not None and row[key]]
    return len(set(values)) == len(values) and max(map(len, values), default=99) <= 40


def _broken_off(above: str, cell: str) -> bool:
    """The text above stops short and this one starts in mid sentence."""
    if not above or not cell or _STOP.search(above):
        return False
    return cell[0].islower() or above[-1] in ",-–(/&" or bool(
        re.search(r"\b(?:the|of|and|to|a|an|in|for|by|with|or|on|at|from|that|as)$", above)
    )


def _contradicted(cells: Sequence[str], last: Sequence[str]) -> bool:
    """Some cell starts a sentence where the one above ended one, or where none was."""
    return any(
        cell and (not above or bool(_STOP.search(above))) and not cell[0].islower()
        for cell, above in zip(cells, last, strict=True)
    )
