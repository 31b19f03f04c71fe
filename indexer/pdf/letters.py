"""PDFium: a file opened, a page's letters, and the objects that it draws.

PDFium gives what pypdf does not: where each letter stands, which lines and boxes a page
draws, and a picture of the page. It is fast enough for every page of a pack (about 5 ms
each), where a pure Python library takes ten times that.

PDFium keeps global state and must never be used by two threads of a process (see "Thread
incompatibility" in pypdfium2's README). Every process that uses it (`indexer.pdf.child`,
a test) does so in one thread.
"""

from __future__ import annotations

import ctypes
import logging
import struct
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.council.document_names import readable
from indexer.pdf.limits import Doing, at

__all__ = [
    "MAX_OBJECTS",
    "Matrix",
    "OnPicture",
    "Span",
    "char_box",
    "drawn",
    "is_bold",
    "letter_codes",
    "letters_and_places",
    "matrix_of",
    "open_pdf",
    "page_text",
    "plain",
    "unchecked",
]

MAX_OBJECTS = 20_000
"""A page of more objects is a map or a plan."""

MAX_KEPT = 300_000
"""Letters and objects of the pages that are kept open, 150 to 300 bytes each."""

_LARGE = frozenset((pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM))
"""Kinds of objects that hold more than their number tells."""

BOLD_FROM = 600
"""Font weights from semi-bold on."""

FORCE_BOLD = 1 << 18
"""Of a font's flags: ISO 32000-1, table 123."""

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) of ISO 32000-1, 8.3.3."""

Span = tuple[int, int]
"""Characters of a page as PDFium counts them: from, up to."""

SURROGATES, PRIVATE = 0xD800, 0xE000
"""Where Unicode's halves of pairs begin, and its private area."""

_log = logging.getLogger(__name__)


class _Document(pypdfium2.PdfDocument):  # type: ignore[misc]
    """A document that says which page it opens, before it does."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path)
        self._kept: dict[int, tuple[Any, Any]] = {}
        self._things_kept = 0

    def __getitem__(self, index: int) -> Any:
        at(Doing.PDFIUM, index + 1, len(self))
        return self.get_page(index)

    @contextmanager
    def opened(self, number: int) -> Iterator[tuple[Any, Any]]:
        """A page, counted from 1, and its text. Many stay open for whoever needs them next, since
        to take a page apart costs more than to look at it; but none with a picture, which
        would be kept as drawn, or with a form, whatever that holds.

        Raises:
            pypdfium2.PdfiumError: it cannot be opened.
        """
        if kept := self._kept.get(number):
            at(Doing.PDFIUM, number, len(self))
            yield kept
            return
        with ExitStack() as stack:
            page = stack.enter_context(closing(self[number - 1]))
            text_page = stack.enter_context(closing(page.get_textpage()))
            yield page, text_page
            objects = pdfium.FPDFPage_CountObjects(page.raw)
            things = objects + max(text_page.count_chars(), 0)
            if self._things_kept + things <= MAX_KEPT and _LARGE.isdisjoint(
                _type_of(pdfium.FPDFPage_GetObject(page.raw, index)) for index in range(objects)
            ):
                self._kept[number] = page, text_page
                self._things_kept += things
                stack.pop_all()


_open: dict[str, _Document] = {}


@contextmanager
def open_pdf(path: str | Path) -> Iterator[Any]:
    """The file as a document of pypdfium2's, or None where PDFium cannot open it. While it is open,
    who asks for it again is given the same document."""
    at(Doing.PDFIUM)
    try:
        if (document := _open.get(str(path))) is not None:
            yield document
            return
        try:
            document = _open[str(path)] = _Document(path)
        except (pypdfium2.PdfiumError, OSError) as exc:
            _log.debug("PDFium cannot open %s: %s", path, exc)
        try:
            yield document
        finally:
            if document is not None:
                del _open[str(path)]
                document.close()
    finally:
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
    text = "".join("-" if code in (2, 0xFFFE) else chr(code) for code in codes if code)
    return readable(text.replace("\r\n", "\n").replace("\r", "\n"))


def letter_codes(text_page: Any) -> list[int]:
    """The Unicode value of each of a page's characters; 0 for what is no character."""
    raw, get = text_page.raw, pdfium.FPDFText_GetUnicode
    count = max(text_page.count_chars(), 0)
    at_once = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, at_once) - 1
    codes: list[int] = at_once[:count]
    if written == count and max(codes, default=0) < SURROGATES:
        return codes
    # It leaves out what has no code, takes two places for what needs them, and from the
    # private area on has other numbers for some.
    aligned = written == count and not any(SURROGATES <= code < PRIVATE for code in codes)
    codes = [
        code if aligned and code < PRIVATE else get(raw, index) for index, code in enumerate(codes)
    ]
    return [0 if SURROGATES <= code < PRIVATE or code > 0x10FFFF else code for code in codes]


