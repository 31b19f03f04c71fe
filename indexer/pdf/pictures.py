"""The picture of a page that people are shown, drawn in a child process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.council.document_names import readable
from indexer.council.packs import PdfPage
from indexer.council.problems import DamagedPdf, NoSuchPath, TooLarge
from indexer.pdf.children import DRAWING, Died

__all__ = ["page_picture"]


def page_picture(
    path: Path, pdf_page: PdfPage, quotes: Sequence[str] = (), *, width: int = 1_000
) -> bytes:
    """Draw a page.

    Args:
        path: the PDF.
        pdf_page: 1-based position in it.
        quotes: words of the page; what is not found is not highlighted (a scanned page
            has no words to find).
        width: of the picture in pixels; its height follows the page's shape, as it is
            seen (a rotated page stands upright).

    Returns:
        A PNG.

    Raises:
        NoSuchPath: there is no such file.
        DamagedPdf: the file cannot be read, or has no such page.
        TooLarge: the page takes too long, or too much memory.
    """
    if not path.is_file():
        raise NoSuchPath(f"{path} does not exist: index the pack again.")
    name = readable(path.name)
    for last in (False, True):
        try:
            return DRAWING.call(_draw, path, pdf_page, tuple(quotes), width)
        except Died as death:
            if death.killed and not last:
                continue  # that need not be the page's fault
            raise (
                TooLarge(
                    f"{name} has a page {pdf_page} that takes too long or too much memory to "
                    "draw: open the file itself."
                )
                if death.slow or death.killed
                else DamagedPdf(
                    f"{name} has a page {pdf_page} that cannot be drawn: open the file itself."
                )
            ) from death
        except MemoryError:
            raise TooLarge(
                f"{name} has a page {pdf_page} that takes too much memory to draw: "
                "open the file itself."
            ) from None
    raise AssertionError("the second try ends it")


def _draw(path: Path, pdf_page: PdfPage, quotes: Sequence[str], width: int) -> bytes:
    # PDFium is only ever loaded in the child.
    from indexer.pdf.drawing import draw

    return draw(path, pdf_page, quotes, width)
