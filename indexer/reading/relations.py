"""How documents of one meeting relate: which pages a later paper replaces.

A supplement says so in words, on its own agenda or at the head of the paper: "This
replaces pages 11 and 12 of the agenda", "Revised Appendix 5(b)". Only what is said is
taken; two papers with one title are not by that alone old and new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from indexer.council.packs import DocumentKind, Item, Pack, PdfPage
from indexer.reading.page_text import plain_words

__all__ = ["superseded_pages"]

_REPLACES = ("replac", "supersed", "substitut")
_REVISED = frozenset("revised replacement amended corrected updated substitute superseding".split())
_PAGES = re.compile(r"\bpages?\s+(\d{1,4})(?:\s*(-|–|to|and|&)\s*(\d{1,4}))?", re.IGNORECASE)
_HEAD = 400
"""Characters at the top of a paper in which it says that it is a revision."""


def superseded_pages(
    packs: Sequence[Pack], first_words: Callable[[str, PdfPage], str]
) -> dict[str, dict[PdfPage, str]]:
    """For each document, its PDF pages that another document replaces, and which one.

    Args:
        packs: structures; only papers of one meeting are compared.
        first_words: the beginning of the text of a page.
    """
    found: dict[str, dict[PdfPage, str]] = {}
    for later in packs:
        if later.kind is not DocumentKind.SUPPLEMENT or later.meeting.date is None:
            continue
        for earlier in packs:
            if (
                earlier.document == later.document
                or earlier.meeting.date != later.meeting.date
                or earlier.meeting.committee != later.meeting.committee
                or not _published_before(earlier, later)
            ):
                continue
            for pdf_page in _replaced(earlier, later, first_words):
                found.setdefault(earlier.document, {})[pdf_page] = later.document
    return found


def _published_before(earlier: Pack, later: Pack) -> bool:
    if earlier.published and later.published and earlier.published != later.published:
        return earlier.published < later.published
    return earlier.kind is DocumentKind.PACK


def _replaced(
    earlier: Pack, later: Pack, first_words: Callable[[str, PdfPage], str]
) -> Iterable[PdfPage]:
    own = {item.number: item for item in earlier.items}
    for item in later.items:
        first = item.first_pdf_page
        head = first_words(later.document, first)[:_HEAD] if first else ""
        said = f"{item.title}. {item.purpose or ''}"
        pages = _named_pages(said) or _named_pages(head)
        if pages:
            yield from _by_printed(earlier, pages)
            continue
        old = own.get(item.number)
        if old is None:
            continue
        for appendix in item.appendices:
            start = first_words(later.document, appendix.first_pdf_page)[:_HEAD]
            words = f"{item.title} {appendix.title or ''} {start}"
            for before in old.appendices:
                if _plain(before.label) == _plain(appendix.label) and _is_revised(words):
                    yield from _range(before.first_pdf_page, before.last_pdf_page)
        if not item.appendices and _is_revised(f"{item.title} {head[:120]}"):
            yield from _report_pages(old)


def _is_revised(text: str) -> bool:
    return not _REVISED.isdisjoint(plain_words(text))


def _named_pages(text: str) -> set[int]:
    """Printed pages in a sentence that says it replaces them."""
    pages: set[int] = set()
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if not any(word.startswith(_REPLACES) for word in plain_words(sentence)):
            continue
        for first, joint, last in _PAGES.findall(sentence):
            start, end = int(first), int(last or first)
            if joint in ("and", "&") or not 0 <= end - start <= 200:
                pages.update((start, end))
            else:
                pages.update(range(start, end + 1))
    return pages


def _by_printed(pack: Pack, printed: set[int]) -> Iterable[PdfPage]:
    for item in pack.items:
        if item.first_page and item.last_page and item.first_pdf_page:
            for number in printed & {*range(item.first_page, item.last_page + 1)}:
                yield PdfPage(item.first_pdf_page + number - item.first_page)


def _report_pages(item: Item) -> Iterable[PdfPage]:
    """An item's pages before its first appendix."""
    if item.first_pdf_page is None or item.last_pdf_page is None:
        return
    end = min(
        (appendix.first_pdf_page - 1 for appendix in item.appendices),
        default=item.last_pdf_page,
    )
    yield from _range(item.first_pdf_page, PdfPage(end))


def _range(first: PdfPage, last: PdfPage) -> Iterable[PdfPage]:
    return (PdfPage(number) for number in range(first, last + 1))


def _plain(label: str) -> str:
    return "".join(filter(str.isalnum, label.lower()))
