"""Answers to and from JSON, so that buttons under an old answer still work.

Of the pages that the search brought up only the best are kept, and no snippets; of the
conversation, nothing: what was asked before may be other people's words.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from bot.answers.answer import Answer, Citation, Claim, FoundPage, Question, Timings
from indexer.council.packs import PdfPage, PrintedPage

__all__ = ["KEPT_PAGES", "dump_answer", "load_answer"]

KEPT_PAGES = 10


def dump_answer(answer: Answer) -> dict[str, Any]:
    """The answer as JSON can hold it."""
    kept = dataclasses.replace(
        answer,
        pages=answer.pages[:KEPT_PAGES],
        # The conversation is kept as such, once.
        question=dataclasses.replace(answer.question, history=(), replies=(), stood=()),
    )
    plain: dict[str, Any] = _plain(dataclasses.asdict(kept))
    return plain


def load_answer(kept: dict[str, Any]) -> Answer:
    """The inverse of `dump_answer`, but for what it left out."""
    question = kept["question"]
    return Answer(
        question=Question(
            text=question["text"],
            as_of=_date(question["as_of"]),
            documents=tuple(question["documents"]),
            committee=question["committee"],
        ),
        answered=kept["answered"],
        lead=kept["lead"],
        claims=tuple(
            Claim(
                text=claim["text"],
                citations=tuple(_citation(citation) for citation in claim["citations"]),
            )
            for claim in kept["claims"]
        ),
        pages=tuple(FoundPage(**page) for page in kept["pages"]),
        notices=tuple(kept["notices"]),
        written_by=kept["written_by"],
        timings=Timings(**kept["timings"]),
    )


def _citation(kept: dict[str, Any]) -> Citation:
    return Citation(
        **{
            **kept,
            "meeting_date": _date(kept["meeting_date"]),
            "also": tuple(
                (
                    str(document),
                    PdfPage(pdf_page),
                    None if printed is None else PrintedPage(printed),
                )
                for document, pdf_page, printed in kept["also"]
            ),
        }
    )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
