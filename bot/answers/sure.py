"""Whether an answer is given as one: is the best place the right one?

Several signs are weighed by a logistic model that anyone can read off `WEIGHTS`. It was
fitted on questions over papers that the reader and the search were not made on
(``python -m tests.benchmarks sure``); where its likelihood falls short of `THRESHOLD`, the
places are shown as the nearest ones, and not as an answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from bot.answers.find import Candidate, Found
from bot.answers.say.quotes import Place
from bot.answers.vocabulary import officers_words
from indexer.catalogue.terms import terms

__all__ = ["THRESHOLD", "WEIGHTS", "Signs", "likely", "signs_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for the best place.

    Attributes:
        answers: the reader's view whether its passage answers, as a logit in ±6.
        elsewhere: the same of the best passage on any other page.
        support: how strongly the reader would quote its best sentence, 0 to 1.
        rank: the reader's rank of it, a logit.
        lead: how far that is ahead of the best on another page, within ±6.
        similar: how near it is to the question in meaning, cosine.
        covered: the share of the question's content words that stand in it or in where
            it stands; a word for which officers have others counts by those as well.
        missing: how many of them do not.
        meaning, words: 1 where its page comes first in the search by meaning, by words.
        figure: 1 where an amount, number or date is asked for and none is shown.
    """

    answers: float
    elsewhere: float
    support: float
    rank: float
    lead: float
    similar: float
    covered: float
    missing: float
    meaning: float
    words: float
    figure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A weight for each of `Signs`, and the constant."""

    answers: float
    elsewhere: float
    support: float
    rank: float
    lead: float
    similar: float
    covered: float
    missing: float
    meaning: float
    words: float
    figure: float
    constant: float


WEIGHTS = Weights(
    answers=0.5, elsewhere=0.0, support=1.0, rank=0.2, lead=0.2, similar=1.0, covered=1.0,
    missing=-0.1, meaning=0.2, words=0.2, figure=-1.0, constant=-2.0,
)

THRESHOLD = 0.5

_ASKS_FIGURE = re.compile(
    r"\bhow (?:much|many|often|long|big|far|old)\b|\bwhen\b|\bwhat (?:time|date|day|year|month|"
    r"percent\w*|share|number|rate)\b|[£%]",
    re.IGNORECASE,
)
_HOLDS_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|third|quarter|none|"
    r"monthly|weekly|annual\w*|daily)\b",
    re.IGNORECASE,
)


def signs_of(question: str, found: Found, places: Sequence[Place]) -> Signs | None:
    """The signs for the first of some places; None where nothing was read."""
    if not places or places[0].candidate.reading is None:
        return None
    best = places[0]
    page = _page(best.candidate)
    read = [one for one in found.candidates if one.reading is not None]
    here = [one for one in read if _page(one) == page]
    others = [one for one in read if _page(one) != page]
    asked = set(terms(question))
    text = best.passage.text
    there = set(terms(f"{text} {best.passage.context}"))
    lacking = {
        term for term in asked - there
        if not officers_words_of(term, question) & there
    }
    rank = max((one.reading.rank for one in here if one.reading), default=0.0)
    return Signs(
        answers=max(_answers(one) for one in here),
        elsewhere=max((_answers(one) for one in others), default=-6.0),
        support=best.support,
        rank=rank,
        lead=max(-6.0, min(6.0, rank - max(
            (one.reading.rank for one in others if one.reading), default=rank - 6.0
        ))),
        similar=max(one.similarity or 0.0 for one in here),
        covered=1 - len(lacking) / len(asked) if asked else 0.0,
        missing=float(len(lacking)),
        meaning=float(_page_of_first(found.candidates, "dense_rank") == page),
        words=float(_page_of_first(found.candidates, "text_rank") == page),
        figure=float(bool(_ASKS_FIGURE.search(question)) and not _HOLDS_FIGURE.search(best.text)),
    )


def officers_words_of(term: str, question: str) -> frozenset[str]:
    """Officers' terms for those words of a question whose stem is a term."""
    return frozenset().union(*(
        officers_words(word) for word in re.findall(r"[A-Za-z0-9]+", question)
        if term in terms(word)
    ))


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
