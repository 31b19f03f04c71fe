"""Finding: from a question to passages read for the answer, and pages in order.

Two searches are fused by rank (reciprocal rank fusion, Cormack et al. 2009): by meaning
and by words. The best are read by the cross-encoder together with the question, with the
papers' own abbreviations written out; what the question says of place and time
(`bot.answers.scope`) is added to what the reader thinks.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.scope import Scope
from indexer.index import Index, PassageRow
from indexer.models.reader import Reader, Reading
from indexer.store.terms import terms

__all__ = ["COPY_LETTERS", "Candidate", "Found", "Tuning", "find"]

COPY_LETTERS = 80
"""Shorter passages ("To note the report.") say the same in reports that are not the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What was chosen by measuring, in one place (see ``make bench``).

    Attributes:
        depth: passages taken from each search.
        read: passages that the reader reads.
        fuse_k, words_weight: of the fusion; full text counts `words_weight` of meaning.
        reader_weight: of the reader's rank against the fused score.
        fused_weight: of the fused score, which is small.
        next_bonus, named_bonus, place_bonus: added to the score of passages of the
            coming meeting, of a meeting or minutes that the question names, at a place
            that it names.
        focus_bonus: added to that of passages of the item that was answered from before,
            where the question goes on from it.
        superseded_penalty: taken off where a later paper replaces the page.
        record_penalty: taken off a record, which says again what its page says.
    """

    depth: int = 40
    read: int = 8
    fuse_k: int = 10
    words_weight: float = 0.5
    fused_weight: float = 20.0
    reader_weight: float = 0.5
    next_bonus: float = 0.6
    named_bonus: float = 1.2
    place_bonus: float = 3.0
    focus_bonus: float = 1.2
    superseded_penalty: float = 3.0
    record_penalty: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage with what each stage made of it.

    `reading` is None for a passage that was found and not read.
    """

    passage: PassageRow
    score: float
    dense_rank: int | None = None
    text_rank: int | None = None
    reading: Reading | None = None
    offset: int = 0
    """Where the passage's own text begins in what the reader was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Candidates, the best first, and seconds taken."""

    candidates: tuple[Candidate, ...]
    seconds_find: float
    seconds_rerank: float

    def pages(self) -> list[tuple[Candidate, float]]:
        """The best candidate of each page, best first."""
        best: dict[tuple[str, int], Candidate] = {}
        for candidate in self.candidates:
            place = (candidate.passage.document, candidate.passage.pdf_page)
            best.setdefault(place, candidate)
        return [(candidate, candidate.score) for candidate in best.values()]


def find(
    question: str,
    scope: Scope,
    *,
    index: Index,
    reader: Reader,
    tuning: Tuning | None = None,
) -> Found:
    """Search for a question that stands alone, within a scope."""
    tuning = tuning or Tuning()
    started = time.monotonic()
    asked = write_out(question, abbreviations_of(scope))
    candidates = _without_copies(_candidates(question, asked, scope, index, tuning))
    found_at = time.monotonic()
    read, rest = candidates[: tuning.read], candidates[tuning.read :]
    inputs = [_reader_input(one.passage) for one in read]
    readings = reader.read(asked, [text for text, _ in inputs]) if inputs else []
    scored = [
        replace(
            one,
            reading=reading,
            offset=offset,
            score=one.score + tuning.reader_weight * reading.rank,
        )
        for one, reading, (_, offset) in zip(read, readings, inputs, strict=True)
    ]
    scored.sort(key=_order)
    floor = scored[-1].score if scored else 0.0
    # What was not read comes after what was, whatever its own score.
    tail = [replace(one, score=floor - 1 - place) for place, one in enumerate(rest)]
    return Found(
        candidates=(*scored, *tail),
        seconds_find=found_at - started,
        seconds_rerank=time.monotonic() - found_at,
    )


def _order(candidate: Candidate) -> tuple[float, int]:
    """By which candidates are sorted, the best first."""
    return -candidate.score, candidate.passage.passage


def _reader_input(passage: PassageRow) -> tuple[str, int]:
    """What the reader reads, and where the passage's own text begins in it."""
    context = passage.context[-160:]
    return f"{context}. {passage.text}", len(context) + 2


def _candidates(
    question: str, asked: str, scope: Scope, index: Index, tuning: Tuning
) -> list[Candidate]:
    """What is found, the best first; `asked` has the abbreviations written out."""
    weights = dict.fromkeys(terms(asked), 0.4) | dict.fromkeys(terms(question), 1.0)
    found: list[Candidate] = []
    for hit in index.search(question, weights=weights, cards=scope.cards, limit=tuning.depth):
        fused = 0.0
        if hit.dense_rank:
            fused += 1 / (tuning.fuse_k + hit.dense_rank)
        if hit.text_rank:
            fused += tuning.words_weight / (tuning.fuse_k + hit.text_rank)
        bonus = _bonus(hit.passage, scope, tuning)
        found.append(
            Candidate(
                passage=hit.passage,
                score=tuning.fused_weight * fused + bonus,
                dense_rank=hit.dense_rank,
                text_rank=hit.text_rank,
            )
        )
    return sorted(found, key=_order)


def abbreviations_of(scope: Scope) -> dict[str, str]:
    """What the papers write out themselves, by the abbreviation in lower case."""
    pairs = [pair for pack in scope.packs.values() for pair in pack.abbreviations]
    return {short.lower(): long for short, long in reversed(pairs)}


def write_out(question: str, abbreviations: Mapping[str, str]) -> str:
    """The question with the papers' own abbreviations written out behind them."""

    def expand(match: re.Match[str]) -> str:
        long = abbreviations.get(match.group().lower())
        # A short everyday word ("it", "is") is no abbreviation unless typed as one.
        if long is None or (len(match.group()) < 4 and not match.group().isupper()):
            return match.group()
        return f"{match.group()} ({long})"

    return re.sub(r"[A-Za-z][A-Za-z0-9&-]*", expand, question)


def _bonus(passage: PassageRow, scope: Scope, tuning: Tuning) -> float:
    document, page = passage.document, passage.pdf_page
    minuted = any(
        document == named and first <= page <= last for named, first, last in scope.named_minutes
    )
    signs = (
        (passage.is_record, -tuning.record_penalty),
        (document in scope.next_documents, tuning.next_bonus),
        (document in scope.named_documents, tuning.named_bonus),
        (minuted, tuning.named_bonus),
        ((passage.item or "").lower() in scope.items, tuning.place_bonus),
        ((document, passage.item) in scope.focus, tuning.focus_bonus),
        ((passage.appendix or "").lower() in scope.appendices, tuning.place_bonus),
        (passage.printed_page in scope.printed_pages, tuning.place_bonus),
        (page in scope.superseded.get(document, {}), -tuning.superseded_penalty),
    )
    return sum((weight for holds, weight in signs if holds), 0.0)


def _without_copies(candidates: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for the same words at several places: the same report inside the
    pack and as a file of its own is one report. The place with a printed page, which a
    chair can call out, stands for all."""
    kept: dict[str, Candidate] = {}
    for place, candidate in enumerate(candidates):
        words = "".join(filter(str.isalnum, candidate.passage.text.lower()))
        key = words if len(words) > COPY_LETTERS else f"{place}"
        known = kept.get(key)
        if known is None:
            kept[key] = candidate
        elif known.passage.printed_page is None and candidate.passage.printed_page is not None:
            kept[key] = replace(candidate, score=known.score)
    return list(kept.values())
