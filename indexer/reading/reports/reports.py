"""An officer's report: to whom, by whom, for when, what it asks, under which headings.

The head is a list of labels and values ("Relevant Officer:", "Report of",
"Date of meeting"); what follows is sections (`indexer.reading.reports.sections`). The
recommendations are the numbered or lettered points of the section that asks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from indexer.council.dates import date_in
from indexer.council.packs import (
    Block,
    BlockKind,
    Page,
    PdfPage,
    PrintedPage,
    Recommendation,
    Section,
)
from indexer.reading.front.councils import committee_of, council_of
from indexer.reading.front.particulars import is_label, labelled
from indexer.reading.lines.looks import Look
from indexer.reading.minutes.people import officers_named
from indexer.reading.page_text import ENDED, fold, join_lines, lines_of, squash, unlinked
from indexer.reading.reports.sections import (
    ASKED,
    INLINE,
    OPENS,
    SectionPart,
    parts_of,
    sections_of,
)

__all__ = ["Report", "read_report"]

_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Rev|Revd)\.?\s+)?"
_PERSON = re.compile(
    rf"{_TITLE}[A-Z][\w'’.-]*(?:\s+(?:de|van|von|le|la|Mc|Mac"
    rf"|O['’]))?(?:\s+[A-Z][\w'’.-]*){{1,3}}\s*(?:[,–]|\s-)"
)
_POINT = re.compile(
    r"(?P<number>\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]{1,2}|[ivx]{1,5})\)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.|(?-i:[a-z])\.|"
    r"R(?:EC)?\s?\d{1,2}[.:)]?|recommendation \d{1,2}\s*[:.–-]?)\s+(?=\S)",
    re.I,
)
_LEADS = re.compile(r"that\b(?:\s+[\w',()-]+){0,8}\s*:[-–]?$|(?:the )?[\w ]{3,60}:[-–]$", re.I)
_COLONS = (":", ":-", ":–")
_SHORT = 12
"""Words of a line that asks nothing, and so ends what is recommended."""
_ASKING_SENTENCE = re.compile(
    r"(?:[\d.]+\s+)?(?:it is (?:therefore )?recommended"
    r"|(?:the )?(?:committee|cabinet|council|board|panel|executive|members?)"
    r"\s+(?:is|are)\s+(?:asked|recommended|requested|invited)\b)",
    re.I,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report says of itself; None or empty where it does not say."""

    title: str | None = None
    date: dt.date | None = None
    addressee: str | None = None
    officers: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    sections: tuple[Section, ...] = ()
    exempt: bool = False


def read_report(
    pages: Sequence[Page],
    *,
    skip: dict[PdfPage, frozenset[int]],
    looks: Mapping[PdfPage, Mapping[int, Look]],
) -> Report:
    """Understand the pages of one report, its appendices left out.

    Args:
        pages: in order, with their blocks.
        skip: the lines of each page that are stamps, heads and footers.
        looks: of each page's lines, where they are known.
    """
    if not pages:
        return Report()
    head, parts = parts_of(pages)
    sections = sections_of(parts)
    values = _head_values(pages[0], skip, looks.get(pages[0].pdf_page, {}), parts)
    officers = _officers(values.get("officer", []))
    if not officers:
        officers = officers_named([line for page in pages for _, line in _own_lines(page, skip)])
    answer = next((s.text for s in sections if s.name == "exempt"), "")
    return Report(
        title=_title(head, values, sections=bool(parts)),
        date=date_in(join_lines(values.get("date", []))),
        addressee=join_lines(values.get("committee", [])) or None,
        officers=officers,
        recommendations=_recommendations(head, parts, pages),
        sections=sections,
        exempt="? yes" in " ".join(answer.lower().split()),
    )


# --- head --------------------------------------------------------------------------


def _head_values(
    page: Page,
    skip: Mapping[PdfPage, frozenset[int]],
    looks: Mapping[int, Look],
    parts: Sequence[SectionPart],
) -> dict[str, list[str]]:
    """What stands after labels on the first page, down to the first section."""
    stop = parts[0].heading if parts and parts[0].first == page.pdf_page else ""
    lines = list(
        takewhile(
            lambda one: len(one[1]) <= 5 or not stop.startswith(one[1]), _own_lines(page, skip)
        )
    )
    titles = {block.text for block in page.blocks if block.kind is BlockKind.HEADING}
    return labelled(
        [line for _, line in lines], [looks.get(at) for at, _ in lines], headings=titles
    )


