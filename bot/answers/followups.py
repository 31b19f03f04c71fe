"""Follow-ups: a question made whole from the conversation, by rule.

A question leans on the one before it where it opens like a continuation ("and Lotus?"),
where a word points at something that the question itself does not name ("how much of that
is ours?"), or where it is too bare to stand alone ("why?", "in June?"). Words that only look
like pointers do not count: "this year", "is there", "those who objected", "one in ten", "the
report that we asked for". A question that stands alone must not be mixed with an old one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile

from bot.answers.mentions import put_in_place
from indexer.store.terms import terms

__all__ = ["BARE_WORDS", "is_followup", "standalone", "without_statements"]

_STATEMENTS = re.compile(
    r"^(?:(?!(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|can|will)\b)"
    r"[^.!?]*\w{3}[.!]+\s+)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w'-]*|[,;:.?!()]+(?=\s|$)|(?<=\s)[-–—](?=\s)")

FEW_WORDS = 3
"""Words that name a topic. A question that opens with "and" and has as many is a new one."""

_MANNERS = frozenset(
    "ok okay so right well thanks thank great hi hello then please pls thx".split()
)
_JOINING = frozenset("and or also but plus".split())
_BEFORE_SAME = frozenset("is are was it that the then actually yes no ,".split()) | _JOINING
_ASKING = frozenset("who what when where why how which whose".split())
_PREPOSITIONS = frozenset(
    "in for at by from with on of to about under during per until since just only even not "
    "as compared".split()
)
_CLAUSE = frozenset(
    "and but or so if when while once because whether until unless although before after since "
    "which who whose where why how".split()
)
"""What begins a clause of its own."""

_PEOPLE_AND_THINGS = frozenset("it its they them he she him".split())
_SPEAKERS = frozenset("i we you here there".split())
_OWNERS = frozenset("their theirs his her hers".split())
_PARTICLES = frozenset("off up out on in over down for to about with of all".split())
_TIMES = frozenset(
    "year month week weekend fortnight time morning afternoon evening summer autumn winter spring "
    "term quarter christmas easter january february march april may june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday day days "
    "meeting meetings committee council panel agenda pack paper papers session ward town city "
    "borough district county area country".split()
)
"""Of "this" and "these": when it is, and what lies before the committee."""

_OF_SOME = frozenset("who whose with without that which on in at from under over aged not".split())
"""What tells behind "those" which ones are meant."""

_SET_APART = frozenset("that this which each every any another next last".split())
_HAVING = frozenset("have has had got get gets need needs want wants is are was were".split())
"""Before "one", which then is one of what was spoken of."""

_NO_OTHER = frozenset("day week month night half side end hand way council councils".split())
"""Behind "the other", which then is none of what was spoken of."""

_IDLE = frozenset("true right possible likely legal ok okay worth normal fair correct".split())
"""Behind "is it", which then points at nothing before it."""

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


def is_followup(question: str, history: Sequence[str]) -> bool:
    """Whether a question leans on the one before it."""
    if not history:
        return False
    # "Forget that." points at what was said, and the question behind it may not.
    return all(_leans(_words(text)) for text in (question, without_statements(question)))


def without_statements(text: str) -> str:
    """A question without the sentences before it that ask nothing ("forget that.")."""
    return _STATEMENTS.sub("", text)


def _words(text: str) -> list[str]:
    """A question's words and marks in lower case, without "ok so" before it and "please"
    behind it."""
    words = _WORD.findall(text.lower().replace("’", "'"))

    while words and (words[0] in _MANNERS or not words[0][0].isalnum()):
        del words[0]
    while words and (words[-1] in _MANNERS - {"right", "well"} or not words[-1][0].isalnum()):
        del words[-1]
    return words


def _leans(words: Sequence[str]) -> bool:
    topics = _topics(words)
    if not topics or len(words) <= 2 or _goes_on(words):
        return True
    if words[0] in _JOINING and len(topics) < FEW_WORDS:
        return True
    if _is_fragment(words) and len(topics) <= FEW_WORDS:
        return True
    named = next(at for at, word in enumerate(words) if _topics([word]))
    return any(_points(words, at) and _clause(words, at) <= named for at in range(len(words)))


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a question opens as a continuation does: "what about", "is it the same for"."""
    first, second = [*dropwhile(_BEFORE_SAME.__contains__, words), "", ""][:2]
    return (second == "about" and first in ("what", "how")) or (
        first == "same" and (second == "again" or second in _PREPOSITIONS)
    )


