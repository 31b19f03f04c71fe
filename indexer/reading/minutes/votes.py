"""How many voted for and against, as minutes write it down."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise

__all__ = ["votes_in"]

_WORDS = (
    "nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_COUNT = rf"(?:\d{{1,3}}|no|none|{'|'.join(_WORDS)})"
_WHAT = r"(?: the (?:motion|amendment|proposal|recommendation|substantive motion))?"
_SIDE = (
    rf"(?:(?:in )?favour|for{_WHAT}|ayes?|o blaid|against{_WHAT}|noes|nays|yn erbyn"
    r"|abstentions?|abstain(?:ed|ing|s)?|ymatal)"
)
_TOLD = re.compile(
    rf"(?<![\d.])\b(?P<before>{_COUNT})\s+(?:(?:votes?|members?|voted|voting|were|was|cast|in)\s+)*"
    rf"(?P<side>{_SIDE})\b"
    # "For: 12", "Against (2)"
    rf"|\b(?P<marked>{_SIDE})\s*(?:[:=–-]|\(|votes?\s*[:–-]?)\s*(?P<count>{_COUNT})\b\)?(?!\s*[/.:]\d)"
    # "For: Councillors Ash and Elm", "for the motion – the Convener and Bailie Ash (2)"
    rf"|\b(?P<listed>{_SIDE})\s*[:–-]\s+(?:[^():]{{3,1500}}?\((?P<of>\d{{1,3}})\)"
    r"|(?P<names>(?:(?:the )?(?:Councill?ors?|Cllrs?|Mayor)\b)[^:]{3,1500}?)"
    r"(?=\.(?:\s|$)|\s+(?:against|abst\w+|absent)\b|$))"
    rf"|\b(?P<bare>{_SIDE})\s+(?P<after>{_COUNT})(?=\s*(?:[,;.)/–-]\D|[,;.)/–-]?$|(?:and )?{_SIDE}\b))"
    # "carried by 8 votes to 3"
    rf"|\b(?:by|carried|lost|vote of|voted|majority of|tied at)\s*:?,?\s*\(?(?P<for>{_COUNT})"
    rf"(?:\s+votes?)?\s*(?:to|[-–])\s*(?P<against>{_COUNT})\b",
    re.I,
)
_OPENS = re.compile(r"(?:^|[.:;(–-]|\b(?:vot\w+|carried|lost|defeated|result))\W*$", re.I)
"""What stands before a run of sides and counts with no mark between them."""
_NEAR = 120
"""Letters within which the two sides of one vote are told."""
_LEAST = 2


def votes_in(text: str) -> Iterator[tuple[int, dict[str, int]]]:
    """(where it stands, {"for_": 7, "against": 0, "abstained": 2}) of each vote that is counted.

    A side that is not told is left out.
    """
    group: dict[str, int] = {}
    begin, last = 0, 0
    for start, end, side, number in [*_told(text), (sys.maxsize, sys.maxsize, "", 0)]:
        if not group or side in group or start - last > _NEAR:
            if len(group) >= _LEAST:
                yield begin, group
            group, begin = {}, start
        group[side] = number
        last = end


def _told(text: str) -> Iterator[tuple[int, int, str, int]]:
    """(begin, end, side, votes) of each side that is told."""
    found = list(_TOLD.finditer(text))
    joined = [False, *(_joined(text[a.end() : b.start()]) for a, b in pairwise(found)), False]
    begin = 0
    for at, match in enumerate(found):
        start, end = match.span()
        begin = begin if joined[at] else start
        in_run = (joined[at] or joined[at + 1]) and _opens_run(text, begin)
        if match["for"]:
            middle = match.start("against")
            yield start, middle, "for_", _number(match["for"])
            yield middle, end, "against", _number(match["against"])
        elif in_run or not match["bare"]:
            before = found[at - 1].group() if at else ""
            side = _side(next(word for word in match.group(*_SIDES) if word), before)
            names = sum(map((match["names"] or "").count, (",", ";", " and "))) + 1
            counted = next((word for word in match.group(*_COUNTS) if word), str(names))
            yield start, end, side, _number(counted)


_SIDES = ("side", "marked", "listed", "bare")
_COUNTS = ("before", "count", "of", "after")


def _joined(between: str) -> bool:
    """Whether nothing but a mark or "and" stands between two sides."""
    return between.strip(" .,;:()–-").lower() in ("", "and")


def _opens_run(text: str, begin: int) -> bool:
    """Whether a run of sides and counts begins there: after a word of voting, or at a capital."""
    return text[begin].isupper() or _OPENS.search(text[max(0, begin - _NEAR) : begin]) is not None


def _side(words: str, before: str) -> str:
    words = words.lower()
    if words.startswith(("abst", "ymatal")):
        return "abstained"
    amended = "amendment" in words and "for the motion" in before.lower()
    return "against" if amended or words.startswith(("against", "n", "yn")) else "for_"


def _number(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return 0 if word in ("no", "none", "nil") else _WORDS.index(word)
