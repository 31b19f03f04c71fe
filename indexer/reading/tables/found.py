"""The tables of a document, as rows of cells under headers; and how its lines look.

PDFium says which rules a page draws and where its words stand (`layout`). Rules that
close cells make a grid (`grid`), and a grid with its words a table (`by_page`). A table
that goes on over a page keeps the header of its first page, and a row that a page break
or a stray rule cut is known as such (`join`).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import pypdfium2

from indexer.council.packs import PdfPage, RawDocument
from indexer.pdf.letters import letter_codes, open_pdf
from indexer.reading.lines.looks import Look, line_looks
from indexer.reading.page_text import vocabulary
from indexer.reading.tables.by_page import PageTable, Row, Table, page_tables
from indexer.reading.tables.cells import has_words
from indexer.reading.tables.join import beyond_header, goes_on, same_columns, same_header
from indexer.reading.tables.layout import read_layout

__all__ = ["Row", "Table", "see_pages"]

MAX_ABOVE = 3
"""Lines (running heads, a repeated title) that may stand above a table that goes on."""

MAX_BELOW = 4
"""Lines (footer, footnotes, stamp) that may stand below a table that goes on overleaf."""

MAX_NAME = 60
"""Characters. A longer first cell is a text."""

MAX_HISTORY = 60
"""Rows of earlier parts that are looked at to tell whether a row goes on."""


def see_pages(
    raw: RawDocument,
) -> tuple[dict[PdfPage, Mapping[int, Look]], dict[PdfPage, tuple[Table, ...]]]:
    """What PDFium tells of a document's pages, each of which it opens once.

    Args:
        raw: the document; its file at ``raw.path`` is read again for its geometry.

    Returns:
        the looks of each page's lines, as `line_looks` has them, and every table, for the
        pages that have any, from the top down.
    """
    words = vocabulary(page.text for page in raw.pages)
    looks: dict[PdfPage, Mapping[int, Look]] = {}
    found: dict[PdfPage, list[PageTable]] = {}
    with open_pdf(raw.path) as document:
        for page in raw.pages[: len(document or ())]:
            # A page without words can hold no table that could be quoted.
            if not page.text.strip():
                continue
            with (
                # A page that cannot be opened has neither looks nor tables.
                suppress(pypdfium2.PdfiumError),
                document.opened(page.pdf_page) as (opened, text_page),
            ):
                codes = letter_codes(text_page)
                if not page.ocr:
                    looks[page.pdf_page] = line_looks(page, text_page, codes)
                layout = read_layout(opened, text_page, codes, page.hidden)
                if tables := page_tables(layout, page.pdf_page, page.text, words):
                    found[page.pdf_page] = tables
    _join_pages(found)
    return looks, _with_groups(
        {pdf_page: tuple(item.table for item in items) for pdf_page, items in found.items()}
    )


# --- over pages -------------------------------------------------------------


def _join_pages(found: dict[PdfPage, list[PageTable]]) -> None:
    """Mark the tables and rows that go on, and hand headers on, page by page."""
    for pdf_page in sorted(found):
        items = found[pdf_page]
        before = found.get(PdfPage(pdf_page - 1))
        if before:
            items[0] = _joined(before[-1], items[0])
        if items[0].part_only and not items[0].table.continues:
            del items[0]
        for index in range(1, len(items)):
            items[index] = _stacked(items[index - 1], items[index])
        if not items:
            del found[pdf_page]


def _stacked(upper: PageTable, lower: PageTable) -> PageTable:
    """A headless table right below one with the same columns is its next part.

    A row by itself, set off from the table, may sum up more than it.
    """
    if (
        len(lower.table.rows) < 2
        or lower.heading.header_rows
        or lower.heading.title_rows
        or lower.top - upper.bottom > 20
        or not any(upper.table.header)
        or not same_columns(upper.edges, lower.edges)
    ):
        return lower
    return replace(lower, table=replace(lower.table, header=upper.table.header))


def _joined(before: PageTable, item: PageTable) -> PageTable:
    """The first table of a page, as what it is to the last one of the page before."""
    upper, table = before.table, item.table
    if before.lines_below > MAX_BELOW or item.lines_above > MAX_ABOVE:
        return item
    repeated = same_header(upper.header, table.header)
    rest = None if repeated else beyond_header(upper.header, _first_row(table))
    if repeated:
        # A table like the last one under a title of its own is another table.
        if table.caption and table.caption != upper.caption:
            return item
    elif rest is not None:
        table = _with_rest(table, rest)
    elif item.heading.drawn or not same_columns(before.edges, item.edges):
        return item
    else:
        table = _without_header(table)
    table = replace(table, header=upper.header)
    rows = list(table.rows)
    history = before.history[-MAX_HISTORY:]
    if rows and goes_on(rows[0].cells, history, over_page=True):
        joined = tuple(
            f"{above} {cell}".strip()
            for above, cell in zip(history[-1], rows[0].cells, strict=True)
        )
        history = (*history[:-1], joined, *(row.cells for row in rows[1:]))
        rows[0] = replace(rows[0], continues=True)
    else:
        history = (*history, *(row.cells for row in rows))
    return replace(
        item,
        history=history,
        table=replace(
            table, rows=tuple(rows), continues=True, caption=table.caption or upper.caption
        ),
    )


_TOTALS = ("total", "grand total", "subtotal", "sub-total", "overall", "net ", "all ")


def _with_groups(found: dict[PdfPage, tuple[Table, ...]]) -> dict[PdfPage, tuple[Table, ...]]:
    """The tables with what each row stands under: a heading inside the table; for the rest
    of a row from the page before, what that row is called."""
    named: dict[PdfPage, tuple[Table, ...]] = {}
    under, first, name = "", "", ""
    for pdf_page in sorted(found):
        tables = []
        for table in found[pdf_page]:
            if not table.continues:
                under, first = "", ""
            rows = []
            for row in table.rows:
                if row.group:
                    under, first = row.cells[0], ""
                elif under and not (row.wide or row.continues):
                    # A total may be of all groups, and a row that lacks what those before
                    # it have is not understood: what it stands under is not said.
                    if f"{row.cells[0].lower()} ".startswith(_TOTALS) or (
                        first and not row.cells[0]
                    ):
                        under = ""
                    first = first or row.cells[0]
                rest = row.continues and not row.cells[0]
                name = name if rest else row.cells[0]
                called = name if rest and _names(name) else ""
                over = ", ".join(filter(None, (under, called)))
                rows.append(row if row.group or row.wide else replace(row, under=over))
            tables.append(replace(table, rows=tuple(rows)))
        named[pdf_page] = tuple(tables)
    return named


def _names(cell: str) -> bool:
    """Whether a row's first cell says in words, and few, which row it is."""
    return len(cell) <= MAX_NAME and has_words(cell)


def _first_row(table: Table) -> tuple[str, ...]:
    if any(table.header) or not table.rows:
        return table.header
    return table.rows[0].cells


def _with_rest(table: Table, rest: tuple[str, ...]) -> Table:
    """The part without its header, whose first row takes along what ran into it."""
    rows = table.rows if any(table.header) else table.rows[1:]
    header_quote = table.header_quote if any(table.header) else table.rows[0].quote
    if any(rest):
        rows = (_whole(rest, header_quote), *rows)
    return replace(table, rows=rows, header_quote=header_quote)


def _without_header(table: Table) -> Table:
    """What was taken for a header by its words alone is the first row of a next part."""
    if not any(table.header) or not table.header_quote:
        return table
    first = _whole(table.header, table.header_quote)
    return replace(table, rows=(first, *table.rows), header_quote="")


def _whole(cells: tuple[str, ...], quote: str) -> Row:
    """A row of cells that have one paragraph each."""
    paragraphs = tuple((text,) if text else () for text in cells)
    return Row(cells=cells, quote=quote, paragraphs=paragraphs)
