"""When to decline: fit the weights of `bot.answers.decline` and show what they cost.

Other councils' questions and near-misses over passages that the reader was not trained on
(one part in `PARTS` of the documents, see `indexer.models.training.pairs`). Each question
is searched for among all passages, read and picked from as an answer would be; evidence
is right where the passage it was written for is quoted, wrong for a near-miss. Weights
are fitted by logistic regression (Newton's method with a small ridge) and are printed to
be copied; the curve is that of five folds by document, so that it is not the fit's own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answers.decline import Evidence, evidence_of
from bot.answers.find import Candidate, Found
from bot.answers.say.quotes import pick_lines
from indexer.catalogue import PassageRow
from indexer.models.embed import LocalEmbeddings
from indexer.models.reader import Reader
from indexer.models.training.pairs import Example, held_out, load
from indexer.models.training.retrieval import FullText, fuse, order
from indexer.packs import BlockKind, PageKind, PdfPage
from indexer.passages import Unit, sentences
from tests.benchmarks.shared import SHARED, print_table

PARTS = 7
READ = 10
MORE = Path(__file__).parents[2] / "indexer/models/training/more-questions.jsonl"
Rows = list[tuple[Evidence, bool, str]]


def run() -> None:
    """Print the weights and the curve."""
    examples = load(SHARED / "questions" / "pairs.jsonl", [MORE] if MORE.exists() else [])
    rows = _evidence(examples, held_out(examples, PARTS))
    x = np.array([astuple(evidence) for evidence, _, _ in rows])
    y = np.array([float(right) for _, right, _ in rows])
    weights = _fit(x, y)
    print_table(
        f"Weights from {len(rows)} questions, {int(y.sum())} of them answered right",
        ("evidence", "weight", "mean if right", "mean if not"),
        [
            (field.name, weight, float(x[y == 1, place].mean()), float(x[y == 0, place].mean()))
            for place, (field, weight) in enumerate(
                zip(fields(Evidence), weights[:-1], strict=True)
            )
        ] + [("constant", float(weights[-1]), None, None)],
    )
    _curve(x, y, [document for _, _, document in rows])


def _evidence(examples: Sequence[Example], held: Sequence[int]) -> Rows:
    embeddings, reader = LocalEmbeddings(), Reader()
    passages = [_row(number, example) for number, example in enumerate(examples)]
    vectors = np.array(embeddings.embed_documents([one.text for one in passages]))
    words = FullText([one.text for one in passages])
    rows: Rows = []
    for index in held:
        example = examples[index]
        asked = [(question.text, True) for question in example.questions]
        asked += [(text, False) for text in example.near_misses]
        for text, answerable in asked:
            dense = vectors @ np.array(embeddings.embed_query(text))
            fused = fuse(dense.astype(np.float32), words.scores(text))
            found = _read(text, [int(n) for n in order(fused)[:READ]], passages, dense, reader)
            lines = pick_lines(found, reader=reader)
            evidence = evidence_of(text, found, lines)
            quoted = {line.passage.passage for line in lines}
            # Not finding a question's own passage is no evidence about declining: others
            # may answer it as well. It is left out.
            if evidence is not None and (not answerable or index in quoted):
                rows.append((evidence, answerable, example.document))
    return rows


def _read(
    text: str, places: Sequence[int], passages: Sequence[PassageRow],
    dense: NDArray[np.float32], reader: Reader,
) -> Found:
    readings = reader.read(text, [passages[place].text for place in places])
    candidates = [
        Candidate(
            passage=passages[place], fused=0.0, bonus=0.0, score=reading.rank,
            similarity=float(dense[place]), reading=reading,
        )
        for place, reading in zip(places, readings, strict=True)
    ]
    candidates.sort(key=lambda one: -one.score)
    return Found(
        question=text, candidates=tuple(candidates), seconds_find=0.0, seconds_rerank=0.0
    )


def _row(number: int, example: Example) -> PassageRow:
    return PassageRow(
        passage=number, document=example.document, generation=0, pdf_page=PdfPage(number + 1),
        printed_page=None, item=None, appendix=None, kind=PageKind.REPORT, ocr=False,
        ordinal=number, context=example.document,
        units=tuple(
            Unit(text=one, quote=one, kind=BlockKind.PARAGRAPH)
            for one in sentences(example.passage)
        ),
    )


def _fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression; the two outcomes weigh the same, the constant is last."""
    design = np.hstack([x, np.ones((len(x), 1))])
    share = np.where(y == 1, 0.5 / max(y.mean(), 1e-9), 0.5 / max(1 - y.mean(), 1e-9))
    weights = np.zeros(design.shape[1])
    ridge = np.eye(design.shape[1]) * 1.0
    ridge[-1, -1] = 0.0
    for _ in range(30):
        guess = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (share * (y - guess)) - ridge @ weights
        bend = (design * (share * guess * (1 - guess))[:, None]).T @ design + ridge
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _curve(
    x: NDArray[np.float64], y: NDArray[np.float64], documents: Sequence[str]
) -> None:
    names = sorted(set(documents))
    fold = np.array([names.index(name) % 5 for name in documents])
    guess = np.zeros(len(y))
    for part in range(5):
        weights = _fit(x[fold != part], y[fold != part])
        rows = x[fold == part]
        guess[fold == part] = 1 / (
            1 + np.exp(-np.hstack([rows, np.ones((len(rows), 1))]) @ weights)
        )
    right, wrong = guess[y == 1], guess[y == 0]
    print_table(
        "Declining, held-out questions, five folds by document",
        ("threshold", "near-misses declined", "answers declined wrongly"),
        [
            (f"{threshold:.2f}", float((wrong < threshold).mean()),
             float((right < threshold).mean()))
            for threshold in (0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9)
        ],
    )
    above = (right[:, None] > wrong[None, :]).mean()
    print(json.dumps({"auc": round(float(above), 3), "right": len(right), "near": len(wrong)}))
