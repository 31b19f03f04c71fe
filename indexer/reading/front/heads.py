"""What a paper by itself says of itself at its head: whose, of which meeting, when, called what."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from indexer.council.dates import MONTHS, SPELT, WEEKDAYS, dates_in, month_number
from indexer.council.packs import DocumentKind, PdfPage
from indexer.reading.front.councils import (
    SAYS_WHAT,
    committee_of,
    council_of,
    is_body,
    tidy_name,
)
from indexer.reading.front.front_people import POSTS
from indexer.reading.front.paper_kinds import records_decision
from indexer.reading.front.particulars import particulars
from indexer.reading.lines.cut import Piece, Word
from indexer.reading.lines.line_roles import Roles
from indexer.reading.lines.looks import Look, body_size
from indexer.reading.page_text import is_capitals_mostly, join_lines, plain_words, squash

__all__ = ["Head", "body_named", "head_of_paper", "lines_of_page", "placed_lines", "sure_kind"]

_GENERIC = frozenset(
    "the full annual ordinary extraordinary special parish town community county city borough "
    "district council meeting".split()
)
"""Of a body whose name says no more than that it is the council."""
_OF_MEETINGS = (DocumentKind.MINUTES, DocumentKind.AGENDA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a paper says of itself."""

    council: str | None
    committee: str | None
    date: dt.date | None
    title: str | None
    item: str | None = None
    """The number of the agenda item that the paper is for."""


def sure_kind(roles: Roles, least: float = 0.0) -> DocumentKind | None:
    """The likeliest kind, if it is at least so likely."""
    name, how = max(roles.kinds.items(), key=lambda kind: kind[1])
    return DocumentKind(name) if how >= least else None


def head_of_paper(roles: Roles, kind: DocumentKind) -> Head:
    """The council, committee, meeting's date and title that the paper names."""
    pages = [
        list(lines_of_page(roles.pieces, page))
        for page in dict.fromkeys(piece.pdf_page for piece in roles.pieces)
    ]
    council = council_of(
        pages,
        [
            name
            for text, _ in _spans(roles, "council")
            if not _is_generic(name := body_named(text)) and not is_body(name)
        ],
        in_passing=kind is not DocumentKind.MINUTES,
    )
    if council is None and kind in _OF_MEETINGS:
        council = _organisation(roles.pieces)
    rows = _rows(roles.pieces, roles.pieces[0].pdf_page)
    told = particulars(pages[0], [roles.pieces[row[0]].look for row in rows])
    committee = _committee(roles, kind, pages[0], council, body_named(told.get("committee", "")))
    days = dates_in(told.get("date", ""))[:1] or list(_days(roles, kind, _head_ends(roles)))
    if not days and kind in (*_OF_MEETINGS, DocumentKind.REPORT, DocumentKind.DECISION_NOTICE):
        head = takewhile(_is_of_head, pages[0][:_TITLE_LINES])
        named = set(dates_in(" ".join(head)))
        # Where the reading order puts who was there first, the day stands below.
        days = [*named] if len(named) == 1 else list(_days(roles, kind, _items_begin(roles)))
    return Head(
        council=council,
        committee=committee,
        title=told.get("title") or _title(roles, kind, (council, committee)),
        date=Counter(days).most_common(1)[0][0] if days else None,
        item=told.get("item"),
    )


def _committee(
    roles: Roles, kind: DocumentKind, lines: Sequence[str], council: str | None, told: str
) -> str | None:
    """The committee that stands after a label (`told`), else as the head's lines and words say."""
    addressed = _ADDRESSED.match(told)
    if addressed:
        told = told[addressed.end() :]
        if council and _same(told, council):
            told = ""
    if named := committee_of([told]) or (told if len(told.split()) <= _LONGEST_NAME else ""):
        return None if _is_generic(told) else named
    labelled = [
        name
        for text, around in _spans(roles, "committee")
        if (name := body_named(text))
        and not _is_generic(name)
        and not (council and _same(name, council))
        and not around.partition(text)[0].lower().endswith("chief ")  # "Chief Executive"
    ]
    most = _HEAD
    if kind is DocumentKind.AGENDA:
        rows = _rows(roles.pieces[: _items_begin(roles)], roles.pieces[0].pdf_page)
        most = min(_UPPER, sum(1 for _ in rows)) or _HEAD
    return committee_of([*takewhile(_is_of_head, lines[:most])], labelled)


