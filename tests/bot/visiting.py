"""The running bot's own duties as a process of its own, to be killed: no Slack app, no model.

Arguments: Slack's API address, the database's, the home, and where to die: "never", or
before or after one of the steps of taking in a paper.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Any

import indexer.index
from bot.digests.library import IndexLibrary
from bot.digests.publisher import DigestPublisher
from bot.digests.schedule_store import open_schedules
from bot.jobs.durable import Runner
from bot.jobs.news import SiteNews
from bot.jobs.posting import Posting
from bot.jobs.visiting import Visiting
from bot.papers import Papers
from bot.slack.digest_poster import SlackPoster
from indexer.index import Index
from indexer.sources import Manners, SiteFacts, Store, Sync, open_source
from tests.embedding import WordCounts
from tests.indexer.sources.desk import VectorsInMemory
from tests.slack_server.server import BOT_TOKEN

NOW = dt.datetime(2025, 1, 6, 9, 0, tzinfo=dt.UTC)
"""A Monday; time stands still, so that one visit is due and no other."""

FATES = (
    "before update_source",
    "before add",
    "after add",
    "before update_paper",
    "after update_paper",
    "before post",
    "after post",
    "before set_post",
    "after set_post",
)
"""In the order in which a paper goes through them."""


def deadly(owner: type, name: str, fate: str) -> None:
    """Let a method kill its process before or after it has done its work."""
    when, _, method = fate.partition(" ")
    if method != name:
        return
    done = getattr(owner, name)

    def die(*given: Any, **named: Any) -> Any:
        result = done(*given, **named) if when == "after" else None
        os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, die)


def main(api_url: str, database: str, home: Path, fate: str) -> None:
    vars(indexer.index)["Vectors"] = VectorsInMemory
    index = Index(database_url=database, chroma=home / "chroma", embeddings=WordCounts(), home=home)
    store, book = Store(database), open_schedules(database)
    facts = SiteFacts(store)
    office = DigestPublisher(
        book=book,
        library=IndexLibrary(index, facts, today=NOW.date),
        poster=SlackPoster(token=BOT_TOKEN, api_url=api_url),
        clerks_channel="CCLERKS",
        tellers=(
            SiteNews(
                book,
                facts,
                clerks_channel="CCLERKS",
                pack=Papers(index, facts=facts).pack,
                may_read=lambda _channel, _documents: True,
                quiet=dt.timedelta(0),
            ),
        ),
        now=lambda: NOW,
    )
    manners = Manners(allow_private=True, pause=0, timeout=5, back_off=(0, 0))
    opening = partial(open_source, manners)
    sync = Sync(store, index, home=home, opening=opening, clock=lambda: NOW.timestamp())
    for owner, name in (
        (Index, "add"),
        (Store, "update_paper"),
        (Store, "update_source"),
        (SlackPoster, "post"),
        (type(book), "set_post"),
    ):
        deadly(owner, name, fate)
    posting = Posting(office, every=0.2, retry=0.2)
    visiting = Visiting(sync, store, every=0.2, retry=0.2, now=lambda: NOW)
    Runner(
        (posting, visiting), engine=book.engine, database_url=database, home=home, patience=0.2
    ).run(threading.Event())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4])
