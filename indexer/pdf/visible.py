"""Which words of a page nobody can see when it is shown.

White on white, beyond the page's edge, a tenth of a point high, drawn invisibly, covered:
such words are in the file, not on the page. The page is rendered, and every run of
letters must leave a trace there; where one does not, its words are looked at one by one.

What a scanner's OCR lays invisibly over a picture is on the page, for the picture shows
it; and white letters in a dark row of a table are seen as well as black ones on white.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, reduce
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from indexer.pdf.letters import (
    OnPicture,
    Span,
    char_box,
    drawn,
    letter_codes,
    letters_and_places,
    page_text,
    plain,
    unchecked,
)
from indexer.pdf.ocr import picture_grid

__all__ = ["hidden_words", "visible_text"]

LONGEST_SIDE = 1_300
"""Pixels. An ordinary page is rendered a pixel a point: enough to tell ink from none."""

CONTRAST = 10
"""Steps of 255 between two neighbouring pixels, or two colours, that can be told apart."""

TINY = 1.5
"""Points. Lower letters are not read by anybody; real footnotes have 5."""

GAP = 4.0
"""Heights of a run without ink that may lie between two of its words."""

ASKEW = 8.0
"""Heights of a word that a scanner's OCR may put it beside its print."""

LIGHT = 160
"""Of 255. Words in a lighter colour are looked at more closely."""

MAX_LAYERS = 20
"""Pictures that are drawn of a page without some of its words, a few hundredths of a second
each: light words that lie over each other more often than that are not judged."""

SPILL = 2
"""Pixels around its words that an object's ink may reach."""

_AFTER_WORDS = ".,;:!?)]”’\"'"

Picture = npt.NDArray[np.uint8]

Edges = tuple[float, float, float, float]
"""(left, bottom, right, top) in points."""


Ink = tuple[int, ...]
"""How letters are drawn: in a light colour (red, green, blue), or `INVISIBLE`, or `DARK`, which
is any other way."""

INVISIBLE: Ink = (-1,)
DARK: Ink = ()


def hidden_words(page: Any, text_page: Any) -> list[Span]:
    """Words that cannot be seen, in order; [] for nearly every page.

    Args:
        page: a ``pypdfium2.PdfPage``.
        text_page: its text.
    """
    raw = text_page.raw
    if pdfium.FPDFText_CountChars(raw) <= 0:
        return []
    view = _View(page)
    odd = any(_ink(item) != DARK for item, _ in drawn(page, pdfium.FPDF_PAGEOBJ_TEXT))
    pictures = picture_grid(page) if odd else None
    if all(
        (view.shows_run(box) and (not odd or _shown(page, view, pictures, box, _ink_in(raw, box))))
        or not _says_anything(raw, box)
        for box in _runs(raw)
    ):
        return []
    return _hidden(page, text_page)


def visible_text(text: str, text_page: Any, hidden: Sequence[Span]) -> str:
    """A page's text without its hidden words.

    Args:
        text: as another reader has it, whose order of words may differ.
        text_page: the page as PDFium has it.
        hidden: what is hidden of it.

    Returns:
        `text` with the hidden words cut out; where they are not found in it, the visible
        words as PDFium has them. Words that also stand on the page visibly are left.
    """
    ours = page_text(text_page, hidden)
    seen = plain(ours)
    letters, places = letters_and_places(text)
    cuts = []
    for run in _joined(letter_codes(text_page), hidden):
        wanted = plain(run)
        if not wanted or wanted in seen:
            continue
        start = letters.find(wanted)
        if start < 0:
            return ours
        while start >= 0:
            end = places[start + len(wanted) - 1] + 1
            while end < len(text) and text[end] in _AFTER_WORDS:
                end += 1
            cuts.append((places[start], end))
            start = letters.find(wanted, start + len(wanted))
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    return text


def _joined(codes: Sequence[int], hidden: Sequence[Span]) -> Iterator[str]:
    """Hidden words that follow each other, as one text."""

    def between(start: int, end: int) -> str:
        return "".join(chr(code) for code in codes[start:end] if code)

    runs: list[Span] = []
    for start, end in hidden:
        if runs and not plain(between(runs[-1][1], start)):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    for start, end in runs:
        yield between(start, end)


