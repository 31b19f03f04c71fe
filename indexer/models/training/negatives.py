"""Passages to learn against: what a plain search brings up for a question and is wrong."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from indexer.models.embed import LocalEmbeddings
from indexer.models.training.pairs import Example, too_alike
from indexer.models.training.retrieval import FullText, fuse, order

__all__ = ["hard_negatives", "pick"]

DEPTH = 40
"""How many wrong passages are kept for a question, best first."""


def hard_negatives(
    examples: Sequence[Example], embeddings: LocalEmbeddings
) -> list[list[list[int]]]:
    """For each example and each of its questions, indices of wrong passages, best first.

    A passage is not called wrong if it is nearly the same as the right one, or if it
    holds the quoted words. Those beside a passage of our own are wrong however alike they
    are, and come first.
    """
    passages = [example.passage for example in examples]
    dense = np.array(embeddings.embed_documents(passages), dtype=np.float32)
    text = FullText(passages)
    found: list[list[list[int]]] = []
    for index, example in enumerate(examples):
        found.append([])
        for question in example.questions:
            vector = np.array(embeddings.embed_query(question.text), dtype=np.float32)
            ranked = list(map(int, order(fuse(dense @ vector, text.scores(question.text)))))
            ranked.sort(key=lambda other: not _beside(example, examples[other]))
            quote = example.passage[question.start : question.end]
            wrong = (
                other
                for other in ranked
                if other != index
                and quote not in passages[other]
                and (
                    _beside(example, examples[other])
                    or not too_alike(example.passage, passages[other])
                )
            )
            found[-1].append([other for other, _ in zip(wrong, range(DEPTH), strict=False)])
    return found


def _beside(one: Example, other: Example) -> bool:
    return one.own and one.document == other.document


def pick(ranked: Sequence[int], count: int, chance: random.Random, allowed: set[int]) -> list[int]:
    """`count` of the wrong passages, most of them from near the top, none twice."""
    usable = [number for number in ranked if number in allowed]
    chosen: list[int] = []
    while usable and len(chosen) < count:
        # The exponential's mean is in places: half lie within the first seven.
        place = min(int(chance.expovariate(1 / 10)), len(usable) - 1)
        chosen.append(usable.pop(place))
    return chosen
