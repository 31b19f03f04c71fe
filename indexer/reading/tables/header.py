"""Which of a table's first rows are its header, and what each column is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.reading.page_text import join_lines, plain_words
from indexer.reading.tables.cells import has_words, is_figure
from indexer.reading.tables.grid import Cell

__all__ = [
    "TableHeading",
    "column_headers",
    "find_heading",
    "names_columns",
    "rows_apart",
]

MAX_HEADER_ROWS = 3
MAX_HEADER_CELL = 160
"""Characters. What is longer is a text, not the name of a column."""

_NOTHING = {"", "-", "–", "—", "n/a", "nil", "tbc", "*"}


@dataclass(frozen=True, slots=True)
class TableHeading:
    """`title_rows` rows that name the whole table come first, then `header_rows` that
    name its columns. `drawn`: the page sets them off by bold type or shading, so that
    they are not only guessed from their words."""

    title_rows: int = 0
    header_rows: int = 0
    drawn: bool = False


def find_heading(cells: Sequence[Cell], rows: int, columns: int) -> TableHeading:
    """Tell title and header rows from body rows."""
    by_row = _by_row(cells, rows)
    title = 0
    while title < min(rows - 1, 2) and _is_title(by_row[title], columns):
        title += 1
    drawn = _set_off_rows(by_row, title, columns)
    # A header cell that reaches further down takes the rows beside it along.
    reach = max((cell.row_end for row in by_row[title : title + drawn] for cell in row), default=0)
    drawn = min(max(drawn, reach - title), rows - title, MAX_HEADER_ROWS) if drawn else 0
    header = drawn
    if header < min(2, rows - title) and _words_over_numbers(by_row, title + header, columns):
        header += 1
    if (
        not header
        and title < rows - 1
        and names_columns([cell.text for cell in by_row[title] if cell.text])
    ):
        header = 1
    heading = TableHeading(title, header, bool(drawn) or (title > 0 and _is_set_off(by_row, 0)))
    if header and _is_form(cells, column_headers(cells, heading, columns), title + header):
        return replace(heading, header_rows=0)
    return heading


def _is_form(cells: Sequence[Cell], names: Sequence[str], first: int) -> bool:
    """Whether the rows from `first` on do not keep to the columns that a header names.

    Most of them then have a cell that lies under several names.
    """
    body, across = set(), set()
    for cell in cells:
        if cell.row >= first and cell.text and cell.column_end - cell.column < len(names):
            body.add(cell.row)
            if len({*filter(None, names[cell.column : cell.column_end])}) > 1:
                across.add(cell.row)
    return 2 * len(across) > len(body)


def column_headers(cells: Sequence[Cell], heading: TableHeading, columns: int) -> tuple[str, ...]:
    """The name of each column; where only a title row stands, it names the first."""
    first = heading.title_rows
    if not heading.header_rows:
        if not first:
            return ("",) * columns
        title = " ".join(cell.text for cell in cells if cell.row < first and cell.text)
        return (title, *("",) * (columns - 1))
    names = []
    for column in range(columns):
        parts: list[str] = []
        for cell in sorted(cells, key=lambda cell: cell.row):
            if (
                first <= cell.row < first + heading.header_rows
                and cell.column <= column < cell.column_end
                and cell.text
            ):
                parts.append(cell.text)
        names.append(join_lines(parts))
    return tuple(names)


def rows_apart(
    cells: Sequence[Cell], first: int, rows: int, columns: int
) -> tuple[frozenset[int], frozenset[int]]:
    """Rows that keep to no columns: (wide, groups).

    Wide is one cell as wide as the table, of which no column's name is said. A group is a
    row of the body that is the heading of the rows below it: a wide one that is short, bold
    or shaded, or a first cell alone that is bold or shaded, unlike the next row of several
    cells.

    Args:
        first: the first row of the body.
    """
    by_row = [[cell for cell in row if cell.text] for row in _by_row(cells, rows)]
    # The first cell has the row's only words, and they are of no other row.
    alone = {
        row: filled[0]
        for row, filled in enumerate(by_row)
        if len(filled) == 1
        and filled[0].column == 0
        and filled[0].row == row == filled[0].row_end - 1
    }
    wide = {row for row, cell in alone.items() if columns > 1 and _spans(cell, columns)}
    groups = set()
    below: list[Cell] = []
    for row in range(rows - 1, first - 1, -1):
        if below and row in alone and _is_group(alone[row], below, wide=row in wide):
            groups.add(row)
        if len(by_row[row]) > 1:
            below = by_row[row]
    return frozenset(wide), frozenset(groups)


def _is_group(cell: Cell, below: Sequence[Cell], *, wide: bool) -> bool:
    if not has_words(cell.text) or len(cell.text) > MAX_HEADER_CELL:
        return False
    drawn = (cell.bold and not all(other.bold for other in below)) or (
        cell.shade is not None and any(other.shade != cell.shade for other in below)
    )
    # A sentence across the table is a note.
    return drawn or (wide and cell.text[-1] not in ".;,")


def _by_row(cells: Sequence[Cell], rows: int) -> list[list[Cell]]:
    """The cells that reach into each row."""
    return [[cell for cell in cells if cell.row <= row < cell.row_end] for row in range(rows)]


def _spans(cell: Cell, columns: int) -> bool:
    return cell.column_end - cell.column == columns


def _is_title(row: Sequence[Cell], columns: int) -> bool:
    """One cell, as wide as the table."""
    filled = [cell for cell in row if cell.text]
    return (
        len(filled) == 1 and _spans(filled[0], columns) and len(filled[0].text) <= MAX_HEADER_CELL
    )


def _set_off_rows(by_row: Sequence[Sequence[Cell]], first: int, columns: int) -> int:
    """How many rows from `first` on are set off as a header's are."""
    end = first
    while (
        end < min(len(by_row), first + MAX_HEADER_ROWS)
        and _is_set_off(by_row, end)
        and (end == first < len(by_row) - 1 or not _is_entry(by_row[end], end))
        and not (end > first and _is_title(by_row[end], columns))
    ):
        end += 1
    # More bold rows than a header has are the table's own type.
    rest = [cell for row in by_row[end : end + 1] for cell in row if cell.text]
    bold = rest and all(cell.bold for cell in rest)
    return 0 if bold and end - first == MAX_HEADER_ROWS else end - first


