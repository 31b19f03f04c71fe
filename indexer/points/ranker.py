"""The ranker: which sentences a councillor should be told first.

A linear model over shape, words and, where our own embedder is at work, the sentence's
vector. Its weights are numbers in ``weights/points-en/weights.json``: how they were learned
is told in the card beside them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.models.files import WEIGHTS
from indexer.points.candidates import Candidate
from indexer.points.features import shape, words

__all__ = ["Ranker", "Scores", "load", "similarities"]

Scores = NDArray[np.float32]


class Ranker:
    """Scores candidates of one item; only their order and their distances mean something.

    Args:
        weights: {"shape": {name: number}, "words": {word: number}, "vector": [number, …],
            "alike": {name: number}}; "vector" and "alike" may be missing.
    """

    def __init__(self, weights: dict[str, Any]) -> None:
        self._shape: dict[str, float] = weights["shape"]
        self._words: dict[str, float] = weights["words"]
        self._alike: dict[str, float] = weights.get("alike", {})
        self._vector = np.asarray(weights.get("vector", []), dtype=np.float32)

    def score(
        self,
        found: Sequence[Candidate],
        *,
        places: Sequence[int],
        count: int,
        day: dt.date | None,
        vectors: Scores | None = None,
        alike: Scores | None = None,
    ) -> Scores:
        """A score for each candidate.

        Args:
            places, count: each is that one (from 0) of so many.
            vectors: of each, length 1; alike: rows of `similarities`.
        """
        scores = np.zeros(len(found), dtype=np.float32)
        for number, one in enumerate(found):
            seen = shape(one, places[number], count, day=day)
            known = [self._words[word] for word in words(one) if word in self._words]
            scores[number] = sum(self._shape.get(name, 0.0) * value for name, value in seen.items())
            # A long sentence has more words to win by.
            scores[number] += sum(known) / max(len(known), 4) ** 0.5
        if vectors is not None and self._vector.size:
            scores += vectors @ self._vector
        if alike is not None and self._alike:
            scores += alike @ np.asarray(list(self._alike.values()), dtype=np.float32)
        return scores


ALIKE = ("title", "asked", "the rest")
"""What a candidate is compared with: the item's title, what is asked, all candidates."""


def similarities(vectors: Scores, title: Scores, asked: Scores) -> Scores:
    """How like each candidate is to `ALIKE`: cosines, a row for each candidate."""
    middle = vectors.mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    nearest = (
        (vectors @ asked.T).max(axis=1) if len(asked)
        else np.zeros(len(vectors), dtype=np.float32)
    )
    return np.stack([vectors @ title, nearest, vectors @ middle], axis=1)


@lru_cache(maxsize=1)
def load() -> tuple[Ranker, Ranker, str]:
    """The ranker that needs no vectors, the one that does, and the embedder it knows."""
    kept = json.loads((WEIGHTS / "points-en" / "weights.json").read_text("utf-8"))
    return Ranker(kept["plain"]), Ranker(kept["full"]), str(kept["embedder"])


