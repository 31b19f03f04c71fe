"""A text as a reader sees it: characters that can be seen, words in order, clauses.

A text is taken apart once, into tokens: words, numbers and marks. What stands right before
or behind a place (`before`, `behind`) is told by them, in lower case, so that a rule reads
as words do: ``before(text, start)[-1] == "over"``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from indexer.store.terms import terms

__all__ = [
    "ClaimWord",
    "any_of",
    "before",
    "behind",
    "clauses",
    "forms_of",
    "irregular",
    "led_by",
    "opening",
    "plain",
    "run_of",
    "sentences",
    "spelt_out",
    "stem",
    "stems",
    "tokens",
    "visible",
    "word_lists",
    "word_pattern",
    "words",
]

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-")
_MARKS = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b`\u00b4"), "'") | dict.fromkeys(
    map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb"), '"'
)
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[<>]=|\S")
_SENTENCE_END = re.compile(r"[.!?;]['\")\]]*\s+(?=['\"(\[]?[A-Z0-9£•-])|\n\s*\n|[•▪◦■●…]")
_CLAUSE_END = re.compile(
    r"[,:;.!?]['\")\]]*(?:\s+|$)|\n\s*\n|[•▪◦■●…]|\s-\s|"
    r"\b(?:and|but|while|whilst|whereas|although|though|however|which|who)\b",
    re.IGNORECASE,
)

_SHORT_NOT = re.compile(r"\b(won't)\b|\b(can)(?:'t|not)\b|(?<=\w)n't\b", re.IGNORECASE)
_GLUED = re.compile(r"\b([a-z]{2,})(?=\d)")


@dataclass(frozen=True, slots=True)
class ClaimWord:
    """A word where it stands; `stem` is "" for one that carries no content ("the")."""

    text: str
    stem: str
    start: int
    end: int


def visible(text: str) -> str:
    """A text without what cannot be seen: soft hyphens, zero-width characters, turns of
    the writing direction, control characters other than line ends and tabs."""
    return "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )


def plain(text: str) -> str:
    """A text in plain characters: no ligatures, one kind of dash and of quote mark.
    Raised digits and fractions stay what they are: "5²" is not "52"."""
    return (
        "".join(
            character
            if character == "…" or unicodedata.category(character) == "No"
            else unicodedata.normalize("NFKC", character)
            for character in visible(text)
        )
        .translate(_DASHES)
        .translate(_MARKS)
    )


def spelt_out(text: str) -> str:
    """A plain text with "won't" and the like as two words, and so "are142" of a PDF."""
    text = _SHORT_NOT.sub(
        lambda match: f"{'will' if match[1] else (match[2] or '').lower()} not", text
    )
    return _GLUED.sub(lambda match: match[1] if stem(match[1]) else f"{match[1]} ", text)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word, "" for a stop word; of "built" that of "build"."""
    return next(iter(terms(irregular().get(word.casefold(), word).replace("'", "’"))), "")


@lru_cache(maxsize=500)
def tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words, numbers and marks of a plain text, as (text, start, end)."""
    return tuple((match.group(), *match.span()) for match in _TOKEN.finditer(text))


@lru_cache(maxsize=2_000)
def words(text: str) -> tuple[ClaimWord, ...]:
    """The words of a plain text; a hyphened one is its parts."""
    return tuple(
        ClaimWord(one, stem(one), start, end)
        for one, start, end in tokens(text)
        if one[0].isalnum() and not one[0].isdecimal()
    )


_REACH = 8
"""Tokens beside a place that a rule may look at."""


def before(text: str, place: int) -> list[str]:
    """The words, numbers and marks right before a place of a plain text, in order."""
    found = tokens(text)
    end = bisect_left(found, place, key=lambda one: one[1])
    return [one.lower() for one, _, _ in found[max(0, end - _REACH) : end]]


def behind(text: str, place: int) -> list[str]:
    """The words, numbers and marks right behind a place of a plain text, in order."""
    found = tokens(text)
    start = bisect_right(found, place, key=lambda one: one[2])
    return [one.lower() for one, _, _ in found[start : start + _REACH]]


def led_by(leading: Sequence[str], forms: str, between: Collection[str] = ()) -> bool:
    """Whether tokens end with one of the forms of a closed class (see `any_of`), and behind it
    nothing but words of `between`."""
    for end in range(len(leading), 0, -1):
        if word_pattern(forms, r"(?<!\S)(?:{})$").search(" ".join(leading[:end])):
            return True
        if leading[end - 1] not in between:
            break
    return False


def stems(text: str) -> frozenset[str]:
    """The stems of the words of a plain text that carry content."""
    return frozenset(word.stem for word in words(text)) - {""}


def sentences(text: str) -> Iterator[str]:
    """The sentences of a plain text."""
    yield from _parts(_SENTENCE_END, text)


def clauses(text: str) -> Iterator[str]:
    """The clauses of a plain text, cut at stops, commas and joining words."""
    yield from _parts(_CLAUSE_END, text)


def _parts(end: re.Pattern[str], text: str) -> Iterator[str]:
    at = 0
    for match in end.finditer(text):
        if text[at : match.start()].strip():
            yield text[at : match.end()]
        at = match.end()
    if text[at:].strip():
        yield text[at:]


# --- the closed classes of words.txt --------------------------------------------------------


def any_of(forms: str) -> str:
    """A pattern for words in a row: "*" for any ending, "_" for a space."""
    return "|".join(form.replace("*", r"\w*").replace("_", r"\s+") for form in forms.split())


@lru_cache(maxsize=2_000)
def word_pattern(forms: str, around: str = r"\b(?:{})\b") -> re.Pattern[str]:
    """Whole words, of any case; see `any_of`. `around`: what holds their pattern."""
    return re.compile(around.format(any_of(forms)), re.IGNORECASE)


def run_of(text: str) -> re.Pattern[str]:
    """The very words of a text in a row, of any case."""
    return word_pattern("_".join(text.split()))


def forms_of(name: str) -> str:
    """The forms of a closed class that has one line."""
    return word_lists()[name][0][0]


def opening(forms: str) -> re.Pattern[str]:
    """One of some words, or words in a row, to match the start of tokens with."""
    return word_pattern(forms, r"(?:{})(?!\w)")


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Verbs by those of their past forms that no rule makes."""
    verbs = [verb.split() for line in word_lists()["irregular"] for verb in line]
    return {past: verb[0] for verb in verbs for past in verb[1:]}


@lru_cache(maxsize=1)
def word_lists() -> dict[str, list[list[str]]]:
    """The word lists by section, each line as its parts between bars."""
    found: dict[str, list[list[str]]] = {}
    lines: list[list[str]] = []
    text = files("bot.answers.check").joinpath("words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line.strip() and not line.startswith("#"):
            lines.append([part.strip() for part in f"{line} ".split(" | ")])
    return found
