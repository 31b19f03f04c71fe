"""The whole of a pack, put together from what each room of this package understands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from indexer.council.dates import date_in, dates_in, spoken_date
from indexer.council.packs import (
    Block,
    BlockKind,
    DocumentKind,
    EarlierMinutes,
    ExemptPage,
    Item,
    Meeting,
    Pack,
    Page,
    PageKind,
    PdfPage,
    RawDocument,
    RawPage,
)
from indexer.models.tagger import Chain
from indexer.reading.blocks import BlockRow, Trail, page_blocks
from indexer.reading.cleaning import furniture
from indexer.reading.front.agenda import NUMBER
from indexer.reading.front.councils import SAYS_WHAT, council_of
from indexer.reading.front.front_sheet import (
    FrontSheet,
    announced_ranges,
    calls_meeting,
    front_pages,
    read_front,
    says_agenda,
)
from indexer.reading.front.heads import Head, body_named, head_of_paper, sure_kind
from indexer.reading.front.paper_kinds import (
    document_kind,
    opens_minutes,
    opens_report,
    records_decision,
)
from indexer.reading.items import Placed, Span, place_items
from indexer.reading.lines.line_roles import Roles, body_of, read_deeds, read_roles
from indexer.reading.lines.looks import Look
from indexer.reading.minutes.minutes import read_minutes
from indexer.reading.minutes.minutes_close import ends_minutes
from indexer.reading.minutes.people import officers_named
from indexer.reading.minutes.people_columns import cells_of
from indexer.reading.numbering import own_numbers
from indexer.reading.page_text import lines_of, vocabulary
from indexer.reading.plans.trackers import read_records, record_text
from indexer.reading.reports.abbreviations import find_abbreviations
from indexer.reading.reports.exempt import exempt_pages, is_marked
from indexer.reading.reports.reports import Report, read_report
from indexer.reading.stamps import Stamps, is_blank, item_key, read_stamps
from indexer.reading.tables.found import Table, see_pages

__all__ = ["read_pack"]

_LATE = re.compile(
    r"(?<!\bany )(?<!\bother )\b(?:late (?:(?:item|report|paper)\b|(?:report|paper)s on\b)|urgent item\b)",
    re.I,
)
"""What says that an item is late; "any urgent item" is the agenda's standing item for them."""
_RESOLVED = ("RESOLVED", "Resolved", "AGREED", "Agreed")
_REPORT_TO = ("report to", "report of", "report by", "report from")


def read_pack(
    raw: RawDocument,
    *,
    chains: Mapping[str, Chain] | None = None,
) -> Pack:
    """Understand a document.

    Args:
        raw: as `indexer.pdf.read.read_document` gives it.
        chains: the learned labels' model, the one that is shipped by default; with {} no paper is
            told by its labels, only the minutes in it are read by them.

    Returns:
        The pack; what could not be told is None or empty, what was inferred rather
        than read stands in its warnings.
    """
    looks, tables = see_pages(raw)
    frame = _frame(raw, looks)
    roles, single = _roles(raw, frame, looks, chains)
    if single and (single is DocumentKind.AGENDA) != bool(frame.front.pages):
        # What looked like an agenda was the head of another paper, or an agenda has no such word.
        frame = _frame(raw, looks, agenda=single is DocumentKind.AGENDA)
    kind = single or document_kind(raw, frame.front)
    if kind is DocumentKind.MINUTES and single and PageKind.MINUTES not in frame.kinds.values():
        papers = (PageKind.REPORT, PageKind.FRONT)
        kinds = {page: PageKind.MINUTES if of in papers else of for page, of in frame.kinds.items()}
        frame = replace(frame, kinds=kinds)
    pages = _pages(raw.pages, frame, _rows(tables))
    skip = dict(frame.skip)
    head = head_of_paper(roles, single) if single and roles else None
    known = roles if kind is DocumentKind.MINUTES else None
    minutes = tuple(_minutes(raw, frame, known, head, chains, tables))
    reports = _reports(pages, skip, frame.looks)
    exempt = exempt_pages(pages, frame.front.entries)
    items = _items(frame, reports, exempt, late=kind is DocumentKind.SUPPLEMENT, raw=raw)
    records = read_records(tables, raw, printed=frame.stamps.printed, titles=_titles(items, pages))
    own = reports[None].title if list(reports) == [None] else None
    if frame.front.pages and not single:
        front = raw.pages[: min(frame.front.pages, _FIRST_PAGES)]
        head = _head_of_front(front, looks, chains)
    meeting, inferred = _meeting(raw, frame.front, kind, minutes, reports, head)
    alone = items[0] if len(items) == 1 and not items[0].number else None
    if alone and head and head.item:
        items = (replace(alone, number=head.item, title=head.title or alone.title),)
    return Pack(
        document=raw.document,
        sha256=raw.sha256,
        # An agenda by itself is a pack still, to whoever keeps a meeting's papers.
        kind=DocumentKind.PACK if kind is DocumentKind.AGENDA else kind,
        title=_title(raw, own, head, kind, meeting) if single else (raw.title or own),
        meeting=meeting,
        contact=frame.front.contact,
        published=frame.front.published,
        members=frame.front.members,
        venue_information=frame.front.venue_information,
        items=items,
        recommendations=alone.recommendations if alone else (),
        officers=_officers(raw, kind) or (alone.officers if alone else ()),
        minutes=minutes,
        actions=records.actions,
        decisions=records.decisions,
        forward_plan=records.forward_plan,
        work_plan=records.work_plan,
        abbreviations=find_abbreviations(
            block.text for page in pages for block in page.blocks if block.kind is not BlockKind.ROW
        ),
        exempt_pages=exempt,
        pages=pages,
        warnings=(
            *frame.front.warnings,
            *frame.stamps.warnings,
            *frame.placed.warnings,
            *inferred,
        ),
    )


