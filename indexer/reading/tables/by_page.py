"""The tables of one page: grids with their words, titles and headers told apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from indexer.council.packs import PdfPage
from indexer.reading.page_text import join_lines
from indexer.reading.tables.cells import Line, cell_lines, filled, word_lines
from indexer.reading.tables.grid import Cell, Grid, find_grids
from indexer.reading.tables.header import (
    TableHeading,
    column_headers,
    find_heading,
    rows_apart,
)
from indexer.reading.tables.join import goes_on
from indexer.reading.tables.layout import LaidWord, Layout
from indexer.reading.tables.quote import PageWords
from indexer.reading.tables.unruled import find_unruled

__all__ = ["PageTable", "Row", "Table", "joined_rows", "page_tables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table's body.

    Attributes:
        cells: the text of each column, "" where empty. A cell that spans rows
            stands in each of them; one that spans columns in its first.
        ends: the column that each cell ends before.
        quote: the page's own words: the longest contiguous run of the page's text
            that the row's lines make up, "" where none of them is found there.
        continues: the row goes on from the last row of the page before.
        paragraphs: each cell's text again, a string for each paragraph.
        wide: it is one cell as wide as the table, of which no column's name is said.
        group: it is the heading of the rows below it, up to the next one.
        under: the heading that it stands under, or the name of the row that it goes on
            from; "" for none.
    """

    cells: tuple[str, ...]
    quote: str
    ends: tuple[int, ...] = ()
    continues: bool = False
    paragraphs: tuple[tuple[str, ...], ...] = ()
    wide: bool = False
    group: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, or the part of one that stands on one page.

    Attributes:
        pdf_page: where it stands.
        header: the name of each column, "" where it has none; for a part without
            its own header that of the part before.
        rows: its body, without header and title rows.
        continues: it goes on from the page before.
        caption: its title: a first row as wide as the table, else a short line
            right above it; "" where there is none.
        header_quote: the page's own words for title and header rows, "" where the
            page does not print them.
    """

    pdf_page: PdfPage
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    continues: bool = False
    caption: str = ""
    header_quote: str = ""

    def names(self, row: Row) -> tuple[str, ...]:
        """What each cell of a row is called: "" for one that lies under several names."""
        named = []
        for column, end in enumerate(row.ends or range(1, len(self.header) + 1)):
            over = {*filter(None, self.header[column:end])}
            named.append(over.pop() if len(over) == 1 else "")
        return tuple(named)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of one page before tables are joined over pages.

    `part_only`: too little to be a table by itself, such as one long answer beside
    an empty cell; it stays if it carries on the table of the page before.
    `edges`: the places between and around the columns. `history`: the rows so far,
    those of the parts on earlier pages included, cut rows joined.
    """

    table: Table
    edges: tuple[float, ...]
    heading: TableHeading
    part_only: bool
    lines_above: int
    lines_below: int
    top: float
    bottom: float
    history: tuple[tuple[str, ...], ...] = ()


def page_tables(
    layout: Layout, pdf_page: PdfPage, text: str, words: frozenset[str]
) -> list[PageTable]:
    """Every table of one page, from the top down.

    Args:
        layout: what the page draws.
        pdf_page: its number.
        text: its text as pypdf gives it, for the quotes.
        words: the document's words in lower case (see `join_lines`).
    """
    grids = find_grids(layout)
    lines = word_lines(word for word in layout.words if not word.turn)
    build = partial(_build, lines, pdf_page, PageWords(text))
    found: list[PageTable] = []
    for grid in grids:
        cells = _grid_cells(grid, layout.words, words)
        rows, columns = len(grid.rows) - 1, len(grid.columns) - 1
        part_only = not _is_a_table(cells, rows, columns)
        if not part_only or (
            grid is grids[0]
            and columns > 1
            and any(len(cell.text) > 20 for cell in cells)
            and sum(bool(cell.text) for cell in cells) * 2 >= rows
        ):
            cells, edges = _without_slivers(cells, grid.columns)
            found.append(build(cells, rows, edges, (grid.top, grid.bottom), part_only=part_only))
    drawn = TableHeading(0, 1, True)
    taken = [(item.top, item.bottom) for item in found]
    for unruled in find_unruled(layout, lines, taken, words=words):
        box = (unruled.top, unruled.bottom)
        found.append(build(unruled.cells, unruled.rows, unruled.edges, box, heading=drawn))
    return sorted(found, key=lambda item: item.top)


def _grid_cells(grid: Grid, page_words: Sequence[LaidWord], words: frozenset[str]) -> list[Cell]:
    """A grid's cells, in order, with their text."""
    slots = {
        (row, column): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row_end)
        for column in range(cell.column, cell.column_end)
    }
    inside: list[list[LaidWord]] = [[] for _ in grid.cells]
    for word in page_words:
        x, y = word.middle
        if grid.x0 <= x <= grid.x1 and grid.top <= y <= grid.bottom:
            slot = (bisect_right(grid.rows, y) - 1, bisect_right(grid.columns, x) - 1)
            index = slots.get(slot)
            if index is not None:
                inside[index].append(word)
    return [
        filled(cell, lines, words=words)
        for cell, lines in zip(grid.cells, map(cell_lines, inside), strict=True)
    ]


