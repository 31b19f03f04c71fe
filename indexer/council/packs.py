"""What a pack is: the plain value types that everything else speaks in.

A pack is one PDF that a council published for a meeting: the front sheet (the
agenda), the minutes to agree, officers' reports, their appendices. Two
numbers name a page of it and they are never the same type:

* `PdfPage`, the 1-based position of the page in the file, which a viewer and a
  link's ``#page=`` want;
* `PrintedPage`, the number stamped on the page, which people say aloud.

This module imports nothing of ours. All types are frozen; sequences are tuples
so that a pack can be hashed, compared and kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

__all__ = [
    "Action",
    "Agreed",
    "Appendix",
    "Asked",
    "Block",
    "BlockKind",
    "Decision",
    "DocumentKind",
    "EarlierMinutes",
    "ExemptPage",
    "ForwardPlanEntry",
    "Item",
    "ListRow",
    "Meeting",
    "Minute",
    "MinutedAction",
    "OnPage",
    "Pack",
    "Page",
    "PageKind",
    "PdfPage",
    "Point",
    "PrintedPage",
    "RawDocument",
    "RawPage",
    "Recommendation",
    "Section",
    "Vote",
    "WorkPlanEntry",
    "counted",
    "page_name",
]

PdfPage = NewType("PdfPage", int)
PrintedPage = NewType("PrintedPage", int)


def counted(count: int, noun: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def page_name(printed_page: int | None, pdf_page: int) -> str:
    """``p. 97`` as a person says it; ``PDF p. 3`` where no number is printed."""
    return f"p. {printed_page}" if printed_page is not None else f"PDF p. {pdf_page}"


def pdf_pages(numbers: Sequence[int]) -> str:
    """Pages of a file as a person says them.

    >>> pdf_pages([7, 1, 2, 3])
    'PDF pages 1-3, 7'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)
    return f"PDF page{'s' * (len(numbers) > 1)} {named}"


class DocumentKind(StrEnum):
    """What a file is, as a clerk would name it."""

    PACK = "pack"
    SUPPLEMENT = "supplement"
    MINUTES = "minutes"
    AGENDA = "agenda"
    REPORT = "report"
    DECISION_NOTICE = "decision notice"
    FORWARD_PLAN = "forward plan"
    APPENDIX = "appendix"
    QUESTIONS = "questions and statements"
    SLIDES = "slides"
    CONSTITUTION = "constitution"
    OTHER = "other"


class PageKind(StrEnum):
    """What a page is within its document."""

    FRONT = "front"
    MINUTES = "minutes"
    REPORT = "report"
    APPENDIX = "appendix"
    BLANK = "blank"


