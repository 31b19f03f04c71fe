"""A paper by itself, put together from what its lines and words were found to be.

What is exact stays grammar: dates, numbers, how many voted. Whose the paper is and of which
meeting is told by what names itself at the head, most often first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.packs import (
    Agreed,
    DocumentKind,
    EarlierMinutes,
    Minute,
    MinutedAction,
    PdfPage,
    PrintedPage,
    Vote,
)
from indexer.reading.councils import council_in, tidy_name
from indexer.reading.lines import Piece
from indexer.reading.minutes import opens_decision
from indexer.reading.particulars import particulars
from indexer.reading.people import people_listed
from indexer.reading.roles import Roles
from indexer.reading.text import dates_in, join_lines, squash
from indexer.reading.votes import Counted, votes_in

__all__ = [
    "Head", "head_of_paper", "minutes_of_paper", "sure_kind", "within_pages",
]

_POINT = re.compile(
    r"(?:[•▪–-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivx]{1,5})[.)]\)?"
    r"|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)", re.I
)
_ITEM = re.compile(
    r"(?:(?:agenda )?item\s+)?(?P<number>[A-Z]{0,4}[./ -]?\d{1,4}(?:[./]\d{1,4}){0,2}[a-z]?|[A-Z])"
    r"\s*[.):]*(?:\s+[-–—]?\s*|$)(?P<title>.*)", re.S
)
_GENERIC = re.compile(
    r"(?:the )?(?:(?:full|annual|ordinary|extraordinary|special|parish|town|community|county"
    r"|city|borough|district) )*(?:council|meeting)(?: meeting)?", re.I
)
"""A body whose name says no more than that it is the council."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a paper says of itself."""

    council: str | None
    committee: str | None
    date: dt.date | None
    title: str | None


def sure_kind(roles: Roles, least: float = 0.0) -> DocumentKind | None:
    """The likeliest kind, if it is at least so likely."""
    name, how = max(roles.kinds.items(), key=lambda kind: kind[1])
    return DocumentKind(name) if how >= least else None


def head_of_paper(roles: Roles) -> Head:
    """The council, committee, meeting's date and title that the paper names."""
    councils = [
        name for text in _spans(roles, "council")
        if not _NOTHING.fullmatch(name := _named(text)) and not _GENERIC.fullmatch(name)
    ]
    top = [piece.text for piece in roles.pieces[:_TOP] if piece.first]
    council = (
        _its_council(top)
        or _most([name for name in councils if _A_COUNCIL.search(name)])
        or next((own for line in top if (own := council_in([line]))
                 and len(own) > 0.6 * len(line)), None)
        or _most(councils)
    )
    committees = [_named(_MEETING_WORDS.sub("", text)) for text in _spans(roles, "committee")]
    committee = _most([
        one for one in committees
        if one and not _GENERIC.fullmatch(one) and not (council and _same(one, council))
    ])
    days = [day for text in _spans(roles, "date") for day in dates_in(text)[:1]]
    told = particulars(list(_lines(roles.pieces, roles.pieces[0].pdf_page)))
    if body := told.get("committee"):
        committee = None if _GENERIC.fullmatch(body) else _named(body)
    days = dates_in(told.get("date", ""))[:1] or days
    return Head(
        council=council, committee=committee, title=told.get("title") or _title(roles, council),
        date=Counter(days).most_common(1)[0][0] if days else None,
    )


_ITS_COUNCIL = re.compile(
    r"(?:^|\bof\s+(?:the\s+)?)"
    r"(?P<name>(?:[A-Z][\w'’.&-]*\s+(?:(?:and|&|on|in|le|with)\s+)?){1,5}"
    r"(?:Parish|Town|Community|City|County|District|Borough)\s+Council)\b"
)
_A_COUNCIL = re.compile(r"\b(?:council|authority|borough|cyngor|city of|county of)\b", re.I)



def _its_council(lines: Sequence[str]) -> str | None:
    """The council in a line like "Minutes of the Ashby Parish Council meeting"."""
    for line in lines:
        match = _ITS_COUNCIL.search(tidy_name(line))
        if match and not _GENERIC.fullmatch(match["name"]) and not re.match(
                r"(?:Minutes|Agenda|Annual|Extraordinary|Full|Special|Meeting|Notice)\b",
                match["name"]):
            return match["name"].strip()
    return None


_TOP = 12
"""Pieces at the head among which a council's name may stand on a line of its own."""

