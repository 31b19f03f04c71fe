"""How many voted for and against, as minutes write it down."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Counted", "votes_in"]

_WORDS = (
    "nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_COUNT = rf"(?:\d{{1,3}}|no|none|{'|'.join(_WORDS)})"
_SIDES = {
    "for": r"(?:(?:in )?favour|for(?: the (?:motion|amendment|proposal|recommendation"
    r"|substantive motion))?|ayes?|o blaid)",
    "against": r"(?:against(?: the (?:motion|amendment|proposal|recommendation))?|noes|nays"
    r"|yn erbyn)",
    "abstained": r"(?:abstentions?|abstain(?:ed|ing|s)?|abstaining|ymatal)",
}
_ANY = "|".join(_SIDES.values())
_AFTER = {
    side: re.compile(
        rf"(?<![\d.])\b(?P<n>{_COUNT})(?P<bare>)\s+(?:votes?\s+|members?\s+"
        rf"|(?:voted|voting)\s+)*(?:were\s+|was\s+)?(?:cast\s+)?(?:in\s+)?{words}\b",
        re.I,
    )
    for side, words in _SIDES.items()
}
_BEFORE = {
    side: re.compile(
        rf"\b{words}\s*(?:(?:[:=–-]|\(|votes?\s*[:–-]?)\s*(?P<n>{_COUNT})\b\)?(?!\s*[/.:]\d)"
        rf"|(?P<bare>{_COUNT})(?=\s*(?:[,;.)/–-]\D|[,;.)/–-]?$|(?:and )?(?:{_ANY})\b)))",
        re.I,
    )
    for side, words in _SIDES.items()
}
_RUN = re.compile(
    r"(?:(?:^|[.:;(–-]|\bvot\w+|\b(?:carried|lost|defeated|result)\b)\W*|\b(?=(?-i:[A-Z])))"
    rf"(?:\b(?:{_ANY})\W*\b{_COUNT}\b\W*(?:and\s+)?){{2,}}",
    re.I,
)
"""Sides and counts, nothing else between them, after a mark or a word of voting, or a capital."""
_TO = re.compile(
    rf"\b(?:by|carried|lost|vote of|voted|majority of|tied at)\s*:?,?\s*\(?(?P<for>{_COUNT})(?:\s+votes?)?"
    rf"\s*(?:to|[-–])\s*(?P<against>{_COUNT})\b",
    re.I,
)
_NAMED = {
    side: re.compile(
        rf"(?:^|\.\s|\s)(?P<label>{words.replace('for(?:', 'For(?:')})\s*:\s+"
        r"(?P<names>(?:(?:the )?(?:Councill?ors?|Cllrs?|Mayor)\b)[^:]{3,1500}?)"
        r"(?=\.(?:\s|$)|\s*\(\d{1,3}\)|\s+(?:Against|Abstain\w*|Abstentions?|AGAINST|ABSTAIN\w*"
        r"|Absent)\b|$)",
        re.I,
    )
    for side, words in _SIDES.items()
}
_NEAR = 120
"""Letters within which the two sides of one vote are told."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Counted:
    """One vote; a side that is not told is None."""

    for_: int | None = None
    against: int | None = None
    abstained: int | None = None


def votes_in(text: str) -> Iterator[tuple[int, Counted]]:
    """(where it stands, the vote) of each vote that the text counts.

    "For 6 Against 3 Abstain 1" can be read in two ways: the one that tells of most sides holds.
    """
    otherwise = [
        (
            match.start(),
            match.end(),
            side,
            len(re.findall(r"[,;]\s*\w|\s+and\s", match["names"])) + 1,
        )
        for side, pattern in _NAMED.items()
        for match in pattern.finditer(text)
    ]
    for match in _TO.finditer(text):
        middle = match.start("against")
        otherwise.append((match.start(), middle, "for", _number(match["for"])))
        otherwise.append((middle, match.end(), "against", _number(match["against"])))
    runs = [match.span() for match in _RUN.finditer(text)]
    after, before = (
        [
            (match.start(), match.end(), side, _number(match["n"] or match["bare"]))
            for side, pattern in ways.items()
            for match in pattern.finditer(text)
            if not match["bare"] or any(a <= match.start() < b for a, b in runs)
        ]
        for ways in (_AFTER, _BEFORE)
    )
    groups = [
        group
        for told in (after, before, after + before)
        for group in _groups(sorted(told + otherwise))
    ]
    taken: list[tuple[int, int, dict[str, int]]] = []
    for begin, end, sides in sorted(groups, key=lambda group: -len(group[2])):
        if all(end <= first or last <= begin for first, last, _ in taken):
            taken.append((begin, end, sides))
    for begin, _, sides in sorted(taken, key=lambda group: group[0]):
        yield begin, Counted(sides.get("for"), sides.get("against"), sides.get("abstained"))


def _groups(
    told: Iterable[tuple[int, int, str, int]],
) -> Iterator[tuple[int, int, dict[str, int]]]:
    """(begin, end, sides) of each run of sides that stand near each other."""
    group: dict[str, int] = {}
    begin, last = 0, 0
    for start, end, side, number in [*told, (sys.maxsize, sys.maxsize, "", 0)]:
        if start < last:
            continue  # the same words, read another way
        if not group or side in group or start - last > _NEAR:
            if len(group) >= _LEAST:
                yield begin, last, group
            group, begin = {}, start
        group[side] = number
        last = end


def _number(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 0 if word in ("no", "none", "nil") else _WORDS.index(word)
