"""The desk: a question comes in, a checked answer goes out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from bot.answers.answer import Answer, Citation, Claim, FoundPage, Question, Timings
from bot.answers.check import verify
from bot.answers.check.meaning import DENIAL
from bot.answers.citing import cite, cite_page, with_places, without_repeats
from bot.answers.find import COPY_LETTERS, Candidate, Tuning, abbreviations_of, find
from bot.answers.followups import is_followup, standalone, without_statements
from bot.answers.listing import (
    DATED,
    OF_ITEMS,
    STANDS,
    Focus,
    ListedRow,
    Listing,
    item_alone,
    papers_meant,
)
from bot.answers.question_kinds import (
    TALK,
    Examples,
    MessageKind,
    Wanted,
    is_example,
    shape_of,
    topic_of,
)
from bot.answers.say.model import ModelUnavailableError, Writer
from bot.answers.say.quotes import quoted, shorten
from bot.answers.say.write import Ways, write
from bot.answers.scope import Scope, find_scope
from bot.answers.sure import THRESHOLD, Signs, likely, signs_of
from indexer.council.dates import spoken_date
from indexer.council.packs import PdfPage
from indexer.evidence.passages import Unit
from indexer.evidence.records import Record, records_of
from indexer.index import Index, PassageRow
from indexer.models.reader import Reader
from indexer.store.terms import terms

__all__ = ["Desk"]

log = logging.getLogger(__name__)

NOT_FOUND = "I can't find that in the papers."
NOT_SURE = "The nearest places in the papers:"
NEAREST = "I can't find that in the papers; the closest they come is:"
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
LEFT_OUT = "Some of what the language model wrote was not on the pages and was left out."

NOTHING_INDEXED = (
    "No papers are indexed yet. A clerk adds them with “packhorse index FILE.pdf”, or by "
    "dropping the PDF into a direct message with me in Slack."
)
NOT_YET_PUBLISHED = "None of the indexed papers had been published by {day}."
LEFT_OF_LIST = "Not shown: {} more."
MORE = "Further on in the same paper:"
MORE_WORDS = 120
LIST_WORDS = 700
"""Of a list, all told: whoever asks for one reads on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    claims: list[Claim]
    answered: bool
    notices: tuple[str, ...] = ()
    written_by: str = "quotes"
    lead: str = ""
    left: int | None = None
    """Of a list, rows that are not among the claims; None for what is no list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """A question as it is meant in its conversation.

    Attributes:
        whole: with what it leans on.
        earlier: what it leans on, as that was meant; "" where it stands alone.
        last: the same as it was typed.
        focus: what was answered last.
    """

    whole: str
    earlier: str = ""
    last: str = ""
    focus: Focus | None = None


class Desk:
    """Answers questions from an index.

    Args:
        index: what to answer from.
        reader: reads passages for the answer.
        tuning, weigh: as measured; others for experiments.
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
        self._weigh = weigh
        self._examples = Examples(index.embeddings, index.home)
        self._recorded = lru_cache(MAX_RECORDED)(lambda card: records_of(index.whole_pack(card)))

    def warm_up(self) -> None:
        """Open the models and Chroma now, so that the first question does not wait."""
        self._reader.read("ready?", ["ready"])
        self._examples.heard("ready?")
        self.index.warm_up()

    def answer(self, question: Question) -> Answer:
        """Answer a question; every citation has been checked against its page.

        Raises:
            StorageError, ModelError: the index or a model cannot be used.
        """
        return self.index.steady(lambda: self._answer(question))

    def heard(self, message: str) -> MessageKind:
        """What a message is: a courtesy, something said to others, or a question.

        A model of embeddings that cannot be reached, of whatever provider, makes it a
        question: nothing that somebody asks is lost before it is kept.
        """
        try:
            return self._examples.heard(message)
        except Exception as exc:
            log.warning("heard=unknown reason=%s", type(exc).__name__)
            return MessageKind(talk="", aside=0.0)

    def at_once(self, question: Question) -> Answer | None:
        """What needs no search: a word for a courtesy, a list from the papers' structure.
        None for any other question.

        Raises:
            StorageError, ModelError: the index or a model cannot be used.
        """
        return self.index.steady(lambda: self._at_once(question, self._meant(question)))

    def _answer(self, question: Question) -> Answer:
        meant = self._meant(question)
        known = self._at_once(question, meant)
        if known is not None:
            return known
        if self._writer is None:
            return self._by_quotes(question, meant)
        try:
            return self._by_model(question, meant, self._writer)
        except ModelUnavailableError:
            why = (MODEL_UNAVAILABLE,)
            return self._listed(question, meant, why) or self._by_quotes(question, meant, why)

    def _meant(self, question: Question) -> _Meant:
        """The question with what it goes on from."""
        stood = [*question.stood, *[()] * (len(question.history) - len(question.stood))]
        turns = [
            (text, places)
            for text, places in zip(question.history, stood, strict=True)
            if not (self._examples.heard(text).talk or self._asks_for_more(text))
        ]
        history = [text for text, _ in turns]
        more = bool(history) and self._asks_for_more(question.text)
        # "Tell me more" goes on from what it is said to, more of the same or not.
        places = (
            next((one for one in reversed(stood) if one), ())
            if more or not turns
            else (turns[-1][1])
        )
        focus = _focus(places) if places else None
        if not (
            more
            or is_followup(question.text, history)
            or (history and self._points_back(question.text))
        ):
            return _Meant(whole=question.text, focus=focus)
        return _Meant(
            whole=history[-1] if more else standalone(question.text, history, leans=True),
            earlier=standalone(history[-1], history[:-1]),
            last=history[-1],
            focus=focus,
        )

    def _points_back(self, text: str) -> bool:
        """Whether a few words name "the target" of what was spoken of, and nothing else."""
        return (
            len(text.split()) <= SHORT
            and " the " in f" {text.lower()} ".replace("'s", "")
            and len(topic_of(text)) <= 1
            and not any(one.all for one in self._examples.ranked(text))
        )

    def _asks_for_more(self, text: str) -> bool:
        first = self._examples.ranked(text)[0]
        return first.kind == "more" and first.all

    def _at_once(self, question: Question, meant: _Meant) -> Answer | None:
        """See `at_once`."""
        if talk := self._examples.heard(question.text).talk:
            return Answer(question=question, answered=True, lead=TALK[talk])
        scope = self._scope(question, meant.whole)
        if not scope.cards and (why := self._nothing(scope)):
            return Answer(question=question, answered=False, lead=why)
        # A language model, which is shown the same records, reads what else is asked.
        plain = not meant.earlier and is_example(question.text)
        return self._listed(question, meant) if self._writer is None or plain else None

    def _nothing(self, scope: Scope) -> str:
        """Why there is nothing to answer from; "" where there is, but not in this scope."""
        if not self.index.documents():
            return NOTHING_INDEXED
        if not self.index.documents(as_of=scope.today):
            return NOT_YET_PUBLISHED.format(day=spoken_date(scope.today))
        return ""

    def _by_quotes(
        self, question: Question, meant: _Meant, notices: tuple[str, ...] = ()
    ) -> Answer:
        """The nearest places as they stand; an answer only where the first is surely right."""
        whole = meant.whole
        scope = replace(
            self._scope(question, whole),
            focus=meant.focus.items if meant.focus and meant.earlier else frozenset(),
        )
        found = find(whole, scope, index=self.index, reader=self._reader, tuning=self._tuning)
        written = time.monotonic()
        near = [one.passage for one in found.candidates[:SHOWABLE]]
        texts = self._texts(near)
        pages: dict[tuple[str, int], list[PassageRow]] = {}
        for row in self.index.catalogue.passages_on((one.generation, one.pdf_page) for one in near):
            pages.setdefault((row.document, row.pdf_page), []).append(row)
        signs = signs_of(found)
        sure = signs is None or self._weigh(signs) >= THRESHOLD
        claims = quoted(
            found,
            lambda one: pages.get((one.document, one.pdf_page), []),
            lambda one: texts.get((one.document, one.pdf_page), ""),
            lambda passage, words: cite(passage, words, scope),
            best_first=sure,
        )
        timings = Timings(
            find=found.seconds_find,
            rerank=found.seconds_rerank,
            write=time.monotonic() - written,
        )
        said = _Said(claims=claims, answered=sure and bool(claims), notices=notices)
        return self._told(question, said, scope, found.pages(), timings)

    def _by_model(self, question: Question, meant: _Meant, writer: Writer) -> Answer:
        """What the model makes of the papers, as far as it holds.

        Raises:
            ModelUnavailableError: it gave nothing of use.
        """
        started = time.monotonic()
        written = write(
            question,
            meant.whole,
            writer=writer,
            ways=Ways(
                index=self.index,
                scope=lambda text: self._scope(question, text),
                find=lambda text, scope, read: find(
                    text,
                    scope,
                    index=self.index,
                    reader=self._reader,
                    tuning=self._tuning if read else replace(self._tuning, read=0),
                ),
                records=self._records_of,
            ),
        )
        if not written.claims:
            # The model found nothing that holds: what is near is shown, not sold.
            nearest = self._by_quotes(question, replace(meant, whole=written.whole))
            return replace(
                nearest,
                answered=False,
                lead=NOT_SURE if nearest.claims else NOT_FOUND,
                calls=written.calls,
                tokens=written.tokens,
            )
        said = _Said(
            claims=list(written.claims),
            answered=written.answered,
            notices=(LEFT_OUT,) if written.left_out else (),
            written_by=writer.name,
        )
        answer = self._told(
            question,
            said,
            written.scope,
            written.pages,
            Timings(write=time.monotonic() - started),
        )
        return replace(answer, calls=written.calls, tokens=written.tokens)

    def _told(
        self,
        question: Question,
        said: _Said,
        scope: Scope,
        pages: Sequence[tuple[Candidate, float]] = (),
        timings: Timings | None = None,
    ) -> Answer:
        """An answer of claims that hold, with every place at which they stand.

        Args:
            pages: what was found, the best first; where nothing was searched for, the pages are
                those of the claims.
        """
        placed_at = time.monotonic()
        claims = self._placed(said.claims, scope)
        notices = (*said.notices, *((BY_WORDS_ONLY,) if self.index.by_words_only else ()))
        is_list = said.left is not None
        near = NOT_SURE if said.written_by == "quotes" else NEAREST
        lead = said.lead or ("" if said.answered else near if claims else NOT_FOUND)
        most = LIST_WORDS if is_list or said.lead else ANSWER_WORDS
        shown = fitted(claims, most - len(f"{lead} {' '.join(notices)}".split()), in_order=is_list)
        if said.left is not None and (left := said.left + len(claims) - len(shown)):
            notices = (LEFT_OF_LIST.format(left), *notices)
        cited = [(cite(one.passage, "", scope), score) for one, score in pages[:MAX_PAGES]]
        if not pages:
            places = {
                (one.document, one.pdf_page): one for claim in shown for one in claim.citations
            }
            cited = [(one, float(len(places) - at)) for at, one in enumerate(places.values())]
        return Answer(
            question=question,
            answered=said.answered,
            lead=lead,
            claims=shown,
            pages=tuple(_found(one, round(score, 4)) for one, score in cited),
            notices=notices,
            written_by=said.written_by,
            timings=replace(timings or Timings(), check=time.monotonic() - placed_at),
        )

    def _scope(self, question: Question, text: str) -> Scope:
        return find_scope(replace(question, text=text), self.index, self.went_to)

    def _records_of(self, document: str) -> tuple[Record, ...]:
        """The records of a document as it stands now."""
        return self._recorded(
            next(card for card in self.index.documents() if card.document == document)
        )

    def _listed(
        self, question: Question, meant: _Meant, notices: tuple[str, ...] = ()
    ) -> Answer | None:
        """The list that the question asks for; None where it asks for none."""
        scope = self._scope(question, meant.whole)
        if self._asks_for_more(question.text):
            said = self._more(meant.focus, scope) if meant.focus else None
        else:
            said = self._list(question, meant, scope)
        return self._told(question, replace(said, notices=notices), scope) if said else None

    def _list(self, question: Question, meant: _Meant, scope: Scope) -> _Said | None:
        own = self._scope(question, question.text) if meant.earlier else scope
        # "And 36?" puts another page in the place of the one that was asked about.
        put = not meant.whole.endswith(question.text)
        if own.printed_pages or (put and scope.printed_pages):
            return None  # what stands on a page is no list of the structure
        asked = self._without_asides(question.text)
        for wanted, named, text, within in self._readings(asked, meant, own, scope):
            # A shape has its topic in its gaps; what goes on is near to what came before it.
            plain = not named and wanted in self._examples.ranked(text) and wanted.all
            standing = self._standing(wanted, named, text)
            if standing is None:
                continue
            listing = Listing(
                wanted=replace(wanted, filter=standing) if wanted.filter in STANDS else wanted,
                question=text,
                scope=within,
                index=self.index,
                records=self._records_of,
                focus=meant.focus,
                named=named,
                topic=self._examples.topic(text, wanted) if plain else None,
                standing=standing if wanted.filter == "named" else "",
            )
            if said := self._in_short_of(listing.item()):
                return said
            listed = listing.find()
            if listed is None:
                continue
            claims = self._checked(listed.rows, within)
            # Of a single fact, a place where it does not hold is no more to be told.
            left = listed.left + (len(listed.rows) - len(claims) if listed.lead else 0)
            if claims:
                return _Said(claims=claims, answered=True, lead=listed.lead, left=left)
        return None

    def _without_asides(self, text: str) -> str:
        """A question without the sentences before it that ask nothing ("forget that."); whole
        where they may say what it is about, or ask for a list themselves."""
        last = without_statements(text)
        before = text.removesuffix(last) if last else ""
        if not before or any(one.all for one in self._examples.ranked(before)):
            return text
        return last if self._examples.heard(before).aside > 0 else text

    def _standing(self, wanted: Wanted, named: tuple[str, ...], text: str) -> str | None:
        """How the actions stand that a question asks for ("overdue"); of somebody's, by what it
        says besides the name. "" where that is not plain; None where it is denied, and no filter
        is its opposite ("which aren't late?")."""
        if wanted.kind != "action" or wanted.filter in ("due", "unassigned"):
            return ""
        asked = wanted.filter if wanted.filter in STANDS else ""
        if wanted.filter == "named" and named:
            rest = " ".join(text.split())
            for name in named:
                rest = rest.replace(name, " ")
            first = self._examples.ranked(" ".join(rest.split()))[0]
            stands = first.kind == "action" and first.alone and first.filter in STANDS
            asked = first.filter if stands else ""
        if DENIAL.search(text) and not is_example(text):
            return "open" if asked in ("open", "done") else None
        return asked

    def _in_short_of(self, item: tuple[str, str] | None) -> _Said | None:
        """An item in short, as its digest has it."""
        claims = self._in_short(*item) if self._in_short and item else ()
        quoted = all(any(one.text in c.quote for c in one.citations) for one in claims)
        return (
            _Said(
                claims=list(claims),
                answered=True,
                written_by="quotes" if quoted or self._writer is None else self._writer.name,
            )
            if claims
            else None
        )

    def _readings(
        self, text: str, meant: _Meant, own: Scope, scope: Scope
    ) -> Iterator[tuple[Wanted, tuple[str, ...], str, Scope]]:
        """What the question may ask a list of: by its own words, as it is meant whole, and as
        more of the kind that was asked for before."""
        if not meant.earlier:
            for wanted, named in self._kinds(text, own):
                yield wanted, named, text, own
            return
        # "And 9?" is more of what was asked for last, which may have gone on itself.
        before = self._kinds(meant.last, scope) or self._kinds(meant.earlier, scope)
        same = {one.kind for one, _ in before}
        if not meant.whole.endswith(text):  # it puts another item or month in its place
            for wanted, named in before or self._kinds(meant.whole, scope):
                yield wanted, named, meant.whole, scope
        for one in self._examples.ranked(text):
            # "Who was there?" is about the meeting whose minutes were spoken of.
            if one.all and one.filter == "last" and one.kind not in DATED:
                yield one, (), text, scope
            # "On which days?" is about the meeting only where the meeting was spoken of.
            elif (
                one.alone
                or (one.all and one.kind in OF_ITEMS)
                or (one.kind in same and one.goes_on)
            ):
                yield one, (), text, own
        named = shape_of(text, people=(), short=()).named
        # "And Oldwick?" is more of the kind; what says more than a name asks for itself.
        bare = bool(named) and set(terms(text)) <= set(terms(" ".join(named)))
        of_item = bool(item_alone(text, papers_meant(own)))
        for wanted, _ in before:
            if bare or own.items or own.months or (of_item and wanted.kind in OF_ITEMS):
                yield wanted, named, text, own

    def _kinds(self, text: str, scope: Scope) -> list[tuple[Wanted, tuple[str, ...]]]:
        """The kinds of which a text asks for all, the nearest first, with what it names."""
        packs = scope.packs.values()
        officers = [one for pack in packs for item in pack.items for one in item.officers]
        officers += [one.officer or "" for pack in packs for one in pack.actions]
        people = {word for one in officers for word in one.split(",")[0].lower().split()}
        shape = shape_of(text, people=people, short=abbreviations_of(scope))
        of_shape = self._examples.ranked(shape.text, shape=True) if len(shape.named) == 1 else ()
        plain = [
            one
            for one in self._examples.ranked(text)
            if one.all and one.kind not in ("mention", "abbreviation")
        ]
        # The next nearest kind would be an answer to something else.
        return [
            *((one, shape.named) for one in of_shape if one.alone),
            *((one, ()) for one in plain[:1]),
        ]

    def _checked(self, rows: Sequence[ListedRow], scope: Scope) -> list[Claim]:
        """The rows of a list that hold."""
        claims: list[Claim] = []
        for row in rows:
            generation = scope.card(row.document).generation
            pages = self.index.catalogue.pages((generation, page) for page, _ in row.quotes)
            citations = tuple(
                cite_page(row.document, pages[generation, page], words, scope)
                for page, words in row.quotes
                if (generation, page) in pages
            )
            texts = {(row.document, page): one.text for (_, page), one in pages.items()}
            for text in dict.fromkeys(filter(None, (row.text, row.whole))):
                claim = verify(Claim(text=text, citations=citations), texts, frame=row.frame)
                if claim is not None:
                    claims.append(claim)
                    break
        return claims

    def _more(self, focus: Focus, scope: Scope) -> _Said | None:
        """What follows on the pages of what was answered."""
        first = focus.citations[0]
        if first.document not in scope.packs:
            return None
        generation = scope.card(first.document).generation
        said = " ".join(one.quote for one in focus.citations if one.document == first.document)
        passages = self.index.catalogue.passages_on(
            (generation, PdfPage(first.pdf_page + n)) for n in range(3)
        )
        units = [
            (passage, unit)
            for passage in sorted(passages, key=lambda one: (one.pdf_page, one.ordinal))
            if passage.item == first.item
            for unit in passage.units
        ]
        overleaf = sum(passage.pdf_page == first.pdf_page for passage, _ in units)
        told = (n + 1 for n, (_, unit) in enumerate(units) if unit.quote in said)
        begun = max(told, default=overleaf)
        words = MORE_WORDS
        rows: list[ListedRow] = []
        # A passage that does not hold takes no other of its page with it.
        for passage, run in groupby(units[begun:], key=itemgetter(0)):
            shown: list[Unit] = []
            for _, unit in run:
                shown += [unit] if words > 0 else []
                words -= len(unit.text.split())
            rows.append(
                ListedRow(
                    document=first.document,
                    text=" ".join(unit.text for unit in shown),
                    quotes=tuple((passage.pdf_page, unit.quote) for unit in shown),
                    frame=" ".join(unit.frame for unit in shown),
                )
            )
        claims = self._checked(rows, scope)
        return _Said(claims=claims, answered=True, lead=MORE) if claims else None

    def _placed(self, claims: Sequence[Claim], scope: Scope) -> tuple[Claim, ...]:
        """Claims with every place at which they stand: the pack's report may be a file of its
        own as well."""
        cited = {(one.document, one.pdf_page) for claim in claims for one in claim.citations}
        copies: dict[tuple[str, int], Sequence[PassageRow]] = {}
        for document, pdf_page in cited:
            card = scope.card(document)
            meeting = [
                one.generation
                for one in scope.cards
                if one.meeting_date in (card.meeting_date, None)
            ]
            copies[document, pdf_page] = self.index.catalogue.copies(
                (card.generation, pdf_page), meeting, letters=COPY_LETTERS
            )
        others = [one for there in copies.values() for one in there]
        texts = self._texts(others) if others else {}
        return tuple(without_repeats([with_places(claim, copies, texts) for claim in claims]))

    def _texts(self, passages: Sequence[PassageRow]) -> dict[tuple[str, int], str]:
        places = {(one.generation, one.pdf_page): one.document for one in passages}
        return {
            (places[(generation, PdfPage(pdf_page))], pdf_page): page.text
            for (generation, pdf_page), page in self.index.catalogue.pages(places).items()
        }


