"""Answers without a language model: the pages' own sentences and rows.

The reader says which words of a passage it would quote. A sentence or row is worth what
its best run of words is worth; the best one opens the answer, its neighbours on the same
page come along while they too carry something, and a second page is opened only when it
says as much or the question sets papers against each other. Where several things are
asked, the best for each comes first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.find import Candidate, Found
from indexer.catalogue import PassageRow
from indexer.models.reader import Reader
from indexer.packs import BlockKind
from indexer.passages import Unit

__all__ = ["Line", "Picked", "Picking", "pick_lines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picking:
    """How much to say; chosen by measuring.

    Attributes:
        passages: how many of the best passages to pick from.
        words: of all lines together, references left out.
        share: a further unit of the best page must be worth this share of the best.
        other_share: a unit of another page must be worth this share of the best.
        pages: how many pages an answer may draw on, by choice.
        window: words over which a unit's support is averaged.
        spread: a passage whose score is so far behind the best counts 1/e of it.
    """

    passages: int = 8
    words: int = 115
    share: float = 0.35
    other_share: float = 0.75
    pages: int = 2
    window: int = 10
    spread: float = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A unit, where it stands, and what it is worth (0 to 1). `support` is the reader's
    own, before it was weighed by how likely the passage answers."""

    passage: PassageRow
    place: int
    unit: Unit
    worth: float
    support: float

    @property
    def key(self) -> tuple[int, int]:
        """Which unit of which passage."""
        return self.passage.passage, self.place

    @property
    def page(self) -> tuple[str, int]:
        """Document and PDF page."""
        return self.passage.document, self.passage.pdf_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Units that stand side by side on one page, said as one line."""

    units: tuple[Picked, ...]

    @property
    def text(self) -> str:
        return " ".join(picked.unit.text for picked in self.units)

    @property
    def passage(self) -> PassageRow:
        return self.units[0].passage

    @property
    def worth(self) -> float:
        return max(picked.worth for picked in self.units)

    @property
    def support(self) -> float:
        return max(picked.support for picked in self.units)


def pick_lines(
    found: Found, *, reader: Reader, picking: Picking | None = None, compares: bool = False
) -> list[Line]:
    """The lines of an answer, the best first; none where nothing was read."""
    picking = picking or Picking()
    read = [one for one in found.candidates if one.reading is not None][: picking.passages]
    if not read:
        return []
    every = _weighed(read, _supports(found.question, read, reader, picking), picking)
    if not every:
        return []
    best = every[0]
    # By unit: the same one may be the best for two of the things asked.
    chosen: dict[tuple[int, int], Picked] = {}
    for picked in _best_of_parts(found.candidates, picking):
        if picked.worth >= picking.share * best.worth:
            chosen.setdefault(picked.key, picked)
    words = sum(len(picked.unit.text.split()) for picked in chosen.values())
    pages = {picked.page for picked in chosen.values()}
    most_pages = max(picking.pages + compares, len(pages))
    for picked in every:
        length = len(picked.unit.text.split())
        share = picking.share
        if picked.page not in pages and pages:
            share = picking.share if compares else picking.other_share
            if len(pages) >= most_pages:
                continue
        if (
            picked.key in chosen
            or picked.worth < share * best.worth
            or (chosen and words + length > picking.words)
        ):
            continue
        chosen[picked.key] = picked
        words += length
        pages.add(picked.page)
    return _lines(_with_lists(list(chosen.values()), picking.words - words))


def _weighed(
    read: Sequence[Candidate], supports: Sequence[Sequence[float]], picking: Picking
) -> list[Picked]:
    """Every unit of the passages with its worth, the best first."""
    every = [
        Picked(
            passage=one.passage, place=place, unit=unit, support=support,
            worth=support * _trust(one, read[0].score, picking.spread),
        )
        for one, row in zip(read, supports, strict=True)
        for place, (unit, support) in enumerate(zip(one.passage.units, row, strict=True))
    ]
    return sorted(every, key=lambda one: -one.worth)


def _best_of_parts(candidates: Sequence[Candidate], picking: Picking) -> list[Picked]:
    """The best unit for each of the things asked, as far as one was read for it."""
    best: list[Picked] = []
    for part in range(max((len(one.parts) for one in candidates), default=0)):
        read = [
            replace(one, reading=reading) for one in candidates
            if one.parts and (reading := one.parts[part]) is not None and reading.support
        ][: picking.passages]
        best += _weighed(read, [_supported(one, picking.window) for one in read], picking)[:1]
    return best


def _supports(
    question: str, read: Sequence[Candidate], reader: Reader, picking: Picking
) -> list[list[float]]:
    if all(one.reading is not None and one.reading.support for one in read):
        return [_supported(one, picking.window) for one in read]
    # A reader that cannot point is asked about each unit by itself.
    units = [unit.text for one in read for unit in one.passage.units]
    ranks = [reading.rank for reading in reader.read(question, units)]
    low, high = min(ranks), max(ranks)
    scaled = iter([(rank - low) / ((high - low) or 1.0) for rank in ranks])
    return [[next(scaled) for _ in one.passage.units] for one in read]


def _trust(candidate: Candidate, best: float, spread: float) -> float:
    """How much a passage's units count: more where it is likely to answer at all, and
    where it ranks with the best."""
    answers = candidate.reading.answers if candidate.reading else None
    likely = 1.0 if answers is None else 0.25 + 0.75 * answers
    return likely * math.exp((candidate.score - best) / spread)


def _supported(candidate: Candidate, window: int) -> list[float]:
    """Each unit's best mean support over `window` words of it."""
    assert candidate.reading is not None
    supports: list[float] = []
    start = candidate.offset
    for unit in candidate.passage.units:
        end = start + len(unit.text)
        inside = [
            probability
            for first, last, probability in candidate.reading.support
            if first < end and last > start
        ]
        supports.append(_best_mean(inside, window))
        start = end + 1
    return supports


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


