"""Cells out of rules: which rectangles the lines on a page close.

The way in is the one that Anssi Nurminen describes ("Algorithmic extraction of
data in tables in PDF documents", Tampere 2013): snap and join the rules, find
where they cross, take from each crossing the smallest rectangle whose four
sides are drawn, and gather rectangles that share a corner into a grid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.reading.tables.layout import Layout, RuledLine, Shade

__all__ = ["Cell", "Grid", "find_grids"]

SNAP = 3.0
"""Points. Rules closer than this are one rule: double lines, cells drawn one by one."""

LEAST_SIDE = 4.0
"""Points. A narrower rectangle is the space between two lines, not a cell."""

MAX_CROSSINGS = 20_000

WHITE_FROM = 250
"""Of 255, the darkest of a colour's parts."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; it covers rows [row, row_end) and columns [column, column_end). What stands in
    it, and whether all of that is bold, is not known to its grid."""

    row: int
    column: int
    row_end: int
    column_end: int
    shade: tuple[int, int, int] | None = None
    paragraphs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    bold: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells that hang together. `columns` and `rows` are the lines between and around
    them: ``columns[i] … columns[i + 1]`` is column i."""

    cells: tuple[Cell, ...]
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    @property
    def x0(self) -> float:
        return self.columns[0]

    @property
    def x1(self) -> float:
        return self.columns[-1]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]


def find_grids(layout: Layout) -> list[Grid]:
    """Every grid of a page, from the top down; lone boxes are none."""
    across, down = list(layout.across), list(layout.down)
    for shade in layout.shades:
        # Cells told apart by their shading alone have its edges for rules. What is filled
        # with the paper's white may be a line of text.
        wide = shade.x1 - shade.x0 >= 8 and shade.bottom - shade.top >= 8
        if wide and min(shade.colour) < WHITE_FROM:
            across += [RuledLine(y, shade.x0, shade.x1) for y in (shade.top, shade.bottom)]
            down += [RuledLine(x, shade.top, shade.bottom) for x in (shade.x0, shade.x1)]
    rows, columns = _joined(across), _joined(down)
    if len(rows) < 2 or not columns:
        return []
    columns = _joined([*columns, *_open_sides(rows, columns)])
    rectangles = _rectangles(rows, columns)
    grids = [
        grid
        for group in _groups(rectangles)
        if (grid := _grid(group, rows, columns, layout.shades)) is not None
    ]
    return sorted(grids, key=lambda grid: (grid.top, grid.x0))


# --- rules ------------------------------------------------------------------


def _joined(rules: Iterable[RuledLine]) -> list[RuledLine]:
    """Rules at nearly one place become one place; those that touch become one rule."""
    ordered = sorted(rules, key=lambda rule: rule.at)
    lines: list[list[RuledLine]] = []
    for rule in ordered:
        if lines and rule.at - lines[-1][-1].at <= SNAP and rule.at - lines[-1][0].at <= 2 * SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    result: list[RuledLine] = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        spans = sorted((rule.start, rule.end) for rule in line)
        start, end = spans[0]
        for low, high in spans[1:]:
            if low <= end + SNAP:
                end = max(end, high)
            else:
                result.append(RuledLine(at, start, end))
                start, end = low, high
        result.append(RuledLine(at, start, end))
    return [rule for rule in result if rule.end - rule.start >= LEAST_SIDE]


def _open_sides(rows: Sequence[RuledLine], columns: Sequence[RuledLine]) -> list[RuledLine]:
    """The left and right sides that a table open at its sides does not draw.

    Rules that start and end alike, and that upright ones cross, are a table's.
    """
    alike: dict[tuple[int, int], list[RuledLine]] = defaultdict(list)
    for row in rows:
        alike[round(row.start / 4), round(row.end / 4)].append(row)
    sides: list[RuledLine] = []
    for group in alike.values():
        if len(group) < 2:
            continue
        group.sort(key=lambda rule: rule.at)
        x0, x1 = min(rule.start for rule in group), max(rule.end for rule in group)
        inner = [rule for rule in columns if x0 + SNAP < rule.at < x1 - SNAP]
        for upper, lower in pairwise(group):
            if any(rule.start <= upper.at + SNAP and rule.end >= lower.at - SNAP for rule in inner):
                sides += [RuledLine(x0, upper.at, lower.at), RuledLine(x1, upper.at, lower.at)]
    return sides


