"""What kind of record a question is after, learned from example phrasings (`kinds.txt`)."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.catalogue.terms import terms
from indexer.models.embed import Embeds

__all__ = ["FILE", "Examples", "Wanted", "words_of_examples"]

FILE = Path(__file__).with_name("kinds.txt")
TEXT = "text"

NEAR, AHEAD = 0.45, 0.1
"""Cosines, from questions that were looked at."""

NEIGHBOURS = 3
"""Examples of a kind whose mean nearness counts: one alone may share a chance word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The kind of record that a question is nearest to.

    Attributes:
        kind: a `RecordKind`'s value, or "text".
        filter: which of them, "" for those on the question's topic.
        near: cosine with that kind's examples.
        ahead: how far that is ahead of "text"'s.
    """

    kind: str
    filter: str
    near: float
    ahead: float

    @property
    def sure(self) -> bool:
        """Near enough, and far enough ahead, for records of the kind to come first."""
        return self.kind != TEXT and self.near >= NEAR and self.ahead >= AHEAD


class Examples:
    """The examples with their vectors, which are kept in a home between runs.

    Args:
        embeddings: what embeds questions.
        folder: where vectors are kept; None keeps them nowhere.
    """

    def __init__(self, embeddings: Embeds, folder: Path | None) -> None:
        self._embeddings = embeddings
        self._folder = folder
        self._vectors: NDArray[np.float32] | None = None
        self._opening = threading.Lock()

    def wanted(self, question: str, vector: Sequence[float] | None = None) -> Wanted:
        """What a question is nearest to; `vector`: the question's, where it is known."""
        vectors = self._open()
        asked = np.array(
            self._embeddings.embed_query(question) if vector is None else vector,
            dtype=np.float32,
        )
        near = vectors @ asked
        scores: dict[tuple[str, str], float] = {}
        labels = [(kind, which) for kind, which, _ in _lines()]
        for label in dict.fromkeys(labels):
            own = sorted((near[n] for n, one in enumerate(labels) if one == label), reverse=True)
            best = own[:NEIGHBOURS] if len(own) >= NEIGHBOURS else own
            scores[label] = float(np.mean(best))
        text = scores.pop((TEXT, ""))
        (kind, which), score = max(scores.items(), key=lambda pair: pair[1])
        if text >= score:
            return Wanted(kind=TEXT, filter="", near=text, ahead=0.0)
        return Wanted(kind=kind, filter=which, near=score, ahead=score - text)

    def _open(self) -> NDArray[np.float32]:
        with self._opening:
            if self._vectors is None:
                self._vectors = self._kept()
            return self._vectors

    def _kept(self) -> NDArray[np.float32]:
        """The vectors from the home; made anew where they are of other lines or another model."""
        texts = [text for _, _, text in _lines()]
        model = str(getattr(self._embeddings, "name", type(self._embeddings).__name__))
        key = hashlib.sha256("\n".join([model, *texts]).encode()).hexdigest()[:16]
        path = self._folder / f"kinds-{key}.npy" if self._folder else None
        try:
            if path and path.exists():
                kept: NDArray[np.float32] = np.load(path, allow_pickle=False)
                if kept.ndim == 2 and len(kept) == len(texts):
                    return kept
        except (OSError, ValueError):
            pass  # It is made again.
        vectors = np.array(
            [self._embeddings.embed_query(text) for text in texts], dtype=np.float32
        )
        try:
            if path:
                np.save(path, vectors)
        except OSError:
            pass  # Next time it is made again; nothing else is lost.
        return vectors


@cache
def _lines() -> tuple[tuple[str, str, str], ...]:
    """(kind, filter, example) of each line."""
    found = []
    for line in FILE.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            label, _, text = line.partition(": ")
            kind, _, last = label.rpartition(" ")
            filtered = last in FILTERS
            found.append((kind if filtered else label, last if filtered else "", text))
    return tuple(found)


@cache
def words_of_examples() -> frozenset[str]:
    """The terms of all examples that name a filter: they are about no topic."""
    return frozenset(
        term for _, which, text in _lines() if which for term in terms(text)
    )


FILTERS = frozenset(("overdue", "open", "done", "unassigned", "due", "named"))
