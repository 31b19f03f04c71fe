"""Whose figure it is: in a row the cell under the header that the claim names, in prose
the clause with the claim's own words.

Every figure and date of the units has a segment of words around it: of prose, as far as
the joint before the next figure; of a row, the header of its cell. A claim that gives a
figure with the words of another figure's segment, and not its own's, has taken it from
something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answers.check.numbers import Day, Figure, days, numbers, same_figure
from bot.answers.check.sources import CitedSource, keys
from bot.answers.check.wording import sentences, words

__all__ = ["owner_faults"]

_Anchor = Figure | Day

_STRONG = re.compile(r";|\b(?i:and|but|while|whilst|whereas|although|though|plus|or)\b")
_NAMED = re.compile(r"\b[A-Z]\w*\s+and\s+[A-Z]")
"""An "and" within a name, which is no joint: "Health and Care"."""

_COMMA = re.compile(r"[,:]|\s-\s")
_WEAK = re.compile(
    r"\b(?:from|than|with|against|compared|versus|then|including)\b|\bto(?=\W*(?:$|\d))", re.I
)
_NUMBERED = re.compile(r"\W*\d+(?:\.\d+)*[.)]?(?=\s+[A-Z])")
_RANGE = re.compile(
    r"\W*(?:to|and|until|or|up to)?(?:\s(?:above|over|below|about|nearly))?\W*", re.IGNORECASE
)
"""Between two figures that belong together: "from 52 to 35"."""

_SPANS = frozenset("hour day week month year".split())
"""Of how long something takes or ago it was, which goes with anything."""

_CHANGES = re.compile(
    r"\b(?:r(?:i|o)s\w+|rise|f[ea]ll\w*|increas\w*|decreas\w*|reduc\w*|grew|grow\w*|dropp?\w*|"
    r"declin\w*|total\w*|about|approximately|further|average|up|down)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Segment:
    """A figure or date and the words that go with it.

    Attributes:
        nearest: the key right beside it.
        first: the key that opens the segment, where it stands before the figure.
        noun: the key right behind it.
        later: keys behind the next joint after it, which it does not belong to.
        unit: which of the units it stands in.
        where: for a row, (row's name, header); else "".
    """

    anchor: _Anchor
    keys: frozenset[str]
    nearest: str
    first: str
    noun: str = ""
    later: frozenset[str] = frozenset()
    unit: int = 0
    where: tuple[str, str] | None = None
    units: frozenset[str] = frozenset()


def segments(text: str, *, dated: bool, names: frozenset[str] = frozenset()) -> Iterator[Segment]:
    """The segments of a plain text around its figures, or where `dated` its dates.

    `names`: figures that are parts of names and say nothing ("3 Primaries").
    """
    for sentence in sentences(text):
        anchors: tuple[_Anchor, ...] = (
            days(sentence)
            if dated
            else tuple(
                one
                for one in numbers(sentence)
                if one.unit != "th"
                and not (one.whole or one.label)
                and not (one.value <= 1 and one.text.isalpha())
                and one.noun not in _SPANS
                and not ((number := _NUMBERED.match(sentence)) and one.end <= number.end())
            )
        )
        anchors = tuple(one for one in anchors if one.text.casefold() not in names)
        start = place = 0
        subject: frozenset[str] = frozenset()
        while place < len(anchors):
            last = place
            while last + 1 < len(anchors) and _RANGE.fullmatch(
                sentence[anchors[last].end : anchors[last + 1].start]
            ):
                last += 1
            end = len(sentence)
            if last + 1 < len(anchors):
                end = _joint(sentence, anchors[last], anchors[last + 1])
            opening = keys(_CHANGES.sub(" ", sentence[start : anchors[place].start]))
            # "52 in March and 35 in June": what has no subject of its own shares the last.
            subject = opening or subject
            for anchor in anchors[place : last + 1]:
                yield _segment(sentence, start, end, anchor, subject)
            start, place = end, last + 1


def _joint(sentence: str, one: _Anchor, other: _Anchor) -> int:
    if sentence[one.end : one.end + 1] == ")":
        return one.end + 1  # what stands in brackets is of what is before them
    between = sentence[one.end : other.start]
    between = _NAMED.sub(lambda match: match.group().replace(" and ", " &   "), between)
    for pattern in (_STRONG, _COMMA, _WEAK):
        found = list(pattern.finditer(between))
        if found:
            return one.end + found[-1].start()
    # "227 entrants in Blackpool 201 in the North West": what opens with its figure goes on.
    return one.end if keys(sentence[: one.start]) else other.start


def _segment(
    sentence: str, start: int, end: int, anchor: _Anchor, subject: frozenset[str]
) -> Segment:
    before, after = sentence[start : anchor.start], sentence[anchor.end : end]
    opening = [word.stem for word in words(_CHANGES.sub(" ", before)) if word.stem]
    near = [(anchor.start - start - word.end, word.stem) for word in words(before) if word.stem]
    near += [(word.start, word.stem) for word in words(after) if word.stem]
    joint = _STRONG.search(after) if opening else None
    later = keys(after[joint.end() :]) if joint else frozenset()
    return Segment(
        anchor=anchor,
        later=later - keys(before) - keys(after[: joint.start() if joint else 0]),
        keys=keys(before) | keys(after) | subject,
        nearest=min(near)[1] if near else "",
        noun=next((word.stem for word in words(after) if word.start < 2), ""),
        first=opening[0] if opening else "",
    )


def _there(units: Sequence[CitedSource], *, dated: bool) -> list[Segment]:
    found: list[Segment] = []
    for place, unit in enumerate(units):
        if not unit.cells:
            found += [replace(one, unit=place) for one in segments(unit.own, dated=dated)]
            continue
        for header, cell in unit.cells:
            anchors: Sequence[_Anchor] = days(cell) if dated else numbers(cell)
            if len(words(cell)) > 12:
                found += [replace(one, unit=place) for one in segments(cell, dated=dated)]
                continue
            found += [
                Segment(
                    anchor=anchor,
                    keys=keys(header) | unit.label,
                    nearest="",
                    first="",
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
        every = list(segments(text, dated=dated, names=_in_names(units, dated=dated)))
        for said in every:
            own = [one for one in there if _same(said, one)]
            if not own:
                continue
            if not dated and all(one.where for one in own):
                yield from _other_row(said, own, units)
                yield from _unnamed_row(text, own, units, question)
            rivals = [
                one
                for one in there
                if not _same(said, one)
                and _comparable(said.anchor, one.anchor)
                and not _percentage_only(said.anchor, one)
            ]
            # A claim that gives the other figure too says which is which by itself.
            both = any(_same(other, one) for one in rivals for other in every)
            reason = _taken(said, own, rivals, "" if both else question)
            if reason:
                yield reason


def _in_names(units: Sequence[CitedSource], *, dated: bool) -> frozenset[str]:
    """Figures, or dates, that stand in headers and rows' own names."""
    names = "\n".join(
        text
        for unit in units
        if unit.cells
        for text in (*(header for header, _ in unit.cells), unit.name)
    )
    found = days(names) if dated else numbers(names)
    return frozenset(one.text.casefold() for one in found)


def _other_row(
    said: Segment, own: Sequence[Segment], units: Sequence[CitedSource]
) -> Iterator[str]:
    """A row's figure said of another row that is cited besides."""
    mine = frozenset().union(*(units[one.unit].label for one in own))
    for other in units:
        apart = other.label - mine
        if apart and apart <= said.keys and not (mine - other.label) & said.keys:
            yield f"{said.anchor.text} is {units[own[0].unit].name}'s figure, not {other.name}'s"
            return


def _unnamed_row(
    text: str, own: Sequence[Segment], units: Sequence[CitedSource], question: str
) -> Iterator[str]:
    """A row's figure said of a name that no unit has, at the start of its sentence."""
    names = frozenset().union(*(units[one.unit].label for one in own))
    first = next((word for word in words(text) if word.stem), None)
    known = frozenset().union(*(keys(unit.own) | keys(unit.under) for unit in units))
    if (
        first
        and first.text[0].isupper()
        and first.stem not in known
        and names
        and not (names & (keys(text) | keys(question)))
    ):
        yield f"{own[0].anchor.text} is {units[own[0].unit].name}'s figure, not {first.text}'s"


def _same(said: Segment, one: Segment) -> bool:
    if isinstance(said.anchor, Day):
        return isinstance(one.anchor, Day) and said.anchor.within(one.anchor)
    return isinstance(one.anchor, Figure) and same_figure(said.anchor, one.anchor, units=one.units)


def _percentage_only(said: _Anchor, rival: Segment) -> bool:
    """Whether a claim's percentage is held against a cell of a row that is none."""
    return (
        isinstance(said, Figure)
        and isinstance(rival.anchor, Figure)
        and said.unit == "%"
        and rival.where is not None
        and rival.anchor.unit != "%"
        and "%" not in rival.units
    )


def _comparable(one: _Anchor, other: _Anchor) -> bool:
    if isinstance(one, Figure) and isinstance(other, Figure):
        return one.unit == other.unit or "" in (one.unit, other.unit)
    return isinstance(one, Day) and isinstance(other, Day)


def _taken(said: Segment, own: Sequence[Segment], rivals: Sequence[Segment], question: str) -> str:
    """Why a figure is another's, "" where it may be the claim's."""
    reasons = []
    for mine in own:
        reason = ""
        if (
            said.first in mine.later
            and said.noun != (mine.noun or "-")
            and (mine.first not in said.keys)
        ):
            reason = f"the units say {said.anchor.text} of something else than {said.first}"
        for rival in rivals:
            reason = _rivalled(said, mine, rival, question)
            if reason:
                break
        if not reason:
            return ""
        reasons.append(reason)
    return reasons[0]


def _rivalled(said: Segment, mine: Segment, rival: Segment, question: str) -> str:
    apart, its = mine.keys - rival.keys, rival.keys - mine.keys
    ours, theirs = said.keys & apart, said.keys & its
    text = said.anchor.text
    if mine.where and rival.where:
        if not ours and not theirs:
            asked = keys(question)
            ours, theirs = asked & apart, asked & its
        if (theirs and not ours) or len(theirs) > len(ours):
            if mine.where[1] != rival.where[1]:
                return f"{text} is in the column {mine.where[1]}, not {rival.where[1]}"
            return f"{text} is {mine.where[0]}'s figure, not {rival.where[0]}'s"
        return ""
    shown = ", ".join(sorted(theirs))
    if not theirs or (said.noun and said.noun == mine.noun != rival.noun):
        return ""
    if mine.unit == rival.unit and len(theirs) > len(ours):
        return f"the units say {text} of something else than {shown}"
    if (
        mine.unit == rival.unit
        and said.nearest in theirs
        and (mine.nearest in apart and mine.nearest not in said.keys)
    ):
        return f"the units say {text} of something else than {shown}"
    if rival.first in theirs and mine.first in apart and mine.first not in said.keys:
        return f"the units say {text} of something else than {shown}"
    return ""