def _days(roles: Roles, kind: DocumentKind, stop: int) -> Iterator[dt.date]:
    """The days that the words before the piece `stop` name which bear the label of a date.

    A year may stand beside such words, but only with their own day and month. A day that a
    sentence is about ("the lease ends on …") is no meeting's.
    """
    for text, around in _spans(roles, "date", stop):
        before, _, after = around.partition(text)
        if SAYS_WHAT.search(before):
            confirmed = after.lstrip(" ,").startswith(("were ", "was ", "be "))
            passing = confirmed and "minutes" in before.lower()
        else:
            words = {word for word in before.split() if word.islower()} - _OF_A_DATE
            passing = kind is DocumentKind.OTHER and (len(words) > 1 or after[:1] == ".")
        if passing:
            continue
        own = {
            (int(day["day"] or day["after"] or 0), month_number(day["month"]))
            for day in SPELT.finditer(text)
        }
        beside = [day for day in dates_in(around) if (day.day, day.month) in own]
        yield from (dates_in(text) or beside)[:1]


def _is_of_head(line: str) -> bool:
    return _ENDS_HEAD.match(line) is None


def _head_ends(roles: Roles) -> int:
    """The first piece that is no longer of the paper's head."""
    begin = _items_begin(roles)
    return next((at for at in range(begin) if not _is_of_head(roles.pieces[at].text)), begin)


def _items_begin(roles: Roles) -> int:
    """The first piece that is an item's or on the second page."""
    return next(
        (
            at
            for at, (piece, label) in enumerate(zip(roles.pieces, roles.structure, strict=True))
            if label == "item" or piece.pdf_page != roles.pieces[0].pdf_page
        ),
        len(roles.pieces),
    )


def body_named(text: str) -> str:
    """A body's name, without the day that stands before or after it: "Cabinet, 4 March 2025"."""
    days = [day for day in SPELT.finditer(text) if day["year"] and (day["day"] or day["after"])]
    if days:
        before = text[: days[0].start()]
        if _OF_A_DATE.issuperset(plain_words(before)):
            return body_named(text[days[0].end() :])
        text = before
    return tidy_name(text.strip(" ,.;:-–|"))


def _is_generic(name: str) -> bool:
    return _GENERIC.issuperset(name.lower().split())


def _same(one: str, other: str) -> bool:
    return squash(one) in squash(other) or squash(other) in squash(one)


_HEAD, _UPPER, _LONGEST_NAME = 8, 40, 8


def _organisation(pieces: Sequence[Piece]) -> str | None:
    """A body that is no council: a name that stands out at the head and is spoken of below."""
    body = body_size([(piece.look, len(piece.text)) for piece in pieces if piece.look])
    for row in list(_rows(pieces, pieces[0].pdf_page))[:_HEAD]:
        look, text = pieces[row[0]].look, " ".join(pieces[at].text for at in row)
        words = plain_words(text)
        if (
            look is None
            or not (look.bold or look.size > 1.1 * body)
            or not 1 < len(words) <= 8
            or any(letter.isdigit() or letter in ":.," for letter in text)
            or (SAYS_WHAT.search(text) or is_body(text))
        ):
            continue
        key = max(words, key=len)
        told = sum(key in piece.text.lower() for piece in pieces[row[-1] + 1 :])
        if text[0].isupper() and len(key) > 4 and told >= _SPOKEN_OF:
            return body_named(text)
    return None


_SPOKEN_OF = 3


def lines_of_page(pieces: Sequence[Piece], page: PdfPage) -> Iterator[str]:
    """The page's lines, put together again from their pieces."""
    for text, _ in placed_lines(pieces, page):
        yield text


def placed_lines(pieces: Sequence[Piece], page: PdfPage) -> Iterator[tuple[str, Look | None]]:
    """The page's lines and their looks."""
    for line in _rows(pieces, page):
        yield " ".join(pieces[at].text for at in line), pieces[line[0]].look


