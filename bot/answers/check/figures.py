"""Figures: every number of a text with its sign, its unit, how far it is a bound, and what
it counts; and whether a claim's figures are those of its quotes.

"no more than 12 weeks" is not "12 weeks", "-£2.1m" is not "£2.1m", and "135 of the 35" has
the figures of "35 of the 135" in each other's places (that is for `bot.answers.check.roles`).
Numbers in words count like those in digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.check.wording import stem, words

__all__ = ["BOUND", "Figure", "dates", "figure_faults", "figures", "is_date"]

MONTHS = (
    "january february march april may june july august september october november december".split()
)
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)

_UNITS = {
    "%": "%", "per cent": "%", "percent": "%", "m": "million", "million": "million",
    "bn": "billion", "billion": "billion", "k": "thousand", "thousand": "thousand",
    "hundred": "hundred", "p": "p", "pence": "p", "am": "am", "pm": "pm",
}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8,
    "tenth": 10,
}
_OTHER = {
    "single": "1", "sole": "1", "nil": "0", "once": "x1", "twice": "x2", "double": "x2",
    "doubles": "x2", "doubled": "x2", "doubling": "x2", "thrice": "x3", "triple": "x3",
    "tripled": "x3", "treble": "x3", "trebled": "x3", "half": "1/2", "halve": "1/2",
    "halved": "1/2", "halving": "1/2", "dozen": "12", "dozens": "dozens", "couple": "couple",
    "hundreds": "hundreds", "thousands": "thousands", "millions": "millions",
}
_ONES = "|".join(_SMALL[1:10])
_FIGURE = re.compile(
    rf"""
    (?:(?<![^\s(\[\"':;,])(?P<sign>-|minus\s))?
    (?:
      (?:(?P<money>[£$€])\s?(?P<inner>-(?=\d))?)?
      (?<![\w.,])(?P<digits>\d+(?:,\d{{3}})*(?:\.\d+)?)
      (?P<suffix>st|nd|rd|th)?
      (?P<unit>\s?%|\s?per\ cent\b|\s?percent\b|\s?percentage\ points?\b
        |\s?(?:million|billion|thousand|hundred|pence)\b|(?:bn|m|k|p)\b|\s?[ap]m\b
        |\s?[ap]\.m\.)?
      (?!\d)
    |
      \b(?P<fraction>(?:an?|{_ONES})[ -](?:half|third|quarter|fifth|sixth|eighth|tenth)s?)\b
    |
      \b(?P<word>(?:{"|".join(_TENS)})(?:[ -](?:{_ONES}))?|{"|".join(_SMALL)})
        (?P<scale>\s(?:per\ cent|percent|hundred|thousand|million|billion))?\b
    |
      \b(?P<ordinal>{"|".join(_ORDINALS)})\b
    |
      \b(?P<other>{"|".join(_OTHER)})\b
    |
      (?P<sign_of_part>[¼½¾⅓⅔⅛])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d_])\w+\b")

_BOUNDS: tuple[tuple[str, str, str], ...] = (
    # (what it means, words before the figure, words after it)
    ("at most", r"(?:no|not) (?:more|greater|higher|longer) than|up to|at (?:the )?most|"
     r"(?:a )?maximum(?: of)?|not (?:to )?exceed(?:ing)?|capped at",
     r"or (?:less|fewer|under|below)|at most|maximum"),
    ("at least", r"(?:no|not) (?:less|fewer|lower) than|at (?:the very )?least|"
     r"(?:a )?minimum(?: of)?", r"or (?:more|over|above|older)|and over|at least|minimum|\+"),
    ("within", r"within", r"(?!)"),
    ("by", r"no(?:t)? later than", r"(?!)"),
    ("over", r"(?:more|greater|higher|longer|larger) than|just over|well over|over|above|"
     r"in excess of|exceed(?:s|ed|ing)?|upwards of", r"(?!)"),
    ("under", r"(?:less|fewer|lower|shorter|smaller) than|just under|well under|under|below",
     r"(?!)"),
    ("nearly", r"nearly|almost|close to|approaching", r"(?!)"),
    ("about", r"about|around|approximately|approx\.?|roughly|circa|c\.?|some|"
     r"in the region of|~", r"or so|or thereabouts"),
    ("before", r"before|prior to|ahead of", r"(?!)"),
    ("after", r"after|following", r"(?!)"),
    ("until", r"until|till", r"(?!)"),
    ("from", r"from|since", r"(?!)"),
    ("to", r"to", r"(?!)"),
    ("by", r"by", r"(?!)"),
)
_LOOSE = frozenset({"", "from", "to", "by"})
"""Leads that a claim may leave out or bring along, though not change for one another."""

_FILLER = r"\s+(?:the\s+|an?\s+|of\s+|[a-z]+day\s+)?(?:-|minus\s)?[£$€]?"
_BEFORE = tuple(
    (name, re.compile(rf"(?:^|(?<=[\s(\"'-]))(?:{before}){_FILLER}$", re.IGNORECASE))
    for name, before, _ in _BOUNDS
)
_AFTER = tuple(
    (name, re.compile(rf"\s*(?:[a-z]+\s+)?(?:{after})(?!\w)", re.IGNORECASE))
    for name, _, after in _BOUNDS if after != r"(?!)"
)
BOUND = re.compile(
    rf"\b(?:not? later than|{'|'.join(one for name, one, _ in _BOUNDS if name not in _LOOSE)})"
    rf"(?=\s+(?:the\s+|an?\s+|of\s+)?[£$€]?(?:\d|(?:{'|'.join((*_SMALL, *_TENS))})\b))",
    re.IGNORECASE,
)
"""The words of a bound, where a figure follows: their "no" and "more" are not a denial
nor a change."""

_COMPARED = re.compile(
    r"\s+(?:(more|higher|above|better)|fewer|less|lower|below|short|worse)\b", re.IGNORECASE
)
_NEXT = re.compile(
    r"[\s-]{0,2}(?P<per>(?:an?|per|each|every)\s+)?(?P<next>[^\W\d_]+(?:'[^\W\d_]+)?)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"\b({_MONTH})\.?,?\s+$", re.IGNORECASE)
_MONTH_NEXT = re.compile(rf"\s+(?:of\s+)?{_MONTH}\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"\s*(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+|these\s+|all\s+)?", re.IGNORECASE
)
_STOPS = re.compile(r"[.;:|!?](?:\s|$)|\n\s*\n|[•▪…]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a text.

    Attributes:
        digits: without separators, with its sign: "1850000", "-2.1", "1/3".
        unit: "£million", "%", "pm", "" for a bare number.
        bound: "at most", "over", "before" …; "" where it is exact.
        counts: the stem of what follows it: "12 weeks" counts "week", "£5 a day" "per day".
        month: before a year, "april".
        part: what it is the whole of: "35" for the 135 of "35 of the 135".
        left, right: stems beside it, as far as the next figure or stop.
    """

    digits: str
    unit: str
    ordinal: str
    bound: str
    counts: str
    month: str
    part: str
    left: frozenset[str]
    right: frozenset[str]
    start: int
    end: int

    @property
    def in_date(self) -> bool:
        """Whether it is the day or the year of a date."""
        return bool(self.month) or self.counts in MONTHS

    @property
    def key(self) -> str:
        return f"{self.digits}{self.unit}"

    def __str__(self) -> str:
        return f"{self.bound} {self.key}".strip()


@lru_cache(maxsize=2_000)
def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of a plain text, in order."""
    matches = list(_FIGURE.finditer(text))
    found: list[Figure] = []
    for place, match in enumerate(matches):
        start, end = match.span()
        before = text[matches[place - 1].end() if place else 0 : start]
        after = text[end : matches[place + 1].start() if place + 1 < len(matches) else len(text)]
        left = _STOPS.split(before.replace(": ", " "))[-1]
        right = _STOPS.split(after)[0]
        digits, unit, ordinal = _value(match, text)
        month = _MONTH_BEFORE.search(before)
        year = bool(re.fullmatch(r"(?:19|20)\d\d", match["digits"] or "") and not unit)
        found.append(Figure(
            digits=digits, unit=unit, ordinal=ordinal,
            bound=_bound(text[max(0, start - 40) : start] + (match["money"] or ""), text[end:]),
            counts="" if month and year else _counts(text[end:]),
            month=_month(month[1]) if month and year else "",
            part=found[-1].key if found and _PART_OF.fullmatch(before) else "",
            left=_stems(left), right=_stems(right), start=start, end=end,
        ))
    return tuple(found)


def _value(match: re.Match[str], text: str) -> tuple[str, str, str]:
    """(digits, unit, "" or how an ordinal is written)."""
    sign = "-" if match["sign"] or match["inner"] else ""
    if match["digits"]:
        unit = re.sub(r"\s|\.", " ", match["unit"] or "").strip().lower()
        unit = "points" if unit.startswith("percentage") else _UNITS.get(
            unit, _UNITS.get(unit.replace(" ", ""), "")
        )
        suffix = match["suffix"] and not _MONTH_NEXT.match(text[match.end():])
        return (
            sign + match["digits"].replace(",", ""), (match["money"] or "") + unit,
            "digits" if suffix else "",
        )
    if match["fraction"]:
        count, part = re.split(r"[ -]", match["fraction"].lower(), maxsplit=1)
        top = _SMALL.index(count) if count in _SMALL else 1
        return f"{sign}{top}/{_PARTS[part if part in _PARTS else part.rstrip('s')]}", "", ""
    if match["word"]:
        tens, _, ones = match["word"].lower().replace("-", " ").partition(" ")
        number = (
            _SMALL.index(tens) if tens in _SMALL
            else (_TENS.index(tens) + 2) * 10 + (_SMALL.index(ones) if ones else 0)
        )
        return f"{sign}{number}", _UNITS.get((match["scale"] or "").strip().lower(), ""), ""
    if match["ordinal"]:
        return str(_ORDINALS.index(match["ordinal"].lower()) + 1), "", "words"
    if match["other"]:
        return _OTHER[match["other"].lower()], "", ""
    return match.group(), "", ""


def _bound(before: str, after: str) -> str:
    for name, pattern in _AFTER:
        if pattern.match(after):
            return name
    compared = _COMPARED.match(after)
    if compared:
        return "more by" if compared[1] else "less by"
    for name, pattern in _BEFORE:
        if pattern.search(before):
            # "by 10 April" is the last day of something, "by 10" how much.
            if name == "by" and (_MONTH_NEXT.match(after) or before.split()[-1] == "than"):
                return "by the day"
            return name
    return ""


def _counts(after: str) -> str:
    match = _NEXT.match(after)
    if not match:
        return ""
    word = match["next"].lower()
    if re.fullmatch(_MONTH, word):
        return _month(word)
    counted = stem(word)
    return f"per {counted}" if match["per"] and counted else counted if not match["per"] else ""


def _month(word: str) -> str:
    return next(name for name in MONTHS if name.startswith(word.lower()[:3]))


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        _month(word.text) if re.fullmatch(_MONTH, word.text.lower()) else word.stem
        for word in words(text) if word.stem
    )


def figure_faults(text: str, quotes: Sequence[str], frame: str) -> list[str]:
    """Figures of a claim that are not its quotes' own. All texts are plain."""
    said = figures(text)
    there = [one for quote in quotes for one in figures(quote)]
    framed = figures(frame)
    every = _stems(" ".join((*quotes, frame)))
    keys = {one.key for one in said}
    problems: list[str] = []
    for one in said:
        same = [other for other in (*there, *framed) if _same(one, other)]
        if not same:
            problems.append(f"the number {one.key} is not in the quote")
        elif not any(_bounds_agree(one, other) for other in same):
            problems.append(f"the quote does not say {one}")
        elif not any(
            _bounds_agree(one, other) and _counts_agree(one, other, there, every)
            for other in same
        ):
            problems.append(f"the quote does not say {one} {one.month or one.counts}")
        elif all(other.part for other in same) and not {other.part for other in same} & keys:
            problems.append(f"{one.key} is the whole, of which the quote tells a part")
    problems += [
        f"{code} is not in the quote"
        for code in sorted(_codes(text, said) - _codes(" ".join((*quotes, frame)), ()))
    ]
    return problems


def _same(one: Figure, other: Figure) -> bool:
    if (one.digits, one.unit) != (other.digits, other.unit):
        return False
    # "27 January" may be "the 27th", and "the first" not "1".
    return bool(other.ordinal) if one.ordinal else other.ordinal != "words"


def _bounds_agree(one: Figure, other: Figure) -> bool:
    if one.bound == other.bound:
        return True
    return bool({one.bound, other.bound} <= _LOOSE and "" in (one.bound, other.bound))


def _counts_agree(
    one: Figure, other: Figure, there: Sequence[Figure], every: frozenset[str]
) -> bool:
    if one.month and one.month != other.month:
        return False
    counted = one.counts
    if not counted or counted in (other.counts, other.counts.removeprefix("per ")):
        return True
    if other not in there:  # the table's own header
        return True
    if counted.startswith("per "):
        return counted.removeprefix("per ") in other.right
    if counted in other.right:
        return True
    if counted in other.left and (one.unit or not other.counts):
        return not any(
            before.end <= other.start and before.counts == counted and before is not other
            for before in there
        )
    return bool(one.unit) and counted not in every


def _codes(text: str, found: Sequence[Figure]) -> set[str]:
    """Words of letters and digits, such as H12, that are no figures."""
    spans = {(one.start, one.end) for one in found}
    return {
        match.group().casefold() for match in _CODE.finditer(text)
        if not any(start <= match.start() < end for start, end in spans)
    }


def is_date(word: str) -> bool:
    """Whether a word can name a month or a day of the week."""
    name = word.lower().removesuffix("'s")
    return name in ("sept", *MONTHS, *DAYS, *(full[:3] for full in (*MONTHS, *DAYS)))


def dates(text: str) -> set[str]:
    """Names of months and days, in full, lower case. "May" and "march" count only with a
    capital that is not their sentence's, or a number beside them: they are verbs too."""
    found = set()
    for word in words(text):
        name = word.text.lower().removesuffix("'s")
        name = name if name in DAYS or name in MONTHS else name.removesuffix("s")
        if name in ("may", "march", "mar"):
            near = text[max(0, word.start - 6) : word.end + 6]
            inside = re.search(r"[^\W\d_],?\s+$", text[: word.start])
            if not word.text[0].isupper() or not (inside or re.search(r"\d", near)):
                continue
        if name in ("sept", *(full[:3] for full in (*MONTHS, *DAYS)), *MONTHS, *DAYS):
            found.add(next(full for full in (*MONTHS, *DAYS) if full.startswith(name[:3])))
    return found


