"""Points and asks, for each item of an agenda and for a paper that is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.council.packs import DocumentKind, Item, Pack, PdfPage, Point
from indexer.evidence.passages import Passage
from indexer.points.asked import asked_of, recommended, requested
from indexer.points.candidates import PointCandidate, candidates, words_of
from indexer.points.ranker import load

__all__ = ["add_points"]

POINTS = 3

FIRST, FURTHER = 1.7, 2.2
"""The lowest scores of an item's first point and of a further one. A higher one for the further
lets through fewer points that no digest should give, but also less news: docs/benchmarks.md has
the curve."""


def add_points(pack: Pack, passages: Sequence[Passage]) -> Pack:
    """The pack with points and asks.

    Args:
        passages: of the pack; exempt pages have none, so nothing is said of them.
    """
    items = tuple(
        replace(item, asked=asked_of(item), points=_item_points(pack, item, passages))
        for item in pack.items
    )
    pack = replace(pack, items=items)
    if pack.kind is DocumentKind.PACK or not pack.pages:
        return pack
    # A paper by itself may have been read as one item; it is told as a whole.
    asked = tuple(one for item in items for one in item.asked) or recommended(pack.recommendations)
    if pack.kind is DocumentKind.MINUTES:
        asked = asked or requested(
            passages, {page.pdf_page: page.printed_page for page in pack.pages}
        )
    span = (pack.pages[0].pdf_page, pack.pages[-1].pdf_page)
    points = _points(pack, [one.text for one in asked], passages, span)
    return replace(pack, asked=asked, points=points)


def _item_points(pack: Pack, item: Item, passages: Sequence[Passage]) -> tuple[Point, ...]:
    if item.exempt or item.first_pdf_page is None:
        return ()
    wanted = [one.text for one in item.recommendations]
    span = (item.first_pdf_page, item.last_pdf_page or item.first_pdf_page)
    return _points(pack, wanted, passages, span)


def _points(
    pack: Pack, asked: Sequence[str], passages: Sequence[Passage], span: tuple[PdfPage, PdfPage]
) -> tuple[Point, ...]:
    found = candidates(passages, pack.pages, *span)
    scores = load().score(found, places=range(len(found)), count=len(found), day=pack.meeting.date)
    order = sorted(zip(scores, found, strict=True), key=lambda pair: -pair[0])
    return tuple(
        Point(
            text=one.text,
            quote=one.quote,
            pdf_page=one.page.pdf_page,
            printed_page=one.page.printed_page,
        )
        for one in _chosen(order, asked)
    )


def _chosen(
    order: Sequence[tuple[float, PointCandidate]], asked: Sequence[str]
) -> Iterator[PointCandidate]:
    """The first, and others that are good too and say something else. A recommendation may
    be among them; what else there is to say is not measured by it."""
    told: list[frozenset[str]] = []
    wanted = [words_of(text) for text in asked]
    others = 0
    for score, one in order:
        if len(told) == POINTS or score < (FURTHER if others else FIRST):
            return
        words = words_of(one.text)
        if not any(_alike(words, other) for other in told):
            told.append(words)
            others += not any(_alike(words, other) for other in wanted)
            yield one


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > 0.6 * min(len(one), len(other))
