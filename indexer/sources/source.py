"""What a source of papers is. To add another system, write one class.

Derive from `WebSource`, or from `Source` where there is no web site, and say how to look.
Times, retries of a visit, what is kept, what is indexed and what the clerk is told are the
same for all (`indexer.sources.visit`). Then add it to `indexer.sources.open.open_source`.

A system with committees and meetings (ModernGov is one, CMIS another) gives

* `committees()`: all of them, in one request if it can;
* `meetings(committee, since, until)`: with date, time and status, in one request;
* `parts`: the names of the requests that tell about one meeting, and `look(meeting,
  committee, part)`, which makes one of them. The first part tells facts, what is restricted and
  whether the meeting is hidden; of a hidden one the others are not asked for. A paper is
  always told of by the same part: when that part no longer lists it, it was taken off;
* `wanted(meeting, papers)`: of all papers that are listed, the keys of those to index
  (a pack rather than the reports that are in it).

A system that only has files (a folder, one address) gives `papers()` instead.

What is no `WebSource` gives `fetch(paper, to)`, which writes the file, and may give
`mark(paper)`, which tells cheaply whether a file has changed. Errors are of
`indexer.sources.source_problems`.

Whatever is restricted must be left out of `papers` and named in `SourceLook.restricted`: it
is then never fetched, and removed if it was public before.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from indexer.sources.web import Mark, Web

__all__ = [
    "Committee",
    "Facts",
    "ListedMeeting",
    "ListedPaper",
    "PaperKind",
    "Source",
    "SourceLook",
    "WebSource",
]


class PaperKind(StrEnum):
    """What a published file is, as far as its place on the site tells."""

    PACK = "pack"
    AGENDA = "agenda"
    SUPPLEMENT = "supplement"
    REPORT = "report"
    MINUTES = "minutes"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A committee of a site; `current` is False once it is deleted or has expired."""

    id: str
    title: str
    category: str = ""
    current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMeeting:
    """A meeting as a list of meetings shows it; time and status in the site's words."""

    meeting: str
    committee: str
    date: dt.date
    time: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a site says of a meeting beyond its listing; empty where it says nothing."""

    time: str = ""
    status: str = ""
    venue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """A published file.

    Attributes:
        key: names it within its source, and stays when it is replaced or moved.
        url: where it is published; for a folder, "".
        label: the link's words, with the size that some sites show in them.
        published_on: as the site says.
        note: what tells a new version where there is no web server to ask (a folder's
            size and time).
    """

    key: str
    kind: PaperKind
    title: str
    url: str
    label: str = ""
    published_on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLook:
    """What one request told about a meeting.

    Attributes:
        facts: None where this part tells none.
        papers: all that this part lists and that may be read by anyone.
        restricted: keys of papers that must not be fetched.
        hidden: the site does not want the meeting shown at all.
    """

    facts: Facts | None = None
    papers: tuple[ListedPaper, ...] = ()
    restricted: frozenset[str] = frozenset()
    hidden: bool = False


class Source(ABC):
    """A place where papers are published.

    Attributes:
        web: the site that it is on; None where it is on none.
    """

    parts: tuple[str, ...] = ()
    web: Web | None = None

    def committees(self) -> list[Committee]:
        """All committees of the site."""
        return []

    def meetings(self, committee: str, since: dt.date, until: dt.date) -> list[ListedMeeting]:  # noqa: ARG002
        """The meetings of a committee, by its id, from one day to another."""
        return []

    def look(self, meeting: str, committee: str, part: str) -> SourceLook:  # noqa: ARG002
        """Ask for one of `parts` of a meeting."""
        return SourceLook()

    def wanted(self, meeting_date: dt.date, papers: Sequence[ListedPaper]) -> set[str]:  # noqa: ARG002
        """Keys of the papers of a meeting that are to be indexed."""
        return {paper.key for paper in papers}

    def papers(self) -> list[ListedPaper]:
        """All files of a source that has no meetings."""
        return []

    def mark(self, paper: ListedPaper) -> Mark:  # noqa: ARG002
        """What tells whether the file has changed; empty where only fetching it can."""
        return Mark()

    @abstractmethod
    def fetch(self, paper: ListedPaper, to: Path) -> Mark:
        """Write the file's bytes to `to`; the mark has their SHA-256."""

    def close(self) -> None:  # noqa: B027
        """Let connections go."""


class WebSource(Source):
    """A source on a web server, whose papers are fetched from their addresses."""

    web: Web

    def __init__(self, web: Web) -> None:
        self.web = web

    def mark(self, paper: ListedPaper) -> Mark:
        return self.web.peek(paper.url)

    def fetch(self, paper: ListedPaper, to: Path) -> Mark:
        return self.web.download(paper.url, to)

    def close(self) -> None:
        self.web.close()
