"""Quotes: whether words stand on a page, letter for letter, and whole enough to mean there
what they mean alone.

Folded away is what printing changes and meaning does not: case, spaces and line ends,
ligatures, soft and line-end hyphens, bullets, the shape of dashes and quote marks. Digits
are never folded: "12 3" is not "1 23", and "35" does not stand in "135", "35.2" or "3,500".
A quote may not be cut so that it turns its sentence round: "attend" out of "did not attend",
"£2m" out of "up to £2m".
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answers.check.meaning import DENIAL
from bot.answers.check.numbers import numbers
from bot.answers.check.wording import before, behind, led_by, opening, plain, word_pattern

__all__ = ["MIN_QUOTE", "STOP", "folded", "place_of", "printed", "standing"]

MIN_QUOTE = 8
"""Letters and digits. A shorter quote ("is 4%") stands almost anywhere and proves nothing."""

_DROPPED = frozenset("•▪◦■●○□·")


@lru_cache(maxsize=20_000)
def _seen(character: str) -> str:
    if character in _DROPPED:
        return ""
    return " " if character.isspace() else plain(character).casefold().replace("…", "...")


@lru_cache(maxsize=128)
def _fold(text: str) -> tuple[str, tuple[int, ...]]:
    """The characters that count, and the position of each in `text`.

    A space between two digits counts (as one space), any other does not. A hyphen
    between letters does not, since a line end may have added or taken it.
    """
    flat = [
        (" " if character.isspace() else character, position)
        for position, original in enumerate(text)
        for character in _seen(original)
    ]
    kept: list[tuple[str, int]] = []
    gap = False
    for index, (character, position) in enumerate(flat):
        if character == " ":
            gap = True
            continue
        if character == "-" and kept and kept[-1][0].isalpha():
            following = next((c for c, _ in flat[index + 1 :] if c != " "), "")
            if following.isalpha():
                continue
        if gap and kept and kept[-1][0].isdigit() and character.isdigit():
            kept.append((" ", position))
        kept.append((character, position))
        gap = False
    return "".join(one for one, _ in kept), tuple(position for _, position in kept)


def folded(text: str) -> str:
    """The characters of a text that count."""
    return _fold(text)[0].strip()


def place_of(wanted: str, page_text: str, *, cut: bool = False) -> tuple[int, int] | None:
    """(first, last) character of a folded text on a page; `cut`: even where it turns the
    page's sentence round."""
    page, positions = _fold(page_text)
    start = page.find(wanted) if wanted else -1
    while start >= 0:
        first, last = positions[start], positions[start + len(wanted) - 1]
        if _at_edges(page_text, first, last) and (cut or not _turns(page_text, first, last)):
            return first, last
        start = page.find(wanted, start + 1)
    return None


def _printed(page_text: str, first: int, last: int) -> str:
    """A run of a page in one line; a word that a line end broke keeps its hyphen."""
    run = re.sub(r"(?<=[^\W\d])-\s*\n\s*(?=[^\W\d])", "-", page_text[first : last + 1])
    return " ".join(run.split())


def printed(words: str, page_text: str) -> str | None:
    """The page's own words for a unit of it, which is whole as it is; None where it does
    not stand there."""
    place = place_of(folded(words), page_text, cut=True)
    return _printed(page_text, *place) if place else None


def standing(quote: str, page_text: str) -> str | None:
    """The page's own words for a quote, or None where the quote does not stand there.

    The quote must begin and end at the edge of a word or number of the page, and not be
    cut from words that turn it round.
    """
    wanted = folded(quote)
    if sum(character.isalnum() for character in wanted) < MIN_QUOTE:
        return None
    place = place_of(wanted, page_text)
    return _printed(page_text, *place) if place else None


def _at_edges(text: str, first: int, last: int) -> bool:
    led, after = text[max(0, first - 2) : first], text[last + 1 : last + 3]
    return not (
        (text[first].isalnum() and led[-1:].isalnum())
        or (text[last].isalnum() and after[:1].isalnum())
        or (text[first].isdigit() and led[:1].isdigit() and led[1:] in (".", ","))
        or (text[last].isdigit() and after[:1] in (".", ",") and after[1:].isdigit())
    )


STOP = re.compile(r"[.!?;](?=\s)|\n\s*\n|[•▪◦■●]")
"""The end of a sentence, as far as a page's text tells."""
_TURNS_BEHIND = opening(
    "(?:[,(-]_){0,3}(?:(?:but|and|only)_)?(?:not|unless|except|never|if|provided|subject_to|nor)"
)
_TURNS_BEFORE = word_pattern(
    "if whether alleg* claim(?:s|ed)? propos* suggest(?:s|ed|ing)? defer* postpon*"
)
_PARTLY = "only some most few several many part half may might could"
_OPENS = re.compile(r"[(\"'‘“]?[A-Z]|\d[\d.]*\s+[A-Z\d]")
_BACK = 6
"""Words before a quote in which a denial is looked for."""
_NEAR = 4
"""Words before a quote in which it is looked for whether it is only supposed."""


def _turns(text: str, first: int, last: int) -> bool:
    """Whether a run of a page leaves out words of its sentence that turn it round."""
    leading, run = plain(STOP.split(text[max(0, first - 120) : first])[-1]), text[first : last + 1]
    # What opens a line like a sentence is one, or a cell of a table.
    opens = _OPENS.match(run) and not text[:first].rsplit("\n", 1)[-1].strip()
    if not opens and (
        DENIAL.search(" ".join(leading.split()[-_BACK:]))
        or any(_TURNS_BEFORE.fullmatch(one.lstrip("('\"")) for one in leading.split()[-_NEAR:])
        or led_by(before(leading, len(leading)), _PARTLY, ("of", "the"))
        or _bounded(leading, plain(run[:40]))
    ):
        return True
    rest = text[last + 1 : last + 80]
    goes_on = rest[:1].isspace() and rest.lstrip()[:1].islower()
    if goes_on and DENIAL.fullmatch(run.split()[-1]):
        return True
    ended = run.rstrip("\"')’”")[-1:] in ".!?;"
    return not ended and bool(_TURNS_BEHIND.match(" ".join(behind(plain(rest), 0))))


def _bounded(leading: str, run: str) -> bool:
    """Whether a run opens with a figure whose sign or bound ("up to") stands before it."""
    figure = next(iter(numbers(run)), None)
    if not figure or run[: figure.start].strip(" ("):
        return False
    at = len(leading) + figure.start
    return any(
        one.value != figure.value or (one.bound and not figure.bound)
        for one in numbers(leading + run)
        if one.start <= at < one.end
    )
