"""What a claim turns round, hardens or denies.

Four questions are put. Does each word of the claim that has an opposite, or is denied,
stand in the units on the same side (`_sides`)? Do the units deny anything, where the claim
does (`_denials`)? Is what the units leave open, or say of some or on somebody's word, told
so (`_unsettled`)? Is what it tells as done still to be done there (`_undone`)? The words
that these questions know are closed classes, listed in ``words.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.check.numbers import numbers
from bot.answers.check.sources import keys
from bot.answers.check.wording import (
    ClaimWord,
    any_of,
    before,
    clauses,
    forms_of,
    irregular,
    run_of,
    sentences,
    stem,
    word_lists,
    word_pattern,
    words,
)

__all__ = ["DENIAL", "meaning_faults"]


_TURNS = forms_of("turning")
_NOT = re.compile(
    rf"\b(?!(?<=[a-z,]\s)(?-i:Not?\s[A-Z]))(?:{any_of(forms_of('not'))})\b|n't\b",
    re.IGNORECASE,
)
"""A denial, but for one within a name ("Document No Longer Held")."""

DENIAL = re.compile(
    rf"{_NOT.pattern}|\b(?:{any_of(_TURNS)}|unless|refused|rejected)\b", re.IGNORECASE
)
"""Words that turn what follows them round."""


def meaning_faults(
    text: str, units: Sequence[str], frame: str, *, row: bool = False, near: str = ""
) -> Iterator[str]:
    """What a claim turns round, hardens or denies. All texts are plain.

    Args:
        units: the units' own words.
        frame: what they stand under.
        row: the units are rows: cells are not governed by one another.
        near: what else stands on their pages, such as the "agreed:" over a list.
    """
    allowed = "\n\n".join((*units, frame))
    yield from _sides(text, allowed, row=row)
    yield from _denials(text, [] if row else units, allowed)
    yield from _unsettled(text, [] if row else units, f"{allowed}\n{near}")
    yield from _undone(text, [] if row else units, frame, f"{allowed}\n{near}")


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


_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis")
_NON = re.compile(r"\b(non|un)-\s?(?=\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _scales() -> list[tuple[str, re.Pattern[str]]]:
    """(section, pattern with a group for each side)."""
    return [
        (
            section,
            re.compile(
                r"\b(?:" + "|".join(f"({any_of(side)})" for side in sides) + r")\b", re.IGNORECASE
            ),
        )
        for section in ("directions", "opposites", "governing")
        for sides in word_lists()[section]
    ]


@lru_cache
def _negative(also: str) -> re.Pattern[str]:
    """Words that can stand for a denial, in units ("contrast") or in a claim ("opposed"); ""
    for those that always can."""
    lines = word_lists()["negative"] + (word_lists()[also] if also else [])
    return word_pattern(" ".join([_TURNS, *(line[0] for line in lines)]))


@lru_cache(maxsize=64)
def _sided(text: str, roots: frozenset[str], also: str = "") -> tuple[_Side, ...]:
    """Words with opposites. `roots`: stems of the other text, of which this one may have
    the opposite by a prefix ("dissatisfied"); `also`: see `_negative`."""
    found = []
    for sentence in sentences(_NON.sub(r"\1", text)):
        for clause in clauses(sentence):
            denied, maybe = _denied(clause)
            backed = bool(_negative(also).search(clause))
            for scale, side, shown, around in (*_listed(clause), *_own(clause, roots)):
                mine = keys(shown)
                found.append(
                    _Side(
                        scale, side, bool(mine & denied), bool(mine & maybe), backed, around, shown
                    )
                )
    return tuple(found)


def _listed(clause: str) -> Iterator[tuple[str, int, str, frozenset[str]]]:
    """The words of a clause that the lists have: scale, side, word, what is around it."""
    content = [word for word in words(clause) if word.stem]
    for at, (section, pattern) in enumerate(_scales()):
        for match in pattern.finditer(clause):
            if match.group()[0].isupper() and match.start():
                continue  # a name: "Better Start"
            before = [one.stem for one in content if one.end <= match.start()]
            # What opens the clause counts twice: it is what rises or falls.
            around = (keys(clause) - keys(match.group())) | {f"^{one}" for one in before[:1]}
            scale = f"{section} {at}"
            if section == "governing":
                behind = [one.stem for one in content if one.start >= match.end()]
                around = frozenset(behind[:1])
                scale = " ".join([scale, *behind[:1]])
            yield scale, match.lastindex or 0, match.group(), around


def _own(clause: str, roots: frozenset[str]) -> Iterator[tuple[str, int, str, frozenset[str]]]:
    """Every content word of a clause as a side by itself, what a prefix turns as the other."""
    for word in words(clause):
        root = _root(word.text)
        if word.stem:
            turned = bool(root) and root in roots
            around = keys(clause) - {word.stem}
            yield root if turned else word.stem, 0 if turned else 1, word.text, around


def _root(word: str) -> str:
    """The stem of what a prefix turns in a word ("dissatisfied"); "" where none does."""
    low = word.casefold()
    prefix = next((one for one in _PREFIXES if low.startswith(one)), "")
    return stem(low.removeprefix(prefix)) if prefix and len(low) >= len(prefix) + 4 else ""


def _denied(clause: str) -> tuple[set[str], set[str]]:
    """The stems that a clause denies for sure, the first content word behind each denial,
    and those that it may deny, the others behind."""
    sure: set[str] = set()
    maybe: set[str] = set()
    for match in _NOT.finditer(clause):
        anything = match.group().lower() in ("none", "nobody", "nothing", "nowhere")
        behind = [
            word.stem
            for word in words(clause)
            if word.stem
            and (anything or (word.start >= match.end() and not word.text.endswith("ly")))
        ]
        sure |= set() if anything else set(behind[:1])
        maybe |= set(behind)
        if match.group().lower() == "no":  # "took no part" denies that they took part
            maybe |= {word.stem for word in words(clause[: match.start()])[-1:]}
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
            same = [one for one in same if one.around & said.around and not told_so]
        shared = [said.around & one.around for one in same]
        near = [(len(one), any(key.startswith("^") for key in one)) for one in shared]
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


# --- denials, and what is not settled ---------------------------------------------------------


def _denials(text: str, units: Sequence[str], allowed: str) -> Iterator[str]:
    ended = word_pattern(forms_of("ended"))
    said = _NOT.findall(text)
    brought = said + ended.findall(text)
    none = any(one.value == 0 for one in numbers(allowed))
    if brought and not (none or _NOT.search(allowed) or _negative("contrast").search(allowed)):
        yield f"the units do not deny anything (“{brought[0]}”)"
    if said:
        return
    mine = keys(text)
    denying = {one.group() for one in _negative("opposed").finditer(text)}
    denying |= {one.group() for one in ended.finditer(text)}
    prefixed = {word.text: root for word in words(text) if (root := _root(word.text))}
    for clause in (clause for unit in units for clause in clauses(unit)):
        denial = _NOT.search(clause) or word_pattern(_TURNS).search(clause)
        its = keys(clause)
        turned = {one for one, root in prefixed.items() if root in its}
        # A claim of what the denial is about, not one that tells the rest of the sentence.
        if (
            denial
            and not run_of(denial.group()).search(text)
            and all(run_of(one).search(clause) for one in denying | turned)
            and len(its & mine) >= max(2, _MOST * len(its))
        ):
            yield f"the units say “{denial.group()}” and the claim does not"
            return


_MOST = 0.7
"""The share of a denied clause's words that a claim of it has."""


