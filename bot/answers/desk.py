"""The desk: a question comes in, a checked answer goes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Answer, Claim, FoundPage, Question, Timings
from bot.answers.check import verify
from bot.answers.citing import cite, cite_page, link, title_of
from bot.answers.filtered import asks_for_all, filtered, papers_meant
from bot.answers.find import COPY_LETTERS, Found, Tuning, find
from bot.answers.followups import standalone
from bot.answers.kinds import Examples, Wanted
from bot.answers.places import copies_by_page, with_places, without_repeats
from bot.answers.say.mend import checked_claims
from bot.answers.say.model import ModelUnavailableError, Writer
from bot.answers.say.quotes import Place, Showing, claims_of, places_of, shorten
from bot.answers.scope import Scope, find_scope
from bot.answers.sure import THRESHOLD, Signs, likely, signs_of
from indexer.catalogue import DocumentCard, PassageRow
from indexer.evidence import Record, records_of
from indexer.index import Index
from indexer.models.reader import Reader
from indexer.packs import PdfPage

__all__ = ["Desk"]

NOT_FOUND = "I can't find that in the papers."
NOT_SURE = "The nearest places in the papers:"
MAX_PAGES = 12
ANSWER_WORDS = 150
"""Of an answer, all told: longer is not read on a phone."""

MAX_WORDS = 140
"""Of a model's claims as they are gathered."""

KEPT_PAPERS = 32
"""Whose records are kept between questions."""

SHOWABLE = 16
"""The best passages whose pages are opened to be shown."""

MODEL_PASSAGES = 10
MODEL_UNAVAILABLE = (
    "The language model could not be used just now; these are quotes from the papers."
)
BY_WORDS_ONLY = (
    "Search by meaning is being set up again, so this was found by its words alone: ask "
    "again in a few minutes."
)
LEFT_OUT = "Some of what the language model wrote did not stand on the pages and was left out."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    claims: list[Claim]
    answered: bool
    notices: tuple[str, ...] = ()
    written_by: str = "quotes"


