"""Answers without a language model: the nearest places, as they stand.

The best place comes with the passage around what speaks to the question, two others
with a snippet each. The reader says which words it would quote; a sentence or row is
worth what its best run of words is worth, and a place is shown around its best one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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

__all__ = ["Place", "claims_of", "places_of", "shorten", "shown_around"]


PLACES = 3
"""Different pages that are shown."""

WORDS, FIRST_WORDS = 125, 85
"""Of all places together, references left out; and of the best place. Chosen by measuring."""

WINDOW = 10
"""Words over which a unit's support is averaged."""


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
        around = _as_read(self, self.shown)[0] if self.shown else ""
        return f"{said} {around}".strip()

    @property
    def left(self) -> int:
        """Words that the record leaves to the units."""
        said = len(self.record.text.split()) if self.record else 0
        return max(1, self.words - said)


def places_of(
    found: Found,
    page_of: Callable[[PassageRow], Sequence[PassageRow]] = lambda passage: [passage],
    stands: Callable[[Place], bool] = lambda _: True,
) -> list[Place]:
    """The best place of each of the best pages, best first; [] where nothing was found.

    Args:
        page_of: gives all passages of a passage's page, in reading order.
        stands: whether a place may be shown; where not, the page's next one is tried.
    """
    pages: dict[tuple[str, int], list[Candidate]] = {}
    for one in found.candidates:
        pages.setdefault((one.passage.document, one.passage.pdf_page), []).append(one)
    chosen: list[Place] = []
    left = WORDS
    for candidates in pages.values():
        if len(chosen) == PLACES:
            break
        words = left // (PLACES - len(chosen)) if chosen else FIRST_WORDS
        for one in candidates[:2]:
            place = shown_around(one, page_of(one.passage), candidates, words=words)
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
    runs: list[Run] = []
    own_units = range(1)
    for row in page:
        if row.passage == passage.passage:
            own_units = range(len(units), len(units) + len(row.units))
        units += row.units
        runs += _best_runs(row, readings.get(row.passage))
    supports = [support for support, _ in runs]
    aside = {
        number
        for number in signposts([(unit.kind, unit.text) for unit in units])
        if supports[number] < QUOTED
    }
    best = max(own_units, key=lambda number: (number not in aside, supports[number]))
    mark = _best_runs(passage, candidate)[0][1] if record else runs[best][1]
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
    text, marks = _as_read(place, kept)
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


Word = tuple[str, bool]
"""A word, and whether it is marked."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is read: the headers of rows, a row, or running sentences."""

    words: list[Word]
    is_head: bool = False


def _as_read(place: Place, numbers: Sequence[int]) -> tuple[str, list[tuple[int, int]]]:
    """Some of a place's units as they are read, cut to the words that it has for them, and the
    marks in that text."""
    lines = _fewer_rows(_laid_out(place, numbers), place.left)
    return _cut(lines, place.left)


def _laid_out(place: Place, numbers: Sequence[int]) -> list[_Line]:
    """Units as they are read: rows stand on lines of their own, under the headers that they
    share; "…" where something between is left out."""
    lines: list[_Line] = []
    headers: tuple[str, ...] = ()
    after_row = False
    for place_in, number in enumerate(numbers):
        unit = place.units[number]
        mark = place.mark if number == place.best and not place.record else None
        is_row = unit.kind is BlockKind.ROW
        own = tuple(header for header, _ in unit.cells) if is_row else ()
        head = _words("; ".join(own))
        shared = len(own) > 1 and all(own) and (own == headers or _shared(place, numbers, place_in))
        if len(own) > 1 and 2 * len(head) > place.left:
            words = _row_in_short(unit, mark, place.left)
        elif shared:
            if own != headers:
                lines.append(_Line(head, is_head=True))
            words = _without_headers(unit, mark)
        else:
            words = _words(unit.text, mark)
        if is_row or after_row or not lines:
            lines.append(_Line(words))
        else:
            gap = [] if numbers[place_in - 1] == number - 1 else _words("…")
            lines[-1].words.extend([*gap, *words])
        headers, after_row = own, is_row
    return lines


def _words(text: str, mark: tuple[int, int] | None = None) -> list[Word]:
    """A text's words, marked where the mark reaches them."""
    start, end = mark or (0, 0)
    return [
        (match[0], match.start() < end and match.end() > start)
        for match in re.finditer(r"\S+", text)
    ]


def _without_headers(unit: Unit, mark: tuple[int, int] | None) -> list[Word]:
    """A row's words without its headers; a cell is marked as a whole."""
    words = _words(unit.text[: unit.text.find(f"{unit.cells[0][0]}: ")])
    for number, (_, cell, marked) in enumerate(_cells(unit, mark), start=1):
        end = ";" if number < len(unit.cells) else ""
        words += [(word, marked) for word in f"{cell}{end}".split()]
    return words


def _row_in_short(unit: Unit, mark: tuple[int, int] | None, words: int) -> list[Word]:
    """A row's first cell, then as many of the others, each whole with its header, as so many
    words hold: the marked ones before the rest. Cut through a header it would say something
    else ("… eligible for free meals: 40" of "Number not eligible for free meals")."""
    cells = _cells(unit, mark)
    said = [(f"{header}: {cell}" if header else cell, marked) for header, cell, marked in cells]
    # The heading inside the table stays before it, and a figure keeps its header.
    over = unit.text[: max(0, unit.text.find(said[0][0]))]
    _, first, marked = cells[0]
    named = first if any(map(str.isalpha, first)) else said[0][0]
    said[0] = f"{over}{named}", marked
    chosen = [0]
    left = words - len(said[0][0].split())
    for number in sorted(range(1, len(said)), key=lambda number: not said[number][1]):
        if (length := len(said[number][0].split())) <= left:
            chosen.append(number)
            left -= length
    ends = {number: "" if number == max(chosen) else ";" for number in sorted(chosen)}
    return [
        (word, said[number][1])
        for number, end in ends.items()
        for word in f"{said[number][0]}{end}".split()
    ]


