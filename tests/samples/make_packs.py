"""Make the sample packs, and the truth about them, from the same words and figures.

    python -m tests.samples.make_packs [--out DIR]

writes the packs into ``bot/demo/packs`` and ``truth.json`` beside this file, or both under
DIR. The council,
its people, places and sums are made up. The files are the same on every run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.samples import april, january, supplement
from tests.samples.papers import Pack

__all__ = ["main", "make"]

Draw = Callable[[Pack], None]


def twice(folder: Path, module: Any, **settings: Any) -> dict[str, Any]:
    """Draw a pack, then again with the page ranges that the first drawing found."""
    trial = Pack(folder, module.MEETING, **settings)
    module.draw(trial)
    trial.finish()
    pack = Pack(folder, module.MEETING, trial.found(), trial.paper.counted, **settings)
    module.draw(pack)
    truth = pack.finish()
    assert pack.found() == trial.found()
    return truth


def make(folder: Path) -> dict[str, Any]:
    """Draw all packs into a folder and return the truth about each by its name."""
    folder.mkdir(parents=True, exist_ok=True)
    first = twice(folder, january)
    second = twice(folder, april, stamp_blanks=False)
    carries_on = max(page["page"] or 0 for page in second["pages"]) + 1
    third = twice(folder, supplement, first_printed=carries_on, stamp_blanks=False, before=second)
    return {truth["document"]: truth for truth in (first, second, third)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, help="a folder of their own")
    out: Path | None = parser.parse_args().out
    here = Path(__file__).parent
    truth = make(out or here.parents[1] / "bot" / "demo" / "packs")
    text = json.dumps(truth, indent=1, ensure_ascii=False) + "\n"
    ((out or here) / "truth.json").write_text(text, encoding="utf-8")
    for name, pack in truth.items():
        print(f"{name}: {len(pack['pages'])} pages")


if __name__ == "__main__":
    main()
