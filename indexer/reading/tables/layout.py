"""What a page draws, turned so that its text reads upright.

Words with their boxes, straight rules, and shaded rectangles. Coordinates are
points with the origin at the page's top left *as read*: x to the right along
the text, y downwards. A landscape page that is a portrait page with /Rotate 90
and a page whose letters were drawn sideways come out the same, because the
turn is taken from the letters and not from the page.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.pdf.letters import MAX_OBJECTS, Matrix, drawn, is_bold, matrix_of, unchecked

__all__ = ["LaidWord", "Layout", "RuledLine", "Shade", "read_layout", "turned"]

THIN = 3.0
"""Points. A filled box no thicker than this is a rule, as Word draws them."""

MAX_SEGMENTS = 400
"""A path of more segments is a drawing, not a table's rule."""

LINE_END_HYPHEN = 2
"""As PDFium writes it."""

SOFT_HYPHEN = 0xAD
PRIVATE_FROM, PRIVATE_TO = 0xE000, 0xF8FF
"""Unicode's private area, where symbol fonts have their bullets."""

Box = tuple[float, float, float, float]

_Word = tuple[str, Box, bool, int]
"""A word's text, its box in PDF space, whether it is bold, and its turn."""

_four_floats = struct.Struct("4f").unpack
_loose_char_box = unchecked(pdfium.FPDFText_GetLooseCharBox)
_char_angle = unchecked(pdfium.FPDFText_GetCharAngle)
_text_object = unchecked(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)


class LaidWord(NamedTuple):
    """Letters without a space between them; `turn` in quarter turns to the page's text."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    turn: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A straight line, horizontal or vertical: at `at` on one axis, from `start` to
    `end` on the other."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Shade:
    """A filled rectangle; `colour` is (red, green, blue), each 0 to 255."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's words, rules and shades; `width` as read."""

    width: float
    words: tuple[LaidWord, ...]
    across: tuple[RuledLine, ...]
    down: tuple[RuledLine, ...]
    shades: tuple[Shade, ...]


