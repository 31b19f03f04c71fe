"""The sentences and records that a point may be made of, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.council.packs import BlockKind, Page, PageKind, PdfPage
from indexer.evidence.passages import KIND, Passage, Unit, sentences
from indexer.evidence.records import RecordKind

__all__ = ["PointCandidate", "candidates", "leans", "plain_text", "words_of"]

OPENER_WORDS = 40
"""Of a line that ends in a colon and is said with each list item under it."""

MIN_WORDS, MAX_WORDS = 4, 75

_NO_NEWS = frozenset(
    kind.value
    for kind in (
        RecordKind.MEETING,
        RecordKind.CONTACT,
        RecordKind.MEMBERS,
        RecordKind.ATTENDANCE,
        RecordKind.OFFICER,
        RecordKind.RECOMMENDATION,
    )
)
"""Records of who meets when, which are no news, and of what is asked, which stands beside
the points anyway."""

_LABEL = r"\W*(?:\(?(?:\d[\d.]*|[a-z]|[ivx]+)[.)]?\s+)?"
_STARTS = re.compile(rf"{_LABEL}\W*[A-Z0-9£]")
_LEANS = re.compile(
    rf"{_LABEL}(?:(?:that|however|therefore|also|so|and|but|moreover),? )?"
    r"(?:(?:he|she|they|this|these|those(?! who)|(?:his|her)(?! majesty)|their|its|such)\b"
    r"(?! (?:year|month|week|meeting|council|committee)\b)"
    # "It was agreed to" speaks of nothing before it.
    r"|(?-i:[Ii]t)\b(?! (?:is|was|ha[sd] been)(?: \w+)? "
    r"(?:agreed|resolved|decided|proposed|\w+ (?:that|to|by))\b)"
    r"|the (?:former|latter|others?|rest|remainder|first|last) "
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|must)\b"
    r"|(?:\w+ ){1,4}(?:this|these|that|those|it|them),)",
    re.IGNORECASE,
)

_NUMBER = re.compile(
    r"^(?:(?:\(?(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|(?:\d{1,2}|[a-z]|[ivx]+)[.)])|[•▪◦–-])\s+)+"
)
_WORD = re.compile(r"[a-z0-9£]+")

_FINITE = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had|does|did)(?:n[’']t)?|will|would|can(?:not|[’']t)?|could|"
    r"shall|should|may|might|must|won[’']t)\b"
)
"""What is said of something, and not only named, as a rule has one of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCandidate:
    """One sentence or record.

    Attributes:
        text: as people read it; `quote` as it stands on the page.
        opener: for a list item, the line above that opens the list ("The Committee agreed:").
        heading: the last heading above it.
    """

    text: str
    quote: str
    kind: BlockKind
    page: Page
    opener: str = ""
    heading: str = ""

    @property
    def said(self) -> str:
        """The text with what opens its list."""
        return f"{self.opener} {self.text}".strip()

    @property
    def finite(self) -> bool:
        """Whether something is said, not only named."""
        return bool(_FINITE.search(self.text))


def plain_text(text: str) -> str:
    """A sentence without its paragraph's number or bullet.

    >>> plain_text("6.3 At 31 December 2024 there were 412 open cases.")
    'At 31 December 2024 there were 412 open cases.'
    """
    return _NUMBER.sub("", text).strip()


def words_of(text: str) -> frozenset[str]:
    """Its words and figures, by which two texts are compared."""
    return frozenset(_WORD.findall(text.casefold()))


def leans(text: str) -> bool:
    """Whether a text begins with a pronoun, whose noun stands elsewhere."""
    return bool(_LEANS.match(text))


def candidates(
    passages: Sequence[Passage], pages: Sequence[Page], first: PdfPage, last: PdfPage
) -> list[PointCandidate]:
    """Those of a range of pages, in reading order."""
    by_number = {page.pdf_page: page for page in pages}
    found = [
        one
        for passage in passages
        if first <= passage.pdf_page <= last and passage.pdf_page in by_number
        for one in _of_passage(passage, by_number[passage.pdf_page])
    ]
    return [one for one in _opened(found) if _may_be_said(one)]


def _of_passage(passage: Passage, page: Page) -> Iterator[PointCandidate]:
    heading = passage.context.split(" > ")[-1]
    for unit, after in zip(passage.units, (*passage.units[1:], None), strict=True):
        if unit.kind is BlockKind.HEADING:
            heading = unit.text
            continue
        goes_on = after is not None and after.kind is unit.kind and after.text[:1].islower()
        if unit.kind is BlockKind.RECORD and dict(unit.cells)[KIND] in _NO_NEWS:
            continue
        if goes_on and not _ends(unit.text):
            # Half a sentence.
            continue
        if unit.kind is BlockKind.ROW:
            yield from _of_row(unit, page, heading)
            continue
        yield PointCandidate(
            text=unit.text, quote=unit.quote, kind=unit.kind, page=page, heading=heading
        )


def _of_row(row: Unit, page: Page, heading: str) -> Iterator[PointCandidate]:
    """The sentences of a row's cells, as minutes are written that are set out as a table.

    Only those whose words stand together on the page: no digest could quote others.
    """
    standing = " ".join(page.text.split())
    for _, cell in row.cells:
        for part in cell.split("•"):
            for text in sentences(part):
                # A colon in a cell opens no list below the table.
                if not text.endswith(":") and text in standing:
                    yield PointCandidate(
                        text=text,
                        quote=text,
                        kind=BlockKind.PARAGRAPH,
                        page=page,
                        heading=heading,
                    )


def _opened(found: Sequence[PointCandidate]) -> Iterator[PointCandidate]:
    """Each list item with the line that opens its list."""
    opener = ""
    for one in found:
        is_listed = one.kind is BlockKind.LIST_ITEM
        if one.text.rstrip().endswith(":") and len(one.text.split()) < OPENER_WORDS:
            opener = one.text
        elif is_listed and opener:
            yield replace(one, opener=opener)
            continue
        elif not is_listed:
            opener = ""
        yield one


def _may_be_said(one: PointCandidate) -> bool:
    text = one.text.rstrip()
    words = text.split()
    return (
        MIN_WORDS <= len(words) <= MAX_WORDS
        and not text.endswith((":", "?", ","))
        and one.page.kind not in (PageKind.FRONT, PageKind.BLANK)
        and any(len(word) > 2 and word.isalpha() for word in words)
        and _stands_alone(one)
    )


def _stands_alone(one: PointCandidate) -> bool:
    """A sentence, and no heading or row of one; understood without the one before it."""
    text = one.text.strip()
    if any(leans(part) for part in text.split(": ")):
        return False
    is_whole = bool(_ends(text) or (one.kind is BlockKind.LIST_ITEM and one.finite))
    return one.kind is BlockKind.RECORD or (is_whole and bool(_STARTS.match(text)))


def _ends(text: str) -> bool:
    """Whether a text ends as a sentence does, whatever closes behind its stop."""
    return text.rstrip().rstrip("\"'”’)]").endswith((".", "!", ";"))
