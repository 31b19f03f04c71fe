"""Words that speak to a machine instead of a reader."""

from __future__ import annotations

import re

__all__ = ["gives_orders"]

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instruction|rule|prompt|guideline)s?\b|"
    r"\b(?:reveal|print|repeat|output|show)\s+(?:me\s+)?(?:your|the|this)\s+(?:\w+\s+)?prompt\b(?!\s+\w)|"
    r"\b(?:instruction|message|note)s?\s+(?:to|for)\s+(?:the\s+|any\s+)?"
    r"(?:ai|assistant(?!s?\s+\w)|language model|chatbot|llm)s?\b(?!\s+(?:director|head))|"
    r"\bdo not (?:tell|mention|reveal)\b.{0,30}\b(?:user|reader)s?\b|"
    r"\bsystem prompt\b|\byou are (?:now )?an? (?:ai|assistant|language model|chatbot)\b|"
    r"\bas an ai\b",
    re.IGNORECASE | re.DOTALL,
)


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a machine instead of a reader. Words hidden in a paper for
    a machine's eyes are on the page, and still no answer to a councillor."""
    return bool(_ORDERS.search(text))
