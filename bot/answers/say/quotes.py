"""Answers without a language model: the nearest places, as they stand.

The best place comes with the passage around what speaks to the question, two others
with a snippet each. The reader says which words it would quote; a sentence or row is
worth what its best run of words is worth, and a place is shown around its best one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Citation, Claim
from bot.answers.check import faults, standing, verify
from bot.answers.check.wording import visible
from bot.answers.find import Candidate, Found
from indexer.council.packs import BlockKind
from indexer.evidence.navigation import signposts
from indexer.evidence.passages import Unit
from indexer.index import PassageRow
from indexer.points.candidates import leans

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
    first_words: int = 85
    words: int = 125
    window: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page, and the units of it that are shown around the best one.

    Attributes:
        candidate: the page's best one.
        units: all of the page, in reading order.
        shown: which of them are shown, in order.
        best: which of them is the best.
        record: what the structure says of it in a sentence, where that was found; said
            before the units, without those that say the same.
        words: how many are shown in all; what is longer is cut.
        mark: (start, end) of the words that speak to the question most, in the record or
            in the best unit.
    """

    candidate: Candidate
    units: tuple[Unit, ...]
    shown: tuple[int, ...]
    best: int
    record: Unit | None
    words: int
    mark: tuple[int, int] | None

    @property
    def passage(self) -> PassageRow:
        return self.candidate.passage

    @property
    def text(self) -> str:
        """As it is read, cut."""
        said = shorten(self.record.text, self.words) if self.record else ""
        around = _cut(*_laid_out(self, self.shown), self.left)[0] if self.shown else ""
        return f"{said} {around}".strip()

    @property
    def left(self) -> int:
        """Words that the record leaves to the units."""
        said = len(self.record.text.split()) if self.record else 0
        return max(1, self.words - said)


def places_of(
    found: Found,
    page_of: Callable[[PassageRow], Sequence[PassageRow]] = lambda passage: [passage],
    showing: Showing | None = None,
    stands: Callable[[Place], bool] = lambda _: True,
) -> list[Place]:
    """The best place of each of the best pages, best first; [] where nothing was found.

    Args:
        page_of: gives all passages of a passage's page, in reading order.
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
        words = (
            min(left, showing.first_words)
            if not chosen
            else (left // (showing.places - len(chosen)))
        )
        for one in candidates[:2]:
            place = shown_around(
                one, page_of(one.passage), candidates, words=words, window=showing.window
            )
            if (place.shown or place.record) and stands(place):
                chosen.append(place)
                left -= len(place.text.split())
                break
    return chosen


LEAST_AROUND = 12
"""Words that are worth showing beside a record."""


def shown_around(
    candidate: Candidate,
    page: Sequence[PassageRow],
    read: Sequence[Candidate] = (),
    *,
    words: int,
    window: int = 10,
) -> Place:
    """A candidate's best unit with as many of its neighbours on the page as so many words
    hold, those below first: what opens a list is followed by it.

    Args:
        page: the passages of its page.
        read: the candidates of that page, whose readings tell its other units' worth.
    """
    passage = candidate.passage
    record = passage.units[0] if passage.is_record else None
    page = page or [passage]
    readings = {one.passage.passage: one for one in (*read, candidate)}
    units: list[Unit] = []
    supports: list[float] = []
    own_units = range(1)
    for row in page:
        one = readings.get(row.passage)
        own = _supported(one, window) if one else [0.0] * len(row.units)
        if row.passage == passage.passage:
            own_units = range(len(units), len(units) + len(own))
        units += row.units
        supports += own
    aside = {
        number
        for number in signposts([(unit.kind, unit.text) for unit in units])
        if supports[number] < QUOTED
    }
    best = max(own_units, key=lambda number: (number not in aside, supports[number]))
    mark = _mark(candidate, 0, window) if record else _mark_on(page, readings, best, window)
    left = words
    skipped = aside
    if record:
        left -= len(record.text.split())
        said = _letters(record.quote)
        repeated = {
            number
            for number, unit in enumerate(units)
            if (letters := _letters(unit.quote)) and (letters in said or said in letters)
        }
        best = min(repeated, default=best)
        skipped = aside | repeated
    shown = (
        _chosen(units, supports, best, skipped, left)
        if (left >= LEAST_AROUND if record else best not in aside)
        else ()
    )
    return Place(
        candidate=candidate,
        units=tuple(units),
        shown=shown,
        best=best,
        record=record,
        words=words,
        mark=mark,
    )


def _chosen(
    units: Sequence[Unit], supports: Sequence[float], best: int, skipped: set[int], words: int
) -> tuple[int, ...]:
    """The best unit, those of the page that the reader would quote nearly as much, then
    neighbours of these: as many as so many words hold. What a record says already is
    skipped."""
    chosen = set() if best in skipped else {best}
    left = words - sum(_length(units[number]) for number in chosen)
    least = NEARLY * max(supports)

    def take(number: int) -> bool:
        nonlocal left
        fits = 0 <= number < len(units) and number not in (chosen | skipped)
        if not fits or (length := _length(units[number])) > left:
            return False
        chosen.add(number)
        left -= length
        return True

    for number in sorted(range(len(units)), key=lambda number: -supports[number]):
        if supports[number] >= max(least, 0.01):
            take(number)
    # "He undertook to write" needs what it goes on from; otherwise what goes on below comes
    # before what stands above.
    for number in sorted(chosen):
        while _goes_on(units[number].text) and take(number - 1):
            number -= 1
    while any(take(number + 1) or take(number - 1) for number in sorted(chosen)):
        pass
    shown = sorted(chosen)
    while shown and shown[0] not in (0, best) and _goes_on(units[shown[0]].text):
        del shown[0]
    return tuple(shown)


def _goes_on(text: str) -> bool:
    """Whether a unit needs the one before it."""
    return text[:1].islower() or leans(text)


QUOTED = 0.5
"""The support from which what only leads to a paper's words is what was asked for: who wrote
a report, when it was published."""

NEARLY = 0.4
"""The share of the best unit's support."""


