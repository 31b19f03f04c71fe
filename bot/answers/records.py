"""What a pack's structure answers: who, when, what are we asked, what was agreed, what is
outstanding, what is coming.

A question's kind is read from its words by rules that know councils and no particular
paper. The rules choose *which* records of the structure are candidates (all tracker rows
still open, everything agreed at the June meeting, the work plan's February); where a
topic must be matched, nearness in meaning and shared words do that.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.progress import LATE, is_complete, is_late
from bot.answers.scope import Scope, named_months
from indexer.catalogue.terms import terms
from indexer.council.bodies import same_committee
from indexer.packs import Action, Item, Pack, PdfPage

__all__ = ["Kind", "Record", "kinds_of", "records_for"]


class Kind(StrEnum):
    """What a question is after, where structure can tell."""

    ACTIONS = "actions"
    AGREED = "agreed"
    ASKED = "asked"
    WORK_PLAN = "work plan"
    DECIDED = "decisions taken"
    COMING_DECISIONS = "coming decisions"
    MEMBERS = "members"
    CONTACT = "contact"
    MEETING = "meeting"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line that structure gives.

    Attributes:
        text: as people read it.
        document: where it stands.
        quotes: (PDF page, the page's own words), at least one.
        cells: parts of `text` that may stand apart on those pages, where a table's
            columns were printed one after the other.
        frame: words of `text` that are the table's or the front sheet's, not the row's.
    """

    text: str
    document: str
    quotes: tuple[tuple[PdfPage, str], ...]
    cells: tuple[str, ...] = ()
    frame: str = ""


