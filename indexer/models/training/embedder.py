"""Training the embedding model: a question's vector near that of the passage which
answers it, and away from all other passages of the batch (InfoNCE,
https://arxiv.org/abs/1807.03748), among them one hard negative for each passage."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
import torch.nn.functional as functional
from tokenizers import Tokenizer
from torch import Tensor

from indexer.models.embed import QUERY_PREFIX
from indexer.models.training.bert import Embedder
from indexer.models.training.learning import Learner, device, pad
from indexer.models.training.negatives import pick
from indexer.models.training.pairs import Example, context, too_alike

__all__ = ["train_embedder"]

QUESTION_TOKENS, PASSAGE_TOKENS = 64, 224
TEMPERATURE = 0.03


def train_embedder(
    model: Embedder,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    negatives: Sequence[Sequence[Sequence[int]]],
    *,
    among: Sequence[int],
    epochs: float = 2.5,
    batch: int = 24,
    rate: float = 4e-5,
    frozen: int = 2,
    seed: int = 0,
) -> None:
    """Train in place on the examples whose indices are `among`.

    `batch` counts passages; each comes with all its questions and one hard negative.
    """
    chance = random.Random(seed)
    model.to(device()).train()
    model.bert.freeze(frozen)
    allowed = set(among)
    steps = max(1, int(epochs * len(among) / batch))
    learner = Learner([(model.parameters(), rate)], steps)
    waiting: list[int] = []
    for _ in range(steps):
        if len(waiting) < batch:
            waiting = chance.sample(list(among), len(among))
        rows, waiting = waiting[:batch], waiting[batch:]
        others: list[int] = []
        for row in rows:
            ranked = chance.choice(negatives[row])
            others += pick(ranked, 1, chance, allowed - set(rows) - set(others))
        learner.step(_loss(model, tokenizer, examples, rows, others, chance))


def _loss(
    model: Embedder,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    rows: Sequence[int],
    others: Sequence[int],
    chance: random.Random,
) -> Tensor:
    passages = [examples[row] for row in (*rows, *others)]
    questions, right, known = [], [], []
    for column, row in enumerate(rows):
        for question in examples[row].questions:
            questions.append(QUERY_PREFIX + question.text)
            right.append(column)
            quote = examples[row].passage[question.start : question.end]
            # Another passage that says the same is no wrong answer.
            known.append(
                [
                    place != column
                    and (quote in other.passage or too_alike(examples[row].passage, other.passage))
                    for place, other in enumerate(passages)
                ]
            )
    texts = [context(p.document, chance) + p.passage for p in passages]
    scores = (
        _vectors(model, tokenizer, questions, QUESTION_TOKENS)
        @ _vectors(model, tokenizer, texts, PASSAGE_TOKENS).T
        / TEMPERATURE
    )
    scores = scores.masked_fill(torch.tensor(known, device=scores.device), -1e4)
    return functional.cross_entropy(scores, torch.tensor(right, device=scores.device))


def _vectors(model: Embedder, tokenizer: Tokenizer, texts: list[str], tokens: int) -> Tensor:
    tokenizer.enable_truncation(tokens)
    ids, mask, types = pad(tokenizer.encode_batch(texts))
    with torch.autocast(ids.device.type, torch.bfloat16):
        first = model(ids, mask, types)[:, 0]
    return functional.normalize(first.float(), dim=-1)
