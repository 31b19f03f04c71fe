"""Passages as the index gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from indexer.council.packs import PageKind, PdfPage
from indexer.evidence.passages import Unit
from indexer.store.catalogue import PassageRow

__all__ = ["passage_row"]


def passage_row(number: int, units: Iterable[Unit], **other: Any) -> PassageRow:
    """A passage of a report, on a page of its own where `other` does not say otherwise."""
    values: dict[str, Any] = {
        "document": "pack",
        "generation": 1,
        "pdf_page": PdfPage(number),
        "printed_page": None,
        "item": None,
        "appendix": None,
        "kind": PageKind.REPORT,
        "ocr": False,
        "context": "",
    }
    return PassageRow(passage=number, ordinal=number, units=tuple(units), **{**values, **other})
