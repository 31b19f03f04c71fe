"""Names: every name of a claim is its units', and in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from bot.answers.check.numbers import MONTHS, WEEKDAYS
from bot.answers.check.wording import ClaimWord, sentences, stem, words
from indexer.store.terms import STOP_WORDS

__all__ = ["exchanged_names", "missing_names"]

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
    said = {_bare(word.text) for word in words(text)}
    if all(len(run) < 2 or said & {_bare(name) for name, _ in run} for run in _runs(own)):
        allowed = f"{allowed}\n\n{near}"
    there, stems = _borne(allowed)
    lower = {word.text for word in words(allowed) if word.text[0].islower()}
    asked = {word.text for word in words(question)}
    missing = []
    for run in _runs(text):
        short = "".join(name[0] for name, _ in run)
        if len(short) > 1 and re.search(rf"\b{re.escape(short)}s?\b", allowed):
            continue  # "National Health Service" for "NHS"
        for place, (name, starts) in enumerate(run):
            bare = _bare(name)
            if bare in there or bare in _COMMON or stem(name) in stems:
                continue
            if len(bare) > _SHARED and any(one.startswith(bare[:_SHARED]) for one in there):
                continue
            # A sentence's first word has its capital for that.
            acronym = name.isupper() and len(name) > 1
            if starts and place == 0 and not acronym:
                if len(run) == 1 and name not in asked:
                    continue
                if name.casefold() in asked:
                    continue
            if acronym and _initials(name, allowed):
                continue
            missing.append(name)
        for (one, starts), (other, _) in pairwise(run):
            if (
                f"{one} {other}" in text
                and {_bare(one), _bare(other)} <= there - _COMMON
                and f"{one} {other}".casefold() not in allowed.casefold()
                and not (starts and one.lower() in lower)
                and not any(_in_order(one, other, known) for known in _runs(allowed))
            ):
                missing.append(f"{one} {other}")
    return missing


def exchanged_names(text: str, units: Sequence[str]) -> Iterator[str]:
    """Names that a claim in a unit's own words has exchanged: "Jones reports to Smith" for
    "Smith reports to Jones". All texts plain."""
    mine = {word.stem for word in words(text) if word.stem}
    for sentence in (sentence for unit in units for sentence in sentences(unit)):
        its = {word.stem for word in words(sentence)}
        if len(mine & its) < _OWN_WORDS * len(mine) or _passive(text) != _passive(sentence):
            continue
        there = {name.text: name.start for name in _single_names(sentence)}
        said = [name for name in _single_names(text) if name.text in there]
        for one, other in combinations(said, 2):
            # "Marram and Thornhythe" are as good the other way round.
            between = {word.text for word in words(text[one.end : other.start])}
            if there[one.text] > there[other.text] and any(
                word.islower() and word not in ("and", "or", "of", "the") for word in between
            ):
                yield f"{one.text} and {other.text} have changed places"
                return


_OWN_WORDS = 0.8
"""The share of a claim's words that one sentence has, where the order of names tells."""


def _passive(text: str) -> bool:
    return any(word.text == "by" for word in words(text))


def _single_names(text: str) -> list[ClaimWord]:
    """Words with a capital that a text has once: no titles, dates or parts of codes."""
    found = [
        word
        for word in words(text)
        if word.stem
        and word.text[0].isupper()
        and word.text.casefold() not in _COMMON | _DATES
        and not re.match(r"[/\d]", text[word.end :])
        and not re.search(r"[/\d]\s?$", text[: word.start])
    ]
    count = Counter(word.text for word in found)
    return [word for word in found if count[word.text] == 1]


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
    names = [_bare(name) for name, _ in run]
    return _bare(one) in names and _bare(other) in names[names.index(_bare(one)) + 1 :]


def _bare(word: str) -> str:
    return word.casefold().removesuffix("'s").removesuffix("'")


def _initials(short: str, text: str) -> bool:
    """Whether a text has a name in full: "National Health Service" for "NHS"."""
    small = r"(?:(?:of|and|the|for)\W+)?"
    full = small.join(rf"\b{re.escape(letter)}\w+\W+" for letter in short)
    return bool(re.search(full, f"{text} ", re.IGNORECASE))
