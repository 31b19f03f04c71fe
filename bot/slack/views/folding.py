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

PART = (8_500, 3_000, 12, 16)
"""What one part may hold: characters of claims with their references and sources, addresses of
links included (a message's blocks may hold about 13,000; the rest is for buttons and what stands
around); characters of claims, what one reads without scrolling far; claims; and citations."""

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
    """A page that an answer points at, with the words it quotes there: none where it is only near."""

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
    found: dict[tuple[str, int], FoldedPlace] = {}
    for citation in answer.citations:
        place = FoldedPlace(citation)
        place = found.get(place.key, place)
        found[place.key] = FoldedPlace(place.page, (*place.quotes, citation.quote))
    for page in () if answer.answered else answer.pages[:NEAREST]:
        found.setdefault(FoldedPlace(page).key, FoldedPlace(page))
    return tuple(found.values())


def fold(answer: Answer) -> tuple[tuple[Claim, ...], ...]:
    """The claims in parts; at least one part, which may be empty."""
    parts: list[list[Claim]] = [[]]
    held: tuple[int, ...] = (0,) * len(PART)
    for claim in (small for whole in answer.claims for small in _small(whole)):
        takes = _measures(claim)
        held = tuple(map(sum, zip(held, takes, strict=True)))
        if parts[-1] and any(size > most for size, most in zip(held, PART, strict=True)):
            parts.append([])
            held = takes
        parts[-1].append(claim)
    return tuple(map(tuple, parts))


def _measures(claim: Claim) -> tuple[int, ...]:
    """What a claim takes of each of `PART`'s limits."""
    weight = len(claim.text) + sum(map(_weight, claim.citations))
    return weight, len(claim.text), 1, len(claim.citations)


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
