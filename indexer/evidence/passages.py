"""Passages: what is searched, and the pieces of them that can be quoted.

A passage is about `WORDS` words of one page; it never crosses a page. It is made of
units, a sentence or a table row each, which are what an answer quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_letters

from indexer.council.dates import spoken_date
from indexer.council.packs import Block, BlockKind, Pack, Page, PageKind, PdfPage
from indexer.evidence.navigation import is_contents
from indexer.evidence.records import Record, records_of
from indexer.reading.page_text import squash

__all__ = [
    "KIND",
    "WORDS",
    "Passage",
    "Unit",
    "passages_of",
    "record_passages",
    "sentences",
]

WORDS = 110
"""The length aimed at. 110 did better than 60 or 200 on councillors' questions."""

MAX_UNIT_WORDS = 90
"""A longer sentence is cut where it has a semicolon or comma, else at this length."""

MAX_ROW_WORDS = 110
"""A longer row is no figure among its headers but prose in boxes, and is cut by its cells."""

PIECE_WORDS = 45
"""Of such a row's cell: sentences are joined up to this length."""

CONTEXT = 300
"""Characters of a passage's context that are kept."""

PLACE = 160
"""Characters. Committee and date, which all passages of a document share, blur what a
search by meaning is to tell apart; headings between the first and the last step only
lengthen what is embedded."""

LABEL_WORDS = 10
"""A first cell that is no longer names the row, and stands before each piece of it."""


GROUP_WORDS = 14
"""Of a heading inside a table that are said with each row under it."""