def _minutes(
    raw: RawDocument,
    frame: _Frame,
    known: Roles | None,
    told: Head | None,
    chains: Mapping[str, Chain] | None,
    tables: Mapping[PdfPage, Sequence[Table]],
) -> Iterator[EarlierMinutes]:
    """Each set of minutes among the pages, read as a paper by itself; `known`: whose lines have
    been labelled, and `told` what they say of a paper that is no more than its minutes."""
    own = [page for page in raw.pages if frame.kinds[page.pdf_page] is PageKind.MINUTES]
    for pages in [own] if known and own else _sets(own, frame.placed.items):
        there = {page.pdf_page for page in pages}
        if known is not None and there == {piece.pdf_page for piece in known.pieces}:
            roles = known
        else:
            roles = read_roles(pages, frame.looks, chains)
        kept = [
            at
            for at, piece in enumerate(roles.pieces)
            if piece.line not in frame.skip.get(piece.pdf_page, frozenset())
        ]
        if not kept:
            continue
        yield read_minutes(
            [roles.pieces[at] for at in kept],
            [roles.structure[at] for at in kept],
            told if told and roles is known else head_of_paper(roles, DocumentKind.MINUTES),
            frame.stamps.printed,
            partial(read_deeds, pages=pages, looks=frame.looks, chains=chains),
            formal=known is None,
            cells=cells_of(
                pages[:2], [one for page in pages[:2] for one in tables.get(page.pdf_page, ())]
            ),
        )


def _sets(
    pages: Sequence[RawPage], items: Mapping[PdfPage, str | None]
) -> Iterator[Sequence[RawPage]]:
    group: list[RawPage] = []
    for page in pages:
        if group and (
            items.get(page.pdf_page) != items.get(group[-1].pdf_page) or opens_minutes(page.text)
        ):
            yield group
            group = []
        group.append(page)
    if group:
        yield group


def _head_of_front(
    pages: Sequence[RawPage],
    looks: Mapping[PdfPage, Mapping[int, Look]],
    chains: Mapping[str, Chain] | None,
) -> Head | None:
    """Whose meeting a pack is for, as its agenda's own pages say."""
    roles = read_roles(pages, looks, chains) if chains != {} else None
    return head_of_paper(roles, DocumentKind.AGENDA) if roles and roles.pieces else None


def _officers(raw: RawDocument, kind: DocumentKind) -> tuple[str, ...]:
    """Whose a paper by itself is, and whom to ask about it."""
    if kind not in (DocumentKind.REPORT, DocumentKind.AGENDA, DocumentKind.DECISION_NOTICE):
        return ()
    return officers_named(
        [line for page in raw.pages[:_MOST_PAGES] for line in lines_of(page.text) if line]
    )


_MOST_PAGES = 80
"""Pages of a paper whose lines are labelled: longer ones are books, whose heads tell enough."""

_FIRST_PAGES = 12

_SURE, _SURER, _UNLIKELY = 0.5, 0.8, 0.1
"""How likely a paper's kind must be to be taken from what was learned, and against an agenda's
front sheet; and what is not likely."""

