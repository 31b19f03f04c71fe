"""What a column's name means: councils name the same column in many ways.

Each kind of record has fields; each field has patterns for the names that
councils give its column. Names are compared folded: lower case, single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.council.dates import MONTH
from indexer.reading.page_text import fold

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

Fields = Mapping[str, re.Pattern[str]]


def _names(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})$")


_WHO = (
    r"(?:responsible|lead|accountable|contact|report|named|assigned|action|service)?\s*"
    r"(?:officers?|person|owners?|director(?:ate)?|manager)(?:\(s\))?"
    r"(?: responsible|/.*| \(s\)| and .*)?"
)
_PORTFOLIO = (
    r"(?:relevant |lead |responsible )?(?:cabinet|executive|lead|portfolio|committee)"
    r"[ /]*(?:members?|holders?|lead|councillors?|portfolio)(?:\(s\))?(?:[ /].*)?"
    r"|councillor|cllr|(?:relevant )?member|portfolio"
)
_REFERENCE = r"(?:no\.?|number|ref(?:erence)?\.?)(?: no\.?| number)?|id"

ACTION: Fields = {
    "number": _names(
        r"nos\.?|#|item(?: no\.?| number)?",
        rf"(?:rec(?:ommendation)?|action|tracker|minute|log)?\.? ?(?:{_REFERENCE})",
    ),
    "date": _names(
        r"date|(?:committee|panel|board|scrutiny)? ?meeting(?: date)?|meeting (?:date )?and .*",
        r"date(?: of| and)? (?:rec(?:ommendation)?s?|meeting|request|action|minute|committee|panel"
        r"|decision|referral|resolution)\.?.*",
        r"date (?:raised|agreed|made|added|requested|set|identified|recorded|logged|opened)",
        r"(?:raised|agreed|requested|made|arising)(?: on| at| from)?|when (?:raised|agreed)",
        r"(?:committee|panel|minute|council|cabinet) date",
    ),
    "recommendation": _names(
        r"(?:scrutiny |committee |agreed |outstanding |panel )?recommendations?(?:\(s\))?"
        r"(?: made| agreed| and .*| ?/ ?.*)?",
        r"(?:agreed |outstanding |required |scrutiny )?actions?(?:\(s\))?"
        r"(?: (?:agreed|required|point|points|to be taken|arising|requested|needed|taken))?"
        r"(?: ?/ ?(?:recommendation|request|resolution|decision|outcome|issue)s?| and .*)?",
        r"(?:details? of )?(?:the )?(?:action|recommendation|request)s?|undertakings?",
        r"(?:information |further information )?requests?(?:ed)?(?: for information)?",
        r"resolutions?(?: ?/ ?.*)?|resolved|matters? arising|what was agreed|issues?(?: raised)?",
    ),
    "target": _names(
        r"target(?: date| completion(?: date)?)?|(?:due|deadline|completion)(?: date| by)?",
        r"date due|date (?:a |the )?(?:response|reply|answer|report|update) (?:is )?"
        r"(?:due|required|expected|needed)(?: by)?",
        r"(?:expected|anticipated|proposed|planned|estimated|revised)"
        r" (?:completion|date|response|delivery|end)(?: date)?",
        r"time ?(?:scale|frame|line)s?|by when|when|complete(?:d)? by",
        r"to be (?:completed|done|reported) by|date for (?:completion|response|reply).*",
        r"(?:report|response|reply) (?:due|date|back(?: date)?)|date to (?:be )?report.*",
    ),
    "officer": _names(
        rf"{_WHO}|{_PORTFOLIO}|(?:officer|member) ?/ ?.*|lead|owner|responsible|responsibility",
        r"(?:by )?who(?:m)?|(?:assigned|allocated|referred|sent) to",
        r"(?:to be )?(?:actioned|done) by|(?:for )?action by",
    ),
    "update": _names(
        r"(?:progress|latest|current|officer'?s?|status)?[ /]*updates?(?:[ /].*)?",
        r"progress(?: ?/ ?.*| made| to date| report| and .*| since .*)?|action taken",
        r"comments?(?: ?/ ?.*)?|notes?|(?:officer |service |cabinet |executive )?response",
        r"(?:(?:current|latest) )?(?:position|situation)|outcomes?(?: ?/ ?.*)?|feedback|remarks",
    ),
    "status": _names(
        r"(?:current |rag |action |completion |recommendation |implementation |overall )?"
        r"status(?: ?/ ?.*| \(.*\))?|rating|state|open ?/ ?closed?",
        r"r\.?a\.?g\.?(?: rating| status| rated)?(?: \(.*\))?",
        r"(?:completed?|done|closed?|actioned)\??(?: ?/ ?.*| \(.*\)| y ?/ ?n)?",
        r"(?:resolved|implemented|achieved|delivered|finished|answered)\?"
        r"(?: ?/ ?.*| \(.*\)| y ?/ ?n)?",
    ),
}

DONE: Fields = {
    "status": _names(
        r"(?:response|reply|information|answer) (?:received|provided|sent)\??(?: .*)?",
        r"(?:date )?(?:received|closed|completed|done|actioned)(?: on)?",
        r"actual (?:completion|end)?(?: ?date)?|date of (?:completion|closure|response)",
    ),
}
"""What tells how an action stands where no column is named for it."""

DECISION: Fields = {
    "text": _names(
        r"decisions?(?:\(s\))?(?: ?/ ?outcomes?| taken| made| and reasons?.*| agreed)?",
        r"outcomes?(?: ?/ ?decisions?| of decision)?|resolutions?|resolved|decision summary",
        r"details? of (?:the )?decision(?: taken| made)?",
    ),
    "description": _names(
        r"description(?: of .*)?|summary|purpose|details?|(?:report |decision )?title|title of .*",
        r"subject(?: matter)?|item|matter|issue|report|topic|why .*|reasons?(?: .*)?|background",
    ),
    "reference": _names(rf"(?:decision |report |minute |our )?(?:{_REFERENCE})"),
    "date": _names(
        r"date|date (?:of|taken|made|published|agreed)(?: .*)?|(?:decision|meeting) date",
        r"(?:date )?decision (?:taken|made)(?: on)?|published",
    ),
    "member": _names(
        rf"{_PORTFOLIO}|(?:decision|taken|made)[ -]*(?:taker|maker|by)",
    ),
}

FORWARD: Fields = {
    "matter": _names(
        r"(?:key )?matters?(?: for| to be| requiring)?(?: decision| decided| a decision)?",
        r"(?:subject|title|item|topic|issue|report)(?: matter| title| of report| for decision)?"
        r"(?: ?/ ?.*| and .*| of (?:the )?(?:key )?decision)?",
        r"(?:key |proposed |executive )?decisions?(?: required| to be (?:taken|made)| title| due)?",
        r"(?:details?|description|summary|nature|purpose) of (?:the )?(?:proposed |key )*"
        r"(?:decision|matter|report|item)s?.*",
        r"what(?: is the decision)?.*|decision (?:to be|required|sought|requested).*",
    ),
    "date": _names(
        r"date|due(?: date| for decision)?|month|meeting|not before|when.*",
        r"(?:anticipated|expected|proposed|planned|likely|target|earliest|due|scheduled)"
        r".*(?:date|decision|meeting|month).*",
        r"(?:meeting|decision)(?: due)? date(?: .*)?|decision (?:due|date|expected).*",
        r"date (?:of|for|the|on|decision|when|due|key).*",
    ),
    "reference": _names(rf"(?:decision |plan |forward plan |item |key decision )?(?:{_REFERENCE})"),
    "taker": _names(
        r"decision[ -]*(?:taker|maker|making body|body)s?(?:\(s\))?(?: .*)?|taker|maker",
        r"(?:who|which body).*|(?:decision )?by whom|body(?: .*)?|committee",
        r"(?:decision )?(?:to be )?(?:taken|made|decided)(?: by)?",
    ),
    "member": _names(_PORTFOLIO),
}

WORK: Fields = {
    "when": _names(
        r"date|(?:committee |panel |scrutiny )?meeting(?: date)?(?: and .*)?|date (?:of|for) .*",
        r"when|month|timescale|time ?frame|quarter|period|timing|(?:agenda|committee|panel) date",
        r"(?:proposed|scheduled|planned|target|indicative|expected) (?:date|meeting|month).*",
    ),
    "topic": _names(
        r"(?:agenda |work programme |work plan )?items?(?: for .*| title| ?/ ?.*| of business)?",
        r"(?:report |review )?topics?(?: .*)?|subjects?(?: .*)?|(?:report )?titles?(?: .*)?",
        r"reports?(?: .*)?|issues?(?: ?/ ?.*)?|matters?(?: .*)?|activity|work ?stream|review",
        r"agenda|business|theme|scrutiny (?:item|topic|review|activity)s?",
    ),
}

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
    folded = [fold(name).strip(" :.*") for name in header]
    for field, pattern in fields.items():
        for column, name in enumerate(folded):
            if name and column not in found.values() and pattern.match(name):
                found[field] = column
                break
    return found


def is_date_like(text: str) -> bool:
    """Whether a short text says when: a date, a month, a season, "TBC"."""
    return len(text) <= 60 and bool(_DATE_LIKE.search(text))


def is_number_like(text: str) -> bool:
    """Whether a text is a number or a reference ("7", "3.2", "REC12")."""
    return bool(_NUMBER_LIKE.match(text))
