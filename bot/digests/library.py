"""The papers, out of the index; and what councils' sites say of their meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.digests.meeting_papers import Known, Paper, named_papers
from indexer.council.bodies import Bodies
from indexer.council.dates import LONDON
from indexer.index import Index
from indexer.sources import SiteFacts
from indexer.sources.facts import CalendarEntry

__all__ = ["IndexLibrary"]


class IndexLibrary:
    """`bot.digests.ports.Library` over an index.

    Args:
        facts: what sites tell; None: nothing is known of any.
        bodies: the committees that are known: whatever a paper or a site calls one, it is
            told by what clerks call it.
    """

    def __init__(
        self,
        index: Index,
        facts: SiteFacts | None = None,
        *,
        today: Callable[[], dt.date] = lambda: dt.datetime.now(LONDON).date(),
        bodies: Callable[[], Bodies] = Bodies,
    ) -> None:
        self._index = index
        self._facts = facts
        self._today = today
        self._bodies = bodies

    def known(self) -> Sequence[Known]:
        # In this order: a site's paper is listed before it is in the index.
        cards = self._index.documents()
        entries: dict[str, list[tuple[CalendarEntry, bool]]] = {}
        for entry in self._facts.listings() if self._facts else ():
            for document, late in entry.documents:
                entries.setdefault(document, []).append((entry, late))
        bodies = self._bodies()
        found: list[Known] = []
        for card in cards:
            known = partial(
                Known,
                document=card.document,
                sha256=card.sha256,
                indexed_at=card.indexed_at,
            )
            meant = card.kind in ("pack", "supplement")
            at_sites = entries.get(card.document, ())
            # For facts of the meeting the site's word counts.
            found += [
                known(
                    kind="supplement" if late else card.kind,
                    committee=bodies.called(entry.committee, card.council),
                    date=entry.date,
                    time=entry.time or self._index.pack(card).meeting.time,
                    site=entry.site,
                )
                for entry, late in at_sites
                if late or meant
            ]
            if meant and not at_sites and card.body and card.meeting_date:
                found.append(
                    known(
                        kind=card.kind,
                        committee=bodies.called(card.body, card.council),
                        date=card.meeting_date,
                        time=self._index.pack(card).meeting.time,
                    )
                )
        return found

    def listed(self) -> Sequence[CalendarEntry]:
        if self._facts is None:
            return ()
        bodies = self._bodies()
        return [
            replace(one, committee=bodies.called(one.committee))
            for one in self._facts.listings(since=self._today())
        ]

    def papers(self, documents: Sequence[str]) -> Sequence[Paper]:
        return named_papers(self._index, documents)
