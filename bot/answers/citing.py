"""Citations: a page as it is referred to."""

from __future__ import annotations

import datetime as dt

from bot.answers.answer import Citation
from bot.answers.scope import Scope
from indexer.council.dates import spoken_date
from indexer.council.packs import Page
from indexer.index import DocumentCard, PassageRow

__all__ = ["cite", "cite_page", "link", "paper_title", "people_title", "title_of"]

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
