"""How a tracked recommendation stands: read from what the tracker prints.

The status column's own words come first, then what the update says, then the target
date against the day and the meeting. A target is a stretch of days: "March 2022" is
the whole month, so it is overdue from 1 April.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum

from indexer.council.dates import dates_in, target_days
from indexer.council.packs import Action

__all__ = ["ActionStatus", "status_of"]


class ActionStatus(StrEnum):
    """How a tracked recommendation stands."""

    DUE = "due"
    OVERDUE = "overdue"
    COMPLETE = "complete"
    OPEN = "open"


MONTH = dt.timedelta(days=31)

_DONE_WORDS = (
    r"(?:complete|completed|closed|done|discharged|achieved|implemented|concluded|delivered|"
    r"finished|actioned|fulfilled|resolved)"
)
_DONE = re.compile(rf"\b{_DONE_WORDS}\b", re.IGNORECASE)
_NOT_DONE = re.compile(
    rf"\b(?:not|never|nearly|almost|part(?:ly|ially)?|to be|being|will be|yet|until|once|when|"
    rf"awaiting|half|can ?not be|due to be|expected to be|in process of being)"
    rf"[\s-]+(?:\w+\s+){{0,2}}?{_DONE_WORDS}\b|\bincomplete\b|"
    rf"\b(?!100)\d+\s?(?:%|per cent) {_DONE_WORDS}\b",
    re.IGNORECASE,
)
_GREEN = ("green ", "rag green ")
"""How a status begins that is a traffic light: done, or going as it should, so not overdue."""

_OPENS = re.compile(
    rf"^\W*(?:action |recommendation |now |fully )?(?:(?P<done>{_DONE_WORDS})|overdue)\b",
    re.IGNORECASE,
)
"""How an update begins that says how it stands."""
_LATE = re.compile(
    r"(?<!\bnot )(?<!\bnot yet )\b(?:overdue|past due|missed|target not met|late)\b", re.IGNORECASE
)
_NOT_YET_DUE = ("not due", "not yet due", "future", "not started")
_THIS_MEETING = (
    *("this meeting", "today's meeting", "the present meeting", "this agenda"),
    "elsewhere on the agenda",
)
_NEXT_MEETING = ("next meeting", "next committee meeting")
_COMES = ("to be", "will be", "report", "present", "provid", "consider", "meeting")
"""Words of what comes to a meeting that is named by its day."""


def status_of(action: Action, *, meeting: dt.date, as_of: dt.date) -> ActionStatus:
    """How an action stands for a meeting, seen from the day `as_of`: the one rule for what is
    overdue, in digests and in answers.

    >>> status_of(Action(number="1", recommendation="…", target="March 2022"),
    ...           meeting=dt.date(2022, 4, 5), as_of=dt.date(2022, 4, 1)).value
    'overdue'
    """
    printed, update = action.status or "", action.update or ""
    since = target_days(action.date or "")
    days = target_days(action.target or "", since=since and since[0])
    past = days is not None and days[1] < as_of
    if _done(printed) or _plain(printed).startswith(_GREEN):
        return ActionStatus.COMPLETE
    if _LATE.search(printed):
        return ActionStatus.OVERDUE
    if _says(printed, _NOT_YET_DUE):
        return ActionStatus.OVERDUE if past else ActionStatus.OPEN
    opens = _OPENS.match(update)
    if opens and opens["done"] and _done(update.split(".")[0]):
        return ActionStatus.COMPLETE
    if opens and not opens["done"]:
        return ActionStatus.OVERDUE
    if _for_meeting(update, meeting) or _for_meeting(printed, meeting):
        return ActionStatus.DUE
    if _says(action.target or "", _NEXT_MEETING) and days is None:
        return ActionStatus.DUE
    if days is None:
        return ActionStatus.OPEN
    if past:
        return ActionStatus.OVERDUE
    # "By the end of 2022" is not due in January.
    near = days[0] <= meeting and days[1] - meeting <= MONTH
    return ActionStatus.DUE if near else ActionStatus.OPEN


def _done(text: str) -> bool:
    return bool(_DONE.search(text)) and not _NOT_DONE.search(text)


def _for_meeting(text: str, meeting: dt.date) -> bool:
    """Whether a text says that the thing comes to this meeting."""
    return _says(text, _THIS_MEETING) or (meeting in dates_in(text) and _says(text, _COMES))


def _says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases begins at one of a text's words."""
    words = f" {_plain(text)}"
    return any(f" {phrase}" in words for phrase in phrases)


def _plain(text: str) -> str:
    """A text's words in lower case, each with a space behind it."""
    letters = (letter if letter.isalnum() or letter == "'" else " " for letter in text.lower())
    return "".join(f"{word} " for word in "".join(letters).split())
