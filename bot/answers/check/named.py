"""Names: every name of a claim is its units', and in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from bot.answers.check.numbers import numbers
from bot.answers.check.wording import forms_of, sentences, stem, stems, tokens, word_pattern, words
from indexer.council.dates import MONTHS, WEEKDAYS
from indexer.store.terms import STOP_WORDS, terms

__all__ = ["exchanged", "missing_names", "spelt"]

_COMMON, _ANYBODY, _UNPLACED = (
    frozenset(forms_of(name).split()) for name in ("common", "anybody", "unplaced")
)

_DATES = frozenset((*MONTHS, *WEEKDAYS, *(month[:3] for month in MONTHS), "sept"))
_STARTS = re.compile(r"(?:^|[.!?:;]\s+|[\"'(]\s*|\n\s*|\s-\s)$")
_JOINED = frozenset((" ", "-", " of ", " and ", "'", " & "))
"""Between the words of one name."""

_TITLES = frozenset("mr mrs ms miss dr councillor cllr".split())
_SHARED = 6
"""Letters that two forms of a name share: "Blackpool", "Blackpudlian"."""


def missing_names(
    text: str,
    own: str,
    under: str,
    near: str,
    question: str,
    short: Collection[tuple[str, str]] = (),
) -> list[str]:
    """Names of a claim that its units do not bear, and names made of two. All texts plain.

    Args:
        own: the units' own words.
        under: what they stand under.
        near: what else stands on their pages. A name may come from there where a unit has
            "the scheme" for it, but not in the place of a name that the unit bears.
        short: the short names of their documents, as (short, long).
    """
    allowed = f"{own}\n\n{under}"
    said = _bare_words(text) - _TITLES
    written = _written_out(text, own, short)
    if all(len(run) < 2 or said & {_bare(name) for name, _ in run} for run in _runs(own)):
        allowed = f"{allowed}\n\n{near}"
    there, known = _bare_words(allowed), stems(allowed)
    full = _full_names(text, allowed)
    asked = {word.text for word in words(question)}
    missing = []
    for run in _runs(text):
        for place, (name, starts) in enumerate(run):
            acronym = _acronym(name)
            bare = _bare(name.removesuffix("s") if acronym else name)
            known_so = known.intersection(terms(name.replace("'", "’")))
            if bare in there | _COMMON | written or known_so or name in full:
                continue
            if acronym and spelt(name.removesuffix("s")).search(allowed):
                continue
            if len(bare) > _SHARED and any(one.startswith(bare[:_SHARED]) for one in there):
                continue
            # A sentence's first word has its capital for that, unless somebody acts.
            acts = (
                bool(_acts(text, name) & _acts(own))
                and name.lower() not in _ANYBODY
                and not numbers(name)
            )
            if acronym or not starts or place or len(run) > 1 or name in asked or acts:
                missing.append(name)
        missing += [
            f"{one} {other}"
            for (one, _), (other, _) in pairwise(run)
            if f"{one} {other}" in text
            and {_bare(one), _bare(other)} <= there - _COMMON
            and not {one, other} <= full
            and not _together(one, other, allowed)
        ]
    return missing


def _acts(text: str, name: str = "") -> set[str]:
    """What somebody with a capital, or of that name, does right behind it: "Hale moved", and
    of a claim's names not "Homes flooded"."""
    return {
        verb.text
        for one, verb in pairwise(words(text))
        if text[one.end : verb.start] == " "
        and (verb.text in ("had", "has") or (verb.text.endswith("ed") and len(verb.text) > 2))
        and ((one.text == name and name[-1] != "s") if name else one.text[0].isupper())
    }


def _written_out(text: str, own: str, short: Collection[tuple[str, str]]) -> set[str]:
    """The words of the long names that a document writes out, by which a claim may name what
    its units call by the short one."""
    said = _bare_words(text)
    found: set[str] = set()
    for name, long in short:
        full = _bare_words(long)
        if full <= said and _spaced(name) in _spaced(own):
            found |= full
    return found


def _spaced(text: str) -> str:
    return f" {' '.join(one for one, _, _ in tokens(text))} "


def _full_names(text: str, allowed: str) -> set[str]:
    """The words of a claim that spell out short names of the units: "National Health
    Service" for "NHS", where one of these words is the units' too."""
    full: set[str] = set()
    there = _bare_words(allowed)
    capitals = {word.text.removesuffix("'s").removesuffix("s") for word in words(allowed)}
    for short in {one for one in capitals if len(one) > 1 and one.isupper()}:
        if stem(short) and (match := spelt(short).search(text)):
            names = {name for name in match.group().split() if name[0].isupper()}
            full |= names if there & {_bare(name) for name in names} else set()
    return full