def _unsettled(text: str, units: Sequence[str], around: str) -> Iterator[str]:
    """What a claim tells as settled, or as a fact of all, that its units do not.

    Args:
        units: those that are no rows.
        around: all words that may back the claim's own.
    """
    ((decided, backing),) = word_lists()["decided"]
    here = word_pattern(decided).search(text)
    if here and not _NOT.search(text) and not word_pattern(f"{decided} {backing}").search(around):
        yield f"the units do not say “{here.group()}”"
    unsettled = word_lists()["unsettled"]
    ((always,), (keeping,)), ((conditions,),) = word_lists()["keeping"], word_lists()["conditions"]
    always_kept = word_pattern(" ".join([always, *(own for _, own in unsettled)])).search(text)
    brought = list(_brought(text, "\n".join(units), keeping))
    marks = [(reach, own, f"{own} {keeping}") for reach, own, keeping in word_lists()["marks"]]
    said = keys(text)
    for sentence in (sentence for unit in units for sentence in sentences(unit)):
        if len(said & keys(sentence)) < min(2, len(keys(sentence)), len(said)):
            continue
        kept = always_kept or not all(run_of(one).search(sentence) for one in brought)
        settled = kept or word_pattern(decided).search(sentence)
        rules = marks if settled else [*marks, *((reach, own, "") for reach, own in unsettled)]
        for reach, own, keeping in rules:
            for match in word_pattern(own).finditer(sentence):
                governed = _governed(sentence[match.end() :], int(reach[0]))
                where = text
                if "here" in reach:  # how many of them is told right where they are
                    where = max(
                        clauses(text), key=lambda one: len(keys(one) & governed), default=""
                    )
                if said & governed and not (keeping and word_pattern(keeping).search(where)):
                    yield f"the units say “{match.group()}”, and the claim must say so"
                    return
        for match in word_pattern(conditions).finditer(sentence) if not kept else ():
            behind = _governed(sentence[match.end() :], len(sentence))
            if behind and not said & behind:
                yield f"the units say “{match.group()}”, and the claim must say so"
                return


