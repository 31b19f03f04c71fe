"""Points of an item as readers see them: a language model's, or the indexer's own.

A model is shown the item's pages as numbered units, says what a councillor would want to be
told first, and cites units by id; each point is checked as an answer's claims are. What it
said is kept for as long as the paper stays what it is, so that a digest, Home and an answer
all say the same. Where it has said nothing yet, or could not be used, the points that were
chosen at indexing stand, in the papers' own words.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import prompts
from bot.answers.answer import Claim, Question
from bot.answers.check import folded, standing, verify
from bot.answers.say.cited import Cited, revised
from bot.answers.say.drafts import DraftedPoints
from bot.answers.say.material import Material
from bot.answers.say.model import MAX_ASKED, CannotError, ModelUnavailableError, Writer
from bot.answers.scope import find_scope
from bot.digests.meeting_papers import Paper, title_of
from bot.digests.schedule_store import ScheduleStore
from indexer.council.dates import spoken_date
from indexer.council.packs import Asked, DocumentKind, Item, Pack, PdfPage, Point
from indexer.index import DocumentCard, Index
from indexer.points.candidates import plain_text

__all__ = ["POINTS", "Points", "is_quote", "quoted_points"]

log = logging.getLogger(__name__)

POINTS = 3

IN_ALL = 60.0
"""Seconds that a model may take for all items of a meeting while somebody waits."""

REST = 600.0
"""Seconds for which a model that could not be used is not asked again."""

SENSELESS = 3
"""Items on which a model may fail before it is left alone for a while."""

OPENING = 3
"""Pages of an item that are shown first: what a report comes to stands at its beginning."""

Record = list[dict[str, Any]]
"""What a model said of an item: {"text", "places": [[PDF page, words], …]} for each point."""


def is_quote(claim: Claim) -> bool:
    """Whether a claim is the papers' own words, and so may be shown as a quotation."""
    words = folded(claim.text)
    quotes = [folded(citation.quote) for citation in claim.citations]
    return words == " ".join(quotes) or any(words in one for one in quotes)


def quoted_points(paper: Paper, points: Sequence[Point], number: str | None) -> list[Claim]:
    """Points that were chosen at indexing, those that stand on their pages."""
    texts = {(paper.document, int(page)): one.text for page, one in paper.pages.items()}
    made = []
    for point in points[:POINTS]:
        cited = paper.cite(plain_text(point.quote), point.pdf_page, item=number)
        claim = verify(Claim(text=plain_text(point.text), citations=(cited,)), texts)
        if claim is not None:
            made.append(claim)
    return made


