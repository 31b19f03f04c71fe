"""What a child process runs: one request after the other, until nobody asks any more.

Requests come on standard input and answers go out on standard output, both pickled.
A request is (function, arguments); before its answer may come any number of `At`; the
answer is (True, result, bytes of memory used) or (False, exception, bytes).

    python -P -m indexer.pdf.child [MODULE …]

The modules are imported first, while the first request is on its way.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import queue
import sys
import threading
from typing import Any, BinaryIO

from indexer.pdf import limits

__all__ = ["main"]


def main() -> None:
    """Serve until standard input ends, which it does when the parent is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the answers.
    os.dup2(2, 1)
    asked: queue.SimpleQueue[Any] = queue.SimpleQueue()
    # Reading makes very many objects that stay: looking for garbage often costs a third.
    gc.set_threshold(300_000, 20, 50)
    for name in sys.argv[1:]:
        importlib.import_module(name)
    gc.freeze()
    # Not before: two threads that import the same modules may wait for each other.
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    limits.begin(lambda where: _say(answers, where))
    while True:
        function, arguments = asked.get()
        _say(answers, limits.At(limits.Doing.UNDERSTANDING))
        try:
            answer = (True, function(*arguments), limits.memory_used())
        except BaseException as exc:  # whatever it is, the parent judges it
            exc.__traceback__ = None
            answer = (False, exc, limits.memory_used())
        _say(answers, answer)
        del answer
        gc.collect()


def _listen(requests: BinaryIO, asked: queue.SimpleQueue[Any]) -> None:
    """Pass requests on. A parent that is gone ends this process, whatever it is at."""
    try:
        while True:
            asked.put(pickle.load(requests))
    except BaseException:
        os._exit(0)


def _say(answers: BinaryIO, answer: object) -> None:
    try:
        data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    except Exception:
        if not isinstance(answer, tuple):
            raise
        _, exception, used = answer  # nothing else can be beyond pickling
        data = pickle.dumps((False, RuntimeError(repr(exception)), used))
    answers.write(data)
    answers.flush()


if __name__ == "__main__":
    main()
