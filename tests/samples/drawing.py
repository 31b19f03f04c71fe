"""Draws agenda packs as ModernGov publishes them, and keeps the truth while doing so.

A `Paper` lays out text, tables and charts page by page on a reportlab canvas. It
notes for every page what it is (printed page, item, appendix, kind) at the moment
it draws it, and each drawing method returns the pages it drew on, so whoever calls
it can write the truth down without ever reading the PDF back.

Lengths are in points. Pages that are read on their side are portrait pages with
/Rotate 90 whose content is turned; the stamp stays at the foot of the unturned page.

Files are the same bytes on every run and machine: fixed dates, no compression
(zlib's output differs between builds), no embedded fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from inspect import cleandoc
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

__all__ = ["BLANK", "Paper", "Place", "Table", "table_rows", "wrap"]

BLANK = "This page is intentionally left blank"
WIDTH, HEIGHT = A4
SANS, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
SERIF, SERIF_BOLD = "Times-Roman", "Times-Bold"
NAVY = (0.09, 0.25, 0.39)
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Place:
    """Where something was drawn: PDF page and printed page (None on front sheets)."""

    pdf_page: int
    printed_page: int | None


@dataclass
class Table:
    """A ruled table: headers, column widths as shares of the frame, font size."""

    headers: Sequence[str]
    widths: Sequence[float]
    size: float = 8.5
    splits: bool = False
    """Rows may go on over a page break."""
    title: str = ""
    """A row across the whole table, above the headers, on its first page."""


def table_rows(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table as they are written: cells between bars, a row on a line; what goes
    on from the line above stands further to the right."""
    written = re.sub(r"\n +", " ", cleandoc(text))
    return tuple(tuple(map(str.strip, row.split("|"))) for row in written.splitlines())


