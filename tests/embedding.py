"""LangChain embeddings for tests, where the local model would be slow or would not matter."""

from __future__ import annotations

import hashlib
import math
from functools import cache
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.answers.question_kinds import Examples
from indexer.models.embed import QUERY_PREFIX, Embeds, LocalEmbeddings
from indexer.store.terms import terms

__all__ = ["KEPT", "Remembering", "WordCounts", "keep", "shared_examples"]

KEPT = Path(__file__).with_name("samples") / "vectors.npz"
"""Vectors of the passages of the sample packs, by the hash of
their text; `python -m tests.samples.vectors` makes them anew. What is not among them is embedded."""


class Remembering(Embeddings):
    """Another embedding, asked once for each text, and for none whose vector is kept."""

    def __init__(self, inner: Embeddings | LocalEmbeddings, kept: Path | None = KEPT) -> None:
        self._inner = inner
        self.known: dict[str, list[float]] = {}
        self._kept = _kept(kept, self.name) if kept else {}

    @property
    def name(self) -> str:
        return str(getattr(self._inner, "name", type(self._inner).__name__))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        kept = {text: vector for text in new if (vector := self._kept.get(_hash(text)))}
        self.known |= kept
        if new := [text for text in new if text not in kept]:
            self.known.update(zip(new, self._inner.embed_documents(new), strict=True))
        return [self.known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        if isinstance(self._inner, LocalEmbeddings):
            return self.embed_documents([QUERY_PREFIX + text])[0]
        return self._inner.embed_query(text)


def keep(embeddings: Remembering, file: Path) -> None:
    """Write all that an embedding knows."""
    known = sorted((_hash(text), vector) for text, vector in embeddings.known.items())
    np.savez(
        file,
        model=np.array(embeddings.name),
        texts=np.array([int.from_bytes(one) for one, _ in known], dtype=np.uint64),
        vectors=np.array([vector for _, vector in known], dtype=np.float16),
    )


@cache
def _kept(file: Path, model: str) -> dict[bytes, list[float]]:
    """The vectors of a model by the hash of their text."""
    with np.load(file) as kept:
        if str(kept["model"]) != model:
            return {}
        vectors = kept["vectors"].astype(float)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        texts = (int(one).to_bytes(8) for one in kept["texts"])
        return dict(zip(texts, vectors.tolist(), strict=True))


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:8]


class WordCounts(Embeddings):
    """How often the words fall into each of 64 bins, so that near means the same words; and
    a little of the text's own hash, so that no two texts have one vector."""

    name = "word-counts"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        counts = [0.0] * 64
        for word in terms(text):
            counts[hashlib.sha256(word.encode()).digest()[0] % 64] += 1.0
        length = math.sqrt(sum(count * count for count in counts)) or 1.0
        own = [byte / 255 - 0.5 for byte in hashlib.sha256(text.encode()).digest()[:16]]
        return [*(count / length for count in counts), *(0.2 * value for value in own)]


def shared_examples(embeddings: Embeds, folder: Path | None) -> Examples:
    """`Examples` that are opened once in a process, where the embedding is one of these."""
    kind = type(embeddings)
    if kind not in (LocalEmbeddings, Remembering, WordCounts):
        return Examples(embeddings, folder)
    return _examples(kind is WordCounts)


@cache
def _examples(words: bool) -> Examples:
    return Examples(WordCounts() if words else Remembering(LocalEmbeddings()), None)
