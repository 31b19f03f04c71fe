"""What a claim says that a paper does not say: "the report gives no cost".

That a paper is silent stands in no unit of it. Such a clause is left out of what is
judged; no figure may come in by it.
"""

from __future__ import annotations

import re

from bot.answers.check.numbers import numbers

__all__ = ["without_silence"]

_SAYS = (
    r"(?:say|give|state|record|list|name|mention|show|specify|identify|report|tell|quantify|"
    r"explain|include|hold|contain|cover|describe|set out|break|provide|put|publish|note|refer|"
    r"address|compare|detail|spell|confirm|make clear|indicate|define|cost)"
)
_PAPER = (
    r"(?:papers?|pack|agenda|reports?|minutes?|notes?|pages?|tables?|tracker|plans?|slides?|"
    r"appendix|appendices|material|documents?|book|lists?|statement|letter|they|it|that|this|"
    r"he|she|none of (?:them|these|the \\w+))"
)
_SILENT = re.compile(
    rf"\b{_PAPER}\b[^.;:]{{0,60}}?\b(?:do(?:es)?|did) ?(?:not|n't) "
    rf"(?:\w+ly |also |itself |yet )?{_SAYS}\b[^.;:]*|"
    rf"\b{_PAPER}\b[^.;:]{{0,60}}?\b(?:gives?|gave|states?|stated|records?|recorded|names?|shows?|"
    rf"lists?|contains?|holds?|has|have|had|offers?|puts?|sets?|makes?|made) "
    rf"(?:no|none|neither|nothing)\b[^.;:]*|"
    rf",? (?:for|of|about|on) which [^.;:,]*\b(?:gives?|has|have|states?) no\b[^.;:,]*|"
    rf",? (?:without|with no) (?:an? |any )?(?:name|figure|date|amount|cost|number|detail|reason|"
    rf"total|breakdown)\w*\b[^.;:,]*|"
    rf",? (?:but|nor|and) (?:none|nothing|not|neither)\b[^.;:,]*"
    rf"\b(?:on|about|for|of|say|give|name)\b[^.;:]*",
    re.IGNORECASE,
)


def without_silence(text: str, known: str) -> str:
    """A claim without what it says papers do not say; whole where a figure would come in
    by it that stands nowhere in `known`."""
    values = {one.value for one in numbers(known)}

    def leave_out(match: re.Match[str]) -> str:
        new = any(one.value not in values for one in numbers(match.group()))
        return match.group() if new else " "

    return re.sub(
        r"^[\s,:;]*(?:but |and |it says only |they say only |only )?(?:that )?",
        "",
        _SILENT.sub(leave_out, text),
    ).strip()
