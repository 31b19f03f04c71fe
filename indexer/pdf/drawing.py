"""Pages of a PDF as pictures, with quoted words highlighted or to be printed.

The page is drawn by pypdfium2. Words are found in the page's own text as PDFium reads it,
letter by letter: the quote and the text are both reduced to their letters and digits
(case, spacing, line ends, hyphens, ligatures, quote marks and accents' composition do not
matter), and the boxes of the letters that match are joined into one box a line.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

from indexer.council.packs import PdfPage
from indexer.council.problems import DamagedPdf
from indexer.pdf.letters import OnPicture, letter_codes, letters_and_places, open_pdf, plain

__all__ = ["draw", "highlight_boxes", "print_pages"]

Box = tuple[float, float, float, float]
"""(left, bottom, right, top) in points, from the page's lower left corner, unrotated."""

MAX_PIXELS = 12_000_000
"""A poster's page is drawn smaller than asked for rather than fill the memory."""

DOTS = 200
"""Of a printed picture, an inch: small print can be read."""

MAX_PRINT = 50_000_000
"""Bytes of one print."""

MARK = (255, 221, 51)
PAD = 1.2
"""Points that a mark reaches beyond its letters."""

SHORTEST_PART = 12
"""Letters. A quote that does not stand on the page as a whole is sought in runs of at
least this many; a shorter one would be found anywhere."""


def draw(path: Path, pdf_page: PdfPage, quotes: Sequence[str], width: int) -> bytes:
    """Draw a page as PNG, in this process: see `indexer.pdf.pictures.page_picture`.

    Raises:
        DamagedPdf: the file cannot be read, or has no such page.
    """
    with open_pdf(path) as document:
        if document is None:
            raise DamagedPdf(f"{path.name} cannot be drawn: export it to PDF again.")
        if not 1 <= pdf_page <= len(document):
            raise DamagedPdf(f"{path.name} has no page {pdf_page}.")
        try:
            page = document[pdf_page - 1]
            picture = _rendered(page, width / page.get_width())
            shown = OnPicture.of(page, *picture.size)
            marks = [shown.place(_padded(box)) for box in _boxes(page, quotes)]
        except pdfium.PdfiumError as exc:
            raise DamagedPdf(
                f"{path.name} has a page {pdf_page} that cannot be drawn ({exc}): "
                "export it to PDF again."
            ) from exc
    _mark(picture, marks)
    out = io.BytesIO()
    picture.save(out, format="PNG", optimize=True)
    return out.getvalue()


def print_pages(path: Path, pages: Sequence[PdfPage]) -> bytes:
    """A PDF of some pages' pictures, in this process: see `indexer.pdf.pictures.print_pages`.

    Raises:
        MemoryError: it is larger than `MAX_PRINT`.
    """
    # A tenth of a second to import, for which no picture should wait.
    from pypdf import PdfWriter

    writer, made = PdfWriter(), io.BytesIO()
    with open_pdf(path) as document:
        for number in pages:
            page = document[number - 1]
            picture = _rendered(page, DOTS / 72)
            sheet = io.BytesIO()
            dots = 72 * picture.width / page.get_width()
            picture.save(sheet, format="PDF", resolution=dots, quality=85)
            writer.append(sheet, import_outline=False)
    writer.add_metadata({"/Producer": "Packhorse"})
    writer.write(made)
    if made.tell() > MAX_PRINT:
        raise MemoryError
    return made.getvalue()


def _rendered(page: pdfium.PdfPage, scale: float) -> Image.Image:
    """A page drawn, as it is seen.

    Args:
        scale: pixels for each point; fewer where the page would be too large.
    """
    width, height = page.get_size()
    scale = min(scale, (MAX_PIXELS / (width * height)) ** 0.5)
    drawn: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return drawn


def highlight_boxes(path: Path, pdf_page: PdfPage, quotes: Sequence[str]) -> tuple[Box, ...]:
    """Where on a page quotes stand, one box a line; () where none is found."""
    with open_pdf(path) as document:
        return tuple(_boxes(document[pdf_page - 1], quotes)) if document else ()


def _boxes(page: pdfium.PdfPage, quotes: Sequence[str]) -> list[Box]:
    if not quotes:
        return []
    text_page = page.get_textpage()
    try:
        letters, places = letters_and_places(map(chr, letter_codes(text_page)))
        found: list[Box] = []
        for quote in quotes:
            for start, end in _find(quote, letters):
                found.extend(_lines(text_page, range(places[start], places[end - 1] + 1)))
        return found
    finally:
        text_page.close()


def _find(quote: str, letters: str) -> list[tuple[int, int]]:
    """Where a quote stands among the page's letters; in runs if not as a whole.

    PDFium may read a page's lines, or a table's cells, in another order than we did.
    """
    whole = plain(quote)
    if not whole:
        return []
    start = letters.find(whole)
    if start >= 0:
        return [(start, start + len(whole))]
    spans: list[tuple[int, int]] = []
    done = 0
    while (end := done + SHORTEST_PART) <= len(whole):
        if whole[done:end] not in letters:
            done += 1
            continue
        while end < len(whole) and whole[done : end + 1] in letters:
            end += 1
        start = letters.find(whole[done:end])
        spans.append((start, start + end - done))
        done = end
    return spans


def _lines(text_page: pdfium.PdfTextPage, places: Sequence[int]) -> list[Box]:
    """Boxes of characters joined where each stands next to the one before it."""
    lines: list[Box] = []
    before: Box | None = None
    for place in places:
        try:
            box: Box = text_page.get_charbox(place, loose=True)
        except pdfium.PdfiumError:
            continue
        if box[2] - box[0] <= 0 or box[3] - box[1] <= 0:
            continue
        if before is not None and _next_to(before, box):
            line = lines[-1]
            lines[-1] = (
                min(line[0], box[0]),
                min(line[1], box[1]),
                max(line[2], box[2]),
                max(line[3], box[3]),
            )
        else:
            lines.append(box)
        before = box
    return lines


def _next_to(before: Box, box: Box) -> bool:
    """Whether a character follows another on one line, which may run up the page too."""
    for low, high, start, end in ((1, 3, 0, 2), (0, 2, 1, 3)):
        overlap = min(before[high], box[high]) - max(before[low], box[low])
        size = min(before[high] - before[low], box[high] - box[low])
        gap = max(box[start] - before[end], before[start] - box[end])
        if overlap > 0.6 * size and gap < 2.5 * size:
            return True
    return False


def _padded(box: Box) -> Box:
    return box[0] - PAD, box[1] - PAD, box[2] + PAD, box[3] + PAD


def _mark(picture: Image.Image, marks: Sequence[tuple[float, float, float, float]]) -> None:
    """Colour the boxes as a felt pen would: dark letters stay dark."""
    for mark in marks:
        area = (
            max(0, int(mark[0])),
            max(0, int(mark[1])),
            min(picture.width, int(mark[2]) + 1),
            min(picture.height, int(mark[3]) + 1),
        )
        if area[2] <= area[0] or area[3] <= area[1]:
            continue
        under = picture.crop(area)
        picture.paste(ImageChops.multiply(under, Image.new("RGB", under.size, MARK)), area)
        ImageDraw.Draw(picture).rectangle(
            (area[0], area[1], area[2] - 1, area[3] - 1), outline=(230, 170, 0)
        )
