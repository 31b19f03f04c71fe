"""A paper's lines, cut at their sentences, and what can be seen of each without reading it.

What is seen is a set of short strings for each piece ("bold", "num=9.", "w0=resolved"): what
the learned labels of `indexer.reading.lines.line_roles` are worked out from, and learned from.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from indexer.council.dates import MONTH
from indexer.council.packs import PdfPage, RawPage
from indexer.reading.lines.looks import Look
from indexer.reading.minutes.deciding import PERSON_TITLE, opens_decision
from indexer.reading.page_text import ENDED, fold, lines_of, tidy

__all__ = [
    "ABBREVIATED",
    "WORD",
    "Number",
    "Piece",
    "Word",
    "bare",
    "number_and_title",
    "numbers_of",
    "piece_features",
    "pieces_of",
    "seen_twice",
    "value_of",
    "word_features",
    "words_of",
]

_CUT = re.compile(
    r"[.?!;][\"”’')]*\s+(?=[\"“‘(•]?[A-Z0-9£(•])|\s+(?=[•▪]\s)"
    r"|(?:(?<=[.?!;:])|(?<=;\sand))\s+(?=\(?(?:[a-z]|[ivx]{1,5})\)\s)"
    r"|(?:(?<=[;:,])|(?<=\band))\s+(?=(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)\s+(?:[Tt]hat|[Tt]o)\b)"
    r"|(?<=[\w)])\s*[–-]\s+(?=(?:It (?:was|is)|The following"
    r"|(?:Unanimously )?(?:Agreed|Resolved|Approved)|AGREED|RESOLVED|APPROVED)\b)"
    r"|(?<=[\w)–-])\s+(?=\(?(?:ACTIONS?|RESOLVED|AGREED|Actions?)\s*:)"
)
"""Where a line may be cut: sentences' ends, points, and clauses that may be a decision or an
action by themselves."""

_DOER = re.compile(
    r"(?:(?:[Tt]he )?(?:[A-Z]\w*['’.-]?\w*[.,]?|&|and|/|of|the|all|both|officers?|clerk)\s+){1,7}"
    r"(?P<does>to|will|would|agreed to|is to|are to|has agreed to|offered to|undertook to)"
    r"\s+(?:also |then )?[a-z]{2,}"
)
"""Somebody who is to do something: a name, a post or initials, and a verb."""

ABBREVIATED = re.compile(
    r"(?:^|[\s(./])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|Co|Rev|Cllrs?|Clrs?|Cyng|Prop|Ref|Ch|e\.g|i\.e|Art|Prof"
    r"|vs|approx)$"
)

_NUMBER = re.compile(
    r"(?P<number>(?:(?:[Aa]genda )?(?:Items?|ITEMS?)\s+)?\(?"
    r"(?P<bare>(?!(?:19|20)\d\d[.\s])(?:[A-Z][A-Za-z]{0,8}[./-]{1,2}|[A-Z]{1,4}[ -]?)?"
    r"\d{1,4}(?:[./_-]{1,2}\d{1,4}){0,3}(?:\s?&\s?\d{1,3})?[A-Za-z]?[.):]{0,2}"
    r"|(?:[A-Za-z]|[ivx]{1,5})(?:\)|[.:](?=\s))|[IVXL]{1,6}[.):]?))(?=\s|$)"
)
"""The number of an item, a paragraph or a point, however it is written."""
_DIGITS = re.compile(r"\d+")
_NINES = str.maketrans("0123456789", "9999999999")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*|[£%@&]|[^\w\s]")
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:[a-z]{{2,3}})?\s+(?:of?\s+)?{MONTH}|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b"
    rf"|\b{MONTH}\s+\d{{1,2}}\b",
    re.I,
)
_TIME = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s*(?:a\.?m|p\.?m)\b|\b\d{1,2}[.:]\d\d\b|\bnoon\b", re.I)
_INITIALS = re.compile(r"\(?[A-Z][A-Za-z]{0,4}\)?(?:\s*[/&,+]\s*\(?[A-Z][A-Za-z]{0,4}\)?){0,4}\.?")
_PERSON = re.compile(rf"\b{PERSON_TITLE}\b\.?")
_NAME = re.compile(r"\b[A-Z][a-z'’]+(?:[- ][A-Z]\.?)?[- ][A-Z][A-Za-z'’-]+\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line, or the part of one that is a sentence of its own.

    Attributes:
        line: index in ``page.text.split("\\n")``.
        text: tidied.
        first: it opens its line.
        gap: a blank line, or the page's beginning, stands before it.
        apart: a wide space parts it from what its line says before, as in a column.
    """

    pdf_page: PdfPage
    line: int
    text: str
    first: bool
    gap: bool
    look: Look | None
    apart: bool = False


