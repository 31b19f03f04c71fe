"""An answer written by a language model that is shown the pack.

It plans the search; the best pages of all searches are shown to it whole, with the records
that it wished for; it may look further; it drafts claims that cite units by id; what does
not hold goes back to it once, with the reasons. What fails again is replaced by the units
that it cited: an answer whose evidence was found is never silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import TYPE_CHECKING

import prompts
from bot.answers.answer import Claim, Question
from bot.answers.find import Candidate, Found
from bot.answers.say.cited import Cited, Problem, revised
from bot.answers.say.drafts import Draft, DraftedClaim, ListRecords, OpenPages, Plan, Search
from bot.answers.say.material import Material, contents, records_in
from bot.answers.say.model import MAX_ASKED, Ability, CannotError, Writer
from bot.answers.scope import Scope
from bot.answers.worked import work_out
from indexer.council.dates import spoken_date
from indexer.council.packs import PdfPage, PrintedPage
from indexer.evidence.records import Record
from indexer.index import Index

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from pydantic import BaseModel

__all__ = ["Ways", "Written", "write"]

ROUNDS = 3
"""Further looks that a model may take; then it must answer."""

LOOKS = 4
"""Of one round."""

SEARCHES = 5
"""Of one plan."""

FUSE = 10
"""Of the fusion: a page is worth 1 / (FUSE + rank) of each search that finds it."""

DEPTH = 30
"""Pages of each search that are fused."""

FIRST_SHARE, LOOK_SHARE = 0.8, 0.25
"""Of the budget, for the first look; and for each further one, which shows a page at least."""

TURNED = 4
"""Of the best pages, those that are turned over where they end in mid-sentence or mid-table."""

FURTHER_PAGES = 4
"""That a further search brings."""

OPENED = 3
"""Pages that are opened at a time."""

CONTENTS_TOKENS = 2_000

CLAIMS = 6
"""Of an answer: what is longer is no answer but a paste."""

TURNS = 4
"""Of the conversation that the model is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How the papers are looked into; the desk's own ways, so that all see the same.

    Attributes:
        scope: the scope of a question that stands alone.
        find: passages for some words, within a scope; read by the reader, or only found,
            which takes a tenth of the time.
        records: the records of a document.
    """

    index: Index
    scope: Callable[[str], Scope]
    find: Callable[[str, Scope, bool], Found]
    records: Callable[[str], Sequence[Record]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a model has answered, as far as it holds.

    Attributes:
        claims: each stands on its citations; empty where nothing was found.
        answered: False where the model says that the papers do not hold it.
        left_out: some of what it wrote did not stand on its units.
        scope: of the question as the model made it whole.
        pages: candidates of pages, the best first.
        calls, tokens: what it cost.
    """

    claims: tuple[Claim, ...]
    answered: bool
    left_out: bool
    whole: str
    scope: Scope
    pages: tuple[tuple[Candidate, float], ...]
    calls: int
    tokens: int


def write(question: Question, whole: str, *, writer: Writer, ways: Ways) -> Written:
    """Answer a question with a language model.

    Args:
        question: as it was typed, with its conversation.
        whole: the question made whole by rule.

    Raises:
        ModelUnavailableError: it gave nothing that can be used, or not in time.
    """
    return _Answering(question, whole, writer, ways).written()


