"""Learn the chains of `indexer.models.tagger` from labelled papers, going on from known ones.

What a chain knows already is where learning starts and what it is held to: the loss of its new
papers and the squared distance from the weights that it had are made least together (a
conditional random field with a Gaussian prior around known weights). So papers that taught it
once need not be there again. Needs ``scikit-learn`` (``requirements-train.txt``), for scipy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from indexer.models.tagger import Chain, numbered
from indexer.models.training.roles import Labelled

__all__ = ["HELD", "learn"]

HELD: Mapping[str, float] = {
    "structure": 0.3,
    "words": 0.3,
    "agreed": 0.3,
    "actions": 0.3,
    "kind": 60.0,
}
"""How strongly each chain is held to what it knows."""
_SEEN = 3
"""How often a feature that a chain does not know must be seen to be learned."""
_LEAST = 0.01
"""A new feature all of whose weights are less is left out."""
_NEW = 0.1
"""How strongly a chain that is learned from nothing is held to nought."""

_Floats = NDArray[np.float64]
_Sequences = Sequence[tuple[Sequence[Sequence[int]], Sequence[str]]]


def learn(
    papers: Sequence[Labelled],
    known: Mapping[str, Chain],
    passes: int = 25,
    only: Sequence[str] = tuple(HELD),
) -> dict[str, Chain]:
    """The chains as they are after these papers too.

    Args:
        known: the chains to go on from; one that is not there is learned from nothing.
        only: the chains to learn; the others stay as they are known.
        passes: of the search for the best weights, at most; four times as many from nothing.
    """
    found = dict(known)
    for name in only:
        if name == "kind":
            seen: _Sequences = [(numbered([paper.kind_features]), [paper.kind]) for paper in papers]
        else:
            seen = [
                (numbered(features), labels)
                for paper in papers
                for features, labels in paper.chains.get(name, ())
                if features
            ]
        if name in known:
            found[name] = _Learning(known[name], seen, HELD[name]).chain(passes)
        else:
            found[name] = _Learning(_blank(seen), seen, _NEW).chain(4 * passes)
    return found


def _blank(seen: _Sequences) -> Chain:
    """A chain that knows no more than the labels."""
    labels = sorted({label for _, told in seen for label in told})
    none = np.zeros((0, len(labels)), np.float32)
    turns = np.zeros((len(labels), len(labels)), np.float32)
    return Chain(labels=tuple(labels), transitions=turns, weights=none, rows={})


class _Learning:
    """One chain's papers, and what its loss is with given weights."""

    def __init__(self, known: Chain, seen: _Sequences, held: float) -> None:
        self.held = held
        self.known = known
        many = Counter(name for pieces, _ in seen for names in pieces for name in set(names))
        self.rows = dict(known.rows)
        for name, count in many.items():
            if count >= _SEEN and name not in self.rows:
                self.rows[name] = len(self.rows)
        self.shape = (len(self.rows), len(known.labels))
        start = np.zeros(self.shape)
        start[: len(known.weights)] = known.weights
        self.start = np.concatenate([start.ravel(), known.transitions.ravel()])
        column = {label: at for at, label in enumerate(known.labels)}
        # Longest first, so that those that are still going on at a step are the first rows.
        ordered = sorted(seen, key=lambda one: -len(one[0]))
        self.lengths = np.array([len(pieces) for pieces, _ in ordered])
        self.begins = np.concatenate([[0], np.cumsum(self.lengths)])[:-1]
        self.gold = np.array([column[label] for _, labels in ordered for label in labels])
        cells = [
            [self.rows[name] for name in set(names) if name in self.rows]
            for pieces, _ in ordered
            for names in pieces
        ]
        ends = np.concatenate([[0], np.cumsum([len(own) for own in cells])])
        inner = np.array([row for own in cells for row in own])
        self.features = csr_matrix(
            (np.ones(len(inner)), inner, ends), shape=(len(cells), len(self.rows))
        )
        self.turned = self.features.T.tocsr()

    def chain(self, passes: int) -> Chain:
        """The chain with the best weights."""
        best = minimize(
            self.loss, self.start, jac=True, method="L-BFGS-B", options={"maxiter": passes}
        ).x
        weights, transitions = self._parts(best)
        kept = {
            name: row
            for name, row in self.rows.items()
            if name in self.known.rows or np.abs(weights[row]).max() >= _LEAST
        }
        return Chain(
            labels=self.known.labels,
            transitions=transitions.astype(np.float32),
            weights=weights[list(kept.values())].astype(np.float32),
            rows={name: row for row, name in enumerate(kept)},
        )

    def loss(self, given: _Floats) -> tuple[float, _Floats]:
        """(the loss, its slope) of weights and transitions in one row."""
        weights, transitions = self._parts(given)
        scores = self.features @ weights
        forward, backward = np.zeros_like(scores), np.zeros_like(scores)
        turns = np.zeros_like(transitions)
        forward[self.begins] = scores[self.begins]
        for step in range(1, self.lengths[0]):
            here = self._going(step)
            ways = forward[here - 1][:, :, None] + transitions
            forward[here] = _total(ways, 1) + scores[here]
        for step in range(self.lengths[0] - 1, 0, -1):
            here = self._going(step)
            ways = transitions + (scores[here] + backward[here])[:, None, :]
            backward[here - 1] = _total(ways, 2)
        ends = self.begins + self.lengths - 1
        totals = _total(forward[ends], 1)
        each = np.repeat(totals, self.lengths)
        likely = np.exp(forward + backward - each[:, None])
        for step in range(1, self.lengths[0]):
            here = self._going(step)
            pairs = forward[here - 1][:, :, None] + transitions
            pairs += (scores[here] + backward[here])[:, None, :]
            turns += np.exp(pairs - each[here][:, None, None]).sum(axis=0)
        lines = np.arange(len(self.gold))
        follows = np.setdiff1d(lines, self.begins, assume_unique=True)
        told = scores[lines, self.gold].sum()
        told += transitions[self.gold[follows - 1], self.gold[follows]].sum()
        likely[lines, self.gold] -= 1
        np.subtract.at(turns, (self.gold[follows - 1], self.gold[follows]), 1)
        away = given - self.start
        slope = np.concatenate([(self.turned @ likely).ravel(), turns.ravel()])
        return (
            float(totals.sum() - told + self.held / 2 * away @ away),
            slope + self.held * away,
        )

    def _going(self, step: int) -> NDArray[np.int64]:
        """Where the pieces at a step of all papers that have so many stand."""
        return self.begins[self.lengths > step] + step

    def _parts(self, given: _Floats) -> tuple[_Floats, _Floats]:
        labels = self.shape[1]
        return given[: -labels * labels].reshape(self.shape), given[-labels * labels :].reshape(
            labels, labels
        )


def _total(scores: _Floats, axis: int) -> _Floats:
    """The logarithm of the sum of exponentials."""
    most = scores.max(axis=axis, keepdims=True)
    total: _Floats = np.log(np.exp(scores - most).sum(axis=axis)) + most.squeeze(axis)
    return total
