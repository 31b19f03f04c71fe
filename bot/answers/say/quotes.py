"""Answers without a language model: the nearest places, as they stand.

The best page comes with what stands around the words that speak to the question, two others
with a snippet each. The reader says which words it would quote; a sentence or row is worth
what its best run of words is worth, and as many are shown with the best one as fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.answers.answer import Citation, Claim
from bot.answers.check import faults, standing, verify
from bot.answers.check.wording import visible
from bot.answers.find import Candidate, Found
from indexer.council.packs import BlockKind
from indexer.evidence.passages import Unit
from indexer.index import PassageRow

__all__ = ["quoted", "shorten"]


PLACES = 3
"""Different pages that are shown."""

WORDS, FIRST_WORDS = 125, 85
"""Of all places together, references left out; and of the best place. Chosen by measuring."""

WINDOW = 10
"""Words over which a unit's support is averaged."""

NEARLY, LEAST = 0.4, 0.01
"""Of the best unit's support, and of any: what is shown with it wherever it stands."""

Mark = tuple[int, int]
"""(start, end) in a text of the words that speak to the question."""

Piece = tuple[str, bool]
"""Words as they are read, and whether they speak to the question."""


def quoted(
    found: Found,
    page_of: Callable[[PassageRow], Sequence[PassageRow]],
    text_of: Callable[[PassageRow], str],
    cite: Callable[[PassageRow, str], Citation],
    *,
    best_first: bool = False,
) -> list[Claim]:
    """The best places of the best pages, as claims that stand there; [] where nothing was found.

    Args:
        page_of, text_of: give all passages of a passage's page in reading order, and its text.
        best_first: the best unit of all is a claim of its own, what stands around it another.
    """
    pages: dict[tuple[str, int], list[Candidate]] = {}
    for one in found.candidates:
        pages.setdefault((one.passage.document, one.passage.pdf_page), []).append(one)
    claims: list[Claim] = []
    left, places = WORDS, PLACES
    for candidates in pages.values():
        words = left // places if claims else FIRST_WORDS
        for one in candidates[:2]:
            place = _Place(one, page_of(one.passage), candidates, words)
            shown = place.claims(text_of(one.passage), cite, best_first=best_first and not claims)
            if shown:
                claims += shown
                left -= sum(len(claim.text.split()) for claim in shown)
                places -= 1
                break
        if not places:
            break
    return claims


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A unit of a page.

    Attributes:
        passage: the number of its passage.
        support: how much the reader would quote it.
        mark: the words that the reader would quote; None where it was not read.
    """

    passage: int
    unit: Unit
    support: float
    mark: Mark | None

    @property
    def headers(self) -> tuple[str, ...] | None:
        """Those of a row; None for what is no row."""
        is_row = self.unit.kind is BlockKind.ROW
        return tuple(header for header, _ in self.unit.cells) if is_row else None


class _Place:
    """What is shown of a candidate's page in so many words: its best unit with those around
    it; of a record its sentence.

    Args:
        page: the passages of the page; none where its text is not at hand either.
        read: the candidates of that page, whose readings tell its other units' worth.
    """

    def __init__(
        self,
        candidate: Candidate,
        page: Sequence[PassageRow],
        read: Sequence[Candidate],
        words: int,
    ) -> None:
        self._passage = candidate.passage
        self._words = words
        readings = {one.passage.passage: one for one in (*read, candidate)}
        # A record's sentence tells by itself.
        rows = page if page and not self._passage.is_record else [self._passage]
        self._lines = [line for row in rows for line in _lines(row, readings.get(row.passage))]
        own = (n for n, line in enumerate(self._lines) if line.passage == self._passage.passage)
        self._best = max(own, key=lambda n: self._lines[n].support)
        self._shown = self._chosen()

    def _chosen(self) -> list[int]:
        """The best unit, those that the reader would quote nearly as much, then neighbours of
        these, those below first: what opens a list is followed by it."""
        lines = self._lines
        chosen = [self._best]

        def take(number: int) -> bool:
            if number in chosen or not 0 <= number < len(lines):
                return False
            more = sorted([*chosen, number])
            if len(self._laid_out(more)[0].split()) > self._words:
                return False
            chosen[:] = more
            return True

        least = max(LEAST, NEARLY * max(line.support for line in lines))
        for number in sorted(range(len(lines)), key=lambda n: -lines[n].support):
            if lines[number].support >= least:
                take(number)
        while any(take(number + 1) or take(number - 1) for number in tuple(chosen)):
            pass
        return chosen

    # --- claims ------------------------------------------------------------------

    def claims(
        self,
        page_text: str,
        cite: Callable[[PassageRow, str], Citation],
        *,
        best_first: bool,
    ) -> list[Claim]:
        """What is shown, checked; [] where nothing of it holds."""
        wholes = [self._shown]
        if best_first and len(self._shown) > 1:
            wholes = [[self._best], [number for number in self._shown if number != self._best]]
        made = [self._of_units(numbers, page_text, cite) for numbers in wholes]
        if not any(made):
            made = [self._of_units([self._best], page_text, cite)]
        return [claim for claim in made if claim is not None]

    def _of_units(
        self, numbers: Sequence[int], page_text: str, cite: Callable[[PassageRow, str], Citation]
    ) -> Claim | None:
        """Some units as one claim, a citation for each run that stands together; what does
        not stand on the page, or says more than its own words there, is left out."""
        runs: list[tuple[list[int], str]] = []
        for number in numbers:
            unit = self._lines[number].unit
            if faults(unit.text, [unit.quote], frame=unit.frame):
                continue
            before, quote = runs[-1] if runs else ([], "")
            if number - 1 in before and standing(f"{quote} {unit.quote}", page_text):
                runs[-1] = [*before, number], f"{quote} {unit.quote}"
            else:
                runs.append(([number], unit.quote))
        runs = [(run, quote) for run, quote in runs if standing(quote, page_text)]
        kept = [number for run, _ in runs for number in run]
        quotes = [quote for _, quote in runs]
        # Units are the page's words: as one text of its quotes they are checked whole.
        citations = tuple(cite(self._passage, quote) for quote in quotes)
        checked = self._checked(Claim(text=" ".join(quotes), citations=citations), page_text, "")
        if checked is None:
            return None
        text, marks = _cut(*self._laid_out(kept), self._words)
        # A sentence may be cut so that it says something else.
        frame = " ".join(self._lines[number].unit.frame for number in kept)
        if (len(kept) == 1 or text.startswith("…")) and faults(text, quotes, frame=frame):
            return None
        seen = visible(text)
        return replace(checked, text=seen, marks=tuple(marks) if seen == text else ())

    def _checked(self, claim: Claim, page_text: str, frame: str) -> Claim | None:
        there = {(self._passage.document, int(self._passage.pdf_page)): page_text}
        checked = verify(claim, there, frame=frame)
        return replace(checked, marks=()) if checked and checked.text != claim.text else checked

    # --- as it is read -----------------------------------------------------------

    def _laid_out(self, numbers: Sequence[int]) -> tuple[str, list[Mark]]:
        """Some units as they are read, and the marks in that text."""
        text, marks = "", list[Mark]()
        for headers, group in groupby(numbers, key=lambda n: self._lines[n].headers):
            units = list(group)
            lines = [self._prose(units)] if headers is None else self._table(headers, units)
            for line in lines:
                text += "\n" if text else ""
                for words, marked in line:
                    marks += [(len(text), len(text) + len(words))] if marked else []
                    text += words
        return text, marks

    def _mark(self, number: int) -> Mark:
        """The words of a unit that are marked: those of the best alone."""
        return (self._lines[number].mark if number == self._best else None) or (0, 0)

    def _prose(self, numbers: Sequence[int]) -> list[Piece]:
        """Units one behind the other; "…" where something between is left out."""
        pieces: list[Piece] = []
        for number in numbers:
            text, (start, end) = self._lines[number].unit.text, self._mark(number)
            if pieces:
                pieces.append((" " if number - 1 in numbers else " … ", False))
            pieces += [(text[:start], False), (text[start:end], True), (text[end:], False)]
        return [piece for piece in pieces if piece[0]]

    def _table(self, headers: tuple[str, ...], numbers: Sequence[int]) -> list[list[Piece]]:
        """Rows of the same headers, each a line, under these where there are several.

        Of rows whose headers are too long to be said each is in short: cut through a header it
        would say something else ("… eligible for free meals: 40" of "Number not eligible for
        free meals")."""
        head = "; ".join(headers)
        in_short = len(headers) > 1 and 2 * len(head.split()) > self._words
        shared = len(headers) > 1 and len(numbers) > 1 and all(headers) and not in_short
        lines: list[list[Piece]] = [[(head, False)]] if shared else []
        for number in numbers:
            if not (shared or in_short):
                lines.append(self._prose([number]))
                continue
            unit, (start, end) = self._lines[number].unit, self._mark(number)
            cells = [f"{header}: {cell}" if header else cell for header, cell in unit.cells]
            begins = [unit.text.find(cell) for cell in cells]
            said = [
                (own if shared else cell, start < at + len(cell) and -1 < at < end)
                for (_, own), cell, at in zip(unit.cells, cells, begins, strict=True)
            ]
            # The heading inside the table stays before it.
            over = unit.text[: max(0, begins[0])]
            if in_short:
                said = _fitting(unit.cells[0][1], said, self._words - len(over.split()))
            parted = [piece for cell in said for piece in (("; ", False), cell)]
            lines.append([(over, False), *parted[1:]])
        return lines


def _fitting(first: str, cells: Sequence[Piece], words: int) -> list[Piece]:
    """A row's first cell, which is said alone where it is no figure, and as many of the others
    as fit, the marked ones before the rest."""
    said = [(first, cells[0][1]) if any(map(str.isalpha, first)) else cells[0], *cells[1:]]
    chosen = {0}
    words -= len(said[0][0].split())
    for number in sorted(range(1, len(said)), key=lambda n: not said[n][1]):
        if (length := len(said[number][0].split())) <= words:
            chosen.add(number)
            words -= length
    return [said[number] for number in sorted(chosen)]


def _lines(row: PassageRow, candidate: Candidate | None) -> Iterator[_Line]:
    """The units of a passage; of what was read each with the `WINDOW` words that the reader
    would quote most, less the weak ones at their ends."""
    support = candidate.reading.support if candidate and candidate.reading else ()
    start = candidate.offset if candidate else 0
    for unit in row.units:
        end = start + len(unit.text)
        words = [one for one in support if start <= one[0] and one[1] <= end]
        size = min(WINDOW, len(words))
        windows = [words[at : at + size] for at in range(len(words) - size + 1)] if words else []
        best = max(windows, key=_mean, default=[])
        strong = [one for one in best if one[2] >= max(likely for *_, likely in best) / 2]
        yield _Line(
            passage=row.passage,
            unit=unit,
            support=_mean(best) if best else 0.0,
            mark=(strong[0][0] - start, strong[-1][1] - start) if strong else None,
        )
        start = end + 1


def _mean(words: Sequence[tuple[int, int, float]]) -> float:
    return sum(likely for *_, likely in words) / len(words)


def shorten(text: str, words: int) -> str:
    """The text, cut with "…" where it is longer than so many words."""
    return _cut(text, [], words)[0]


def _cut(text: str, marks: Sequence[Mark], most: int) -> tuple[str, list[Mark]]:
    """A text cut to so many words with the first mark among them, and the marks in it, each
    widened to whole clauses: a run of words cut from one reads as an error."""
    words = [one.span() for one in re.finditer(r"\S+", text)]
    if len(words) > most:
        start, end = marks[0] if marks else (0, 0)
        reached = [n for n, word in enumerate(words) if start < word[1] and word[0] < end] or [0]
        outside = reached[-1] >= most
        first = min(max(0, reached[0] - most // 4), len(words) - most) if outside else 0
        begins, ends = words[first][0], words[first + most - 1][1]
        opening = "… " if first else ""
        closing = " …" if first + most < len(words) else ""
        text = f"{opening}{text[begins:ends]}{closing}"
        away = begins - len(opening)
        marks = [
            (max(start, begins) - away, min(end, ends) - away)
            for start, end in marks
            if start < ends and end > begins
        ]
    places = [0, *(place for one in _CLAUSE_ENDS.finditer(text) for place in one.span()), len(text)]
    wide: list[Mark] = []
    for start, end in marks:
        start = max(place for place in places if place <= start)
        end = min(place for place in places if place >= end)
        if wide and start < wide[-1][1]:
            start = wide.pop()[0]
        wide.append((start, end))
    return text, wide


_CLAUSE_ENDS = re.compile(r"(?<=[,;:.?!)])\s|\s(?=[(…])|(?<=…)\s|\n")