class _View:
    """The page as it is shown, a pixel a point, and where on it a box of letters lies."""

    def __init__(self, page: Any, *, coloured: bool = False) -> None:
        longest = max(*page.get_size(), 1.0)
        self.scale = min(1.0, LONGEST_SIDE / longest)
        bitmap = page.render(scale=self.scale, grayscale=not coloured)
        pixels = bitmap.to_numpy().reshape(bitmap.height, bitmap.width, -1)[:, :, :3]
        self.pixels: Picture = np.ascontiguousarray(pixels if coloured else pixels[:, :, :1])
        self._on_picture = OnPicture.of(page, bitmap.width, bitmap.height)

    def place(self, box: Sequence[float]) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) in pixels of a box in the page's points."""
        left, top, right, bottom = self._on_picture.place(box)
        # Far off the page, numbers get too large for whole ones.
        x0, y0, x1, y1 = (
            int(max(-1e6, min(1e6, value))) if value == value else 0  # NaN is not itself
            for value in (left, top, right + 1, bottom + 1)
        )
        return x0, y0, x1, y1

    @cached_property
    def _across(self) -> npt.NDArray[np.bool_]:
        return _apart(self.pixels[:, 1:], self.pixels[:, :-1])

    @cached_property
    def _down(self) -> npt.NDArray[np.bool_]:
        return _apart(self.pixels[1:], self.pixels[:-1])

    def trace(self, box: Sequence[float]) -> npt.NDArray[np.bool_]:
        """Along a box's longer side, where it has ink; empty off the page."""
        x0, y0, x1, y1 = self.place(box)
        x0, y0 = max(x0, 0), max(y0, 0)
        if x1 <= x0 or y1 <= y0:
            return np.zeros(0, dtype=bool)
        if x1 - x0 < y1 - y0:
            return np.asarray(self._down[y0:y1, x0:x1].any(axis=1))
        return np.asarray(self._across[y0:y1, x0:x1].any(axis=0))

    def shows_run(self, box: Sequence[float]) -> bool:
        """Whether a run has ink all along it, and a height that can be read."""
        height = min(abs(box[2] - box[0]), abs(box[3] - box[1]))
        if height < TINY:
            return False
        trace = self.trace(box).tobytes()
        first, last = trace.find(1), trace.rfind(1)
        most = max(int(GAP * height * self.scale), 3)
        return (
            0 <= first <= most
            and len(trace) - last <= most
            and bytes(most) not in trace[first:last]
        )

    def around(self, box: Sequence[float]) -> npt.NDArray[np.float64] | None:
        """The usual colour right around a box."""
        x0, y0, x1, y1 = self.place(box)
        height, width = self.pixels.shape[:2]
        x0, y0, x1, y1 = max(x0 - 1, 0), max(y0 - 1, 0), min(x1, width - 1), min(y1, height - 1)
        if x1 <= x0 or y1 <= y0:
            return None
        ring = np.concatenate(
            [
                self.pixels[y0, x0:x1],
                self.pixels[y1, x0:x1],
                self.pixels[y0:y1, x0],
                self.pixels[y0:y1, x1],
            ]
        )
        return np.asarray(np.median(ring, axis=0))

    def differs_for(self, other: _View, box: Sequence[float]) -> bool:
        """Whether a box has ink that another picture of the page lacks: not only paper where
        the other has ink."""
        x0, y0, x1, y1 = self.place(box)
        rows, columns = slice(max(y0, 0), max(y1, 0)), slice(max(x0, 0), max(x1, 0))
        ours = self.pixels[rows, columns].astype(np.int16)
        theirs = other.pixels[rows, columns].astype(np.int16)
        paper = self.around(box)
        if paper is None or not ours.size:
            return False
        changed = np.abs(ours - theirs).max(axis=2) > CONTRAST
        inked = np.abs(ours - paper).max(axis=2) > CONTRAST
        # At the edges of white letters over black ones, grey is lighter than it was.
        darker = np.abs(ours - paper).max(axis=2) > np.abs(theirs - paper).max(axis=2)
        return bool((changed & inked & darker).any())


