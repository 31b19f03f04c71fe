"""Claims and the units that they cite, as `claims.jsonl` and the measurements have them.

A line is a JSON object: ``{"set": …, "right": true, "claim": …, "question": …, "facts": […],
"units": [{"text": …, "cells": [[header, cell], …], "frame": …, "above": …, "near": …}]}``; only
set, right, claim and units are needed, and of a unit its text or its cells. Sets of
`claims.jsonl`: *altered*, where a direction, number, role, bound, unit, name, denial or hedge
is another than on the page; *never*, what the check once let pass; *plain*, right ones in
other words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.answers.evidence import Evidence
from indexer.council.packs import BlockKind, PdfPage

__all__ = ["CLAIMS", "Case", "read_cases", "row", "unit"]

CLAIMS = Path(__file__).with_name("claims.jsonl")


@dataclass(frozen=True, slots=True)
class Case:
    """A claim and the units that it cites; `kind` is how it was made."""

    group: str
    right: bool
    kind: str
    claim: str
    units: Sequence[Evidence]
    question: str = ""
    facts: Sequence[str] = ()


def read_cases(file: Path) -> Iterator[Case]:
    """The cases of a file of such lines."""
    for line in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        yield Case(
            one["set"],
            one["right"],
            "as written",
            one["claim"],
            [_unit(number, given) for number, given in enumerate(one["units"])],
            one.get("question", ""),
            one.get("facts", ()),
        )


def unit(text: str, number: int = 1, *, above: str = "") -> Evidence:
    """A sentence."""
    return Evidence(
        id=f"1.{number}", document="pack", pdf_page=PdfPage(3), text=text, quote=text, above=above
    )


def row(*cells: tuple[str, str], number: int = 1, above: str = "") -> Evidence:
    """A row of a table, of (header, cell)."""
    text = "; ".join(f"{header}: {cell}" if header else cell for header, cell in cells)
    return replace(
        unit(text, number, above=above),
        id=f"2.{number}",
        quote=" ".join(cell for _, cell in cells),
        kind=BlockKind.ROW,
        cells=cells,
        frame=" ".join(header for header, _ in cells),
    )


def _unit(number: int, given: Mapping[str, Any]) -> Evidence:
    cells = [(header, cell) for header, cell in given.get("cells") or ()]
    made = row(*cells, number=number) if cells else unit("", number)
    said = {name: given[name] for name in ("text", "frame", "above", "near") if name in given}
    return replace(made, **said)
