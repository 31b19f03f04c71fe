"""Posts as durable workflows: what is done is not done again after a crash.

DBOS Transact (https://docs.dbos.dev/python) keeps each step's result in its database
and takes up unfinished workflows where they stood. A workflow's id is the digest's key
with the moment that it was due, so that it runs once; what a step that was cut off had
done to Slack is found out by `Office.send`, which looks before it posts.

DBOS is one to a process, and so is the running service.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dbos import DBOS, DBOSConfig, SetWorkflowID
from sqlalchemy.engine import make_url

from bot.digests.book import Post
from bot.digests.office import Office, Prepared, Sent
from bot.digests.turn import Turn

__all__ = ["Service"]

log = logging.getLogger("packhorse.digests")

EXECUTOR = "packhorse-digests"
"""Whoever has the turn is this executor, and so takes up what the last one left."""

FINISH_SECONDS = 60.0
ATTEMPTS = 50
OVER = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})

VERSION = "1"
"""Raised when the workflow below changes its steps: DBOS takes up only its own version's."""


class _Running:
    """What the workflow works with in this process. `steps` counts those under way."""

    office: Office | None = None
    turn: Turn | None = None
    steps = 0
    changed = threading.Condition()


class _TurnLost(BaseException):
    """Another process posts now: leave the workflow as it stands for it.

    No Exception, so that DBOS does not keep it as the step's result.
    """


@contextmanager
def _office() -> Iterator[Office]:
    """The office, for the length of a step; the turn is not given back meanwhile."""
    with _Running.changed:
        office, turn = _Running.office, _Running.turn
        if office is None or turn is None or not turn.held():
            raise _TurnLost
        _Running.steps += 1
    try:
        yield office
    finally:
        with _Running.changed:
            _Running.steps -= 1
            _Running.changed.notify_all()


@DBOS.step(name="digest_prepare")
def _prepare(key: str) -> Prepared:
    with _office() as office:
        return office.prepare(key)


@DBOS.step(name="digest_send")
def _send(
    key: str, target: str, since: float, message: str, number: int,
    thread: tuple[str, str] | None,
) -> Sent:
    with _office() as office:
        return office.send(
            key, message, number, thread, target=target,
            since=dt.datetime.fromtimestamp(since, tz=dt.UTC),
        )


@DBOS.step(name="digest_posted")
def _posted(key: str, prepared: Prepared, sent: Sent) -> None:
    with _office() as office:
        office.posted(key, prepared, sent)


@DBOS.step(name="digest_refused")
def _refused(key: str, why: str) -> None:
    with _office() as office:
        office.refused(key, why)


@DBOS.step(name="digest_later")
def _later(key: str, why: str) -> None:
    with _office() as office:
        office.later(key, why)


@DBOS.workflow(name="digest_post", max_recovery_attempts=None)
def _post(key: str, target: str, since: float, wait: float) -> str:
    """Prepare and post, until it is posted or cannot be."""
    while True:
        prepared = _prepare(key)
        if prepared.doing == "stop":
            return "settled"
        if prepared.doing == "wait":
            DBOS.sleep(wait)
            continue
        first = _send(key, target, since, prepared.messages[0], 0, prepared.thread)
        if first.outcome == "later":
            _later(key, first.why)
            DBOS.sleep(wait)
            continue
        if first.outcome == "refused":
            _refused(key, first.why)
            return "refused"
        _posted(key, prepared, first)
        place = prepared.thread or (first.channel, first.ts)
        number = 1
        while number < len(prepared.messages):
            sent = _send(key, target, since, prepared.messages[number], number, place)
            if sent.outcome == "later":
                DBOS.sleep(wait)
                continue
            # A reply that is refused (the channel was archived meanwhile) ends it.
            if sent.outcome == "refused":
                return "cut short"
            number += 1
        return "posted"


class Service:
    """Posts what is due, for as long as it is this process's turn.

    Args:
        database_url: of the book. PostgreSQL holds the workflows too; beside SQLite they
            lie in a file of their own in `home`.
        every: seconds between two looks at what is due.
        retry: seconds until a post that had to wait is tried again.
    """

    def __init__(
        self, office: Office, *, database_url: str, home: Path, every: float = 20.0,
        retry: float = 60.0,
    ) -> None:
        self._office = office
        self._url = database_url
        self._home = home
        self._every = every
        self._retry = retry
        self._turn = Turn(office.book.engine, home)

    def run(self, stop: threading.Event) -> None:
        """Until told to stop: wait for the turn, then see to what is due."""
        while not stop.is_set():
            if not self._turn.take():
                stop.wait(min(self._every, 5.0))
                continue
            try:
                with self._launched():
                    while not stop.is_set() and self._turn.held():
                        self._look()
                        stop.wait(self._every)
            except Exception as exc:  # the database is away: it may come back
                log.error("digests=stopped error=%s", type(exc).__name__, exc_info=exc)
                stop.wait(self._every)
            finally:
                self._turn.give_back()

    def _look(self) -> None:
        try:
            for post in self._office.tick():
                self._begin(post)
        except Exception as exc:  # the next look may do better
            log.error("digests=failed error=%s", type(exc).__name__, exc_info=exc)

    def _begin(self, post: Post) -> None:
        """Start the post's workflow, unless it is under way.

        One that is over while its post is not settled broke, or stopped because its rule
        was changed: the next one bears a number.
        """
        first = f"{post.key}@{int(post.due_at.timestamp())}"
        for number in range(ATTEMPTS):
            name = f"{first}/{number}" if number else first
            status = DBOS.get_workflow_status(name)
            if status is None:
                with SetWorkflowID(name):
                    DBOS.start_workflow(
                        _post, post.key, post.target, post.due_at.timestamp(), self._retry
                    )
                return
            if status.status not in OVER:
                return
        log.error("digest=%s given up after %d attempts", post.key, ATTEMPTS)

    @contextmanager
    def _launched(self) -> Iterator[None]:
        _Running.office, _Running.turn = self._office, self._turn
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
                _Running.office = _Running.turn = None
                # A post under way is finished before anybody else may begin.
                _Running.changed.wait_for(lambda: _Running.steps == 0, timeout=FINISH_SECONDS)
            DBOS.destroy()

    def _system_url(self) -> str:
        parsed = make_url(self._url)
        if parsed.get_backend_name() == "postgresql":
            return parsed.set(drivername="postgresql+psycopg").render_as_string(
                hide_password=False
            )
        return f"sqlite:///{self._home / 'digests-workflows.db'}"
