"""What is surely there, and which processes read files."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

__all__ = ["present", "reading_children"]

T = TypeVar("T")


def present(value: T | None) -> T:
    """The value, which must not be None."""
    assert value is not None
    return value


def reading_children() -> list[int]:
    """The processes that read files for this one."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(status.read_text().rsplit(")", 1)[1].split()[1])
            command = (status.parent / "cmdline").read_bytes()
            if parent == os.getpid() and b"indexer.pdf.child" in command:
                found.append(int(status.parent.name))
    return found
