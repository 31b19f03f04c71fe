"""Declining: is what was found an answer, or only the topic?

A reranker's score cannot tell: a near-miss uses the papers' own words and scores higher
than an honest paraphrase. So several kinds of evidence are weighed, by a logistic model
that anyone can read off `WEIGHTS`; it was fitted on other councils' questions and
near-misses (``python -m tests.benchmarks decline``), never on the papers it is judged on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from bot.answers.find import Found
from bot.answers.say.quotes import Line
from bot.answers.wants import Want, holds, want_of
from indexer.catalogue.terms import terms

__all__ = ["WEIGHTS", "Evidence", "answerable", "evidence_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for an answer.

    Attributes:
        answers: the reader's own view of the passages quoted, as a logit in ±6.
        support: how strongly it would quote the best sentence, 0 to 1.
        lead: how far the best passage's rank is ahead of the fifth's, in logits, up to 6.
        similar: how near the best passage is to the question in meaning, cosine.
        covered: the share of the question's words that stand in what is quoted or in
            where it stands.
        lacking: 1 where the question asks for an amount, number, date or person and
            what is quoted holds none.
    """

    answers: float
    support: float
    lead: float
    similar: float
    covered: float
    lacking: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A weight for each part of `Evidence`, and the constant."""

    answers: float
    support: float
    lead: float
    similar: float
    covered: float
    lacking: float
    constant: float


WEIGHTS = Weights(
    answers=0.958, support=0.123, lead=-0.032, similar=-1.820, covered=0.814, lacking=0.537,
    constant=0.009,
)


def evidence_of(question: str, found: Found, lines: Sequence[Line]) -> Evidence | None:
    """The evidence for some lines; None where nothing was read or the reader can't tell."""
    read = [one for one in found.candidates if one.reading is not None]
    quoted = {line.passage.passage for line in lines}
    views = [
        one.reading.answers
        for one in read
        if one.reading and one.reading.answers is not None and one.passage.passage in quoted
    ]
    if not views or not lines:
        return None
    ranks = sorted((one.reading.rank for one in read if one.reading), reverse=True)
    best = lines[0]
    text = " ".join(line.text for line in lines)
    asked = set(terms(question))
    stands = set(terms(f"{text} {best.passage.context}"))
    want = want_of(question)
    return Evidence(
        answers=_logit(max(views)),
        support=max(line.support for line in lines),
        lead=min(6.0, ranks[0] - ranks[min(4, len(ranks) - 1)]),
        similar=max((one.similarity or 0.0 for one in read), default=0.0),
        covered=len(asked & stands) / len(asked) if asked else 0.0,
        lacking=float(want is not Want.ANYTHING and not holds(want, text)),
    )


def answerable(evidence: Evidence | None, weights: Weights = WEIGHTS) -> float:
    """How likely, from 0 to 1, the lines answer the question; 1 without evidence, since
    a reader that cannot tell must not silence every answer."""
    if evidence is None:
        return 1.0
    known = astuple(weights)
    total = known[-1] + sum(
        weight * value for weight, value in zip(known, astuple(evidence), strict=False)
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _logit(probability: float) -> float:
    bounded = min(max(probability, 0.0025), 0.9975)
    return math.log(bounded / (1 - bounded))
