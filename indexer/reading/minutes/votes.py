"""How many voted for and against, as minutes write it down."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_AFTER = {
    side: re.compile(
        rf"(?<![\d.])\b(?P<n>{_COUNT})\s+(?:votes?\s+|members?\s+"
        rf"|(?:voted|voting)\s+)*(?:were\s+|was\s+)?(?:cast\s+)?(?:in\s+)?"
        rf"{words}\b",
        re.I,
    )
    for side, words in _SIDES.items()
}
_BEFORE = {
    side: re.compile(
        rf"\b{words}\s*(?:[:=–-]|\(|votes?\s*[:–-]?)\s*(?P<n>{_COUNT})\b\)?"
        rf"(?!\s*[/.:]\d)",
        re.I,
    )
    for side, words in _SIDES.items()
}
_TO = re.compile(
    rf"\b(?:by|carried|lost|vote of|voted)\s*:?,?\s*\(?(?P<for>{_COUNT})(?:\s+votes?)?"
    rf"\s*(?:to|[-–])\s*(?P<against>{_COUNT})\b",
    re.I,
)
_NAMED = {
    side: re.compile(
        rf"(?:^|\.\s|\s)(?P<label>{words.replace('for(?:', 'For(?:')})\s*:\s+"
        r"(?P<names>(?:(?:the )?(?:Councill?ors?|Cllrs?|Mayor)\b)[^:]{3,1500}?)"
        r"(?=\.(?:\s|$)|\s+(?:Against|Abstain\w*|Abstentions?|AGAINST|ABSTAIN\w*"
        r"|Absent)\b|$)",
        re.I,
    )
    for side, words in _SIDES.items()
}
_NEAR = 120
"""Letters within which the two sides of one vote are told."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One vote; a side that is not told is None."""

    for_: int | None = None
    against: int | None = None
    abstained: int | None = None


def votes_in(text: str) -> Iterator[tuple[int, Counted]]:
    """(where it stands, the vote) of each vote that the text counts."""
    told: list[tuple[int, int, str, int]] = []
    for side in _SIDES:
        for pattern in (_AFTER[side], _BEFORE[side]):
            for match in pattern.finditer(text):
                told.append((match.start(), match.end(), side, _number(match["n"])))
        for match in _NAMED[side].finditer(text):
            names = re.split(r",\s*|;\s*|\s+and\s+", match["names"].strip())
            told.append((match.start(), match.end(), side, len([n for n in names if n.strip()])))
    for match in _TO.finditer(text):
        told.append((match.start(), match.start("against"), "for", _number(match["for"])))
        told.append((match.start("against"), match.end(), "against", _number(match["against"])))
    told.sort()
    group: dict[str, int] = {}
    begin, last = 0, 0
    for start, end, side, number in told:
        if start < last and group:
            continue  # the same words, read another way
        if group and (side in group or start - last > _NEAR):
            yield from _one(begin, group)
            group = {}
        if not group:
            begin = start
        group[side] = number
        last = end
    yield from _one(begin, group)


def _one(begin: int, group: dict[str, int]) -> Iterator[tuple[int, Counted]]:
    if len(group) >= 2:
        yield begin, Counted(group.get("for"), group.get("against"), group.get("abstained"))


def _number(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 0 if word in ("no", "none", "nil") else _WORDS.index(word)
