"""Learn the ranker of points (`indexer.points`), to plain numbers.

    python -m indexer.models.training.points --truth truth.jsonl --packs FOLDER \\
        --pairs pairs.jsonl --out weights.json [--without BODY …] [--only BODY …]

Learned from: items and papers with the sentences that a clerk chose and those that no
digest should say (`--truth`); sentences of our own, by subject (``own-points.jsonl``); and
sentences of other councils' passages (`--pairs`) that were judged by hand, by passage and
sentence number (``judged-points.json``: 2 tell first, 1 perhaps, -1 never; all others: no).

The objective is a softmax over an item's candidates: what the clerk chose is to win among
its own neighbours, so that the subject of the paper says nothing. A body is known by a
part of its documents' names.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack, vstack

from indexer.council.packs import BlockKind, Page, PdfPage
from indexer.evidence.passages import sentences
from indexer.points.candidates import PointCandidate, candidates
from indexer.points.features import shape, words
from indexer.prepared import Prepared, prepare

__all__ = ["Group", "fit", "main"]

HERE = Path(__file__).parent
Array = NDArray[np.floating]

ORDER = (1.0, 0.9, 0.8, 0.7)
"""What the clerk's first, second … count."""

NEVER = -1
GAINS = (0.0, 0.2, 0.5)
"""What a mark of 0, 1 and 2 counts against a sentence that a clerk chose."""

STRENGTH = {"shape": 30.0, "words": 0.6}
"""Of L2: how strongly each kind of weight is held near zero."""

SPREAD = 10
"""A word must stand in so many sentences."""


@dataclass(kw_only=True)
class Group:
    """Candidates among which some are to win.

    Attributes:
        gains: what each counts; never: those that must not be said.
        real: from a paper, so that place and headings mean something.
    """

    name: str
    found: list[PointCandidate]
    gains: Array
    never: NDArray[np.bool_]
    day: dt.date | None = None
    real: bool = True
    places: list[int] = field(default_factory=list)
    count: int = 0


# --- what is learned from --------------------------------------------------------------


def clerks(
    truth: Path, read: Callable[[str], Prepared], same: Callable[[str, int, Any], bool]
) -> Iterable[Group]:
    """A group for each line of the truth."""
    for line in map(json.loads, truth.read_text("utf-8").splitlines()):
        prepared = read(line["document"])
        pack = prepared.pack
        first, last = line["pages"]
        found = candidates(prepared.passages, pack.pages, PdfPage(first), PdfPage(last))
        gains = np.zeros(len(found), dtype=np.float32)
        for number, point in enumerate(line["points"]):
            hits = [
                place
                for place, one in enumerate(found)
                if any(
                    same(one.quote, one.page.pdf_page, said)
                    for said in [point, *(point.get("also") or [])]
                )
            ]
            for place in hits:
                gains[place] += ORDER[min(number, 3)] / len(hits)
        never = np.array(
            [
                any(same(one.quote, one.page.pdf_page, said) for said in line["never"])
                for one in found
            ],
            dtype=bool,
        )
        yield Group(
            name=line["document"] + f"/{line.get('item') or ''}",
            found=found,
            gains=gains,
            never=never,
            day=pack.meeting.date,
            places=list(range(len(found))),
            count=len(found),
        )


def _sentence(text: str) -> PointCandidate:
    return PointCandidate(
        text=text, quote=text, kind=BlockKind.PARAGRAPH, page=Page(pdf_page=PdfPage(1))
    )


