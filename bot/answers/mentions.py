"""What a question names: items, appendices, printed pages, officers,
committees. Read from its words by rule; councillors type without capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.council.dates import SPELT

__all__ = [
    "meant_items",
    "named_appendices",
    "named_committees",
    "named_items",
    "named_officers",
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
    # "7", "7a", "7.1", "103", "B1", "101/25", "24/117", "PC24/05"; no year, no "7.1%".
    rf"(?:(?!nos?\d)(?:[a-z]{{1,3}}(?=\d))?(?:20\d\d/)?\d{{1,3}}(?:[./]\d{{1,4}}){{0,3}}"
    rf"(?:[a-z]|\s?\((?:[a-z]|[ivx]{{1,4}})\))?(?![^\W_]|[./]\d|\s?%)|"
    rf"(?:{'|'.join(_WORDS)})\b)"
)
_JOINT = r"\s*(?:,|and|&|to|-|–|or)\s*"
_ITEMS = re.compile(
    rf"\bitem(?P<many>s)?\s*(?:no(?![a-z])\.?|nos(?![a-z])\.?|number|#)?\s*(?P<first>{_NUMBER})"
    rf"(?P<rest>(?:{_JOINT}(?:and\s+)?(?:item\s+)?{_NUMBER})*)",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({_NUMBER})\s*(?:to|-|–)\s*(?=({_NUMBER}))", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<stem>[a-z]*(?:\d+\.)*)(?P<last>\d+)(?P<year>(?:/\d+)?)")


def named_items(text: str) -> frozenset[str]:
    """Numbers of agenda items, in lower case without spaces: "items 5 to 7, 9", "item no. 6a",
    "item six", "item 7.1", "item 103", "item B1", "item 101/25", "item 6(a)"."""
    found: set[str] = set()
    for match in _ITEMS.finditer(text):
        listed = match["first"] + match["rest"]
        # "Item 6 and 35 homes" names one item.
        if match["rest"] and not match["many"] and re.match(r"\s+[a-z]", text[match.end() :]):
            listed = match["first"]
        found.update(map(_plain_number, re.findall(_NUMBER, listed, re.IGNORECASE)))
        for first, last in _RANGE.findall(listed):
            found.update(_between(_plain_number(first), _plain_number(last)))
    return frozenset(found)


def _plain_number(number: str) -> str:
    plain = re.sub(r"\s", "", number.lower())
    return _WORDS.get(plain, plain)


def _between(first: str, last: str) -> Iterator[str]:
    """Numbers from one to another of the same kind: "7.1" to "7.3", "101/25" to "103/25"."""
    one, other = _COUNTED.fullmatch(first), _COUNTED.fullmatch(last)
    if one and other and (one["stem"], one["year"]) == (other["stem"], other["year"]):
        start, end = int(one["last"]), int(other["last"])
        if 0 < end - start < 20:
            for number in range(start, end + 1):
                yield f"{one['stem']}{number}{one['year']}"


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
        both = meant(*one.split("/")) if re.fullmatch(r"\d{1,2}/\d{1,2}", one) else set()
        found |= meant(one) or meant(bare) or (both if len(both) == 2 else {bare})
    return frozenset(found)


def _meant(name: str, agenda: Sequence[str]) -> Iterable[str]:
    """The numbers on one agenda that a name means: its own; without the year ("103" for
    "103/25"); of the parts of a heading ("7" for "7.1" and "7.2")."""
    own = [number for number in agenda if _letters(number) == _letters(name)]
    if own:
        return own
    if not name.isdigit():
        return ()
    pairs = {number: number.split("/") for number in agenda if number.count("/") == 1}
    # The part that changes from item to item is the item's, the other the year's.
    firsts, lasts = ({pair[place] for pair in pairs.values()} for place in (0, 1))
    place = 1 if len(firsts) < len(lasts) else 0
    if serial := [number for number, pair in pairs.items() if pair[place] == name]:
        return serial
    return [number for number in agenda if number.startswith(f"{name}.")]


def _letters(number: str) -> str:
    return re.sub(r"[\s()]", "", number.lower()).rstrip(".")


_LABEL = (
    r"(?:\d{1,2}\s?\(\s?(?:[a-z]|[ivx]{1,4})\s?\)|\d{1,2}\s?[a-z]\b|\d{1,2}\b|"
    r"\(?(?<!\w)(?:[ivx]{1,4}|[a-z])\b\)?)"
)
_APPENDIX = re.compile(
    rf"\b(?:appendix|appendices|apps?\b\.?|annexe?s?|annexes)\s*({_LABEL}"
    rf"(?:\s*(?:,|and|&)\s*{_LABEL})*)",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(r"(?<![\w(])(\d{1,2}\s?\([a-z]\))", re.IGNORECASE)
_OF_ITEM = re.compile(
    r"^\s*(?:to|of|in|under|for|at)\s+(?:agenda\s+)?item\s+(\d{1,2})\b(?![./]\d)", re.IGNORECASE
)


def named_appendices(text: str) -> frozenset[str]:
    """Labels of appendices, in lower case without spaces: "6(a)"; "6a" counts as "6(a)"
    too, and "appendix A to item 6"."""
    found: set[str] = set()
    for match in _APPENDIX.finditer(text):
        of_item = _OF_ITEM.match(text[match.end() :])
        for label in re.findall(_LABEL, match[1], re.IGNORECASE):
            plain = re.sub(r"\s", "", label.lower())
            bare = plain.strip("()")
            found.add(plain if plain[0].isdigit() else bare)
            if joined := re.fullmatch(r"(\d{1,2})([a-z])", plain):
                found.add(f"{joined[1]}({joined[2]})")
            if of_item and not plain[0].isdigit():
                found.add(f"{of_item[1]}({bare})")
    found.update(re.sub(r"\s", "", one.lower()) for one in _BARE_LABEL.findall(text))
    return frozenset(found)


_PAGES = re.compile(
    r"\b(?:pages?|pgs?|pp?)\.?\s*(?:no\b\.?|nos\b\.?|numbers?)?\s*(\d{1,4})\b(?!\s?%)"
    r"((?:\s*(?:-|–|to|and|&|,)\s*(?:p(?:age)?\.?\s*)?\d{1,4}\b)*)",
    re.IGNORECASE,
)


def named_printed_pages(text: str) -> frozenset[int]:
    """Page numbers as they are printed: "pp. 93-95", "page no. 15", "pages 3 and 40"."""
    found: set[int] = set()
    for match in _PAGES.finditer(text):
        numbers = [int(match[1]), *(int(one) for one in re.findall(r"\d+", match[2]))]
        found.update(numbers)
        for first, joint, last in re.findall(
            r"(\d{1,4})\s*(-|–|to)\s*(?:p(?:age)?\.?\s*)?(?=(\d{1,4}))", match[1] + match[2], re.I
        ):
            if joint and 0 <= int(last) - int(first) <= 30:
                found.update(range(int(first), int(last) + 1))
    return frozenset(found)


_LEADS_IN = re.compile(
    r"^\W*(?:(?:and|but|ok(?:ay)?|so|then|now|what about|how about|same for|in|on|for|by|about)"
    r"\b\s*)*",
    re.IGNORECASE,
)
_TAILS_OFF = re.compile(r"(?:\s+(?:then|please|too|as well))?[\s?!.,]*$", re.IGNORECASE)


def put_in_place(earlier: str, asked: str) -> str | None:
    """The earlier question with what a fragment names ("and 9?", "in September?") in the
    place of its own item, appendix, page or month; None where it names nothing of the sort,
    or more than that."""
    bare = _TAILS_OFF.sub("", _LEADS_IN.sub("", asked))
    for pattern, word in (
        (_ITEMS, "item"),
        (_APPENDIX, "appendix"),
        (_PAGES, "page"),
        (SPELT, ""),
    ):
        before = pattern.search(earlier)
        named = bare if pattern.fullmatch(bare) else f"{word} {bare}".strip()
        if before and pattern.fullmatch(named):
            return f"{earlier[: before.start()]}{named}{earlier[before.end() :]}"
    return None


# --- people and bodies ------------------------------------------------------------------


def named_officers(text: str, officers: Iterable[str]) -> frozenset[str]:
    """Those of some officers ("Gareth Blythe, Head of Housing Repairs") that a text names:
    by both names, by the last alone, or by the first where a report is said to be theirs
    ("Gareth's report"); by one name only if nobody else there bears it."""
    asked = " ".join(re.findall(r"[\w'’-]+", text.lower())).replace("’", "'")
    names = {one: _person(one) for one in officers}
    firsts = [name[0] for name in dict.fromkeys(names.values()) if name]
    lasts = [name[-1] for name in dict.fromkeys(names.values()) if name]
    found = set()
    for officer, name in names.items():
        if len(name) < 2:
            continue
        first, last = re.escape(name[0]), re.escape(name[-1])
        both = re.search(rf"\b{first}\s+(?:[\w'-]+\s+)?{last}(?:'s|s')?(?!\w)", asked)
        one = (
            lasts.count(name[-1]) == 1
            and len(name[-1]) > 3
            and re.search(
                rf"(?:^|(?:from|by|did|does|has|will|is|ask|with|mr|mrs|ms|miss|dr|director|officer)"
                rf"\s){last}\b|\b{last}'s\b",
                asked,
            )
        )
        theirs = firsts.count(name[0]) == 1 and re.search(
            rf"\b{first}'s\s+(?:\w+\s+)?(?:report|paper|item|update|presentation|slides)\b", asked
        )
        if both or one or theirs:
            found.add(officer)
    return frozenset(found)


def _person(officer: str) -> tuple[str, ...]:
    name = officer.split(",")[0].lower().replace("’", "'")
    words = re.findall(r"[^\W\d_][\w'-]*", name)
    return tuple(word for word in words if word not in ("mr", "mrs", "ms", "miss", "dr", "cllr"))


def named_committees(text: str, committees: Iterable[str]) -> frozenset[str]:
    """Those of some committees that a text names, in full ("planning committee") or, where
    it says that it means a meeting, by what sets it apart ("the planning papers")."""
    asked, typed = f" {_plain(text)} ", f" {_spelt(text)} "
    found = set()
    for committee in set(committees):
        name = _plain(committee)
        if not name:
            continue
        short = name.replace(" scrutiny", "").strip()
        spelt = _spelt(committee)
        if (
            (f" {spelt} " in typed and spelt != "council")
            or (" " in name and f" {name} " in asked)
            or re.search(
                rf" {re.escape(short)} (?:scrutiny|papers?|pack|agenda|minutes|meetings?|panel|board) ",
                asked,
            )
        ):
            found.add(committee)
    return frozenset(found)


def _spelt(name: str) -> str:
    words = re.sub(r"['’]s\b", "", name.lower().replace("&", "and"))
    return " ".join(word for word in re.findall(r"[a-z0-9]+", words) if word != "the")


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", "", name.lower().replace("&", "and")).split()
    return " ".join(word for word in words if word not in ("the", "committee", "of"))
