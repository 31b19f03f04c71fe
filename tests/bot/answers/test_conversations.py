"""Conversations over the sample packs: what goes on from what was answered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.answers.answer import Answer, Question
from bot.answers.desk import NOT_SURE, Desk
from indexer.index import Index
from indexer.models.reader import Reader

TURNS = Path(__file__).parents[2] / "samples" / "turns.jsonl"
TALKS = [json.loads(line) for line in TURNS.read_text("utf-8").splitlines()]
NAMES = {
    "saltmere-homes-scrutiny-2025-01-16": "january",
    "saltmere-homes-scrutiny-2025-04-10": "april",
    "saltmere-homes-scrutiny-2025-04-10-supplement": "late",
}
MISSED = 3
"""Turns of all of which the right place is not shown: fewer is better."""


@pytest.fixture(scope="module")
def missed() -> list[str]:
    return []


@pytest.fixture(scope="module")
def desk(sample_index: Index) -> Desk:
    return Desk(sample_index, Reader())


def answered(desk: Desk, talk: Sequence[str]) -> list[Answer]:
    answers: list[Answer] = []
    for turn, text in enumerate(talk):
        question = Question(
            text=text,
            history=tuple(talk[:turn]),
            stood=tuple(one.citations for one in answers),
            as_of=dt.date(2025, 4, 9),
        )
        answers.append(desk.answer(question))
    return answers


@pytest.mark.parametrize("talk", TALKS, ids=[talk["opens"] for talk in TALKS])
def test_a_conversation_keeps_its_thread(
    desk: Desk, missed: list[str], talk: dict[str, Any]
) -> None:
    """Each turn's right place is among those shown, in all but a few of the sixty turns."""
    answers = answered(desk, [talk["opens"], *(turn["ask"] for turn in talk["turns"])])
    for turn, answer in zip(talk["turns"], answers[1:], strict=True):
        shown = {f"{NAMES[one.document]} {one.pdf_page}" for one in answer.citations}
        if not shown & set(turn["at"]):
            missed.append(f"{talk['opens']} … {turn['ask']}")
    assert len(missed) <= MISSED, missed


@pytest.mark.parametrize(
    ("talk", "lead"),
    [
        (
            ["who wrote item 8?", "and 9?", "what are we asked to do?", "and on 11?"],
            "Members are asked for 10 April 2025:",
        ),
        (["what is on page 35?", "and 36?"], NOT_SURE),
        (
            ["I don't understand. what are the recommendations?"],
            "Members are asked for 10 April 2025:",
        ),
        (["what are the recommendations in 2024-25?"], "Members are asked for 10 April 2025:"),
        (["what are the recommendations in 2019-20?"], NOT_SURE),
        (["That was in 2019. what are the recommendations?"], NOT_SURE),
        (
            ["who wrote item 8?", *(f"and {number}?" for number in (9, 10, 11, 12, 9))],
            "The officers of the reports for 10 April 2025:",
        ),
    ],
)
def test_a_list_is_of_what_was_asked_for_last(desk: Desk, talk: list[str], lead: str) -> None:
    assert answered(desk, talk)[-1].lead == lead


def test_there_are_sixty_turns() -> None:
    assert sum(len(talk["turns"]) for talk in TALKS) == 60
