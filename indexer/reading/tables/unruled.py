"""Tables without a grid: words in columns under a line of column names.

Word's "no border" tables and those with rules between rows only. A table is taken
for one only where a line in bold, over one that is not, names its columns and the lines
below keep to them; prose set in columns does not, and a row of figures names none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.reading.tables.cells import Line, filled
from indexer.reading.tables.grid import Cell
from indexer.reading.tables.header import names_columns
from indexer.reading.tables.layout import LaidWord, Layout

__all__ = ["UnruledTable", "find_unruled"]

GAP = 0.75
"""Of a line's height: a wider space parts columns; between words it is about a third."""

MAX_HEADER_LINES = 4
MAX_LINES = 400


@dataclass(frozen=True, slots=True)
class UnruledTable:
    """Cells with the header in row 0; `edges` are where columns start, and the right end."""

    cells: tuple[Cell, ...]
    rows: int
    edges: tuple[float, ...]
    top: float
    bottom: float


Span = tuple[float, float]


def find_unruled(
    layout: Layout,
    lines: Sequence[Line],
    taken: Sequence[tuple[float, float]],
    *,
    words: frozenset[str],
) -> list[UnruledTable]:
    """The tables of a page that no grid shows, from the top down.

    Args:
        layout: what the page draws.
        lines: its upright words.
        taken: (top, bottom) of the tables that grids show.
        words: the document's words in lower case (see `join_lines`).
    """
    lines = [
        line
        for line in lines
        if not any(top - 2 <= line.middle <= bottom + 2 for top, bottom in taken)
    ]
    if not 3 <= len(lines) <= MAX_LINES:
        return []
    segments = [_segments(line) for line in lines]
    # A rule as wide as a column at least, and not a word's underline.
    rules = sorted(rule.at for rule in layout.across if rule.end - rule.start > 0.25 * layout.width)
    found: list[UnruledTable] = []
    for index, line in enumerate(lines[:-2]):
        if not (found and line.top <= found[-1].bottom - 1):
            table = _table_at(index, lines, segments, rules, words)
            found += [table] if table else []
    return found


def _segments(line: Line) -> list[Line]:
    """The parts of a line with no wide space inside them."""
    groups: list[list[LaidWord]] = []
    for word in line.words:
        if groups and word.x0 - groups[-1][-1].x1 <= GAP * word.height:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(tuple(group)) for group in groups]


def _table_at(
    index: int,
    lines: Sequence[Line],
    segments: Sequence[list[Line]],
    rules: Sequence[float],
    words: frozenset[str],
) -> UnruledTable | None:
    header_lines = _header_lines(index, lines, segments, rules)
    if not header_lines:
        return None
    first = index + header_lines
    columns = _columns(segments[index:first])
    body: list[list[list[Line]]] = []
    end = first
    while end < len(lines):
        above, line = lines[end - 1], lines[end]
        if line.top - above.bottom > 3 * (line.bottom - line.top):
            break
        placed = _placed(segments[end], columns)
        if placed is None:
            break
        body.append(placed)
        end += 1
    # Lines at the end that fill one column only are the prose that follows.
    starts = _row_starts(lines[first:end], body, rules)
    while len(starts) > 1 and all(sum(map(bool, placed)) < 2 for placed in body[starts[-1] :]):
        end = first + starts.pop()
    body = body[: end - first]
    # Two headings side by side are as likely.
    named = names_columns([segment.text for segment in segments[index]])
    fewest = 2 if named else 3
    if min(len(columns), len(starts)) < fewest or not _is_a_table(body, starts, columns):
        return None
    header = [_placed(segments[i], columns) or [[]] * len(columns) for i in range(index, first)]
    blocks = [header, *(body[low:high] for low, high in pairwise([*starts, len(body)]))]
    cells = [
        filled(
            Cell(row, column, row + 1, column + 1),
            [segment for placed in block for segment in placed[column]],
            words=words,
        )
        for row, block in enumerate(blocks)
        for column in range(len(columns))
    ]
    edges = (*(span[0] for span in columns), max(line.x1 for line in lines[index:end]))
    return UnruledTable(
        tuple(cells), len(starts) + 1, edges, lines[index].top, lines[end - 1].bottom
    )


# --- header and columns -----------------------------------------------------


