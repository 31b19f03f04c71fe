"""Pages out of a PDF file, by pypdf, with every way a file can be bad named.

Nothing here understands a page: see `indexer.reading`.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from indexer.packs import PdfPage, RawDocument, RawPage
from indexer.problems import (
    DamagedPdf,
    EmptyFile,
    LockedPdf,
    NoSuchPath,
    NotAPdf,
    NotReadable,
    TooLarge,
)

__all__ = [
    "MAX_BYTES", "MAX_PAGES", "document_name", "file_sha256", "read_document", "readable",
]

MAX_BYTES = 200 * 1024 * 1024
"""No pack seen comes near this; a larger file is a mistake or an attack."""

MAX_PAGES = 3_000

MAX_PAGE_TEXT = 200_000
"""Characters. A page of dense print holds about 6,000."""

# pypdf tells of each odd object that it mends; a clerk can do nothing with that.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def document_name(path: Path) -> str:
    """What a document is called: its file's name without ``.pdf``."""
    return readable(path.stem if path.suffix.lower() == ".pdf" else path.name)


def readable(text: str) -> str:
    """Text without what cannot be stored in SQL or sent as JSON: lone surrogates (which
    also stand for the bytes of a file name that is no UTF-8) and NULs."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


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
        raise NotReadable(
            f"{name} cannot be read ({exc.strerror or exc}): check who may read it."
        ) from exc


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
        for number, page in enumerate(reader.pages, start=1):
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
    except OSError as exc:
        raise NotReadable(
            f"{name} cannot be read ({exc.strerror or exc}): check who may read it."
        ) from exc
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


def _count_images(page: Any) -> int:
    resources = page.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    objects = resources.get("/XObject") if resources else None
    if objects is None:
        return 0
    return sum(
        1 for ref in objects.get_object().values()
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
