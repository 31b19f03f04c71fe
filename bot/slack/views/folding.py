"""A long answer in parts, so that every part is readable and within Slack's limits.

Nothing is left out: what does not fit into one part stands in the next, and each part
that has a next one says so with a button.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from bot.answers.answer import Answer, Citation, Claim, FoundPage
from bot.slack.slack_text import shorten
from bot.slack.views.message import MAX_TEXT, pieces
from indexer.council.packs import page_name

__all__ = ["ALSO", "TITLE", "FoldedPlace", "fold", "places", "where"]

PART_TEXT = 3_000
"""Characters of claims in one part: what one reads without scrolling far."""

PART_CHARACTERS = 8_500
"""Of claims with their references and sources, addresses of links included. A message's
blocks may hold about 13,000; the rest is for buttons and what stands around."""

PART_CLAIMS = 12
PART_CITATIONS = 16
CLAIM_CITATIONS = 6
PIECE = min(MAX_TEXT, 2_400)
TITLE = 160
"""Characters of a document's title or name that are shown."""

NEAREST = 3
"""Pages that are shown where nothing holds."""

ALSO = 6
"""Further places of a citation that are named one by one."""


@dataclass(frozen=True, slots=True)
class FoldedPlace:
    """A page that an answer points at, with the words it quotes there."""

    page: Citation | FoundPage
    quotes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Its document and PDF page."""
        return self.page.document, int(self.page.pdf_page)

    @property
    def name(self) -> str:
        return page_name(self.page.printed_page, self.page.pdf_page)


def where(citation: Citation) -> str:
    """``p. 97, item 6``; that it is scanned or superseded is said beside it."""
    bare = dataclasses.replace(citation, superseded_by=None, ocr=False)
    return shorten(bare.reference, 80)


def places(answer: Answer) -> tuple[FoldedPlace, ...]:
    """Every page that the answer cites, in order; its number here names it in buttons.

    Where nothing holds, the nearest pages follow.
    """
    nearest: tuple[FoundPage, ...] = () if answer.answered else answer.pages[:NEAREST]
    pages: list[Citation | FoundPage] = [*answer.citations, *nearest]
    found: dict[tuple[str, int], FoldedPlace] = {}
    for one in pages:
        new = FoldedPlace(one)
        place = found.setdefault(new.key, new)
        if isinstance(one, Citation):
            found[new.key] = FoldedPlace(place.page, (*place.quotes, one.quote))
    return tuple(found.values())


def fold(answer: Answer) -> tuple[tuple[Claim, ...], ...]:
    """The claims in parts; at least one part, which may be empty."""
    parts: list[tuple[Claim, ...]] = []
    part: list[Claim] = []
    size = text = cited = 0
    for claim in (small for whole in answer.claims for small in _small(whole)):
        weight = len(claim.text) + sum(_weight(citation) for citation in claim.citations)
        if part and (
            size + weight > PART_CHARACTERS
            or text + len(claim.text) > PART_TEXT
            or len(part) == PART_CLAIMS
            or cited + len(claim.citations) > PART_CITATIONS
        ):
            parts.append(tuple(part))
            part, size, text, cited = [], 0, 0, 0
        part.append(claim)
        size += weight
        text += len(claim.text)
        cited += len(claim.citations)
    if part or not parts:
        parts.append(tuple(part))
    return tuple(parts)


def _weight(citation: Citation) -> int:
    """What a citation takes, beside its claim and in the list of sources."""
    marks = 60 + min(len(citation.superseded_by or ""), TITLE)
    reference = len(where(citation)) + len(citation.url or "") + marks
    return 2 * reference + min(len(citation.title), TITLE) + 60 + 14 * min(len(citation.also), ALSO)


def _small(claim: Claim) -> list[Claim]:
    """The claim in pieces that fit into one element; the page stands after the last."""
    texts = pieces(claim.text, PIECE)
    groups: list[tuple[Citation, ...]] = [
        claim.citations[start : start + CLAIM_CITATIONS]
        for start in range(0, len(claim.citations), CLAIM_CITATIONS)
    ] or [()]
    marks = claim.marks if texts == [claim.text] else ()
    return [
        *(Claim(text=text, citations=()) for text in texts[:-1]),
        Claim(text=texts[-1], citations=groups[0], marks=marks),
        *(Claim(text="The same is said on other pages:", citations=more) for more in groups[1:]),
    ]