class Desk:
    """Answers questions from an index.

    Args:
        index: what to answer from.
        reader: reads passages for the answer.
        tuning, showing, threshold, weigh: as measured; others for experiments.
        writer: a language model; None quotes.
        went_to: see `find_scope`.

    Attributes:
        index, went_to: as given.
    """

    def __init__(
        self,
        index: Index,
        reader: Reader,
        *,
        tuning: Tuning | None = None,
        showing: Showing | None = None,
        threshold: float = THRESHOLD,
        weigh: Callable[[Signs], float] = likely,
        writer: Writer | None = None,
        went_to: Callable[[], Mapping[str, Sequence[str]]] = dict,
    ) -> None:
        self._writer = writer
        self.went_to = went_to
        self.index = index
        self._reader = reader
        self._tuning = tuning or Tuning()
        self._showing = showing or Showing()
        self._threshold = threshold
        self._weigh = weigh
        self._examples = Examples(index.embeddings, index.home)
        self._kept_records: dict[int, tuple[Record, ...]] = {}

    def warm_up(self) -> None:
        """Open the models and Chroma now, so that the first question does not wait."""
        self._reader.read("ready?", ["ready"])
        self.index.warm_up()

    def answer(self, question: Question) -> Answer:
        """Answer a question; every citation has been checked against its page.

        Raises:
            StorageError, ModelError: the index or a model cannot be used.
        """
        return self.index.steady(lambda: self._answer(question))

    def _answer(self, question: Question) -> Answer:
        whole = self._whole(question)
        scope = find_scope(replace(question, text=whole), self.index, self.went_to)
        # By rule, a follow-up stands behind what came before it; see `followups`.
        follows = whole.endswith(question.text) and whole != question.text
        found = find(
            whole, scope, index=self.index, reader=self._reader, tuning=self._tuning,
            detail=question.text if follows else None,
            wanted=self._examples.wanted(whole),
        )
        written = time.monotonic()
        said = self._said(whole, found, scope)
        claims = self._placed(said.claims, found, scope)
        said_at = time.monotonic()
        notices = (*said.notices, *((BY_WORDS_ONLY,) if self.index.by_words_only else ()))
        lead = "" if said.answered else NOT_SURE if claims else NOT_FOUND
        claims = fitted(claims, ANSWER_WORDS - len(f"{lead} {' '.join(notices)}".split()))
        return Answer(
            question=question,
            answered=said.answered,
            lead=lead,
            claims=claims,
            pages=tuple(self._pages(found, scope)),
            notices=notices,
            written_by=said.written_by,
            timings=Timings(
                find=found.seconds_find,
                rerank=found.seconds_rerank,
                write=said_at - written,
                check=time.monotonic() - said_at,
            ),
        )

    def _whole(self, question: Question) -> str:
        by_rule = standalone(question.text, question.history)
        if self._writer and by_rule != question.text:
            return self._writer.standalone(question.text, question.history) or by_rule
        return by_rule

    def _quoted(self, question: str, found: Found, scope: Scope) -> _Said:
        """The nearest places as they stand; an answer only where the first is surely right."""
        listed = self._listed(question, found.wanted, scope)
        if listed:
            return _Said(claims=listed, answered=True)
        near = [one.passage for one in found.candidates[:SHOWABLE]]
        texts = self._texts(near)
        pages: dict[tuple[str, int], list[PassageRow]] = {}
        for row in self.index.catalogue.passages_on(
            (one.generation, one.pdf_page) for one in near
        ):
            pages.setdefault((row.document, row.pdf_page), []).append(row)

        def claims(place: Place, *, best_first: bool = False) -> list[Claim]:
            passage = place.passage
            text = texts.get((passage.document, passage.pdf_page), "")
            return claims_of(
                place, text, lambda passage, words: cite(passage, words, scope),
                best_first=best_first,
            )

        places = places_of(
            found, lambda passage: pages.get((passage.document, passage.pdf_page), []),
            self._showing, lambda place: bool(claims(place)),
        )
        signs = signs_of(found, places)
        sure = bool(places) and (signs is None or self._weigh(signs) >= self._threshold)
        said = [
            claim for number, place in enumerate(places)
            for claim in claims(place, best_first=sure and number == 0)
        ]
        return _Said(claims=said, answered=sure)

    def _listed(self, question: str, wanted: Wanted | None, scope: Scope) -> list[Claim]:
        """All records that have in common what the question asks for, checked; [] where it
        asks for no such thing."""
        if wanted is None or not asks_for_all(wanted):
            return []
        records = [
            (pack.document, record)
            for pack in papers_meant(scope)
            for record in self._records(scope.card(pack.document))
        ]
        claims: list[Claim] = []
        kept = filtered(wanted, question, scope, records)
        for document, record in kept:
            generation = scope.card(document).generation
            pages = self.index.catalogue.pages(
                (generation, pdf_page) for pdf_page, _ in record.quotes
            )
            verdict = verify(
                Claim(
                    text=shorten(record.text, MAX_WORDS // min(3, len(kept))),
                    citations=tuple(
                        cite_page(document, pages[generation, pdf_page], words, scope)
                        for pdf_page, words in record.quotes
                        if (generation, pdf_page) in pages
                    ),
                ),
                {(document, pdf_page): page.text for (_, pdf_page), page in pages.items()},
                frame=record.frame,
            )
            if verdict.claim is not None:
                claims.append(verdict.claim)
        return claims

    def _records(self, card: DocumentCard) -> tuple[Record, ...]:
        """A paper's records; those of the papers asked about last are kept."""
        if card.generation not in self._kept_records:
            if len(self._kept_records) >= KEPT_PAPERS:
                self._kept_records.clear()
            self._kept_records[card.generation] = records_of(self.index.whole_pack(card))
        return self._kept_records[card.generation]

    def _said(self, question: str, found: Found, scope: Scope) -> _Said:
        """What the model makes of the best passages, as far as it holds; else quotes."""
        if self._writer is None:
            return self._quoted(question, found, scope)
        passages = [one.passage for one in found.candidates[:MODEL_PASSAGES]]
        try:
            draft = self._writer.draft(question, passages, today=scope.today)
        except ModelUnavailableError:
            return replace(
                self._quoted(question, found, scope), notices=(MODEL_UNAVAILABLE,)
            )
        claims, left_out = checked_claims(
            draft, passages, self._texts(passages),
            lambda passage, words: cite(passage, words, scope), words=MAX_WORDS,
        )
        if not (draft.answered and claims):
            # The model found nothing that holds: what is near is shown, not sold.
            return replace(self._quoted(question, found, scope), answered=False)
        return _Said(
            claims=claims,
            answered=True,
            notices=(LEFT_OUT,) if left_out else (),
            written_by=self._writer.name,
        )

    def _placed(
        self, claims: Sequence[Claim], found: Found, scope: Scope
    ) -> tuple[Claim, ...]:
        """Claims with every place at which they stand."""
        copies = copies_by_page([(one.passage, one.copies) for one in found.candidates])
        cited = {
            (citation.document, citation.pdf_page)
            for claim in claims
            for citation in claim.citations
        }
        for document, pdf_page in cited - copies.keys():
            # Not found by the search: records come from structure.
            card = scope.card(document)
            meeting = [one.generation for one in scope.cards
                       if one.meeting_date in (card.meeting_date, None)]
            copies[document, pdf_page] = tuple(self.index.catalogue.copies(
                (card.generation, pdf_page), meeting, letters=COPY_LETTERS
            ))
        others = [one for place in cited for one in copies.get(place, ())]
        texts = self._texts(others) if others else {}
        return tuple(without_repeats([with_places(claim, copies, texts) for claim in claims]))

    def _texts(self, passages: Sequence[PassageRow]) -> dict[tuple[str, int], str]:
        places = {(one.generation, one.pdf_page): one.document for one in passages}
        return {
            (places[(generation, PdfPage(pdf_page))], pdf_page): page.text
            for (generation, pdf_page), page in self.index.catalogue.pages(places).items()
        }

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


def fitted(claims: Sequence[Claim], words: int) -> tuple[Claim, ...]:
    """The claims that go into so many words with their references, in their order; the
    first one is cut to them where it must be."""
    kept: list[Claim] = []
    for claim in claims:
        references = len(claim.references.split())
        length = len(claim.text.split()) + references
        if length > words and not kept:
            claim = replace(
                claim, text=shorten(claim.text, max(1, words - references - 1)), marks=()
            )
        elif length > words:
            continue
        kept.append(claim)
        words -= length
    return tuple(kept)
