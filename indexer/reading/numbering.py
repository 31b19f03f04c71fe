"""A paper's own page numbers, for a paper that is in no pack.

The number stands in the same words on every page ("Page | 3", "BCC Minute 3 11/02/2026", "182")
and goes up by one. Words are compared with their other digits made alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from indexer.council.packs import PdfPage, PrintedPage, RawPage
from indexer.reading.page_text import lines_of

__all__ = ["own_numbers"]

_EDGE = 6
_NUMBER = re.compile(r"(?<![\d.,/£-])\d{1,4}(?![\d,/%]|\.\d)")
_ALIKE = str.maketrans("012345678", "9" * 9)
_LEAST = 0.5
"""The share of the pages that must bear a number of one kind."""


def own_numbers(
    pages: Sequence[RawPage],
) -> tuple[dict[PdfPage, PrintedPage], tuple[str, ...]]:
    """(the number printed on each page that has one, what is odd about them)."""
    offered: dict[str, dict[PdfPage, int]] = defaultdict(dict)
    for page in pages:
        for words, number in _candidates(page.text):
            offered[words].setdefault(page.pdf_page, number)
    best: dict[PdfPage, int] = {}
    for words, numbers in offered.items():
        kept = _in_a_run(numbers, alone="page" in words)
        if len(kept) > len(best):
            best = kept
    with_words = sum(bool(page.text.strip()) for page in pages)
    if (len(best) < 2 and not (best and with_words == 1)) or len(best) < _LEAST * with_words:
        return {}, ()
    # On some pages of a run only the number is left of "Slide 15".
    ahead = {number - page for page, number in best.items()}
    for at, alone in offered["#"].items() if len(ahead) == 1 else ():
        if alone - at in ahead and min(best) < at < max(best):
            best[at] = alone
    printed = {page: PrintedPage(number) for page, number in sorted(best.items())}
    twice = next((n for n in printed.values() if list(printed.values()).count(n) > 1), None)
    odd = (
        (f"The paper's page numbers start again: more than one page is p. {twice}.",)
        if twice is not None
        else ()
    )
    return printed, odd


def _candidates(text: str) -> Iterator[tuple[str, int]]:
    lines = [line for line in lines_of(text) if line]
    edges = dict.fromkeys(
        (*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines)))
    )
    for at in edges:
        line = lines[at]
        if len(line) > 150:
            continue
        for match in _NUMBER.finditer(line):
            around = line[: match.start()] + "#" + line[match.end() :]
            yield " ".join(around.lower().split()).translate(_ALIKE), int(match.group())


def _in_a_run(numbers: dict[PdfPage, int], *, alone: bool) -> dict[PdfPage, int]:
    """Those whose neighbour's number is the next or the last; with `alone`, lone ones too."""
    if len(set(numbers.values())) < 2 and len(numbers) > 1:
        return {}
    kept = {
        page: number
        for page, number in numbers.items()
        if any(numbers.get(PdfPage(page + step)) == number + step for step in (-2, -1, 1, 2))
    }
    if alone and (kept or len(numbers) == 1):
        top = max(kept.values(), default=9)
        kept |= {page: n for page, n in numbers.items() if page not in kept and n <= top}
    return kept
