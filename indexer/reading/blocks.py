"""A page's lines as headings, paragraphs, list items and table rows, in reading order.

Where the type and the place of the lines are known (`indexer.reading.lines.looks`), they
decide: a heading is bold or larger than the paper's body, a paragraph ends where
the leading widens, blocks that the file draws in another order than they are read
in are put right. Where they are not known, the words alone must do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

import numpy as np

from indexer.council.packs import Block, BlockKind, RawPage
from indexer.reading.lines.looks import Look
from indexer.reading.page_text import ENDED, is_capitals_mostly, join_lines, lines_of, squash
from indexer.reading.reading_order import Box, reading_order

__all__ = ["BlockRow", "Heading", "Trail", "page_blocks"]

_BULLET = re.compile(r"(?:[•▪◦■●○►▸➢➤✓✔❖·*□☐]|[–—-](?=\s)|o(?=\s+[A-Z]))\s*")
_LETTERED = re.compile(
    r"(?:\([a-z]{1,2}\)|[a-z]\)|\([ivx]{1,5}\)|[ivx]{1,5}\)|\(\d{1,2}\)|\d{1,2}\)"
    r"|\d{1,2}\.(?!\d))\s+(?=\S)",
    re.I,
)
_SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4}[a-z]?)\.?(?=\s|$)")
_HEADED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?=[.)]\s))[.):]?\s+(?P<title>[A-Z\"'‘“].*)"
)
_LONE_NUMBER = re.compile(r"(?:item\s*)?[A-Z]?\d{1,3}[a-z]?(?:\.\d{1,2})?[.):]?", re.I)
_SECTION_LABEL = re.compile(
    r"\b(?:considerations?|implications?|background papers?|list of appendices|appendices|"
    r"recommendations?|recommendation\(s\)|consultation|undertaken)\s*:$",
    re.I,
)
"""The end of a section's heading that is set like the text around it."""

_KNOWN_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.0?)?\s+)?(?:(?:executive )?summary|purpose(?: of (?:the |this )?report)?"
    r"|introduction|recommendations?|"
    r"recommendation\(s\)|reasons? for (?:the )?recommendations?(?:\(s\))?"
    r"|background(?: information| papers| documents)?|"
    r"conclusions?|decisions?|resolution|minutes|contact officers?|options considered|"
    r"(?:\w+,? ){1,6}(?:implications?|considerations?))\s*:?",
    re.I,
)
"""Headings that a report or minutes set on a line of their own, in whatever type."""

_CODED_HEADING = re.compile(
    r"[A-Z][A-Za-z]{0,5}[/.]\d{1,4}(?:[/.]\d{1,4})?\s+[A-Z].{2,90}|\d{1,4}/\d{2,4}\s+[A-Z].{2,90}"
)
"""A minute's number and title: "Exe/25/10 Minutes", "45/24 Apologies"."""

_TITLE_LINE = re.compile(
    r"(?:\d{1,3}\.?\s+(?!(?:That|To)\b)[A-Z]|\d{1,3}\.\s+\d{2}/)[\w'’&/(),:–-]*(?:\s+[\w'’&/(),:–-]+){0,9}"
)

_RESOLVES = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2})*[.)]?\s+)?"
    r"(?:it was\s+|(?:the\s+)?(?:(?:sub-?)?committee|council|cabinet|board|panel|executive"
    r"|meeting|members?|councillors?)\s+)?(?:unanimously\s+)?"
    r"(?:resolved|agreed)\b(?:\s+unanimously\b)?"
    r"(?:\s+(?:that|to)\b|\s*[:–—-]+\s*\w|\s*\([^)]*(?:$|\)\s*[:–—-]*\s*\w))",
    re.I,
)
"""The opening of a resolution with its words after it, in whatever type it is set."""

_SHORT = 28
_LONG_HEADING = 160


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A table row to put in the place of its words: see `indexer.reading.tables.found`.

    `header`: it names the columns, or the rows below it; its words are kept together as a
    paragraph, since each row of the body says them again. `group`: the heading inside the
    table that the row stands under.
    """

    text: str
    quote: str
    cells: tuple[tuple[str, str], ...] = ()
    continues: bool = False
    header: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading on the trail: its number's depth (0 without a number) and its look."""

    text: str
    depth: int
    size: float
    bold: bool
    capitals: bool