_FEW_WORDS = 40


_WITH_AGENDA = (DocumentKind.AGENDA, DocumentKind.PACK, DocumentKind.SUPPLEMENT)


def _roles(
    raw: RawDocument,
    frame: _Frame,
    looks: Mapping[PdfPage, Mapping[int, Look]],
    chains: Mapping[str, Chain] | None,
) -> tuple[Roles | None, DocumentKind | None]:
    """(the lines' roles, the kind) of a paper that is in no pack; None for a pack."""
    pages = [page for page in raw.pages if page.text.strip()]
    if chains is not None and not chains:
        return None, None
    front = frame.front
    stamped = frame.stamps.items
    if (
        not pages
        or front.supplement
        or len(set(stamped.values())) > 1
        or (stamped and (front.pages or min(stamped) > 1))
    ):
        return None, None
    roles = read_roles(pages[:_FIRST_PAGES], looks, chains)
    if front.pages:
        agenda = sum(roles.kinds.get(kind, 0.0) for kind in _WITH_AGENDA)
        ranges = any(entry.first_page for entry in front.entries)
        alone = front.pages == len(raw.pages)
        if not alone and (agenda >= _SURE or (ranges and agenda >= _UNLIKELY)):
            return None, None  # papers behind an agenda
        plain = DocumentKind.AGENDA if alone else DocumentKind.PACK
        kind = sure_kind(roles, _SURE if agenda < _UNLIKELY else _SURER) or plain
    else:
        kind = document_kind(raw, front)
        calls = calls_meeting(pages[0].text)
        if calls and kind is DocumentKind.OTHER:
            kind = DocumentKind.AGENDA
        if len(roles.words) >= _FEW_WORDS:
            kind = sure_kind(roles, _SURER if calls else _SURE) or kind
        if kind in (DocumentKind.REPORT, DocumentKind.OTHER) and records_decision(pages[0].text):
            kind = DocumentKind.DECISION_NOTICE
    if kind in (DocumentKind.PACK, DocumentKind.SUPPLEMENT):
        return None, None
    if len(pages) > _FIRST_PAGES and kind in (DocumentKind.MINUTES, DocumentKind.REPORT):
        roles = read_roles(pages[:_MOST_PAGES], looks, chains)
    return roles, kind


@dataclass(frozen=True, slots=True)
class _Frame:
    """What must be known of a document before its pages can be read one by one."""

    front: FrontSheet
    stamps: Stamps
    placed: Placed
    kinds: Mapping[PdfPage, PageKind]
    groups: Sequence[tuple[bool, str | None, str | None]]
    skip: Mapping[PdfPage, frozenset[int]]
    looks: Mapping[PdfPage, Mapping[int, Look]]


def _frame(
    raw: RawDocument,
    looks: Mapping[PdfPage, Mapping[int, Look]],
    *,
    agenda: bool | None = None,
) -> _Frame:
    """What is known at first; `agenda`: whether the paper opens with one, None if its pages
    are to tell."""
    pages = raw.pages
    if is_marked(pages[0].text if pages else "") and not says_agenda(pages[:4]):
        agenda = False  # a paper that is kept back, and speaks of its meeting
    count = front_pages(pages, raw.outline, agenda=agenda)
    ranges = announced_ranges(pages[:count])
    stamps = read_stamps(pages, ranges=ranges, front_pages=count)
    outlined = bool(raw.outline) and count < len(pages)
    told = stamps.items or outlined or any(page > count for page in stamps.printed)
    if not told and (own := _unmarked(pages[:count])) < count:
        count = own
        stamps = read_stamps(pages, ranges=ranges, front_pages=count)
    if count in (0, len(pages)) and not stamps.items:
        printed, odd = own_numbers(pages)
        stamps = replace(
            stamps,
            printed=printed or stamps.printed,
            implied=frozenset(),
            warnings=odd if printed else stamps.warnings,
        )
    read = partial(
        read_front,
        pages[:count],
        looks,
        title=raw.title,
        subject=raw.subject,
        total=len(pages),
    )
    front = read(skip=stamps.lines)
    if not ranges and any(entry.first_page for entry in front.entries):
        # Ranges in a column of their own are only known once the items are.
        ranges = tuple(
            (entry.first_page, entry.last_page or entry.first_page)
            for entry in front.entries
            if entry.first_page
        )
        stamps = read_stamps(pages, ranges=ranges, front_pages=count)
        if any(page in stamps.printed for page in range(1, count + 1)):
            front = read(skip=stamps.lines)
    placed = place_items(
        pages, front=count, entries=front.entries, stamps=stamps, outline=raw.outline
    )
    kinds = _page_kinds(pages, count, placed)
    groups = [
        (kinds[at] is PageKind.FRONT, placed.items.get(at), placed.appendices.get(at))
        for at in (page.pdf_page for page in pages)
    ]
    skip = furniture(pages, stamps.lines, groups, stamps.printed)
    return _Frame(front, stamps, placed, kinds, groups, skip, looks)