KIND = "kind"
"""The name of the field of a record's unit that holds its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence or a row: `text` as people read it, `quote` as it stands on the page.

    `frame` holds the headers of a row's cells and the heading inside its table: words of
    `text` that stand on the page, but not in the row. `cells` are a row's (header, cell)
    pairs, header "" where unknown.
    """

    text: str
    quote: str
    kind: BlockKind
    frame: str = ""
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of units of one page.

    Attributes:
        pdf_page: the page it stands on.
        ordinal: its place in the document, from 0.
        context: where it stands, in words that searching can use: the document's
            title, item and headings. Never quoted.
        place: of that, what tells it from the document's other passages.
        units: in reading order.
    """

    pdf_page: PdfPage
    ordinal: int
    context: str
    place: str
    units: tuple[Unit, ...]

    @property
    def text(self) -> str:
        return " ".join(unit.text for unit in self.units)

    @property
    def embedded(self) -> str:
        """What a search by meaning compares with a question."""
        return f"{self.place}. {self.text}" if self.place else self.text


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr cllr cllrs prof st no nos p pp para paras eg e.g i.e ie etc vs inc ltd co "
    "dept rev hon fig sec art approx tel ext ref jan feb mar apr jun jul aug sep sept oct "
    "nov dec".split()
)
_END = re.compile(r"(?<=[.!?])[\"'’”)\]]*\s+(?=[\"'‘“(\[]?[A-Z0-9£•])")
_CLOSING = "\"'’”)]"
_NUMBER_ONLY = re.compile(r"^(\(?[0-9a-z]{1,3}[.)]|[0-9]+(\.[0-9]+)*\.?)$", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """Split text into sentences; joined with single spaces they give the text again.

    A full stop after an abbreviation, an initial or a list number does not end one.
    """
    text = " ".join(text.split())
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        piece = text[start : match.end()].rstrip()
        bare = piece.rstrip(_CLOSING)
        word = bare[len(bare.rstrip(f"{ascii_letters}.")) : -1].lower() if bare[-1:] == "." else ""
        if word in _ABBREVIATIONS or len(word) == 1 or _NUMBER_ONLY.match(piece):
            continue
        parts.append(piece)
        start = match.end()
    if text[start:]:
        parts.append(text[start:])
    return [short for part in parts for short in _shorten(part)]


def _shorten(sentence: str) -> Iterator[str]:
    words = sentence.split(" ")
    while len(words) > MAX_UNIT_WORDS:
        cut = MAX_UNIT_WORDS
        for at in range(MAX_UNIT_WORDS, MAX_UNIT_WORDS // 3, -1):
            if words[at - 1].endswith((";", ":", "•")):
                cut = at
                break
        yield " ".join(words[:cut])
        words = words[cut:]
    if words:
        yield " ".join(words)


def passages_of(pack: Pack) -> Iterator[Passage]:
    """The passages of a pack in order; exempt pages, blank leaves and contents give none."""
    exempt = {page.pdf_page for page in pack.exempt_pages}
    ordinal = 0
    titles = {item.number: item.title for item in pack.items}
    for page in pack.pages:
        if page.pdf_page in exempt or page.kind is PageKind.BLANK or is_contents(page.text):
            continue
        for path, units in _runs(page):
            steps = _steps(pack, page, titles, path)
            yield Passage(
                pdf_page=page.pdf_page,
                ordinal=ordinal,
                context=" > ".join((_document_words(pack), *steps))[:CONTEXT],
                # A paper by itself is told from others by its title; a committee's are many.
                place=_place(steps if pack.meeting.committee else [pack.title or "", *steps]),
                units=units,
            )
            ordinal += 1


def _runs(page: Page) -> Iterator[tuple[tuple[str, ...], tuple[Unit, ...]]]:
    """Cut a page into runs of about WORDS words, by choice where a heading stands."""
    units: list[Unit] = []
    count = 0
    path: tuple[str, ...] = ()
    total = sum(len(block.text.split()) for block in page.blocks)
    # Even runs: a page of 150 words is two of 75, not 110 and a stump.
    target = total / max(1, round(total / WORDS))
    for block in page.blocks:
        if not block.text.strip() or is_contents(block.text):
            continue
        if block.kind is BlockKind.HEADING and count >= target * 0.6:
            yield path, tuple(units)
            units, count = [], 0
        for group in _together(list(_units(block, page.text))):
            length = _count(group)
            if units and count + length / 2 > target:
                opens = _opening(units)
                yield path, tuple(units[: len(units) - len(opens)])
                units, count = opens, _count(opens)
                path = block.path
            elif not units:
                path = block.path
            units.extend(group)
            count += length
    if units:
        yield path, tuple(units)


def _count(units: list[Unit]) -> int:
    """How many words the units have together."""
    return sum(len(unit.text.split()) for unit in units)


def _opening(units: list[Unit]) -> list[Unit]:
    """The last units of a run if they only open what follows: "The Committee agreed:"."""
    first = len(units)
    while first > 1 and (
        units[first - 1].kind is BlockKind.HEADING or units[first - 1].text.rstrip().endswith(":")
    ):
        first -= 1
    return units[first:]


def _together(units: list[Unit]) -> list[list[Unit]]:
    """What must not be parted: the cells of a row explain each other."""
    if all(unit.kind is BlockKind.ROW for unit in units) and _count(units) <= 2 * WORDS:
        return [units]
    return [[unit] for unit in units]


def _row_units(block: Block, page_text: str) -> Iterator[Unit]:
    """A row as one unit; one of long cells as several, each said with the row's name.

    What it stands under comes first, as far as that names it."""
    frame = " ".join([*(header for header, _ in block.cells), block.group]).strip()
    cells = [(header, cell) for header, cell in block.cells if cell.strip()]
    names = [name] if (name := _group_name(block.group)) else []
    if len(block.text.split()) <= MAX_ROW_WORDS or not cells:
        yield Unit(
            text=" – ".join([*names, block.text]),
            quote=block.quote,
            kind=block.kind,
            frame=frame,
            cells=tuple(cells),
        )
        return
    if len(cells) > 1 and len(cells[0][1].split()) <= LABEL_WORDS:
        names.append(cells[0][1])
        frame, cells = f"{frame} {cells[0][1]}", cells[1:]
    page = squash(page_text)
    for header, cell in cells:
        for piece in _pieces(cell):
            # Columns may be printed line by line across: then only the row stands as a whole.
            quote = piece if squash(piece) in page else block.quote
            text = f"{header}: {piece}" if header else piece
            yield Unit(
                text=" – ".join([*names, text]),
                quote=quote,
                kind=block.kind if header or names else BlockKind.PARAGRAPH,
                frame=frame,
                cells=((header, piece),),
            )


_EXPLAINS = re.compile(r"\s[–—-]\s|[:.;]\s|\s\((?=[^)]{12})")


def _group_name(group: str) -> str:
    """The part of a heading inside a table that names it: what follows explains."""
    words = _EXPLAINS.split(group, maxsplit=1)[0].split()
    if len(words) > GROUP_WORDS:
        return f"{' '.join(words[:GROUP_WORDS])} …"
    return " ".join(words).rstrip(":.")


def _pieces(cell: str) -> Iterator[str]:
    """A cell's sentences, short ones joined."""
    waiting: list[str] = []
    for sentence in sentences(cell):
        if waiting and len(" ".join((*waiting, sentence)).split()) > PIECE_WORDS:
            yield " ".join(waiting)
            waiting = []
        waiting.append(sentence)
    if waiting:
        yield " ".join(waiting)


