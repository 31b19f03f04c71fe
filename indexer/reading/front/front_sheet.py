"""The front sheet: when and where the meeting is, who is asked to it, and the items.

Councils lay it out differently, but it is always a head (council, committee, day, time, place),
an agenda of numbered items (`indexer.reading.front.agenda`), and notes for those who attend.
Whose meeting it is, `indexer.reading.front.heads` finds as it does for any other paper.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.council.dates import date_in, dates_in
from indexer.council.packs import Item, PdfPage, RawPage
from indexer.reading.front.agenda import (
    AGENDA,
    LONG_NUMBER,
    NUMBER,
    PAGES,
    TIME,
    AgendaLine,
    read_entries,
)
from indexer.reading.front.councils import committee_of
from indexer.reading.front.front_people import (
    MEMBERS_END,
    names_a_day,
    read_contact,
    read_members,
)
from indexer.reading.lines.looks import Look
from indexer.reading.page_text import join_lines, lines_of, plain_words
from indexer.reading.stamps import is_blank, item_stamp, page_number

__all__ = [
    "FrontSheet",
    "announced_ranges",
    "calls_meeting",
    "front_pages",
    "read_front",
    "says_agenda",
]

_PAPER = ("report to", "report of", "report by", "minutes of", "present:", "relevant officer")
"""How a paper's first lines begin."""
_SUPPLEMENT = re.compile(
    r"\bsupplement(?:ary|al)?\b.{0,40}\b(?:agenda|pack|papers?|item)|agenda supplement|"
    r"unavailable when the (?:main )?agenda was|late (?:item|paper|report)s?\b|to follow (?:item"
    r"|paper)|marked ['\"]?to follow",
    re.I | re.S,
)
_SUMMONS = re.compile(
    r"\b(?:summoned|invited|requested) to attend\b|\bmeeting\b[^.]{0,160}\bwill be held\b", re.I
)
"""How a meeting is called that is yet to come."""
_SUMMONS_LINES, _HEAD_LINES = 12, 6
_HELD_IN = re.compile(
    r"^(?:(?:to be held )?(?:in|at)\s+(?:the\s+)?|venue\s*:\s*|place\s*:\s*|location\s*:\s*"
    r"|held (?:in|at)\s+)(?P<venue>\S.*)",
    re.I,
)
_AFTER_TIME = re.compile(
    r"(?:a\.?m\.?|p\.?m\.?|noon|\d{4})[\s,.-]+(?:[Ii]n|[Aa]t)\s+(?:the\s+)?(?P<venue>[A-Z].*)"
)
"""The place after the day or time: "Thursday 3 July 2025 at 6.00 pm in Committee Room A"."""
_AFTER_PLACE = re.compile(
    r"(?<![,\s])[,\s]+(?:(?:commencing|starting|followed|for the (?:purpose|transaction)|on \w+day)\b"
    rf"|at (?={TIME.pattern}))",
    re.I,
)
_MOVED = frozenset("rearranged rescheduled postponed originally previously".split())
"""Of a day on which the meeting was to be."""
_PLACES = frozenset(
    "room hall chamber suite house centre center office offices building street road teams zoom "
    "virtual online remote theatre library civic guildhall".split()
)
_PUBLISHED = re.compile(
    r"(?:date of (?:publication|issue|despatch|agenda publication)|published(?: on)?"
    r"|issued(?: on)?|"
    r"(?:agenda )?publication date|dated?|despatched(?: on)?|agenda published)\s*:?\s*",
    re.I,
)
_INFORMS = ("information", "attend", "accessib")
"""How a word begins in a heading over notes for those who attend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontSheet:
    """What the front sheet says, None where it does not; `committee` is from the file's metadata."""

    pages: int = 0
    committee: str | None = None
    date: dt.date | None = None
    time: str | None = None
    venue: str | None = None
    members: tuple[str, ...] = ()
    contact: str | None = None
    published: dt.date | None = None
    venue_information: str | None = None
    entries: tuple[Item, ...] = ()
    supplement: bool = False
    warnings: tuple[str, ...] = ()


# --- where the front sheet ends ----------------------------------------------


def announced_ranges(pages: Sequence[RawPage]) -> tuple[tuple[int, int], ...]:
    """The ``(Pages 15 - 92)`` of the first pages, as printed numbers in order."""
    found: list[tuple[int, int]] = []
    for page in pages:
        for match in re.finditer(rf"\(\s*{PAGES}\s*\)", page.text, re.I):
            first = int(match["first"])
            last = int(match["last"] or first)
            if first <= last and (not found or first >= found[-1][0]):
                found.append((first, last))
    return tuple(found)


