"""An item asked for in short is answered as its digest has it."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.answer import Claim, Question
from bot.answers.desk import Desk
from bot.digests.points import Points
from indexer.index import Index
from indexer.models.reader import Reader
from tests.bot.answers.test_desk import assert_holds

APRIL = dt.date(2025, 4, 5)


def meant(text: str, index: Index) -> tuple[str, str] | None:
    found: list[tuple[str, str]] = []

    def in_short(document: str, number: str) -> list[Claim]:
        found.append((document, number))
        return []

    Desk(index, Reader(), in_short=in_short).at_once(Question(text=text, as_of=APRIL))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("summarise item 6", "6"),
        ("Can you sum up item 5 please?", "5"),
        ("what's item 2 about?", "2"),
        ("key points of item 9", "9"),
        ("item 6 in a nutshell", "6"),
        ("Tell me about item 5, damp and mould", "5"),
        ("give me the gist of item six of the April meeting", "6"),
    ],
)
def test_an_item_is_asked_for_in_short(sample_index: Index, text: str, number: str) -> None:
    found = meant(text, sample_index)
    assert found is not None
    assert found[0].startswith("saltmere-homes-scrutiny-2025-04-10")
    assert found[1] == number


@pytest.mark.parametrize(
    "text",
    [
        "what does item 6 say about flats?",
        "what is recommended under item 6?",
        "summarise items 5 and 6",
        "summarise the budget",
        "who wrote item 6?",
        "when is item 6?",
        "summarise item 99",
        "how much does item 6 cost?",
        "summarise the risks in item 6",
    ],
)
def test_something_else_is_asked_for(sample_index: Index, text: str) -> None:
    assert meant(text, sample_index) is None


def test_the_earlier_meeting_s_item_where_it_is_named(sample_index: Index) -> None:
    assert meant("summarise item 7 of the January meeting", sample_index) == (
        "saltmere-homes-scrutiny-2025-01-16",
        "7",
    )


def test_the_answer_is_what_is_asked_and_the_points(sample_index: Index) -> None:
    points = Points(sample_index)
    desk = Desk(sample_index, Reader(), in_short=points.in_short)
    answer = desk.answer(Question(text="summarise item 6", as_of=APRIL))
    assert answer.answered
    assert answer.claims[0].text.startswith("Members are asked to comment on the proposals")
    shown = [claim.text for claim in points.of("saltmere-homes-scrutiny-2025-04-10")["6"]]
    assert [claim.text for claim in answer.claims[1:]] == shown
    assert answer.pages
    assert_holds(answer, sample_index)
