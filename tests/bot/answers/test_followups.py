"""Follow-ups: what leans on the question before is put behind it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.followups import is_followup, standalone
from bot.answers.mentions import put_in_place

WHOLE = "how many homes have damp and mould at Longshore Towers"


LEANING = [
    "how bad is it that the boiler failed?",
    "show us that in a table",
    "actually, what about fire doors in Quaybridge Tower?",
    "has Quaybridge got one?",
    "and quaybridge?",
    "what about the other tower",
    "who said that?",
    "why?",
    "when is it due to be finished by the contractor?",
    "same for rents please",
    "how much did they spend on consultants and lawyers last year?",
    "how much of that is ours?",
    "and how much of that is ours?",
    "who's paying for it",
    "what did she say about the budget",
    "when will they be told",
    "which one is cheapest?",
    "is that more than last year?",
    "what happened then?",
    "in June?",
    "for the under fives?",
    "how much?",
    "how many homes?",
    "did he apologise",
    "does this include Marram?",
    "are those figures right?",
    "which of those are in my ward?",
    "is the other one still open?",
    "who wrote that report?",
    "what's the deadline?",
    "and the cost?",
    "tell me more",
    "anything on their finances?",
    "how does that compare with Lancashire",
    "so why did it go up?",
    "ok and when?",
    "who are they",
    "what do the others pay?",
    "how many live there?",
    "has it been agreed by cabinet yet?",
    "since then?",
    "can we appeal against it?",
    "who signed off their report?",
    "Longshore?",
    "what was the outcome",
    "were they consulted",
    "how long will that take to finish",
    "is that legal",
    "who's the officer for it",
    "ok and in quaybridge",
    "will it cost more",
    "what about rents",
    "when do we get to see them",
    "how did they vote",
    "and last year?",
    "can you give me the page?",
    "which page is that on",
    "why not",
    "does that cover the whole borough?",
    "are they still closed on sundays",
    "whats the reason for this",
    "did it pass",
    "so is it going ahead or not",
    "how far behind are they",
    "who asked for that",
    "what else did he say",
    "is any of it grant funded",
    "and who pays?",
    "by how much?",
    "as a percentage?",
    "compared to what?",
    "the other tower?",
    "how old are they on average",
    "what happens to it after that",
    "did anyone object to it",
    "is it the same for leaseholders?",
    "is it the one in Quaybridge?",
    "has Quaybridge got one?",
    "the second one",
    "the overdue ones",
]
"""As councillors type them in the middle of a conversation."""

STANDING = [
    "is the market one of the sites to be sold?",
    "did the library move from two floors to one?",
    "which councillors voted against item one?",
    "is it the policy to evict tenants in arrears?",
    "forget that. who chairs the planning committee",
    "ok, that's that then. which reports are late this month?",
    "how much has the council spent on fire doors since April",
    "which officer reports on missed bin collections in Quaybridge",
    "how many potholes were filled this year?",
    "is there a plan for the bus station?",
    "are there any objections to the Cobb Lane scheme?",
    "how many more homes will be built in Marram?",
    "one in ten kids is off school - what are we doing about attendance",
    "what did residents who objected to the crossing say?",
    "how many of those who replied to the survey want weekly bins?",
    "is it true that the library is closing?",
    "the report that we asked for on damp, when is it coming?",
    "what's on the agenda for this meeting about parking?",
    "how much more will garden waste cost this year?",
    "who chairs the health board and does she still live in Marram?",
    "are schools getting their grant for free meals?",
    "which councillors voted against the budget?",
    "what other councils charge for garden waste?",
    "do either of the towers have sprinklers?",
    "how are we tackling fly tipping these days?",
    "who is the chair?",
    "are both lifts at Longshore working?",
    "what time does the meeting start?",
    "how many staff have left children's services this quarter?",
    "is there more money for road repairs?",
    "does the council have to help nans who take the kids on?",
    "what are the plans for the depot once it closes?",
    "ok so how much has been spent on fire doors",
    "how many complaints were there about bins?",
    "has there been any progress on the empty homes plan?",
    "which schools were rated inadequate again?",
    "who else sits on the health and wellbeing board?",
    "what do the auditors say about reserves?",
    "young people hospitalised - latest number and how does it compare nationally",
    "and what is the council doing about damp in the Longshore flats?",
    "why are bus passes going up in price?",
    "how many people with autism are waiting for a diagnosis",
    "the minutes say that members wanted a visit - did the visit happen",
    "who is responsible for gritting the roads this winter?",
    "is there any money in the budget for potholes",
    "how many one bed flats are there on the waiting list",
    "what was the one thing ofsted said had to improve in sen",
    "are there more kids on child protection plans than last year",
    "do we know why there are so many agency social workers",
    "what did cllr hobson say about the library at the last meeting",
    "are these meetings still webcast?",
    "can residents who missed the deadline still object to the local plan?",
    "is it right that we are selling the depot at cobb lane",
    "please list the recommendations in item 6",
    "what recommendations are in the youth justice report",
    "has the council replied to the ombudsman about damp",
    "how much of the grant that we got for buses has been spent",
    "is the ferry subsidy under review again?",
    "which of the two towers had more damp cases, longshore or quayside?",
    "who do i contact about a broken street light",
    "what happened with the recycling centre in march",
    "what is the same day emergency care target for the hospital",
    "how does our council tax compare with other districts",
    "what proportion of those aged 16 to 18 are in work or training",
    "are any of the children's homes rated outstanding",
    "does either hospital have enough beds",
    "how sure are we that the bridge is safe?",
    "why is it that rents rose in Quaybridge?",
    "how many of those that replied to the survey want weekly bins?",
    "what do the other councils charge for garden waste?",
    "on the other hand, what would the pier cost?",
    "how many pupils missed the phonics target in year one?",
]
"""Whole questions, with words in them that point elsewhere but not at the conversation."""


def test_questions_that_lean() -> None:
    missed = [question for question in LEANING if not is_followup(question, [WHOLE])]
    assert len(missed) <= 2, missed
    assert standalone("why?", [WHOLE]) == f"{WHOLE} why?"


def test_questions_that_stand_alone() -> None:
    taken = [question for question in [*STANDING, WHOLE] if is_followup(question, [WHOLE])]
    assert len(taken) <= 10, taken
    assert standalone("who is the chair?", [WHOLE]) == "who is the chair?"


@pytest.mark.parametrize("question", ["why?", "and quaybridge?", "who signed off their report?"])
def test_capitals_and_marks_make_no_difference(question: str) -> None:
    for typed in (question.upper(), question.rstrip("?"), f"  {question} ", f"{question}??"):
        assert is_followup(typed, [WHOLE])


def test_without_history_nothing_leans() -> None:
    assert not is_followup("and quaybridge?", [])
    assert standalone("and quaybridge?", []) == "and quaybridge?"


def test_a_chain_goes_back_to_the_question_that_stands_alone() -> None:
    history = ["another topic altogether about the museum roof repair", WHOLE, "and quaybridge?"]
    assert standalone("why?", history) == f"{WHOLE} and quaybridge? why?"


def test_a_chain_ends_after_three() -> None:
    history = ["why?", "how?", "when?", "who?", "where?"]
    assert standalone("really?", history) == "when? who? where? really?"


@pytest.mark.parametrize(
    ("earlier", "fragment", "whole"),
    [
        (
            "what are we asked to decide on item 6?",
            "and 9?",
            "what are we asked to decide on item 9?",
        ),
        ("summarise item 6", "what about item 8 then?", "summarise item 8"),
        ("what's due in March?", "and in September?", "what's due in September?"),
        ("what is on page 12", "and 14", "what is on page 14"),
        ("what did we agree in March?", "and October 2024?", "what did we agree in October 2024?"),
        ("what is in appendix 5(a)?", "and 5(b)?", "what is in appendix 5(b)?"),
    ],
)
def test_what_is_named_anew_takes_the_old_place(earlier: str, fragment: str, whole: str) -> None:
    assert standalone(fragment, [earlier]) == whole


@given(st.text(), st.lists(st.text(), max_size=5))
def test_the_question_itself_is_always_last(question: str, history: list[str]) -> None:
    whole = standalone(question, history)
    assert whole.endswith(question) or any(put_in_place(one, question) for one in history)