def _is_entry(row: Sequence[Cell], number: int) -> bool:
    """Words in the first column and a figure in another: a total, not names of columns."""
    filled = [cell for cell in row if cell.text and cell.row == number]
    return any(cell.column == 0 for cell in filled) and any(
        _looks_like_a_number(cell.text) for cell in filled if cell.column
    )


def _is_set_off(by_row: Sequence[Sequence[Cell]], row: int) -> bool:
    """All its words bold, or all its cells shaded, unlike what follows."""
    filled = [cell for cell in by_row[row] if cell.text]
    if not filled or any(len(cell.text) > MAX_HEADER_CELL for cell in filled):
        return False
    below = [cell for other in by_row[row + 1 :] for cell in other if cell.text and cell.row > row]
    if len(filled) == 1 and row > 0 and filled[0].column_end - filled[0].column == 1:
        # A lone cell further down is a heading inside the table, unless it is a second line
        # of a column's name, such as its unit, which the shading shows.
        return filled[0].column > 0 and _shaded(by_row[row]) and _shaded(by_row[row - 1])
    if (
        all(cell.bold for cell in filled)
        and not (below and all(cell.bold for cell in below))
        and (len(filled) > 1 or len(by_row[row]) == 1)
    ):
        return True
    shades = {cell.shade for cell in by_row[row]}
    if None in shades:
        return False
    plain = [cell for cell in below if cell.shade not in shades]
    return not below or len(plain) * 2 > len(below)


def _shaded(row: Sequence[Cell]) -> bool:
    return bool(row) and all(cell.shade is not None for cell in row)


def _words_over_numbers(by_row: Sequence[Sequence[Cell]], row: int, columns: int) -> bool:
    """Words in a row above columns that hold numbers only."""
    if row >= len(by_row) - 1:
        return False
    named = {
        cell.column: cell.text for cell in by_row[row] if cell.text.strip().lower() not in _NOTHING
    }
    if not named or any(len(text) > MAX_HEADER_CELL for text in named.values()):
        return False
    votes = 0
    for column in range(1, columns):
        body = [
            cell.text.strip()
            for other in by_row[row + 1 :]
            for cell in other
            if cell.column == column and cell.text.strip().lower() not in _NOTHING
        ]
        if not body or column not in named:
            continue
        numbers = sum(is_figure(text) for text in body)
        if numbers * 4 < len(body) * 3:
            continue
        votes += -1 if _looks_like_a_number(named[column]) else 1
    return votes > 0


_COLUMN_WORDS = frozenset(
    "date when time timescale timeframe timetable deadline due no ref reference number id item title "
    "subject topic matter issue action recommendation decision resolution outcome purpose reason "
    "description detail summary officer lead owner responsible responsibility member councillor "
    "portfolio holder contact name role organisation agency ward status rag rating update progress "
    "comment note target actual total budget forecast variance amount cost year month quarter "
    "risk score impact likelihood mitigation priority milestone activity measure indicator".split()
)
"""What columns of council papers are called, alone or with others, or as more than one."""


def names_columns(names: Sequence[str]) -> bool:
    """Whether these short texts are names, most of them such as columns commonly have."""
    return (
        len(names) >= 2
        and all(len(text) <= 40 and text[:1].isupper() and text[-1] not in ".;," for text in names)
        and sum(map(_is_common, names)) * 3 >= len(names) * 2
    )


def _is_common(name: str) -> bool:
    words = {form for word in plain_words(name) for form in (word, word.removesuffix("s"))}
    return not _COLUMN_WORDS.isdisjoint(words)


def _looks_like_a_number(text: str) -> bool:
    # A year over a column of figures names it.
    year = len(text) == 4 and text.startswith(("19", "20"))
    return is_figure(text) and not year
