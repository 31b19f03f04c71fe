"""What each line and word of a paper is for, as models learned it from other papers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.council.packs import PdfPage, RawPage
from indexer.models.tagger import Chain, load_chains, numbered
from indexer.reading.lines.cut import (
    Piece,
    Word,
    number_and_title,
    piece_features,
    pieces_of,
    seen_twice,
    word_features,
    words_of,
)
from indexer.reading.lines.looks import Look, body_size
from indexer.reading.lines.sentences import Sentence, sentence_features, sentences_of
from indexer.reading.page_text import ENDED, lines_of

__all__ = ["HEAD", "Deeds", "Roles", "body_of", "kind_features", "read_deeds", "read_roles"]

HEAD = 45
"""Pieces of a paper's head, whose words are labelled."""

_LEAN = {"structure": {"item": 1.0}, "agreed": {"agreed": 0.5}, "actions": {"action": -0.5}}
"""Learned from few bodies, the chains find too little of the next one's, but most actions name
who acts: on bodies that they never saw, this lets about as many be wrong as are missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """A paper's pieces with their learned labels, and the words of its head with theirs.

    Attributes:
        structure: "item", "item+" where it goes on, or "O" for each piece.
        words, word_labels: of the head.
        kinds: how likely each kind of paper is.
    """

    pieces: Sequence[Piece]
    structure: Sequence[str]
    words: Sequence[Word]
    word_labels: Sequence[str]
    kinds: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """The sentences of minutes: what each decides ("agreed", "agreed+") and asks for ("action",
    "action+"; "who" for a name in a column of its own), else "O"."""

    sentences: Sequence[Sentence]
    agreed: Sequence[str]
    actions: Sequence[str]


def read_roles(
    pages: Sequence[RawPage],
    looks: Mapping[PdfPage, Mapping[int, Look]],
    chains: Mapping[str, Chain] | None = None,
) -> Roles:
    """Label the lines of some pages, and the words of their head."""
    import numpy as np

    chains = chains or load_chains()
    pieces = pieces_of(pages, looks)
    features = piece_features(pieces, pages, body_of(pages, looks))
    known = numbered(features)
    structure = _numbered(pieces, chains["structure"].label(known, _LEAN["structure"]))
    words = words_of(pieces[:HEAD])
    word_labels = chains["words"].label(numbered(word_features(pieces, words, features)))
    kind = chains["kind"]
    scores = kind.scores(numbered([kind_features(pages, pieces, structure)]))[0]
    likely = np.exp(scores - scores.max())
    likely /= likely.sum()
    return Roles(
        pieces=pieces,
        structure=structure,
        words=words,
        word_labels=word_labels,
        kinds=dict(zip(kind.labels, map(float, likely), strict=True)),
    )


def _numbered(pieces: Sequence[Piece], structure: Sequence[str]) -> list[str]:
    """The items; where most are numbered, what bears no number above the first of them is the
    paper's head, and no sentence is one."""
    found = list(structure)
    items = [at for at, label in enumerate(found) if label == "item"]
    numbered = [at for at in items if number_and_title(pieces[at].text)[0]]
    if 2 * len(numbered) <= len(items):
        return found
    for at in set(items).difference(numbered):
        text = pieces[at].text
        if at < numbered[0] or ENDED.search(text) or len(text.split()) > _MOST_WORDS:
            found[at] = "O"
    for at, label in enumerate(found):
        if label == "item+" and (not at or found[at - 1] == "O"):
            found[at] = "O"
    return found


_MOST_WORDS = 20
"""Words of a heading."""


def read_deeds(
    pieces: Sequence[Piece],
    structure: Sequence[str],
    pages: Sequence[RawPage],
    looks: Mapping[PdfPage, Mapping[int, Look]],
    chains: Mapping[str, Chain] | None = None,
) -> Deeds:
    """Label the sentences of some pages; `pieces` may be fewer than stand on them."""
    chains = chains or load_chains()
    sentences = sentences_of(pieces, structure, pages)
    known = numbered(sentence_features(sentences, pages, body_of(pages, looks)))
    return Deeds(
        sentences=sentences,
        agreed=chains["agreed"].label(known, _LEAN["agreed"]),
        actions=chains["actions"].label(known, _LEAN["actions"]),
    )


def body_of(pages: Sequence[RawPage], looks: Mapping[PdfPage, Mapping[int, Look]]) -> float:
    """The size of running type."""
    found = []
    for page in pages:
        lines = page.text.split("\n")
        found += [(look, len(lines[at])) for at, look in looks.get(page.pdf_page, {}).items()]
    return body_size(found)


def kind_features(
    pages: Sequence[RawPage], pieces: Sequence[Piece], structure: Sequence[str]
) -> list[str]:
    """What tells a paper's kind: its first lines, its shape, what its lines were found to be."""
    found: set[str] = {"any-paper"}
    lines = [line for page in pages[:2] for line in lines_of(page.text) if line]
    for at, line in enumerate(lines[:40]):
        words = re.findall(r"[a-z]+", line.lower())
        near = "top" if at < 12 else "head"
        found.update(f"{near}={word}" for word in words)
        found.update(f"{near}={a} {b}" for a, b in itertools.pairwise(words))
        found.update(f"any={word}" for word in words)
        if words:
            found.add(f"opens={words[0]}")
    heads = seen_twice(pages)
    for line in heads:
        found.update(f"twice={word}" for word in re.findall(r"[a-z]+", line))
    wide = sum(page.width > 1.2 * page.height and page.rotation in (0, 180) for page in pages)
    if wide > 0.8 * len(pages):
        found.add("wide")
    if pages:
        words_a_page = sum(len(page.text.split()) for page in pages) / len(pages)
        found.add(f"words={min(6, int(words_a_page // 80))}")
        found.add(f"wide={wide > 0.8 * len(pages)}&words={words_a_page < 160}")
    found.add(f"pages={min(len(pages), 4) if len(pages) < 5 else 8 if len(pages) < 20 else 20}")
    found.add(f"items={min(structure.count('item'), 3)}")
    text = " ".join(piece.text.lower() for piece in pieces[:400])
    for name, pattern in _TELLS:
        found.add(f"{name}={min(3, len(re.findall(pattern, text)))}")
    return sorted(found)


_TELLS = (
    ("resolved", r"\b(?:resolved|it was (?:\w+ )?agreed|penderfynwyd|seconded)\b"),
    ("past", r"\b(?:reported|advised|thanked|noted|asked) (?:that|the)\b"),
    ("to", r"(?<![a-z] )\bto (?:receive|consider|approve|confirm|note)\b"),
    ("invited", r"\b(?:summoned|are invited|requested to attend|will be held)\b"),
    ("ask", r"\b(?:is|are) (?:asked|recommended|requested|invited) to\b|\brecommendations?\b"),
    ("held", r"\bheld (?:on|at|in)\b"),
)
