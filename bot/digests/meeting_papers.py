"""A meeting's papers, as a digest is made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bot.answers.answer import Citation
from bot.answers.citing import link, paper_title
from indexer.council.bodies import committee_key, same_committee
from indexer.council.packs import DocumentKind, Pack, Page, PdfPage
from indexer.index import DocumentCard, Index

__all__ = [
    "Known",
    "Paper",
    "meeting_papers",
    "named_papers",
    "paper_from_index",
    "papers_before",
    "title_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document of a meeting, as far as scheduling goes.

    Attributes:
        kind: pack, or supplement for all that came after it.
        committee, date, time: of its meeting; where a council's site lists the meeting,
            as the site says.
        indexed_at: when it was published to councillors here, UTC.
        site: names the meeting that a site lists it for, as `CalendarEntry.site`; "": none does.
    """

    document: str
    sha256: str
    kind: str
    committee: str
    date: dt.date
    time: str | None
    indexed_at: dt.datetime
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document of a meeting: its structure and its pages' words.

    `available` is the day from which it can be known, None where nothing tells; `generation`
    is its reading's in the index, 0 outside it.
    """

    pack: Pack
    url: str | None = None
    available: dt.date | None = None
    generation: int = 0
    pages: dict[PdfPage, Page] = field(default_factory=dict)

    @property
    def document(self) -> str:
        return self.pack.document

    @property
    def version(self) -> tuple[str, str]:
        """Its name, and what tells this version of it from another."""
        return self.document, self.pack.sha256

    def cite(
        self, quote: str, pdf_page: PdfPage, *, item: str | None = None, earlier: bool = False
    ) -> Citation:
        """A citation of one of its pages, not yet checked."""
        page = self.pages.get(pdf_page)
        return Citation(
            document=self.document,
            title=title_of(self.pack),
            pdf_page=pdf_page,
            printed_page=page.printed_page if page else None,
            quote=quote,
            item=item or (page.item if page else None),
            url=link(self.url, pdf_page),
            meeting_date=self.pack.meeting.date,
            earlier=earlier,
            ocr=bool(page and page.ocr),
        )


def title_of(pack: Pack) -> str:
    """A document's name as people say it."""
    return paper_title(pack.kind.value, pack.meeting.date, pack.title or pack.document)


def paper_from_index(index: Index, card: DocumentCard) -> Paper:
    """A paper as the index keeps it.

    Raises:
        StorageError: the index cannot be used, or the document went away meanwhile.
    """
    pack = index.pack(card)
    pages = index.catalogue.all_pages(card.generation)
    return Paper(
        pack=pack,
        url=card.url,
        available=card.available_from,
        generation=card.generation,
        pages={page.pdf_page: page for page in pages},
    )


def meeting_papers(
    index: Index, *, committee: str | None, date: dt.date, as_of: dt.date | None = None
) -> tuple[Paper, ...]:
    """Every paper of one meeting, the main pack first, supplements as they came.

    Args:
        as_of: leave out what was not yet published on that day.

    Raises:
        StorageError: the index cannot be used.
    """

    def wanted(card: DocumentCard) -> bool:
        return (
            card.kind in ("pack", "supplement")
            and card.meeting_date == date
            and (committee is None or committee_key(card.body) == committee_key(committee))
        )

    return _read(index, wanted, as_of)


def named_papers(index: Index, documents: Collection[str]) -> tuple[Paper, ...]:
    """The papers of some names, in the same order: late reports by themselves too, but no
    minutes, which come after their meeting.

    Raises:
        StorageError: the index cannot be used.
    """

    def wanted(card: DocumentCard) -> bool:
        return card.kind != "minutes" and card.document in documents

    return _read(index, wanted, None)


def papers_before(index: Index, *, committee: str | None, date: dt.date) -> tuple[Paper, ...]:
    """The papers of a committee's last meeting before a day that has a pack; none: ().

    Raises:
        StorageError: the index cannot be used.
    """
    days = [
        card.meeting_date
        for card in index.documents()
        if card.kind == "pack"
        and card.meeting_date
        and card.meeting_date < date
        and same_committee(card.body, committee)
    ]
    return meeting_papers(index, committee=committee, date=max(days)) if days else ()


def _read(
    index: Index, wanted: Callable[[DocumentCard], bool], as_of: dt.date | None
) -> tuple[Paper, ...]:
    def read() -> tuple[Paper, ...]:
        return tuple(
            paper_from_index(index, card) for card in index.documents(as_of=as_of) if wanted(card)
        )

    return tuple(sorted(index.steady(read), key=_order))


def _order(paper: Paper) -> tuple[bool, bool, dt.date, int, str]:
    return (
        paper.pack.kind is not DocumentKind.PACK,
        paper.pack.kind is not DocumentKind.SUPPLEMENT,
        paper.pack.published or paper.available or dt.date.min,
        -len(paper.pages),
        paper.document,
    )