def _with_lists(chosen: Sequence[Picked], words: int) -> list[Picked]:
    """A sentence that opens a list brings the list along, and a list's item the line
    that opens it, as far as the words go."""
    taken = {one.key for one in chosen}
    extra: list[Picked] = []

    def take(passage: PassageRow, place: int, worth: float) -> bool:
        nonlocal words
        unit = passage.units[place]
        length = len(unit.text.split())
        if (passage.passage, place) in taken:
            return True
        if length > words:
            return False
        taken.add((passage.passage, place))
        extra.append(
            Picked(passage=passage, place=place, unit=unit, worth=worth, support=0.0)
        )
        words -= length
        return True

    for picked in chosen:
        passage = picked.passage
        units = passage.units
        if picked.unit.text.rstrip().endswith(":"):
            for place in range(picked.place + 1, len(units)):
                if units[place].kind is not BlockKind.LIST_ITEM or not take(
                    passage, place, picked.worth * 0.9
                ):
                    break
        elif picked.unit.kind is BlockKind.LIST_ITEM:
            for place in range(picked.place - 1, -1, -1):
                if units[place].kind is BlockKind.LIST_ITEM:
                    continue
                if units[place].text.rstrip().endswith(":"):
                    take(passage, place, picked.worth)
                break
    return [*chosen, *extra]


def _lines(chosen: Sequence[Picked]) -> list[Line]:
    """Join units that stand side by side; lines in the order of their best unit."""
    ordered = sorted(
        chosen, key=lambda one: (one.passage.document, one.passage.ordinal, one.place)
    )
    runs: list[list[Picked]] = []
    for picked in ordered:
        last = runs[-1][-1] if runs else None
        joined = (
            last is not None
            and last.passage.passage == picked.passage.passage
            and picked.place == last.place + 1
            and last.unit.kind is not BlockKind.ROW
            and picked.unit.kind is not BlockKind.ROW
        )
        if joined:
            runs[-1].append(picked)
        else:
            runs.append([picked])
    lines = [Line(units=tuple(run)) for run in runs]
    return sorted(lines, key=lambda line: -line.worth)
