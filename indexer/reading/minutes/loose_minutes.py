"""Minutes that are in no pack, put together from what their lines were found to be.

What is exact stays grammar: numbers, points, how many voted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import Any

from indexer.council.packs import (
    Agreed,
    EarlierMinutes,
    Minute,
    MinutedAction,
    PdfPage,
    PrintedPage,
    Vote,
)
from indexer.reading.front.heads import Head, lines_of_page
from indexer.reading.lines.cut import Piece
from indexer.reading.lines.line_roles import Roles
from indexer.reading.minutes.pack_minutes import opens_decision
from indexer.reading.minutes.people import people_listed
from indexer.reading.minutes.votes import Counted, votes_in
from indexer.reading.page_text import join_lines, unlinked

__all__ = ["minutes_of_paper", "within_pages"]

_POINT = re.compile(
    r"(?:[•▪–-]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,2}|[ivx]{1,5})[.)]\)?"
    r"|\d{1,2}(?:\.\d{1,2})+|[A-Z]{1,9} ?\d{1,4}[./-]\d{1,4})\s+(?=\S)",
    re.I,
)
_ACTION = re.compile(
    r"\W*actions?(?: points?| required| by)?(?: \d{1,2})?\s*(?::|[–-]\s|$)\s*(?=(?P<rest>.*))", re.I
)
"""What says of a paragraph, or of those below it, that it is an action."""
_NAMED = (
    r"(?:(?:the )?(?:clerk|chair(?:man|person)?|rfo)"
    r"|(?:cllrs?|clrs?|councill?ors?|mrs?|ms|miss|dr)\b\.?"
    r"(?-i:\s+(?!AND\b)[A-Z][\w.'’-]*){1,3}"
    r"|(?-i:[A-Z]\.?\s+(?!AND\b)[A-Z][\w'’-]+))"
)
_ONE = rf"(?:{_NAMED}|all|(?-i:(?!AND\b)[A-Z]{{2,4}}))"
_AND = r"\s*(?:[/&,]|\band\b)\s*"
_ALL = rf"{_ONE}(?:{_AND}{_ONE})*"
_OWNER = re.compile(rf"{_ALL}\.?", re.I)
"""Whoever is to act, as a column of its own names them."""
_DUTY = re.compile(
    rf"(?:{_ALL} (?:(?:has|have|kindly) )?(?:(?:agreed|offered) )?to"
    rf"|{_NAMED}(?:{_AND}{_NAMED})* (?:will|would)"
    r"(?! (?:not|be|have|rather|welcome|support|like)\b)) [a-z]{2}",
    re.I,
)
"""How a sentence opens that tells who is to act."""
_LEADS = re.compile(r"[:–-]\W*$")
_CLOSED = re.compile(r"[.;?!]\W*$")
"""How a line ends that leads to what follows; that ends its sentence."""
_COLUMN = 2
"""Names found in a column before it is taken for one of actions."""
_ITEM = re.compile(
    r"(?:(?:agenda )?item\s+)?"
    r"(?P<number>[A-Z]{0,4}[./ -]?\d{1,4}(?:[./]{1,2}\d{1,4}){0,2}(?:-\d{1,4})?[a-z]?|[A-Z])"
    r"\s*[.):]*(?:\s+[-–—]?\s*|$)(?P<title>.*)",
    re.S,
)


def within_pages(roles: Roles, pages: Set[PdfPage]) -> Roles:
    """The same, without what stands on other pages."""

    def kept(labels: Sequence[str]) -> list[str]:
        return [
            label if piece.pdf_page in pages else "O"
            for piece, label in zip(roles.pieces, labels, strict=True)
        ]

    return replace(
        roles,
        structure=kept(roles.structure),
        agreed=kept(roles.agreed),
        actions=kept(roles.actions),
    )


# --- minutes ---------------------------------------------------------------------------


def minutes_of_paper(
    roles: Roles, head: Head, printed: Mapping[PdfPage, PrintedPage | None]
) -> EarlierMinutes:
    """The minutes that a paper is: who was there, its items, what each agreed."""
    pieces = roles.pieces
    structure = _with_titles(pieces, _counted_on(pieces, roles.structure))
    decided = _decided(pieces, structure, roles.agreed)
    agreed, actions = _asked(pieces, structure, decided, roles.actions)
    roles = replace(roles, structure=structure, agreed=agreed, actions=actions)
    starts = [at for at, label in enumerate(structure) if label == "item"] + [len(pieces)]
    before = _minute(roles, 0, 0, starts[0], printed, "", "")
    minutes = [before] if before.agreed else []
    for start, end in pairwise(starts):
        body = _stop(roles.structure, start, end)
        number, title = _number_and_title(join_lines(p.text for p in pieces[start:body]))
        minutes.append(_minute(roles, start, body, end, printed, number, title))
    first = pieces[0].pdf_page
    present, attending, apologies = people_listed(
        [*lines_of_page(pieces, first), *lines_of_page(pieces, PdfPage(first + 1))]
    )
    return EarlierMinutes(
        meeting_date=head.date,
        committee=head.committee,
        first_pdf_page=first,
        last_pdf_page=pieces[-1].pdf_page,
        present=present,
        in_attendance=attending,
        apologies=apologies,
        minutes=tuple(minutes),
    )


def _decided(pieces: Sequence[Piece], structure: Sequence[str], agreed: Sequence[str]) -> list[str]:
    """What was agreed, with what opens as a decision in so many words, and its points."""
    found = list(agreed)
    at = 0
    while at < len(pieces):
        point = _POINT.match(pieces[at].text)
        begin = point.end() if point else 0
        text = pieces[at].text[begin:]
        opening = opens_decision(text) if structure[at] == "O" else None
        # "agreed to …" at a line's head is the deed of whoever the line above names.
        if opening is None or (not point and text.startswith("agreed to ")):
            at += 1
            continue
        rest = text[opening:].strip(" :–-.").lower()
        says = rest not in ("", "that", "to", "as follows", "the following")
        cut_off = (
            not _LEADS.search(pieces[at].text)
            and at + 1 < len(pieces)
            and pieces[at + 1].text[:1].islower()
        )
        if says or cut_off:
            after = at + 1
            if not says or found[at] != "agreed":
                after = _sentence_end(pieces, structure, at)
                found[at:after] = ["agreed", *["agreed+"] * (after - at - 1)]
            at = after
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
    for at in range(1, len(pieces)):
        if found[at] != "agreed" or not _goes_on(pieces, structure, at):
            continue
        inner = not pieces[at - 1].first and pieces[at].first
        inner = inner and found[at - 1] == "O" and structure[at - 1] == "O"
        text = pieces[at].text
        opens = not text[:1].islower() and opens_decision(text) is not None
        if inner and not (opens and _under_number(pieces, structure, at - 1)):
            # Its sentence began at the end of the line above.
            found[at - 1], found[at] = "agreed", "agreed+"
        elif found[at - 1] != "O" and pieces[at].text[:1].islower():
            found[at] = "agreed+"
    return found


def _under_number(pieces: Sequence[Piece], structure: Sequence[str], at: int) -> bool:
    """The piece stands in the line that an item's heading opens."""
    while not pieces[at].first:
        at -= 1
    return structure[at] == "item"


