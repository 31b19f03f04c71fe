"""Answers without a language model: the nearest places, as they stand.

The best place comes with the passage around what speaks to the question, two others
with a snippet each. The reader says which words it would quote; a sentence or row is
worth what its best run of words is worth, and a place is shown around its best one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Citation, Claim
from bot.answers.check import standing, verify
from bot.answers.find import Candidate, Found
from indexer.catalogue import PassageRow
from indexer.packs import BlockKind
from indexer.passages import Unit

__all__ = ["Place", "Showing", "claims_of", "places_of", "shown_around"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """How much to show; chosen by measuring.

    Attributes:
        places: how many different pages.
        first_words: of the best place's passage.
        words: of all places together, references left out.
        window: words over which a unit's support is averaged.
    """

    places: int = 3
    first_words: int = 72
    words: int = 118
    window: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A passage with the units of it that are shown, and the best one's place among all.

    Attributes:
        support: the reader's own for the best unit, 0 to 1.
        mark: (start, end) of the best unit's words that speak to the question most.
    """

    candidate: Candidate
    first: int
    last: int
    best: int
    support: float
    mark: tuple[int, int] | None

    @property
    def passage(self) -> PassageRow:
        return self.candidate.passage

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.passage.units[self.first : self.last]

    @property
    def text(self) -> str:
        return " ".join(unit.text for unit in self.units)


def places_of(
    found: Found, showing: Showing | None = None,
    stands: Callable[[Place], bool] = lambda _: True,
) -> list[Place]:
    """The best place of each of the best pages, best first; [] where nothing was found.

    Args:
        stands: whether a place may be shown; where not, the page's next one is tried.
    """
    showing = showing or Showing()
    pages: dict[tuple[str, int], list[Candidate]] = {}
    for one in found.candidates:
        pages.setdefault((one.passage.document, one.passage.pdf_page), []).append(one)
    chosen: list[Place] = []
    left = showing.words
    for candidates in pages.values():
        if len(chosen) == showing.places:
            break
        words = min(left, showing.first_words) if not chosen else (
            left // (showing.places - len(chosen))
        )
        for one in candidates[:2]:
            place = shown_around(one, words=words, window=showing.window)
            if stands(place):
                chosen.append(place)
                left -= min(words, len(place.text.split()))
                break
    return chosen


def shown_around(candidate: Candidate, *, words: int, window: int = 10) -> Place:
    """A candidate's best unit with as many of its neighbours as so many words hold, those
    below first: what opens a list is followed by it."""
    units = candidate.passage.units
    supports = _supported(candidate, window)
    best = max(range(len(units)), key=supports.__getitem__)
    first, last = best, best + 1
    left = words - _length(units[best])
    while True:
        below = last < len(units) and _length(units[last]) <= left
        above = first > 0 and _length(units[first - 1]) <= left
        # What stands right above says what it is about; below it goes on.
        opens = above and (
            units[first].kind is BlockKind.LIST_ITEM or (first == best and not below)
            or units[first - 1].text.rstrip().endswith(":")
            or units[first - 1].kind is BlockKind.HEADING
        )
        if opens or (above and not below):
            first -= 1
            left -= _length(units[first])
        elif below:
            left -= _length(units[last])
            last += 1
        else:
            break
    return Place(
        candidate=candidate, first=first, last=last, best=best, support=supports[best],
        mark=_mark(candidate, best, window),
    )


def claims_of(
    place: Place,
    page_text: str,
    cite: Callable[[PassageRow, str], Citation],
    *,
    best_first: bool = False,
    words: int = 110,
) -> list[Claim]:
    """What is shown of a place, checked; [] where nothing of it holds.

    Args:
        page_text: of the place's page.
        best_first: the best unit is a claim of its own, and what stands around it another.
        words: a longer sentence or row is cut to so many.
    """
    every = range(place.first, place.last)
    best = range(place.best, place.best + 1)
    around = [number for number in every if number != place.best]
    whole = [list(best), around] if best_first and around else [list(every)]
    for wanted in (whole, [list(best)]):
        claims = [_claim(place, units, page_text, cite, words) for units in wanted]
        if claims[0] is not None:
            return [claim for claim in claims if claim is not None]
    return []


