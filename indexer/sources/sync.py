"""All sources visited: each in its own thread, none in another's way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from indexer.council.dates import day_of
from indexer.council.problems import StorageError, not_writable
from indexer.index import Index
from indexer.sources.addresses import host_of
from indexer.sources.open import Opening
from indexer.sources.shelf import Shelf
from indexer.sources.source import Source
from indexer.sources.source_problems import (
    NotAllowed,
    ServiceOff,
    SiteBusy,
    SourceError,
    VisitStopped,
    contained,
)
from indexer.sources.store import News, SourceRow, Store, insert_news
from indexer.sources.visit import Visit
from indexer.sources.when import has_to_wait

__all__ = ["Outcome", "Sync"]

HOUR = 3600.0
FIRST_WAIT = 0.25
LONGEST_WAIT = 6.0
"""Hours. A source that fails is tried after a quarter of an hour, then twice that, …"""

DOWN_AFTER = 3
"""Failed visits in a row, after which the clerks are told."""

AT_ONCE = 4

_STATUSES = ((SiteBusy, "busy"), (ServiceOff, "off"), (NotAllowed, "refused"))

END_SECONDS = 15.0
"""How long a visit that is to stop may take to do so; its thread dies with the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a visit went.

    Attributes:
        status: ok, partly, busy, down, off, refused, waiting (left alone for now), or
            stopped (the program ends).
        problem: one sentence; "" where all is well.
        requests, received: what it cost in requests and bytes.
        indexed, failed: documents, by name.
    """

    source: str
    status: str
    problem: str = ""
    requests: int = 0
    received: int = 0
    indexed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class Sync:
    """Visits to all sources.

    Attributes:
        store: what is remembered of sources.
        index: where papers go.
        home: where papers lie.
        opening: makes the object that visits a source; `open_source` with some manners.
        clock: seconds since 1970.
    """

    store: Store
    index: Index
    home: Path
    opening: Opening
    clock: Callable[[], float] = time.time

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.store, self.index, self.home / "papers", self.clock)

    def run(
        self,
        names: Sequence[str] = (),
        *,
        thorough: bool = False,
        tell: Callable[[str, str], None] = lambda _source, _what: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> list[Outcome]:
        """Visit all sources that are not paused, or those named.

        Args:
            thorough: look at everything again, also what is not due.
            tell: called with (source, what is being done), from several threads.
            stop: asked often, from several threads; once true, visits end where they are.

        Raises:
            NoSuchSource: a name is of none.
            StorageError: another sync runs, or the database, the index or the folder of
                papers cannot be used.
        """
        rows = (
            [self.store.source(name) for name in names]
            if names
            else [row for row in self.store.sources() if not row.paused]
        )
        insist = bool(names) or thorough

        def visit(row: SourceRow, stop_now: Callable[[], bool]) -> Outcome:
            telling = partial(tell, row.name)
            return self.visit(row, insist=insist, thorough=thorough, tell=telling, stop=stop_now)

        try:
            self.home.mkdir(parents=True, exist_ok=True)
            with self.store.turn(self.home) as free:
                if not free:
                    raise StorageError("Another sync is running: wait until it is done.")
                self._shelf.tidy()
                return _side_by_side(rows, visit, stop)
        except OSError as exc:
            raise not_writable(self.home, exc) from exc

    def visit(
        self,
        row: SourceRow,
        *,
        insist: bool = False,
        thorough: bool = False,
        tell: Callable[[str], None] = lambda _: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Visit one source, in this thread; `run` also sees to it that no other sync runs.

        Args:
            insist: also if its last visit failed a moment ago.

        Raises:
            StorageError
        """
        now = self.clock()
        # A site that asks to be left alone is left alone, whoever insists.
        if has_to_wait(row.not_before, now) and (row.status == "busy" or not insist):
            return Outcome(source=row.name, status="waiting", problem=row.problem)
        started = time.monotonic()
        source: Source | None = None
        visit: Visit | None = None
        status, problem, wait = "ok", "", 0.0
        try:
            with contained(row.name):
                source = self.opening(row.kind, row.address)
                visit = Visit(
                    store=self.store,
                    shelf=self._shelf,
                    row=row,
                    source=source,
                    today=day_of(now),
                    clock=self.clock,
                    thorough=thorough,
                    tell=tell,
                    stop=stop,
                )
                visit.run()
            if visit.problems:
                status, problem = "partly", visit.problems[0]
                if len(visit.problems) > 1:
                    problem += f" (And {len(visit.problems) - 1} more.)"
        except VisitStopped:
            # Nothing is noted, so that the next start goes on at once.
            status = "stopped"
        except SourceError as exc:
            status = next((said for kind, said in _STATUSES if isinstance(exc, kind)), "down")
            problem = str(exc)
            wait = min(FIRST_WAIT * 2.0**row.failures, LONGEST_WAIT) * HOUR
            if isinstance(exc, SiteBusy):
                wait = max(exc.seconds, 60.0)
        finally:
            web = source.web if source else None
            if source:
                source.close()
        if status != "stopped":
            self._note(row, status, problem, wait)
        return Outcome(
            source=row.name,
            status=status,
            problem=problem,
            requests=web.requests if web else 0,
            received=web.received if web else 0,
            indexed=tuple(visit.indexed) if visit else (),
            failed=tuple(dict.fromkeys(visit.failed)) if visit else (),
            seconds=time.monotonic() - started,
        )

    def _note(self, row: SourceRow, status: str, problem: str, wait: float) -> None:
        now = self.clock()
        whole = status in ("ok", "partly")
        failures = 0 if whole else row.failures + 1
        self.store.update_source(
            row.id,
            status=status,
            problem=problem,
            visited_at=now,
            failures=failures,
            not_before=0.0 if whole else now + wait,
            complete_at=now if whole else row.complete_at,
            first_complete_at=row.first_complete_at or (now if whole else None),
        )
        if failures == DOWN_AFTER:
            what = News.DOWN
            sentence = f"{row.name} cannot be visited since {failures} tries: {problem}"
        elif whole and row.failures >= DOWN_AFTER:
            what, sentence = News.BACK, f"{row.name} can be visited again."
        else:
            return
        self.store.write(insert_news(what, sentence, now=now, source=row.name))


