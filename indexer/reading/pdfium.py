"""PDFium, opened for one file at a time.

PDFium gives what pypdf does not: where each letter stands, which lines and
boxes a page draws, and a picture of the page. It is fast enough for every page
of a pack (about 5 ms each), where a pure Python library takes ten times that.

PDFium keeps global state and must never be called from two threads at once
(see "Thread incompatibility" in pypdfium2's README), so callers hold
`PDFIUM_LOCK` around each page.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

__all__ = ["PDFIUM_LOCK", "open_pdf"]

PDFIUM_LOCK = threading.RLock()

_log = logging.getLogger(__name__)


@contextmanager
def open_pdf(path: str) -> Iterator[Any]:
    """The file as a ``pypdfium2.PdfDocument``, or None where PDFium cannot open it.

    pypdf has read the file before, so one that PDFium refuses is still read, only
    without what needs its geometry.
    """
    document = None
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(path)
        except (pypdfium2.PdfiumError, OSError) as exc:
            _log.warning("PDFium cannot open %s: %s", path, exc)
    try:
        yield document
    finally:
        if document is not None:
            with PDFIUM_LOCK:
                document.close()