def _mark_on(
    page: Sequence[PassageRow], readings: Mapping[int, Candidate], best: int, window: int
) -> tuple[int, int] | None:
    """The mark of the page's unit of that number."""
    for row in page:
        if best < len(row.units):
            one = readings.get(row.passage)
            return _mark(one, best, window) if one else None
        best -= len(row.units)
    return None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def claims_of(
    place: Place,
    page_text: str,
    cite: Callable[[PassageRow, str], Citation],
    *,
    best_first: bool = False,
) -> list[Claim]:
    """What is shown of a place, checked; [] where nothing of it holds.

    Args:
        page_text: of the place's page.
        best_first: the best unit is a claim of its own, and what stands around it another.
    """
    wholes: list[list[int]] = [list(place.shown)] if place.shown else []
    if best_first and place.record is None and len(place.shown) > 1 and place.best in place.shown:
        wholes = [[place.best], [number for number in place.shown if number != place.best]]
    claims = [_of_record(place, page_text, cite)] if place.record else []
    claims += [_of_units(place, numbers, page_text, cite) for numbers in wholes]
    if not any(claims) and not place.record:
        claims = [_of_units(place, [place.best], page_text, cite)]
    return [claim for claim in claims if claim is not None]


def _of_record(
    place: Place, page_text: str, cite: Callable[[PassageRow, str], Citation]
) -> Claim | None:
    """What the structure says, on the page's words."""
    record = place.record
    assert record is not None
    short = shorten(record.text, place.words)
    mark = (place.mark,) if place.mark and short == record.text else ()
    return _checked(
        Claim(text=short, citations=(cite(place.passage, record.quote),), marks=mark),
        place,
        page_text,
        record.frame,
    )


def _of_units(
    place: Place,
    numbers: Sequence[int],
    page_text: str,
    cite: Callable[[PassageRow, str], Citation],
) -> Claim | None:
    """Some units of a place as one claim, a citation for each run that stands together; what
    does not stand on the page, or says more than its own words there, is left out."""
    runs: list[list[int]] = []
    quotes: list[str] = []
    for number in numbers:
        unit = place.units[number]
        if faults(unit.text, [unit.quote], frame=unit.frame):
            continue
        joined = f"{quotes[-1]} {unit.quote}" if runs else ""
        if runs and runs[-1][-1] == number - 1 and standing(joined, page_text):
            runs[-1].append(number)
            quotes[-1] = joined
        else:
            runs.append([number])
            quotes.append(unit.quote)
    there = [at for at, quote in enumerate(quotes) if standing(quote, page_text)]
    if not there:
        return None
    # Units are the page's words: as one text of its quotes they are checked whole.
    own = [quotes[at] for at in there]
    checked = _checked(
        Claim(text=" ".join(own), citations=tuple(cite(place.passage, one) for one in own)),
        place,
        page_text,
        "",
    )
    if checked is None:
        return None
    kept = [number for at in there for number in runs[at]]
    text, marks = _cut(*_laid_out(place, kept), place.left)
    # A sentence may be cut so that it says something else.
    frame = " ".join(place.units[number].frame for number in kept)
    if (len(kept) == 1 or text.startswith("…")) and faults(text, own, frame=frame):
        return None
    seen = visible(text)
    return replace(checked, text=seen, marks=tuple(marks) if seen == text else ())


def _checked(claim: Claim, place: Place, page_text: str, frame: str) -> Claim | None:
    there: dict[tuple[str, int], str] = {
        (place.passage.document, place.passage.pdf_page): page_text
    }
    checked = verify(claim, there, frame=frame)
    return replace(checked, marks=()) if checked and checked.text != claim.text else checked