_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.ACTIONS,
         r"\btrackers?\b|\boutstanding (?:action|recommendation|item)|\boverdue\b|"
         r"\bactions?\b.{0,40}"
         r"\b(?:due|open|outstanding|complete|late|slipp(?:ed|ing)|missed|left|still)\b|"
         r"\b(?:due|open|outstanding|complete|late|missed|still|our|any)\b.{0,25}\bactions?\b|"
         r"\bstill (?:waiting (?:for|on)|owed|owe)\b|\bow(?:e|es|ed|ing) us\b|"
         r"\bwhat(?:'s| is) still open\b|\brecommendations? (?:is|are) still\b|"
         r"\brecommendations? (?:that are|which are|still|not yet|been) |"
         r"\bticked off\b|\bchas(?:e|ing) up\b|"
         r"\b(?:we|the committee|members) (?:asked|requested)\b.{0,40}"
         r"\b(?:happen|done|arrive|turn up|come back|materiali)"),
        (Kind.AGREED,
         r"\b(?:did|have|had) (?:we|the committee|members|you|they|it|scrutiny)\b.{0,60}"
         r"\b(?:agree|decide|resolve|ask|request|sign(?:ed)? off|approve|recommend|say)|"
         r"\b(?:we|committee|members) (?:agreed|decided|resolved|asked for|requested|approved|"
         r"recommended|signed off)\b|\bwhat was (?:agreed|decided|resolved|approved)\b|"
         r"\bresolutions?\b"),
        (Kind.ASKED,
         r"\b(?:are|is|were) (?:we|members|the committee|i)\b.{0,30}\b(?:asked|expected|supposed|"
         r"meant|deciding|voting|approving|noting)\b|\bwe'?re (?:being )?asked\b|"
         r"\basked to (?:decide|do|approve|note|agree|consider)\b|"
         r"\bwhat(?:'s| is| are) the recommendations?\b|\bto decide\b|\bdecide or note\b|"
         r"\bjust (?:to )?note\b|\bwhat do (?:we|they) want from us\b"),
        (Kind.WORK_PLAN,
         r"\bwork ?plan\b|\bwork programme\b|\blined up\b|\bon the cards\b|\bscheduled for\b|"
         r"\bplanned for\b|\bcoming up (?:in|at|next)\b|\bwhen (?:are|do|will) we "
         r"(?:look|discuss|get|see|consider|review|hear|next)"),
        (Kind.DECIDED,
         r"\b(?:been|got|get|was|were) (?:decided|approved|signed off|given the go[- ]ahead)\b|"
         r"(?<!after )(?<!since )(?<!once )(?<!when )(?<!the )"
         r"\b(?:the )?(?:exec|executive|cabinet|cabinet members?|leader|portfolio holders?)\b"
         r".{0,25}"
         r"\b(?:decided|approved|agreed|resolved|signed off|ok'?d|okayed)\b|"
         r"\bdecisions? (?:taken|made|since)\b"),
        (Kind.COMING_DECISIONS,
         r"\bforward plan\b|\bcoming up for (?:a )?decision\b|\bkey decisions?\b|"
         r"\b(?:executive|cabinet)\b.{0,30}\b(?:decide|deciding|decisions?|to approve|due to)"),
        (Kind.MEMBERS,
         r"\bwho(?:'s| is| are|'re| has)\b.{0,30}\b(?:on|sits? on|come on|gone off|joined|left|"
         r"members? of) (?:the |this |our )?(?:committee|panel|board)\b|"
         r"\b(?:new|committee) members?(?:hip)?\b|\bwho(?:'s| has| is) (?:joined|left|come on)\b"),
        (Kind.CONTACT,
         r"\bwho (?:do|should|can|would) (?:i|we)\b.{0,20}\b(?:ring|call|phone|contact|email|"
         r"e-mail|speak|talk|get hold)\b|\bcontact (?:details|officer)\b|"
         r"\bwho(?:'s| is) (?:the|our) clerk\b|\b(?:clerk|agenda)(?:'s)? (?:number|email|phone)"),
        (Kind.MEETING,
         r"\b(?:when|where|what time|which room|what day)\b.{0,25}\b(?:is|'s|does|do|are)?\b.{0,20}"
         r"\b(?:meeting|we meet|committee (?:meet|start|on)|it start|venue)\b"),
        (Kind.OFFICER,
         r"\b(?:who|which officer)\b.{0,25}\b(?:present(?:s|ing)?|wrote|author|report officer|"
         r"relevant officer|report'?s? author|behind the report|leads? on the report)\b|"
         r"\b(?:who|which|whose)\b.{0,20}\b(?:officer|responsible|in charge)\b.{0,50}"
         r"\b(?:report|paper|item)\b"),
    )
)


def kinds_of(question: str) -> list[Kind]:
    """The kinds of record that a question may be after, in the order of the rules."""
    return [kind for kind, pattern in _RULES if pattern.search(question)]


def records_for(
    question: str,
    scope: Scope,
    *,
    asked: str,
    nearness: Callable[[str, Sequence[str]], list[float]],
    front_text: Callable[[str], dict[PdfPage, str]],
) -> list[Record]:
    """The records that answer a question, best first; [] where structure does not answer.

    Args:
        question: as it was typed, made whole.
        asked: the same with the papers' abbreviations written out.
        nearness: how near each of some texts is to a question in meaning, as cosines.
        front_text: gives the texts of a document's front pages.
    """
    if not _known_items(scope):
        return []
    ask = _Ask(question, asked, scope, nearness, front_text)
    for kind in kinds_of(question):
        found = _GATHER[kind](ask)
        if found:
            return found
    return []


def _known_items(scope: Scope) -> bool:
    """Whether the papers have one of the items that the question names, if it names any:
    another item's record must not stand in for one that they do not have."""
    if not scope.items:
        return True
    numbers: set[str] = set()
    for pack in scope.packs.values():
        numbers.update(item.number.lower() for item in pack.items)
        # "Item 12 of the tracker", "item 4 of the minutes".
        numbers.update(action.number.lower() for action in pack.actions)
        numbers.update(one.number.lower() for minutes in pack.minutes for one in minutes.minutes)
    return bool(scope.items & numbers)


