"""What is seen of a candidate: its shape and place, and its words.

All is weighed by `indexer.points.ranker`; which words mean a change, a risk or a decision
is learned (`indexer.models.training.points`), not listed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.council.packs import BlockKind, PageKind
from indexer.points.candidates import PointCandidate

__all__ = ["shape", "words"]

_FIGURE = re.compile(
    r"(?P<money>£\s?[\d.,]+\s*(?:m|million|bn|billion|k)?\b)|(?P<year>\b(?:19|20)\d\d(?:/\d\d)?\b)|"
    r"(?P<percent>\d+(?:\.\d+)?\s?(?:%|per ?cent))|(?P<number>\d[\d,.]*)"
)
_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]*|[;:•()]")


def shape(one: PointCandidate, place: int, count: int, *, day: dt.date | None) -> dict[str, float]:
    """Its shape and place, by name.

    Args:
        place, count: it is this one (from 0) of so many.
        day: of the meeting: a later year lies ahead.
    """
    text = one.text
    parts = text.split()
    figures = list(_FIGURE.finditer(text))
    years = [int(one["year"][:4]) for one in figures if one["year"]]
    now = day.year if day else 0
    seen = {
        "words": min(len(parts), 60) / 20,
        "short": len(parts) < 8,
        "long": len(parts) > 45,
        "money": "£" in text,
        "percent": "%" in text or "per cent" in text,
        "figures": min(len(figures), 8) / 8,
        "year": bool(years),
        "year ahead": bool(now and years and max(years) >= now),
        "year behind": bool(now and years and max(years) < now),
        "list item": one.kind is BlockKind.LIST_ITEM,
        "opened": bool(one.opener),
        "appendix": one.page.appendix is not None,
        "minutes": one.page.kind is PageKind.MINUTES,
        "finite": one.finite,
        "capitals": sum(part[:1].isupper() for part in parts) / len(parts),
        "plain words": sum(part.isalpha() and part.islower() for part in parts) / len(parts),
        "place": place / max(count, 1),
        "first five": place < 5,
        "early": 1 / (1 + place / 10),
        "last five": place >= count - 5,
    }
    return {name: float(value) for name, value in seen.items()}


def words(one: PointCandidate) -> frozenset[str]:
    """Its words and pairs of words, and the words of the heading above; figures by kind."""
    tokens = _tokens(one.said)
    pairs = {f"{first} {second}" for first, second in pairwise(tokens)}
    opens = {f"^{tokens[0]}"} if tokens else set()
    above = {f"#{token}" for token in _tokens(one.heading)}
    return frozenset({*tokens, *pairs, *opens, *above})


def _tokens(text: str) -> Sequence[str]:
    text = _FIGURE.sub(lambda found: f" {str(found.lastgroup).upper()} ", text.lower())
    return _TOKEN.findall(text)
