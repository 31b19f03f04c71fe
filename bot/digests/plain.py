"""Points of an item in plain words: a language model's, where they hold.

Each point is first a quote, chosen by `bot.digests.points`. A model may say it plainer; its
sentence must pass the same check as everything else, with a quote from that point's own
page. What fails leaves the quote as it was, point by point.

A model need not say the same twice, and what a clerk saw must be what is posted. So what
it made of some points is kept, and read again, through the same check, for as long as the
points stay what they are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, Protocol

import prompts
from bot.answers.answer import Claim
from bot.answers.check import folded, in_full, standing, verify
from bot.answers.say.model import DraftClaim, DraftQuote, ModelUnavailableError, Writer

__all__ = ["KeptPoints", "PlainWords", "is_quote", "points_key"]

log = logging.getLogger(__name__)

MAX_WORDS = 40
"""Of a point; one that is longer than its quote and longer than this says nothing plainer."""

SECONDS = 40.0
IN_ALL = 60.0
"""Seconds that a model may take for one item, and for all of a digest: it is to go out in
time. What it has not written by then stays quotes."""

Record = list[dict[str, Any]]
"""What a model made of an item's points, those that held: {"text", "quotes": [{"passage",
"words"}]}, a passage being the point's place, from 1."""


def is_quote(claim: Claim) -> bool:
    """Whether a claim is the papers' own words, and so may be shown as a quotation."""
    words = folded(claim.text)
    quotes = [citation.quote for citation in claim.citations]
    return words == folded(" ".join(quotes)) or any(words in folded(one) for one in quotes)


class KeptPoints(Protocol):
    """Where what a model made is kept (`bot.digests.book.Book`)."""

    def kept_points(self, key: str) -> Record | None:
        """What was made of some points; None: nothing yet."""

    def keep_points(self, key: str, record: Record) -> Record:
        """Keep what was made; what stands there already is left, and given back."""


def points_key(model: str, title: str, points: Sequence[Claim]) -> str:
    """What some points and their places, an item's title, a model and our prompt to it are
    kept under: 64 hexadecimal digits. Other papers have another key."""
    places = [
        [point.text, [
            [one.document, one.pdf_page, one.printed_page, one.item, one.quote]
            for one in point.citations
        ]]
        for point in points
    ]
    told = [prompts.load("digest").version, model, title, places]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class PlainWords:
    """Says an item's points in a model's words.

    One for each digest. The same points are asked about once, and a model that could not be
    used is not asked again: ten items must not wait for it ten times.

    Args:
        kept: what was made before, and is kept for next time. None: nothing is.
        ask: whether the model is asked about points that nothing is kept of.
        seconds, in_all: see `SECONDS` and `IN_ALL`.

    Attributes:
        written: how many points are in the model's words.
        quoted: how many it failed to write, which stayed quotes.
        reachable: False once the model could not be used.
    """

    def __init__(
        self, writer: Writer, *, kept: KeptPoints | None = None, ask: bool = True,
        seconds: float = SECONDS, in_all: float = IN_ALL,
    ) -> None:
        self._writer = writer
        self._kept = kept
        self._ask = ask
        self._seconds = seconds
        self._in_all = in_all
        self._until: float | None = None
        self._made: dict[str, list[Claim]] = {}
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

        Raises:
            StorageError: what is kept cannot be read or written.
        """
        if not points:
            return []
        key = points_key(self._writer.name, title, points)
        if key in self._made:
            return self._made[key]
        record = self._kept.kept_points(key) if self._kept else None
        if record is None:
            if not self._ask or not self.reachable:
                return list(points)
            try:
                record = _holding(self._drafts(title, points, meeting), points, page_text)
            except ModelUnavailableError as exc:
                log.warning("digest points stay quotes: %s", exc)
                self.reachable = False
                return list(points)
            if self._kept:
                # Where another process was quicker, its words are the ones that were seen.
                record = self._kept.keep_points(key, record)
        held = dict(_told(record, points, page_text))
        made = [held.get(number, point) for number, point in enumerate(points, start=1)]
        self.written += len(held)
        self.quoted += len(made) - len(held)
        self._made[key] = made
        return made

    def _drafts(
        self, title: str, points: Sequence[Claim], meeting: dt.date
    ) -> list[DraftClaim]:
        """What the model says, in the time that is left.

        Raises:
            ModelUnavailableError: it could not be used, or took too long.
        """
        now = time.monotonic()
        if self._until is None:
            self._until = now + self._in_all
        left = min(self._seconds, self._until - now)
        return _within(
            left,
            lambda: self._writer.points(title, [one.text for one in points], meeting=meeting),
        )


def _within(seconds: float, ask: Callable[[], list[DraftClaim]]) -> list[DraftClaim]:
    """What is asked for, if it comes in time: a client's own limit is for one try, and for
    silence, not for a slow flow of words.

    Raises:
        ModelUnavailableError: it did not, or whatever asking raised.
    """
    late = "The language model took too long."
    if seconds <= 0:
        raise ModelUnavailableError(late)
    answer: Future[list[DraftClaim]] = Future()

    def run() -> None:
        try:
            answer.set_result(ask())
        except BaseException as exc:  # raised where it is waited for
            answer.set_exception(exc)

    # A daemon: a program that is done does not wait for a model that is not.
    threading.Thread(target=run, name="packhorse-points", daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except TimeoutError:
        raise ModelUnavailableError(late) from None


def _holding(
    drafts: Sequence[DraftClaim], points: Sequence[Claim],
    page_text: Mapping[tuple[str, int], str],
) -> Record:
    """The first draft for each point that holds."""
    found: Record = []
    for number, point in enumerate(points, start=1):
        for draft in drafts:
            claim = _checked(draft, number, point, page_text)
            if claim is not None:
                found.append({
                    "text": claim.text,
                    "quotes": [
                        {"passage": number, "words": one.quote} for one in claim.citations
                    ],
                })
                break
    return found


def _told(
    record: Record, points: Sequence[Claim], page_text: Mapping[tuple[str, int], str]
) -> list[tuple[int, Claim]]:
    """Of what was kept all that still holds, each with its point's place."""
    made = []
    for one in record:
        draft = DraftClaim(
            text=one["text"], quotes=[DraftQuote(**quote) for quote in one["quotes"]]
        )
        number = draft.quotes[0].passage
        if 1 <= number <= len(points):
            claim = _checked(draft, number, points[number - 1], page_text)
            if claim is not None:
                made.append((number, claim))
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
