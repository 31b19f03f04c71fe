"""A small pool of child processes, in which files are read and pages drawn.

A PDF may crash PDFium, take all memory or never end; in a child process that costs the
file and nothing else. Children are started when they are needed, reused while they are
healthy, and end with their parent. (`concurrent.futures` gives up its whole pool when
one process dies; `multiprocessing` imports the program's own main module again.)
"""

from __future__ import annotations

import atexit
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import indexer
from indexer.council.problems import TooLarge
from indexer.pdf.limits import At, Doing

__all__ = ["DRAWING", "READING", "Children", "Died"]

T = TypeVar("T")

SECONDS = {
    Doing.STARTING: 300,
    Doing.TEXT: 120,
    Doing.PDFIUM: 120,
    Doing.OCR: 600,
    Doing.UNDERSTANDING: 600,
}
"""By the clock, for one page or for understanding a file, on a machine that is busy with
twenty other things. The limits on processor time (`indexer.pdf.limits`) come first, unless
a child waits for something that never comes."""

KEPT_BYTES = 400 * 2**20
"""A child that holds more memory than this is not kept for the next file."""

IDLE_SECONDS = 60.0
"""How long a child waits for work before it is ended."""

MAX_UNSTARTED = 20
"""Times that a child may end before it has seen what it was asked."""

TICK = 0.1
"""Seconds between two looks at whether anybody still waits for the answer."""


class Died(Exception):
    """A child process ended before it had answered, or had to be ended.

    Attributes:
        where: what it was at.
        slow: it had taken too long, by the clock or in processor time.
        killed: somebody else ended it, or the system did for want of memory.
    """

    def __init__(self, where: At, *, slow: bool = False, killed: bool = False) -> None:
        super().__init__(where, slow, killed)
        self.where = where
        self.slow = slow
        self.killed = killed


class Children:
    """Child processes for one kind of work.

    Args:
        most: how many work at the same time; who asks for more waits.
        imports: modules that they import at their start.
    """

    def __init__(self, *, most: int, imports: Sequence[str] = ()) -> None:
        self.most = most
        self._imports = imports
        self._places = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._timer: threading.Timer | None = None
        atexit.register(self.close)

    def start(self) -> None:
        """Start a child that will soon be needed, unless one waits."""
        with self._lock:
            if not self._idle:
                self._keep(_Child(self._imports))

    def call(
        self,
        function: Callable[..., T],
        *arguments: object,
        tell: Callable[[At], object] | None = None,
        wanted: Callable[[], bool] = lambda: True,
    ) -> T:
        """What a function gives, run in a child.

        Args:
            function: of a module; it, its arguments and its result are pickled.
            tell: called with where the child is, as it gets on.
            wanted: asked now and then; once False, the child is ended.

        Raises:
            Died: the child ended, or was ended, before it answered.
            BaseException: what the function raised.
        """
        with self._places:
            for left in reversed(range(MAX_UNSTARTED)):
                child = self._take()
                try:
                    good, result, used = child.ask((function, arguments), tell, wanted)
                    break
                except Died as death:
                    child.end()
                    # It may have died while it waited, and never seen the request.
                    unstarted = death.where.doing is Doing.STARTING and not death.slow
                    if not (unstarted and left and wanted()):
                        raise
                except BaseException:
                    child.end()
                    raise
            if used > KEPT_BYTES or isinstance(result, (MemoryError, TooLarge)):
                child.end()
            else:
                with self._lock:
                    self._keep(child)
        if not good:
            raise result
        return result  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the children that wait for work."""
        with self._lock:
            idle, self._idle = self._idle, []
            if self._timer is not None:
                self._timer.cancel()
        for child in idle:
            child.end()

    def _take(self) -> _Child:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _Child(self._imports)

    def _keep(self, child: _Child) -> None:
        self._idle.append(child)
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(IDLE_SECONDS, self.close)
        self._timer.daemon = True
        self._timer.start()


class _Child:
    """One child process, with a thread that listens to it."""

    def __init__(self, imports: Sequence[str]) -> None:
        root = str(Path(indexer.__file__).parents[1])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "indexer.pdf.child", *imports],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            # Ctrl-C is the parent's; and a child is ended with what it has started.
            start_new_session=True,
        )
        self._said: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="child", daemon=True).start()

    def ask(
        self, request: object, tell: Callable[[At], object] | None, wanted: Callable[[], bool]
    ) -> Any:
        """The child's answer to one request; see `indexer.pdf.child`."""
        where = At(Doing.STARTING)
        deadline = time.monotonic() + SECONDS[where.doing]
        try:
            assert self._process.stdin is not None
            pickle.dump(request, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except OSError:  # it died while it waited: that is seen below
            pass
        while True:
            try:
                said = self._said.get(timeout=TICK)
            except queue.Empty:
                if time.monotonic() > deadline:
                    raise Died(where, slow=True) from None
                if not wanted():
                    raise Died(where, killed=True) from None
                continue
            if said is None:
                raise self._death(where)
            if not isinstance(said, At):
                return said
            where = said
            deadline = time.monotonic() + SECONDS[where.doing]
            if tell is not None:
                tell(where)

    def _death(self, where: At) -> Died:
        try:
            status = self._process.wait(10)
        except subprocess.TimeoutExpired:
            return Died(where)
        if sys.platform == "win32":
            return Died(where)
        return Died(where, slow=status == -signal.SIGXCPU, killed=status == -signal.SIGKILL)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        try:
            while True:
                self._said.put(pickle.load(self._process.stdout))
        except Exception:  # its end, or half an answer
            self._said.put(None)

    def end(self) -> None:
        """End the process, and what it has started, at once."""
        with suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()


READING = Children(most=2, imports=("indexer.prepared", "indexer.reading.pack", "indexer.pdf.read"))
DRAWING = Children(most=1, imports=("indexer.pdf.drawing",))
"""Pages are drawn apart from reading, so that a picture need not wait for a pack."""