def _goes_on(pieces: Sequence[Piece], structure: Sequence[str], at: int) -> bool:
    """The piece is in the sentence of the one before it."""
    before = pieces[at - 1].text
    return (
        structure[at] == "O"
        and not _CLOSED.search(before)
        and not (pieces[at].gap and not pieces[at].text[:1].islower())
        and not _POINT.match(pieces[at].text)
    )


def _sentence_end(pieces: Sequence[Piece], structure: Sequence[str], at: int) -> int:
    at += 1
    while at < len(pieces) and _goes_on(pieces, structure, at):
        at += 1
    return at


def _asked(
    pieces: Sequence[Piece],
    structure: Sequence[str],
    agreed: Sequence[str],
    actions: Sequence[str],
) -> tuple[list[str], list[str]]:
    """What was agreed and what is to be done, with what says of itself that it is an action."""
    decided, asked = list(agreed), list(actions)
    if actions.count("who") >= _COLUMN:
        asked = [
            "who" if piece.apart and _OWNER.fullmatch(piece.text) else label
            for piece, label in zip(pieces, actions, strict=True)
        ]
    for at in range(len(pieces)):
        if structure[at] != "O" or asked[at] == "who" or (at and _goes_on(pieces, structure, at)):
            continue
        after = at + 1
        while (
            after < len(pieces)
            and asked[after] != "who"
            and not pieces[after].apart
            and _goes_on(pieces, structure, after)
        ):
            after += 1
        if _DUTY.match(_unpointed(join_lines(piece.text for piece in pieces[at:after]))):
            asked[at:after] = ["action", *["action+"] * (after - at - 1)]
    at = 0
    while at < len(pieces):
        match = _ACTION.match(pieces[at].text) if structure[at] == "O" else None
        if match is None or not (match["rest"] or ":" in match.group()):
            at += 1
            continue
        if match["rest"] and len(match["rest"].split()) <= 3:
            asked[at], decided[at] = "who", "O"
            at += 1
            continue
        at += not match["rest"]
        first = True
        while at < len(pieces) and structure[at] == "O":
            point = _POINT.match(pieces[at].text)
            listed = point and not match["rest"]
            if not (first or listed or _goes_on(pieces, structure, at)):
                break
            asked[at] = "action" if first or point else "action+"
            decided[at] = "O"
            first = False
            at += 1
    return decided, asked


