"""The order in which a page's blocks are read, where the file draws them in another.

Most files draw their text in reading order, and then that order stands. It is
taken for wrong where a block lies above the one before it without lying to the
right of it; the blocks are then read by recursive cuts along white space (Nagy's
XY-cut): columns first, from the left, then bands from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Box", "reading_order"]

_SLACK = 12.0
_GUTTER = 9.0


@dataclass(frozen=True, slots=True)
class Box:
    """A block's place in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def reading_order(boxes: Sequence[Box], ends: Sequence[Box] | None = None) -> list[int]:
    """Indexes of the boxes in reading order.

    Args:
        boxes: of the blocks as the file draws them; of a block that runs on from the
            foot of one column to the head of the next, its first part.
        ends: their last parts, where those are not the same.
    """
    if len(boxes) < 2 or not _disordered(boxes, ends or boxes):
        return list(range(len(boxes)))
    return _cut(list(range(len(boxes))), boxes, 0)


def _disordered(boxes: Sequence[Box], ends: Sequence[Box]) -> bool:
    return any(
        here.top < before.top - _SLACK and here.left <= before.left + _SLACK
        for before, here in zip(ends, boxes[1:], strict=False)
    )


def _cut(indexes: list[int], boxes: Sequence[Box], depth: int) -> list[int]:
    if len(indexes) < 2 or depth > 40:
        return indexes
    columns = _split(indexes, [(boxes[i].left, boxes[i].right) for i in indexes], _GUTTER)
    if len(columns) > 1 and _tall(columns):
        return [i for column in columns for i in _cut(column, boxes, depth + 1)]
    bands = _split(indexes, [(boxes[i].top, boxes[i].bottom) for i in indexes], 0.5, widest=True)
    if len(bands) > 1:
        return [i for band in bands for i in _cut(band, boxes, depth + 1)]
    if len(columns) > 1:
        return [i for column in columns for i in _cut(column, boxes, depth + 1)]
    return sorted(indexes, key=lambda i: (round(boxes[i].top / 6), boxes[i].left))


def _tall(columns: list[list[int]]) -> bool:
    """Columns of text, not the cells of one row: at least two have more than one block."""
    return sum(len(column) > 1 for column in columns) >= 2


def _split(
    indexes: list[int], spans: list[tuple[float, float]], gap: float, *, widest: bool = False
) -> list[list[int]]:
    """Groups with nothing across the space between them; only the widest such space is
    cut where `widest`, so that what lies on either side is looked at anew."""
    order = sorted(range(len(indexes)), key=lambda k: spans[k][0])
    groups: list[list[int]] = [[indexes[order[0]]]]
    gaps: list[float] = []
    reach = spans[order[0]][1]
    for k in order[1:]:
        start, end = spans[k]
        if start - reach >= gap:
            groups.append([])
            gaps.append(start - reach)
        groups[-1].append(indexes[k])
        reach = max(reach, end)
    if widest and len(groups) > 2:
        at = gaps.index(max(gaps)) + 1
        return [
            [i for group in groups[:at] for i in group],
            [i for group in groups[at:] for i in group],
        ]
    return groups