def unchecked(function: Any, gives: Any = None) -> Callable[..., Any]:
    """A function of PDFium that is called for each letter, in less than half of the time:
    what kinds its arguments have is not looked at, and the interpreter's lock is kept."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(gives or function.restype)(address)


def letters_and_places(marks: Iterable[str]) -> tuple[str, list[int]]:
    """The letters and digits of some characters as `plain` has them, and for each the number
    of its character."""
    marks = list(marks)
    known = {mark: plain(mark) for mark in set(marks)}
    found = [known[mark] for mark in marks]
    return "".join(found), [place for place, letters in enumerate(found) for _ in letters]


def plain(text: str) -> str:
    """Letters and digits only, lower case, ligatures and accents taken apart."""
    text = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, text))


@dataclass(frozen=True, slots=True)
class OnPicture:
    """Where a page's points lie on its picture, turned and cropped as it is shown: the matrix
    to pixels from the upper left corner."""

    matrix: Matrix

    @classmethod
    def of(cls, page: Any, width: int, height: int) -> OnPicture:
        """For a picture of so many pixels."""
        fine = 1_000
        points = []
        for x, y in ((0, 0), (1_000, 0), (0, 1_000)):
            across, down = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(
                page.raw,
                0,
                0,
                width * fine,
                height * fine,
                0,
                x,
                y,
                ctypes.byref(across),
                ctypes.byref(down),
            )
            points.append((across.value / fine, down.value / fine))
        (e, f), (ax, ay), (cx, cy) = points
        return cls(((ax - e) / 1_000, (ay - f) / 1_000, (cx - e) / 1_000, (cy - f) / 1_000, e, f))

    def place(self, box: Sequence[float]) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of a box (left, bottom, right, top) of the page."""
        a, b, c, d, e, f = self.matrix
        xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
        ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
        return min(xs), min(ys), max(xs), max(ys)


def is_bold(raw: Any, index: int) -> bool:
    """Whether a letter is, by its font's name, weight or flags.

    Args:
        raw: a text page, as PDFium has it.
    """
    _font_name.value, _font_flags.value = b"", 0
    pdfium.FPDFText_GetFontInfo(raw, index, _font_name, 128, ctypes.byref(_font_flags))
    name = _font_name.value.lower()
    return (
        any(mark in name for mark in (b"bold", b"black", b"heavy", b"semibd", b"demi"))
        or _font_weight(raw, index) >= BOLD_FROM
        or bool(_font_flags.value & FORCE_BOLD)
    )


_font_name, _font_flags = ctypes.create_string_buffer(128), ctypes.c_int()
_font_weight = unchecked(pdfium.FPDFText_GetFontWeight)


def char_box(raw: Any, index: int) -> tuple[float, float, float, float] | None:
    """(left, bottom, right, top) of a letter's ink; None where PDFium has none.

    Args:
        raw: a text page, as PDFium has it.
    """
    if not _char_box(raw, index, *_char_edges):
        return None
    left, right, bottom, top = _four_doubles(_char_ink)
    return left, bottom, right, top


_char_ink = memoryview((ctypes.c_double * 4)()).cast("B")
_char_edges = [
    ctypes.byref(ctypes.c_double.from_buffer(_char_ink, place)) for place in range(0, 32, 8)
]
_four_doubles = struct.Struct("4d").unpack
_char_box = unchecked(pdfium.FPDFText_GetCharBox)


def drawn(page: Any, kind: int) -> Iterator[tuple[Any, Matrix]]:
    """A page's objects of one kind, those within forms too, each with the matrix of the form
    that it is in."""

    def among(items: Iterable[Any], outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
        for item in items:
            its = _type_of(item)
            if its == kind:
                yield item, outer
            elif its == pdfium.FPDF_PAGEOBJ_FORM and depth < 5:
                count = min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
                inner = (pdfium.FPDFFormObj_GetObject(item, index) for index in range(count))
                yield from among(inner, matrix_of(item, outer), depth + 1)

    count = min(pdfium.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)
    items = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(count))
    yield from among(items, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)


_type_of = unchecked(pdfium.FPDFPageObj_GetType)


def matrix_of(item: Any, outer: Matrix) -> Matrix:
    """An object's matrix to the page, by way of its form's."""
    its = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(its))
    a, b, c, d, e, f = outer
    return (
        its.a * a + its.b * c,
        its.a * b + its.b * d,
        its.c * a + its.d * c,
        its.c * b + its.d * d,
        its.e * a + its.f * c + e,
        its.e * b + its.f * d + f,
    )