_NOTHING = re.compile(
    r"(?:(?:the|draft|public|open|minutes?|agenda|meeting|notes?|report|of|item|no|date)\W*)*", re.I
)
_MEETING_WORDS = re.compile(
    r"^(?:the |a )?(?:(?:open|annual|special|extraordinary|ordinary|draft|public|meeting|minutes?"
    r"|notes?)\b(?: of)?(?: the| a)?\s*)+|\s*\b(?:meeting|minutes|agenda)\W*$", re.I
)


def _named(text: str) -> str:
    return tidy_name(text.strip(" ,.;:-–|"))


def _same(one: str, other: str) -> bool:
    return squash(one) in squash(other) or squash(other) in squash(one)


def _most(names: Sequence[str]) -> str | None:
    """The name that stands most often, the first of those that do; a longer one that holds it."""
    if not names:
        return None
    counts = Counter(squash(name) for name in names)
    best = max(names, key=lambda name: (counts[squash(name)], -names.index(name)))
    return best.strip(" ,.;:-–") or None


def _title(roles: Roles, council: str | None) -> str | None:
    spans = [text.strip(" ,.;:-–") for text in _spans(roles, "title")]
    spans = [
        text for text in spans
        if len(squash(text)) > 3 and not (council and squash(text) == squash(council))
    ]
    return next((text for text in spans if len(text.split()) > 1), spans[0] if spans else None)


def _spans(roles: Roles, role: str) -> Iterator[str]:
    """The texts of the words that bear a label, over line ends."""
    start: tuple[int, int] | None = None
    end = (0, 0)
    for word, label in [*zip(roles.words, roles.word_labels, strict=True), (None, "O")]:
        goes_on = label == f"{role}+" and start is not None
        if start is not None and not goes_on:
            yield _between(roles.pieces, start, end)
            start = None
        if word is None:
            return
        if label == role or (label == f"{role}+" and start is None):
            start = (word.piece, word.start)
        if start is not None:
            end = (word.piece, word.end)


def _between(pieces: Sequence[Piece], start: tuple[int, int], end: tuple[int, int]) -> str:
    if start[0] == end[0]:
        return pieces[start[0]].text[start[1] : end[1]]
    parts = [pieces[start[0]].text[start[1] :]]
    parts += [pieces[at].text for at in range(start[0] + 1, end[0])]
    parts.append(pieces[end[0]].text[: end[1]])
    return join_lines(parts)


def within_pages(roles: Roles, pages: Set[PdfPage]) -> Roles:
    """The same, without what stands on other pages."""

    def kept(labels: Sequence[str]) -> list[str]:
        return [
            label if piece.pdf_page in pages else "O"
            for piece, label in zip(roles.pieces, labels, strict=True)
        ]

    return replace(
        roles, structure=kept(roles.structure), agreed=kept(roles.agreed),
        actions=kept(roles.actions),
    )


# --- minutes ---------------------------------------------------------------------------


def minutes_of_paper(
    roles: Roles, head: Head, printed: Mapping[PdfPage, PrintedPage | None]
) -> EarlierMinutes:
    """The minutes that a paper is: who was there, its items, what each agreed."""
    pieces = roles.pieces
    structure = _counted_on(pieces, roles.structure)
    roles = replace(
        roles, structure=structure, agreed=_decided(pieces, structure, roles.agreed))
    starts = [at for at, label in enumerate(roles.structure) if label == "item"]
    minutes = []
    if not starts or any(label == "agreed" for label in roles.agreed[: starts[0]]):
        before = _minute(roles, 0, 0, starts[0] if starts else len(pieces), printed, "", "")
        if before.agreed:
            minutes.append(before)
    for start, end in pairwise([*starts, len(pieces)]):
        body = start + 1
        while body < end and roles.structure[body] == "item+":
            body += 1
        number, title = _number_and_title(join_lines(p.text for p in pieces[start:body]))
        minutes.append(_minute(roles, start, body, end, printed, number, title))
    present, attending, apologies = people_listed([
        text for page in (pieces[0].pdf_page, pieces[0].pdf_page + 1)
        for text in _lines(pieces, page)
    ])
    return EarlierMinutes(
        meeting_date=head.date, committee=head.committee,
        first_pdf_page=pieces[0].pdf_page, last_pdf_page=pieces[-1].pdf_page,
        present=present, in_attendance=attending, apologies=apologies,
        minutes=tuple(minutes),
    )


