"""The desk: a question comes in, a checked answer goes out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.answer import Answer, Citation, Claim, FoundPage, Question, Timings
from bot.answers.check import verify
from bot.answers.decline import answerable
from bot.answers.find import Found, Tuning, find
from bot.answers.followups import standalone
from bot.answers.say.quotes import Line, Picking, pick_lines
from bot.answers.records import records_for
from bot.answers.scope import Scope, find_scope
from indexer.catalogue import PassageRow
from indexer.index import Index
from indexer.models.reader import Reader
from indexer.packs import Page, PageKind, PdfPage

__all__ = ["Desk"]

NOT_FOUND = "I can't find that in the papers."
NOT_SURE = "I can't find that exactly; the nearest the papers come is:"
THRESHOLD = 0.35
MAX_PAGES = 12
MAX_WORDS = 140
"""Of an answer, references included: longer is not read on a phone."""
MAX_RECORD_WORDS = 40


class Desk:
    """Answers questions from an index.

    Args:
        index: what to answer from.
        reader: reads passages for the answer.
        tuning, picking: as measured; others for experiments.
    """

    def __init__(
        self,
        index: Index,
        reader: Reader,
        *,
        tuning: Tuning | None = None,
        picking: Picking | None = None,
        threshold: float = THRESHOLD,
    ) -> None:
        self._index = index
        self._reader = reader
        self._tuning = tuning or Tuning()
        self._picking = picking or Picking()
        self._threshold = threshold

    def warm_up(self) -> None:
        """Open the models and Chroma now, so that the first question does not wait."""
        self._reader.read("ready?", ["ready"])
        self._index.embeddings.embed_query("ready?")
        self._index.vectors.count()

    def answer(self, question: Question) -> Answer:
        """Answer a question; every citation has been checked against its page.

        Raises:
            StorageError, ModelError: the index or a model cannot be used.
        """
        return self._index.steady(lambda: self._answer(question))

    def _answer(self, question: Question) -> Answer:
        whole = standalone(question.text, question.history)
        scope = find_scope(replace(question, text=whole), self._index)
        found = find(
            whole, scope, index=self._index, reader=self._reader, tuning=self._tuning
        )
        written = time.monotonic()
        claims = self._from_records(whole, scope)
        structured = bool(claims)
        sure = 1.0
        if not structured:
            lines = pick_lines(
                found, reader=self._reader, picking=self._picking, compares=scope.compares
            )
            sure = answerable(whole, scope, found, lines)
            claims = self._claims(lines, scope)
        said_at = time.monotonic()
        answered = bool(claims) and sure >= self._threshold
        lead = "" if answered else NOT_SURE if claims else NOT_FOUND
        return Answer(
            question=question,
            answered=answered,
            lead=lead,
            claims=tuple(claims),
            pages=tuple(self._pages(found, scope)),
            timings=Timings(
                find=found.seconds_find,
                rerank=found.seconds_rerank,
                write=said_at - written,
                check=time.monotonic() - said_at,
            ),
        )

    def _from_records(self, question: str, scope: Scope) -> list[Claim]:
        """Claims from structure, checked like any other; [] where it does not answer."""
        records = records_for(
            question, scope, reader=self._reader,
            front_text=lambda document: self._front(scope, document),
        )
        claims: list[Claim] = []
        words = 0
        for record in records:
            card = scope.card(record.document)
            pages = self._index.catalogue.pages(
                (card.generation, pdf_page) for pdf_page, _ in record.quotes
            )
            texts: dict[tuple[str, int], str] = {
                (record.document, pdf_page): page.text for (_, pdf_page), page in pages.items()
            }
            citations = tuple(
                cite_page(record.document, pages[(card.generation, pdf_page)], quote, scope)
                for pdf_page, quote in record.quotes
                if (card.generation, pdf_page) in pages
            )
            text = shorten(record.text, MAX_RECORD_WORDS if len(records) > 1 else MAX_WORDS)
            verdict = verify(
                Claim(text=text, citations=citations), texts, frame=record.frame
            )
            length = len(text.split()) + 6
            if verdict.claim is None or (claims and words + length > MAX_WORDS):
                continue
            claims.append(verdict.claim)
            words += length
        return claims

    def _front(self, scope: Scope, document: str) -> dict[PdfPage, str]:
        generation = scope.card(document).generation
        pages = self._index.catalogue.pages((generation, number) for number in range(1, 6))
        return {
            page.pdf_page: page.text
            for _, page in sorted(pages.items())
            if page.kind is PageKind.FRONT
        }

    def _claims(self, lines: Sequence[Line], scope: Scope) -> list[Claim]:
        places = {
            (line.passage.document, line.passage.pdf_page): line.passage.generation
            for line in lines
        }
        pages = self._index.catalogue.pages(
            (generation, pdf_page) for (_, pdf_page), generation in places.items()
        )
        texts: dict[tuple[str, int], str] = {
            place: page.text
            for place, generation in places.items()
            if (page := pages.get((generation, place[1]))) is not None
        }
        claims = []
        for line in lines:
            quote = " ".join(picked.unit.quote for picked in line.units)
            claim = Claim(text=line.text, citations=(cite(line.passage, quote, scope),))
            verdict = verify(claim, texts, frame=_frame(line))
            if verdict.claim is not None:
                claims.append(verdict.claim)
        return claims

    def _pages(self, found: Found, scope: Scope) -> list[FoundPage]:
        return [
            FoundPage(
                document=candidate.passage.document,
                title=title_of(scope, candidate.passage.document),
                pdf_page=candidate.passage.pdf_page,
                printed_page=candidate.passage.printed_page,
                item=candidate.passage.item,
                score=round(score, 4),
                url=link(scope.card(candidate.passage.document).url, candidate.passage.pdf_page),
                snippet=candidate.passage.units[0].text[:160] if candidate.passage.units else "",
            )
            for candidate, score in found.pages()[:MAX_PAGES]
        ]


def _frame(line: Line) -> str:
    """A row may use its table's headers, which stand above it."""
    return " ".join(picked.unit.frame for picked in line.units)


