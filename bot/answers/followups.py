"""Follow-ups: a question made whole from the conversation, by rule.

A question leans on the one before it where it is of few words, opens like a continuation ("and
Lotus?"), or names little and has a word that points at something else ("how much of that is
ours?"). A question that stands alone must not be mixed with an old one.
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
_WORD = re.compile(r"\w[\w'-]*")

FEW_WORDS = 3
"""Of a question that leans whatever they are; and of those that name a topic in one that leans
because a word points elsewhere: of 2,784 questions that stand alone one in forty is taken to
lean, with a word more one in fifteen."""

_MANNERS = frozenset(
    "ok okay so right well thanks thank great hi hello then please pls thx".split()
)
_JOINING = frozenset("and or also but plus".split())
_BEFORE_SAME = frozenset("is are was it that the then actually yes no".split()) | _JOINING
_POINTING = frozenset(
    "it its they them their theirs he him his she her hers this that these those one ones other "
    "others".split()
)
_TIMES = frozenset(
    "year month week weekend fortnight time morning afternoon evening summer autumn winter spring "
    "term quarter christmas easter january february march april may june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday day days "
    "meeting meetings committee council panel agenda pack paper papers session ward town city "
    "borough district county area country".split()
)
"""Of "this" and "these": when it is, and what lies before the committee."""

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
    """A question's words in lower case, without "ok so" before it and "please" behind it."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    while words and words[0] in _MANNERS:
        del words[0]
    while words and words[-1] in _MANNERS - {"right", "well"}:
        del words[-1]
    return words


def _leans(words: Sequence[str]) -> bool:
    topics = _topics(words)
    if not topics or len(words) <= FEW_WORDS or _goes_on(words):
        return True
    joins = words[0] in _JOINING and len(topics) < FEW_WORDS
    return joins or (len(topics) <= FEW_WORDS and _points(words))


def _goes_on(words: Sequence[str]) -> bool:
    """Whether a question opens as a continuation does: "what about", "is it the same for"."""
    first, second = [*dropwhile(_BEFORE_SAME.__contains__, words), "", ""][:2]
    return first == "same" or (first in ("what", "how") and second == "about")


def _points(words: Sequence[str]) -> bool:
    """Whether a word stands for what was spoken of."""
    bare = [word.partition("'")[0] for word in words]
    return any(
        word in _POINTING and not (word in ("this", "these") and _TIMES & {*bare[at + 1 : at + 3]})
        for at, word in enumerate(bare)
    )


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