def pieces_of(pages: Sequence[RawPage], looks: Mapping[PdfPage, Mapping[int, Look]]) -> list[Piece]:
    """Every piece of the pages' text in its order."""
    found = []
    for page in pages:
        seen = looks.get(page.pdf_page, {})
        gap = True
        raw = page.text.split("\n")
        lines = lines_of(page.text)
        widest = max(map(len, lines))
        for index, line in enumerate(lines):
            if not line:
                gap = True
                continue
            start = 0
            column = _column(raw[index])
            after = lines[index + 1] if index + 1 < len(lines) else ""
            goes_on = after[:1].islower() or (
                len(line) > _FULL * widest
                and not (_NUMBER.match(after) or opens_decision(after) is not None)
            )
            look = seen.get(index)
            cuts = _cuts(line, goes_on=bool(after) and goes_on, bold=bool(look and look.bold))
            ends = {*cuts, column or len(line), len(line)}
            for end in sorted(ends):
                if text := line[start:end].strip():
                    found.append(
                        Piece(
                            pdf_page=page.pdf_page,
                            line=index,
                            text=text,
                            first=start == 0,
                            gap=gap and start == 0,
                            look=look,
                            apart=start == column,
                        )
                    )
                start = end
            gap = False
    return found


_WIDE = re.compile(r"\S(?P<space>\s{4,})(?=(?:\S+\s{1,3}){0,5}\S+\s*$)")


def _column(raw: str) -> int | None:
    """Where, in a line tidied, a few last words stand apart from all before them."""
    match = _WIDE.search(raw)
    before = tidy(raw[: match.start("space")]) if match else ""
    return len(before) + 1 if len(before.split()) > 2 else None


_HEADING_WORDS = 10
_FULL = 0.7
"""Of the widest line's letters, those of a line that may go on in the next."""


def _cuts(line: str, *, goes_on: bool, bold: bool) -> list[int]:
    """Where a line is cut, besides its end.

    Args:
        goes_on: its last sentence does, in the next line.
        bold: the heading that it may be does not end within it.
    """
    cuts = list(_sentence_ends(line))
    number = _NUMBER.match(line)
    heading, colon, rest = line[number.end() :].partition(": ") if number else ("", "", "")
    if number and heading.strip()[:1].isupper() and len(heading.split()) <= _HEADING_WORDS:
        begin = number.end() + len(heading) + len(colon)
        ended = goes_on or ENDED.search(rest) or any(cut > begin for cut in cuts)
        if rest and ((ended and not bold) or opens_decision(rest) is not None):
            cuts.append(begin)  # "4. Payments: the accounts were passed."
    return cuts


def _sentence_ends(line: str) -> Iterator[int]:
    start = 0
    for match in _CUT.finditer(line):
        before = line[: match.start()]
        if match.group()[:1] == ".":
            decides = opens_decision(before[start:]) or 0
            leads = decides or line.startswith(("That ", "To "), match.end())
            points = leads and before[start + decides :].isdigit()  # "RESOLVED: 1. That …"
            number = _NUMBER.match(line)
            numbers = number is not None and number.end() > match.start()
            if points or numbers or ABBREVIATED.search(before):
                continue
        start = match.end()
        yield start


