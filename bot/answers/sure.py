"""Whether an answer is given as one: is the best place the right one?

Several signs are weighed by a logistic model that anyone can read off `WEIGHTS`. It was
fitted on questions over papers that the reader and the search were not made on
(``python -m tests.benchmarks sure``); where its likelihood falls short of `THRESHOLD`, the
places are shown as the nearest ones, and not as an answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from bot.answers.find import Candidate, Found
from bot.answers.say.quotes import Place

__all__ = ["THRESHOLD", "WEIGHTS", "Signs", "likely", "signs_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for the best place.

    Attributes:
        answers: the reader's view whether its passage answers, as a logit in ±6.
        support: how strongly the reader would quote its best sentence, 0 to 1.
        rank: the reader's rank of it, a logit.
        meaning, words: 1 where its page comes first in the search by meaning, by words.
    """

    answers: float
    support: float
    rank: float
    meaning: float
    words: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A weight for each of `Signs`, and the constant."""

    answers: float
    support: float
    rank: float
    meaning: float
    words: float
    constant: float


WEIGHTS = Weights(
    answers=0.322,
    support=1.646,
    rank=0.127,
    meaning=1.326,
    words=0.517,
    constant=-1.923,
)

THRESHOLD = 0.7
"""Questions over papers that nothing was made on are harder than those of the fit: there, of
the tenth that is likeliest, five or six in ten are right (see the curve)."""


def signs_of(found: Found, places: Sequence[Place]) -> Signs | None:
    """The signs for the first of some places; None where nothing of it was read."""
    if not places or places[0].candidate.reading is None:
        return None
    page = _page(places[0].candidate)
    here = [one for one in found.candidates if one.reading and _page(one) == page]
    return Signs(
        answers=max(_answers(one) for one in here),
        support=places[0].support,
        rank=max(one.reading.rank for one in here if one.reading),
        meaning=float(_page_of_first(found.candidates, "dense_rank") == page),
        words=float(_page_of_first(found.candidates, "text_rank") == page),
    )


def likely(signs: Signs, weights: Weights = WEIGHTS) -> float:
    """How likely, from 0 to 1, the place is the right one."""
    known = astuple(weights)
    total = known[-1] + sum(
        weight * value for weight, value in zip(known, astuple(signs), strict=False)
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _page(candidate: Candidate) -> tuple[str, int]:
    return candidate.passage.document, candidate.passage.pdf_page


def _page_of_first(candidates: Sequence[Candidate], rank: str) -> tuple[str, int] | None:
    ranked = [one for one in candidates if getattr(one, rank)]
    return _page(min(ranked, key=lambda one: getattr(one, rank))) if ranked else None


def _answers(candidate: Candidate) -> float:
    answers = candidate.reading.answers if candidate.reading else None
    if answers is None:
        return 0.0
    bounded = min(max(answers, 0.0025), 0.9975)
    return math.log(bounded / (1 - bounded))