def _decided(
    pieces: Sequence[Piece], structure: Sequence[str], agreed: Sequence[str]
) -> list[str]:
    """What was agreed, with what opens as a decision in so many words, and its points."""
    found = list(agreed)
    at = 0
    while at < len(pieces):
        opening = opens_decision(pieces[at].text) if structure[at] == "O" else None
        if opening is None:
            at += 1
            continue
        rest = pieces[at].text[opening:].strip(" :–-.")
        if rest and not re.fullmatch(r"(?:that|to|as follows|the following)?\W*", rest, re.I):
            if found[at] != "agreed":
                found[at] = "agreed"
                at += 1
                while at < len(pieces) and _goes_on(pieces, structure, at):
                    found[at] = "agreed+"
                    at += 1
                continue
            at += 1
            continue
        at += 1  # the decision stands below, point by point
        first = True
        while at < len(pieces) and structure[at] == "O":
            text = pieces[at].text
            if _POINT.match(text) or (first and pieces[at].first):
                found[at] = "agreed"
            elif _goes_on(pieces, structure, at):
                found[at] = "agreed+"
            else:
                break
            first = False
            at += 1
    return found


def _goes_on(pieces: Sequence[Piece], structure: Sequence[str], at: int) -> bool:
    """The piece is in the sentence of the one before it."""
    before = pieces[at - 1].text
    return structure[at] == "O" and not re.search(r"[.;?!]\W*$", before) and not (
        pieces[at].gap and not pieces[at].text[:1].islower()) and not _POINT.match(pieces[at].text)


_OWN_NUMBER = re.compile(r"(?P<number>\d{1,4})(?P<mark>[.):]|\.0|/\d{2,4})?(?=\s|$)")
_MOST_WORDS = 20


def _counted_on(pieces: Sequence[Piece], structure: Sequence[str]) -> list[str]:
    """Items that the paper's own numbering tells of between, before and after those found."""
    found = list(structure)
    known: list[tuple[int, int]] = []  # (piece, number)
    marks: Counter[str | None] = Counter()
    for at, label in enumerate(structure):
        match = _OWN_NUMBER.match(pieces[at].text) if label == "item" else None
        if match:
            marks[match["mark"]] += 1
            if not known or int(match["number"]) > known[-1][1]:
                known.append((at, int(match["number"])))
    if len(known) < 2:
        return found
    mark = marks.most_common(1)[0][0]
    looks = [look for at, _ in known if (look := pieces[at].look) is not None]
    bold = len(looks) > 1 and all(look.bold for look in looks)

    def seek(number: int, start: int, stop: int) -> int | None:
        for at in range(start, stop):
            match = _OWN_NUMBER.match(pieces[at].text)
            if (match and pieces[at].first and int(match["number"]) == number
                    and match["mark"] == mark and found[at] == "O"
                    and len(pieces[at].text.split()) <= _MOST_WORDS
                    and re.match(r"\W*(?:[A-Z]|$)", pieces[at].text[match.end() :])
                    and not (bold and (look := pieces[at].look) and not look.bold)):
                return at
        return None

    ends = [*known, (len(pieces), known[-1][1] + 30)]
    last, number = -1, max(0, known[0][1] - 30)
    if known[0][1] <= 30:
        number = 0
    for stop, next_number in ends:
        while number + 1 < next_number:
            place = seek(number + 1, last + 1, stop)
            if place is None and stop == len(pieces):
                break
            number += 1
            if place is not None:
                found[place] = "item"
                last = place
        last, number = stop, next_number
    return found


def _lines(pieces: Sequence[Piece], page: int) -> Iterator[str]:
    """The page's lines, put together again from their pieces."""
    last = -1
    line: list[str] = []
    for piece in (one for one in pieces if one.pdf_page == page):
        if piece.line != last and line:
            yield " ".join(line)
            line = []
        line.append(piece.text)
        last = piece.line
    if line:
        yield " ".join(line)


def _number_and_title(text: str) -> tuple[str, str]:
    match = _ITEM.match(text)
    if match is None:
        return "", text.strip(" .:")
    return match["number"].strip(), match["title"].strip(" .:")


