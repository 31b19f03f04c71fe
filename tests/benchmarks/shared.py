"""What the measurements run on, and how their tables look."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.table import Table

__all__ = [
    "ROOT",
    "SETS",
    "SHARED",
    "QuestionSet",
    "mixed_packs",
    "print_table",
    "questions",
    "run_measured",
    "score",
]

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("PACKHORSE_SHARED") or ROOT / ".." / "shared").resolve()


def mixed_packs() -> list[Path]:
    """The real packs and papers, without the scanned variant."""
    return sorted(path for path in (SHARED / "packs").glob("*.pdf") if "scanned" not in path.name)


def questions(path: Path | None = None) -> list[dict[str, Any]]:
    """A question set; councillors' questions over the real packs by default."""
    path = path or SHARED / "questions" / "dev.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions over real papers: the file, the papers, the text of their pages."""

    name: str
    note: str
    questions: Path
    packs: tuple[Path, ...]
    pages: Path

    def rows(self) -> list[dict[str, Any]]:
        """The questions as they stand in the file."""
        return questions(self.questions)


def score(answers: Path, one: QuestionSet | None = None) -> dict[str, Any]:
    """What the shared scorer says of an answers file."""
    one = one or SETS[0]
    done = subprocess.run(
        [sys.executable, SHARED / "score.py", one.questions, answers, one.pages, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


SETS = (
    QuestionSet(
        "dev",
        "looked at",
        SHARED / "questions" / "dev.jsonl",
        tuple(mixed_packs()),
        SHARED / "packs" / "pages",
    ),
    QuestionSet(
        "other",
        "not looked at",
        SHARED / "questions" / "other.jsonl",
        tuple(sorted((SHARED / "packs" / "other").glob("*.pdf"))),
        SHARED / "packs" / "other" / "pages",
    ),
)


def run_measured(
    command: Sequence[object], said: IO[str] | None = None, **environment: str
) -> tuple[float, Memory, str]:
    """Run a program: (wall seconds, peak resident memory, standard output); standard error
    goes to `said`."""
    started = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=said or subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    ended, together = threading.Event(), [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, ended, together))
    watch.start()
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    watch.join()
    one = _megabytes(usage)
    return time.monotonic() - started, Memory(one, max(one, together[0])), out


@dataclass(frozen=True)
class Memory:
    """Megabytes at most: of the process, or the child of it, that had most, and of all
    together as seen ten times a second."""

    one: float
    together: float


def _watch(root: int, ended: threading.Event, together: list[float]) -> None:
    """Keep the most that a process and those below it have had together (Linux)."""
    while not ended.wait(0.1):
        parents, used = {}, {}
        for status in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError, IndexError):
                fields = status.read_text().rsplit(")", 1)[1].split()
                pid = int(status.parent.name)
                parents[pid], used[pid] = int(fields[1]), int(fields[21])
        family = {root}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        pages = sum(used.get(pid, 0) for pid in family)
        together[0] = max(together[0], pages * resource.getpagesize() / 2**20)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def print_table(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on standard output; figures with three places."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for place, name in enumerate(header):
        table.add_column(name, justify="left" if place == 0 else "right", no_wrap=True)
    for row in rows:
        table.add_row(
            *(
                "–" if cell is None else f"{cell:.3f}" if isinstance(cell, float) else str(cell)
                for cell in row
            )
        )
    console = Console(width=160)
    console.print(table)
    console.print()