@dataclass(slots=True)
class Trail:
    """The headings in force, outermost first, carried from page to page of a paper."""

    headings: list[Heading] = field(default_factory=list)
    paragraph: str | None = None

    def path(self) -> tuple[str, ...]:
        """As `Block.path` wants it."""
        texts = tuple(heading.text for heading in self.headings)
        return (*texts, self.paragraph) if self.paragraph else texts

    def enter(self, heading: Heading) -> None:
        """Go under a heading: what is not above it falls off the trail."""
        while self.headings and not _above(self.headings[-1], heading):
            self.headings.pop()
        if len(self.headings) >= 6:
            self.headings.pop()
        self.headings.append(heading)
        self.paragraph = None


def _above(upper: Heading, lower: Heading) -> bool:
    if upper.depth and lower.depth:
        return upper.depth < lower.depth
    if upper.size and lower.size and abs(upper.size - lower.size) > 0.7:
        return upper.size > lower.size
    if upper.depth and not lower.depth:
        return True
    if lower.depth and not upper.depth:
        # A title stands above the numbered sections; a side heading inside one does not.
        return upper.capitals and not lower.capitals
    if upper.bold != lower.bold:
        return upper.bold
    return upper.capitals and not lower.capitals


@dataclass(slots=True)
class _PageLine:
    index: int
    text: str
    look: Look | None


@dataclass(slots=True)
class _Run:
    """Lines that belong together, and what they are."""

    kind: BlockKind
    lines: list[_PageLine]
    row: BlockRow | None = None
    number: str | None = None

    def boxes(self) -> tuple[Box, Box] | None:
        """Where the run's first and last parts stand; they differ where it runs on from
        one column to the next. None where a line's place is not known."""
        parts: list[list[Look]] = [[]]
        for line in self.lines:
            if line.look is None:
                continue
            if parts[-1] and line.look.top < parts[-1][-1].top - line.look.size:
                parts.append([])
            parts[-1].append(line.look)
        return (_box(parts[0]), _box(parts[-1])) if parts[0] else None


def _box(looks: Sequence[Look]) -> Box:
    return Box(
        min(look.left for look in looks),
        min(look.top for look in looks),
        max(look.right for look in looks),
        max(look.bottom for look in looks),
    )


def page_blocks(
    page: RawPage,
    *,
    skip: frozenset[int],
    looks: Mapping[int, Look],
    body: float,
    trail: Trail,
    rows: Sequence[BlockRow] = (),
    words: frozenset[str] = frozenset(),
) -> tuple[Block, ...]:
    """The blocks of one page.

    Args:
        page: its text; with OCR's words where it is a scan.
        skip: indexes of lines that are stamps, running heads or footers.
        looks: of its lines, by index.
        body: the type size of the paper's running text, 0 where unknown.
        trail: the headings in force; it is moved on.
        rows: the page's table rows, which replace the lines that they stand on.
        words: the document's words, for mending hyphens.
    """
    texts = lines_of(page.text)
    lines = [
        _PageLine(index, text, looks.get(index))
        for index, text in enumerate(texts)
        if text and index not in skip
    ]
    cuts = {index for index in skip if any(map(str.isalnum, texts[index]))}
    runs = _runs(lines, rows, body, cuts)
    boxes = [run.boxes() for run in runs]
    known = [pair for pair in boxes if pair is not None]
    if len(known) == len(boxes):
        order = reading_order([first for first, _ in known], [last for _, last in known])
        runs = [runs[i] for i in order]
    return tuple(block for run in runs if (block := _block(run, trail, words)))


# --- runs of lines -----------------------------------------------------------------


def _runs(
    lines: Sequence[_PageLine], rows: Sequence[BlockRow], body: float, cuts: Set[int]
) -> list[_Run]:
    covered = _cover(lines, rows)
    leading = _leading(lines)
    setting = (leading, _tightest(lines, leading))
    rights = _column_rights(lines)
    widest = max((len(line.text) for line in lines), default=0)
    runs: list[_Run] = []
    for line in lines:
        row = covered.get(line.index)
        if row is not None:
            if runs and runs[-1].row is row:
                runs[-1].lines.append(line)
            else:
                runs.append(_Run(BlockKind.ROW, [line], row=row))
            continue
        kind, number = _kind(line, body)
        before = runs[-1] if runs and runs[-1].row is None else None
        if (
            before is not None
            and not any(before.lines[-1].index < cut < line.index for cut in cuts)
            and _joins(
                before, line, kind, number, setting, rights.get(line.index, 0.0), widest, body
            )
        ):
            before.kind = _joined_kind(before, line, kind)
            before.lines.append(line)
        else:
            runs.append(_Run(kind, [line], number=number))
    return runs