def seen_twice(pages: Sequence[RawPage]) -> frozenset[str]:
    """Lines, digits aside, that stand on two pages or more: running heads and feet."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({bare(line) for line in lines_of(page.text) if line})
    return frozenset(line for line, count in counts.items() if count > 1)


def bare(line: str) -> str:
    """A line but for its digits."""
    return _DIGITS.sub("9", fold(line))


_ABOUT = {
    "minutes": r"\bminutes? |\bcofnodion|\bnotes of|meeting held",
    "report": r"\breport\b",
    "agenda": "agenda",
}


def piece_features(
    pieces: Sequence[Piece], pages: Sequence[RawPage], body: float
) -> list[list[str]]:
    """What is seen of each piece, its neighbours and where it stands.

    Args:
        body: the size of running type, 0 where unknown.
    """
    twice = seen_twice(pages)
    sizes = {page.pdf_page: (page.width, page.height) for page in pages}
    lines = {page.pdf_page: page.text.count("\n") + 1 for page in pages}
    bold = sum(piece.look.bold for piece in pieces if piece.look) <= len(pieces) / 2
    numbers = numbers_of(pieces)
    alone = {at for at, number in numbers.items() if number.end == len(pieces[at].text)}
    counting = zip(
        *(_counting(numbers, len(pieces), apart) for apart in (set[int](), alone)), strict=True
    )
    own = [
        _own(piece, count, twice, sizes[piece.pdf_page], lines[piece.pdf_page], body, bold=bold)
        for piece, count in zip(pieces, counting, strict=True)
    ]
    head = " ".join(piece.text.lower() for piece in pieces[:25])
    about = next((name for name, words in _ABOUT.items() if re.search(words, head)), "else")
    found = []
    under, since = "", 0
    for at, (piece, (seen, short)) in enumerate(zip(pieces, own, strict=True)):
        features = [*seen, f"about={about}"]
        features += [f"{about}&{one}" for one in short]
        for offset in (-2, -1, 1, 2):
            there = at + offset
            if 0 <= there < len(pieces):
                features += [f"{offset}:{one}" for one in own[there][1]]
            else:
                features.append(f"{offset}:edge")
        features.append("gap" if piece.gap else "nogap")
        if at + 1 < len(pieces) and pieces[at + 1].gap:
            features.append("gapafter")
        features.append(f"under={under}")
        features.append(f"under={under}&near={min(since, 3)}")
        features += [f"under={under}&{one}" for one in short[:2]]
        since += 1
        found.append(features)
        words = piece.text.split()
        label = piece.text.partition(":")[0].split()
        capital = piece.text[:1].isupper()
        if not piece.first:
            continue
        if capital and len(words) <= 6 and not piece.text.endswith((".", ",", ";")):
            under, since = _plain(" ".join(w for w in words if w[0].isalpha())), 0
        elif capital and ":" in piece.text and len(label) <= 4:
            under, since = _plain(" ".join(label)), 0
        elif len(words) <= 9 and _NUMBER.match(piece.text) and not piece.text.endswith("."):
            under, since = _plain(" ".join(words[1:4])), 0
    return found


@dataclass(frozen=True, slots=True)
class Number:
    """The number that opens a piece.

    Attributes:
        way: how it is written, with "#" for the part that counts.
        value: what counts in it.
        end: where it ends in the piece.
    """

    way: str
    value: int
    end: int


def numbers_of(pieces: Sequence[Piece]) -> dict[int, Number]:
    """The numbers that open lines, by the indexes of their pieces.

    "24/25-117" is followed by "24/25-118", "103/25" by "104/25": the part that varies counts.
    """
    found = {
        at: match
        for at, piece in enumerate(pieces)
        if piece.first and (match := _NUMBER.match(piece.text)) and _COUNTS.search(match[0])
    }
    shapes: dict[str, list[list[str]]] = {}
    for match in found.values():
        number = match["number"]
        shapes.setdefault(_COUNTS.sub("9", number), []).append(_COUNTS.findall(number))
    counts = {
        shape: max(range(len(parts[0])), key=lambda one: (len({part[one] for part in parts}), one))
        for shape, parts in shapes.items()
    }
    numbers = {}
    for at, match in found.items():
        number = match["number"]
        part = list(_COUNTS.finditer(number))[counts[_COUNTS.sub("9", number)]]
        mark = "#" if part[0].isdigit() else "I"
        way = number[: part.start()] + mark + number[part.end() :]
        numbers[at] = Number(way, value_of(part[0]), match.end())
    return numbers


_COUNTS = re.compile(r"\d+|(?<![A-Za-z])[IVXL]+(?![A-Za-z])")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def value_of(written: str) -> int:
    """A number in digits or Roman numerals."""
    if written.isdigit():
        return int(written)
    values = [_ROMAN[letter] for letter in written]
    return sum(
        -value if value < after else value
        for value, after in itertools.zip_longest(values, values[1:], fillvalue=0)
    )


def number_and_title(text: str) -> tuple[str, str]:
    """(the number that opens a heading, what it says); "" for no number."""
    match = _NUMBER.match(text)
    if match is None:
        return "", text.strip(" .:")
    return match["bare"].strip("(.):"), text[match.end() :].strip(" .:–—-")


def _counting(numbers: Mapping[int, Number], pieces: int, apart: Set[int]) -> list[str]:
    """For each piece, how far its number counts on from others and others from it.

    A paper's items count through the whole of it; points and pages do so for less, or in
    another way of writing their numbers.

    Args:
        pieces: how many there are.
        apart: whose numbers do not count on from those of others.
    """
    told = [(at, (one.way, at in apart), one.value) for at, one in numbers.items()]
    length = dict.fromkeys((at for at, _, _ in told), -1)
    for step, order in ((1, told), (-1, told[::-1])):
        best: dict[tuple[tuple[str, bool], int], int] = {}
        for at, way, value in order:
            before = max(best.get((way, value - step), 0), best.get((way, value - 2 * step), 0))
            length[at] += before + 1
            best[way, value] = max(best.get((way, value), 0), before + 1)
    most = max(length.values(), default=0)
    found = [f"of{_few(most)}"] * pieces
    for at, many in length.items():
        found[at] = f"{_few(many)}{'longest' if many == most else ''}of{_few(most)}"
    return found


def _few(count: int) -> int:
    return count if count < 3 else 3 if count < 6 else 6


def _plain(text: str) -> str:
    return "".join(c for c in fold(text) if "a" <= c <= "z" or c == " ").strip()[:24]


def _own(
    piece: Piece,
    counting: tuple[str, str],
    twice: frozenset[str],
    size: tuple[float, float],
    lines: int,
    body: float,
    *,
    bold: bool,
) -> tuple[list[str], list[str]]:
    """(what is seen of the piece, the few of it that its neighbours are told)."""
    text = piece.text
    number = _NUMBER.match(text)
    rest = text[number.end() :].strip() if number else text
    words = [word.lower() for word in WORD.findall(rest)]
    plain = [word.translate(_NINES) for word in words]
    letters = [c for c in text if c.isalpha()]
    short: list[str] = []
    if number:
        way = _DIGITS.sub("9", number["number"])
        short.append("num=" + re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", way)))
    short += [
        f"counts={counting[0]}",
        f"counts={' '.join(counting)}",
        f"w0={plain[0] if plain else ''}",
        f"len={(0, 1, 2, 3, 4, 8, 14, 20)[bisect((1, 2, 3, 4, 5, 9, 15), len(words))]}",
    ]
    if letters and all(c.isupper() for c in letters):
        short.append("caps")
    if not piece.first:
        short.append("apart" if piece.apart else "inner")
    short.append("end=" + (text[-1] if not text[-1].isalnum() else "w"))
    if piece.look is not None:
        if bold and piece.look.bold:
            short.append("bold")
        if body and piece.look.size > 1.12 * body:
            short.append("large")
        if piece.look.left > 0.72 * size[0]:
            short.append("rightmost")
    if _INITIALS.fullmatch(text) and len(text) < 18:
        short.append("initials")
    if match := _DOER.match(rest):
        short.append(f"doer={match['does']}")
    if opens_decision(rest.lstrip("•▪–- ")) is not None:
        short.append("decides")
    seen = list(short)
    if rest[:1].islower():
        seen.append("lower")
    seen += [f"w{at}={word}" for at, word in enumerate(plain[1:4], 1)]
    seen += [f"w01={' '.join(plain[:2])}", f"w012={' '.join(plain[:3])}"]
    seen += [f"b={word}" for word in set(plain[:60])]
    seen += [f"bb={one} {two}" for one, two in {*itertools.pairwise(plain)}]
    if plain:
        seen.append(f"last={plain[-1]}")
    if _DAY.search(text):
        seen.append("day")
    if _TIME.search(text):
        seen.append("time")
    if "@" in text:
        seen.append("email")
    if people := len(_PERSON.findall(text)):
        seen.append(f"titled={min(people, 3)}")
    if names := len(_NAME.findall(text)):
        seen.append(f"names={min(names, 3)}")
    if text[:1] in "•▪-–o" and text[1:2] == " ":
        seen.append("bullet")
    colon = text.find(":")
    if 0 < colon < 40:
        seen.append("label=" + _plain(text[:colon]))
    capital = sum(word[0].isupper() for word in rest.split())
    seen.append(f"title={round(3 * capital / max(1, len(rest.split())))}")
    if bare(text) in twice:
        seen.append("twice")
    place = piece.line / max(1, lines)
    seen.append(f"place={int(5 * place)}")
    if piece.pdf_page == 1:
        seen.append(f"page1&line={min(piece.line // 4, 8)}")
    if piece.look is not None and body:
        seen.append(f"size={round(4 * piece.look.size / body)}")
        seen.append(f"left={int(10 * piece.look.left / max(1.0, size[0]))}")
        seen.append(f"right={int(6 * piece.look.right / max(1.0, size[0]))}")
        middle = abs((piece.look.left + piece.look.right) / 2 - size[0] / 2)
        if middle < 12 and piece.look.left > 0.2 * size[0]:
            seen.append("centred")
    return seen, short


# --- words of a head -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: the index of its piece, and where it stands in the piece's text."""

    piece: int
    start: int
    end: int
    text: str


