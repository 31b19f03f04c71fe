"""The papers, out of the index; and what councils' sites say of their meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from bot.digests.meeting_papers import Paper, named_papers
from bot.digests.ports import Known, Listed
from bot.digests.rules import today_in_london
from indexer.council.bodies import Bodies
from indexer.index import Index
from indexer.sources import SiteFacts
from indexer.sources.facts import Listing
from indexer.store.catalogue import DocumentCard

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
        today: Callable[[], dt.date] = today_in_london,
        bodies: Callable[[], Bodies] = Bodies,
    ) -> None:
        self._index = index
        self._facts = facts
        self._today = today
        self._bodies = bodies

    def known(self) -> Sequence[Known]:
        # In this order: a site's paper is listed before it is in the index.
        cards = self._index.documents()
        listings: dict[str, list[tuple[Listing, bool]]] = {}
        for one in self._facts.listings() if self._facts else ():
            for document, late in one.documents:
                listings.setdefault(document, []).append((one, late))
        bodies = self._bodies()
        found: list[Known] = []
        for card in cards:
            at_sites = listings.get(card.document, ())
            if at_sites:
                found += [
                    self._at_site(card, one, late, bodies)
                    for one, late in at_sites
                    if late or card.kind in ("pack", "supplement")
                ]
            elif (
                card.committee is not None
                and card.meeting_date is not None
                and (card.kind in ("pack", "supplement"))
            ):
                found.append(
                    self._known(
                        card,
                        kind=card.kind,
                        date=card.meeting_date,
                        committee=bodies.called(card.committee, card.council),
                        time=self._index.pack(card).meeting.time,
                    )
                )
        return found

    def listed(self) -> Sequence[Listed]:
        if self._facts is None:
            return ()
        bodies = self._bodies()
        return [
            Listed(
                site=_site(one),
                committee=bodies.called(one.committee),
                date=one.date,
                time=one.time,
                cancelled=one.cancelled,
                documents=tuple(name for name, _ in one.documents),
            )
            for one in self._facts.listings(since=self._today())
        ]

    def papers(self, documents: Sequence[str]) -> Sequence[Paper]:
        return named_papers(self._index, documents)

    def _at_site(self, card: DocumentCard, one: Listing, late: bool, bodies: Bodies) -> Known:
        # For facts of the meeting the site's word counts.
        return self._known(
            card,
            kind="supplement" if late else card.kind,
            committee=bodies.called(one.committee, card.council),
            date=one.date,
            time=one.time or self._index.pack(card).meeting.time,
            site=_site(one),
        )

    @staticmethod
    def _known(
        card: DocumentCard,
        *,
        kind: str,
        committee: str,
        date: dt.date,
        time: str | None,
        site: str = "",
    ) -> Known:
        return Known(
            document=card.document,
            sha256=card.sha256,
            kind=kind,
            committee=committee,
            date=date,
            time=time,
            indexed_at=_utc(card.indexed_at),
            site=site,
        )


def _site(one: Listing) -> str:
    return f"{one.source}/{one.id}"


def _utc(at: dt.datetime) -> dt.datetime:
    # SQLite gives moments back without their zone.
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)
