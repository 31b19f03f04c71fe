"""Reading a passage for the answer to a question, by a local model.

A BERT cross-encoder: question and passage go through it together. Ours gives three
things for each pair: how the passage ranks, whether it holds the answer, and which
words of it do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.models.model_files import READER
from indexer.models.onnx import Graph, LocalModel

if TYPE_CHECKING:
    from tokenizers import Encoding

__all__ = ["Reader", "Reading"]

MAX_QUESTION_TOKENS = 96
"""A longer question is cut, so that the passage keeps most of the positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the model made of one passage.

    Attributes:
        rank: orders passages for one question; a logit, of no meaning by itself.
        answers: 0 to 1, how likely the passage holds what is asked for, rather than
            only its topic.
        support: (start, end, probability) for each word of the passage, in order:
            characters ``passage[start:end]``, and how likely they are part of what
            one would quote as the answer. Words beyond what the model can take in are
            left out.
    """

    rank: float
    answers: float
    support: tuple[tuple[int, int, float], ...]


class Reader(LocalModel):
    """Reads passages for the answer to a question."""

    OURS = READER

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """A reading of each passage, in order."""
        graph = self.open()
        question = _cut(question, graph)
        encodings = graph.tokenizer.encode_batch([(question, passage) for passage in passages])
        return [
            _reading(*one) for one in zip(graph.run(encodings), encodings, passages, strict=True)
        ]


def _cut(question: str, graph: Graph) -> str:
    encoding = graph.tokenizer.encode(question, add_special_tokens=False)
    if len(encoding.ids) <= MAX_QUESTION_TOKENS:
        return question
    return question[: encoding.offsets[MAX_QUESTION_TOKENS - 1][1]]


def _reading(values: dict[str, NDArray[np.float32]], encoding: Encoding, passage: str) -> Reading:
    return Reading(
        rank=float(values["rank"]),
        answers=float(_sigmoid(values["answers"])),
        support=_support(values["support"], encoding, passage),
    )


def _support(
    logits: NDArray[np.float32], encoding: Encoding, passage: str
) -> tuple[tuple[int, int, float], ...]:
    """Tokens joined into words: a word's probability is its tokens' mean."""
    words: list[tuple[int, int, list[float]]] = []
    for part, (start, end), probability in zip(
        encoding.sequence_ids, encoding.offsets, _sigmoid(logits).tolist(), strict=False
    ):
        if part != 1:
            continue
        # Tokens that touch are one word; between others lies nothing but space.
        if words and not passage[words[-1][1] : start].isspace():
            first, _, known = words[-1]
            known.append(probability)
            words[-1] = (first, end, known)
        else:
            words.append((start, end, [probability]))
    return tuple((start, end, sum(known) / len(known)) for start, end, known in words)


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    likely: NDArray[np.float32] = 1 / (1 + np.exp(-logits.clip(-60, 60)))
    return likely
