"""Scope: papers, places and times that a question names."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Question
from bot.answers.desk import Desk
from bot.answers.find import Tuning
from bot.answers.mentions import (
    meant_items,
    named_appendices,
    named_committees,
)
from bot.answers.scope import Scope, find_scope
from indexer.council.dates import named_months, nearest_days
from indexer.index import Index
from indexer.models.reader import Reader

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
        ("may I ask", []),
        ("in May", [(5, None, None)]),
        ("12 May", [(5, 12, None)]),
        ("January or June", [(1, None, None), (6, None, None)]),
        ("january 27th", [(1, 27, None)]),
        ("on january 27", [(1, 27, None)]),
        ("in January 35 homes were let", [(1, None, None)]),
        ("by 3.5.2025 or 16/01/25", [(5, 3, 2025), (1, 16, 2025)]),
        ("9/4 of the members", []),
    ],
)
def test_months(text: str, months: list[tuple[int, int | None, int | None]]) -> None:
    assert named_months(text) == months


@pytest.mark.parametrize(
    "text",
    [
        "what was agreed in march",
        "in march we asked for a visit",
        "the march minutes",
        "the March meeting's papers",
        "what's due by march?",
        "since march",
        "march to june",
        "between march and june",
        "march figures",
        "feb and march",
        "who may march in march?",
        "decisions due march",
        "march 2025",
    ],
)
def test_march_is_a_month(text: str) -> None:
    assert (3, None) in {(month, day) for month, day, _ in named_months(text)}


@pytest.mark.parametrize(
    "text",
    [
        "may we film the meeting?",
        "may residents march through town",
        "the march for jobs",
        "how many will march on saturday",
        "they want to march past the guildhall",
        "a protest march",
        "the march against closing the library",
        "who may vote on this",
        "officers may report back",
        "those that may be affected",
        "does this may change anything",
        "what did mrs may ask for",
        "did cllr june jones reply",
        "councillor April Hughes",
    ],
)
def test_verbs_and_names_are_no_months(text: str) -> None:
    assert named_months(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "speech referrals in may",
        "the may meeting",
        "may's minutes",
        "the May papers",
        "by may",
        "april and may figures",
        "from may to july",
        "since last may",
        "1 may",
        "May 2025",
    ],
)
def test_may_is_a_month(text: str) -> None:
    assert 5 in {month for month, _, _ in named_months(text)}


@given(st.text())
def test_any_text_can_be_read_for_months(text: str) -> None:
    assert all(1 <= month <= 12 for month, _, _ in named_months(text))


def test_only_papers_published_by_today_are_searched(sample_index: Index) -> None:
    assert {card.document for card in scope(sample_index, "?").cards} == {
        JANUARY,
        APRIL,
        SUPPLEMENT,
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
        ("item 6", {"6"}),
        ("items 5 and 7", {"5", "7"}),
        ("items 5-7", {"5", "6", "7"}),
        ("items 5 to 7, 9", {"5", "6", "7", "9"}),
        ("item 6a", {"6a"}),
        ("6 items", set()),
        ("agenda item no. 6", {"6"}),
        ("item six", {"6"}),
        ("items 5, 6 & 9", {"5", "6", "9"}),
        ("item 6 and 35 homes", {"6"}),
        ("item number 12?", {"12"}),
        ("item 7.1", {"7.1"}),
        ("on item 7.1.", {"7.1"}),
        ("item 103?", {"103"}),
        ("item b1", {"b1"}),
        ("item 101/25", {"101/25"}),
        ("item 2025", set()),
        ("items 7.1 to 7.3", {"7.1", "7.2", "7.3"}),
        ("item 5 and 4.2% more", {"5"}),
        ("items 101/25-103/25", {"101/25", "102/25", "103/25"}),
        ("item 24/01234/FU", set()),
        ("item 6(a)", {"6"}),
    ],
)
def test_items(sample_index: Index, text: str, items: set[str]) -> None:
    assert scope(sample_index, text).items == items


@pytest.mark.parametrize(
    ("named", "agenda", "meant"),
    [
        ("7.1", ["7", "7.1", "7.2"], {"7.1"}),
        ("7", ["7", "7.1", "7.2"], {"7"}),
        ("7", ["7.1", "7.2", "70"], {"7.1", "7.2"}),
        ("103", ["101/25", "103/25"], {"103/25"}),
        ("117", ["24/116", "24/117"], {"24/117"}),
        ("25", ["101/25", "103/25"], {"25"}),
        ("25", ["101/25"], {"25"}),
        ("b1", ["A1", "B1"], {"b1"}),
        ("6(a)", ["6", "6a"], {"6a"}),
        ("6(a)", ["6", "7"], {"6"}),
        ("7/8", ["6", "7", "8"], {"7", "8"}),
        ("7/8", ["7/8", "8/8"], {"7/8"}),
        ("7.9", ["7", "7.1"], {"7.9"}),
    ],
)
def test_an_item_is_one_that_the_papers_have(
    named: str, agenda: list[str], meant: set[str]
) -> None:
    assert meant_items([named], [agenda]) == meant


def test_an_appendix_of_an_item_below_a_heading_is_not_of_another_item() -> None:
    assert "7(a)" not in named_appendices("appendix A to item 7.1")
    assert "7(a)" in named_appendices("appendix A to item 7.")


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("page 15", {15}),
        ("p. 15", {15}),
        ("pp 15-17", {15, 16, 17}),
        ("pages 3 to 5", {3, 4, 5}),
        ("the front page", set()),
        ("page 1 to 4000", {1, 4000}),
        ("pg 15", {15}),
        ("page no. 15", {15}),
        ("p15", {15}),
        ("pages 3, 5 and 9", {3, 5, 9}),
        ("5p a bag", set()),
        ("pages 3 and 40", {3, 40}),
    ],
)
def test_printed_pages(sample_index: Index, text: str, pages: set[int]) -> None:
    assert scope(sample_index, text).printed_pages == pages


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("appendix 6(a)", "6(a)"),
        ("Appendix 6 (A)", "6(a)"),
        ("app. b", "b"),
        ("annex 2", "2"),
        ("appendix 6a", "6(a)"),
        ("appendices 6(a) and 6(b)", "6(b)"),
        ("what is 5(b)", "5(b)"),
        ("appendix A to item 6", "6(a)"),
        ("appendix iii", "iii"),
    ],
)
def test_appendices(sample_index: Index, text: str, label: str) -> None:
    assert label in scope(sample_index, text).appendices


@pytest.mark.parametrize("text", ["apply for it", "an apple", "the appendix to item 6", "apps"])
def test_what_is_no_appendix(sample_index: Index, text: str) -> None:
    assert scope(sample_index, text).appendices == frozenset()


def test_of_several_januaries_the_nearest_is_meant() -> None:
    days = [dt.date(year, 1, 10) for year in (2022, 2023, 2025)] + [dt.date(2023, 1, 24)]
    today = dt.date(2023, 3, 1)
    assert nearest_days(days, (1, None, None), today) == {days[1], days[3]}
    assert nearest_days(days, (1, 24, None), today) == {days[3]}
    assert nearest_days(days, (1, None, 2022), today) == {days[0]}
    assert nearest_days(days, (2, None, None), today) == set()


def test_minutes_are_named_by_their_month(sample_index: Index) -> None:
    """The minutes of 16 January 2025 are in the April pack."""
    named = scope(sample_index, "the january minutes").named_minutes
    assert {document for document, _, _ in named} == {APRIL}
    assert scope(sample_index, "the january 2024 minutes").named_minutes == ()
    ((document, first, _),) = scope(sample_index, "the october minutes").named_minutes
    assert (document, first) == (JANUARY, 3)


def test_last_time_is_what_the_coming_meeting_is_asked_to_agree(sample_index: Index) -> None:
    for text in (
        "what did we agree last time",
        "at the previous meeting",
        "since we last met",
        "what do the minutes say about bins",
    ):
        documents = {document for document, _, _ in scope(sample_index, text).named_minutes}
        assert documents == {APRIL, SUPPLEMENT}, text
    after = scope(sample_index, "last time", as_of=dt.date(2025, 9, 1))
    assert {document for document, _, _ in after.named_minutes} == {APRIL, SUPPLEMENT}


def test_the_last_meetings_papers_are_those_of_the_meeting_before(sample_index: Index) -> None:
    for text in (
        "what did the last meeting's papers say on damp",
        "the previous agenda",
        "the report at our last meeting",
    ):
        assert scope(sample_index, text).named_documents == {JANUARY}, text
    for text in (
        "what did we agree last time",
        "what of the report on damp did we agree last time",
    ):
        assert scope(sample_index, text).named_documents == frozenset(), text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("what did the planning committee decide", {"Planning Committee"}),
        ("the planning papers on the depot", {"Planning Committee"}),
        ("did we get planning permission", set()),
        ("homes and neighbourhoods scrutiny committee", {"Homes & Neighbourhoods Scrutiny"}),
        ("any homes empty?", set()),
        ("the Cabinet's decision", {"Cabinet"}),
        ("what has the cabinet agreed", {"Cabinet"}),
    ],
)
def test_committees_that_a_question_names(text: str, named: set[str]) -> None:
    committees = ["Planning Committee", "Homes & Neighbourhoods Scrutiny", "Cabinet"]
    assert named_committees(text, committees) == named


@pytest.fixture(scope="module")
def desk(sample_index: Index) -> Desk:
    return Desk(sample_index, Reader(), tuning=Tuning(read=6))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("what's on page 15?", (APRIL, 15, None)),
        ("what does appendix 5(b) say about Thornhythe", (SUPPLEMENT, None, "5")),
        ("what's in item 11", (SUPPLEMENT, None, "11")),
        ("what did we agree last time about the recycling centre", (SUPPLEMENT, None, "3")),
        ("did the minutes of 27 march mention a vote", (SUPPLEMENT, None, "3")),
        ("the october minutes on fly tipping", (JANUARY, None, "2")),
        ("what is on page 2 of the january papers", (JANUARY, 2, None)),
    ],
)
def test_places_that_a_question_names_are_found(
    desk: Desk, text: str, place: tuple[str, int | None, str | None]
) -> None:
    document, printed_page, item = place
    pages = desk.answer(Question(text=text, as_of=BEFORE_APRIL)).pages[:3]
    assert any(
        page.document == document
        and printed_page in (None, page.printed_page)
        and item in (None, page.item)
        for page in pages
    ), [(page.document, page.printed_page, page.item) for page in pages]


def test_a_paper_that_went_to_two_committees_is_found_for_both(sample_index: Index) -> None:
    other = "Health and Wellbeing Scrutiny Committee"
    asked = Question(text="damp", as_of=dt.date(2025, 4, 8), committee=other)
    assert not find_scope(asked, sample_index).cards
    name = "saltmere-homes-scrutiny-2025-04-10"
    scope = find_scope(asked, sample_index, lambda: {name: ("Homes", other)})
    assert [card.document for card in scope.cards] == [name]