def _together(one: str, other: str, text: str) -> bool:
    """Whether two words of a name stand together in a text, or the first is no name there and
    neither a part of another."""
    first, last = stem(one), stem(other)
    runs = [[stem(name) for name, _ in run] for run in _runs(text)]
    ordinary = numbers(one) or word_pattern(f"(?-i:{_bare(one)})").search(text)
    found = [_bare(word) for word, _, _ in tokens(text) if word[0].isalnum()]
    found = [word for word in found if word not in _BETWEEN or word == _bare(one)]
    return (
        (_bare(one), _bare(other)) in pairwise(found)
        or any(first in run and last in run[run.index(first) + 1 :] for run in runs)
        or (bool(ordinary) and not any(first in run[:-1] or last in run[1:] for run in runs))
    )


_BETWEEN = frozenset("the a an of and for".split())
"""Small words within a name."""


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


@dataclass(frozen=True, slots=True)
class _Term:
    """A word or figure where it stands.

    Attributes:
        at: its number in the sentence.
        key: its stem, or for a figure or small word itself.
        tells: it is no small word.
        kind: whether it is a figure, and a month or weekday.
        name: it has a capital, and is no title, date or common word.
        passive: it may be a verb with "by" right behind it.
        does: it is named right behind "by".
    """

    at: int
    key: str
    text: str
    tells: bool
    kind: tuple[bool, bool]
    name: bool
    passive: bool
    does: bool


@lru_cache(maxsize=256)
def _placed(sentence: str) -> tuple[_Term, ...]:
    found = _PLACED.findall(sentence)
    small = [one.casefold() for one in found]
    return tuple(
        _Term(
            at=at,
            key=stem(one) or small[at],
            text=one,
            tells=bool(stem(one)) or not one.isalpha(),
            kind=(one[0].isdigit(), small[at] in _DATES),
            name=one[0].isupper()
            and bool(stem(one))
            and _bare(one).isalpha()
            and small[at] not in _COMMON | _DATES,
            passive=one.endswith("ed") and small[at + 1 : at + 2] == ["by"],
            does="by" in small[max(0, at - 3) : at],
        )
        for at, one in enumerate(found)
    )


def _two_exchanged(said: Sequence[_Term], there: Sequence[_Term]) -> tuple[_Term, _Term] | None:
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
    said: Sequence[_Term], there: Sequence[_Term], *, exact: bool
) -> tuple[_Term, _Term] | None:
    """Two words of the same kind that stand the other way round on both sides of a third,
    or the same way round where one of the texts is in the passive."""
    mine, its = _once(said), _once(there)
    by = any(one.does for one in said) != any(one.does for one in there)
    for first, middle, last in combinations([one for one in mine if one in its], 3):
        ends = (mine[first], mine[last], its[first], its[last])
        names = all(one.name for one in ends) or (exact and all(one.tells for one in ends))
        # "The proposal" is no party where the sentence has "is proposed".
        forms = {one.text.casefold() for one in ends}
        if not names or len(forms) > 2 or len({one.kind for one in ends}) > 1:
            continue
        places = [its[one].at for one in (first, middle, last)]
        passive = mine[middle].passive != its[middle].passive
        if (not by and places == sorted(places, reverse=True)) or (
            passive and places == sorted(places) and any(one.does for one in ends)
        ):
            return ends[0], ends[1]
    return None


def _once(placed: Sequence[_Term]) -> dict[str, _Term]:
    """What stands once in a text, by key."""
    count = Counter(one.key for one in placed)
    return {one.key: one for one in placed if count[one.key] == 1 and one.key not in _UNPLACED}


@lru_cache(maxsize=512)
def _bare_words(text: str) -> frozenset[str]:
    return frozenset(_bare(word.text) for word in words(text))


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


def _bare(word: str) -> str:
    return word.casefold().removesuffix("'s").removesuffix("'")


def _acronym(name: str) -> bool:
    return len(name) > 1 and name.removesuffix("s").isupper()


_LONGEST = 8
"""Letters of a short name that is looked for; each further one makes the search far longer."""


@lru_cache(maxsize=1_000)
def spelt(short: str) -> re.Pattern[str]:
    """A pattern for the words of a short name: "HM Inspectorate of Probation" for "HMIP"."""
    gap = r"(?:[a-z']*[ -](?:(?:of|and|the|for) )*)?"
    inner = [f"[{one}{one.lower()}]" for one in short[1:-1]]  # "FoMP", "Friend for Life"
    letters = gap.join([short[0], *inner, short[-1]])
    return re.compile(rf"\b{letters}[a-z']*\b" if len(short) <= _LONGEST else r"(?!)")