WORDS_COUNT = 0.4
"""What sharing all of the question's words adds to a cosine: names and numbers decide
between records that are alike in meaning."""

LEAST = 0.45
"""A record with less is not on the question's topic."""


@dataclass(frozen=True, slots=True)
class _Ask:
    question: str
    asked: str
    scope: Scope
    nearness: Callable[[str, Sequence[str]], list[float]]
    front: Callable[[str], dict[PdfPage, str]]

    def scores(self, texts: Sequence[str]) -> list[float]:
        """How well each text fits the question's topic."""
        if not texts:
            return []
        asked = set(terms(self.asked))
        return [
            cosine + WORDS_COUNT * len(asked & set(terms(text))) / max(1, len(asked))
            for cosine, text in zip(self.nearness(self.asked, texts), texts, strict=True)
        ]

    def best(self, texts: Sequence[str]) -> int | None:
        """The place of the text nearest to the question; None if none is near."""
        scores = self.scores(texts)
        if not scores or max(scores) < LEAST:
            return None
        return max(range(len(scores)), key=scores.__getitem__)

    def matching(
        self, records: Sequence[Record], *, keep: int, drop: float
    ) -> list[Record]:
        """The records nearest to the question, within `drop` of the best."""
        scores = self.scores([one.text for one in records])
        if not scores:
            return []
        floor = max(LEAST, max(scores) - drop)
        ranked = sorted(zip(scores, records, strict=True), key=lambda pair: -pair[0])
        return [record for score, record in ranked[:keep] if score >= floor]


# --- which papers ----------------------------------------------------------------


def _packs(scope: Scope) -> list[Pack]:
    """Papers of the meetings named, else of the coming one, else of the latest."""
    for documents in (scope.named_documents, scope.next_documents):
        if documents:
            return [scope.packs[document] for document in sorted(documents)]
    dated = [pack for pack in scope.packs.values() if pack.meeting.date]
    latest = max((pack.meeting.date for pack in dated if pack.meeting.date), default=None)
    return [pack for pack in dated if pack.meeting.date == latest]


def _next_packs(scope: Scope) -> list[Pack]:
    """Papers of the coming meeting, else of the latest."""
    chosen = [scope.packs[document] for document in sorted(scope.next_documents)]
    return chosen or _packs(scope)


# --- the tracker -------------------------------------------------------------------

_WANTS_COMPLETE = re.compile(
    r"\bticked off\b|\bcomplet\w*\b|\bdone\b|\bfinished\b|\bclosed\b|\bsigned off\b", re.IGNORECASE
)
_WANTS_OPEN = re.compile(
    r"\bopen\b|\boutstanding\b|\bnot (?:yet )?(?:done|complete)|"
    r"\bow(?:e|es|ed)\b|\bwaiting\b|\bstill\b|\bleft\b",
    re.IGNORECASE,
)
_WANTS_LATE = re.compile(
    rf"\b(?:overdue|{LATE}|been missed|actions? (?:(?:is|was|has|have) )?missed)\b|"
    r"\blate\b(?=\W*$|[?!.,;]|\s+(?:on|with|actions?|recommendations?|responses?|and|or|now|by)\b)",
    re.IGNORECASE,
)
_WANTS_NOT_LATE = re.compile(
    r"(?:\bnot|n['’]t|\bno longer|\bnever)\s+(?:yet\s+|been\s+)?"
    rf"(?:overdue|late|missed|{LATE})\b",
    re.IGNORECASE,
)
_NO_TOPIC = frozenset(terms(
    "overdue late slipped slipping missed behind schedule past due target deadline deadlines date "
    "action actions recommendation recommendations tracker log list report reports anything "
    "everything something item items committee panel council show tell running yet now still"
))
_WANTS_LIST = re.compile(r"\b(?:which|what|any|list|all|how many)\b|\bwhat's\b", re.IGNORECASE)


