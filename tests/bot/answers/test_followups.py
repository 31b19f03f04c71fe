"""Follow-ups: what leans on the question before is put behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.followups import is_followup, standalone

WHOLE = "how many homes have damp and mould at Longshore Towers"


@pytest.mark.parametrize(
    "question",
    [
        "and quaybridge?", "what about the other tower", "who said that?", "why?",
        "when is it due to be finished by the contractor?", "same for rents please",
        "how much did they spend on consultants and lawyers last year?",
    ],
)
def test_questions_that_lean(question: str) -> None:
    assert is_followup(question, [WHOLE])
    assert standalone(question, [WHOLE]) == f"{WHOLE} {question}"


@pytest.mark.parametrize(
    "question",
    ["how much has the council spent on fire doors since April", WHOLE,
     "which officer reports on missed bin collections in Quaybridge"],
)
def test_questions_that_stand_alone(question: str) -> None:
    assert standalone(question, [WHOLE]) == question


def test_without_history_nothing_leans() -> None:
    assert not is_followup("and quaybridge?", [])
    assert standalone("and quaybridge?", []) == "and quaybridge?"


def test_a_chain_goes_back_to_the_question_that_stands_alone() -> None:
    history = ["another topic altogether about the museum roof repair", WHOLE, "and quaybridge?"]
    assert standalone("why?", history) == f"{WHOLE} and quaybridge? why?"


def test_a_chain_ends_after_three() -> None:
    history = ["why?", "how?", "when?", "who?", "where?"]
    assert standalone("really?", history) == "when? who? where? really?"


@given(st.text(), st.lists(st.text(), max_size=5))
def test_the_question_itself_is_always_last(question: str, history: list[str]) -> None:
    assert standalone(question, history).endswith(question)
