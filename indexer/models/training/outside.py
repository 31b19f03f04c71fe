"""What the models make of documents that they have not learned from.

    python -m indexer.models.training.outside --pairs pairs.jsonl [--more more.jsonl …] \\
        [--embedder NAME|FOLDER] [--reader NAME|FOLDER] [--hold-out 7] [--every 1]

Prints how often the passage of a held-out question is found among all passages, how
well the reader tells questions from near-misses on the passage that they were asked
about, and how often the sentence that it points at is the one that answers.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from indexer.models.embed import LocalEmbeddings
from indexer.models.model_files import EMBEDDER, READER, ModelFiles
from indexer.models.reader import Reader, Reading
from indexer.models.training import bases
from indexer.models.training.pairs import Example, Question, held_out, load, sentences
from indexer.models.training.retrieval import FullText, Scores, fuse, order

__all__: list[str] = []

DEPTH = 8


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure on documents that were held out.")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--more", type=Path, action="append", default=[])
    parser.add_argument("--embedder", default=EMBEDDER.name)
    parser.add_argument("--reader", default=READER.name)
    parser.add_argument("--hold-out", type=int, default=7)
    parser.add_argument("--every", type=int, default=1, help="only one passage in so many")
    options = parser.parse_args()
    examples = load(options.pairs, options.more)
    rows = held_out(examples, options.hold_out)[:: options.every]
    embeddings = LocalEmbeddings(_known_or_folder((EMBEDDER, bases.EMBEDDER), options.embedder))
    reader = Reader(_known_or_folder((READER,), options.reader))
    asked: list[tuple[int, str, Question | None]] = []
    for row in rows:
        asked += [(row, question.text, question) for question in examples[row].questions]
        asked += [(row, text, None) for text in examples[row].near_misses]
    print(f"{embeddings.name}, {reader.name}: {len(rows)} passages, {len(asked)} questions")
    dense, words = _scores(examples, embeddings, [text for _, text, _ in asked])
    _found(asked, dense, words)
    readings: list[tuple[list[int], dict[int, Reading]]] = []
    for (row, text, _), by_meaning, by_word in zip(asked, dense, words, strict=True):
        top = [int(i) for i in order(fuse(by_meaning, by_word))[:DEPTH]]
        chosen = top if row in top else [*top, row]
        made = reader.read(text, [examples[i].passage for i in chosen])
        readings.append((top, dict(zip(chosen, made, strict=True))))
    _told_apart(asked, readings)
    _pointed(examples, asked, readings, reader)


def _scores(
    examples: Sequence[Example], embeddings: LocalEmbeddings, questions: Sequence[str]
) -> tuple[list[Scores], list[Scores]]:
    passages = [example.passage for example in examples]
    vectors = np.array(embeddings.embed_documents(passages), dtype=np.float32)
    text = FullText(passages)
    dense = [vectors @ np.array(embeddings.embed_query(q), dtype=np.float32) for q in questions]
    return dense, [text.scores(question) for question in questions]


def _found(
    asked: Sequence[tuple[int, str, Question | None]],
    dense: Sequence[Scores],
    words: Sequence[Scores],
) -> None:
    for label, rows in (
        ("embedder", dense),
        ("with full text", [fuse(d, w) for d, w in zip(dense, words, strict=True)]),
    ):
        places = [
            int(np.nonzero(order(scores) == row)[0][0])
            for (row, _, question), scores in zip(asked, rows, strict=True)
            if question is not None
        ]
        shares = "  ".join(f"{np.mean([place < k for place in places]):.3f}" for k in (1, 5, 10))
        print(f"{label:20} right passage among the first 1/5/10 of all: {shares}")


def _told_apart(
    asked: Sequence[tuple[int, str, Question | None]],
    readings: Sequence[tuple[list[int], dict[int, Reading]]],
) -> None:
    for label in ("rank", "answers"):
        own: dict[bool, list[float]] = {True: [], False: []}
        best: dict[bool, list[float]] = {True: [], False: []}
        first = 0
        for (row, _, question), (top, read) in zip(asked, readings, strict=True):
            values = {i: getattr(reading, label) for i, reading in read.items()}
            own[question is not None].append(values[row])
            best[question is not None].append(max(values[i] for i in top))
            first += question is not None and max(values, key=lambda i: values[i]) == row
        print(
            f"{label:20} question above near-miss, own passage: {_area(own[True], own[False]):.3f}; "
            f"best of {DEPTH}: {_area(best[True], best[False]):.3f}; "
            f"right passage first of {DEPTH}: {first / len(own[True]):.3f}"
        )


def _pointed(
    examples: Sequence[Example],
    asked: Sequence[tuple[int, str, Question | None]],
    readings: Sequence[tuple[list[int], dict[int, Reading]]],
    reader: Reader,
) -> None:
    """Does the best sentence of the right passage hold most of the quote?"""
    by_support, by_rank = [], []
    for (row, text, question), (_, read) in zip(asked, readings, strict=True):
        if question is None:
            continue
        passage, spans = examples[row].passage, sentences(examples[row].passage)
        if len(spans) < 2:
            continue
        if read[row].support:
            values = [_mean(read[row], span) for span in spans]
            by_support.append(_covers(spans[int(np.argmax(values))], question))
        ranks = [r.rank for r in reader.read(text, [passage[a:b] for a, b in spans])]
        by_rank.append(_covers(spans[int(np.argmax(ranks))], question))
    for label, hits in (("support", by_support), ("rank of each sentence", by_rank)):
        if hits:
            print(f"{label:20} the best sentence is the one that answers: {np.mean(hits):.3f}")


def _covers(span: tuple[int, int], question: Question) -> bool:
    shared = min(span[1], question.end) - max(span[0], question.start)
    return shared >= 0.5 * (question.end - question.start)


def _mean(reading: Reading, span: tuple[int, int]) -> float:
    inside = [p for start, end, p in reading.support if span[0] <= start and end <= span[1]]
    return float(np.mean(inside)) if inside else 0.0


def _area(higher: Sequence[float], lower: Sequence[float]) -> float:
    """Area under the ROC curve: how often one of `higher` is above one of `lower`."""
    first, second = np.array(higher)[:, None], np.array(lower)[None, :]
    return float(((first > second) + 0.5 * (first == second)).mean())


def _known_or_folder(models: tuple[ModelFiles, ...], name: str) -> ModelFiles:
    """The model of that name, or the one whose files lie in the folder `name`."""
    folder = Path(name).resolve()
    if not (folder / "model.onnx").is_file():
        return next(model for model in models if model.name == name)
    digests = [
        hashlib.sha256((folder / file).read_bytes()).hexdigest()
        for file in ("model.onnx", "tokenizer.json")
    ]
    return ModelFiles(
        name=folder.name, folder=folder, model_sha256=digests[0], tokenizer_sha256=digests[1]
    )


if __name__ == "__main__":
    main()
