"""Finding: a follow-up's own words, copies of a passage."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.answer import Question
from bot.answers.find import Tuning, find
from bot.answers.question_kinds import Wanted
from bot.answers.scope import find_scope
from indexer.index import Index
from indexer.models.reader import Reader

BEFORE = "what is happening to the recycling centre?"
DETAIL = "how much does that save?"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_a_follow_up_is_read_for_its_topic_and_for_its_own_words(
    sample_index: Index, reader: Reader
) -> None:
    whole = f"{BEFORE} {DETAIL}"
    scope = find_scope(Question(text=whole, as_of=dt.date(2025, 4, 8)), sample_index)
    once = find(whole, scope, index=sample_index, reader=reader)
    twice = find(whole, scope, index=sample_index, reader=reader, detail=DETAIL)
    first = {one.passage.passage: one for one in once.candidates}
    assert {one.passage.passage for one in twice.candidates} == set(first)
    changed = [one for one in twice.candidates if one.reading != first[one.passage.passage].reading]
    assert 0 < len(changed) <= 8
    for one in changed:
        was = first[one.passage.passage]
        assert one.reading
        assert was.reading
        text = f"{one.passage.context[-160:]}. {one.passage.text}"
        again = reader.read(DETAIL, [text])[0]
        assert one.reading.rank == pytest.approx((was.reading.rank + again.rank) / 2)
    # Those that were read twice come first, in the order of their scores.
    scores = [one.score for one in twice.candidates]
    assert scores == sorted(scores, reverse=True)
    assert set(twice.candidates[: len(changed)]) == set(changed)
    assert "£74,000" in twice.candidates[0].passage.text


def test_only_the_best_are_read(sample_index: Index, reader: Reader) -> None:
    asked = Question(text="how many mould cases are open?", as_of=dt.date(2025, 4, 8))
    scope = find_scope(asked, sample_index)
    tuning = Tuning(read=3)
    found = find(asked.text, scope, index=sample_index, reader=reader, tuning=tuning)
    assert [one.reading is not None for one in found.candidates[:4]] == [True] * 3 + [False]


def test_records_of_the_kind_that_is_asked_for_come_first(
    sample_index: Index, reader: Reader
) -> None:
    asked = Question(text="who wrote what on fire doors?", as_of=dt.date(2025, 4, 8))
    scope, quiet = find_scope(asked, sample_index), Tuning(read=0)
    wanted = Wanted(kind="officer", filter="all", near=0.9, ahead=0.5)

    def is_officer(wanted: Wanted | None) -> bool:
        found = find(
            asked.text, scope, index=sample_index, reader=reader, tuning=quiet, wanted=wanted
        )
        passage = found.candidates[0].passage
        return passage.is_record and passage.units[0].cells[0][1] == "officer"

    assert [is_officer(None), is_officer(wanted)] == [False, True]
