"""What a claim says that a paper does not say: "the report gives no cost".

That a paper is silent stands in no unit of it. Such a clause is left out of what is
judged; no figure may come in by it.
"""

from __future__ import annotations

import re

from bot.answers.check.numbers import numbers

__all__ = ["without_silence"]

_TELLS = (
    r"(?:say|said|give|state|record|list|name|mention|show|specif|identif|report|tell|told|quantif|"
    r"explain|include|contain|cover|describ|set|break|provide|put|publish|note|refer|address|"
    r"compare|detail|spell|confirm|make|made|indicate|defin|settle|recommend)\w*"
)
_PAPER = (
    r"(?:paper|pack|agenda|report|minute|note|page|table|tracker|plan|slide|appendix|appendices|"
    r"material|document|list|statement|letter|unit)s?"
)
_SILENT = re.compile(
    # "the report does not say what they cost", "the minutes give no date"
    rf"\b(?:{_PAPER}|they|it|that|this|he|she)\b[^.;:]{{0,60}}?\b(?:(?:do|does|did) not "
    rf"(?:\w+ )?{_TELLS}|(?:{_TELLS}|has|have|had) (?:no|none|neither|nothing))\b[^.;:]*|"
    # "none of the reports recommends a decision", "no date is given", "it is not settled here"
    rf"\b(?:none of|no|not|nothing)\b[^.,;:]{{0,60}}?\b(?:{_PAPER} {_TELLS}|"
    r"(?:given|stated|named|recorded|listed|mentioned|shown|specified|settled))\b[^.;:]*|"
    # ", without a name", ", but not of the cost"
    r",? (?:without|with no) (?:an? |any )?"
    r"(?:name|figure|date|amount|cost|number|detail|reason|total|breakdown)\w*\b[^.;:,]*|"
    rf",? (?:but|nor|and) (?:none|nothing|not|neither)\b[^.;:,]*"
    rf"\b(?:on|about|for|of|say|give|name)\b[^.;:]*",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^[\s,:;]*(?:(?:but|and|it says only|they say only|only) )?(?:that )?")


_SMALL = 12
"""What a word for a number may count: "none of the three reports"."""


def without_silence(text: str, known: str) -> str:
    """A claim without what it says papers do not say; whole where a figure would come in
    by it that stands nowhere in `known`."""
    values = {one.value for one in numbers(known)}

    def left(match: re.Match[str]) -> str:
        new = any(
            one.value not in values and (one.value > _SMALL or not one.text.isalpha())
            for one in numbers(match.group())
        )
        return match.group() if new else " "

    return _OPENS.sub("", _SILENT.sub(left, text)).strip()
