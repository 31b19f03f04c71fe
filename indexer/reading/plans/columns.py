"""What a column's name means: councils name the same column in many ways.

Each kind of record has fields, and each field the words by which councils name its column. The
fields are told in the order in which they claim a column: "Action owner" is somebody, not an
action. Which words do not go with a field stands behind a dash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.council.dates import MONTH
from indexer.reading.page_text import fold, plain_words

__all__ = [
    "ACTION",
    "DECISION",
    "DONE",
    "FORWARD",
    "WORK",
    "is_date_like",
    "is_number_like",
    "name_columns",
]

Fields = Mapping[str, str]

_REFERENCE = "no|nos|number|ref|reference|id"
_MEMBER = "member|members|councillor|councillors|cllr|portfolio|holder"
_SUBJECT = "subject|title|item|items|topic|topics|issue|issues|matter|matters|report"

ACTION: Fields = {
    "number": f"{_REFERENCE}|item - of yes",
    "target": "target|due|deadline|when|timescale|timeframe|time scale|time frame|timeline"
    "|completion|complete by|completed by|done by|expected date|expected response|planned date"
    "|anticipated date|proposed date|revised date|implementation date|date for|date to report"
    "|report back"
    " - actual raised agreed received status rag",
    "date": "date|meeting|raised - received closed completed done actioned actual issue issues due"
    " revised progress update updates",
    "officer": f"officer|officers|owner|owners|lead|responsible|responsibility|accountable|who|whom"
    f"|person|director|manager|assigned|allocated|referred to|sent to|action by|actioned by|{_MEMBER}"
    " - update updates response comments progress",
    "status": "status|rag|rating|state|complete|completed|done|closed|open|actioned|implemented"
    "|achieved|delivered|finished|answered - date update updates",
    "update": "update|updates|progress|comment|comments|note|notes|response|position|situation"
    "|outcome|outcomes|feedback|remarks|action taken - received provided sent date be",
    "recommendation": "recommendation|recommendations|rec|action|actions|request|requests|requested"
    "|resolution|resolutions|resolved|undertaking|undertakings|arising|agreed|issue|issues"
    " - date impact update updates",
}

DONE: Fields = {"status": "received|provided|sent|closed|completed|done|actioned|actual|closure"}
"""What tells how an action stands where no column is named for it."""

DECISION: Fields = {
    "reference": f"{_REFERENCE} - of yes",
    "date": "date|published - call called effective",
    "member": f"{_MEMBER}|maker|taker|taken by|made by",
    "text": "decision|decisions|outcome|outcomes|resolution|resolutions|resolved - title status"
    " y yes this",
    "description": f"description|summary|purpose|detail|details|why|reason|reasons|background"
    f"|{_SUBJECT}",
}

FORWARD: Fields = {
    "reference": f"{_REFERENCE} - of yes",
    "taker": "maker|makers|making body|taker|takers|who|which body|whom|body|committee|taken by"
    "|made by - date",
    "member": _MEMBER,
    "date": "date|due|month|meeting|before|when|anticipated decision|expected decision"
    " - by first published publication",
    "matter": f"decision|decisions|what|detail|details|description|summary|nature|purpose|{_SUBJECT}"
    " - y yes this",
}

WORK: Fields = {
    "when": "date|meeting|when|month|timescale|timeframe|time frame|quarter|period|timing",
    "topic": f"{_SUBJECT}|reports|activity|workstream|work stream|review|agenda|business|theme",
}

_MOST_WORDS = 8
"""Words of a column's name; a longer one asks or explains something."""

_DATE_LIKE = re.compile(
    rf"\b{MONTH}\.?|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|^20\d\d(?:[/-]\d{{2,4}})?\b"
    r"|\b(?:spring|summer|autumn|winter|quarter|q[1-4])\b"
    r"|^(?:tbc|tba|tbd|to be (?:confirmed|agreed|scheduled|arranged)|ongoing|unscheduled|"
    r"standing items?|future (?:items?|meetings?)|date to be .*)\b",
    re.I,
)
_NUMBER_LIKE = re.compile(r"\(?[a-z]{0,4}[ ./-]?\d{1,4}(?:[./-]\d{1,4})*[a-z]?[.)]?$", re.I)


def name_columns(header: Sequence[str], fields: Fields) -> dict[str, int]:
    """Which column holds which field: the first that fits, each column once."""
    found: dict[str, int] = {}
    named = [set(plain_words(fold(name).replace("to date", ""))) for name in header]
    for field, told in fields.items():
        names, _, unlike = told.partition(" - ")
        for column, words in enumerate(named):
            fits = any(words.issuperset(name.split()) for name in names.split("|"))
            free = column not in found.values() and len(words) <= _MOST_WORDS
            if fits and free and words.isdisjoint(unlike.split()):
                found[field] = column
                break
    return found


def is_date_like(text: str) -> bool:
    """Whether a short text says when: a date, a month, a season, "TBC"."""
    return len(text) <= 60 and bool(_DATE_LIKE.search(text))


def is_number_like(text: str) -> bool:
    """Whether a text is a number or a reference ("7", "3.2", "REC12")."""
    return bool(_NUMBER_LIKE.match(text))
