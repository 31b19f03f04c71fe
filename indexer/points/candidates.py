"""The sentences and records that a point may be made of, and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.council.packs import BlockKind, Page, PageKind, PdfPage
from indexer.evidence.passages import Passage

__all__ = ["PointCandidate", "candidates"]

OPENER_WORDS = 40
"""Of a line that ends in a colon and is said with each list item under it."""

MIN_WORDS, MAX_WORDS = 4, 75


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCandidate:
    """One sentence or record.

    Attributes:
        text: as people read it; `quote` as it stands on the page.
        opener: for a list item, the line above that opens the list ("The Committee agreed:").
        heading: the last heading above it.
        torn: what follows on its page goes on in small letters, so it may be half a sentence.
    """

    text: str
    quote: str
    kind: BlockKind
    page: Page
    opener: str = ""
    heading: str = ""
    torn: bool = False

    @property
    def said(self) -> str:
        """The text with what opens its list."""
        return f"{self.opener} {self.text}".strip()


def candidates(
    passages: Sequence[Passage], pages: Sequence[Page], first: PdfPage, last: PdfPage
) -> list[PointCandidate]:
    """Those of a range of pages, in reading order."""
    by_number = {page.pdf_page: page for page in pages}
    found = [
        one
        for passage in passages
        if first <= passage.pdf_page <= last and passage.pdf_page in by_number
        for one in _of_passage(passage, by_number[passage.pdf_page])
    ]
    return [one for one in _opened(found) if _may_be_said(one)]


def _of_passage(passage: Passage, page: Page) -> Iterator[PointCandidate]:
    heading = passage.context.split(" > ")[-1]
    for unit, after in zip(passage.units, (*passage.units[1:], None), strict=True):
        if unit.kind is BlockKind.HEADING:
            heading = unit.text
            continue
        torn = after is not None and after.kind is unit.kind and after.text[:1].islower()
        yield PointCandidate(
            text=unit.text,
            quote=unit.quote,
            kind=unit.kind,
            page=page,
            heading=heading,
            torn=torn and not unit.text.rstrip().endswith((".", ";")),
        )


def _opened(found: Sequence[PointCandidate]) -> Iterator[PointCandidate]:
    """Each list item with the line that opens its list."""
    opener = ""
    for one in found:
        is_listed = one.kind is BlockKind.LIST_ITEM
        if one.text.rstrip().endswith(":") and len(one.text.split()) < OPENER_WORDS:
            opener = one.text
        elif is_listed and opener:
            yield replace(one, opener=opener)
            continue
        elif not is_listed:
            opener = ""
        yield one


def _may_be_said(one: PointCandidate) -> bool:
    text = one.text.rstrip()
    words = text.split()
    return (
        MIN_WORDS <= len(words) <= MAX_WORDS
        and not text.endswith((":", "?", ","))
        # A row's words stand apart on its page, so no digest could quote them.
        and one.kind is not BlockKind.ROW
        and one.page.kind not in (PageKind.FRONT, PageKind.BLANK)
        and any(len(word) > 2 and word.isalpha() for word in words)
    )
