"""Running heads, footers and the papers' own page numbers, told from what a page says.

They stand at the top and the foot of pages that follow each other, say the same
or count on by one a page, and nothing but their like stands further out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.council.packs import PdfPage, PrintedPage, RawPage
from indexer.reading.page_text import fold, lines_of

__all__ = ["furniture"]

_EDGE = 4
_NEAR = 3
_NUMBER = re.compile(r"\d{1,4}")
_END = "foot"
_TOP = "head"


def furniture(
    pages: Sequence[RawPage],
    stamps: Mapping[PdfPage, frozenset[int]],
    groups: Sequence[object],
    printed: Mapping[PdfPage, PrintedPage],
) -> dict[PdfPage, frozenset[int]]:
    """For each page the indexes of the lines that are no part of what it says.

    Args:
        pages: every page in order.
        stamps: the lines that are stamps; they count as furniture.
        groups: for each page what paper it belongs to (any comparable thing);
            a running head runs within one paper.
        printed: the pack's numbers; a paper's own that is the same is known by it.

    Returns:
        Line indexes in ``page.text.split("\\n")``. The first of a run of heads
        is left in, since it is also the paper's title.
    """
    edges = [_edges(page, stamps.get(page.pdf_page, frozenset())) for page in pages]
    keys: dict[tuple[str, str, object], list[tuple[int, int | None]]] = {}
    for at, ends in enumerate(edges):
        for end, lines in ends.items():
            for key, number in (key for _, line in lines for key in _keys(line)):
                keys.setdefault((end, key, groups[at]), []).append((at, number))
    found: dict[PdfPage, frozenset[int]] = {}
    for at, (page, ends) in enumerate(zip(pages, edges, strict=True)):
        marks = set(stamps.get(page.pdf_page, frozenset()))
        for end, lines in ends.items():
            for index, line in lines:
                verdict = _runs(end, line, at, groups[at], keys)
                if verdict is None and line != str(printed.get(page.pdf_page)):
                    break
                if verdict is not False:
                    marks.add(index)
        if marks:
            found[page.pdf_page] = frozenset(marks)
    return found


def _edges(page: RawPage, stamped: frozenset[int]) -> dict[str, list[tuple[int, str]]]:
    """First lines and last lines, from the last up, that are not stamps, with their indexes."""
    full = [
        (index, line)
        for index, line in enumerate(lines_of(page.text))
        if line and index not in stamped
    ]
    depth = min(_EDGE, max(1, len(full) // 2))
    return {_TOP: full[:depth], _END: full[::-1][:depth]}


def _keys(line: str) -> list[tuple[str, int | None]]:
    """What a line is compared by: itself, and itself with one number left open."""
    plain = fold(line)
    keys: list[tuple[str, int | None]] = []
    if 4 <= len(plain) <= 160 and plain != "none":  # an answer, and no running head
        keys.append((plain, None))
    numbers = list(_NUMBER.finditer(plain))
    for match in {m.start(): m for m in numbers[:1] + numbers[-1:]}.values():
        rest = plain[: match.start()] + "#" + plain[match.end() :]
        if len(rest) <= 120:
            keys.append((rest, int(match.group())))
    return keys


def _runs(
    end: str,
    line: str,
    at: int,
    group: object,
    keys: Mapping[tuple[str, str, object], list[tuple[int, int | None]]],
) -> bool | None:
    """True: furniture. False: furniture's first showing, to be kept. None: neither."""
    for key, number in _keys(line):
        same = keys[(end, key, group)]
        near = {
            other
            for other, their in same
            if other != at
            and abs(other - at) <= _NEAR
            and (number is None or (their is not None and their - number == other - at))
        }
        if number is not None:
            # A bare number needs more to go on than "Plan 2022-23 | page 7" does.
            bare = key.strip("# -|") == ""
            told = key.strip("# -|.") == "" or "page" in key or len(key) >= 6
            if told and len(near) >= 1 + bare:
                return True
        elif end == _END:
            # The same sentence may close three slides; a footer is no sentence.
            if len(near) >= (4 if key.endswith((".", "!", "?")) else 2):
                return True
        elif len(near) >= 2 or (len(key) >= 25 and not near.isdisjoint((at - 1, at + 1))):
            return any(other < at for other, _ in same)
    return None
