"""How good the answers are, beside the tutorial recipe and with each stage left out.

Also: the same figures on five parts of the questions, so that tuning shows.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.answers.desk import Desk
from bot.answers.find import Tuning
from bot.batch import as_record, read_questions
from indexer.index import Index
from indexer.models.embed import LocalEmbeddings
from indexer.models.files import EMBEDDERS, READERS
from indexer.models.reader import Reader
from tests.benchmarks import tutorial
from tests.benchmarks.shared import SHARED, mixed_packs, print_table, questions, score

COLUMNS = (
    "hit@1", "hit@5", "hit@10", "all@10", "cited", "precise", "quoted", "printed", "right",
    "abstained", "wrongly", "success", "words", "p50_s",
)


def run() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rows = [("tutorial recipe", _tutorial(folder))]
        index = _index(folder / "ours", LocalEmbeddings())
        reader = Reader()
        answers = folder / "whole.jsonl"
        _ask(Desk(index, reader), answers)
        whole = score(answers)
        rows.append(("Packhorse", whole))
        for name, desk in _ablations(index, reader).items():
            out = folder / "ablation.jsonl"
            _ask(desk(), out)
            rows.append((f"  without {name}", score(out)))
        if len(EMBEDDERS) > 1 and len(READERS) > 1:
            general = _index(folder / "general", LocalEmbeddings(EMBEDDERS[-1]))
            out = folder / "general.jsonl"
            _ask(Desk(general, Reader(READERS[-1])), out)
            rows.append(("  with the packaged models", score(out)))
        print_table(
            "Councillors' questions over real packs, offline (questions/dev.jsonl)",
            ("", *COLUMNS),
            [(name, *(result[column] for column in COLUMNS)) for name, result in rows],
        )
        _folds(answers, folder)
        _seconds(answers)


def _index(home: Path, embeddings: LocalEmbeddings) -> Index:
    index = Index(
        database_url=f"sqlite:///{home / 'catalogue.db'}", chroma=home / "chroma",
        embeddings=embeddings, home=home,
    )
    with index.writing():
        for path in mixed_packs():
            index.add(path)
    return index


def _ask(desk: Desk, out: Path) -> None:
    asked = read_questions(SHARED / "questions" / "dev.jsonl", as_of=None, committee=None)
    desk.warm_up()
    with out.open("w", encoding="utf-8") as file:
        for name, question in asked:
            started = time.monotonic()
            record = as_record(desk.answer(question))
            record["seconds"] = time.monotonic() - started
            file.write(json.dumps({"id": name, **record}) + "\n")


def _ablations(index: Index, reader: Reader) -> dict[str, Callable[[], Desk]]:
    tuning = Tuning()
    return {
        "structure": lambda: Desk(index, reader, records=False),
        "the reader's rank": lambda: Desk(
            index, reader, tuning=replace(tuning, reader_weight=0.0)
        ),
        "full text": lambda: Desk(index, reader, tuning=replace(tuning, words_weight=0.0)),
        "scope": lambda: Desk(
            index, reader,
            tuning=replace(tuning, next_bonus=0.0, named_bonus=0.0, place_bonus=0.0),
        ),
        "abbreviations": lambda: Desk(
            index, reader, tuning=replace(tuning, expanded_weight=0.0)
        ),
        "parts": lambda: Desk(index, reader, tuning=replace(tuning, parts=False)),
        "declining": lambda: Desk(index, reader, threshold=0.0),
    }


def _tutorial(folder: Path) -> dict[str, Any]:
    tutorial.index(folder / "tutorial", mixed_packs())
    out = folder / "tutorial.jsonl"
    answers = tutorial.answer(folder / "tutorial", questions())
    out.write_text("".join(json.dumps(one) + "\n" for one in answers), "utf-8")
    return score(out)


def _folds(answers: Path, folder: Path) -> None:
    asked = questions()
    rows = []
    for fold in range(5):
        part = folder / f"fold{fold}.jsonl"
        part.write_text(
            "".join(json.dumps(one) + "\n" for place, one in enumerate(asked)
                    if place % 5 == fold),
            "utf-8",
        )
        result = score(answers, part)
        rows.append((f"part {fold + 1}", *(result[column] for column in COLUMNS[:-1])))
    spread = [
        statistics.stdev(values) if len(values := [
            float(row[place]) for row in rows if row[place] is not None  # type: ignore[arg-type]
        ]) > 1 else None
        for place in range(1, len(COLUMNS))
    ]
    print_table(
        "The same answers on five parts of the questions", ("", *COLUMNS[:-1]),
        [*rows, ("standard deviation", *spread)],
    )


def _seconds(answers: Path) -> None:
    times = sorted(one["seconds"] for one in map(json.loads, answers.read_text().splitlines()))
    print_table(
        "Seconds an answer, warm", ("", "p50", "p95", "longest"),
        [("Packhorse", times[len(times) // 2], times[int(len(times) * 0.95)], times[-1])],
    )
