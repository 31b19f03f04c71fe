"""Posts as durable workflows: what is done is not done again after a crash.

A workflow's name is made of the digest's key and the moment that it was due, so that it runs
once; what a step that was cut off had done to Slack is found out by `Office.send`, which
looks before it posts. Workflows and their steps bear names only: what is posted, and to
whom, is in the book, where it can be forgotten.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dbos import DBOS
from pydantic import TypeAdapter

from bot.digests.book import Post
from bot.digests.office import Office, Prepared
from bot.digests.points import Points
from bot.durable import Runner, TurnLost, at_work, begin_once, pause, stopping
from indexer.index import Index

__all__ = ["Posting", "Service", "Telling", "name_of"]

_PREPARED = TypeAdapter(Prepared)


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


def name_of(post: Post) -> str:
    """What workflows and steps know a post by: its key, which may name a member, is not
    to be told from it."""
    return hashlib.sha256(post.key.encode()).hexdigest()[:32]


@DBOS.step(name="digest_prepare")
def _prepare(name: str) -> tuple[str, int]:
    """(what is to be done, how many messages it comes to)."""
    with _office() as office:
        post = next(
            (one for one in office.book.posts() if not one.settled and name_of(one) == name),
            None,
        )
        if post is None:
            return "stop", 0
        prepared = office.prepare(post.key)
        if prepared.doing == "post":
            office.book.put_out(
                name, post.key, _PREPARED.dump_json(prepared).decode(), now=office.now()
            )
        return prepared.doing, len(prepared.messages)


@DBOS.step(name="digest_send")
def _send(name: str, number: int) -> str:
    """Send one message: "posted", "later", "refused" or, where it was forgotten, "gone"."""
    with _office() as office:
        kept = office.book.out(name)
        post = office.book.post(kept[0]) if kept else None
        if kept is None or post is None:
            return "gone"
        prepared = _PREPARED.validate_json(kept[1])
        thread = prepared.thread
        if number and thread is None and post.channel and post.ts:
            thread = (post.channel, post.ts)
        sent = office.send(
            post.key, prepared.messages[number], number, thread, target=post.target,
            since=post.due_at,
        )
        # Of the first message it is kept what came of it; a reply that is refused (the
        # channel was archived meanwhile) ends the thread.
        if number == 0 and sent.outcome == "posted":
            office.posted(post.key, prepared, sent)
        elif number == 0 and sent.outcome == "refused":
            office.refused(post.key, sent.why)
        elif number == 0:
            office.later(post.key, sent.why)
        return sent.outcome


@DBOS.step(name="digest_over")
def _over(name: str) -> None:
    with _office() as office:
        office.book.took_out(name)


@DBOS.workflow(name="digest_post", max_recovery_attempts=None)
def _post(name: str, wait: float) -> str:
    """Prepare and post, until it is posted or cannot be."""
    number = count = 0
    while number == 0 or number < count:
        if number == 0:
            doing, count = _prepare(name)
            if doing == "stop":
                return "settled"
            if doing == "wait":
                pause(wait)
                continue
        outcome = _send(name, number)
        if outcome == "later":
            pause(wait)
        elif outcome == "posted":
            number += 1
        else:
            break
    _over(name)
    return "over"


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
        name = name_of(post)
        begin_once(_post, f"{name}@{int(post.due_at.timestamp())}", name, self._retry)


class Telling:
    """The duty to have a language model say the points of coming meetings' papers before
    anybody looks at them.

    Args:
        today: the day; what has been is asked for by nobody.
        every: seconds between two looks for new papers.
        ends: whether the duty is to end now.
    """

    name = "points"

    def __init__(
        self, points: Points, index: Index, *, today: Callable[[], dt.date], every: float = 20.0,
        ends: Callable[[], bool] = stopping,
    ) -> None:
        self.every = every
        self._points = points
        self._index = index
        self._today = today
        self._ends = ends

    def open(self) -> None:
        """Nothing is to be made ready."""

    def look(self) -> None:
        for card in self._index.documents():
            if self._ends() or not self._points.awaited:
                return
            if card.meeting_date and card.meeting_date >= self._today():
                self._points.make([card.document])


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
