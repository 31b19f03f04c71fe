"""Where the parts are put together by the settings.

What takes long to import is imported where it is opened: one command needs little of it, and
a question reads the models from their files in the meantime.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from bot.settings import Settings
from indexer.council.problems import ModelError, SettingsError, why

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.answers.desk import Desk
    from bot.answers.say.model import Writer
    from bot.digests.points import Points
    from bot.digests.schedule_store import ScheduleStore
    from bot.memory import Memory
    from indexer.index import Index
    from indexer.models.embed import Embeds
    from indexer.sources import Manners, SiteFacts

__all__ = [
    "open_desk",
    "open_embeddings",
    "open_index",
    "open_model",
    "open_points",
    "site_manners",
]


def open_embeddings(settings: Settings) -> Embeds:
    """The local model, or the LangChain embedding that the settings name.

    Raises:
        SettingsError: the name is of no embedding that LangChain can make.
        ModelError: the local model's files are not there.
    """
    if settings.embeddings is None:
        from indexer.models.embed import LocalEmbeddings

        return LocalEmbeddings()
    from langchain.embeddings import init_embeddings

    try:
        made = init_embeddings(settings.embeddings)
    except Exception as exc:  # a missing key or package; every provider says so its own way
        raise SettingsError(
            f"PACKHORSE_EMBEDDINGS={settings.embeddings} cannot be used ({why(exc)}): it looks "
            "like provider:model, and needs that provider's LangChain package and key."
        ) from None
    # Vectors of different models must not mix; LangChain's classes bear no common name.
    if not hasattr(made, "name"):
        object.__setattr__(made, "name", settings.embeddings)
    return made


def open_index(settings: Settings) -> Index:
    """The index in the home, or on the servers that the settings name.

    Raises:
        SettingsError, StorageError, ModelError
    """
    from indexer.index import Index

    return Index(
        database_url=settings.database,
        chroma=settings.chroma,
        embeddings=open_embeddings(settings),
        home=settings.home,
    )


def open_desk(settings: Settings) -> Desk:
    """What answers questions, over the index of the settings.

    The models are read from their files while the rest of the program is: a question
    from the command line waits for the slower of the two, not for both.
    """
    from indexer.models.reader import Reader

    reader = Reader()
    _ahead(reader.open)
    from bot.answers.desk import Desk

    index = open_index(settings)
    if settings.embeddings is None:
        _ahead(lambda: index.embeddings.embed_query("ready?"))
    return Desk(
        index,
        reader,
        writer=open_model(settings),
        went_to=_committees(settings, index),
        in_short=open_points(settings, index).in_short,
    )


def _committees(settings: Settings, index: Index) -> Callable[[], Mapping[str, Sequence[str]]]:
    """Gives, by document, every name of the committees that it is of: as its front sheet
    and the sources say, and as clerks call them. The tables are opened at the first question
    that is within a committee."""

    @cache
    def opened() -> tuple[SiteFacts, Memory]:
        from bot.memory import open_memory
        from indexer.sources import SiteFacts, Store

        return SiteFacts(Store(settings.database)), open_memory(settings.database)

    def names() -> dict[str, tuple[str, ...]]:
        from bot.people.access import paper_names

        facts, memory = opened()
        bodies = memory.committees.bodies()
        named = paper_names(index.documents(), facts.bodies_of())
        return {
            document: tuple(
                dict.fromkeys(name for one in found for name in (one.name, *bodies.names_of(one)))
            )
            for document, found in named.items()
        }

    return names


def open_points(settings: Settings, index: Index, book: ScheduleStore | None = None) -> Points:
    """The points of what is indexed, in the words of the model that the settings name.

    Args:
        book: keeps what the model says. None: that of the settings' database.

    Raises:
        SettingsError: there is no such model.
        StorageError: the book cannot be opened.
    """
    from bot.digests.points import Points

    writer = open_model(settings)
    if writer is not None and book is None:
        from bot.digests.schedule_store import open_schedules

        book = open_schedules(settings.database)
    return Points(index, writer=writer, kept=book)


def site_manners(settings: Settings) -> Manners:
    """How councils' sites are visited."""
    from indexer.sources import Manners

    return Manners(contact=settings.clerk_contact, allow_private=settings.allow_private_hosts)


def open_model(settings: Settings) -> Writer | None:
    """The language model of the settings; None where they name none.

    Raises:
        SettingsError: there is no such model.
    """
    if not settings.model:
        return None
    from bot.answers.say.model import open_writer

    return open_writer(
        settings.model,
        url=settings.model_url,
        key=settings.model_key,
        seconds=settings.model_seconds,
        tokens=settings.model_tokens,
    )


def _ahead(open_: Callable[[], object]) -> None:
    """Do it in a thread; what goes wrong is said when it is needed."""

    def run() -> None:
        with suppress(ModelError):
            open_()

    threading.Thread(target=run, name="packhorse-models").start()