def _apart(ahead: Picture, behind: Picture) -> npt.NDArray[np.bool_]:
    """Where pixels differ from their neighbours."""
    steps = np.maximum(ahead, behind) - np.minimum(ahead, behind)
    # Channel by channel: over the last axis at once, numpy takes ten times as long.
    return np.asarray(reduce(np.maximum, np.moveaxis(steps, 2, 0)) > CONTRAST)


def _runs(raw: Any) -> Iterator[Edges]:
    """Boxes of letters that are drawn together, as (left, bottom, right, top)."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    for index in range(pdfium.FPDFText_CountRects(raw, 0, -1)):
        pdfium.FPDFText_GetRect(raw, index, left, top, right, bottom)
        yield left.value, bottom.value, right.value, top.value


def _ink(item: Any) -> Ink:
    mode = _mode_of(item)
    if mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP):
        return INVISIBLE
    filled = mode in (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
    if filled and _fill_of(item, *_fill_parts) and min(colour := tuple(_fill[:3])) >= LIGHT:
        return colour
    return DARK


_fill = (ctypes.c_uint * 4)()
_fill_parts = [ctypes.byref(_fill, place) for place in range(0, 16, 4)]
_mode_of = unchecked(pdfium.FPDFTextObj_GetTextRenderMode)
_fill_of = unchecked(pdfium.FPDFPageObj_GetFillColor)


def _says_anything(raw: Any, box: Edges) -> bool:
    """Whether there are letters or digits in a box; leaders and rules of dashes have none."""
    left, bottom, right, top = box
    length = pdfium.FPDFText_GetBoundedText(raw, left, top, right, bottom, None, 0)
    buffer = (ctypes.c_ushort * max(length, 1))()
    pdfium.FPDFText_GetBoundedText(raw, left, top, right, bottom, buffer, length)
    return any(chr(code).isalnum() for code in buffer[:length])


def _ink_in(raw: Any, box: Edges) -> Ink:
    """How a run is drawn."""
    left, bottom, right, top = box
    reach = max(right - left, top - bottom) / 2
    index = pdfium.FPDFText_GetCharIndexAtPos(
        raw, (left + right) / 2, (bottom + top) / 2, reach, reach
    )
    item = pdfium.FPDFText_GetTextObject(raw, index) if index >= 0 else None
    return _ink(item) if item else DARK


def _shown(
    page: Any, view: _View, pictures: npt.NDArray[np.bool_] | None, box: Edges, ink: Ink
) -> bool:
    """Whether what is seen where letters stand is they, or a picture of them.

    Args:
        pictures: where the page's pictures lie; None where all its letters are dark.
    """
    if ink == DARK or pictures is None:
        return True
    return _over(pictures, page, box) if ink == INVISIBLE else not _like_paper(view, box, ink)


# --- word by word -----------------------------------------------------------


Word = tuple[Span, Edges]


def _hidden(page: Any, text_page: Any) -> list[Span]:
    view, pictures = _View(page, coloured=True), picture_grid(page)
    # By the addresses of objects: the objects, their inks and their words like the paper.
    objects: dict[int, tuple[Any, Ink, list[Word]]] = {0: (None, DARK, [])}
    hidden: list[Span] = []
    for start, end, box in _words(text_page):
        item = pdfium.FPDFText_GetTextObject(text_page.raw, start)
        address = ctypes.cast(item, ctypes.c_void_p).value or 0
        if address not in objects:
            objects[address] = item, _ink(item), []
        _, ink, like_paper = objects[address]
        if not _has_ink(view, _around(box) if ink == INVISIBLE else box, end - start):
            hidden.append((start, end))
        elif not _shown(page, view, pictures, box, ink):
            if ink == INVISIBLE:
                hidden.append((start, end))
            else:
                like_paper.append(((start, end), box))
    light = [(item, words) for item, _, words in objects.values() if words]
    return sorted([*hidden, *_unseen(page, view, light)])


def _unseen(page: Any, view: _View, light: Iterable[tuple[Any, list[Word]]]) -> Iterator[Span]:
    """Words without which the page looks the same: PDFium calls patterns white, so that only
    a picture without the words tells. Those that could not be judged are among them.

    Objects that lie apart are judged by one picture without all of them.

    Args:
        light: objects in a light colour, with their words that look like the paper around them.
    """
    layers: list[tuple[list[Any], list[Word], npt.NDArray[np.bool_]]] = []
    for item, words in light:
        lefts, bottoms, rights, tops = zip(*(box for _, box in words), strict=True)
        x0, y0, x1, y1 = view.place((min(lefts), min(bottoms), max(rights), max(tops)))
        area = np.s_[max(y0 - SPILL, 0) : max(y1 + SPILL, 0), max(x0 - SPILL, 0) : x1 + SPILL]
        layer = next((layer for layer in layers if not layer[2][area].any()), None)
        if layer is None and len(layers) < MAX_LAYERS:
            layer = [], [], np.zeros(view.pixels.shape[:2], dtype=bool)
            layers.append(layer)
        if layer is None:
            yield from (span for span, _ in words)
            continue
        layer[0].append(item)
        layer[1].extend(words)
        layer[2][area] = True
    for items, words, _ in layers:
        without = _without(page, items)
        yield from (span for span, box in words if not view.differs_for(without, box))


def _without(page: Any, items: Sequence[Any]) -> _View:
    """The page without some of its objects. One that cannot be left out is drawn, so that its
    words count as unseen, and no other's."""
    left_out = [item for item in items if pdfium.FPDFPageObj_SetIsActive(item, False)]
    try:
        return _View(page, coloured=True)
    finally:
        for item in left_out:
            pdfium.FPDFPageObj_SetIsActive(item, True)


