"""What a child process may spend on a file, and word of where in the file it is.

Whatever reads or draws a page says so first, by `at`. That gives the page its own
processor time, and tells the parent which page it was if the process dies on it. In a
process that is no child of `indexer.pdf.children` nothing is limited and nobody is told.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from indexer.council.packs import PdfPage

if sys.platform != "win32":
    import resource

__all__ = ["At", "Doing", "Fault", "at", "begin", "memory_used"]

MEMORY = 850 * 2**20
"""Bytes that a process may have for its data. A scan with its reader takes 450 MB."""


class Doing(StrEnum):
    """What a child process does to a page; the first and last are of a whole file."""

    STARTING = "starting"
    TEXT = "text"
    PDFIUM = "pdfium"
    OCR = "ocr"
    UNDERSTANDING = "understanding"


@dataclass(frozen=True, slots=True)
class At:
    """Where in a file a child process is; `page` is 0 for the whole file."""

    doing: Doing
    page: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A page that ended, or would not let go of, a process that read it.

    Attributes:
        page: the page.
        doing: what was done to it, which is not tried again.
        why: "takes too long to read" or the like, after "page 7".
    """

    page: PdfPage
    doing: Doing
    why: str


PROCESSOR_SECONDS = {
    Doing.STARTING: 20,
    Doing.TEXT: 10,
    Doing.PDFIUM: 5,
    Doing.OCR: 60,
    Doing.UNDERSTANDING: 40,
}
"""Of one page, or of understanding a file of 500 pages. Dense print takes a tenth of a
second, a scan a few seconds."""

_tell: Callable[[At], object] | None = None


def at(doing: Doing, page: int = 0, pages: int = 0) -> None:
    """Say what is done next; it has processor time of its own from here."""
    if _tell is not None:
        _limit_processor(PROCESSOR_SECONDS[doing])
        _tell(At(doing, page, pages))


def begin(tell: Callable[[At], object]) -> None:
    """Limit this process's memory from here on, and tell `tell` of every `at`."""
    global _tell
    _tell = tell
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Not RLIMIT_AS: threads reserve a gigabyte of addresses that they never use.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    with suppress(ValueError, OSError):  # a system without that limit: the clock still counts
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _limit_processor(seconds: int) -> None:
    if sys.platform == "win32":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # Whole seconds, counted from the start of the process; past them it is ended.
    soft = int(usage.ru_utime + usage.ru_stime) + 1 + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or soft <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def memory_used() -> int:
    """Bytes of this process in memory; where only the most it has had is told, that."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
