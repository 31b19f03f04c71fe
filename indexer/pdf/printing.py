"""Some pages of a file as a PDF of their own, made in a child process."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from indexer.council.document_names import readable
from indexer.council.packs import PdfPage
from indexer.council.problems import DamagedPdf, TooLarge
from indexer.pdf.pictures import drawn_apart

__all__ = ["MAX_PRINTED", "print_pages"]

MAX_PRINTED = 40
"""Pages of one print."""

MAX_BYTES = 50_000_000

DOTS = 200
"""Of a picture, an inch: small print can be read."""


def print_pages(path: Path, pages: Sequence[PdfPage]) -> bytes:
    """A PDF of some pages' pictures: a page's own objects are shared with other pages and
    hold what is not seen on it, such as the words beneath a black box.

    Args:
        pages: at most `MAX_PRINTED`, in the order in which they are wanted.

    Raises:
        NoSuchPath: there is no such file.
        DamagedPdf: the file cannot be read, or has no such page.
        TooLarge: there are too many pages, or they take too long, or too much memory.
    """
    if len(pages) > MAX_PRINTED:
        raise TooLarge(f"I print at most {MAX_PRINTED} pages at a time.")
    these = f"These pages of {readable(path.name)}"
    return drawn_apart(
        _print,
        path,
        tuple(pages),
        too_large=f"{these} are too large to print: open the file itself.",
        damaged=f"{these} cannot be printed: open the file itself.",
    )


def _print(path: Path, pages: Sequence[PdfPage]) -> bytes:
    # PDFium is only ever loaded in the child.
    from pypdf import PdfWriter

    from indexer.pdf.drawing import rendered
    from indexer.pdf.letters import open_pdf

    name = readable(path.name)
    writer, made = PdfWriter(), io.BytesIO()
    try:
        with open_pdf(path) as document:
            for number in pages:
                page = document[number - 1]
                picture = rendered(page, DOTS / 72)
                sheet = io.BytesIO()
                dots = 72 * picture.width / page.get_width()
                picture.save(sheet, format="PDF", resolution=dots, quality=85)
                writer.append(sheet, import_outline=False)
        writer.add_metadata({"/Producer": "Packhorse"})
        writer.write(made)
    except MemoryError:
        raise
    except Exception as exc:  # any kind, on hostile or cut-off files
        raise DamagedPdf(f"These pages of {name} cannot be printed: open the file itself.") from exc
    if made.tell() > MAX_BYTES:
        raise MemoryError
    return made.getvalue()