def _unmarked(pages: Sequence[RawPage]) -> int:
    """How many pages are an agenda's own where nothing tells where its papers begin: one that is
    marked as exempt is a paper's, unless the numbers of the items go on there: below "Part II",
    or in what is called an agenda."""
    last = 0
    called = says_agenda(pages[:4])
    for page in pages:
        found = (NUMBER.fullmatch(line) for line in lines_of(page.text))
        numbers = [
            int(one["number"]) for one in found if one and one["rest"] and one["number"].isdigit()
        ]
        goes_on = bool(numbers) and last < numbers[0] <= last + _NEXT
        own = goes_on and (called or not is_marked(page.text, parts=False))
        if page.pdf_page > 1 and not own and is_marked(page.text):
            return page.pdf_page - 1
        for number in numbers:
            last = number if last < number <= last + _NEXT else last
    return len(pages)


_NEXT = 3
"""By how much an agenda's numbers go up at most where it goes on overleaf."""


def _rows(tables: Mapping[PdfPage, Sequence[Table]]) -> dict[PdfPage, list[BlockRow]]:
    """Table rows as the blocks want them; a row without words of its own is left out."""
    found: dict[PdfPage, list[BlockRow]] = {}
    for pdf_page, on_page in tables.items():
        rows = found.setdefault(pdf_page, [])
        for table in on_page:
            if table.header_quote:
                header = table.header_quote
                rows.append(BlockRow(text=header, quote=header, header=True))
            rows += [
                BlockRow(text=row.quote, quote=row.quote, header=True)
                if row.wide or row.group
                else BlockRow(
                    text=record_text(table.names(row), row.cells),
                    quote=row.quote,
                    cells=tuple(zip(table.names(row), row.cells, strict=True)),
                    continues=row.continues,
                    group=row.under,
                )
                for row in table.rows
                if row.quote
            ]
    return found


def _reports(
    pages: Sequence[Page],
    skip: dict[PdfPage, frozenset[int]],
    looks: Mapping[PdfPage, Mapping[int, Look]],
) -> dict[str | None, Report]:
    """The report of each item, by its number; of a paper by itself, by None."""
    papers: dict[str | None, list[Page]] = {}
    for page in pages:
        if page.kind is PageKind.REPORT:
            papers.setdefault(page.item, []).append(page)
    return {item: read_report(found, skip=skip, looks=looks) for item, found in papers.items()}


def _titles(items: Sequence[Item], pages: Sequence[Page]) -> dict[PdfPage, str]:
    """The title of the appendix or item that each page belongs to."""
    titles: dict[PdfPage, str] = {}
    known = {item.number: item for item in items}
    for page in pages:
        item = known.get(page.item or "")
        if item is None:
            continue
        appendix = next((a for a in item.appendices if a.label == page.appendix), None)
        titles[page.pdf_page] = (appendix.title if appendix else None) or item.title
    return titles


_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)|\.(?:docx?|pdf|pptx?|xlsx?|rtf|odt)\b|template|untitled"
    r"|^(?:document|slide|print|report|agenda|minutes)\W*\d*$|\S{25,}|^\W*$|_",
    re.I,
)
"""A name that a word processor or a template gave a file."""


_SAYING = {DocumentKind.MINUTES: "Minutes of", DocumentKind.AGENDA: "Agenda for"}
"""What a title that we give says of a paper of these kinds."""
_SAYS_NOT_WHOSE = frozenset(
    "public draft minutes notice agenda notes of for a an the meeting".split()
)


