"""Figures and dates of a text, by value: "£1.2m" is "1,200,000", "three" is 3, "11.07.24"
is 11 July 2024.

A figure has its unit, its sign and how far it is a bound ("up to", "about", "over"). What
a figure counts or whose it is is for `bot.answers.check.whose`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from bot.answers.check.wording import (
    before,
    behind,
    forms_of,
    led_by,
    opening,
    stem,
    word_lists,
)
from indexer.council.dates import MONTH, MONTHS, WEEKDAYS, month_number, time_of_day

__all__ = ["TIMES", "Day", "Figure", "codes", "days", "numbers", "same_figure"]


def _values(column: int, *, of: str = "number words") -> dict[str, int]:
    """The values of the words in a column of a class whose lines begin with a value."""
    rows = [row for row in word_lists()[of] if len(row) > column]
    return {word: int(row[0]) for row in rows for word in row[column].split()}


_CARDINALS, _ORDINALS, _PARTS, _TIMES = map(_values, (1, 2, 3, 4))
_SCALES = _values(1, of="scales")
_ONES, _TENS = (
    "|".join(word for word, value in _CARDINALS.items() if value in values)
    for values in (range(1, 10), range(20, 100))
)
_UNDER = rf"(?:{_TENS})(?:[ -](?:{_ONES}))?|{'|'.join(_CARDINALS)}"
_WORDS = rf"(?:{_ONES})[ -]hundred[ ]and[ ](?:{_UNDER})|{_UNDER}"

_FIGURE = re.compile(
    rf"""
    (?P<scaled>£?\s?'000'?s?|£000'?s?)
    |
    (?P<sign>(?:(?<![^\s(\[:;,'"|])-(?=[£$€\d])|\bminus\s+))?
    (?:
      (?:(?P<money>[£$€])\s?(?P<inner>-(?=\d))?)?
      (?<![\w.,])(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)
      (?P<nth>st\b|nd\b|rd\b|th\b)?
      (?P<unit>\s?%|\s?per\s?cent\b|\s?percentage\spoints?\b|\s?p\.?p\.?(?=\s|$)
        |\s?(?:hundred|thousand|million|billion|pence)\b|(?:bn|mn?|k|p)\b)?
      (?![\d])
    |
      \b(?P<fraction>(?:an?|{_ONES})[ -](?:{"|".join(_PARTS)})s?)\b
    |
      \b(?P<word>{_WORDS})\b(?P<scale>\s(?:per\s?cent|hundred|thousand|million|billion)\b)?
    |
      \b(?P<ordinal>{"|".join(_ORDINALS)})\b
    |
      \b(?P<half>half|halve[sd]?|halving)\b(?:\sa\s(?P<halved>million|billion)\b)?
    |
      \b(?P<times>{"|".join(_TIMES)}|once(?=\s(?:an?|every|per|each)\b))\b
    |
      (?P<raised>[¼½¾⅓⅔⅛])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK = re.compile(
    r"(?<![\d.:£])(?:[01]?\d|2[0-3])(?:(?:[.:][0-5]\d)?\s?[ap]\.?m\b\.?|:[0-5]\d(?![\d:]))"
    r"|\b(?:noon|midday)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<![\w/-])((?:19|20)\d\d)\s?[/-]\s?((?:20)?\d?\d)(?![\d/-])")
_DAYS = re.compile(
    rf"""
    \b(?P<year0>(?:19|20)\d\d)-(?P<month0>\d\d)-(?P<day0>\d\d)\b
    |(?<![\d./£-])(?P<day3>\d{{1,2}})[./-](?P<month3>\d{{1,2}})[./-](?P<year3>(?:20)?\d\d)(?![\d/-]|\.\d)
    |\b(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?\s+(?:of\s+)?(?P<month1>{MONTH})\b\.?
        (?:,?\s+(?P<year1>(?:19|20)\d\d)\b|\s'?(?P<year7>\d\d)\b(?!\s*[%a-z]))?
    |\b(?P<month2>{MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|[\d%])
        (?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?
    |\b(?P<month4>{MONTH})\b\.?,?\s+(?P<year4>(?:19|20)\d\d)\b
    |(?:\A|(?<=[:;]\s))(?P<month5>{MONTH})-(?P<year8>(?:20)?\d\d)(?=;|\Z)
    |(?<![\w,./£$€-])(?P<year5>(?:19|20)\d\d)(?![\w%]|[,.]\d|/\d|-\d)
    |\b(?P<weekday>{"|".join(WEEKDAYS)})s?\b
    |\b(?P<month6>(?-i:{"|".join(month.capitalize() for month in MONTHS)}))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_LISTED = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s*(?:and|&|to|or|,|-|,\s*and)\s*$")
"""A day before another that has the month: the first of "1 and 2 July"."""

_AMOUNT = frozenset("the a an of just total - minus £ $ €".split())
"""Between a bound and its figure: "up to a total of"."""

_ABOUT = frozenset("about around over nearly the a an".split())

_DETERMINERS = frozenset("the its our these those all every".split())

_NEXT = re.compile(
    r"[\s-]{0,2}(?P<per>(?:per|for\s+each|for\s+every|an?|each)\s+)?"
    r"(?:(?:more|extra|further|other|new|whole|full|complete)\s+)?"
    r"(?P<next>[^\W\d_]+(?:'[^\W\d_]+)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands.

    Attributes:
        value: with its sign; "£1.2m" is 1,200,000; a time of day its minutes.
        unit: "£", "%", "points", "part" (a half), "times", "th" (third), "clock" or "".
        bound: "<=", "<", "<~" (nearly), "~" (about), ">", ">=", "throughout" ("over the
            next year"), "ago" or "".
        compared: it is how many more or fewer than something.
        noun: the stem of the word right after it, "per week" of a rate; "" where none.
        label: it numbers something and counts nothing ("Year two", "Phase 1").
        whole: it is what something else is a part of.
        way: "from" or "to", where it stands right before it.
        ranged: it is one end of a range ("between 5 and 10").
    """

    value: Fraction
    unit: str
    start: int
    end: int
    text: str
    bound: str
    compared: bool
    noun: str
    label: bool
    whole: bool
    way: str
    ranged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date or a part of one where it stands; `due` is "by", "after", "on" or ""."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    to_year: int | None = None
    due: str
    start: int
    end: int
    text: str

    def within(self, other: Day) -> bool:
        """Whether all parts that this one names are the other's."""
        parts = ("day", "month", "year", "weekday", "to_year")
        return all(getattr(self, one) in (None, getattr(other, one)) for one in parts)


@lru_cache(maxsize=4_000)
def days(text: str) -> tuple[Day, ...]:
    """Every date of a plain text, in order."""
    found = [
        _day(text, match.span(), year=int(match[1]), to_year=int(match[2]) % 100)
        for match in _YEARS.finditer(text)
        if (int(match[2]) - int(match[1])) % 100 == 1
    ]
    spans = [range(one.start, one.end) for one in found]
    for match in _DAYS.finditer(text):
        parts = _parts(match)
        fits = parts.get("day", 1) <= 31 and 1 <= parts.get("month", 1) <= 12
        if not fits or any(match.start() in span for span in spans):
            continue
        found.append(_day(text, match.span(), **parts))
        listed = _LISTED.search(text, 0, match.start())
        while listed and "day" in parts and match.group()[0].isdigit():
            found.append(_day(text, listed.span(1), **{**parts, "day": int(listed[1])}))
            listed = _LISTED.search(text, 0, listed.start())
    return tuple(sorted(found, key=lambda one: one.start))


def _parts(match: re.Match[str]) -> dict[str, int]:
    parts: dict[str, int] = {}
    for name, value in match.groupdict().items():
        kind = name.rstrip("0123456789")
        if value and value.isdigit():
            parts[kind] = int(value) + (2000 if kind == "year" and len(value) == 2 else 0)
        elif value:
            parts[kind] = month_number(value) if kind == "month" else WEEKDAYS.index(value.lower())
    return parts


def _day(text: str, span: tuple[int, int], **parts: int) -> Day:
    start, end = span
    return Day(
        due=_due(before(text, start)),
        start=start,
        end=end,
        text=text[start:end].strip(" ."),
        **parts,
    )


def _due(leading: Sequence[str]) -> str:
    """Whether a date is told as the last, the first or the only day, by what stands before it."""
    between = {"the", *(one for one in leading if one.endswith("day"))}
    rest = [
        one
        for at, one in enumerate(leading)
        if not (one == "," and at and leading[at - 1].endswith("day"))  # "by Friday, the 5th"
    ]
    for at, one in enumerate(rest[:-1]):  # "by the end of May"
        if one in ("end", "start") and rest[at + 1] == "of":
            between |= {one, "of"}
    return next((name for name, forms in word_lists()["due"] if led_by(rest, forms, between)), "")


@lru_cache(maxsize=4_000)
def numbers(text: str) -> tuple[Figure, ...]:
    """Every figure of a plain text in order, but those of its dates."""
    found = [
        _figure(text, match.span(), Fraction(60 * time.hour + time.minute), "clock")
        for match in _CLOCK.finditer(text)
        if (time := time_of_day(match.group()))
    ]
    taken = [(one.start, one.end) for one in days(text)]
    taken += [(one.start, one.end) for one in found]
    taken += [match.span() for match in _CODE.finditer(text)]
    found += [
        _figure(text, match.span(), *_value(match))
        for match in _FIGURE.finditer(text)
        if not match["scaled"]
        and not any(first < match.end() and match.start() < last for first, last in taken)
    ]
    return tuple(_ranged(text, sorted(found, key=lambda one: one.start)))


def _ranged(text: str, found: list[Figure]) -> list[Figure]:
    """Figures with both ends of a range marked: neither is said without the other."""
    for at, (one, other) in enumerate(pairwise(found)):
        joint = text[one.end : other.start].strip().lower()
        leading = [word for word in before(text, one.start) if word[0].isalnum()]
        if one.value < other.value and (
            joint in ("to", "-") or (joint == "and" and "between" in leading[-2:])
        ):
            found[at] = replace(found[at], ranged=True)
            found[at + 1] = replace(other, ranged=True, label=found[at].label or other.label)
    return found


_CODE = re.compile(r"\b(?=\w*[A-Z])[^\W\d_]+[-/]?\d[\w/-]*|\b\d+[A-Z]{2,}[\w/-]*|\b\d+-\d+-\d+\b")
_CODE_UNITS = frozenset("bn m mn k p am pm st nd rd th".split())


def codes(text: str) -> Iterator[str]:
    """Words of letters and digits, such as H12 or NIP-PW-9, that are no figures."""
    for match in _CODE.finditer(text):
        code = match.group().casefold()
        if code.lstrip("0123456789") not in _CODE_UNITS:
            yield code


def _value(match: re.Match[str]) -> tuple[Fraction, str]:
    """The value and unit of a figure."""
    sign = -1 if match["sign"] or match["inner"] else 1
    money = match["money"] or ""
    shown = match.group().lower()
    if match["digits"]:
        digits = match["digits"].replace(",", "")
        value = sign * Fraction(digits)
        unit = "".join((match["unit"] or "").split()).replace(".", "").lower()
        if unit in _SCALES:
            return value * _SCALES[unit], money
        if unit in ("p", "pence"):
            return value / 100, "£"
        kind = "%" if unit in ("%", "percent") else "points" if unit else money
        return value, "th" if match["nth"] else kind
    if match["word"]:
        hundreds, _, rest = match["word"].lower().replace("-", " ").rpartition(" hundred and ")
        value = Fraction(
            100 * _CARDINALS.get(hundreds, 0) + sum(_CARDINALS[one] for one in rest.split())
        )
        scale = "".join((match["scale"] or "").split()).lower()
        return sign * value * _SCALES.get(scale, 1), "%" if scale == "percent" else ""
    if match["fraction"]:
        count, part = shown.replace("-", " ").split()
        top = _CARDINALS.get(count, 1)
        return Fraction(top, _PARTS[part if part in _PARTS else part.rstrip("s")]), "part"
    if match["ordinal"]:
        return Fraction(_ORDINALS[shown]), "th"
    if match["times"]:
        return Fraction(_TIMES.get(shown, 1)), "times"
    if match["halved"]:
        return sign * Fraction(_SCALES[match["halved"].lower()], 2), ""
    raised = unicodedata.numeric(shown) if match["raised"] else 0.5
    return Fraction(raised).limit_denominator(9), "part"


def _figure(text: str, span: tuple[int, int], value: Fraction, unit: str) -> Figure:
    start, end = span
    leading, following = before(text, start), " ".join(behind(text, end))
    noun = _NEXT.match(text, end)
    counted = stem(noun["next"].lower()) if noun else ""
    return Figure(
        value=value,
        unit=unit,
        start=start,
        end=end,
        text=text[start:end].strip(),
        bound=_bound(leading, following, unit, counted),
        compared=bool(opening(forms_of("compared")).match(following)),
        noun=f"per {counted}" if counted and noun and noun["per"] else counted,
        label=led_by(leading, forms_of("labels"), ("of",))
        or bool(opening(forms_of("ages")).match(following))
        or (text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum()),
        # "An average of 53%" is no whole.
        whole=unit != "%"
        and (
            led_by(leading, forms_of("wholes"), _DETERMINERS) or led_by(leading, "in", ("every",))
        ),
        # "Up to" is a bound.
        way=next((one for one in ("from", "to") if led_by(leading, one, _ABOUT)), "")
        if not led_by(leading, "up_to", _ABOUT)
        else "",
    )


def _bound(leading: Sequence[str], following: str, unit: str, counted: str) -> str:
    """How far a figure is a bound, by the words around it; see `Figure`."""
    # "£350 plus VAT"
    added = unit == "£" and opening(r"plus_\w+ \+_vat").match(following)
    behind_a_word = following.partition(" ")[2] if following[:1].isalpha() else ""
    bounds = [
        name
        for name, forms in word_lists()["bounds behind"]
        if not added and any(map(opening(forms).match, (following, behind_a_word)))
    ]
    bounds += [
        name for name, forms in word_lists()["bounds before"] if led_by(leading, forms, _AMOUNT)
    ]
    if opening(forms_of("over")).match(following):
        return bounds[0] if bounds else "ago"
    longer = led_by(leading[:-1], forms_of("longer"))
    if bounds[:1] == [">"] and leading[-1:] == ["over"] and not longer:
        if counted in TIMES:
            return "throughout"
        count = leading[-2] if len(leading) > 1 else ""
        is_year = count.isdigit() and len(count) > 3
        each = count[:1].isdigit() and not is_year
        if each and not led_by(leading[:-2], forms_of("labels"), ("of",)):
            return ""  # "1,010 over 10 courses"
    return bounds[0] if bounds else ""


TIMES = frozenset("hour day week month year minut term quarter fortnight".split())


def same_figure(said: Figure, there: Figure, *, units: frozenset[str] = frozenset()) -> bool:
    """Whether a claim's figure is a source's.

    Args:
        units: further units that the source's figure has from its header.
    """
    for value, unit in _readings(there, units):
        mine = said.value
        if {said.unit, unit} == {"part", "%"}:
            mine = mine * 100 if unit == "%" else mine / 100
            if said.bound in (there.bound, "~") and abs(mine - value) <= abs(value) / 30:
                return True
        # "18" may be said of an 18th birthday, and "the seventh" of what is numbered 7.
        elif said.unit != unit and (said.unit, unit) not in (("", "times"), ("", "th"), ("th", "")):
            continue
        if mine == value:
            exact = said.bound == there.bound or (said.bound, there.bound) in _BACKED
            if exact and (said.ranged or said.bound or not there.ranged):
                return True
    return False


_BACKED = frozenset(
    [
        ("~", ""),
        (">", "throughout"),
        ("throughout", ">"),
        ("", "throughout"),
        ("", "ago"),
        ("ago", ""),
    ]
)
"""Bounds of a claim, and others of a unit that back them."""


def _readings(there: Figure, units: frozenset[str]) -> Iterator[tuple[Fraction, str]]:
    yield there.value, there.unit
    for unit in units if there.unit in ("", "£") else ():
        if scale := {"£000": 1000, "£m": 10**6, "000": 1000}.get(unit):
            yield there.value * scale, "£" if unit[0] == "£" else ""
        elif not there.unit:
            yield there.value, unit