def _joined_kind(run: _Run, line: _PageLine, kind: BlockKind) -> BlockKind:
    """What a run is once the line has joined it."""
    last = run.lines[-1].text
    if kind is BlockKind.HEADING:
        if run.kind is kind and _written(run, line) > _LONG_HEADING:
            return BlockKind.PARAGRAPH  # bold from end to end, and too long for a heading
        # "6" and its bold title make one heading; a label and a bold value do not.
        return kind if run.kind is kind or _LONE_NUMBER.fullmatch(last) else run.kind
    if run.kind is BlockKind.HEADING and _continues_title(run.lines[-1], line, 0.0):
        return run.kind
    return BlockKind.PARAGRAPH if run.kind is BlockKind.HEADING else run.kind


def _cover(lines: Sequence[_PageLine], rows: Sequence[BlockRow]) -> dict[int, BlockRow]:
    """Line index → the row whose words the line is (wholly) made of."""
    if not rows:
        return {}
    text, ends = "", []
    for line in lines:
        text += squash(line.text)
        ends.append(len(text))
    covered: dict[int, BlockRow] = {}
    cursor = 0
    for row in rows:
        wanted = squash(row.quote)
        if not wanted:
            continue
        at = text.find(wanted, cursor)
        if at < 0:
            at = text.find(wanted)
        if at < 0:
            continue
        end = at + len(wanted)
        cursor = end
        start = 0
        for line, stop in zip(lines, ends, strict=True):
            if start >= at and stop <= end and (stop > start or at < start < end):
                covered.setdefault(line.index, row)
            start = stop
    return covered


