"""Which questions structure is asked for, and which it leaves to the search."""

from __future__ import annotations

import pytest

from bot.answers.records import Kind, kinds_of


@pytest.mark.parametrize(("question", "kind"), [
    ("what's overdue on the tracker?", Kind.ACTIONS),
    ("which recommendations are still open?", Kind.ACTIONS),
    ("what are we still waiting for?", Kind.ACTIONS),
    ("what did we agree on parking in November?", Kind.AGREED),
    ("what was resolved about the leisure centre?", Kind.AGREED),
    ("what are we being asked to decide?", Kind.ASKED),
    ("is item 7 just to note?", Kind.ASKED),
    ("anything on libraries in the work programme?", Kind.WORK_PLAN),
    ("has the cabinet member signed off the depot lease?", Kind.DECIDED),
    ("what's been approved on bus lanes?", Kind.DECIDED),
    ("what's in the forward plan on housing?", Kind.COMING_DECISIONS),
    ("any new members on the panel?", Kind.MEMBERS),
    ("who do I ring about the papers?", Kind.CONTACT),
    ("what time does the meeting start?", Kind.MEETING),
    ("who wrote the budget report?", Kind.OFFICER),
    ("who's responsible for item 9?", Kind.OFFICER),
])
def test_questions_that_structure_may_answer(question: str, kind: Kind) -> None:
    assert kinds_of(question)[:1] == [kind]


@pytest.mark.parametrize("question", [
    "how many flytipping cases are still open?",
    "what has changed since the cabinet agreed it?",
    "who pays once the executive has approved it?",
    "how much do residents owe in council tax?",
    "does the scheme save any money?",
    "is the library open on Sundays?",
])
def test_questions_that_it_leaves_to_the_search(question: str) -> None:
    assert kinds_of(question) == []
