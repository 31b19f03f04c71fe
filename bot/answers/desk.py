"""The desk: a question comes in, a checked answer goes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Answer, Claim, FoundPage, Question, Timings
from bot.answers.check import verify
from bot.answers.citing import cite, cite_page, link, title_of
from bot.answers.filtered import asks_for_all, filtered, papers_meant
from bot.answers.find import COPY_LETTERS, Candidate, Found, Tuning, find
from bot.answers.followups import standalone
from bot.answers.kinds import Examples, Wanted
from bot.answers.mentions import named_items
from bot.answers.places import copies_by_page, with_places, without_repeats
from bot.answers.say.model import ModelUnavailableError, Writer
from bot.answers.say.quotes import Place, Showing, claims_of, places_of, shorten
from bot.answers.say.write import Ways, write
from bot.answers.scope import Scope, find_scope
from bot.answers.summary import item_in_short
from bot.answers.sure import THRESHOLD, Signs, likely, signs_of
from indexer.catalogue import PassageRow
from indexer.evidence.records import Record, records_of
from indexer.index import Index
from indexer.models.reader import Reader
from indexer.packs import PdfPage

__all__ = ["Desk"]

NOT_FOUND = "I can't find that in the papers."
NOT_SURE = "The nearest places in the papers:"
NEAREST = "I can't find that in the papers; the nearest that they come is:"
"""Before what a language model found, which was shown whole pages and says so."""
MAX_PAGES = 12
ANSWER_WORDS = 150
"""Of an answer, all told: longer is not read on a phone."""

MAX_WORDS = 140
"""Of a model's claims as they are gathered."""

SHOWABLE = 16
"""The best passages whose pages are opened to be shown."""

MAX_RECORDED = 60
"""Documents of which records are kept between questions."""

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
        in_short: gives what is asked and what matters of a document's item, by its number.

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
        in_short: Callable[[str, str], Sequence[Claim]] | None = None,
    ) -> None:
        self._writer = writer
        self._in_short = in_short
        self.went_to = went_to
        self.index = index
        self._reader = reader
        self._tuning = tuning or Tuning()
        self._showing = showing or Showing()
        self._threshold = threshold
        self._weigh = weigh
        self._examples = Examples(index.embeddings, index.home)
        self._recorded: dict[int, tuple[Record, ...]] = {}

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
        whole = standalone(question.text, question.history)
        summary = self._summary(question, whole)
        if summary is not None:
            return summary
        if self._writer is None:
            return self._by_quotes(question, whole)
        try:
            return self._by_model(question, whole, self._writer)
        except ModelUnavailableError:
            return self._by_quotes(question, whole, notices=(MODEL_UNAVAILABLE,))

    def _summary(self, question: Question, whole: str) -> Answer | None:
        """An item in short, as its digest has it; None where no such thing is asked for."""
        if self._in_short is None or not named_items(whole):
            return None
        scope = self._scope(question, whole)
        meant = item_in_short(whole, scope)
        claims = self._in_short(meant[0], meant[1].number) if meant else ()
        if not claims:
            return None
        found = find(
            whole, scope, index=self.index, reader=self._reader,
            tuning=replace(self._tuning, read=0),
        )
        quoted = all(
            any(claim.text in one.quote for one in claim.citations) for claim in claims
        )
        return self._told(
            question,
            _Said(
                claims=list(claims), answered=True,
                written_by="quotes" if quoted or self._writer is None else self._writer.name,
            ),
            scope, found.candidates, found.pages(), Timings(find=found.seconds_find),
        )

    def _by_quotes(
        self, question: Question, whole: str, *, notices: tuple[str, ...] = ()
    ) -> Answer:
        scope = self._scope(question, whole)
        # By rule, a follow-up stands behind what came before it; see `followups`.
        follows = whole.endswith(question.text) and whole != question.text
        found = find(
            whole, scope, index=self.index, reader=self._reader, tuning=self._tuning,
            detail=question.text if follows else None,
            wanted=self._examples.wanted(whole),
        )
        written = time.monotonic()
        said = self._quoted(whole, found, scope)
        return self._told(
            question, replace(said, notices=notices), scope, found.candidates, found.pages(),
            Timings(
                find=found.seconds_find, rerank=found.seconds_rerank,
                write=time.monotonic() - written,
            ),
        )

    def _by_model(self, question: Question, whole: str, writer: Writer) -> Answer:
        """What the model makes of the papers, as far as it holds.

        Raises:
            ModelUnavailableError: it gave nothing of use.
        """
        started = time.monotonic()
        written = write(question, whole, writer=writer, ways=Ways(
            index=self.index,
            scope=lambda text: self._scope(question, text),
            find=lambda text, scope, read: find(
                text, scope, index=self.index, reader=self._reader,
                tuning=self._tuning if read else replace(self._tuning, read=0),
            ),
            records=self._records_of,
        ))
        if not written.claims:
            # The model found nothing that holds: what is near is shown, not sold.
            nearest = self._by_quotes(question, written.whole)
            return replace(
                nearest, answered=False, lead=NOT_SURE if nearest.claims else NOT_FOUND,
                calls=written.calls, tokens=written.tokens,
            )
        said = _Said(
            claims=list(written.claims), answered=written.answered,
            notices=(LEFT_OUT,) if written.left_out else (), written_by=writer.name,
        )
        answer = self._told(
            question, said, written.scope, [one for one, _ in written.pages], written.pages,
            Timings(write=time.monotonic() - started),
        )
        return replace(answer, calls=written.calls, tokens=written.tokens)

    def _told(
        self, question: Question, said: _Said, scope: Scope, candidates: Sequence[Candidate],
        pages: Sequence[tuple[Candidate, float]], timings: Timings,
    ) -> Answer:
        """An answer of claims that hold, with every place at which they stand."""
        placed_at = time.monotonic()
        claims = self._placed(said.claims, candidates, scope)
        notices = (*said.notices, *((BY_WORDS_ONLY,) if self.index.by_words_only else ()))
        near = NOT_SURE if said.written_by == "quotes" else NEAREST
        lead = "" if said.answered else near if claims else NOT_FOUND
        return Answer(
            question=question,
            answered=said.answered,
            lead=lead,
            claims=fitted(claims, ANSWER_WORDS - len(f"{lead} {' '.join(notices)}".split())),
            pages=tuple(self._pages(pages, scope)),
            notices=notices,
            written_by=said.written_by,
            timings=replace(timings, check=time.monotonic() - placed_at),
        )

    def _scope(self, question: Question, text: str) -> Scope:
        return find_scope(replace(question, text=text), self.index, self.went_to)

    def _records_of(self, document: str) -> tuple[Record, ...]:
        """The records of a document as it stands now."""
        card = next(card for card in self.index.documents() if card.document == document)
        known = self._recorded.get(card.generation)
        if known is None:
            while len(self._recorded) >= MAX_RECORDED:
                self._recorded.pop(next(iter(self._recorded)))
            known = self._recorded[card.generation] = records_of(self.index.whole_pack(card))
        return known

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
            for record in self._records_of(pack.document)
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

    def _placed(
        self, claims: Sequence[Claim], candidates: Sequence[Candidate], scope: Scope
    ) -> tuple[Claim, ...]:
        """Claims with every place at which they stand."""
        copies = copies_by_page([(one.passage, one.copies) for one in candidates])
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

    def _pages(
        self, pages: Sequence[tuple[Candidate, float]], scope: Scope
    ) -> list[FoundPage]:
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
            for candidate, score in pages[:MAX_PAGES]
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
