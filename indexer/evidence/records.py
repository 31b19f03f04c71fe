"""Records: a pack's structure said in sentences, each with the page's own words behind it.

"Action 4, asked on 22 April 2021: regular updates on the new service. Responsible: Anna
Brown. Due: ongoing." A record is searched, shown and cited as a passage is; its fields
can be filtered by.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from indexer.council.dates import dates_in, spoken_date
from indexer.council.packs import (
    Action,
    Decision,
    DocumentKind,
    EarlierMinutes,
    ForwardPlanEntry,
    Item,
    Minute,
    Pack,
    Page,
    PageKind,
    PdfPage,
    PrintedPage,
    WorkPlanEntry,
)
from indexer.reading.page_text import squash

__all__ = ["Record", "RecordKind", "records_of"]

MOST_FRONT = 8
"""Pages at the beginning of a document on which its front sheet is looked for."""


class RecordKind(StrEnum):
    """What a record tells."""

    MEETING = "meeting"
    CONTACT = "contact"
    MEMBERS = "members"
    ATTENDANCE = "attendance"
    ITEM = "item"
    OFFICER = "officer"
    RECOMMENDATION = "recommendation"
    RESOLUTION = "resolution"
    UNDERTAKING = "undertaking"
    ACTION = "action"
    DECISION = "decision"
    FORWARD_PLAN = "forward plan"
    WORK_PLAN = "work plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing that the structure of a pack tells.

    Attributes:
        kind: what it tells.
        text: as people read it, in sentences.
        fields: its parts by name, as printed: "number", "date", "due", "officer",
            "status", "update", "item", "title", "member", "taker", "reference", "when",
            "committee"; only those that are known.
        pdf_page, printed_page, item: where it stands, in its document.
        quotes: (PDF page, the page's own words); at least one.
        frame: words of `text` that are ours, or stand elsewhere in the document.
    """

    kind: RecordKind
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    pdf_page: PdfPage
    printed_page: PrintedPage | None = None
    item: str | None = None
    quotes: tuple[tuple[PdfPage, str], ...]
    frame: str = ""


def records_of(pack: Pack) -> tuple[Record, ...]:
    """Every record of a pack, in the order of its kinds.

    Args:
        pack: with its pages and their text; what stands on its front sheet is looked for
            there, and is left out where it is not found.
    """
    return tuple(_Records(pack).every())