def _minute(
    roles: Roles, start: int, body: int, end: int,
    printed: Mapping[PdfPage, PrintedPage | None], number: str, title: str,
) -> Minute:
    pieces = roles.pieces
    page = pieces[start].pdf_page

    def text_of(labels: Sequence[str], role: str) -> Iterator[tuple[int, int, str]]:
        at = body
        while at < end:
            if labels[at] != role:
                at += 1
                continue
            first = at
            at += 1
            while at < end and labels[at] == f"{role}+":
                at += 1
            told = join_lines(
                p.text for p, label in zip(pieces[first:at], roles.actions[first:at], strict=True)
                if label != "who"
            )
            yield first, at, told

    agreed = tuple(
        Agreed(text=told, pdf_page=pieces[first].pdf_page,
               printed_page=printed.get(pieces[first].pdf_page))
        for first, _, text in text_of(roles.agreed, "agreed") if (told := _unpointed(text))
    )
    actions = tuple(
        MinutedAction(
            text=told, who=who, pdf_page=pieces[first].pdf_page,
            printed_page=printed.get(pieces[first].pdf_page),
        )
        for first, who, text in _actions(roles, body, end) if (told := _unpointed(text))
    )
    votes = tuple(
        Vote(
            for_=counted.for_, against=counted.against, abstained=counted.abstained,
            pdf_page=pieces[at].pdf_page, printed_page=printed.get(pieces[at].pdf_page),
        )
        for at, counted in _votes(pieces, body, end)
    )
    return Minute(
        number=number, title=title, pdf_page=page, printed_page=printed.get(page), agreed=agreed,
        actions=actions, votes=votes,
    )


def _unpointed(text: str) -> str:
    point = _POINT.match(text)
    text = text[point.end() :] if point else text
    return re.sub(r"[;,]?\s+and$|[;,]$", "", text.strip()).strip()


def _actions(roles: Roles, body: int, end: int) -> Iterator[tuple[int, str | None, str]]:
    """(first piece, who is to act, what is to be done) of each action.

    A name in a column, or at a line's end, tells that the sentence of its row is to be done.
    """
    pieces, labels = roles.pieces, roles.actions
    taken: dict[int, tuple[list[str], int]] = {}
    for at in range(body, end):
        if labels[at] != "who":
            continue
        beside = _beside(pieces, labels, at, body, end)
        first = beside
        while first > body and not _opens_sentence(pieces, first):
            first -= 1
        last = beside
        while last + 1 < end and labels[last + 1] != "who" and not (
                re.search(r"[.:;?!]\W*$", pieces[last].text)
                or _opens_sentence(pieces, last + 1)):
            last += 1
        taken.setdefault(first, ([], last))[0].append(pieces[at].text.strip())
    for first, (who, last) in sorted(taken.items()):
        text = join_lines(
            piece.text for piece, label in zip(
                pieces[first : last + 1], labels[first : last + 1], strict=True)
            if label != "who"
        )
        if text:
            yield first, "/".join(dict.fromkeys(who)), text
    if not taken:
        yield from (
            (one, None, join_lines(piece.text for piece in pieces[one : _stop(labels, one, end)]))
            for one in range(body, end) if labels[one] == "action"
        )


_ROW = 5.0
"""Points by which the tops of two lines of one row may differ."""


def _beside(
    pieces: Sequence[Piece], labels: Sequence[str], who: int, body: int, end: int
) -> int:
    """The piece in whose row a name of the action column stands, else the last before it."""
    name = pieces[who]
    before = next((at for at in range(who - 1, body - 1, -1) if labels[at] != "who"), body)
    if not name.first or name.look is None:
        return before
    top = name.look.top
    rows = [
        (abs(look.top - top), -at) for at in range(body, end)
        if labels[at] != "who" and pieces[at].pdf_page == name.pdf_page
        and (look := pieces[at].look) is not None and abs(look.top - top) <= _ROW
    ]
    return -min(rows)[1] if rows else before


def _stop(labels: Sequence[str], first: int, end: int) -> int:
    at = first + 1
    while at < end and labels[at] == f"{labels[first]}+":
        at += 1
    return at


def _opens_sentence(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    return (
        piece.gap or not piece.text[:1].islower()
    ) and (at == 0 or piece.gap or bool(re.search(r"[.:;?!]\W*$", pieces[at - 1].text))
           or _POINT.match(piece.text) is not None)


def _votes(pieces: Sequence[Piece], body: int, end: int) -> Iterator[tuple[int, Counted]]:
    text, begins = "", []
    for at in range(body, end):
        begins.append((len(text), at))
        text += pieces[at].text + " "
    for offset, counted in votes_in(text):
        yield [at for begin, at in begins if begin <= offset][-1], counted
