"""Scope: which papers a question is about, and which places in them it names.

"The next meeting", "last time", "in January", "item 6", "page 93", "appendix 6(a)",
"the June minutes": read by rule from the question's words. Nothing here excludes a
paper that may be seen, but for `Question.documents` and `Question.committee`; the rest
are preferences that `bot.answers.find` weighs.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.answers.answer import Question
from bot.answers.mentions import (
    meant_items,
    named_appendices,
    named_committees,
    named_items,
    named_printed_pages,
)
from indexer.council.bodies import same_committee
from indexer.council.dates import named_months, nearest_days
from indexer.council.packs import EarlierMinutes, Pack, PdfPage
from indexer.index import DocumentCard, Index

__all__ = ["Scope", "find_scope"]

_LAST_TIME = re.compile(
    r"\b(?:last|previous)\s+(?:time|meeting|committee|month)\b|\bwe last met\b|\bthe minutes\b"
    r"|\blast minutes\b",
    re.IGNORECASE,
)
_LAST_PAPERS = re.compile(
    r"\b(?:last|previous)\s+(?:(?:time|meeting|month|committee)(?:['’]?s)?\s+)+"
    r"(?:papers?|packs?|agenda|reports?)\b|\b(?:last|previous)\s+(?:pack|agenda|papers)\b|"
    r"\b(?:papers?|packs?|agenda|reports?)\s+(?:\w+\s+){0,3}(?:at|for|from|to|of)\s+(?:the\s+|our\s+)?"
    r"(?:last|previous)\s+(?:time|meeting|committee)\b",
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
        named_documents: papers of meetings that the question names, by month or date, as
            those of the last meeting, or by their committee.
        named_minutes: (document, first PDF page, last PDF page) of minutes named.
        items, appendices, printed_pages: places that the question names; items by the
            papers' own numbers, or as named where no paper has one of that number.
        months: (month, day, year) that the question names.
        superseded: by document, its pages that another replaces, and which.
        focus: (document, item number) of what was answered before, where the question goes
            on from it.
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
    months: tuple[tuple[int, int | None, int | None], ...] = ()
    superseded: dict[str, dict[PdfPage, str]] = field(default_factory=dict)
    focus: frozenset[tuple[str, str]] = frozenset()

    def card(self, document: str) -> DocumentCard:
        """The card of a document in scope."""
        return next(card for card in self.cards if card.document == document)


def find_scope(
    question: Question,
    index: Index,
    went_to: Callable[[], Mapping[str, Sequence[str]]] = dict,
) -> Scope:
    """Read a question's scope against what is indexed.

    Args:
        went_to: gives every name of the committees that a document is of, beside the one
            on its front sheet: the same paper may go to two.
    """
    today = question.as_of or dt.date.today()
    cards = index.documents(as_of=today)
    if question.documents:
        wanted = {name.removesuffix(".pdf") for name in question.documents}
        cards = [card for card in cards if card.document in wanted]
    if question.committee:
        asked, others = question.committee, went_to()

        def theirs(card: DocumentCard) -> bool:
            names = (card.body, *others.get(card.document, ()))
            return any(same_committee(name, asked) for name in names)

        cards = [card for card in cards if theirs(card)]
    packs = {card.document: index.pack(card) for card in cards}
    coming = [
        card.meeting_date for card in cards if card.meeting_date and card.meeting_date >= today
    ]
    next_date = min(coming) if coming else None
    months = named_months(question.text)
    return Scope(
        today=today,
        cards=tuple(cards),
        packs=packs,
        next_date=next_date,
        next_documents=frozenset(
            card.document
            for card in cards
            if next_date is not None and card.meeting_date == next_date
        ),
        named_documents=frozenset(_named_documents(question.text, months, cards, today)),
        named_minutes=tuple(_named_minutes(question.text, months, packs, next_date, today)),
        items=meant_items(
            named_items(question.text),
            ([item.number for item in pack.items] for pack in packs.values()),
        ),
        appendices=named_appendices(question.text),
        printed_pages=named_printed_pages(question.text),
        months=tuple(months),
        superseded=index.superseded(cards),
    )


def _named_documents(
    text: str,
    months: Sequence[tuple[int, int | None, int | None]],
    cards: Sequence[DocumentCard],
    today: dt.date,
) -> Iterable[str]:
    dated = [(card.meeting_date, card) for card in cards if card.meeting_date]
    days = {day for one in months for day in nearest_days((day for day, _ in dated), one, today)}
    if _LAST_PAPERS.search(text):
        past = [day for day, _ in dated if day < today]
        days |= {max(past)} if past else set()
    committees = {card.committee for card in cards if card.committee}
    named = named_committees(text, committees) if len(committees) > 1 else frozenset()
    for day, card in dated:
        if (days or named) and (not days or day in days) and (not named or card.committee in named):
            yield card.document


def _named_minutes(
    text: str,
    months: Sequence[tuple[int, int | None, int | None]],
    packs: dict[str, Pack],
    next_date: dt.date | None,
    today: dt.date,
) -> list[tuple[str, int, int]]:
    every: list[tuple[str, EarlierMinutes]] = [
        (document, minutes) for document, pack in packs.items() for minutes in pack.minutes
    ]
    dates = [minutes.meeting_date for _, minutes in every if minutes.meeting_date]
    days = {day for one in months for day in nearest_days(dates, one, today)}
    chosen = [(document, minutes) for document, minutes in every if minutes.meeting_date in days]
    if _LAST_TIME.search(text) and not chosen:
        # Those that the coming meeting is asked to agree; where none comes, the latest one's.
        held = [pack.meeting.date for pack in packs.values() if pack.meeting.date and pack.minutes]
        asked = next_date or max(held, default=None)
        chosen = [
            (document, minutes)
            for document, minutes in every
            if packs[document].meeting.date == asked
        ]
    return [
        (document, minutes.first_pdf_page, minutes.last_pdf_page) for document, minutes in chosen
    ]
