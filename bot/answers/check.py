"""The check: nothing leaves that is not on the page it cites.

Two questions, answered by code alone and without trust in whoever wrote the answer:

1. Does the quote stand on the page? (`standing`) Letter for letter, after folding what
   printing changes and meaning does not: case, spaces and line ends, ligatures, soft and
   line-end hyphens, bullets, the shape of dashes and quote marks. Digits are never folded:
   "12 3" is not "1 23", and "35" does not stand in "135", "35.2" or "3,500".
2. Does the claim say only what its quotes say? (`faults`) Every number with its unit,
   every date, amount and name in the claim must stand in the quotes; a negation must too;
   and most of its words must.

`verify` applies both to a claim and gives back the claim with quotes in the page's own
words, or the reasons why it may not leave.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Citation, Claim
from indexer.catalogue.terms import STOP_WORDS, terms

__all__ = [
    "MIN_QUOTE", "Verdict", "faults", "gives_orders", "numbers", "pieces", "standing", "verify",
]

MIN_QUOTE = 8
"""Letters and digits. A shorter quote ("is 4%") stands almost anywhere and proves nothing."""

MIN_COVER = 0.5
"""The share of a claim's content words that must stand in its quotes."""

# --- 1. does the quote stand on the page? ------------------------------------------

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTE_MARKS = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b`\u00b4"), "'") | dict.fromkeys(
    map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb"), '"'
)
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\ufeff•▪◦■●○□·")


def _fold(text: str) -> list[tuple[str, int]]:
    """The characters that count, each with its position in `text`.

    A space between two digits counts (as one space), any other does not. A hyphen
    between letters does not, since a line end may have added or taken it.
    """
    flat: list[tuple[str, int]] = []
    for position, original in enumerate(text):
        if original in _DROPPED:
            continue
        for character in unicodedata.normalize("NFKC", original).casefold():
            character = character.translate(_DASHES).translate(_QUOTE_MARKS)
            flat.append((" " if character.isspace() else character, position))
    folded: list[tuple[str, int]] = []
    gap = False
    for index, (character, position) in enumerate(flat):
        if character == " ":
            gap = True
            continue
        if character == "-" and folded and folded[-1][0].isalpha():
            following = next((c for c, _ in flat[index + 1 :] if c != " "), "")
            if following.isalpha():
                continue
        if gap and folded and folded[-1][0].isdigit() and character.isdigit():
            folded.append((" ", position))
        folded.append((character, position))
        gap = False
    return folded


def standing(quote: str, page_text: str) -> str | None:
    """The page's own words for a quote, or None where the quote does not stand there.

    The quote must begin and end at the edge of a word or number of the page.
    """
    wanted = "".join(character for character, _ in _fold(quote)).strip()
    if sum(character.isalnum() for character in wanted) < MIN_QUOTE:
        return None
    folded = _fold(page_text)
    page = "".join(character for character, _ in folded)
    start = page.find(wanted)
    while start >= 0:
        first, last = folded[start][1], folded[start + len(wanted) - 1][1]
        if _at_edges(page_text, first, last):
            words = re.sub(r"(?<=[^\W\d])-\s*\n\s*(?=[^\W\d])", "-", page_text[first : last + 1])
            return " ".join(words.split())
        start = page.find(wanted, start + 1)
    return None


def pieces(text: str, page_text: str, *, most: int = 4) -> list[str]:
    """A text as runs of words that each stand on the page, where a table's columns were
    printed one after the other; [] where it is not all there in at most `most` runs."""
    words = text.split()
    found: list[str] = []
    while words and len(found) < most:
        for end in range(len(words), 0, -1):
            run = standing(" ".join(words[:end]), page_text)
            if run is not None:
                found.append(run)
                words = words[end:]
                break
        else:
            return []
    return [] if words else found


def _at_edges(text: str, first: int, last: int) -> bool:
    before, after = text[:first], text[last + 1 :]
    if text[first].isalnum() and before[-1:].isalnum():
        return False
    if text[last].isalnum() and after[:1].isalnum():
        return False
    if text[first].isdigit() and re.search(r"\d[.,]$", before):
        return False
    return not (text[last].isdigit() and re.match(r"[.,]\d", after))


# --- 2. does the claim say only what its quotes say? --------------------------------

_UNITS = {
    "%": "%", "per cent": "%", "percent": "%", "m": "million", "million": "million",
    "bn": "billion", "billion": "billion", "k": "thousand", "thousand": "thousand",
    "p": "p", "pence": "p",
}
_NUMBER = re.compile(
    r"(?P<money>[£$€])?\s?(?<![\w.,])(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:st|nd|rd|th)?(?P<unit>\s?%|\s?per cent\b|\s?percent\b|\s?(?:million|billion|thousand)\b"
    r"|(?:bn|m|k|p)\b)?(?![\d])",
    re.IGNORECASE,
)
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split(),
        start=2,
    )
} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
    "eighty": "80", "ninety": "90", "hundred": "100", "half": "1/2", "third": "1/3",
    "quarter": "1/4", "twice": "x2", "double": "x2", "doubled": "x2", "dozen": "12",
}
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|nobody|neither|nor|without|cannot|nothing|refused|rejected)\b|n['’]t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|[\"'‘“(]\s*)$")


def numbers(text: str) -> set[tuple[str, str]]:
    """Every number of a text as (digits, unit): "£4.5m" is ("4.5", "£million")."""
    text = unicodedata.normalize("NFKC", text)
    found = set()
    for match in _NUMBER.finditer(text):
        unit = _UNITS.get((match["unit"] or "").strip().lower(), "")
        found.add((match["digits"].replace(",", ""), (match["money"] or "") + unit))
    for word in _WORD.findall(text.lower()):
        if word in _NUMBER_WORDS:
            found.add((_NUMBER_WORDS[word], ""))
    return found


def _dates(text: str) -> set[str]:
    """Month and weekday names, in full. "May" counts only with a capital and a number
    beside it, for it is a verb too."""
    found = set()
    for match in _WORD.finditer(text):
        word = match.group().lower().rstrip("'’s") if len(match.group()) > 3 else match.group()
        word = word.lower()
        if word in ("may", "march", "mar"):
            near = text[max(0, match.start() - 6) : match.end() + 6]
            if not match.group()[0].isupper() or not re.search(r"\d", near):
                continue
        for full in (*_MONTHS, *_DAYS):
            if word == full or (len(word) >= 3 and word == full[:3]) or word == "sept":
                found.add("september" if word == "sept" else full)
                break
    return found


def _names(text: str) -> list[str]:
    """Words with a capital that are not one merely for starting a sentence."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isupper():
            continue
        starts = bool(_SENTENCE_START.search(text[: match.start()]))
        if starts and not word.isupper() and word.lower() in STOP_WORDS | {"yes"}:
            continue
        found.append(word)
    return found


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.casefold())


def faults(text: str, quotes: Sequence[str], *, frame: str = "") -> list[str]:
    """What a claim says that its quotes do not, one phrase each; [] if nothing.

    Args:
        text: the claim.
        quotes: the words that it stands on.
        frame: words that the claim may use besides: the headers of the table that a
            row was taken from, which stand on the page but not in the row.
    """
    joined = "\n".join(quotes)
    allowed = f"{joined}\n{frame}"
    problems = [
        f"the number {digits}{unit} is not in the quote"
        for digits, unit in sorted(numbers(text) - numbers(allowed))
    ]
    problems += [
        f"{name.capitalize()} is not in the quote"
        for name in sorted(_dates(text) - _dates(allowed))
    ]
    words = {_bare(word) for word in _WORD.findall(allowed)}
    problems += [
        f"the name {name} is not in the quote"
        for name in _names(text)
        if _bare(name) not in words
        and not all(_bare(part) in words for part in re.split(r"[-'’]", name) if part)
    ]
    if _NEGATIONS.search(text) and not _NEGATIONS.search(allowed):
        problems.append("the quote does not deny anything")
    if _NEGATIONS.search(joined) and not _NEGATIONS.search(text):
        problems.append("the quote denies something and the claim does not")
    said = set(terms(text))
    if said and len(said & set(terms(allowed))) / len(said) < MIN_COVER:
        problems.append("most of its words are not in the quote")
    return problems


_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instruction|rule|prompt|guideline)s?\b|"
    r"\bsystem prompt\b|\byou are (?:now )?an? (?:ai|assistant|language model|chatbot)\b|"
    r"\bas an ai\b",
    re.IGNORECASE,
)


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a machine instead of a reader. Words hidden in a paper for
    a machine's eyes are on the page, and still no answer to a councillor."""
    return bool(_ORDERS.search(text))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim that may leave, or None and the reasons why it may not."""

    claim: Claim | None
    reasons: tuple[str, ...] = ()


def verify(
    claim: Claim, page_text: dict[tuple[str, int], str], *, frame: str = ""
) -> Verdict:
    """Check a claim against the pages that it cites.

    Args:
        claim: its citations' quotes are replaced by the page's own words.
        page_text: the text of pages by (document, PDF page); a page that is absent
            holds nothing.
        frame: see `faults`.
    """
    kept: list[Citation] = []
    reasons: list[str] = []
    for citation in claim.citations:
        text = page_text.get((citation.document, citation.pdf_page), "")
        words = standing(citation.quote, text)
        if words is None:
            reasons.append(f"the quote is not on PDF page {citation.pdf_page}")
        else:
            kept.append(replace(citation, quote=words))
    if not kept:
        return Verdict(None, tuple(reasons) or ("it cites nothing",))
    if gives_orders(claim.text) or any(gives_orders(one.quote) for one in kept):
        return Verdict(None, ("it gives orders to a machine",))
    reasons += faults(claim.text, _quotes(kept), frame=frame)
    if any(not reason.startswith("the quote is not on") for reason in reasons):
        return Verdict(None, tuple(reasons))
    return Verdict(replace(claim, citations=tuple(kept)), tuple(reasons))


def _quotes(citations: Iterable[Citation]) -> list[str]:
    return [citation.quote for citation in citations]
