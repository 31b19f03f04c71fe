"""Text that is not what the page shows: fonts whose letters stand for others, or twice.

A PDF need not say which letters its glyphs are. What then comes out is mended where the
rule is plain (every letter 29 places too low, each letter twice, an apostrophe for a space, a
ligature under another letter's name); else it is no text, and the page is one for OCR.
"""

from __future__ import annotations

import re

__all__ = ["mend"]

_COMMON = frozenset(
    "the and of to in for is on be that as are with by at it this from or not was have has an will "
    "yr yn ar ac ei am council report meeting committee".split()
)
_ENOUGH = 0.12
"""The share of a text's words that are among the commonest, at least, if it is English or
Welsh; tables and lists of names have fewer, so that alone condemns nothing."""

_LIGATURES = {"Ɵ": "ti", "Ʃ": "tt", "ƫ": "ti", "ﬅ": "ft", "Ō": "ft", "ƞ": "tf"}
_GLUED = re.compile(f"(?<=[a-z])[{''.join(_LIGATURES)}]|[ƟƩ](?=[a-z])")
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_WORD = re.compile(r"[^\W\d_]+")
_NO_WORD = re.compile(
    r"^[^aeiouwyâêîôûŵŷ]+$|(?-i:[a-z][A-Z]{2}|[A-Z][a-z][A-Z])|[^\x00-\u024f]", re.I
)
"""No vowel, or capitals inside: letters, but of no language."""
_SHIFT = 29
_FEW_WORDS = 12


def mend(text: str) -> str:
    """The text as its page shows it, "" where its letters tell nothing of the page's."""
    if not text.strip():
        return text
    if not text.isascii():
        text = _GLUED.sub(lambda match: _LIGATURES[match.group()], text)
    text = _spaced(text) or text
    strange = len(_STRANGE.findall(text))
    letters = sum(map(str.isalpha, text))
    if _common(text) >= _ENOUGH and strange < 0.2 * (letters + strange):
        return text
    for other in (_shifted(text), _halved(text)):
        if other is not None and _common(other) >= max(_ENOUGH, 2 * _common(text)):
            return other
    if strange > 0.3 * (letters + strange) or text.count("(cid:") > 0.2 * len(text.split()):
        return ""
    return "" if _no_words(text) else text


def _common(text: str) -> float:
    words = _WORD.findall(text.lower())
    if len(words) < _FEW_WORDS:
        return 0.0
    return sum(word in _COMMON for word in words) / len(words)


def _shifted(text: str) -> str:
    """Each letter as the one 29 places on, which fonts cut down by some printers want."""
    return "".join(
        character
        if character in "\n\r"
        else chr(ord(character) + _SHIFT)
        if ord(character) + _SHIFT < 0x250 and not character.isspace()
        else " "
        for character in text
    )


def _halved(text: str) -> str | None:
    """Each letter once, where most stand twice."""
    halved, pairs = re.subn(r"([^\n])\1", r"\1", text)
    return halved if 2 * pairs >= 0.8 * sum(map(str.isalnum, text)) else None


def _spaced(text: str) -> str | None:
    """Spaces where apostrophes stand for them."""
    plain = text.replace("’", "'")
    if plain.count("'") < 5 * max(1, plain.count(" ")):
        return None
    return plain.replace("'", " ")


def _no_words(text: str) -> bool:
    """Whether most words are none."""
    words = [word for word in _WORD.findall(text) if len(word) >= 4]
    odd = sum(_NO_WORD.search(word) is not None for word in words)
    return len(words) >= _FEW_WORDS and odd > 0.5 * len(words)
