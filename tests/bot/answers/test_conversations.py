"""Conversations over the sample packs: what goes on from what was answered."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from bot.answers.answer import Citation, Question
from bot.answers.desk import Desk
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


@pytest.mark.parametrize("talk", TALKS, ids=[talk["opens"] for talk in TALKS])
def test_a_conversation_keeps_its_thread(
    desk: Desk, missed: list[str], talk: dict[str, Any]
) -> None:
    """Each turn's right place is among those shown, in all but a few of the sixty turns."""
    asked: list[str] = []
    stood: list[tuple[Citation, ...]] = []
    for turn in ({"ask": talk["opens"], "at": None}, *talk["turns"]):
        answer = desk.answer(
            Question(
                text=turn["ask"],
                history=tuple(asked),
                stood=tuple(stood),
                as_of=dt.date(2025, 4, 9),
            )
        )
        shown = {f"{NAMES[one.document]} {one.pdf_page}" for one in answer.citations}
        if turn["at"] and not shown & set(turn["at"]):
            missed.append(f"{talk['opens']} … {turn['ask']}")
        asked.append(turn["ask"])
        stood.append(answer.citations)
    assert len(missed) <= MISSED, missed


def test_there_are_sixty_turns() -> None:
    assert sum(len(talk["turns"]) for talk in TALKS) == 60