def _title(
    raw: RawDocument,
    own: str | None,
    head: Head | None,
    kind: DocumentKind,
    meeting: Meeting,
) -> str | None:
    """A paper's title: as its head says; for minutes, of what meeting; as the report's (`own`);
    its metadata's last."""
    whose = meeting.committee or meeting.council
    named = head.title if head else None
    says = SAYS_WHAT.search(named or "")
    words = set((named or "").lower().split())
    rest = words - set((meeting.council or "").lower().split())
    if named and meeting.committee and rest <= _SAYS_NOT_WHOSE:
        return f"{meeting.committee}: {named}"
    vague = words <= _SAYS_NOT_WHOSE
    if named and (kind not in _SAYING or not whose or (says and not vague)):
        return named
    if whose and (what := _SAYING.get(kind)):
        when = f", {spoken_date(meeting.date)}" if meeting.date else ""
        return f"{what} the {whose} meeting{when}"
    if own and kind is DocumentKind.REPORT:
        return own
    return raw.title if raw.title and not _NO_TITLE.search(raw.title) else own


def _meeting(
    raw: RawDocument,
    front: FrontSheet,
    kind: DocumentKind,
    minutes: Sequence[EarlierMinutes],
    reports: Mapping[str | None, Report],
    head: Head | None,
) -> tuple[Meeting, list[str]]:
    """(the meeting, what was inferred of it)."""
    inferred = []
    council, committee, date = None, front.committee, front.date
    if head is not None:
        council, committee, date = head.council, committee or head.committee, date or head.date
    packed = kind in (DocumentKind.PACK, DocumentKind.SUPPLEMENT)
    if packed and committee is None:
        committee = council  # the council itself meets
    if council is None:
        council = council_of(
            [[line for line in lines_of(page.text) if line] for page in raw.pages[:_FIRST_PAGES]]
        )
        if council is not None and front.pages:
            inferred.append(
                f"The front sheet does not name the council; its papers name {council}."
            )
    if kind is DocumentKind.MINUTES and minutes and not head:
        committee = committee or minutes[0].committee
        date = date or minutes[0].meeting_date
    alone = reports.get(None)
    if kind in (DocumentKind.REPORT, DocumentKind.DECISION_NOTICE) and alone is not None:
        committee = committee or body_named(alone.addressee or "") or None
        date = date or alone.date
    named = _date_of_name(raw.document) if date is None else None
    # A day that the first page names too is no mere guess.
    paged = named is not None and bool(raw.pages) and named in dates_in(raw.pages[0].text)
    if named is not None and (paged or kind in _OF_A_MEETING):
        date = named
        if not paged:
            inferred.append(
                f"No page gives the meeting's date: {spoken_date(date)} is from the file's name."
            )
    return (
        Meeting(
            council=council, committee=committee, date=date, time=front.time, venue=front.venue
        ),
        inferred,
    )


def _date_of_name(name: str) -> dt.date | None:
    """The day in a file's name, "minutes_2025-06-03" or "20250603"."""
    digits = re.search(r"(?<!\d)(20\d\d)[-_ .]?([01]\d)[-_ .]?([0-3]\d)(?!\d)", name)
    return date_in("-".join(digits.groups()) if digits else name.replace("_", " "))


_OF_A_MEETING = (
    DocumentKind.MINUTES,
    DocumentKind.REPORT,
    DocumentKind.DECISION_NOTICE,
    DocumentKind.AGENDA,
    DocumentKind.PACK,
    DocumentKind.SUPPLEMENT,
)


def _page_kinds(pages: Sequence[RawPage], front: int, placed: Placed) -> dict[PdfPage, PageKind]:
    kinds: dict[PdfPage, PageKind] = {}
    minutes_from: tuple[str | None, str | None] | None = None
    closed = False
    for page in pages:
        here = (placed.items.get(page.pdf_page), placed.appendices.get(page.pdf_page))
        if opens_minutes(page.text):
            minutes_from = here
        elif minutes_from != here or closed or _leaves_minutes(page.text):
            minutes_from = None
        if is_blank(page):
            kind = PageKind.BLANK
        elif page.pdf_page <= front:
            kind = PageKind.FRONT
        elif here[1] is not None:
            kind = PageKind.APPENDIX
        elif minutes_from is not None:
            kind = PageKind.MINUTES
        else:
            kind = PageKind.REPORT
        kinds[page.pdf_page] = kind
        closed = minutes_from is not None and ends_minutes(page.text)
    return kinds


def _leaves_minutes(text: str) -> bool:
    """Does a page behind minutes open a report?

    One that a minute names ("Report of the Director") has its resolution below it.
    """
    lines = [line for line in lines_of(text) if line]
    return (
        any(
            "." not in line and line.lower().removeprefix("joint ").startswith(_REPORT_TO)
            for line in lines[:6]
        )
        and opens_report(text)
        and not any(line.lstrip(" .0123456789").startswith(_RESOLVED) for line in lines)
    )


