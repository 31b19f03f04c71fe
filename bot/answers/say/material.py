"""What a model is shown of the papers: pages whole, as numbered units, and records.

The ids are short and mean nothing outside one answer: ``3.12`` is the twelfth unit of the
third page shown, ``R4`` the fourth record. A claim cites ids; what a reader then sees is
the unit's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.answers.answer import Citation
from bot.answers.check import gives_orders, printed
from bot.answers.citing import cite_page, title_of
from bot.answers.evidence import Evidence
from bot.answers.scope import Scope
from indexer.council.dates import spoken_date
from indexer.council.packs import BlockKind, Item, Page, counted
from indexer.evidence.records import Record, RecordKind
from indexer.index import Index, PassageRow
from indexer.store.terms import terms

__all__ = ["Material", "contents", "records_in"]

CHARACTERS = 4
"""Of a token, by and large: providers count in their own ways."""

RECORDS_SHARE = 0.3
"""Of the budget, at the most, for records that a plan asked for."""

SHORT = 8
"""Letters of a unit that are too few to be found on a page: it is cited with its neighbour."""

BESIDE = 3
"""Units before and behind a cited one in which what a claim forgot to cite is looked for."""


def tokens_of(text: str) -> int:
    """About how many tokens a text is."""
    return len(text) // CHARACTERS + 1


class Material:
    """Everything that a model has been shown for one question.

    Args:
        tokens: the budget of all that is shown.

    Attributes:
        blocks: what was shown, as (label, text), in order.
        units: every unit that was shown, by its id.
    """

    def __init__(self, index: Index, scope: Scope, *, tokens: int) -> None:
        self._index = index
        self._scope = scope
        self._budget = tokens
        self.left = tokens
        self.blocks: list[tuple[str, str]] = []
        self.units: dict[str, Evidence] = {}
        self._cited: dict[str, tuple[Citation, ...]] = {}
        self._places: set[tuple[str, int]] = set()
        self._records: dict[tuple[str, str], str] = {}
        self._pages = 0

    def unit(self, name: str) -> Evidence | None:
        """The unit of an id, however the model wrote it ("[3.12]"); None if there is none."""
        return self.units.get(name.strip().strip("[]()").removeprefix("unit ").strip())

    def beside(self, units: Sequence[Evidence]) -> list[Evidence]:
        """The units that stand right before and behind others, the nearest first."""
        near: dict[str, Evidence] = {}
        for away in (away for far in range(1, BESIDE + 1) for away in (far, -far)):
            for unit in units:
                page, _, number = unit.id.partition(".")
                other = self.units.get(f"{page}.{int(number) + away}") if number else None
                if other is not None and other not in units:
                    near[other.id] = other
        return list(near.values())

    def citations(self, unit: Evidence) -> tuple[Citation, ...]:
        """A unit's places; a record may stand on two pages."""
        return self._cited[unit.id]

    def shown(self, document: str, pdf_page: int) -> bool:
        """Whether a page has been shown."""
        return (document, pdf_page) in self._places

    def goes_on(self, document: str, pdf_page: int) -> bool:
        """Whether a page ends in the middle of a sentence or of a table."""
        generation = self._scope.card(document).generation
        passages = self._index.catalogue.passages_on([(generation, pdf_page)])
        if not passages:
            return False
        last = max(passages, key=lambda one: one.ordinal).units[-1]
        return last.kind is BlockKind.ROW or last.text.rstrip("\"'”’)")[-1:] not in ".!?"

    def add_pages(self, places: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
        """Show pages whole, in order, until the budget is spent; what was shown of them."""
        added: list[tuple[str, str]] = []
        for document, pdf_page in places:
            if self.shown(document, pdf_page) or self.left <= 0:
                continue
            block = self._page(document, pdf_page)
            if block is None:
                continue
            self.blocks.append(block)
            added.append(block)
            self.left -= tokens_of(block[1])
        return added

    def add_records(self, records: Sequence[tuple[str, Record]]) -> list[tuple[str, str]]:
        """Show records of documents, those that are new, as far as the budget goes."""
        lines: list[str] = []
        room = min(self.left, self._budget * RECORDS_SHARE)
        for document, record in records:
            key = (document, record.text)
            if key in self._records:
                continue
            evidence = self._record(f"R{len(self._records) + 1}", document, record)
            if evidence is None:
                continue
            line = f"[{evidence.id}] {title_of(self._scope, document)}: {evidence.text}"
            room -= tokens_of(line)
            if room < 0:
                break
            self._records[key] = evidence.id
            self.units[evidence.id] = evidence
            lines.append(line)
        if not lines:
            return []
        block = (
            f"list {sum(label.startswith('list') for label, _ in self.blocks) + 1}",
            "\n".join(lines),
        )
        self.blocks.append(block)
        self.left -= tokens_of(block[1])
        return [block]

    def _page(self, document: str, pdf_page: int) -> tuple[str, str] | None:
        card = self._scope.card(document)
        place = (card.generation, pdf_page)
        passages = self._index.catalogue.passages_on([place])
        page = self._index.catalogue.page(*place)
        if not passages or page is None:
            return None
        self._places.add((document, pdf_page))
        self._pages += 1
        lines = [self._head(document, page, passages[0])]
        near = "\n".join(unit.text for passage in passages for unit in passage.units)
        number = 0
        for passage in sorted(passages, key=lambda one: one.ordinal):
            for place_in, unit in enumerate(passage.units):
                if gives_orders(unit.text):
                    continue
                number += 1
                name = f"{self._pages}.{number}"
                quote = _quote(passage, place_in, page.text)
                if quote is None:
                    continue
                self.units[name] = Evidence(
                    id=name,
                    document=document,
                    pdf_page=page.pdf_page,
                    text=unit.text,
                    quote=quote,
                    kind=unit.kind,
                    cells=unit.cells,
                    frame=unit.frame,
                    above=passage.context,
                    near=near,
                    short_names=self._scope.packs[document].abbreviations,
                )
                self._cited[name] = (cite_page(document, page, quote, self._scope),)
                lines.append(f"[{name}] {unit.text}")
        return f"page {self._pages}", "\n".join(lines)

    def _head(self, document: str, page: Page, passage: PassageRow) -> str:
        """What a page is, in a line: the paper, its number, what it stands under."""
        number = (
            f"printed page {page.printed_page}"
            if page.printed_page is not None
            else f"PDF page {page.pdf_page}"
        )
        parts = [title_of(self._scope, document), number, passage.context]
        if by := self._scope.superseded.get(document, {}).get(page.pdf_page):
            parts.append(f"superseded by {title_of(self._scope, by)}")
        if page.ocr:
            parts.append("read off a scan, so that single letters may be wrong")
        return " | ".join(part for part in parts if part)

    def _record(self, name: str, document: str, record: Record) -> Evidence | None:
        if gives_orders(record.text):
            return None
        generation = self._scope.card(document).generation
        pages = self._index.catalogue.pages((generation, number) for number, _ in record.quotes)
        places = [
            cite_page(document, page, words, self._scope)
            for number, quote in record.quotes
            if (page := pages.get((generation, number))) and (words := printed(quote, page.text))
        ]
        if not places:
            return None
        self._cited[name] = tuple(places)
        return Evidence(
            id=name,
            document=document,
            pdf_page=places[0].pdf_page,
            text=record.text,
            quote=places[0].quote,
            above=title_of(self._scope, document),
            frame=record.frame,
        )


def _quote(passage: PassageRow, place: int, page_text: str) -> str | None:
    """The page's own words for a unit, with a neighbour's where they are too few to be
    found; None where they do not stand on the page as they should."""
    units = passage.units
    quote = units[place].quote
    if sum(letter.isalnum() for letter in quote) >= SHORT:
        return printed(quote, page_text)
    for first, last in ((place, place + 1), (place - 1, place)):
        if first >= 0 and last < len(units):
            both = printed(f"{units[first].quote} {units[last].quote}", page_text)
            if both is not None:
                return both
    return None


def contents(scope: Scope, documents: Sequence[str], *, tokens: int) -> tuple[str, dict[str, str]]:
    """The papers in scope with their agenda items, as far as a budget goes.

    Args:
        documents: those that matter most, first; the others follow, newest first.

    Returns:
        the list, one line a paper or item, and the documents by the ids that it gives them.
    """
    known = {card.document for card in scope.cards}
    rest = sorted(
        scope.cards, key=lambda card: (card.meeting_date is None, card.meeting_date), reverse=True
    )
    order = dict.fromkeys(
        [*documents, *sorted(scope.next_documents), *(card.document for card in rest)]
    )
    left = tokens
    lines: list[str] = []
    papers: dict[str, str] = {}
    for document in order:
        if document not in known:
            continue
        name = f"P{len(papers) + 1}"
        block = _paper(scope, document, name)
        # A paper whose items do not fit is named all the same, while there is room.
        if tokens_of("\n".join(block)) > left:
            block = block[:1]
        left -= tokens_of("\n".join(block))
        if left < 0:
            lines.append(f"and {len(known) - len(papers)} more papers, which a search finds")
            break
        papers[name] = document
        lines += block
    return "\n".join(lines), papers


def _paper(scope: Scope, document: str, name: str) -> list[str]:
    card, pack = scope.card(document), scope.packs[document]
    facts = [
        title_of(scope, document),
        card.committee,
        card.council,
        spoken_date(card.meeting_date) if card.meeting_date else None,
        counted(card.page_count, "page"),
    ]
    lines = [f"{name}: {', '.join(dict.fromkeys(fact for fact in facts if fact))}"]
    lines += [
        f"  item {item.number}: {item.title}{_range(item)}" for item in pack.items if item.number
    ]
    lines += [
        "  minutes of " + (spoken_date(one.meeting_date) if one.meeting_date else "a meeting")
        for one in pack.minutes
    ]
    return lines


def _range(item: Item) -> str:
    if item.first_page is None:
        return ""
    return f" (pages {item.first_page} to {item.last_page or item.first_page})"


def records_in(
    scope: Scope,
    records: Callable[[str], Sequence[Record]],
    kinds: Iterable[RecordKind],
    documents: Sequence[str],
    *,
    words: str = "",
) -> list[tuple[str, Record]]:
    """Records of some kinds, those of the documents that matter most first.

    Args:
        records: gives a document's records.
        words: only records that hold them all.
    """
    wanted = set(terms(words))
    order = dict.fromkeys([*documents, *(card.document for card in scope.cards)])
    return [
        (document, record)
        for kind in dict.fromkeys(kinds)
        for document in order
        if document in scope.packs
        for record in records(document)
        if record.kind == kind and wanted <= set(terms(record.text))
    ]
