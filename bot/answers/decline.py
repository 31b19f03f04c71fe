"""Declining: is what was found an answer, or only the topic?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.find import Found
from bot.answers.say.quotes import Line
from bot.answers.scope import Scope

__all__ = ["answerable"]


def answerable(question: str, scope: Scope, found: Found, lines: Sequence[Line]) -> float:
    """How likely, from 0 to 1, the lines answer the question."""
    if not lines:
        return 0.0
    best = max(
        (one.reading.answers or 0.0 for one in found.candidates[:5] if one.reading), default=0.0
    )
    return best if any(one.reading and one.reading.answers is not None
                       for one in found.candidates[:5]) else 1.0
