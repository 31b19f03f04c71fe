"""Follow-ups: a question made whole from the conversation, by rule.

A question leans on the one before it where it opens like a continuation ("and Lotus?"),
where a word points at something that the question itself does not name ("how much of that
is ours?"), or where it is too bare to stand alone ("why?", "in June?"). Words that only look
like pointers do not count: "this year", "is there", "those who objected", "one in ten", "the
report that we asked for". A question that stands alone must not be mixed with an old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.answers.mentions import put_in_place
from indexer.store.terms import terms

__all__ = ["BARE_WORDS", "is_followup", "leaning", "standalone", "without_statements"]

_CONTINUES = re.compile(
    r"^\s*(?:(?:ok(?:ay)?|so|right|thanks|and|but)\b[\s,]*)*"
    r"(?:what about|how about|"
    r"(?:is |are |was )?(?:it |that )?(?:the )?same (?:for|in|with|at|again))\b",
    re.IGNORECASE,
)
_STATEMENTS = re.compile(
    r"^(?:(?!(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|can|will)\b)"
    r"[^.!?]*\w{3}[.!]+\s+)+",
    re.IGNORECASE,
)
_OPENER = re.compile(r"^\s*(?:and|or|also|but|plus)\b", re.IGNORECASE)
_MANNERS = re.compile(
    r"^\s*(?:(?:ok(?:ay)?|so|right|well|thanks|thank you|great|hi|hello|then)\b[\s,.!-]*)+|"
    r"[\s,]*\b(?:please|pls|thanks|thx)\b[\s.!?]*$",
    re.IGNORECASE,
)
FEW_WORDS = 3
"""Words that name a topic. A question that opens with "and" and has as many is a new one."""

_TIME = (
    r"(?:\w+ )?(?:year|month|week|weekend|fortnight|time|morning|afternoon|evening|summer|autumn|"
    r"winter|spring|term|quarter|christmas|easter|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|days?|meetings?|committee|council|panel|agenda|pack|papers?|session|ward|"
    r"town|city|borough|district|county|area|country)"
)
_AUXILIARY = (
    r"is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|should|shall|may|"
    r"might|must|isn't|aren't|wasn't|weren't|doesn't|don't|didn't|hasn't|haven't|won't"
)
_SMALL = (
    r"of|for|with|on|in|at|by|about|to|from|after|before|behind|than|like|since|under|over|and|"
    r"or|but|so|what's|why|how|who|when|where|what|who's|how's|why's|where's|when's"
)
_SUBJECTS = (
    r"the|a|an|we|i|you|they|he|she|it|there|our|my|your|their|his|her|its|all|some|no|every|"
    r"each|any|most|many|people|councillors?|officers?|members|cllr"
)
_POINTERS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # People and things.
        r"\b(?:it|it's|its|they|they're|they've|them|he|he's|she|she's|him)\b",
        # "This" and its like, but for times and what lies before the committee.
        rf"(?<!\bvs )(?<!\bv )(?<!\bversus )(?<!\bthan )(?<!\band )\b(?:this|these)\b"
        rf"(?!\s+{_TIME}\b)",
        r"\bthose\b(?!\s+(?:who|whose|with|without|that|which|on|in|at|from|under|over|aged|not|"
        r"already|still|affected|living|who're|\w+ing|\w+ed)\b)",
        # "That" by itself or before a noun, not "the report that we asked for".
        rf"(?:^|\b(?:{_AUXILIARY}|{_SMALL}|all|same)\s+)(?:that|that's)\b"
        rf"(?!\s+(?:{_SUBJECTS})\b)",
        r"\bthat(?=(?:\s+\w+)?\s*(?:[?!.,;]|$))",
        r"\b(?:that|this|which|each|every|any|another|(?:the|that) (?:other|first|second|last|next|"
        r"new|old|same)) one(?:s|'s)?\b|\bthe (?!little |young |loved )(?:\w+ )?ones\b|"
        r"\bthe one\b(?=\s*(?:[?!.,]|$|for\b|with\b|after\b|before\b))",
        r"\b(?:have|has|had|got|get|gets|need|want|is|are) one\b(?=\s*(?:[?!.,]|$))",
        r"\bthe others?\b(?!\s+(?:day|week|month|night|half|side|hand|way|councils?|end)\b)",
        r"\b(?:in|over|up|down|from|out|near|round|go|going|gone|went|live|lives) there\b|"
        r"\bthere\s*[?!.]*$",
        r"\b(?:since|by|until|till|before|after|and|what|happened|happens) then\s*(?:[?!.,]|$)",
        r"\b(?:the same|either|neither|both)\s*[?!.]*$",
    )
)
_OWNERS = re.compile(r"\b(?:their|theirs|his|her|hers)\b", re.IGNORECASE)
_PARTICLES = re.compile(
    r"(?:\s+(?:off|up|out|on|in|over|down|for|to|about|with|of|all))*\s*$", re.IGNORECASE
)
_IDLE = re.compile(
    r"\b(?:is|was|isn't|wasn't)\s+it\s+(?:true|right|possible|likely|legal|ok|okay|worth|normal|"
    r"fair|correct|the case)\b|\bwhat is it that\b|"
    r"\bdo(?:ing)? it again\b|\bit (?:costs?|takes?) to\b|\bhow's it going\b",
    re.IGNORECASE,
)
"""An "it" that points at nothing."""

_CLAUSE = re.compile(
    r"[,;:.?!()]+(?=\s|$)|\s[-–—]+\s|\b(?:and|but|or|so|if|when|while|once|because|whether|until|"
    r"unless|although|before|after|since|which|who|whose|where|why|how)\b",
    re.IGNORECASE,
)
BARE_WORDS = frozenset(
    stem
    for word in "much many more most less few lot bit any anything something thing way kind sort time date "
    "when year month week day long big far often high low latest last next first new old now yet "
    "still again exactly actually really even ever else please tell know think mean say said "
    "says happen happened make made take took come came go going went give gave get got see look "
    "find found need want ask asked cost spend spent pay paid money amount total figure number "
    "price deadline reason result outcome update decision answer detail details explain due start "
    "finish end done work change changed decide decided agree agreed happening page pages item "
    "council committee panel councillor councillors officer officers member members scrutiny "
    "us ours you okay yes sure right wrong true well good bad better worse".split()
    for stem in terms(word)
)
"""Stems that name no topic of their own."""

_FRAGMENT = re.compile(
    r"^\W*(?:(?:in|for|at|by|from|with|on|of|to|about|under|during|per|until|since|just|only|even|"
    r"not|as)\b(?!.*\b(?:who|what|when|where|why|how|which)\b)|"
    r"(?:how (?:many|much)|which|what|whose)(?: \w+)?\W*$|compared (?:to|with) \w+\W*$)",
    re.IGNORECASE,
)


def is_followup(question: str, history: Sequence[str]) -> bool:
    """Whether a question leans on the one before it."""
    if not history:
        return False
    asked = " ".join(_MANNERS.sub("", question).replace("’", "'").split())
    # "Forget that." points at what was said, and the question behind it may not.
    last = without_statements(asked)
    return _leans(asked) and (last == asked or _leans(last))


def without_statements(text: str) -> str:
    """A question without the sentences before it that ask nothing ("forget that.")."""
    return _STATEMENTS.sub("", text)


def _leans(asked: str) -> bool:
    topics = _topics(asked)
    if _CONTINUES.search(asked) or not topics:
        return True
    if _OPENER.search(asked) and len(topics) < FEW_WORDS:
        return True
    if len(asked.split()) <= 2 or (_FRAGMENT.search(asked) and len(topics) <= 3):
        return True
    return _points_out(asked)


def _points_out(asked: str) -> bool:
    """Whether a word points at what the question does not name. What an earlier clause
    names, it may point at ("who chairs the board and does she still live here?")."""
    idle = [match.span() for match in _IDLE.finditer(asked)]
    for pattern in _POINTERS:
        for match in pattern.finditer(asked):
            if any(start <= match.start() < end for start, end in idle):
                continue
            breaks = [one.start() for one in _CLAUSE.finditer(asked, 0, match.end())]
            if not _topics(asked[: breaks[-1]] if breaks else ""):
                return True
    for match in _OWNERS.finditer(asked):
        before = _PARTICLES.sub("", asked[: match.start()])
        # The word right before it is what is done to them: "who signed off their report?"
        if not _topics(" ".join(before.split()[:-1])):
            return True
    return False


def _topics(text: str) -> list[str]:
    return [stem for stem in dict.fromkeys(terms(text)) if stem not in BARE_WORDS]


def standalone(question: str, history: Sequence[str], *, leans: bool = False) -> str:
    """The question with what it leans on put before it, or in the place of what it names
    anew ("item 6" of "and 9?"): the chain of questions back to the last one that stood
    alone, at most three.

    Args:
        leans: it is known to lean on the one before it.
    """
    *following, whole = islice(leaning(question, history, leans=leans), 4)
    for one in reversed(following):
        whole = put_in_place(whole, one) or f"{whole} {one}"
    return whole


def leaning(question: str, history: Sequence[str], *, leans: bool = False) -> Iterator[str]:
    """A question and those that it leans on, the latest first, back to one that stands alone.

    Args:
        leans: it is known to lean on the one before it.
    """
    yield question
    for at in range(len(history), 0, -1):
        if not (leans or is_followup(question, history[:at])):
            return
        question, leans = history[at - 1], False
        yield question
