"""Threads that work through a queue on disk, so that what stands in it outlives a crash."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from bot.slack import log
from bot.slack.delivery import error_name, where

__all__ = ["QueueThreads"]

IDLE_SECONDS = 5.0
"""How long a thread waits to be woken before it looks into the queue again."""

STOP_SECONDS = 20.0
"""How long what is in hand may take to end."""

T = TypeVar("T")


class QueueThreads(ABC, Generic[T]):
    """Some threads, each of which takes the oldest thing that waits and works on it.

    Attributes:
        stopping: set from `stop` until the next `begin`.
    """

    def __post_init__(self) -> None:
        self._wake = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._in_hand = 0
        self.stopping = threading.Event()

    @abstractmethod
    def take(self) -> T | None:
        """The next thing, which nobody else takes now; None where nothing waits."""

    @abstractmethod
    def work(self, thing: T) -> None:
        """Do what is to be done with it."""

    def begin(self, name: str, number: int = 1) -> None:
        """Start so many threads."""
        self.stopping.clear()
        self._threads = [
            threading.Thread(target=self._run, name=f"{name}-{one}", daemon=True)
            for one in range(number)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> bool:
        """Finish what is in hand; what waits keeps waiting on disk. True where nothing is in
        hand any more."""
        end = time.monotonic() + STOP_SECONDS
        self.stopping.set()
        # Whoever looks into the queue may be kept waiting there, and sees that afterwards.
        if self._wake.acquire(timeout=STOP_SECONDS):
            self._wake.notify_all()
            self._wake.release()
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def alive(self) -> bool:
        return bool(self._threads) and all(thread.is_alive() for thread in self._threads)

    def idle(self) -> bool:
        """Whether nothing is in hand, not even what was given up meanwhile."""
        with self._wake:
            return not self._in_hand

    def wake(self) -> None:
        """There is something in the queue."""
        with self._wake:
            self._wake.notify()

    def _run(self) -> None:
        while (thing := self._next()) is not None:
            try:
                self.work(thing)
            except Exception as exc:
                log.error("work=failed error=%s at=%s", error_name(exc), where(exc))
            finally:
                with self._wake:
                    self._in_hand -= 1

    def _next(self) -> T | None:
        with self._wake:
            while not self.stopping.is_set():
                try:
                    thing = self.take()
                except Exception as exc:  # the database may be away for a while
                    log.error("queue=unreadable error=%s at=%s", error_name(exc), where(exc))
                    self._wake.wait(1.0)
                    continue
                if thing is not None:
                    self._in_hand += 1
                    return thing
                self._wake.wait(IDLE_SECONDS)
        return None
