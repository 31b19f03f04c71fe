"""Whether an answer is given as one: is the best place the right one?

Three signs, more of each being better, are weighed by a logistic model that anyone can
read off `WEIGHTS`. It was fitted on questions over papers that the reader and the search
were not made on (``python -m tests.benchmarks sure``); where its likelihood falls short of
`THRESHOLD`, the places are shown as the nearest ones, and not as an answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from bot.answers.find import Candidate, Found

__all__ = ["THRESHOLD", "WEIGHTS", "Signs", "likely", "signs_of"]

FARTHEST = 5.0
"""How far a place is ahead, at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for the best place.

    Attributes:
        answers: the reader's view whether its page answers, as a logit in ±6.
        ahead: how far the reader ranks its page above those of other documents, at the
            most `FARTHEST`, which it also is where none of these came near.
        agreed: of the search by meaning, that by words and the reader, how many have its
            page first.
    """

    answers: float
    ahead: float
    agreed: float


WEIGHTS = Signs(answers=0.425, ahead=0.147, agreed=0.542)

CONSTANT = -1.712

THRESHOLD = 0.7
"""Where three in four are right of what is given as an answer: the mean over the three sets,
each with weights fitted on the other two."""


def signs_of(found: Found) -> Signs | None:
    """The signs for the page of the best candidate; None where it was not read."""
    if not found.candidates or found.candidates[0].reading is None:
        return None
    page = _page(found.candidates[0])
    read = [
        (_page(one), one.reading.rank, one.reading.answers)
        for one in found.candidates
        if one.reading
    ]
    rank = max(rank for place, rank, _ in read if place == page)
    elsewhere = [rank for place, rank, _ in read if place[0] != page[0]]
    firsts = (
        _page_of_first(found.candidates, "dense_rank"),
        _page_of_first(found.candidates, "text_rank"),
        max(read, key=lambda one: one[1])[0],
    )
    return Signs(
        answers=max(_logit(answers) for place, _, answers in read if place == page),
        ahead=min(FARTHEST, rank - max(elsewhere, default=-math.inf)),
        agreed=float(firsts.count(page)),
    )


def likely(signs: Signs) -> float:
    """How likely, from 0 to 1, the place is the right one."""
    total = CONSTANT + sum(map(math.prod, zip(astuple(WEIGHTS), astuple(signs), strict=True)))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _page(candidate: Candidate) -> tuple[str, int]:
    return candidate.passage.document, candidate.passage.pdf_page


def _page_of_first(candidates: Sequence[Candidate], rank: str) -> tuple[str, int] | None:
    ranked = [one for one in candidates if getattr(one, rank)]
    return _page(min(ranked, key=lambda one: getattr(one, rank))) if ranked else None


def _logit(answers: float) -> float:
    bounded = min(max(answers, 0.0025), 0.9975)
    return math.log(bounded / (1 - bounded))
