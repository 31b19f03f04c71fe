"""A file made ready for the index: read, understood, cut into passages.

Nothing here knows the index or a model: the next file is made ready in a child process
while the present one is embedded and written.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from indexer.council.document_names import readable
from indexer.council.packs import (
    Appendix,
    EarlierMinutes,
    ExemptPage,
    Item,
    Pack,
    Page,
    PageKind,
    PdfPage,
)
from indexer.council.problems import DamagedPdf, NoText, PackhorseError, TooLarge
from indexer.evidence.passages import Passage, passages_of, record_passages
from indexer.pdf.children import READING as READING_CHILDREN
from indexer.pdf.children import Died
from indexer.pdf.limits import At, Doing, Fault
from indexer.points import add_points

__all__ = ["READING", "Ahead", "Prepared", "prepare", "prepare_here", "public"]

READING = "reading-17"
"""Raised when reading, cutting or embedding changes: documents that an older one read
are read anew."""

MAX_SECONDS = 900
"""For one file, with all tries. 500 pages of dense print take about 60."""

MAX_BAD_PAGES = 3
"""A file with more pages that cannot be read is damaged."""

MAX_KILLED = 5
"""Times that a file's process may be killed before that is taken for the file's fault."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What there is to index of one file: nothing of its exempt pages."""

    sha256: str
    pack: Pack
    passages: tuple[Passage, ...]
    seconds: float


def prepare(
    path: Path,
    progress: Callable[[str, int, int], None] | None = None,
    *,
    wanted: Callable[[], bool] = lambda: True,
) -> Prepared:
    """Read one PDF, in a child process.

    A page on which the process dies, or that takes too long, is left out and named; the
    rest is read by another process.

    Args:
        path: the file.
        progress: called with ("reading", pages done, pages in all).
        wanted: asked now and then; once False, the reading is stopped.

    Raises:
        DocumentError: the file cannot be used.
    """
    name = readable(path.name)

    def tell(where: At) -> None:
        if progress and where.doing is Doing.TEXT and where.page:
            progress("reading", where.page, where.pages)

    faults: list[Fault] = []
    killed = 0
    started = time.monotonic()
    while True:
        try:
            return READING_CHILDREN.call(
                prepare_here, path, tuple(faults), tell=tell, wanted=wanted
            )
        except Died as death:
            if not wanted():
                raise
            killed += death.killed
            # Killed from outside need not be the file's fault, unless it goes on.
            if not death.killed or killed > MAX_KILLED:
                faults.append(_fault(name, death, faults))
            if time.monotonic() - started > MAX_SECONDS:
                raise TooLarge(
                    f"{name} takes too long to read: print it to PDF again, or split it."
                ) from death
        except PackhorseError:
            raise
        except Exception as exc:
            raise _not_understood(name, type(exc).__name__) from exc


def _fault(name: str, death: Died, faults: Sequence[Fault]) -> Fault:
    """What to do without on the next try.

    Raises:
        DocumentError: there is no use in another try.
    """
    where = death.where
    if not where.page and where.doing is not Doing.TEXT:
        raise (
            TooLarge(
                f"{name} takes too long or too much memory to read: split it, or print it to PDF again."
            )
            if death.slow or death.killed
            else _not_understood(name, "a crash")
        )
    if len({fault.page for fault in faults}) >= MAX_BAD_PAGES:
        raise (TooLarge if death.slow or death.killed else DamagedPdf)(
            f"{name} has more than {MAX_BAD_PAGES} pages that cannot be read: print it to PDF again."
        )
    why = (
        "takes too long to read"
        if death.slow
        else "takes too much memory to read"
        if death.killed
        else "crashes the reader"
    )
    return Fault(PdfPage(where.page), where.doing, why)


def _not_understood(name: str, what: str) -> DamagedPdf:
    return DamagedPdf(
        f"{name} could not be understood ({what}): print it to PDF again, and report it to "
        "Packhorse's makers."
    )


