"""The minutes of a meeting: who was there, and what each minute records.

Which lines head an item, and which sentences decide or ask for something, is told by the learned
labels; grammar stays where it is exact: numbers, points, votes, the words that open a decision.
What was agreed is told in the whole sentence that says so.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from indexer.council.dates import MONTH
from indexer.council.packs import (
    Agreed,
    EarlierMinutes,
    Minute,
    MinutedAction,
    PdfPage,
    PrintedPage,
    Vote,
)
from indexer.reading.front.heads import Head, body_named, lines_of_page, placed_lines
from indexer.reading.lines.cut import Piece, number_and_title, numbers_of, value_of
from indexer.reading.lines.line_roles import Deeds
from indexer.reading.minutes.deciding import (
    POINT,
    decision_words,
    moves,
    opens_decision,
    stands_apart,
    undertakes,
)
from indexer.reading.minutes.minutes_close import says_ended
from indexer.reading.minutes.people import people_listed, people_placed
from indexer.reading.minutes.people_columns import Cells
from indexer.reading.minutes.votes import votes_in
from indexer.reading.page_text import ENDED, join_lines, plain_words, unlinked

__all__ = ["read_minutes"]

_ACTION = re.compile(
    r"\W*actions?(?: points?| required| by)?(?: \d{1,2})?\s*(?::|[–-]\s|$)\s*(?=(?P<rest>.*))", re.I
)
"""What says of a sentence, or of those below it, that it is an action."""
_NAMED = (
    r"(?:(?:the )?(?:clerk|chair(?:man|person)?|rfo)"
    r"|(?:cllrs?|clrs?|councill?ors?|mrs?|ms|miss|dr)\b\.?"
    r"(?-i:\s+(?!AND\b)[A-Z][\w.'’-]*){1,3}"
    r"|(?-i:[A-Z]\.?\s+(?!AND\b)[A-Z][\w'’-]+))"
)
_ONE = rf"(?:{_NAMED}|all|(?-i:(?!AND\b)[A-Z]{{2,4}}))"
_AND = r"\s*(?:[/&,]|\band\b)\s*"
_ALL = rf"{_ONE}(?:{_AND}{_ONE})*"
_DUTY = re.compile(
    rf"(?:{_ALL} (?:(?:has|have|kindly) )?(?:(?:agreed|offered) )?to"
    rf"|{_NAMED}(?:{_AND}{_NAMED})* (?:will|would)"
    r"(?! (?:not|be|have|rather|welcome|support|like)\b)) [a-z]{2}",
    re.I,
)
"""How a sentence opens that tells who is to act."""
_UNDONE = frozenset(
    "lost defeated withdrawn withdrew fell fails failed rejected negatived refused deferred postponed "
    "adjourned tied amendment amendments against vote votes voted ballot elected debate discuss "
    "discussed discussion".split()
)
"""Of an item in which a motion was made, words that leave open what became of it."""
_LOST = frozenset("lost defeated withdrawn withdrew fell negatived".split())
_WON = frozenset("carried agreed approved resolved accepted".split())
_MOTION = frozenset("proposed proposal moved motion amendment".split())
_SAYS_NOTHING = ("", "that", "to", "as follows", "the following")
_WHO_DECIDES = re.compile(
    r"(?:that )?(?:(?:the )?members|it|they"
    r"|(?:the (?:(?!(?:not?|the|be|and)\b)[\w'’-]+ ){0,4})?"
    r"(?:(?:sub-?)?committee|cabinet|council|board|panel|executive)"
    r"|(?:(?!(?:not?|never|be|and)\b)[\w'’-]+ ){1,6}be (?:asked|requested) to)"
)
"""What leads to points without saying what is decided."""
_FEW_WORDS = 8
"""Words of a line that only leads to the points below it ("The Executive:")."""

Places = Mapping[PdfPage, PrintedPage | None]


def read_minutes(
    pieces: Sequence[Piece],
    structure: Sequence[str],
    head: Head,
    printed: Places,
    deeds_of: Callable[[Sequence[Piece], Sequence[str]], Deeds],
    *,
    formal: bool = False,
    cells: Cells | None = None,
) -> EarlierMinutes:
    """Minutes from the lines that are theirs: who was there, the items, what each agreed.

    Args:
        formal: as committees print them in a pack, under "The Committee agreed:": what was agreed
            is told without those words, posts stand after names, and what officers say that
            they will do is an undertaking and no action.
        structure: the pieces' learned labels, of which those of items count.
        head: what the paper says of itself.
        deeds_of: labels the sentences of pieces whose items are settled.
        cells: what stands in the columns of lines.
    """
    structure = [label if label.startswith("item") else "O" for label in structure]
    headed = None if formal else _above_paragraphs(pieces)
    structure = headed or _with_titles(
        pieces, _counted_on(pieces, structure, least=1 if formal else 3)
    )
    found = _Read(deeds_of(pieces, structure), structure, formal=formal)
    starts = [*found.starts(), len(found.told)]
    before = found.minute(None, 0, starts[0], printed)
    minutes = [before] if before.agreed else []
    minutes += [found.minute(at, at + 1, end, printed) for at, end in pairwise(starts)]
    first = pieces[0].pdf_page
    stop = next((at for at, label in enumerate(structure) if label == "item" and at > 2), None)
    if formal:
        lines = [*lines_of_page(pieces[:stop], first)]
        present, attending, apologies = people_listed(lines, posts=True)
    else:
        placed, lines = [*placed_lines(pieces, first)], [*lines_of_page(pieces, PdfPage(first + 1))]
        present, attending, apologies = people_placed(placed, lines, cells or {})
    return EarlierMinutes(
        meeting_date=head.date,
        committee=head.committee or (_whose(lines) if formal else None),
        first_pdf_page=first,
        last_pdf_page=pieces[-1].pdf_page,
        present=present,
        in_attendance=attending,
        apologies=apologies,
        minutes=tuple(minutes),
    )


_WHOSE = re.compile(
    r"(?:draft |public )?(?:minutes|record) of (?:a |an |the )?(?:(?:\w+ )?meeting of )?(?:the )?"
    r"(?P<name>.{1,120}?)(?:\s+meeting\b|\s+held\b|\s*[-–—,]\s*(?:\w+day\b|\d)|\s+on\s+\w+day|$)",
    re.I,
)
_HEAD_LINES = 15
_ANY_MEETING = frozenset(
    "a an annual extraordinary general in last ordinary previous public special the virtual".split()
)


def _whose(lines: Sequence[str]) -> str | None:
    """Whose minutes their first lines say that they are: also a body's of no usual name, so that
    its decisions are not taken for those of the committee before which they come."""
    heads = (join_lines(lines[at : at + 3]) for at in range(min(_HEAD_LINES, len(lines))))
    named = next((match for head in heads if (match := _WHOSE.match(head))), None)
    name = body_named(named["name"]) if named else ""
    said = name.lower().partition("meeting")[0].split()
    return None if _ANY_MEETING.issuperset(said) else name


class _Read:
    """The sentences of minutes, each with what it was found to be."""

    def __init__(self, deeds: Deeds, structure: Sequence[str], *, formal: bool) -> None:
        self.formal = formal
        self.apart: set[int] = set()
        self.sentences = deeds.sentences
        self.told = [one.piece.text for one in deeds.sentences]
        self.heads = [structure[one.parts[0]] != "O" for one in deeds.sentences]
        self.agreed = list(deeds.agreed)
        self.actions = [one if one == "who" or not formal else "O" for one in deeds.actions]
        self._close()
        self._decide()
        self._ask()
        if not formal:
            self._drop_lost()
            self._carry()

    def starts(self) -> list[int]:
        return [at for at, heads in enumerate(self.heads) if heads]

    def _close(self) -> None:
        """Nothing is decided after the meeting closed, unless its items count on below.

        A paper of its own has items of the next meeting there, or of the same one that went on.
        """
        starts = self.starts()
        values = [_values(self.told[there]) for there in starts]
        for at in range(starts[0] if starts else 0, len(self.told)):
            if not says_ended(self.told[at]) or self.heads[at]:
                continue
            begun = bisect(starts, at)
            if not self.formal and starts[begun:]:
                continue
            if any(value > max(values[:begun], default=[]) for value in values[begun:]):
                continue
            for there in range(at, len(self.told)):
                self.heads[there], self.agreed[there] = False, "closed"
                if self.formal or there == at:
                    self.actions[there] = "O"
            return

    def _undebated(self, at: int, end: int) -> Iterator[int]:
        """The decisions of an item; those set apart, where formal minutes set some apart."""
        found = [one for one in range(at, end) if self.agreed[one] == "agreed"]
        apart = [one for one in found if one in self.apart]
        yield from apart if self.formal and apart else found

    def _free(self, at: int) -> bool:
        return at < len(self.told) and not self.heads[at] and self.agreed[at] != "closed"

    def _decide(self) -> None:
        """What opens as a decision in so many words is one, or the points below it are."""
        at = 0
        while at < len(self.told):
            text = self.told[at]
            opening = opens_decision(text) if self._free(at) else None
            at += 1
            if opening is None:
                inner = self.formal and not self.sentences[at - 1].piece.first
                if inner and decision_words(text) and self._free(at - 1):
                    self.agreed[at - 1] = "O"  # told in a debate: what was agreed at another time
                continue
            rest = text[opening:]
            leads = _ends_in_colon(rest) and self._free(at)
            nothing = _unmarked(rest) in _SAYS_NOTHING
            listed = nothing or (self.formal and leads and _only_leads(rest))
            numbered = _number_leads(text)  # the first of several points leads to lettered ones
            whole = leads and not (listed or numbered) and POINT.match(self.told[at])
            self.agreed[at - 1] = "O" if listed else "agreed"
            points = listed or whole or numbered or POINT.match(rest)
            below = self._points(at, text, first=bool(listed or whole)) if points else at
            if whole:  # "The Council agreed to pay:" is told with what stands below it
                self.agreed[at:below] = ["agreed+"] * (below - at)
            self.apart.update(range(at - 1, below))
            at = below
        for at, (text, after) in enumerate(pairwise(self.told)):
            if (
                self.agreed[at].startswith("agreed")
                and text.endswith((";", "; and", "; or"))
                and self._free(at + 1)
                and self.agreed[at + 1] == "O"
                and POINT.match(after)
            ):
                self.agreed[at + 1] = "agreed+"  # what it lists goes on

    def _points(self, at: int, above: str, *, first: bool) -> int:
        """Mark what stands below the words of a decision, point by point; where that ends."""
        own = _shape(above)
        numbered = _number_leads(above)
        while self._free(at):
            text = self.told[at]
            point = POINT.match(text)
            after = self.told[at + 1] if self._free(at + 1) else ""
            if point and own and _shape(text) == own:
                break  # the paragraph after the decision's ("90.4" after "90.3")
            if (
                first
                and not point
                and text.rstrip("–-").endswith(":")
                and len(text.split()) <= _FEW_WORDS
            ):
                if _only_leads(text) or not POINT.match(after):
                    at += 1
                    continue
                below = self._points(at + 1, text, first=True)
                self.agreed[at:below] = ["agreed", *["agreed+"] * (below - at - 1)]
                return below
            inner = not self.sentences[at].piece.first and not first
            led = numbered or self.told[at - 1].endswith(":")
            if point and led and not first and not _counts(point):
                self.agreed[at] = "agreed+"
            elif point or (first and opens_decision(text) is None):
                self.agreed[at] = "agreed"
                numbered = _number_leads(text)
            elif not first and opens_decision(text) is None and (inner or POINT.match(after)):
                self.agreed[at] = "agreed+"
            else:
                break
            at += 1
            if first and not point:
                break
            first = False
        return at

    def _ask(self) -> None:
        """What says of itself that it is an action, or opens with who is to act."""
        at = 0
        while at < len(self.told):
            text = self.told[at]
            if self.heads[at]:
                self.actions[at] = "O"
            elif (
                self.actions[at] != "who"
                and not self.formal
                and (duty := _DUTY.match(_unpointed(text)))
            ):
                if " agreed to " in duty.group():
                    self._to_do(at, "action")  # by somebody, not by the council
                self.actions[at] = "action"
            elif (match := _ACTION.match(text)) and (match["rest"] or ":" in match.group()):
                if match["rest"]:
                    short = len(match["rest"].split()) <= 3
                    self._to_do(at, "who" if short else "action")
                else:
                    first = at + 1
                    while self._free(at + 1) and (
                        at + 1 == first or POINT.match(self.told[at + 1])
                    ):
                        at += 1
                        self._to_do(at, "action")
            at += 1

    def _drop_lost(self) -> None:
        """A motion of which it or the next sentence says that it came to nothing is no decision,
        unless it opens as one in so many words ("RESOLVED")."""
        for at, label in enumerate(self.agreed):
            if label != "agreed":
                continue
            end = at + 1
            while end < len(self.told) and self.agreed[end] == "agreed+":
                end += 1
            text = " ".join(self.told[at:end])
            after = self.told[end] if self._free(end) and self.agreed[end] == "O" else ""
            own, said = plain_words(text), plain_words(f"{text} {after}")
            denied = {("not", "carried"), ("no", "seconder")} & {*pairwise(said)}
            won = not denied and not _WON.isdisjoint(own)
            lost = denied or not _LOST.isdisjoint(said)
            if lost and not won and not _MOTION.isdisjoint(said) and opens_decision(text) is None:
                self.agreed[at:end] = ["O"] * (end - at)

    def _carry(self) -> None:
        """A motion whose mover and seconder are named was carried, where its item tells no more.

        It ends its item or its point, nothing in the item was decided otherwise, voted on or lost,
        and no two motions may be rivals for one thing.
        """
        for begin, end in pairwise([*self.starts(), len(self.told)]):
            own = [
                at for at in range(begin + 1, end) if self._free(at) and plain_words(self.told[at])
            ]
            said = " ".join(self.told[begin:end])
            moved = [at for at in own if moves(self.told[at])]
            decided = any(self.agreed[at] != "O" for at in own)
            if decided or not _UNDONE.isdisjoint(plain_words(said)) or any(votes_in(said)):
                continue
            points = [at for at in own if POINT.match(self.told[at])]
            for at in moved:
                first = max((one for one in points if one <= at), default=own[0])
                after = min((one for one in points if one > at), default=end)
                last = max(one for one in own if one < after)
                alone = sum(first <= one <= last for one in moved) == 1
                led = first in points or len(moved) == 1
                if alone and led and at == last and at - first <= 1:
                    self.agreed[first : at + 1] = ["agreed", *["agreed+"] * (at - first)]

    def _to_do(self, at: int, label: str) -> None:
        self.actions[at] = label
        if self.agreed[at] != "closed":
            self.agreed[at] = "O"

    def minute(self, heading: int | None, body: int, end: int, printed: Places) -> Minute:
        """One item: its heading's sentence, if it has one, and those under it."""

        def place(at: int) -> dict[str, Any]:
            page = self.sentences[at].piece.pdf_page
            return {"pdf_page": page, "printed_page": printed.get(page)}

        number, title = ("", "") if heading is None else number_and_title(self.told[heading])
        asked = {at: (who, text) for at, who, text in self._actions(body, end)}
        return Minute(
            number=number,
            title=title,
            **place(body if heading is None else heading),
            agreed=tuple(
                Agreed(text=text, **place(at))
                for at in self._undebated(body, end)
                if (text := self._decision(at, end))
            ),
            undertakings=tuple(
                Agreed(text=self.told[at], **place(at))
                for at in range(body, end)
                if at not in asked and self.agreed[at] == "O" and undertakes(self.told[at])
            ),
            actions=tuple(
                MinutedAction(text=text, who=who, **place(at)) for at, (who, text) in asked.items()
            ),
            votes=tuple(Vote(**{**place(at), **sides}) for at, sides in self._votes(body, end)),
        )

    def _text(self, labels: Sequence[str], at: int, end: int) -> str:
        """A sentence and those that go on from it, without the names of who is to act."""
        stop = at + 1
        while stop < end and labels[stop] == f"{labels[at]}+":
            stop += 1
        return join_lines(self.told[one] for one in range(at, stop) if self.actions[one] != "who")

    def _decision(self, at: int, end: int) -> str:
        text = self._text(self.agreed, at, end)
        words = decision_words(text) if self.formal else ""
        rest = text[len(words) :]
        led = stands_apart(words) or POINT.match(rest) or rest.lower().startswith(("that ", "to "))
        return _unpointed(rest if rest and led else text)

    def _actions(self, body: int, end: int) -> Iterator[tuple[int, str | None, str]]:
        """(sentence, who is to act, what is to be done) of each action.

        A name in a column, or at a line's end, tells that the sentence of its row is to be done.
        """
        acting: dict[int, list[str]] = {}
        for at in range(body, end):
            if self.actions[at] == "who" and (beside := self._beside(at, body, end)) is not None:
                acting.setdefault(beside, []).append(self.told[at].strip())
        for at in range(body, end):
            who = acting.get(at)
            if who or self.actions[at] == "action":
                text = self.told[at] if who else self._text(self.actions, at, end)
                text = _unpointed(text)
                if len(text.split()) >= _LEAST_WORDS and not says_ended(text):
                    yield at, "/".join(dict.fromkeys(who)) if who else None, text

    def _beside(self, who: int, body: int, end: int) -> int | None:
        """The sentence in whose row a name of the action column stands, or near it one that asks
        just that person; else the last before it."""
        others = [at for at in range(body, end) if self.actions[at] != "who"]
        name = self.sentences[who].piece
        if name.first and name.look is not None:
            rows = []
            named_rows = [
                top
                for at in range(body, end)
                if self.actions[at] == "who"
                for page, top in self.sentences[at].tops
                if page == name.pdf_page
            ]
            for at in others:
                said = _unpointed(self.told[at])
                opens = said.startswith(f"{name.text} ") and _DUTY.match(said)
                tops = [top for page, top in self.sentences[at].tops if page == name.pdf_page]
                apart = min((abs(top - name.look.top) for top in tops), default=_NEAR + 1)
                if apart > _ROW and any(
                    abs(top - one) <= _ROW for top in tops for one in named_rows
                ):
                    continue  # it has a name in its own row
                named = apart <= _ROW and name.text in said.split()
                if apart <= (_NEAR if opens else _ROW):
                    rows.append((not named, not opens, apart, -at))
            if rows:
                return -min(rows)[3]
        return max((at for at in others if at < who), default=None)

    def _votes(self, body: int, end: int) -> Iterator[tuple[int, dict[str, int]]]:
        begins = [0, *accumulate(len(text) + 1 for text in self.told[body:end])]
        for offset, counted in votes_in(" ".join(self.told[body:end])):
            yield body + bisect(begins, offset) - 1, counted


