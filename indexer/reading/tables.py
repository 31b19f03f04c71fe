"""The tables of a document, as rows of cells under headers.

PDFium says which rules a page draws and where its words stand (`tables_layout`).
Rules that close cells make a grid (`tables_grid`); words that stand in columns
under a header make one without rules (`tables_unruled`). A table that goes on
over a page keeps the header of its first page, and a row that a page break or
a stray rule cut is known as such (`tables_join`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2

from indexer.packs import PdfPage, RawDocument
from indexer.reading.pdfium import PDFIUM_LOCK, open_pdf
from indexer.reading.tables_cells import cell_lines, cell_paragraphs, word_lines
from indexer.reading.tables_grid import Grid, find_grids
from indexer.reading.tables_header import Cell, Heading, column_headers, find_heading
from indexer.reading.tables_join import goes_on, same_columns, same_header
from indexer.reading.tables_layout import Layout, Word, read_layout
from indexer.reading.tables_quote import PageWords

__all__ = ["Row", "Table", "read_tables"]

MAX_ABOVE = 3
"""Lines (running heads, a repeated title) that may stand above a table that goes on."""

MAX_BELOW = 4
"""Lines (footer, footnotes, stamp) that may stand below a table that goes on overleaf."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table's body.

    Attributes:
        cells: the text of each column, "" where empty. A cell that spans rows
            stands in each of them; one that spans columns in its first.
        quote: the page's own words: the longest contiguous run of the page's text
            that the row's lines make up, "" where none of them is found there.
        continues: the row goes on from the last row of the page before.
        paragraphs: each cell's text again, a string for each paragraph.
    """

    cells: tuple[str, ...]
    quote: str
    continues: bool = False
    paragraphs: tuple[tuple[str, ...], ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Found:
    """A table of one page before tables are joined over pages."""

    table: Table
    edges: tuple[float, ...]
    heading: Heading
    lines_above: int
    lines_below: int
    top: float
    bottom: float


def read_tables(
    raw: RawDocument, *, progress: Callable[[int, int], None] | None = None
) -> dict[PdfPage, tuple[Table, ...]]:
    """Every table of a document, for the pages that have any, from the top down.

    Args:
        raw: the document; its file at ``raw.path`` is read again for its geometry.
        progress: called with (pages done, pages in all) after each page.
    """
    words = _vocabulary(raw)
    found: dict[PdfPage, list[_Found]] = {}
    with open_pdf(raw.path) as document:
        if document is None:
            return {}
        count = min(len(document), len(raw.pages))
        for index in range(count):
            page = raw.pages[index]
            # A page without words can hold no table that could be quoted.
            if page.text.strip():
                layout = _layout(document, index)
                if layout is not None and (
                    tables := _page_tables(layout, page.pdf_page, page.text, words)
                ):
                    found[page.pdf_page] = tables
            if progress:
                progress(index + 1, count)
    _join_pages(found)
    return {pdf_page: tuple(item.table for item in items) for pdf_page, items in found.items()}


def _layout(document: Any, index: int) -> Layout | None:
    with PDFIUM_LOCK:
        try:
            page = document[index]
        except pypdfium2.PdfiumError:  # one bad page costs its tables only
            return None
        try:
            return read_layout(page)
        finally:
            page.close()


_VOCABULARY = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _vocabulary(raw: RawDocument) -> frozenset[str]:
    """The document's words, lower case; a word cut at a line's end is not one."""
    words: set[str] = set()
    for page in raw.pages:
        for line in page.text.lower().split("\n"):
            found = _VOCABULARY.findall(line)
            words.update(found[:-1] if line.rstrip().endswith("-") else found)
    return frozenset(words)


# --- one page ---------------------------------------------------------------


def _page_tables(
    layout: Layout, pdf_page: PdfPage, text: str, words: frozenset[str]
) -> list[_Found]:
    page_words = PageWords(text)
    grids = find_grids(layout)
    found: list[_Found] = []
    for grid in grids:
        cells = _grid_cells(grid, layout.words, words)
        rows, columns = len(grid.rows) - 1, len(grid.columns) - 1
        if _is_a_table(cells, rows, columns):
            cells, edges = _without_slivers(cells, grid.columns)
            above, below = _around(layout, grid)
            caption = _caption(layout, grid)
            found.append(
                _build(cells, rows, edges, pdf_page, page_words,
                       caption=caption, above=above, below=below, box=(grid.top, grid.bottom))
            )
    return found


def _grid_cells(grid: Grid, page_words: Sequence[Word], words: frozenset[str]) -> list[Cell]:
    slots = {
        (row, column): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row_end)
        for column in range(cell.column, cell.column_end)
    }
    inside: list[list[Word]] = [[] for _ in grid.cells]
    for word in page_words:
        x, y = word.middle
        if grid.x0 <= x <= grid.x1 and grid.top <= y <= grid.bottom:
            slot = (bisect_right(grid.rows, y) - 1, bisect_right(grid.columns, x) - 1)
            index = slots.get(slot)
            if index is not None:
                inside[index].append(word)
    cells = []
    for cell, content in zip(grid.cells, inside, strict=True):
        lines = cell_lines(content)
        cells.append(
            Cell(
                cell.row, cell.column, cell.row_end, cell.column_end,
                paragraphs=cell_paragraphs(lines, words=words),
                lines=tuple(line.text for line in lines),
                bold=bool(content) and all(word.bold for word in content),
                shade=cell.shade,
            )
        )
    return cells


def _is_a_table(cells: Sequence[Cell], rows: int, columns: int) -> bool:
    """Whether a grid holds a table rather than a chart, a plan or a picture's frame."""
    filled = [cell for cell in cells if cell.text]
    covered = sum(
        (cell.row_end - cell.row) * (cell.column_end - cell.column) for cell in cells
    )
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
    cells: Sequence[Cell],
    rows: int,
    edges: tuple[float, ...],
    pdf_page: PdfPage,
    page_words: PageWords,
    *,
    caption: str,
    above: int,
    below: int,
    box: tuple[float, float],
) -> _Found:
    columns = len(edges) - 1
    heading = find_heading(cells, rows, columns)
    first = heading.title_rows + heading.header_rows
    title = " ".join(cell.text for cell in cells if cell.row < heading.title_rows and cell.text)
    header_quote = page_words.quote(
        [line for cell in cells if cell.row < first for line in cell.lines]
    ) if first else ""
    matrix: list[_Draft] = []
    for row in range(first, rows):
        draft = _draft(cells, row, columns)
        if not any(draft.cells):
            continue
        if matrix and goes_on(draft.cells, [other.cells for other in matrix], over_page=False):
            matrix[-1] = _merged(matrix[-1], draft)
        else:
            matrix.append(draft)
    return _Found(
        Table(
            pdf_page=pdf_page,
            header=column_headers(cells, heading, columns),
            rows=tuple(
                Row(cells=draft.cells, quote=page_words.quote(draft.lines),
                    paragraphs=draft.paragraphs)
                for draft in matrix
            ),
            caption=title or caption,
            header_quote=header_quote,
        ),
        edges, heading, above, below, *box,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row before it is quoted; `lines` are those of its own cells, in order."""

    paragraphs: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(" ".join(paragraphs) for paragraphs in self.paragraphs)


def _draft(cells: Sequence[Cell], row: int, columns: int) -> _Draft:
    paragraphs: list[tuple[str, ...]] = [()] * columns
    lines: list[str] = []
    for cell in cells:
        if cell.row <= row < cell.row_end:
            paragraphs[cell.column] = cell.paragraphs
            # A cell over several rows is printed, and quoted, once.
            if cell.row == row:
                lines += cell.lines
    return _Draft(tuple(paragraphs), tuple(lines))


def _merged(upper: _Draft, lower: _Draft) -> _Draft:
    """Two drawn rows that are one; a sentence cut between them is one paragraph again."""
    merged = []
    for above, below in zip(upper.paragraphs, lower.paragraphs, strict=True):
        if above and below and above != below:
            merged.append((*above[:-1], f"{above[-1]} {below[0]}", *below[1:]))
        else:
            merged.append(above or below)
    return _Draft(tuple(merged), upper.lines + lower.lines)


def _around(layout: Layout, grid: Grid) -> tuple[int, int]:
    """How many lines stand above and below a grid."""
    upright = [word for word in layout.words if not word.turn]
    above = word_lines(word for word in upright if word.bottom <= grid.top + 2)
    below = word_lines(word for word in upright if word.top >= grid.bottom - 2)
    return len(above), len(below)


def _caption(layout: Layout, grid: Grid) -> str:
    """The short line right above a grid."""
    near = [
        word for word in layout.words
        if not word.turn and grid.top - 40 <= word.top and word.bottom <= grid.top + 3
    ]
    lines = [line for line in word_lines(near) if line.x0 < grid.x1 and line.x1 > grid.x0]
    if not lines or len(lines[-1].text) > 120:
        return ""
    last = lines[-1]
    if last.text.endswith((".", ";", ",")) or (
        not last.bold and not last.text.isupper() and not last.text.endswith(":")
    ):
        return ""
    return last.text


# --- over pages -------------------------------------------------------------


def _join_pages(found: dict[PdfPage, list[_Found]]) -> None:
    """Mark the tables and rows that go on, and hand headers on, page by page."""
    for pdf_page in sorted(found):
        items = found[pdf_page]
        for index in range(1, len(items)):
            items[index] = _stacked(items[index - 1], items[index])
        before = found.get(PdfPage(pdf_page - 1))
        if before:
            items[0] = _joined(before[-1], items[0])
            for index in range(1, len(items)):
                items[index] = _stacked(items[index - 1], items[index])


def _stacked(upper: _Found, lower: _Found) -> _Found:
    """A headless table right below one with the same columns is its next part."""
    if (
        lower.heading.header_rows or lower.heading.title_rows
        or lower.top - upper.bottom > 20
        or not any(upper.table.header)
        or not same_columns(upper.edges, lower.edges)
    ):
        return lower
    return replace(lower, table=replace(lower.table, header=upper.table.header))


def _joined(before: _Found, item: _Found) -> _Found:
    """The first table of a page, as what it is to the last one of the page before."""
    upper, table = before.table, item.table
    repeated = same_header(upper.header, table.header)
    if repeated:
        if item.lines_above > MAX_ABOVE * 2:
            return item
    elif (
        item.heading.drawn
        or item.lines_above > MAX_ABOVE
        or before.lines_below > MAX_BELOW
        or not same_columns(before.edges, item.edges)
    ):
        return item
    else:
        table = _without_header(table)
        table = replace(table, header=upper.header)
    rows = list(table.rows)
    if rows and upper.rows and goes_on(
        rows[0].cells, [row.cells for row in upper.rows], over_page=True
    ):
        rows[0] = replace(rows[0], continues=True)
    return replace(
        item,
        table=replace(table, rows=tuple(rows), continues=True,
                      caption=table.caption or upper.caption),
    )


def _without_header(table: Table) -> Table:
    """What was taken for a header by its words alone is the first row of a next part."""
    if not any(table.header) or not table.header_quote:
        return table
    first = Row(
        cells=table.header, quote=table.header_quote,
        paragraphs=tuple((text,) if text else () for text in table.header),
    )
    return replace(table, rows=(first, *table.rows), header_quote="")
