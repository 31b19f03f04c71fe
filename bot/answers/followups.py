"""Follow-ups: a question made whole from the conversation, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.catalogue.terms import terms

__all__ = ["is_followup", "standalone"]

_OPENERS = re.compile(
    r"^\s*(?:and|but|so|ok(?:ay)?|what about|how about|or|same for|also|then)\b", re.IGNORECASE
)
_POINTERS = re.compile(
    r"\b(?:it|its|that|this|those|these|them|they|their|he|she|him|her|his|one|ones|there|"
    r"same|either|others?|else|more|again)\b",
    re.IGNORECASE,
)
FEW_WORDS = 4
"""Content words. A question with fewer can hardly stand alone in a conversation."""


def is_followup(question: str, history: Sequence[str]) -> bool:
    """Whether a question leans on the one before it."""
    if not history:
        return False
    return bool(
        _OPENERS.search(question)
        or _POINTERS.search(question)
        or len(set(terms(question))) < FEW_WORDS
    )


def standalone(question: str, history: Sequence[str]) -> str:
    """The question with what it leans on put before it: the chain of questions back to
    the last one that stood alone, at most three."""
    chain: list[str] = []
    earlier = list(history)
    current = question
    while earlier and len(chain) < 3 and is_followup(current, earlier):
        current = earlier.pop()
        chain.insert(0, current)
    return " ".join([*chain, question])
