"""Rows of tables that an answer cites."""

from __future__ import annotations

from functools import cache

from bot.answers.answer import Answer
from bot.answers.check import MIN_QUOTE, folded
from bot.answers.check.quoted import place_of
from bot.papers import Papers
from bot.slack import log
from bot.slack.views.paper_tables import CitedRow, most_cited
from indexer.council.problems import PackhorseError

__all__ = ["cited_rows", "has_table"]


def has_table(papers: Papers, answer: Answer) -> bool:
    """Whether what an answer cites can be shown as a table. An answer goes out without it."""
    try:
        return bool(most_cited(cited_rows(papers, answer)))
    except PackhorseError as exc:
        log.warning("table=unknown error=%s", type(exc).__name__)
        return False


def cited_rows(papers: Papers, answer: Answer) -> list[CitedRow]:
    """Rows of which an answer quotes at least a part, in the order of its claims."""
    found = []
    rows_on = cache(papers.rows_on)
    for citation in answer.citations:
        for unit in rows_on(citation.document, citation.pdf_page):
            if _within(citation.quote, unit.quote) or _within(unit.quote, citation.quote):
                found.append(CitedRow(unit, citation))
    return found


def _within(words: str, text: str) -> bool:
    """Whether words that are enough to tell a row by stand in a text, from edge to edge."""
    wanted = folded(words)
    return sum(map(str.isalnum, wanted)) >= MIN_QUOTE and bool(place_of(wanted, text, cut=True))