def fitted(claims: Sequence[Claim], words: int, *, in_order: bool = False) -> tuple[Claim, ...]:
    """The claims that go into so many words with their references, in their order; the
    first one is cut to them where it must be.

    Args:
        in_order: nothing is left out between two that are kept.
    """
    kept: list[Claim] = []
    for claim in claims:
        references = len(claim.references.split())
        length = len(claim.text.split()) + references
        if length > words and not kept:
            claim = replace(
                claim, text=shorten(claim.text, max(1, words - references - 1)), marks=()
            )
        elif length > words:
            if in_order:
                break
            continue
        kept.append(claim)
        words -= length
    return tuple(kept)


def _found(cited: Citation, score: float) -> FoundPage:
    return FoundPage(
        document=cited.document,
        title=cited.title,
        pdf_page=cited.pdf_page,
        printed_page=cited.printed_page,
        item=cited.item,
        url=cited.url,
        score=score,
    )


def _focus(citations: Sequence[Citation]) -> Focus:
    """What an answer that stood there was about: the item of its first place, and of the
    others if they are few."""
    items = {(one.document, one.item) for one in citations if one.item}
    if len({item for _, item in items}) > MOST_ITEMS:
        items = set()
    return Focus(
        items=frozenset((document, item) for document, item in items if item),
        citations=tuple(citations),
    )


SHORT = 5
"""Words of a question that may point back by "the" alone."""

MOST_ITEMS = 2
"""Items of an answer that is about them; one of more is about the meeting."""