def _rows(pieces: Sequence[Piece], page: PdfPage) -> Iterator[list[int]]:
    """The pieces of each line of a page; all pieces come in the order of the pages."""
    begin = bisect_left(pieces, page, key=lambda piece: piece.pdf_page)
    own = takewhile(lambda at: pieces[at].pdf_page == page, range(begin, len(pieces)))
    for _, row in groupby(own, key=lambda at: pieces[at].line):
        yield list(row)


# --- the title -------------------------------------------------------------------------

_TITLE_LINES, _MOST_LINES, _MOST_WORDS, _FEW_LETTERS = 16, 5, 30, 3
_OPEN = (" of", " of the")
_WELSH = ("cofnodion", "cyfarfod")
_ENDS_HEAD = re.compile(
    r"(?:(?:members? |councillors? )?present|in attendance|attend(?:ees|ance)|apologies|sederunt"
    r"|(?:1\.?\d?\.?\s+)?(?:purpose|(?:executive )?summary|introduction|background"
    r"|recommendations?))\b",
    re.I,
)
_CALLS = frozenset("summoned hereby invited requested".split())
"""Words of lines that call members to a meeting."""
_CUT = re.compile(
    r"(?<![,\s–-])[,\s–-]*\b(?:which (?:is|was|will)\b|(?:to be )?held\b|will be held|commencing|starting at|at \d|of which"
    r"|on(?: \w+day)?,? \d).*$",
    re.I,
)
_LABEL_LINE = re.compile(
    r"(?:title|date|time|place|venue|location) (?:of|\d|[A-Z])|[A-Z][\w ()/]{2,30}:", re.I
)
_ADDRESSED = re.compile(r"^(?:to:? )?(?:all )?(?:the )?members of (?:the )?", re.I)
_OF_A_DATE = frozenset(
    (
        *MONTHS,
        *(month[:3] for month in MONTHS),
        *WEEKDAYS,
        *"st nd rd th of on the".split(),
    )
)


@dataclass(slots=True)
class _TitleLine:
    text: str
    size: float
    bold: bool
    weight: float
    names: bool
    """It is no more than whose the paper is."""


def _title(roles: Roles, kind: DocumentKind, whose: Sequence[str | None]) -> str | None:
    """The line of the head that looks and reads most like a title, with those set like it."""
    lines = _title_lines(roles, kind, [squash(name) for name in whose if name])
    fit = [line for line in lines if line.weight > 0 and not line.names]
    if not fit and kind in (DocumentKind.REPORT, DocumentKind.DECISION_NOTICE):
        # Where nothing is set apart, a report's title is the last of its head, above which
        # stands to whom it goes; a decision's the first, below which stands what it was about.
        plain = [line for line in lines if not (line.names or any(map(str.isdigit, line.text)))]
        fit = plain[-1:] if kind is DocumentKind.REPORT else plain[:1]
    if not fit:
        return None
    # Of a head in two languages the English is the title.
    welsh = any(line.text.lower().startswith(_WELSH) for line in fit)
    english = [line for line in fit if _opens_in_english(line.text)] if welsh else []
    best = max(english or fit, key=lambda line: line.weight)
    first = last = lines.index(best)
    if not best.text.endswith(_OPEN):
        while first and _goes_with(lines[first - 1], best) and last - first < _MOST_LINES:
            first -= 1
    while (
        last + 1 < len(lines)
        and last - first < _MOST_LINES
        and (_goes_with(lines[last + 1], best) or lines[last].text.endswith(_OPEN))
    ):
        last += 1
    told = [
        line.text
        for at, line in enumerate(lines[first : last + 1], first)
        if not line.names or (at > first and lines[at - 1].text.endswith(_OPEN))
    ]
    title = tidy_name(join_lines(told)).strip(" ,.;:-–")
    return title if len(title.split()) <= _MOST_WORDS else None


def _opens_in_english(text: str) -> bool:
    """Whether a line begins by saying, in English, what it is the title of."""
    return bool(SAYS_WHAT.match(text)) and not text.lower().startswith(_WELSH)


