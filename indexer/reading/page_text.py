"""Text as a reader wants it: ligatures, soft hyphens and odd spaces folded, line
ends joined, dates read.

Three strengths of folding, weakest first:

* `tidy` mends a line without changing what a person would read;
* `fold` makes lines comparable: case, quote marks, dashes, spaces;
* `squash` keeps letters and digits only, so that two readings of the same line
  (pypdf's, pdfium's, a table's) meet whatever they think of spaces.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = [
    "ENDED",
    "PAGE_WORD",
    "fold",
    "is_capitals_mostly",
    "join_lines",
    "lines_of",
    "plain_words",
    "squash",
    "tidy",
    "unlinked",
    "vocabulary",
]

ENDED = re.compile(r"[.;:?!][\"'”’)\]]*$")
"""A line that ends with its sentence, or a part of one."""

PAGE_WORD = r"(?:pages?|pg\.?|tudalen(?:nau)?)"
"""What stands before a page's number, in English and in Welsh; a pattern, of any case."""

# Symbol fonts put bullets into Unicode's private area (Microsoft's Symbol and Wingdings).
_BULLETS = dict.fromkeys(
    map(ord, "\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076\uf0e0\uf02d\u25cf\u2981"), "\u2022"
)
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys(
    map(
        ord,
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
        "\t\x0b\x0c\r",
    ),
    " ",
)
_NOTHING: dict[int, str | None] = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\ufffe"), None
)
_TIDY: dict[int, str | None] = {**_BULLETS, **_LIGATURES, **_SPACES, **_NOTHING}
_SOFT_HYPHEN = "\u00ad"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b`\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f"), '"'),
}
_FOLD: dict[int, str | None] = {**_TIDY, **_DASHES, **_QUOTES}


@lru_cache(maxsize=1_000)
def lines_of(text: str) -> tuple[str, ...]:
    """A page's text as lines, tidied; blank ones stay, so that positions hold.

    A soft hyphen at a line end is kept as ``-`` (the word goes on); elsewhere it
    is dropped.
    """
    lines = []
    for line in text.split("\n"):
        plain = line.rstrip()
        if plain.endswith(_SOFT_HYPHEN):
            plain = plain[:-1] + "-"
        lines.append(tidy(plain))
    return tuple(lines)


def tidy(line: str) -> str:
    """The line with ligatures and symbol-font bullets spelt out and spaces single."""
    if not line.isascii():
        line = line.translate(_TIDY).replace(_SOFT_HYPHEN, "")
    if not line.isprintable():
        line = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in line)
    return " ".join(line.split())


def fold(text: str) -> str:
    """Lower case, plain quote marks and dashes, single spaces."""
    return " ".join(text.translate(_FOLD).replace(_SOFT_HYPHEN, "").lower().split())


def squash(text: str) -> str:
    """Letters and digits only, compatibility forms folded, lower case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(filter(str.isalnum, text.lower()))


def plain_words(text: str) -> list[str]:
    """A text's words and numbers in lower case, without the marks between them."""
    return re.findall(r"[^\W_]+", text.lower())


def is_capitals_mostly(text: str) -> bool:
    """Whether the line is set in capitals, bar a few small letters."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


_HYPHEN_END = re.compile(r"(\w+)[-\u2010\u2011]$")
# First parts that keep their hyphen in English wherever the line breaks.
_KEEPS_HYPHEN = frozenset(
    (
        "non self multi cross co pre post sub inter re semi well long short high low full part mid "
        "half all anti ex in out under over on off up down first second third one two three four "
        "five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety year "
        "day face decision child place needs evidence school user end risk"
    ).split()
)


_VOCABULARY = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words of a document's pages in lower case, for `join_lines`; what a line's end cuts
    is no word."""
    words: set[str] = set()
    for text in texts:
        for line in lines_of(text):
            found = _VOCABULARY.findall(line.lower())
            words.update(found[:-1] if line.endswith("-") else found)
    return frozenset(words)


_END = 120
"""Letters of a joined text that its next line is fitted to: longer than any word."""


def join_lines(lines: Iterable[str], *, words: frozenset[str] = frozenset()) -> str:
    """Lines as one run of text, words that a line end cut mended.

    A hyphen at a line end stays where the word is written with one elsewhere in
    the document (``words`` holds its words, lower case), where its first part is
    one that keeps it ("non-", "co-"), or before a capital or a digit; else it goes.
    """
    parts: list[str] = []
    end = ""  # of what is joined: a search through all of it at each line would be slow
    for line in lines:
        line = line.strip()
        if not line:
            continue
        head = _HYPHEN_END.search(end)
        tail = "".join(itertools.takewhile(_of_a_word, line)) if head else ""
        if not parts:
            joint = ""
        elif head and tail and head.group(1).isalpha():
            first, second = head.group(1).lower(), tail
            keeps = (
                f"{first}-{second.lower()}" in words
                or not second[0].islower()
                or (
                    first + second.lower() not in words
                    and (first in _KEEPS_HYPHEN or (first in words and second.lower() in words))
                )
            )
            if not keeps:
                parts[-1], end = parts[-1][:-1], end[:-1]
            joint = ""
        elif end.endswith("/") or (end.endswith(("-", "\u2010")) and head):
            joint = ""
        else:
            joint = " "
        parts.append(joint + line)
        end = (end + joint + line)[-_END:]
    return "".join(parts)


def _of_a_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def unlinked(text: str) -> str:
    """A point without what links it to the next: "noted; and" is "noted"."""
    return re.sub(r"(?:[;,]\s*(?:and|or)?|\s+and)$", "", text.strip()).strip()