def _leading(lines: Sequence[_PageLine]) -> float:
    """The usual distance from one line to the next, 0 where it cannot be told."""
    steps = [
        below.look.top - above.look.top
        for above, below in pairwise(lines)
        if above.look and below.look and 2 < below.look.top - above.look.top < 40
    ]
    if not steps:
        return 0.0
    tight = sorted(steps)[: max(1, (2 * len(steps)) // 3)]
    return median(tight)


def _tightest(lines: Sequence[_PageLine], leading: float) -> float:
    """The step inside a paragraph where that from one to the next is the usual one.

    So it is where most paragraphs are of a line each: the smallest step that comes again
    is then the lines', if it is no wider than type is set.
    """
    sizes = [line.look.size for line in lines if line.look]
    if not sizes or leading <= 1.35 * median(sizes):
        return leading
    steps = sorted(
        below.look.top - above.look.top
        for above, below in pairwise(lines)
        if above.look
        and below.look
        and abs(below.look.left - above.look.left) < 3
        and below.look.top - above.look.top > 0.9 * above.look.size
    )
    again = [a for a, b in pairwise(steps) if b - a < 0.5]
    return min([*again[:1], 1.35 * median(sizes)])


def _column_rights(lines: Sequence[_PageLine]) -> dict[int, float]:
    """For each line the right edge of its column: of the lines that start about where it does."""
    known = {line.index: line.look for line in lines if line.look is not None}
    lefts = np.array([look.left for look in known.values()])
    rights = np.array([look.right for look in known.values()])
    if len(known) > 400:  # lettering of a plan or a chart
        return dict.fromkeys(known, float(rights.max()))
    beside = np.abs(lefts[:, None] - lefts) < 60
    return dict(
        zip(
            known,
            np.where(beside, rights, -np.inf).max(axis=1, initial=-np.inf).tolist(),
            strict=True,
        )
    )


def _kind(line: _PageLine, body: float) -> tuple[BlockKind, str | None]:
    """What a line would open, and the number it opens with."""
    text, look = line.text, line.look
    section = _SECTION.match(text)
    if _is_heading(text, look, body):
        return BlockKind.HEADING, section["number"] if section else None
    if _BULLET.match(text) or _LETTERED.match(text):
        return BlockKind.LIST_ITEM, None
    if section and (len(text) > section.end() or look is not None):
        return BlockKind.PARAGRAPH, section["number"]
    return BlockKind.PARAGRAPH, None


def _is_heading(text: str, look: Look | None, body: float) -> bool:
    letters = sum(c.isalpha() for c in text)
    if letters < 3 or len(text) > _LONG_HEADING or 2 * letters < sum(c.isalnum() for c in text):
        return False
    if text[:1].islower() and text[1:3] not in (". ", ") "):
        return False
    if _BULLET.match(text) or _RESOLVES.match(text):
        return False
    if len(text.split()) <= 9 and _SECTION_LABEL.search(text) and not text[:1].islower():
        return True
    if text[:1].isupper() or text[:1].isdigit():
        alone = look is None or look.size >= 0.9 * body
        if alone and len(text) <= 70 and _KNOWN_HEADING.fullmatch(text):
            return True
        if _CODED_HEADING.fullmatch(text) and not text.endswith((".", ";", ",")):
            return True
        if look is None and _TITLE_LINE.fullmatch(text) and text[-1] not in ".;,:":
            return True
    headed = _HEADED.fullmatch(text)
    closes = text.endswith((".", ";", ",")) and not (
        text.endswith(" etc.") or (text[-1] == "." and text[-2].isdigit())
    )
    if look is not None and body:
        if look.size >= body * 1.15 and len(text) <= 120 and not closes:
            return True
        if look.bold:
            return (
                not closes
                or (is_capitals_mostly(text) and text.endswith("."))
                or bool(headed and len(text) <= 80)
            )
        if look.size < body * 0.9:
            return False
    if is_capitals_mostly(text) and len(text) <= 110 and len(text.split()) <= 14 and not closes:
        return letters >= 4 and (look is None or " " in text or letters >= 6)
    return bool(headed and not closes and len(text) <= 80 and headed["number"].endswith(".0"))


def _joins(
    run: _Run,
    line: _PageLine,
    kind: BlockKind,
    number: str | None,
    setting: tuple[float, float],
    right: float,
    widest: int,
    body: float,
) -> bool:
    """Does the line go on with the run before it?

    Args:
        number: that the line opens with.
        setting: the usual and the tightest distance from line to line.
        right: the edge of the line's column; `widest`: the page's longest line, in letters.
        body: the type size of running text.
    """
    last = run.lines[-1]
    above, here = last.look, line.look
    if (
        above is not None
        and here is not None
        and abs(above.top - here.top) < 0.5 * max(above.size, here.size)
        and here.left >= above.right - 2
    ):
        # A label and its value, a number and its title, a title and its page range.
        near = here.left - above.right < 1.2 * above.size and kind is not BlockKind.LIST_ITEM
        return near or last.text.endswith(":") or (len(last.text) <= 6 and " " not in last.text)
    if number is not None and _opens_section(run, line):
        return False
    leading, tightest = setting
    ended = bool(ENDED.search(last.text))
    wide = above is not None and (
        above.right > right - 0.13 * (right - above.left) or _had_no_room(last, line, right)
    )
    level = above is not None and here is not None and abs(here.left - above.left) < 3
    sized = above is not None and here is not None and abs(above.size - here.size) < 0.6
    close = bool(
        above is not None
        and here is not None
        and leading
        and 0 < here.top - above.top <= 1.25 * max(tightest, here.size)
    )
    runs_on = wide and close and not ended
    if kind is BlockKind.HEADING and run.kind is not BlockKind.HEADING:
        # Bold words inside a sentence: the line before runs on into them.
        headed = _HEADED.fullmatch(line.text)
        return runs_on and not headed and sized and (level or len(run.lines) == 1)
    if kind is BlockKind.HEADING:
        return (
            not _HEADED.fullmatch(line.text)
            and not _KNOWN_HEADING.fullmatch(line.text)
            and not _KNOWN_HEADING.fullmatch(last.text)
            and _alike(last, line)
            and _near(last, line, leading, 1.7)
            and (_written(run, line) <= _LONG_HEADING or (runs_on and level))
            and not last.text.endswith(":")
            and not (line.text.endswith(":") and len(line.text.split()) <= 3)
        )
    if kind is BlockKind.LIST_ITEM:
        # "(a)" or "2." may also be the chance start of a line inside a paragraph,
        # and a dash may stand in the middle of a sentence.
        flush = above is not None and here is not None and abs(here.left - above.left) < 2
        if line.text.startswith(("– ", "— ", "- ")) and close and not ended:
            said = " ".join(part.text for part in run.lines)
            if said.count("(") > said.count(")") or (len(run.lines) > 1 and flush and wide):
                return True
        return bool(
            run.kind is BlockKind.PARAGRAPH
            and line.text.split(". ")[0].isdigit()
            and not ended
            and flush
            and len(last.text) > 0.8 * widest
        )
    if run.kind is BlockKind.HEADING:
        # What began in bold and runs on to the next line was no heading.
        same = line.text[:1].islower() or line.text[:1].isdigit() or _alike(last, line)
        return _continues_title(last, line, leading) or (runs_on and level and sized and same)
    if above is None or here is None:
        opens = run.kind is BlockKind.LIST_ITEM and line.text[:1].isupper()
        return not (ended and len(last.text) < (0.85 if opens else 0.72) * widest)
    step = here.top - above.top
    # A sentence that runs to the column's edge goes on, be the lines set as wide as they are.
    usual = leading if not ended and (line.text[:1].islower() or (wide and level)) else tightest
    if leading and (step > 1.4 * max(usual, 1.05 * here.size) or step < -1.0):
        flows_on = step < -1.0 and not ended and line.text[:1].islower()
        both_short = len(last.text) <= _SHORT and len(line.text) <= _SHORT
        if not flows_on and not (
            both_short and run.kind is BlockKind.PARAGRAPH and step < 5 * here.size
        ):
            return False
    first = run.lines[0].look
    if run.kind is BlockKind.LIST_ITEM and first is not None:
        outside = here.left < first.left - 3 and step > 0
        if outside and (ended or not (line.text[:1].islower() or wide)):
            return False
        if ended and here.left <= first.left + 1:
            return False
    if ended and right and above.right < right - 0.22 * (right - above.left):
        return False
    return not body or abs(above.size - here.size) <= 0.18 * max(above.size, here.size)


def _opens_section(run: _Run, line: _PageLine) -> bool:
    """ "6.4" at a line's start opens a paragraph unless the sentence before runs into it."""
    last = run.lines[-1]
    if last.look is None or line.look is None:
        return True
    if ENDED.search(last.text) or run.kind is BlockKind.HEADING:
        return True
    return (
        abs(line.look.left - last.look.left) > 3
        or line.look.top - last.look.top > (1.45 * line.look.size)
        or run.number is not None
    )


def _written(run: _Run, line: _PageLine) -> int:
    """Letters of the run once the line has joined it."""
    return sum(len(part.text) for part in run.lines) + len(line.text)


def _had_no_room(last: _PageLine, line: _PageLine, right: float) -> bool:
    """Would the next line's first word have run over the edge of the column?"""
    above, here = last.look, line.look
    if above is None or here is None or not line.text:
        return False
    letter = (here.right - here.left) / len(line.text)
    return above.right + letter * (len(line.text.split()[0]) + 1) > right


def _continues_title(last: _PageLine, line: _PageLine, leading: float) -> bool:
    """A title in large or bold type that goes on with a small letter."""
    return bool(
        last.look is not None
        and line.look is not None
        and line.text[:1].islower()
        and not last.text.endswith((":", "."))
        and _alike(last, line)
        and _near(last, line, max(leading, 1.2 * line.look.size), 1.5)
    )


def _alike(a: _PageLine, b: _PageLine) -> bool:
    if a.look is None or b.look is None:
        return is_capitals_mostly(a.text) and is_capitals_mostly(b.text)
    return a.look.bold == b.look.bold and abs(a.look.size - b.look.size) < 0.6


def _near(a: _PageLine, b: _PageLine, leading: float, times: float) -> bool:
    if a.look is None or b.look is None:
        return True
    step = b.look.top - a.look.top
    return 0 < step <= times * max(leading, 1.1 * a.look.size)


# --- blocks --------------------------------------------------------------------------


def _block(run: _Run, trail: Trail, words: frozenset[str]) -> Block | None:
    if run.row is not None and run.row.header:
        text = join_lines(run.row.quote.split("\n"), words=words)
        return Block(kind=BlockKind.PARAGRAPH, text=text, quote=text, path=trail.path())
    if run.row is not None:
        return Block(
            kind=BlockKind.ROW,
            text=run.row.text,
            quote=run.row.quote,
            path=trail.path(),
            cells=run.row.cells,
            continues=run.row.continues,
            group=run.row.group,
        )
    text = join_lines((line.text for line in run.lines), words=words)
    if run.kind is BlockKind.LIST_ITEM:
        text = text[bullet.end() :] if (bullet := _BULLET.match(text)) else text
    if not any(c.isalnum() for c in text):
        return None
    if run.kind is BlockKind.HEADING:
        trail.enter(_heading(text, run.lines[0]))
        path = tuple(heading.text for heading in trail.headings[:-1])
        return Block(kind=BlockKind.HEADING, text=text, quote=text, path=path)
    if run.number is not None:
        trail.paragraph = run.number
    return Block(kind=run.kind, text=text, quote=text, path=trail.path())


def _heading(text: str, line: _PageLine) -> Heading:
    headed = _HEADED.fullmatch(text)
    depth = 0
    if headed:
        parts = [p for p in headed["number"].split(".") if p]
        while len(parts) > 1 and parts[-1] == "0":
            parts.pop()
        depth = len(parts)
    look = line.look
    return Heading(
        text=text,
        depth=depth,
        size=look.size if look else 0.0,
        bold=bool(look and look.bold),
        capitals=is_capitals_mostly(text),
    )