def read_layout(
    page: Any, text_page: Any, codes: Sequence[int], hidden: Iterable[tuple[int, int]] = ()
) -> Layout:
    """Read one page.

    Args:
        page, text_page: a ``pypdfium2.PdfPage`` and its text.
        codes: what `letter_codes` gives of it.
        hidden: characters of it that nobody sees, as `RawPage` has them.
    """
    left, bottom, right, top = page.get_bbox()
    words = _once(_words(text_page, codes, {one for span in hidden for one in range(*span)}))
    turns: Counter[int] = Counter()
    for text, _, _, word_turn in words:
        turns[word_turn] += len(text)
    turn = turns.most_common(1)[0][0] if turns else int(page.get_rotation()) // 90 % 4

    x_low, y_low, x_high, y_high = turned((left, bottom, right, top), turn)
    width, height = x_high - x_low, y_high - y_low

    def place(box: Box) -> Box:
        x0, y0, x1, y1 = turned(box, turn)
        return x0 - x_low, y0 - y_low, x1 - x_low, y1 - y_low

    across: list[RuledLine] = []
    down: list[RuledLine] = []
    shades: list[Shade] = []
    for box, colour in _shapes(page):
        x0, y0, x1, y1 = place(box)
        if colour is not None and x1 - x0 > THIN and y1 - y0 > THIN:
            # A box as large as the page is its background.
            if (x1 - x0) * (y1 - y0) < 0.8 * width * height:
                shades.append(Shade(x0, y0, x1, y1, colour))
        elif y1 - y0 <= THIN and x1 - x0 > THIN:
            across.append(RuledLine((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= THIN and y1 - y0 > THIN:
            down.append(RuledLine((x0 + x1) / 2, y0, y1))
    return Layout(
        width=width,
        words=tuple(
            LaidWord(text, *place(box), bold=bold, turn=(word_turn - turn) % 4)
            for text, box, bold, word_turn in words
        ),
        across=tuple(across),
        down=tuple(down),
        shades=tuple(shades),
    )


def _once(words: Iterable[_Word]) -> list[_Word]:
    """The words without those drawn again over themselves, for a shadow or for bold. PDFium
    leaves out only what is drawn again at once."""
    kept: list[_Word] = []
    places: dict[str, list[Box]] = {}
    for word in words:
        text, box, *_ = word
        same = places.setdefault(text, [])
        if not same or all(abs(box[0] - one[0]) + abs(box[1] - one[1]) > 3 for one in same[-3:]):
            kept.append(word)
            same.append(box)
    return kept


def turned(box: Box, turn: int) -> Box:
    """A box (left, bottom, right, top) of PDF space, y up, as (left, top, right, bottom), y
    down, where text runs `turn` quarters anticlockwise from the x axis."""
    left, bottom, right, top = box
    if turn == 0:
        return left, -top, right, -bottom
    if turn == 1:
        return bottom, left, top, right
    if turn == 2:
        return -right, bottom, -left, top
    return -top, -right, -bottom, -left


# --- letters ----------------------------------------------------------------


def _words(text_page: Any, codes: Sequence[int], hidden: Collection[int]) -> Iterator[_Word]:
    """The page's words in PDF space."""
    raw = text_page.raw
    rect = pdfium.FS_RECTF()
    # By its fields it takes twice as long to look into.
    pointer, held = ctypes.byref(rect), memoryview(rect).cast("B")
    text, first = "", 0
    box = last = (0.0, 0.0, 0.0, 0.0)
    bold: dict[int | None, bool] = {}

    def word() -> Iterator[_Word]:
        turn = _turn(_char_angle(raw, first))
        if turn is not None:
            # What is drawn as one thing has one font.
            thing = _text_object(raw, first)
            if thing not in bold:
                bold[thing] = is_bold(raw, first)
            yield text, box, bold[thing], turn

    for index, code in enumerate(codes):
        letter = _letter(code)
        if not letter or index in hidden:
            if text:
                yield from word()
                text = ""
            continue
        _loose_char_box(raw, index, pointer)
        left, top, right, bottom = _four_floats(held)
        # Nearly all letters touch the one before on its line, across or upwards.
        if text and (
            (last[1] == bottom and -0.5 < left - last[2] < 0.5)
            or (last[0] == left and -0.5 < bottom - last[3] < 0.5)
            or not _apart(last, (left, bottom, right, top))
        ):
            text += letter
            box = (
                left if left < box[0] else box[0],
                bottom if bottom < box[1] else box[1],
                right if right > box[2] else box[2],
                top if top > box[3] else box[3],
            )
        else:
            if text:
                yield from word()
            text, first, box = letter, index, (left, bottom, right, top)
        last = (left, bottom, right, top)
        if code == LINE_END_HYPHEN:
            yield from word()
            text = ""
    if text:
        yield from word()


@lru_cache(maxsize=4_096)
def _letter(code: int) -> str:
    """A character as it stands in a word, "" for what parts words."""
    if code == LINE_END_HYPHEN:
        return "-"
    text = chr(code)
    seen = text.isprintable() or code == SOFT_HYPHEN or PRIVATE_FROM <= code <= PRIVATE_TO
    return text if seen and not text.isspace() else ""


def _apart(one: Box, two: Box) -> bool:
    """Whether two letters, one written after the other, stand in different words."""
    gap_x = max(two[0] - one[2], one[0] - two[2])
    gap_y = max(two[1] - one[3], one[1] - two[3])
    size = max(min(one[3] - one[1], one[2] - one[0]), min(two[3] - two[1], two[2] - two[0]), 3.0)
    return gap_x > 0.6 * size or gap_y > 0.6 * size


def _turn(angle: float) -> int | None:
    """Anticlockwise quarter turns of a letter; PDFium counts radians clockwise. None for
    slanting text."""
    if angle < 0:  # PDFium cannot say
        return 0
    quarters = angle / (math.pi / 2)
    nearest = round(quarters)
    return -nearest % 4 if abs(quarters - nearest) < 0.1 else None


# --- shapes -----------------------------------------------------------------


def _shapes(page: Any) -> Iterator[tuple[Box, tuple[int, int, int] | None]]:
    """Boxes in PDF space: (box, None) for a straight stroke, (box, colour) for a fill."""
    if pdfium.FPDFPage_CountObjects(page.raw) <= MAX_OBJECTS:
        for item, outer in drawn(page, pdfium.FPDF_PAGEOBJ_PATH):
            yield from _path_shapes(item, outer)


def _path_shapes(item: Any, outer: Matrix) -> Iterator[tuple[Box, tuple[int, int, int] | None]]:
    count = pdfium.FPDFPath_CountSegments(item)
    if not 2 <= count <= MAX_SEGMENTS:
        return
    fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill_mode), ctypes.byref(stroked)):
        return
    colour = _fill_colour(item) if fill_mode.value else None
    if colour is None and not stroked.value:
        return
    for points in _subpaths(item, count, matrix_of(item, outer)):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        # Only boxes: a polygon is a drawing's.
        if colour is not None and all(
            min(x - box[0], box[2] - x) < 0.5 and min(y - box[1], box[3] - y) < 0.5
            for x, y in points
        ):
            yield box, colour
        if stroked.value:
            for (xa, ya), (xb, yb) in pairwise(points):
                if abs(xa - xb) < 1.0 or abs(ya - yb) < 1.0:
                    yield (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)), None


def _subpaths(item: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The path's runs of straight segments; runs with a curve are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    place = ctypes.byref(x), ctypes.byref(y)
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = _path_segment(item, index)
        kind = _segment_type(segment)
        _segment_point(segment, *place)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [point], False
        else:
            points.append(point)
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if points and _segment_closes(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


_path_segment = unchecked(pdfium.FPDFPath_GetPathSegment)
_segment_type = unchecked(pdfium.FPDFPathSegment_GetType)
_segment_point = unchecked(pdfium.FPDFPathSegment_GetPoint)
_segment_closes = unchecked(pdfium.FPDFPathSegment_GetClose)


def _fill_colour(item: Any) -> tuple[int, int, int] | None:
    """None where the fill cannot be seen."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(
        item, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    if not alpha.value:
        return None
    return red.value, green.value, blue.value
