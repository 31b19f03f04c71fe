"""Scanned pages: which they are, and what OCR reads on them.

A scan is a page that shows a picture and has next to no text of its own (a pack's
stamp may be printed over it). PDFium renders it; Tesseract reads it where that
program is installed, otherwise RapidOCR with the models in its package. Nothing
is downloaded and nothing leaves the machine.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from indexer.council.packs import PdfPage, RawPage
from indexer.council.problems import ModelError
from indexer.pdf.letters import plain
from indexer.pdf.limits import Doing, at

if TYPE_CHECKING:
    from indexer.pdf.ocr_engines import Engine, Image

__all__ = ["picture_grid", "read_scans", "scanned_pages"]

FEW_LETTERS = 60
"""Letters and digits that stamps may put on a scan ("Appendix 6(a) Page 153")."""

MOST_OF_PAGE = 0.5
"""Share of a page's area that its pictures cover, if it is a scan."""

DPI = 200
"""Enough for 9-point print; more costs time and, on the packs at hand, words."""

LONGEST_SIDE = 3400
"""Pixels: A3 at `DPI`. Pages of scanners that count a pixel as a point are larger."""

LEAST_INK = 0.0005
"""Share of dark pixels below which a page is blank: a stamp alone has twice that."""

_log = logging.getLogger(__name__)


def scanned_pages(document: Any, pages: Sequence[RawPage]) -> tuple[PdfPage, ...]:
    """The pages of a document that OCR should read, in order.

    Pages with few letters whose pictures cover most of them, and pages without any
    letter that show something all the same, such as print turned into outlines.

    Args:
        document: as `open_pdf` gives it; without one there is nothing to read.
        pages: what pypdf and PDFium read on them.
    """
    found: list[PdfPage] = []
    for page in pages:
        letters = sum(map(str.isalnum, page.text))
        # pypdf knows of pictures; print that was turned into outlines has none.
        if document is None or letters > (FEW_LETTERS if page.images else 0):
            continue
        if _picture_share(document, page.pdf_page) >= MOST_OF_PAGE:
            found.append(page.pdf_page)
        elif letters == 0:
            image = _rendered(document, page.pdf_page, dpi=72)
            if image is not None and _ink(image) >= LEAST_INK:
                found.append(page.pdf_page)
    return tuple(found)


def read_scans(
    document: Any,
    pages: Sequence[RawPage],
    wanted: Sequence[PdfPage],
    *,
    engine: Engine | None = None,
) -> dict[PdfPage, str]:
    """What stands on scanned pages.

    Args:
        document: as `open_pdf` gives it.
        pages: all its pages.
        wanted: those to read.
        engine: what reads; the best that is installed if left out.

    Returns:
        The text of each page on which words were found, a line a line, in reading
        order; "" where the reader failed. Lines of the page's own text (a stamp over the
        picture) that OCR did not read stand at its end.

    Raises:
        ModelError: there is no Tesseract and RapidOCR's models are not in its package.
    """
    if document is None or not wanted:
        return {}
    # Most files have no scan, and the readers take a while to import.
    from indexer.pdf.ocr_engines import choose_engine

    reader = engine or choose_engine()

    failed: set[PdfPage] = set()

    def lines_of(pdf_page: PdfPage, image: Image) -> list[str]:
        try:
            return reader.read(image)
        except ModelError:
            raise
        except Exception as exc:  # one picture is no reason to leave the other pages
            _log.warning("page %d: %r", pdf_page, exc)
            failed.add(pdf_page)
            return []

    # Pages are drawn here, for PDFium bears one thread; they are read by as many as may.
    with ThreadPoolExecutor(max_workers=reader.workers) as pool:
        waiting: list[tuple[PdfPage, Future[list[str]]]] = []
        lines: dict[PdfPage, list[str]] = {}
        for pdf_page in dict.fromkeys(wanted):
            image = _rendered(document, pdf_page, dpi=DPI)
            at(Doing.OCR, pdf_page, len(pages))
            if image is None or _ink(image) < LEAST_INK:
                continue
            waiting.append((pdf_page, pool.submit(lines_of, pdf_page, image)))
            if len(waiting) >= reader.workers:
                done, future = waiting.pop(0)
                lines[done] = future.result()
        lines.update((done, future.result()) for done, future in waiting)
    own_text = {page.pdf_page: page.text for page in pages}
    texts = {page: _with_own_text(found, own_text[page]) for page, found in lines.items()}
    return {page: text for page, text in texts.items() if text or page in failed}


def _with_own_text(lines: Sequence[str], own: str) -> str:
    read = plain(" ".join(lines))
    if not read:
        return ""
    missing = [line.strip() for line in own.split("\n") if plain(line) and plain(line) not in read]
    return "\n".join([*lines, *missing])


# --- the page as a picture --------------------------------------------------


def _rendered(document: Any, pdf_page: PdfPage, *, dpi: int) -> Image | None:
    """The page in grey as (height, width), as a viewer shows it."""
    try:
        with closing(document[pdf_page - 1]) as page:
            scale = min(dpi / 72, LONGEST_SIDE / max(*page.get_size(), 1.0))
            bitmap = page.render(scale=scale, grayscale=True)
            # Copied: the bitmap's memory goes with it.
            return np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)
    except (pypdfium2.PdfiumError, IndexError, MemoryError, ValueError) as exc:
        _log.warning("Page %d cannot be rendered: %s", pdf_page, exc)
        return None


def _ink(image: Image) -> float:
    """Share of pixels that are much darker than the paper."""
    paper = float(np.median(image))
    dark = image < paper - 60 if paper > 100 else image > paper + 60
    return float(np.mean(dark))


def _picture_share(document: Any, pdf_page: PdfPage) -> float:
    try:
        with closing(document[pdf_page - 1]) as page:
            return float(picture_grid(page).mean())
    except (pypdfium2.PdfiumError, IndexError):
        return 0.0


def picture_grid(page: Any) -> npt.NDArray[np.bool_]:
    """Where a page's pictures lie, on 50 by 50 fields from its lower left corner; the strips
    of one scan add up."""
    left, bottom, right, top = page.get_bbox()
    grid = np.zeros((50, 50), dtype=bool)
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        x0, y0, x1, y1 = item.get_bounds()
        columns = [round(50 * (x - left) / max(right - left, 1.0)) for x in (x0, x1)]
        rows = [round(50 * (y - bottom) / max(top - bottom, 1.0)) for y in (y0, y1)]
        grid[max(rows[0], 0) : max(rows[1], 0), max(columns[0], 0) : max(columns[1], 0)] = True
    return grid
