"""Roles: who does what to whom, and which figure belongs to which name.

The words of a claim may stand in another order than those of its quotes: "In January 35
homes were inspected" for "35 homes were inspected in January". What moves in one block
keeps its sense. Where three words stand the other way round altogether ("Jones to report
to Smith" for "Smith to report to Jones", "from £3m to £2m" for "from £2m to £3m"), two of
them have changed places, unless the claim turned an active sentence into a passive one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.check.figures import figures, is_date
from bot.answers.check.wording import stem, words
from indexer.catalogue.terms import STOP_WORDS

__all__ = ["name_faults", "role_faults"]

_LINKS = frozenset("of from to by than as against with for under over out and".split())
_BE = frozenset("is are was were be been being".split())
_REACH = 8
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


def _tokens(text: str) -> list[_Token]:
    """Content words, names, figures and the small words that link two of them."""
    values = figures(text)
    spans = [(one.start, one.end) for one in values]
    pieces: list[tuple[int, str, str, bool, bool]] = [
        (one.start, one.key, text[one.start : one.end].strip(), True, one.in_date)
        for one in values
    ]
    for code in _CODE.finditer(text):
        if not any(start <= code.start() < end for start, end in spans):
            spans.append(code.span())
            pieces.append((code.start(), code.group().casefold(), code.group(), True, False))
    for word in words(text):
        if any(start <= word.start < end for start, end in spans):
            continue
        small = word.text.casefold()
        name = word.text[0].isupper() and not _STARTS.search(text[: word.start])
        pieces.append((word.start, small if not word.stem else word.stem, word.text,
                       name and bool(word.stem), is_date(word.text)))
    found: list[_Token] = []
    recent: list[str] = []
    for _, key, shown, anchor, date in sorted(pieces):
        small = shown.casefold()
        link = small in _LINKS
        if link or anchor or stem(small):
            found.append(_Token(
                key=small if link else key, text=shown, anchor=anchor, date=date, link=link,
                after_be=any(one in _BE for one in recent),
                after_by=bool(recent) and "by" in recent[-2:],
            ))
        recent = ([*recent, small] if not stem(small) else [])[-3:]
    return found


def role_faults(text: str, quotes: Sequence[str], *, row: bool) -> list[str]:
    """Words of a claim that have changed places. All texts are plain.

    `row`: it is made of whole cells, whose order is the table's and tells nothing.
    """
    said = _tokens(text)
    there = [_tokens(quote) for quote in quotes]
    problems = dict.fromkeys(() if row else _swapped(said, there))
    problems |= dict.fromkeys(_turned(text, quotes))
    problems |= dict.fromkeys(() if row else _repaired(text, quotes))
    problems |= dict.fromkeys(() if row else _borrowed(text, quotes))
    return list(problems)


def _swapped(said: Sequence[_Token], there: Sequence[Sequence[_Token]]) -> Iterable[str]:
    places: list[dict[str, list[int]]] = []
    for quote in there:
        found: dict[str, list[int]] = {}
        for place, token in enumerate(quote):
            found.setdefault(token.key, []).append(place)
        places.append(found)
    for at, middle in enumerate(said):
        left = said[max(0, at - _REACH) : at]
        right = said[at + 1 : at + 1 + _REACH]
        if middle.link:
            # A small word tells the roles only of the two that it stands between.
            left = [token for token in left[-2:] if token.anchor][-1:] or left[-1:]
            right = [token for token in right[:2] if token.anchor][:1] or right[:1]
            if middle.key == "and" and not all(
                one.key[:1].isdigit() for one in (*left, *right)
            ):
                continue  # "Marram and Thornhythe" are as good the other way round
        for first in left:
            for last in right:
                if not middle.link and (first.date or last.date):
                    continue  # "In January 35 homes …" moves freely
                if first.link or last.link or len({first.key, middle.key, last.key}) < 3:
                    continue
                kept = turned = False
                reach = 2 * _REACH
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
                        _turned_at(place, ones, others, reach=reach)
                        and _voice(said, at) == _voice(quote, place)
                        for place in middles
                    )
                if turned and not kept:
                    yield f"“{first.text}” and “{last.text}” have changed places"


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
    stem(word) for word in "councillor councillors officer officers contractor contractors council "
    "committee panel cabinet executive member members resident residents chair team service "
    "director manager board company provider developer applicant landlord tenant tenants "
    "parent parents school schools police".split()
)


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
                yield word.stem, following.stem, passive
                break
            passive |= following.text.casefold() in _BE


def _repaired(text: str, quotes: Sequence[str]) -> Iterable[str]:
    """Figures given to other names: where a quote goes name, figure, name, figure (or the
    other way round) each belongs to the one beside it."""
    said = _pairs(text)
    if not said:
        return
    for quote in quotes:
        there = _pairs(quote)
        names, values = {name for name, _ in there}, {value for _, value in there}
        for name, value in said:
            if len(there) > 1 and name in names and value in values and (name, value) not in there:
                yield f"{value} is not {name}'s"


_JOINT = re.compile(r";|\b(?:and|but|while|whilst|whereas)\b", re.IGNORECASE)


def _borrowed(text: str, quotes: Sequence[str]) -> Iterable[str]:
    """A figure given to what has its own further on: "the survey finishes on 12 May" for
    "the works finish on 12 May and the survey on 3 June"."""
    for quote in quotes:
        yield from _other_day(text, quote)
    said = _owned(text)
    mine = {value for _, values in said for value in values}
    for quote in quotes:
        there = [one for part in _JOINT.split(quote) for one in _owned(part)]
        for owners, values in said:
            for place, (others, its) in enumerate(there):
                if not set(values) & set(its):
                    continue
                for later, its_own in there[place + 1 :]:
                    if mine & set(its_own):
                        continue
                    for word in sorted((owners & later) - others):
                        if not any(word in before for before, _ in there[: place + 1]):
                            yield f"{values[0]} is not said of “{word}”"


def _other_day(text: str, quote: str) -> Iterable[str]:
    """A figure of one month given to another: "£15,000 in March" for "£40,000 in March and
    £15,000 in May"."""
    there = [(_days(part), {one.key for one in figures(part)}) for part in _JOINT.split(quote)]
    every = set().union(*(days for days, _ in there))
    for part in _JOINT.split(text):
        days = _days(part) & every
        for one in figures(part):
            own = [its for its, values in there if one.key in values and its]
            if days and own and not one.in_date and not any(its & days for its in own):
                yield f"{one.key} is of another day"


