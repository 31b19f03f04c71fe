"""The bot as a service: the settings turned into everything that it does by itself.

It answers in Slack, posts digests by the clerks' schedules, visits councils' sites, and
tells clerks and members what came in. Each part goes on when another one fails.
"""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from bot.composition import open_desk, open_points, site_manners
from bot.digests.decisions import Schedules
from bot.digests.library import IndexLibrary
from bot.digests.ports import PostUnsure
from bot.digests.publisher import DigestPublisher
from bot.digests.schedule_store import open_schedules
from bot.jobs.alerts import WordAlerts
from bot.jobs.durable import Runner
from bot.jobs.news import QUIET, SiteNews
from bot.jobs.posting import Posting, Telling
from bot.jobs.visiting import Visiting
from bot.memory import open_memory
from bot.papers import Papers
from bot.people.access import Viewer
from bot.settings import Settings
from bot.slack.bolt_app import Service
from bot.slack.delivery import server_time
from bot.slack.digest_poster import SlackPoster
from bot.slack.workspace import open_access
from indexer.council.dates import LONDON
from indexer.council.problems import StorageError
from indexer.sources import Manners, SiteFacts, Store, Sync, open_source
from indexer.sources.clock import Clock

__all__ = ["Bot", "serve_slack"]

log = logging.getLogger("packhorse")

END_SECONDS = 75.0
"""How long what is under way may take to end."""

TALKATIVE = ("alembic", "chromadb", "dbos", "httpcore", "httpx")
"""Libraries that log every request, or what they were given."""


def serve_slack(settings: Settings) -> None:
    """Run until the process is told to stop, then finish what is under way.

    Raises:
        SettingsError: a token is missing or not taken, or a port is in use.
        StorageError, ModelError: the index cannot be used, or the HTTP server has ended.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    bot = Bot(settings)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    bot.start()
    try:
        while not stop.wait(1.0):
            if bot.slack.broken():
                raise StorageError("The HTTP server has ended: the log says why.")
    finally:
        bot.stop()


class Bot:
    """Everything that runs, put together.

    Args:
        now: the moment, in UTC.
        manners: how sites are visited; None: by the settings.
        every: seconds between two looks at what is due.
        retry: seconds until what had to wait is tried again.
        quiet: see `bot.jobs.news.QUIET`.

    Attributes:
        slack: the Slack app.
        publisher: the digests'.

    Raises:
        SettingsError: a token is missing or not taken.
        StorageError, ModelError: the index cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        manners: Manners | None = None,
        every: float = 20.0,
        retry: float = 60.0,
        quiet: dt.timedelta = QUIET,
    ) -> None:
        def today() -> dt.date:
            return now().astimezone(LONDON).date()

        token = settings.bot_token
        desk = open_desk(settings)
        desk.warm_up()
        memory = open_memory(settings.database)
        book = open_schedules(settings.database)
        store = Store(settings.database)
        facts = SiteFacts(store)
        self._clock = Clock(
            store,
            now=lambda: now().timestamp(),
            other=partial(server_time, settings.slack_api_url),
        )
        self._doubted: float | None = None
        points = open_points(settings, desk.index, book)
        papers = Papers(
            desk.index, today=today, facts=facts, bodies=memory.committees.bodies, points=points
        )
        access = open_access(settings, papers, memory)

        def may_read(target: str, documents: Sequence[str]) -> bool:
            return access.may_read(Viewer.at(target), documents)

        self.publisher = DigestPublisher(
            book=book,
            library=IndexLibrary(desk.index, facts, today=today, bodies=memory.committees.bodies),
            poster=SlackPoster(token=token, api_url=settings.slack_api_url),
            clerks_channel=settings.slack_clerks_channel,
            nation=settings.nation,
            followers=memory.places.followers,
            may_read=may_read,
            bind=memory.questions.bind_thread,
            tellers=(
                SiteNews(
                    book,
                    facts,
                    clerks_channel=settings.slack_clerks_channel,
                    pack=papers.pack,
                    may_read=may_read,
                    quiet=quiet,
                ),
                WordAlerts(
                    book,
                    desk.index,
                    words=memory.words.all,
                    may_read=may_read,
                    muted=memory.places.has_muted,
                    facts=facts,
                ),
            ),
            points=points,
            now=now,
        )
        self.slack = Service(
            settings,
            desk,
            papers,
            memory,
            access=access,
            today=today,
            schedules=Schedules(self.publisher),
            may_expire=self._believes,
        )
        sync = Sync(
            store,
            desk.index,
            home=settings.home,
            opening=partial(open_source, manners or site_manners(settings)),
            clock=lambda: now().timestamp(),
        )
        self._runner = Runner(
            (
                Posting(self.publisher, every=every, retry=retry),
                Telling(points, desk.index, today=today, every=every),
                Visiting(sync, store, nation=settings.nation, every=every, retry=retry, now=now),
            ),
            engine=book.engine,
            database_url=settings.database,
            home=settings.home,
            patience=min(every, 5.0),
            believed=self._believes,
        )
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen, and see to what is due.

        Raises:
            SettingsError: Socket Mode's token is not taken.
        """
        self.slack.start()
        self._stop.clear()
        self._thread = threading.Thread(
            target=self._runner.run, args=(self._stop,), name="duties", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing more, and let what is under way end."""
        self._stop.set()
        self.slack.stop()
        if self._thread is not None:
            self._thread.join(END_SECONDS)

    def _believes(self) -> bool:
        """Whether the clock can be believed; the clerks are told once where it cannot."""
        doubt, kept = self._clock.doubt(), self._clock.last
        if doubt is None:
            self._doubted = None
        elif self._doubted != kept:
            self._doubted = kept
            log.error("clock=doubted: %s", doubt)
            with suppress(PostUnsure):
                self.publisher.tell_clerks(
                    f"clock/{kept or 0.0:.0f}",
                    "The clock may be wrong",
                    doubt,
                    since=dt.datetime.fromtimestamp(kept or 0.0, dt.UTC),
                )
        return doubt is None
