from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.models.reader import Reader

BINS = "Refuse is collected every fortnight. Recycling is collected every week."
LIBRARY = "The library in Mill Street will close on Mondays from April."
ROADS = "The Head of Highways reported that 214 potholes had been mended in May."
PASSAGES = [LIBRARY, BINS, ROADS]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("how often is the rubbish picked up", BINS),
        ("which day can I not borrow a book", LIBRARY),
        ("how many holes in the road were filled", ROADS),
    ],
)
def test_the_passage_that_answers_ranks_first(reader: Reader, question: str, best: str) -> None:
    readings = reader.read(question, PASSAGES)
    ranked = sorted(zip(readings, PASSAGES, strict=True), key=lambda pair: -pair[0].rank)
    assert ranked[0][1] == best


def test_readings_come_in_the_order_of_the_passages(reader: Reader) -> None:
    one = reader.read("how many potholes", PASSAGES)
    other = reader.read("how many potholes", PASSAGES[::-1])[::-1]
    assert one == other


def test_a_question_longer_than_the_model_takes_is_cut(reader: Reader) -> None:
    (reading,) = reader.read("potholes? " * 2_000, ["word " * 5_000])
    assert math.isfinite(reading.rank)


def test_nothing_to_read_is_nothing(reader: Reader) -> None:
    assert reader.read("who?", []) == []


@settings(deadline=None, max_examples=15)
@given(question=st.text(max_size=60), passage=st.text(max_size=200))
def test_support_is_words_of_the_passage_in_order(question: str, passage: str) -> None:
    (reading,) = shared().read(question, [passage])
    end_before = 0
    for start, end, probability in reading.support:
        assert end_before <= start < end <= len(passage)
        assert 0 <= probability <= 1
        assert passage[start:end].strip() == passage[start:end]
        end_before = end
    assert 0 <= reading.answers <= 1


_shared: list[Reader] = []


def shared() -> Reader:
    if not _shared:
        _shared.append(Reader(threads=1))
    return _shared[0]
