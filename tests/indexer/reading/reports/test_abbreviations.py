import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.reading.reports.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Youth Justice Service (YJS) was inspected.", ("YJS", "Youth Justice Service")),
        ("the YJS (Youth Justice Service) is small", ("YJS", "Youth Justice Service")),
        (
            "Her Majesty's Inspectorate of Probation (HMIP)",
            ("HMIP", "Her Majesty's Inspectorate of Probation"),
        ),
        (
            "training (in the Housing Health and Safety Rating System (HHSRS))",
            ("HHSRS", "Housing Health and Safety Rating System"),
        ),
        ("Department for Education (DfE)", ("DfE", "Department for Education")),
        ("parents and carers (P&C)", ("P&C", "parents and carers")),
        (
            "NEET (not in education, training or employment)",
            ("NEET", "not in education, training or employment"),
        ),
    ],
)
def test_explained_abbreviations_are_found(text: str, pair: tuple[str, str]) -> None:
    assert find_abbreviations([text]) == (pair,)


@pytest.mark.parametrize(
    "text",
    [
        "the meeting (held in May) was long",
        "three wards (A and B)",
        "rents (2022)",
        "the plan (see Appendix 5(a))",
        "Councillor Smith (Chair)",
        "roads (NW)",
    ],
)
def test_other_brackets_are_not(text: str) -> None:
    assert find_abbreviations([text]) == ()


def test_the_long_form_that_is_used_most_is_kept() -> None:
    texts = ["Special Educational Needs (SEN)"] * 2 + ["special education needs (SEN)"]
    assert find_abbreviations(texts) == (("SEN", "Special Educational Needs"),)


@given(st.lists(st.text(max_size=80), max_size=4))
def test_whatever_is_found_stands_in_the_text(texts: list[str]) -> None:
    for short, long in find_abbreviations(texts):
        assert any(short in text and long in text for text in texts)
