"""Words as full-text search knows them: folded, stemmed, without stop words.

Both databases are given these same terms, so both find the same passages. The
stemmer is Snowball's English one (Porter 2), https://snowballstem.org.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

__all__ = ["STOP_WORDS", "terms"]

STOP_WORDS = frozenset(
    "a about all also am an and any are as at be been being but by can could did do does doing "
    "for from get got had has have he her here hers him his how i if in into is it its just me "
    "my no not of off on or our ours out over own s she so some such t than that the their "
    "theirs them then there these they this those to too under until up us very was we were "
    "what when where which while who whom why will with would you your yours d ll m re ve".split()
)

_stemmers = threading.local()
"""One stemmer a thread: it keeps the word that it works on in itself."""

_WORD = re.compile(r"[a-z0-9]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_APOSTROPHE = re.compile(r"['’](?=s\b|t\b|d\b|ll\b|m\b|re\b|ve\b)")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    if not hasattr(_stemmers, "english"):
        _stemmers.english = snowballstemmer.stemmer("english")
    return str(_stemmers.english.stemWord(word))


def terms(text: str) -> list[str]:
    """Stemmed words of a text in order; numbers without thousands separators.

    >>> terms("The Council's 7,526 pupils were re-referred")
    ['council', '7526', 'pupil', 're', 'refer']
    """
    folded = unicodedata.normalize("NFKC", text).lower().replace("\u00ad", "")
    folded = _THOUSANDS.sub("", _APOSTROPHE.sub(" ", folded))
    return [
        word if word.isdigit() else _stem(word)
        for word in _WORD.findall(folded)
        if word not in STOP_WORDS or word == "re"
    ]
