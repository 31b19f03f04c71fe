"""What stands in a cell: its words as lines, its lines as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from indexer.reading.page_text import join_lines, tidy
from indexer.reading.tables.grid import Cell
from indexer.reading.tables.layout import LaidWord, turned

__all__ = [
    "LISTED",
    "Line",
    "cell_lines",
    "filled",
    "has_words",
    "is_figure",
    "word_lines",
]

LISTED = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[•▪◦‣·*o\-–—])\s+(?=\S)")
"""What opens a paragraph of its own: "1.", "(a)", "iv)", a bullet or a dash."""


_FIGURE = re.compile(r"[-+(£$€\s]*\d[\d,.]*\s*(?:%|m|k|bn)?(?:\s*\([\d.,]+\s*%?\))?[)*]*$")


def is_figure(text: str) -> bool:
    """Whether a cell or line is a number, with its signs and units, or the dash for none."""
    return text in ("-", "–") or _FIGURE.match(text) is not None


def has_words(text: str) -> bool:
    """Whether it says something in letters, and not only a unit's."""
    return sum(map(str.isalpha, text)) > 2


@dataclass(frozen=True)
class Line:
    """Words side by side, left to right."""

    words: tuple[LaidWord, ...]

    @cached_property
    def text(self) -> str:
        return tidy(" ".join(word.text for word in self.words))

    @cached_property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @cached_property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @cached_property
    def bold(self) -> bool:
        """Whether its words are; a bullet's font tells nothing."""
        return all(word.bold or not any(map(str.isalnum, word.text)) for word in self.words)


def word_lines(words: Iterable[LaidWord]) -> list[Line]:
    """Upright words as lines from the top down."""
    lines: list[list[LaidWord]] = []
    # A raised footnote mark is smaller: its line's tallest word measures.
    middle = height = 0.0
    by_place = sorted(((word.top + word.bottom) / 2, word.x0, word) for word in words)
    for its_middle, _, word in by_place:
        its_height = word.bottom - word.top
        if lines and its_middle - middle < 0.5 * max(height, its_height):
            lines[-1].append(word)
        else:
            lines.append([word])
            height = 0.0
        if its_height > height:
            middle, height = its_middle, its_height
    return [Line(tuple(sorted(line, key=_x0))) for line in lines]


_x0 = attrgetter("x0")


def cell_lines(words: Sequence[LaidWord]) -> list[Line]:
    """A cell's words as lines, whichever way its text is turned."""
    turns = [word.turn for word in words]
    if turn := max(set(turns), key=turns.count, default=0):
        words = [
            LaidWord(
                word.text,
                *turned((word.x0, -word.bottom, word.x1, -word.top), turn),
                bold=word.bold,
            )
            for word in words
        ]
    return word_lines(words)


def filled(cell: Cell, lines: Sequence[Line], *, words: frozenset[str]) -> Cell:
    """A cell with what stands in it."""
    return replace(
        cell,
        paragraphs=_cell_paragraphs(lines, words=words),
        lines=tuple(line.text for line in lines),
        bold=bool(lines) and all(line.bold for line in lines),
    )


def _cell_paragraphs(lines: Sequence[Line], *, words: frozenset[str]) -> tuple[str, ...]:
    """The cell's text, a string for each paragraph, cut words mended.

    A paragraph ends where the next line opens with a number or bullet, where more
    space than usual follows, or where the line stops although the next line's
    first word would have fitted.

    Args:
        words: the document's words in lower case, which tell "self-assessment" cut
            at its hyphen from "recom-mendation" cut by one.
    """
    if not lines:
        return ()
    right = max(line.x1 for line in lines)
    steps = [lower.top - upper.top for upper, lower in pairwise(lines)]
    usual = min((step for step in steps if step > 0), default=0.0)
    paragraphs: list[list[str]] = [[lines[0].text]]
    for upper, lower in pairwise(lines):
        first = lower.words[0]
        spare = right - upper.x1 - (first.x1 - first.x0)
        # A short line may be a ragged edge; only much spare space ends a paragraph.
        stops = spare > 0.25 * (right - min(line.x0 for line in lines)) and upper.text[-1:] in ".:;"
        if LISTED.match(lower.text) or lower.top - upper.top > 1.5 * usual or stops:
            paragraphs.append([])
        paragraphs[-1].append(lower.text)
    return tuple(join_lines(paragraph, words=words) for paragraph in paragraphs if paragraph)
