"""What each line and word of a paper is, told by the paper's truth: labels to learn from.

Truth says what a paper holds, not where on its pages: its texts are sought in the pieces of
the pages that it names, and whatever they cover is labelled. Papers are whole documents (read
from a PDF) or drawn ones (`papers`), which have truth of the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.council.dates import dates_in
from indexer.council.packs import PdfPage, RawPage
from indexer.reading.lines.cut import (
    Piece,
    Word,
    piece_features,
    pieces_of,
    word_features,
    words_of,
)
from indexer.reading.lines.looks import Look
from indexer.reading.lines.sentences import Sentence, sentence_features, sentences_of
from indexer.reading.page_text import squash

__all__ = ["Labelled", "Paper", "label_paper"]

_NO_NAME = frozenset(("board", "committee", "council", "parishcouncil", "fullcouncil"))
"""Bodies whose names say too little to be learned from."""

Truth = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper to learn from: its pages, how its lines look, its truth; `body` is whose it is."""

    name: str
    body: str
    pages: Sequence[RawPage]
    looks: Mapping[PdfPage, Mapping[int, Look]]
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Features and labels of one paper, for each chain: [(features, labels), …]."""

    name: str
    body: str
    kind: str
    chains: Mapping[str, Sequence[tuple[list[list[str]], list[str]]]]
    kind_features: Sequence[str]


def label_paper(paper: Paper) -> Labelled:
    """Align a paper's truth with its lines and words."""
    from indexer.reading.lines.line_roles import HEAD, body_of, kind_features

    pieces = pieces_of(paper.pages, paper.looks)
    body = body_of(paper.pages, paper.looks)
    features = piece_features(pieces, paper.pages, body)
    place = _Places(pieces)
    truth = paper.truth
    structure = ["O"] * len(pieces)
    for item in truth.get("items") or []:
        _mark_item(structure, pieces, item)
    words = words_of(pieces[:HEAD])
    labels = _word_labels(pieces, words, truth)
    chains: dict[str, list[tuple[list[list[str]], list[str]]]] = {
        "words": [(word_features(pieces, words, features), labels)],
    }
    untold = set(truth.get("cut") or ())
    if "items" not in untold:
        chains["structure"] = [(features, structure)]
    if truth.get("kind") in ("minutes", "pack") or truth.get("agreed"):
        sentences = sentences_of(pieces, structure, paper.pages)
        known = sentence_features(sentences, paper.pages, body)
        deeds = {"agreed": "agreed", "actions": "action"}
        for name in deeds.keys() - untold:
            labels = _sentence_labels(
                sentences, place.texts(truth.get(name) or []), deeds[name], pieces
            )
            chains[name] = [(known, labels)]
        owners = {squash(action.get("who") or "") for action in truth.get("actions") or []} - {""}
        for _, labels in chains.get("actions", ()):
            for at, sentence in enumerate(sentences):
                text = sentence.piece.text
                if (
                    squash(text) in owners
                    and len(text) < 40
                    and structure[sentence.parts[0]] == "O"
                ):
                    labels[at] = "who"
    return Labelled(
        name=paper.name,
        body=paper.body,
        kind=truth["kind"],
        chains=chains,
        kind_features=kind_features(paper.pages, pieces, structure),
    )