def cite(passage: PassageRow, quote: str, scope: Scope) -> Citation:
    """A citation of a passage's page, not yet checked."""
    page = Page(
        pdf_page=passage.pdf_page, printed_page=passage.printed_page, item=passage.item,
        ocr=passage.ocr,
    )
    return cite_page(passage.document, page, quote, scope)


def cite_page(document: str, page: Page, quote: str, scope: Scope) -> Citation:
    """A citation of a page, not yet checked."""
    card = scope.card(document)
    return Citation(
        document=document,
        title=title_of(scope, document),
        pdf_page=page.pdf_page,
        printed_page=page.printed_page,
        quote=quote,
        item=page.item,
        url=link(card.url, page.pdf_page),
        meeting_date=card.meeting_date,
        earlier=bool(
            scope.next_date and card.meeting_date and card.meeting_date < scope.next_date
        ),
        ocr=page.ocr,
    )


def shorten(text: str, words: int) -> str:
    """The text, cut with "…" where it is longer than so many words."""
    parts = text.split()
    return text if len(parts) <= words else " ".join(parts[:words]) + " …"


def title_of(scope: Scope, document: str) -> str:
    """A document's name as people say it: "Agenda pack, 27 January 2022"."""
    card = scope.card(document)
    kind = {"pack": "Agenda pack", "supplement": "Supplement", "minutes": "Minutes"}.get(card.kind)
    if kind is None:
        return card.title
    return f"{kind}, {card.meeting_date:%-d %B %Y}" if card.meeting_date else card.title


def link(url: str | None, pdf_page: int) -> str | None:
    """The published address at a page; a viewer wants the PDF page."""
    return f"{url.split('#')[0]}#page={pdf_page}" if url else None