def _around(box: Edges) -> Edges:
    """Where the print of a word may be that a scanner's OCR has put here, somewhat askew."""
    # A single letter may be as thin as a hair.
    height = max(min(box[2] - box[0], box[3] - box[1]), 8.0)
    across = box[2] - box[0] >= box[3] - box[1]
    x, y = (ASKEW * height, height) if across else (height, ASKEW * height)
    return box[0] - x, box[1] - y, box[2] + x, box[3] + y


def _has_ink(view: _View, box: Sequence[float], letters: int) -> bool:
    if (
        min(box[2] - box[0], box[3] - box[1]) < TINY
        and max(box[2] - box[0], box[3] - box[1]) < TINY * letters
    ):
        return False
    return int(view.trace(box).sum()) >= max(1, letters // 4)


def _like_paper(view: _View, box: Sequence[float], colour: Ink) -> bool:
    """Whether letters have the colour that is around them: what is seen there is not they."""
    around = view.around(box)
    if around is None:
        return False
    red, green, blue = colour
    # Pixels come as blue, green, red, or as PDFium's grey.
    ours = (blue, green, red) if len(around) == 3 else (0.11 * blue + 0.59 * green + 0.3 * red,)
    return bool(np.abs(around - np.array(ours, dtype=float)).max() <= CONTRAST)


def _over(pictures: npt.NDArray[np.bool_], page: Any, box: Sequence[float]) -> bool:
    """Whether a picture lies where a box has its middle."""
    left, bottom, right, top = page.get_bbox()
    rows, columns = pictures.shape
    row = int(rows * ((box[1] + box[3]) / 2 - bottom) / max(top - bottom, 1.0))
    column = int(columns * ((box[0] + box[2]) / 2 - left) / max(right - left, 1.0))
    return 0 <= row < rows and 0 <= column < columns and bool(pictures[row, column])


def _words(text_page: Any) -> Iterator[tuple[int, int, Edges]]:
    """(from, up to, box) of letters and digits that stand together."""
    raw = text_page.raw
    start: int | None = None
    box = (0.0, 0.0, 0.0, 0.0)
    for index, code in enumerate((*letter_codes(text_page), 0)):
        if chr(code).isalnum() and (here := char_box(raw, index)):
            if start is None:
                start, box = index, here
            else:
                box = (
                    min(box[0], here[0]),
                    min(box[1], here[1]),
                    max(box[2], here[2]),
                    max(box[3], here[3]),
                )
        elif start is not None:
            yield start, index, box
            start = None
