"""Where minutes begin and end: who was present and when the meeting closed."""

from __future__ import annotations

import re

from indexer.reading.front.paper_kinds import opens_minutes
from indexer.reading.minutes.people import lists_people
from indexer.reading.page_text import lines_of

__all__ = ["ends_minutes", "says_ended"]

_ENDED = re.compile(
    r"(?<!of the )(?<!of this )\bmeeting(?:\s+(?:was|then|being|is|having))?(?:\s+declared)?"
    r"\s+(?:closed|ended|rose|concluded|finished|terminated)(?:\s+at\b|[\s:–-]+\d|\s*[.)]?$)"
    r"|\b(?:closed|concluded|ended)\s+the\s+meeting(?:\s+at\b|\s*[.)]?$)",
    re.I,
)


def ends_minutes(text: str) -> bool:
    """Does the page say that the meeting closed, with no other minutes after that?

    What stands above those present ("started at 6 pm and ended at 8 pm") is of the head.
    """
    lines = [line for line in lines_of(text) if line]
    present = [at for at, line in enumerate(lines) if lists_people(line)]
    head = present[0] if present and opens_minutes(text) else -1
    ended = [at for at, line in enumerate(lines) if at > head and says_ended(line)]
    return bool(ended) and not any(at > ended[-1] for at in present)


def says_ended(text: str) -> bool:
    """Whether the words say that the meeting closed."""
    return bool(_ENDED.search(text))
