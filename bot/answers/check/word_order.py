"""Order: who does what to whom, and what stands before what.

The words of a claim may stand in another order than those of its units: "In January 35
homes were inspected" for "35 homes were inspected in January". What moves in one block
keeps its sense. Where three words stand the other way round altogether ("Jones to report
to Smith" for "Smith to report to Jones"), two of them have changed places, unless the
claim turned an active sentence into a passive one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answers.check.numbers import days, numbers
from bot.answers.check.wording import stem, words

__all__ = ["order_faults"]

_LINKS = frozenset("from than as against over to of in and".split())
_OF_FIGURES = frozenset("to of in and".split())
"""Links that tell roles of figures and dates, and of names: "to" alone of other words."""
_BE = frozenset("is are was were be been being".split())
_REACH = 5
"""Words on either side of one in which two others can change places."""

_CODE = re.compile(r"\b[^\W\d_]{1,3}\d+\b")
_STARTS = re.compile(r"(?:^|[.!?:;]\s+|[\"'(]\s*|\n\s*)$")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or figure in its place; `key` is its stem or value."""

    key: str
    text: str
    anchor: bool
    date: bool
    link: bool
    after_be: bool
    after_by: bool


def _tokens(text: str, names: set[str]) -> list[_Token]:
    """Content words, names, figures and the small words that link two of them."""
    spans = [(one.start, one.end) for one in numbers(text)]
    spans += [(one.start, one.end) for one in days(text)]
    pieces: list[tuple[int, str, str, bool, bool]] = [
        (one.start, f"{one.value}{one.unit}", one.text, True, False) for one in numbers(text)
    ] + [
        (one.start, f"{one.day or one.year}-{one.month}-{one.weekday}", one.text, True, True)
        for one in days(text)
    ]
    for code in _CODE.finditer(text):
        if not any(start <= code.start() < end for start, end in spans):
            spans.append(code.span())
            pieces.append((code.start(), code.group().casefold(), code.group(), True, False))
    for word in words(text):
        if any(start <= word.start < end for start, end in spans):
            continue
        small = word.text.casefold()
        name = word.text in names
        pieces.append(
            (
                word.start,
                small if not word.stem else word.stem,
                word.text,
                name and bool(word.stem),
                False,
            )
        )
    found: list[_Token] = []
    recent: list[str] = []
    for _, key, shown, anchor, date in sorted(pieces):
        small = shown.casefold()
        link = small in _LINKS
        if link or anchor or stem(small):
            found.append(
                _Token(
                    key=small if link else key,
                    text=shown,
                    anchor=anchor,
                    date=date,
                    link=link,
                    after_be=any(one in _BE for one in recent),
                    after_by=bool(recent) and "by" in recent[-2:],
                )
            )
        recent = ([*recent, small] if not stem(small) else [])[-3:]
    return found


def order_faults(text: str, quotes: Sequence[str]) -> Iterator[str]:
    """Words of a claim that have changed places. All texts are plain."""
    names = _names("\n".join((text, *quotes)))
    yield from _swapped(_tokens(text, names), [_tokens(quote, names) for quote in quotes])
    yield from _turned(text, quotes)


def _names(text: str) -> set[str]:
    """Words with a capital that does not come from starting a sentence."""
    return {
        word.text
        for word in words(text)
        if word.text[0].isupper()
        and (
            not _STARTS.search(text[: word.start])
            or (word.text.isupper() and word.end - word.start > 1)
        )
    }


