"""The printed page of every PDF page, by the stamps that the pack's maker put on.

ModernGov and its like write a pack's own page number on every paper after the
agenda, as the last words of a page: ``Page 97``, on an item's first page with
``Agenda Item 6``, on an appendix's first with ``Appendix 6(a)``. The papers
inside keep their own numbers ("33", "Page 4 of 63"), which compete.

A stamp is told from those by what it does over a run of pages: it goes up by one
a page, wherever papers begin and end. So every page offers its candidates, each
with the offset (printed number less PDF page) that it stands for, and the chain of
offsets that explains most pages at the least changes wins (Viterbi's method).
A page inside a run that bears no number of its own has the one that the run
implies: a blank leaf uses up a number, and a few full pages are not stamped.

Packs are stamped in more than one style ("Agenda Page 12", "Page 12", "12 of 240", "12"),
and a paper's own numbers may be of a style that is not the pack's. The chain of each style
is drawn, and of those that may be a pack's the one for which most speaks is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from indexer.council.packs import PdfPage, PrintedPage, RawPage, pdf_pages
from indexer.reading.page_text import PAGE_WORD, lines_of

__all__ = [
    "APPENDIX",
    "Stamps",
    "is_blank",
    "is_stamp",
    "item_key",
    "item_stamp",
    "page_number",
    "read_stamps",
]

_BLANK_LEAF = frozenset("this page is has been intentionally left blank".split())

_NUMBERED = re.compile(
    rf"(?:(?:(?P<pack>agenda|pack)\s+)?(?P<page>{PAGE_WORD})\s*(?:no\.?|number)?\s*:?\s*)?"
    r"(?P<number>\d{1,4})(?P<of>\s*(?:of|/|o)\s*\d{1,4})?",
    re.I,
)
_GLUED_PAGE = re.compile(
    r"^(?:.*\S)?\s*\b(?:Page|Tudalen) (?P<number>\d{1,4})\s*(?P<item>Agenda Item .*)?$"
)
_ITEM = re.compile(
    r"(?:agenda\s+)?item\s*(?:no\.?|number)?\s*[:.]?\s*"
    r"(?P<number>\d{1,4}/\d{1,4}"
    r"|[A-Z]{0,2}\.?\d{1,3}(?:\.\d{1,2})?\s?(?:[a-z]{1,2}|\([a-z0-9]{1,3}\))?|[A-Z])\.?",
    re.I,
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
APPENDIX = re.compile(
    r"(?:appendix|annexe?|appx?|enc(?:losure)?|attachment)(?![a-z])\.?\s*(?:no\.?\s*)?"
    r"(?P<label>(?!(?:to|of|is|in|at|as|by|on|or)\b)"
    r"(?:[A-Z]{0,2}\d{1,3}(?:\s?[A-Z]$|[A-Z])?|[A-Z](?-i:[A-Z])?|[IVX]{1,5}"
    rf"|{'|'.join(_NUMBERS)})"
    r"(?:[.\-/][A-Z0-9]{1,3})*"
    r"(?:\s*\(\s*[A-Z0-9]{1,4}\s*\))*)(?!\w)"
    r"(?:\s*(?:[-–—:.,]|\bof\b)?\s*(?P<title>\S.*))?",
    re.I,
)
"""An appendix's label, and its title where one follows."""
_OTHER_STAMP = re.compile(
    r"(?:public document pack|agenda (?:annex|supplement)|minute (?:item|annex)\s*\w*)", re.I
)
STYLES = {"pack page": 1.0, "page": 0.3, "page of": 0.1, "bare": 0.0}
"""How pages are numbered, and what speaks for its being the pack's: bare numbers are
most often a paper's own."""

MANY = 0.4
"""The least share of the papers' pages that bears "Page 12" where these are a pack's."""

_EDGE_LINES = 4
_ENTER = 1.2
_CHANGE = 2.5
_CHANGE_AT_A_FIRST = 1.2
_MISS = 0.3
_OVER = -1_000_000  # stands for the offset of pages after the last that is stamped


