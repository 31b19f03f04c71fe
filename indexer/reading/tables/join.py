"""Tables and rows that go on over a page break, or that a row's rule cuts in two."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.reading.page_text import ENDED, squash
from indexer.reading.tables.cells import has_words, is_figure

__all__ = ["beyond_header", "goes_on", "same_columns", "same_header"]


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
    if len(header) != len(first) or sum(map(bool, header)) < 3:
        return None
    rest = []
    for name, text in zip(header, first, strict=True):
        if not text.startswith(name) or (not name and text):
            return None
        rest.append(text[len(name) :].strip())
    return tuple(rest)


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


def goes_on(cells: Sequence[str], before: Sequence[Sequence[str]], *, over_page: bool) -> bool:
    """Whether a row carries on the last one of `before` rather than being the next.

    The words must show it: a cell that starts in the middle of the sentence that the cell
    above broke off; over a page, one cell alone, which is not the first, goes on too.

    Args:
        cells: the row in question.
        before: the rows above it, of the page before where `over_page`.
        over_page: a page break lies between; a rule drawn inside a page is a
            stronger hint that a new row begins.
    """
    if not before or not any(cells):
        return False
    last = before[-1]
    pairs = list(zip(last, cells, strict=True))
    if any(is_figure(above) and is_figure(cell) for above, cell in pairs):
        # No sentence is cut there: two figures in one cell would be neither's.
        return False
    signs = sum(_broken_off(above, cell) for above, cell in pairs)
    against = sum(_starts_anew(above, cell) for above, cell in pairs)
    fewer = any(above and not cell for above, cell in pairs)
    if not over_page:
        return signs > 0 and not against and fewer
    leads = not cells[0] and any(row[0] for row in before)
    if leads and sum(map(bool, cells)) == 1:
        # One long answer beside its question.
        return True
    return signs > against or (leads and 0 < signs >= against)


def _broken_off(above: str, cell: str) -> bool:
    """The text above stops short and this one starts in mid sentence."""
    if not has_words(above) or not has_words(cell) or ENDED.search(above):
        return False
    return cell[0].islower()


def _starts_anew(above: str, cell: str) -> bool:
    """This text starts a sentence where the one above ended one, or where none was."""
    return bool(cell) and not cell[0].islower() and (not above or bool(ENDED.search(above)))
