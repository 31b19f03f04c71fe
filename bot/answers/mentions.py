"""What a question names: items, appendices, printed pages, committees. Read from
its words by rule; councillors type without capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.council.dates import SPELT

__all__ = [
    "meant_items",
    "named_appendices",
    "named_committees",
    "named_items",
    "named_printed_pages",
    "put_in_place",
]

# --- places -----------------------------------------------------------------------------

_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_NUMBER = (
    # "7", "7a", "7.1", "103", "B1", "101/25", "24/117", "PC24/05", "6(a)"; no "7.1%".
    r"(?:(?:(?!nos?\d)[a-z]{1,3}(?=\d))?\d{1,4}(?:[./]\d{1,4}){0,3}"
    r"(?:[a-z]|\s?\(\s?(?:[a-z]|[ivx]{1,4})\s?\))?(?![^\W_]|[./]\d|\s?%)|"
    rf"(?:{'|'.join(_WORDS)})\b)"
)
_LABEL = rf"(?:{_NUMBER}|\(?(?:[ivx]{{1,4}}|[a-z])\)?(?!\w))"
_JOINT = r"(?:\s*(?:,|&|-|–)\s*(?:and\s+)?|\s+(?:and|to|or)\s+)"
_PLACE = re.compile(
    r"\b(?:(?P<item>items?)|(?P<page>pages?|pgs?|pp?))(?![a-z])\.?\s*(?:(?:nos?|numbers?)\b\.?|#)?"
    rf"\s*(?P<listed>{_NUMBER}(?:{_JOINT}{_NUMBER})*)"
    r"|\b(?P<appendix>appendix|appendices|apps?|annexe?s?)(?![a-z])\.?\s*"
    rf"(?P<labels>{_LABEL}(?:{_JOINT}{_LABEL})*)",
    re.I,
)
_COUNTED = re.compile(r"(?P<stem>[a-z]*(?:\d+\.)*)(?P<last>\d+)(?P<year>(?:/\d+)?)")
_MOST = 30
"""Places that a range may name: "pages 1 to 4000" are two."""


def _named(text: str, kind: str) -> Iterator[str]:
    """The numbers of the places of a kind, in lower case without spaces."""
    for match in _PLACE.finditer(text):
        if match[kind] is None:
            continue
        parts = re.split(rf"({_JOINT})", match["listed"] or match["labels"], flags=re.I)
        labels = [_plain_number(one) for one in parts[::2]]
        # "Item 6 and 35 homes" names one item.
        after = text[match.end() :]
        several = match[kind].lower().endswith("s")
        if not several and after[:1].isspace() and after.strip()[:1].islower():
            labels = labels[:1]
        found = set(labels)
        for at, joint in enumerate(parts[1::2][: len(labels) - 1]):
            if joint.strip().lower() in ("to", "-", "–"):
                found.update(_between(labels[at], labels[at + 1]))
        yield from found


def _plain_number(number: str) -> str:
    plain = "".join(number.lower().split())
    return _WORDS.get(plain, plain)


def _between(first: str, last: str) -> Iterator[str]:
    """Numbers from one to another of the same kind: "7.1" to "7.3", "101/25" to "103/25"."""
    one, other = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    if one and other and (one["stem"], one["year"]) == (other["stem"], other["year"]):
        start, end = int(one["last"]), int(other["last"])
        if end - start <= _MOST:
            for number in range(start, end + 1):
                yield f"{one['stem']}{number}{one['year']}"


def named_items(text: str) -> frozenset[str]:
    """Numbers of agenda items, in lower case without spaces: "items 5 to 7, 9", "item no. 6a",
    "item six", "item 7.1", "item 103", "item B1", "item 101/25", "item 6(a)"."""
    return frozenset(one for one in _named(text, "item") if not (one.isdigit() and len(one) > 3))


def named_printed_pages(text: str) -> frozenset[int]:
    """Page numbers as they are printed: "pp. 93-95", "page no. 15", "pages 3 and 40"."""
    return frozenset(int(one) for one in _named(text, "page") if one.isdigit())


def named_appendices(text: str) -> frozenset[str]:
    """Labels of appendices, in lower case without spaces: "6(a)"; "6a" counts as "6(a)"
    too, and "appendix A to item 6"."""
    found: set[str] = set()
    items = named_items(text)
    for label in _named(text, "appendix"):
        number, letter = label[:-1], label[-1]
        if not label[0].isdigit():
            bare = label.strip("()")
            found |= {bare, *(f"{item}({bare})" for item in items)}
        elif number.isdigit() and letter.isalpha():
            found |= {label, f"{number}({letter})"}
        else:
            found.add(label)
    found.update(re.findall(r"(?<![\w(])\d{1,2}\([a-z]\)", text.lower().replace(" (", "(")))
    return frozenset(found)


def meant_items(named: Iterable[str], papers: Iterable[Iterable[str]]) -> frozenset[str]:
    """The papers' own numbers of the items that are named, in lower case; a name that no
    paper bears stays as it is, so that it is known to be named.

    Args:
        papers: the item numbers of each paper.
    """
    agendas = [tuple(number.lower() for number in paper) for paper in papers]

    def meant(*names: str) -> set[str]:
        return {number for name in names for agenda in agendas for number in _meant(name, agenda)}

    found: set[str] = set()
    for one in named:
        # "6(a)" may be an appendix of item 6, and "7/8" two items.
        bare = one.partition("(")[0]
        both = meant(*one.split("/")) if one.count("/") == 1 else set()
        found |= meant(one) or meant(bare) or (both if len(both) == 2 else {bare})
    return frozenset(found)


def _meant(name: str, agenda: Sequence[str]) -> Iterable[str]:
    """The numbers on one agenda that a name means: its own; without the year ("103" for
    "103/25"); of the parts of a heading ("7" for "7.1" and "7.2")."""
    own = [number for number in agenda if _letters(number) == _letters(name)]
    if own or not name.isdigit():
        return own
    pairs = {number: number.split("/") for number in agenda if number.count("/") == 1}
    # The part that changes from item to item is the item's, the other the year's.
    firsts, lasts = ({pair[place] for pair in pairs.values()} for place in (0, 1))
    place = 1 if len(firsts) < len(lasts) else 0
    if serial := [number for number, pair in pairs.items() if pair[place] == name]:
        return serial
    return [number for number in agenda if number.startswith(f"{name}.")]


def _letters(number: str) -> str:
    return "".join(number.lower().replace("(", " ").replace(")", " ").split()).rstrip(".")


_LEADS_IN = frozenset("and but ok okay so then now what how about same for in on by".split())
_TAILS_OFF = frozenset("then please too as well".split())


def put_in_place(earlier: str, asked: str) -> str | None:
    """The earlier question with what a fragment names ("and 9?", "in September?") in the
    place of its own item, appendix, page or month; None where it names nothing of the sort,
    or more than that."""
    words = asked.replace(",", " ").strip(" ?!.").split()
    while words and words[0].lower() in _LEADS_IN:
        words.pop(0)
    while words and words[-1].lower() in _TAILS_OFF:
        words.pop()
    bare = " ".join(words)
    for pattern in (_PLACE, SPELT):
        before = pattern.search(earlier)
        word = earlier[before.start() :].split()[0] if before and pattern is _PLACE else ""
        named = bare if pattern.fullmatch(bare) else f"{word} {bare}".strip()
        if before and pattern.fullmatch(named):
            return f"{earlier[: before.start()]}{named}{earlier[before.end() :]}"
    return None


# --- bodies -----------------------------------------------------------------------------

_MEETINGS = frozenset(
    "scrutiny paper papers pack agenda minutes meeting meetings panel board".split()
)


def named_committees(text: str, committees: Iterable[str]) -> frozenset[str]:
    """Those of some committees that a text names, in full ("planning committee") or, where
    it says that it means a meeting, by what sets it apart ("the planning papers")."""
    asked, short = f" {_spelt(text)} ", f" {_spelt(text, 'committee', 'of')} "
    found = set()
    for committee in set(committees):
        full, name = _spelt(committee), _spelt(committee, "committee", "of")
        bare = name.replace(" scrutiny", "")
        if name and (
            (f" {full} " in asked and full != "council")
            or (" " in name and f" {name} " in short)
            or any(f" {bare} {word} " in short for word in _MEETINGS)
        ):
            found.add(committee)
    return frozenset(found)


def _spelt(name: str, *without: str) -> str:
    words = re.findall(r"[\w'-]+", name.lower().replace("&", " and ").replace("’", "'"))
    return " ".join(
        word.removesuffix("'s") for word in words if word not in ("the", "'s", *without)
    )