_Trace = tuple[int | None, object] | None
_Best = dict[int | None, tuple[float, _Trace]]
"""Offset to (score, trace); the trace is a linked list, newest first."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """What the stamps of a document say.

    Attributes:
        printed: the number of every page that has one, read or implied.
        implied: pages whose number follows from their neighbours only.
        items: pages that bear ``Agenda Item 6``, with the "6".
        appendices: pages that bear ``Appendix 6(a)``, with the "6(a)".
        lines: for each page the indexes of its text's lines that are stamps.
        warnings: one sentence each.
    """

    printed: Mapping[PdfPage, PrintedPage] = field(default_factory=dict)
    implied: frozenset[PdfPage] = frozenset()
    items: Mapping[PdfPage, str] = field(default_factory=dict)
    appendices: Mapping[PdfPage, str] = field(default_factory=dict)
    lines: Mapping[PdfPage, frozenset[int]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    style: str
    number: int
    weight: float
    line: int


@dataclass(slots=True)
class _Edges:
    """The candidates and the item and appendix stamps at the edges of one page."""

    candidates: list[_Candidate] = field(default_factory=list)
    item: str | None = None
    appendix: str | None = None
    other: list[int] = field(default_factory=list)

    def bearing(self, style: str, number: int) -> _Candidate | None:
        """The first candidate of a style with that number."""
        return next((c for c in self.candidates if (c.style, c.number) == (style, number)), None)


def read_stamps(
    pages: Sequence[RawPage],
    *,
    ranges: Sequence[tuple[int, int]] = (),
    front_pages: int = 0,
) -> Stamps:
    """Printed page numbers, and the item and appendix stamps beside them.

    Args:
        pages: every page in order, OCR's text in place of what a scan lacks.
        ranges: the (first, last) printed pages that the agenda names.
        front_pages: how many pages at the start are the agenda itself.
    """
    edges = [_edges(page) for page in pages]
    style, chain = _pack_chain(edges, ranges, front_pages)
    printed: dict[PdfPage, PrintedPage] = {}
    implied: set[PdfPage] = set()
    lines: dict[PdfPage, frozenset[int]] = {}
    items: dict[PdfPage, str] = {}
    appendices: dict[PdfPage, str] = {}
    for page, edge, offset in zip(pages, edges, chain, strict=True):
        marks = set(edge.other)
        if offset is not None:
            number = page.pdf_page + offset
            printed[page.pdf_page] = PrintedPage(number)
            own = edge.bearing(style, number)
            if own is not None:
                marks.add(own.line)
                item, appendix, used = _beside(page, own.line)
                marks.update(used)
                if item:
                    items[page.pdf_page] = item
                if appendix:
                    appendices[page.pdf_page] = appendix
            else:
                implied.add(page.pdf_page)
        if marks:
            lines[page.pdf_page] = frozenset(marks)
    return Stamps(
        printed=printed,
        implied=frozenset(implied),
        items=items,
        appendices=appendices,
        lines=lines,
        warnings=tuple(_warnings(pages, printed, implied, edges, front_pages)),
    )


def is_blank(page: RawPage | str) -> bool:
    """No words but a stamp and the sentence that blank leaves bear."""
    text = page if isinstance(page, str) else page.text
    lines = [line for line in lines_of(text) if line]
    rest = [line for line in lines if not (is_stamp(line) or _appendix(line))]
    if not rest:  # with a picture, or the stamp of an item or appendix: a cover with a drawn title
        drawn = isinstance(page, RawPage) and page.images > 0
        return not (drawn or any(_appendix(line) or item_stamp(line) for line in lines))
    words = " ".join(rest).lower().rstrip(".").split()
    return len(rest) <= 2 and words[-1:] == ["blank"] and _BLANK_LEAF.issuperset(words)


def page_number(line: str) -> tuple[str, int] | None:
    """(style, number) of a line that is a page's number and no more: see `STYLES`."""
    match = _NUMBERED.fullmatch(line.strip("-–—| "))
    if match is None:
        return None
    style = "pack page" if match["pack"] else "page of" if match["of"] else "page"
    return style if match["page"] or match["of"] else "bare", int(match["number"])


def item_stamp(line: str) -> str | None:
    """The number of the agenda item, of a line that is its stamp."""
    match = _ITEM.fullmatch(line)
    return "".join(match["number"].split()).rstrip(".") if match else None


def is_stamp(line: str) -> bool:
    """Whether a line is a page's or an item's stamp, or the pack's own."""
    return bool(page_number(line) or item_stamp(line) or _OTHER_STAMP.fullmatch(line))


def _appendix(line: str) -> str | None:
    match = APPENDIX.fullmatch(line)
    return None if match is None or match["title"] else "".join(match["label"].split())


def item_key(label: str) -> str:
    """An item's or appendix's number so that two spellings of it meet: "6 (A)" is "6(a)",
    "Two" is "2"."""
    key = "".join(label.split()).rstrip(".").lower()
    return str(_NUMBERS.index(key) + 1) if key in _NUMBERS else key


def _edges(page: RawPage) -> _Edges:
    lines = lines_of(page.text)
    full = [i for i, line in enumerate(lines) if line]
    edges = _Edges()
    tail = full[-_EDGE_LINES:][::-1]
    weighed = [(index, 1.0 - 0.15 * depth) for depth, index in enumerate(tail)]
    weighed += [(index, 0.8) for index in full[:3] if index not in tail]
    for index, weight in weighed:
        line = lines[index]
        if found := page_number(line):
            edges.candidates.append(_Candidate(*found, weight, index))
        elif _OTHER_STAMP.fullmatch(line):
            edges.other.append(index)
        elif number := item_stamp(line):
            edges.item = number
        elif index == tail[0] and (match := _GLUED_PAGE.match(line)):
            edges.candidates.append(_Candidate("page", int(match["number"]), 0.6, index))
    return edges


