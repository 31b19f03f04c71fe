"""Linear chains over sparse features: what labels a paper's lines and words, in numpy alone.

A model's file (``weights/<name>/model.npz``) holds, for each of its chains, the labels, the
weight of each pair of neighbouring labels and the weights of the features that count, each
feature by the CRC-32 of its name.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.council.problems import ModelError

__all__ = ["ROLES", "Chain", "load_chains", "numbered", "save_chains"]

ROLES = Path(__file__).parent / "weights" / "line-roles-en" / "model.npz"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Chain:
    """One learned chain.

    Attributes:
        labels: names, in the order of the arrays' columns.
        transitions: (labels, labels), from the row's to the column's.
        weights: (features, labels).
        rows: a feature's CRC-32 to its row in `weights`.
    """

    labels: tuple[str, ...]
    transitions: Floats
    weights: Floats
    rows: Mapping[int, int]

    def scores(self, features: Sequence[Sequence[int]]) -> Floats:
        """(pieces, labels): the sum of each piece's features."""
        found = np.zeros((len(features), len(self.labels)), np.float32)
        rows = self.rows
        for at, names in enumerate(features):
            known = [rows[name] for name in names if name in rows]
            if known:
                found[at] = self.weights[known].sum(axis=0)
        return found

    def label(
        self, features: Sequence[Sequence[int]], lean: Mapping[str, float] = MappingProxyType({})
    ) -> list[str]:
        """The likeliest sequence of labels (Viterbi).

        Args:
            lean: what is added to a label's scores, where missing it is worse than a false one.
        """
        if not features:
            return []
        scores = self.scores(features)
        for label, more in lean.items():
            scores[:, self.labels.index(label)] += more
        best = scores[0]
        back = np.zeros((len(features), len(self.labels)), np.int64)
        for at in range(1, len(features)):
            ways = best[:, None] + self.transitions
            back[at] = ways.argmax(axis=0)
            best = ways.max(axis=0) + scores[at]
        path = [int(best.argmax())]
        for at in range(len(features) - 1, 0, -1):
            path.append(int(back[at][path[-1]]))
        return [self.labels[one] for one in reversed(path)]


def numbered(features: Sequence[Sequence[str]]) -> list[list[int]]:
    """Features by the CRC-32 of their names, as chains know them."""
    crc = zlib.crc32
    return [[crc(name.encode()) for name in names] for names in features]


def save_chains(path: Path, chains: Mapping[str, Chain]) -> None:
    """Write a model's file, weights as half-precision floats."""
    arrays: dict[str, Any] = {}
    for name, chain in chains.items():
        order = sorted(chain.rows)
        arrays[f"{name}.labels"] = np.array(chain.labels)
        arrays[f"{name}.transitions"] = chain.transitions.astype(np.float16)
        arrays[f"{name}.names"] = np.array(order, np.uint32)
        arrays[f"{name}.weights"] = chain.weights[[chain.rows[one] for one in order]].astype(
            np.float16
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


@lru_cache(maxsize=4)
def load_chains(path: Path = ROLES) -> Mapping[str, Chain]:
    """The chains of a model's file, by their names.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as held:
            names = sorted({name.partition(".")[0] for name in held.files})
            return {
                name: Chain(
                    labels=tuple(str(label) for label in held[f"{name}.labels"]),
                    transitions=held[f"{name}.transitions"].astype(np.float32),
                    weights=held[f"{name}.weights"].astype(np.float32),
                    rows={int(one): row for row, one in enumerate(held[f"{name}.names"])},
                )
                for name in names
            }
    except (OSError, ValueError, KeyError) as exc:
        raise ModelError(
            f"The model {path.parent.name} cannot be read: run make setup again."
        ) from exc
