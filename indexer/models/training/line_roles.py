"""Learn what lines and words of papers are for, and write the model that ships.

    python -m indexer.models.training.line_roles --papers SHARED/packs/other MORE … \\
        [--passages pairs.jsonl] [--out FILE.npz] [--leave-out BODY …] [--drawn 40] [--only kind]

PAPERS hold PDFs and ``truth/<document>.json``; a body is what stands before the first "_" of
a document's name. Nothing is learned of what truth names in "cut". Learning goes on from the model
that ships and is held to it, so the papers that taught it are not needed, a few new ones are
enough, and it may be done again whenever there are more. What is left out is not learned from now;
figures on it are honest if the model to go on from never saw it either (``--from-nothing``, with
``--drawn 480``, learns from these papers alone). Needs ``scikit-learn``
(``requirements-train.txt``); takes some minutes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from indexer.models.tagger import ROLES, Chain, load_chains, save_chains
from indexer.models.training.papers import draw_papers
from indexer.models.training.roles import Labelled, Paper, label_paper
from indexer.pdf.read import read_document
from indexer.reading.tables.found import see_pages

__all__ = ["FOLDS", "fold_of", "gather", "main", "train"]

_DRAWN = 40
"""Drawn papers to learn from, beside the real ones."""

FOLDS: tuple[tuple[str, ...], ...] = (
    ("uk-southwark",),
    ("uk-suffolk-libraries",),
    ("uk-manordeilo-salem-cc",),
    ("uk-souldern-pc",),
    ("uk-broomhill-cc", "uk-burton-cum-walden-pc", "uk-gloucester", "uk-sutton-coldfield-tc"),
)
"""Bodies that are left out together when the model is measured."""


def fold_of(document: str) -> int:
    """Which fold a document's body is in.

    Raises:
        StopIteration: no fold has it.
    """
    body = document.split("_")[0]
    return next(at for at, bodies in enumerate(FOLDS) if body in bodies)


def gather(papers: Sequence[Path], passages: Path | None, drawn: int = _DRAWN) -> list[Labelled]:
    """Real papers with their truth, and as many drawn ones as asked for."""
    found = []
    for truth in sorted(truth for folder in papers for truth in (folder / "truth").glob("*.json")):
        raw = read_document(truth.parent.parent / f"{truth.stem}.pdf")
        looks, _ = see_pages(raw)
        found.append(
            label_paper(
                Paper(
                    name=truth.stem,
                    body=truth.stem.split("_")[0],
                    pages=raw.pages,
                    looks=looks,
                    truth=json.loads(truth.read_text("utf-8")),
                )
            )
        )
    found += [label_paper(paper) for paper in draw_papers(drawn, _running_text(passages))]
    return found


def train(
    papers: Sequence[Labelled],
    out: Path,
    leave_out: Sequence[str] = (),
    known: Mapping[str, Chain] | None = None,
    only: Sequence[str] = (),
) -> None:
    """Learn from all papers but those of the bodies left out, and write the model.

    Args:
        known: the chains to go on from.
        only: those of them to learn; all by default.
    """
    from indexer.models.training.chains import HELD, learn

    seen = [paper for paper in papers if paper.body not in leave_out]
    save_chains(out, learn(seen, known or {}, only=only or tuple(HELD)))


def _running_text(passages: Path | None) -> list[str]:
    """Passages that decide nothing, to stand between what drawn papers decide."""
    if passages is None:
        return []
    told = [json.loads(line)["passage"] for line in passages.read_text("utf-8").splitlines()]
    return [
        " ".join(text.split())[:500]
        for text in told
        if "resolved" not in text.lower() and "agreed" not in text.lower()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the model of lines' roles.")
    parser.add_argument("--papers", type=Path, nargs="+", required=True)
    parser.add_argument("--passages", type=Path)
    parser.add_argument("--out", type=Path, default=ROLES)
    parser.add_argument("--leave-out", nargs="*", default=[])
    parser.add_argument("--drawn", type=int, default=_DRAWN)
    parser.add_argument("--from-nothing", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    given = parser.parse_args()
    papers = gather(given.papers, given.passages, given.drawn)
    known = None if given.from_nothing else load_chains()
    train(papers, given.out, given.leave_out, known, given.only)


if __name__ == "__main__":
    main()