_LEAST_WORDS = 3
"""Words of what may be an action."""
_ROW = 5.0
"""Points by which the tops of two lines of one row may differ."""
_NEAR = 60.0
"""Points within which a name is that of the sentence that opens with it."""


def _unpointed(text: str) -> str:
    for lead in (_ACTION, POINT):
        match = lead.match(text)
        text = text[match.end() :] if match else text
    return unlinked(text)


def _shape(text: str) -> str:
    """How a paragraph's own number of several parts is written, but for its last part."""
    point = POINT.match(text)
    number = point.group().strip(" .") if point else ""
    return number[: number.rfind(".")] if "." in number else ""


def _only_leads(text: str) -> bool:
    return _WHO_DECIDES.fullmatch(_unmarked(text)) is not None


def _unmarked(text: str) -> str:
    return text.strip(" :–-.").lower()


def _ends_in_colon(text: str) -> bool:
    return text.rstrip(" –-").endswith(":")


def _number_leads(text: str) -> bool:
    """Whether a numbered point, maybe after the words of a decision, leads to lettered ones."""
    words = decision_words(text)
    point = POINT.match(text[len(words) :])
    return bool(point and _counts(point) and _ends_in_colon(text))


def _counts(point: re.Match[str]) -> bool:
    return any(map(str.isdigit, point.group()))


