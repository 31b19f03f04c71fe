"""What a claim turns round, hardens, widens or drops: denials, opposites, hedges, limits.

Three questions are put. Does each word of the claim that has an opposite, or is denied,
stand in the units on the same side (`_sides`)? Do the units deny what the claim denies,
and the other way round (`_denials`)? Has the claim what governs, in the units, the words
that it takes from them: "may", "some", "alleged", "if" (`_marks`)? The words that these
questions know are closed classes, listed in ``words.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from bot.answers.check.numbers import numbers
from bot.answers.check.wording import clauses, sentences, stem, words

__all__ = ["DENIAL", "meaning_faults"]


def _any(forms: str) -> str:
    """A pattern for words in a row: "*" for any ending, "_" for a space."""
    return "|".join(form.replace("*", r"\w*").replace("_", r"\s+") for form in forms.split())


@lru_cache
def _words(forms: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(forms)})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[list[str]]]:
    """The word lists by section, each line as its parts between bars."""
    found: dict[str, list[list[str]]] = {}
    lines: list[list[str]] = []
    text = files("bot.answers.check").joinpath("words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line.strip() and not line.startswith("#"):
            lines.append([part.strip() for part in re.split(r"\s\|(?=\s|$)", line)])
    return found


_NOT = re.compile(
    r"\b(?:not(?!\s+only\b)|no(?!\.|-|\s*\d|\s+(?:later|earlier|more|less|fewer|longer)\s+than\b)|"
    r"never|none|nobody|neither|nor|nowhere|without|cannot|nothing|unable|hardly|scarcely|"
    r"barely|yet\s+to)\b|n't\b",
    re.IGNORECASE,
)
_IN_A_NAME = re.compile(
    r"(?<=[a-z,] )(?:Not|No)(?= [A-Z])|\b(?i:not)(?=\s+(?i:in\s+(?:education|employment|work)\b))"
)
"""A denial within a name: "Not In Education, Employment or Training"."""

_TURNS = (
    "fail(?:s|ed|ing|ure)_to refused_to refuses_to turned_down thrown_out voted_down declined_to "
    "declines_to stopped_short stops_short denied denies excluded exclud* except unable without"
)
"""Words that deny what they stand before: a claim may not leave them out."""

DENIAL = re.compile(
    rf"{_NOT.pattern}|\b(?:{_any(_TURNS)}|unless|refused|rejected)\b", re.IGNORECASE
)
"""Words that turn what follows them round."""


def meaning_faults(
    text: str, units: Sequence[str], frame: str, *, row: bool = False, near: str = ""
) -> Iterator[str]:
    """What a claim turns round, hardens, widens, denies or drops. All texts are plain.

    Args:
        units: the units' own words.
        frame: what they stand under.
        row: the units are rows: cells are not governed by one another.
        near: what else stands on their pages, such as the "agreed:" over a list.
    """
    text, frame = _IN_A_NAME.sub(" ", text), _IN_A_NAME.sub(" ", frame)
    units = [_IN_A_NAME.sub(" ", unit) for unit in units]
    allowed = "\n\n".join((*units, frame))
    parts = [] if row else told(text, units)
    yield from _sides(text, allowed, row=row)
    yield from _denials(text, allowed, parts, row=row)
    yield from _marks(text, allowed, parts, near)


# --- what a claim tells of the units ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """The clauses of a sentence that a claim tells, and the sentence."""

    part: str
    sentence: str


_JOINT = re.compile(
    r"[;:•]\s|\b(?:and|but|while|whilst|whereas|although|though|however|which|who)\b", re.IGNORECASE
)
_SCALES = frozenset(stem(word) for word in "hundred thousand million billion cent".split())


def told(text: str, units: Sequence[str]) -> list[Told]:
    """For each sentence of the units that a claim tells, the clauses that share most."""
    said = _keys(text)
    found = []
    for unit in units:
        for sentence in sentences(unit):
            parts = [part for part in _JOINT.split(sentence) if part.strip()]
            shared = [len(said & _keys(part)) for part in parts]
            best = max(shared, default=0)
            if not best or len(said & _keys(sentence)) < min(2, len(_keys(sentence)), len(said)):
                continue
            kept = [
                part
                for part, count in zip(parts, shared, strict=True)
                if count and count >= 0.7 * best
            ]
            found.append(Told(" ".join(kept), sentence))
    return found


@lru_cache(maxsize=2_000)
def _keys(text: str) -> frozenset[str]:
    return frozenset(
        word.stem for word in words(text) if word.stem and word.stem not in _SCALES
    ) | {f"{one.value}" for one in numbers(text)}


# --- opposites and denied words ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Side:
    """A word with an opposite, or that may be denied, where it stands.

    Attributes:
        scale: what it is a side of: a line of the lists, or its own stem.
        side: which; of a stem 1, of what is denied by a prefix 0.
        denied: whether a denial stands right before it.
        maybe: whether one stands before it in its clause.
        backed: whether another word of its clause can stand for a denial.
        around: the keys that it stands with.
    """

    scale: str
    side: int
    denied: bool
    maybe: bool
    backed: bool
    around: frozenset[str]
    text: str


_PREFIX = re.compile(r"(?:un|in|im|il|ir|non|dis|mis)(\w{4,})", re.IGNORECASE)


@lru_cache(maxsize=1)
def _scales() -> list[tuple[str, re.Pattern[str]]]:
    """(name, pattern with a group for each side)."""
    return [
        (
            section,
            re.compile(
                r"\b(?:" + "|".join(f"({_any(side)})" for side in sides) + r")\b", re.IGNORECASE
            ),
        )
        for section in ("directions", "opposites", "governing")
        for sides in _lists()[section]
    ]


@lru_cache(maxsize=64)
def _sided(text: str, prefixed: frozenset[str], also: str) -> tuple[_Side, ...]:
    """Words with opposites. `prefixed`: words that the other text has with a prefix."""
    found = []
    for sentence in sentences(_NON.sub(r"\1", text)):
        for clause in clauses(sentence):
            content = [word for word in words(clause) if word.stem]
            denied, maybe = _denied(clause)
            backed = bool(_negative(also).search(clause))
            for at, (kind, pattern) in enumerate(_scales()):
                for match in pattern.finditer(clause):
                    if match.group()[0].isupper() and match.start():
                        continue  # a name: "Better Start"
                    mine = _keys(match.group())
                    if kind == "directions":
                        around = (_keys(clause) - mine) or (_keys(sentence) - mine)
                    else:
                        behind = [one.stem for one in content if one.start >= match.end()]
                        before = [one.stem for one in content if one.end <= match.start()]
                        around = frozenset(
                            behind[:1] if kind == "governing" else [*before[-3:], *behind[:3]]
                        )
                    found.append(
                        _Side(
                            f"{kind} {at}",
                            match.lastindex or 0,
                            bool(mine & denied),
                            bool(mine & maybe),
                            backed,
                            around,
                            match.group(),
                        )
                    )
            for word in content:
                cut = _PREFIX.fullmatch(word.text)
                root = stem(cut[1].casefold()) if cut else ""
                turned = root in prefixed and bool(root)
                found.append(
                    _Side(
                        root if turned else word.stem,
                        0 if turned else 1,
                        word.stem in denied,
                        word.stem in maybe,
                        backed,
                        _keys(clause) - {word.stem},
                        word.text,
                    )
                )
    return tuple(found)


_NON = re.compile(r"\b(non|un)-\s?(?=\w)", re.IGNORECASE)
_NOTHING = frozenset("none nobody nothing nowhere".split())
"""Denials that are the thing denied themselves."""


def _denied(clause: str) -> tuple[set[str], set[str]]:
    """The stems that a clause denies for sure, the first content word behind each denial,
    and those that it may deny, the others behind."""
    sure: set[str] = set()
    maybe: set[str] = set()
    for match in _NOT.finditer(clause):
        if match.group().lower() in _NOTHING:
            maybe |= {word.stem for word in words(clause)}
            continue
        behind = [
            word.stem
            for word in words(clause)
            if word.stem and word.start >= match.end() and not word.text.endswith("ly")
        ]
        sure |= set(behind[:1])
        maybe |= set(behind)
    return sure, maybe


def _sides(text: str, allowed: str, *, row: bool) -> Iterator[str]:
    """Words that the units say the opposite of, or deny where the claim does not.

    Of several places in the units those count whose clause shares most with the claim's.
    """
    by_scale: dict[str, list[_Side]] = {}
    for one in _sided(allowed, frozenset(word.stem for word in words(text)), "contrast"):
        by_scale.setdefault(one.scale, []).append(one)
    claim = _sided(text, frozenset(word.stem for word in words(allowed)), "")
    sides: dict[str, set[int]] = {}
    for said in claim:
        sides.setdefault(said.scale, set()).add(said.side)
    for said in claim:
        same = by_scale.get(said.scale, [])
        kind = said.scale.split()[0]
        told_so = any(one.side == said.side for one in same)
        if not told_so and len(sides[said.scale]) > 1:
            continue
        if kind in ("opposites", "governing"):
            anywhere = kind == "opposites" and not said.around
            same = [one for one in same if anywhere or one.around & said.around]
            if told_so and (kind == "opposites" or any(one.side == said.side for one in same)):
                continue
        if not same:
            continue
        most = max(len(said.around & one.around) for one in same)
        best = [one for one in same if len(said.around & one.around) == most]
        if all(one.side != said.side for one in best):
            if not any(one.maybe or said.maybe for one in best):
                yield f"the units say “{best[0].text}” and not “{said.text}”"
                return
        elif not row and all(one.side == said.side for one in best):
            if said.denied and not any(one.maybe or one.backed for one in best):
                yield f"the units do not deny “{said.text}”"
                return
            if not (said.maybe or said.backed) and all(one.denied for one in best):
                yield f"the units deny “{said.text}”"
                return


@lru_cache
def _negative(also: str) -> re.Pattern[str]:
    """Words that can stand for a denial, in units ("contrast") or in a claim ("opposed")."""
    lines = _lists()["negative"] + _lists().get(also, [])
    return _words(" ".join([_TURNS, *(line[0] for line in lines)]))


# --- denials ----------------------------------------------------------------------------------


def _denials(text: str, allowed: str, parts: Sequence[Told], *, row: bool) -> Iterator[str]:
    ended = _words(f"{_TURNS} " + " ".join(one[0] for one in _lists()["ended"]))
    said = [one.group() for one in (*_NOT.finditer(text), *ended.finditer(text))]
    if said and not (
        _NOT.search(allowed)
        or _negative("contrast").search(allowed)
        or any(one.value == 0 or one.bound in ("<", "<=", "<~") for one in numbers(allowed))
    ):
        yield f"the units do not deny anything (“{said[0]}”)"
    if (
        len(_NOT.findall(text))
        > len(_NOT.findall(allowed)) + len(_negative("contrast").findall(allowed))
        > 0
    ):
        yield "the claim denies more than the units"
    if (
        row
        or said
        or _negative("opposed").search(text)
        or any(one.value == 0 or one.bound in ("<", "<=", "<~") for one in numbers(text))
    ):
        return
    mine = _keys(text)
    for part in parts:
        for clause in clauses(part.part):
            denial = _NOT.search(clause) or _words(_TURNS).search(clause)
            its = _keys(clause)
            # A claim of what the denial is about, not one that tells the rest of the sentence.
            if denial and len(its & mine) >= len(its) / 2:
                yield f"the units say “{denial.group()}” and the claim does not"
                return


# --- what governs ---------------------------------------------------------------------------------


def _has(forms: str, text: str) -> list[re.Match[str]]:
    return [
        match
        for match in (_words(forms).finditer(text) if forms.strip() else ())
        # May, the month, has its capital amid a sentence.
        if not (match.group() == "May" and (match.start() or re.match(r"\W+\d", text[3:])))
    ]


_LIST = re.compile(r",(?=\s+\w+(?:,|\s+(?:and|or)\b))")


def _governs(match: re.Match[str], sentence: str, said: frozenset[str], reach: int) -> bool:
    """Whether a claim tells of what such a word governs in its sentence."""
    rest = re.split(r"[,;:](?!\d)", _LIST.sub(" ", sentence[match.end() :]))[0]
    after = [word.stem for word in words(rest) if word.stem]
    return bool(said & set(after[:reach]))


def _marks(text: str, allowed: str, parts: Sequence[Told], near: str) -> Iterator[str]:
    said = _keys(text)
    owns: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, _, own, other, *_ in _lists()["marks"]:
        owns[name] = f"{owns.get(name, '')} {own}"
        others[name] = f"{others.get(name, '')} {other}"
    for name, reach, own, other, *backing in _lists()["marks"]:
        here = _has(owns[name], text)
        if (
            here
            and backing
            and not (_NOT.search(text) or _has(f"{own} {other} {backing[0]}", f"{allowed}\n{near}"))
        ):
            yield f"the units do not say “{here[0].group()}”"
        # "Call-in requests" are no request where the units have the words too.
        if (
            reach == "-"
            or here
            or any(
                not re.search(rf"\b{match.group()}\b", allowed, re.IGNORECASE)
                for match in _has(others[name], text)
            )
        ):
            continue
        for part in parts:
            there = [
                match
                for match in _has(own, part.part if reach == "all" else part.sentence)
                if reach == "all" or _governs(match, part.sentence, said, int(reach))
            ]
            if there and not (name == "not yet settled" and _SETTLED.search(part.sentence)):
                yield (
                    f"the units say “{there[0].group()}”: it is {name}, and the claim must say so"
                )
                break


_SETTLED = re.compile(r"\b(?:resolved|agreed|approved|adopted|decided|confirmed|carried)\b", re.I)
