"""What is asked and what is answered: the value types between finding, saying,
checking and showing.

A `Claim` is one line of an answer and stands on one or more `Citation`s; nothing
reaches a reader that is not a claim with a citation that `bot.answers.check` has
passed, or one of our own fixed sentences.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from indexer.council.packs import PdfPage, PrintedPage, page_name

__all__ = ["Answer", "Citation", "Claim", "FoundPage", "Question", "Timings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it was typed, with what it is to be understood by.

    Attributes:
        text: the councillor's words.
        history: earlier questions of the same conversation, oldest first.
        replies: what was answered to them, as far as it is known, in the same order.
        stood: where these answers stood, in the same order.
        as_of: "today"; papers published later do not exist yet.
        documents: names without ``.pdf``; search only these. Empty: all.
        committee: search only this committee's papers. None: all.
    """

    text: str
    history: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    stood: tuple[tuple[Citation, ...], ...] = ()
    as_of: dt.date | None = None
    documents: tuple[str, ...] = ()
    committee: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where a claim stands, word for word.

    Attributes:
        document: file name without ``.pdf``.
        title: how a person would name the document ("Agenda pack, 27 January 2022").
        quote: the page's own words.
        url: the published address with ``#page=``, or None.
        meeting_date: of the meeting that the document is for.
        earlier: the document is for an earlier meeting than the one asked about.
        ocr: the words were read off a scanned page.
        superseded_by: name of the document that replaces this one, or None.
        also: other places that say the same, as (document, PDF page, printed page).
    """

    document: str
    title: str
    pdf_page: PdfPage
    printed_page: PrintedPage | None
    quote: str
    item: str | None = None
    url: str | None = None
    meeting_date: dt.date | None = None
    earlier: bool = False
    ocr: bool = False
    superseded_by: str | None = None
    also: tuple[tuple[str, PdfPage, PrintedPage | None], ...] = ()

    @property
    def reference(self) -> str:
        """``p. 97, item 6`` as a person says it; ``PDF p. 3`` where no number is printed."""
        number = page_name(self.printed_page, self.pdf_page)
        if self.item:
            number += f", item {self.item}"
        if self.superseded_by:
            number += f", superseded by {self.superseded_by}"
        return f"{number}, scanned" if self.ocr else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One line of an answer. `text` is plain text, never markup; `marks` are the (start,
    end) of what speaks to the question, to be shown in bold."""

    text: str
    citations: tuple[Citation, ...]
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def references(self) -> str:
        """``p. 97, item 6; p. 101, item 6``: its places, each once."""
        return "; ".join(dict.fromkeys(one.reference for one in self.citations))

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """Its text in runs, each with whether it is marked."""
        runs: list[tuple[str, bool]] = []
        done = 0
        for start, end in self.marks:
            runs += [(self.text[done:start], False), (self.text[start:end], True)]
            done = end
        return tuple(run for run in (*runs, (self.text[done:], False)) if run[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """A page that the search brought up. `score` only orders pages of one answer."""

    document: str
    title: str
    pdf_page: PdfPage
    printed_page: PrintedPage | None
    item: str | None
    score: float
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Seconds that each stage took."""

    find: float = 0.0
    rerank: float = 0.0
    write: float = 0.0
    check: float = 0.0

    @property
    def total(self) -> float:
        return self.find + self.rerank + self.write + self.check


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that has been checked.

    Attributes:
        question: what was asked.
        answered: False where the papers do not (surely) say.
        lead: our own fixed words before the claims ("I can't find that exactly; the
            nearest the papers come is:"), "" for a plain answer.
        claims: each stands on its citations. Where `answered` is False they are what
            the papers do say near it, and are shown as such.
        pages: best first, at least ten where the index has as many.
        notices: our own sentences about the answer as a whole ("The language model
            could not be reached; these are quotes from the papers.").
        written_by: "quotes" or the name of the model.
        calls, tokens: what a model was asked for it; tokens as its provider counts them,
            in and out, 0 where it does not say.
    """

    question: Question
    answered: bool
    lead: str = ""
    claims: tuple[Claim, ...] = ()
    pages: tuple[FoundPage, ...] = ()
    notices: tuple[str, ...] = ()
    written_by: str = "quotes"
    calls: int = 0
    tokens: int = 0
    timings: Timings = field(default_factory=Timings)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in the order of the claims."""
        seen: dict[tuple[str, int, str], Citation] = {}
        for claim in self.claims:
            for citation in claim.citations:
                seen.setdefault((citation.document, citation.pdf_page, citation.quote), citation)
        return tuple(seen.values())

    @property
    def text(self) -> str:
        """The answer as plain text: what a reader sees, without the list of sources."""
        lines = [self.lead] if self.lead else []
        for claim in self.claims:
            lines.append(f"{claim.text} ({claim.references})")
        lines.extend(self.notices)
        return "\n".join(lines)
