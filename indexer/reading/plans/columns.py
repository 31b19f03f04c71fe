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
)

ACTION: Fields = {
    "number": _names(
        r"no\.?",
        r"nos\.?",
        r"#",
        r"id",
        r"number",
        r"item(?: no\.?| number)?",
        r"(?:rec(?:ommendation)?|action|tracker|minute|log)?\.? ?(?:no\.?|number|ref(?:erence)?\.?)"
        r"(?: no\.?| number)?",
    ),
    "date": _names(
        r"date",
        r"meeting",
        r"(?:committee|panel|board|scrutiny)? ?meeting(?: date)?",
        r"date(?: of| and)? (?:rec(?:ommendation)?s?|meeting|request|action|minute|committee|"
        r"panel|decision|referral|resolution)\.?.*",
        r"date (?:raised|agreed|made|added|requested|set|identified|recorded|logged|opened)",
        r"(?:raised|agreed|requested|made|arising)(?: on| at| from)?",
        r"(?:committee|panel|minute|council|cabinet) date",
        r"meeting (?:date )?and .*",
        r"when (?:raised|agreed)",
    ),
    "recommendation": _names(
        r"(?:scrutiny |committee |agreed |outstanding |panel )?recommendations?(?:\(s\))?"
        r"(?: made| agreed| and .*| ?/ ?.*)?",
        r"(?:agreed |outstanding |required |scrutiny )?actions?(?:\(s\))?"
        r"(?: (?:agreed|required|point|points|to be taken|arising|requested|needed|taken))?"
        r"(?: ?/ ?(?:recommendation|request|resolution|decision|outcome|issue)s?| and .*)?",
        r"(?:details? of )?(?:the )?(?:action|recommendation|request)s?",
        r"(?:information |further information )?requests?(?:ed)?(?: for information)?",
        r"resolutions?(?: ?/ ?.*)?",
        r"resolved",
        r"matters? arising",
        r"what was agreed",
        r"issue(?:s)?(?: raised)?",
        r"undertakings?",
    ),
    "target": _names(
        r"target(?: date| completion(?: date)?)?",
        r"(?:due|deadline|completion)(?: date| by)?",
        r"date due",
        r"date (?:a |the )?(?:response|reply|answer|report|update) (?:is )?"
        r"(?:due|required|expected|needed)(?: by)?",
        r"(?:expected|anticipated|proposed|planned|estimated|revised)"
        r" (?:completion|date|response|delivery|end)(?: date)?",
        r"time ?(?:scale|frame|line)s?",
        r"by when",
        r"when",
        r"complete(?:d)? by",
        r"to be (?:completed|done|reported) by",
        r"date for (?:completion|response|reply).*",
        r"(?:report|response|reply) (?:due|date|back(?: date)?)",
        r"date to (?:be )?report.*",
    ),
    "officer": _names(
        _WHO,
        r"lead",
        r"owner",
        r"responsible",
        r"responsibility",
        r"who",
        r"by whom",
        r"(?:assigned|allocated|referred|sent) to",
        r"to be (?:actioned|done) by",
        r"action by",
        r"(?:officer|member) ?/ ?.*",
        _PORTFOLIO,
        r"for action by",
        r"actioned by",
    ),
    "update": _names(
        r"(?:progress|latest|current|officer'?s?|status)?[ /]*updates?(?:[ /].*)?",
        r"progress(?: ?/ ?.*| made| to date| report| and .*| since .*)?",
        r"comments?(?: ?/ ?.*)?",
        r"notes?",
        r"(?:officer |service |cabinet |executive )?response",
        r"(?:current|latest) (?:position|situation)",
        r"outcomes?(?: ?/ ?.*)?",
        r"action taken",
        r"position",
        r"feedback",
        r"remarks",
    ),
    "status": _names(
        r"(?:current |rag |action |completion |recommendation |implementation |overall )?"
        r"status(?: ?/ ?.*| \(.*\))?",
        r"r\.?a\.?g\.?(?: rating| status| rated)?(?: \(.*\))?",
        r"rating",
        r"(?:completed?|done|closed?|actioned)\??(?: ?/ ?.*| \(.*\)| y ?/ ?n)?",
        r"(?:resolved|implemented|achieved|delivered|finished|answered)\?"
        r"(?: ?/ ?.*| \(.*\)| y ?/ ?n)?",
        r"open ?/ ?closed?",
        r"state",
    ),
}

