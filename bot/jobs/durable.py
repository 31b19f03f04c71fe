"""Work that outlasts a crash: duties of the one process whose turn it is, under DBOS.

DBOS Transact (https://docs.dbos.dev/python) keeps each step's result in its database
and takes up unfinished workflows where they stood. DBOS is one to a process, and so is
the `Runner`; each duty has a thread of its own in it, so that one that fails or takes
long is in no other's way.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy.engine import Engine, make_url

from indexer.store.locks import Lock, Numbered

__all__ = [
    "Duty",
    "Runner",
    "TurnLost",
    "at_work",
    "begin_once",
    "pause",
    "stopping",
]

log = logging.getLogger("packhorse.durable")

EXECUTOR = "packhorse-digests"
"""Whoever has the turn is this executor, and so takes up what the last one left."""

VERSION = "4"
"""Raised when a workflow changes its steps: DBOS takes up only its own version's, and a
workflow's name bears it, so that what an older version left half done begins anew."""

PRUNE_SECONDS = 3600.0
KEPT_SECONDS = 24 * 3600.0
"""How long a workflow that is over is kept: to be told in the log, if it must be."""

FINISH_SECONDS = 60.0
ATTEMPTS = 50
OVER = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})


class Duty(Protocol):
    """Something that is seen to again and again, for as long as it is our turn.

    Attributes:
        name: for the log.
        every: seconds between two looks.
    """

    name: str
    every: float

    def look(self) -> None:
        """See what is to be done, and begin it. What goes wrong is logged."""


D = TypeVar("D", bound=Duty)


class TurnLost(BaseException):
    """Another process works now: leave the workflow as it stands for it.

    No Exception, so that DBOS does not keep it as the step's result.
    """


class _Running:
    """What this process does: whether the turn is `ours`, None where it was never taken; the
    duties that its workflows work for; and how many `steps` are under way."""

    ours: Callable[[], bool] | None = None
    duties: Sequence[Duty] = ()
    steps = 0
    changed = threading.Condition()


@contextmanager
def at_work(kind: type[D]) -> Iterator[D]:
    """For the length of a step of a duty: the turn is ours, and is not given back meanwhile.

    Raises:
        TurnLost
    """
    with _Running.changed:
        ours = _Running.ours
        duty = next((one for one in _Running.duties if isinstance(one, kind)), None)
        if ours is None or duty is None or not ours():
            raise TurnLost
        _Running.steps += 1
    try:
        yield duty
    finally:
        with _Running.changed:
            _Running.steps -= 1
            _Running.changed.notify_all()


def stopping() -> bool:
    """Whether a step that takes long should end now."""
    return _Running.ours is None


def pause(seconds: float) -> None:
    """Wait between two steps; the program's end does not wait with it.

    Raises:
        TurnLost
    """
    until = time.monotonic() + seconds
    with _Running.changed:
        while _Running.ours is not None:
            left = until - time.monotonic()
            if left <= 0:
                return
            _Running.changed.wait(left)
    raise TurnLost


def begin_once(workflow: object, name: str, *given: object) -> None:
    """Start a workflow that bears a name, unless it is under way.

    Where it is over, and its work is still to be done, it broke or was overtaken by a
    change: the next one bears a number.
    """
    first = f"{VERSION}/{name}"
    for number in range(ATTEMPTS):
        full = f"{first}/{number}" if number else first
        status = DBOS.get_workflow_status(full)
        if status is None:
            with SetWorkflowID(full):
                DBOS.start_workflow(workflow, *given)  # type: ignore[arg-type]
            return
        if status.status not in OVER:
            return
    log.error("%s: given up after %d attempts", name, ATTEMPTS)


