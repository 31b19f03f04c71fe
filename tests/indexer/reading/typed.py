"""Documents typed out page by page, for tests that need no file."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.council.packs import PdfPage, RawDocument, RawPage
from indexer.reading.lines.looks import Look

__all__ = ["look", "typed", "typed_page"]


def typed_page(number: int, text: str) -> RawPage:
    """A page as pypdf would give it."""
    return RawPage(pdf_page=PdfPage(number), text=text)


def typed(
    pages: Sequence[str],
    *,
    title: str = "",
    subject: str = "",
    outline: Sequence[tuple[int, str, int]] = (),
) -> RawDocument:
    """A document of these pages; there is no file behind it, so nothing knows its looks."""
    return RawDocument(
        document="typed",
        path="/no/such/file.pdf",
        sha256="0" * 64,
        title=title,
        subject=subject,
        outline=tuple((depth, name, PdfPage(page)) for depth, name, page in outline),
        pages=tuple(typed_page(i, text) for i, text in enumerate(pages, 1)),
    )


def look(
    top: float, *, left: float = 60, width: float = 400, size: float = 11, bold: bool = False
) -> Look:
    """A line's look."""
    return Look(left=left, right=left + width, top=top, bottom=top + size, size=size, bold=bold)
