"""Scope: which papers a question is about, and which places in them it names.

"The next meeting", "last time", "in January", "item 6", "page 93", "appendix 6(a)",
"the June minutes": read by rule from the question's words. Nothing here excludes a
paper that may be seen, but for `Question.documents` and `Question.committee`; the rest
are preferences that `bot.answers.find` weighs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from bot.answers.answer import Question
from indexer.catalogue import DocumentCard
from indexer.index import Index
from indexer.packs import EarlierMinutes, Pack, PdfPage

__all__ = ["Scope", "find_scope", "named_months"]

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_MONTH = re.compile(
    r"(?:\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    r"\b(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|xmas|christmas)\b"
    r"(?:\s*,?\s*(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_ITEMS = re.compile(r"\bitems?\s+((?:\d{1,2}[a-z]?(?:\s*(?:,|and|&|to|-|–)\s*)?)+)", re.IGNORECASE)
_APPENDIX = re.compile(
    r"\b(?:appendix|app|annexe?)\.?\s*(\d{0,2}\s?\(?[a-z0-9]{1,2}\)?)|\b(\d{1,2}\s?\([a-z]\))",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"\b(?:pages?|pp?\.?)\s*(\d{1,4})(?:\s*(?:-|–|to|and|&)\s*(\d{1,4}))?", re.IGNORECASE
)
_LAST_TIME = re.compile(
    r"\b(?:last|previous)\s+(?:time|meeting|committee|month)\b|\bwe last met\b|\bthe minutes\b"
    r"|\blast minutes\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:compare[ds]?|versus|vs|v|than|since|still|changed?|moved on|used to|these days|now|"
    r"before|both|again|differ(?:ent|ence)?|match|anymore|any more|between)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What may be searched and what is preferred.

    Attributes:
        today: the day that the question is asked on.
        cards: every document that may be searched.
        packs: their structures, by document.
        next_date: of the meeting that is coming, by the papers; None if none is.
        next_documents: the papers of that meeting.
        named_documents: papers of meetings that the question names by month or date.
        named_minutes: (document, first PDF page, last PDF page) of minutes named.
        items, appendices, printed_pages: places that the question names.
        compares: the question sets papers against each other.
        months: (month, day, year) that the question names.
        superseded: by document, its pages that another replaces, and which.
    """

    today: dt.date
    cards: tuple[DocumentCard, ...]
    packs: dict[str, Pack]
    next_date: dt.date | None = None
    next_documents: frozenset[str] = frozenset()
    named_documents: frozenset[str] = frozenset()
    named_minutes: tuple[tuple[str, int, int], ...] = ()
    items: frozenset[str] = frozenset()
    appendices: frozenset[str] = frozenset()
    printed_pages: frozenset[int] = frozenset()
    compares: bool = False
    months: tuple[tuple[int, int | None, int | None], ...] = ()
    superseded: dict[str, dict[PdfPage, str]] = field(default_factory=dict)

    def card(self, document: str) -> DocumentCard:
        """The card of a document in scope."""
        return next(card for card in self.cards if card.document == document)


def named_months(text: str) -> list[tuple[int, int | None, int | None]]:
    """(month, day, year) for each month that a text names; "may" only as a month."""
    found = []
    for match in _MONTH.finditer(text):
        word = match["month"].lower()
        if word == "may" and not (
            match["day"] or match["year"]
            or re.search(r"\b(?:in|since|last|by|from|until|till|for|of|during)\s+$",
                         text[: match.start()].lower())
        ):
            continue
        if word == "mar" and not (match["day"] or match["year"]):
            continue
        month = 12 if word in ("xmas", "christmas") else next(
            number for number, name in enumerate(_MONTHS, start=1) if name.startswith(word[:3])
        )
        found.append((
            month,
            int(match["day"]) if match["day"] else None,
            int(match["year"]) if match["year"] else None,
        ))
    return found


def find_scope(question: Question, index: Index) -> Scope:
    """Read a question's scope against what is indexed."""
    today = question.as_of or dt.date.today()
    cards = index.documents(as_of=today)
    if question.documents:
        wanted = {name.removesuffix(".pdf") for name in question.documents}
        cards = [card for card in cards if card.document in wanted]
    elif question.committee:
        cards = [
            card for card in cards
            if card.committee is None or same_committee(card.committee, question.committee)
        ]
    packs = {card.document: index.pack(card) for card in cards}
    coming = [card.meeting_date for card in cards if card.meeting_date and
              card.meeting_date >= today]
    next_date = min(coming) if coming else None
    months = named_months(question.text)
    return Scope(
        today=today,
        cards=tuple(cards),
        packs=packs,
        next_date=next_date,
        next_documents=frozenset(
            card.document for card in cards
            if next_date is not None and card.meeting_date == next_date
        ),
        named_documents=frozenset(
            card.document for card in cards
            if card.meeting_date and any(_is(card.meeting_date, one) for one in months)
        ),
        named_minutes=tuple(_named_minutes(question.text, months, packs, next_date)),
        items=_items(question.text),
        appendices=frozenset(
            re.sub(r"\s", "", (match[1] or match[2]).lower())
            for match in _APPENDIX.finditer(question.text)
        ),
        printed_pages=_printed_pages(question.text),
        compares=bool(_COMPARES.search(question.text)),
        months=tuple(months),
        superseded=index.superseded(cards),
    )


def same_committee(one: str, other: str) -> bool:
    """Whether two names mean one committee, as people write them."""
    left, right = _plain(one), _plain(other)
    return left == right or left in right or right in left or (
        SequenceMatcher(None, left, right).ratio() > 0.85
    )


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", "", name.lower().replace("&", "and")).split()
    return " ".join(word for word in words if word not in ("the", "committee", "of"))


def _is(day: dt.date, named: tuple[int, int | None, int | None]) -> bool:
    month, number, year = named
    return day.month == month and number in (None, day.day) and year in (None, day.year)


def _named_minutes(
    text: str,
    months: Sequence[tuple[int, int | None, int | None]],
    packs: dict[str, Pack],
    next_date: dt.date | None,
) -> list[tuple[str, int, int]]:
    every: list[tuple[str, EarlierMinutes]] = [
        (document, minutes) for document, pack in packs.items() for minutes in pack.minutes
    ]
    chosen = [
        (document, minutes) for document, minutes in every
        if minutes.meeting_date and any(_is(minutes.meeting_date, one) for one in months)
    ]
    if _LAST_TIME.search(text) and not chosen:
        # Of the coming meeting's pack: the minutes that it is asked to agree.
        latest = [
            (document, minutes) for document, minutes in every
            if next_date is None or packs[document].meeting.date == next_date
        ]
        chosen = latest
    return [
        (document, minutes.first_pdf_page, minutes.last_pdf_page) for document, minutes in chosen
    ]


def _items(text: str) -> frozenset[str]:
    found: set[str] = set()
    for match in _ITEMS.finditer(text):
        numbers = re.findall(r"\d{1,2}[a-z]?", match[1].lower())
        found.update(numbers)
        for first, last in re.findall(r"(\d{1,2})\s*(?:to|-|–)\s*(\d{1,2})", match[1]):
            if 0 < int(last) - int(first) < 20:
                found.update(str(one) for one in range(int(first), int(last) + 1))
    return frozenset(found)


def _printed_pages(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _PAGES.finditer(text):
        first = int(match[1])
        last = int(match[2]) if match[2] else first
        found.update(range(first, last + 1) if 0 <= last - first <= 30 else (first, last))
    return frozenset(found)
