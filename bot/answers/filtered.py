"""Questions for all records that have something in common: what is overdue, what has
nobody's name against it, what is due in November, which papers somebody is down for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bot.answers.kinds import Wanted, words_of_examples
from bot.answers.mentions import named_months, named_officers
from bot.answers.progress import is_complete, is_late
from bot.answers.scope import Scope
from indexer.catalogue.terms import terms
from indexer.evidence import Record
from indexer.packs import Pack

__all__ = ["asks_for_all", "filtered", "papers_meant"]

NEAR, AHEAD = 0.52, 0.16
"""How near a question must be to a filter's examples, and how far ahead of questions about
the text, for all the records that pass the filter to be its answer."""

MOST = 12
"""A longer list is no answer; the places are shown instead."""


def asks_for_all(wanted: Wanted) -> bool:
    """Whether a question asks for all records that pass a filter."""
    return bool(wanted.filter) and wanted.near >= NEAR and wanted.ahead >= AHEAD


def papers_meant(scope: Scope) -> list[Pack]:
    """Papers of the meetings named, else of the coming one, else of the latest."""
    for documents in (scope.named_documents, scope.next_documents):
        if documents:
            return [scope.packs[document] for document in sorted(documents)]
    dated = [(pack.meeting.date, pack) for pack in scope.packs.values() if pack.meeting.date]
    latest = max((day for day, _ in dated), default=None)
    return [pack for day, pack in dated if day == latest]


def filtered(
    wanted: Wanted, question: str, scope: Scope, records: Sequence[tuple[str, Record]]
) -> list[tuple[str, Record]]:
    """The (document, record) pairs that a question for all of some kind asks for; [] where
    none passes.

    Args:
        records: of the papers meant.
    """
    kept = [pair for pair in records if pair[1].kind.value == wanted.kind]
    kept = _passing(wanted.filter, question, scope, kept)
    if scope.months and wanted.filter != "due" and wanted.kind == "action":
        kept = _due(scope, kept) or kept
    topic = {
        term for term in terms(question)
        if term not in words_of_examples() and not term.isdigit()
    }
    if topic and wanted.filter != "named":
        kept = [
            pair for pair in kept if 2 * len(topic & set(terms(pair[1].text))) >= len(topic)
        ]
    return kept if len(kept) <= MOST else []


def _passing(
    which: str, question: str, scope: Scope, records: Sequence[tuple[str, Record]]
) -> list[tuple[str, Record]]:
    def late(fields: Mapping[str, str]) -> bool:
        return is_late(fields, scope.today)

    if which == "due":
        return _due(scope, records)
    if which == "named":
        officers = {one.fields["officer"] for _, one in records if "officer" in one.fields}
        named = named_officers(question, officers)
        return [pair for pair in records if pair[1].fields.get("officer") in named]
    passes: Callable[[Mapping[str, str]], bool] = {
        "overdue": late,
        "open": lambda fields: not is_complete(fields),
        "done": is_complete,
        "unassigned": lambda fields: not re.search(r"[^\W\d_]{3}", fields.get("officer", "")),
    }[which]
    return [pair for pair in records if passes(pair[1].fields)]


def _due(scope: Scope, records: Sequence[tuple[str, Record]]) -> list[tuple[str, Record]]:
    """Those whose date names a month that the question names."""
    return [pair for pair in records if _names(pair[1].fields.get("due", ""), scope)]


def _names(due: str, scope: Scope) -> bool:
    named = {(month, year) for month, _, year in named_months(f"by {due}")}
    return any(
        month == wanted and (year is None or asked is None or year == asked)
        for wanted, _, asked in scope.months
        for month, year in named
    )