def front_pages(
    pages: Sequence[RawPage],
    outline: Sequence[tuple[int, str, PdfPage]],
    *,
    agenda: bool | None = None,
) -> int:
    """How many pages at the start are the agenda itself; 0 if the document has none.

    The agenda goes on to the page before the first that bears a page stamp or an
    item's stamp, or that an item's bookmark leads to. Whether there is one, `agenda` says where
    it is known, else the words of the first pages.
    """
    stamped = _first_stamped(pages)
    marked = next(
        (
            page
            for _, title, page in outline
            if page > 1 and title.strip().lower().removeprefix("item").strip()[:1].isdigit()
        ),
        None,
    )
    ends = [end for end in (stamped, marked) if end is not None and end > 1]
    if agenda is None:  # a summons alone does not say where it ends
        headed = any(
            line.lower().startswith("agenda") and not item_stamp(line)
            for page in pages[:2]
            for line in lines_of(page.text)
        )
        agenda = says_agenda(pages[:4]) or (bool(ends) and (headed or calls_meeting(pages[0].text)))
    if not agenda:
        return 0
    opened = (page.pdf_page for page in pages[1:] if _opens_paper(page.text))
    return min(ends, default=0) - 1 if ends else next(opened, len(pages) + 1) - 1


def _first_stamped(pages: Sequence[RawPage]) -> int | None:
    front_stamped = False
    for page in pages:
        lines = [line for line in lines_of(page.text) if line]
        tail = lines[-4:]
        stamps = (line for line in tail + lines[:2] if line.lower().startswith("agenda"))
        if any(map(item_stamp, stamps)):
            return page.pdf_page
        numbers = [page_number(line) for line in tail]
        number = numbers[-1][1] if numbers and numbers[-1] else None
        if page.pdf_page == 1:
            front_stamped = number == 1
        # A "Page 1" above another number, or after an agenda that is stamped, is a paper's own.
        elif number in (None, 1) and not front_stamped and ("page", 1) in numbers[-2:]:
            return page.pdf_page
    return None


def _opens_paper(text: str) -> bool:
    lines = [line for line in lines_of(text) if line][:6]
    # An agenda that goes on overleaf goes on with an item.
    for number in (NUMBER, LONG_NUMBER) if lines else ():
        first = number.fullmatch(lines[0])
        sure = first and (number is NUMBER or first["mark"] or "/" in first["number"])
        if first and sure and first["rest"]:
            return False
    return any(line.lower().startswith(_PAPER) for line in lines)


def calls_meeting(text: str) -> bool:
    """Does a page call a meeting that is yet to come, and number what is to be done there?"""
    lines = [line for line in lines_of(text) if line]
    named = any(line.lower().endswith(" agenda") for line in lines[:_HEAD_LINES])
    head = join_lines(lines[:_SUMMONS_LINES])
    called = (named or _SUMMONS.search(head)) and (names_a_day(head) or date_in(head))
    return bool(called) and any(NUMBER.fullmatch(line) for line in lines)


def says_agenda(pages: Sequence[RawPage]) -> bool:
    """Do a document's first pages say that it opens with an agenda?"""
    head = "\n".join(page.text for page in pages[:2])
    lines = [line for page in pages for line in lines_of(page.text)]
    opening = [line for line in lines[:60] if line]
    return (
        ("public document pack" in head.lower() and not _opens_paper(pages[0].text))
        or any(AGENDA.fullmatch(line) for line in lines)
        or bool(announced_ranges(pages))
        or bool(_SUPPLEMENT.search(head) and any(NUMBER.fullmatch(line) for line in opening))
    )


# --- reading it -----------------------------------------------------------------


def read_front(
    pages: Sequence[RawPage],
    looks: Mapping[PdfPage, Mapping[int, Look]],
    *,
    skip: Mapping[PdfPage, frozenset[int]],
    title: str = "",
    subject: str = "",
    total: int = 0,
) -> FrontSheet:
    """Understand the front sheet.

    Args:
        pages: the front pages only.
        looks: of their lines, where known.
        skip: the lines of each page that are stamps.
        title, subject: of the PDF's metadata, which ModernGov fills with the
            committee, the day and the time.
        total: how many pages the whole document has.
    """
    lines = [
        AgendaLine(text, looks.get(page.pdf_page, {}).get(index))
        for page in pages
        if not is_blank(page)
        for index, text in enumerate(lines_of(page.text))
        if text
        and index not in skip.get(page.pdf_page, frozenset())
        and text.lower() != "public document pack"
    ]
    if not lines:
        return FrontSheet(pages=len(pages))
    entries, first, last, missing = read_entries(lines, total)
    head = [line.text for line in (lines[:first] if entries else lines)]
    tail = [line.text for line in lines[last:]] if entries else []
    when, where = _when_and_where(head)
    committee, date, time = _from_metadata(title, subject)
    supplement = bool("supplement" in title.lower() or _SUPPLEMENT.search("\n".join(head)))
    # A supplement lists only the items that it has papers for.
    warnings = [] if supplement else missing
    if when[0] and date and when[0] != date:
        warnings.append(
            f"The front sheet says {when[0].isoformat()}, the file's title "
            f"{date.isoformat()}: the front sheet is followed."
        )
    date = when[0] or date
    return FrontSheet(
        pages=len(pages),
        committee=committee,
        date=date,
        time=when[1] or time,
        venue=where,
        members=read_members(head) or read_members(tail),
        contact=read_contact([line.text for line in lines]),
        published=_published(head, tail, date),
        venue_information=_information(tail),
        entries=entries,
        supplement=supplement,
        warnings=tuple(warnings),
    )