def _units(block: Block, page_text: str) -> Iterator[Unit]:
    if block.kind is BlockKind.ROW:
        yield from _row_units(block, page_text)
        return
    for sentence in sentences(block.text):
        yield Unit(text=sentence, quote=sentence, kind=block.kind)


def _steps(pack: Pack, page: Page, titles: dict[str, str], path: tuple[str, ...]) -> list[str]:
    """The way from the document to a passage: item, appendix, headings."""
    steps = []
    if page.item:
        steps.append(f"Item {page.item} {titles.get(page.item, '')}".strip())
    if page.appendix:
        label = f"Appendix {page.appendix}"
        for item in pack.items:
            for appendix in item.appendices:
                if appendix.label == page.appendix and appendix.title:
                    label = f"{label} {appendix.title}"
        steps.append(label)
    if page.kind is PageKind.MINUTES:
        for minutes in pack.minutes:
            if minutes.first_pdf_page <= page.pdf_page <= minutes.last_pdf_page:
                when = f" of {spoken_date(minutes.meeting_date)}" if minutes.meeting_date else ""
                steps.append(f"Minutes{when}")
    return [step for step in (*steps, *path[-3:]) if step]


def _place(steps: list[str]) -> str:
    """The first step and the last, without what an earlier one says already (a report is
    headed by its item's title), as far as `PLACE` characters hold them whole."""
    said: list[str] = []
    for step in steps:
        if step and not any(step.lower() in earlier.lower() for earlier in said):
            said.append(step)
    place = " > ".join(dict.fromkeys((*said[:1], *said[-1:])))
    return place if len(place) <= PLACE else said[-1][-PLACE:]


def _document_words(pack: Pack) -> str:
    """The committee, or the paper's own name, and the day of the meeting."""
    meeting = pack.meeting
    name = meeting.committee or pack.title or pack.document
    return f"{name}, {spoken_date(meeting.date)}" if meeting.date else name


def record_passages(pack: Pack, *, ordinal: int) -> Iterator[Passage]:
    """A passage for each record; its unit's `cells` are the record's kind and fields.

    Args:
        ordinal: that of the first one, behind those of the runs of the pages.
    """
    document = _document_words(pack)
    for place, record in enumerate(records_of(pack)):
        yield Passage(
            pdf_page=record.pdf_page,
            ordinal=ordinal + place,
            context=document[:CONTEXT],
            place="",
            units=(
                Unit(
                    text=record.text,
                    quote=_quote(record),
                    kind=BlockKind.RECORD,
                    frame=record.frame,
                    cells=((KIND, record.kind.value), *record.fields.items()),
                ),
            ),
        )


def _quote(record: Record) -> str:
    """The longest of the record's words on its own page."""
    return max((words for page, words in record.quotes if page == record.pdf_page), key=len)