def _actions(ask: _Ask) -> list[Record]:
    every = [
        (pack.document, action) for pack in _next_packs(ask.scope) for action in pack.actions
    ]
    if not every:
        return []
    chosen = every
    filtered = False
    months = ask.scope.months
    if _WANTS_LATE.search(ask.question):
        late = [pair for pair in every if is_late(pair[1], ask.scope.today)]
        return [] if _WANTS_NOT_LATE.search(ask.question) else _late_records(ask, late)
    if _WANTS_OPEN.search(ask.question):
        chosen = [pair for pair in chosen if not is_complete(pair[1])]
        filtered = True
    elif _WANTS_COMPLETE.search(ask.question):
        done = [pair for pair in chosen if is_complete(pair[1])]
        # "To be reported at the 27 January meeting": about to be ticked off.
        reported = [pair for pair in chosen if months and _names_month(pair[1].update, months)]
        chosen = reported or done
        filtered = True
    if months and filtered:
        due = [pair for pair in chosen if _names_month(pair[1].target, months)]
        chosen = due or chosen
    records = [_action_record(document, action) for document, action in chosen]
    if filtered and _WANTS_LIST.search(ask.question) and len(records) <= 8:
        return records
    return ask.matching(records, keep=3, drop=0.08)


def _late_records(
    ask: _Ask, late: Sequence[tuple[str, Action]]
) -> list[Record]:
    """All that are overdue where a list is asked for or no topic is named; else those of
    them that name the topic: another action is not what was asked about."""
    months = ask.scope.months
    late = [pair for pair in late if months and _names_month(pair[1].target, months)] or late
    records = [_action_record(*pair) for pair in late]
    topic = set(terms(ask.question)) - _NO_TOPIC
    if topic and not _WANTS_LIST.search(ask.question):
        records = [
            record for record in records if 2 * len(topic & set(terms(record.text))) >= len(topic)
        ]
    return records if len(records) <= 8 else ask.matching(records, keep=3, drop=0.08)


def _names_month(
    text: str | None, months: Iterable[tuple[int, int | None, int | None]]
) -> bool:
    named = {(month, year) for month, _, year in named_months(f"by {text or ''}")}
    return any(
        month == wanted and (year is None or asked is None or year == asked)
        for wanted, _, asked in months
        for month, year in named
    )


def _action_record(document: str, action: Action) -> Record:
    details = [
        f"{name}: {value}"
        for name, value in (
            ("target", action.target), ("officer", action.officer), ("update", action.update),
            ("status", action.status),
        )
        if value
    ]
    return Record(
        text=f"{action.recommendation.rstrip('.')} ({'; '.join(details)})"
        if details else action.recommendation,
        document=document,
        quotes=action.quotes,
        cells=_cells(action.recommendation, action.target, action.officer, action.update),
        frame="target officer update status",
    )


# --- minutes -------------------------------------------------------------------------


def _agreed(ask: _Ask) -> list[Record]:
    named = set(ask.scope.named_minutes)
    groups: list[tuple[str, list[Record]]] = []
    for document, pack in ask.scope.packs.items():
        for minutes in pack.minutes:
            place = (document, minutes.first_pdf_page, minutes.last_pdf_page)
            if (place not in named) if named else (pack not in _next_packs(ask.scope)):
                continue
            for minute in minutes.minutes:
                if minute.agreed:
                    groups.append((
                        f"{minute.title}. " + " ".join(one.text for one in minute.agreed),
                        [
                            Record(
                                text=one.text, document=document,
                                quotes=((one.pdf_page, one.text),),
                            )
                            for one in minute.agreed
                        ],
                    ))
    best = ask.best([text for text, _ in groups])
    return [] if best is None else groups[best][1]


# --- reports ---------------------------------------------------------------------------


