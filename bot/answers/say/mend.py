"""From a model's draft to checked claims: mended where the pages allow, else left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.answers.answer import Citation, Claim
from bot.answers.check import in_full, standing, verify
from bot.answers.say.model import Draft, DraftQuote
from indexer.catalogue import PassageRow

__all__ = ["checked_claims"]

MAX_QUOTE_WORDS = 60
"""A claim that is replaced by its quote must not become a page."""


def checked_claims(
    draft: Draft,
    passages: Sequence[PassageRow],
    page_text: Mapping[tuple[str, int], str],
    cite: Callable[[PassageRow, str], Citation],
    *,
    words: int,
) -> tuple[list[Claim], int]:
    """The claims of a draft that hold, and how many were left out.

    A quote that stands on another of the pages than the one named is moved there, and one
    that is cut so as to turn its sentence round is made whole. A claim that says more than
    its quotes is replaced by the quotes themselves, each in marks of its own.

    Args:
        passages: what the model was given, in order.
        page_text: the texts of their pages, by (document, PDF page).
        words: of all claims together.
    """
    texts = dict(page_text)
    kept: list[Claim] = []
    left_out = 0
    total = 0
    for proposed in draft.claims:
        citations = tuple(
            citation
            for quote in proposed.quotes
            if (citation := _place(quote, passages, texts, cite)) is not None
        )
        verdict = verify(Claim(text=" ".join(proposed.text.split()), citations=citations), texts)
        claim = verdict.claim
        if claim is None and citations:
            quoted = " … ".join(dict.fromkeys(f"“{one.quote}”" for one in citations))
            if len(quoted.split()) <= MAX_QUOTE_WORDS:
                claim = verify(Claim(text=quoted, citations=citations), texts).claim
        length = len(claim.text.split()) if claim else 0
        if claim is None or any(claim.text == other.text for other in kept) or (
            kept and total + length > words
        ):
            left_out += 1
            continue
        kept.append(claim)
        total += length
    return kept, left_out


def _place(
    quote: DraftQuote,
    passages: Sequence[PassageRow],
    texts: Mapping[tuple[str, int], str],
    cite: Callable[[PassageRow, str], Citation],
) -> Citation | None:
    named = passages[quote.passage - 1 : quote.passage] if quote.passage > 0 else []
    for stands in (standing, in_full):
        for passage in [*named, *passages]:
            words = stands(quote.words, texts.get((passage.document, passage.pdf_page), ""))
            if words is not None:
                return cite(passage, words)
    return None
