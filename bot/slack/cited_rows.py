"""Rows of tables that an answer cites."""

from __future__ import annotations

import logging

from bot.answers.answer import Answer
from bot.answers.check import folded
from bot.papers import Papers
from bot.slack.views.paper_tables import CitedRow, cited_message
from indexer.council.problems import PackhorseError

__all__ = ["cited_rows", "has_table"]

log = logging.getLogger("packhorse.slack")


def has_table(papers: Papers, answer: Answer) -> bool:
    """Whether what an answer cites can be shown as a table. An answer goes out without it."""
    try:
        return cited_message(cited_rows(papers, answer)) is not None
    except PackhorseError as exc:
        log.warning("table=unknown error=%s", type(exc).__name__)
        return False


def cited_rows(papers: Papers, answer: Answer) -> list[CitedRow]:
    """Rows of which an answer quotes at least a part, in the order of its claims."""
    found = []
    for citation in answer.citations:
        words = folded(citation.quote)
        for unit in papers.rows_on(citation.document, citation.pdf_page):
            row = folded(unit.quote)
            if words in row or row in words:
                found.append(CitedRow(unit, citation))
    return found