def _asked(ask: _Ask) -> list[Record]:
    items: list[tuple[str, Item]] = [
        (pack.document, item) for pack in _packs(ask.scope) for item in pack.items
        if item.recommendations
    ]
    if ask.scope.items:
        items = [pair for pair in items if pair[1].number.lower() in ask.scope.items]
    elif len(items) > 1:
        best = ask.best([f"{item.title}. {item.purpose or ''}" for _, item in items])
        items = [] if best is None else [items[best]]
    return [
        Record(
            text=f"Item {item.number}: {one.text}" if len(items) > 1 else one.text,
            document=document,
            quotes=((one.pdf_page, one.text),),
            frame=f"Item {item.number}",
        )
        for document, item in items
        for one in item.recommendations
    ]


def _officer(ask: _Ask) -> list[Record]:
    items = [
        (pack.document, item) for pack in _packs(ask.scope) for item in pack.items
        if item.officers and item.first_pdf_page
    ]
    if ask.scope.items:
        items = [pair for pair in items if pair[1].number.lower() in ask.scope.items]
    records = [
        Record(
            text=officer, document=document,
            quotes=((item.first_pdf_page or PdfPage(1), officer),),
        )
        for document, item in items
        for officer in item.officers
    ]
    if ask.scope.items or not records:
        return records
    best = ask.best([item.title for _, item in items for _ in item.officers])
    return [] if best is None else [records[best]]


# --- plans -----------------------------------------------------------------------------


def _work_plan(ask: _Ask) -> list[Record]:
    entries = [(pack.document, one) for pack in _next_packs(ask.scope) for one in pack.work_plan]
    if ask.scope.months:
        named = [pair for pair in entries if _names_month(pair[1].when, ask.scope.months)]
        if named:
            return [
                Record(
                    text=f"{one.when}: {'; '.join(one.topics)}", document=document,
                    quotes=one.quotes, cells=one.topics, frame=one.when,
                )
                for document, one in named
            ]
    records = [
        Record(
            text=f"{one.when}: {topic}", document=document, quotes=one.quotes, cells=(topic,),
            frame=one.when,
        )
        for document, one in entries
        for topic in one.topics
    ]
    return ask.matching(records, keep=2, drop=0.05)


def _coming(ask: _Ask) -> list[Record]:
    records = [
        Record(
            text=one.matter + _details(
                ("date", one.date), ("reference", one.reference), ("decision taker", one.taker),
                ("member", one.member),
            ),
            document=pack.document, quotes=one.quotes,
            cells=_cells(one.matter, one.date, one.taker, one.member),
            frame="date reference decision taker member",
        )
        for pack in _next_packs(ask.scope) for one in pack.forward_plan
    ]
    return ask.matching([*records, *_taken(ask)], keep=2, drop=0.06)


def _decided(ask: _Ask) -> list[Record]:
    return ask.matching(_taken(ask), keep=2, drop=0.06)


def _taken(ask: _Ask) -> list[Record]:
    return [
        Record(
            text=one.text + _details(
                ("date", one.date), ("reference", one.reference), ("member", one.member)
            ),
            document=pack.document, quotes=one.quotes, cells=_cells(one.text, one.date, one.member),
            frame="date reference member",
        )
        for pack in _next_packs(ask.scope) for one in pack.decisions
    ]