def _swapped(said: Sequence[_Token], there: Sequence[Sequence[_Token]]) -> Iterable[str]:
    places: list[dict[str, list[int]]] = []
    for quote in there:
        found: dict[str, list[int]] = {}
        for place, token in enumerate(quote):
            found.setdefault(token.key, []).append(place)
        places.append(found)
    keys = {token.key for token in said}
    verbatim = any(keys <= found.keys() and len(found) <= len(keys) + 2 for found in places)
    for at, middle in enumerate(said):
        left = said[max(0, at - (6 if middle.link else 2)) : at]
        right = said[at + 1 : at + 5]
        if middle.link:
            # A small word tells the roles only of the two that it stands between.
            left = [token for token in left[-2:] if token.anchor][-1:] or left[-1:]
            right = [token for token in right[:2] if token.anchor][:1] or right[:1]
            if middle.key in _OF_FIGURES:
                left, right = said[max(0, at - 1) : at], said[at + 1 : at + 2]
                if not all(one.date or one.key[:1].isdigit() for one in (*left, *right)) and not (
                    middle.key == "to" and at > 1 and said[at - 2].key == "from"
                ):
                    continue  # "Marram and Thornhythe" are as good the other way round
        for first in left:
            for last in right:
                if not middle.link and (first.date or last.date):
                    continue  # "In January 35 homes …" moves freely
                if first.link or last.link or len({first.key, middle.key, last.key}) < 3:
                    continue
                if last.after_by:
                    continue
                if (
                    not middle.link
                    and not verbatim
                    and not (_acts(first) and _acts(last) and not (middle.anchor or _acts(middle)))
                ):
                    continue
                kept = turned = False
                reach = _REACH
                if middle.link:
                    reach = 4 if first.anchor and last.anchor else 2
                for quote, found in zip(there, places, strict=True):
                    ones, middles, others = (
                        found.get(token.key, []) for token in (first, middle, last)
                    )
                    if not (ones and middles and others):
                        continue
                    kept |= any(min(ones) < place < max(others) for place in middles)
                    turned |= any(
                        quote[place].text.endswith("ing") == middle.text.endswith("ing")
                        and _turned_at(place, ones, others, reach=reach)
                        and _voice(said, at) == _voice(quote, place)
                        for place in middles
                    )
                if turned and not kept:
                    yield f"“{first.text}” and “{last.text}” have changed places"


def _acts(token: _Token) -> bool:
    """Whether it can do something or be done to: a name, a figure, people, a body."""
    return (token.anchor and token.key[:1].isalpha()) or token.key in _PEOPLE


def _turned_at(place: int, ones: Sequence[int], others: Sequence[int], *, reach: int) -> bool:
    """Whether, of words that may stand several times, those nearest to a place have what
    should be behind it before it and the other way round."""
    one = min(ones, key=lambda it: abs(it - place))
    other = min(others, key=lambda it: abs(it - place))
    return other < place < one and one - place <= reach and place - other <= reach


def _voice(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a word is a passive verb, with who does it named behind it."""
    return tokens[at].after_be and any(
        token.after_by or token.key == "by" for token in tokens[at + 1 : at + 4]
    )


def _turned(text: str, quotes: Sequence[str]) -> Iterable[str]:
    """A doer who was done to: "Jones asked" for "Jones was asked"."""
    there = [pair for quote in quotes for pair in _doings(quote)]
    for name, verb, passive in _doings(text):
        same = {other for one, did, other in there if (one, did) == (name, verb)}
        if same and passive not in same:
            yield f"“{verb}” is said of {name} the other way round"


_PEOPLE = frozenset(
    stem(word)
    for word in "councillor councillors officer officers contractor contractors council "
    "committee panel cabinet executive member members resident residents chair team service "
    "director manager board company provider developer applicant landlord tenant tenants "
    "parent parents school schools police".split()
)


_DONE = re.compile(r"(?:ed|en|wn|t|ne|id|de|ld|nd)$")
"""The end of a verb that stands behind "was" for a passive."""


def _doings(text: str) -> Iterable[tuple[str, str, bool]]:
    """(doer, verb, passive) where a name or a body has a verb right behind it."""
    every = words(text)
    for place, word in enumerate(every):
        is_name = word.text[0].isupper() and word.stem
        if not (is_name or word.stem in _PEOPLE):
            continue
        passive = False
        for following in every[place + 1 : place + 5]:
            if re.search(r"[.,;:!?]", text[word.end : following.start]):
                break
            if following.stem:
                if passive and not _DONE.search(following.text):
                    break
                yield word.stem, following.stem, passive
                break
            passive |= following.text.casefold() in _BE
