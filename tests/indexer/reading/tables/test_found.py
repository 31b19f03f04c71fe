"""Tables drawn as word processors draw them, read back from real PDFs."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
from reportlab.platypus import Table as Drawn

from indexer.council.packs import BlockKind, PdfPage, RawDocument
from indexer.pdf.read import read_document
from indexer.reading.pack import read_pack
from indexer.reading.tables.found import Table, see_pages
from indexer.reading.tables.join import beyond_header, goes_on
from indexer.reading.tables.quote import PageWords

PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=11)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold")

HEADER = ["No", "Recommendation", "Lead officer", "Target date", "Status"]
ROWS = [
    [
        "1",
        "That a list of empty garages be sent to all Members of the Committee before the "
        "budget meeting.",
        "Sunita Rao, Tenancy and Estates Manager",
        "June 2025",
        "Complete",
    ],
    ["2", "To receive the asbestos survey.", "Gareth Blythe", "TBC", ""],
    ["3", "That the map of litter bins be published.", "Farida Qureshi", "May 2025", "Overdue"],
]
WIDTHS = [12 * mm, 60 * mm, 40 * mm, 28 * mm, 25 * mm]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def paragraphs(rows: list[list[str]], style: ParagraphStyle = PLAIN) -> list[list[Paragraph]]:
    return [[Paragraph(cell, style) for cell in row] for row in rows]


def draw(
    canvas: Canvas,
    data: list[list[Paragraph]],
    style: list[tuple[object, ...]],
    *,
    top: float,
    x: float = 20 * mm,
    widths: list[float] | None = None,
) -> float:
    """Draw a table with its top `top` points above the page's foot; returns its foot."""
    table = Drawn(data, colWidths=widths or WIDTHS, style=style)
    _, height = table.wrapOn(canvas, 1000, 1000)
    table.drawOn(canvas, x, top - height)
    return float(top - height)


def ruled(path: Path, style: list[tuple[object, ...]] | None = None) -> RawDocument:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 790, "The Committee is asked to note the table below.")
    draw(canvas, paragraphs([HEADER], BOLD) + paragraphs(ROWS), style or GRID, top=760)
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(297, 20, "Page 12")
    canvas.save()
    return read_document(path)


def only_table(raw: RawDocument) -> Table:
    tables = see_pages(raw)[1]
    assert list(tables) == [1]
    (table,) = tables[PdfPage(1)]
    return table


def table_of(
    folder: Path,
    rows: list[list[str]],
    *style: tuple[object, ...],
    bold: Collection[int] = (0,),
    widths: list[float] | None = None,
) -> Table:
    """What is read of a page on which these rows are drawn, those of `bold` in bold."""
    canvas = Canvas(str(folder / "a.pdf"), pagesize=A4)
    styles = [BOLD if number in bold else PLAIN for number in range(len(rows))]
    data = [
        cells for row, its in zip(rows, styles, strict=True) for cells in paragraphs([row], its)
    ]
    draw(canvas, data, [*GRID, *style], top=700, widths=widths)
    canvas.save()
    return only_table(read_document(folder / "a.pdf"))


def cells(table: Table) -> list[list[str]]:
    return [list(row.cells) for row in table.rows]


def test_a_ruled_table_gives_header_cells_and_quotes(tmp_path: Path) -> None:
    raw = ruled(tmp_path / "a.pdf")
    table = only_table(raw)
    assert table.header == tuple(HEADER)
    assert cells(table) == ROWS
    assert not table.continues
    for row in table.rows:
        assert row.quote in raw.pages[0].text
        for cell in row.cells:
            assert "".join(cell.split()) in "".join(row.quote.split())


