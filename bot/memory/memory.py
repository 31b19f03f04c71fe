"""The bot's memory opened: one object with a shelf for each kind of thing it keeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.memory import tables
from bot.memory.clerks import Drops, Relays
from bot.memory.committees import Committees
from bot.memory.feedback import Feedback
from bot.memory.places import Places
from bot.memory.questions import Questions
from bot.memory.words import Words
from indexer.database import open_engine, upgrade, writing

__all__ = ["EVENT_SECONDS", "VERSION_TABLE", "Memory", "open_memory"]

VERSION_TABLE = "packhorse_bot_version"

EVENT_SECONDS = 2 * 24 * 3600
"""How long a handled event's id is kept. Slack's last retry comes after 5 minutes, a
delayed event within a day (https://docs.slack.dev/apis/events-api/#retries)."""

DAY = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All that the bot keeps between restarts.

    Attributes:
        engine: the database, shared with the index.
        questions: what was asked, its answer, and handled event ids.
        committees: the committees that are known, by id.
        places: channels' committees, restricted committees, who follows what.
        feedback: useful or not, and what was wrong.
        words: what members look out for.
        relays: questions passed on to the clerks.
        drops: files that a clerk dropped.
        clock: seconds since 1970.
    """

    engine: Engine
    questions: Questions
    committees: Committees
    places: Places
    feedback: Feedback
    words: Words
    relays: Relays
    drops: Drops
    clock: Callable[[], float]

    def ready(self) -> bool:
        """Whether the database answers."""
        try:
            with self.engine.connect() as connection:
                connection.execute(sa.select(tables.restricted.c.committee).limit(1)).all()
        except sa.exc.SQLAlchemyError:
            return False
        return True

    def expire(self, days: int) -> int:
        """Delete what is older than `days`, and event ids that can come no more.

        Returns:
            How many questions went.
        """
        now = self.clock()
        before = now - days * DAY
        with writing(self.engine) as connection:
            connection.execute(
                sa.delete(tables.events).where(tables.events.c.at < now - EVENT_SECONDS)
            )
            for table in (tables.feedback, tables.relays, tables.replies, tables.threads):
                connection.execute(sa.delete(table).where(table.c.at < before))
            # A file that waits for Publish is a task, not a trace of what somebody did.
            connection.execute(
                sa.delete(tables.drops).where(
                    tables.drops.c.at < before,
                    tables.drops.c.state.in_(("published", "discarded", "failed")),
                )
            )
            return int(
                connection.execute(
                    sa.delete(tables.questions).where(tables.questions.c.at < before)
                ).rowcount
            )

    def forget(self, user: str) -> int:
        """Delete everything that names `user`: questions, feedback, relays, follows, words.

        Returns:
            How many questions went.
        """
        with writing(self.engine) as connection:
            asked = sa.select(tables.questions.c.request_id).where(
                tables.questions.c.user == user
            )
            connection.execute(
                sa.delete(tables.relays).where(tables.relays.c.request_id.in_(asked))
            )
            connection.execute(
                sa.delete(tables.replies).where(
                    (tables.replies.c.user == user) | tables.replies.c.request_id.in_(asked)
                )
            )
            connection.execute(
                sa.delete(tables.feedback).where(
                    (tables.feedback.c.user == user) | tables.feedback.c.request_id.in_(asked)
                )
            )
            for table in (tables.follows, tables.mutes, tables.words):
                connection.execute(sa.delete(table).where(table.c.user == user))
            for table in (tables.channels, tables.restricted):
                connection.execute(
                    sa.update(table).where(table.c.set_by == user).values(set_by="")
                )
            connection.execute(
                sa.update(tables.drops).where(tables.drops.c.user == user).values(user="")
            )
            return int(
                connection.execute(
                    sa.delete(tables.questions).where(tables.questions.c.user == user)
                ).rowcount
            )


def open_memory(url: str | Engine, *, clock: Callable[[], float] = time.time) -> Memory:
    """Open the bot's memory and bring its tables up to date.

    Args:
        url: a database address as `indexer.database.open_engine` takes it, or an engine.

    Raises:
        SettingsError, StorageError
    """
    engine = open_engine(url) if isinstance(url, str) else url
    upgrade(
        engine, migrations=Path(__file__).with_name("migrations"), version_table=VERSION_TABLE
    )
    committees = Committees(engine, clock)
    return Memory(
        engine=engine,
        questions=Questions(engine, clock),
        committees=committees,
        places=Places(engine, clock, committees),
        feedback=Feedback(engine, clock),
        words=Words(engine, clock),
        relays=Relays(engine, clock),
        drops=Drops(engine, clock),
        clock=clock,
    )