def _rows_of(page: Page, lines: Sequence[str]) -> list[Block | None]:
    """The table row that each line stands in."""
    # The headers of empty cells too: the header's own lines count as the first row's.
    rows = [
        (block, squash(" ".join(f"{header} {cell}" for header, cell in block.cells)))
        for block in page.blocks
        if block.kind is BlockKind.ROW and block.cells
    ]
    found: list[Block | None] = []
    at = 0
    for line in lines:
        key = squash(line)
        near = (i for i in range(at, min(at + 4, len(rows))) if key and key in rows[i][1])
        if (i := next(near, None)) is not None:
            at = i
        found.append(None if i is None else rows[i][0])
    return found


def _own_lines(page: Page, skip: Mapping[PdfPage, frozenset[int]]) -> Iterator[tuple[int, str]]:
    """The page's lines with their indexes, without those of tables that list other things."""
    marks = skip.get(page.pdf_page, frozenset())
    kept = {at: line for at, line in enumerate(lines_of(page.text)) if line and at not in marks}
    rows = _rows_of(page, list(kept.values()))
    for (at, line), row in zip(kept.items(), rows, strict=True):
        if row is None or not _is_list_row(row):
            yield at, line


def _is_list_row(row: Block) -> bool:
    """A row of a table with headed columns (a work programme), not a label and its value."""
    return len(row.cells) > 2 and any(header for header, _ in row.cells)


def _officers(lines: Sequence[str]) -> tuple[str, ...]:
    """ "Name, post" of each officer; a post that runs over lines is joined."""
    people: list[list[str]] = []
    for line in lines:
        open_bracket = people and " ".join(people[-1]).count("(") > " ".join(people[-1]).count(")")
        if people and line and (open_bracket or not _PERSON.match(line)):
            people[-1].append(line)
        else:
            people.append([line] if line else [])
    found = []
    for person in people:
        text = join_lines(person).replace(" ,", ",").replace(" .", ".").replace(" ;", ";")
        text = text.strip(" .;,")
        if text and not _is_nothing(text) and len(text) <= 200:
            found.append(text)
    return tuple(dict.fromkeys(found))


def _is_nothing(text: str) -> bool:
    return text.lower().strip(" .,;:-–()") in ("none", "n/a", "na", "nil", "not applicable")


def _title(
    head: Sequence[tuple[Block, PdfPage]], values: dict[str, list[str]], *, sections: bool
) -> str | None:
    if values.get("title"):
        return join_lines(values["title"]) or None
    if not sections:
        return None
    headings = [
        block.text
        for block, _ in head
        if block.kind is BlockKind.HEADING
        and not is_label(block.text)
        and date_in(block.text) is None
        and not block.text.lower().rstrip(" :").endswith("summary")
        and fold(block.text)
        not in (fold(council_of([[block.text]]) or ""), fold(committee_of([block.text]) or ""))
    ]
    return headings[-1].strip(" .:") if headings else None


# --- recommendations ------------------------------------------------------------------


_Placed = tuple[Block, PdfPage]


def _recommendations(
    head: Sequence[_Placed], parts: Sequence[SectionPart], pages: Sequence[Page]
) -> tuple[Recommendation, ...]:
    printed = {page.pdf_page: page.printed_page for page in pages}
    found: list[tuple[Recommendation, ...]] = []
    for part in parts:
        if part.name != "recommendations" or (not part.blocks and ASKED.search(part.heading)):
            continue
        blocks = _asking_blocks(part)
        points = _points(blocks, printed)
        if points and any(_asks(block.text) for block, _ in blocks):
            return points
        found.append(points)
    # A section of that name whose words do not ask, if there is no better one.
    if points := next((points for points in found if points), ()):
        return points
    # No section asks; a sentence may.
    everything = [*head, *(entry for part in parts for entry in part.blocks)]
    for reads in (_said_inline, _said_in_a_sentence):
        for index, (block, pdf_page) in enumerate(everything):
            text = None if block.kind is BlockKind.ROW else reads(block.text)
            if text is None:
                continue
            asked = [(_block(text), pdf_page)]
            if text.endswith(_COLONS):
                asked += takewhile(
                    lambda entry: entry[0].kind is BlockKind.LIST_ITEM, everything[index + 1 :]
                )
            return _points(asked, printed)
    return ()


def _asking_blocks(part: SectionPart) -> list[_Placed]:
    """What the part says, from its heading's own line on."""
    inline = INLINE.fullmatch(part.heading)
    if not (inline and OPENS.match(inline["value"])):
        return part.blocks
    below: Iterable[_Placed] = part.blocks
    if not inline["value"].endswith(_COLONS):
        # It is said; what follows is the report, save for more of the same.
        below = takewhile(lambda entry: _asks(entry[0].text), below)
    return [(_block(inline["value"]), part.first), *below]