class _Answering:
    """One question's way from a plan to checked claims."""

    def __init__(self, question: Question, whole: str, writer: Writer, ways: Ways) -> None:
        self._question = question
        self._whole = whole
        self._writer = writer
        self._ways = ways
        self._talk = writer.talk()
        self._scope = ways.scope(whole)
        self._plans = writer.ability >= Ability.TWO_CALLS
        # Where a plan follows, which may put the question otherwise, it is read then.
        self._found = [ways.find(whole, self._scope, not self._plans)]

    def written(self) -> Written:
        plan = self._plan()
        self._search(plan)
        pages = _fused(self._found)
        documents = list(dict.fromkeys(one.passage.document for one, _ in pages))
        self._contents, self._papers = contents(self._scope, documents[:8], tokens=CONTENTS_TOKENS)
        self._material = Material(self._ways.index, self._scope, tokens=self._writer.tokens)
        self._documents = documents
        if plan.records:
            self._material.add_records(self._records(plan))
        self._material.left -= int(self._writer.tokens * (1 - FIRST_SHARE))
        self._material.add_pages(
            self._with_overleaf([(one.passage.document, one.passage.pdf_page) for one, _ in pages])
        )
        messages, draft = self._draft()
        claims, problems = self._checked(draft)
        if problems:
            again = revised(self._talk, Draft, messages, problems)
            # A correction that says nothing at all takes nothing away.
            if again is not None and again.claims:
                draft = again
                claims, problems = self._checked(draft)
        kept = [claim for claim in claims if claim is not None]
        if problems:
            kept += self._cited().quoted([one for one, _ in problems], kept)
        return Written(
            claims=tuple(kept),
            answered=draft.answered and bool(kept),
            left_out=bool(problems),
            whole=self._whole,
            scope=self._scope,
            pages=tuple(pages),
            calls=self._talk.calls,
            tokens=self._talk.tokens,
        )

    # --- finding -----------------------------------------------------------------

    def _plan(self) -> Plan:
        """The model's plan; one without searches where it cannot plan."""
        bare = Plan(question=self._whole, searches=[])
        if not self._plans:
            return bare
        documents = [one.passage.document for one, _ in self._found[0].pages()[:DEPTH]]
        text = prompts.load("plan").fill(
            today=spoken_date(self._scope.today),
            contents=prompts.fence(
                {"papers": contents(self._scope, documents, tokens=CONTENTS_TOKENS)[0]}
            ),
            conversation=self._conversation(),
            question=prompts.fence({"question": self._question.text[:MAX_ASKED]}),
        )
        try:
            return self._talk.structured(Plan, text)
        except CannotError:
            self._talk.lower(Ability.ONE_CALL)
            return bare

    def _search(self, plan: Plan) -> None:
        """Run a plan's searches, in the scope of the question as it is understood now."""
        stands = plan.question.strip()[:MAX_ASKED]
        if stands and stands.casefold() != self._whole.casefold():
            self._whole = stands
            self._scope = self._ways.scope(stands)
        if self._plans:
            self._found = [self._ways.find(self._whole, self._scope, True)]
        self._scope = _preferring(self._scope, plan)
        for words in dict.fromkeys(one.strip()[:MAX_ASKED] for one in plan.searches[:SEARCHES]):
            if words:
                self._found.append(self._ways.find(words, self._scope, False))

    def _with_overleaf(self, places: list[tuple[str, int]]) -> list[tuple[str, int]]:
        """Pages, with those behind the best ones on which a sentence or table goes on."""
        overleaf = [
            (document, pdf_page + 1)
            for document, pdf_page in places[:TURNED]
            if self._material.goes_on(document, pdf_page)
        ]
        return list(dict.fromkeys([*places[:TURNED], *overleaf, *places[TURNED:]]))

    def _records(self, plan: Plan) -> list[tuple[str, Record]]:
        first = [
            document
            for document in self._documents
            if document in self._scope.named_documents or document in self._scope.next_documents
        ]
        return records_in(self._scope, self._ways.records, plan.records, [*first, *self._documents])

    def _conversation(self) -> str:
        asked, replies = self._question.history, self._question.replies
        turns = [
            f"Asked: {text[:MAX_ASKED]}" + (f"\nAnswered: {reply[:MAX_ASKED]}" if reply else "")
            for text, reply in zip(asked, chain(replies, repeat("")), strict=False)
        ][-TURNS:]
        fenced = {f"turn {number}": turn for number, turn in enumerate(turns, start=1)}
        return prompts.fence(fenced) or "(none)"

    # --- drafting ----------------------------------------------------------------

    def _prompt(self, *, rounds: int) -> str:
        return prompts.load("answer").fill(
            today=spoken_date(self._scope.today),
            further=prompts.load("look-further").fill(rounds=str(rounds)) if rounds else "",
            contents=prompts.fence({"papers": self._contents}),
            material=prompts.fence(dict(self._material.blocks)),
            conversation=self._conversation(),
            question=prompts.fence({"question": self._question.text[:MAX_ASKED]}),
            whole=prompts.fence({"whole question": self._whole[:MAX_ASKED]}),
        )

    def _draft(self) -> tuple[list[BaseMessage], Draft]:
        """A draft and the messages that led to it."""
        from langchain_core.messages import HumanMessage

        if self._writer.ability is Ability.TOOLS:
            try:
                return self._with_tools()
            except CannotError:
                self._talk.lower(Ability.TWO_CALLS)
        messages: list[BaseMessage] = [HumanMessage(self._prompt(rounds=0))]
        return messages, self._talk.structured(Draft, messages)

    def _with_tools(self) -> tuple[list[BaseMessage], Draft]:
        from langchain_core.messages import HumanMessage, ToolMessage

        messages: list[BaseMessage] = [HumanMessage(self._prompt(rounds=ROUNDS))]
        nothing_new = prompts.load("nothing-new").text
        for turn in range(ROUNDS + 1):
            # The last round, and what there is no time for, must answer.
            looks = turn < ROUNDS and self._talk.left > self._writer.seconds / 3
            tools: list[type[BaseModel]] = [Draft, Search, OpenPages, ListRecords]
            said, calls = self._talk.choice(messages, tools if looks else [Draft])
            messages.append(said)
            for _, value in calls:
                if isinstance(value, Draft):
                    return messages, value
            for number, (name, value) in enumerate(calls):
                self._material.left = int(self._writer.tokens * LOOK_SHARE)
                shown = self._look(value) if number < LOOKS and looks else []
                messages.append(
                    ToolMessage(
                        prompts.fence(dict(shown)) if shown else nothing_new, tool_call_id=name
                    )
                )
        raise CannotError("The language model kept on looking further.")

    def _look(self, wish: BaseModel | None) -> list[tuple[str, str]]:
        """What a further look brings, that was not shown before."""
        if isinstance(wish, Search):
            found = self._ways.find(wish.query[:MAX_ASKED], self._scope, True)
            self._found.append(found)
            new = [
                (one.passage.document, one.passage.pdf_page)
                for one, _ in found.pages()[:DEPTH]
                if not self._material.shown(one.passage.document, one.passage.pdf_page)
            ]
            return self._material.add_pages(new[:FURTHER_PAGES])
        if isinstance(wish, OpenPages):
            document = self._papers.get(wish.paper.strip().upper())
            return self._material.add_pages(self._opened(document, wish)) if document else []
        if isinstance(wish, ListRecords):
            return self._material.add_records(
                records_in(
                    self._scope, self._ways.records, [wish.kind], self._documents, words=wish.words
                )
            )
        return []

    def _opened(self, document: str, wish: OpenPages) -> list[tuple[str, int]]:
        """The PDF pages of printed ones; a number that is printed nowhere is a PDF page."""
        generation = self._scope.card(document).generation
        pages = self._ways.index.catalogue.all_pages(generation)
        numbers = range(wish.first, min(wish.last, wish.first + OPENED - 1) + 1)
        printed = {page.printed_page: page.pdf_page for page in pages if page.printed_page}
        known = {page.pdf_page for page in pages}
        found = [printed.get(PrintedPage(number), PdfPage(number)) for number in numbers]
        return [(document, number) for number in found if number in known]

    # --- checking ----------------------------------------------------------------

    def _checked(self, draft: Draft) -> tuple[list[Claim | None], list[Problem]]:
        """A draft's claims, None for each that does not hold, and what is wrong with those."""
        cited = self._cited()
        claims, problems = cited.checked(draft.claims[:CLAIMS])
        for wish in draft.worked[:CLAIMS]:
            made = work_out(wish, self._material.unit, question=self._whole)
            if made.units:
                claims.append(cited.claim(made.text, made.units))
            else:
                refused = DraftedClaim(text=f"(worked) {wish.label}", units=[])
                problems.append((refused, made.reason))
        return claims, problems

    def _cited(self) -> Cited:
        return Cited(self._material, self._scope, question=self._whole)


def _preferring(scope: Scope, plan: Plan) -> Scope:
    """The scope with the meeting and items that a plan names, as far as there are such."""
    documents, items = set(scope.named_documents), set(scope.items)
    if plan.meeting:
        documents |= {
            card.document
            for card in scope.cards
            if card.meeting_date and card.meeting_date.isoformat() == plan.meeting.strip()
        }
    known = {item.number for pack in scope.packs.values() for item in pack.items}
    items |= known.intersection(one.strip().lower() for one in plan.items)
    return replace(scope, named_documents=frozenset(documents), items=frozenset(items))


def _fused(found: Sequence[Found]) -> list[tuple[Candidate, float]]:
    """The pages of several searches, the best first (reciprocal rank fusion)."""
    best: dict[tuple[str, int], Candidate] = {}
    worth: dict[tuple[str, int], float] = {}
    for one in found:
        for rank, (candidate, _) in enumerate(one.pages()[:DEPTH], start=1):
            place = (candidate.passage.document, candidate.passage.pdf_page)
            best.setdefault(place, candidate)
            worth[place] = worth.get(place, 0.0) + 1 / (FUSE + rank)
    return [(best[place], worth[place]) for place in sorted(worth, key=lambda at: -worth[at])]