def prepare_here(path: Path, faults: Collection[Fault] = ()) -> Prepared:
    """Read one PDF, in this process; see `prepare`."""
    from indexer.pdf.letters import open_pdf
    from indexer.pdf.read import read_document
    from indexer.reading.pack import read_pack

    name = readable(path.name)
    started = time.monotonic()
    try:
        with open_pdf(path):  # whose pages are opened once for all that look at them
            raw = read_document(path, faults=faults)
            pack = public(read_pack(raw))
        passages = tuple(passages_of(pack))
        passages += tuple(record_passages(pack, ordinal=len(passages)))
        pack = add_points(pack, passages)
    except PackhorseError:
        raise
    except MemoryError:
        raise TooLarge(f"{name} needs more memory than there is: split it.") from None
    except Exception as exc:
        # The one file is not understood; that is no reason to leave the others.
        _log.debug("reading %s", name, exc_info=True)
        raise _not_understood(name, type(exc).__name__) from exc
    if not passages and not pack.exempt_pages:
        raise NoText(
            f"{name} has no words that can be read, not even as pictures: "
            "ask its author for a copy with text."
        )
    return Prepared(
        sha256=raw.sha256,
        pack=replace(pack, warnings=(*raw.warnings, *pack.warnings)),
        passages=passages,
        seconds=time.monotonic() - started,
    )


class Ahead:
    """Files that are made ready in the order of `begin`, as many at a time as there are
    children to read them: one small enough to be read while nothing is there to embed yet
    keeps no processor waiting for a large one.

    Args:
        progress: as for `prepare`; told of the file that is waited for, no other.
    """

    def __init__(self, progress: Callable[[str, int, int], None] | None = None) -> None:
        self._progress = progress
        self._pool = ThreadPoolExecutor(
            max_workers=READING_CHILDREN.most, thread_name_prefix="reading"
        )
        self._begun: dict[Path, Future[Prepared]] = {}
        self._waited_for: Path | None = None
        self._stopping = threading.Event()

    def __enter__(self) -> Ahead:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._pool.shutdown(cancel_futures=True)

    def begin(self, path: Path) -> None:
        """Make a file ready, unless that was begun before."""
        if path not in self._begun:
            self._begun[path] = self._pool.submit(
                prepare, path, self._telling(path), wanted=lambda: not self._stopping.is_set()
            )

    def take(self, path: Path) -> Prepared:
        """A file that is ready, now or after waiting.

        Raises:
            DocumentError: as `prepare` does.
        """
        self.begin(path)
        self._waited_for = path
        # Taken once: what is embedded and written need not be kept.
        return self._begun.pop(path).result()

    def _telling(self, path: Path) -> Callable[[str, int, int], None]:
        def tell(doing: str, done: int, total: int) -> None:
            if self._progress and path == self._waited_for:
                self._progress(doing, done, total)

        return tell


def public(pack: Pack) -> Pack:
    """The pack without what its exempt pages say, in any form."""
    exempt = {page.pdf_page for page in pack.exempt_pages}
    if not exempt:
        return pack

    def open_(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(open_(one) for one in value if isinstance(one, _STAY) or not closed(one))
        if isinstance(value, Page):
            blank = value.pdf_page in exempt
            return replace(value, text="", blocks=(), kind=PageKind.BLANK) if blank else value
        if isinstance(value, Appendix):
            return replace(value, title=None) if closed(value) else value
        if is_dataclass(value) and not isinstance(value, type):
            parts = {one.name: getattr(value, one.name) for one in fields(value)}
            lists = {name: open_(part) for name, part in parts.items() if isinstance(part, tuple)}
            return replace(value, **lists)
        return value

    def closed(thing: Any) -> bool:
        return not exempt.isdisjoint(_pages_of(thing))

    opened: Pack = open_(pack)
    return opened


_STAY = (Page, ExemptPage, Item, Appendix, EarlierMinutes)
"""What is named even where a page of it is exempt."""


def _pages_of(thing: Any) -> Iterable[PdfPage]:
    """The pages that something is told on."""
    if hasattr(thing, "first_pdf_page"):
        return map(PdfPage, range(thing.first_pdf_page, thing.last_pdf_page + 1))
    if hasattr(thing, "pdf_pages"):
        pages: Iterable[PdfPage] = thing.pdf_pages
        return pages
    return (thing.pdf_page,) if hasattr(thing, "pdf_page") else ()