def _block(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text, quote=text)


def _asks(text: str) -> bool:
    match = _POINT.match(text)
    body = text[match.end() :] if match else text
    return bool(ASKED.search(body) or OPENS.match(body))


def _said_inline(text: str) -> str | None:
    """ "Recommendation: That…" in a paragraph."""
    match = INLINE.fullmatch(text)
    return match["value"] if match and _asks(match["value"]) else None


def _said_in_a_sentence(text: str) -> str | None:
    return text if _ASKING_SENTENCE.match(text) else None


@dataclass(slots=True)
class _Point:
    number: str | None
    texts: list[str]
    pdf_page: PdfPage
    leads: bool = False


def _points(
    blocks: Sequence[tuple[Block, PdfPage]], printed: dict[PdfPage, PrintedPage | None]
) -> tuple[Recommendation, ...]:
    """Each point that is asked, with the sub-points that belong to it."""
    points: list[_Point] = []
    lead: _Point | None = None
    for at, (block, pdf_page) in enumerate(blocks):
        text = block.text
        match = _POINT.match(text)
        number = match["number"].strip(" .:()") if match else None
        body = text[match.end() :] if match else text
        numbered = bool(match)
        listed = block.kind is BlockKind.LIST_ITEM
        if (
            block.kind is BlockKind.HEADING
            and not ASKED.search(text)
            and not numbered
            and (points or not OPENS.match(text) or len(text.split()) < 2)
        ):
            # A heading ends the list, unless the list's numbers go on below it.
            if points and not _counts_on(points[-1].number, blocks[at + 1 :]):
                break
            continue
        follows = bool(points and number and _is_next(points[-1].number, number))
        if points and not numbered and not listed and _goes_on(points[-1], body):
            points[-1].texts[-1] = join_lines([points[-1].texts[-1], body])
            continue
        opens_list = body.rstrip().endswith(_COLONS)
        leads_in = opens_list and bool(ASKED.search(body) or _LEADS.match(body))
        plain = not (numbered or listed or leads_in or _asks(text))
        short = len(body.split()) <= _SHORT
        if points and plain and short and not _counts_on(points[-1].number, blocks[at + 1 :]):
            break  # a side heading, a name and a post, a telephone number
        if points and plain and points[-1].number:
            points[-1].texts[-1] = join_lines([points[-1].texts[-1], body])
            continue
        if leads_in and not (listed and lead is not None):
            lead = _Point(number, [body], pdf_page)
            continue
        below = _is_below(points, number)
        led = bool(points) and points[-1].leads and (below or listed)
        if led and (not numbered or ((below or lead is None) and not follows)):
            points[-1].texts.append(body)
            continue
        points.append(_Point(number, [body], pdf_page, leads=opens_list))
    if not points and lead is not None:
        points.append(lead)
    return tuple(
        Recommendation(
            text=_tidy_point(point.texts),
            pdf_page=point.pdf_page,
            printed_page=printed.get(point.pdf_page),
            number=point.number,
        )
        for point in points
        if not _is_nothing(point.texts[0])
    )


def _counts_on(number: str | None, blocks: Sequence[_Placed]) -> bool:
    """Does the first point below bear the number after this one?"""
    below = next((b.text for b, _ in blocks if b.kind is not BlockKind.HEADING), "")
    match = _POINT.match(below)
    return match is not None and _is_next(number, match["number"].strip(" .:()"))


def _is_next(number: str | None, other: str) -> bool:
    """ "2.1" and "2.2", "a" and "b", "iv" and "v"."""
    if number is None:
        return False
    number, other = number.lower(), other.lower()
    for row in (_ROMAN, _LETTERS):
        if number in row and other in row:
            return row.index(other) == row.index(number) + 1
    (*above, one), (*beside, two) = number.split("."), other.split(".")
    return above == beside and one.isdigit() and two.isdigit() and int(two) == int(one) + 1


def _is_below(points: Sequence[_Point], number: str | None) -> bool:
    """A lettered point under a numbered one that leads to it."""
    above = points[-1] if points else None
    lettered = bool(number and number.isalpha())
    return lettered and above is not None and above.leads and (above.number or "")[-1:].isdigit()


def _goes_on(point: _Point, text: str) -> bool:
    """The text is the rest of a point that a page's end cut."""
    return not ENDED.search(point.texts[-1]) and (
        text[:1].islower() or not text.lower().startswith(("to ", "that "))
    )


def _tidy_point(texts: Sequence[str]) -> str:
    text = texts[0] if len(texts) == 1 else f"{texts[0]} • " + " • ".join(texts[1:])
    return unlinked(text)
