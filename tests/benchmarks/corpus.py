"""A folder of odd PDFs: one `index` run, page pictures drawn beside another, then watched.

    python -m tests.benchmarks corpus FOLDER

The figures in the documentation are of all PDFs in the public repositories mozilla/pdf.js,
py-pdf/pypdf, py-pdf/sample-files and pdf-association/safedocs.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from indexer.council.packs import PdfPage
from indexer.council.problems import DocumentError
from indexer.index import find_pdfs
from indexer.pdf.pictures import page_picture
from indexer.prepared import prepare
from tests.benchmarks.shared import print_table, run_measured
from tests.indexer.sources.desk import Desk, VectorsInMemory

PICTURES = 4
"""Threads that ask for pictures of pages while files are indexed."""

PICTURE_SECONDS = 300
"""How long they do."""

FILES = 20
"""Indexed meanwhile, again and again."""


def run(*folders: str) -> None:
    """Print what came of the files, what it took, and what was refused."""
    if not folders:
        print("corpus: left out, no folder of PDFs was named: corpus FOLDER.")
        return
    files = [file for folder in folders for file in find_pdfs(Path(folder))]
    _refused(files, indexed(*folders))
    _drawn_meanwhile(files)
    for folder in folders:
        _watched(Path(folder))


def indexed(*folders: str) -> list[dict[str, str]]:
    """Print what one run over the folders came to; what it refused."""
    files = [file for folder in folders for file in find_pdfs(Path(folder))]
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile("w+") as said:
        seconds, peak, out = run_measured(
            [sys.executable, "app.py", "index", "--json", *folders], said, PACKHORSE_HOME=home
        )
        said.seek(0)
        tracebacks = said.read().count("Traceback")
    came: dict[str, list[dict[str, Any]]] = json.loads(out)
    problems = came["problems"]
    slowest = sorted(came["indexed"], key=lambda one: -float(one["seconds"]))
    print_table(
        f"{len(files)} odd files in one run",
        ("", ""),
        [
            ("indexed", len(slowest)),
            ("with warnings", sum(bool(one["warnings"]) for one in slowest)),
            ("refused", len(problems)),
            ("of them without a reason", sum(not one["problem"] for one in problems)),
            ("nothing said of", len(files) - len(slowest) - len(problems)),
            ("tracebacks", tracebacks),
            ("seconds", seconds),
            ("peak memory of any process, MB", peak.one),
            ("peak memory of all processes, MB", peak.together),
            *((f"seconds for {one['document']}", one["seconds"]) for one in slowest[:5]),
        ],
    )
    return problems


def _drawn_meanwhile(files: list[Path]) -> None:
    """Pages drawn by several threads, while some of the files are indexed."""
    stop, drawn = threading.Event(), Counter[tuple[Path, str]]()
    threads = [
        threading.Thread(target=_draw, args=(files, stop, drawn, seed)) for seed in range(PICTURES)
    ]
    some = random.Random(PICTURES).sample(files, min(FILES, len(files)))
    until, runs = time.monotonic() + PICTURE_SECONDS, 0
    for thread in threads:
        thread.start()
    try:
        while time.monotonic() < until:
            with tempfile.TemporaryDirectory() as home:
                *_, out = run_measured(
                    [sys.executable, "app.py", "index", "--json", *some], PACKHORSE_HOME=home
                )
            came = json.loads(out)
            assert came["indexed"] or came["problems"], "the run died"
            runs += 1
    finally:
        stop.set()
    for thread in threads:
        thread.join()
    print_table(
        f"Pictures of pages drawn by {PICTURES} threads beside {runs} runs over {len(some)} files",
        ("", ""),
        [
            ("drawn", drawn.total()),
            ("other than when nothing else is done", sum(_wrong(drawn))),
        ],
    )


def _watched(folder: Path) -> None:
    """The same folder as a watched source: a first visit and a quiet one. The vectors cost
    nothing here, and Chroma is left out."""
    with (
        tempfile.TemporaryDirectory() as home,
        patch("indexer.index.Vectors", VectorsInMemory),
    ):
        desk = Desk(Path(home))
        desk.add(str(folder), kind="folder")
        first = desk.sync_one()
        before = [(card.document, card.generation) for card in desk.index.documents()]
        desk.clock.pass_(hours=1)
        second = desk.sync_one()
        after = [(card.document, card.generation) for card in desk.index.documents()]
        print_table(
            "The same folder as a watched source",
            ("", "first visit", "an hour later"),
            [
                ("indexed", len(first.indexed), len(second.indexed)),
                ("refused", len(first.failed), len(second.failed)),
                ("documents", len(before), len(after)),
                ("seconds", first.seconds, second.seconds),
            ],
        )
        print("The quiet visit changed nothing." if before == after else "IT CHANGED SOMETHING.")


def _refused(files: list[Path], problems: list[dict[str, str]]) -> None:
    """How long it takes to refuse what is refused, file by file."""
    named = {one["file"] for one in problems}
    took = []
    for file in files:
        if file.name in named:
            started = time.monotonic()
            with suppress(DocumentError):
                prepare(file)
            took.append((time.monotonic() - started, file.name))
    print_table(
        "Slowest of the refused",
        ("", "seconds"),
        [(name, seconds) for seconds, name in sorted(took, reverse=True)[:5]],
    )
    for one in problems:
        print(one["problem"])


def _draw(
    files: list[Path], stop: threading.Event, drawn: Counter[tuple[Path, str]], seed: int
) -> None:
    rng = random.Random(seed)
    while not stop.is_set():
        file = rng.choice(files)
        drawn[file, _picture(file)] += 1


def _picture(file: Path) -> str:
    """The fingerprint of a picture of a file's first page, or why there is none."""
    try:
        return hashlib.sha256(page_picture(file, PdfPage(1), ["the"])).hexdigest()
    except DocumentError as exc:
        return type(exc).__name__


def _wrong(drawn: Counter[tuple[Path, str]]) -> Iterator[int]:
    """How many of the pictures of each file are not what it gives now; they are named."""
    for file in {file for file, _ in drawn}:
        now = _picture(file)
        for (other, then), count in drawn.items():
            if other == file and then != now:
                print(f"{file.name}: {then}, now {now}")
                yield count
