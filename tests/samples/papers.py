"""The papers of a pack (front sheet, minutes, reports, tables), each with its truth.

A `Pack` draws on a `Paper` and fills `truth`, which has the shape of
``app.py show --json`` and a few fields more. Nothing in it is read from the PDF.

Front sheets name page ranges before the papers are laid out, so a pack is drawn
twice: `ranges` and `totals` are what the first drawing found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.samples.drawing import Paper, Place, Table

__all__ = ["Agreed", "Meeting", "Minute", "Pack"]

Ranges = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Meeting:
    """The facts of a meeting and of the document published for it."""

    document: str
    title: str
    subject: str
    kind: str
    date: str
    """ISO date."""
    long_date: str
    time: str
    venue: str
    contact: str
    published: str
    council: str = "Saltmere Council"
    committee: str = "Homes and Neighbourhoods Scrutiny Committee"


@dataclass(frozen=True)
class Agreed:
    """What a minute records as decided: a lead ("The Committee agreed:") and its points.

    One point stands on the lead's line, several are numbered under it.
    """

    points: Sequence[str]
    lead: str = "The Committee agreed:"


@dataclass(frozen=True)
class Minute:
    """One numbered minute: paragraphs and decisions in order.

    `undertakings` are sentences of the paragraphs in which somebody undertook something.
    """

    number: str
    title: str
    body: Sequence[str | Agreed]
    undertakings: Sequence[str] = ()


@dataclass
class Pack:
    """One document being drawn, and the truth about it."""

    folder: Path
    meeting: Meeting
    ranges: Ranges = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    first_printed: int = 1
    stamp_blanks: bool = True
    before: dict[str, Any] = field(default_factory=dict)
    """Of a supplement: the truth about the pack that it supplements."""

    def __post_init__(self) -> None:
        meeting = self.meeting
        self.paper = Paper(
            self.folder / f"{meeting.document}.pdf",
            meeting.title,
            meeting.subject,
            meeting.council,
            first_printed=self.first_printed,
            stamp_blanks=self.stamp_blanks,
            totals=self.totals,
        )
        self.items: dict[str, dict[str, Any]] = {}
        self.truth: dict[str, Any] = {
            "document": meeting.document,
            "title": meeting.title,
            "council": meeting.council,
            "committee": meeting.committee,
            "date": meeting.date,
            "time": meeting.time,
            "venue": meeting.venue,
            "contact": meeting.contact,
            "published": meeting.published,
            "kind": meeting.kind,
            "members": [],
            "items": [],
            "minutes": [],
            "actions": [],
            "decisions": [],
            "forward_plan": [],
            "work_plan": [],
            "abbreviations": [],
            "pages": self.paper.pages,
        }

    # --- front sheet ---------------------------------------------------------

    def agenda_item(
        self,
        number: str,
        title: str,
        purpose: str | Sequence[str] = "",
        *,
        papers: bool = False,
        note: str = "",
    ) -> None:
        """An entry of the front sheet; `note` stands where the pages would ("To follow")."""
        paragraphs = [purpose] if isinstance(purpose, str) else list(purpose)
        text = note
        if papers:
            first, last = self.ranges.get(number, (0, 0))
            text = f"(Pages {first} - {last})"
        paper = self.paper
        paper.room(70)
        frame, canvas = paper.frame, paper.canvas
        top = paper.y
        shown = [line for line in title.split("\n") if line]
        canvas.setFont("Helvetica", 11)
        canvas.drawString(frame.left, top - 11, number)
        canvas.setFont("Helvetica-Bold", 11)
        for line in shown:
            canvas.drawString(frame.left + 34, paper.y - 11, line)
            paper.y -= 14
        if text:
            canvas.setFont("Helvetica", 11)
            canvas.drawRightString(frame.left + frame.width, paper.y + 3, text)
        paper.y -= 8
        for paragraph in paragraphs:
            if paragraph:
                paper.lines(paragraph, indent=34)
        paper.space(12)
        self.items[number] = {
            "number": number,
            "title": " ".join(shown),
            "purpose": " ".join(paragraphs) or None,
            "first_page": None,
            "last_page": None,
            "first_pdf_page": None,
            "officers": [],
            "recommendations": [],
            "appendices": [],
            "exempt": False,
        }

    # --- parts ------------------------------------------------------------------

    def begin(self, number: str, outline: str, *, kind: str = "report", **how: Any) -> None:
        """The first page of an item's papers."""
        self.paper.start(kind=kind, item=number, outline=f"{number} {outline}", **how)

    def begin_appendix(self, label: str, title: str, **how: Any) -> None:
        """The first page of an appendix of the item being drawn."""
        item = label.split("(")[0]
        name = f"Appendix {label} - {title}"
        self.paper.start(kind="appendix", item=item, appendix=label, outline=name, **how)
        self.items[item]["appendices"].append(
            {"label": label, "title": title, "first_page": None, "last_page": None}
        )

    def begin_front(self) -> None:
        self.paper.start(kind="front", outline="Agenda")

    def end(self) -> None:
        self.paper.end_part()

    # --- minutes -------------------------------------------------------------------

    def minutes(
        self,
        date: str,
        present: Sequence[str],
        attending: Sequence[str],
        minutes: Sequence[Minute],
        *,
        ended: str,
        contact: Sequence[str],
        apologies: Sequence[str] = (),
    ) -> None:
        """The minutes of an earlier meeting; `present` begins with the chair."""
        paper = self.paper
        paper.lines("Present:", after=4)
        paper.lines(f"{present[0]} (in the Chair)", after=4)
        paper.lines("Councillors", after=3)
        councillors = [name for name in present[1:] if not name.startswith(("Mr", "Mrs", "Ms"))]
        for row in range(0, len(councillors), 3):
            paper.room(14)
            for column, name in enumerate(councillors[row : row + 3]):
                paper.canvas.setFont(paper.face, paper.size)
                paper.canvas.drawString(paper.frame.left + 8 + column * 130, paper.y - 11, name)
            paper.y -= 15
        paper.y -= 4
        for name in present[1:]:
            if name not in councillors:
                paper.lines(f"{name}, Co-opted Member", after=3)
        paper.space(4)
        paper.lines("In Attendance:", after=4)
        for name in attending:
            paper.lines(name, after=3)
        paper.space(4)
        if apologies:
            paper.lines("Apologies: " + ", ".join(apologies), after=8)
        entries = []
        for minute in minutes:
            place = paper.heading(minute.title, label=minute.number)
            agreed: list[dict[str, Any]] = []
            for part in minute.body:
                if isinstance(part, str):
                    paper.lines(part)
                elif len(part.points) == 1:
                    spot = paper.lines(f"{part.lead} {part.points[0]}")[0]
                    agreed.append(_at(spot, text=part.points[0]))
                else:
                    paper.room(50)
                    paper.lines(part.lead)
                    for count, point in enumerate(part.points, 1):
                        spot = paper.lines(point, label=f"{count}.", indent=26, label_indent=6)[0]
                        agreed.append(_at(spot, text=point))
            prose = " ".join(part for part in minute.body if isinstance(part, str))
            for sentence in minute.undertakings:
                assert sentence in prose, sentence
            entries.append(
                {
                    "number": minute.number,
                    "title": minute.title,
                    "agreed": [entry["text"] for entry in agreed],
                    "agreed_pages": [entry["page"] for entry in agreed],
                    "undertakings": list(minute.undertakings),
                    "page": place.printed_page,
                    "pdf_page": place.pdf_page,
                }
            )
        paper.space(16)
        paper.room(90)
        paper.lines("Chair", after=10)
        paper.lines(f"(The meeting ended at {ended})", after=10)
        for line in contact:
            paper.lines(line, after=1)
        self.truth["minutes"].append(
            {
                "meeting_date": date,
                "present": list(present),
                "apologies": list(apologies),
                "minutes": entries,
            }
        )

    # --- reports ---------------------------------------------------------------------

    def report_head(
        self, rows: Sequence[tuple[str, str]], officers: Sequence[str], title: str
    ) -> None:
        """The head of a report: labelled lines, then its title."""
        paper = self.paper
        for label, text in rows:
            paper.room(16)
            paper.canvas.setFont(paper.face_bold, paper.size)
            paper.canvas.drawString(paper.frame.left, paper.y - paper.size, label)
            paper.lines(text, indent=130, after=5)
        paper.space(10)
        paper.heading(title, size=paper.size + 1)
        paper.space(4)
        item = self._item()
        item["officers"] = list(officers)
        item["report_title"] = title

    def recommend(self, label: str, text: str) -> None:
        place = self.paper.clause(label, text)[0]
        self._item()["recommendations"].append(_at(place, text=text))

    def section(self, label: str, heading: str, *clauses: str, numbered: bool = True) -> None:
        """A section and its clauses, "9.1" and "9.2" of one that is "9." or "9.0"."""
        self.paper.space(3)
        self.paper.heading(heading, label=label)
        for at, text in enumerate(clauses, 1):
            self.paper.clause(f"{label.split('.')[0]}.{at}" if numbered else "", text)

    def abbreviation(self, short: str, long: str) -> None:
        """Note that the papers explain `short` on the page being drawn."""
        self.truth["abbreviations"].append(_at(self.paper.here, short=short, long=long))

    def _item(self) -> dict[str, Any]:
        number = self.paper.item
        assert number is not None
        return self.items[number]

    # --- tables that are data -----------------------------------------------------------

    def actions(self, table: Table, rows: Sequence[dict[str, str]], columns: Sequence[str]) -> None:
        """The tracker of recommendations: `columns` name the keys of a row in order."""
        drawn = self.paper.table(table, [[row[c] for c in columns] for row in rows])
        for row, places in zip(rows, drawn, strict=True):
            self.truth["actions"].append(
                {
                    **{key: value or None for key, value in row.items()},
                    "pages": [place.printed_page for place in places],
                    "pdf_pages": [place.pdf_page for place in places],
                }
            )

    def records(
        self, kind: str, table: Table, rows: Sequence[dict[str, str]], columns: Sequence[str]
    ) -> None:
        """Decisions or forward plan entries."""
        drawn = self.paper.table(table, [[row[c] for c in columns] for row in rows])
        for row, places in zip(rows, drawn, strict=True):
            self.truth[kind].append(_at(places[0], **row))

    def work_plan(self, table: Table, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """When, and the numbered topics of that meeting."""
        cells = []
        for when, topics in rows:
            shown = "\n".join(f"{n}. {topic}" for n, topic in enumerate(topics, 1))
            cells.append([when, shown if len(topics) > 1 else topics[0]])
        drawn = self.paper.table(table, cells)
        for (when, topics), places in zip(rows, drawn, strict=True):
            self.truth["work_plan"].append(_at(places[0], when=when, topics=list(topics)))

    # --- the end ---------------------------------------------------------------------

    def finish(self) -> dict[str, Any]:
        """Save the PDF; what each item and appendix covers is now known."""
        self.paper.save()
        for page in self.paper.pages:
            number = page["item"]
            if number is None:
                continue
            item = self.items[str(number)]
            if item["first_page"] is None:
                item["first_page"], item["first_pdf_page"] = page["page"], page["pdf_page"]
            item["last_page"] = page["page"]
            for appendix in item["appendices"]:
                if appendix["label"] == page["appendix"]:
                    if appendix["first_page"] is None:
                        appendix["first_page"] = page["page"]
                    appendix["last_page"] = page["page"]
        self.truth["items"] = list(self.items.values())
        return self.truth

    def found(self) -> Ranges:
        """The page range of each item, for the front sheet of the next drawing."""
        return {
            number: (item["first_page"], item["last_page"])
            for number, item in self.items.items()
            if item["first_page"] is not None
        }


def _at(place: Place, **what: Any) -> dict[str, Any]:
    return {**what, "page": place.printed_page, "pdf_page": place.pdf_page}
