"""Posts as durable workflows: what is done is not done again after a crash.

A workflow's name is made of the digest's key and the moment that it was due, so that it runs
once; what a step that was cut off had done to Slack is found out by `DigestPublisher.deliver`, which
looks before it posts. Workflows and their steps bear names only: what is posted, and to
whom, is in the book, where it can be forgotten.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass

from dbos import DBOS
from pydantic import TypeAdapter

from bot.digests.points import Points
from bot.digests.publisher import DigestPublisher, PreparedPost
from bot.digests.schedule_store import Post
from bot.jobs.durable import at_work, begin_once, pause, stopping
from indexer.index import Index

__all__ = ["Posting", "Telling", "name_of"]

_PREPARED = TypeAdapter(PreparedPost)


def name_of(post: Post) -> str:
    """What workflows and steps know a post by: its key, which may name a member, is not
    to be told from it."""
    return hashlib.sha256(post.key.encode()).hexdigest()[:32]


@DBOS.step(name="digest_prepare")
def _prepare(name: str) -> tuple[str, int]:
    """(what is to be done, how many messages it comes to)."""
    with at_work(Posting) as duty:
        publisher = duty.publisher
        post = next(
            (one for one in publisher.book.posts() if not one.settled and name_of(one) == name),
            None,
        )
        if post is None:
            return "stop", 0
        prepared = publisher.prepare(post.key)
        if prepared.doing == "post":
            publisher.book.put_out(
                name, post.key, _PREPARED.dump_json(prepared).decode(), now=publisher.now()
            )
        return prepared.doing, len(prepared.messages)


@DBOS.step(name="digest_send")
def _send(name: str, number: int) -> str:
    """Send one message: "posted", "later", "refused" or, where it was forgotten, "gone"."""
    with at_work(Posting) as duty:
        publisher = duty.publisher
        kept = publisher.book.out(name)
        if kept is None:
            return "gone"
        key, prepared = kept
        return publisher.deliver(key, _PREPARED.validate_json(prepared), number)


@DBOS.step(name="digest_over")
def _over(name: str) -> None:
    with at_work(Posting) as duty:
        duty.publisher.book.took_out(name)


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


@dataclass
class Posting:
    """The duty to post what is due.

    Attributes:
        every: seconds between two looks at what is due.
        retry: seconds until a post that had to wait is tried again.
    """

    name = "digests"

    publisher: DigestPublisher
    _: KW_ONLY
    every: float = 20.0
    retry: float = 60.0

    def look(self) -> None:
        for post in self.publisher.tick():
            name = name_of(post)
            begin_once(_post, f"{name}@{int(post.due_at.timestamp())}", name, self.retry)


@dataclass
class Telling:
    """The duty to have a language model say the points of coming meetings' papers before
    anybody looks at them.

    Attributes:
        today: the day; what has been is asked for by nobody.
        every: seconds between two looks for new papers.
        ends: whether the duty is to end now.
    """

    name = "points"

    points: Points
    index: Index
    _: KW_ONLY
    today: Callable[[], dt.date]
    every: float = 20.0
    ends: Callable[[], bool] = stopping

    def look(self) -> None:
        for card in self.index.documents():
            if self.ends() or not self.points.awaited:
                return
            if card.meeting_date and card.meeting_date >= self.today():
                self.points.make([card.document])