def _says_by_whom(text: str) -> bool:
    """ "Report of the Director of Homes" is no title."""
    words = plain_words(text.lower().removeprefix("joint "))
    return words[:2] in (["report", "of"], ["report", "by"]) and not POSTS.isdisjoint(words)


def _goes_with(line: _TitleLine, best: _TitleLine) -> bool:
    return (
        abs(line.size - best.size) < 0.6
        and line.bold == best.bold
        and (line.weight >= min(best.weight - 0.6, 1.5))
        and bool(line.size)
    )


def _title_lines(roles: Roles, kind: DocumentKind, whose: Sequence[str]) -> list[_TitleLine]:
    pieces = roles.pieces
    body = body_size([(piece.look, len(piece.text)) for piece in pieces if piece.look])
    title = {
        word.piece
        for word, label in zip(roles.words, roles.word_labels, strict=True)
        if label in ("title", "title+")
    }
    found: list[_TitleLine] = []
    again = Counter(piece.text for piece in pieces)
    for row in list(_rows(pieces, pieces[0].pdf_page))[:_TITLE_LINES]:
        text = " ".join(pieces[at].text for at in row)
        if not _is_of_head(text):
            break
        says = _opens_in_english(text) and not any(_opens_in_english(one.text) for one in found)
        if kind in _OF_MEETINGS and roles.structure[row[0]] == "item" and not says:
            continue
        if kind is DocumentKind.DECISION_NOTICE and records_decision(text):
            continue
        look = pieces[row[0]].look
        runs = again[text] > 1
        labelled = any(at in title for at in row)
        text = _CUT.sub("", text).strip(" ,.;:-–|")
        plain = squash(text)
        words = [word for word in plain_words(text) if word.isalpha() and word not in _OF_A_DATE]
        if (
            len(plain) < _FEW_LETTERS
            or not _CALLS.isdisjoint(words)
            or (dates_in(text) and len(words) < 2 and not (SAYS_WHAT.search(text)))
            or (not labelled and (_LABEL_LINE.match(text) or _says_by_whom(text)))
        ):
            continue
        weight = _weight(text, look, body, labelled=labelled, kind=kind) + 0.2 * runs
        found.append(
            _TitleLine(
                text=text,
                size=look.size if look else 0.0,
                bold=bool(look and look.bold),
                weight=weight if words else min(weight, 1.5),
                names=any(
                    plain == name or (name in plain and len(plain) - len(name) < 6)
                    for name in whose
                ),
            )
        )
    return found


def _weight(
    text: str, look: Look | None, body: float, *, labelled: bool, kind: DocumentKind
) -> float:
    words = text.split()
    weight = 2.0 * labelled - 0.1
    if look and body:
        weight += min(3.0, 2.0 * max(0.0, look.size / body - 1.05)) + 0.5 * look.bold
    if is_capitals_mostly(text):
        weight += 0.4
    if kind in _OF_MEETINGS:
        weight += 1.5 * (SAYS_WHAT.search(text) is not None)
    if len(words) > 18 or (words[0][0].islower() and not labelled):
        weight -= 2.0
    return weight


# --- words with labels -----------------------------------------------------------------


def _spans(roles: Roles, role: str, stop: int | None = None) -> Iterator[tuple[str, str]]:
    """The texts of the words that bear a label, over line ends, and of the lines they are in,
    up to the piece `stop`."""
    runs: list[list[Word]] = []
    goes_on = False
    for word, label in zip(roles.words, roles.word_labels, strict=True):
        if stop is not None and word.piece >= stop:
            break
        if label == role or (label == f"{role}+" and not goes_on):
            runs.append([word])
        elif label == f"{role}+":
            runs[-1].append(word)
        goes_on = label in (role, f"{role}+")
    for first, last in ((run[0], run[-1]) for run in runs):
        texts = [piece.text for piece in roles.pieces[first.piece : last.piece + 1]]
        around = join_lines(piece.text for piece in roles.pieces[first.piece : last.piece + 2])
        texts[-1] = texts[-1][: last.end]
        texts[0] = texts[0][first.start :]
        yield join_lines(texts), around
