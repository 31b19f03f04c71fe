"""The bot's memory opened: one object with a shelf for each kind of thing it keeps."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.memory.channels import Places, Words
from bot.memory.clerks import Drops, Relays
from bot.memory.committee_store import Committees
from bot.memory.feedback_store import Feedback
from bot.memory.questions import Questions
from indexer.council.problems import StorageError
from indexer.store.database import open_engine, upgrade

__all__ = ["VERSION_TABLE", "Memory", "open_memory"]

VERSION_TABLE = "packhorse_bot_version"


class Memory:
    """All that the bot keeps between restarts.

    Attributes:
        engine: the database, shared with the index.
        clock: seconds since 1970.
        questions: what was asked, its answer, and handled event ids.
        committees: the committees that are known, by id.
        places: channels' committees, restricted committees, who follows what.
        feedback: useful or not, and what was wrong.
        words: what members look out for.
        relays: questions passed on to the clerks.
        drops: files that a clerk dropped.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float]) -> None:
        self.engine = engine
        self.clock = clock
        self.questions = Questions(engine, clock)
        self.committees = Committees(engine, clock)
        self.places = Places(engine, clock, self.committees)
        self.feedback = Feedback(engine, clock)
        self.words = Words(engine, clock)
        self.relays = Relays(engine, clock)
        self.drops = Drops(engine, clock)

    def ready(self) -> bool:
        """Whether the database answers."""
        try:
            self.places.restricted_ids()
        except (StorageError, sa.exc.SQLAlchemyError):
            return False
        return True


def open_memory(url: str | Engine, *, clock: Callable[[], float] = time.time) -> Memory:
    """Open the bot's memory and bring its tables up to date.

    Args:
        url: a database address as `indexer.store.database.open_engine` takes it, or an engine.

    Raises:
        SettingsError, StorageError
    """
    engine = open_engine(url) if isinstance(url, str) else url
    upgrade(engine, migrations=Path(__file__).with_name("migrations"), version_table=VERSION_TABLE)
    return Memory(engine, clock)