def _with_titles(pieces: Sequence[Piece], structure: Sequence[str]) -> list[str]:
    """Items whose number stands alone, with the line after it; a number without one is none.

    Where items are numbered, what bears no number above the first of them is the paper's head.
    """
    found = list(structure)
    items = [at for at, label in enumerate(found) if label == "item"]
    numbered = [at for at in items if _number_and_title(pieces[at].text)[0]]
    if 2 * len(numbered) > len(items):
        for at in range(numbered[0]):
            found[at] = "O"
    for at in range(len(found)):
        if found[at] != "item" or _number_and_title(pieces[at].text)[1]:
            continue
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if after is None or found[at + 1] == "item":
            found[at] = "O"
        elif found[at + 1] == "O":
            is_title = len(after.text.split()) <= _TITLE_WORDS and after.text[:1].isupper()
            found[at : at + 2] = ["item", "item+"] if is_title else ["O", "O"]
    return found


_TITLE_WORDS = 12

_OWN_NUMBER = re.compile(
    r"(?P<before>(?:[A-Za-z]{0,9}\d{0,4}[./-]{1,2}){0,2}[A-Z]{0,4})(?P<number>\d{1,4})"
    r"(?P<mark>[.):]|\.0|/\d{2,4})?(?=\s|$)"
)
_MOST_WORDS = 20


def _counted_on(pieces: Sequence[Piece], structure: Sequence[str]) -> list[str]:
    """Items that the paper's own numbering tells of between, before and after those found."""
    found = list(structure)
    numbers = {
        at: match for at, piece in enumerate(pieces) if (match := _OWN_NUMBER.match(piece.text))
    }
    known: dict[int, int] = {}
    for at, match in numbers.items():
        if structure[at] == "item" and int(match["number"]) > max(known.values(), default=0):
            known[at] = int(match["number"])
    if len(known) < 2:
        return found
    mark = Counter(_mark(numbers[at]) for at in known).most_common(1)[0][0]
    looks = [look for at in known if (look := pieces[at].look) is not None]
    bold = len(looks) > 1 and all(look.bold for look in looks)
    fitting = {
        at: int(match["number"])
        for at, match in numbers.items()
        if _mark(match) == mark
        and (pieces[at].first and found[at] == "O")
        and len(pieces[at].text.split()) <= _MOST_WORDS
        and re.match(r"\W*(?:[A-Z]|$)", pieces[at].text[match.end() :])
        and not (bold and (look := pieces[at].look) and not look.bold)
    }
    value = {-1: max(0, min(known.values()) - 30)} | known | fitting
    for first, last in pairwise([-1, *known, len(pieces)]):
        runs = [[first]]
        for at in fitting:
            if first < at < last and value[at] < known.get(last, value[at] + 1):
                least = value[at] - 1 if last == len(pieces) else 0
                rising = [run for run in runs if least <= value[run[-1]] < value[at]]
                runs += [[*max(rising, key=len), at]] if rising else []
        for at in max(runs, key=len)[1:]:
            found[at] = "item"
    return found


def _mark(match: re.Match[str]) -> tuple[str, str | None]:
    return match["before"].replace("..", "."), match["mark"]


