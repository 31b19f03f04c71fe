"""Posts as durable workflows: what is done is not done again after a crash.

A workflow's name is the digest's key with the moment that it was due, so that it runs
once; what a step that was cut off had done to Slack is found out by `Office.send`, which
looks before it posts.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dbos import DBOS

from bot.digests.book import Post
from bot.digests.office import Office, Prepared, Sent
from bot.durable import Runner, TurnLost, at_work, begin_once, pause

__all__ = ["Posting", "Service"]


class _Open:
    """The office that this process's workflows work in; DBOS is one to a process too."""

    office: Office | None = None


@contextmanager
def _office() -> Iterator[Office]:
    """The office, for the length of a step."""
    with at_work():
        if _Open.office is None:
            raise TurnLost
        yield _Open.office


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
            pause(wait)
            continue
        first = _send(key, target, since, prepared.messages[0], 0, prepared.thread)
        if first.outcome == "later":
            _later(key, first.why)
            pause(wait)
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
                pause(wait)
                continue
            # A reply that is refused (the channel was archived meanwhile) ends it.
            if sent.outcome == "refused":
                return "cut short"
            number += 1
        return "posted"


class Posting:
    """The duty to post what is due.

    Args:
        every: seconds between two looks at what is due.
        retry: seconds until a post that had to wait is tried again.
    """

    name = "digests"

    def __init__(self, office: Office, *, every: float = 20.0, retry: float = 60.0) -> None:
        self.every = every
        self._retry = retry
        self._office = office

    def look(self) -> None:
        for post in self._office.tick():
            self._begin(post)

    def open(self) -> None:
        """Let workflows, those that a crash left too, work in this office."""
        _Open.office = self._office

    def _begin(self, post: Post) -> None:
        due = int(post.due_at.timestamp())
        begin_once(
            _post, f"{post.key}@{due}", post.key, post.target, post.due_at.timestamp(),
            self._retry,
        )


class Service:
    """Posts what is due, for as long as it is this process's turn, and does nothing else.

    Args:
        database_url: of the book; see `bot.durable.Runner`.
        every, retry: see `Posting`.
    """

    def __init__(
        self, office: Office, *, database_url: str, home: Path, every: float = 20.0,
        retry: float = 60.0,
    ) -> None:
        self._posting = Posting(office, every=every, retry=retry)
        self._runner = Runner(
            [self._posting], engine=office.book.engine, database_url=database_url, home=home,
            patience=min(every, 5.0),
        )

    def run(self, stop: threading.Event) -> None:
        """Until told to stop."""
        self._posting.open()
        self._runner.run(stop)
