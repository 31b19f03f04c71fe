"""PDFium: a file opened, and a page's letters.

PDFium gives what pypdf does not: where each letter stands, which lines and boxes a page
draws, and a picture of the page. It is fast enough for every page of a pack (about 5 ms
each), where a pure Python library takes ten times that.

PDFium keeps global state and must never be used by two threads of a process (see "Thread
incompatibility" in pypdfium2's README). Every process that uses it (`indexer.pdf.child`,
a test) does so in one thread.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2

from indexer.names import readable
from indexer.pdf.limits import Doing, at

__all__ = ["open_pdf", "page_text", "plain"]

_log = logging.getLogger(__name__)


class _Document(pypdfium2.PdfDocument):  # type: ignore[misc]
    """A document that says which page it opens, before it does."""

    def __getitem__(self, index: int) -> Any:
        at(Doing.PDFIUM, index + 1, len(self))
        return self.get_page(index)


@contextmanager
def open_pdf(path: str | Path) -> Iterator[Any]:
    """The file as a ``pypdfium2.PdfDocument``, or None where PDFium cannot open it."""
    document = None
    at(Doing.PDFIUM)
    try:
        document = _Document(path)
    except (pypdfium2.PdfiumError, OSError) as exc:
        _log.debug("PDFium cannot open %s: %s", path, exc)
    try:
        yield document
    finally:
        if document is not None:
            document.close()
        at(Doing.UNDERSTANDING)


def page_text(page: Any) -> str:
    """A page's words as PDFium reads them, lines parted by line feeds."""
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_range()
    finally:
        text_page.close()
    # PDFium writes U+0002, or U+FFFE, for a hyphen at a line's end.
    for mark in ("\x02", "\ufffe"):
        text = text.replace(mark, "-")
    return readable(text.replace("\r\n", "\n").replace("\r", "\n"))


def plain(text: str) -> str:
    """Letters and digits only, lower case, ligatures and accents taken apart."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text).casefold()
        if letter.isalnum()
    )
