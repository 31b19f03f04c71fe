"""Arithmetic over cited figures: the model names the operation, code works it out.

A `Working` never holds a result. Its figures are taken from the units that it cites, as
written there; what comes of them is said as worked out, with the figures it came from:
"Points: 25 is 6 less than 31 (worked out)".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, Field

from bot.answers.check.judge import judge
from bot.answers.check.numbers import numbers
from bot.answers.check.sources import sources
from bot.answers.check.wording import plain, visible
from bot.answers.evidence import Evidence

__all__ = ["Term", "Worked", "Working", "work_out"]

MAX_TERMS = 60


class Term(BaseModel):
    """A figure that is reckoned with, or for a count a unit that is counted."""

    unit: str = Field(description="id of the unit that the figure stands in")
    figure: str = Field(
        default="", description="the figure as written there, with its £ or %; empty for a count"
    )


class Working(BaseModel):
    """What the model proposes to work out; never the result."""

    operation: Literal["difference", "sum", "share", "change", "ratio", "count"] = Field(
        description="difference: the second figure against the first; sum: all of them; "
        "share: the first as a percentage of the second; change: from the first to the second "
        "in per cent; ratio: how many times the second the first is; count: how many units"
    )
    label: str = Field(
        description="what the figures are, in a few of the units' words, without any figure "
        "and without saying which is more"
    )
    figures: list[Term] = Field(description="the figures, in order")


@dataclass(frozen=True, slots=True)
class Worked:
    """A sentence that says what was worked out, or the reason why nothing was.

    Attributes:
        units: those that it stands on, in order.
    """

    text: str = ""
    units: tuple[Evidence, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Value:
    value: Fraction
    unit: str
    shown: str


class _RefusedError(Exception):
    """Why a working cannot be done, in a sentence for the model."""


def work_out(
    working: Working, unit: Callable[[str], Evidence | None], *, question: str = ""
) -> Worked:
    """Work out what a model proposes.

    Args:
        unit: the unit of an id; None if there is none.
    """
    try:
        return _worked(working, unit, question)
    except _RefusedError as refused:
        return Worked(reason=str(refused))


def _worked(working: Working, unit: Callable[[str], Evidence | None], question: str) -> Worked:
    label = " ".join(visible(working.label).split()).rstrip(" .:")
    named: list[Evidence] = []
    for term in working.figures:
        if (one := unit(term.unit)) is None:
            raise _RefusedError(f"There is no unit {term.unit}.")
        named.append(one)
    cited = list(dict.fromkeys(named))
    if not label or numbers(plain(label)):
        raise _RefusedError("The label must say what the figures are, without a figure.")
    if not cited or len(working.figures) > MAX_TERMS:
        raise _RefusedError(f"A working needs one to {MAX_TERMS} figures.")
    if working.operation == "count":
        said, checked = f"{len(cited)} (counted)", label
    else:
        values = [_value(*pair) for pair in zip(working.figures, named, strict=True)]
        said = f"{_OPERATIONS[working.operation](_alike(values), values)} (worked out)"
        checked = f"{label}: {' / '.join(dict.fromkeys(one.shown for one in values))}"
    reasons = judge(checked, cited, question=question)
    if reasons:
        raise _RefusedError(f"The label does not fit the figures: {reasons[0]}.")
    return Worked(text=f"{label}: {said}", units=tuple(cited))


def _value(term: Term, unit: Evidence) -> _Value:
    """A figure of a unit, in pounds or per cent where its header says so."""
    written = numbers(plain(visible(term.figure)))
    if len(written) != 1:
        raise _RefusedError(f"“{term.figure}” is not one figure.")
    said = written[0]
    (source,) = sources([unit])
    for header, text in source.cells or [("", source.own)]:
        for there in numbers(text):
            if (there.value, there.unit) != (said.value, said.unit) and not (
                there.value == said.value and "" in (there.unit, said.unit)
            ):
                continue
            if there.bound:
                raise _RefusedError(f"“{there.text}” is a bound and cannot be reckoned with.")
            scale = source.units(header) if source.cells and not there.unit else frozenset()
            value, kind = there.value, there.unit or said.unit
            for name, times in (("£000", 1000), ("£m", 10**6)):
                if name in scale:
                    value, kind = value * times, "£"
            return _Value(
                value, kind or next((one for one in ("%", "£") if one in scale), ""), there.text
            )
    raise _RefusedError(f"{term.figure} does not stand in unit {term.unit}.")


def _alike(values: Sequence[_Value]) -> str:
    """The unit of all values."""
    kinds = {one.unit for one in values}
    if len(kinds) > 1:
        raise _RefusedError("The figures are not in the same unit.")
    return kinds.pop()


def _two(values: Sequence[_Value]) -> tuple[Fraction, Fraction]:
    if len(values) != 2:
        raise _RefusedError("This operation takes 2 figures.")
    return values[0].value, values[1].value


def _difference(unit: str, values: Sequence[_Value]) -> str:
    first, second = _two(values)
    gap = second - first
    if not gap:
        return f"{_said(second, unit)}, the same"
    apart = _said(abs(gap), "points" if unit == "%" else unit)
    way = "more" if gap > 0 else "less"
    return f"{_said(second, unit)} is {apart} {way} than {_said(first, unit)}"


def _sum(unit: str, values: Sequence[_Value]) -> str:
    if len(values) < 2 or unit == "%":
        raise _RefusedError("A sum takes two or more figures, and not percentages.")
    total = sum((one.value for one in values), Fraction(0))
    return f"{' + '.join(_said(one.value, unit) for one in values)} = {_said(total, unit)}"


def _share(unit: str, values: Sequence[_Value]) -> str:
    part, whole = _two(values)
    if whole <= 0 or not 0 <= part <= whole:
        raise _RefusedError("A share takes a part and the whole that it is a part of.")
    share = _rounded(100 * part / whole, "%")
    return f"{_said(part, unit)} of {_said(whole, unit)} is {share}"


def _change(unit: str, values: Sequence[_Value]) -> str:
    first, second = _two(values)
    if first <= 0 or unit == "%":
        raise _RefusedError(
            "A change in per cent starts from a figure above zero, not a percentage."
        )
    change = 100 * (second - first) / first
    way = "up" if change > 0 else "down" if change < 0 else "unchanged,"
    by = _rounded(abs(change), "%")
    return f"from {_said(first, unit)} to {_said(second, unit)} is {way} {by}"


def _ratio(unit: str, values: Sequence[_Value]) -> str:
    first, second = _two(values)
    if second <= 0 or first < 0:
        raise _RefusedError("A ratio takes figures above zero.")
    return f"{_said(first, unit)} is {_rounded(first / second, '')} times {_said(second, unit)}"


_OPERATIONS = {
    "difference": _difference,
    "sum": _sum,
    "share": _share,
    "change": _change,
    "ratio": _ratio,
}


def _said(value: Fraction, unit: str) -> str:
    """A figure as people write it; exact, as far as three places."""
    text = f"{float(value):,.3f}".rstrip("0").rstrip(".")
    if unit == "£" and "." in text and len(text.partition(".")[2]) < 3:
        text = f"{float(value):,.2f}"
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    if unit == "clock":
        return f"{int(value) // 60}:{int(value) % 60:02}"
    if unit in ("£", "$", "€"):
        return f"{sign}{unit}{text}"
    return f"{sign}{text}" + {"%": "%", "points": " percentage points"}.get(unit, "")


def _rounded(value: Fraction, unit: str) -> str:
    """A figure to one place, "about" where that is not exact."""
    near = Fraction(round(value * 10), 10)
    return ("" if near == value else "about ") + _said(near, unit)
