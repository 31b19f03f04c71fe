"""What a claim says that a paper does not say: "the report gives no cost".

That a paper is silent stands in no unit of it. Such a clause is left out of what is
judged; no figure may come in by it.
"""

from __future__ import annotations

import re

from bot.answers.check.numbers import numbers
from bot.answers.check.wording import words

__all__ = ["without_silence"]

_TELLS = (
    r"(?:say|said|give|state|record|list|name|mention|show|specif|identif|report|tell|told|quantif|"
    r"explain|include|contain|describ|set|break|provide|put|publish|note|refer|address|"
    r"compare|detail|spell|confirm|indicate|defin)\w*"
)
_TOLD = r"(?:given|stated|said|named|recorded|listed|mentioned|shown|specified|reported|set out)"
_PAPER = (
    r"(?:paper|pack|agenda|report|minute|note|page|table|tracker|plan|slide|appendix|appendices|"
    r"material|document|list|statement|letter|unit)s?"
)
_ASKS = r"(?:who|whom|whose|when|where|why|how|what|whether|which)\b"
_MISSING = (
    rf"(?:{_ASKS}|(?:name|figure|date|deadline|amount|"
    r"cost|price|sum|number|detail|reason|total|breakdown|day|month|year|time|timetable|answer|decision)s?)\b"
)
_REST = r"(?:(?!\b(?:and|but|because|as|since|so)\b)[^.,;:])*"
_SILENT = re.compile(
    # "the report does not say what they cost", "the minutes give no date"
    rf"\b{_PAPER}\b[^.,;:]{{0,60}}?\b(?:(?:do|does|did) not (?:\w+ )?{_TELLS}|"
    rf"(?:{_TELLS}|has|have|had) (?:no|none|neither|nothing))\b{_REST}|"
    # "but it does not say when", "they give no date"
    rf"\b(?:they|it|that|this|he|she) (?:(?:do|does|did) not (?:\w+ )?{_TELLS}|"
    rf"(?:{_TELLS}|has|have|had) (?:no|none))\b[^.,;:]{{0,30}}?\b{_MISSING}{_REST}|"
    # "none of the reports names a contractor", "no date is given", "the cost is not stated"
    rf"\b(?:none of|no)\b[^.,;:]{{0,30}}?\b{_PAPER} (?:{_TELLS}\b|"
    rf"(?:recommend|settle|make)\w*[^.,;:]{{0,30}}?\b{_MISSING}){_REST}|"
    rf"\bno\b[^.,;:]{{0,20}}?\b{_MISSING}[^.,;:]{{0,60}}?\b{_TOLD}\b{_REST}|"
    rf"\b(?:the|its|their)\b[^.,;:]{{0,20}}?\b{_MISSING}[^.,;:]{{0,40}}?\bnot {_TOLD}\b{_REST}|"
    rf"\bit is not (?:{_TOLD}|settled) (?:(?:in|by) (?:the|these|this) {_PAPER}\b|{_MISSING}{_REST})|"
    # ", without a name", ", but not of the cost"
    rf",? (?:without|with no) (?:an? |any )?{_MISSING}{_REST}|"
    rf",? (?:(?:but|nor|and) (?:none|nothing|not|neither|no)|nor {_TELLS})\b[^.,;:]{{0,40}}?\b{_MISSING}{_REST}",
    re.IGNORECASE,
)
_OPENING = re.compile(rf".*?\b(?:not(?: \w+)? {_TELLS}|no|none|nothing|neither)\b", re.I | re.S)
_OPENS = re.compile(r"^[\s,:;]*(?:(?:but|and|it says only|they say only|only) )?(?:that )?")


_SMALL = 12
"""What a word for a number may count: "none of the three reports"."""


def without_silence(text: str, known: str, own: str) -> str:
    """A claim without what it says papers do not say; whole where a figure would come in
    by it that stands nowhere in `known`, or where the units' `own` words hold the denied."""
    values = {one.value for one in numbers(known)}
    there = {word.stem for word in words(own)}

    def left(match: re.Match[str]) -> str:
        new = any(
            one.value not in values and (one.value > _SMALL or not one.text.isalpha())
            for one in numbers(match.group())
        )
        denied = {word.stem for word in words(_OPENING.sub("", match.group(), 1)) if word.stem}
        held = denied and denied <= there and not re.search(rf"\b{_ASKS}", match.group())
        return match.group() if new or held else " "

    return _OPENS.sub("", _SILENT.sub(left, text)).strip()
