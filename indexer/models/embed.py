"""Passages and questions as vectors, by a local model.

A BERT encoder of the bge kind: the vector is the first token's, normalised to
length 1, and a question is embedded behind a fixed sentence
(https://arxiv.org/abs/2309.07597, appendix).
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from indexer.models.model_files import EMBEDDER
from indexer.models.onnx import LocalModel

__all__ = ["DIMENSIONS", "Embeds", "LocalEmbeddings"]

DIMENSIONS = 384

QUERY_PREFIX = "Represent this sentence for searching relevant passages: "


class Embeds(Protocol):
    """What embeds: any of LangChain's ``Embeddings``, or ours."""

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vector of each passage, in order."""


class LocalEmbeddings(LocalModel):
    """Our model for passages and questions.

    It has the two methods of LangChain's ``Embeddings`` by which a vector store embeds,
    but not that class for its base, whose import is a tenth of the time of a cold answer.
    """

    OURS = EMBEDDER

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question, `DIMENSIONS` long, of length 1."""
        return self.embed_documents([QUERY_PREFIX + text])[0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vector of each passage, in order."""
        graph = self.open()
        found = graph.run(graph.tokenizer.encode_batch(texts))
        vectors = [values["last_hidden_state"][0] for values in found]
        return [(one / max(float(np.linalg.norm(one)), 1e-9)).tolist() for one in vectors]