def _days(text: str) -> set[str]:
    return {
        word.text.casefold() for word in words(text)
        if word.text[0].isupper() and is_date(word.text)
    }


def _owned(text: str) -> list[tuple[set[str], list[str]]]:
    """(content stems before the first figure, its figures) of each clause; [] without one."""
    found = []
    for part in _JOINT.split(text):
        values = figures(part)
        if values:
            before = {word.stem for word in words(part[: values[0].start]) if word.stem}
            found.append((before, [one.key for one in values]))
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    """(name, figure) in turn; [] unless they alternate."""
    spans = [one for one in figures(text) if not one.in_date]
    anchors: list[tuple[int, str, bool]] = [(one.start, one.key, True) for one in spans]
    end = -2
    for word in words(text):
        inside = any(one.start <= word.start < one.end for one in spans)
        if inside or not word.stem or not word.text[0].isupper() or is_date(word.text):
            continue
        if _STARTS.search(text[: word.start]) and word.start and not anchors:
            continue
        if word.start - end > 1:
            anchors.append((word.start, word.stem, False))
        end = word.end
    anchors.sort()
    kinds = [figure for _, _, figure in anchors]
    if len(kinds) < 2 or len(kinds) % 2 or any(
        one == other for one, other in pairwise(kinds)
    ):
        return []
    keys = [key for _, key, _ in anchors]
    pairs = zip(keys[::2], keys[1::2], strict=True)
    return [(other, one) if kinds[0] else (one, other) for one, other in pairs]


_TITLED = re.compile(
    r"\b(?:[Cc]ouncillor|[Cc]llr|[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Dd]r)\.?\s+([a-z]\S*\w)",
)

# --- names --------------------------------------------------------------------------------


def name_faults(text: str, allowed: str) -> list[str]:
    """Names of a claim that its quotes do not bear, and names put together from two."""
    there = {_bare(word.text) for word in words(allowed)}
    problems = [
        f"the name {name} is not in the quote"
        for name in _TITLED.findall(text) if _bare(name) not in there
    ]
    stems = {word.stem for word in words(allowed)}
    runs = _runs(allowed)
    ordinary = {word.text for word in words(allowed) if word.text[0].islower()}
    for run in _runs(text):
        for name, starts in run:
            known = _bare(name) in there or (starts and stem(name) in stems)
            if not known:
                problems.append(f"the name {name} is not in the quote")
        for (one, starts), (other, _) in pairwise(run):
            if (starts and one.lower() in ordinary) or not {_bare(one), _bare(other)} <= there:
                continue
            if not any(_in_order(one, other, [name for name, _ in known]) for known in runs):
                problems.append(f"the name {one} {other} is not in the quote")
    return problems


def _runs(text: str) -> list[list[tuple[str, bool]]]:
    """Capitalised words that stand side by side, each with whether it starts a sentence;
    months and days apart, and words with a capital merely for starting one left out."""
    runs: list[list[tuple[str, bool]]] = []
    end = -2
    for word in words(text):
        if not word.text[0].isupper():
            continue
        starts = bool(_STARTS.search(text[: word.start]))
        common = word.text.lower() in STOP_WORDS | {"yes"}
        if is_date(word.text):
            continue
        if starts and common and not (word.text.isupper() and len(word.text) > 1):
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
