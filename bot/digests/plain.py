"""Points of an item in plain words: a language model's, where they hold.

Each point is first a quote, chosen by `bot.digests.points`. A model may say it plainer; its
sentence must pass the same check as everything else, with a quote from that point's own
page. What fails leaves the quote as it was, point by point.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answers.answer import Claim
from bot.answers.check import in_full, standing, verify
from bot.answers.quoted import folded
from bot.answers.say.model import DraftClaim, ModelUnavailableError, Writer

__all__ = ["PlainWords", "is_quote"]

log = logging.getLogger(__name__)

MAX_WORDS = 40
"""Of a point; one that is longer than its quote and longer than this says nothing plainer."""


def is_quote(claim: Claim) -> bool:
    """Whether a claim is the papers' own words, and so may be shown as a quotation."""
    words = folded(claim.text)
    quotes = [citation.quote for citation in claim.citations]
    return words == folded(" ".join(quotes)) or any(words in folded(one) for one in quotes)


class PlainWords:
    """Says an item's points in a model's words.

    One for each digest. The same points are asked about once, and a model that could not be
    used is not asked again: ten items must not wait for it ten times.

    Attributes:
        written: how many points are in the model's words.
        quoted: how many it failed to write, which stayed quotes.
        reachable: False once the model could not be used.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._made: dict[tuple[str, tuple[str, ...]], list[Claim]] = {}
        self.written = 0
        self.quoted = 0
        self.reachable = True

    def points(
        self,
        title: str,
        points: Sequence[Claim],
        *,
        meeting: dt.date,
        page_text: Mapping[tuple[str, int], str],
    ) -> list[Claim]:
        """As many points as were given, each in plain words or as it was.

        Args:
            title: of the item.
            points: quotes that have passed the check, each with its citation.
            page_text: the texts of their pages, by (document, PDF page).
        """
        key = (title, tuple(point.text for point in points))
        if key in self._made:
            return self._made[key]
        if not points or not self.reachable:
            return list(points)
        try:
            drafts = self._writer.points(title, [point.text for point in points], meeting=meeting)
        except ModelUnavailableError as exc:
            log.warning("digest points stay quotes: %s", exc)
            self.reachable = False
            return list(points)
        made = [
            next(
                (
                    claim for draft in drafts
                    if (claim := _checked(draft, number, point, page_text)) is not None
                ),
                point,
            )
            for number, point in enumerate(points, start=1)
        ]
        written = sum(claim is not point for claim, point in zip(made, points, strict=True))
        self.written += written
        self.quoted += len(made) - written
        self._made[key] = made
        return made


def _checked(
    draft: DraftClaim, number: int, point: Claim, page_text: Mapping[tuple[str, int], str]
) -> Claim | None:
    """A draft that tells this point, with the page's own words; None where it does not hold."""
    if not draft.quotes or any(quote.passage != number for quote in draft.quotes):
        return None
    text = " ".join(draft.text.split())
    if len(text.split()) > max(MAX_WORDS, len(point.text.split())):
        return None
    texts = dict(page_text)
    citations = []
    for quote in draft.quotes:
        # A quote comes out of the sentence that was chosen, not from elsewhere on its page.
        words = standing(quote.words, point.text) or in_full(quote.words, point.text)
        if words is None:
            return None
        place = next(
            (
                one for one in point.citations
                if standing(words, texts.get((one.document, one.pdf_page), ""))
            ),
            None,
        )
        if place is None:
            return None
        citations.append(replace(place, quote=words))
    return verify(Claim(text=text, citations=tuple(citations)), texts).claim
