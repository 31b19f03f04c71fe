"""Make the models, from a pairs file to an int8 graph.

    python -m indexer.models.training.train embedder --pairs pairs.jsonl --out FOLDER \\
        [--more more.jsonl …] [--hold-out N]
    python -m indexer.models.training.train reader   (the same)
    python -m indexer.models.training.train reader --further --phase PASSES RATE WRONG …

Needs ``requirements-train.txt``. The base models are general ones
(`indexer.models.training.bases`); with ``--further`` our own, as they came out of an earlier run.
With ``--hold-out 7`` one seventh of the documents is not learned from, and every figure
on them is honest; 0 learns from all. Passages that a file of more brings along are ours, and
are always learned from.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from indexer.models.embed import LocalEmbeddings
from indexer.models.model_files import EMBEDDER, READER, ModelFiles
from indexer.models.training import bases
from indexer.models.training.bert import Embedder, ReaderNet, recover
from indexer.models.training.embedder import train_embedder
from indexer.models.training.export import export
from indexer.models.training.negatives import hard_negatives
from indexer.models.training.pairs import Example, held_out, load
from indexer.models.training.reading import train_reader

__all__ = ["main"]

READER_PHASES = ((1.0, 4e-5, 1), (1.0, 3e-5, 1), (0.5, 2.5e-5, 2))
"""Passes over the questions, the learning rate at its highest, wrong passages to a question.
The rate falls to nothing in each: what the second and third add is told in the model's card."""

MORE = Path(__file__).parent / "more-questions.jsonl"

OWN = 3
"""How often passages of our own are asked about for once of the others: ten that stand side
by side in one paper and are alike teach what a thousand of a hundred papers do not."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Train an embedding model or a reader.")
    parser.add_argument("kind", choices=("embedder", "reader"))
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--more", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, required=True, help="folder for the int8 model")
    parser.add_argument("--hold-out", type=int, default=7, help="one document in so many; 0: none")
    parser.add_argument("--further", action="store_true", help="begin with our model, not the base")
    parser.add_argument(
        "--phase",
        nargs=3,
        action="append",
        metavar=("PASSES", "RATE", "WRONG"),
        help="reader: in the place of the phases it was made with",
    )
    parser.add_argument(
        "--epochs", type=float, help="embedder: passes; reader: each phase so many times as long"
    )
    options = parser.parse_args()

    torch.manual_seed(0)
    examples = load(options.pairs, options.more or [MORE])
    # Whatever comes along, the same passages are held out.
    outside = set(held_out(load(options.pairs), options.hold_out))
    among = [row for row in range(len(examples)) if row not in outside]
    among += [row for row in among if examples[row].own] * (OWN - 1)
    embedder = EMBEDDER if options.further else bases.EMBEDDER
    negatives = hard_negatives(examples, LocalEmbeddings(embedder))
    print(f"{len(among)} passages to learn from, {len(outside)} held out", flush=True)
    if options.kind == "embedder":
        _embedder(embedder, examples, negatives, among, options.epochs, options.out)
        return
    phases = [(float(a), float(b), int(c)) for a, b, c in options.phase or READER_PHASES]
    if options.epochs:
        phases = [(passes * options.epochs, rate, wrong) for passes, rate, wrong in phases]
    reader = READER if options.further else bases.READER
    _reader(reader, examples, negatives, among, phases, options.out)


def _embedder(
    base: ModelFiles,
    examples: list[Example],
    negatives: list[list[list[int]]],
    among: list[int],
    epochs: float | None,
    out: Path,
) -> None:
    model = Embedder()
    model.load_state_dict(recover(base.read_model()))
    tokenizer = _tokenizer(base)
    train_embedder(model, tokenizer, examples, negatives, among=among, epochs=epochs or 2.5)
    export(model, out, base.read_tokenizer())


def _reader(
    base: ModelFiles,
    examples: list[Example],
    negatives: list[list[list[int]]],
    among: list[int],
    phases: Sequence[tuple[float, float, int]],
    out: Path,
) -> None:
    model = ReaderNet()
    # In the packaged model the heads `answers` and `support` are missing.
    lacking = model.load_state_dict(recover(base.read_model()), strict=False).missing_keys
    if lacking:
        model.start_heads()
    tokenizer = _tokenizer(base)
    for seed, (passes, rate, wrong) in enumerate(phases):
        train_reader(
            model,
            tokenizer,
            examples,
            negatives,
            among=among,
            epochs=passes,
            rate=rate,
            wrong=wrong,
            seed=seed,
        )
    export(model, out, base.read_tokenizer())


def _tokenizer(base: ModelFiles) -> Tokenizer:
    tokenizer: Tokenizer = Tokenizer.from_buffer(base.read_tokenizer())
    tokenizer.no_padding()
    return tokenizer


if __name__ == "__main__":
    main()