def _cells(unit: Unit, mark: tuple[int, int] | None) -> list[tuple[str, str, bool]]:
    """A row's cells as (header, cell, whether the mark reaches it or its header)."""
    cells: list[tuple[str, str, bool]] = []
    for header, cell in unit.cells:
        named = f"{header}: {cell}" if header else cell
        start = unit.text.find(named)
        marked = mark is not None and mark[0] < start + len(named) and mark[1] > start >= 0
        cells.append((header, cell, marked))
    return cells


def _shared(place: Place, numbers: Sequence[int], at: int) -> bool:
    """Whether the unit behind a row is a row under the same headers."""
    row, *after = (place.units[number].cells for number in numbers[at : at + 2])
    return bool(after) and [header for header, _ in after[0]] == [header for header, _ in row]


def shorten(text: str, words: int) -> str:
    """The text, cut with "…" where it is longer than so many words."""
    parts = text.split()
    if len(parts) <= words:
        return text
    end = 0
    for part in parts[:words]:
        end = text.index(part, end) + len(part)
    return f"{text[:end]} …"


def _fewer_rows(lines: Sequence[_Line], words: int) -> list[_Line]:
    """Lines of so many words: of a table the rows furthest from the first mark go first, and
    its headers stay. "…" stands for rows that are left out."""
    at = next((n for n, line in enumerate(lines) if any(marked for _, marked in line.words)), 0)
    kept = list(range(len(lines)))
    rows = [n for n in kept if not lines[n].is_head]
    while len(rows) > 1 and sum(len(lines[n].words) for n in kept) > words:
        furthest = max(rows, key=lambda n: abs(n - at))
        kept.remove(furthest)
        rows.remove(furthest)
    return [
        lines[n] if n + 1 == after else _Line([*lines[n].words, *_words("…")], lines[n].is_head)
        for n, after in zip(kept, [*kept[1:], len(lines)], strict=True)
    ]


def _cut(lines: Sequence[_Line], most: int) -> tuple[str, list[tuple[int, int]]]:
    """Lines as a text with its marks, cut to so many words with the first mark among them."""
    words = [(*word, not at) for line in lines for at, word in enumerate(line.words)]
    first = 0
    begins = next((at for at, (_, marked, _) in enumerate(words) if marked), 0)
    ends = next((at for at in range(begins, len(words)) if not words[at][1]), len(words))
    if ends > most:
        first = min(max(0, begins - most // 4), max(0, len(words) - most))
    text = "… " if first else ""
    marks: list[tuple[int, int]] = []
    follows = False
    for at, (word, marked, opens) in enumerate(words[first : first + most]):
        text += ("\n" if opens else " ") if at else ""
        start, text = len(text), text + word
        if marked:
            begun = marks.pop()[0] if follows else start
            marks.append((begun, len(text.rstrip(";"))))
        follows = marked
    return (f"{text} …" if first + most < len(words) else text), _clauses(text, marks)


_CLAUSE_ENDS = re.compile(r"(?<=[,;:.?!)])\s|\s(?=[(…])|(?<=…)\s|\n")


def _clauses(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks that begin and end with a clause: a run of words cut from one reads as an error."""
    ends = [0, *(place for one in _CLAUSE_ENDS.finditer(text) for place in one.span()), len(text)]
    wide: list[tuple[int, int]] = []
    for start, end in marks:
        start = max(place for place in ends if place <= start)
        end = min(place for place in ends if place >= end)
        if wide and start < wide[-1][1]:
            start = wide.pop()[0]
        wide.append((start, end))
    return wide


def _length(unit: Unit) -> int:
    """Words; a row's headers are shown once for all its table."""
    if unit.kind is BlockKind.ROW and len(unit.cells) > 1:
        return sum(len(cell.split()) for _, cell in unit.cells)
    return len(unit.text.split())


Run = tuple[float, tuple[int, int] | None]
"""How much the reader would quote a unit, and the (start, end) of the words that it would."""


def _best_runs(row: PassageRow, candidate: Candidate | None) -> list[Run]:
    """Of each unit of a passage the `WINDOW` words that the reader would quote most, less the
    weak ones at their ends; nothing where it was not read."""
    support = candidate.reading.support if candidate and candidate.reading else ()
    start = candidate.offset if candidate else 0
    runs: list[Run] = []
    for unit in row.units:
        end = start + len(unit.text)
        words = [
            (first - start, last - start, probability)
            for first, last, probability in support
            if start <= first and last <= end
        ]
        runs.append(_best_run(words))
        start = end + 1
    return runs


def _best_run(words: Sequence[tuple[int, int, float]]) -> Run:
    if not words:
        return 0.0, None
    size = min(WINDOW, len(words))
    means = [
        sum(probability for _, _, probability in words[at : at + size]) / size
        for at in range(len(words) - size + 1)
    ]
    at = means.index(max(means))
    run = words[at : at + size]
    least = max(probability for _, _, probability in run) / 2
    strong = [word for word in run if word[2] >= least]
    return means[at], (strong[0][0], strong[-1][1])
