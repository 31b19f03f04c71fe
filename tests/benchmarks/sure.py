"""When an answer is given as one: fit the weights of `bot.answers.sure`, and show the curve.

Three sets: both question sets over real papers, and other councils' questions and
near-misses over passages that the reader was not trained on. The curve of each set is
that of weights fitted on the other two. The weights printed last are fitted on all but
``other``, on which nothing is chosen.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answers.desk import Desk
from bot.answers.find import Candidate, Found
from bot.answers.say.quotes import places_of
from bot.answers.sure import Signs, signs_of
from bot.cli.batch import as_record, read_questions
from indexer.council.packs import BlockKind, PageKind, PdfPage
from indexer.evidence.passages import Unit, sentences
from indexer.models.embed import LocalEmbeddings
from indexer.models.reader import Reader
from indexer.models.training.pairs import Example, held_out, load
from indexer.models.training.retrieval import FullText, fuse, order
from indexer.store.catalogue import PassageRow
from tests.benchmarks.answers import index_of
from tests.benchmarks.shared import SETS, SHARED, QuestionSet, print_table

PARTS = 7
READ = 10
SHARES = (0.1, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8, 1.0)
MORE = Path(__file__).parents[2] / "indexer/models/training/more-questions.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question: its signs, whether what is shown is right, whether the papers answer it."""

    signs: Signs
    right: bool
    answerable: bool


def run() -> None:
    """Print the curves and the weights."""
    sets = {one.name: _over_papers(one) for one in SETS}
    sets["pairs"] = _over_passages()
    for name, rows in sets.items():
        rest = [one for other, more in sets.items() if other != name for one in more]
        show_curve(name, rows, fit(rest))
    chosen = fit([one for name, rows in sets.items() if name != "other" for one in rows])
    print_table(
        "Weights, fitted on dev and pairs",
        ("sign", "weight"),
        [
            *zip((field.name for field in fields(Signs)), map(float, chosen), strict=False),
            ("constant", float(chosen[-1])),
        ],
    )


def fit(rows: Sequence[Asked], ridge: float = 3.0) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, the constant last; signs of wide range are
    not favoured by the ridge."""
    x = np.array([astuple(one.signs) for one in rows], dtype=np.float64)
    y = np.array([float(one.right) for one in rows])
    mean, spread = x.mean(axis=0), x.std(axis=0).clip(min=1e-6)
    design = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    weights = np.zeros(design.shape[1])
    penalty = np.eye(len(weights)) * ridge
    penalty[-1, -1] = 0.0
    for _ in range(30):
        guess = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (y - guess) - penalty @ weights
        bend = (design * (guess * (1 - guess))[:, None]).T @ design + penalty
        weights = weights + np.linalg.solve(bend, slope)
    scaled = weights[:-1] / spread
    return np.append(scaled, weights[-1] - scaled @ mean)


def show_curve(name: str, rows: Sequence[Asked], weights: NDArray[np.float64]) -> None:
    """Print the share answered against the share right, the likeliest first."""
    x = np.array([astuple(one.signs) for one in rows])
    guess = 1 / (1 + np.exp(-(np.hstack([x, np.ones((len(x), 1))]) @ weights)))
    ranked = np.argsort(-guess)
    right = np.array([one.right for one in rows])[ranked]
    yes = np.array([one.answerable for one in rows])[ranked]
    table = []
    for share in SHARES:
        # So many of the answerable ones are answered.
        count = int(np.searchsorted(np.cumsum(yes), share * yes.sum())) + 1
        table.append(
            (
                f"{share:.2f}",
                float(right[:count].mean()),
                float((~yes[:count]).sum() / max(1, (~yes).sum())),
                float(guess[ranked][count - 1]),
            )
        )
    print_table(
        f"{name}: {len(rows)} questions, {int(yes.sum())} answerable; fitted on the others",
        (
            "answered of the answerable",
            "right of those answered",
            "unanswerable answered",
            "threshold",
        ),
        table,
    )


def _over_papers(one: QuestionSet) -> list[Asked]:
    judge, pages = _scorer(one)
    gold = {row["id"]: row for row in one.rows()}
    seen: list[Signs] = []

    def weigh(signs: Signs) -> float:
        seen.append(signs)
        return 0.0

    found: list[Asked] = []
    with tempfile.TemporaryDirectory() as folder:
        index = index_of(Path(folder), one)
        desk = Desk(index, Reader(), weigh=weigh)
        for name, question in read_questions(one.questions, as_of=None, committee=None):
            seen.clear()
            record = as_record(desk.answer(question)) | {"answered": True}
            row = judge(gold[name], record, pages)
            if seen:
                found.append(
                    Asked(
                        signs=seen[-1],
                        right=bool(row["answerable"] and row["success"]),
                        answerable=row["answerable"],
                    )
                )
        index.close()
    return found


def _scorer(one: QuestionSet) -> tuple[Any, Any]:
    """The shared scorer's function for one answer, and the pages that it wants."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.judge, module.load_pages(one.pages)


