"""Answers to and from JSON, so that buttons under an old answer still work.

Of the pages that the search brought up only the best are kept; of the conversation, nothing:
what was asked before may be other people's words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.answers.answer import Answer

__all__ = ["KEPT_PAGES", "dump_answer", "load_answer"]

KEPT_PAGES = 10

_ANSWER = TypeAdapter(Answer)


def dump_answer(answer: Answer) -> dict[str, Any]:
    """The answer as JSON can hold it."""
    kept = replace(
        answer,
        pages=answer.pages[:KEPT_PAGES],
        # The conversation is kept as such, once.
        question=replace(answer.question, history=(), replies=(), stood=()),
    )
    plain: dict[str, Any] = _ANSWER.dump_python(kept, mode="json")
    return plain


def load_answer(kept: dict[str, Any]) -> Answer | None:
    """The inverse of `dump_answer`; None where another version of us kept it."""
    try:
        return _ANSWER.validate_python(kept)
    except ValidationError:
        return None
