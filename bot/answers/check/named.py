"""Names: every name of a claim is its units', and in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from bot.answers.check.numbers import WEEKDAYS
from bot.answers.check.wording import sentences, stem, words
from indexer.council.dates import MONTHS
from indexer.store.terms import STOP_WORDS

__all__ = ["exchanged", "missing_names"]

_COMMON = frozenset(
    "council councils councillor councillors cllr cllrs member members officer officers "
    "government mr mrs ms miss dr no yes none ward report minutes agenda appendix item uk road "
    "street".split()
)
"""Capitalised words that are no names by themselves."""

_DATES = frozenset((*MONTHS, *WEEKDAYS, *(month[:3] for month in MONTHS), "sept"))
_STARTS = re.compile(r"(?:^|[.!?:;]\s+|[\"'(]\s*|\n\s*|\s-\s)$")
_JOINED = frozenset((" ", "-", " of ", " and ", "'", " & "))
"""Between the words of one name."""

_TITLES = frozenset("mr mrs ms miss dr councillor cllr".split())
_FULL = re.compile(r"[A-Z]\w*(?:(?: (?:of|and|the|for))* [A-Z]\w*)+")

_SHARED = 6
"""Letters that two forms of a name share: "Blackpool", "Blackpudlian"."""


def missing_names(text: str, own: str, under: str, near: str, question: str) -> list[str]:
    """Names of a claim that its units do not bear, and names made of two. All texts plain.

    Args:
        own: the units' own words.
        under: what they stand under.
        near: what else stands on their pages. A name may come from there where a unit has
            "the scheme" for it, but not in the place of a name that the unit bears.
    """
    allowed = f"{own}\n\n{under}"
    said = {_bare(word.text) for word in words(text)} - _TITLES
    if all(len(run) < 2 or said & {_bare(name) for name, _ in run} for run in _runs(own)):
        allowed = f"{allowed}\n\n{near}"
    # "National Health Service" for "NHS"
    borne = set(re.findall(r"\w+", allowed))
    full = {
        name
        for short, names in _acronyms(text).items()
        if stem(short) and not borne.isdisjoint((short, f"{short}s"))
        for name in names
    }
    there, stems = _borne(allowed)
    known = _acronyms(allowed).keys() | full
    lower = {word.text for word in words(allowed) if word.text[0].islower()}
    asked = {word.text for word in words(question)}
    missing = []
    for run in _runs(text):
        for place, (name, starts) in enumerate(run):
            acronym = _acronym(name)
            bare = _bare(name.removesuffix("s") if acronym else name)
            if bare in there or bare in _COMMON or stem(name) in stems or name in known:
                continue
            if len(bare) > _SHARED and any(one.startswith(bare[:_SHARED]) for one in there):
                continue
            # A sentence's first word has its capital for that.
            if starts and place == 0 and not acronym:
                if len(run) == 1 and name not in asked:
                    continue
                if name.casefold() in asked:
                    continue
            missing.append(name)
        for (one, starts), (other, _) in pairwise(run):
            if (
                f"{one} {other}" in text
                and {_bare(one), _bare(other)} <= there - _COMMON
                and not {one, other} <= full
                and f"{one} {other}".casefold() not in allowed.casefold()
                and not (starts and one.lower() in lower)
                and not any(_in_order(one, other, its) for its in _runs(allowed))
            ):
                missing.append(f"{one} {other}")
    return missing


def exchanged(text: str, units: Sequence[str]) -> Iterator[str]:
    """Words and figures that a claim in a unit's own words has exchanged: "Jones reports to
    Smith" for "Smith reports to Jones". All texts plain."""
    said = _placed(text)
    mine = {one.key for one in said if one.tells}
    for sentence in (sentence for unit in units for sentence in sentences(unit)):
        there = _placed(sentence)
        its = {one.key for one in there if one.tells}
        named = {one for one in mine if one.isalpha()}
        if len(named & its) < _OWN_WORDS * len(named):
            continue
        found = _two_exchanged(said, there) or _turned(
            said, there, exact=mine <= its and len(its) <= len(mine) + 2
        )
        if found:
            yield f"{found[0].text} and {found[1].text} have changed places"
            return


_OWN_WORDS = 0.8
"""The share of a claim's words that one sentence has, where the order of names tells."""

_PLACED = re.compile(r"[£$]?\w+(?:[.,/'-]\w+)*%?")
_JOINING = frozenset("the and or of".split())
_UNPLACED = frozenset(
    "the a an and or of in on at is are was were be been being has have had will would shall "
    "should may might can could must".split()
)
"""Small words that tell no roles: "Marram and Thornhythe" are as good the other way round."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A word or figure where it stands.

    Attributes:
        key: its stem, or for a figure or small word itself.
        tells: it is no small word.
        name: it has a capital, and is no title, date or common word.
        passive: it may be a verb with "by" right behind it.
        does: it is named right behind "by".
    """

    key: str
    text: str
    tells: bool
    name: bool
    passive: bool
    does: bool


