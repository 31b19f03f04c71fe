"""Which page belongs to which agenda item, and to which of its appendices.

Three witnesses: the stamp on an item's first page, the agenda's page ranges, the
file's bookmarks; they are heard in that order. Where none of them speaks, a page
that opens with the item's own title is taken for its start, and said so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from indexer.council.packs import Appendix, Item, PdfPage, PrintedPage, RawPage, pdf_pages
from indexer.reading.page_text import join_lines, lines_of, squash
from indexer.reading.stamps import (
    APPENDIX,
    Stamps,
    is_blank,
    item_key,
    item_stamp,
)

__all__ = ["Placed", "Span", "place_items"]

Outline = Sequence[tuple[int, str, PdfPage]]

_OUTLINE_ITEM = re.compile(
    r"(?:(?:agenda\s+)?item\s*)?(?P<number>[A-Z]{0,2}\.?\d{1,3}(?:\s?\(?[a-z]\)?)?)[.:)]?\s+"
    r"(?P<title>\S.*)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An item's pages in the file."""

    number: str
    first: PdfPage
    last: PdfPage
    appendices: tuple[Appendix, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where every item stands.

    Attributes:
        spans: by item number, in the order of the pages.
        items, appendices: of every page that belongs to one.
    """

    spans: tuple[Span, ...] = ()
    items: Mapping[PdfPage, str] = field(default_factory=dict)
    appendices: Mapping[PdfPage, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def place_items(
    pages: Sequence[RawPage],
    *,
    front: int,
    entries: Sequence[Item],
    stamps: Stamps,
    outline: Outline,
) -> Placed:
    """Give every page after the front sheet its item and appendix."""
    warnings: list[str] = []
    starts = _starts(pages, front, entries, stamps, outline, warnings)
    if not starts:
        return Placed()
    ordered = sorted(starts.items())
    ends = [at - 1 for at, _ in ordered[1:]] + [len(pages)]
    last_printed = {item_key(e.number): e.last_page for e in entries if e.last_page is not None}
    where = {number: pdf for pdf, number in stamps.printed.items()}
    items: dict[PdfPage, str] = {}
    spans: list[Span] = []
    for (at, number), end in zip(ordered, ends, strict=True):
        announced = where.get(last_printed.get(item_key(number)) or PrintedPage(-1), end)
        beyond = [page.pdf_page for page in pages[announced:end] if not is_blank(page)]
        if beyond and at <= announced:
            warnings.append(
                f"{pdf_pages(beyond)} lie{'s' * (len(beyond) == 1)} after the range that the "
                f"agenda gives for item {number} and before the next item; counted to item {number}."
            )
        for pdf_page in range(at, end + 1):
            items[PdfPage(pdf_page)] = number
        attached = _attached(pages, at, end, stamps, outline)
        spans.append(Span(number=number, first=PdfPage(at), last=PdfPage(end), appendices=attached))
    appendices = {
        PdfPage(pdf_page): appendix.label
        for span in spans
        for appendix in span.appendices
        for pdf_page in range(appendix.first_pdf_page, appendix.last_pdf_page + 1)
    }
    return Placed(spans=tuple(spans), items=items, appendices=appendices, warnings=tuple(warnings))


def _starts(
    pages: Sequence[RawPage],
    front: int,
    entries: Sequence[Item],
    stamps: Stamps,
    outline: Outline,
    warnings: list[str],
) -> dict[int, str]:
    """First PDF page → item number as the agenda writes it."""
    names = {item_key(entry.number): entry.number for entry in entries}
    by_stamp: dict[str, int] = {}
    for pdf_page, label in sorted(stamps.items.items()):
        by_stamp.setdefault(item_key(label), pdf_page)
        names.setdefault(item_key(label), label)
    where = {number: int(pdf) for pdf, number in stamps.printed.items()}
    by_range = {
        item_key(entry.number): pdf
        for entry in entries
        if (pdf := where.get(entry.first_page or PrintedPage(-1))) is not None
    }
    by_outline = _outline_starts(outline, front, names, entries)
    chosen: dict[str, int] = {}
    for key, number in names.items():
        stamped, ranged, marked = by_stamp.get(key), by_range.get(key), by_outline.get(key)
        if stamped is not None and ranged is not None and stamped != ranged:
            warnings.append(
                f"The agenda puts item {number} on PDF page {ranged}, its stamp is on "
                f"PDF page {stamped}: the stamp is followed."
            )
        at = stamped or ranged or marked
        if at is not None and at > front:
            chosen[key] = at
    _opening_titles(pages, front, entries, chosen, warnings)
    starts: dict[int, str] = {}
    for key, at in chosen.items():
        if at in starts:
            warnings.append(
                f"Items {starts[at]} and {names[key]} share PDF page {at}; "
                f"it is counted to item {starts[at]}."
            )
            continue
        starts[at] = names[key]
    return starts


def _outline_starts(
    outline: Outline, front: int, names: Mapping[str, str], entries: Sequence[Item]
) -> dict[str, int]:
    titles = {squash(entry.title): item_key(entry.number) for entry in entries}
    found: dict[str, int] = {}
    for _, title, pdf_page in outline:
        if pdf_page <= front or APPENDIX.match(title):
            continue
        match = _OUTLINE_ITEM.fullmatch(title.strip())
        key = item_key(match["number"]) if match else None
        if key is None or key not in names:
            key = titles.get(squash(title))
        if key is not None:
            found.setdefault(key, pdf_page)
    return found


def _opening_titles(
    pages: Sequence[RawPage],
    front: int,
    entries: Sequence[Item],
    chosen: dict[str, int],
    warnings: list[str],
) -> None:
    """Place items that nothing else places by the page that opens with their title."""
    if not front:
        return
    inferred = []
    floor = front
    placed, ranged = bool(chosen), any(entry.first_page is not None for entry in entries)
    opening = cache(lambda pdf_page: _opening(pages[pdf_page - 1]))
    for position, entry in enumerate(entries):
        key = item_key(entry.number)
        if key in chosen:
            floor = chosen[key]
            continue
        # Where ranges or stamps are in use, an item without either has no papers.
        if ranged and (placed or entry.first_page is None):
            continue
        if entry.first_page is None and _STANDING.match(entry.title):
            continue
        later = (chosen.get(item_key(e.number)) for e in entries[position + 1 :])
        ceiling = min(filter(None, later), default=len(pages) + 1)
        wanted = squash(entry.title)
        if len(wanted) < 8:
            continue
        for page in pages[floor : ceiling - 1]:
            lines, titles = opening(page.pdf_page)
            if wanted in titles or _says_item(lines[:4], entry.number):
                chosen[key] = page.pdf_page
                floor = page.pdf_page
                inferred.append(entry.number)
                break
    if inferred:
        warnings.append(
            f"Item{'s' if len(inferred) > 1 else ''} {', '.join(inferred)}: the first page was "
            "found by its title, since no stamp, page range or bookmark leads to it."
        )


# Items of every meeting, which come without papers; what an earlier meeting's minutes say
# under the same words is not theirs.
_STANDING = re.compile(
    r"(?:to (?:receive|note|consider) )?(?:any |the )?(?:apolog|declarations?\b|disclosures?\b"
    r"|urgent\b|(?:any )?other business|exclusion of|(?:date of |the )*next meeting"
    r"|public (?:participation|questions?|speaking)|ymddiheuriadau|datgan)",
    re.I,
)


def _opening(page: RawPage) -> tuple[list[str], set[str]]:
    """(a page's first lines, the titles that may stand there as a line or lines of their own:
    squashed, without number and label)."""
    lines = [line for line in lines_of(page.text) if line][:14]
    titles = set()
    for first in range(len(lines)):
        for last in range(first + 1, min(first + 5, len(lines) + 1)):
            titles.add(squash(_BEFORE_TITLE.sub("", join_lines(lines[first:last]))))
    if any(line.lower().startswith("minutes of ") for line in lines[:6]):
        titles = {title for title in titles if "minutes" in title}  # of another agenda
    return lines, titles


_BEFORE_TITLE = re.compile(
    r"^(?:(?:(?:report )?(?:title|subject)|re)\s*:\s*)?"
    r"(?:(?:agenda )?(?:item )?[A-Z]?\d{1,3}(?:\.\d+)?[.:)]?\s+)?",
    re.I,
)


def _says_item(opening: Sequence[str], number: str) -> bool:
    return any(item_key(item_stamp(line) or "") == item_key(number) for line in opening)


# --- appendices ---------------------------------------------------------------------


def _attached(
    pages: Sequence[RawPage], first: int, last: int, stamps: Stamps, outline: Outline
) -> tuple[Appendix, ...]:
    marked: dict[int, tuple[str | None, str]] = {}
    for depth, heading, pdf_page in outline:
        title = heading.strip()
        if depth == 0 or not first <= pdf_page <= last:
            continue
        if match := APPENDIX.fullmatch(title):
            marked.setdefault(pdf_page, ("".join(match["label"].split()), match["title"]))
        elif pdf_page != first and (depth > 1 or not _OUTLINE_ITEM.fullmatch(title)):
            marked.setdefault(pdf_page, (None, title))
    starts: dict[int, tuple[str, str | None]] = {
        pdf_page: (label, marked.get(pdf_page, (None, None))[1])
        for pdf_page, label in stamps.appendices.items()
        if first <= pdf_page <= last
    }
    for at, (named, heading) in marked.items():
        label = named or (heading or "")[:60]
        if label and (named or not starts):
            starts.setdefault(at, (label, heading))
    if not starts:
        return ()
    ordered = sorted(starts.items())
    ends = [at - 1 for at, _ in ordered[1:]] + [last]
    titles = _listed_titles(pages, first, ordered[0][0] - 1)
    return tuple(
        Appendix(
            label=label,
            title=title or titles.get(item_key(label)),
            first_pdf_page=PdfPage(at),
            last_pdf_page=PdfPage(end),
            first_page=stamps.printed.get(PdfPage(at)),
            last_page=stamps.printed.get(PdfPage(end)),
        )
        for (at, (label, title)), end in zip(ordered, ends, strict=True)
    )


_QUOTES = ("'", '"', "‘", "“")


def _listed_titles(pages: Sequence[RawPage], first: int, last: int) -> dict[str, str]:
    """Titles from the report's own list: "Appendix 5(a) - Annual Report 2020/2021"."""
    found: dict[str, str] = {}
    for page in pages[first - 1 : min(last, first + 20)]:
        for line, follow in pairwise([*lines_of(page.text), ""]):
            match = APPENDIX.match(line)
            title = (match["title"] if match else None) or ""
            # No small letter or bracket opens it: "Appendix 5 shows" has none, nor "Appendix 5) is".
            if match is None or not (
                title[:1].isupper() or title[:1].isdigit() or title.startswith(_QUOTES)
            ):
                continue
            if follow and len(line) > 60 and not title.endswith("."):
                title = join_lines([title, follow])
            found.setdefault(item_key(match["label"]), title.strip(" ."))
    return found
