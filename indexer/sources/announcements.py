"""What clerks and councillors are told of: one row for each thing that happened.

The bot reads news by number, the last one it has told of in hand, so that none is told
twice and none is lost.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from indexer.sources.source import PaperKind

__all__ = ["News", "news_row"]


class News(StrEnum):
    """What happened."""

    NEW = "new"
    REPLACED = "replaced"
    MOVED = "moved"
    VENUE = "venue"
    CANCELLED = "cancelled"
    REINSTATED = "reinstated"
    UNLISTED = "unlisted"
    WITHDRAWN = "withdrawn"
    RESTRICTED = "restricted"
    FAILED = "failed"
    DOWN = "down"
    BACK = "back"


def news_row(
    what: News,
    sentence: str,
    *,
    now: float,
    source: str,
    committee: str = "",
    meeting: str | None = None,
    date: dt.date | None = None,
    document: str | None = None,
    kind: PaperKind | None = None,
    backlog: bool = False,
) -> dict[str, Any]:
    """A row of the table of news.

    Args:
        sentence: what to tell a clerk.
        backlog: it is about papers that were out long before we first looked.
    """
    return {
        "at": now,
        "source": source,
        "what": what.value,
        "committee": committee,
        "meeting": meeting,
        "date": date,
        "document": document,
        "kind": kind.value if kind else "",
        "sentence": sentence,
        "backlog": backlog,
    }