@lru_cache(maxsize=256)
def _placed(sentence: str) -> tuple[_Place, ...]:
    found = _PLACED.findall(sentence)
    small = [one.casefold() for one in found]
    return tuple(
        _Place(
            key=stem(one) or small[at],
            text=one,
            tells=bool(stem(one)) or not one.isalpha(),
            name=one[0].isupper()
            and bool(stem(one))
            and _bare(one).isalpha()
            and small[at] not in _COMMON | _DATES
            # What stands behind a code is a part of it or a heading: "SR/147/006 Salem".
            and not (at and found[at - 1][-1].isdigit()),
            passive=one.endswith("ed") and small[at + 1 : at + 2] == ["by"],
            does="by" in small[max(0, at - 3) : at],
        )
        for at, one in enumerate(found)
    )


def _two_exchanged(said: Sequence[_Place], there: Sequence[_Place]) -> tuple[_Place, _Place] | None:
    """The two words in which a claim's order differs from a sentence of the same words."""
    apart = [
        at for at, (one, other) in enumerate(zip(said, there, strict=False)) if one.key != other.key
    ]
    if len(said) != len(there) or len(apart) != 2:
        return None
    first, last = apart
    between = {one.key for one in said[first + 1 : last]}
    if said[first].key != there[last].key or (between and between <= _UNPLACED):
        return None
    return said[first], said[last]


def _turned(
    said: Sequence[_Place], there: Sequence[_Place], *, exact: bool
) -> tuple[_Place, _Place] | None:
    """Two words of the same kind that stand the other way round on both sides of a third,
    or the same way round where one of the texts is in the passive."""
    mine, its = _once(said), _once(there)
    by = any(one.does for one in said) != any(one.does for one in there)
    both = [one for one in mine if one in its]
    for first, last in combinations([one for one in both if mine[one][1].name], 2):
        between = said[mine[first][0] + 1 : mine[last][0]]
        if (
            not by
            and its[first][0] > its[last][0]
            and its[first][1].name
            and its[last][1].name
            and any(one.text.islower() and one.key not in _JOINING for one in between)
        ):
            return mine[first][1], mine[last][1]
    for first, middle, last in combinations(both if exact else (), 3):
        ends = (mine[first][1], mine[last][1], its[first][1], its[last][1])
        kinds = {(one.text[0].isdigit(), one.key in _DATES) for one in ends}
        if len(kinds) > 1 or not all(one.tells for one in ends):
            continue
        places = [its[one][0] for one in (first, middle, last)]
        passive = mine[middle][1].passive != its[middle][1].passive
        if (not by and places == sorted(places, reverse=True)) or (
            passive and places == sorted(places) and any(one.does for one in ends)
        ):
            return ends[0], ends[1]
    return None


def _once(placed: Sequence[_Place]) -> dict[str, tuple[int, _Place]]:
    """What stands once in a text, by key."""
    count = Counter(one.key for one in placed)
    return {
        one.key: (at, one)
        for at, one in enumerate(placed)
        if count[one.key] == 1 and one.key not in _UNPLACED
    }


@lru_cache(maxsize=64)
def _borne(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """A text's words, bare, and their stems."""
    found = words(text)
    return frozenset(_bare(word.text) for word in found), frozenset(word.stem for word in found)


@lru_cache(maxsize=256)
def _runs(text: str) -> list[list[tuple[str, bool]]]:
    """Capitalised words that stand side by side, each with whether it starts a sentence;
    months and days apart, and stop words with a capital for starting one left out."""
    runs: list[list[tuple[str, bool]]] = []
    end = -2
    for word in words(text):
        acronym = word.text.isupper() and len(word.text) > 1
        if not word.text[0].isupper() or word.text.casefold() in _DATES or word.text == "I":
            continue
        if word.text.lower() in STOP_WORDS and not acronym:
            continue
        named = (word.text, bool(_STARTS.search(text, max(0, word.start - 9), word.start)))
        if runs and text[end : word.start] in _JOINED:
            runs[-1].append(named)
        else:
            runs.append([named])
        end = word.end
    return runs


def _in_order(one: str, other: str, run: Sequence[tuple[str, bool]]) -> bool:
    names = [stem(name) for name, _ in run]
    return stem(one) in names and stem(other) in names[names.index(stem(one)) + 1 :]


def _bare(word: str) -> str:
    return word.casefold().removesuffix("'s").removesuffix("'")


def _acronym(name: str) -> bool:
    return len(name) > 1 and name.removesuffix("s").isupper()


_LONGEST = 8
"""Words of a name that has a short form."""


@lru_cache(maxsize=64)
def _acronyms(text: str) -> dict[str, frozenset[str]]:
    """What the names of a text may be shortened to, with their words: "HMIP" for "HM
    Inspectorate of Probation"."""
    found: dict[str, frozenset[str]] = {}
    for name in _FULL.findall(text):
        parts = name.split()
        if parts[0].casefold() in _TITLES:
            continue
        for small in ("", "any"):
            letters = [
                one if _acronym(one) else one[0] if one[0].isupper() else small and one[0].upper()
                for one in parts
            ]
            found |= {
                "".join(letters[first:last]): frozenset(parts[first:last])
                for first in range(len(parts))
                for last in range(first + 2, min(first + _LONGEST, len(parts)) + 1)
            }
    return found