class _Places:
    """Where in the pieces a text stands: their letters and digits in one run."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.starts: list[int] = []
        run: list[str] = []
        length = 0
        for piece in pieces:
            self.starts.append(length)
            text = squash(piece.text)
            run.append(text)
            length += len(text)
        self.run = "".join(run)
        self.at = {start: at for at, start in reversed(list(enumerate(self.starts)))}
        self.first: dict[int, int] = {}
        for at, piece in enumerate(pieces):
            self.first.setdefault(piece.pdf_page, self.starts[at])

    def texts(self, wanted: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
        """(first piece, piece after the last) of each text that is found, in order."""
        taken: set[int] = set()
        for one in wanted:
            text = str(one["text"])
            keys = [squash(text), squash(_unpointed(text))]
            begin = self.first.get(one.get("pdf_page") or 1, 0)
            for key, inside in ((keys[0], False), (keys[1], False), (keys[1], True)):
                found = self._find(key[:60], begin, taken, inside=inside)
                if found is not None:
                    taken.add(found)
                    yield found, self._end(found, len(key))
                    break

    def _find(self, key: str, begin: int, taken: set[int], *, inside: bool) -> int | None:
        """The piece that a text opens; `inside`: or that it begins within."""
        at = begin
        while key and (at := self.run.find(key, at)) >= 0:
            piece = self.at.get(at)
            if piece is None:  # a number before it in the same piece
                nearest = max((s for s in self.starts if s <= at), default=0)
                if inside or at - nearest <= 4:
                    piece = self.at.get(nearest)
            if piece is not None and piece not in taken:
                return piece
            at += 1
        return None

    def _end(self, first: int, length: int) -> int:
        end = self.starts[first] + length
        at = first + 1
        while at < len(self.pieces) and self.starts[at] < end:
            at += 1
        return at


def _unpointed(text: str) -> str:
    return re.sub(r"^[\s(]*(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]\s+", "", text, flags=re.I)


def _sentence_labels(
    sentences: Sequence[Sentence],
    spans: Iterable[tuple[int, int]],
    role: str,
    pieces: Sequence[Piece],
) -> list[str]:
    """The label of each sentence in which a text begins, or that it goes on in."""
    of = {part: at for at, sentence in enumerate(sentences) for part in sentence.parts}
    labels = ["O"] * len(sentences)
    for first, end in spans:
        labels[of[first]] = role
        for part in range(first + 1, end):
            if labels[of[part]] == "O" and not pieces[part].apart:
                labels[of[part]] = f"{role}+"
    return labels


def _mark_item(labels: list[str], pieces: Sequence[Piece], item: Mapping[str, Any]) -> None:
    title = squash(item.get("title") or "")
    number = squash(item.get("number") or "")
    page = item.get("first_pdf_page") or 1
    for at, piece in enumerate(pieces):
        if piece.pdf_page != page or labels[at] != "O":
            continue
        text = squash(piece.text)
        tail = "".join(squash(one.text) for one in pieces[at : at + 8])
        key = title[:40]
        lead = next(
            (one for one in (number, f"item{number}", "") if tail.startswith(one + key)), None
        )
        if not key or lead is None:
            continue
        if not lead and number and at and squash(pieces[at - 1].text) in (number, f"item{number}"):
            labels[at - 1] = "item"
            labels[at] = "item+"
        else:
            labels[at] = "item"
        left = len(title) + len(lead) - len(text)
        after = at + 1
        while left > 0 and after < len(pieces):
            labels[after] = "item+"
            left -= len(squash(pieces[after].text))
            after += 1
        return


def _word_labels(pieces: Sequence[Piece], words: Sequence[Word], truth: Truth) -> list[str]:
    labels = ["O"] * len(words)
    plain = [squash(word.text) for word in words]
    dates = truth.get("date")
    if truth.get("title"):
        _mark_words(labels, plain, [truth["title"]], "title", limit=1)
    for role in ("committee", "council"):
        value = truth.get(role)
        if value and squash(value) not in _NO_NAME:
            _mark_words(
                labels,
                plain,
                [value, value[4:] if value.lower().startswith("the ") else value],
                role,
                limit=3,
                over=role == "council",
            )
    # Nothing uses who they are, but a "Chief Executive" that is known for one is no committee.
    for name in truth.get("officers") or []:
        _mark_words(labels, plain, [re.sub(r"\(.*?\)|,.*", "", name)], "officer", limit=1)
    if dates:
        _mark_dates(labels, pieces, words, str(dates))
    return labels


def _mark_words(
    labels: list[str],
    plain: Sequence[str],
    values: Sequence[str],
    role: str,
    *,
    limit: int,
    over: bool = False,
) -> None:
    """Label up to `limit` places where one of the values stands."""
    done = 0
    for value in values:
        key = squash(value)
        if not key:
            continue
        for start in range(len(plain)):
            if done >= limit:
                return
            if not plain[start] or not key.startswith(plain[start]):
                continue
            run, at = "", start
            while at < len(plain) and len(run) < len(key):
                run += plain[at]
                at += 1
            free = all(
                label == "O" or (over and label in ("title", "title+", "committee", "committee+"))
                for label in labels[start:at]
            )
            if run == key and free:
                labels[start] = role
                labels[start + 1 : at] = [f"{role}+"] * (at - start - 1)
                done += 1
        if done:
            return


def _mark_dates(
    labels: list[str], pieces: Sequence[Piece], words: Sequence[Word], date: str
) -> None:
    by_piece: dict[int, list[int]] = {}
    for at, word in enumerate(words):
        by_piece.setdefault(word.piece, []).append(at)
    for piece, members in by_piece.items():
        text = pieces[piece].text
        for start in range(len(members)):
            for end in range(min(len(members), start + 7), start + 1, -1):
                part = text[words[members[start]].start : words[members[end - 1]].end]
                if [str(one) for one in dates_in(part)] == [date] and not dates_in(
                    text[words[members[start]].start : words[members[end - 1]].start]
                ):
                    first = start
                    while first + 1 < end and dates_in(
                        text[words[members[first + 1]].start : words[members[end - 1]].end]
                    ):
                        first += 1
                    for at in members[first:end]:
                        labels[at] = "date" if at == members[first] else "date+"
                    break
            else:
                continue
            break
