"""A paper's sentences: its pieces, joined again over line ends.

A sentence ends at its own mark, before a point or a heading, and where a line stops so short
that the next word would have stood on it. What stands in a column apart, or is a running head,
is a sentence by itself, and the one that it interrupts goes on below it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.council.packs import PdfPage, RawPage
from indexer.reading.lines.cut import ABBREVIATED, WORD, Piece, bare, piece_features
from indexer.reading.minutes.deciding import POINT
from indexer.reading.page_text import ENDED, join_lines, lines_of

__all__ = ["Sentence", "sentence_features", "sentences_of"]

_FULL = 0.8
"""Of the page's widest line, what a line with the next word must reach to go on in it."""
_RIGHT = 0.72
"""Of a page's width, where a column begins that stands apart."""
_TOP = 2
"""Lines at a page's top that may be its running head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Pieces that are one sentence.

    Attributes:
        piece: as the first of them, with the text of all.
        parts: their indexes.
        tops: (page, top edge in points) of each whose place is known.
    """

    piece: Piece
    parts: tuple[int, ...]
    tops: tuple[tuple[PdfPage, float], ...]


def sentences_of(
    pieces: Sequence[Piece], structure: Sequence[str], pages: Sequence[RawPage]
) -> list[Sentence]:
    """Every sentence, in the order of their beginnings.

    Args:
        structure: the pieces' labels: a heading is no part of a sentence.
    """
    widths = {page.pdf_page: page.width for page in pages}
    lengths: dict[tuple[PdfPage, int], int] = defaultdict(int)
    for piece in pieces:
        if not piece.apart:
            lengths[piece.pdf_page, piece.line] += len(piece.text) + 1
    widest: dict[PdfPage, int] = defaultdict(int)
    for (page, _), length in lengths.items():
        widest[page] = max(widest[page], length)
    heads = Counter(
        bare(line)
        for page in pages
        for line in [line for line in lines_of(page.text) if line][:_TOP]
    )
    groups: list[list[int]] = []
    last: list[int] | None = None
    for at, piece in enumerate(pieces):
        look = piece.look
        before = pieces[last[-1]] if last else None
        aside = look and piece.first and look.left > _RIGHT * widths[piece.pdf_page]
        if piece.apart or aside or (structure[at] == "O" and _heads(piece, before, heads)):
            groups.append([at])
            continue
        if last and before and not _parted(structure[last[-1]], structure[at]):
            room = lengths[before.pdf_page, before.line] + len(piece.text.split()[0])
            full = room > _FULL * widest[before.pdf_page]
            titled = structure[at] == "item+" and structure[last[-1]] != "O"
            if titled or _goes_on(before, piece, full=full):
                last.append(at)
                continue
        last = [at]
        groups.append(last)
    return [_sentence(own, pieces) for own in groups]


_DECIDED = frozenset(
    (
        "agreed agree resolved resolve approved approve adopted adopt accepted accept ratified ratify "
        "confirmed elected re-elected appointed reappointed co-opted coopted carried decided "
        "determined granted authorised authorized endorsed passed recommended recommend deferred "
        "refused rejected supported sanctioned penderfynwyd cytunwyd"
    ).split()
)
"""Verbs with which a body decides: seldom the same in two bodies' minutes."""
_MOVED = frozenset("proposed seconded moved proposing prop proposal 2nd".split())


def sentence_features(
    sentences: Sequence[Sentence], pages: Sequence[RawPage], body: float
) -> list[list[str]]:
    """What is seen of each sentence and its neighbours.

    Besides its words, what kinds of words follow each other in it, so that what one body
    "approved" and another "adopted", and whoever proposed it, look alike.

    Args:
        body: the size of running type.
    """
    pieces = [sentence.piece for sentence in sentences]
    found = piece_features(pieces, pages, body)
    for features, piece in zip(found, pieces, strict=True):
        kinds = [_kind(word, at) for at, word in enumerate(WORD.findall(piece.text))]
        features += sorted({f"kind={kind}" for kind in kinds if kind.isupper()})
        features += sorted({f"kinds={one} {two}" for one, two in pairwise(kinds)})
        threes = zip(kinds, kinds[1:], kinds[2:], strict=False)
        features += sorted(
            {f"kinds={' '.join(three)}" for three in threes if {"DECIDED", "MOVED"} & {*three}}
        )
    return found


def _kind(word: str, at: int) -> str:
    """A word as its kind, where it is one of many that mean the same here, else itself."""
    low = word.lower()
    if low in _DECIDED:
        return "DECIDED"
    if low in _MOVED:
        return "MOVED"
    if word[0].isdigit():
        return "9"
    if word.isupper() and len(word) <= 3 and low not in "ia":
        return "XX"
    return "Xx" if at and word.istitle() else low


def _heads(piece: Piece, before: Piece | None, heads: Mapping[str, int]) -> bool:
    """It heads its page as it does another, or is a paragraph's number by itself."""
    if before is None or piece.pdf_page == before.pdf_page or piece.text[:1].islower():
        return False
    point = POINT.match(f"{piece.text} …")
    return heads.get(bare(piece.text), 0) > 1 or (
        point is not None and point.end() > len(piece.text)
    )


def _parted(before: str, here: str) -> bool:
    """A heading begins or ends between them."""
    return here == "item" or (here != "item+" and before.startswith("item"))


def _goes_on(before: Piece, here: Piece, *, full: bool) -> bool:
    text = before.text
    ended = ENDED.search(text)
    if ended and not (text.endswith(".") and ABBREVIATED.search(text[:-1])):
        return False
    if not here.first or POINT.match(here.text):
        return False
    overleaf = here.pdf_page != before.pdf_page
    if here.text[:1].islower() or (overleaf and here.text[:1].isdigit()):
        return True
    rises = here.look and before.look and here.look.top < before.look.top
    return full and (overleaf or not (here.gap or rises))


def _sentence(own: Sequence[int], pieces: Sequence[Piece]) -> Sentence:
    parts = [pieces[at] for at in own]
    text = join_lines(part.text for part in parts)
    return Sentence(
        piece=replace(parts[0], text=text) if len(parts) > 1 else parts[0],
        parts=tuple(own),
        tops=tuple((part.pdf_page, part.look.top) for part in parts if part.look),
    )