# --- rectangles -------------------------------------------------------------


def _rectangles(
    rows: Sequence[RuledLine], columns: Sequence[RuledLine]
) -> list[tuple[int, int, int, int]]:
    """Smallest closed rectangles as (row place, column place, row place, column place),
    places being indexes into the sorted distinct positions of `_places`."""
    row_places, column_places = _places(rows), _places(columns)
    row_at = {at: index for index, at in enumerate(row_places)}
    column_at = {at: index for index, at in enumerate(column_places)}
    on_row: dict[Point, set[int]] = defaultdict(set)
    on_column: dict[Point, set[int]] = defaultdict(set)
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            if (
                row.start - SNAP <= column.at <= row.end + SNAP
                and column.start - SNAP <= row.at <= column.end + SNAP
            ):
                point = (row_at[row.at], column_at[column.at])
                on_row[point].add(r)
                on_column[point].add(c)
    if len(on_row) > MAX_CROSSINGS:
        return []
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for r, c in sorted(on_row):
        by_row[r].append(c)
        by_column[c].append(r)

    found: list[tuple[int, int, int, int]] = []
    for r, c in sorted(on_row):
        rights = [right for right in by_row[r] if right > c and on_row[r, c] & on_row[r, right]]
        below = [low for low in by_column[c] if low > r and on_column[r, c] & on_column[low, c]]
        cell = next(
            (
                (r, c, low, right)
                for low in below
                for right in rights
                if (low, right) in on_row
                and on_row[low, c] & on_row[low, right]
                and on_column[r, right] & on_column[low, right]
            ),
            None,
        )
        if cell is not None:
            found.append(cell)
    return found


def _places(rules: Sequence[RuledLine]) -> list[float]:
    return sorted({rule.at for rule in rules})


def _groups(
    rectangles: Sequence[tuple[int, int, int, int]],
) -> list[list[tuple[int, int, int, int]]]:
    """Rectangles that share a corner, directly or through others."""
    parent = list(range(len(rectangles)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    at_corner: dict[Point, int] = {}
    for index, (r0, c0, r1, c1) in enumerate(rectangles):
        for corner in ((r0, c0), (r0, c1), (r1, c0), (r1, c1)):
            if corner in at_corner:
                parent[root(index)] = root(at_corner[corner])
            else:
                at_corner[corner] = index
    groups: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for index, rectangle in enumerate(rectangles):
        groups[root(index)].append(rectangle)
    return list(groups.values())


# --- grids ------------------------------------------------------------------


def _grid(
    group: Sequence[tuple[int, int, int, int]],
    rows: Sequence[RuledLine],
    columns: Sequence[RuledLine],
    shades: Sequence[Shade],
) -> Grid | None:
    row_places, column_places = _places(rows), _places(columns)
    boxes = [
        (column_places[c0], row_places[r0], column_places[c1], row_places[r1])
        for r0, c0, r1, c1 in group
        if column_places[c1] - column_places[c0] >= LEAST_SIDE
        and row_places[r1] - row_places[r0] >= LEAST_SIDE
    ]
    if len(boxes) < 2:
        return None
    xs = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    ys = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    if len(xs) < 3:
        return None
    cells = []
    for box in boxes:
        column, column_end = _nearest(xs, box[0]), _nearest(xs, box[2])
        row, row_end = _nearest(ys, box[1]), _nearest(ys, box[3])
        if row < row_end and column < column_end:
            cells.append(Cell(row, column, row_end, column_end, _shade(*box, shades)))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), tuple(xs), tuple(ys))


def _edges(values: Iterable[float]) -> list[float]:
    """Distinct places at least `LEAST_SIDE` apart."""
    edges: list[float] = []
    for value in sorted(set(values)):
        if not edges or value - edges[-1] >= LEAST_SIDE:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _shade(
    x0: float, top: float, x1: float, bottom: float, shades: Sequence[Shade]
) -> tuple[int, int, int] | None:
    """The colour that covers the cell's middle last; None for white or nothing."""
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    colour = None
    for shade in shades:
        if shade.x0 <= x <= shade.x1 and shade.top <= y <= shade.bottom:
            colour = shade.colour
    return None if colour is None or min(colour) >= WHITE_FROM else colour
