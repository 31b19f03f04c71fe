"""A home with an index and sources, and a clock that the test moves."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from indexer.sources import Manners, Outcome, SiteFacts, Store, Sync, open_source
from indexer.sources.open import Opening
from indexer.sources.store import MeetingRow, SourceRow
from tests.databases import index_in
from tests.moderngov_server.server import Site

__all__ = ["Clock", "Desk", "VectorsInMemory"]


class VectorsInMemory:
    """In Chroma's place, which takes seconds to open: these tests ask no questions."""

    on_disk = False
    marked = False

    stamp: str | None = None

    def __init__(self, *_: Any, **__: Any) -> None:
        self._ids: dict[int, set[int]] = {}

    def set_stamp(self, stamp: str) -> None:
        self.stamp = stamp

    def holdings(self) -> dict[int, set[int]]:
        return self._ids

    def erase(self) -> None:
        self._ids.clear()

    def open(self, **_: Any) -> None: ...

    def close(self) -> None: ...

    def marking(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    def add(self, ids: Sequence[int], _: Any, *, generation: int) -> None:
        self._ids.setdefault(generation, set()).update(ids)

    def forget(self, generation: int) -> None:
        self._ids.pop(generation, None)

    def count(self) -> int:
        return sum(len(ids) for ids in self._ids.values())


class Clock:
    """A clock that the test moves; it begins at nine on a Monday, 6 January 2025."""

    def __init__(self) -> None:
        self.now = dt.datetime(2025, 1, 6, 9, 0, tzinfo=dt.UTC).timestamp()

    def __call__(self) -> float:
        return self.now

    def pass_(self, *, hours: float = 0, days: float = 0) -> None:
        self.now += (hours + 24 * days) * 3600

    @property
    def today(self) -> dt.date:
        return dt.datetime.fromtimestamp(self.now, dt.UTC).date()


class Desk:
    """A home with an index and sources, and a clock."""

    def __init__(self, home: Path, *, database: str | None = None) -> None:
        self.home = home
        self.clock = Clock()
        self.database = database or f"sqlite:///{home / 'catalogue.db'}"
        self.index = index_in(home, database=database)
        self.store = Store(self.database)
        self.facts = SiteFacts(self.store)
        self.manners = Manners(
            allow_private=True, pause=0, timeout=5, back_off=(0, 0), contact="clerk@x.example"
        )

    def add(
        self, site: Site | str, *, name: str = "example", kind: str = "moderngov", **values: Any
    ) -> SourceRow:
        address = site if isinstance(site, str) else site.base
        return self.store.add_source(
            name=name, kind=kind, address=address, added_at=self.clock(), **values
        )

    def visits(self, opening: Opening | None = None) -> Sync:
        """What visits the sources, by the manners or by an opening of one's own."""
        return Sync(
            self.store,
            self.index,
            home=self.home,
            opening=opening or partial(open_source, self.manners),
            clock=self.clock,
        )

    def sync(self, *names: str, **settings: Any) -> list[Outcome]:
        return self.visits().run(names, **settings)

    def sync_one(self, **settings: Any) -> Outcome:
        return self.sync(**settings)[0]

    def sync_until(self, done: Callable[[], bool], *, hours: float, times: int = 12) -> None:
        """Sync every `hours` until something is so, `times` times at the most."""
        for _ in range(times):
            self.clock.pass_(hours=hours)
            self.sync()
            if done():
                return
        raise AssertionError(f"not so after {times} syncs")

    def meeting(self, number: str, *, source: str = "example") -> MeetingRow:
        return self.store.meeting(self.store.source(source).id, number)

    @property
    def documents(self) -> list[str]:
        return sorted(card.document for card in self.index.documents(unpublished=True))

    def words(self, document: str) -> str:
        for card in self.index.documents(unpublished=True):
            if card.document == document:
                return " ".join(page.text for page in self.index.whole_pack(card).pages)
        raise AssertionError(f"{document} is not indexed")

    def news(self) -> Sequence[str]:
        return [f"{one.what.value} {one.sentence}" for one in self.facts.news()]
