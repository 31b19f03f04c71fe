"""Posts as durable workflows: what is done is not done again after a crash.

A workflow's name is made of the digest's key and the moment that it was due, so that it runs
once. A step that was cut off is run again: the thread of a digest that is posted goes on, and
`DigestPublisher.deliver` looks for each message before it posts. Workflows and their steps bear
names only: what is posted, and to whom, is in the book, where it can be forgotten.
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
from bot.jobs.durable import TurnLost, at_work, begin_once, pause, stopping
from indexer.index import Index

__all__ = ["Posting", "Telling", "carry_out", "name_of"]

_PREPARED = TypeAdapter(PreparedPost)


def name_of(post: Post) -> str:
    """What workflows and steps know a post by: its key, which may name a member, is not
    to be told from it."""
    return hashlib.sha256(post.key.encode()).hexdigest()[:32]


def carry_out(
    publisher: DigestPublisher, name: str, *, ends: Callable[[], bool] = lambda: False
) -> str:
    """Make a post, or go on with its thread, as far as it goes now: "posted", "refused",
    "gone" (it was forgotten), "settled", or "later".

    Args:
        name: as `name_of` gives it.
        ends: whether to leave the rest to whoever comes next.

    Raises:
        TurnLost
    """
    book = publisher.book
    key, kept = book.out(name) or ("", "")
    held = book.post(key)
    if held is not None and held.state == "posted":
        prepared, first = _PREPARED.validate_json(kept), 1
    else:
        due = (one.key for one in book.posts() if not one.settled and name_of(one) == name)
        key, first = next(due, ""), 0
        prepared = publisher.prepare(key)
        if prepared.doing == "wait":
            return "later"
        if prepared.doing == "post":
            book.put_out(name, key, _PREPARED.dump_json(prepared).decode(), now=publisher.now())
    outcome = "settled"
    for number in range(first, len(prepared.messages)):
        if ends():
            raise TurnLost
        outcome = publisher.deliver(key, prepared, number)
        if outcome == "later":
            return outcome
        if outcome != "posted":
            break
    book.took_out(name)
    return outcome


@DBOS.step(name="digest_carry_out")
def _carry_out(name: str) -> str:
    with at_work(Posting) as duty:
        return carry_out(duty.publisher, name, ends=stopping)


@DBOS.workflow(name="digest_post", max_recovery_attempts=None)
def _post(name: str, wait: float) -> str:
    """Until it is posted or cannot be."""
    while (outcome := _carry_out(name)) == "later":
        pause(wait)
    return outcome


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