@pytest.mark.parametrize(
    "style",
    [
        # White rules between shaded cells.
        [
            ("BACKGROUND", (0, 0), (-1, 0), colors.navy),
            ("BACKGROUND", (0, 1), (-1, -1), colors.lightgrey),
            ("GRID", (0, 0), (-1, -1), 2, colors.white),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ],
        # Open at the sides.
        [
            ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ],
        # Rules between rows only.
        [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ],
        # One rule, under the header.
        [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")],
        # No rules at all.
        [("VALIGN", (0, 0), (-1, -1), "TOP")],
    ],
    ids=["white rules", "open sides", "rules between rows", "rule under header", "no rules"],
)
def test_other_ways_to_draw_it_read_the_same(
    tmp_path: Path, style: list[tuple[object, ...]]
) -> None:
    table = only_table(ruled(tmp_path / "a.pdf", style))
    assert table.header == tuple(HEADER)
    assert cells(table) == ROWS


def test_turned_names_of_columns_and_a_table_drawn_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(60, 790, "The Committee is asked to note the risks of the three boats below.")
    rows = [["Risk", "", ""], ["Heating fails", "12", "8"], ["Floods", "16", "4"]]
    for shadow in (0.0, 0.4):
        heights, x = [90, 20, 20], 60 + shadow
        table = Drawn(paragraphs(rows), colWidths=[120, 40, 40], rowHeights=heights, style=GRID)
        table.wrapOn(canvas, 1000, 1000)
        table.drawOn(canvas, x, 600)
        for across, name in ((205, "Current risk score"), (245, "Target risk score")):
            canvas.saveState()
            canvas.translate(x + across - 60, 645)
            canvas.rotate(90)
            canvas.setFont("Helvetica-Bold", 9)
            canvas.drawString(0, 0, name)
            canvas.restoreState()
    canvas.save()
    found = only_table(read_document(path))
    assert found.header == ("Risk", "Current risk score", "Target risk score")
    assert cells(found) == rows[1:]


def test_rules_drawn_as_thin_boxes(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    xs, ys = [50, 150, 300, 500], [700, 680, 660, 640]
    for y in ys:
        for left, right in pairwise(xs):
            canvas.rect(left, y - 0.25, right - left, 0.5, stroke=0, fill=1)
    for x in xs:
        for upper, lower in pairwise(ys):
            canvas.rect(x - 0.25, lower, 0.5, upper - lower, stroke=0, fill=1)
    for row, y in zip(
        (("Ward", "Homes", "Lead"), ("Marram", "12", "Rao"), ("Beck", "7", "Lee")), ys, strict=False
    ):
        for text, x in zip(row, xs, strict=False):
            canvas.drawString(x + 4, y - 15, text)
    canvas.save()
    table = only_table(read_document(path))
    assert table.header == ("Ward", "Homes", "Lead")
    assert cells(table) == [["Marram", "12", "Rao"], ["Beck", "7", "Lee"]]


def test_a_shaded_unit_below_one_name_is_of_the_header(tmp_path: Path) -> None:
    rows = [["Service", "Budget"], ["", "£000"], ["Homes", "1,200"], ["Parks", "300"]]
    shaded = ("BACKGROUND", (0, 0), (-1, 1), colors.lightgrey)
    table = table_of(tmp_path, rows, shaded, bold=(), widths=[100, 80])
    assert table.header == ("Service", "Budget £000")
    assert cells(table) == rows[2:]


def test_a_shaded_group_below_the_header_is_not_of_it(tmp_path: Path) -> None:
    rows = [["Service", "Budget"], ["Housing", ""], ["Repairs", "1,200"], ["Voids", "300"]]
    rows += [["Parks", ""], ["Trees", "40"]]
    shades = {0: colors.steelblue, 1: colors.lightgrey, 4: colors.lightgrey}
    shaded = [("BACKGROUND", (0, row), (-1, row), shade) for row, shade in shades.items()]
    table = table_of(tmp_path, rows, *shaded, bold=(), widths=[100, 80])
    assert table.header == ("Service", "Budget")


@pytest.mark.parametrize("turn", ["rotate entry", "drawn sideways", "upside down"])
def test_landscape_pages_read_upright(tmp_path: Path, turn: str) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    if turn == "rotate entry":
        canvas.setPageRotation(90)
    canvas.saveState()
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    if turn == "upside down":
        canvas.translate(A4[1], A4[0])
        canvas.rotate(180)
    draw(canvas, paragraphs([HEADER], BOLD) + paragraphs(ROWS), GRID, top=landscape(A4)[1] - 60)
    canvas.restoreState()
    canvas.drawCentredString(297, 20, "Page 169")
    canvas.save()
    table = only_table(read_document(path))
    assert table.header == tuple(HEADER)
    assert cells(table) == ROWS


def test_merged_header_cells_name_every_column_below(tmp_path: Path) -> None:
    rows = [["Agency", "Meetings attended", ""], ["", "May", "July"]]
    rows += [["Police", "Yes", "No"], ["Health", "No", "Yes"]]
    spans = (("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)))
    table = table_of(tmp_path, rows, *spans, bold=(0, 1), widths=[100, 80, 80])
    assert table.header == ("Agency", "Meetings attended May", "Meetings attended July")
    assert cells(table) == rows[2:]


def test_a_cell_under_several_names_is_called_by_none(tmp_path: Path) -> None:
    rows = [["Ward", "May", "June"]]
    rows += [["Beck", "7", "9"], ["Marram", "not counted", ""], ["Dune", "4", "6"]]
    table = table_of(tmp_path, rows, ("SPAN", (1, 2), (2, 2)), widths=[90, 90, 90])
    assert [table.names(row) for row in table.rows] == [
        ("Ward", "May", "June"),
        ("Ward", "", "June"),
        ("Ward", "May", "June"),
    ]


def test_the_first_line_of_a_form_names_no_columns(tmp_path: Path) -> None:
    rows = [["Item no. 4", "Class: open", "Date: 3 May", "Name: Cabinet"]]
    rows += [["Title:", "", "Bins", ""], ["From:", "", "Director of Waste", ""]]
    spans = [("SPAN", (x, y), (x + 1, y)) for x in (0, 2) for y in (1, 2)]
    table = table_of(tmp_path, rows, *spans, widths=[90] * 4)
    assert not any(table.header)
    assert cells(table)[1] == ["Title:", "", "Bins", ""]


def test_a_table_all_in_bold_has_one_line_of_names(tmp_path: Path) -> None:
    rows = [["Item no", "Item"], *([str(n), f"Matter {n} was noted"] for n in range(1, 7))]
    table = table_of(tmp_path, rows, bold=range(7), widths=[60, 300])
    assert table.header == ("Item no", "Item")
    assert cells(table) == rows[1:]


def test_a_sum_set_off_below_a_table_is_not_said_under_its_names(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    data = paragraphs([["Homes", "2015/16", "Total"]], BOLD)
    data += paragraphs([["Roofs", "60", "80"], ["Doors", "10", "12"]])
    foot = draw(canvas, data, GRID, top=700, widths=[120, 80, 80])
    total = paragraphs([["All services", "400", "900"]], BOLD)
    draw(canvas, total, GRID, top=foot - 10, widths=[120, 80, 80])
    canvas.save()
    homes, everything = see_pages(read_document(path))[1][PdfPage(1)]
    assert homes.names(homes.rows[0]) == ("Homes", "2015/16", "Total")
    assert (cells(everything), any(everything.header)) == ([["All services", "400", "900"]], False)


def test_white_behind_words_and_words_drawn_twice_change_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for x, y, text in (
        (54, 684, "Costs"),
        (154, 684, "2016/17"),
        (154, 672, "and later"),
        (54, 650, "Homes"),
        (154, 650, "1,200"),
    ):
        canvas.setFillGray(1)
        canvas.rect(x, y - 2, 50, 11, stroke=0, fill=1)
        canvas.setFillGray(0)
        for shift in (0, 0.4):
            canvas.drawString(x + shift, y, text)
    canvas.grid([50, 150, 250], [640, 665, 700])
    canvas.save()
    table = only_table(read_document(path))
    assert table.header == ("Costs", "2016/17 and later")
    assert cells(table) == [["Homes", "1,200"]]


def test_a_cell_over_several_rows_stands_in_each(tmp_path: Path) -> None:
    rows = [["Theme", "Action", "Lead"], ["Homes", "Survey damp", "Rao"]]
    rows.append(["", "Mend roofs", "Blythe"])
    table = table_of(tmp_path, rows, ("SPAN", (0, 1), (0, 2)), widths=[80, 120, 80])
    assert cells(table) == [["Homes", "Survey damp", "Rao"], ["Homes", "Mend roofs", "Blythe"]]


def test_a_title_row_names_the_table(tmp_path: Path) -> None:
    rows = [["Housing Committee - Work Plan 2025/2026", ""]]
    rows += [["10 July 2025", "1. Repairs"], ["9 October 2025", "1. Rents"]]
    style = (("SPAN", (0, 0), (1, 0)), ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))
    table = table_of(tmp_path, rows, *style, widths=[100, 250])
    assert table.caption == rows[0][0]
    assert cells(table) == rows[1:]


MEASURES = [
    ["Measure", "Target", "Actual"],
    ["Repairs", "", ""],
    ["Emergencies made safe in a day", "98%", "97%"],
    ["Right first time", "85%", "81%"],
    ["All repairs", "90%", "88%"],
    ["Rents", "", ""],
    ["Arrears", "3%", "4%"],
    ["", "2%", "5%"],
    ["Voids", "1%", "2%"],
]
"""Measures under two headings, a total, and a row without a name."""

UNDER = ["", "Repairs", "Repairs", "", "", "Rents", "", ""]


@pytest.mark.parametrize("drawn", ["merged", "shaded", "bold"])
def test_headings_inside_a_table_name_the_rows_below_them(tmp_path: Path, drawn: str) -> None:
    groups = [number for number, row in enumerate(MEASURES) if row[0] in ("Repairs", "Rents")]
    style: list[tuple[object, ...]] = []
    for number in groups:
        if drawn == "merged":
            style.append(("SPAN", (0, number), (-1, number)))
        if drawn == "shaded":
            style.append(("BACKGROUND", (0, number), (-1, number), colors.lightgrey))
    bold = [0, *groups] if drawn == "bold" else [0]
    table = table_of(tmp_path, MEASURES, *style, bold=bold, widths=[180, 60, 60])
    assert cells(table) == MEASURES[1:]
    assert [row.cells[0] for row in table.rows if row.group] == ["Repairs", "Rents"]
    assert [row.wide for row in table.rows] == [
        row.group and drawn == "merged" for row in table.rows
    ]
    assert [row.under for row in table.rows] == UNDER


def test_a_first_cell_alone_is_no_heading_for_that(tmp_path: Path) -> None:
    table = table_of(tmp_path, MEASURES, widths=[180, 60, 60])
    assert {row.under for row in table.rows} == {""}


def test_a_sentence_across_a_table_is_a_note_that_no_column_names(tmp_path: Path) -> None:
    note = "The target for repairs was set before the contractor failed."
    rows = [MEASURES[0], MEASURES[2], [note, "", ""], MEASURES[3]]
    table = table_of(tmp_path, rows, ("SPAN", (0, 2), (-1, 2)), widths=[180, 60, 60])
    assert [(row.wide, row.group, row.under) for row in table.rows] == [
        (False, False, ""),
        (True, False, ""),
        (False, False, ""),
    ]
    (page,) = read_pack(read_document(tmp_path / "a.pdf")).pages
    said = {block.kind: block.text for block in page.blocks if note in block.text}
    assert said == {BlockKind.PARAGRAPH: note}


def test_a_heading_inside_a_table_goes_on_overleaf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    style = [*GRID, ("SPAN", (0, 1), (-1, 1))]
    widths = [180.0, 60.0, 60.0]
    head = paragraphs(MEASURES[:1], BOLD)
    draw(canvas, head + paragraphs(MEASURES[1:3]), style, top=780, widths=widths)
    canvas.showPage()
    draw(canvas, head + paragraphs(MEASURES[3:5]), GRID, top=800, widths=widths)
    canvas.save()
    tables = see_pages(read_document(path))[1]
    (upper,), (lower,) = tables[PdfPage(1)], tables[PdfPage(2)]
    assert [row.under for row in upper.rows] == ["", "Repairs"]
    assert [row.under for row in lower.rows] == ["Repairs", ""]


def two_pages(
    path: Path,
    first: list[list[str]],
    second: list[list[str]],
    *,
    repeat: bool,
    merged: bool = False,
) -> RawDocument:
    canvas = Canvas(str(path), pagesize=A4)
    style = [*GRID, ("SPAN", (0, 1), (-1, 1))] if merged else GRID
    draw(canvas, paragraphs([HEADER], BOLD) + paragraphs(first), style, top=780)
    canvas.drawCentredString(297, 20, "Page 1")
    canvas.showPage()
    data = paragraphs(second)
    if repeat:
        data = paragraphs([HEADER], BOLD) + data
    draw(canvas, data, GRID, top=800)
    canvas.drawCentredString(297, 20, "Page 2")
    canvas.save()
    return read_document(path)


@pytest.mark.parametrize("repeat", [True, False], ids=["header repeated", "header once"])
def test_a_row_cut_by_a_page_break_goes_on(tmp_path: Path, repeat: bool) -> None:
    first = [
        *ROWS,
        ["4", "That the working group report its findings on", "Callum Reith,", "May", ""],
    ]
    second = [
        ["", "street cleaning to the Committee.", "Enforcement Manager", "", ""],
        ["5", "To receive the accounts.", "Marcus Ellery", "June 2025", ""],
    ]
    tables = see_pages(two_pages(tmp_path / "a.pdf", first, second, repeat=repeat))[1]
    (upper,), (lower,) = tables[PdfPage(1)], tables[PdfPage(2)]
    assert lower.continues
    assert lower.header == upper.header == tuple(HEADER)
    assert [row.continues for row in lower.rows] == [True, False]
    assert cells(lower) == second
    assert "Enforcement Manager" in " ".join(lower.rows[0].quote.split())


def test_the_rest_of_a_row_is_said_with_the_name_of_its_row(tmp_path: Path) -> None:
    first = [*ROWS[1:], ["Bowl", "For a boat that", "Marram £200", "", ""]]
    second = [["", "can be sailed by all.", "Total £500", "", ""], *ROWS[:1]]
    tables = see_pages(two_pages(tmp_path / "a.pdf", first, second, repeat=True))[1]
    (lower,) = tables[PdfPage(2)]
    assert [row.under for row in lower.rows] == ["Bowl", ""]


def test_the_rest_of_a_row_stands_under_its_heading_too(tmp_path: Path) -> None:
    first = [["Boats", "", "", "", ""], ["Bowl", "For a boat that", "Marram £200", "", ""]]
    second = [["", "can be sailed by all.", "Total £500", "", ""], *ROWS[:1]]
    tables = see_pages(two_pages(tmp_path / "a.pdf", first, second, repeat=True, merged=True))[1]
    assert tables[PdfPage(2)][0].rows[0].under == "Boats, Bowl"


@pytest.mark.parametrize(
    ("rows", "bold"),
    [
        ([["Action", "Owner"], *([f"Mend roof {at}", "A Rao"] for at in range(3))], 1),
        ([["Pier", "777", "1,301"], *([f"Boat {at}", "616", "900"] for at in range(3))], 0),
        ([["Pier", "777", "1,301"], *([f"Boat {at}", "616", "900"] for at in range(3))], 4),
    ],
    ids=["bold names", "figures", "all bold"],
)
def test_a_table_without_rules_has_bold_names(
    tmp_path: Path, rows: list[list[str]], bold: int
) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for down, row in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if down < bold else "Helvetica", 10)
        for across, words in enumerate(row):
            canvas.drawString(60 + 150 * across, 700 - 14 * down, words)
    canvas.save()
    found = see_pages(read_document(path))[1].get(PdfPage(1), ())
    assert [[list(one.header), *cells(one)] for one in found] == ([rows] if bold == 1 else [])


def test_a_row_that_ends_with_its_page_does_not_go_on(tmp_path: Path) -> None:
    second = [["4", "To receive the accounts.", "Marcus Ellery", "June 2025", ""]]
    tables = see_pages(two_pages(tmp_path / "a.pdf", ROWS, second, repeat=True))[1]
    (lower,) = tables[PdfPage(2)]
    assert lower.continues
    assert [row.continues for row in lower.rows] == [False]


def test_a_row_that_a_rule_cuts_is_one_row(tmp_path: Path) -> None:
    rows = [
        HEADER,
        *ROWS[:2],
        ["3", "That the costs of residential", "Lisa Arnold", "May 2025", ""],
        ["", "placements be reported.", "", "", ""],
        ["4", "To note.", "Rao", "TBC", ""],
    ]
    table = table_of(tmp_path, rows)
    assert [row.cells[0] for row in table.rows] == ["1", "2", "3", "4"]
    assert table.rows[2].cells[1] == "That the costs of residential placements be reported."


def test_boxes_charts_and_columns_of_prose_are_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.rect(50, 700, 400, 60)  # a text box
    canvas.drawString(60, 730, "Key message: repairs are quicker.")
    for step in range(6):  # a chart: grid lines, bars, labels beside and below
        canvas.line(80, 400 + 30 * step, 480, 400 + 30 * step)
        canvas.drawString(55, 397 + 30 * step, str(step * 10))
        canvas.rect(100 + 60 * step, 400, 30, 20 + 20 * step, fill=1)
        canvas.drawString(100 + 60 * step, 385, f"201{step}")
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(50, 340, "Workforce")
    canvas.drawString(310, 340, "Communities")
    canvas.setFont("Helvetica", 10)
    prose = "families told us that the help they had was of use and".split()
    for step in range(12):
        canvas.drawString(50, 325 - 12 * step, " ".join(prose[step % 3 :]))
        canvas.drawString(310, 325 - 12 * step, " ".join(prose[step % 4 :]))
    canvas.save()
    assert see_pages(read_document(path))[1] == {}


def test_a_broken_geometry_file_gives_no_tables(tmp_path: Path) -> None:
    raw = ruled(tmp_path / "a.pdf")
    Path(raw.path).write_bytes(b"%PDF-1.4\nnot a PDF any more")
    assert see_pages(raw)[1] == {}


# --- rows that go on --------------------------------------------------------


def test_a_row_goes_on_where_its_sentence_does() -> None:
    before = [("1", "09.01.20", "To note."), ("2", "09.01.20", "That the costs of")]
    assert goes_on(("", "", "placements."), before, over_page=True)
    assert goes_on(("", "", "placements."), before, over_page=False)
    assert not goes_on(("3", "28.01.21", "To receive data."), before, over_page=True)


def test_figures_do_not_go_on() -> None:
    before = [("May-21", "14", "-"), ("June-21", "15", "–")]
    assert not goes_on(("July-21", "16", "3"), before, over_page=True)
    keyed = [("Repairs", "98%", "£1.2m"), ("Rents", "3%", "(£40k)")]
    for over_page in (True, False):
        assert not goes_on(("", "2%", "(£30k)"), keyed, over_page=over_page)
    assert goes_on(("", "", "of which half is old"), keyed, over_page=True)


def test_what_runs_into_a_repeated_header_is_parted_from_it() -> None:
    header = ("ID", "Action", "Notes")
    assert beyond_header(header, ("ID", "Action", "Notes to be sent.")) == ("", "", "to be sent.")
    assert beyond_header(header, ("1", "Write", "Done")) is None


# --- quotes -----------------------------------------------------------------

WORDS = st.lists(
    st.text(alphabet="abcdefgh0123é-'", min_size=1, max_size=8).filter(
        lambda word: any(map(str.isalnum, word))
    ),
    min_size=1,
    max_size=6,
)


@given(
    rows=st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5),
    breaks=st.lists(st.sampled_from([" ", "\n", "  ", "\n "]), min_size=1, max_size=7),
)
@settings(max_examples=60, deadline=None)
def test_a_row_written_cell_by_cell_is_quoted_whole(
    rows: list[list[list[str]]], breaks: list[str]
) -> None:
    text = ""
    for index, word in enumerate(word for row in rows for cell in row for word in cell):
        text += word + breaks[index % len(breaks)]
    page = PageWords(text)
    for row in rows:
        quote = page.quote([" ".join(cell) for cell in row])
        assert quote in text
        wanted = "".join(c for cell in row for word in cell for c in word if c.isalnum())
        assert "".join(filter(str.isalnum, quote)) == wanted


def test_a_row_scattered_over_its_page_is_quoted_by_its_longest_run() -> None:
    page = PageWords("Name Homes\nMarram is the largest ward by far\nBeck\n12\n7\n")
    assert page.quote(["Marram is the largest", "ward by far", "12"]) == (
        "Marram is the largest ward by far"
    )
    assert page.quote(["not on this page at all"]) == ""


# --- the packs at hand ------------------------------------------------------


@pytest.fixture(scope="module")
def september(shared: Path) -> RawDocument:
    return read_document(shared / "packs" / "blackpool-cyp-scrutiny-2022-09-22.pdf")


@pytest.fixture(scope="module")
def september_tables(september: RawDocument) -> dict[PdfPage, tuple[Table, ...]]:
    return see_pages(september)[1]


def test_every_row_is_quoted_from_its_page(
    september: RawDocument, september_tables: dict[PdfPage, tuple[Table, ...]]
) -> None:
    short = 0
    rows = 0
    for pdf_page, tables in september_tables.items():
        text = september.pages[pdf_page - 1].text
        for row in (row for table in tables for row in table.rows):
            rows += 1
            assert row.quote in text
            letters = sum(c.isalnum() for cell in row.cells for c in cell)
            short += sum(map(str.isalnum, row.quote)) < 0.8 * letters
    assert rows > 600
    assert short == 0


def test_landscape_pages_of_the_plan_have_one_header(
    september_tables: dict[PdfPage, tuple[Table, ...]],
) -> None:
    headers = {september_tables[PdfPage(page)][0].header for page in range(120, 183)}
    assert headers == {
        (
            "ID",
            "Action",
            "Anticipated Impact on the Quality of Practice",
            "Outcomes for Children and Families",
            "Accountable Person",
            "Milestones",
            "Notes",
        )
    }


def test_frames_and_charts_of_the_pack_are_no_tables(
    september_tables: dict[PdfPage, tuple[Table, ...]],
) -> None:
    assert not {27, 37, 100, 104, 105, 187, 207, 250} & set(september_tables)
    # The chart on the page with two tables is not a third one.
    assert len(september_tables[PdfPage(106)]) == 1
