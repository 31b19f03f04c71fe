"""Questions that ask for an item in short, and for nothing in particular of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.answers.filtered import papers_meant
from bot.answers.scope import Scope
from indexer.catalogue.terms import terms
from indexer.packs import Item, Pack

__all__ = ["item_in_short"]

_TELL = frozenset(terms(
    "summarise summarize summary sum brief briefly short gist overview outline headlines recap "
    "rundown nutshell key main points tell say says explain describe matters tldr"
))
"""Words that ask for something in short, and name nothing."""

_MANNERS = frozenset(terms(
    "please can could thanks me us give need want know quick quickly important version thing "
    "things report paper agenda item number meeting committee pack next last coming this "
    "one two three four five six seven eight nine ten eleven twelve"
))
_ABOUT = re.compile(r"\babout\W*$|\b(?:what|tell)\b.*\babout\b", re.IGNORECASE)


def item_in_short(question: str, scope: Scope) -> tuple[str, Item] | None:
    """The item that a question asks for in short, and its document; None where it asks for
    something else, or for more items than one."""
    if len(scope.items) != 1:
        return None
    said = {term for term in terms(question) if not any(map(str.isdigit, term))}
    if not (said & _TELL or _ABOUT.search(question)):
        return None
    (number,) = scope.items
    found = [
        (pack, item) for pack in _papers(scope) for item in pack.items
        if item.number.casefold() == number and item.first_pdf_page is not None
    ]
    for pack, item in found:
        month = f"{pack.meeting.date:%B}" if pack.meeting.date else ""
        names = f"{item.title} {item.number} {pack.meeting.committee or ''} {month}"
        if not said - _TELL - _MANNERS - set(terms(names)):
            return pack.document, item
    return None


def _papers(scope: Scope) -> Iterable[Pack]:
    """Those of the meeting that is meant; a late paper belongs to it too."""
    meant = papers_meant(scope)
    return sorted(meant, key=lambda pack: pack.kind.value != "pack")
