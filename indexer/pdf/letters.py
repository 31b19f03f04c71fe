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
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.names import readable
from indexer.pdf.limits import Doing, at

__all__ = ["Span", "letter_codes", "open_pdf", "page_text", "plain"]

Span = tuple[int, int]
"""Characters of a page as PDFium counts them: from, up to."""

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


def page_text(text_page: Any, hidden: Collection[Span] = ()) -> str:
    """A page's words as PDFium reads them, lines parted by line feeds.

    Args:
        text_page: a ``pypdfium2.PdfTextPage``.
        hidden: characters to leave out.
    """
    codes = letter_codes(text_page)
    for start, end in hidden:
        codes[start:end] = [0] * (end - start)
    # PDFium writes 2, or U+FFFE, for a hyphen at a line's end, and 0 for what has no code.
    text = "".join(
        "-" if code in (2, 0xFFFE) else chr(code) for code in codes if 0 < code <= 0x10FFFF
    )
    return readable(text.replace("\r\n", "\n").replace("\r", "\n"))


def letter_codes(text_page: Any) -> list[int]:
    """The Unicode value of each of a page's characters; surrogates are no characters."""
    raw, get = text_page.raw, pdfium.FPDFText_GetUnicode
    codes = [get(raw, index) for index in range(text_page.count_chars())]
    return [0 if 0xD800 <= code <= 0xDFFF else code for code in codes]


def plain(text: str) -> str:
    """Letters and digits only, lower case, ligatures and accents taken apart."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text).casefold()
        if letter.isalnum()
    )
