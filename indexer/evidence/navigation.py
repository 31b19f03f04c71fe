"""What leads a reader to a paper's words and tells nothing by itself: lists of contents,
headings, the labels of a report's head, sections that only name other papers."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.council.packs import BlockKind
from indexer.reading.front.particulars import is_label
from indexer.reading.page_text import plain_words
from indexer.reading.reports.sections import named

__all__ = ["is_contents", "signposts"]

_LEADERS = re.compile(r"(?<![.·…])(?<![.·] )(?:(?:[.·] ?){4,}+|…{2,}+)\s*+(\d{1,3})\b(?!\.\d\d)")
_MARKS = f"{string.punctuation}–—… "
_HEADS = frozenset(
    f"{before}contents{behind}"
    for before in ("", "table of ", "list of ")
    for behind in ("", " page")
)

_MOST = 0.7
"""Share of the lines; what stands on the page beside a shorter list is read."""
_FEWEST, _DIGITS = 3, 3
"""Entries of a list of contents, and at most so many digits of a page's number."""

_ELSEWHERE = frozenset({"background papers", "appendices", "exempt"})
"""Sections that name papers, or say why one is not public."""

_ITSELF = frozenset({"appendix", "annex", "annexe", "attachment", "enclosure"})
"""What the head of an appendix calls it; it tells as much as any other page."""

_NOTHING = frozenset({"none", "no", "nil", "n/a", "na", "not applicable"})
_FRAGMENT = 4
"""Words; what is shorter says nothing without the heading above it: a chart's figures."""

_HEADING = 8
"""Words of a section's heading."""

_LABELLED = 25
"""Words of a label and its value."""


def is_contents(text: str) -> bool:
    """Whether a page's text, or a block's, is a list of contents: its lines lead by dots to
    the numbers of pages, which grow; or, under that heading, most of them end in one, and
    these grow (the page's own number may end it)."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    least = max(_FEWEST, _MOST * len(lines))
    led = [int(page) for page in _LEADERS.findall(" ".join(lines))]
    if len(led) >= least and led == sorted(led) and led[0] < led[-1]:
        return True
    if len(lines) < _FEWEST or not any(line.lower().rstrip(_MARKS) in _HEADS for line in lines):
        return False
    ends = [
        line.removeprefix(line.rstrip(string.digits))
        for line in lines
        if any(map(str.isalpha, line))
    ]
    entries = [int(end) for end in ends if 0 < len(end) <= _DIGITS]
    return len(entries) >= least and sum(one > after for one, after in pairwise(entries)) <= 1


def signposts(units: Sequence[tuple[BlockKind, str]]) -> Iterator[int]:
    """Which of a page's units, each a kind and a text in reading order, are no evidence."""
    elsewhere = False
    labels = [
        (kind is not BlockKind.ROW or ":;" in text)
        and len(text.split()) <= _LABELLED
        and is_label(text)
        for kind, text in units
    ]
    for number, (kind, text) in enumerate(units):
        after, below = units[number + 1] if number + 1 < len(units) else (BlockKind.HEADING, "")
        if kind is BlockKind.HEADING:
            # Minutes set what was said and decided as headings: these are evidence.
            section = len(text.split()) <= _HEADING and named(text)
            elsewhere = section in _ELSEWHERE and _ITSELF.isdisjoint(plain_words(text)[:-1])
            if not section:
                continue
            # A table or chart is told by what stands above it.
            alone = after is BlockKind.ROW or (
                after is not BlockKind.HEADING and len(below.split()) < _FRAGMENT
            )
            if elsewhere or not alone or _says_nothing(below):
                yield number
        elif (
            elsewhere
            or _says_nothing(text)
            or (
                labels[number]
                and any(labels[max(0, number - 1) : number] + labels[number + 1 : number + 2])
            )
        ):
            yield number


def _says_nothing(text: str) -> bool:
    return text.lower().lstrip(_MARKS + string.digits).rstrip(_MARKS) in _NOTHING
