"""Abbreviations that a document explains, by the method of Schwartz and Hearst.

"Youth Justice Service (YJS)" and "YJS (Youth Justice Service)" pair a short form
with the words before or inside the brackets whose letters it takes in order, the
first one at a word's start. A. Schwartz and M. Hearst, "A simple algorithm for
identifying abbreviation definitions in biomedical text" (Pacific Symposium on
Biocomputing, 2003).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

__all__ = ["find_abbreviations"]

_BRACKETS = re.compile(r"\(([^()]{2,120})\)")
_SHORT = re.compile(r"[A-Z][A-Za-z0-9&/'’.-]{1,11}")
_LEAD = re.compile(r"^(?:or|also|known as|hereafter|hereinafter|the|referred to as)\s+", re.I)
_WORD = re.compile(r"[\w'’&/-]+")


def find_abbreviations(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(short, long) pairs, each short form with the long form it has most often.

    Args:
        texts: passages, each with its line ends joined.
    """
    counts: dict[str, Counter[str]] = {}
    for text in texts:
        for short, long in _pairs(text):
            counts.setdefault(short, Counter())[long] += 1
    return tuple((short, longs.most_common(1)[0][0]) for short, longs in sorted(counts.items()))


def _pairs(text: str) -> Iterable[tuple[str, str]]:
    for match in _BRACKETS.finditer(text):
        inside = _LEAD.sub("", match.group(1).strip(" '\"‘’“”"))
        before = text[: match.start()].rstrip()
        short = inside.replace(";", ",").replace(" or ", ",").split(",")[0].strip(" '\"‘’“”")
        if _is_short(short) and (long := _best_long(short, _candidate(before, short))):
            yield short, long
            continue
        # The other way round: "YJS (Youth Justice Service)".
        word = re.search(r"[\w&/'’.-]+$", before)
        if word and _is_short(word.group()) and _best_long(word.group(), inside) == inside:
            yield word.group(), inside


def _is_short(text: str) -> bool:
    """Two to ten characters with at least two capitals, or a capital and a digit."""
    if not _SHORT.fullmatch(text) or len(text) > 12:
        return False
    capitals = sum(c.isupper() for c in text)
    return capitals >= 2 and capitals >= sum(map(str.isalpha, text)) / 2


def _candidate(before: str, short: str) -> str:
    """At most min(|A| + 5, |A| * 2) words before the bracket, within the sentence."""
    letters = sum(c.isalnum() for c in short)
    most = min(letters + 5, letters * 2)
    sentence = re.split(r"(?<=[.!?;:•])\s+", before)[-1]
    words = list(_WORD.finditer(sentence))[-most:]
    return sentence[words[0].start() :] if words else ""


_SMALL = frozenset("a an and at by for from in of on or the to with".split())


def _best_long(short: str, candidate: str) -> str | None:
    """The end of the candidate that the short form stands for.

    Its words' first letters, small words left out or in, come first; then Schwartz
    and Hearst's rule, the shortest end whose letters give the short form in order.
    """
    return _by_initials(short, candidate) or _by_letters(short, candidate)


def _by_initials(short: str, candidate: str) -> str | None:
    wanted = _letters(short)
    words = list(re.finditer(r"[\w'’]+", candidate))
    for start in range(len(words) - 1, -1, -1):
        part = [word.group().lower() for word in words[start:]]
        every = "".join(word[0] for word in part)
        main = "".join(word[0] for word in part if word not in _SMALL)
        if ")" in candidate[words[start].start() :]:
            break
        if wanted in (every, main) and part[0] not in _SMALL - {"a", "the"}:
            return _clean(candidate[words[start].start() :])
        if len(every) > len(wanted) + 6:
            break
    return None


def _clean(long: str) -> str:
    return long.strip(" ,;:'\"‘’“”\u00b9\u00b2\u00b3\u2074\u2075\u2076")


def _by_letters(short: str, candidate: str) -> str | None:
    letters = _letters(short)
    rest = "".join(f"[^{letter}]*{letter}" for letter in letters[1:])
    starts = [match.start() for match in re.finditer(rf"\b{letters[0]}(?={rest})", candidate, re.I)]
    long = _clean(candidate[starts[-1] :]) if starts else ""
    words = _WORD.findall(long)
    if len(long) <= len(short) or not 2 <= len(words) <= 12 or "(" in long or ")" in long:
        return None
    if short in words or words[0].lower() in _SMALL - {"a", "the"}:
        return None
    # Each capital should open a word: what is left is chance.
    capitals = [c.lower() for c in short if c.isupper()]
    openings = [word[0].lower() for word in words]
    return long if sum(c in openings for c in capitals) >= 0.8 * len(capitals) else None


def _letters(short: str) -> str:
    """A short form's letters and digits, without the "s" of a plural: "LACs"."""
    letters = "".join(filter(str.isalnum, short))
    plural = len(letters) > 2 and letters[-1] == "s" and letters[-2].isupper()
    return letters[:-1].lower() if plural else letters.lower()