class BlockKind(StrEnum):
    """What a run of text on a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    ROW = "row"
    RECORD = "record"
    """No run of a page: what the structure tells, in a sentence (see `indexer.evidence`)."""


# --- what the PDF library gives --------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """A page as `indexer.pdf` reads it, before anyone has understood it.

    Attributes:
        pdf_page: 1-based position in the file.
        text: pypdf's ``extract_text()`` of the page, untouched; or what PDFium or OCR
            read where pypdf finds no words.
        width, height: of the page in points, before rotation.
        rotation: the page's /Rotate in degrees: 0, 90, 180 or 270.
        images: how many pictures the page draws.
        ocr: its text was read off a picture.
        left_out: why it could not be read ("takes too long to draw"); "" if it was.
        hidden: words that nobody sees when the page is shown, as PDFium counts its
            characters (from, up to); they are not in `text`.
    """

    pdf_page: PdfPage
    text: str
    width: float = 595.0
    height: float = 842.0
    rotation: int = 0
    images: int = 0
    ocr: bool = False
    left_out: str = ""
    hidden: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """A file as `indexer.pdf` reads it.

    Attributes:
        document: the file's name without ``.pdf``.
        path: where the file lies, for what needs its geometry (tables, scans).
        sha256: hex digest of the file's bytes.
        title, subject: of the PDF's metadata, "" where absent.
        outline: bookmarks in order as (depth from 0, title, page).
        pages: every page in order; ``pages[i].pdf_page == i + 1``.
        warnings: what of it could not be read, one sentence each.
    """

    document: str
    path: str
    sha256: str
    title: str
    subject: str
    outline: tuple[tuple[int, str, PdfPage], ...]
    pages: tuple[RawPage, ...]
    warnings: tuple[str, ...] = ()


# --- what a reader has understood -------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPage:
    """What stands on a page, `pdf_page` in the file; `printed_page` is the number on it, if any."""

    pdf_page: PdfPage
    printed_page: PrintedPage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow(OnPage):
    """A row of a list of the council's; `quotes` pair each page that it stands on with its words."""

    quotes: tuple[tuple[PdfPage, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph, list item or table row, all on one page.

    Attributes:
        kind: see `BlockKind`.
        text: as a person reads it: line ends joined, hyphenation mended. A row
            reads as a record: ``"RECOMMENDATION: …; TARGET DATE: March 2022"``.
        quote: the page's own words that this block stands for: a contiguous run
            of `Page.text`, up to case, spacing, hyphenation, ligatures and quote
            marks. For all but rows it differs from `text` in those only.
        path: the headings above it, outermost first:
            ``("6.0 Background information", "6.4")``.
        cells: for a row, its (header, cell) pairs; header "" where unknown.
        continues: the row goes on from the page before (its other part is the
            last row block there).
        group: for a row, the heading inside its table that it stands under, "" for none.
    """

    kind: BlockKind
    text: str
    quote: str
    path: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    continues: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(OnPage):
    """One page of a document, understood.

    Attributes:
        pdf_page: 1-based position in the file.
        printed_page: the pack's own stamped number, None where it bears none
            (a blank leaf that uses up a number has that number).
        item: the agenda item it belongs to, as printed ("6"), None for the front
            sheet and for documents without items.
        appendix: the label of the appendix it belongs to ("6(a)"), or None.
        kind: see `PageKind`.
        ocr: its text was read off a picture.
        text: the page's own words: pypdf's text, or what OCR read.
        blocks: `text` in reading order, without stamps, running heads, footers.
    """

    item: str | None = None
    appendix: str | None = None
    kind: PageKind = PageKind.REPORT
    ocr: bool = False
    text: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(OnPage):
    """What a report asks the committee to do, in its own words."""

    text: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(OnPage):
    """What members are asked to do: `do` is a verb and its object, `text` the paper's words."""

    do: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(OnPage):
    """A sentence or row that a councillor should be told first; `quote` as it stands on its
    page, `text` as people read it."""

    text: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """A paper attached to a report; label as in "Appendix 6(a)" without the word."""

    label: str
    title: str | None
    first_pdf_page: PdfPage
    last_pdf_page: PdfPage
    first_page: PrintedPage | None = None
    last_page: PrintedPage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A named part of a report ("Financial considerations").

    `name` is one of ours whatever the council calls it: purpose, recommendations,
    reasons, alternatives, priority, background, exempt, appendices, finance,
    legal, risk, equalities, consultation, background papers, sustainability,
    ethics, human resources, or "other".
    """

    name: str
    heading: str
    number: str | None
    text: str
    first_pdf_page: PdfPage
    last_pdf_page: PdfPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An agenda item with its report, if it has one.

    Attributes:
        number: as printed, without a full stop ("6").
        title: in the front sheet's own words and case.
        purpose: the front sheet's sentence under the title.
        first_page, last_page: the range on the front sheet, printed numbers.
        first_pdf_page, last_pdf_page: where that is in the file.
        officers: "Name, post" of the report's officers.
        recommendations: in order.
        appendices: in order.
        sections: the report's named sections, in order.
        report_title, report_date, addressee: from the report's own head.
        exempt: marked exempt or confidential, on the agenda or the pages.
        late: it came in a supplement, or is marked as a late paper.
        asked: what members are asked to do, in order.
        points: what is new, the most important first.
    """

    number: str
    title: str
    purpose: str | None = None
    first_page: PrintedPage | None = None
    last_page: PrintedPage | None = None
    first_pdf_page: PdfPage | None = None
    last_pdf_page: PdfPage | None = None
    officers: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    sections: tuple[Section, ...] = ()
    report_title: str | None = None
    report_date: dt.date | None = None
    addressee: str | None = None
    exempt: bool = False
    late: bool = False
    asked: tuple[Asked, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(OnPage):
    """One thing a minute records as agreed, resolved or recommended."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(OnPage):
    """A vote that a minute counts; a side that it does not count is None."""

    for_: int | None = None
    against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutedAction(OnPage):
    """What somebody is to do after a meeting; `who` as the action column names them."""

    text: str
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minute(OnPage):
    """One numbered minute of an earlier meeting.

    `undertakings` are sentences in which somebody undertook to provide something.
    """

    number: str
    title: str
    agreed: tuple[Agreed, ...] = ()
    undertakings: tuple[Agreed, ...] = ()
    actions: tuple[MinutedAction, ...] = ()
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMinutes:
    """The minutes of one earlier meeting, as they stand in this document."""

    meeting_date: dt.date | None
    committee: str | None
    first_pdf_page: PdfPage
    last_pdf_page: PdfPage
    present: tuple[str, ...] = ()
    in_attendance: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    minutes: tuple[Minute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A row of the tracker of recommendations; `quotes` pair a page with its words.

    `quotes` holds one (pdf_page, the page's own words) pair for each page that the
    row stands on. `status` is as printed ("Not yet due.").
    """

    number: str
    recommendation: str
    date: str | None = None
    target: str | None = None
    officer: str | None = None
    update: str | None = None
    status: str | None = None
    pdf_pages: tuple[PdfPage, ...] = ()
    printed_pages: tuple[PrintedPage | None, ...] = ()
    quotes: tuple[tuple[PdfPage, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(ListRow):
    """A decision that the executive or a member of it has taken, reported here."""

    text: str
    reference: str | None = None
    date: str | None = None
    member: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardPlanEntry(ListRow):
    """A key decision that is coming."""

    matter: str
    date: str | None = None
    reference: str | None = None
    taker: str | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlanEntry(ListRow):
    """What the committee plans to look at, and when."""

    when: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptPage(OnPage):
    """A page that must not enter the public index, and the words that say so."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting that a document is for; None where the document does not say."""

    council: str | None = None
    committee: str | None = None
    date: dt.date | None = None
    time: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A document, understood. Unknown is None or empty; what was inferred rather
    than read stands in `warnings`, one sentence each. `recommendations`, `officers`, `asked` and
    `points` are those of a paper that is no agenda; an agenda's items have their own."""

    document: str
    sha256: str
    kind: DocumentKind
    title: str | None
    meeting: Meeting = field(default_factory=Meeting)
    contact: str | None = None
    published: dt.date | None = None
    members: tuple[str, ...] = ()
    venue_information: str | None = None
    items: tuple[Item, ...] = ()
    minutes: tuple[EarlierMinutes, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    forward_plan: tuple[ForwardPlanEntry, ...] = ()
    work_plan: tuple[WorkPlanEntry, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    exempt_pages: tuple[ExemptPage, ...] = ()
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    officers: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    points: tuple[Point, ...] = ()