def _pages(
    pages: Sequence[RawPage],
    frame: _Frame,
    rows: Mapping[PdfPage, Sequence[BlockRow]],
) -> tuple[Page, ...]:
    words = vocabulary(page.text for page in pages)
    papers: dict[object, list[RawPage]] = {}
    for page, group in zip(pages, frame.groups, strict=True):
        papers.setdefault(group, []).append(page)
    sizes = {group: body_of(own, frame.looks) for group, own in papers.items()}
    understood: list[Page] = []
    trail = Trail()
    for position, (page, group) in enumerate(zip(pages, frame.groups, strict=True)):
        if position and group != frame.groups[position - 1]:
            trail = Trail()
        kind = frame.kinds[page.pdf_page]
        blocks: tuple[Block, ...] = ()
        if kind is not PageKind.BLANK:
            blocks = page_blocks(
                page,
                skip=frame.skip.get(page.pdf_page, frozenset()),
                looks=frame.looks.get(page.pdf_page, {}),
                body=sizes[group],
                trail=trail,
                rows=rows.get(page.pdf_page, ()),
                words=words,
            )
        understood.append(
            Page(
                pdf_page=page.pdf_page,
                printed_page=frame.stamps.printed.get(page.pdf_page),
                item=group[1],
                appendix=group[2],
                kind=kind,
                ocr=page.ocr,
                text=page.text,
                blocks=blocks,
            )
        )
    return tuple(understood)


def _items(
    frame: _Frame,
    reports: Mapping[str | None, Report],
    exempt: Sequence[ExemptPage],
    *,
    late: bool,
    raw: RawDocument,
) -> tuple[Item, ...]:
    spans = {item_key(span.number): span for span in frame.placed.spans}
    closed = {page.pdf_page for page in exempt}
    items: list[Item] = []
    for entry in frame.front.entries:
        span = spans.pop(item_key(entry.number), None)
        said = f"{entry.title} {entry.purpose or ''}"
        item = replace(entry, late=bool(_LATE.search(said)) or (late and span is not None))
        items.append(_with_papers(item, span, frame.stamps, reports, closed))
    for span in spans.values():
        # Stamped or bookmarked, but not on the agenda as it could be read.
        title = next(
            (
                _without_number(text)
                for _, text, page in raw.outline
                if page == span.first and not text.lower().startswith("appendix")
            ),
            "",
        )
        item = Item(number=span.number, title=title, late=late)
        items.append(_with_papers(item, span, frame.stamps, reports, closed))
    alone = reports.get(None)
    if not items and alone is not None and (alone.recommendations or alone.officers):
        items.append(
            _reported(
                Item(
                    number="",
                    title=alone.title or raw.title,
                    first_pdf_page=PdfPage(1),
                    last_pdf_page=PdfPage(len(raw.pages)),
                    exempt=bool(closed) or alone.exempt,
                ),
                alone,
            )
        )
    return tuple(items)


def _without_number(bookmark: str) -> str:
    """A bookmark without the number that it begins with."""
    first, _, rest = bookmark.strip().partition(" ")
    return rest.strip() if rest and any(map(str.isdigit, first)) else bookmark.strip()


def _with_papers(
    item: Item,
    span: Span | None,
    stamps: Stamps,
    reports: Mapping[str | None, Report],
    closed: Set[int],
) -> Item:
    if span is None:
        return item
    item = replace(
        item,
        first_pdf_page=span.first,
        last_pdf_page=span.last,
        appendices=span.appendices,
        exempt=item.exempt or not closed.isdisjoint(range(span.first, span.last + 1)),
    )
    first, last = stamps.printed.get(span.first), stamps.printed.get(span.last)
    if item.first_page is not None and first is not None and first != item.first_page:
        # The agenda announces other pages than the papers bear: theirs are what people see.
        item = replace(item, first_page=first, last_page=last)
    report = reports.get(span.number)
    return item if report is None else _reported(item, report)


def _reported(item: Item, report: Report) -> Item:
    return replace(
        item,
        title=item.title or report.title or "",
        officers=report.officers,
        recommendations=report.recommendations,
        sections=report.sections,
        report_title=report.title,
        report_date=report.date,
        addressee=report.addressee,
        exempt=item.exempt or report.exempt,
    )
