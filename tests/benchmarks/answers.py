"""How good the answers are, on questions that were looked at and on those that were not,
beside the tutorial recipe and with each stage left out.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.answers.desk import Desk
from bot.answers.find import Tuning
from bot.cli.batch import as_record, read_questions
from indexer.index import Index
from indexer.models.embed import LocalEmbeddings
from indexer.models.reader import Reader
from tests.benchmarks import tutorial
from tests.benchmarks.shared import SETS, QuestionSet, print_table, score
from tests.databases import index_in

COLUMNS = (
    "sure",
    "answered",
    "facts",
    "shown",
    "unanswerable answered",
    "hit@1",
    "hit@5",
    "hit@10",
    "all@10",
    "success",
    "quoted",
    "printed",
    "words",
    "p50_s",
    "cpu_s",
)


def run() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        reader = Reader()
        rows: dict[str, list[dict[str, Any]]] = {}
        for one in SETS:
            rows.setdefault("tutorial recipe", []).append(_tutorial(folder, one))
            index = index_in(folder / one.name, LocalEmbeddings(), papers=one.packs)
            for name, desk in _desks(index, reader).items():
                rows.setdefault(name, []).append(_answered(desk(), one, folder))
            index.close()
        header = ("", *(f"{one.name} ({one.note})" for one in SETS))
        print_table(
            "Councillors' questions over real papers, offline",
            header,
            [(column, *(result.get(column) for result in rows["Packhorse"])) for column in COLUMNS],
        )
        for place, one in enumerate(SETS):
            print_table(
                f"With a stage left out, {one.name} ({one.note})",
                ("", *COLUMNS),
                [
                    (name, *(results[place].get(column) for column in COLUMNS))
                    for name, results in rows.items()
                ],
            )


def _answered(desk: Desk, one: QuestionSet, folder: Path) -> dict[str, Any]:
    out = folder / "answers.jsonl"
    asked = read_questions(one.questions, as_of=None, committee=None)
    desk.warm_up()
    busy = time.process_time()
    with out.open("w", encoding="utf-8") as file:
        for name, question in asked:
            started = time.monotonic()
            record = as_record(desk.answer(question))
            record["seconds"] = time.monotonic() - started
            file.write(json.dumps({"id": name, **record}) + "\n")
    return _figures(one, out) | {"cpu_s": (time.process_time() - busy) / len(asked)}


def _figures(one: QuestionSet, answers: Path) -> dict[str, Any]:
    result = score(answers, one)
    return result | {
        "answered": 1 - result["wrongly"],
        "unanswerable answered": 1 - result["abstained"],
    }


def _desks(index: Index, reader: Reader) -> dict[str, Callable[[], Desk]]:
    tuning = Tuning()

    def without(**changes: float) -> Callable[[], Desk]:
        return lambda: Desk(index, reader, tuning=replace(tuning, **changes))  # type: ignore[arg-type]

    return {
        "Packhorse": lambda: Desk(index, reader),
        "  without the reader's rank": without(reader_weight=0.0),
        "  without full text": without(words_weight=0.0),
        "  without scope": without(next_bonus=0.0, named_bonus=0.0, place_bonus=0.0),
        "  without records": without(record_penalty=99.0),
        "  without declining": lambda: Desk(index, reader, weigh=lambda _: 1.0),
    }


def _tutorial(folder: Path, one: QuestionSet) -> dict[str, Any]:
    home = folder / f"tutorial-{one.name}"
    tutorial.index(home, one.packs)
    out = folder / "tutorial.jsonl"
    answers = tutorial.answer(home, one.rows())
    out.write_text("".join(json.dumps(row) + "\n" for row in answers), "utf-8")
    return _figures(one, out)
