"""Where each line of a page's text stands and how it looks, by pdfium.

pypdf says what is written, not in which type or where; pdfium says both. The two
readings of a page are matched letter by letter, so that a line of pypdf's text
has its place, its size and whether it is bold. A line that cannot be matched, or
that OCR read, has no look, and whoever asks does without.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from indexer.council.packs import RawPage
from indexer.pdf.letters import char_box, is_bold, letters_and_places, plain

__all__ = ["Look", "body_size", "line_looks"]

_MAX_CHARS = 20_000
"""A page with more is a drawing or a plan, and its lines tell nothing by their look."""


@dataclass(frozen=True, slots=True)
class Look:
    """A line's place on the page as it is seen, in points from the top left corner.

    Attributes:
        left, right, top, bottom: edges of its first to last letter.
        size: of the type, in points.
        bold: its first and middle letters are bold.
    """

    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool


def body_size(looks: Sequence[tuple[Look, int]]) -> float:
    """The type size that most letters have; pairs are (look, letters in the line)."""
    counts: Counter[float] = Counter()
    for look, letters in looks:
        counts[round(look.size * 2) / 2] += letters
    return max(counts, key=counts.__getitem__, default=0.0)


def line_looks(page: RawPage, text_page: Any, codes: Sequence[int]) -> dict[int, Look]:
    """Looks of a page's lines, by their index in ``page.text.split("\\n")``.

    Args:
        text_page: the page's letters, as pdfium has them.
        codes: what `letter_codes` gives of it.
    """
    if len(codes) > _MAX_CHARS:
        return {}
    letters, places = letters_and_places(map(chr, codes))
    found: dict[int, Look] = {}
    cursor = 0
    for index, line in enumerate(page.text.split("\n")):
        wanted = plain(line)
        if not wanted:
            continue
        at = letters.find(wanted, cursor)
        if at < 0 or (len(wanted) < 4 and at - cursor > 40):
            again = letters.find(wanted) if len(wanted) >= 8 else -1
            if again < 0:
                continue
            at = again
        cursor = at + len(wanted)
        look = _look(
            page, text_page, places[at], places[(at + cursor - 1) // 2], places[cursor - 1]
        )
        if look is not None:
            found[index] = look
    return found


def _look(page: RawPage, text_page: Any, first: int, middle: int, last: int) -> Look | None:
    start, end = char_box(text_page.raw, first), char_box(text_page.raw, last)
    if start is None or end is None:
        return None
    left, bottom = map(min, start[:2], end[:2])
    right, top = map(max, start[2:], end[2:])
    edges = _as_seen(page, left, right, bottom, top)
    size = _size(text_page, middle) or edges[3] - edges[2]
    bold = is_bold(text_page.raw, first) and is_bold(text_page.raw, middle)
    return Look(*edges, size=float(size), bold=bold)


def _size(text_page: Any, index: int) -> float:
    """The size of a letter's type as it is drawn: its font's, which may be 1, by its matrix."""
    size: float = pdfium_c.FPDFText_GetFontSize(text_page.raw, index)
    matrix = pdfium_c.FS_MATRIX()
    if pdfium_c.FPDFText_GetMatrix(text_page.raw, index, ctypes.byref(matrix)):
        return size * math.hypot(matrix.c, matrix.d)
    return size if size > 2 else 0.0


def _as_seen(
    page: RawPage, left: float, right: float, bottom: float, top: float
) -> tuple[float, float, float, float]:
    """(left, right, top, bottom) from the top left corner of the turned page."""
    width, height = page.width, page.height
    if page.rotation == 90:
        return bottom, top, left, right
    if page.rotation == 180:
        return width - right, width - left, bottom, top
    if page.rotation == 270:
        return height - top, height - bottom, width - right, width - left
    return left, right, height - top, height - bottom