class _Records:
    """The records of one pack, with its pages by number."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._short = frozenset(short.lower() for short, _ in pack.abbreviations)
        self._pages = {page.pdf_page: page for page in pack.pages}
        self._front = [
            page
            for page in pack.pages[:MOST_FRONT]
            if page.kind in (PageKind.FRONT, PageKind.MINUTES) or page.item is None
        ]

    def every(self) -> Iterator[Record]:
        yield from self._meeting()
        yield from self._contact()
        yield from self._members()
        for item in self._pack.items:
            yield from self._item(item)
        for minutes in self._pack.minutes:
            yield from self._attendance(minutes)
            for minute in minutes.minutes:
                yield from self._minute(minutes, minute)
        for action in self._pack.actions:
            yield from self._action(action)
        for decision in self._pack.decisions:
            yield from self._decision(decision)
        for entry in self._pack.forward_plan:
            yield from self._coming(entry)
        for plan in self._pack.work_plan:
            yield from self._planned(plan)

    def _record(
        self,
        kind: RecordKind,
        text: str,
        quotes: Sequence[tuple[PdfPage, str]],
        *,
        frame: str = "",
        **fields: str | None,
    ) -> Iterator[Record]:
        """A record, if there are words that it stands on; its text ends in one stop."""
        quotes = self._joined(
            [one for page, words in quotes for one in self._standing(page, words)]
        )
        if not quotes:
            return
        first = quotes[0][0]
        page = self._pages.get(first)
        yield Record(
            kind=kind,
            text=_stop(" ".join(text.split())),
            fields={name: " ".join(value.split()) for name, value in fields.items() if value},
            pdf_page=first,
            printed_page=page.printed_page if page else None,
            item=page.item if page else None,
            quotes=tuple(quotes),
            frame=frame,
        )

    # --- the front sheet ---------------------------------------------------------

    def _meeting(self) -> Iterator[Record]:
        meeting = self._pack.meeting
        if meeting.date is None or self._pack.kind is DocumentKind.OTHER:
            return
        day, time = self._dated(meeting.date), meeting.time or ""
        # On many front sheets day and time stand apart, each behind its label.
        quotes = _unique(
            day,
            self._find(time, self._front) if day and time not in day[1] else None,
            self._find(meeting.venue or "", self._front),
        )
        body = _plain_case(meeting.committee or meeting.council or "meeting")
        of = f" of {meeting.council}" if meeting.council and meeting.committee else ""
        at = f" at {meeting.time}" if meeting.time else ""
        place = f", {meeting.venue}" if meeting.venue else ""
        yield from self._record(
            RecordKind.MEETING,
            f"The meeting of the {body}{of} is on {_day(meeting.date)}{at}{place}",
            quotes,
            frame=f"The meeting of the {body}{of} is on {_day(meeting.date)}",
            date=_day(meeting.date),
            committee=meeting.committee,
            title=meeting.venue,
        )

    def _contact(self) -> Iterator[Record]:
        if contact := self._pack.contact:
            quote = self._find(contact, self._front)
            yield from self._record(
                RecordKind.CONTACT,
                f"The contact for these papers is {contact}",
                _unique(quote),
                frame="The contact for these papers is",
                officer=contact,
            )

    def _members(self) -> Iterator[Record]:
        names = self._pack.members
        for page in self._front if names else ():
            if words := _run_of(names, page):
                body = _plain_case(self._pack.meeting.committee or "committee")
                yield from self._record(
                    RecordKind.MEMBERS,
                    f"The members of the {body} are {_listed(names)}",
                    [(page.pdf_page, words)],
                    frame=f"The members of the {body} are and {' '.join(names)}",
                    committee=self._pack.meeting.committee,
                )
                return

    def _item(self, item: Item) -> Iterator[Record]:
        title = _plain_case(item.title, self._short)
        name = f"Item {item.number}, {title}" if item.number else title
        pages = ""
        if item.first_page is not None:
            pages = (
                f" (pages {item.first_page} to {item.last_page})"
                if (item.last_page not in (None, item.first_page))
                else f" (page {item.first_page})"
            )
        first = self._pages.get(item.first_pdf_page) if item.first_pdf_page else None
        own = [first] if first else []
        quotes = _unique(
            self._find(item.title, [*self._front, *own]),
            self._find(item.purpose or "", self._front),
        )
        yield from self._record(
            RecordKind.ITEM,
            f"{_stop(f'{name}{pages}')} {item.purpose or ''}",
            quotes,
            frame=f"{name}{pages}",
            number=item.number,
            title=item.title,
            officer="; ".join(item.officers),
        )
        for officer in item.officers:
            yield from self._record(
                RecordKind.OFFICER,
                f"{name}: the officer of the report is {officer}",
                _unique(self._find(officer, own)),
                frame=f"{name} the officer of the report is",
                item=item.number,
                title=item.title,
                officer=officer,
            )
        for one in item.recommendations:
            yield from self._record(
                RecordKind.RECOMMENDATION,
                f"{name}: the report recommends: {one.text}",
                [(one.pdf_page, one.text)],
                frame=f"{name} the report recommends",
                number=one.number,
                item=item.number,
                title=item.title,
                officer="; ".join(item.officers),
            )

    # --- minutes -----------------------------------------------------------------

    def _attendance(self, minutes: EarlierMinutes) -> Iterator[Record]:
        page = self._pages.get(minutes.first_pdf_page)
        for told, names in (
            ("Present", minutes.present),
            ("In attendance", minutes.in_attendance),
            ("Apologies", minutes.apologies),
        ):
            # "Councillors Ash, Birch and Cole" names none of them as we do.
            words = _run_of(names, page) if page and names else None
            if page and words:
                where = _held(minutes)
                yield from self._record(
                    RecordKind.ATTENDANCE,
                    f"{told} at the meeting{where}: {_listed(names)}",
                    [(page.pdf_page, words)],
                    frame=f"{told} at the meeting{where} and",
                    date=_day(minutes.meeting_date),
                    committee=minutes.committee,
                )

    def _minute(self, minutes: EarlierMinutes, minute: Minute) -> Iterator[Record]:
        body = _plain_case(minutes.committee or "meeting")
        title = _plain_case(minute.title, self._short)
        when = f"On {_day(minutes.meeting_date)} the" if minutes.meeting_date else "The"
        for kind, told, things in (
            (RecordKind.RESOLUTION, "agreed", minute.agreed),
            (RecordKind.UNDERTAKING, "was promised", minute.undertakings),
        ):
            opening = (
                f"{when} {body} {told}, under {title}:" if title else (f"{when} {body} {told}:")
            )
            for one in things:
                yield from self._record(
                    kind,
                    f"{opening} {one.text}",
                    [(one.pdf_page, one.text)],
                    frame=opening,
                    date=_day(minutes.meeting_date),
                    number=minute.number,
                    title=minute.title,
                    committee=minutes.committee,
                )

    # --- tables ------------------------------------------------------------------

    def _action(self, one: Action) -> Iterator[Record]:
        name = f"Action {one.number}" if one.number else "Action"
        asked = f", asked on {_plain_date(one.date)}" if one.date else ""
        yield from self._record(
            RecordKind.ACTION,
            f"{name}{asked}: {_stop(one.recommendation)}"
            + _told(
                ("Responsible", one.officer),
                ("Due", one.target),
                ("Update", one.update),
                ("Status", one.status),
            ),
            one.quotes,
            frame=f"{name}{asked} Responsible Due Update Status",
            number=one.number,
            date=one.date,
            due=one.target,
            officer=one.officer,
            update=one.update,
            status=one.status,
        )

    def _decision(self, one: Decision) -> Iterator[Record]:
        name = f"Decision {one.reference}" if one.reference else "Decision"
        taken = f", taken on {_plain_date(one.date)}" if one.date else ""
        about = f" ({one.description.rstrip('.')})" if one.description else ""
        yield from self._record(
            RecordKind.DECISION,
            f"{name}{taken}{about}: {_stop(one.text)}" + _told(("Member", one.member)),
            one.quotes or [(one.pdf_page, one.text)],
            frame=f"{name}{taken} Member",
            reference=one.reference,
            date=one.date,
            member=one.member,
            title=one.description,
        )

    def _coming(self, one: ForwardPlanEntry) -> Iterator[Record]:
        name = f"Coming decision {one.reference}" if one.reference else "Coming decision"
        yield from self._record(
            RecordKind.FORWARD_PLAN,
            f"{name}: {_stop(one.matter)}"
            + _told(
                ("To be decided by", one.taker),
                ("Due", one.date),
                ("Member", one.member),
            ),
            one.quotes,
            frame=f"{name} To be decided by Due Member",
            reference=one.reference,
            due=one.date,
            taker=one.taker,
            member=one.member,
            title=one.matter,
        )

    def _planned(self, one: WorkPlanEntry) -> Iterator[Record]:
        opening = f"The work plan for {one.when.rstrip('.:')}"
        yield from self._record(
            RecordKind.WORK_PLAN,
            f"{opening}: {'; '.join(one.topics)}",
            one.quotes,
            frame=opening,
            when=one.when,
            due=one.when,
            title="; ".join(one.topics),
        )

    # --- looking for words ---------------------------------------------------------

    def _standing(self, number: PdfPage, words: str) -> list[tuple[PdfPage, str]]:
        """Words of a page; of two, where they run on overleaf; [] where they do not stand."""
        page, following = (self._pages.get(PdfPage(number + n)) for n in (0, 1))
        here = squash(page.text) if page else ""
        parts = words.split()
        if not parts or squash(words) in here:
            return [(number, " ".join(parts))] if parts else []
        overleaf = squash(following.text) if following else ""
        for cut in range(len(parts) - 1, 3, -1):
            rest = squash(" ".join(parts[cut:]))
            if rest in overleaf and squash(" ".join(parts[:cut])) in here:
                return [
                    (number, " ".join(parts[:cut])),
                    (PdfPage(number + 1), " ".join(parts[cut:])),
                ]
        return []

    def _joined(self, quotes: Sequence[tuple[PdfPage, str]]) -> list[tuple[PdfPage, str]]:
        """The quotes, with those joined that stand one behind the other on their page."""
        joined: list[tuple[PdfPage, str]] = []
        for number, words in quotes:
            if joined and joined[-1][0] == number:
                both = f"{joined[-1][1]} {words}"
                page = self._pages.get(number)
                if page and squash(both) in squash(page.text):
                    joined[-1] = (number, both)
                    continue
            joined.append((number, words))
        return joined

    def _find(self, words: str, pages: Iterable[Page]) -> tuple[PdfPage, str] | None:
        """Where words first stand, as they are printed."""
        pattern = re.compile(_words_pattern(words), re.IGNORECASE)
        for page in pages:
            if match := pattern.search(page.text):
                return page.pdf_page, " ".join(match.group().split())
        return None

    def _dated(self, day: dt.date) -> tuple[PdfPage, str] | None:
        """The line of the front sheet on which a day stands, and the next one, for it may
        run on there."""
        for page in self._front:
            lines = page.text.split("\n")
            for at in range(len(lines)):
                words = " ".join(" ".join(lines[at : at + 2]).split())
                if day in dates_in(words) and day not in dates_in("".join(lines[at + 1 : at + 2])):
                    return page.pdf_page, words
        return None


def _unique(*quotes: tuple[PdfPage, str] | None) -> list[tuple[PdfPage, str]]:
    """The quotes that were found, each once."""
    return list(dict.fromkeys(quote for quote in quotes if quote))


def _words_pattern(words: str) -> str:
    """A pattern of the words wherever their lines break; for hardly any, of nothing at all."""
    parts = words.split()
    if sum(character.isalnum() for character in words) < 4:
        return "(?!)"
    return r"[\s,;]*".join(re.escape(part.strip(",;")) for part in parts)


def _plain_date(text: str) -> str:
    """ "22.04.21" as "22 April 2021"; anything else as it is printed."""
    text = text.strip()
    days = [] if any(one.isalpha() or one.isspace() for one in text) else dates_in(text)
    return _day(days[0]) if len(days) == 1 else text.rstrip(".")


def _day(day: dt.date | None) -> str:
    return spoken_date(day) if day else ""


def _run_of(names: Sequence[str], page: Page) -> str | None:
    """The page's words from the line of the first of some people to the last of them; None
    where one is not there."""
    whole = list(map(_words_pattern, names))
    place = _run(whole, page.text)
    if place is None or place[1] - place[0] > 2 * sum(map(len, names)):
        # Not one list of these entries: "Councillors Ash and Birch" tells surnames alone.
        surnames = [rf"(?-i:{re.escape(_surname(name))})" for name in names]
        place = _run(list(map("|".join, zip(whole, surnames, strict=True))), page.text)
    if place is None:
        return None
    return " ".join(page.text[page.text.rfind("\n", 0, place[0]) + 1 : place[1]].split())


def _run(entries: Sequence[str], text: str) -> tuple[int, int] | None:
    """(start, end) of what holds a match of each pattern, best one behind the other."""
    start, end, after = len(text), 0, 0
    for entry in entries:
        pattern = re.compile(rf"(?<!\w)(?:{entry})(?!\w)", re.IGNORECASE)
        match = pattern.search(text, after) or pattern.search(text)
        if match is None:
            return None
        after = match.end()
        start, end = min(start, match.start()), max(end, after)
    return start, end


def _surname(name: str) -> str:
    """The last word of a name, without a post, a role or marks after it."""
    bare = re.split(r"[,;(\[]|\s[-–]\s|\sin\s", name)[0]
    return next(iter(re.findall(r"\w[\w'’-]*", bare)[::-1]), name)


def _held(minutes: EarlierMinutes) -> str:
    """ " of the Streets Committee on 3 June 2021", as far as it is known."""
    of = f" of the {_plain_case(minutes.committee)}" if minutes.committee else ""
    return f"{of} on {_day(minutes.meeting_date)}" if minutes.meeting_date else of


def _told(*pairs: tuple[str, str | None]) -> str:
    return "".join(f" {name}: {_stop(value)}" for name, value in pairs if value)


def _stop(text: str) -> str:
    """The text as the end of a sentence."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", ":")) else f"{text.rstrip(',;')}."


def _listed(names: Sequence[str]) -> str:
    """ "A, B and C"; names that hold commas are parted by semicolons."""
    mark = "; " if any("," in name for name in names) else ", "
    return (
        mark.join(names)
        if len(names) < 2 or mark == "; "
        else (f"{mark.join(names[:-1])} and {names[-1]}")
    )


_SMALL = frozenset("and the of for to in on at by a an or as from with".split())


def _plain_case(title: str, abbreviations: frozenset[str] = frozenset()) -> str:
    """A title in capitals as people write it: "Update on the SEND Strategy"."""
    if not title.isupper():
        return title
    words = [
        word
        if word.strip("()").lower() in abbreviations or not word[:1].isalpha()
        else word.lower()
        if place and word.lower() in _SMALL
        else word.capitalize()
        for place, word in enumerate(title.split())
    ]
    return " ".join(words)
