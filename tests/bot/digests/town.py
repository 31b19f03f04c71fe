"""Made-up papers for the schedule's tests: many meetings, each with a short pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.digests.meeting_papers import Known, Paper
from indexer.council.packs import (
    Asked,
    Block,
    BlockKind,
    DocumentKind,
    Item,
    Meeting,
    Pack,
    Page,
    PageKind,
    PdfPage,
    Point,
    PrintedPage,
    Recommendation,
)
from indexer.council.working_days import available_from
from indexer.evidence.passages import passages_of
from indexer.points import add_points
from indexer.sources.facts import CalendarEntry

__all__ = ["COMMITTEE", "DO", "NOW", "Shelf", "pack", "packs"]

COMMITTEE = "Harbours Committee"
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
"""A Monday, in winter time."""

ASKED = "To agree that the ferry timetable be changed from May 2026."
DO = "Agree that the ferry timetable be changed from May 2026"
SAID = "The ferry carried 41,200 people in 2025, an increase of 12% on the year before."


def pack(
    name: str,
    date: dt.date,
    *,
    committee: str = COMMITTEE,
    kind: DocumentKind = DocumentKind.PACK,
    number: str = "4",
    title: str = "FERRY TIMETABLE",
    sha: str = "a",
) -> Pack:
    """A pack of a front sheet and one report of a page."""
    text = f"2.1 {ASKED}\n{SAID}\nPage 1"
    blocks = (
        Block(kind=BlockKind.HEADING, text="2.0 Recommendation", quote="2.0 Recommendation"),
        Block(kind=BlockKind.PARAGRAPH, text=f"2.1 {ASKED}", quote=f"2.1 {ASKED}"),
        Block(kind=BlockKind.HEADING, text="6.0 Background", quote="6.0 Background"),
        Block(kind=BlockKind.PARAGRAPH, text=SAID, quote=SAID),
    )
    return Pack(
        document=name,
        sha256=f"{sha}-{name}",
        kind=kind,
        title=name,
        meeting=Meeting(committee=committee, date=date, time="6.00 pm", venue="Town Hall"),
        contact="Ada Ferris, Democratic Services",
        items=(
            Item(
                number=number,
                title=title,
                first_page=PrintedPage(1),
                last_page=PrintedPage(1),
                first_pdf_page=PdfPage(2),
                last_pdf_page=PdfPage(2),
                recommendations=(
                    Recommendation(text=ASKED, pdf_page=PdfPage(2), printed_page=PrintedPage(1)),
                ),
                asked=(
                    Asked(
                        do=DO,
                        text=ASKED,
                        pdf_page=PdfPage(2),
                        printed_page=PrintedPage(1),
                    ),
                ),
                points=(
                    Point(text=SAID, quote=SAID, pdf_page=PdfPage(2), printed_page=PrintedPage(1)),
                ),
            ),
        ),
        pages=(
            Page(pdf_page=PdfPage(1), kind=PageKind.FRONT, text="Agenda"),
            Page(
                pdf_page=PdfPage(2),
                printed_page=PrintedPage(1),
                item=number,
                kind=PageKind.REPORT,
                text=f"2.0 Recommendation\n{text}\n6.0 Background",
                blocks=blocks,
            ),
        ),
    )


def packs(count: int) -> list[Pack]:
    """Packs of so many meetings, a day apart, from 9 March 2026."""
    first = dt.date(2026, 3, 9)
    return [
        pack(f"harbours-{number:03}", first + dt.timedelta(days=number)) for number in range(count)
    ]


class Shelf:
    """`bot.digests.ports.Library` over packs in memory."""

    def __init__(self, held: Sequence[Pack], *, at: dt.datetime | None = None) -> None:
        self.held = list(held)
        self.at = {one.document: at or NOW - dt.timedelta(days=1) for one in held}
        self.site: list[CalendarEntry] = []

    def add(self, one: Pack, *, at: dt.datetime) -> None:
        """Publish a document, or a new version of it."""
        self.held = [held for held in self.held if held.document != one.document] + [one]
        self.at[one.document] = at

    def redate(self, name: str, date: dt.date) -> None:
        """The same document says another day."""
        self.held = [
            replace(one, meeting=replace(one.meeting, date=date)) if one.document == name else one
            for one in self.held
        ]

    def listed(self) -> list[CalendarEntry]:
        return list(self.site)

    def known(self) -> list[Known]:
        return [
            Known(
                document=one.document,
                sha256=one.sha256,
                kind=one.kind.value,
                committee=str(one.meeting.committee),
                date=one.meeting.date,
                time=one.meeting.time,
                indexed_at=self.at[one.document],
            )
            for one in self.held
            if one.meeting.date
        ]

    def papers(self, documents: Sequence[str]) -> list[Paper]:
        found = [paper_of(one) for one in self.held if one.document in documents]
        return sorted(found, key=lambda paper: paper.pack.kind is not DocumentKind.PACK)


def paper_of(pack: Pack, *, url: str | None = None) -> Paper:
    """A paper straight from a reading, whose pages have their blocks."""
    if not any(item.points or item.asked for item in pack.items):
        pack = add_points(pack, tuple(passages_of(pack)))
    return Paper(
        pack=pack,
        url=url,
        available=available_from(pack.published, pack.meeting.date),
        pages={page.pdf_page: page for page in pack.pages},
    )