class Points:
    """The points of what is indexed.

    Args:
        writer, kept: a language model, and where what it says is kept. None: the points
            that were chosen at indexing are all there are.
    """

    def __init__(
        self, index: Index, *, writer: Writer | None = None, kept: ScheduleStore | None = None
    ) -> None:
        self._index = index
        self._writer = writer
        self._kept = kept
        self._away_until = 0.0
        self._senseless: set[str] = set()

    @property
    def awaited(self) -> bool:
        """Whether a model may have something to say."""
        return self._writer is not None and time.monotonic() >= self._away_until

    # --- what is shown -------------------------------------------------------------------

    def said(self, paper: Paper, number: str) -> list[Claim] | None:
        """What the model said of an item, of a paper without items for ""; None: nothing yet."""
        record = self._record(paper.pack.sha256, paper.generation, _place_of(paper.pack, number))
        return None if record is None else _claims(paper, record, number)

    def of(self, document: str, number: str | None = None) -> dict[str, list[Claim]]:
        """The points of a document's items by their numbers; of one without items under "".

        Args:
            number: of this item only.
        """
        card = self._index.card(document)
        if card is None:
            return {}
        pack = self._index.pack(card)
        chosen = {
            place: item.points if item else pack.points
            for place, item in _places(pack)
            if number is None or place == _place_of(pack, number)
        }
        records = {place: self._record(card.sha256, card.generation, place) for place in chosen}
        paper = self._paper(
            card,
            [
                *(point.pdf_page for points in chosen.values() for point in points),
                *(
                    PdfPage(page)
                    for record in records.values()
                    for one in record or ()
                    for page, _ in one["places"]
                ),
            ],
        )
        found = {
            place: quoted_points(paper, points, place or None)
            if record is None
            else _claims(paper, record, place)
            for (place, points), record in zip(chosen.items(), records.values(), strict=True)
        }
        for item in pack.items:
            if number in (None, item.number):
                found.setdefault(item.number, found.get(_place_of(pack, item.number), []))
        return found

    def in_short(self, document: str, number: str) -> list[Claim]:
        """What members are asked to do under an item, in one line, and its points."""
        card = self._index.card(document)
        items = self._index.pack(card).items if card else ()
        item = next((one for one in items if one.number == number), None)
        if card is None or item is None:
            return []
        paper = self._paper(card, [one.pdf_page for one in item.asked])
        asked = [
            (one.do, paper.cite(words, one.pdf_page, item=number))
            for one in item.asked
            if (page := paper.pages.get(one.pdf_page))
            and (words := standing(plain_text(one.text), page.text))
        ]
        said = "; ".join(f"{do[:1].lower()}{do[1:]}" for do, _ in asked)
        cited = tuple(dict.fromkeys(one for _, one in asked))
        told = [Claim(text=f"Members are asked to {said}.", citations=cited)] if asked else []
        return [*told, *self.of(document, number).get(number, [])]

    def with_points(self, pack: Pack) -> Pack:
        """The pack with what the model said in the place of what was chosen at indexing."""
        if self._writer is None:
            return pack
        told = {number: _as_points(claims) for number, claims in self.of(pack.document).items()}
        return replace(
            pack,
            points=told.get("", pack.points),
            items=tuple(
                replace(item, points=told.get(item.number, item.points)) for item in pack.items
            ),
        )

    # --- what the model says -------------------------------------------------------------

    def make(self, documents: Collection[str], *, seconds: float = IN_ALL) -> bool:
        """Have the model say the points of papers that it has not said yet; whether all are
        said now. A model that could not be used is left alone for a while.

        Raises:
            StorageError: the index, or what is kept, cannot be used.
        """
        if self._kept is None or self._writer is None:
            return False
        until = time.monotonic() + seconds
        failed = 0
        for card, pack, number, item in self._missing(documents):
            key = self._key(card.sha256, card.generation, number)
            left = min(until - time.monotonic(), self._writer.seconds)
            if not self.awaited or left <= 0:
                return False
            if key in self._senseless:
                failed += 1
                continue
            try:
                record = self._written(card, pack, item, self._writer, left)
            except ModelUnavailableError as exc:
                log.warning("points stay as they were chosen at indexing: %s", exc)
                failed += 1
                senseless = isinstance(exc, CannotError)
                if senseless:
                    self._senseless.add(key)
                if not senseless or failed == SENSELESS:
                    # A short time that was left is no fault of the model's.
                    if left >= 0.9 * min(self._writer.seconds, seconds):
                        self._away_until = time.monotonic() + REST
                    return False
                continue
            self._kept.keep_points(key, record)
        return not failed

    def _missing(
        self, documents: Collection[str]
    ) -> Iterator[tuple[DocumentCard, Pack, str, Item | None]]:
        """Items of which the model has said nothing yet."""
        for document in documents:
            card = self._index.card(document)
            if card is None:
                continue
            pack = self._index.pack(card)
            for number, item in _places(pack):
                if self._record(card.sha256, card.generation, number) is None:
                    yield card, pack, number, item

    def _record(self, sha256: str, generation: int, number: str) -> Record | None:
        if self._writer is None or self._kept is None:
            return None
        return self._kept.kept_points(self._key(sha256, generation, number))

    def leave(self, documents: Collection[str]) -> None:
        """What the model has not said by now stays as it was chosen at indexing: a clerk has
        seen it so."""
        if self._kept is None:
            return
        for card, _, number, _ in list(self._missing(documents)):
            self._kept.keep_points(
                self._key(card.sha256, card.generation, number),
                _as_record(self.of(card.document)[number]),
            )

    def _written(
        self, card: DocumentCard, pack: Pack, item: Item | None, writer: Writer, seconds: float
    ) -> Record:
        """What the model says of an item, as far as it holds.

        Raises:
            ModelUnavailableError: it could not be used, or took too long.
        """
        # It takes a second to import, which most commands can do without.
        from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

        scope = find_scope(
            Question(text="", documents=(card.document,), as_of=dt.date.max), self._index
        )
        pages = [(card.document, page) for page in _pages(card, pack, item)]
        fits = Material(self._index, scope, tokens=writer.tokens)
        fits.add_pages(pages)
        material = Material(self._index, scope, tokens=2 * writer.tokens)
        material.add_pages(sorted(place for place in pages if fits.shown(*place)))
        if not material.units:
            return []
        only = pack.items[0] if item is None and len(pack.items) == 1 else item
        title = (only.title or only.report_title if only else pack.title) or title_of(pack)
        asked = item.asked if item else pack.asked
        talk = writer.talk(seconds)
        messages: list[BaseMessage] = [
            HumanMessage(
                prompts.load("digest").fill(
                    meeting=spoken_date(pack.meeting.date)
                    if pack.meeting.date
                    else "a date that is not given",
                    title=prompts.fence({"title": title[:MAX_ASKED]}),
                    asked=prompts.fence({"asked": _listed(asked)[:MAX_ASKED]})
                    if asked
                    else "(nothing)",
                    material=prompts.fence(dict(material.blocks)),
                )
            )
        ]
        draft = talk.structured(DraftedPoints, messages)
        cited = Cited(material, scope, question=title)
        claims, problems = cited.checked(draft.points[:POINTS])
        if problems:
            again = revised(
                talk, DraftedPoints, [*messages, AIMessage(draft.model_dump_json())], problems
            )
            if again is not None and again.points:
                claims, problems = cited.checked(again.points[:POINTS])
        kept = [claim for claim in claims if claim is not None]
        # Where what it found to matter most does not hold, the unit that it cited is quoted.
        first = [one for one, _ in problems[:1]] if claims[:1] == [None] else []
        return _as_record([*cited.quoted(first, kept)[:1], *kept])

    def _paper(self, card: DocumentCard, pages: Iterable[PdfPage]) -> Paper:
        """A paper with some of its pages."""
        held = self._index.catalogue.pages((card.generation, page) for page in pages)
        return Paper(
            pack=self._index.pack(card),
            url=card.url,
            generation=card.generation,
            pages={page.pdf_page: page for page in held.values()},
        )

    def _key(self, sha256: str, generation: int, number: str) -> str:
        """What is kept of an item is kept under: 64 hexadecimal digits, others for another
        paper, reading, model or prompt."""
        name = self._writer.name if self._writer else ""
        told = [prompts.load("digest").version, name, sha256, generation, number.casefold()]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _claims(paper: Paper, record: Record, number: str) -> list[Claim]:
    """What was kept, as far as it stands on its pages."""
    made = []
    for point in record:
        citations = [
            paper.cite(words, PdfPage(page), item=number or None)
            for page, words in point["places"]
            if (there := paper.pages.get(PdfPage(page))) and standing(words, there.text)
        ]
        if citations:
            made.append(Claim(text=point["text"], citations=tuple(citations)))
    return made


