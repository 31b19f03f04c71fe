"""Points and asks, for each item of an agenda and for a paper that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from indexer.packs import DocumentKind, Item, Pack, PdfPage, Point
from indexer.passages import Passage
from indexer.points.asked import asked_of, recommended, requested
from indexer.points.candidates import Candidate, candidates
from indexer.points.ranker import Scores, load, similarities

if TYPE_CHECKING:
    from indexer.models.embed import Embeds

__all__ = ["add_points", "ranked"]

POINTS = 3
LOOKED_AT = 60
"""Candidates of an item whose vectors are looked at: those that rank first without."""

FIRST, FURTHER = 1.0, 2.0
"""Scores below which nothing is said, and nothing more. Of our own sentences by which the
ranker learned, those that matter score about 2 and the others below 1."""

ALIKE = 0.86
"""Cosine above which two sentences say the same."""


def add_points(pack: Pack, passages: Sequence[Passage], embeddings: Embeds | None = None) -> Pack:
    """The pack with points and asks.

    Args:
        passages: of the pack; exempt pages have none, so nothing is said of them.
        embeddings: what embeds; another model than the ranker learned with is not used.
    """
    items = tuple(
        replace(item, asked=asked_of(item), points=_item_points(pack, item, passages, embeddings))
        for item in pack.items
    )
    pack = replace(pack, items=items)
    if pack.kind is DocumentKind.PACK or not pack.pages:
        return pack
    # A paper by itself may have been read as one item; it is told as a whole.
    title = pack.title or (items[0].title if items else "")
    asked = tuple(one for item in items for one in item.asked) or recommended(
        pack.recommendations, title=title
    )
    if pack.kind is DocumentKind.MINUTES:
        asked = asked or requested(
            passages, {page.pdf_page: page.printed_page for page in pack.pages}
        )
    points = _points(
        pack, title, [one.text for one in asked], passages,
        (pack.pages[0].pdf_page, pack.pages[-1].pdf_page), embeddings,
    )
    return replace(pack, asked=asked, points=points)


def _item_points(
    pack: Pack, item: Item, passages: Sequence[Passage], embeddings: Embeds | None
) -> tuple[Point, ...]:
    if item.exempt or item.first_pdf_page is None:
        return ()
    wanted = [one.text for one in item.recommendations]
    span = (item.first_pdf_page, item.last_pdf_page or item.first_pdf_page)
    return _points(pack, item.title, wanted, passages, span, embeddings)


def _points(
    pack: Pack, title: str, asked: Sequence[str], passages: Sequence[Passage],
    span: tuple[PdfPage, PdfPage], embeddings: Embeds | None,
) -> tuple[Point, ...]:
    found = candidates(passages, pack.pages, *span)
    return tuple(
        Point(
            text=one.text, quote=one.quote,
            pdf_page=one.page.pdf_page, printed_page=one.page.printed_page,
        )
        for one in _chosen(ranked(pack, title, asked, found, embeddings), asked)
    )


Ranked = tuple[float, Candidate, Scores | None]


def ranked(
    pack: Pack, title: str, asked: Sequence[str], found: Sequence[Candidate],
    embeddings: Embeds | None,
) -> list[Ranked]:
    """(score, candidate, vector), best first."""
    plain, full, embedder = load()
    day, everywhere = pack.meeting.date, range(len(found))
    scores = plain.score(found, places=everywhere, count=len(found), day=day)
    order = [int(place) for place in np.argsort(-scores)][:LOOKED_AT]
    if embeddings is None or getattr(embeddings, "name", "") != embedder or not order:
        return [(float(scores[place]), found[place], None) for place in order]
    first = [found[place] for place in order]
    texts = [*(one.said for one in first), title, *asked[:8]]
    vectors = np.asarray(embeddings.embed_documents(texts), dtype=np.float32)
    own, named, wanted = np.split(vectors, [len(first), len(first) + 1])
    scores = full.score(
        first, places=order, count=len(found), day=day, vectors=own,
        alike=similarities(own, named[0], wanted),
    )
    return [
        (float(scores[place]), first[place], own[place])
        for place in (int(one) for one in np.argsort(-scores))
    ]


def _chosen(order: Sequence[Ranked], asked: Sequence[str] = ()) -> Iterator[Candidate]:
    """The first, and others that are good too and say something else. A recommendation may
    be among them; what else there is to say is not measured by it."""
    told: list[Ranked] = []
    wanted = [_words(text) for text in asked]
    others = 0
    for one in order:
        if len(told) == POINTS or one[0] < (FURTHER if others else FIRST):
            return
        if not any(_same(one, other) for other in told):
            told.append(one)
            others += not any(_alike(_words(one[1].text), words) for words in wanted)
            yield one[1]


def _same(one: Ranked, other: Ranked) -> bool:
    if one[2] is not None and other[2] is not None:
        return float(one[2] @ other[2]) > ALIKE
    return _alike(_words(one[1].text), _words(other[1].text))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9£]+", text.lower()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > 0.6 * min(len(one), len(other))
