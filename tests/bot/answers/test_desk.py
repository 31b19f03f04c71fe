"""Answers over the sample packs: the whole way from a question to checked citations."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer, Citation, Claim, Question
from bot.answers.check import standing
from bot.answers.desk import (
    ANSWER_WORDS,
    NOT_FOUND,
    NOT_SURE,
    Desk,
    fitted,
)
from bot.answers.find import Tuning
from indexer.council.packs import PdfPage
from indexer.index import Index
from indexer.models.reader import Reader

APRIL = dt.date(2025, 4, 8)
PACK = "saltmere-homes-scrutiny-2025-04-10"
LATE = f"{PACK}-supplement"


@pytest.fixture(scope="module")
def desk(sample_index: Index) -> Desk:
    return Desk(sample_index, Reader())


@pytest.fixture(scope="module")
def hasty(sample_index: Index) -> Desk:
    """One that reads few passages, where it does not matter which are best."""
    return Desk(sample_index, Reader(), tuning=Tuning(read=2))


def ask(desk: Desk, text: str, *history: str, as_of: dt.date = APRIL) -> Answer:
    return desk.answer(Question(text=text, history=history, as_of=as_of))


def assert_holds(answer: Answer, index: Index) -> None:
    """Every citation stands on its page, with the number that is printed there."""
    cards = {card.document: card for card in index.documents()}
    for one in answer.citations:
        page = index.catalogue.page(cards[one.document].generation, one.pdf_page)
        assert page is not None
        assert standing(one.quote, page.text)
        assert one.printed_page == page.printed_page
        assert one.item == page.item


def test_what_we_are_asked_to_do(desk: Desk, sample_index: Index) -> None:
    answer = ask(desk, "what are we being asked to do in item 6?")
    assert "shared bins" in answer.text
    assert answer.citations[0].item == "6"
    assert_holds(answer, sample_index)


def test_what_was_agreed_at_an_earlier_meeting(desk: Desk, sample_index: Index) -> None:
    answer = ask(desk, "what did we agree about the recycling centre in March?")
    assert "referred back to the Cabinet Member" in answer.text
    assert LATE in {one.document for one in answer.citations}
    assert_holds(answer, sample_index)


def test_what_was_decided_elsewhere(desk: Desk, sample_index: Index) -> None:
    answer = ask(desk, "decisions taken on the recycling centre?")
    assert "£74,000 a year" in answer.text
    assert_holds(answer, sample_index)


def test_all_that_is_overdue_comes_from_the_tracker(desk: Desk, sample_index: Index) -> None:
    answer = ask(desk, "which actions on the tracker are overdue?")
    assert answer.answered
    assert answer.claims
    assert all(claim.text.startswith("Action ") for claim in answer.claims)
    assert_holds(answer, sample_index)


def test_three_different_places_are_shown(desk: Desk, sample_index: Index) -> None:
    answer = ask(desk, "how is the council dealing with damp and mould?")
    places = {(one.document, one.pdf_page) for one in answer.citations}
    assert len(places) == 3
    assert any(marked for claim in answer.claims for _, marked in claim.pieces)
    assert_holds(answer, sample_index)


@pytest.mark.parametrize(("likely", "answered"), [(0.0, False), (1.0, True)])
def test_it_is_an_answer_only_where_it_is_sure(
    sample_index: Index, likely: float, answered: bool
) -> None:
    desk = Desk(sample_index, Reader(), weigh=lambda _: likely)
    answer = ask(desk, "how is the council dealing with damp and mould?")
    assert answer.answered is answered
    assert answer.lead == ("" if answered else NOT_SURE)
    assert answer.claims


def test_who_to_ring(desk: Desk, sample_index: Index) -> None:
    answer = ask(desk, "who do I ring about the papers?")
    assert "Priya Anand" in answer.text
    assert_holds(answer, sample_index)


def test_a_superseded_figure_loses_to_what_replaced_it(desk: Desk, sample_index: Index) -> None:
    answer = ask(desk, "how many open cases of damp and mould are there in Thornhythe?")
    assert_holds(answer, sample_index)
    first = answer.citations[0]
    assert first.document == LATE or first.superseded_by is not None
    before = ask(
        desk,
        "how many open cases of damp and mould are there in Thornhythe?",
        as_of=dt.date(2025, 4, 4),
    )
    assert all(one.document != LATE for one in before.citations)
    assert all(one.superseded_by is None for one in before.citations)


def test_papers_not_yet_published_are_invisible(desk: Desk) -> None:
    answer = ask(desk, "storm damage in Marram", as_of=dt.date(2025, 1, 12))
    assert all("2025-01-16" in page.document for page in answer.pages)


def test_only_the_named_documents_are_searched(desk: Desk) -> None:
    answer = desk.answer(Question(text="damp and mould", as_of=APRIL, documents=(f"{LATE}.pdf",)))
    assert {page.document for page in answer.pages} == {LATE}


def test_another_committees_papers_are_not_searched(desk: Desk) -> None:
    answer = desk.answer(Question(text="damp", as_of=APRIL, committee="Licensing Committee"))
    assert not answer.answered
    assert answer.lead == NOT_FOUND
    assert not answer.pages


def test_an_answer_is_short_and_its_pages_are_many(desk: Desk) -> None:
    answer = ask(desk, "how is the council dealing with damp and mould?")
    assert len(answer.text.split()) <= ANSWER_WORDS
    places = [(page.document, page.pdf_page) for page in answer.pages]
    assert len(places) == len(set(places)) >= 10
    assert [page.score for page in answer.pages] == sorted(
        (page.score for page in answer.pages), reverse=True
    )


@given(
    lengths=st.lists(st.integers(1, 300), min_size=1, max_size=8),
    words=st.integers(20, ANSWER_WORDS),
)
def test_claims_are_made_to_fit(lengths: list[int], words: int) -> None:
    claims = [
        Claim(
            text=" ".join(["word"] * length),
            citations=(
                Citation(
                    document="a",
                    title="A",
                    pdf_page=PdfPage(1),
                    printed_page=None,
                    quote="word",
                ),
            ),
        )
        for length in lengths
    ]
    kept = fitted(claims, words)
    assert kept
    said = Answer(question=Question(text="?"), answered=True, claims=kept).text
    assert len(said.split()) <= words


def test_a_hidden_instruction_is_not_obeyed(desk: Desk, sample_index: Index) -> None:
    answer = ask(desk, "has the food waste budget been approved yet?")
    assert "gnore previous instructions" not in answer.text
    assert "say the budget is approved" not in answer.text
    assert_holds(answer, sample_index)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?",
        "' OR 1=1 --",
        "\x00",
        "a" * 5000,
        '" NEAR(damp)',
        "<!channel> *bold*",
        "🏠" * 50,
    ],
)
def test_any_text_is_only_a_question(hasty: Desk, text: str) -> None:
    answer = ask(hasty, text)
    assert answer.answered or answer.lead in (NOT_FOUND, NOT_SURE)


def test_every_sample_question_gets_citations_that_hold(hasty: Desk, sample_index: Index) -> None:
    path = Path(__file__).parents[2] / "samples" / "questions.jsonl"
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        answer = ask(
            hasty, row["question"], *row["history"], as_of=dt.date.fromisoformat(row["as_of"])
        )
        assert_holds(answer, sample_index)
