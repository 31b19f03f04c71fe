"""The papers, out of the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.digests.papers import Paper, named_papers
from bot.digests.ports import Known
from indexer.index import Index

__all__ = ["IndexLibrary"]


class IndexLibrary:
    """`bot.digests.ports.Library` over an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def known(self) -> Sequence[Known]:
        found = []
        for card in self._index.documents():
            if card.committee is None or card.meeting_date is None:
                continue
            if card.kind not in ("pack", "supplement"):
                continue
            found.append(
                Known(
                    document=card.document,
                    sha256=card.sha256,
                    kind=card.kind,
                    committee=card.committee,
                    date=card.meeting_date,
                    time=self._index.pack(card).meeting.time,
                    indexed_at=_utc(card.indexed_at),
                )
            )
        return found

    def papers(self, documents: Sequence[str]) -> Sequence[Paper]:
        return named_papers(self._index, documents)


def _utc(at: dt.datetime) -> dt.datetime:
    # SQLite gives moments back without their zone.
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)