def _beside(page: RawPage, stamp: int) -> tuple[str | None, str | None, list[int]]:
    """The item and appendix stamps next to the page stamp on line `stamp`; else the item's at
    the top right, which OCR reads before everything else."""
    lines = lines_of(page.text)
    item = appendix = None
    used = []
    glued = _GLUED_PAGE.match(lines[stamp])
    if glued and glued["item"]:
        item = item_stamp(glued["item"].strip())
    for index in [i for i in range(stamp + 1, len(lines)) if lines[i]][:3]:
        if (item is None and (item := item_stamp(lines[index]))) or (
            appendix is None and (appendix := _appendix(lines[index]))
        ):
            used.append(index)
    above = next((i for i in range(stamp - 1, -1, -1) if lines[i]), 0)
    for index in (above, 0, 1, 2):
        line = lines[index] if index < len(lines) else ""
        agenda = item is None and line.lower().startswith("agenda item")
        if agenda and (item := item_stamp(line)):
            used.append(index)
    return item, appendix, used


def _chain(
    edges: Sequence[_Edges], style: str, ranges: Sequence[tuple[int, int]], front_pages: int
) -> list[int | None]:
    """The offset in force on each page, None where no stamping is in force."""
    best: _Best = {None: (0.0, None)}
    firsts = {first for first, _ in ranges}
    low = min(firsts, default=0)
    for index, edge in enumerate(edges):
        pdf_page = index + 1
        weights: dict[int, float] = {}
        for candidate in edge.candidates:
            if candidate.style != style:
                continue
            weight = candidate.weight
            if candidate.number in firsts and pdf_page > front_pages:
                weight += 0.6
            elif candidate.number < low and pdf_page > front_pages:
                weight *= 0.3  # papers come after the agenda's own pages
            if edge.item:
                weight += 1.0
            offset = candidate.number - pdf_page
            weights[offset] = max(weights.get(offset, 0.0), weight)
        none_score, none_trace = best[None]
        ignored = _MISS if weights else 0.0
        fresh: _Best = {None: (none_score - ignored, (None, none_trace))}
        runs = {
            known: state for known, state in best.items() if known is not None and known != _OVER
        }
        # A run may also end for good: papers after it bear no stamp.
        ends = [(score - _CHANGE, trace) for score, trace in runs.values()]
        ends += [best[_OVER]] if _OVER in best else []
        if ends:
            over, over_trace = max(ends, key=lambda end: end[0])
            fresh[_OVER] = (over - ignored, (None, over_trace))
        for offset in runs.keys() | weights.keys():
            gain = weights.get(offset, -ignored)
            options = [(none_score - _ENTER, none_trace)]
            if offset in runs:
                options.append(runs[offset])
            if offset in weights:
                # Leaves that were left out make the numbers jump; they never go back, but
                # for a second pack in the same file, which opens with an item.
                change = _CHANGE_AT_A_FIRST if pdf_page + offset in firsts else _CHANGE
                options += [
                    (score - change, trace)
                    for known, (score, trace) in runs.items()
                    if known < offset or (edge.item and known > offset)
                ]
            score, trace = max(options, key=lambda option: option[0])
            fresh[offset] = (score + gain, (offset, trace))
        if len(fresh) > 60:  # keeps long papers full of numbers linear
            keep = sorted(fresh.items(), key=lambda e: -e[1][0])[:40]
            fresh = {**dict(keep), None: fresh[None]}  # how it began must stay possible
        best = fresh
    node: object = max(best.values(), key=lambda entry: entry[0])[1]
    chain: list[int | None] = []
    while isinstance(node, tuple):
        chain.append(node[0])
        node = node[1]
    return _trim(chain[::-1], edges, style, ranges, front_pages)


def _trim(
    chain: list[int | None],
    edges: Sequence[_Edges],
    style: str,
    ranges: Sequence[tuple[int, int]],
    front_pages: int,
) -> list[int | None]:
    """Numbers only where a run bears them: between its first and its last stamp,
    beyond them as far as the agenda's ranges go, never below 1."""
    marked = [
        i
        for i, (offset, edge) in enumerate(zip(chain, edges, strict=True))
        if offset is not None and edge.bearing(style, i + 1 + offset)
    ]
    if not marked:
        return [None] * len(chain)
    first, last = marked[0], marked[-1]
    trimmed: list[int | None] = [None] * len(chain)
    for left, right in pairwise(marked):
        # Between two offsets lie leaves that use up a number but were left out of the file, or
        # a part without numbers: either way a page's own number cannot be known.
        if chain[left] == chain[right]:
            trimmed[left:right] = [chain[left]] * (right - left)
    for i in marked:
        trimmed[i] = chain[i]
    top = max((end for _, end in ranges), default=0)
    low = min((start for start, _ in ranges), default=0)
    after, before = chain[last] or 0, chain[first] or 0
    for i in range(last + 1, len(chain)):
        trimmed[i] = after if i + 1 + after <= top else None
    for i in range(front_pages, first if ranges else 0):
        trimmed[i] = before if i + 1 + before >= max(1, low) else None
    return trimmed