def _number_and_title(text: str) -> tuple[str, str]:
    match = _ITEM.match(text)
    if match is None:
        return "", text.strip(" .:")
    return match["number"].strip(), match["title"].strip(" .:")


def _minute(
    roles: Roles,
    start: int,
    body: int,
    end: int,
    printed: Mapping[PdfPage, PrintedPage | None],
    number: str,
    title: str,
) -> Minute:
    def place(at: int) -> dict[str, Any]:
        page = roles.pieces[at].pdf_page
        return {"pdf_page": page, "printed_page": printed.get(page)}

    agreed = (
        (first, _told(roles, first, _stop(roles.agreed, first, end)))
        for first in range(body, end)
        if roles.agreed[first] == "agreed"
    )
    return Minute(
        number=number,
        title=title,
        **place(start),
        agreed=tuple(
            Agreed(text=told, **place(first))
            for first, text in agreed
            if (told := _unpointed(text))
        ),
        actions=tuple(
            MinutedAction(text=told, who=who, **place(first))
            for first, who, text in _actions(roles, body, end)
            if (told := _unpointed(text))
        ),
        votes=tuple(
            Vote(
                for_=counted.for_,
                against=counted.against,
                abstained=counted.abstained,
                **place(at),
            )
            for at, counted in _votes(roles.pieces, body, end)
        ),
    )


def _told(roles: Roles, first: int, stop: int) -> str:
    """The pieces as one text, without the names of who is to act."""
    return join_lines(
        piece.text
        for piece, label in zip(roles.pieces[first:stop], roles.actions[first:stop], strict=True)
        if label != "who"
    )


def _unpointed(text: str) -> str:
    for lead in (_ACTION, _POINT):
        match = lead.match(text)
        text = text[match.end() :] if match else text
    return unlinked(text)


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
        first = last = beside
        while (
            first > body and roles.agreed[first] != "agreed" and not _opens_sentence(pieces, first)
        ):
            first -= 1
        while (
            last + 1 < end
            and labels[last + 1] != "who"
            and not (_ends_sentence(pieces[last]) or _opens_sentence(pieces, last + 1))
        ):
            last += 1
        taken.setdefault(first, ([], last))[0].append(pieces[at].text.strip())
    for first, (who, last) in sorted(taken.items()):
        if text := _told(roles, first, last + 1):
            yield first, "/".join(dict.fromkeys(who)), text
    covered = {at for first, (_, last) in taken.items() for at in range(first, last + 1)}
    for one in range(body, end):
        if labels[one] == "action" and one not in covered:
            yield one, None, _told(roles, one, _stop(labels, one, end))


_ROW = 5.0
"""Points by which the tops of two lines of one row may differ."""


def _beside(pieces: Sequence[Piece], labels: Sequence[str], who: int, body: int, end: int) -> int:
    """The piece in whose row a name of the action column stands, else the last before it."""
    name = pieces[who]
    before = next((at for at in range(who - 1, body - 1, -1) if labels[at] != "who"), body)
    if not name.first or name.look is None:
        return before
    top = name.look.top
    rows = [
        (abs(look.top - top), -at)
        for at in range(body, end)
        if labels[at] != "who"
        and pieces[at].pdf_page == name.pdf_page
        and (look := pieces[at].look) is not None
        and abs(look.top - top) <= _ROW
    ]
    return -min(rows)[1] if rows else before


def _stop(labels: Sequence[str], first: int, end: int) -> int:
    at = first + 1
    while at < end and labels[at] == f"{labels[first]}+":
        at += 1
    return at


def _opens_sentence(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    if _POINT.match(piece.text) or _ACTION.match(piece.text):
        return True
    return piece.gap or (
        not piece.text[:1].islower() and (at == 0 or _ends_sentence(pieces[at - 1]))
    )


def _ends_sentence(piece: Piece) -> bool:
    return bool(_CLOSED.search(piece.text)) or piece.text.rstrip("\"'”’)]–- ").endswith(":")


def _votes(pieces: Sequence[Piece], body: int, end: int) -> Iterator[tuple[int, Counted]]:
    text, begins = "", []
    for at in range(body, end):
        begins.append((len(text), at))
        text += pieces[at].text + " "
    for offset, counted in votes_in(text):
        yield [at for begin, at in begins if begin <= offset][-1], counted
