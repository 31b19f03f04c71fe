"""The whole of a pack, put together from what each room of this package understands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from indexer.packs import (
    Appendix,
    Block,
    Item,
    Meeting,
    Pack,
    Page,
    PageKind,
    PdfPage,
    PrintedPage,
    RawDocument,
    RawPage,
)
from indexer.reading.blocks import Trail, page_blocks
from indexer.reading.cleaning import furniture
from indexer.reading.front import (
    Entry,
    FrontSheet,
    announced_ranges,
    council_named,
    front_pages,
    read_front,
)
from indexer.reading.items import Placed, Span, place_items
from indexer.reading.kinds import document_kind, opens_minutes
from indexer.reading.looks import Look, body_size, line_looks
from indexer.reading.stamps import Stamps, is_blank, item_key, read_stamps
from indexer.reading.text import lines_of

__all__ = ["read_pack"]

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def read_pack(
    raw: RawDocument, *, progress: Callable[[int, int], None] | None = None
) -> Pack:
    """Understand a document.

    Args:
        raw: as `indexer.pdf.read_document` gives it.
        progress: called with (pages done, pages in all).

    Returns:
        The pack; what could not be told is None or empty, what was inferred rather
        than read stands in its warnings.
    """
    scanned: frozenset[PdfPage] = frozenset()
    pages = raw.pages
    front_count = front_pages(pages, raw.outline)
    ranges = announced_ranges(pages[:front_count])
    stamps = read_stamps(pages, ranges=ranges, front_pages=front_count)
    looks = line_looks(raw.path, [page for page in pages if page.pdf_page not in scanned])
    front = read_front(
        pages[:front_count], looks, title=raw.title, subject=raw.subject, total=len(pages)
    )
    if not ranges and any(entry.first for entry in front.entries):
        # Ranges in a column of their own are only known once the items are.
        ranges = tuple(
            (entry.first, entry.last or entry.first) for entry in front.entries if entry.first
        )
        stamps = read_stamps(pages, ranges=ranges, front_pages=front_count)
    placed = place_items(
        pages, front=front_count, entries=front.entries, stamps=stamps, outline=raw.outline
    )
    kinds = _page_kinds(pages, front_count, placed)
    understood = _pages(pages, stamps, placed, kinds, looks, scanned, progress)
    kind = document_kind(raw, front)
    return Pack(
        document=raw.document,
        sha256=raw.sha256,
        kind=kind,
        title=raw.title or None,
        meeting=_meeting(raw, front),
        contact=front.contact,
        published=front.published,
        members=front.members,
        venue_information=front.venue_information,
        items=_items(front.entries, placed, stamps),
        pages=understood,
        warnings=(*front.warnings, *stamps.warnings, *placed.warnings),
    )


def _meeting(raw: RawDocument, front: FrontSheet) -> Meeting:
    council = front.council or council_named("\n".join(page.text for page in raw.pages[:12]))
    return Meeting(
        council=council, committee=front.committee, date=front.date, time=front.time,
        venue=front.venue,
    )


def _page_kinds(pages: Sequence[RawPage], front: int, placed: Placed) -> dict[PdfPage, PageKind]:
    kinds: dict[PdfPage, PageKind] = {}
    minutes_from: tuple[str | None, str | None] | None = None
    for page in pages:
        here = (placed.items.get(page.pdf_page), placed.appendices.get(page.pdf_page))
        if opens_minutes(page.text):
            minutes_from = here
        elif minutes_from != here:
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
    return kinds


def _pages(
    pages: Sequence[RawPage],
    stamps: Stamps,
    placed: Placed,
    kinds: Mapping[PdfPage, PageKind],
    looks: Mapping[PdfPage, Mapping[int, Look]],
    scanned: frozenset[PdfPage],
    progress: Callable[[int, int], None] | None,
) -> tuple[Page, ...]:
    groups = [
        (kinds[page.pdf_page] is PageKind.FRONT, placed.items.get(page.pdf_page),
         placed.appendices.get(page.pdf_page))
        for page in pages
    ]
    skip = furniture(pages, stamps.lines, groups)
    words = _words(pages)
    sizes = _body_sizes(pages, groups, looks)
    understood: list[Page] = []
    trail = Trail()
    for position, (page, group) in enumerate(zip(pages, groups, strict=True)):
        if position and group != groups[position - 1]:
            trail = Trail()
        kind = kinds[page.pdf_page]
        blocks: tuple[Block, ...] = ()
        if kind is not PageKind.BLANK:
            blocks = page_blocks(
                page,
                skip=skip.get(page.pdf_page, frozenset()),
                looks=looks.get(page.pdf_page, {}),
                body=sizes.get(group, 0.0),
                trail=trail,
                words=words,
            )
        understood.append(
            Page(
                pdf_page=page.pdf_page,
                printed_page=stamps.printed.get(page.pdf_page),
                item=group[1],
                appendix=group[2],
                kind=kind,
                ocr=page.pdf_page in scanned,
                text=page.text,
                blocks=blocks,
            )
        )
        if progress:
            progress(position + 1, len(pages))
    return tuple(understood)


def _words(pages: Sequence[RawPage]) -> frozenset[str]:
    """The document's words away from line ends, for mending the words cut there."""
    words: set[str] = set()
    for page in pages:
        for line in lines_of(page.text):
            found = _WORD.findall(line.lower())
            words.update(found[:-1] if line.endswith("-") else found)
    return frozenset(words)


def _body_sizes(
    pages: Sequence[RawPage],
    groups: Sequence[object],
    looks: Mapping[PdfPage, Mapping[int, Look]],
) -> dict[object, float]:
    """The size of running type in each paper."""
    gathered: dict[object, list[tuple[Look, int]]] = {}
    for page, group in zip(pages, groups, strict=True):
        lines = page.text.split("\n")
        gathered.setdefault(group, []).extend(
            (look, len(lines[index])) for index, look in looks.get(page.pdf_page, {}).items()
        )
    return {group: body_size(found) for group, found in gathered.items()}


def _items(
    entries: Sequence[Entry], placed: Placed, stamps: Stamps
) -> tuple[Item, ...]:
    spans = {item_key(span.number): span for span in placed.spans}
    listed = {item_key(entry.number) for entry in entries}
    items: list[Item] = []
    for entry in entries:
        span = spans.get(item_key(entry.number))
        items.append(
            Item(
                number=entry.number,
                title=entry.title,
                purpose=entry.purpose,
                first_page=_printed(entry.first),
                last_page=_printed(entry.last),
                first_pdf_page=span.first if span else None,
                last_pdf_page=span.last if span else None,
                appendices=_appendices(span, stamps) if span else (),
                exempt=entry.exempt,
            )
        )
    for span in placed.spans:
        if item_key(span.number) not in listed:
            items.append(
                Item(
                    number=span.number, title="", first_pdf_page=span.first,
                    last_pdf_page=span.last, appendices=_appendices(span, stamps),
                )
            )
    return tuple(items)


def _printed(number: int | None) -> PrintedPage | None:
    return None if number is None else PrintedPage(number)


def _appendices(span: Span, stamps: Stamps) -> tuple[Appendix, ...]:
    return tuple(
        Appendix(
            label=attached.label,
            title=attached.title,
            first_pdf_page=attached.first,
            last_pdf_page=attached.last,
            first_page=stamps.printed.get(attached.first),
            last_page=stamps.printed.get(attached.last),
        )
        for attached in span.attached
    )
