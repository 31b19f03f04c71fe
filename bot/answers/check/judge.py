"""Whether a claim holds: it says only what the units that it cites say.

`judge` is the one door. Every figure, date, name and denial of the claim stands in the
units, in their headers, in what they stand under or in the meeting's own facts
(`numbers`, `named`, `meaning`), and each figure is the one of the thing that the claim
says it of (`whose`); nothing has changed places (`named`). Ordinary words need not be the unit's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from bot.answers.check.meaning import DENIAL, meaning_faults
from bot.answers.check.named import exchanged, missing_names
from bot.answers.check.numbers import TIMES, Day, Figure, codes, days, numbers, same_figure
from bot.answers.check.orders import gives_orders
from bot.answers.check.silence import without_silence
from bot.answers.check.sources import CitedSource, keys, sources
from bot.answers.check.whose import owner_faults
from bot.answers.check.wording import plain, spelt_out, visible, words
from bot.answers.evidence import Evidence

__all__ = ["Judgement", "completed", "faults_of", "judge", "needed"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why a claim may not leave, a plain sentence each; it holds where there is none."""

    reasons: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.reasons


def judge(
    claim: str, cited: Sequence[Evidence], *, question: str = "", facts: Sequence[str] = ()
) -> Judgement:
    """Check a claim against the units that it cites.

    Args:
        question: what was asked: a claim that names no column is about the one asked for.
        facts: words that any claim may use besides: the meeting's own date and body.
    """
    if not cited:
        return Judgement(("it cites nothing",))
    if gives_orders(claim) or any(gives_orders(one.text) for one in cited):
        return Judgement(("it gives orders to a machine",))
    units = sources(cited)
    rows = any(one.cells for one in units)
    return Judgement(faults_of(claim, units, question=question, facts=facts, rows=rows))


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
            and judge(claim, left, question=question, facts=facts).holds
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
    said = {word.stem for word in words(plain(claim)) if word.stem and word.text.islower()}
    had = frozenset().union(*(keys(f"{one.own}\n{one.under}") for one in sources(cited)))
    for one, source in zip(beside, sources(beside), strict=True):
        # What brings a figure or a name and not one further word tells of something else, and
        # what denies would back any denial.
        if (
            said & (keys(source.own) - had)
            and not DENIAL.search(source.own)
            and judge(claim, [*cited, one], question=question, facts=facts).holds
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
    cover: float = 0.0,
) -> tuple[str, ...]:
    """What a claim says that its units do not, a sentence each.

    Args:
        rows: the units are rows, whose cells are not governed by one another.
        cover: the share of its words that must be theirs.
    """
    text = _ANSWER.sub("", spelt_out(plain(visible(claim))))
    if any(_folded(text) == _folded(one.own) for one in units):
        return ()
    given = plain("\n".join(facts))
    known = "\n".join((question, given, *(f"{one.own}\n{one.under}" for one in units)))
    text = without_silence(text, plain(known), "\n\n".join(one.own for one in units))
    if not keys(text):
        return ()
    return tuple(dict.fromkeys(_faults(text, units, plain(question), given, rows, cover)))


_ANSWER = re.compile(r"^\s*(?:yes|no|not (?:yet|quite|entirely))\s*(?:[,:;.]|-)\s*", re.IGNORECASE)
"""What answers the question and says nothing of the papers by itself."""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _faults(
    text: str,
    units: Sequence[CitedSource],
    question: str,
    facts: str,
    rows: bool,
    cover: float,
) -> Iterator[str]:
    own = "\n\n".join(one.own for one in units)
    frame = "\n".join((*dict.fromkeys(one.under for one in units), facts))
    # What a unit calls "the scheme" or "they" is named elsewhere on its page.
    near = "\n\n".join(dict.fromkeys(one.near for one in units))
    allowed = f"{own}\n\n{frame}"
    yield from _figure_faults(text, units, frame)
    yield from _back_in_time(text, units)
    yield from _date_faults(text, allowed)
    missing = set(codes(text)) - set(codes(f"{allowed}\n\n{near}"))
    missing |= {f"the character {one!a}" for one in _strange(text) - _strange(allowed)}
    for one in sorted(missing):
        yield f"{one} is not in the units that you cite"
    for name in missing_names(text, own, frame, near, question):
        yield f"the name {name} is not in the units that you cite"
    yield from meaning_faults(text, [one.own for one in units], frame, row=rows, near=near)
    yield from owner_faults(text, units, question)
    yield from () if rows else exchanged(text, [one.own for one in units])
    said, there = keys(text), {one[:4] for one in keys(allowed)}
    shared = sum(one[:4] in there for one in said)
    # A figure by itself may be of anything.
    content = {one for one in said if one[0].isalpha()} or {
        one for one in said if one.count("-") == 2
    }
    # Two words or fewer may be plain English for the units' own, if the question says them.
    foreign = not any(one[:4] in there for one in content) and (
        len(content) > 2 or content - keys(question)
    )
    if said and (foreign or (len(said) > 2 and shared / len(said) < cover)):
        yield "the units that you cite tell of something else"