def _is_a_table(cells: Sequence[Cell], rows: int, columns: int) -> bool:
    """Whether a grid holds a table rather than a chart, a plan or a picture's frame."""
    filled = [cell for cell in cells if cell.text]
    covered = sum((cell.row_end - cell.row) * (cell.column_end - cell.column) for cell in cells)
    return (
        len({cell.column for cell in filled}) >= 2
        # A form has empty cells beside its labels, a chart hardly a full one.
        and len(filled) >= 0.2 * len(cells)
        and covered >= 0.7 * rows * columns
        and (rows > 1 or len(filled) >= 2)
    )


def _without_slivers(
    cells: list[Cell], edges: tuple[float, ...]
) -> tuple[list[Cell], tuple[float, ...]]:
    """Leave out columns too narrow for a letter that no cell of its own fills."""
    keep = [
        column
        for column in range(len(edges) - 1)
        if edges[column + 1] - edges[column] >= 9
        or any(cell.text for cell in cells if cell.column == column)
    ]
    if len(keep) == len(edges) - 1:
        return cells, edges
    place = {column: index for index, column in enumerate(keep)}
    moved = []
    for cell in cells:
        inside = [place[c] for c in range(cell.column, cell.column_end) if c in place]
        if inside:
            moved.append(replace(cell, column=inside[0], column_end=inside[-1] + 1))
    return moved, (*(edges[column] for column in keep), edges[keep[-1] + 1])


def _build(
    lines: Sequence[Line],
    pdf_page: PdfPage,
    page_words: PageWords,
    cells: Sequence[Cell],
    rows: int,
    edges: tuple[float, ...],
    box: tuple[float, float],
    *,
    part_only: bool = False,
    heading: TableHeading | None = None,
) -> PageTable:
    columns = len(edges) - 1
    heading = heading or find_heading(cells, rows, columns)
    first = heading.title_rows + heading.header_rows
    title = " ".join(cell.text for cell in cells if cell.row < heading.title_rows and cell.text)
    header_quote = (
        page_words.quote([line for cell in cells if cell.row < first for line in cell.lines])
        if first
        else ""
    )
    wide, groups = rows_apart(cells, first, rows, columns)
    body: list[Row] = []
    for number in range(first, rows):
        row = _row(cells, number, columns, wide=number in wide, group=number in groups)
        if row is None:
            continue
        if (
            body
            and not any(one.wide or one.group for one in (body[-1], row))
            and goes_on(row.cells, [other.cells for other in body], over_page=False)
        ):
            body[-1] = joined_rows(body[-1], row)
        else:
            body.append(row)
    return PageTable(
        Table(
            pdf_page=pdf_page,
            header=column_headers(cells, heading, columns),
            rows=tuple(replace(row, quote=page_words.quote(row.quote.split("\n"))) for row in body),
            caption=title or _caption(lines, box[0], edges),
            header_quote=header_quote,
        ),
        edges,
        heading,
        part_only,
        sum(line.bottom <= box[0] + 2 for line in lines),
        sum(line.top >= box[1] - 2 for line in lines),
        *box,
        history=tuple(row.cells for row in body),
    )


def _row(
    cells: Sequence[Cell], number: int, columns: int, *, wide: bool, group: bool
) -> Row | None:
    """One row, its lines in order as its quote; None where only cells that reach down from
    the rows above stand in it."""
    paragraphs: list[tuple[str, ...]] = [()] * columns
    ends = list(range(1, columns + 1))
    for cell in cells:
        if cell.row <= number < cell.row_end:
            paragraphs[cell.column] = cell.paragraphs
            ends[cell.column] = cell.column_end
    # A cell over several rows is printed, and quoted, once.
    lines = [line for cell in cells if cell.row == number for line in cell.lines]
    if not lines:
        return None
    return Row(
        cells=tuple(map(" ".join, paragraphs)),
        quote="\n".join(lines),
        ends=tuple(ends),
        paragraphs=tuple(paragraphs),
        wide=wide,
        group=group,
    )


def joined_rows(upper: Row, lower: Row) -> Row:
    """Two rows that are one; a sentence cut between them is one paragraph again."""
    merged = []
    for above, below in zip(upper.paragraphs, lower.paragraphs, strict=True):
        if above and below and above != below:
            merged.append((*above[:-1], join_lines([above[-1], below[0]]), *below[1:]))
        else:
            merged.append(above or below)
    return replace(
        upper,
        cells=tuple(map(" ".join, merged)),
        quote=f"{upper.quote}\n{lower.quote}",
        ends=tuple(map(max, upper.ends, lower.ends)),
        paragraphs=tuple(merged),
    )


def _caption(lines: Sequence[Line], top: float, edges: Sequence[float]) -> str:
    """The heading right above a table, which may run over a few lines."""
    above = [
        line
        for line in lines
        if top - 70 <= line.top
        and line.bottom <= top + 3
        and line.x0 < edges[-1]
        and line.x1 > edges[0]
    ]
    taken: list[Line] = []
    below = top
    for line in reversed(above):
        height = line.bottom - line.top
        if below - line.bottom > (0.7 * height if taken else 2.5 * height):
            break
        if taken and line.bold != taken[0].bold:
            break
        taken.insert(0, line)
        below = line.top
    text = join_lines(line.text for line in taken)
    stands_out = text.endswith(":") or text.isupper() or all(line.bold for line in taken)
    if not text or len(text) > 160 or not stands_out or text[0].islower() or text[-1] in ".;,":
        return ""
    return text
