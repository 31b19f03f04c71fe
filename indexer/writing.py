"""Waiting for the index's one writer to be done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from indexer.index import Index
from indexer.problems import StorageError

__all__ = ["writing_in_turn"]


@contextmanager
def writing_in_turn(index: Index, *, seconds: float) -> Iterator[None]:
    """`Index.writing`, waited for: someone may be indexing by hand, or a sync may run.

    Raises:
        StorageError: the other writer was not done within `seconds`, or the index cannot
            be used.
    """
    until = time.monotonic() + seconds
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(index.writing())
                break
            except StorageError as exc:
                if "Another" not in str(exc) or time.monotonic() > until:
                    raise
                time.sleep(0.5)
        yield
