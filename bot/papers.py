"""The published papers, as every way in shows them: what it may ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.answers.answer import Claim
from bot.digests.meeting_papers import Paper
from bot.people.access import Names
from indexer.council.packs import Pack, PdfPage
from indexer.evidence.passages import Unit

__all__ = ["Card", "Papers"]


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


class Papers(Protocol):
    """The papers themselves, the published ones: drafts are not here."""

    def names(self) -> Names:
        """Every published document with the bodies that it is of, those too that are not to
        be known before a later day."""

    def cards(self) -> Sequence[Card]:
        """Every published document."""

    def pack(self, document: str) -> Pack | None:
        """A document understood, or None where there is none."""

    def paper(self, document: str) -> Paper | None:
        """A published document with its pages' words, or None where there is none."""

    def points(self, document: str) -> Mapping[str, Sequence[Claim]]:
        """What a councillor should be told first of each item, by its number; of a paper
        without items under ""."""

    def page_text(self, document: str, pdf_page: PdfPage) -> str | None:
        """The page's own words, or None where there is no such page."""

    def rows_on(self, document: str, pdf_page: PdfPage) -> Sequence[Unit]:
        """The rows of tables on a page, those of which the cells are known."""

    def page_picture(self, document: str, pdf_page: PdfPage, quotes: Sequence[str]) -> bytes | None:
        """The page as PNG with `quotes` highlighted; None where it may not or cannot be
        shown: the file is gone, is another one now, or the page is exempt."""

    def pages_pdf(self, document: str, pages: Sequence[PdfPage]) -> bytes | None:
        """Those of some pages that are not exempt, as a PDF; None where there is none of
        them, or their file is gone.

        Raises:
            PackhorseError: its sentence is shown to the member.
        """

    def index(self, path: Path, *, progress: Callable[[int, int], None]) -> Pack:
        """Index a file as a draft that no search finds before `publish`.

        Args:
            progress: called with (pages done, pages in all).

        Raises:
            PackhorseError: its sentence is shown to the clerk.
        """

    def publish(self, document: str) -> None:
        """Let everybody find a draft; it replaces a document of the same name.

        Raises:
            DocumentError: the draft is gone: published or removed meanwhile.
            StorageError: the index was being written to all the time.
        """

    def discard(self, document: str) -> None:
        """Delete a draft. A published document of the same name stays."""

    def remove(self, document: str) -> bool:
        """Delete a published document. False: there is none of that name."""

    def trouble(self) -> str | None:
        """None where questions can be answered, else what is wrong in one sentence."""
