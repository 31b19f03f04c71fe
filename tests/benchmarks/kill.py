"""Indexing, and the processes that read for it, killed at random moments.

First, what is left, and what it takes to go on: a pack is replaced by another version
again and again, in a process that is killed with SIGKILL. After each kill the index is
opened, asked, and every vector is looked up by itself; at the end an undisturbed run
completes it. Other papers lie in the index too, so many that Chroma saves its graph while
the pack is being written. Then: the children that read a file killed 100 times, while it
must be read as if nothing had happened.
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from indexer.pdf.children import READING
from indexer.prepared import prepare
from tests.benchmarks.shared import print_table
from tests.databases import index_in
from tests.given import reading_children
from tests.indexer.test_index import (
    kill_while_indexing,
    pack,
    texts,
    texts_of,
    whole,
)
from tests.pdfs import paragraphs, plain_pdf

KILLS = 20
OTHERS = 100
"""Pages of the other papers: some 960 passages, where Chroma saves at 1,000."""


CHILDREN = 100
"""Reading processes that are killed."""

OFTEN = 4
"""Times for one reading of a file; after `MAX_KILLED` it counts as the file's fault."""


def run() -> None:
    """Print the tables. Raises AssertionError if anything is half there."""
    _indexing()
    _reading()


def _reading() -> None:
    rng = random.Random(20250411)
    killed = 0
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(1) as pool:
        file = pack(Path(scratch) / "file.pdf", "page", 40)
        READING.close()
        started = time.monotonic()
        expected = replace(prepare(file), seconds=0.0)
        whole_read = time.monotonic() - started
        while killed < CHILDREN:
            READING.close()
            reading = pool.submit(prepare, file)
            for _ in range(OFTEN):
                time.sleep(rng.uniform(0, whole_read))
                if not reading.done():
                    killed += sum(_kill(pid) for pid in reading_children())
            assert replace(reading.result(), seconds=0.0) == expected, "lost, or half there"
    print(
        f"{killed} reading processes killed (kill -9), up to {OFTEN} for one reading of a file; "
        "every reading came to what an undisturbed one does."
    )


def _kill(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def _indexing() -> None:
    rng = random.Random(20250410)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home, path = folder / "home", folder / "a.pdf"
        others = plain_pdf(
            folder / "others.pdf",
            [paragraphs(f"otherwise{page}", 57) for page in range(OTHERS)],
        )
        versions = [pack(folder / f"version{one}.pdf", f"version{one}", 16) for one in (0, 1)]
        complete = []
        for one, version in enumerate(versions):
            path.write_bytes(version.read_bytes())
            complete.append(texts_of(folder / f"unharmed{one}", [path]))
        path.write_bytes(versions[0].read_bytes())
        texts_of(home, [others, path])
        started = time.monotonic()
        path.write_bytes(versions[1].read_bytes())
        texts_of(home, [path])
        whole_run = time.monotonic() - started
        rows: list[tuple[object, ...]] = []
        for number in range(1, KILLS + 1):
            path.write_bytes(versions[number % 2].read_bytes())
            moment = rng.uniform(0, whole_run)
            at_work = kill_while_indexing(home, [path], after=moment)
            marked = (home / "chroma.unfinished").exists()
            started = time.monotonic()
            index = index_in(home)
            index.vectors.count()
            opening = time.monotonic() - started
            mine = {text for text in texts(index, "fund stood pounds version") if "version" in text}
            assert mine, "the index does not answer"
            kinds = {text.split("version")[1][0] for text in mine}
            assert len(kinds) == 1, "two versions at once"
            whole(index)
            index.close()
            rows.append(
                (
                    number,
                    f"{moment:.2f}",
                    "yes" if at_work else "had ended",
                    "yes" if marked else "no",
                    f"{opening:.2f}",
                    f"version {kinds.pop()}, whole",
                )
            )
        path.write_bytes(versions[1].read_bytes())
        index = index_in(home)
        with index.writing():
            index.add(path)
        whole(index)
        assert index.catalogue.sweepable() == []
        index.close()
        print_table(
            "Indexing, killed (kill -9) at random moments; afterwards every vector checked",
            ("kill", "after s", "at work", "Chroma filled again", "opening s", "what is there"),
            rows,
        )
        print("Indexing again completed it; nothing was left to sweep.")