# --- head ------------------------------------------------------------------------


def _from_metadata(title: str, subject: str) -> tuple[str | None, dt.date | None, str | None]:
    """ModernGov writes "(Public Pack)Agenda Document for Cabinet, 30/01/2025 10:00"."""
    for text in (subject, title):
        match = re.fullmatch(
            r"(?:.*\b(?:document|supplement|pack|agenda|minutes|papers?)\s+for\s+|.*\))?"
            r"(?P<committee>[^()]*?),\s*(?P<date>\d{1,2}/\d{1,2}/\d{4})"
            r"(?:\s+(?P<time>\d{1,2}:\d{2}))?\s*",
            text,
            re.I | re.S,
        )
        if match:
            return match["committee"].strip() or None, date_in(match["date"]), match["time"]
    return None, None, None


def _when_and_where(head: Sequence[str]) -> tuple[tuple[dt.date | None, str | None], str | None]:
    """((date, time), venue) of the meeting from the head's lines."""
    ranks = {
        at: 2 * names_a_day(text)
        + 2 * bool(TIME.search(join_lines(head[at : at + 3])))
        - 3 * bool(_PUBLISHED.match(text))
        - 3 * (not _MOVED.isdisjoint(plain_words(text)))
        for at, text in enumerate(head)
        if dates_in(text) or (names_a_day(text) and dates_in(join_lines(head[at : at + 2])))
    }
    at = max(ranks, key=ranks.__getitem__, default=0)
    if ranks.get(at, 0) < 1:
        return (None, None), _venue(head, 0)
    near = [*head[at : at + 4], *head[max(0, at - 3) : at][::-1]]
    time = next((" ".join(m["time"].split()) for text in near if (m := TIME.search(text))), None)
    if time and time.isupper():
        time = time.lower()
    return (date_in(join_lines(head[at : at + 2])), time), _venue(head, at)


def _venue(head: Sequence[str], at: int) -> str | None:
    for start in [*range(at, min(at + 7, len(head))), *range(0, at)]:
        i, text = start, head[start]
        if text.lower().rstrip(" :") in ("venue", "place", "location") and i + 1 < len(head):
            i += 1
            text = f"Venue: {head[i]}"
        match = _HELD_IN.match(text) or _AFTER_TIME.search(text)
        if match is None or TIME.match(match["venue"]) or date_in(match["venue"]):
            continue
        venue = match["venue"]
        if ends := _AFTER_PLACE.search(venue):
            venue = venue[: ends.start()]
        for following in head[i + 1 : i + 3]:
            if not venue.endswith(",") and not _goes_on(following):
                break
            venue = join_lines([venue, following])
        labelled = text.lower().startswith(("venue", "place", "location"))
        if labelled or "," in venue or _is_place(venue):
            return venue.rstrip(" .")
    for i in range(at + 1, min(at + 4, len(head))):
        text = head[i]
        if (
            _is_place(text)
            and len(text) < 120
            and not (AGENDA.fullmatch(text) or committee_of([text]))
            and "members" not in text.lower().split()
        ):
            return text.rstrip(" .")
    return None


def _is_place(text: str) -> bool:
    return not _PLACES.isdisjoint(plain_words(text))


def _goes_on(line: str) -> bool:
    """The line is more of the address above it."""
    return _is_place(line) and not (
        len(line) >= 80
        or AGENDA.fullmatch(line)
        or MEMBERS_END.match(line)
        or names_a_day(line)
        or NUMBER.fullmatch(line)
        or line.endswith((".", ";"))
        or "to:" in line.lower()
    )


def _published(head: Sequence[str], tail: Sequence[str], meeting: dt.date | None) -> dt.date | None:
    """The day that the agenda went out: named as such, or a date alone before the meeting's."""
    for text in [*head, *tail]:
        if match := _PUBLISHED.match(text):
            date = date_in(text[match.end() :])
            if date and (meeting is None or date < meeting):
                return date
    for text in [*head[:25], *tail]:
        date = date_in(text)
        if (
            date
            and meeting
            and dt.timedelta(0) < meeting - date <= dt.timedelta(days=60)
            and len(text) <= 32
            and not TIME.search(text)
        ):
            return date
    return None


def _information(tail: Sequence[str]) -> str | None:
    """The notes on the venue and on attending, as one text."""
    begin = next((i for i, text in enumerate(tail) if _informs(text)), len(tail))
    return join_lines(tail[begin:]) or None


def _informs(line: str) -> bool:
    words = plain_words(line)
    named = len(words) <= 6 and any(word.startswith(_INFORMS) for word in words)
    return named and {"contact", "further", "more"}.isdisjoint(words)