def _pack_chain(
    edges: Sequence[_Edges], ranges: Sequence[tuple[int, int]], front_pages: int
) -> tuple[str, list[int | None]]:
    """The style of the pack's numbers, and their chain; ("", nothing) where it has none.

    For a chain speaks its style, the share of the papers' pages that it reaches over, the share
    of the first pages that the agenda announces, an item's stamp beside it.
    """
    best: tuple[float, str, list[int | None]] = (0.0, "", [None] * len(edges))
    announced = {first for first, _ in ranges}
    papers = len(edges) - front_pages
    for style in STYLES:
        chain = _chain(edges, style, ranges, front_pages)
        numbers = {i: i + 1 + offset for i, offset in enumerate(chain) if offset is not None}
        behind = {i: number for i, number in numbers.items() if i >= front_pages}
        read = {number for i, number in behind.items() if edges[i].bearing(style, number)}
        has_items = any(edges[i].item for i in numbers)
        if not _is_pack_stamp(
            style, numbers, len(read), announced, front_pages, papers, has_items=has_items
        ):
            continue
        reach = sum(min(read) <= number <= max(read) for number in behind.values()) if read else 0
        speaks = STYLES[style] + 2 * reach / max(1, papers) + has_items
        speaks += len(announced & read) / max(1, len(announced))
        best = max(best, (speaks, style, chain), key=lambda one: one[0])
    return best[1], best[2]


def _is_pack_stamp(
    style: str,
    numbers: Mapping[int, int],
    read: int,
    announced: Set[int],
    front_pages: int,
    papers: int,
    *,
    has_items: bool,
) -> bool:
    """May these be the pack's numbers, or are they a single paper's own?

    Args:
        numbers: place in the file, from 0, to printed number.
        read: how many stand on the papers' pages, and are not implied.
        announced: the first pages that the agenda names.
        front_pages, papers: how many pages are the agenda's own, and the papers'.
        has_items: an item's stamp stands on one of the pages.
    """
    if not numbers or (
        not has_items and any(later <= earlier for earlier, later in pairwise(numbers.values()))
    ):
        return False  # they begin again: papers' own numbers
    if style == "pack page" or (style == "page" and has_items):
        return True
    place, number = next(iter(numbers.items()))
    if style == "page":
        # A paper on its own counts its own pages from 1; a pack's papers are stamped
        # from where they stand in the pack. One report's "Page 1" to "Page 5" are few.
        in_pack = bool(announced) or front_pages > 0 or number > place + 1
        return in_pack and read >= MANY * papers
    # Other styles are as often a paper's own: they must hold nearly from end to end, and
    # reach what the agenda announces, or run on from the agenda's own pages.
    if len(numbers) < 0.8 * papers:
        return False
    if announced:
        # A page may be missing from the file: a private paper's, for which the numbering jumps,
        # or one of papers that come later.
        missing = announced - set(numbers.values())
        return missing != announced and all(one > min(numbers.values()) for one in missing)
    offsets = {number - place for place, number in numbers.items()}
    whole = front_pages > 0 and len(numbers) == front_pages + papers
    return has_items or (whole and len(offsets) == 1)


def _warnings(
    pages: Sequence[RawPage],
    printed: Mapping[PdfPage, PrintedPage],
    implied: Iterable[PdfPage],
    edges: Sequence[_Edges],
    front_pages: int,
) -> list[str]:
    warnings = []
    if inferred := sorted(implied):
        bear = (
            "bears no page stamp; its number follows"
            if len(inferred) == 1
            else ("bear no page stamp; their numbers follow")
        )
        warnings.append(f"{pdf_pages(inferred)} {bear} from the pages around.")
    if printed:
        without = [
            page.pdf_page
            for page in pages
            if page.pdf_page not in printed and page.pdf_page > min(printed) and not is_blank(page)
        ]
        if without:
            warnings.append(
                f"{pdf_pages(without)} after the first stamped page: no printed number can be told."
            )
    elif front_pages == 0 and sum(bool(edge.candidates) for edge in edges) >= 2:
        warnings.append("The numbers on the pages are the paper's own, not a pack's stamps.")
    return warnings