def _judged(name: str, said: Sequence[tuple[str, int]]) -> Group:
    """Sentences without their papers, each with its mark."""
    marks = np.array([mark for _, mark in said])
    return Group(
        name=name,
        found=[_sentence(text) for text, _ in said],
        gains=np.choose(marks + 1, [0.0, *GAINS]),
        never=marks == NEVER,
        real=False,
        places=[len(said) // 2] * len(said),
        count=len(said),
        day=dt.date(2025, 2, 1),
    )


def our_own(path: Path = HERE / "own-points.jsonl") -> list[Group]:
    """Our own sentences, by subject, and in four larger groups across subjects."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    said = [
        (
            line["about"],
            [*((one, 2) for one in line["first"]), *((one, 0) for one in line["other"])],
        )
        for line in lines
    ]
    across = [("all", [one for _, group in said[start::4] for one in group]) for start in range(4)]
    return [_judged(*one) for one in (*said, *across)]


def judged(pairs: Path, path: Path = HERE / "judged-points.json") -> list[Group]:
    """Sentences of other councils' passages, a group for each document."""
    marks = json.loads(path.read_text("utf-8"))
    said: dict[str, list[tuple[str, int]]] = {}
    for line in map(json.loads, pairs.read_text("utf-8").splitlines()):
        if line["id"] not in marks:
            continue
        # A passage begins where it was cut, so its first sentence is half a one.
        said.setdefault(line["document"], []).extend(
            (text, marks[line["id"]].get(str(number), 0))
            for number, text in enumerate(sentences(line["passage"]))
            if number and len(text.split()) >= 5
        )
    return [_judged(name, own) for name, own in said.items() if own]


# --- learning --------------------------------------------------------------------------


def fit(groups: Sequence[Group]) -> dict[str, Any]:
    """Weights as `indexer.points.ranker.Ranker` takes them."""
    spoken = Counter(word for group in groups for one in group.found for word in words(one))
    vocabulary = sorted(word for word, count in spoken.items() if count >= SPREAD)
    shapes = [_shapes(group) for group in groups]
    names = list(shape(_sentence("A word."), 0, 1, day=None))
    real = np.vstack([one for one, group in zip(shapes, groups, strict=True) if group.real])
    middle, spread = real.mean(axis=0), real.std(axis=0) + 1e-3
    index = {word: place for place, word in enumerate(vocabulary)}
    rows = []
    for seen, group in zip(shapes, groups, strict=True):
        seen = (seen - middle) / spread
        rows.append(hstack([csr_matrix(seen), _words(group, index)]))
    strength = [STRENGTH["shape"]] * len(names) + [STRENGTH["words"]] * len(vocabulary)
    weights = _minimum(vstack(rows, format="csr"), groups, np.array(strength))
    of_words = _plain(vocabulary, weights[len(names) :])
    return {
        "shape": _plain(names, weights[: len(names)] / spread),
        "words": {word: value for word, value in of_words.items() if abs(value) >= 0.05},
    }


def _plain(names: Sequence[str], values: Array) -> dict[str, float]:
    return {name: round(float(one), 4) for name, one in zip(names, values, strict=True)}


def _shapes(group: Group) -> Array:
    return np.array(
        [
            list(shape(one, place, group.count, day=group.day).values())
            for one, place in zip(group.found, group.places, strict=True)
        ],
        dtype=np.float32,
    )


def _words(group: Group, index: dict[str, int]) -> csr_matrix:
    """Each word's share of a score, as `Ranker` weighs it."""
    known = [[index[word] for word in words(one) if word in index] for one in group.found]
    return csr_matrix(
        (
            [max(len(row), 4) ** -0.5 for row in known for _ in row],
            [word for row in known for word in row],
            np.cumsum([0, *map(len, known)]),
        ),
        shape=(len(known), len(index)),
    )


def _minimum(rows: csr_matrix, groups: Sequence[Group], strength: Array) -> Array:
    """The weights at the loss's minimum."""
    sizes = np.array([len(group.found) for group in groups])
    starts, of = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)
    gains = np.concatenate([group.gains for group in groups])
    never = np.concatenate([group.never for group in groups])
    wins = np.add.reduceat(gains, starts)
    even = np.log(sizes)[of]

    def loss(weights: Array) -> tuple[float, Array]:
        scores = rows @ weights
        scores -= np.maximum.reduceat(scores, starts)[of]
        scores -= np.log(np.add.reduceat(np.exp(scores), starts))[of]
        likely = np.exp(scores)
        # What must not be said is pushed below what a group's candidates score on average.
        above = (scores + even)[never]
        pull = np.zeros(len(scores))
        pull[never] = 0.5 / (1 + np.exp(-above))
        pulls = np.add.reduceat(pull, starts)
        value = 0.5 * strength @ weights**2 - gains @ scores + 0.5 * np.logaddexp(0, above).sum()
        slope = strength * weights + rows.T @ ((wins - pulls)[of] * likely - gains + pull)
        return value, slope

    return minimize(loss, np.zeros(len(strength)), jac=True, method="L-BFGS-B").x


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn the ranker of points.")
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--packs", type=Path, required=True, help="folder of the truth's PDFs")
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", action="append", default=[], help="part of a body's names")
    parser.add_argument("--only", action="append", default=[], help="learn from these bodies")
    given = parser.parse_args()
    sys.path.insert(0, str(given.truth.parent.parent))
    # The measure's own: which sentence is the clerk's.
    same = importlib.import_module("check_points").same

    files = {path.stem: path for path in given.packs.rglob("*.pdf")}
    read: dict[str, Prepared] = {}

    def reading(name: str) -> Prepared:
        if name not in read:
            read[name] = prepare(files[name])
        return read[name]

    groups = [
        group
        for group in clerks(given.truth, reading, same)
        if not any(body in group.name.lower() for body in given.without)
        and (not given.only or any(body in group.name.lower() for body in given.only))
    ]
    groups = [group for group in groups if group.found] + our_own() + judged(given.pairs)
    weights = fit(groups)
    given.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