@dataclass
class _Frame:
    """A box that text flows down: left edge, width, top and bottom."""

    left: float
    width: float
    top: float
    bottom: float


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """`text` as lines no wider than `width`; a word breaks only at a soft hyphen."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        plain = word.replace(SOFT_HYPHEN, "")
        joined = f"{line} {plain}".strip()
        if stringWidth(joined, font, size) <= width:
            line = joined
            continue
        parts = word.split(SOFT_HYPHEN)
        for cut in range(len(parts) - 1, 0, -1):
            head = f"{line} {''.join(parts[:cut])}-".strip()
            if stringWidth(head, font, size) <= width:
                lines.append(head)
                line = "".join(parts[cut:])
                break
        else:
            if line:
                lines.append(line)
            line = plain
    return [*lines, line] if line else lines


@dataclass
class Paper:
    """One PDF in the making.

    Attributes:
        first_printed: the number stamped on the first page after the front sheet.
        stamp_blanks: whether blank leaves bear their number or only use it up.
        totals: pages of each part that says "Page 3 of 6", from an earlier run.
    """

    path: Path
    title: str
    subject: str
    author: str
    first_printed: int = 1
    stamp_blanks: bool = True
    totals: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rl_config.useA85 = 0
        self.canvas = Canvas(str(self.path), pagesize=A4, pageCompression=0, invariant=1)
        self.canvas.setTitle(self.title)
        self.canvas.setSubject(self.subject)
        self.canvas.setAuthor(self.author)
        self.canvas.setCreator("Packhorse sample packs")
        self.canvas.setProducer("ReportLab")
        self.canvas.setKeywords("Council meetings; made-up council; test sample")
        self.canvas.showOutline()
        self.pages: list[dict[str, object]] = []
        self.item: str | None = None
        self.appendix: str | None = None
        self.kind = "front"
        self.landscape = False
        self.own_numbers: str | None = None
        self.own_page = 0
        self.running_head: tuple[str, ...] = ()
        self.columns = 1
        self.face, self.face_bold, self.size = SANS, BOLD, 11.0
        self.counted: dict[str, int] = {}
        self._next_printed = self.first_printed
        self._stamp_top: str | None = None
        self._banner: str | None = None
        self._open = False
        self._unstamped = False
        self._frames: list[_Frame] = []
        self._frame = 0
        self.y = 0.0

    # --- pages ---------------------------------------------------------------

    @property
    def here(self) -> Place:
        """The page being drawn; opens one if none is open."""
        self._ensure_page()
        last = self.pages[-1]
        printed = last["page"]
        assert printed is None or isinstance(printed, int)
        return Place(len(self.pages), printed)

    def start(
        self,
        *,
        kind: str,
        item: str | None = None,
        appendix: str | None = None,
        outline: str | None = None,
        landscape: bool = False,
        own_numbers: str | None = None,
        running_head: tuple[str, ...] = (),
        columns: int = 1,
        stamp_item: bool = True,
    ) -> None:
        """Begin a part of the pack on a new page: its first page bears its stamp.

        `own_numbers` is None, "plain" (a bare number) or "of" ("Page 2 of 6").
        """
        self._close_page()
        new_item = item != self.item and item is not None
        self.kind, self.item, self.appendix = kind, item, appendix
        self.landscape, self.own_numbers, self.columns = landscape, own_numbers, columns
        self.own_page = 0
        self.running_head = running_head
        self._stamp_top = None
        if appendix is not None:
            self._stamp_top = f"Appendix {appendix}"
        elif new_item and stamp_item:
            self._stamp_top = f"Agenda Item {item}"
        self._ensure_page()
        if outline:
            depth = 0 if kind == "front" else 2 if appendix else 1
            key = f"mark{len(self.pages)}"
            self.canvas.bookmarkPage(key)
            self.canvas.addOutlineEntry(outline, key, level=depth, closed=False)

    def turn(self) -> None:
        """Go on to a new page of the same part."""
        self._close_page()
        self._ensure_page()

    def without_stamp(self) -> None:
        """The page being drawn uses up its number but bears no stamp."""
        self._ensure_page()
        self._unstamped = True
        self.pages[-1]["stamped"] = False

    def end_part(self) -> None:
        """Close the part and fill up with a blank leaf so that the next starts on the right."""
        self._close_page()
        if self.kind == "front":
            full = len(self.pages) % 2 == 0
        else:
            full = (self._next_printed - self.first_printed) % 2 == 0
        if full:
            return
        kind, self.kind = self.kind, "blank" if self.kind != "front" else "front blank"
        self.landscape, self.running_head, self.own_numbers = False, (), None
        self._ensure_page()
        self.canvas.setFont(SANS, 12)
        self.canvas.drawCentredString(WIDTH / 2, HEIGHT / 2, BLANK)
        if not self.stamp_blanks:
            self.without_stamp()
        self._close_page()
        self.kind = kind

    def save(self) -> None:
        """Write the file."""
        self._close_page()
        self.canvas.save()

    def _ensure_page(self) -> None:
        if self._open:
            return
        front = self.kind.startswith("front")
        printed = None if front else self._next_printed
        if not front:
            self._next_printed += 1
        self.pages.append(
            {
                "pdf_page": len(self.pages) + 1,
                "page": printed,
                "item": self.item,
                "appendix": self.appendix,
                "kind": "blank" if self.kind == "front blank" else self.kind,
                "ocr": False,
                "stamped": not front,
                "rotated": self.landscape,
            }
        )
        self._open, self._unstamped = True, front
        # reportlab swaps the sides of a rotated page; given swapped, the page stays portrait.
        self.canvas.setPageSize((HEIGHT, WIDTH) if self.landscape else (WIDTH, HEIGHT))
        self.canvas.setPageRotation(90 if self.landscape else 0)
        self.canvas.saveState()
        if self.landscape:
            self.canvas.translate(WIDTH, 0)
            self.canvas.rotate(90)
        wide, high = (HEIGHT, WIDTH) if self.landscape else (WIDTH, HEIGHT)
        left, right, top, bottom = (62, 40, 44, 62) if self.landscape else (64, 60, 72, 76)
        y = high - top
        if self.running_head:
            for line in self.running_head:
                self.canvas.setFont(BOLD, 9)
                self.canvas.drawString(left, y, line)
                y -= 11
            y -= 12
        gap = 24
        width = (wide - left - right - gap * (self.columns - 1)) / self.columns
        self._frames = [
            _Frame(left + k * (width + gap), width, y, bottom) for k in range(self.columns)
        ]
        self._frame = 0
        self.y = y
        self.own_page += 1

    def _close_page(self) -> None:
        if not self._open:
            return
        self._draw_own_number()
        self.canvas.restoreState()
        if self._banner:
            self.canvas.setFont(BOLD, 13)
            self.canvas.drawRightString(WIDTH - 24, HEIGHT - 28, self._banner)
            self._banner = None
        if not self._unstamped:
            self.canvas.setFillColorRGB(0, 0, 0)
            self.canvas.setFont(SANS, 12)
            self.canvas.drawCentredString(WIDTH / 2, 26, f"Page {self.pages[-1]['page']}")
            if self._stamp_top:
                self.canvas.setFont(BOLD, 13)
                self.canvas.drawRightString(WIDTH - 24, HEIGHT - 28, self._stamp_top)
        if not self.kind.startswith("front"):
            self._stamp_top = None
        self.canvas.showPage()
        self._open = False

    def _draw_own_number(self) -> None:
        if not self.own_numbers or not self.appendix:
            return
        self.counted[self.appendix] = self.own_page
        wide = HEIGHT if self.landscape else WIDTH
        self.canvas.setFont(self.face, 9)
        self.canvas.setFillColorRGB(0.3, 0.3, 0.3)
        text = str(self.own_page)
        if self.own_numbers == "of":
            text = f"Page {self.own_page} of {self.totals.get(self.appendix, 0)}"
        self.canvas.drawRightString(wide - 60, 50, text)

    # --- text ------------------------------------------------------------------

    @property
    def frame(self) -> _Frame:
        self._ensure_page()
        return self._frames[self._frame]

    def room(self, height: float) -> None:
        """Make sure that `height` fits: go to the next column or page if it does not."""
        if self.y - height >= self.frame.bottom:
            return
        if self._frame + 1 < len(self._frames):
            self._frame += 1
            self.y = self.frame.top
        else:
            self.turn()

    def space(self, height: float) -> None:
        """Leave a gap, unless at the top of a page."""
        if self.y < self.frame.top:
            self.y -= height

    def lines(
        self,
        text: str,
        *,
        font: str | None = None,
        size: float | None = None,
        indent: float = 0,
        label: str = "",
        label_indent: float = 0,
        align: str = "left",
        colour: tuple[float, float, float] = (0, 0, 0),
        after: float = 7,
        keep: int = 2,
    ) -> list[Place]:
        """A paragraph, with an optional label ("6.1", "•") to its left."""
        font, size = font or self.face, size or self.size
        leading = size * 1.28
        broken = wrap(text, font, size, self.frame.width - indent)
        places: list[Place] = []
        self.room(min(len(broken), keep) * leading)
        for number, line in enumerate(broken):
            self.room(leading)
            frame = self.frame
            self.canvas.setFillColorRGB(*colour)
            base = self.y - size
            self.canvas.setFont(font, size)
            if number == 0 and label:
                self._labelled(label, frame.left + label_indent, line, frame.left + indent, base)
            elif align == "centre":
                self.canvas.drawCentredString(frame.left + frame.width / 2, base, line)
            elif align == "right":
                self.canvas.drawRightString(frame.left + frame.width, base, line)
            else:
                self.canvas.drawString(frame.left + indent, base, line)
            self.y -= leading
            if self.here not in places:
                places.append(self.here)
        self.canvas.setFillColorRGB(0, 0, 0)
        self.space(after)
        return places

    def _labelled(self, label: str, left: float, line: str, start: float, base: float) -> None:
        """A label and the line after it in one text object, so that they read as one line."""
        run = self.canvas.beginText(left, base)
        if label == "•":
            # reportlab writes a bullet as a code that readers take for a control character.
            run._code.append("(\\225) Tj")
        else:
            run.textOut(label)
        run.moveCursor(start - left, 0)
        run.textOut(line)
        self.canvas.drawText(run)

    def heading(
        self,
        text: str,
        *,
        label: str = "",
        size: float | None = None,
        colour: tuple[float, float, float] = (0, 0, 0),
        align: str = "left",
        indent: float = 0,
    ) -> Place:
        """A bold line that stays with what follows."""
        size = size or self.size
        self.room(size * 1.28 * 4)
        return self.lines(
            text,
            font=self.face_bold,
            size=size,
            label=label,
            colour=colour,
            align=align,
            indent=max(indent, 44 if label else 0),
        )[0]

    def clause(self, label: str, text: str) -> list[Place]:
        """A numbered paragraph of a report or minutes."""
        return self.lines(text, label=label, indent=44)

    def bullets(self, texts: Iterable[str], *, indent: float = 62, mark: str = "•") -> None:
        for text in texts:
            self.lines(text, label=mark, indent=indent, label_indent=indent - 14, after=3)
        self.space(4)

    # --- tables and charts --------------------------------------------------------

    def table(
        self,
        table: Table,
        rows: Sequence[Sequence[str]],
        *,
        indent: float = 0,
        bold_last: bool = False,
    ) -> list[list[Place]]:
        """Draw the rows under the headers, which each new page repeats.

        Returns for each row the pages that it stands on, in order.
        """
        size, leading, pad = table.size, table.size * 1.22, 3.0
        whole = self.frame.width - indent
        widths = [share * whole / sum(table.widths) for share in table.widths]

        def broken(cells: Sequence[str], font: str) -> list[list[str]]:
            out = []
            for cell, width in zip(cells, widths, strict=True):
                lines: list[str] = []
                for part in cell.split("\n"):
                    lines += wrap(part, font, size, width - 2 * pad)
                out.append(lines)
            return out

        def draw(cells: list[list[str]], font: str, shade: bool) -> None:
            height = max(1, *map(len, cells)) * leading + 2 * pad
            left = self.frame.left + indent
            for lines, width in zip(cells, widths, strict=True):
                if shade:
                    self.canvas.setFillColorRGB(0.88, 0.91, 0.94)
                self.canvas.setLineWidth(0.6)
                self.canvas.rect(left, self.y - height, width, height, fill=int(shade))
                self.canvas.setFillColorRGB(0, 0, 0)
                self.canvas.setFont(font, size)
                for number, line in enumerate(lines):
                    base = self.y - pad - size - number * leading + 1
                    self.canvas.drawString(left + pad, base, line)
                left += width
            self.y -= height

        def headers() -> None:
            if table.title and not drawn:
                widths_kept = widths[:]
                widths[:] = [whole]
                draw([wrap(table.title, self.face_bold, size, whole)], self.face_bold, True)
                widths[:] = widths_kept
            if any(table.headers):
                draw(broken(table.headers, self.face_bold), self.face_bold, True)

        def fits(count: int) -> bool:
            return self.y - (count * leading + 2 * pad) >= self.frame.bottom

        heights = [max(1, *map(len, broken(row, self.face_bold))) for row in rows]
        whole_height = sum(count * leading + 2 * pad for count in heights) + 3 * leading
        if not table.splits and whole_height < self.frame.top - self.frame.bottom:
            self.room(whole_height)
        elif not fits(heights[0] + 3):
            self.turn()
        drawn: list[list[Place]] = []
        headers()
        for index, row in enumerate(rows):
            font = self.face_bold if bold_last and index == len(rows) - 1 else self.face
            rest = broken(row, font)
            places: list[Place] = []
            while True:
                tall = max(1, *map(len, rest))
                if fits(tall):
                    draw(rest, font, False)
                    places.append(self.here)
                    break
                count = int((self.y - self.frame.bottom - 2 * pad) // leading)
                if table.splits and count >= 2 and tall - count >= 1:
                    draw([lines[:count] for lines in rest], font, False)
                    places.append(self.here)
                    rest = [lines[count:] for lines in rest]
                self.turn()
                headers()
            drawn.append(places)
        self.space(12)
        return drawn

    def bars(
        self,
        title: str,
        values: Sequence[tuple[str, float]],
        *,
        unit: str = "",
        height: float = 170,
    ) -> None:
        """A bar chart drawn in vectors, its numbers and names as text."""
        self.room(height + 40)
        self.lines(title, font=self.face_bold, size=10, after=4)
        canvas, frame = self.canvas, self.frame
        floor = self.y - height + 18
        top = max(value for _, value in values) * 1.15
        step = (frame.width - 40) / len(values)
        canvas.setLineWidth(0.4)
        canvas.setStrokeColorRGB(0.75, 0.75, 0.75)
        for part in range(5):
            level = floor + part * (height - 40) / 4
            canvas.line(frame.left + 24, level, frame.left + frame.width, level)
        for index, (name, value) in enumerate(values):
            left = frame.left + 34 + index * step
            tall = value / top * (height - 40)
            canvas.setFillColorRGB(*NAVY)
            canvas.rect(left, floor, step * 0.6, tall, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.setFont(self.face, 8.5)
            canvas.drawCentredString(left + step * 0.3, floor + tall + 3, f"{value:g}{unit}")
            canvas.drawCentredString(left + step * 0.3, floor - 11, name)
        canvas.setStrokeColorRGB(0, 0, 0)
        self.y = floor - 26

    def crest(self, name: str) -> None:
        """The council's mark and name at the head of a front sheet."""
        canvas, left, y = self.canvas, self.frame.left, self.y
        canvas.setFillColorRGB(*NAVY)
        canvas.circle(left + 13, y - 13, 13, stroke=0, fill=1)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.setLineWidth(2)
        for offset in (-6, 0, 6):
            wave = canvas.beginPath()
            wave.moveTo(left + 4, y - 14 + offset)
            level = y - 14 + offset
            wave.curveTo(left + 9, level + 6, left + 16, level - 6, left + 22, level + 1)
            canvas.drawPath(wave)
        canvas.setStrokeColorRGB(0, 0, 0)
        canvas.setFillColorRGB(*NAVY)
        canvas.setFont(BOLD, 17)
        canvas.drawString(left + 34, y - 19, name)
        canvas.setFillColorRGB(0, 0, 0)
        self.y -= 44

    def signature(self) -> None:
        """A scribble where the clerk signed."""
        self.room(40)
        canvas, left, y = self.canvas, self.frame.left, self.y
        canvas.setLineWidth(1)
        line = canvas.beginPath()
        line.moveTo(left, y - 24)
        for k in range(6):
            x = left + k * 16
            line.curveTo(x + 4, y + 4, x + 9, y - 34, x + 16, y - 18 + (k % 3) * 3)
        canvas.drawPath(line)
        self.y -= 40

    def public_pack(self) -> None:
        """The words ModernGov prints top right on the first page of a pack."""
        self._ensure_page()
        self._banner = "Public Document Pack"
