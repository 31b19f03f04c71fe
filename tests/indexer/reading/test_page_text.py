import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.dates import date_in, dates_in
from indexer.reading.page_text import fold, join_lines, lines_of, squash, tidy


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("e\ufb03cient o\ufb00ice", "efficient office"),
        ("co\u00adoperate", "cooperate"),
        ("\uf0b7\u00a0 first  point ", "• first point"),
        ("tab\tand\x07bell", "tab andbell"),
    ],
)
def test_a_line_is_tidied(line: str, read: str) -> None:
    assert tidy(line) == read


def test_lines_keep_their_positions() -> None:
    assert lines_of("a\n \nend\u00ad\nb") == ("a", "", "end-", "b")


@pytest.mark.parametrize(
    ("lines", "words", "joined"),
    [
        (["the improve-", "ment plan"], {"improvement"}, "the improvement plan"),
        (["a multi-", "agency team"], set(), "a multi-agency team"),
        (["the co-", "ordinator"], {"co-ordinator"}, "the co-ordinator"),
        (["2022-", "2023"], set(), "2022-2023"),
        (["see https://a.example/", "page"], set(), "see https://a.example/page"),
        (["one", "", "two"], set(), "one two"),
    ],
)
def test_line_ends_are_joined(lines: list[str], words: set[str], joined: str) -> None:
    assert join_lines(lines, words=frozenset(words)) == joined


@given(st.lists(st.text(max_size=40), max_size=6))
def test_joining_loses_no_letter(lines: list[str]) -> None:
    assert squash(join_lines(lines)) == squash("".join(line.strip() for line in lines))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thursday, 27 January 2022 at 6.00 pm", dt.date(2022, 1, 27)),
        ("on the 3rd of March, 2025", dt.date(2025, 3, 3)),
        ("March 3, 2025", dt.date(2025, 3, 3)),
        ("due 09/12/21", dt.date(2021, 12, 9)),
        ("1 Sept 2024", dt.date(2024, 9, 1)),
        ("Dydd Mawrth, 3ydd o Fehefin 2025", dt.date(2025, 6, 3)),
        ("Dydd Mawrth 3 o Fehefin 2025", dt.date(2025, 6, 3)),
        ("ar ddydd Mawrth 12fed Tachwedd 2024", dt.date(2024, 11, 12)),
        ("Nos Fawrth 3 o Fawrth 2026", dt.date(2026, 3, 3)),
        ("21ain Ionawr 2024", dt.date(2024, 1, 21)),
        ("31 June 2024", None),
        ("section 3.2.2022.1", None),
    ],
)
def test_dates(text: str, day: dt.date | None) -> None:
    assert date_in(text) == day


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_date_is_read_back(day: dt.date) -> None:
    assert dates_in(f"held on {day.day} {day:%B %Y} and on {day:%d/%m/%Y}") == [day, day]


def test_folding_makes_quote_marks_and_dashes_plain() -> None:
    assert fold("The Council’s “Plan” – 2022") == 'the council\'s "plan" - 2022'