def _places(pack: Pack) -> list[tuple[str, Item | None]]:
    """What has points of its own: a paper that is no agenda, under "", and each item that
    has papers, unless it is all of its paper."""
    whole: list[tuple[str, Item | None]] = [] if pack.kind is DocumentKind.PACK else [("", None)]
    return whole + [
        (item.number, item)
        for item in pack.items
        if _place_of(pack, item.number) and item.first_pdf_page is not None and not item.exempt
    ]


def _pages(card: DocumentCard, pack: Pack, item: Item | None) -> list[PdfPage]:
    """An item's pages, those first that are to be shown where they are too many: its first
    ones, those with points that were chosen at indexing, where appendices begin, the last."""
    first = item.first_pdf_page if item else None
    pages = [
        PdfPage(page)
        for page in (
            range(1, card.page_count + 1)
            if item is None or first is None
            else range(first, (item.last_pdf_page or first) + 1)
        )
    ]
    points = item.points if item else pack.points
    openings = [one.first_pdf_page for one in item.appendices] if item else []
    return list(
        dict.fromkeys(
            [
                *pages[:OPENING],
                *(point.pdf_page for point in points),
                *(page for page in openings if page in pages),
                *pages[-1:],
                *pages,
            ]
        )
    )


def _place_of(pack: Pack, number: str) -> str:
    """Under what an item's points are kept: a paper by itself may have been read as one."""
    return "" if pack.kind is not DocumentKind.PACK and len(pack.items) < 2 else number


def _listed(asked: Sequence[Asked]) -> str:
    return "\n".join(one.do for one in asked)


def _as_record(claims: Sequence[Claim]) -> Record:
    return [
        {"text": claim.text, "places": [[one.pdf_page, one.quote] for one in claim.citations]}
        for claim in claims
    ]


def _as_points(claims: Sequence[Claim]) -> tuple[Point, ...]:
    return tuple(
        Point(
            text=claim.text,
            quote=claim.citations[0].quote,
            pdf_page=claim.citations[0].pdf_page,
            printed_page=claim.citations[0].printed_page,
        )
        for claim in claims
    )
