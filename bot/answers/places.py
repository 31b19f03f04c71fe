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

__all__ = ["Place", "with_places", "without_repeats"]

Place = tuple[str, PdfPage, PrintedPage | None]


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