def _values(heading: str) -> list[int]:
    """The numbers in an item's number, of which one counts."""
    return list(map(value_of, re.findall(r"\d+|[IVXL]+", number_and_title(heading)[0])))


def _with_titles(pieces: Sequence[Piece], structure: Sequence[str]) -> list[str]:
    """Items whose number stands alone, with the line after it; a number without one is none."""
    found = list(structure)
    for at in range(len(found)):
        if found[at] != "item" or number_and_title(pieces[at].text)[1]:
            continue
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if after is None or found[at + 1] == "item":
            found[at] = "O"
        elif found[at + 1] == "O":
            is_title = len(after.text.split()) <= _TITLE_WORDS and after.text[:1].isupper()
            found[at : at + 2] = ["item", "item+"] if is_title else ["O", "O"]
    return found


_TITLE_WORDS = 12


def _above_paragraphs(pieces: Sequence[Piece]) -> list[str] | None:
    """The headings of minutes that number their paragraphs, from the first to the last.

    Such numbers go up through the whole paper and most lead to running text. Headings are bold
    lines by themselves above one, or above the line above it; without several of them, None.
    """
    ways: dict[str, list[tuple[int, int]]] = {}
    for at, number in numbers_of(pieces).items():
        ways.setdefault(number.way, []).append((at, number.value))
    for numbered in ways.values():
        rising = all(one[1] < other[1] for one, other in pairwise(numbered))
        running = [at for at, _ in numbered if _runs_on(pieces, at)]
        if not rising or len(running) < _LEAST_RUNNING or 2 * len(running) < len(numbered):
            continue
        found = ["O"] * len(pieces)
        for at, _ in numbered:
            above = (one for one in (at - 1, at - 2) if one >= 0 and _is_heading(pieces[one]))
            if (heading := next(above, None)) is not None:
                found[heading] = "item"
        if found.count("item") >= _LEAST_HEADINGS:
            return found
    return None


