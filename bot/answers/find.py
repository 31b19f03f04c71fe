"""Finding: from a question to passages read for the answer, and pages in order.

Two searches are fused by rank (reciprocal rank fusion, Cormack et al. 2009): by meaning
and by words. The best are read by the cross-encoder together with the question, with the
papers' own abbreviations written out; what the question says of place and time
(`bot.answers.scope`) is added to what the reader thinks.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.question_kinds import Wanted
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
        record_penalty: taken off a record, which says again what its page says; kind_bonus:
            added to one of the kind that the question is after.
        reread: passages that are read again for a follow-up's own words.
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
    kind_bonus: float = 1.2
    reread: int = 6


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
    detail: str | None = None,
    wanted: Wanted | None = None,
) -> Found:
    """Search for a question that stands alone, within a scope.

    Args:
        wanted: the kind of record that the question is nearest to.
        detail: of a follow-up, its own words. The whole question tells the topic; what
            is asked now is in these, and the best passages are read for them as well.
    """
    tuning = tuning or Tuning()
    started = time.monotonic()
    asked = write_out(question, abbreviations_of(scope))
    candidates = _without_copies(_candidates(question, asked, scope, index, tuning, wanted))
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
    if detail is not None:
        scored = _read_again(scored, detail, reader, tuning)
    floor = scored[-1].score if scored else 0.0
    # What was not read comes after what was, whatever its own score.
    tail = [replace(one, score=floor - 1 - place) for place, one in enumerate(rest)]
    return Found(
        candidates=(*scored, *tail),
        seconds_find=found_at - started,
        seconds_rerank=time.monotonic() - found_at,
    )


def _read_again(
    scored: Sequence[Candidate], detail: str, reader: Reader, tuning: Tuning
) -> list[Candidate]:
    """The best candidates with the mean of two readings: for the whole and for the detail."""
    best, rest = scored[: tuning.reread], scored[tuning.reread :]
    inputs = [_reader_input(one.passage)[0] for one in best]
    both = []
    for one, second in zip(best, reader.read(detail, inputs) if inputs else [], strict=True):
        assert one.reading is not None
        reading = _mean(one.reading, second)
        score = one.score + tuning.reader_weight * (reading.rank - one.reading.rank)
        both.append(replace(one, reading=reading, score=score))
    # What was read once stays behind what was read twice.
    floor = min((one.score for one in both), default=0.0)
    rest = [replace(one, score=min(one.score, floor)) for one in rest]
    return [*sorted(both, key=_order), *rest]


def _order(candidate: Candidate) -> tuple[float, int]:
    """By which candidates are sorted, the best first."""
    return -candidate.score, candidate.passage.passage


def _mean(first: Reading, second: Reading) -> Reading:
    # Words beyond what the model can take in are left out, of a longer question more.
    known = {(start, end): probability for start, end, probability in second.support}
    return Reading(
        rank=(first.rank + second.rank) / 2,
        answers=(first.answers + second.answers) / 2,
        support=tuple(
            (start, end, (probability + known.get((start, end), probability)) / 2)
            for start, end, probability in first.support
        ),
    )


def _reader_input(passage: PassageRow) -> tuple[str, int]:
    """What the reader reads, and where the passage's own text begins in it."""
    context = passage.context[-160:]
    return f"{context}. {passage.text}", len(context) + 2


def _candidates(
    question: str, asked: str, scope: Scope, index: Index, tuning: Tuning, wanted: Wanted | None
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
        bonus = _bonus(hit.passage, scope, tuning, wanted)
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
    """What the papers write out themselves, then the initials of their own titles."""
    known: dict[str, str] = {}
    for pack in scope.packs.values():
        for short, long in pack.abbreviations:
            known.setdefault(short.lower(), long)
    for pack in scope.packs.values():
        titles = [item.title for item in pack.items]
        titles += [minute.title for minutes in pack.minutes for minute in minutes.minutes]
        for title in titles:
            for short, long in _initials(title):
                known.setdefault(short, long)
    return known


_JOINING = frozenset("and the of for to in on at by a an with update report annual".split())


def _initials(title: str) -> Iterator[tuple[str, str]]:
    """("da", "domestic abuse") and the like: two to five words of a title in a row."""
    words = [
        word for word in re.findall(r"[A-Za-z][A-Za-z'’]*", title) if word.lower() not in _JOINING
    ]
    for start in range(len(words)):
        for end in range(start + 2, min(start + 5, len(words)) + 1):
            run = words[start:end]
            yield "".join(word[0] for word in run).lower(), " ".join(run).lower()


def write_out(question: str, abbreviations: Mapping[str, str]) -> str:
    """The question with the papers' own abbreviations written out behind them."""

    def expand(match: re.Match[str]) -> str:
        long = abbreviations.get(match.group().lower())
        # A short everyday word ("it", "is") is no abbreviation unless typed as one.
        if long is None or (len(match.group()) < 4 and not match.group().isupper()):
            return match.group()
        return f"{match.group()} ({long})"

    return re.sub(r"[A-Za-z][A-Za-z0-9&-]*", expand, question)


def _bonus(passage: PassageRow, scope: Scope, tuning: Tuning, wanted: Wanted | None) -> float:
    document, page = passage.document, passage.pdf_page
    record = passage.is_record
    of_kind = record and wanted and wanted.sure and passage.units[0].cells[0][1] == wanted.kind
    minuted = any(
        document == named and first <= page <= last for named, first, last in scope.named_minutes
    )
    signs = (
        (record, -tuning.record_penalty),
        (of_kind, tuning.kind_bonus),
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
