"""How a tracker's action stands on a day: done, overdue, or neither for certain."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from bot.answers.mentions import named_months

__all__ = ["is_complete", "is_late"]

_COMPLETE = re.compile(
    r"(?<!never )(?<!not )(?<!not yet )(?<!be )(?<!partly )(?<!partially )(?<!% )"
    r"\b(?:completed?|done|closed|achieved)\b|\bgreen\b",
    re.IGNORECASE,
)
_DAY = r"\d{1,2}(?:[./-]\d{1,2}(?:[./-]\d{2,4})?|(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?(?:\s+\d{4})?)"
_TICKED = re.compile(
    rf"\s*(?:(?:yes|y|✓|✔|received|response received|answered|sent)"
    rf"(?:[\s,:–-]*(?:on\s+)?{_DAY})?|{_DAY})[\s.]*",
    re.IGNORECASE,
)
"""What stands in a column that asks "Done?" or "Response received" once it is so."""

_LATE = (
    r"slipp(?:ed|ing)|behind (?:schedule|time|target)|"
    r"missed (?:(?:its|their|the|our) )?(?:deadline|target|date)s?|"
    r"(?:deadline|target|date)s? (?:(?:is|was|has|have|been) )*missed|"
    r"past (?:(?:its|their|the) )?(?:due|target|deadline)"
)
"""Words for being late; a pattern."""

_SAYS_LATE = re.compile(
    r"(?:^|[.;:,(–-]\s*|\b(?:is|are|now|remains?|still|currently|action|response|report)\s+)"
    r"overdue\b(?!\s+[a-z]{3,}s\b)|"  # Not the council's "overdue repairs".
    rf"(?<!not )(?<!not yet )(?<!n't )(?<!no longer )\b(?:{_LATE})\b|^late\W*$",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"(?<!be )(?<!being )(?<!not )(?<!not yet )(?<!yet to be )(?<!n't )\b(?:sent|circulated|"
    r"provided|received|submitted|reported|delivered|issued|published|shared|presented|"
    r"actioned|answered|responded|implemented|resolved|finali[sz]ed|discharged|superseded|"
    r"withdrawn|removed|deferred|achieved|finished)\b|\bclosure\b|\bto (?:be )?closed?\b|"
    r"\bno (?:further action|longer)\b|\bon hold\b|\bnot (?:yet )?due\b|"
    r"\bon (?:track|target|schedule)\b|\bnot (?:yet )?overdue\b",
    re.IGNORECASE,
)
"""An action of which this is said may be overdue or not, whatever its target."""

_OPEN_TIME = re.compile(
    r"\b(?:spring|summer|autumn|winter|quarter\w*|q[1-4]|tb[acd]|to be (?:confirmed|agreed)|"
    r"ongoing|rolling|annual\w*|yearly|monthly|weekly|each|every|after|from|since|not before|"
    r"onwards?|following|end of (?:the )?year|within)\b",
    re.IGNORECASE,
)


def is_complete(fields: Mapping[str, str]) -> bool:
    """Whether an action's status, or where it has none its update, says that it is done.

    Args:
        fields: of its record: "status", "update", "due".
    """
    if not fields.get("status"):
        return bool(_COMPLETE.search(fields.get("update", "")))
    return bool(_COMPLETE.search(fields["status"]) or _TICKED.fullmatch(fields["status"]))


def is_late(fields: Mapping[str, str], today: dt.date) -> bool:
    """Whether it is overdue: its status or update says so, or its target has passed and
    nothing says that it is done or put off. What cannot be told is not overdue."""
    if is_complete(fields):
        return False
    said = [value for name in ("status", "update") if (value := fields.get(name))]
    if any(_SAYS_LATE.search(value) for value in said):
        return True
    due = _due_by(fields.get("due", ""))
    return due is not None and due < today and not any(_SETTLED.search(value) for value in said)


def _due_by(target: str) -> dt.date | None:
    """The last day of a target that is a day, or a month and its year; None of any other."""
    named = named_months(f"by {target}")
    # A month without a year is that of the next one ("May/June 2025"), unless it is the last.
    if not named or named[-1][2] is None or _OPEN_TIME.search(target):
        return None
    days = []
    for month, day, year in named:
        if year is None:
            continue
        after = dt.date(year + month // 12, month % 12 + 1, 1)
        try:
            days.append(dt.date(year, month, day) if day else after - dt.timedelta(days=1))
        except ValueError:
            return None
    return max(days)