def _brought(text: str, told: str, forms: str) -> Iterator[str]:
    """Those of some words that a claim has of its own accord: what the units have with the
    same word behind, or with nothing behind in the claim, tells of what it does there."""
    for match in word_pattern(forms).finditer(text):
        there = [_governed(told[one.end() :], 1) for one in run_of(match.group()).finditer(told)]
        its = _governed(text[match.end() :], 1)
        if not there or (its and its not in there):
            yield match.group()


def _governed(rest: str, reach: int) -> frozenset[str]:
    """The stems that a word governs: so many of those behind it in its clause."""
    end = _GOVERNED.search(rest)
    own = words(rest[: end.start()] if end else rest)
    return frozenset([word.stem for word in own if word.stem][:reach])


_GOVERNED = re.compile(r"[;:](?!\d)|,(?!\d|\s+\w+(?:,|\s+(?:and|or)\b))")
"""Where what a word governs ends: not in a list ("a, b and c"), a number or a time."""


# --- what is yet to be done -------------------------------------------------------------------

_SMALL = frozenset("be been being have not also now already then both all".split())
_OPENS = re.compile(r"\W*(?:\w{1,4}[.)]\W*)*(?:to|that)\b", re.IGNORECASE)
"""The start of what may have been decided by a line over it: "2. To note"."""

_DESCRIBES = frozenset("the a an its their his her our this that of any no".split())


def _led(leading: Sequence[str], forms: str) -> bool:
    """Whether some words stand right before a word, but for small ones ("is not yet")."""
    wanted = forms.split()
    for one in reversed(leading):
        if one in wanted:
            return True
        if one not in _SMALL and not one.endswith("ly"):
            return False
    return False


def _undone(text: str, units: Sequence[str], frame: str, around: str) -> Iterator[str]:
    """What a claim tells as done ("has opened") and every place of the units as yet to be
    done ("will open"). `around` may decide it, which does it ("agreed": "to request")."""
    (wished,), (ahead,), *_ = word_lists()["undone"]
    decided, acts = (word_pattern(word_lists()[name][0][0]) for name in ("decided", "acts"))
    headed = {one.stem for one in words(frame) if _past(one.text)}
    told = [one for unit in units for one in sentences(unit)]

    def decides(one: str) -> bool:
        return bool(decided.search(around if _OPENS.match(one) else one))

    for sentence in sentences(text):
        for word in words(sentence):
            leading = before(sentence, word.start)
            if (
                not _past(word.text)
                or (leading and (leading[-1] in _DESCRIBES or leading[-1][-1].isdigit()))
                or word.stem in headed | {""}
                or _is_open(sentence, word, f"{wished} {ahead}")
                or _NOT.search(" ".join(sentence[: word.start].split()[-3:]))
            ):
                continue
            there = [(one, at) for one in told for at in words(one) if at.stem == word.stem]
            # "Must be answered" is a rule, by which they "are answered".
            leads = "to" if _led(leading, "is are") else f"{wished} {ahead}"
            act = acts.fullmatch(word.text)
            done = {one for one, _ in there if act and decides(one)}
            # "Anonymised data" is so described by both.
            has = _led(leading, "has have had was were been is are")
            described = [] if has else sentence[word.start :].split()[:2]
            if there and all(
                _is_open(one, at, leads, ahead if one in done else "")
                and one[at.start :].split()[:2] != described
                for one, at in there
            ):
                shown = there[0][0][max(0, there[0][1].start - 20) : there[0][1].end]
                yield f"the units do not say that it is done (“{word.text}”): “{shown}”"
                return


def _is_open(sentence: str, word: ClaimWord, leads: str, even: str = "") -> bool:
    """Whether what a word of a sentence tells is yet to be done: by its `leads`, words right
    before it, or, where that is decided, only by `even`; or by others of its clause."""
    _, (ahead,), (far,), (of_noun,) = word_lists()["undone"]
    leading = before(sentence, word.start)
    if _led(leading, leads):
        return not even or _led(leading, even)
    clause = next(reversed([*clauses(f"{sentence[: word.start]}.")]), "")
    if _past(word.text):
        # "Until it was closed" tells that it is, "once it has closed" does not.
        over = word_pattern("once until").search(clause) and _led(leading, "was were had")
        return bool(word_pattern(far).search(clause)) and not over
    rest = sentence[word.end :].split(maxsplit=_AHEAD)[:_AHEAD]
    return bool(
        word_pattern(f"{far} {of_noun}").search(clause)
        or (
            _led(leading, "and or then ,")
            and word_pattern(f"to {ahead}").search(sentence[: word.start])
        )
        or any(one.strip(",.:()").lower() in ahead.split() for one in rest)
    )


_AHEAD = 5
"""Words behind a noun within which it is said what is yet to be done with it; a hyphened word
is one."""


def _past(word: str) -> bool:
    low = word.lower()
    return low in irregular() or (low.endswith("ed") and stem(low) != low)
