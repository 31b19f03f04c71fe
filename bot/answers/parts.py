"""Questions that ask several things: each is looked for by itself.

"When does the grant end and who decides then?" asks twice; "January's figure against this
one" wants the same thing from the papers of two meetings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.answers.scope import Scope

__all__ = ["MAX_PARTS", "Part", "parts_of"]

MAX_PARTS = 3
"""Each costs a reading of its own; who asks more at once gets the first ones."""

_WH = r"(?:by )?(?:who|what|when|where|why|how|which)(?:['’]?(?:s|re|d|ll|ve|m))?\b"
_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(?:n['’]?t)?\b"
)
_BETWEEN = re.compile(
    # After a question mark or full stop, whatever comes; after a comma or dash, what opens
    # like a question; after "and", only a question word: "or is it" names an alternative.
    rf"(?<=[?.!])\s+(?=\w)|\s*[,;]\s*(?:(?:and|but|or)\s+)?(?={_WH}|{_AUXILIARY}|any\b)|"
    rf"\s+[-–—]+\s+(?=\w)|\s+(?:and|but)\s+(?={_WH})",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"^\W*(?:(?:and|but|or|so)\s+)?(?:{_WH}|{_AUXILIARY}|any\b)|\?\W*$",
                   re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the things asked.

    Attributes:
        words: the question's own words for it; None: those of the whole question.
        documents: look only in these; None: in all.
    """

    words: str | None = None
    documents: frozenset[str] | None = None


def parts_of(question: str, scope: Scope) -> tuple[Part, ...]:
    """What a question asks, at most `MAX_PARTS`; () where it asks one thing."""
    asked = [piece for piece in _BETWEEN.split(question) if _ASKS.search(piece)]
    if len(asked) > 1:
        return tuple(Part(words=words) for words in asked[:MAX_PARTS])
    coming = scope.next_documents - scope.named_documents
    if scope.compares and scope.named_documents and coming:
        return (Part(documents=scope.named_documents), Part(documents=coming))
    return ()
