"""One report at several places: the same words inside the pack and as a file of their own.

A citation names one place; the others stand beside it, each checked like the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.answers.answer import Citation, Claim
from bot.answers.check import standing
from indexer.council.packs import PdfPage, PrintedPage
from indexer.index import PassageRow

__all__ = ["Place", "copies_by_page", "with_places", "without_repeats"]

Place = tuple[str, PdfPage, PrintedPage | None]


def copies_by_page(
    pairs: Sequence[tuple[PassageRow, Sequence[PassageRow]]],
) -> dict[tuple[str, int], tuple[PassageRow, ...]]:
    """By (document, PDF page), passages elsewhere that say what a passage there says."""
    found: dict[tuple[str, int], dict[tuple[str, int], PassageRow]] = {}
    for passage, copies in pairs:
        group = [passage, *copies]
        for one in group if copies else ():
            others = found.setdefault((one.document, one.pdf_page), {})
            for other in group:
                if (other.document, other.pdf_page) != (one.document, one.pdf_page):
                    others.setdefault((other.document, other.pdf_page), other)
    return {place: tuple(others.values()) for place, others in found.items()}


def with_places(
    claim: Claim,
    copies: Mapping[tuple[str, int], Sequence[PassageRow]],
    page_text: Mapping[tuple[str, int], str],
) -> Claim:
    """The claim, each citation with the other places at which its quote stands too."""
    citations = []
    for cited in claim.citations:
        more = [
            _place(one)
            for one in copies.get((cited.document, cited.pdf_page), ())
            if standing(cited.quote, page_text.get((one.document, one.pdf_page), ""))
        ]
        citations.append(_also(cited, more))
    return replace(claim, citations=tuple(citations))


def _also(citation: Citation, more: Iterable[Place]) -> Citation:
    return replace(citation, also=tuple(dict.fromkeys((*citation.also, *more))))


def _place(one: Citation | PassageRow) -> Place:
    return one.document, one.pdf_page, one.printed_page


def without_repeats(claims: Sequence[Claim]) -> list[Claim]:
    """Claims of the same words joined into the first, the later's places beside its own."""
    kept: dict[str, Claim] = {}
    for claim in claims:
        known = kept.get(claim.text)
        if known is None:
            kept[claim.text] = claim
            continue
        first, *rest = known.citations
        own = {_place(one)[:2] for one in known.citations}
        more = [_place(one) for one in claim.citations if _place(one)[:2] not in own]
        kept[claim.text] = replace(known, citations=(_also(first, more), *rest))
    return list(kept.values())
