"""What officers call the things that councillors ask about (`vocabulary.txt`)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from indexer.catalogue.terms import terms

__all__ = ["officers_words"]

FILE = Path(__file__).with_name("vocabulary.txt")


def officers_words(question: str) -> frozenset[str]:
    """Stemmed terms that papers use for everyday words of a question, without its own."""
    said = f" {' '.join(re.findall(r'[a-z0-9]+', question.lower().replace(chr(8217), chr(39))))} "
    found: set[str] = set()
    for everyday, official in _entries():
        if f" {everyday} " in said:
            found |= official
    return frozenset(found - set(terms(question)))


@cache
def _entries() -> tuple[tuple[str, frozenset[str]], ...]:
    """(everyday words, the terms of the officers' ones), one for each word or phrase."""
    entries = []
    for line in FILE.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        everyday, _, official = line.partition(":")
        for words in everyday.split(","):
            plain = " ".join(re.findall(r"[a-z0-9]+", words.lower()))
            entries.append((plain, frozenset(terms(official))))
    return tuple(entries)
