"""When an answer is given as one: fit the weights of `bot.answers.sure`, and show the curve.

Three sets: both question sets over real papers, and other councils' questions and
near-misses over passages that the reader was not trained on. The curve of each set is
that of weights fitted on the other two. The weights printed last are fitted on all but
``other``, on which nothing is chosen.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.answers.answer import Citation
from bot.answers.desk import Desk
from bot.answers.find import find
from bot.answers.say.quotes import quoted
from bot.answers.scope import Scope
from bot.answers.sure import Signs, signs_of
from bot.cli.batch import as_record, read_questions
from indexer.council.packs import BlockKind, PdfPage
from indexer.evidence.passages import Unit, sentences
from indexer.index import Hit, Index, PassageRow
from indexer.models.embed import LocalEmbeddings
from indexer.models.reader import Reader
from indexer.models.training.pairs import Example, held_out, load
from indexer.models.training.retrieval import FullText, order
from tests.benchmarks.shared import SETS, SHARED, QuestionSet, print_table
from tests.databases import index_in
from tests.passages import passage_row

PARTS = 7
EVERY = 4
"""Of the questions over passages, one in so many is asked: a thousand take half an hour."""
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
        rest = [more for other, more in sets.items() if other != name]
        show_curve(name, rows, fit(rest))
    chosen = fit([rows for name, rows in sets.items() if name != "other"])
    print_table(
        "Weights, fitted on dev and pairs",
        ("sign", "weight"),
        [
            *zip((field.name for field in fields(Signs)), map(float, chosen), strict=False),
            ("constant", float(chosen[-1])),
        ],
    )


def fit(sets: Sequence[Sequence[Asked]], ridge: float = 3.0) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, the constant last; each set weighs as much as
    another, and signs of wide range are not favoured by the ridge."""
    rows = [one for rows in sets for one in rows]
    weigh = np.array([100 / len(rows) for rows in sets for _ in rows])
    x = np.array([astuple(one.signs) for one in rows], dtype=np.float64)
    y = np.array([float(one.right) for one in rows])
    mean, spread = x.mean(axis=0), x.std(axis=0).clip(min=1e-6)
    design = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    weights = np.zeros(design.shape[1])
    penalty = np.eye(len(weights)) * ridge
    penalty[-1, -1] = 0.0
    for _ in range(30):
        guess = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (weigh * (y - guess)) - penalty @ weights
        bend = (design * (weigh * guess * (1 - guess))[:, None]).T @ design + penalty
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
        index = index_in(Path(folder), LocalEmbeddings(), papers=one.packs)
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
    rows = _rows(examples)
    pages: dict[tuple[str, int], list[PassageRow]] = {}
    for row in rows:
        pages.setdefault((row.document, row.pdf_page), []).append(row)
    index, reader = _Passages(rows), Reader()
    scope = Scope(today=dt.date.today(), cards=(), packs={})
    asked = [
        (rows[number], text, quote)
        for number in held_out(examples, PARTS)
        for text, quote in (
            *(
                (one.text, examples[number].passage[one.start : one.end])
                for one in examples[number].questions
            ),
            *((text, "") for text in examples[number].near_misses),
        )
    ]
    found: list[Asked] = []
    for row, text, quote in asked[::EVERY]:
        looked = find(text, scope, index=cast("Index", index), reader=reader)
        places = quoted(
            looked,
            lambda one: pages[one.document, one.pdf_page],
            lambda one: "\n".join(row.text for row in pages[one.document, one.pdf_page]),
            _cited,
        )
        shown = {(one.document, one.pdf_page) for place in places for one in place.citations}
        squeezed = " ".join(" ".join(one.text for one in places).split())
        if signs := signs_of(looked):
            there = (row.document, row.pdf_page) in shown and " ".join(quote.split()) in squeezed
            found.append(Asked(signs=signs, answerable=bool(quote), right=bool(quote) and there))
    return found


def _cited(passage: PassageRow, quote: str) -> Citation:
    return Citation(
        document=passage.document,
        title=passage.document,
        pdf_page=passage.pdf_page,
        printed_page=None,
        quote=quote,
    )


class _Passages:
    """Passages that are searched by meaning and by words, as an index is."""

    def __init__(self, rows: Sequence[PassageRow]) -> None:
        self._rows, self._embeddings = rows, LocalEmbeddings()
        texts = [one.text for one in rows]
        self._vectors = np.array(self._embeddings.embed_documents(texts), np.float32)
        self._words = FullText(texts)

    def search(self, question: str, *, limit: int, **_: object) -> list[Hit]:
        dense = self._vectors @ np.array(self._embeddings.embed_query(question), np.float32)
        worded = self._words.scores(question)
        by_dense = {int(n): rank for rank, n in enumerate(order(dense)[:limit], 1)}
        by_words = {int(n): rank for rank, n in enumerate(order(worded)[:limit], 1) if worded[n]}
        return [
            Hit(
                passage=self._rows[number],
                dense_rank=by_dense.get(number),
                text_rank=by_words.get(number),
            )
            for number in by_dense | by_words
        ]


def _rows(examples: Sequence[Example]) -> list[PassageRow]:
    """A row for each passage; those of a document are joined to pages of three."""
    seen: Counter[str] = Counter()
    rows = []
    for number, one in enumerate(examples):
        rows.append(
            passage_row(
                number,
                (
                    Unit(text=text, quote=text, kind=BlockKind.PARAGRAPH)
                    for text in sentences(one.passage)
                ),
                document=one.document,
                pdf_page=PdfPage(seen[one.document] // 3 + 1),
                context=one.document,
            )
        )
        seen[one.document] += 1
    return rows