def _claim(
    place: Place, numbers: Sequence[int], page_text: str,
    cite: Callable[[PassageRow, str], Citation], words: int,
) -> Claim | None:
    """Some units of a place as one claim, a citation for each run that stands together."""
    units = place.passage.units
    runs: list[str] = []
    last = None
    for number in numbers:
        unit = units[number]
        joined = f"{runs[-1]} {unit.quote}" if runs else unit.quote
        if last == number - 1 and standing(joined, page_text):
            runs[-1] = joined
        else:
            runs.append(unit.quote)
        last = number
    text, marks = _laid_out(place, numbers)
    short = shorten(text, words)
    verdict = verify(
        Claim(text=short, citations=tuple(cite(place.passage, run) for run in runs)),
        {(place.passage.document, place.passage.pdf_page): page_text},
        frame=" ".join(units[number].frame for number in numbers),
    )
    if verdict.claim is None or verdict.claim.text != short:
        return verdict.claim
    # A cut leaves "…" behind the words that it keeps.
    kept = len(short) - 2 if short != text else len(short)
    return replace(
        verdict.claim, marks=tuple((start, end) for start, end in marks if end <= kept)
    )


def _laid_out(
    place: Place, numbers: Sequence[int]
) -> tuple[str, list[tuple[int, int]]]:
    """Units as they are read, and the marks in that text: rows on lines of their own, under
    the headers that they share; "…" where something between is left out."""
    text = ""
    marks: list[tuple[int, int]] = []
    headers: tuple[str, ...] = ()
    for place_in, number in enumerate(numbers):
        unit = place.passage.units[number]
        mark = place.mark if number == place.best else None
        gap = " "
        if text and numbers[place_in - 1] != number - 1:
            gap = " … "
        is_row = unit.kind is BlockKind.ROW
        if is_row or headers:
            gap = "\n"
        own = tuple(header for header, _ in unit.cells) if is_row else ()
        if len(own) > 1 and all(own) and (own == headers or _shared(place, numbers, place_in)):
            if own != headers:
                text += f"{gap if text else ''}{'; '.join(own)}"
            text += "\n" + unit.text[: unit.text.find(f"{own[0]}: ")]
            for header, cell in unit.cells:
                at = unit.text.find(f"{header}: {cell}")
                start, end = at + len(header) + 2, at + len(header) + 2 + len(cell)
                if mark and mark[0] < end and mark[1] > start:
                    marks.append((len(text), len(text) + len(cell)))
                text += f"{cell}; "
            text = text[:-2]
        else:
            text += gap if text else ""
            if mark:
                marks.append((len(text) + mark[0], len(text) + mark[1]))
            text += unit.text
        headers = own
    return text, marks


def _shared(place: Place, numbers: Sequence[int], at: int) -> bool:
    """Whether the unit behind a row is a row under the same headers."""
    units = place.passage.units
    return at + 1 < len(numbers) and [header for header, _ in units[numbers[at + 1]].cells] == [
        header for header, _ in units[numbers[at]].cells
    ]


def shorten(text: str, words: int) -> str:
    """The text, cut with "…" where it is longer than so many words."""
    parts = text.split()
    if len(parts) <= words:
        return text
    end = 0
    for part in parts[:words]:
        end = text.index(part, end) + len(part)
    return f"{text[:end]} …"


def _length(unit: Unit) -> int:
    """Words; a row's headers are shown once for all its table."""
    if unit.kind is BlockKind.ROW and len(unit.cells) > 1:
        return sum(len(cell.split()) for _, cell in unit.cells)
    return len(unit.text.split())


def _spans(candidate: Candidate) -> Iterator[tuple[int, int]]:
    """Where each unit lies in what the reader was given."""
    start = candidate.offset
    for unit in candidate.passage.units:
        yield start, start + len(unit.text)
        start += len(unit.text) + 1


def _supported(candidate: Candidate, window: int) -> list[float]:
    """Each unit's best mean support over `window` words of it; zeros where nothing was read."""
    support = candidate.reading.support if candidate.reading else ()
    return [
        _best_mean(
            [probability for first, last, probability in support if first < end and last > start],
            window,
        )
        for start, end in _spans(candidate)
    ]


def _mark(candidate: Candidate, unit: int, window: int) -> tuple[int, int] | None:
    """The run of a unit's words that the reader would quote: its best `window` words, less
    the weak ones at its ends. None where nothing was read."""
    start, end = list(_spans(candidate))[unit]
    words = [
        (first - start, last - start, probability)
        for first, last, probability in (candidate.reading.support if candidate.reading else ())
        if first >= start and last <= end
    ]
    if not words:
        return None
    size = min(window, len(words))
    at = max(
        range(len(words) - size + 1),
        key=lambda n: sum(probability for _, _, probability in words[n : n + size]),
    )
    run = words[at : at + size]
    least = max(probability for _, _, probability in run) / 2
    strong = [word for word in run if word[2] >= least]
    return strong[0][0], strong[-1][1]


def _best_mean(values: Sequence[float], window: int) -> float:
    if not values:
        return 0.0
    size = min(window, len(values))
    total = sum(values[:size])
    best = total
    for at in range(size, len(values)):
        total += values[at] - values[at - size]
        best = max(best, total)
    return best / size
