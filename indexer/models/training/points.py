"""Learn the ranker of points (`indexer.points`), to plain numbers.

    python -m indexer.models.training.points --truth truth.jsonl --packs FOLDER \\
        --pairs pairs.jsonl --out weights.json [--without BODY …] [--only BODY …]

Learned from: items and papers with the sentences that a clerk chose and those that no
digest should say (`--truth`); sentences of our own, by subject (``own-points.jsonl``); and
sentences of other councils' passages (`--pairs`) that were judged by hand, by passage and
sentence number (``judged-points.json``: 2 tell first, 1 perhaps; all others: no).

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

OURS = 0.5
"""What a sentence of our own, or judged by hand, counts against one that a clerk chose."""

STRENGTH = {"shape": 30.0, "words": 10.0}
"""Of L2: how strongly each kind of weight is held near zero."""

SPREAD, SCALE = 14, 2.0
"""A word must stand in so many groups, or in five and four of our own."""


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


def _judged(name: str, said: Sequence[tuple[str, float]]) -> Group:
    return Group(
        name=name,
        found=[_sentence(text) for text, _ in said],
        gains=np.array([OURS * gain for _, gain in said], dtype=np.float32),
        never=np.zeros(len(said), dtype=bool),
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
            [*((one, 1.0) for one in line["first"]), *((one, 0.0) for one in line["other"])],
        )
        for line in lines
    ]
    across = [("all", [one for _, group in said[start::4] for one in group]) for start in range(4)]
    return [_judged(*one) for one in (*said, *across)]


def judged(pairs: Path, path: Path = HERE / "judged-points.json") -> list[Group]:
    """Sentences of other councils' passages, a group for each document."""
    marks = json.loads(path.read_text("utf-8"))
    said: dict[str, list[tuple[str, float]]] = {}
    for line in map(json.loads, pairs.read_text("utf-8").splitlines()):
        if line["id"] not in marks:
            continue
        own = said.setdefault(
            "Minutes"
            if line["document"].startswith(("Minutes-", "Special-"))
            else line["document"],
            [],
        )
        # A passage begins where it was cut, so its first sentence is half a one.
        for number, text in enumerate(sentences(line["passage"])):
            if number and len(text.split()) >= 5:
                mark = marks[line["id"]].get(str(number), 0)
                own.append((text, {0: 0.0, 1: 0.4, 2: 1.0}[mark]))
    return [_judged(name, own) for name, own in said.items() if any(gain for _, gain in own)]


# --- learning --------------------------------------------------------------------------


def fit(groups: Sequence[Group]) -> dict[str, Any]:
    """Weights as `indexer.points.ranker.Ranker` takes them."""
    vocabulary = vocabulary_of(groups)
    shapes = [_shapes(group) for group in groups]
    names = list(shape(_sentence("A word."), 0, 1, day=None))
    real = np.vstack([one for one, group in zip(shapes, groups, strict=True) if group.real])
    middle, spread = real.mean(axis=0), real.std(axis=0) + 1e-3
    kinds = ["shape"] * len(names) + ["words"] * len(vocabulary)
    index = {word: place for place, word in enumerate(vocabulary)}
    rows = []
    for seen, group in zip(shapes, groups, strict=True):
        seen = (seen - middle) / spread
        if not group.real:
            for place, name in enumerate(names):
                if name in _OF_PLACE:
                    seen[:, place] = 0
        rows.append(np.hstack([seen, _words(group, index)]))
    weights = _minimum(rows, groups, np.array([STRENGTH[kind] for kind in kinds]))
    of = {kind: weights[[one == kind for one in kinds]] for kind in dict.fromkeys(kinds)}
    return {
        "shape": _plain(names, of["shape"] / spread),
        "words": {
            word: value
            for word, value in _plain(vocabulary, of["words"] * SCALE * 2).items()
            if abs(value) >= 0.02
        },
    }


_OF_PLACE = frozenset(
    (
        "place",
        "first five",
        "early",
        "last five",
        "row",
        "list item",
        "opened",
        "appendix",
        "minutes",
        "whole",
        "torn",
        "labelled",
    )
)


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


def _words(group: Group, index: dict[str, int]) -> Array:
    seen = np.zeros((len(group.found), len(index)), dtype=np.float32)
    for row, one in enumerate(group.found):
        known = [index[word] for word in words(one) if word in index]
        if known:
            # As `Ranker.score` does, whose root of at least four is two.
            seen[row, known] = 2 * SCALE / max(len(known), 4) ** 0.5
    return seen


def vocabulary_of(groups: Sequence[Group]) -> list[str]:
    """Words that stand in papers of many kinds, so that none of them is a subject."""
    spread: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    for group in groups:
        said = frozenset().union(*(words(one) for one in group.found)) if group.found else ()
        (ours if not group.real and len(group.found) < 20 else spread).update(said)
    return sorted(
        word
        for word, count in spread.items()
        if count >= SPREAD or (count >= 5 and ours[word] >= 4)
    )


def _minimum(rows: Sequence[Array], groups: Sequence[Group], strength: Array) -> Array:
    """The weights at the loss's minimum, by L-BFGS."""
    wanted = [group.gains for group in groups]

    def loss(weights: Array) -> tuple[float, Array]:
        value, slope = 0.5 * float(strength @ (weights * weights)), strength * weights
        for row, gains, group in zip(rows, wanted, groups, strict=True):
            scores = row @ weights
            scores = scores - scores.max()
            likely = np.exp(scores)
            whole = likely.sum()
            value -= float(gains @ (scores - np.log(whole)))
            likely = likely / whole
            slope = slope + row.T @ (gains.sum() * likely - gains)
            if group.never.any():
                above = scores[group.never] - np.log(whole / len(scores))
                pull = 0.5 / (1 + np.exp(-above))
                value += 0.5 * float(np.log1p(np.exp(above)).sum())
                slope = slope + row[group.never].T @ pull - pull.sum() * (row.T @ likely)
        return value, slope

    return _descend(loss, np.zeros(len(strength)))


def _descend(
    loss: Callable[[Array], tuple[float, Array]], at: Array, *, steps: int = 150, memory: int = 10
) -> Array:
    value, slope = loss(at)
    moves: list[tuple[Array, Array]] = []
    for _ in range(steps):
        way, used = slope.copy(), []
        for move, turn in reversed(moves):
            used.append((move @ way) / (turn @ move))
            way -= used[-1] * turn
        if moves:
            move, turn = moves[-1]
            way *= (move @ turn) / (turn @ turn)
        for (move, turn), share in zip(moves, reversed(used), strict=True):
            way += move * (share - (turn @ way) / (turn @ move))
        length = 1.0 if moves else 1.0 / float(np.linalg.norm(slope))
        while True:
            there = at - length * way
            new, after = loss(there)
            if new <= value - 1e-4 * length * float(slope @ way) or length < 1e-8:
                break
            length /= 2
        if (there - at) @ (after - slope) > 1e-10:
            moves = [*moves, (there - at, after - slope)][-memory:]
        done = value - new < 1e-6 * abs(value)
        at, value, slope = there, new, after
        if done:
            break
    return at


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
