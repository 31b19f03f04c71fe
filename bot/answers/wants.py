"""What kind of thing a question asks for, and whether a text holds one.

A near-miss has the topic and lacks the detail: "how much does it cost?" against a page
that says who pays. A text without any amount cannot answer for an amount.
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["Want", "holds", "want_of"]


class Want(StrEnum):
    """The kind of detail that would answer."""

    MONEY = "an amount of money"
    NUMBER = "a number"
    SHARE = "a share or rate"
    DATE = "a date or time"
    PERSON = "a person or body"
    PLACE = "a place"
    ANYTHING = "anything"


_START = r"(?:^|[,.;:?!–-]\s*|\b(?:and|so|but|ok|also|then)\s+)"
"""Where a question word asks; elsewhere "when" and "who" only join clauses."""

_MONEY_WORDS = (
    "cost|spend|spent|pay|paid|charg|pric|fund|grant|budget|money|cash|dosh|overspen|sav|earn|"
    "raise|worth|put in|bill|fee|salar|capital|owe|lose|losing|set aside|invest"
)
_BODIES = (
    "officer|councillor|member|company|firm|team|boards?|body|bodies|committees?|schools?|"
    "organisation|outfit|contractor|council"
)

_RULES: tuple[tuple[Want, re.Pattern[str]], ...] = tuple(
    (want, re.compile(pattern, re.IGNORECASE))
    for want, pattern in (
        (
            Want.SHARE,
            r"\b(?:what|which) (?:%|percent\w*|per cent|share|proportion|rate|fraction)\b|"
            r"\bwhat(?:'s| is| was| are) (?:the|our) [\w -]{0,25}(?:rate|percentage|share|"
            r"proportion)\b|^\W*%",
        ),
        (
            Want.MONEY,
            rf"\bhow much\b(?=.{{0,60}}\b(?:{_MONEY_WORDS})\w*)|\bhow much (?:money|cash)\b|"
            r"\bwhat(?:'s| is| does| do| did| was)\b.{0,40}\b(?:cost|price|fee|charge|budget|"
            r"bill|hourly rate)\b|\bcosts? us\b",
        ),
        (
            Want.NUMBER,
            r"\bhow many\b|\bhow much\b|\bhow (?:big|large|often|long|far|old)\b|"
            r"\bwhat(?:'s| is| was) the (?:number|total|figure|score|average|target)\b",
        ),
        (
            Want.DATE,
            rf"{_START}when\b|\bwhat (?:date|day|month|year|time)\b|\bhow soon\b|\bby when\b|"
            r"\bwhich (?:month|year|day)\b|\bdeadline\b|\bsince when\b",
        ),
        (Want.PERSON, rf"{_START}who(?:'s|se|m|'ll|'d)?\b|\bwhich (?:{_BODIES})\b"),
        (
            Want.PLACE,
            rf"{_START}where\b|\bwhich (?:ward|street|site|area|building|room|town)\b",
        ),
    )
)

_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|thousand|none|no|zero|both|once|twice|half|third|quarter|fifth|every|all"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_TIMES = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter|week|"
    "month|year|term|quarter|annual|today|immediately|ongoing|daily"
)
_PEOPLE = (
    "[Oo]fficer|[Dd]irector|[Mm]anager|[Cc]hair|[Tt]eam|[Bb]oard|[Cc]ouncil|[Cc]ommittee|"
    "[Pp]artner|[Tt]rust|[Ss]chool|[Ss]ervice|[Mm]ember|[Pp]olice|[Pp]anel|[Gg]roup|[Ss]taff|"
    "[Pp]arent|[Ff]amil|[Aa]uthorit|[Rr]esident|[Pp]eople|[Pp]rovider|[Mm]inister|[Aa]uditor"
)
_HOLDS: dict[Want, re.Pattern[str]] = {
    Want.MONEY: re.compile(
        r"[£$€]\s?\d|\b\d[\d,.]*\s?(?:k|m|bn|million|pence|p)\b|\b\d[\d,]*\.\d+\b|"
        r"\b\d{1,3}(?:,\d{3})+\b|\b(?:free|no cost|nil)\b",
        re.IGNORECASE,
    ),
    Want.NUMBER: re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    Want.SHARE: re.compile(rf"\d|\bper ?cent\b|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    Want.DATE: re.compile(
        rf"\b(?:{_MONTHS})[a-z]*\b|\b(?:19|20)\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?\b|"
        rf"\b\d{{1,2}}(?:[.:]\d\d)?\s?(?:am|pm)\b|\b(?:{_TIMES})\w*\b",
        re.IGNORECASE,
    ),
    Want.PERSON: re.compile(
        r"\b[A-Z][\w'’-]+ (?:[A-Z]|of\b|and\b)|\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor)\b|"
        rf"\b(?:{_PEOPLE})\w*\b|\b[A-Z]{{2,}}\b"
    ),
}


def want_of(question: str) -> Want:
    """What a question asks for: of several, the hardest to come by first."""
    for want, pattern in _RULES:
        if pattern.search(question):
            return want
    return Want.ANYTHING


def holds(want: Want, text: str) -> bool:
    """Whether a text holds a detail of that kind at all."""
    pattern = _HOLDS.get(want)
    return pattern is None or bool(pattern.search(text))
