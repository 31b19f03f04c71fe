"""Names: every name of a claim is its units', and none is put together from two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answers.check.numbers import MONTHS, WEEKDAYS
from bot.answers.check.wording import stem, words
from indexer.store.terms import STOP_WORDS

__all__ = ["name_faults"]

_COMMON = frozenset(
    "council councils councillor councillors cllr cllrs member members officer officers "
    "government mr mrs ms miss dr no yes none ward report minutes agenda appendix item uk road "
    "street".split()
)
"""Capitalised words that are no names by themselves."""

_OPENING = frozenset("Other Many Several Local New Current Senior Young Both Two Staff".split())

_DATES = frozenset((*MONTHS, *WEEKDAYS, *(month[:3] for month in MONTHS), "sept"))
_STARTS = re.compile(r"(?:^|[.!?:;]\s+|[\"'(]\s*|\n\s*|\s-\s)$")
_TITLED = re.compile(
    r"\b(?:[Cc]ouncillor|[Cc]llr|[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r)\.?\s+"
    r"(?!(?:was|is|has|had|did|and|who|said|asked)\b)([a-z]\S*\w)"
)


def name_faults(text: str, own: str, under: str, near: str, question: str) -> Iterator[str]:
    """Names that the units do not bear, and names made of parts of two. All texts plain.

    Args:
        own: the units' own words.
        under: what they stand under.
        near: what else stands on their pages. A name may come from there where a unit has
            "the scheme" for it, but not in the place of a name that the unit bears.
    """
    allowed = f"{own}\n\n{under}"
    said = {_bare(word.text) for word in words(text)}
    left_out = any(
        len(run) > 1 and not said & {_bare(name) for name, _ in run} for run in _runs(own)
    )
    if not left_out:
        allowed = f"{allowed}\n\n{near}"
    found = words(allowed)
    there = {_bare(word.text) for word in found}
    stems = {word.stem for word in found}
    initials = _initials(allowed)
    asked = {word.text for word in words(question)}
    for name in _TITLED.findall(text):
        if _bare(name) not in there:
            yield f"the name {name} is not in the units that you cite"
    runs = _runs(allowed)
    lower = {word.text for word in found if word.text[0].islower()}
    for run in _runs(text):
        for place, (name, starts) in enumerate(run):
            bare = _bare(name)
            if bare in there or stem(name) in stems or bare in _COMMON:
                continue
            if bare in initials or _spelt(run, allowed):
                continue
            if len(bare) > 6 and any(other.startswith(bare[:6]) for other in there):
                continue
            # A sentence's first word has its capital for that.
            if (
                starts
                and place == 0
                and len(run) == 1
                and name not in asked
                and not (name.isupper() and len(name) > 1)
            ):
                continue
            if starts and place == 0 and (name.casefold() in asked or name in _OPENING):
                continue
            yield f"the name {name} is not in the units that you cite"
        for (one, starts), (other, _) in pairwise(run):
            if f"{one} {other}" not in text:
                continue
            if starts and one.lower() in lower:
                continue
            if _bare(one) in _COMMON or _bare(other) in _COMMON:
                continue
            if not {_bare(one), _bare(other)} <= there:
                continue
            if f"{one} {other}".casefold() in allowed.casefold():
                continue
            if not any(_in_order(one, other, [name for name, _ in known]) for known in runs):
                yield f"the name {one} {other} is not in the units that you cite"


def _runs(text: str) -> list[list[tuple[str, bool]]]:
    """Capitalised words that stand side by side, each with whether it starts a sentence;
    months and days apart, and stop words with a capital for starting one left out."""
    runs: list[list[tuple[str, bool]]] = []
    end = -2
    for word in words(text):
        if not word.text[0].isupper() or word.text.casefold() in _DATES or word.text == "I":
            continue
        starts = bool(_STARTS.search(text[: word.start]))
        if word.text.lower() in STOP_WORDS and not (word.text.isupper() and len(word.text) > 1):
            continue
        if runs and text[end : word.start] in (" ", "-", " of ", " and ", "'", " & "):
            runs[-1].append((word.text, starts))
        else:
            runs.append([(word.text, starts)])
        end = word.end
    return runs


def _in_order(one: str, other: str, run: Sequence[str]) -> bool:
    names = [_bare(name) for name in run]
    return any(
        name == _bare(one) and _bare(other) in names[place + 1 :]
        for place, name in enumerate(names)
    )


def _bare(word: str) -> str:
    return re.sub(r"'s?$", "", word.casefold())


def _initials(text: str) -> set[str]:
    """The short forms of a text's names: "nhs" of "National Health Service"."""
    found = set()
    names = [
        word.text for word in words(text) if word.text.lower() not in ("of", "and", "the", "for")
    ]
    for size in range(2, 6):
        for at in range(len(names) - size + 1):
            found.add("".join(name[0] for name in names[at : at + size]).casefold())
    return found


def _spelt(run: Sequence[tuple[str, bool]], allowed: str) -> bool:
    """Whether a name is a short form of the text, written out."""
    short = "".join(name[0] for name, _ in run)
    return len(short) > 1 and bool(re.search(rf"\b{re.escape(short)}s?\b", allowed))
