"""How much of other bodies' papers is understood: by models that never saw the body, and shipped.

The first figures are what to expect of a council that nobody met: each body's papers are read
by a model that was trained without them (needs ``requirements-train.txt``; takes minutes). The
second are those of the model that ships, which has learned from these very papers.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from indexer.models.tagger import ROLES, load_chains
from indexer.pdf.read import read_document
from indexer.prepared import public
from indexer.reading.pack import read_pack
from indexer.show import as_json
from tests.benchmarks.shared import SHARED

__all__ = ["run"]


def run() -> None:
    """Print both tables, and the seconds a page."""
    with tempfile.TemporaryDirectory() as folder:
        if importlib.util.find_spec("scipy"):
            from indexer.models.training import line_roles

            papers = line_roles.gather(
                [SHARED / "packs" / "other"], SHARED / "questions" / "pairs.jsonl", drawn=480
            )
            for at, bodies in enumerate(line_roles.FOLDS):
                line_roles.train(papers, Path(folder) / f"{at}.npz", bodies)
            _score(
                "each body read by a model that never saw it",
                Path(folder) / "unseen",
                lambda name: Path(folder) / f"{line_roles.fold_of(name)}.npz",
            )
        else:
            print("reading: figures on unseen bodies need requirements-train.txt; left out.")
        _score(
            "the model that ships, which learned from these papers",
            Path(folder) / "shipped",
            lambda _: ROLES,
        )


def _score(title: str, out: Path, model: Callable[[str], Path]) -> None:
    out.mkdir()
    pages, seconds = 0, 0.0
    for path in sorted((SHARED / "packs" / "other").glob("*.pdf")):
        raw = read_document(path)
        started = time.process_time()
        pack = public(read_pack(raw, chains=load_chains(model(path.stem))))
        seconds += time.process_time() - started
        pages += len(pack.pages)
        (out / f"{path.stem}.json").write_text(json.dumps(as_json(pack)))
    print(f"reading: {title} ({seconds / pages:.3f} s a page)")
    subprocess.run(
        [sys.executable, SHARED / "check_reading.py", SHARED / "packs" / "other" / "truth", out],
        check=False,
    )