DONE: Fields = {
    "status": _names(
        r"(?:response|reply|information|answer) (?:received|provided|sent)\??(?: .*)?",
        r"(?:date )?(?:received|closed|completed|done|actioned)(?: on)?",
        r"actual (?:completion|end)?(?: ?date)?",
        r"date of (?:completion|closure|response)",
    ),
}
"""What tells how an action stands where no column is named for it."""

DECISION: Fields = {
    "text": _names(
        r"decisions?(?:\(s\))?(?: ?/ ?outcomes?| taken| made| and reasons?.*| agreed)?",
        r"outcomes?(?: ?/ ?decisions?| of decision)?",
        r"resolutions?",
        r"resolved",
        r"details? of (?:the )?decision(?: taken| made)?",
        r"decision summary",
    ),
    "description": _names(
        r"description",
        r"summary",
        r"purpose",
        r"details?",
        r"(?:report )?title",
        r"subject",
        r"item",
        r"matter",
        r"issue",
        r"report",
        r"topic",
        r"description of .*",
        r"title of .*",
        r"decision title",
        r"subject matter",
        r"why .*",
        r"reasons?(?: .*)?",
        r"background",
    ),
    "reference": _names(
        r"(?:decision |report |minute |our )?(?:no\.?|number|ref(?:erence)?\.?)(?: no\.?| number)?",
        r"id",
    ),
    "date": _names(
        r"date",
        r"date (?:of|taken|made|published|agreed)(?: .*)?",
        r"(?:decision|meeting) date",
        r"(?:date )?decision (?:taken|made)(?: on)?",
        r"published",
    ),
    "member": _names(
        _PORTFOLIO,
        r"(?:decision|taken|made)[ -]*(?:taker|maker|by)",
        r"councillor",
        r"cllr",
        r"(?:relevant )?member",
        r"taken by",
        r"portfolio",
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
        r"what(?: is the decision)?.*",
        r"decision (?:to be|required|sought|requested).*",
    ),
    "date": _names(
        r"date",
        r"(?:anticipated|expected|proposed|planned|likely|target|earliest|due|scheduled)"
        r".*(?:date|decision|meeting|month).*",
        r"(?:meeting|decision)(?: due)? date(?: .*)?",
        r"date (?:of|for|the|on|decision|when|due|key).*",
        r"decision (?:due|date|expected).*",
        r"when.*",
        r"due(?: date| for decision)?",
        r"month",
        r"meeting",
        r"not before",
    ),
    "reference": _names(
        r"(?:decision |plan |forward plan |item |key decision )?"
        r"(?:no\.?|number|ref(?:erence)?\.?)(?: no\.?| number)?",
        r"id",
    ),
    "taker": _names(
        r"decision[ -]*(?:taker|maker|making body|body)s?(?:\(s\))?(?: .*)?",
        r"(?:who|which body).*",
        r"(?:decision )?(?:to be )?(?:taken|made|decided)(?: by)?",
        r"(?:decision )?by whom",
        r"body(?: .*)?",
        r"committee",
        r"taker",
        r"maker",
    ),
    "member": _names(_PORTFOLIO, r"councillor", r"cllr", r"(?:relevant )?member", r"portfolio"),
}

WORK: Fields = {
    "when": _names(
        r"date",
        r"(?:committee |panel |scrutiny )?meeting(?: date)?(?: and .*)?",
        r"date (?:of|for) .*",
        r"when",
        r"month",
        r"timescale",
        r"time ?frame",
        r"quarter",
        r"(?:proposed|scheduled|planned|target|indicative|expected) (?:date|meeting|month).*",
        r"(?:agenda|committee|panel) date",
        r"period",
        r"timing",
    ),
    "topic": _names(
        r"(?:agenda |work programme |work plan )?items?(?: for .*| title| ?/ ?.*| of business)?",
        r"(?:report |review )?topics?(?: .*| ?/ ?.*)?",
        r"subjects?(?: .*| ?/ ?.*)?",
        r"(?:report )?titles?(?: .*)?",
        r"reports?(?: .*)?",
        r"issues?(?: ?/ ?.*)?",
        r"activity",
        r"matters?(?: .*)?",
        r"work ?stream",
        r"review",
        r"agenda",
        r"business",
        r"theme",
        r"scrutiny (?:item|topic|review|activity)s?",
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
