"""What documents are called, and text that can be kept and sent."""

from __future__ import annotations

from pathlib import Path

__all__ = ["document_name", "readable"]


def document_name(path: Path) -> str:
    """What a document is called: its file's name without ``.pdf``."""
    return readable(path.stem if path.suffix.lower() == ".pdf" else path.name)


def readable(text: str) -> str:
    """Text without what cannot be stored in SQL or sent as JSON: lone surrogates (which
    also stand for the bytes of a file name that is no UTF-8) and NULs."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
