"""LangChain embeddings for tests, where the local model would be slow or would not matter."""

from __future__ import annotations

import hashlib
import math

from langchain_core.embeddings import Embeddings

from indexer.models.embed import LocalEmbeddings
from indexer.store.terms import terms

__all__ = ["Remembering", "WordCounts"]


class Remembering(Embeddings):
    """Another embedding, asked once for each text; `known` are the vectors by then."""

    def __init__(self, inner: Embeddings | LocalEmbeddings) -> None:
        self._inner = inner
        self.known: dict[str, list[float]] = {}

    @property
    def name(self) -> str:
        return str(getattr(self._inner, "name", type(self._inner).__name__))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        if new:
            self.known.update(zip(new, self._inner.embed_documents(new), strict=True))
        return [self.known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._inner.embed_query(text)


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
