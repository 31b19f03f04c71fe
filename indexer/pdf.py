"""Pages out of a PDF file, by pypdf, with every way a file can be bad named.

Nothing here understands a page: see `indexer.reading`.
"""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, LimitReachedError, PyPdfError

from indexer.names import document_name, readable
from indexer.packs import PdfPage, RawDocument, RawPage
from indexer.problems import (
    DamagedPdf,
    EmptyFile,
    LockedPdf,
    NoSuchPath,
    NotAPdf,
    TooLarge,
    not_readable,
)

__all__ = ["MAX_BYTES", "MAX_PAGES", "file_sha256", "read_document"]

MAX_BYTES = 200 * 1024 * 1024
"""No pack seen comes near this; a larger file is a mistake or an attack."""

MAX_PAGES = 3_000

MAX_PAGE_TEXT = 200_000
"""Characters. A page of dense print holds about 6,000."""

MAX_SECONDS = 900
"""For all pages of one file. 500 pages of dense print take about 60."""

MAX_DRAWINGS = 20_000
"""Drawings that a page may come to when the forms within its forms are drawn out."""

MAX_DEPTH = 50
"""Forms within forms. Real files have two or three."""

_DRAWS = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")

# pypdf tells of each odd object that it mends; a clerk can do nothing with that.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def file_sha256(path: Path) -> str:
    """Hex SHA-256 of a file's bytes.

    Raises:
        NoSuchPath, NotReadable, EmptyFile, TooLarge, NotAPdf
    """
    name = readable(path.name)
    try:
        size = path.stat().st_size
        if size == 0:
            raise EmptyFile(f"{name} is empty: download it again from where it was published.")
        if size > MAX_BYTES:
            raise TooLarge(
                f"{name} has {size // 2**20} MB, more than the {MAX_BYTES // 2**20} MB that "
                "a pack may have: split it, or publish its appendices separately."
            )
        digest = hashlib.sha256()
        with path.open("rb") as file:
            head = file.read(1024)
            # ISO 32000-1, annex H: readers accept the header anywhere in the first KiB.
            if b"%PDF-" not in head:
                raise NotAPdf(f"{name} is not a PDF: save or export it as PDF first.")
            digest.update(head)
            while chunk := file.read(1 << 20):
                digest.update(chunk)
        return digest.hexdigest()
    except FileNotFoundError:
        raise NoSuchPath(f"{readable(str(path))} does not exist: check the path.") from None
    except OSError as exc:
        raise not_readable(name, exc) from exc


def read_document(
    path: Path, *, progress: Callable[[int, int], None] | None = None
) -> RawDocument:
    """Read every page of a PDF.

    Args:
        path: the file.
        progress: called with (pages done, pages in all) after each page.

    Raises:
        DocumentError: one of its kinds, with a sentence that names the file.
    """
    sha256 = file_sha256(path)
    name = readable(path.name)
    try:
        reader = PdfReader(path, strict=False)
        # Many published files carry an empty user password; pypdf tries that by itself.
        if reader.is_encrypted and not reader.decrypt(""):
            raise LockedPdf(
                f"{name} is locked with a password: ask its author for one without."
            )
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise TooLarge(
                f"{name} has {count} pages, more than the {MAX_PAGES} that a pack may have: "
                "split it."
            )
        if count == 0:
            raise DamagedPdf(f"{name} has no pages: download or export it again.")
        pages = []
        until = time.monotonic() + MAX_SECONDS
        drawings = _Drawings()
        for number, page in enumerate(reader.pages, start=1):
            if time.monotonic() > until or drawings.of(page) > MAX_DRAWINGS:
                raise TooLarge(
                    f"{name} has a page {number} that takes too long to read: "
                    "print it to PDF anew, or leave that page out."
                )
            pages.append(_raw_page(number, page))
            if progress:
                progress(number, count)
        info = reader.metadata
        return RawDocument(
            document=document_name(path),
            path=str(path),
            sha256=sha256,
            title=_clean(info.title if info else None),
            subject=_clean(info.subject if info else None),
            outline=tuple(_outline(reader)),
            pages=tuple(pages),
        )
    except FileNotDecryptedError:
        raise LockedPdf(
            f"{name} is locked with a password: ask its author for one without."
        ) from None
    except (LockedPdf, TooLarge, DamagedPdf):
        raise
    except MemoryError:
        raise TooLarge(f"{name} needs more memory than there is: split it.") from None
    except LimitReachedError as exc:
        raise TooLarge(
            f"{name} has parts that are larger than any pack needs: print it to PDF anew."
        ) from exc
    except OSError as exc:
        raise not_readable(name, exc) from exc
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError, AssertionError, OverflowError, NotImplementedError) as exc:
        # pypdf raises all of these on hostile or cut-off files.
        raise DamagedPdf(
            f"{name} is damaged or cut off: download or export it again."
        ) from exc


def _raw_page(number: int, page: Any) -> RawPage:
    box = page.mediabox
    return RawPage(
        pdf_page=PdfPage(number),
        text=readable(page.extract_text() or "")[:MAX_PAGE_TEXT],
        width=float(box.width),
        height=float(box.height),
        rotation=int(page.rotation or 0) % 360,
        images=_count_images(page),
    )


class _Drawings:
    """How many drawings a page comes to, each form counted as often as it is drawn.

    Forms that draw forms multiply, and one that draws itself never ends: pypdf leaves
    such alone, but PDFium, which reads the page's geometry, draws until memory is spent.
    """

    def __init__(self) -> None:
        self._known: dict[Any, int] = {}

    def of(self, page: Any) -> int:
        return self._in(page, depth=0)

    def _in(self, owner: Any, *, depth: int) -> int:
        children = {
            name: child for name, child in _objects_of(owner).items()
            if child.get_object().get("/Subtype") == "/Form"
        }
        if not children:
            return 1
        costs = {name: self._cost(child, depth) for name, child in children.items()}
        if max(costs.values()) == 1:
            return 1 + len(costs)
        # Only where forms lie in forms is it worth unpacking what draws them.
        data = owner.get_contents() if depth == 0 else owner
        counts = Counter(_DRAWS.findall(data.get_data())) if data is not None else Counter()
        return 1 + sum(counts[name[1:].encode()] * cost for name, cost in costs.items())

    def _cost(self, child: Any, depth: int) -> int:
        key = getattr(child, "idnum", None) or id(child)
        if key not in self._known:
            # Until it is known, a form costs more than is allowed: it draws itself.
            self._known[key] = MAX_DRAWINGS + 1
            self._known[key] = (
                MAX_DRAWINGS + 1 if depth > MAX_DEPTH
                else self._in(child.get_object(), depth=depth + 1)
            )
        return self._known[key]


def _objects_of(owner: Any) -> Any:
    """The drawings that a page or form may use, by name."""
    resources = owner.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    return {} if objects is None else objects.get_object()


def _count_images(page: Any) -> int:
    return sum(
        1 for ref in _objects_of(page).values()
        if ref.get_object().get("/Subtype") == "/Image"
    )


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
