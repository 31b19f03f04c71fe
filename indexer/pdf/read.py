"""Pages out of a PDF file: their words by pypdf, or else by PDFium, or else by OCR.

Nothing here understands a page: see `indexer.reading`. A page that cannot be read is
left out and named; the others are kept. It is to be called in a child process, which a
file may end: see `indexer.prepared`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError
from pypdf.generic import ContentStream, DictionaryObject
from pypdf.generic._font import Font

from indexer.council.document_names import document_name, readable
from indexer.council.packs import PdfPage, RawDocument, RawPage, pdf_pages
from indexer.council.problems import DamagedPdf, LockedPdf, TooLarge, not_readable
from indexer.pdf.letters import open_pdf, page_text
from indexer.pdf.limits import Doing, Fault, at
from indexer.pdf.mend import mend
from indexer.pdf.ocr import picture_grid, read_scans, scanned_pages
from indexer.pdf.pdf_files import file_sha256
from indexer.pdf.visible import hidden_words, visible_text

__all__ = ["MAX_PAGES", "own_words", "read_document"]

MAX_PAGES = 3_000

MAX_PAGE_TEXT = 200_000
"""Characters. A page of dense print holds about 6,000."""

_log = logging.getLogger(__name__)

UNPACKED = "cannot be unpacked"

# pypdf tells of each odd object that it mends; a clerk can do nothing with that.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


_LINES = re.compile(
    rb"""
    (                                                       # kept:
      \((?: [^\\()]++ | \\. | \((?: [^\\()]++ | \\. )*+\) )*+\)  # a string
    | <[^<>]*+>                                             # one in hexadecimal digits
    | %[^\r\n]*+[\r\n]*+                                    # a comment
    | \( .*+ | (?<![A-Za-z/])BI(?![A-Za-z]) .*+            # from here on, all
    )
    | (?<=[A-Za-z*])                                        # after an operator:
      (?: \s++ (?: (?: [-+]?[\d.]++ \s++ )*+
          (?: re | rg | RG | [mlcvyhSsnWgGkKwJjMi] | [fFBbW]\*? ) ) (?=\s) )++
    """,
    re.DOTALL | re.VERBOSE,
)
"""What a page's contents say of lines, areas and colours: of tables, nine operators in ten."""


@contextmanager
def _pypdf_hastened() -> Iterator[None]:
    """Have pypdf understand each font of a file once, and not again on every page, and look at
    no lines and areas: so it takes less than half as long."""
    plain_font, plain_parse = Font.from_font_resource, ContentStream._parse_content_stream
    kept: dict[int, tuple[DictionaryObject, Font]] = {}

    def font_once(font: DictionaryObject) -> Font:
        # What is kept with its key keeps the key from being another object's.
        if id(font) not in kept:
            kept[id(font)] = font, plain_font(font)
        return kept[id(font)][1]

    def parse_words(contents: ContentStream, stream: BytesIO) -> None:
        plain_parse(contents, BytesIO(_LINES.sub(rb"\1", stream.getvalue())))

    with ExitStack() as stack:
        for place, name, faster in (
            (Font, "from_font_resource", font_once),
            (ContentStream, "_parse_content_stream", parse_words),
        ):
            # By setattr, for mypy bears no other way.
            stack.callback(setattr, place, name, getattr(place, name))
            setattr(place, name, faster)
        yield


def read_document(
    path: Path,
    *,
    faults: Collection[Fault] = (),
) -> RawDocument:
    """Read every page of a PDF.

    Args:
        path: the file.
        faults: what is known of its pages from earlier tries.

    Raises:
        DocumentError: one of its kinds, with a sentence that names the file.
    """
    sha256 = file_sha256(path)
    try:
        with open_pdf(path) as document, _pypdf_hastened():
            pages, reader = own_words(path, document, faults=faults)
            pages = [replace(page, text=mend(page.text)) for page in pages]
            scans = scanned_pages(
                document,
                [page for page in pages if not _faulty(faults, page.pdf_page, Doing.PDFIUM)],
            )
            read = read_scans(
                document,
                pages,
                [page for page in scans if not _faulty(faults, page, Doing.OCR)],
            )
    except OSError as exc:
        raise not_readable(readable(path.name), exc) from exc
    pages = [_with_ocr(page, read.get(page.pdf_page, "")) for page in pages]
    if all(page.left_out for page in pages):
        raise DamagedPdf(
            f"{readable(path.name)} has no page that can be read: its first one "
            f"{pages[0].left_out}. Download or export it again, or print it to PDF again."
        )
    unread = [page for page in scans if _faulty(faults, page, Doing.OCR) or read.get(page) == ""]
    at(Doing.TEXT)
    title, subject = _metadata(reader)
    outline = tuple(_outline(reader)) if reader is not None else ()
    at(Doing.UNDERSTANDING)
    return RawDocument(
        document=document_name(path),
        path=str(path),
        sha256=sha256,
        title=title,
        subject=subject,
        outline=outline,
        pages=tuple(pages),
        warnings=tuple(_warnings(pages, unread)),
    )


def _warnings(pages: Sequence[RawPage], unread: Sequence[PdfPage]) -> Iterator[str]:
    """What of the pages was left out, one sentence for each kind."""
    reasons: dict[str, list[PdfPage]] = {}
    for page in pages:
        if page.left_out:
            reasons.setdefault(page.left_out, []).append(page.pdf_page)
    for reason, places in reasons.items():
        yield (
            f"Left out, because it {reason}: {pdf_pages(places)}. Print it to PDF again, or look at "
            "the file."
        )
    if unread:
        yield f"A picture whose words could not be read: {pdf_pages(unread)}."
    hidden = [page.pdf_page for page in pages if page.hidden]
    if hidden:
        words = sum(len(page.hidden) for page in pages)
        yield (
            f"Hidden words, which cannot be seen when the page is shown, are left out: "
            f"{words} on {pdf_pages(hidden)}."
        )


def _with_ocr(page: RawPage, text: str) -> RawPage:
    return replace(page, text=text, ocr=True, left_out="") if text else page


def own_words(
    path: Path,
    document: Any,
    *,
    faults: Collection[Fault] = (),
) -> tuple[list[RawPage], PdfReader | None]:
    """The pages before any OCR, and pypdf's reader where pypdf can open the file.

    Args:
        document: the same file as `open_pdf` gives it.

    Raises:
        DocumentError: as `read_document` does.
    """
    name = readable(path.name)
    reader, pages, problem = None, None, None
    if not _faulty(faults, PdfPage(0), Doing.TEXT):
        at(Doing.TEXT)
        reader, pages, problem = _by_pypdf(path, name)
    count = len(document) if document is not None else 0
    if pages is not None:
        count = len(pages)
    if count > MAX_PAGES:
        raise TooLarge(
            f"{name} has {count} pages, more than the {MAX_PAGES} that a pack may have: split it."
        )
    if count == 0:
        raise DamagedPdf(f"{name} is damaged or cut off: download or export it again.") from problem
    found = pages or [None] * count
    return [
        _page(PdfPage(number), count, page, document, faults)
        for number, page in enumerate(found, start=1)
    ], reader


def _by_pypdf(path: Path, name: str) -> tuple[PdfReader | None, list[Any] | None, Exception | None]:
    """pypdf's reader and its pages; None and what is wrong where it cannot have them."""
    try:
        reader = PdfReader(path, strict=False)
        # Many published files carry an empty user password; pypdf tries that by itself.
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        count = len(reader.pages)
        if count > MAX_PAGES:
            return reader, [None] * count, None
        return reader, list(reader.pages), None
    except FileNotDecryptedError:
        raise _locked(name) from None
    except (LockedPdf, OSError, MemoryError):
        raise
    except Exception as exc:  # any kind, on hostile or cut-off files
        return None, None, exc


def _locked(name: str) -> LockedPdf:
    return LockedPdf(f"{name} is locked with a password: ask its author for one without.")


def _faulty(faults: Collection[Fault], page: PdfPage, doing: Doing) -> Fault | None:
    return next((one for one in faults if (one.page, one.doing) == (page, doing)), None)


def _page(
    number: PdfPage, count: int, page: Any, document: Any, faults: Collection[Fault]
) -> RawPage:
    """One page's words by pypdf, or by PDFium where pypdf finds none or fails."""
    if fault := _faulty(faults, number, Doing.PDFIUM):
        return RawPage(pdf_page=number, text="", left_out=fault.why)
    found = None
    if page is not None and not _faulty(faults, number, Doing.TEXT):
        at(Doing.TEXT, number, count)
        found = _pypdf_page(number, page)
    theirs = None
    if document is not None and number <= len(document):
        theirs = _pdfium_page(number, document, found)
    if theirs is None:
        return found or RawPage(pdf_page=number, text="", left_out=UNPACKED)
    if found is None and not theirs.text.strip():
        # OCR may still read what is drawn there.
        return replace(theirs, left_out=UNPACKED)
    return theirs


def _pypdf_page(number: PdfPage, page: Any) -> RawPage | None:
    try:
        box = page.mediabox
        return RawPage(
            pdf_page=number,
            text=readable(page.extract_text() or "")[:MAX_PAGE_TEXT],
            width=float(box.width),
            height=float(box.height),
            rotation=int(page.rotation or 0) % 360,
            images=_count_images(page),
        )
    except Exception:  # pypdf raises nearly everything on what it cannot unpack
        return None


def _pdfium_page(number: PdfPage, document: Any, found: RawPage | None) -> RawPage | None:
    """The page as PDFium has it, with pypdf's words if there are any; without what is not
    seen on it."""
    try:
        with document.opened(number) as (page, text_page):
            hidden = hidden_words(page, text_page)
            if found is not None and any(map(str.isalnum, found.text)):
                if not hidden:
                    return found
                text = visible_text(found.text, text_page, hidden)
                return replace(found, text=text, hidden=tuple(hidden))
            left, bottom, right, top = page.get_mediabox()
            return RawPage(
                pdf_page=number,
                text=page_text(text_page, hidden)[:MAX_PAGE_TEXT],
                width=right - left,
                height=top - bottom,
                rotation=page.get_rotation() % 360,
                images=found.images if found else int(picture_grid(page).any()),
                hidden=tuple(hidden),
            )
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as exc:
        # A page without area, or letters without a place: nothing of it can be shown.
        _log.debug("page %d: %r", number, exc)
        return None


def _count_images(page: Any) -> int:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    drawn = objects.get_object().values() if objects is not None else ()
    return sum(ref.get_object().get("/Subtype") == "/Image" for ref in drawn)


def _metadata(reader: PdfReader | None) -> tuple[str, str]:
    """The title and subject that the file gives itself."""
    try:
        info = reader.metadata if reader is not None else None
        return (_clean(info.title), _clean(info.subject)) if info else ("", "")
    except Exception:  # a help, never needed
        return "", ""


def _outline(reader: PdfReader) -> Iterator[tuple[int, str, PdfPage]]:
    def walk(entries: Any, depth: int) -> Iterator[tuple[int, str, PdfPage]]:
        for entry in entries:
            if isinstance(entry, list):
                if depth < 8:
                    yield from walk(entry, depth + 1)
                continue
            try:
                index = reader.get_destination_page_number(entry)
            except Exception:  # a bookmark to nowhere is no reason to refuse the file
                continue
            if index is not None and index >= 0:
                yield depth, _clean(entry.title), PdfPage(index + 1)

    try:
        yield from walk(reader.outline, 0)
    except Exception:  # bookmarks are a help, never needed
        return


def _clean(text: object) -> str:
    return " ".join(readable(str(text or "")).split())[:1000]
