"""Visits to councils' sites as durable work: begun when due, taken up after a crash.

When a visit is due follows from when each source was last visited, which is kept with
the source; the workflow's name is that moment, so that it is made once whoever looks.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass

from dbos import DBOS

from bot.jobs.durable import TurnLost, at_work, begin_once, pause, stopping
from indexer.council.problems import PackhorseError
from indexer.sources import Outcome, Store, Sync
from indexer.sources.store import SourceRow
from indexer.sources.when import has_to_wait, next_visit, past

__all__ = ["Visiting", "due_visit"]

log = logging.getLogger("packhorse.sync")

FIRST_WAIT = 60.0
LONGEST_WAIT = 900.0
"""Seconds until a visit is tried again that could not be made: somebody syncs by hand,
or the index cannot be written."""


@DBOS.step(name="sync_visit")
def _visit() -> bool:
    """Visit what is due; False: it could not be done now."""
    with at_work(Visiting) as duty:
        try:
            outcomes = duty.sync.run(stop=stopping)
        except PackhorseError as exc:
            log.warning("sync=later: %s", exc)
            return False
        except Exception as exc:  # one that breaks must not end all visits
            log.error("sync=broke error=%s", type(exc).__name__, exc_info=exc)
            return False
        for one in outcomes:
            _log(one)
        if any(one.status == "stopped" for one in outcomes):
            raise TurnLost
    return True


@DBOS.workflow(name="sync", max_recovery_attempts=None)
def _sync(wait: float) -> str:
    """Visit, until it could be done."""
    while not _visit():
        pause(wait)
        wait = min(2 * wait, LONGEST_WAIT)
    return "visited"


@dataclass
class Visiting:
    """The duty to visit the sources when they are due.

    Attributes:
        every: seconds between two looks at what is due.
        retry: seconds until a visit that could not be made is tried again.
        now: the moment, in UTC.
    """

    name = "sync"

    sync: Sync
    store: Store
    _: KW_ONLY
    nation: str = "ENG"
    every: float = 20.0
    retry: float = FIRST_WAIT
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    def look(self) -> None:
        now = self.now()
        due = due_visit(self.store.sources(), now=now, nation=self.nation)
        if due is not None and due <= now:
            begin_once(_sync, f"sync@{due.timestamp():.0f}", self.retry)


def due_visit(
    rows: Iterable[SourceRow], *, now: dt.datetime, nation: str = "ENG"
) -> dt.datetime | None:
    """When the next visit is due, None where nothing is watched.

    A source that was never visited is due at once; one that asks for patience, when
    that is over.
    """
    moments = []
    present = now.timestamp()
    for row in rows:
        if row.paused:
            continue
        at = _moment(past(row.added_at, present))
        if visited := past(row.visited_at, present):
            at = next_visit(_moment(visited), nation=nation)
        if has_to_wait(row.not_before, present):
            at = max(at, _moment(row.not_before))
        moments.append(at)
    return min(moments, default=None)


def _moment(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _log(one: Outcome) -> None:
    if one.status == "waiting":
        return
    log.info(
        "source=%s status=%s indexed=%d failed=%d requests=%d seconds=%.0f",
        one.source,
        one.status,
        len(one.indexed),
        len(one.failed),
        one.requests,
        one.seconds,
    )
