"""Training the reader: one cross-encoder with three outputs for (question, passage).

* ``rank``: the right passage against wrong ones that a search brings up (softmax over
  the list of them);
* ``answers``: does the passage hold what is asked for? Yes for a question with its
  passage; no for a near-miss with its passage, for a question with a wrong passage, and
  for a question with its passage after the sentence that answers it was cut out;
* ``support``: for each token of the passage, is it part of the words that answer?

The cut passages are what keeps ``answers`` from judging the question alone: the same
question is once answered and once not. So that a gap is no sign, sentences that do not
answer are cut out of right passages as well.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from indexer.models.training.bert import ReaderNet
from indexer.models.training.learning import Learner, device, pad
from indexer.models.training.negatives import pick
from indexer.models.training.pairs import Example, Question, context, sentences

__all__ = ["train_reader"]

TOKENS = 320
CHUNK = 16
"""Pairs of like length that go through the model together."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One (question, passage) to learn from.

    `group` numbers the list that it is ranked in (None: in none), `right` says whether
    the passage answers, and `quote` is the span of it that does.
    """

    question: str
    passage: str
    group: int | None
    right: bool
    quote: tuple[int, int] | None
    weight: float = 1.0


def train_reader(
    model: ReaderNet,
    tokenizer: Tokenizer,
    examples: Sequence[Example],
    negatives: Sequence[Sequence[Sequence[int]]],
    *,
    among: Sequence[int],
    epochs: float = 1.0,
    batch: int = 16,
    wrong: int = 1,
    rate: float = 4e-5,
    frozen: int = 6,
    seed: int = 0,
) -> None:
    """Train in place on the examples whose indices are `among`; a model that was never
    trained needs `ReaderNet.start_heads` first.

    `batch` counts questions; each comes with `wrong` wrong passages, and near-misses
    come along in the proportion in which there are any.
    """
    chance = random.Random(seed)
    model.to(device()).train()
    model.bert.freeze(frozen)
    asked = [(row, number) for row in among for number in range(len(examples[row].questions))]
    missed = [(row, number) for row in among for number in range(len(examples[row].near_misses))]
    steps = max(1, int(epochs * len(asked) / batch))
    new = [*model.answers.parameters(), *model.support.parameters()]
    rest = [w for w in model.parameters() if not any(w is other for other in new)]
    learner = Learner([(rest, rate), (new, rate * 5)], steps)
    questions, misses = _endless(asked, chance), _endless(missed, chance)
    allowed, owed = set(among), 0.0
    for _ in range(steps):
        pairs: list[Pair] = []
        for group in range(batch):
            row, number = next(questions)
            others = pick(negatives[row][number], wrong, chance, allowed)
            pairs += _list(examples, row, number, others, group, chance)
        owed += batch * len(missed) / len(asked)
        while owed >= 1:
            row, number = next(misses)
            start = context(examples[row].document, chance)
            passage = _vary(examples[row].passage, (0, 0), chance)[0]
            pairs.append(
                Pair(examples[row].near_misses[number], start + passage, None, False, None)
            )
            owed -= 1
        # One context for all chunks, so that weights are turned into bfloat16 once.
        with torch.autocast(device().type, torch.bfloat16):
            loss = _loss(model, tokenizer, pairs)
        learner.step(loss)


def _list(
    examples: Sequence[Example],
    row: int,
    number: int,
    others: Sequence[int],
    group: int,
    chance: random.Random,
) -> Iterator[Pair]:
    """A question with its passage and wrong ones, at times the passage cut among them."""
    example, question = examples[row], examples[row].questions[number]
    start = context(example.document, chance)
    passage, (first, last) = _vary(example.passage, (question.start, question.end), chance)
    quote = (len(start) + first, len(start) + last)
    yield Pair(question.text, start + passage, group, True, quote)
    for other in others:
        wrong = _vary(examples[other].passage, (0, 0), chance)[0]
        text = context(examples[other].document, chance) + wrong
        yield Pair(question.text, text, group, False, None, 0.5)
    if chance.random() < 0.4 and (cut := _without(example.passage, question)):
        yield Pair(question.text, start + cut, group, False, None)


def _without(passage: str, question: Question) -> str:
    """The passage less the sentences that the quote touches; "" if too little is left."""
    kept = [
        passage[first:last]
        for first, last in sentences(passage)
        if last <= question.start or question.end <= first
    ]
    text = "".join(kept).strip()
    return text if len(text) > len(passage) / 3 else ""


def _vary(
    passage: str, quote: tuple[int, int], chance: random.Random
) -> tuple[str, tuple[int, int]]:
    """At times, the passage less a sentence that the quote does not touch, or a window
    of it around the quote: packs are cut into passages in other places than these."""
    luck = chance.random()
    if luck < 0.25:
        spare = [
            (first, last)
            for first, last in sentences(passage)
            if (last <= quote[0] or quote[1] <= first) and last - first < len(passage) / 2
        ]
        if spare:
            first, last = chance.choice(spare)
            shift = last - first if last <= quote[0] else 0
            return passage[:first] + passage[last:], (quote[0] - shift, quote[1] - shift)
    elif luck < 0.65:
        spaces = [at for at, letter in enumerate(passage) if letter.isspace()]
        begins = [0, *(s + 1 for s in spaces if s < min(quote[0], len(passage) * 0.4))]
        ends = [len(passage), *(s for s in spaces if s >= max(quote[1], len(passage) * 0.6))]
        begin, end = chance.choice(begins), chance.choice(ends)
        if chance.random() < 0.5:
            begin = 0
        else:
            end = len(passage)
        return passage[begin:end], (quote[0] - begin, quote[1] - begin)
    return passage, quote


def _endless(items: Sequence[tuple[int, int]], chance: random.Random) -> Iterator[tuple[int, int]]:
    while items:
        yield from chance.sample(list(items), len(items))


def _loss(model: ReaderNet, tokenizer: Tokenizer, pairs: Sequence[Pair]) -> Tensor:
    tokenizer.enable_truncation(TOKENS)
    encodings = tokenizer.encode_batch([(pair.question, pair.passage) for pair in pairs])
    by_length = sorted(range(len(pairs)), key=lambda row: len(encodings[row].ids))
    ranks: list[Tensor | None] = [None] * len(pairs)
    answers, support = [], []
    for begin in range(0, len(pairs), CHUNK):
        rows = by_length[begin : begin + CHUNK]
        ids, mask, types = pad([encodings[row] for row in rows])
        rank, answer, tokens = (x.float() for x in model(ids, mask, types))
        for place, row in enumerate(rows):
            ranks[row] = rank[place]
            pair = pairs[row]
            target = torch.tensor(float(pair.right), device=rank.device)
            answers.append(
                pair.weight * functional.binary_cross_entropy_with_logits(answer[place], target)
            )
            which, wanted = _tokens(encodings[row], pair.quote)
            loss = functional.binary_cross_entropy_with_logits(
                tokens[place, which], torch.tensor(wanted, device=rank.device)
            )
            support.append(loss if pair.right else 0.2 * loss)
    groups: dict[int, list[int]] = {}
    for row, pair in enumerate(pairs):
        if pair.group is not None:
            groups.setdefault(pair.group, []).append(row)
    # The right passage is the first of its group.
    ranking = []
    for rows in groups.values():
        listed = torch.stack([rank for row in rows if (rank := ranks[row]) is not None])
        ranking.append(-functional.log_softmax(listed, 0)[0])
    questions = len(groups)
    return (
        torch.stack(ranking).mean()
        + torch.stack(answers).sum() / questions / 2
        + torch.stack(support).sum() / questions
    )


def _tokens(encoding: Encoding, quote: tuple[int, int] | None) -> tuple[list[int], list[float]]:
    """The passage's tokens, and for each 1 if it lies in the quote."""
    which = [place for place, part in enumerate(encoding.sequence_ids) if part == 1]
    wanted = []
    for place in which:
        start, end = encoding.offsets[place]
        wanted.append(float(quote is not None and quote[0] <= start and end <= quote[1]))
    return which, wanted
