"""What a claim turns round, hardens or denies.

Three questions are put. Does each word of the claim that has an opposite, or is denied,
stand in the units on the same side (`_sides`)? Do the units deny anything, where the claim
does (`_denials`)? Is what the units leave open, or say of some or on somebody's word, told
so (`_unsettled`)? The words that these questions know are closed classes, listed in
``words.txt``.
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
"""Words that deny what they stand before."""

DENIAL = re.compile(
    rf"{_NOT.pattern}|\b(?:{_any(_TURNS)}|unless|refused|rejected)\b", re.IGNORECASE
)
"""Words that turn what follows them round."""


def meaning_faults(
    text: str,
    units: Sequence[str],
    frame: str,
    *,
    row: bool = False,
    near: str = "",
) -> Iterator[str]:
    """What a claim turns round, hardens or denies. All texts are plain.

    Args:
        units: the units' own words.
        frame: what they stand under.
        row: the units are rows: cells are not governed by one another.
        near: what else stands on their pages, such as the "agreed:" over a list.
    """
    text, frame = _IN_A_NAME.sub(" ", text), _IN_A_NAME.sub(" ", frame)
    units = [_IN_A_NAME.sub(" ", unit) for unit in units]
    allowed = "\n\n".join((*units, frame))
    yield from _sides(text, allowed, row=row)
    yield from _denials(text, [] if row else units, allowed)
    yield from _unsettled(text, [] if row else units, f"{allowed}\n{near}")


_SCALES = frozenset(stem(word) for word in "hundred thousand million billion cent".split())


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
_NON = re.compile(r"\b(non|un)-\s?(?=\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _scales() -> list[tuple[str, re.Pattern[str]]]:
    """(section, pattern with a group for each side)."""
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


@lru_cache
def _negative(also: str) -> re.Pattern[str]:
    """Words that can stand for a denial, in units ("contrast") or in a claim ("opposed"); ""
    for those that always can."""
    lines = _lists()["negative"] + (_lists()[also] if also else [])
    return _words(" ".join([_TURNS, *(line[0] for line in lines)]))


@lru_cache(maxsize=64)
def _sided(text: str, roots: frozenset[str], also: str = "") -> tuple[_Side, ...]:
    """Words with opposites. `roots`: stems of the other text, of which this one may have
    the opposite by a prefix ("dissatisfied"); `also`: see `_negative`."""
    found = []
    for sentence in sentences(_NON.sub(r"\1", text)):
        for clause in clauses(sentence):
            content = [word for word in words(clause) if word.stem]
            denied, maybe = _denied(clause)
            backed = bool(_negative(also).search(clause))
            for at, (section, pattern) in enumerate(_scales()):
                for match in pattern.finditer(clause):
                    if match.group()[0].isupper() and match.start():
                        continue  # a name: "Better Start"
                    mine = _keys(match.group())
                    if section == "directions":
                        around = (_keys(clause) - mine) or (_keys(sentence) - mine)
                        # What opens the clause counts twice: it is what rises or falls.
                        around |= {
                            f"^{one.stem}" for one in content[:1] if one.end <= match.start()
                        }
                    else:
                        behind = [one.stem for one in content if one.start >= match.end()]
                        before = [one.stem for one in content if one.end <= match.start()]
                        around = frozenset(
                            behind[:1] if section == "governing" else [*before[-3:], *behind[:3]]
                        )
                    found.append(
                        _Side(
                            f"{section} {at}",
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
                turned = bool(root) and root in roots
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


def _denied(clause: str) -> tuple[set[str], set[str]]:
    """The stems that a clause denies for sure, the first content word behind each denial,
    and those that it may deny, the others behind."""
    sure: set[str] = set()
    maybe: set[str] = set()
    for match in _NOT.finditer(clause):
        if match.group().lower() in ("none", "nobody", "nothing", "nowhere"):
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
    claim = _sided(text, frozenset(word.stem for word in words(allowed)))
    sides: dict[str, set[int]] = {}
    for said in claim:
        sides.setdefault(said.scale, set()).add(said.side)
    for said in claim:
        same = by_scale.get(said.scale, [])
        section = said.scale.split()[0]
        told_so = any(one.side == said.side for one in same)
        if not told_so and len(sides[said.scale]) > 1:
            continue
        if section in ("opposites", "governing"):
            anywhere = section == "opposites" and not said.around
            same = [one for one in same if anywhere or one.around & said.around]
            if told_so and (section == "opposites" or any(one.side == said.side for one in same)):
                continue
        near = [(len(said.around & one.around), _subject(said, one)) for one in same]
        best = [one for one, score in zip(same, near, strict=True) if score == max(near)]
        if not best:
            continue
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


def _subject(said: _Side, one: _Side) -> bool:
    return any(key.startswith("^") for key in said.around & one.around)


# --- denials, and what is not settled ---------------------------------------------------------


def _denials(text: str, units: Sequence[str], allowed: str) -> Iterator[str]:
    ended = _words(f"{_TURNS} {_lists()['ended'][0][0]}")
    said, there = _NOT.findall(text), _NOT.findall(allowed)
    brought = said + [one.group() for one in ended.finditer(text)]
    backed = there + _negative("contrast").findall(allowed)
    if brought and not (backed or _is_low(allowed)):
        yield f"the units do not deny anything (“{brought[0]}”)"
    elif len(said) > len(backed) > 0:
        yield "the claim denies more than the units"
    if brought or _negative("opposed").search(text) or _is_low(text):
        return
    mine = _keys(text)
    turned = {
        stem(cut[1].casefold()) for word in words(text) if (cut := _PREFIX.fullmatch(word.text))
    }
    for clause in (clause for unit in units for clause in clauses(unit)):
        denial = _NOT.search(clause) or _words(_TURNS).search(clause)
        its = _keys(clause)
        # A claim of what the denial is about, not one that tells the rest of the sentence.
        if denial and not turned & its and len(its & mine) >= max(2, _MOST * len(its)):
            yield f"the units say “{denial.group()}” and the claim does not"
            return


_MOST = 0.7
"""The share of a denied clause's words that a claim of it has."""


