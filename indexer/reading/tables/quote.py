"""A row's own words on its page: where pypdf's text holds what a row says.

A row's cells come from PDFium, the page's text from pypdf, and the two may put
words in another order and space them otherwise. Both are squashed to letters
and digits, the row's lines are looked up in the page, and lines that stand side
by side in the page's text make up the run that is quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from indexer.pdf.letters import letters_and_places, plain

__all__ = ["PageWords"]

ANCHORS = 4
"""How many of a row's longest lines are tried as starting points."""

PLACES = 12
"""How many places of such a line on the page are tried."""


class PageWords:
    """The text of one page, to be asked for rows from the top down."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = 0

    @cached_property
    def _squashed(self) -> tuple[str, list[int]]:
        """The page's letters and digits, and where each stands in its text."""
        return letters_and_places(self._text)

    @property
    def _letters(self) -> str:
        return self._squashed[0]

    def quote(self, lines: Sequence[str]) -> str:
        """The longest contiguous run of the page that lines of one row make up.

        Args:
            lines: the row's lines, cell by cell.

        Returns:
            A slice of the page's text; "" where none of the lines is on the page.
        """
        pieces = [piece for line in lines if (piece := plain(line))]
        if not pieces:
            return ""
        whole = "".join(pieces)
        start = self._letters.find(whole, self._next)
        if start < 0:
            start = self._letters.find(whole)
        end = start + len(whole)
        if start < 0:
            start, end = self._best_run(pieces)
        if start < 0:
            return ""
        self._next = end
        return self._slice(start, end)

    def _best_run(self, pieces: Sequence[str]) -> tuple[int, int]:
        """Grow a run from each likely anchor; the longest wins, then the next one down."""
        best = (-1, -1)
        best_rank = (-1, False)
        by_length = sorted(range(len(pieces)), key=lambda index: -len(pieces[index]))
        for anchor in by_length[:ANCHORS]:
            place = self._letters.find(pieces[anchor])
            for _ in range(PLACES):
                if place < 0:
                    break
                start, end = self._grown(place, pieces, anchor)
                rank = (end - start, start >= self._next)
                if rank > best_rank:
                    best, best_rank = (start, end), rank
                place = self._letters.find(pieces[anchor], place + 1)
        return best

    def _grown(self, place: int, pieces: Sequence[str], anchor: int) -> tuple[int, int]:
        start, end = place, place + len(pieces[anchor])
        left = [index for index in range(len(pieces)) if index != anchor]
        grown = True
        while grown:
            grown = False
            # The piece that the row itself has next is the likeliest.
            for index in sorted(left, key=lambda index: (index < anchor, index)):
                if self._letters.startswith(pieces[index], end):
                    end += len(pieces[index])
                    left.remove(index)
                    grown = True
                    break
            for index in sorted(left, key=lambda index: (index > anchor, -index)):
                piece = pieces[index]
                if start >= len(piece) and self._letters.startswith(piece, start - len(piece)):
                    start -= len(piece)
                    left.remove(index)
                    grown = True
                    break
        return start, end

    def _slice(self, start: int, end: int) -> str:
        """The page's text from letter to letter, with the marks that hang on them."""
        places = self._squashed[1]
        first, last = places[start], places[end - 1] + 1
        text = self._text
        while last < len(text) and not text[last].isspace() and not text[last].isalnum():
            last += 1
        while first > 0 and not text[first - 1].isspace() and not text[first - 1].isalnum():
            first -= 1
        return text[first:last]
