"""Boxes of print in reading order, as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["OcrBox", "in_reading_order"]

COLUMN_LINES = 5
"""Fewer lines side by side are not columns."""


@dataclass(frozen=True, slots=True)
class OcrBox:
    """An upright rectangle in pixels, y downwards."""

    x0: float
    top: float
    x1: float
    bottom: float

    @classmethod
    def around(cls, corners: Any) -> OcrBox:
        points = np.asarray(corners, dtype=float)
        xs, ys = points[:, 0], points[:, 1]
        return cls(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Piece = tuple[OcrBox, str]


def in_reading_order(pieces: Sequence[Piece]) -> list[str]:
    """The texts of the boxes as lines, from the top down, columns one by one.

    What reaches over the gap between two columns (a heading, a running foot) parts
    the page into stretches that are read one after the other.
    """
    if not pieces:
        return []
    gap = _gap(pieces)
    if gap is None:
        return _lines(pieces)
    lines: list[str] = []
    stretch: list[Piece] = []

    def flush() -> None:
        left = [piece for piece in stretch if piece[0].x1 <= gap]
        right = [piece for piece in stretch if piece[0].x1 > gap]
        lines.extend([*_lines(left), *_lines(right)])
        stretch.clear()

    for piece in sorted(pieces, key=lambda piece: piece[0].middle):
        if piece[0].x0 < gap < piece[0].x1:
            flush()
            lines.extend(_lines([piece]))
        else:
            stretch.append(piece)
    flush()
    return lines


def _lines(pieces: Sequence[Piece]) -> list[str]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece[0].middle):
        box = piece[0]
        if rows:
            last = rows[-1][-1][0]
            height = min(box.bottom - box.top, last.bottom - last.top)
            if abs(box.middle - last.middle) < 0.5 * height:
                rows[-1].append(piece)
                continue
        rows.append([piece])
    return [
        " ".join(text for _, text in sorted(row, key=lambda piece: piece[0].x0)) for row in rows
    ]


def _gap(pieces: Sequence[Piece]) -> float | None:
    """Where two columns of running text part, or None.

    A column of numbers beside paragraphs is none: both sides must hold lines that
    are long for their side, and hardly a line may cross.
    """
    boxes = [box for box, _ in pieces]
    x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    width = x1 - x0
    best: tuple[int, float] | None = None
    for share in np.linspace(0.35, 0.65, 31):
        x = x0 + float(share) * width
        crossing = sum(box.x0 < x < box.x1 for box in boxes)
        left = [box for box in boxes if box.x1 <= x]
        right = [box for box in boxes if box.x0 >= x]
        if (
            crossing <= 0.15 * len(boxes)
            and _is_column(left, x - x0)
            and _is_column(right, x1 - x)
            and (best is None or crossing < best[0])
        ):
            best = (crossing, x)
    return best[1] if best else None


def _is_column(boxes: Sequence[OcrBox], width: float) -> bool:
    if len(boxes) < COLUMN_LINES:
        return False
    return float(np.median([box.x1 - box.x0 for box in boxes])) >= 0.55 * width
