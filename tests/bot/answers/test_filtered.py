"""Questions for all records that have something in common."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.filtered import asks_for_all, filtered
from bot.answers.kinds import FILE, Examples, Wanted
from bot.answers.mentions import named_months
from bot.answers.scope import Scope
from indexer.evidence import Record, RecordKind
from indexer.models.embed import LocalEmbeddings
from indexer.packs import PdfPage

TODAY = dt.date(2025, 4, 10)


def action(number: str, text: str, **fields: str) -> tuple[str, Record]:
    return "pack", Record(
        kind=RecordKind.ACTION, text=f"Action {number}: {text}", fields=fields,
        pdf_page=PdfPage(1), quotes=((PdfPage(1), text),),
    )


GULLIES = action("1", "Map the gullies.", due="March 2025", officer="Ann Brown, Head of Streets")
BINS = action("2", "Count the litter bins.", due="June 2025", status="Open")
LEASE = action("3", "Renew the depot lease.", due="January 2025", status="Complete",
               officer="Raj Shah, Property Manager")
EVERY = [GULLIES, BINS, LEASE]


def passing(question: str, which: str) -> list[tuple[str, Record]]:
    wanted = Wanted(kind="action", filter=which, near=0.7, ahead=0.3)
    scope = Scope(today=TODAY, cards=(), packs={}, months=tuple(named_months(question)))
    return filtered(wanted, question, scope, EVERY)


@pytest.mark.parametrize(("question", "which", "found"), [
    ("what's overdue on the tracker?", "overdue", [GULLIES]),
    ("which actions are still open?", "open", [GULLIES, BINS]),
    ("what has been completed?", "done", [LEASE]),
    ("which actions have no lead officer?", "unassigned", [BINS]),
    ("what's due in June?", "due", [BINS]),
    ("which actions are due?", "due", []),
    ("what is Ann Brown responsible for?", "named", [GULLIES]),
    ("which actions on litter bins are open?", "open", [BINS]),
    ("which actions on swimming are open?", "open", []),
])
def test_a_filter_on_fields(
    question: str, which: str, found: list[tuple[str, Record]]
) -> None:
    assert passing(question, which) == found


@pytest.fixture(scope="module")
def examples() -> Examples:
    return Examples(LocalEmbeddings(), None)


@pytest.mark.parametrize(("question", "kind", "which"), [
    ("which actions on the tracker are overdue?", "action", "overdue"),
    ("have any of our actions got nobody's name on them?", "action", "unassigned"),
    ("what is on the work plan for October?", "work plan", "due"),
])
def test_what_is_asked_for_is_learned_from_examples(
    examples: Examples, question: str, kind: str, which: str
) -> None:
    wanted = examples.wanted(question)
    assert (wanted.kind, wanted.filter) == (kind, which)
    assert asks_for_all(wanted)


@pytest.mark.parametrize("question", [
    "how many homes have damp?", "why has the cost of the new depot doubled?",
    "do residents like the one-way system?",
])
def test_most_questions_ask_for_no_record(examples: Examples, question: str) -> None:
    assert not asks_for_all(examples.wanted(question))


def test_every_example_is_of_a_kind_that_there_is() -> None:
    kinds = {kind.value for kind in RecordKind} | {"text"}
    for line in FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label = line.partition(": ")[0]
            assert label in kinds or label.rpartition(" ")[0] in kinds, line