def prune() -> int:
    """Delete the workflows that are over, and what older versions have left, which is not
    taken up any more; how many they were."""
    before = (time.time() - KEPT_SECONDS) * 1000
    names = sorted(
        one.workflow_id
        for one in DBOS.list_workflows(load_input=False, load_output=False)
        if not one.workflow_id.startswith(f"{VERSION}/")
        or (one.status in OVER and (one.updated_at or 0) < before)
    )
    if names:
        DBOS.delete_workflows(names)
        log.info("workflows pruned=%d", len(names))
    return len(names)


class Runner:
    """Sees to its duties for as long as it is this process's turn.

    Args:
        engine: of the database whose turn it is about.
        database_url: its address. PostgreSQL holds the workflows too; beside SQLite
            they lie in a file of their own in `home`.
        patience: seconds between two tries to get the turn.
        believed: whether this machine's clock can be believed: where it cannot, the turn
            is neither taken nor held.
    """

    def __init__(
        self,
        duties: Sequence[Duty],
        *,
        engine: Engine,
        database_url: str,
        home: Path,
        patience: float = 5.0,
        believed: Callable[[], bool] = lambda: True,
    ) -> None:
        self._duties = tuple(duties)
        self._url = database_url
        self._home = home
        self._patience = patience
        self._believed = believed
        self._turn = Lock(engine, number=Numbered.TURN, file=home / "digests.lock")

    def run(self, stop: threading.Event) -> None:
        """Until told to stop: wait for the turn, then see to the duties."""
        while not stop.is_set():
            try:
                if not (self._believed() and self._turn.take()):
                    stop.wait(self._patience)
                    continue
            except Exception as exc:  # the home cannot be written: that may be mended
                log.error("turn=failed error=%s", type(exc).__name__, exc_info=exc)
                stop.wait(self._patience)
                continue
            try:
                with self._launched():
                    self._attend(stop)
            except Exception as exc:  # the database is away: it may come back
                log.error("duties=stopped error=%s", type(exc).__name__, exc_info=exc)
                stop.wait(self._patience)
            finally:
                self._turn.give_back()

    def _ours(self) -> bool:
        return self._believed() and self._turn.held()

    def _attend(self, stop: threading.Event) -> None:
        over = threading.Event()

        def see_to(duty: Duty) -> None:
            while not over.is_set():
                try:
                    if self._ours():
                        duty.look()
                except Exception as exc:  # the next look may do better
                    log.error("%s=failed error=%s", duty.name, type(exc).__name__, exc_info=exc)
                over.wait(duty.every)

        threads = [
            threading.Thread(target=see_to, args=(duty,), name=duty.name, daemon=True)
            for duty in self._duties
        ]
        for thread in threads:
            thread.start()
        pruned = -PRUNE_SECONDS
        try:
            while not stop.wait(0.5) and self._ours():
                if time.monotonic() - pruned >= PRUNE_SECONDS:
                    pruned = time.monotonic()
                    prune()
        finally:
            over.set()
            for thread in threads:
                thread.join(FINISH_SECONDS)

    @contextmanager
    def _launched(self) -> Iterator[None]:
        with _Running.changed:
            # Before the launch, which takes up what a crash left.
            _Running.ours, _Running.duties = self._ours, self._duties
        config: DBOSConfig = {
            "name": "packhorse-digests",
            "system_database_url": self._system_url(),
            "executor_id": EXECUTOR,
            "application_version": VERSION,
            "dbos_system_schema": "packhorse_dbos",
            "log_level": "WARNING",
            "use_listen_notify": False,
        }
        try:
            DBOS(config=config)
            DBOS.launch()
            yield
        finally:
            with _Running.changed:
                _Running.ours, _Running.duties = None, ()
                _Running.changed.notify_all()
                # A step under way is finished before anybody else may begin.
                _Running.changed.wait_for(lambda: _Running.steps == 0, timeout=FINISH_SECONDS)
            DBOS.destroy()

    def _system_url(self) -> str:
        parsed = make_url(self._url)
        if parsed.get_backend_name() == "postgresql":
            return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        return f"sqlite:///{self._home / 'digests-workflows.db'}"
