"""Search over passages in memory, for choosing what to learn against and for measuring."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["FullText", "fuse", "order"]

Scores = NDArray[np.float32]


class FullText:
    """BM25 over passages (Robertson and Zaragoza 2009; k1 = 1.2, b = 0.75)."""

    def __init__(self, passages: Sequence[str]) -> None:
        bags = [Counter(_words(passage)) for passage in passages]
        lengths = np.array([sum(bag.values()) for bag in bags], dtype=np.float32)
        norm = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
        holders: dict[str, list[int]] = {}
        for number, bag in enumerate(bags):
            for word in bag:
                holders.setdefault(word, []).append(number)
        self._size = len(passages)
        self._weights: dict[str, tuple[NDArray[np.int64], Scores]] = {}
        for word, numbers in holders.items():
            rows = np.array(numbers)
            counts = np.array([bags[number][word] for number in numbers], dtype=np.float32)
            rarity = math.log(1 + (self._size - len(numbers) + 0.5) / (len(numbers) + 0.5))
            self._weights[word] = (rows, rarity * counts * 2.2 / (counts + norm[rows]))

    def scores(self, question: str) -> Scores:
        """One score a passage."""
        result = np.zeros(self._size, dtype=np.float32)
        for word in set(_words(question)):
            if word in self._weights:
                rows, weights = self._weights[word]
                result[rows] += weights
        return result


def order(scores: Scores) -> NDArray[np.int64]:
    """Indices, best first."""
    return np.argsort(-scores, kind="stable")


def fuse(dense: Scores, words: Scores, *, weight: float = 0.5, k: int = 10) -> Scores:
    """Reciprocal rank fusion (Cormack et al. 2009), the full-text rank at `weight`."""
    result = np.zeros(len(dense), dtype=np.float32)
    places = np.arange(len(dense), dtype=np.float32)
    result[order(dense)] += 1 / (k + 1 + places)
    found = order(words)
    found = found[words[found] > 0]
    result[found] += weight / (k + 1 + places[: len(found)])
    return result


def _words(text: str) -> list[str]:
    return [word.removesuffix("s") for word in re.findall(r"[a-z0-9]+", text.lower())]
