"""What leads a reader to a paper's words and tells nothing by itself: lists of contents."""

from __future__ import annotations

import re
import string
from itertools import pairwise

__all__ = ["is_contents"]

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