def _strange(text: str) -> set[str]:
    """Letters, marks and digits beyond plain English: such a one may look like another."""
    return {
        character
        for character in text.casefold()
        if not character.isascii() and unicodedata.category(character)[0] in "LMN"
    }


# --- figures and dates ----------------------------------------------------------------------


def _figure_faults(text: str, units: Sequence[CitedSource], frame: str) -> Iterator[str]:
    there: list[tuple[Figure, frozenset[str]]] = [(one, frozenset()) for one in numbers(frame)]
    for unit in units:
        for header, cell in unit.cells or (("", unit.own),):
            scale = unit.units(header) if unit.cells else frozenset()
            # "£000" over a page's tables may be lost from a table's own headers.
            lost = unit.page_units if unit.cells and not scale else frozenset()
            there += [(one, scale if one.unit else scale | lost) for one in numbers(cell)]
    ranked = any(one.unit == "th" and one.value != 1 for one, _ in there)
    money = bool(_MONEY.search("\n".join((*(unit.own for unit in units), frame))))
    if re.search(r"\bboth\b", text, re.IGNORECASE) and _part_dropped(Fraction(2), text, units):
        yield "the units that you cite say it of one of the two"
    for said in numbers(text):
        first = said.text.lower() == "first" and not ranked
        if first or _ORDINARY.match(text, said.start) or _counted(said, text, units):
            continue
        beside = " ".join((*text[: said.start].split()[-4:], *text[said.end :].split()[:2]))
        compares = said.compared or _COMPARES.search(beside)
        # Where the units have the very figure, it is not another one rounded.
        rounds = all(one.value != said.value for one, _ in there)
        bare = replace(said, unit="") if said.unit == "£" and money else None
        same = [
            one
            for one, scale in there
            if same_figure(said, one, units=scale, rounds=rounds)
            or (bare and not scale & {"£000", "£m"} and same_figure(bare, one, rounds=rounds))
        ]
        if not same and not _one(said, text, units):
            alike = [one for one, _ in there if one.value == said.value and one.unit == said.unit]
            yield (
                f"the units that you cite do not say “{_shown(said, text)}” but "
                f"“{alike[0].bound} {alike[0].text}”"
                if alike
                else f"{said.text} is not in the units that you cite"
            )
        elif same and all(one.compared for one in same) and not compares:
            yield f"{said.text} is not how much in the units that you cite, but how much more or less"
        elif same and _part_dropped(said.value, text, units):
            yield f"the units that you cite say it of a part of {said.text}"
        elif same and not any(_counts(said, one, there) for one in same):
            yield f"the units that you cite do not say {said.text} of “{said.noun}”"
        elif said.way and same and all(one.way and one.way != said.way for one in same):
            yield f"the units that you cite say “{same[0].way} {same[0].text}”"
        elif (
            said.whole
            and same
            and not any(one.whole for one in same)
            and any(one.whole for one, _ in there)
        ):
            yield f"{said.text} is not what the units that you cite tell a part of"


_ORDINARY = re.compile(
    r"(?<=\bat )first|first (?:of all|aid)|(?<=for the )first time|second time|(?<=\ba )second",
    re.I,
)
"""Ordinals that are mostly no more than words."""

_MONEY = re.compile(
    r"£|\b(?:cost|budget|spen[dt]|fund|grant|invest|price|pay|fee|charge|income|saving|reserve|"
    r"expend|debt|loan|worth|value|deficit|surplus)",
    re.IGNORECASE,
)
"""Words of money, where a bare figure of a unit may be pounds: a PDF loses the sign."""

