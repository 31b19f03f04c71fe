"""What a claim says that a paper does not say: "the report gives no cost".

That a paper is silent stands in no unit of it. Such a clause is left out of what is
judged; no figure may come in by it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from bot.answers.check.named import missing_names
from bot.answers.check.numbers import TIMES, days, numbers
from bot.answers.check.wording import sentences, words

__all__ = ["without_silence"]

_TELLS = (
    r"(?:say|said|giv|state|stating|record|list|name|mention|show|specif|identif|report|tell|told|"
    r"quantif|explain|describ|note|refer|compare|detail|spell|confirm|indicate|defin)\w*"
)
_HOLDS = r"(?:has|have|had|(?:include|contain|set|break|provide|put|publish|address)\w*)"
_TOLD = r"(?:given|stated|said|named|recorded|listed|mentioned|shown|specified|reported|set out)"
_PAPER = (
    r"(?:paper|pack|agenda|report|minute|note|page|table|tracker|plan|slide|appendix|appendices|"
    r"material|document|list|statement|letter|unit|passage|timeline|schedule|register|log)s?"
)
_ASKS = r"(?:who|whom|whose|when|where|why|how|what|whether|which)\b"
_MISSING = (
    rf"(?:{_ASKS}|(?:name|figure|date|deadline|amount|cost|price|sum|number|detail|reason|total|"
    r"breakdown|day|month|year|time|timetable|answer|decision)s?(?=[^\w\s]|\s*$|"
    rf"\s+(?:(?!to)[a-z]{{2}}|and|for|nor|was|were|has|have|not|yet|{_TOLD})\b))\b"
)
_REST = r"(?:(?!\b(?:and|but|because|as|since|so)\b)[^.,;:])*"
_SILENT = re.compile(
    # "the report does not say what they cost", "the minutes give no date", "the plan has no date"
    rf"\b{_PAPER}\b(?:(?!\b(?:and|but|they|s?he)\b)[^.,;:]){{0,60}}?\b(?:(?:do|does|did) not (?:\w+ )?{_TELLS}|"
    rf"{_TELLS} (?:no|none|neither|nothing)|"
    rf"(?:(?:do|does|did) not {_HOLDS}|{_HOLDS} no)\b[^.,;:]{{0,20}}?\b{_MISSING})\b{_REST}|"
    # "but it does not say when", "they give no date"
    rf"\b(?:they|it|that|this|he|she) (?:(?:do|does|did) not (?:\w+ )?{_TELLS}|"
    rf"{_TELLS} (?:no|none))\b[^.,;:]{{0,30}}?\b{_MISSING}{_REST}|"
    # "none of the reports names a contractor", "but no date is given", "the cost is not stated"
    rf"\b(?:none of|no)\b[^.,;:]{{0,30}}?\b{_PAPER} (?:{_TELLS}\b|"
    rf"(?:recommend|settle|make)\w*[^.,;:]{{0,30}}?\b{_MISSING}){_REST}|"
    rf"(?:,? ?\b(?:but|nor|and|with) )?\bno\b[^.,;:]{{0,20}}?\b{_MISSING}"
    rf"(?: for it| {_TOLD}|[^.,;:]{{0,60}}?\b(?:is|are|was|were|been) {_TOLD})\b{_REST}|"
    rf"\b(?:the|its|their)\b[^.,;:]{{0,20}}?\b{_MISSING}[^.,;:]{{0,40}}?\bnot {_TOLD}\b{_REST}|"
    rf"\bit is not (?:{_TOLD}|settled) (?:(?:in|by) (?:the|these|this) {_PAPER}\b|{_MISSING}{_REST})|"
    # ", without giving a date", ", but not when"
    rf",? (?:without|nor) {_TELLS}\b[^.,;:]{{0,20}}?\b{_MISSING}{_REST}|"
    rf",? (?:(?:but|and) not|nor) (?:{_TELLS} )?(?:(?:of|for) )?{_ASKS}{_REST}",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"(?is).*?\b(?:not(?: \w+)? (?:{_TELLS}|{_HOLDS})|no(?:ne|thing)?|neither)\b"
)
_DATE, _SUM = "(?:when|(?:date|deadline)s?)\\b", "(?:how much|(?:cost|price|sum|amount)s?)\\b"
_GIVING = re.compile(rf"\b(?:(?:not )?{_TOLD}\b|{_DATE}|{_SUM})")
_OPENS = re.compile(r"^[\s,:;]*(?:(?:but|and|it says only|they say only|only) )?(?:that )?")
_SMALL = 12
"""What a word for a number may count: "none of the three reports"."""


def without_silence(text: str, known: str, own: str) -> str:
    """A claim without what it says papers do not say; whole where a figure would come in
    by it that stands nowhere in `known`, or a name, or where the units' `own` words hold the denied."""
    values, had = ({one.value for one in numbers(it)} for it in (known, text))
    there = {word.stem for word in words(own)}

    def left(match: re.Match[str]) -> str:
        cut = match.group()
        new = missing_names(cut, known, "", "", "") or any(
            one.value not in values and (one.value > _SMALL or not one.text.isalpha())
            for one in numbers(cut)
        )
        behind = _OPENING.sub("", cut, 1)
        denied = {word.stem for word in words(behind) if word.stem}
        held = denied and denied <= there and not re.search(rf"\b(?:{_ASKS}|{_DATE}|{_SUM})", cut)
        return cut if new or held or _given(behind if denied else cut, own, there, had) else " "

    return _OPENS.sub("", _SILENT.sub(left, text)).strip()


def _given(asked: str, own: str, there: set[str], had: set[Fraction]) -> bool:
    """Whether a sentence of the units gives the very date or sum that is said to be missing.

    Args:
        there: the stems of `own`.
        had: the claim's own figures, which are of something else.
    """
    date, cost = re.search(rf"\b{_DATE}", asked), re.search(rf"\b{_SUM}", asked)
    if not (date or cost):
        return False
    of = {word.stem for word in words(_GIVING.sub(" ", asked)) if word.stem}
    named = {word.stem for word in words(asked) if word.stem} - of
    for one in sentences(own.replace(";", ",")):  # a row is one sentence
        here = {word.stem for word in words(one)}
        if (of and of <= here) or (named <= here and of <= there):
            spans = {it for it in numbers(one) if it.unit == "clock" or it.noun in TIMES}
            sums = {it for it in numbers(one) if not it.label and it.value not in had} - spans
            headed = re.search(rf"(?i)\b(?:{_DATE}|{_SUM})\W*:", one)
            if (date and (days(one) or spans)) or (cost and sums) or headed:
                return True
    return False
