"""The machine's clock, against the last time that was kept.

A clock that jumps ahead would let sources rest until that day, count digests as missed and
delete every question as old. So a step of more than a day since the last kept time is
believed only if another clock says the same (Slack's), or a person does.

A clock that has gone back does nothing that cannot be undone: what was kept while it was
ahead counts as never done (`indexer.sources.when.past`).
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from indexer.council.dates import day_of, spoken_date
from indexer.council.packs import counted
from indexer.sources.store import Store

__all__ = ["AGREE", "BY_HAND", "STEP", "Clock", "too_far"]

DAY = 24 * 3600.0
STEP = DAY
"""Seconds. A machine may be switched off for longer: then the other clock is asked."""

BY_HAND = 92 * DAY
"""The same where a person runs a sync, perhaps once a month."""

AGREE = 3600.0
KEEP_EVERY = 60.0
ASK_EVERY = 300.0


@dataclass
class Clock:
    """The clock.

    Attributes:
        store: where the time is kept.
        now: seconds since 1970, by this machine.
        step: seconds that the clock may be ahead of the last kept time.
        other: the same by another clock; None where that cannot be told.
        last: the last kept time, as it was when the clock was last looked at.

    Raises:
        StorageError: from any method, when the database cannot be used.
    """

    store: Store
    now: Callable[[], float] = time.time
    step: float = STEP
    other: Callable[[], float | None] = lambda: None
    last: float | None = field(default=None, init=False)
    _guard: threading.Lock = field(default_factory=threading.Lock, init=False)
    _ask_at: float = field(default=float("-inf"), init=False)

    def doubt(self) -> str | None:
        """Why the time cannot be believed, in a sentence; None where it can, and is kept."""
        with self._guard:
            now = self.now()
            if self.last is None or self._is_far(now):
                # Another process, or a person, may have believed it meanwhile.
                self.last = self.store.kept_time()
            if self.last is None or (self._is_far(now) and self._is_confirmed(now)):
                self._keep(now)
            elif now - self.last > self.step:
                return too_far(now, self.last)
            elif now - self.last >= KEEP_EVERY:
                self._keep(now)
            return None

    def trust(self) -> None:
        """Believe the time as it is: a person has looked."""
        with self._guard:
            self._keep(self.now())

    def _is_far(self, now: float) -> bool:
        return self.last is not None and abs(now - self.last) > self.step

    def _is_confirmed(self, now: float) -> bool:
        if time.monotonic() < self._ask_at:
            return False
        self._ask_at = time.monotonic() + ASK_EVERY
        said = self.other()
        return said is not None and abs(said - now) <= AGREE

    def _keep(self, now: float) -> None:
        self.store.keep_time(now)
        self.last = now


def too_far(now: float, kept: float) -> str:
    """That a time is too far ahead of the last kept one, in a sentence."""
    here, last = dt.datetime.fromtimestamp(now, dt.UTC), day_of(kept)
    return (
        f"This machine's clock says {spoken_date(here.date())}, {here:%H:%M} UTC, which is "
        f"{counted(round((now - kept) / DAY), 'day')} after the last time that was kept "
        f"({spoken_date(last)}): nothing is visited, posted or deleted until it is put right. "
        "If it is right, run packhorse doctor --trust-clock."
    )
