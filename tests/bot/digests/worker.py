"""The digests' service as a process of its own, to be killed.

Arguments: Slack's API address, the database's, the home, how many meetings, and where to
die: "never", or "before:N" / "after:N" around the N-th message that is posted.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from bot.digests.ports import Outgoing
from bot.digests.publisher import DigestPublisher
from bot.digests.schedule_store import open_schedules
from bot.jobs.durable import Runner
from bot.jobs.posting import Posting
from bot.slack.delivery import Delivery
from bot.slack.digest_poster import SlackPoster
from tests.bot.digests.town import NOW, Shelf, packs
from tests.slack_server.server import BOT_TOKEN


class Mortal(Delivery):
    """Kills its own process around a chosen post."""

    where, number = "never", 0
    counted = itertools.count(1)
    mine = threading.local()

    def post_as(self, *given: Any, **more: Any) -> tuple[str, str]:
        Mortal.mine.number = next(Mortal.counted)
        die("before")
        done = super().post_as(*given, **more)
        die("after")
        return done


class MortalPoster(SlackPoster):
    """And after it has been told that all is posted."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.delivery = Mortal(self.delivery.client)

    def post(
        self, target: str, message: Outgoing, *, since: dt.datetime, thread: str | None = None
    ) -> tuple[str, str]:
        done = super().post(target, message, since=since, thread=thread)
        die("returned")
        return done


def die(where: str) -> None:
    if (Mortal.where, Mortal.number) == (where, getattr(Mortal.mine, "number", 0)):
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    api_url, database, home, meetings, dies = sys.argv[1:6]
    Mortal.where, _, number = dies.partition(":")
    Mortal.number = int(number or 0)
    publisher = DigestPublisher(
        book=open_schedules(database),
        library=Shelf(packs(int(meetings))),
        poster=MortalPoster(token=BOT_TOKEN, api_url=api_url),
        now=lambda: NOW,
    )
    posting = Posting(publisher, every=0.2, retry=0.2)
    Runner(
        [posting],
        engine=publisher.book.engine,
        database_url=database,
        home=Path(home),
        patience=0.2,
    ).run(threading.Event())