_COMPARES = re.compile(
    r"\b(?:more|less|fewer|higher|lower|up|down|short\w*|extra|gap|differ\w*|r[io]se|fell|increas\w*|"
    r"(?:decreas|reduc|gr[eo]w|drop|over\w|under\w|exceed|miss|beat)\w*|better|worse|than|behind|ahead)\b",
    re.IGNORECASE,
)
"""Words by which a claim says that a figure beside them is a difference."""


def _part_dropped(whole_of: Fraction, text: str, units: Sequence[CitedSource]) -> bool:
    """Whether a claim says of "the two lifts" what the units say of "one of the two"."""
    mine = {one.value for one in numbers(text)}
    return any(
        whole.whole
        and whole.value == whole_of
        and not (part.unit or whole.unit or part.value in mine)
        and _OF.fullmatch(unit.own, part.end, whole.start)
        for unit in units
        for part, whole in pairwise(numbers(unit.own))
    )


_OF = re.compile(r"\s+(?:out\s+)?of(?:\s+\w+){1,2}\s+", re.IGNORECASE)


def _back_in_time(text: str, units: Sequence[CitedSource]) -> Iterator[str]:
    """A change told from a row's later year to its earlier one: "fell from £1.5m to £1.2m"."""
    for one, other in pairwise(numbers(text)):
        for unit in units if text[one.end : other.start].strip() == "to" else ():
            years = {
                figure.value: when[0].year
                for header, cell in unit.cells
                if (when := days(header)) and when[0].year
                for figure in numbers(cell)
            }
            if (years.get(one.value) or 0) > (years.get(other.value) or 9999):
                yield f"{one.text} is of a later year than {other.text}"


def _shown(said: Figure, text: str) -> str:
    return " ".join(text[max(0, said.start - 12) : said.end].split()[-3:])


def _counted(said: Figure, text: str, units: Sequence[CitedSource]) -> bool:
    """Whether a small number counts the units cited, or numbers the claim's own list."""
    if said.unit or said.bound or not 1 <= said.value <= 12:
        return False
    if text[max(0, said.start - 1) : said.start] == "(" and text[said.end : said.end + 1] == ")":
        return True
    return said.text.isalpha() and said.value == len(units) > 1


def _one(said: Figure, text: str, units: Sequence[CitedSource]) -> bool:
    """Whether "one" is an "a" of the units, or no figure at all ("the one in Marram")."""
    if said.value != 1 or said.unit or not said.text.isalpha():
        return False
    if not said.noun and not text[said.end :].startswith(" of "):
        return True
    single = rf"\b(?:an?|single|sole|only|each|another)\b(?:\s+\w+){{0,2}}\s+{said.noun[:4]}"
    return any(re.search(single, unit.own, re.IGNORECASE) for unit in units)


def _counts(said: Figure, one: Figure, there: Sequence[tuple[Figure, frozenset[str]]]) -> bool:
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


def _date_faults(text: str, allowed: str) -> Iterator[str]:
    there = [one for part in allowed.split("\n\n") for one in days(part)]
    years: set[int | None] = {one.year for one in there if one.year}
    years |= {one.year + 1 for one in there if one.year and one.to_year is not None}
    for said in days(text):
        same = [one for one in there if _agrees(said, one, years)]
        if not same:
            yield f"the date {said.text} is not in the units that you cite"
        elif not any(_due(said, one) for one in same):
            yield f"the units that you cite do not say “{said.due} {said.text}”"


def _agrees(said: Day, one: Day, years: set[int | None]) -> bool:
    """Whether a date is a unit's; the year may stand elsewhere, over the table or item."""
    if said.within(one):
        return True
    if said.to_year is None and said.day is None and said.month is None and one.to_year is not None:
        return said.year is not None and said.year % 100 == one.to_year
    if one.year is not None or said.month is None or said.month != one.month:
        return False
    if said.day is None and said.year is not None and said.year % 100 == one.day:
        return True  # "Sept 25" of a header
    return said.year in years and said.day == one.day and said.weekday in (None, one.weekday)


def _due(said: Day, one: Day) -> bool:
    kinds = {said.due, one.due}
    if "after" in kinds and "by" in kinds:
        return False
    return not (said.due == "on" and one.due == "by" and said.day)