def words_of(pieces: Sequence[Piece]) -> list[Word]:
    """The words of the pieces."""
    return [
        Word(at, match.start(), match.end(), match.group())
        for at, piece in enumerate(pieces)
        for match in WORD.finditer(piece.text)
    ]


_BODIES = frozenset(
    (
        "council cabinet executive committee panel board forum authority commission group partnership "
        "borough parish community town city county district cyngor cabinet pwyllgor bwrdd"
    ).split()
)


def word_features(
    pieces: Sequence[Piece], words: Sequence[Word], seen: Sequence[Sequence[str]]
) -> list[list[str]]:
    """What is seen of each word: itself, its neighbours, its line."""
    folded = [word.text.lower().translate(_NINES) for word in words]
    shapes = [_shape(word.text) for word in words]
    line_of: dict[int, list[str]] = {}
    for word in words:
        if (at := word.piece) not in line_of:
            line_of[at] = [f"L{one}" for one in seen[at] if one.startswith(_OF_ITS_LINE)]
            line_of[at] += [f"Lbefore={_plain(pieces[at - 1].text)}"] if at > 0 else []
    found = []
    for at, word in enumerate(words):
        features = [f"w={folded[at]}", f"s={shapes[at]}", f"suf={folded[at][-3:]}"]
        for offset in (-3, -2, -1, 1, 2, 3):
            there = at + offset
            if 0 <= there < len(words):
                same = "" if words[there].piece == word.piece else "|"
                features.append(f"{offset}{same}w={folded[there]}")
                features.append(f"{offset}{same}s={shapes[there]}")
            else:
                features.append(f"{offset}edge")
        if at > 0:
            features.append(f"-1&0={folded[at - 1]} {folded[at]}")
        if at + 1 < len(words):
            features.append(f"0&1={folded[at]} {folded[at + 1]}")
        if word.start == 0:
            features.append("opens")
        features.append(f"row={min(word.piece // 3, 10)}")
        ahead = [
            folded[there]
            for there in range(at, min(at + 9, len(words)))
            if words[there].piece in (word.piece, word.piece + 1)
        ]
        behind = [
            folded[there]
            for there in range(max(0, at - 9), at)
            if words[there].piece in (word.piece, word.piece - 1)
        ]
        features += [f"ahead={one}" for one in _BODIES.intersection(ahead)]
        features += [f"behind={one}" for one in _BODIES.intersection(behind)]
        features += line_of[word.piece]
        found.append(features)
    return found


_OF_ITS_LINE = tuple(
    (
        "under= label= caps bold large size= len= num= centred twice gap day time title= about= w0= "
        "w01= page1 -1:w0 -1:len 1:w0 titled names rightmost"
    ).split()
)
"""What of its line is told of each word, by how its name begins."""


def _shape(word: str) -> str:
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if word[0].isdigit():
        return "d."
    if not word[0].isalpha():
        return word[0]
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    return "Xx" if word[0].isupper() else "x"
