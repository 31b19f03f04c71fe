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
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.pdf.letters import MAX_OBJECTS, Matrix, drawn, font_of, matrix_of, unchecked

__all__ = ["LaidWord", "Layout", "RuledLine", "Shade", "read_layout"]

THIN = 3.0
"""Points. A filled box no thicker than this is a rule, as Word draws them."""

MAX_SEGMENTS = 400
"""A path of more segments is a drawing, not a table's rule."""

BOLD_FROM = 600
"""Font weights from semi-bold on."""

LINE_END_HYPHEN = 2
"""As PDFium writes it."""

SOFT_HYPHEN = 0xAD
PRIVATE_FROM, PRIVATE_TO = 0xE000, 0xF8FF
"""Unicode's private area, where symbol fonts have their bullets."""

Box = tuple[float, float, float, float]

_Word = tuple[str, Box, bool, int]
"""A word's text, its box in PDF space, whether it is bold, and its turn."""

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
    """A page's words, rules and shades; `width` and `height` as read."""

    width: float
    height: float
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

    corners = [_turned(x, y, turn) for x, y in ((left, bottom), (right, top))]
    x_low = min(x for x, _ in corners)
    y_low = min(y for _, y in corners)
    width = abs(corners[0][0] - corners[1][0])
    height = abs(corners[0][1] - corners[1][1])

    def place(box: Box) -> Box:
        (xa, ya), (xb, yb) = _turned(box[0], box[1], turn), _turned(box[2], box[3], turn)
        return min(xa, xb) - x_low, min(ya, yb) - y_low, max(xa, xb) - x_low, max(ya, yb) - y_low

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
        height=height,
        words=tuple(
            LaidWord(text, *place(box), bold=bold, turn=(word_turn - turn) % 4)
            for text, box, bold, word_turn in words
        ),
        across=tuple(across),
        down=tuple(down),
        shades=tuple(shades),
    )


def _once(words: Iterable[_Word]) -> list[_Word]:
    """The words without those drawn again over themselves, for a shadow or for bold."""
    kept: list[_Word] = []
    places: dict[str, list[Box]] = {}
    for word in words:
        text, box, *_ = word
        same = places.setdefault(text, [])
        if not same or all(abs(box[0] - one[0]) + abs(box[1] - one[1]) > 3 for one in same[-3:]):
            kept.append(word)
            same.append(box)
    return kept


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of PDF space (y up) as read (y down) when text runs `turn` quarters
    anticlockwise from the x axis."""
    if turn == 0:
        return x, -y
    if turn == 1:
        return y, x
    if turn == 2:
        return -x, y
    return -y, -x


# --- letters ----------------------------------------------------------------


def _words(text_page: Any, codes: Sequence[int], hidden: Collection[int]) -> Iterator[_Word]:
    """The page's words in PDF space."""
    raw = text_page.raw
    rect = pdfium.FS_RECTF()
    pointer = ctypes.byref(rect)
    letters: list[tuple[str, float, float, float, float]] = []
    first = 0
    bold: dict[int | None, bool] = {}

    def word() -> Iterator[_Word]:
        turn = _turn(_char_angle(raw, first))
        if turn is not None:
            texts, lefts, bottoms, rights, tops = zip(*letters, strict=True)
            box = (min(lefts), min(bottoms), max(rights), max(tops))
            # What is drawn as one thing has one font.
            thing = _text_object(raw, first)
            if thing not in bold:
                bold[thing] = _is_bold(*font_of(raw, first))
            yield "".join(texts), box, bold[thing], turn
        letters.clear()

    for index, code in enumerate(codes):
        text = _letter(code)
        if not text or index in hidden:
            if letters:
                yield from word()
            continue
        _loose_char_box(raw, index, pointer)
        left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
        letter = (text, left, bottom, right, top)
        if letters:
            last = letters[-1]
            # Nearly all letters touch the one before on its line, across or upwards.
            if not (
                (last[2] == bottom and -0.5 < left - last[3] < 0.5)
                or (last[1] == left and -0.5 < bottom - last[4] < 0.5)
            ) and _apart(last, letter):
                yield from word()
        if not letters:
            first = index
        letters.append(letter)
        if code == LINE_END_HYPHEN:
            yield from word()
    if letters:
        yield from word()


@lru_cache(maxsize=4_096)
def _letter(code: int) -> str:
    """A character as it stands in a word, "" for what parts words."""
    if code == LINE_END_HYPHEN:
        return "-"
    text = chr(code)
    seen = text.isprintable() or code == SOFT_HYPHEN or PRIVATE_FROM <= code <= PRIVATE_TO
    return text if seen and not text.isspace() else ""


def _apart(
    one: tuple[str, float, float, float, float], two: tuple[str, float, float, float, float]
) -> bool:
    """Whether two letters, one written after the other, stand in different words."""
    gap_x = max(two[1] - one[3], one[1] - two[3])
    gap_y = max(two[2] - one[4], one[2] - two[4])
    size = max(min(one[4] - one[2], one[3] - one[1]), min(two[4] - two[2], two[3] - two[1]), 3.0)
    return gap_x > 0.6 * size or gap_y > 0.6 * size


def _turn(angle: float) -> int | None:
    """Anticlockwise quarter turns of a letter; PDFium counts radians clockwise. None for
    slanting text."""
    if angle < 0:  # PDFium cannot say
        return 0
    quarters = angle / (math.pi / 2)
    nearest = round(quarters)
    return -nearest % 4 if abs(quarters - nearest) < 0.1 else None


def _is_bold(name: bytes, weight: int, flags: int) -> bool:
    told = name.decode("utf-8", "replace").lower()
    return (
        any(mark in told for mark in ("bold", "black", "heavy", "semibd", "demi"))
        or weight >= BOLD_FROM
        # ISO 32000-1, table 123: bit 19 of the descriptor's flags is ForceBold.
        or bool(flags & (1 << 18))
    )


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
    if not fill_mode.value and not stroked.value:
        return
    matrix = matrix_of(item, outer)
    colour = _fill_colour(item) if fill_mode.value else None
    for points in _subpaths(item, count, matrix):
        if colour is not None:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            # Only boxes: a polygon is a drawing's.
            if all(
                min(abs(x - min(xs)), abs(x - max(xs))) < 0.5
                and min(abs(y - min(ys)), abs(y - max(ys))) < 0.5
                for x, y in points
            ):
                yield (min(xs), min(ys), max(xs), max(ys)), colour
        if stroked.value:
            for (xa, ya), (xb, yb) in pairwise(points):
                if abs(xa - xb) < 1.0 or abs(ya - yb) < 1.0:
                    yield (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)), None


def _subpaths(item: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The path's runs of straight segments; runs with a curve are left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [point], False
        else:
            points.append(point)
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _fill_colour(item: Any) -> tuple[int, int, int] | None:
    """None where the fill cannot be seen."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFPageObj_GetFillColor(
        item, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    if not alpha.value:
        return None
    return red.value, green.value, blue.value