def _cells(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _details(*pairs: tuple[str, str | None]) -> str:
    told = "; ".join(f"{name}: {value}" for name, value in pairs if value)
    return f" ({told})" if told else ""


# --- the front sheet ---------------------------------------------------------------------


def _members(ask: _Ask) -> list[Record]:
    packs = [pack for pack in ask.scope.packs.values() if pack.members and pack.meeting.date]
    packs.sort(key=lambda pack: pack.meeting.date or dt.date.min)
    changes = ask.scope.compares or re.search(
        r"\b(?:come|gone|joined|left|new|change)", ask.question, re.IGNORECASE
    )
    chosen = packs[-2:] if changes else packs[-1:]
    lists = []
    for pack in chosen:
        place = _span(pack.members, ask.front(pack.document))
        if place is None:
            return []
        lists.append((pack, place))
    records = [
        Record(
            text=f"{pack.meeting.date:%-d %B %Y}: {place[1]}",
            document=pack.document, quotes=(place,),
            frame=f"{pack.meeting.date:%-d %B %Y}",
        )
        for pack, place in lists
    ]
    return records[::-1]


def _span(names: Sequence[str], pages: dict[PdfPage, str]) -> tuple[PdfPage, str] | None:
    """The run of a front page that holds all of the names, from first to last."""
    for pdf_page, text in pages.items():
        ends = []
        for name in names:
            match = re.search(rf"\b{re.escape(name.split()[-1])}\b", text)
            if match is None:
                break
            ends.append((match.start(), match.end()))
        else:
            start = min(first for first, _ in ends)
            end = max(last for _, last in ends)
            line = text.rfind("\n", 0, start) + 1
            return pdf_page, " ".join(text[line:end].split())
    return None


def _contact(ask: _Ask) -> list[Record]:
    from bot.answers.check import standing

    for pack in _next_packs(ask.scope):
        if pack.contact is None:
            continue
        for pdf_page, text in ask.front(pack.document).items():
            words = standing(pack.contact, text)
            if words:
                return [Record(text=words, document=pack.document, quotes=((pdf_page, words),))]
    return []


_PAST = re.compile(r"\b(?:was|were|did|had|last|previous)\b", re.IGNORECASE)
_NEXT = re.compile(r"\b(?:next|coming|upcoming|forthcoming)\b", re.IGNORECASE)
_NEXT_TITLE = re.compile(
    r"(?:to (?:note|agree|confirm|fix|set|consider|receive)\s+)?(?:the\s+)?"
    r"(?:(?:provisional|proposed)\s+)?(?:(?:dates?|days?|times?|venues?|places?|and|,|&|/)\s*)*"
    r"(?:of\s+|for\s+)?(?:the\s+|our\s+)?(?:next|future|forthcoming)\s+"
    r"(?P<body>(?:[\w&'’-]+\s+){0,6}?)meetings?\b",
    re.IGNORECASE,
)


def _meeting(ask: _Ask) -> list[Record]:
    packs = _packs(ask.scope)
    if _NEXT.search(ask.question) or not (ask.scope.months or _PAST.search(ask.question)):
        # "When is the meeting?" means one that is to come.
        coming = [
            (pack.meeting.date, pack.document, pack) for pack in packs
            if pack.meeting.date and pack.meeting.date >= ask.scope.today
        ]
        if not coming:
            return _announced(ask)
        first = min(coming)[0]
        packs = [pack for day, _, pack in coming if day == first]
    return _from_notice(ask, packs)


def _from_notice(ask: _Ask, packs: Sequence[Pack]) -> list[Record]:
    """When and where a meeting is, as the front sheet of its papers says."""
    from bot.answers.check import standing

    for pack in packs:
        meeting = pack.meeting
        if meeting.date is None or (
            ask.scope.months and not any(
                meeting.date.month == month and day in (None, meeting.date.day)
                for month, day, _ in ask.scope.months
            )
        ):
            continue
        for pdf_page, text in ask.front(pack.document).items():
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            for place, line in enumerate(lines):
                named = named_months(line)
                if (meeting.date.month, meeting.date.day) in {(m, d) for m, d, _ in named} and (
                    re.search(r"\d\s*(?:am|pm|a\.m|p\.m|noon)|\d[.:]\d\d", line.lower())
                ):
                    words = " ".join(lines[place : place + 2])
                    if standing(words, text):
                        return [Record(
                            text=words, document=pack.document, quotes=((pdf_page, words),)
                        )]
    return []


def _announced(ask: _Ask) -> list[Record]:
    """The next meeting by the latest papers' own words, where no paper of it is here: the
    agenda item or the minute that is about its date."""
    held = [(pack.meeting.date, pack) for pack in ask.scope.packs.values() if pack.meeting.date]
    named = ask.scope.named_documents
    held = [pair for pair in held if not named or pair[1].document in named]
    found: list[tuple[dt.date, Record]] = []
    for committee in {pack.meeting.committee for _, pack in held}:
        own = [pair for pair in held if pair[1].meeting.committee == committee]
        latest = max(day for day, _ in own)
        for _, pack in own:
            if pack.meeting.date == latest:
                found += _announcements(ask, pack)
    return [min(found, key=lambda pair: pair[0])[1]] if found else []


def _announcements(ask: _Ask, pack: Pack) -> Iterable[tuple[dt.date, Record]]:
    """The first day from today on that each of a pack's announcements names, with its words."""
    from bot.answers.check import standing

    committee, front = pack.meeting.committee, ask.front(pack.document)
    for item in pack.items:
        if not _about_next(item.title, committee) or item.exempt:
            continue
        for words in _telling(item.title, item.purpose):
            day = _first_day(words, pack.meeting.date, ask.scope.today)
            places = ((pdf_page, standing(words, text)) for pdf_page, text in front.items())
            for pdf_page, quote in places:
                if day and quote:
                    yield day, Record(
                        text=quote, document=pack.document, quotes=((pdf_page, quote),)
                    )
    for minutes in pack.minutes:
        # The minutes of another body are of its own next meeting.
        if committee and minutes.committee and not same_committee(minutes.committee, committee):
            continue
        for minute in minutes.minutes:
            if not _about_next(minute.title, committee):
                continue
            told = [(minute.pdf_page, minute.title)]
            told += [(one.pdf_page, one.text) for one in (*minute.agreed, *minute.undertakings)]
            for pdf_page, words in told:
                if day := _first_day(words, minutes.meeting_date, ask.scope.today):
                    yield day, Record(
                        text=words, document=pack.document, quotes=((pdf_page, words),)
                    )


def _about_next(title: str, committee: str | None) -> bool:
    """Whether a title is "Date of next meeting", of this committee and no other body's."""
    match = _NEXT_TITLE.match(title.strip())
    if match is None:
        return False
    of = re.match(
        r"\s+of\s+(?:the\s+|this\s+)?([A-Za-z][\w&'’ -]*?)"
        r"(?=\s+(?:(?:on|at|is|will|to)\b|-\s)|\s*(?:[:,.(–]|$))",
        title.strip()[match.end() :],
    )
    body = of[1] if of else match["body"].strip()
    return not body or bool(
        re.fullmatch(r"(?:ordinary |full |scheduled )?(?:the )?"
                     r"(?:committee|council|panel|board|cabinet|sub-?committee|scheduled|ordinary)",
                     body, re.IGNORECASE)
    ) or (committee is not None and same_committee(body, committee))


def _telling(title: str, purpose: str | None) -> Iterable[str]:
    """The title, and the first sentence of what stands under it that names a day."""
    yield title
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", purpose or ""):
        if any(day for _, day, _ in named_months(sentence)):
            yield sentence
            return


def _first_day(words: str, said: dt.date | None, today: dt.date) -> dt.date | None:
    """The first day from today on that words name; without a year, the first after the
    meeting at which they were said."""
    days = []
    for month, number, year in named_months(words):
        if number is None:
            continue
        years = (year,) if year is not None else (said.year, said.year + 1) if said else ()
        for one in years:
            try:
                day = dt.date(one, month, number)
            except ValueError:
                continue
            if year is not None or (said is not None and day > said):
                days.append(day)
                break
    return min((day for day in days if day >= today), default=None)


_GATHER: dict[Kind, Callable[[_Ask], list[Record]]] = {
    Kind.ACTIONS: _actions,
    Kind.AGREED: _agreed,
    Kind.ASKED: _asked,
    Kind.WORK_PLAN: _work_plan,
    Kind.DECIDED: _decided,
    Kind.COMING_DECISIONS: _coming,
    Kind.MEMBERS: _members,
    Kind.CONTACT: _contact,
    Kind.MEETING: _meeting,
    Kind.OFFICER: _officer,
}
