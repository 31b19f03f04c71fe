"""Figures and dates of a text, by value: "£1.2m" is "1,200,000", "three" is 3, "11.07.24"
is 11 July 2024.

A figure has its unit, its sign and how far it is a bound ("up to", "about", "over"). What
a figure counts or whose it is is for `bot.answers.check.whose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from bot.answers.check.wording import stem
from indexer.council.dates import MONTHS, month_number

__all__ = ["TIMES", "Day", "Figure", "codes", "days", "numbers", "same_figure"]

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_PARTS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_TIMES = {
    "twice": 2,
    "double": 2,
    "doubled": 2,
    "doubles": 2,
    "doubling": 2,
    "thrice": 3,
    "triple": 3,
    "tripled": 3,
    "treble": 3,
    "trebled": 3,
}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "k": 1000,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
_SPELT = {one: value for value, one in enumerate(_SMALL)} | {
    one: 10 * value for value, one in enumerate(_TENS, 2)
}
_ONES = "|".join(_SMALL[1:10])
_UNDER = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{_ONES}))?|{'|'.join(_SMALL)}"
_WORDS = rf"(?:{_ONES})[ -]hundred[ ]and[ ](?:{_UNDER})|{_UNDER}"

_FIGURE = re.compile(
    rf"""
    (?P<sign>(?:(?<![^\s(\[:;,'"|])-(?=[£$€\d])|\bminus\s+))?
    (?:
      (?:(?P<money>[£$€])\s?(?P<inner>-(?=\d))?)?
      (?<![\w.,])(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)
      (?P<nth>st\b|nd\b|rd\b|th\b)?
      (?P<unit>\s?%|\s?per\s?cent\b|\s?percentage\spoints?\b|\s?p\.?p\.?(?=\s|$)
        |\s?(?:hundred|thousand|million|billion|pence)\b|(?:bn|mn?|k|p)\b)?
      (?![\d])
    |
      \b(?P<round>(?:half|a\squarter\sof)\sa\s(?:million|billion))\b
    |
      \b(?P<fraction>(?:an?|{_ONES})[ -](?:half|halve|third|quarter|fifth|sixth|eighth|tenth)s?)\b
    |
      \b(?P<word>{_WORDS})\b(?P<scale>\s(?:per\s?cent|hundred|thousand|million|billion)\b)?
    |
      \b(?P<ordinal>{"|".join(_ORDINALS)})\b
    |
      \b(?P<half>half|halve[sd]?|halving)\b
    |
      \b(?P<dozen>dozen)\b
    |
      \b(?P<times>{"|".join(_TIMES)}|once(?=\s(?:an?|every|per|each)\b))\b
    |
      (?P<raised>[¼½¾⅓⅔⅛])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOCK = re.compile(
    r"(?<![\d.:£])(?P<hour>\d{1,2})(?:[.:](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?<![\d.:£])(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)(?![\d:])|\b(?P<noon>noon|midday)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<![\w/-])((?:19|20)\d\d)\s?[/-]\s?((?:20)?\d?\d)(?![\d/-])")
_DAYS = re.compile(
    rf"""
    (?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)
    |(?<![\d./£-])(?P<day3>\d{{1,2}})[./-](?P<month3>\d{{1,2}})[./-](?P<year3>(?:20)?\d\d)(?![\d/-]|\.\d)
    |\b(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?\s+(?:of\s+)?(?P<month1>{_MONTH})\b\.?
        (?:,?\s+(?P<year1>(?:19|20)\d\d)\b|\s'?(?P<short1>\d\d)\b(?!\s*[%a-z]))?
    |\b(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d|[\d%])
        (?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?
    |\b(?P<month4>{_MONTH})\b\.?,?\s+(?P<year4>(?:19|20)\d\d)\b
    |(?:\A|(?<=[:;]\s))(?P<month5>{_MONTH})-(?P<short5>(?:20)?\d\d)(?=;|\Z)
    |(?<![\w,./£$€-])(?P<year5>(?:19|20)\d\d)(?![\w%]|[,.]\d|/\d|-\d)
    |\b(?P<weekday>{"|".join(WEEKDAYS)})s?\b
    |\b(?P<month6>{"|".join(month.capitalize() for month in MONTHS)})\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_LISTED = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s*(?:and|&|to|or|,|-|,\s*and)\s*$")
"""A day before another that has the month: the first of "1 and 2 July"."""

_BEFORE: tuple[tuple[str, str], ...] = (
    (
        "<=",
        r"(?:no|not) (?:more|greater|higher|longer|later) than|up to|as (?:many|much) as|"
        r"at (?:the )?(?:very )?most|maximum(?: of)?|(?:not|n't|cannot) (?:to )?exceed(?:ing)?|"
        r"≤|<=|capped at|limited to|(?:ceiling|cap|limit)(?: of| is| was| at)?",
    ),
    (
        ">=",
        r"(?:no|not) (?:less|fewer|lower) than|at (?:the )?(?:very )?least|minimum(?: of)?|"
        r"from as (?:few|little) as|≥|>=",
    ),
    (
        ">",
        r">|(?:more|greater|higher|longer|larger|better) than|over|above|in excess of|"
        r"exceed(?:s|ed|ing)?|upwards of|past|beyond|topp(?:ed|ing)",
    ),
    ("<", r"<|(?:less|fewer|lower|shorter|smaller) than|under|below|short of"),
    ("<~", r"nearly|almost|close to|approaching|just under|not quite"),
    (
        "~",
        r"about|around|approximately|approx\.?|roughly|circa|c\.|ca\.|some|or so|"
        r"in the region of|~|just over",
    ),
)
_AFTER: tuple[tuple[str, str], ...] = (
    ("<=", r"or (?:less|fewer|under|below|lower)|at (?:the )?most|maximum|max"),
    (
        ">=",
        r"or (?:more|over|above|older|higher)|and (?:over|above)|at least|minimum|\+|plus\b(?!\s+\d)",
    ),
    ("~", r"or so|or thereabouts|approximately|approx"),
)
_FILLER = r"\s*(?:(?:the|an?|of|just|a total of)\s+)*(?:-|minus\s)?[£$€]?\s?"
_LEAD = tuple(
    (name, re.compile(rf"(?:^|(?<=[\s(\"'~-])|(?=[<>≤≥~]))(?:{words}){_FILLER}$", re.IGNORECASE))
    for name, words in _BEFORE
)
_TAIL = tuple(
    (name, re.compile(rf"\s*(?:[a-z]+\s+)?(?:{words})(?!\w)", re.IGNORECASE))
    for name, words in _AFTER
)
_COMPARED = re.compile(
    r"\s+(?:(?!or\b|and\b)\w+\s+)?(?:(?:more|extra|fewer|less)\b|(?:higher|above|better|ahead|lower|"
    r"below|short|worse|behind|over|under|up|down)(?=\s*(?:[.,;:)]|$)|\s+(?:(?:the|its|our)\s+)?"
    r"(?:than|on|of|budget|schedule|target|plan|average|last|national|forecast)\b))",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"[\s-]{0,2}(?P<per>(?:per|for\s+each|for\s+every|an?|each)\s+)?"
    r"(?:(?:more|extra|further|other|new|whole|full|complete)\s+)?"
    r"(?P<next>[^\W\d_]+(?:'[^\W\d_]+)?)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:\b(?:out\s+)?of|\bin(?=\s+(?:every\s+)?$))\s+"
    r"(?:(?:the|its|our|these|those|all|a total of|every)\s+)*$",
    re.IGNORECASE,
)
_WAY = re.compile(r"\b(from|(?<!up )to)\s+(?:(?:about|around|over|nearly|the|an?)\s+)*$", re.I)
_LABEL = re.compile(
    r"\b(?:year|phase|stage|item|appendix|section|tier|band|level|part|page|paragraph|grade|lot|"
    r"table|figure|policy|rule|step|question|recommendation|priority|outcome|objective|class|zone|"
    r"route|option|version|schedule|annex|age|aged(?:\s+(?:over|under))?|per)s?\s+(?:of\s+)?$",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"s\b(?!\w)|[\s-]*(?:(?:and|to|or)\s+\w+[\s-]*)?years?[\s-]+(?:olds?|of\s+age)\b", re.IGNORECASE
)
_DUE = re.compile(
    r"\b(?:(?P<by>by|before|until|till|prior to|no(?:t)? later than|ahead of|up to"
    r"|deadline(?: of| is)?)|(?P<on>on|at|in)"
    r"|(?P<after>after|following|from|since|as of|with effect from|starting|beginning))"
    r"\s+(?:the\s+|end\s+of\s+|start\s+of\s+|\w+day,?\s+)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number where it stands.

    Attributes:
        value: with its sign; "£1.2m" is 1,200,000; a time of day its minutes.
        unit: "£", "%", "points", "part" (a half), "times", "th" (third), "clock" or "".
        bound: "<=", "<", "<~" (nearly), "~" (about), ">", ">=", "span" ("over the
            next year"), "over" (a span or more) or "".
        compared: it is how many more or fewer than something.
        noun: the stem of the word right after it, "per week" of a rate; "" where none.
        label: it numbers something and counts nothing ("Year two", "Phase 1").
        whole: it is what something else is a part of.
        way: "from" or "to" where something moves from or to it; else "".
        ranged: it is one end of a range ("between 5 and 10").
        step: the place of its last digit: 0.1 for 39.6, 1,000 for 36k.
    """

    value: Fraction
    unit: str
    bound: str
    compared: bool
    noun: str
    label: bool
    whole: bool
    way: str
    ranged: bool
    step: Fraction
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date or a part of one where it stands; `due` is "by", "after", "on" or ""."""

    day: int | None
    month: int | None
    year: int | None
    weekday: int | None
    to_year: int | None
    due: str
    start: int
    end: int
    text: str

    def within(self, other: Day) -> bool:
        """Whether all parts that this one names are the other's."""
        mine = (self.day, self.month, self.year, self.weekday, self.to_year)
        theirs = (other.day, other.month, other.year, other.weekday, other.to_year)
        return all(one is None or one == its for one, its in zip(mine, theirs, strict=True))


@lru_cache(maxsize=4_000)
def days(text: str) -> tuple[Day, ...]:
    """Every date of a plain text, in order."""
    found = [
        _day(text, *match.span(), year=first, to_year=last % 100)
        for match in _YEARS.finditer(text)
        for first, last in [map(int, match.groups())]
        if last % 100 == (first + 1) % 100
    ]
    taken = [(one.start, one.end) for one in found]
    for match in _DAYS.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        parts = _parts(match)
        if parts is None:
            continue
        found.append(_day(text, *match.span(), **parts))
        earlier = _LISTED.search(text, 0, match.start())
        while earlier and "day" in parts and match.group()[0].isdigit():
            found.append(
                _day(text, earlier.start(1), earlier.end(1), **{**parts, "day": int(earlier[1])})
            )
            earlier = _LISTED.search(text, 0, earlier.start())
    return tuple(sorted(found, key=lambda one: one.start))


def _parts(match: re.Match[str]) -> dict[str, int] | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    if "iso" in groups:
        year, month, day = map(int, groups["iso"].split("-"))
        return {"day": day, "month": month, "year": year}
    parts: dict[str, int] = {}
    for name, value in groups.items():
        kind = name.rstrip("0123456789")
        if kind == "month":
            if name == "month6" and not value[0].isupper():
                return None
            parts["month"] = int(value) if value.isdigit() else month_number(value)
        elif kind == "weekday":
            parts["weekday"] = WEEKDAYS.index(value.lower())
        else:
            number = int(value)
            kind = "year" if kind == "short" else kind
            parts[kind] = number + 2000 if kind == "year" and number < 100 else number
    if parts.get("day", 1) > 31 or not 1 <= parts.get("month", 1) <= 12:
        return None
    return parts


def _day(text: str, start: int, end: int, **parts: int) -> Day:
    lead = _DUE.search(text[max(0, start - 40) : start])
    due = next((kind for kind in ("by", "after", "on") if lead and lead[kind]), "")
    return Day(
        day=parts.get("day"),
        month=parts.get("month"),
        year=parts.get("year"),
        weekday=parts.get("weekday"),
        to_year=parts.get("to_year"),
        due=due,
        start=start,
        end=end,
        text=text[start:end].strip(" ."),
    )


@lru_cache(maxsize=4_000)
def numbers(text: str) -> tuple[Figure, ...]:
    """Every figure of a plain text in order, but those of its dates."""
    found = list(_clocks(text))
    taken = [(one.start, one.end) for one in days(text)]
    taken += [(one.start, one.end) for one in found]
    taken += [match.span() for match in _CODE.finditer(text)]
    taken += [match.span() for match in _THOUSANDS.finditer(text)]
    for match in _FIGURE.finditer(text):
        start, end = match.span()
        if any(first <= match.end() - 1 and start < last for first, last in taken):
            continue
        value, unit, step = _value(match)
        found.append(_figure(text, start, end, value, unit, step))
    return tuple(_ranged(text, sorted(found, key=lambda one: one.start)))


_BETWEEN = re.compile(r"\s*(?:to|-|and)\s*", re.IGNORECASE)


def _ranged(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Figures with both ends of a range marked: neither is said without the other."""
    ends: set[int] = set()
    for one, other in pairwise(found):
        joint = text[one.end : other.start]
        opening = text[max(0, one.start - 30) : one.start]
        if (
            one.value < other.value
            and _BETWEEN.fullmatch(joint)
            and (re.search(r"\bbetween\W+(?:\w+\W+)?$", opening) or "and" not in joint)
        ):
            ends |= {one.start, other.start}
    last: Figure | None = None
    for one in found:
        label = one.label or (one.start in ends and last is not None and last.label)
        last = replace(one, ranged=one.start in ends, label=label)
        yield last


_CODE = re.compile(r"\b(?=\w*[A-Z])[^\W\d_]+[-/]?\d[\w/-]*|\b\d+[A-Z]{2,}[\w/-]*|\b\d+-\d+-\d+\b")
_THOUSANDS = re.compile(r"£?\s?'000'?s?|£000'?s?")
"""What a column is in, and no figure."""

_CODE_UNIT = re.compile(r"\d+(?:bn|mn?|k|p|am|pm|st|nd|rd|th)", re.IGNORECASE)


def codes(text: str) -> Iterator[str]:
    """Words of letters and digits, such as H12 or NIP-PW-9, that are no figures."""
    for match in _CODE.finditer(text):
        if not _CODE_UNIT.fullmatch(match.group()):
            yield match.group().casefold()


def _clocks(text: str) -> Iterator[Figure]:
    for match in _CLOCK.finditer(text):
        if match["noon"]:
            minutes = 720
        else:
            minutes = int(match["hour"] or match["hours"]) % (12 if match["half"] else 24) * 60
            minutes += int(match["minute"] or match["minutes"] or 0)
            minutes += 720 if (match["half"] or "").lower() == "p" else 0
        yield _figure(text, *match.span(), Fraction(minutes), "clock", Fraction(1))


def _value(match: re.Match[str]) -> tuple[Fraction, str, Fraction]:
    sign = -1 if match["sign"] or match["inner"] else 1
    if match["digits"]:
        digits = match["digits"].replace(",", "")
        value = Fraction(digits)
        step = Fraction(1, 10 ** len(digits.partition(".")[2]))
        if step == 1:
            step = Fraction(10 ** (len(digits) - len(digits.rstrip("0")))) if value else step
        unit = re.sub(r"[\s.]", "", match["unit"] or "").lower()
        money = match["money"] or ""
        if unit in _SCALES:
            return sign * value * _SCALES[unit], money, step * _SCALES[unit]
        if unit in ("p", "pence"):
            return sign * value / 100, "£", step / 100
        kind = "%" if unit in ("%", "percent") else "points" if unit else money
        return sign * value, "th" if match["nth"] else kind, step
    if match["round"]:
        value = Fraction(1, 2 if match["round"].lower().startswith("half") else 4)
        value *= _SCALES[match["round"].lower().split()[-1]]
        return sign * value, match["money"] or "", value / 10
    if match["fraction"]:
        count, part = re.split(r"[ -]", match["fraction"].lower(), maxsplit=1)
        top = _SMALL.index(count) if count in _SMALL else 1
        return Fraction(top, _PARTS[part if part in _PARTS else part.rstrip("s")]), "part", _FINE
    if match["word"]:
        hundreds, _, rest = match["word"].lower().replace("-", " ").rpartition(" hundred and ")
        value = Fraction(100 * _SPELT.get(hundreds, 0) + sum(_SPELT[one] for one in rest.split()))
        scale = re.sub(r"\s", "", match["scale"] or "").lower()
        if scale == "percent":
            return sign * value, "%", Fraction(1)
        times = _SCALES.get(scale, 1)
        return sign * value * times, "", Fraction(times)
    if match["ordinal"]:
        return Fraction(_ORDINALS.index(match["ordinal"].lower()) + 1), "th", Fraction(1)
    if match["half"]:
        return Fraction(1, 2), "part", _FINE
    if match["dozen"]:
        return Fraction(12), "", Fraction(1)
    if match["times"]:
        return Fraction(_TIMES.get(match["times"].lower(), 1)), "times", Fraction(1)
    raised = {"¼": (1, 4), "½": (1, 2), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
    return Fraction(*raised[match["raised"]]), "part", _FINE


_FINE = Fraction(1, 1000)


def _figure(text: str, start: int, end: int, value: Fraction, unit: str, step: Fraction) -> Figure:
    before, after = text[max(0, start - 45) : start], text[end : end + 45]
    shown = text[start:end].strip()
    added = unit == "£" and re.match(r"\s+plus\s+\w", after)  # "£350 plus VAT"
    tails = () if added else _TAIL
    bound = next((name for name, pattern in tails if pattern.match(after)), "") or next(
        (name for name, pattern in _LEAD if pattern.search(before)), ""
    )
    following = _NEXT.match(after)
    noun = _noun(following) if following else ""
    if bound in (">", "") and (over := _OVER.search(before)):
        spans = over["span"] and noun in TIMES
        longer = noun not in TIMES or over["longer"] or _SINCE.match(after)
        bound = "span" if spans else bound if longer else "over"
    return Figure(
        value=value,
        unit=unit,
        bound=bound,
        compared=bool(_COMPARED.match(after)),
        noun=noun,
        label=bool(_LABEL.search(before)) or bool(_AGE.match(after)),
        # "An average of 53%" is no whole.
        whole=unit != "%" and bool(_WHOLE.search(before)),
        way=way[1].lower() if (way := _WAY.search(before)) else "",
        ranged=False,
        step=step,
        start=start,
        end=end,
        text=shown,
    )


_OVER = re.compile(
    r"(?P<longer>\b(?:of|for|after|well|is|was|were|be|been|waited|took)\s+)?"
    r"\bover\s+(?P<span>(?:(?:the|an?|next|coming|last|past)\s+)+)?$",
    re.IGNORECASE,
)
"""Before a span, how long something takes or that it takes longer."""

_SINCE = re.compile(r"[\s-]*\w+'?\s+(?:ago|old|earlier)\b", re.IGNORECASE)

TIMES = frozenset("hour day week month year minut term quarter fortnight".split())


def _noun(following: re.Match[str]) -> str:
    counted = stem(following["next"].lower())
    return f"per {counted}" if following["per"] and counted else counted


def same_figure(
    said: Figure, there: Figure, *, units: frozenset[str] = frozenset(), rounds: bool = True
) -> bool:
    """Whether a claim's figure is a source's, as exact as it says it is.

    Args:
        units: further units that the source's figure has from its header.
        rounds: it may be another one, rounded, where it says so.
    """
    for value, unit in _readings(there, units):
        mine = said.value
        if said.unit == "part" and unit == "%":
            mine, scale = mine * 100, "%"
        elif said.unit == "%" and unit == "part":
            mine, scale = mine / 100, "part"
        else:
            scale = said.unit
        if {said.unit, unit} == {"part", "%"} and abs(mine - value) <= abs(value) / 30:
            return said.bound == there.bound or said.bound == "~"
        # "18" may be said of an 18th birthday, and "the seventh" of what is numbered 7.
        if scale != unit and (scale, unit) not in (("", "times"), ("", "th"), ("th", "")):
            continue
        if (
            mine == value
            and (said.bound, there.bound) in _BACKED | {(there.bound, there.bound)}
            and (said.ranged or said.bound or not there.ranged)
        ):
            return True
        if rounds and not there.bound and _rounds(said, mine, value):
            return True
    return False


_BACKED = frozenset(
    [
        ("~", ""),
        ("", "over"),
        (">", "over"),
        ("over", ">"),
        ("", "span"),
        ("over", "span"),
        ("span", "over"),
    ]
)
"""Bounds of a claim, and others of a unit that back them."""


def _readings(there: Figure, units: frozenset[str]) -> Iterator[tuple[Fraction, str]]:
    yield there.value, there.unit
    if there.unit in ("", "£"):
        for unit in units:
            scale = {"£000": 1000, "£m": 10**6, "000": 1000}.get(unit)
            if scale:
                yield there.value * scale, "£" if unit[0] == "£" else ""
            elif not there.unit:
                yield there.value, unit


def _rounds(said: Figure, mine: Fraction, value: Fraction) -> bool:
    """Whether a claim gives another figure for one and says so: "about 40%" for 39.6%,
    "£49.7 million" for £49,681,000."""
    if not said.bound and said.text[-1].isalpha() and abs(mine) >= 100 * said.step >= 10_000:
        return abs(mine - value) <= said.step / 2
    near = abs(mine - value) <= max(abs(value) / 20, said.step / 2 if said.step >= 1 else 0)
    match said.bound:
        case "~":
            return near
        case "<~":
            return near and value < mine
        case ">" | ">=" | "over":
            return mine < value and abs(mine - value) <= abs(value) / 5
        case "<" | "<=":
            return mine > value and abs(mine - value) <= abs(value) / 5
    return False
