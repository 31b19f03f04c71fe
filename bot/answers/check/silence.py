"""What a claim says that a paper does not say: "the report gives no cost".

That a paper is silent stands in no unit of it. Such a clause is left out of what is
judged; no figure may come in by it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from bot.answers.check.named import missing_names
from bot.answers.check.numbers import TIMES, days, numbers
from bot.answers.check.wording import any_of, behind, sentences, stems, word_lists, word_pattern

__all__ = ["without_silence"]

_TELLS, _HOLDS, _TOLD, _PAPER, _ASKS, _THING = (
    rf"(?:{any_of(forms)})" for (forms,) in word_lists()["silence"]
)
_MISSING = (
    rf"(?:{_ASKS}|{_THING}s?(?=[^\w\s]|\s*$|"
    rf"\s+(?:(?!to)[a-z]{{2}}|and|for|nor|was|were|has|have|not|yet|{_TOLD})\b))\b"
)
_SHOWN = r"(?:date|time|deadline|figure|cost|price|name|number|amount|breakdown)"
_AMONG = r"(?:in|on|among|there|here)\b"
_REST = r"(?:(?!\b(?:and|but|because|as|since|so)\b)[^.,;:])*"
_SILENT = re.compile(
    # "the report does not say what they cost", "the minutes give no date", "the plan has no date"
    rf"\b{_PAPER}\b(?:(?!\b(?:and|but|they|s?he)\b)[^.,;:]){{0,60}}?\b(?:(?:do|does|did) not (?:\w+ )?{_TELLS}|"
    rf"{_TELLS} (?:no|none|neither|nothing)|"
    rf"(?:(?:do|does|did) not {_HOLDS}|{_HOLDS} no)\b[^.,;:]{{0,20}}?\b{_MISSING})\b{_REST}|"
    # "but it does not say when", "they give no date"
    rf"\b(?:they|it|that|this|he|she) (?:(?:do|does|did) not (?:\w+ )?{_TELLS}|"
    rf"{_TELLS} (?:no|none))\b[^.,;:]{{0,30}}?\b{_MISSING}{_REST}|"
    # "but no date is given"
    rf"(?:,? ?\b(?:but|nor|and|with) )?\bno\b[^.,;:]{{0,20}}?\b{_MISSING}"
    rf"(?: for it| {_TOLD}|[^.,;:]{{0,60}}?\b(?:is|are|was|were|been) {_TOLD})\b{_REST}|"
    # "none of the papers names a contractor", "the cost is not given", "it is not stated who"
    rf"\bnone of\b[^.,;:]{{0,30}}?\b{_PAPER} {_TELLS}\b{_REST}|"
    rf"\b(?:the|its|their)\b[^.,;:]{{0,20}}?\b{_MISSING}[^.,;:]{{0,40}}?\bnot {_TOLD}\b{_REST}|"
    rf"\bit is not {_TOLD}(?: (?:in|by) (?:the|these|this) {_PAPER})? {_MISSING}{_REST}|"
    # "without giving a reason", "without a start time", "but not why"
    rf",? without (?:{_TELLS}\b[^.,;:]{{0,20}}?\b{_MISSING}{_REST}|an? (?:\w+ )?{_SHOWN}s?\b)|"
    rf",? (?:but|and) not (?:by |for )?{_ASKS}(?: (?:much|many|long))?(?=\s*(?:[.,;:]|$))|"
    # "autism is not named"
    rf"(?:^|(?<=[.,;:]) ?|\b(?:but|and) )(?P<absent>(?:(?!\b(?:and|but)\b)[^.,;:]){{2,60}}?) "
    rf"(?:is|are|was|were) not (?:named|mentioned|specified|listed(?= {_AMONG}))(?: {_AMONG}{_REST})?"
    r"(?=\s*(?:[.,;:]|$))",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"(?is)none of\b.*?\b{_PAPER} {_TELLS}|.*?\b(?:not(?: \w+)? (?:{_TELLS}|{_HOLDS})|no(?:ne|thing)?|neither)\b"
)
_DATES, _SUMS = (
    "when dates? deadlines?",
    "how_(?:much|many) (?:cost|price|sum|amount|number|total)s?",
)
_DATE, _SUM, _EITHER = (word_pattern(one) for one in (_DATES, _SUMS, f"{_DATES} {_SUMS}"))
_GIVING = word_pattern(f"(?:not_)?{_TOLD} {_DATES} {_SUMS}")
_ASKING = word_pattern(_ASKS)


def without_silence(text: str, known: str, own: str) -> str:
    """A claim without what it says papers do not say; whole where a figure would come in
    by it that stands nowhere in `known`, or a name, or where the units' `own` words hold the denied."""
    values, had = ({one.value for one in numbers(it)} for it in (known, text))
    there = stems(own)

    def left(match: re.Match[str]) -> str:
        cut = match.group()
        new = missing_names(cut.strip(" ,.;:"), known, "", "", "") or any(
            one.value not in values for one in numbers(cut)
        )
        rest = _OPENING.sub("", cut, 1)
        denied = stems(rest)
        held = denied and denied <= there and not (_ASKING.search(cut) or _EITHER.search(cut))
        if match["absent"]:
            denied = stems(match["absent"])
            held = not denied or bool(denied & there)
        return cut if new or held or _given(rest if denied else cut, own, there, had) else " "

    return _SILENT.sub(left, text).strip(" ,:;")


def _given(asked: str, own: str, there: frozenset[str], had: set[Fraction]) -> bool:
    """Whether a sentence of the units gives the very date or sum that is said to be missing.

    Args:
        there: the stems of `own`.
        had: the claim's own figures, which are of something else.
    """
    date, cost = _DATE.search(asked), _SUM.search(asked)
    if not (date or cost):
        return False
    of = stems(_GIVING.sub(" ", asked))
    named = stems(" ".join(_EITHER.findall(asked)))
    for one in sentences(own.replace(";", ",")):  # a row is one sentence
        here = stems(one)
        if (of and of <= here) or (named <= here and of <= there):
            spans = {it for it in numbers(one) if it.unit == "clock" or it.noun in TIMES}
            sums = {it for it in numbers(one) if not it.label and it.value not in had} - spans
            headed = any(":" in behind(one, it.end())[:2] for it in _EITHER.finditer(one))
            if (date and (days(one) or spans)) or (cost and sums) or headed:
                return True
    return False
