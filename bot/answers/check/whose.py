"""Whose figure it is: in a row the cell under the header that the claim names, in prose
the clause with the claim's own words.

Every figure and date of the units has a segment of words around it: of prose, as far as
the joint before the next figure; of a row, the header of its cell and the row's own name.
A claim that gives a figure with more words of another figure's segment than of its own's
has taken it from something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.check.numbers import TIMES, Day, Figure, days, numbers, same_figure
from bot.answers.check.sources import CitedSource, keys
from bot.answers.check.wording import forms_of, sentences, tokens, word_pattern, words

__all__ = ["owner_faults"]

_Anchor = Figure | Day

_JOINT = re.compile(
    r"(;|\b(?:(?:of )?wh(?:ich|om?)|and|but|while|whilst|whereas|although|though|plus)\b)|"
    r"([,:]|\s-\s)|"
    r"(\b(?:from|than|with|against|compared|versus|then|including)\b|"
    r"\bto(?=\W*(?:$|\d|an?\b|the\b)))",
    re.IGNORECASE,
)
"""Between two figures, the strongest group first: the words behind it go with the second."""

_NUMBERED = re.compile(r"\W*\d+(?:\.\d+)*[.)]?(?=\s+[A-Z])")
_RANGE = frozenset(("", "to", "and", "until", "or", "up to"))
"""Between two figures that belong together: "from 52 to 35"."""

_AROUND = frozenset("above over below about nearly".split())

_CHANGES = word_pattern(forms_of("changing"))
"""Words that go with any figure."""

_PROSE = 12
"""Words of a cell above which it is read as prose."""


@dataclass(frozen=True)
class Segment:
    """A figure or date and the words that go with it.

    Attributes:
        shared: the keys of them that stand before another figure.
        beside: the figure or date before it, where only an "and" parts them.
        first: the key that opens the segment, where it stands before the figure.
        noun: the key right behind it.
        unit: which of the units it stands in.
        where: for a row, (row's name, header).
        units: for a row, what its figures are in.
    """

    anchor: _Anchor
    keys: frozenset[str]
    shared: frozenset[str] = frozenset()
    beside: _Anchor | None = None
    first: str = ""
    noun: str = ""
    unit: int = 0
    where: tuple[str, str] | None = None
    units: frozenset[str] = frozenset()


def segments(text: str, *, dated: bool, names: frozenset[str] = frozenset()) -> Iterator[Segment]:
    """The segments of a plain text around its figures, or where `dated` its dates.

    `names`: figures that are parts of names and say nothing ("3 Primaries").
    """
    for sentence in sentences(text):
        found = days(sentence) if dated else _figures(sentence)
        anchors = [one for one in found if one.text.casefold() not in names]
        start = place = 0
        subject: frozenset[str] = frozenset()
        while place < len(anchors):
            last = place
            while last + 1 < len(anchors) and _ranges(
                sentence[anchors[last].end : anchors[last + 1].start]
            ):
                last += 1
            end = len(sentence)
            if last + 1 < len(anchors):
                end = _joint(sentence, anchors[last], anchors[last + 1])
            # "52 in March and 35 in June": what has no subject of its own shares the last.
            opening = _CHANGES.sub(" ", sentence[start : anchors[place].start])
            own = keys(opening)
            subject = own or subject
            shared = subject - own - keys(sentence[start:end])
            first = next((word.stem for word in words(opening) if word.stem), "")
            for at, anchor in enumerate(anchors[place : last + 1], start=place):
                after = sentence[anchor.end : end]
                before = anchors[at - 1] if at > place else None
                yield Segment(
                    anchor=anchor,
                    keys=keys(sentence[start : anchor.start])
                    | keys(after)
                    | subject
                    | ({anchor.noun} if isinstance(anchor, Figure) and anchor.noun else set()),
                    shared=shared,
                    beside=before
                    if before and _linking(sentence[before.end : anchor.start]) in ("and", "&")
                    else None,
                    first=first,
                    noun=next((word.stem for word in words(after) if word.start < 2), ""),
                )
            start, place = end, last + 1


def _figures(sentence: str) -> list[Figure]:
    """The figures of a sentence that are of something: no labels, spans of time, numbering."""
    number = _NUMBERED.match(sentence)
    return [
        one
        for one in numbers(sentence)
        if one.unit != "th"
        and not (one.whole or one.label)
        and not (one.value <= 1 and one.text.isalpha())
        and one.noun not in TIMES
        and not (number and one.end <= number.end())
    ]


def _linking(between: str) -> str:
    """The words between two figures, without marks but for an "&"."""
    return " ".join(one.lower() for one, _, _ in tokens(between) if one[0].isalnum() or one == "&")


def _ranges(between: str) -> bool:
    """Whether two figures with this between them are the ends of a range, or a pair."""
    linking = _linking(_CHANGES.sub("", between)).replace("&", "").split()
    if linking and linking[-1] in _AROUND:
        linking.pop()
    return " ".join(linking) in _RANGE


def _joint(sentence: str, one: _Anchor, other: _Anchor) -> int:
    joints = _JOINT.finditer(sentence, one.end, other.start)
    if found := [(-(joint.lastindex or 0), joint.start()) for joint in joints]:
        return max(found)[1]
    if sentence[one.end : one.end + 1] == ")":
        return one.end + 1  # what stands in brackets is of what is before them
    # "227 entrants in Blackpool 201 in the North West": what opens with its figure goes on.
    return one.end if keys(sentence[: one.start]) else other.start


def _there(units: Sequence[CitedSource], *, dated: bool) -> list[Segment]:
    found: list[Segment] = []
    for place, unit in enumerate(units):
        for header, cell in unit.cells or (("", unit.own),):
            if not unit.cells or len(words(cell)) > _PROSE:
                found += [replace(one, unit=place) for one in segments(cell, dated=dated)]
                continue
            anchors: Sequence[_Anchor] = days(cell) if dated else numbers(cell)
            found += [
                Segment(
                    anchor=anchor,
                    keys=keys(header) | keys(unit.name),
                    unit=place,
                    where=(unit.name, header),
                    units=unit.units(header),
                )
                for anchor in anchors
            ]
    return found


def owner_faults(text: str, units: Sequence[CitedSource], question: str) -> Iterator[str]:
    """Figures and dates of a claim that its units give of something else."""
    for dated in (False, True):
        there = _there(units, dated=dated)
        stated: Sequence[_Anchor] = days(text) if dated else numbers(text)
        claimed = list(segments(text, dated=dated, names=_in_names(units, dated=dated)))
        for said in claimed:
            own = [one for one in there if _is(said.anchor, one)]
            if not dated and own and all(one.where for one in own):
                yield from _unnamed_row(text, own, units, question)
            rivals = [one for one in there if one not in own and _comparable(said.anchor, one)]
            # A claim that gives the other figure too says which is which by itself.
            given = {
                rival: [one for one in claimed if _is(one.anchor, rival)]
                for rival in rivals
                if any(_is(one, rival) for one in stated)
            }
            # One of two that are the same may be another's.
            if own and sum(_is(one.anchor, own[0]) for one in claimed) > 1:
                given.clear()
            reasons = [_taken(said, one, rivals, given, question) for one in own]
            if reasons and all(reasons):
                yield reasons[0]
            other = said.beside
            if (
                isinstance(other, Figure)
                and own
                and (other.unit or all(one.where for one in own))
                and not any(_beside(other, one, there) for one in own)
            ):
                yield f"say of {other.text} and of {said.anchor.text} what each is"


def _in_names(units: Sequence[CitedSource], *, dated: bool) -> frozenset[str]:
    """Figures, or dates, that stand in headers and rows' own names."""
    names = "\n".join(
        text
        for unit in units
        if unit.cells
        for text in (*(header for header, _ in unit.cells), unit.name)
        if len(words(text)) <= _PROSE
    )
    found = days(names) if dated else numbers(names)
    return frozenset(one.text.casefold() for one in found)


def _unnamed_row(
    text: str, own: Sequence[Segment], units: Sequence[CitedSource], question: str
) -> Iterator[str]:
    """A row's figure said of a name that no unit has, at the start of its sentence."""
    names = {key for one in own for key in keys(units[one.unit].name) if key.isalpha()}
    first = next((word for word in words(text) if word.stem), None)
    known = frozenset().union(*(keys(f"{unit.own}\n{unit.under}") for unit in units))
    if (
        first
        and first.text[0].isupper()
        and first.stem not in known
        and not any(one.start <= first.start < one.end for one in days(text))
        and names
        and not names & keys(f"{text}\n{question}")
    ):
        yield f"{own[0].anchor.text} is {units[own[0].unit].name}'s figure, not {first.text}'s"


def _is(said: _Anchor, one: Segment) -> bool:
    if isinstance(said, Day):
        return isinstance(one.anchor, Day) and said.within(one.anchor)
    return isinstance(one.anchor, Figure) and same_figure(said, one.anchor, units=one.units)


def _comparable(said: _Anchor, rival: Segment) -> bool:
    """Whether a claim might have mistaken one figure, or date, for another."""
    other = rival.anchor
    if isinstance(said, Day) or isinstance(other, Day):
        return True
    if rival.where and said.unit == "%":
        return "%" in (other.unit, *rival.units)
    return said.unit == other.unit or "" in (said.unit, other.unit)


def _beside(other: _Anchor, one: Segment, there: Sequence[Segment]) -> bool:
    """Whether the units have another figure right before one, or in the same cell of a row."""
    if not one.where:
        return one.beside is not None and _is(other, replace(one, anchor=one.beside))
    cell = (one.unit, one.where)
    return any((its.unit, its.where) == cell and _is(other, its) for its in there)


def _taken(
    said: Segment,
    mine: Segment,
    rivals: Sequence[Segment],
    given: Mapping[Segment, Sequence[Segment]],
    question: str,
) -> str:
    """Why a figure is another's, "" where it may be the claim's.

    Args:
        given: rivals that the claim has too, each with its segments there.
    """
    text = said.anchor.text
    for rival in rivals:
        apart, its = mine.keys - rival.keys, rival.keys - mine.keys
        ours, theirs = said.keys & apart, said.keys & its
        if ours - said.shared:
            theirs -= said.shared
        if mine.where and rival.where and not ours and not theirs:
            asked = frozenset() if given else keys(question)
            ours, theirs = asked & apart, asked & its
        # What opens its clause tells whose it is.
        subject = rival.first in theirs and mine.first in apart and mine.first not in said.keys
        if len(theirs) < len(ours) or (len(theirs) == len(ours) and not (theirs and subject)):
            continue
        if mine.where and rival.where:
            if mine.where[1] != rival.where[1]:
                return f"{text} is in the column {mine.where[1]}, not {rival.where[1]}"
            return f"{text} is {mine.where[0]}'s figure, not {rival.where[0]}'s"
        # Below 0 where the claim says the other figure of what is its own.
        way = sum(len(one.keys & apart) - len(one.keys & its) for one in given.get(rival, ()))
        # A claim with two dates often has all of its words between them.
        same = mine.unit == rival.unit and (
            way >= 0 if isinstance(said.anchor, Figure) else rival not in given
        )
        if (same or way > 0) and not (said.noun and said.noun == mine.noun != rival.noun):
            return f"the units say {text} of something else than {', '.join(sorted(theirs))}"
    return ""