def _is_fragment(words: Sequence[str]) -> bool:
    """Whether a question has no verb: "in June?", "how many households?", "which tower?"."""
    if words[0] in _PREPOSITIONS:
        return len(words) <= 3 or not _ASKING & {*words[1:]}
    counted = words[0] == "how" and words[1] in ("many", "much")
    return len(words) <= (3 if counted else 2) and (counted or words[0] in _ASKING)


def _clause(words: Sequence[str], at: int) -> int:
    """Where the clause begins of the word at a place: what an earlier one names, it may point
    at ("who chairs the board and does she still live here?")."""
    if words[at].partition("'")[0] in _OWNERS:
        while at and words[at - 1] in _PARTICLES:
            at -= 1
        # The word before is what is done to them: "who signed off their report?"
        return max(0, at - 1)
    return next(
        (
            place
            for place in range(at, -1, -1)
            if words[place].partition("'")[0] in _CLAUSE or not words[place][0].isalnum()
        ),
        0,
    )


def _points(words: Sequence[str], at: int) -> bool:
    """Whether a word stands for what its clause does not name."""
    word = words[at].partition("'")[0]
    before = words[at - 1] if at else ""
    after, next_but_one = [*words[at + 1 :], "", ""][:2]
    ends = not after or not after[0].isalnum() or after == "then"
    if word == "it":
        # "Is it true that …", "what does it cost to …": it points at what follows.
        ahead = before in ("is", "was", "isn't", "wasn't") and (
            after in _IDLE
            or (after == "that" and at > 1 and words[at - 2] in _ASKING)
            or (after == "the" and next_but_one not in ("same", "one", "ones"))
        )
        return not (ahead or (after in ("cost", "take", "costs", "takes") and next_but_one == "to"))
    if word in _PEOPLE_AND_THINGS or word in _OWNERS:
        return True
    if word in ("this", "these"):
        return not {after.removesuffix("'s"), next_but_one.removesuffix("'s")} & _TIMES
    if word == "those":
        return not (after.partition("'")[0] in _OF_SOME or after.endswith(("ing", "ed")))
    if word == "that":
        # "The report that we asked for" and "those that failed" name what it is.
        named = terms(before) or before in _PEOPLE_AND_THINGS | _SPEAKERS | {"those", "these"}
        return ends or not next_but_one or not named
    if word in ("one", "ones"):
        # "The second one", but not "one in ten" or "the one way system".
        told = word == "ones" or ends or after in _PREPOSITIONS - {"of"}
        return (
            before in _SET_APART
            or (told and "the" in words[max(0, at - 2) : at])
            or (ends and before in _HAVING)
        )
    if word in ("other", "others"):
        return before == "the" and after not in _NO_OTHER
    return word == "there" and ends and before not in ("is", "are", "was", "were")


def _topics(words: Sequence[str]) -> list[str]:
    return [stem for stem in dict.fromkeys(terms(" ".join(words))) if stem not in BARE_WORDS]


MAX_PARTS = 4
"""Questions of which one is made, or chains in which one stands in the place of another: what
was asked before them is another matter."""


def standalone(question: str, history: Sequence[str], *, leans: bool = False) -> str:
    """The question with what it leans on put before it, or in the place of what it names
    anew ("item 6" of "and 9?"): the chain of questions back to the last one that stood
    alone, at most `MAX_PARTS` of them side by side.

    Args:
        leans: it is known to lean on the one before it.
    """
    chain = [question]
    for at in range(len(history), 0, -1):
        if not (leans or is_followup(chain[-1], history[:at])):
            break
        chain.append(history[at - 1])
        leans = False
    parts: list[str] = []
    for one in reversed(chain):
        placed = put_in_place(" ".join(parts), one)
        parts = [placed] if placed else [*parts, one][-MAX_PARTS:]
    return " ".join(parts)
