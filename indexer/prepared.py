"""A file made ready for the index: read, understood, cut into passages.

Nothing here knows the index or a model, so that the next file can be made ready in a
thread while the present one is embedded and written.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from indexer.evidence.search import record_passages
from indexer.packs import Pack, PageKind
from indexer.passages import Passage, passages_of
from indexer.problems import DamagedPdf, NoText, PackhorseError, TooLarge

__all__ = ["READING", "Ahead", "Prepared", "prepare", "public"]

READING = "reading-6"
"""Raised when reading, cutting or embedding changes: documents that an older one read
are read anew."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What there is to index of one file: nothing of its exempt pages."""

    sha256: str
    pack: Pack
    passages: tuple[Passage, ...]
    seconds: float


def prepare(
    path: Path, progress: Callable[[str, int, int], None] | None = None
) -> Prepared:
    """Read one PDF.

    Args:
        path: the file.
        progress: called with ("reading", pages done, pages in all).

    Raises:
        DocumentError: the file cannot be used.
    """
    from indexer.names import readable
    from indexer.pdf import read_document
    from indexer.reading import read_pack

    started = time.monotonic()

    def reading(done: int, total: int) -> None:
        if progress:
            progress("reading", done, total)

    raw = read_document(path, progress=reading)
    try:
        pack = public(read_pack(raw))
    except PackhorseError:
        raise
    except MemoryError:
        raise TooLarge(f"{raw.document} needs more memory than there is: split it.") from None
    except Exception as exc:
        # The one file is not understood; that is no reason to leave the others.
        _log.debug("reading %s", raw.document, exc_info=True)
        raise DamagedPdf(
            f"{readable(path.name)} could not be understood ({type(exc).__name__}): "
            "print it to PDF anew, and report it to Packhorse's makers."
        ) from exc
    passages = tuple(passages_of(pack))
    passages += tuple(record_passages(pack, ordinal=len(passages)))
    if not passages and not pack.exempt_pages:
        raise NoText(
            f"{path.name} has no words that can be read, not even as pictures: "
            "ask its author for a copy with text."
        )
    return Prepared(
        sha256=raw.sha256, pack=pack, passages=passages, seconds=time.monotonic() - started
    )


class Ahead:
    """Files that are made ready in a thread of their own, in the order of `begin`.

    Args:
        progress: as for `prepare`; told of the file that is waited for, no other.
    """

    def __init__(self, progress: Callable[[str, int, int], None] | None = None) -> None:
        self._progress = progress
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._begun: dict[Path, Future[Prepared]] = {}
        self._waited_for: Path | None = None
        self._stopping = threading.Event()

    def __enter__(self) -> Ahead:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._pool.shutdown(cancel_futures=True)

    def begin(self, path: Path) -> None:
        """Make a file ready, unless that was begun before."""
        if path not in self._begun:
            self._begun[path] = self._pool.submit(prepare, path, self._telling(path))

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
            if self._stopping.is_set():
                raise _Stopped
            if self._progress and path == self._waited_for:
                self._progress(doing, done, total)

        return tell


class _Stopped(BaseException):
    """Nobody waits for the file any more; no handler of a damaged file may take it."""


def public(pack: Pack) -> Pack:
    """The pack without what its exempt pages say, in any form."""
    exempt = {page.pdf_page for page in pack.exempt_pages}
    if not exempt:
        return pack

    def open_(things: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(thing for thing in things if thing.pdf_page not in exempt)

    def last_open(item: Any) -> bool:
        return all(
            number not in exempt
            for number in range(item.first_pdf_page, item.last_pdf_page + 1)
        )

    return replace(
        pack,
        pages=tuple(
            replace(page, text="", blocks=(), kind=PageKind.BLANK)
            if page.pdf_page in exempt
            else page
            for page in pack.pages
        ),
        items=tuple(
            replace(
                item,
                recommendations=open_(item.recommendations),
                sections=tuple(one for one in item.sections if last_open(one)),
                appendices=tuple(
                    one if last_open(one) else replace(one, title=None)
                    for one in item.appendices
                ),
            )
            for item in pack.items
        ),
        minutes=tuple(
            replace(
                minutes,
                minutes=tuple(
                    replace(
                        minute,
                        agreed=open_(minute.agreed),
                        undertakings=open_(minute.undertakings),
                    )
                    for minute in open_(minutes.minutes)
                ),
            )
            for minutes in pack.minutes
        ),
        actions=tuple(
            action for action in pack.actions if not exempt.intersection(action.pdf_pages)
        ),
        decisions=open_(pack.decisions),
        forward_plan=open_(pack.forward_plan),
        work_plan=open_(pack.work_plan),
    )