def _side_by_side(
    rows: Sequence[SourceRow],
    visit: Callable[[SourceRow, Callable[[], bool]], Outcome],
    stop: Callable[[], bool],
) -> list[Outcome]:
    """Visit each source in a thread of its own; `visit` is told when it is to stop."""
    outcomes: dict[str, Outcome] = {}
    fatal: list[Exception] = []
    stopped = threading.Event()

    def stop_now() -> bool:
        # Once told to stop, a visit does not go on, whatever is said later.
        if not stopped.is_set() and stop():
            stopped.set()
        return stopped.is_set()

    room = threading.Semaphore(AT_ONCE)
    # Two sources on one host are one site: it is asked one thing at a time.
    turns = {_host(row): threading.Lock() for row in rows}

    def visit_in_turn(row: SourceRow) -> None:
        with turns[_host(row)], room:
            if fatal or stop_now():
                return
            try:
                outcomes[row.name] = visit(row, stop_now)
            except Exception as exc:
                fatal.append(exc)

    # Threads of this kind die with the program, so that an interrupt is not held up
    # by a site that answers slowly.
    threads = [threading.Thread(target=visit_in_turn, args=(row,), daemon=True) for row in rows]
    for thread in threads:
        thread.start()
    until = float("inf")
    for thread in threads:
        while thread.is_alive() and time.monotonic() < until:
            thread.join(0.2)
            if stop_now():
                until = min(until, time.monotonic() + END_SECONDS)
    if fatal:
        raise fatal[0]
    return [outcomes.get(row.name) or Outcome(source=row.name, status="stopped") for row in rows]


def _host(row: SourceRow) -> str:
    try:
        return row.name if row.kind == "folder" else "{}:{}".format(*host_of(row.address))
    except NotAllowed:  # which the visit says
        return row.name
