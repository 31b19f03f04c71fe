"""Finding: what is read."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.answer import Question
from bot.answers.find import Tuning, find
from bot.answers.scope import find_scope
from indexer.index import Index
from indexer.models.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_only_the_best_are_read(sample_index: Index, reader: Reader) -> None:
    asked = Question(text="how many mould cases are open?", as_of=dt.date(2025, 4, 8))
    scope = find_scope(asked, sample_index)
    tuning = Tuning(read=3)
    found = find(asked.text, scope, index=sample_index, reader=reader, tuning=tuning)
    assert [one.reading is not None for one in found.candidates[:4]] == [True] * 3 + [False]