_LEAST_RUNNING, _LEAST_HEADINGS = 5, 3


def _runs_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a plain line behind a number, or below it, goes on in the next as text does."""
    at += not number_and_title(pieces[at].text)[1]
    line, after = pieces[at : at + 1], pieces[at + 1 : at + 2]
    if not (line and after) or len(line[0].text.split()) < _FEW_WORDS:
        return False
    plain = line[0].look is None or not line[0].look.bold
    return plain and (not after[0].first or after[0].text[:1].islower())


def _is_heading(piece: Piece) -> bool:
    short = piece.first and len(piece.text.split()) <= _TITLE_WORDS
    bold = piece.look is not None and piece.look.bold
    plain = opens_decision(piece.text) is None and not ENDED.search(piece.text)
    return short and bold and plain and piece.text[:1].isupper()


_CAPITAL = re.compile(rf"\W*(?:(?!{MONTH})[A-Z]|$)")
_MOST_WORDS = 20


def _counted_on(pieces: Sequence[Piece], structure: Sequence[str], *, least: int) -> list[str]:
    """Items that the paper's own numbering tells of between, before and after those found.

    Args:
        least: how many short lines must count on from each other to be items where no two were
            found.
    """
    found = list(structure)
    numbers = numbers_of(pieces)
    known: dict[int, int] = {}
    for at, number in numbers.items():
        if structure[at] == "item" and number.value > max(known.values(), default=0):
            known[at] = number.value
    alone = len(known) < 2
    if alone:
        known = {}
    fitting = {
        at: number.value
        for at, number in numbers.items()
        if (alone or found[at] == "O")
        and len(pieces[at].text.split()) <= (_TITLE_WORDS if alone else _MOST_WORDS)
        and _CAPITAL.match(pieces[at].text, number.end)
        and not (alone and ENDED.search(pieces[at].text[number.end :]))
    }
    ways = Counter(numbers[at].way for at in known or fitting).most_common(1)
    if len(known) > 2 and ways[0][1] == len(known):
        for at, number in numbers.items():
            before = max((value for one, value in known.items() if one < at), default=0)
            if found[at] == "item" and number.value < before and number.way != ways[0][0]:
                found[at] = "O"  # a point within an item
                while at + 1 < len(found) and found[at + 1] == "item+":
                    found[at := at + 1] = "O"
    looks = [look for at in known if (look := pieces[at].look) is not None]
    bold = len(looks) > 1 and all(look.bold for look in looks)
    fitting = {
        at: value
        for at, value in fitting.items()
        if numbers[at].way == ways[0][0]
        and not (bold and (look := pieces[at].look) and not look.bold)
    }
    if alone and len(fitting) < least:
        return found
    values = {-1: max(0, min(known.values(), default=0) - 30)} | known | fitting
    for first, last in pairwise([-1, *known, len(pieces)]):
        runs = [[first]]
        for at in fitting:
            if first < at < last and values[at] < known.get(last, values[at] + 1):
                lowest = values[at] - 1 if last == len(pieces) else 0
                rising = [run for run in runs if lowest <= values[run[-1]] < values[at]]
                if rising or alone:
                    runs.append([*max(rising, key=len, default=[first]), at])
        run = max(runs, key=len)[1:]
        if alone and len(run) < least:
            return found
        for at in run:
            found[at] = "item"
    return found
