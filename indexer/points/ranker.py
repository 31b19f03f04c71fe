"""The ranker: which sentences a councillor should be told first.

A linear model over shape and words. Its weights are numbers in
``weights/points-en/weights.json``: how they were learned is told in the card beside them.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from indexer.models.model_files import WEIGHTS
from indexer.points.candidates import PointCandidate
from indexer.points.features import shape, words

__all__ = ["Ranker", "load"]


class Ranker:
    """Scores candidates of one item; only their order and their distances mean something.

    Args:
        weights: {"shape": {name: number}, "words": {word: number}}.
    """

    def __init__(self, weights: dict[str, Any]) -> None:
        self._shape: dict[str, float] = weights["shape"]
        self._words: dict[str, float] = weights["words"]

    def score(
        self,
        found: Sequence[PointCandidate],
        *,
        places: Sequence[int],
        count: int,
        day: dt.date | None,
    ) -> list[float]:
        """A score for each candidate.

        Args:
            places, count: each is that one (from 0) of so many.
            day: of the meeting.
        """
        return [
            self._score(shape(one, place, count, day=day), words(one))
            for one, place in zip(found, places, strict=True)
        ]

    def _score(self, seen: Mapping[str, float], said: Collection[str]) -> float:
        known = [self._words[word] for word in said if word in self._words]
        # A long sentence has more words to win by.
        worded = sum(known) / math.sqrt(max(len(known), 4))
        return worded + sum(self._shape.get(name, 0.0) * value for name, value in seen.items())


@lru_cache(maxsize=1)
def load() -> Ranker:
    """The ranker that comes with us."""
    return Ranker(json.loads((WEIGHTS / "points-en" / "weights.json").read_text("utf-8")))
