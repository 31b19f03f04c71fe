"""Councils' names, found in running text, and names in capitals written as in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.reading.agenda import is_capitals_mostly
from indexer.reading.text import fold, squash

__all__ = ["council_in", "council_named", "tidy_name"]

_COUNCIL = re.compile(
    r"(?:the\s+)?(?P<name>(?:(?:royal|london)\s+borough(?:\s+council)?\s+of\s+[A-Z][\w'’.-]+"
    r"(?:(?:\s+(?:and|&|upon|with|on)|[\s-]+[A-Z][\w'’.-]+))*(?:\s+council)?"
    r"|city\s+of\s+[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+)?(?:\s+(?:metropolitan\s+district\s+)?council)?"
    r"|(?:[A-Z][\w'’.&-]*\s+(?:(?:and|with|upon|on|the|of|&|in|le)\s+)*){1,5}"
    r"(?:(?:city|county|borough|district|metropolitan|town|parish|community|unitary"
    r"|combined)\s+)*(?:council|authority)\b"
    r"|[A-Z][\w'’.-]+(?:\s+(?:and\s+)?[A-Z][\w'’.-]+)*\s+fire\s+(?:and"
    r"|&)\s+rescue\s+(?:authority|service)))",
    re.I,
)
_NOT_A_COUNCIL = re.compile(
    r"\b(?:full|annual|special|extraordinary|meeting|the|this|your|our|local|a|an|to|of the|"
    r"by|for|members?|each|any|tax|scrutiny|cabinet|executive|planning|licensing|agenda|chief)$|"
    r"^(?:full|annual|special|extraordinary|meeting of|this|your|our|a|to|for|by|leader of|cost of|"
    r"deputy|members?|agenda|minutes|report|information|corporate|executive|the leader"
    r"|town)\b", re.I,
)
_OF_A_PARISH = re.compile(r"\s+(?:parish|community)(?:\s+council)?$", re.I)
_NO_PARISH = re.compile(
    r"^(?:all|both|each|every|any|some|other|another|neighbouring|adjoining|former|relevant"
    r"|civil|local|parish|community|clerk|chair(?:man)?|councill?ors?)\b|\b(?:and|or|of)$", re.I
)
"""What stands before "parish council" where no parish is named."""
_HEAD_LINES = 8

_SMALL = frozenset("and of the for to in on with a an by at from".split())
_LINKS = _SMALL | frozenset("under upon next super le la cum sub over".split())


def tidy_name(text: str) -> str:
    """A name in capitals as it would be written in a sentence."""
    if not is_capitals_mostly(text):
        return text
    words = text.lower().split()
    return " ".join(
        word if i and word in _SMALL else _capitalised(word) for i, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    """A word and its hyphened parts with capitals, but "Ashby-on-Lund", "Ashby-under-Lund"."""
    parts = word.split("-")
    return "-".join(
        part if 0 < i < len(parts) - 1 and part in _LINKS else part[:1].upper() + part[1:]
        for i, part in enumerate(parts)
    )


def council_in(lines: Iterable[str]) -> str | None:
    """The council's name, on a line of its own before one inside a sentence.

    A parish's is taken from a line of its own alone: other councils' papers are full of
    parishes that were asked or that wrote.
    """
    inside: str | None = None
    for line in lines:
        text = line.strip(" -–:")
        if len(text) > 200 or not re.search(r"council|authority|borough|city of"
                                            r"|rescue", text, re.I):
            continue
        for match in _COUNCIL.finditer(text):
            name = match["name"].strip().rstrip(".")
            name = re.sub(r"^(?:(?:the|of|at|in|for|to|by|from|and)\s+)+", "", name, flags=re.I)
            stem = re.sub(r"\s+(?:council|authority)$", "", name, flags=re.I)
            if (stem == name and not re.search(r"borough|city of|rescue", name, re.I)) or not stem:
                continue
            if re.fullmatch(r"(?:(?:city|county|borough|district|metropolitan|town|parish|unitary|"
                            r"community|combined|local|planning|the)\s*)+", stem, re.I):
                continue
            if _NOT_A_COUNCIL.search(stem) or not re.match(r"[A-Z]", name):
                continue
            if not all(
                (w[0].isupper() and w.rsplit("-", 1)[-1][:1].isupper())
                or w.lower() in _SMALL or w in {"&", "upon", "le"}
                for w in name.split()
            ):
                continue
            of_a_parish = _OF_A_PARISH.search(stem)
            if of_a_parish:
                place = stem[: of_a_parish.start()]
                if inside or _NO_PARISH.search(place) or _NOT_A_COUNCIL.search(place):
                    continue
            if len(name) >= 0.9 * len(re.sub(r"^the\s+", "", text, flags=re.I)):
                return tidy_name(name)
            if not of_a_parish:
                inside = inside or tidy_name(name)
    return inside


def council_named(text: str) -> str | None:
    """The council that a text names, for documents whose front sheet does not.

    It must open a line of its own, stand in the text twice, or own the web address. A
    parish council is taken from the text's head only: below it, it is one that was asked.
    """
    counts: dict[str, int] = {}
    opens: set[str] = set()
    for at, line in enumerate(line for line in text.split("\n") if line.strip()):
        name = council_in([line])
        if name and (at < _HEAD_LINES or name in counts or not _OF_A_PARISH.search(name)):
            counts[name] = counts.get(name, 0) + 1
            if fold(line).startswith(fold(name)) and re.match(
                r"\s*(?:$|[-–—:|])", line.strip()[len(name) :]
            ):
                opens.add(name)
    if not counts:
        return None
    name = max(counts, key=lambda n: (counts[n], n in opens))
    site = squash(name.split()[0])
    owns = bool(re.search(rf"\b{re.escape(site)}\w*\.gov\.uk", text, re.I))
    return name if counts[name] >= 2 or name in opens or owns else None
