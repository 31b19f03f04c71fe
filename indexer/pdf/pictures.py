"""The pages that people are shown or print, drawn in a child process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from indexer.council.document_names import readable
from indexer.council.packs import PdfPage
from indexer.council.problems import DamagedPdf, NoSuchPath, TooLarge
from indexer.pdf.children import DRAWING, Died

__all__ = ["MAX_PRINTED", "page_picture", "print_pages"]

MAX_PRINTED = 40
"""Pages of one print."""

_UNPRINTED = "These pages of {} cannot be printed: open the file itself."


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
    name = readable(path.name)
    return _apart(
        _draw,
        path,
        pdf_page,
        tuple(quotes),
        width,
        too_large=f"{name} has a page {pdf_page} that takes too long or too much memory to draw: "
        "open the file itself.",
        damaged=f"{name} has a page {pdf_page} that cannot be drawn: open the file itself.",
    )


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
    name = readable(path.name)
    return _apart(
        _print,
        path,
        tuple(pages),
        too_large=f"These pages of {name} are too large to print: open the file itself.",
        damaged=_UNPRINTED.format(name),
    )


def _apart(
    function: Callable[..., bytes], path: Path, *arguments: object, too_large: str, damaged: str
) -> bytes:
    """What a function draws of a file, in a child process.

    Args:
        too_large: what is said where that takes too long, or too much memory.
        damaged: what is said where the process crashes.

    Raises:
        NoSuchPath, TooLarge, DamagedPdf
    """
    if not path.is_file():
        raise NoSuchPath(f"{path} does not exist: index the pack again.")
    for last in (False, True):
        try:
            return DRAWING.call(function, path, *arguments)
        except Died as death:
            if death.killed and not last:
                continue  # that need not be the page's fault
            slow = death.slow or death.killed
            raise (TooLarge(too_large) if slow else DamagedPdf(damaged)) from death
        except MemoryError:
            raise TooLarge(too_large) from None
    raise AssertionError("the second try ends it")


def _draw(path: Path, pdf_page: PdfPage, quotes: Sequence[str], width: int) -> bytes:
    # PDFium is only ever loaded in the child.
    from indexer.pdf import drawing

    return drawing.draw(path, pdf_page, quotes, width)


def _print(path: Path, pages: Sequence[PdfPage]) -> bytes:
    from indexer.pdf import drawing

    try:
        return drawing.print_pages(path, pages)
    except MemoryError:
        raise
    except Exception as exc:  # any kind, on hostile or cut-off files
        raise DamagedPdf(_UNPRINTED.format(readable(path.name))) from exc
