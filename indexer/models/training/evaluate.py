"""How well a pair of models finds the right page, and tells an answer from a near-miss.

    python -m indexer.models.training.evaluate --questions dev.jsonl --pages pages/ \\
        [--embedder NAME|FOLDER …] [--reader NAME|FOLDER …]

``--questions``: one JSON object a line with ``question``, ``history``, ``as_of`` and
``gold``, a list of groups of ``[document, PDF page]`` (empty: nobody can answer it).
``--pages``: a folder of ``<document>.jsonl``, one page a line: ``pdf_index``, ``item``,
``text``. A document whose name ends in a date is searched if that is not more than a
fortnight after ``as_of``. Nothing of this is trained on.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.models.embed import LocalEmbeddings
from indexer.models.model_files import EMBEDDER, READER, ModelFiles
from indexer.models.reader import Reader, Reading
from indexer.models.training import bases
from indexer.models.training.retrieval import FullText, Scores, fuse, order

__all__ = ["area", "known_or_folder"]

WORDS = 110
READ = 30
"""How many passages the reader is given."""


@dataclass(frozen=True, slots=True)
class Passage:
    """About `WORDS` words of one page, and the line that says where they stand."""

    document: str
    pdf_page: int
    where: str
    text: str

    @property
    def page(self) -> tuple[str, int]:
        return self.document, self.pdf_page


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure embedding models and readers.")
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--pages", type=Path, required=True)
    parser.add_argument("--embedder", action="append", default=[])
    parser.add_argument("--reader", action="append", default=[])
    options = parser.parse_args()
    questions = _rows(options.questions)
    passages = _passages(options.pages)
    print(f"{len(questions)} questions, {len(passages)} passages")
    texts = [passage.where + passage.text for passage in passages]
    full_text = FullText(texts)
    visible = [np.array([_visible(p.document, q["as_of"]) for p in passages]) for q in questions]
    asked = [" ".join([*q.get("history", []), q["question"]]) for q in questions]
    words = [full_text.scores(text) for text in asked]
    for name in options.embedder or [EMBEDDER.name, bases.EMBEDDER.name]:
        embeddings = LocalEmbeddings(known_or_folder((EMBEDDER, bases.EMBEDDER), name))
        vectors = np.array(embeddings.embed_documents(texts), dtype=np.float32)
        dense = [vectors @ np.array(embeddings.embed_query(t), dtype=np.float32) for t in asked]
        fused = []
        for row in range(len(questions)):
            dense[row][~visible[row]] = -np.inf
            found = np.where(visible[row], words[row], 0)
            scores = fuse(dense[row], found)
            scores[~visible[row]] = -np.inf
            fused.append(scores)
        _print(name, _hits(questions, passages, dense))
        _print(f"{name} + full text", _hits(questions, passages, fused))
        for reader_name in options.reader or [READER.name]:
            reader = Reader(known_or_folder((READER,), reader_name))
            _read(f"{name} + full text + {reader_name}", reader, questions, passages, asked, fused)


def _read(
    label: str,
    reader: Reader,
    questions: Sequence[dict[str, Any]],
    passages: Sequence[Passage],
    asked: Sequence[str],
    fused: Sequence[Scores],
) -> None:
    """Rerank the best `READ` and print hits, the fused hits and the separation."""
    alone, together, best, seconds = [], [], [], []
    for question, scores in zip(asked, fused, strict=True):
        top = order(scores)[:READ]
        began = time.perf_counter()
        readings = reader.read(question, [passages[row].where + passages[row].text for row in top])
        seconds.append(time.perf_counter() - began)
        ranks = np.array([reading.rank for reading in readings], dtype=np.float32)
        by_reader = np.full(len(scores), -np.inf, dtype=np.float32)
        by_reader[top] = ranks
        alone.append(by_reader)
        place = np.empty(len(top), dtype=np.float32)
        place[order(ranks)] = np.arange(len(top), dtype=np.float32)
        both = np.full(len(scores), -np.inf, dtype=np.float32)
        both[top] = 1 / (21 + place) + 1 / (21 + np.arange(len(top), dtype=np.float32))
        together.append(both)
        best.append(_best(readings))
    _print(label, _hits(questions, passages, alone))
    _print(f"{label}, fused", _hits(questions, passages, together))
    answerable = [b for b, q in zip(best, questions, strict=True) if q["gold"]]
    rest = [b for b, q in zip(best, questions, strict=True) if not q["gold"]]
    print(
        f"{'':58} best score tells answerable from not: area {area(answerable, rest):.3f}; "
        f"median {np.median(seconds):.2f} s for {READ} passages"
    )


def _best(readings: Sequence[Reading]) -> float:
    return max(r.answers for r in readings)


def area(higher: Sequence[float], lower: Sequence[float]) -> float:
    """Area under the ROC curve: how often one of `higher` is above one of `lower`."""
    first, second = np.array(higher)[:, None], np.array(lower)[None, :]
    return float(((first > second) + 0.5 * (first == second)).mean())


def known_or_folder(models: tuple[ModelFiles, ...], name: str) -> ModelFiles:
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


def _hits(
    questions: Sequence[dict[str, Any]], passages: Sequence[Passage], scores: Sequence[Scores]
) -> list[float]:
    """Share of answerable questions with a gold page among the first 1, 5, 10 pages."""
    places = []
    for question, row in zip(questions, scores, strict=True):
        if not question["gold"]:
            continue
        gold = {(document, page) for group in question["gold"] for document, page in group}
        pages = list(dict.fromkeys(passages[i].page for i in order(row) if row[i] > -np.inf))
        places.append(next((n for n, page in enumerate(pages) if page in gold), len(passages)))
    return [float(np.mean([place < k for place in places])) for k in (1, 5, 10)]


def _print(label: str, hits: Sequence[float]) -> None:
    print(f"{label:58} hit@1/5/10  " + "  ".join(f"{hit:.3f}" for hit in hits), flush=True)


def _passages(folder: Path) -> list[Passage]:
    passages = []
    for path in sorted(folder.glob("*.jsonl")):
        if "scanned" in path.stem:
            continue
        name = path.stem.replace("-", " ")
        for page in _rows(path):
            where = f"{name}. Item {page['item']}. " if page["item"] else f"{name}. "
            words = page["text"].split()
            parts = max(1, round(len(words) / WORDS))
            for n in range(parts if words else 0):
                part = words[len(words) * n // parts : len(words) * (n + 1) // parts]
                passages.append(Passage(path.stem, page["pdf_index"], where, " ".join(part)))
    return passages


def _visible(document: str, as_of: str) -> bool:
    found = re.search(r"(\d{4})-(\d\d)(?:-(\d\d))?$", document)
    if not found:
        return True
    year, month, day = (int(part or 1) for part in found.groups())
    return dt.date(year, month, day) <= dt.date.fromisoformat(as_of) + dt.timedelta(days=14)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
