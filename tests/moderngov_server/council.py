"""A council that publishes: what the site's pages and service are drawn from."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bot.demo import PACKS

__all__ = ["SAMPLES", "AgendaItem", "Committee", "Council", "Paper", "Session", "pdf"]

SAMPLES = PACKS

_numbers = itertools.count(60001)


def pdf(*pages: str, title: str = "") -> bytes:
    """A small PDF of one line a page; the same words give the same bytes."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    for page in pages or ("",):
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(60, 780 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@dataclass
class Paper:
    """A report that hangs on an item."""

    title: str
    data: bytes
    published: dt.date | None = None
    restricted: bool = False
    restrictions: str = ""
    decision: bool = False
    url: str = ""
    id: int = field(default_factory=lambda: next(_numbers))


@dataclass
class AgendaItem:
    number: str
    title: str
    papers: list[Paper] = field(default_factory=list)
    restricted: bool = False
    shown: bool = True


@dataclass
class Session:
    """A meeting. Files are bytes; None is not published."""

    id: int
    date: dt.date
    time: str = "6.00 pm"
    status: str = "Confirmed"
    venue: str = "Council Chamber, Guildhall"
    items: list[AgendaItem] = field(default_factory=list)
    pack: bytes | None = None
    front: bytes | None = None
    minutes: bytes | None = None
    supplements: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    shown: bool = True
    sizes: bool = True
    """Whether the page shows files' sizes, rounded to kilobytes."""


@dataclass
class Committee:
    id: int
    title: str
    sessions: list[Session] = field(default_factory=list)
    deleted: bool = False
    expired: bool = False
    category: str = "Scrutiny"


@dataclass
class Council:
    """A council with its committees."""

    committees: list[Committee] = field(default_factory=list)

    def session(self, number: int) -> tuple[Committee, Session] | None:
        return next(
            (
                (committee, session)
                for committee in self.committees
                for session in committee.sessions
                if session.id == number
            ),
            None,
        )

    def file(self, letter: str, number: int, t: str) -> bytes | None:
        """The bytes behind documents/<letter><number>/…?T=<t>; restricted ones too, as a
        site that trusts in addresses nobody knows would."""
        for committee in self.committees:
            for session in committee.sessions:
                if letter == "g" and session.id == number:
                    return {"10": session.pack, "0": session.front, "1": session.minutes}.get(t)
                if letter == "b" and number in session.supplements:
                    return session.supplements[number][1]
                if letter == "s":
                    for item in session.items:
                        for paper in item.papers:
                            if paper.id == number:
                                return paper.data
        return None
