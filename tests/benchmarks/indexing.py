"""Time and memory: indexing beside the tutorial recipe, a cold answer, a warm one."""

from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bot.answers.answer import Question
from bot.composition import open_desk
from bot.settings import open_settings
from tests.benchmarks.shared import mixed_packs, print_table, questions, run_measured

PAIRS = 2


def run() -> None:
    """Print the tables. The two recipes run in turn, so that a machine whose speed
    drifts does not favour one."""
    ratios, ours, theirs, memory = [], [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        for pair in range(PAIRS):
            home = Path(scratch) / f"home{pair}"
            files = mixed_packs()
            one, peak, _ = run_measured(
                [sys.executable, "app.py", "index", "--json", *files], PACKHORSE_HOME=str(home)
            )
            other, _, _ = run_measured(
                [
                    sys.executable,
                    "-m",
                    "tests.benchmarks.tutorial",
                    Path(scratch) / f"tutorial{pair}",
                    *files,
                ]
            )
            ours.append(one)
            theirs.append(other)
            memory.append(peak.together)
            ratios.append(one / other)
        print_table(
            f"Indexing {sum(1 for _ in mixed_packs())} real documents, {PAIRS} pairs of runs",
            ("", "median", "least", "most"),
            [
                ("Packhorse, seconds", *_three(ours)),
                ("tutorial recipe, seconds", *_three(theirs)),
                ("ratio, pair by pair", *_three(ratios)),
                ("Packhorse, peak memory of all its processes, MB", *_three(memory)),
            ],
        )
        _answering(Path(scratch) / "home0")


def _answering(home: Path) -> None:
    asked = questions()[:20]
    cold = [
        run_measured(
            [sys.executable, "app.py", "ask", one["question"], "--as-of", one["as_of"], "--json"],
            PACKHORSE_HOME=str(home),
        )
        for one in asked[:5]
    ]
    desk = open_desk(open_settings(home))
    desk.warm_up()
    warm = []
    for one in asked:
        started = time.monotonic()
        desk.answer(
            Question(
                text=one["question"],
                history=tuple(one["history"]),
                as_of=dt.date.fromisoformat(one["as_of"]),
            )
        )
        warm.append(time.monotonic() - started)
    assert all(json.loads(out)["passages"] for _, _, out in cold)
    print_table(
        "Answering, seconds",
        ("", "median", "least", "most"),
        [
            ("a cold ask (a new process)", *_three([seconds for seconds, _, _ in cold])),
            ("a warm one (in chat)", *_three(warm)),
        ],
    )


def _three(values: list[float]) -> tuple[float, float, float]:
    return statistics.median(values), min(values), max(values)
