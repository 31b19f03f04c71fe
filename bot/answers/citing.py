"""Citations: a page as it is referred to, and the other places that say the same.

One report may stand at several places, inside the pack and as a file of its own: a citation
names one; the others stand beside it, each checked like the first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.answers.answer import Citation, Claim
from bot.answers.check import standing
from bot.answers.scope import Scope
from indexer.council.dates import spoken_date
from indexer.council.packs import Page, PdfPage, PrintedPage
from indexer.index import DocumentCard, PassageRow

__all__ = [
    "cite",
    "cite_page",
    "link",
    "paper_title",
    "people_title",
    "title_of",
    "with_places",
    "without_repeats",
]

_Place = tuple[str, PdfPage, PrintedPage | None]

_KINDS = {"pack": "Agenda pack", "supplement": "Supplement", "minutes": "Minutes"}


def cite(passage: PassageRow, quote: str, scope: Scope) -> Citation:
    """A citation of a passage's page, not yet checked."""
    page = Page(
        pdf_page=passage.pdf_page,
        printed_page=passage.printed_page,
        item=passage.item,
        ocr=passage.ocr,
    )
    return cite_page(passage.document, page, quote, scope)


def cite_page(document: str, page: Page, quote: str, scope: Scope) -> Citation:
    """A citation of a page, not yet checked."""
    card = scope.card(document)
    by = scope.superseded.get(document, {}).get(page.pdf_page)
    return Citation(
        document=document,
        title=title_of(scope, document),
        pdf_page=page.pdf_page,
        printed_page=page.printed_page,
        quote=quote,
        item=page.item,
        url=link(card.url, page.pdf_page),
        meeting_date=card.meeting_date,
        earlier=bool(scope.next_date and card.meeting_date and card.meeting_date < scope.next_date),
        ocr=page.ocr,
        superseded_by=title_of(scope, by) if by else None,
    )


def title_of(scope: Scope, document: str) -> str:
    """A document's name as people say it."""
    return people_title(scope.card(document))


def people_title(card: DocumentCard) -> str:
    """A document's name as people say it."""
    return paper_title(card.kind, card.meeting_date, card.title)


def paper_title(kind: str, date: dt.date | None, title: str) -> str:
    """``Agenda pack, 27 January 2022``; a report's own title."""
    return f"{_KINDS[kind]}, {spoken_date(date)}" if kind in _KINDS and date else title


def link(url: str | None, pdf_page: int) -> str | None:
    """The published address at a page; a viewer wants the PDF page."""
    return f"{url.split('#')[0]}#page={pdf_page}" if url else None


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


def _also(citation: Citation, more: Iterable[_Place]) -> Citation:
    return replace(citation, also=tuple(dict.fromkeys((*citation.also, *more))))


def _place(one: Citation | PassageRow) -> _Place:
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