def _over_passages() -> list[Asked]:
    examples = load(SHARED / "questions" / "pairs.jsonl", [MORE] if MORE.exists() else [])
    embeddings, reader = LocalEmbeddings(), Reader()
    rows = [_row(number, example) for number, example in enumerate(examples)]
    vectors = np.array(embeddings.embed_documents([one.text for one in rows]), np.float32)
    words = FullText([one.text for one in rows])
    found: list[Asked] = []
    for index in held_out(examples, PARTS):
        example = examples[index]
        asked = [(one.text, example.passage[one.start : one.end]) for one in example.questions]
        for text, quote in [*asked, *((text, "") for text in example.near_misses)]:
            dense = vectors @ np.array(embeddings.embed_query(text), np.float32)
            worded = words.scores(text)
            ranked = order(fuse(dense, worded))[:READ]
            candidates = _candidates(text, list(ranked), rows, dense, worded, reader)
            looked = Found(
                question=text, candidates=candidates, seconds_find=0.0, seconds_rerank=0.0
            )
            places = places_of(looked)
            signs = signs_of(looked, places)
            if signs is not None:
                squeezed = " ".join(places[0].text.split())
                found.append(
                    Asked(
                        signs=signs,
                        answerable=bool(quote),
                        right=bool(quote) and " ".join(quote.split()) in squeezed,
                    )
                )
    return found


def _candidates(
    text: str,
    ranked: Sequence[Any],
    rows: Sequence[PassageRow],
    dense: NDArray[np.float32],
    worded: NDArray[np.float32],
    reader: Reader,
) -> tuple[Candidate, ...]:
    places = [int(place) for place in ranked]
    first_dense = order(dense)[0]
    first_words = order(worded)[0]
    readings = reader.read(text, [rows[place].text for place in places])
    candidates = [
        Candidate(
            passage=rows[place],
            fused=0.0,
            bonus=0.0,
            score=0.5 * reading.rank - number / 10,
            similarity=float(dense[place]),
            reading=reading,
            dense_rank=1 if place == first_dense else 2,
            text_rank=1 if place == first_words else 2,
        )
        for number, (place, reading) in enumerate(zip(places, readings, strict=True))
    ]
    return tuple(sorted(candidates, key=lambda one: -one.score))


def _row(number: int, example: Example) -> PassageRow:
    return PassageRow(
        passage=number,
        document=example.document,
        generation=0,
        pdf_page=PdfPage(number + 1),
        printed_page=None,
        item=None,
        appendix=None,
        kind=PageKind.REPORT,
        ocr=False,
        ordinal=number,
        context=example.document,
        units=tuple(
            Unit(text=one, quote=one, kind=BlockKind.PARAGRAPH)
            for one in sentences(example.passage)
        ),
    )
