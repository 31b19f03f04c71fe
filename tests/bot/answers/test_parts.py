"""Several things asked at once, and papers set against each other."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Question
from bot.answers.find import Tuning, find
from bot.answers.parts import MAX_PARTS, Part, parts_of
from bot.answers.scope import Scope, find_scope
from indexer.index import Index
from indexer.models.reader import Reader

JANUARY = "saltmere-homes-scrutiny-2025-01-16"
APRIL = "saltmere-homes-scrutiny-2025-04-10"
BEFORE_APRIL = dt.date(2025, 4, 9)
NO_PAPERS = Scope(today=BEFORE_APRIL, cards=(), packs={})


def scope(index: Index, text: str) -> Scope:
    return find_scope(Question(text=text, as_of=BEFORE_APRIL), index)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("when does the grant end and who decides then?",
         ["when does the grant end", "who decides then?"]),
        ("what's it about - who pays, and by when?", ["what's it about", "who pays", "by when?"]),
        ("Cllr Marsh's motion - when was it put and how did the vote go?",
         ["when was it put", "how did the vote go?"]),
        ("Is it open? Who has the key?", ["Is it open?", "Who has the key?"]),
        ("can I park there, is there a lift?", ["can I park there", "is there a lift?"]),
        ("who sits on it, how often does it meet, where and why?",
         ["who sits on it", "how often does it meet", "where"]),
        # One thing asked, whatever is said beside it.
        ("how many boys and girls are on the list?", None),
        ("is it still open or has it closed?", None),
        ("my mum can't do stairs - is there a lift?", None),
        ("who said that the report that we asked for and paid for is late?", None),
        ("the bins", None),
        ("", None),
    ],
)
def test_several_things_asked(question: str, asked: list[str] | None) -> None:
    expected = () if asked is None else tuple(Part(words=words) for words in asked)
    assert parts_of(question, NO_PAPERS) == expected


@given(st.text(max_size=300))
def test_parts_are_the_questions_own_words(question: str) -> None:
    parts = parts_of(question, NO_PAPERS)
    assert len(parts) in (0, *range(2, MAX_PARTS + 1))
    assert all(part.words and part.words in question for part in parts)


def test_papers_set_against_each_other(sample_index: Index) -> None:
    text = "open mould cases - january's paper vs this one?"
    january, april = parts_of(text, scope(sample_index, text))
    assert january.documents == {JANUARY}
    assert april.documents
    assert APRIL in april.documents
    assert JANUARY not in april.documents
    one = "how many mould cases were open in January?"
    assert parts_of(one, scope(sample_index, one)) == ()


def test_both_meetings_papers_are_read(sample_index: Index) -> None:
    text = "days to a first damp visit - january's paper vs this one?"
    both = scope(sample_index, text)
    parts = parts_of(text, both)
    found = find(
        text, both, index=sample_index, reader=Reader(), parts=parts,
        tuning=Tuning(read=4, read_least=4),
    )
    read = [one for one in found.candidates if one.reading is not None]
    assert len(read) == 4
    for number, part in enumerate(parts):
        assert part.documents is not None
        inside = [one for one in read if one.passage.document in part.documents]
        assert len(inside) == 2
        assert [one.passage for one in read if one.parts[number] is not None] == [
            one.passage for one in inside
        ]


def test_each_thing_asked_is_read_for(sample_index: Index) -> None:
    text = "how much extra do they want for the fire doors and when do food caddies start?"
    asked = scope(sample_index, text)
    found = find(
        text, asked, index=sample_index, reader=Reader(), parts=parts_of(text, asked)
    )
    again = [one for one in found.candidates if one.parts]
    assert Tuning().read_least <= len(again) <= Tuning().read
    for number in range(2):
        assert sum(one.parts[number] is not None for one in again) == Tuning().part_read
