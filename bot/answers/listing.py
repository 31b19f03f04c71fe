"""What the papers' structure answers at once, as a clerk would: the agenda, what members are
asked to decide, what is overdue, who chairs, what "PCFRA" means, every place that names a
street.

The kind comes from example phrasings (`bot.answers.question_kinds`); what the question
names besides (items, months, people, a topic, a meeting) narrows it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import string
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answers.answer import Citation
from bot.answers.question_kinds import Wanted, topic_of
from bot.answers.say.quotes import shorten
from bot.answers.scope import Scope
from indexer.council.action_status import ActionStatus, status_of
from indexer.council.dates import named_months, spoken_date
from indexer.council.packs import Action, DocumentKind, Item, Pack, PdfPage, counted
from indexer.evidence import Record
from indexer.index import Index
from indexer.store.terms import STOP_WORDS, terms

__all__ = [
    "DATED",
    "OF_ITEMS",
    "STANDS",
    "Focus",
    "Listed",
    "ListedRow",
    "Listing",
    "item_alone",
    "papers_meant",
]

MOST = 24
"""Rows of a list; a longer one says how many more there are."""

WORDS = 360
"""Of a list, all told: each row has its share, of at least so many and at most so many."""

LEAST, BEST, FEW = 24, 45, 120

PLACES = 8
"""Places that name something."""

AROUND = 24
"""Words that are shown of such a place."""

NOBODY = frozenset(["", "n/a", "na", "tba", "tbc", "tbd", "none", "nobody", "vacant"])
"""What a tracker writes where it names no officer, or "to be confirmed"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What was answered before: places that a question without any of its own goes on from.

    Attributes:
        items: (document, item number).
        citations: of the answer, in its order.
    """

    items: frozenset[tuple[str, str]] = frozenset()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A line of a list, to be checked: its words, and where they stand.

    Attributes:
        quotes: (PDF page, the page's own words).
        frame: words of `text` that are ours.
        whole: what is said where `text`, which is cut, does not hold; "" for nothing.
    """

    document: str
    text: str
    quotes: tuple[tuple[PdfPage, str], ...]
    frame: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list with our own words before it, and how many rows were left out."""

    lead: str
    rows: tuple[ListedRow, ...]
    left: int = 0


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list that a question may ask for, from the structure of an index's papers.

    Attributes:
        records: gives the records of a document.
        focus: of the answer before, where the question goes on from it.
        named: see `bot.answers.question_kinds.Shape`.
        topic: see `bot.answers.question_kinds.Examples.topic`; None: all that no example knows.
        standing: of somebody's actions, the filter of those meant, such as "overdue"; "" for all.
    """

    wanted: Wanted
    question: str
    scope: Scope
    index: Index
    records: Callable[[str], Sequence[Record]]
    focus: Focus | None = None
    named: tuple[str, ...] = ()
    topic: frozenset[str] | None = None
    standing: str = ""

    @cached_property
    def _topic(self) -> frozenset[str]:
        return topic_of(self.question) if self.topic is None else self.topic

    @cached_property
    def _meant(self) -> tuple[frozenset[str], list[Pack]]:
        """The items and the papers that are meant."""
        wanted, scope, focus = self.wanted, self.scope, self.focus
        items = scope.items
        one_item = wanted.kind in OF_ITEMS and wanted.filter in ("all", "item") and not self._topic
        # A month is when a thing is due, where the records have dates of their own.
        papers = papers_meant(
            replace(scope, named_documents=frozenset()) if wanted.kind in DATED else scope
        )
        if one_item and not items:
            items = item_alone(self.question, papers)
        if focus and focus.items and one_item and not items:
            items = frozenset(number.lower() for _, number in focus.items)
            spoken = sorted({one for one, _ in focus.items} & scope.packs.keys())
            papers = [scope.packs[document] for document in spoken] or papers
        return items, papers

    @property
    def _items(self) -> frozenset[str]:
        return self._meant[0]

    @property
    def _papers(self) -> list[Pack]:
        return self._meant[1]

    def find(self) -> Listed | None:
        """The list; None where nothing in the papers is such."""
        wanted, scope = self.wanted, self.scope
        if wanted.kind == "mention":
            return self._mentions()
        if wanted.kind == "abbreviation":
            return self._explained() or self._mentions()
        held = scope.named_documents or (_of_minutes(wanted) and scope.named_minutes)
        dated = scope.months or self._of_another_year()
        if dated and wanted.kind not in DATED and not held:
            return None  # it is about a time that no paper is of
        rows = list(self._rows())
        if not rows:
            return None
        return Listed(lead=self._lead(), rows=tuple(rows[:MOST]), left=len(rows) - len(rows[:MOST]))

    def _of_another_year(self) -> bool:
        """Whether the question names a year; a financial one ("in 2019-20") only where the
        papers are of neither of its years."""
        year = re.search(r"(?i)\bin ((?:19|20)\d\d)\b([/–-])?", self.question)
        held = {one.meeting.date.year for one in self._papers if one.meeting.date}
        return year is not None and not (year[2] and held & {int(year[1]), int(year[1]) + 1})

    def item(self) -> tuple[str, str] | None:
        """The one item (document, number) that is asked for in short; None where something
        else is asked for, or more items than one."""
        if (self.wanted.kind, self.wanted.filter) != ("point", "item"):
            return None
        found = list(self._items_meant())
        # "Item 6" of two committees, or of two meetings, is not one item.
        meetings = {(pack.meeting.committee, pack.meeting.date, one.number) for pack, one in found}
        if len(meetings) != 1:
            return None
        # A late paper belongs to the meeting too, behind what the agenda came with.
        there = [pair for pair in found if pair[1].first_pdf_page is not None] or found
        pack, item = min(there, key=lambda pair: pair[0].kind is not DocumentKind.PACK)
        return pack.document, item.number

    def _lead(self) -> str:
        which = f"{self.wanted.kind} {self.standing or self.wanted.filter}"
        days = {pack.meeting.date for pack in self._papers if pack.meeting.date}
        at = f" for {spoken_date(next(iter(days)))}" if len(days) == 1 else ""
        return LEADS.get(which, "").replace("{at}", at)

    def _rows(self) -> Iterator[ListedRow]:
        """The rows, in the order in which a clerk would give them."""
        kind, which = self.wanted.kind, self.wanted.filter
        if kind == "recommendation":
            yield from self._tasks()
        elif kind == "point":
            yield from self._points()
        elif kind == "members" and which in ("chair", "vice"):
            yield from self._chair(vice=which == "vice")
        else:
            # The latest agenda may still tell of a meeting to come, where its own is over.
            over = self.scope.next_date is None and not self.scope.named_documents
            if kind == "meeting" and (which == "after" or over):
                yield from self._after()
            pairs = self._changed() if kind == "change" else self._passing()
            for document, record in pairs if which != "after" else ():
                yield _row(document, record, _share(len(pairs)), update=kind == "change")

    # --- records -------------------------------------------------------------------

    def _passing(self) -> list[tuple[str, Record]]:
        """The (document, record) pairs that are asked for, late actions first."""
        kind, which = self.wanted.kind, self.wanted.filter
        kept = self._of_kind(kind)
        stands = self.standing if which == "named" else which
        if stands in STANDS:
            kept = [pair for pair in kept if self._status(pair[1]) in STANDS[stands]]
        if which == "named":
            meant = self._named(
                {one.fields["officer"] for _, one in kept if "officer" in one.fields}
            )
            kept = [pair for pair in kept if pair[1].fields.get("officer") in meant]
        elif which == "late":
            late = {
                (pack.document, item.number)
                for pack in self.scope.packs.values()
                for item in pack.items
                if item.late
            }
            kept = [pair for pair in kept if (pair[0], pair[1].fields.get("number")) in late]
        elif which == "unassigned":
            kept = [pair for pair in kept if _is_nobody(pair[1].fields.get("officer", ""))]
        if which == "due" or (kind in PLANNED and self.scope.months):
            due = [pair for pair in kept if _due(pair[1], self.scope)]
            kept = due if which == "due" else due or kept
        elif kind in PLANNED and kind != "action":
            kept = [pair for pair in kept if not _past(pair[1], self.scope)]
        if self._items and kind in ("item", "officer"):
            number = "item" if kind == "officer" else "number"
            kept = [pair for pair in kept if pair[1].fields.get(number, "").lower() in self._items]
        if which != "named" and not (self._items and kind == "officer"):
            kept = [pair for pair in kept if self._on_topic(pair[1].text)]
        if kind == "action" and which != "done":
            kept.sort(key=lambda pair: self._status(pair[1]) is not ActionStatus.OVERDUE)
        elif kind == "attendance":
            kept = _attending(kept, self.question)
        elif kind == "item":
            kept = _agenda(kept)
        return kept

    def _named(self, officers: Collection[str]) -> frozenset[str]:
        """The officers whose names the question has most of; one name alone is somebody's only
        where nobody else bears it."""
        said = topic_of(self.question)
        named = {one: frozenset(terms(one.split(",")[0])) & said for one in officers}
        most = max(map(len, named.values()), default=0)
        meant = {one: name for one, name in named.items() if name and len(name) == most}
        people = {frozenset(terms(one.split(",")[0])) for one in meant}
        return frozenset(meant if most > 1 or len(people) == 1 else ())

    def _of_kind(self, kind: str) -> list[tuple[str, Record]]:
        """Records of the minutes named, where these are asked for; else of the papers meant; else
        of the latest meeting whose papers have such."""
        minutes = self.scope.named_minutes if _of_minutes(self.wanted) else ()
        found = [
            (document, record)
            for document, first, last in minutes
            for record in self.records(document)
            if record.kind.value == kind and first <= record.pdf_page <= last
        ]
        for papers in (self._papers, *_meetings(self.scope).values()):
            found = found or [
                (pack.document, record)
                for pack in papers
                for record in self.records(pack.document)
                if record.kind.value == kind
            ]
        return found

    def _status(self, record: Record) -> ActionStatus:
        """How an action stands today."""
        fields, today = record.fields, self.scope.today
        action = Action(
            number="",
            recommendation=record.text,
            date=fields.get("date"),
            target=fields.get("due"),
            update=fields.get("update"),
            status=fields.get("status"),
        )
        return status_of(action, meeting=today, as_of=today)

    def _on_topic(self, text: str) -> bool:
        return not self._topic or 2 * len(self._topic & set(terms(text))) >= len(self._topic)

    def _after(self) -> Iterator[ListedRow]:
        """The meeting after this one, as the agenda gives it."""
        for document, record in self._of_kind("item"):
            title = set(terms(record.fields.get("title", "")))
            if {"next", "meet"} <= title and self._on_topic(record.text):
                yield ListedRow(
                    document=document, text=record.text, quotes=record.quotes, frame=record.frame
                )

    def _changed(self) -> list[tuple[str, Record]]:
        """Actions that stand otherwise than in the tracker of the meeting before."""
        days = [pack.meeting.date for pack in self._papers if pack.meeting.date]
        meetings = _meetings(self.scope)
        earlier = (papers for day, papers in meetings.items() if days and day < min(days))
        before = [
            record
            for pack in next(earlier, ())
            for record in self.records(pack.document)
            if record.kind.value == "action"
        ]
        return [
            (document, record)
            for document, record in self._of_kind("action")
            if before
            and self._on_topic(record.text)
            and not any(_stands_as(record, one) for one in before)
        ]

    # --- items and people --------------------------------------------------------------

    def _items_meant(self) -> Iterator[tuple[Pack, Item]]:
        """The items meant, each where its report is; none where a question for one names
        none."""
        if self.wanted.filter == "item" and not (self._items or self._topic):
            return
        late = {item.number for pack in self._papers for item in pack.items if item.late}
        for pack in self._papers:
            for item in pack.items:
                if item.number in late and not item.late and item.first_pdf_page is None:
                    continue
                if self._items and item.number.lower() not in self._items:
                    continue
                title = f"{item.title} {item.report_title or ''} {pack.meeting.committee or ''}"
                if self.wanted.kind == "point" and self._items:
                    # "The risks in item 6" are not the item in short.
                    meant = self._topic <= set(terms(title))
                else:
                    # Whoever gives a number may say whatever else about it.
                    meant = bool(self._items) or self._on_topic(title)
                if meant:
                    yield pack, item

    def _tasks(self) -> Iterator[ListedRow]:
        """What members are asked to do: under one item task by task, else item by item; in
        papers without items, paper by paper."""
        found = [(pack, item, _tasks_of(item)) for pack, item in self._items_meant()]
        found = sorted((one for one in found if one[2]), key=lambda one: _in_order(one[1].number))
        for pack, item, tasks in found:
            each = max(LEAST // 2, _share(len(found)) // len(tasks))
            said = "; ".join(shorten(text, each).rstrip(".;") for text, _ in tasks)
            if len(found) > 1:
                quotes = [(page, text) for text, page in tasks]
                whole = f"{_name(item)}: {' '.join(text for text, _ in tasks)}"
                yield _said(pack, _name(item), f"{said}.", quotes, whole=whole)
            else:
                for text, page in tasks:
                    yield _said(pack, _name(item), text, [(page, text)])
        if not found and not self._items:
            for pack in self._papers:
                for text, page in _tasks_of(pack) if self._on_topic(pack.title or "") else ():
                    yield _said(pack, "", text, [(page, text)])

    def _points(self) -> Iterator[ListedRow]:
        """The first point of each item; of an item asked for in short every point, and what
        members are asked to do."""
        one = self.wanted.filter == "item"
        found = sorted(self._items_meant(), key=lambda pair: _in_order(pair[1].number))
        for pack, item in () if one and len(found) > 2 else found:
            name = f"Item {item.number}" if item.number else item.title
            rows = [
                _said(pack, name, point.text, [(point.pdf_page, point.quote)])
                for point in item.points
            ]
            asks = f"{_name(item)} asks"
            rows += [_said(pack, asks, text, [(page, text)]) for text, page in _tasks_of(item)]
            yield from rows if one else rows[:1]

    def _chair(self, *, vice: bool) -> Iterator[ListedRow]:
        """Who chairs, by the list of members; else by who was in the chair last."""
        for document, record in self._of_kind("members"):
            if not self._on_topic(record.text):
                return
            if name := _chairing(self.scope.packs[document].members, vice=vice):
                yield replace(_row(document, record, LEAST), text=name, whole=record.text)
                return
        for papers in (self._papers, *_meetings(self.scope).values()):
            for pack in papers if not self._topic else ():
                for minutes in pack.minutes:
                    if name := _chairing(minutes.present, vice=vice):
                        yield _said(pack, "", name, [(minutes.first_pdf_page, name)])
                        return

    # --- places ----------------------------------------------------------------------

    def _mentions(self) -> Listed | None:
        """Every place that names something, one of each page, the next meeting's first."""
        if len(self.named) != 1 or not terms(self.named[0]):
            return None
        superseded, coming = self.scope.superseded, self.scope.next_documents
        rows = [
            row
            for row in self._places(self.named)
            if row.quotes[0][0] not in superseded.get(row.document, {})
        ]
        rows.sort(key=lambda row: (row.document not in coming, row.document, row.quotes))
        lead = f"“{self.named[0]}” is mentioned on {counted(len(rows), 'page')}:"
        left = max(0, len(rows) - PLACES)
        return Listed(lead=lead, rows=tuple(rows[:PLACES]), left=left) if rows else None

    def _explained(self) -> Listed | None:
        """How the papers write out an abbreviation."""
        asked = [name.lower() for name in self.named]
        known = {pair for pack in self.scope.packs.values() for pair in pack.abbreviations}
        for short, long in sorted(known):
            rows = self._places((long, short)) if short.lower() in asked else []
            if rows:
                return Listed(lead=f"{short}: {long}.", rows=tuple(rows[:2]))
        return None

    def _places(self, phrases: Sequence[str]) -> list[ListedRow]:
        """The first unit of each page that has all of some phrases, cut to what stands around
        the last, those of the best passages first."""
        words = [word for phrase in phrases for word in terms(phrase)]
        around = terms(phrases[-1])
        hits = self.index.catalogue.full_text(
            dict.fromkeys(words, 1.0), [card.generation for card in self.scope.cards], limit=200
        )
        passages = self.index.catalogue.passages([one for one, _ in hits])
        rows: dict[tuple[str, int], ListedRow] = {}
        for passage in (passages[one] for one, _ in hits if one in passages):
            says = (unit for unit in passage.units if _has(unit.text, phrases))
            unit = None if passage.is_record else next(says, None)
            if unit is not None:
                row = ListedRow(
                    document=passage.document,
                    text=_around(unit.text, around),
                    quotes=((passage.pdf_page, unit.quote),),
                    frame=unit.frame,
                )
                rows.setdefault((passage.document, passage.pdf_page), row)
        return list(rows.values())


STANDS: Mapping[str, frozenset[ActionStatus]] = {
    "overdue": frozenset({ActionStatus.OVERDUE}),
    "done": frozenset({ActionStatus.COMPLETE}),
    "open": frozenset(ActionStatus) - {ActionStatus.COMPLETE},
}
"""How the actions stand that a question asks for."""

OF_ITEMS = ("recommendation", "officer", "point")
"""Kinds of record that are of an item, so that they can be asked for of the one spoken of."""

BEFORE_NUMBER = frozenset(["", "of", "on", "about", "for", "is", "no", "number"])
"""What an item's number that stands by itself comes behind; "" where it comes first."""

PLANNED = ("action", "forward plan", "work plan")
"""Kinds of record that are due at some time."""

DATED = ("action", "change", "forward plan", "work plan", "decision")
"""Kinds of record that have dates of their own, or are told since one."""

LEADS = {
    "item all": "On the agenda{at}:",
    "item late": "Late papers{at}:",
    "recommendation all": "Members are asked{at}:",
    "officer all": "The officers of the reports{at}:",
    "action overdue": "Overdue{at}:",
    "action open": "Not yet complete{at}, overdue first:",
    "action all": "The actions{at}, overdue first:",
    "action done": "Complete{at}:",
    "action due": "Due then:",
    "action named": "Their actions{at}:",
    "action unassigned": "With no officer named{at}:",
    "officer named": "Their reports{at}:",
    "forward plan all": "Decisions to come:",
    "work plan all": "On the work plan:",
    "work plan due": "On the work plan for that time:",
    "resolution last": "Agreed:",
    "undertaking last": "Promised:",
    "change last": "New or changed on the tracker{at}:",
    "point all": "From the papers{at}, in the order of the agenda:",
}
"""Before a list. A single fact needs no word."""


def _of_minutes(wanted: Wanted) -> bool:
    return wanted.filter == "last" or wanted.kind == "attendance"


def papers_meant(scope: Scope) -> list[Pack]:
    """Papers of the meetings named, else of the coming one, else of the latest."""
    for documents in (scope.named_documents, scope.next_documents):
        if documents:
            return [scope.packs[document] for document in sorted(documents)]
    dated = [(pack.meeting.date, pack) for pack in scope.packs.values() if pack.meeting.date]
    latest = max((day for day, _ in dated), default=None)
    return [pack for day, pack in dated if day == latest] or list(scope.packs.values())


def _meetings(scope: Scope) -> dict[dt.date, list[Pack]]:
    """The papers of each meeting by its day, the latest first."""
    days: dict[dt.date, list[Pack]] = {}
    for pack in scope.packs.values():
        if pack.meeting.date:
            days.setdefault(pack.meeting.date, []).append(pack)
    return dict(sorted(days.items(), reverse=True))


def _tasks_of(paper: Item | Pack) -> list[tuple[str, PdfPage]]:
    """What members are asked to do in the paper's words, each sentence once with its page."""
    return list(
        dict.fromkeys((one.text, one.pdf_page) for one in paper.asked or paper.recommendations)
    )


def _said(
    pack: Pack, name: str, text: str, quotes: Sequence[tuple[PdfPage, str]], *, whole: str = ""
) -> ListedRow:
    """What a paper says, under our own name for it."""
    said = f"{name}: {text}" if name else text
    return ListedRow(
        document=pack.document, text=said, quotes=tuple(quotes), frame=name, whole=whole or text
    )


def _name(item: Item) -> str:
    title = item.title.capitalize() if item.title.isupper() else item.title
    return f"Item {item.number}, {title}" if item.number else title


def item_alone(question: str, papers: Sequence[Pack]) -> frozenset[str]:
    """The items whose numbers stand in a question by themselves ("gist of 10?", "of 5 and 6?");
    not so "the top 3", "in 3 lines" and "at 6 on Tuesday"."""
    numbers = {item.number.lower() for pack in papers for item in pack.items} - {""}
    spoken = question.lower().replace("&", " and ").split()
    words = ["", *filter(None, (re.sub(r"^[^\w£$€+-]+|[^\w%]+$", "", word) for word in spoken)), ""]
    found: set[str] = set()
    for at, (before, word, after) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        joined = words[max(0, at - 1)] if before == "and" else before
        own = joined in BEFORE_NUMBER or joined in found
        if word not in numbers or not own:
            continue
        if after in STOP_WORDS | numbers | {""}:
            found.add(word)
        elif joined in found:
            return frozenset()  # "of 6 and 3 lines": which are meant is not plain
    return frozenset(found)


def _in_order(number: str) -> tuple[int, str]:
    digits = "".join(itertools.takewhile(str.isdecimal, number))
    return (int(digits or 999), number)


def _share(rows: int) -> int:
    """Words of each of so many rows."""
    rows = max(1, min(rows, MOST))
    # One or two rows need not be cut for a third.
    return max(LEAST, min(max(BEST, FEW // rows), WORDS // rows))


def _attending(pairs: Sequence[tuple[str, Record]], question: str) -> list[tuple[str, Record]]:
    """Who was at meetings, what the question asks for ("apologies") first."""
    told = [(pair, pair[1].text.partition(" at ")[0]) for pair in pairs]
    # Who came with the members is not who was there.
    present = any(name == "Present" for _, name in told)
    kept = [one for one in told if present or one[1] != "In attendance"]
    asked = set(terms(question))
    return [pair for pair, _ in sorted(kept, key=lambda one: not asked & set(terms(one[1])))]


def _agenda(pairs: Sequence[tuple[str, Record]]) -> list[tuple[str, Record]]:
    """Items in the order of the agenda; of a late one the place where its report is."""
    placed = {record.fields.get("number") for _, record in pairs if "(page" in record.frame}
    kept = [
        (document, record)
        for document, record in pairs
        if "(page" in record.frame or record.fields.get("number") not in placed
    ]
    return sorted(kept, key=lambda pair: _in_order(pair[1].fields.get("number", "")))


def _row(document: str, record: Record, words: int, *, update: bool = False) -> ListedRow:
    """A record as a line of a list: what it is first, and only what is of use in a list."""
    kind, fields = record.kind.value, record.fields
    text = whole = record.text
    if kind == "item":
        text = f"{record.frame.rstrip('.')}." if record.frame else text
    elif kind in ("resolution", "undertaking"):
        text = text.removeprefix(record.frame).strip()
        text = f"{fields['title'].capitalize()}: {text}" if fields.get("title") else text
    elif kind == "action":
        # Of a row of dates, one may seem to be of another's matter: what was asked holds alone.
        main = whole = _matter(record)
        told = [("Due", "due"), ("Status", "status")]
        if update or "status" not in fields:
            told.insert(1, ("Update", "update"))
        ends = "".join(
            f" {name}: {shorten(fields[field], 16).rstrip('.')}."
            for name, field in told
            if fields.get(field)
        )
        who = fields.get("officer", "").split(",")[0]
        ends += f" Responsible: {who}." if who else ""
        text = f"{shorten(main, max(LEAST, words - len(ends.split())))}{ends}"
    else:
        text = shorten(text, words)
    if kind == "work plan":
        whole = fields.get("title", "")  # a meeting's own date beside those in its topics
    return ListedRow(
        document=document,
        text=text,
        quotes=record.quotes,
        frame=f"{record.frame} {fields.get('title', '')}",
        whole=whole,
    )


def _is_nobody(officer: str) -> bool:
    words = officer.lower().strip(f"{string.punctuation}–— ")
    return words in NOBODY or (words.startswith("to be ") and len(words.split()) == 3)


def _due(record: Record, scope: Scope) -> bool:
    """Whether its date names a month that the question names."""
    named = {(month, year) for month, _, year in named_months(f"by {record.fields.get('due', '')}")}
    return any(
        month == wanted and (year is None or asked is None or year == asked)
        for wanted, _, asked in scope.months
        for month, year in named
    )


def _past(record: Record, scope: Scope) -> bool:
    """Whether all of its date has passed."""
    named = named_months(f"by {record.fields.get('due', '')}")
    return bool(named) and all(
        year is not None and (year, month) < (scope.today.year, scope.today.month)
        for month, _, year in named
    )


def _chairing(names: Sequence[str], *, vice: bool) -> str | None:
    """Who of some people is said to chair, or to stand in for whoever does."""
    for name in names:
        words = terms(name.partition("(")[2])
        second = any(word.startswith(("vice", "deput")) for word in words)
        if second == vice and any("chair" in word for word in words):
            return name
    return None


def _matter(action: Record) -> str:
    """What an action asks for, without what its row tells of it."""
    told = (action.text.find(f" {name}: ") for name in ("Responsible", "Due", "Update", "Status"))
    return action.text[: min((at for at in told if at >= 0), default=None)]


def _stands_as(one: Record, other: Record) -> bool:
    """Whether two actions ask for the same, and stand the same."""
    mine, theirs = (set(terms(_matter(record))) for record in (one, other))
    told = ("due", "update", "status")
    return 5 * len(mine & theirs) >= 4 * len(mine | theirs) and all(
        one.fields.get(name) == other.fields.get(name) for name in told
    )


def _has(text: str, phrases: Sequence[str]) -> bool:
    own = f" {' '.join(terms(text))} "
    return all(f" {' '.join(terms(phrase))} " in own for phrase in phrases)


def _around(text: str, words: Sequence[str]) -> str:
    """A text cut to what stands around some terms."""
    parts = text.split()
    if len(parts) <= 2 * AROUND:
        return text
    at = next((n for n, part in enumerate(parts) if words[0] in terms(part)), 0)
    if at < AROUND:
        return shorten(text, 2 * AROUND)
    return text