def _header_lines(
    index: int,
    lines: Sequence[Line],
    segments: Sequence[list[Line]],
    rules: Sequence[float],
) -> int:
    """How many lines from `index` on name columns; 0 where they name none.

    They are bold over a line that is not, and that line stands in their columns, or a rule
    is between them.
    """
    line = lines[index]
    if not line.bold or len(segments[index]) < 2:
        return 0
    end = index + 1
    while (
        end < min(index + MAX_HEADER_LINES, len(lines) - 1)
        and lines[end].bold
        and not _ruled_between(lines[end - 1], lines[end], rules)
        and lines[end].top - lines[end - 1].bottom < 0.5 * (line.bottom - line.top)
    ):
        end += 1
    names = [segment.text for segment in segments[index]]
    columns = _columns(segments[index:end])
    if lines[end].bold or any(
        name[0].islower() or name.endswith((".", ";", ",")) for name in names
    ):
        return 0
    below = segments[end]
    lined_up = len(below) > 1 and all(
        any(_lined_up(segment, span) for span in columns) for segment in below
    )
    return end - index if lined_up or _ruled_between(lines[end - 1], lines[end], rules) else 0


def _lined_up(segment: Line, span: Span) -> bool:
    """Whether they start, end or have their middles at one place."""
    left, right = segment.x0 - span[0], segment.x1 - span[1]
    return min(abs(left), abs(right), abs(left + right) / 2) < 3


def _ruled_between(upper: Line, lower: Line, rules: Sequence[float]) -> bool:
    return any(upper.middle < at < lower.middle for at in rules)


def _columns(block: Sequence[Sequence[Line]]) -> list[Span]:
    """Where the names of the columns stand, those below each other taken together."""
    spans: list[Span] = []
    for x0, x1 in sorted((segment.x0, segment.x1) for line in block for segment in line):
        if spans and x0 < spans[-1][1] + 2:
            spans[-1] = (spans[-1][0], max(spans[-1][1], x1))
        else:
            spans.append((x0, x1))
    return spans


def _placed(line: Sequence[Line], columns: Sequence[Span]) -> list[list[Line]] | None:
    """The segments of a line by column; None where one stands in two columns."""
    placed: list[list[Line]] = [[] for _ in columns]
    for segment in line:
        under = [
            k for k, (x0, x1) in enumerate(columns) if min(segment.x1, x1) - max(segment.x0, x0) > 2
        ]
        # Beside its narrow name: the column that starts last before it.
        under = under or [k for k, (x0, _) in enumerate(columns) if x0 <= segment.x0 + 2][-1:]
        if len(under) != 1:
            return None
        placed[under[0]].append(segment)
    return placed


# --- rows -------------------------------------------------------------------


def _row_starts(
    lines: Sequence[Line], body: Sequence[list[list[Line]]], rules: Sequence[float]
) -> list[int]:
    """Indexes of the lines that start a row."""
    if not lines:
        return []
    pairs = list(enumerate(pairwise(lines), start=1))
    ruled = [i for i, (upper, lower) in pairs if _ruled_between(upper, lower, rules)]
    if len(ruled) >= 2 or (ruled and len(lines) <= 4):
        return [0, *ruled]
    steps = [lower.middle - upper.middle for _, (upper, lower) in pairs]
    usual = min((step for step in steps if step > 1), default=0.0)
    wide = [i for i, step in enumerate(steps, start=1) if step > 1.3 * usual]
    if wide:
        return [0, *wide]
    typical = max((sum(map(bool, placed)) for placed in body), default=0)
    return [
        i
        for i, placed in enumerate(body)
        if i == 0 or (placed[0] and sum(map(bool, placed)) >= max(2, typical / 2))
    ]


def _is_a_table(
    body: Sequence[list[list[Line]]], starts: Sequence[int], columns: Sequence[Span]
) -> bool:
    rows = [body[low:high] for low, high in pairwise([*starts, len(body)])]
    if sum(any(sum(map(bool, placed)) >= 2 for placed in row) for row in rows) < 0.6 * len(rows):
        return False
    openings = [
        (segments[0], span)
        for row in rows
        for segments, span in zip(row[0], columns, strict=True)
        if segments
    ]
    # Prose set in columns: its lines break off and go on in mid sentence.
    lower = sum(segment.text[0].islower() for segment, _ in openings)
    apart = sum(not _lined_up(segment, span) for segment, span in openings)
    return max(lower, apart) <= 0.2 * len(openings)