def _is_low(text: str) -> bool:
    """Whether a text has a figure that may stand for a denial: none, or fewer than some."""
    return any(one.value == 0 or one.bound in ("<", "<=", "<~") for one in numbers(text))


def _unsettled(text: str, units: Sequence[str], around: str) -> Iterator[str]:
    """What a claim tells as settled, or as a fact of all, that its units do not.

    Args:
        units: those that are no rows.
        around: all words that may back the claim's own.
    """
    ((decided, backing),) = _lists()["decided"]
    here = _has(decided, text)
    if here and not _NOT.search(text) and not _has(f"{decided} {backing}", around):
        yield f"the units do not say “{here[0].group()}”"
    lines = _lists()["unsettled"]
    ((conditions,),) = _lists()["conditions"]
    marks = _lists()["marks"]
    told = "\n".join(units)
    kept = _has(" ".join(own for _, own in lines), text) or [
        match
        for match in _has(_lists()["keeping"][0][0], text)
        # "Call-in requests" are no request where the units have the words too.
        if not re.search(rf"\b{match.group()}\b", told, re.IGNORECASE)
    ]
    said = _keys(text)
    for unit in units:
        for sentence in sentences(unit):
            if len(said & _keys(sentence)) < min(2, len(_keys(sentence)), len(said)):
                continue
            for reach, own, keeping in marks:
                for match in _has(own, sentence):
                    governed = _governed(sentence[match.end() :], int(reach[0]))
                    if not said & governed:
                        continue
                    where = text
                    if "here" in reach:  # how many of them is told right where they are
                        where = max(
                            clauses(text), key=lambda one: len(_keys(one) & governed), default=""
                        )
                    if not _has(f"{own} {keeping}", where):
                        yield f"the units say “{match.group()}”, and the claim must say so"
                        return
            if kept:
                continue
            for match in _has(conditions, sentence):
                behind = _governed(sentence[match.end() :], len(sentence))
                if behind and not said & behind:
                    yield f"the units say “{match.group()}”, and the claim must say so"
                    return
            for reach, own in () if _has(decided, sentence) else lines:
                for match in _has(own, sentence):
                    if said & _governed(sentence[match.end() :], int(reach)):
                        yield f"the units say “{match.group()}”, and the claim must say so"
                        return


def _has(forms: str, text: str) -> list[re.Match[str]]:
    return [
        match
        for match in _words(forms).finditer(text)
        # May, the month, has its capital amid a sentence.
        if not (match.group() == "May" and (match.start() or re.match(r"\W+\d", text[3:])))
    ]


_LIST = re.compile(r",(?=\s+\w+(?:,|\s+(?:and|or)\b))")


def _governed(rest: str, reach: int) -> frozenset[str]:
    """The stems that a word governs: so many of those behind it in its clause."""
    clause = re.split(r"[,;:](?!\d)", _LIST.sub(" ", rest))[0]
    return frozenset([word.stem for word in words(clause) if word.stem][:reach])