def _laid_out(place: Place, numbers: Sequence[int]) -> tuple[str, list[tuple[int, int]], list[int]]:
    """Units as they are read, the marks in that text, and where lines of headers start: rows
    stand on lines of their own, under the headers that they share; "…" where something
    between is left out. Headers that would leave no room for their rows are said with the
    cells that matter."""
    text = ""
    heads: list[int] = []
    marks: list[tuple[int, int]] = []
    headers: tuple[str, ...] = ()
    for place_in, number in enumerate(numbers):
        unit = place.units[number]
        mark = place.mark if number == place.best and not place.record else None
        gap = " "
        if text and numbers[place_in - 1] != number - 1:
            gap = " … "
        is_row = unit.kind is BlockKind.ROW
        if is_row or headers:
            gap = "\n"
        own = tuple(header for header, _ in unit.cells) if is_row else ()
        if is_row and len(own) > 1 and len(" ".join(own).split()) > place.left / 2:
            text += gap if text else ""
            short, where = _row_in_short(unit, mark, place.left)
            marks += [(len(text) + start, len(text) + end) for start, end in where]
            text += short
            own = ()
        elif len(own) > 1 and all(own) and (own == headers or _shared(place, numbers, place_in)):
            if own != headers:
                text += gap if text else ""
                heads.append(len(text))
                text += "; ".join(own)
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
    return text, marks, heads


def _row_in_short(
    unit: Unit, mark: tuple[int, int] | None, words: int
) -> tuple[str, list[tuple[int, int]]]:
    """A row's first cell, then as many of the others, each with its header, as so many words
    hold: the marked ones before the rest. With the marks in that text."""
    said = [f"{header}: {cell}" if header else cell for header, cell in unit.cells]
    at = [unit.text.find(cell) for cell in said]
    marked = {
        number
        for number, (start, cell) in enumerate(zip(at, said, strict=True))
        if mark and start >= 0 and mark[0] < start + len(cell) and mark[1] > start
    }
    said[0] = unit.cells[0][1]
    chosen = {0}
    left = words - len(said[0].split())
    for number in sorted(range(1, len(said)), key=lambda number: (number not in marked, number)):
        if (length := len(said[number].split())) <= left:
            chosen.add(number)
            left -= length
    text, marks = "", []
    for number in sorted(chosen):
        text += "; " if text else ""
        if number in marked:
            marks.append((len(text), len(text) + len(said[number])))
        text += said[number]
    return text, marks


def _shared(place: Place, numbers: Sequence[int], at: int) -> bool:
    """Whether the unit behind a row is a row under the same headers."""
    units = place.units
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


def _cut(
    text: str, marks: Sequence[tuple[int, int]], heads: Sequence[int], words: int
) -> tuple[str, list[tuple[int, int]]]:
    """A text and its marks, cut to so many words, with the first mark among them. Of a table
    the rows furthest from it go first, and its headers stay."""
    text, marks = _fewer_rows(text, marks, heads, words)
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    if len(spans) <= words:
        return text, list(marks)
    first = 0
    if marks and marks[0][1] > spans[words - 1][1]:
        marked = next(n for n, (_, end) in enumerate(spans) if end > marks[0][0])
        first = min(max(0, marked - words // 4), len(spans) - words)
    start, end = spans[first][0], spans[first + words - 1][1]
    before = "… " if first else ""
    behind = " …" if end < spans[-1][1] else ""
    moved = [
        (mark[0] - start + len(before), mark[1] - start + len(before))
        for mark in marks
        if start <= mark[0] and mark[1] <= end
    ]
    return f"{before}{text[start:end]}{behind}", moved


def _fewer_rows(
    text: str, marks: Sequence[tuple[int, int]], heads: Sequence[int], words: int
) -> tuple[str, Sequence[tuple[int, int]]]:
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    at = max((n for n, start in enumerate(starts) if marks and start <= marks[0][0]), default=0)
    kept = list(range(len(lines)))
    rows = [n for n in kept if starts[n] not in heads]
    while len(rows) > 1 and sum(len(lines[n].split()) for n in kept) > words:
        furthest = max(rows, key=lambda n: abs(n - at))
        kept.remove(furthest)
        rows.remove(furthest)
    shorter = ""
    moved: list[tuple[int, int]] = []
    for n, last in zip(kept, [-1, *kept], strict=False):
        # "…" stands for rows that are left out.
        shorter += (" …\n" if n != last + 1 else "\n") if shorter else ""
        moved += [
            (start - starts[n] + len(shorter), end - starts[n] + len(shorter))
            for start, end in marks
            if starts[n] <= start <= starts[n] + len(lines[n])
        ]
        shorter += lines[n]
    return (f"{shorter} …" if kept[-1] != len(lines) - 1 else shorter), moved


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
