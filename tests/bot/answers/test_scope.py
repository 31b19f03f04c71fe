"""Scope: papers, places and times that a question names."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Question
from bot.answers.scope import Scope, find_scope, named_months, same_committee
from indexer.index import Index

JANUARY = "saltmere-homes-scrutiny-2025-01-16"
APRIL = "saltmere-homes-scrutiny-2025-04-10"
SUPPLEMENT = f"{APRIL}-supplement"
BEFORE_APRIL = dt.date(2025, 4, 9)


def scope(index: Index, text: str, **changes: object) -> Scope:
    asked = {"text": text, "as_of": BEFORE_APRIL} | changes
    return find_scope(Question(**asked), index)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("what did we agree in January?", [(1, None, None)]),
        ("the meeting on 10th April 2025", [(4, 10, 2025)]),
        ("the 3 of March", [(3, 3, None)]),
        ("since sept", [(9, None, None)]),
        ("in the run up to xmas", [(12, None, None)]),
        ("may I ask", []),
        ("in May", [(5, None, None)]),
        ("12 May", [(5, 12, None)]),
        ("January or June", [(1, None, None), (6, None, None)]),
    ],
)
def test_months(text: str, months: list[tuple[int, int | None, int | None]]) -> None:
    assert named_months(text) == months


@given(st.text())
def test_any_text_can_be_read_for_months(text: str) -> None:
    assert all(1 <= month <= 12 for month, _, _ in named_months(text))


def test_only_papers_published_by_today_are_searched(sample_index: Index) -> None:
    assert {card.document for card in scope(sample_index, "?").cards} == {
        JANUARY, APRIL, SUPPLEMENT
    }
    early = scope(sample_index, "?", as_of=dt.date(2025, 1, 13))
    assert {card.document for card in early.cards} == {JANUARY}
    assert scope(sample_index, "?", as_of=dt.date(2024, 1, 1)).cards == ()


def test_the_next_meeting_counts_from_today(sample_index: Index) -> None:
    found = scope(sample_index, "what is on at the next meeting?")
    assert found.next_date == dt.date(2025, 4, 10)
    assert found.next_documents == {APRIL, SUPPLEMENT}
    early = scope(sample_index, "?", as_of=dt.date(2025, 1, 16))
    assert early.next_date == dt.date(2025, 1, 16)
    assert scope(sample_index, "?", as_of=dt.date(2026, 1, 1)).next_date is None


def test_a_meeting_can_be_named_by_its_month_or_date(sample_index: Index) -> None:
    assert scope(sample_index, "the January papers").named_documents == {JANUARY}
    assert scope(sample_index, "on 10 April").named_documents == {APRIL, SUPPLEMENT}
    assert scope(sample_index, "on 11 April").named_documents == frozenset()
    assert scope(sample_index, "in January 2024").named_documents == frozenset()


def test_documents_and_committees_narrow_the_search(sample_index: Index) -> None:
    chosen = scope(sample_index, "?", documents=(f"{JANUARY}.pdf",))
    assert [card.document for card in chosen.cards] == [JANUARY]
    assert scope(sample_index, "?", documents=("nothing",)).cards == ()
    assert len(scope(sample_index, "?", committee="homes & neighbourhoods scrutiny").cards) == 3
    assert scope(sample_index, "?", committee="Planning").cards == ()


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("item 6", {"6"}), ("items 5 and 7", {"5", "7"}), ("items 5-7", {"5", "6", "7"}),
        ("items 5 to 7, 9", {"5", "6", "7", "9"}), ("item 6a", {"6a"}), ("6 items", set()),
    ],
)
def test_items(sample_index: Index, text: str, items: set[str]) -> None:
    assert scope(sample_index, text).items == items


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("page 15", {15}), ("p. 15", {15}), ("pp 15-17", {15, 16, 17}),
        ("pages 3 to 5", {3, 4, 5}), ("the front page", set()), ("page 1 to 4000", {1, 4000}),
    ],
)
def test_printed_pages(sample_index: Index, text: str, pages: set[int]) -> None:
    assert scope(sample_index, text).printed_pages == pages


@pytest.mark.parametrize(
    ("text", "label"),
    [("appendix 6(a)", "6(a)"), ("Appendix 6 (A)", "6(a)"), ("app. b", "b"), ("annex 2", "2")],
)
def test_appendices(sample_index: Index, text: str, label: str) -> None:
    assert label in scope(sample_index, text).appendices


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Planning Committee", "planning", True),
        ("Homes & Neighbourhoods Scrutiny", "Homes and Neighbourhoods Scrutiny Committee", True),
        ("Children and Young People's Scrutiny Committee", "Children & Young Peoples Scrutiny",
         True),
        ("Planning", "Licensing", False),
        ("Audit", "Planning", False),
    ],
)
def test_committees_as_people_write_them(one: str, other: str, same: bool) -> None:
    assert same_committee(one, other) is same
    assert same_committee(other, one) is same
