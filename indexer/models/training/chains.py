"""Learn the chains of `indexer.models.tagger` from labelled papers (with CRFsuite).

Needs ``python-crfsuite`` and ``scikit-learn`` (``requirements-train.txt``).
"""

from __future__ import annotations

import tempfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from indexer.models.tagger import Chain
from indexer.models.training.roles import Labelled

__all__ = ["learn"]

_QUICK = frozenset(("words",))
"""Chains over very many pieces, learned by an averaged perceptron: a third of the time."""

_RATES = {
    "structure": (0.05, 0.02),
    "words": (0.05, 0.02),
    "agreed": (0.05, 0.05),
    "actions": (0.05, 0.05),
}
"""How strongly each chain's weights are held down: (to none at all, to small ones)."""


def learn(papers: Sequence[Labelled], passes: int = 50) -> dict[str, Chain]:
    """The four chains and the kinds of papers."""
    chains = {name: _chain(name, papers, passes) for name in _RATES}
    chains["kind"] = _kinds(papers)
    return chains


def _chain(name: str, papers: Sequence[Labelled], passes: int) -> Chain:
    first, second = _RATES[name]
    trainer = pycrfsuite.Trainer(verbose=False)
    if name in _QUICK:
        trainer.select("ap", "crf1d")
        trainer.set_params({"max_iterations": 12, "feature.minfreq": 3})
    else:
        trainer.select("lbfgs", "crf1d")
        trainer.set_params(
            {"c1": first, "c2": second, "max_iterations": passes, "feature.minfreq": 3}
        )
    labels: Counter[str] = Counter()
    for paper in papers:
        for features, found in paper.chains.get(name, ()):
            if features:
                trainer.append(features, found)
                labels.update(found)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        told = tagger.info()
        tagger.close()
    names = sorted(labels)
    column = {label: at for at, label in enumerate(names)}
    turns = np.full((len(names), len(names)), -6.0, np.float32)
    for (before, after), weight in told.transitions.items():
        turns[column[before], column[after]] = weight
    weights: dict[str, np.ndarray] = {}
    for (feature, label), weight in told.state_features.items():
        weights.setdefault(feature, np.zeros(len(names), np.float32))[column[label]] = weight
    return _as_chain(names, turns, weights)


def _kinds(papers: Sequence[Labelled]) -> Chain:
    found = DictVectorizer()
    seen = found.fit_transform(
        [dict.fromkeys((*paper.kind_features, "any-paper"), 1.0) for paper in papers]
    )
    # Balanced: of short papers most are minutes, and a short agenda is still an agenda.
    model = LogisticRegression(C=3.0, max_iter=2000, class_weight="balanced")
    model.fit(seen, [paper.kind for paper in papers])
    names = [str(label) for label in model.classes_]
    coefficients = model.coef_
    weights = {
        feature: coefficients[:, at].astype(np.float32)
        for feature, at in found.vocabulary_.items()
        if np.abs(coefficients[:, at]).max() > 1e-3
    }
    weights["any-paper"] = weights.get("any-paper", 0) + model.intercept_.astype(np.float32)
    return _as_chain(names, np.zeros((len(names), len(names)), np.float32), weights)


def _as_chain(names: Sequence[str], turns: np.ndarray, weights: Mapping[str, np.ndarray]) -> Chain:
    rows: dict[int, int] = {}
    held: list[np.ndarray] = []
    for feature, values in weights.items():
        key = zlib.crc32(feature.encode())
        if key in rows:
            held[rows[key]] = held[rows[key]] + values
        else:
            rows[key] = len(held)
            held.append(values)
    return Chain(
        labels=tuple(names), transitions=turns, weights=np.array(held, np.float32), rows=rows
    )
