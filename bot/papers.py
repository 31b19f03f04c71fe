"""The published papers, as every way in shows them: outlines, pages, pictures, drafts; over the
index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answers.answer import Claim
from bot.answers.citing import people_title
from bot.digests.meeting_papers import Paper, paper_from_index
from bot.digests.points import Points
from bot.people.access import Names, paper_names
from indexer.council.bodies import Bodies
from indexer.council.packs import Pack, PdfPage
from indexer.council.problems import DocumentError, PackhorseError
from indexer.evidence.passages import Unit
from indexer.index import DocumentCard, Index
from indexer.pdf import file_sha256
from indexer.pdf.pictures import page_picture, print_pages
from indexer.sources import SiteFacts
from indexer.sources.facts import CalendarEntry

__all__ = ["Card", "Papers"]

INDEXING_SECONDS = 1800.0
"""How long a dropped file waits for a sync that is indexing."""

CLICK_SECONDS = 120.0
"""How long a clerk's click does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A published document in one line.

    Attributes:
        document: its name in the index.
        title: as a person would name it ("Agenda pack, 27 January 2022").
        committee, date, time, venue: of its meeting, None where unknown.
        pages: how many.
        url: its published address, without ``#page=``, or None.
        superseded_by: the document that replaces it, or None.
        cancelled: its meeting does not take place.
    """

    document: str
    title: str
    committee: str | None = None
    date: dt.date | None = None
    time: str | None = None
    venue: str | None = None
    pages: int = 0
    url: str | None = None
    superseded_by: str | None = None
    cancelled: bool = False


class Papers:
    """The papers of an index, the published ones: drafts are not here.

    Args:
        today: papers that are published later are not known yet.
        facts: what councils' sites tell: of a meeting's day, time and venue theirs is the
            word that counts, and of whose it is where the paper does not say.
        bodies: the committees that are known, for what they are called.
        points: of items; None: those that were chosen at indexing.
    """

    def __init__(
        self,
        index: Index,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        facts: SiteFacts | None = None,
        bodies: Callable[[], Bodies] = Bodies,
        points: Points | None = None,
    ) -> None:
        self._index = index
        self._points = points or Points(index)
        self._today = today
        self._facts = facts
        self._bodies = bodies

    def names(self) -> Names:
        """Every published document with the bodies that it is of, those too that are not to
        be known before a later day."""
        at_sites = self._facts.bodies_of() if self._facts else {}
        return paper_names(self._index.documents(), at_sites)

    def cards(self) -> Sequence[Card]:
        """Every published document."""
        known = self._index.documents(as_of=self._today())
        replaced = self._index.superseded(known)
        places: dict[str, CalendarEntry] = {}
        for one in self._facts.listings() if self._facts else ():
            for document, _late in one.documents:
                places.setdefault(document, one)
        bodies = self._bodies()
        return [
            self._card(card, replaced.get(card.document, {}), places.get(card.document), bodies)
            for card in known
        ]

    def _card(
        self,
        card: DocumentCard,
        replaced: dict[PdfPage, str],
        place: CalendarEntry | None,
        bodies: Bodies,
    ) -> Card:
        name = place.committee if place and not card.committee else card.body
        meeting = self._index.pack(card).meeting
        # Only a document of which every page was replaced is itself superseded.
        by = set(replaced.values()) if len(replaced) >= card.page_count else set()
        return Card(
            document=card.document,
            title=people_title(card),
            committee=bodies.called(name, card.council) if name else None,
            date=place.date if place else card.meeting_date,
            time=place.time or meeting.time if place else meeting.time,
            venue=meeting.venue,
            pages=card.page_count,
            url=card.url,
            superseded_by=next(iter(sorted(by)), None),
            cancelled=bool(place and place.cancelled),
        )

    def pack(self, document: str) -> Pack | None:
        """A document understood, or None where there is none."""
        card = self._index.card(document)
        return self._index.whole_pack(card) if card else None

    def paper(self, document: str) -> Paper | None:
        """A published document with its pages' words, or None where there is none."""
        card = self._index.card(document)
        return paper_from_index(self._index, card) if card else None

    def points(self, document: str) -> Mapping[str, Sequence[Claim]]:
        """What a councillor should be told first of each item, by its number; of a paper
        without items under ""."""
        return self._points.of(document)

    def page_text(self, document: str, pdf_page: PdfPage) -> str | None:
        """The page's own words, or None where there is no such page."""
        card = self._index.card(document)
        page = self._index.catalogue.page(card.generation, pdf_page) if card else None
        return page.text if page else None

    def rows_on(self, document: str, pdf_page: PdfPage) -> Sequence[Unit]:
        """The rows of tables on a page, those of which the cells are known."""
        card = self._index.card(document)
        if card is None:
            return ()
        passages = self._index.catalogue.passages_on([(card.generation, pdf_page)])
        return [unit for passage in passages for unit in passage.units if unit.cells]

    def page_picture(self, document: str, pdf_page: PdfPage, quotes: Sequence[str]) -> bytes | None:
        """The page as PNG with `quotes` highlighted; None where it may not or cannot be
        shown: the file is gone, is another one now, or the page is exempt."""
        path = self._file(document)
        if path is None or pdf_page in self._exempt(document):
            return None
        try:
            return page_picture(path, pdf_page, quotes)
        except PackhorseError:
            return None

    def pages_pdf(self, document: str, pages: Sequence[PdfPage]) -> bytes | None:
        """Those of some pages that are not exempt, as a PDF; None where there is none of
        them, or their file is gone.

        Raises:
            PackhorseError: its sentence is shown to the member.
        """
        exempt = self._exempt(document)
        shown = [page for page in pages if page not in exempt]
        path = self._file(document)
        return print_pages(path, shown) if path and shown else None

    def _exempt(self, document: str) -> frozenset[PdfPage]:
        card = self._index.card(document)
        pages = self._index.pack(card).exempt_pages if card else ()
        return frozenset(page.pdf_page for page in pages)

    def _file(self, document: str) -> Path | None:
        """A document's file, while it is the one that was indexed."""
        card = self._index.card(document)
        try:
            if card is None or file_sha256(Path(card.path)) != card.sha256:
                return None
        except PackhorseError:
            return None
        return Path(card.path)

    def index(self, path: Path, *, progress: Callable[[int, int], None]) -> Pack:
        """Index a file as a draft that no search finds before `publish`.

        Args:
            progress: called with (pages done, pages in all).

        Raises:
            PackhorseError: its sentence is shown to the clerk.
        """
        with self._index.writing(seconds=INDEXING_SECONDS):
            added = self._index.add(
                path,
                published=False,
                progress=lambda doing, done, total: (
                    progress(done, total) if doing == "reading" else None
                ),
            )
        if added.published:
            raise DocumentError(f"{path.name} has already been published, exactly as in this file.")
        draft = self._index.draft(added.document)
        pack = self._index.whole_pack(draft) if draft else None
        if pack is None:
            raise DocumentError(f"{path.name} was removed while it was being indexed: try again.")
        return pack

    def publish(self, document: str) -> None:
        """Let everybody find a draft; it replaces a document of the same name.

        Raises:
            DocumentError: the draft is gone: published or removed meanwhile.
            StorageError: the index was being written to all the time.
        """
        with self._index.writing(seconds=CLICK_SECONDS):
            there = self._index.publish(document)
        if not there:
            raise DocumentError(
                f"There is no draft of {document} any more: drop the file again, if it is "
                "to be published."
            )

    def discard(self, document: str) -> None:
        """Delete a draft. A published document of the same name stays."""
        with self._index.writing(seconds=CLICK_SECONDS):
            self._index.discard(document)

    def remove(self, document: str) -> bool:
        """Delete a published document. False: there is none of that name."""
        with self._index.writing(seconds=CLICK_SECONDS):
            return self._index.remove(document)

    def trouble(self) -> str | None:
        """None where questions can be answered, else what is wrong in one sentence."""
        try:
            self._index.documents()
            self._index.vectors.count()
        except PackhorseError as exc:
            return str(exc)
        return None
