"""Whether a claim holds: it says only what the units that it cites say.

`judge` is the one door. Every figure, date, name and denial of the claim stands in the
units, in their headers, in what they stand under or in the meeting's own facts
(`numbers`, `named`, `meaning`), and each figure is the one of the thing that the claim
says it of (`whose`); nothing has changed places (`named`). Ordinary words need not be the unit's own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from bot.answers.check.meaning import DENIAL, meaning_faults
from bot.answers.check.named import exchanged, missing_names, spelt
from bot.answers.check.numbers import TIMES, Day, Figure, codes, days, numbers, same_figure
from bot.answers.check.orders import gives_orders
from bot.answers.check.quoted import folded
from bot.answers.check.silence import without_silence
from bot.answers.check.sources import CitedSource, keys, sources
from bot.answers.check.whose import owner_faults
from bot.answers.check.wording import (
    before,
    behind,
    forms_of,
    opening,
    plain,
    spelt_out,
    stems,
    visible,
    word_lists,
    word_pattern,
)
from bot.answers.evidence import Evidence

__all__ = ["completed", "faults_of", "judge", "needed"]


def judge(
    claim: str, cited: Sequence[Evidence], *, question: str = "", facts: Sequence[str] = ()
) -> tuple[str, ...]:
    """Why a claim may not leave on the units that it cites, a plain sentence each; () where
    it holds.

    Args:
        question: what was asked: a claim that names no column is about the one asked for.
        facts: words that any claim may use besides: the meeting's own date and body.
    """
    if not cited:
        return ("it cites nothing",)
    if gives_orders(claim) or any(gives_orders(one.text) for one in cited):
        return ("it gives orders to a machine",)
    units = sources(cited)
    rows = any(one.cells for one in units)
    return faults_of(claim, units, question=question, facts=facts, rows=rows)


def needed(
    claim: str, cited: Sequence[Evidence], *, question: str = "", facts: Sequence[str] = ()
) -> list[Evidence]:
    """The units that a claim which holds cannot do without; of two that say the same, the
    earlier. They hold every word, figure and date of it that all of them hold."""
    said = keys(spelt_out(plain(visible(claim))))
    has = {
        unit: said & (keys(one.own) | keys(one.under))
        for unit, one in zip(cited, sources(cited), strict=True)
    }
    every = frozenset().union(*has.values())
    kept = list(cited)
    for unit in reversed(cited):
        left = [one for one in kept if one is not unit]
        if (
            left
            and frozenset().union(*(has[one] for one in left)) == every
            and not judge(claim, left, question=question, facts=facts)
        ):
            kept = left
    return kept


def completed(
    claim: str,
    cited: Sequence[Evidence],
    beside: Sequence[Evidence],
    *,
    question: str = "",
    facts: Sequence[str] = (),
) -> list[Evidence]:
    """The units that a claim cites, with the one beside them that it forgot to cite; [] where
    it does not hold with any of those either."""
    said = stems(" ".join(word for word in plain(claim).split() if word.islower()))
    had = frozenset().union(*(keys(f"{one.own}\n{one.under}") for one in sources(cited)))
    for one, source in zip(beside, sources(beside), strict=True):
        # What brings a figure or a name and not one further word tells of something else, and
        # what denies would back any denial.
        if (
            said & (keys(source.own) - had)
            and not DENIAL.search(source.own)
            and not judge(claim, [*cited, one], question=question, facts=facts)
        ):
            return [*cited, one]
    return []


def faults_of(
    claim: str,
    units: Sequence[CitedSource],
    *,
    rows: bool,
    question: str = "",
    facts: Sequence[str] = (),
) -> tuple[str, ...]:
    """What a claim says that its units do not, a sentence each.

    Args:
        rows: the units are rows, whose cells are not governed by one another.
    """
    text = _without_answer(spelt_out(plain(visible(claim))))
    if folded(text).rstrip(".") in {folded(one.own).rstrip(".") for one in units}:
        return ()
    given = plain("\n".join(facts))
    known = "\n".join((question, given, *(f"{one.own}\n{one.under}" for one in units)))
    text = without_silence(text, plain(known), "\n\n".join(one.own for one in units))
    if not keys(text):
        return ()
    return tuple(dict.fromkeys(_faults(text, units, plain(question), given, rows)))


def _without_answer(text: str) -> str:
    """A claim without what answers the question and says nothing of the papers by itself."""
    text = text.lstrip()
    if answer := opening("yes no not_(?:yet|quite|entirely)").match(text):
        rest = text[answer.end() :].lstrip()
        return rest[1:].lstrip() if rest.startswith((",", ":", ";", ".", "-")) else text
    return text


def _faults(
    text: str, units: Sequence[CitedSource], question: str, facts: str, rows: bool
) -> Iterator[str]:
    texts = [one.own for one in units]
    own = "\n\n".join(texts)
    frame = "\n".join((*dict.fromkeys(one.under for one in units), facts))
    # What a unit calls "the scheme" or "they" is named elsewhere on its page.
    near = "\n\n".join(dict.fromkeys(one.near for one in units))
    allowed = f"{own}\n\n{frame}"
    missing = {
        one
        for one in set(codes(text)) - set(codes(f"{allowed}\n\n{near}"))
        if not (one[:2].isalpha() and spelt(one.upper()).search(allowed))
    }
    missing |= {f"the character {one!a}" for one in _strange(text) - _strange(allowed)}
    short = {pair for one in units for pair in one.short_names}
    names = missing_names(text, own, frame, near, question, short)
    missing |= {f"the name {one}" for one in names}
    yield from (f"{one} is not in the units that you cite" for one in sorted(missing))
    yield from _figure_faults(text, units, frame)
    yield from _back_in_time(text, units)
    yield from _date_faults(text, allowed)
    yield from meaning_faults(text, texts, frame, row=rows, near=near)
    yield from owner_faults(text, units, question)
    yield from () if rows else exchanged(text, texts)
    if "the former" in text and "the latter" in text and numbers(text):
        yield "say by name which are the former and the latter"
    if _is_foreign(keys(text), {one[:4] for one in keys(allowed)}, keys(question)):
        yield "the units that you cite tell of something else"


def _is_foreign(said: frozenset[str], there: set[str], asked: frozenset[str]) -> bool:
    """Whether the units tell of something else than the claim: it shares no word with them,
    and hardly a figure. Two words may be plain English for theirs, if the question says them."""
    shared = {one for one in said if one[:4] in there}
    words = {one for one in said if one[0].isalpha()}
    apart = not words & shared and bool(len(words) > 2 or words - asked)
    return apart and len(shared) < _ENOUGH


_ENOUGH = 3
"""Figures and dates that a claim does not share with a unit by chance."""


def _strange(text: str) -> set[str]:
    """Letters, marks and digits beyond plain English: such a one may look like another."""
    return {
        character
        for character in text.casefold()
        if not character.isascii() and unicodedata.category(character)[0] in "LMN"
    }


# --- figures and dates ----------------------------------------------------------------------

_Scaled = tuple[Figure, frozenset[str]]
"""A figure of the units, and what its column is in."""


def _figure_faults(text: str, units: Sequence[CitedSource], frame: str) -> Iterator[str]:
    there: list[_Scaled] = [(one, frozenset()) for one in numbers(frame)]
    for unit in units:
        for header, cell in unit.cells or (("", unit.own),):
            scale = unit.units(header) if unit.cells else frozenset()
            # "£000" over a page's tables may be lost from a table's own headers.
            lost = unit.page_units if unit.cells and not scale else frozenset()
            # "Limit: £5m" is a bound too.
            bounds = [one for one in numbers(f"{header} {cell}") if one.bound in ("<=", ">=")]
            figures = (*numbers(cell), *bounds)
            there += [(one, scale if one.unit else scale | lost) for one in figures]
    ranked = any(one.unit == "th" and one.value != 1 for one, _ in there)
    own = "\n".join(unit.own for unit in units)
    if "£" in own + frame or _MONEY.search(f"{own}\n{frame}"):  # a PDF loses the sign
        there += [
            (replace(one, unit="£"), scale)
            for one, scale in there
            if not one.unit and not scale & {"£000", "£m"}
        ]
    yield from _parts_dropped(text, units)
    for said in numbers(text):
        ways = {one.way for one, _ in there if (one.value, one.unit) == (said.value, said.unit)}
        if said.way and ways and ways <= {"from", "to"} - {said.way}:
            yield f"the units that you cite say “{ways.pop()} {said.text}”"
        first = said.text.lower() == "first" and not ranked
        if first or _counted(said, len(units)) or _no_count(said, text, own):
            continue
        if fault := _figure_fault(said, text, there):
            yield fault


def _figure_fault(said: Figure, text: str, there: Sequence[_Scaled]) -> str:
    """What is wrong with a figure of a claim, "" if nothing."""
    same = [one for one, scale in there if same_figure(said, one, units=scale)]
    if not same:
        for one, _ in there:
            if one.value == said.value and one.unit == said.unit:
                shown = " ".join(text[max(0, said.start - 12) : said.end].split()[-3:])
                return f"the units that you cite do not say “{shown}” but “{one.bound} {one.text}”"
        return f"{said.text} is not in the units that you cite"
    beside = " ".join((*text[: said.start].split()[-4:], *text[said.end :].split()[:2]))
    if all(one.compared for one in same) and not (said.compared or _COMPARES.search(beside)):
        return f"{said.text} is not how much in the units that you cite, but how much more or less"
    if not any(_counts(said, one, there) for one in same):
        return f"the units that you cite do not say {said.text} of “{said.noun}”"
    if said.whole and not any(one.whole for one in same) and any(one.whole for one, _ in there):
        return f"{said.text} is not what the units that you cite tell a part of"
    return ""


def _parts_dropped(text: str, units: Sequence[CitedSource]) -> Iterator[str]:
    """What a claim says of "the three lifts" and the units of "two of the three lifts"."""
    mine = {one.value for one in numbers(text) if not one.unit}
    mine |= {Fraction(2)} if word_pattern("both").search(text) else set()
    there = [(unit.own, numbers(unit.own)) for unit in units]
    counted = {one.value for _, found in there for one in found if not (one.whole or one.unit)}
    for own, found in there:
        for part, whole in pairwise(found):
            if (
                whole.whole
                and whole.value in mine - counted
                and not (part.unit or whole.unit or part.value in mine)
                and _OF.fullmatch(own[part.end : whole.start].strip())
            ):
                yield f"the units that you cite say it of {part.text} of the {whole.text}"


_OF = word_pattern(r"(?:out_)?of(?:_\w+){0,2}")


_MONEY, _COMPARES = (word_pattern(forms_of(name)) for name in ("money", "comparing"))
"""Words where a bare figure of a unit may be pounds; by which a claim says that a figure
beside them is a difference."""


def _counted(said: Figure, units: int) -> bool:
    """Whether a number in a word counts the units cited ("all three reports")."""
    return said.text.isalpha() and not said.unit and not said.bound and said.value == units > 1


def _no_count(said: Figure, text: str, own: str) -> bool:
    """Whether a number is no more than a word, or "one" an "a" of the units."""
    word, following = said.text.lower(), " ".join(behind(text, said.end))
    leading = ("any", *before(text, said.start)[-1:])
    if any(
        word == number and led in leading and opening(forms).match(following)
        for number, led, forms in word_lists()["no count"]
    ):
        return True
    if word != "one" or said.unit:
        return False
    if not said.noun and not text[said.end :].startswith(" of "):
        return True
    single = "(?:an?|single|sole|only|each|another)"
    noun = "per" if said.noun.startswith("per ") else f"{said.noun[:4]}*"
    return bool(word_pattern(rf"{single}(?:_\w+){{0,2}}_{noun}").search(own))


def _counts(said: Figure, one: Figure, there: Sequence[_Scaled]) -> bool:
    """Whether a figure counts what the unit's does: another noun may be another word for
    it, but not one that has a figure of its own, nor another unit of time."""
    # What stands behind a share is no more than its next word.
    if not said.noun or said.noun == one.noun or said.unit == "%":
        return True
    if said.noun.startswith("per ") and one.noun.startswith("per "):
        return {said.noun, one.noun} == {"per annum", "per year"}
    if said.noun in TIMES and one.noun in TIMES:
        return False
    rivals = {other.noun for other, _ in there if other.value != one.value}
    return said.noun not in rivals or (not one.noun and said.noun not in TIMES)


def _back_in_time(text: str, units: Sequence[CitedSource]) -> Iterator[str]:
    """A change told from a row's later year to its earlier one ("fell from £1.5m to £1.2m"),
    and an earlier year's figure told of now."""
    for unit in units:
        years = {
            figure.value: when[0].year or 0
            for header, cell in unit.cells
            if (when := days(header))
            for figure in numbers(cell)
        }
        told = [(one, years[one.value]) for one in numbers(text) if one.value in years]
        for (one, year), (other, later) in pairwise(told):
            if text[one.end : other.start].strip() == "to" and year > later > 0:
                yield f"{one.text} is of a later year than {other.text}"
        if told and not days(text) and word_pattern("now currently latest").search(text):
            one, year = max(told, key=lambda pair: pair[1])
            if year < max(years.values()):
                yield f"{one.text} is of an earlier year than now"


def _date_faults(text: str, allowed: str) -> Iterator[str]:
    there = [one for part in allowed.split("\n\n") for one in days(part)]
    years: set[int | None] = {one.year for one in there if one.year}
    years |= {one.year + 1 for one in there if one.year and one.to_year is not None}
    for said in days(text):
        same = [one for one in there if _agrees(said, one, years)]
        if not same:
            yield f"the date {said.text} is not in the units that you cite"
        elif all(_another_end(said, one) for one in same):
            yield f"the units that you cite do not say “{said.due} {said.text}”"


def _agrees(said: Day, one: Day, years: set[int | None]) -> bool:
    """Whether a date is a unit's; the year may stand elsewhere, over the table or item."""
    if said.within(one):
        return True
    if said.year and one.to_year is not None and not (said.to_year or said.month):
        return said.year % 100 == one.to_year
    if one.year is not None or said.month is None or said.month != one.month:
        return False
    return said.year in years and said.day == one.day and said.weekday in (None, one.weekday)


def _another_end(said: Day, one: Day) -> bool:
    """Whether a claim has "by" for "from" or the like."""
    return {said.due, one.due} >= {"by", "after"} or (
        said.due == "on" and one.due == "by" and said.day is not None
    )
