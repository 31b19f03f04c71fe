"""What a digest is: the value types between composing, showing and posting.

Everything that comes from papers is a `bot.answers.answer.Claim` with one citation or
more, which `bot.answers.check` has passed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bot.answers.answer import Claim
from indexer.council.action_status import ActionStatus
from indexer.council.packs import PrintedPage

__all__ = [
    "ActionStatus",
    "Change",
    "Digest",
    "DigestAction",
    "DigestItem",
    "DigestMeeting",
    "LatePaper",
    "MinuteLine",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMeeting:
    """The meeting that a digest is for, as its papers say; None where they do not."""

    committee: str | None
    date: dt.date
    time: str | None = None
    venue: str | None = None
    contact: str | None = None
    council: str | None = None

    @property
    def name(self) -> str:
        """Whose meeting it is: the council's own, where no committee is named."""
        return self.committee or self.council or "The next meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """An agenda item in short.

    Attributes:
        document: the paper that it is in; what "Ask about this" asks about.
        pages: first and last printed page, None where none is printed.
        where: its pages as people say them, printed ones where there are any; "" for none.
        asked: the recommendations, in their own words.
        tasks: what members are asked to do, each a verb and its object, with the pages of the
            recommendation that it was made of.
        points: what matters in its papers, at most three.
        worded: how many of them are in a language model's words.
        unquoted: pages of recommendations whose words could not be checked.
        procedural: declarations, minutes to agree, date of next meeting and the like.
        late: it came in a supplement or as a late paper.
        further: late papers that bring more to it, by title and pages.
        url: the published address of its first page.
    """

    number: str
    title: str
    document: str
    purpose: str | None = None
    pages: tuple[PrintedPage, PrintedPage] | None = None
    where: str = ""
    officers: tuple[str, ...] = ()
    asked: tuple[Claim, ...] = ()
    tasks: tuple[Claim, ...] = ()
    points: tuple[Claim, ...] = ()
    worded: int = 0
    unquoted: tuple[str, ...] = ()
    procedural: bool = False
    exempt: bool = False
    late: bool = False
    further: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteLine:
    """Something agreed or undertaken at an earlier meeting."""

    meeting_date: dt.date | None
    minute: str
    title: str
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestAction:
    """A row of the tracker; `claim` is the recommendation, `update` as printed."""

    number: str
    claim: Claim
    officer: str | None
    target: str | None
    update: str | None
    status: ActionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a tracked recommendation since the meeting before.

    Attributes:
        what: "closed", "slipped" or "new".
        before, after: its targets where it slipped.
    """

    what: str
    action: DigestAction
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePaper:
    """A paper that came after the pack: what it is and which items it touches.

    Attributes:
        items: (number, title, pages as people say them) for each item in it.
    """

    document: str
    title: str
    published: dt.date | None
    items: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A meeting's papers in short, checked.

    Attributes:
        as_of: the day that it was made for.
        papers: (document, sha256) of every paper that it was made from.
        agreed_last_time, promised: from the minutes of the last meeting (and of
            special ones since).
        decisions, forward_plan: reported in the papers.
        reading_minutes: of all the papers; `report_minutes` of the reports alone.
        abbreviations: (short, long) as the papers explain them, those that the
            digest uses.
        links: (title, address) of the papers that are published at one.
        since, changes: the meeting before, and what became of its actions.
    """

    meeting: DigestMeeting
    as_of: dt.date
    papers: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]
    items: tuple[DigestItem, ...]
    agreed_last_time: tuple[MinuteLine, ...] = ()
    promised: tuple[MinuteLine, ...] = ()
    actions: tuple[DigestAction, ...] = ()
    decisions: tuple[Claim, ...] = ()
    forward_plan: tuple[Claim, ...] = ()
    late_papers: tuple[LatePaper, ...] = ()
    page_count: int = 0
    reading_minutes: int = 0
    report_minutes: int = 0
    abbreviations: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    since: dt.date | None = None
    changes: tuple[Change, ...] = ()

    @property
    def business(self) -> tuple[DigestItem, ...]:
        """The items that are not procedural."""
        return tuple(item for item in self.items if not item.procedural)

    @property
    def routine(self) -> tuple[DigestItem, ...]:
        return tuple(item for item in self.items if item.procedural)

    def count(self, status: ActionStatus) -> int:
        """How many tracked recommendations have a status."""
        return sum(action.status is status for action in self.actions)
