"""The check: what stands on the page passes, what was altered never does."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.answers.answer import Citation, Claim
from bot.answers.check import MIN_QUOTE, faults, standing, verify
from indexer.packs import PdfPage, PrintedPage

PAGE = """8.1 The budget for damp and mould work in 2024/2025 is £1,850,000. Spending to the end
of March 2025 is forecast to be £2,120,000, an over-
spend of £270,000, which will be met from the repairs reserve.
8.2 Councillor O'Brien asked whether 35 of the 135 homes had been re-inspected; the
officer conﬁrmed that 35.2% had “not yet been seen”. Rents will not rise before 1 April 2026.
• Quaybridge South 5,020 104 91
• R4 collects 12 3 times a week – on Mondays"""

WORDS = "rent budget officer repairs reserve panel report flood harbour ferry library".split()


# --- does the quote stand on the page? ------------------------------------------------


@pytest.mark.parametrize(
    "quote",
    [
        "The budget for damp and mould work in 2024/2025 is £1,850,000.",
        "the budget FOR damp   and mould work",
        "an overspend of £270,000, which will be met",
        "an over-spend of £270,000",
        "end of March 2025 is forecast",
        "O’Brien asked whether 35 of the 135 homes",
        "the officer confirmed that 35.2% had \"not yet been seen\"",
        "Quaybridge South 5,020 104 91",
        "12 3 times a week - on Mondays",
        "homes had been reinspected; the officer",
    ],
)
def test_true_quotes_stand(quote: str) -> None:
    assert standing(quote, PAGE) is not None


@pytest.mark.parametrize(
    "quote",
    [
        "The budget for damp and mould work in 2024/2025 is £1,850,001.",
        "is £1,850,00",  # cut inside a number
        "850,000. Spending to the end",  # begins inside a number
        "the budget for damp and mould wor",  # cut inside a word
        "pending to the end of March 2025",  # begins inside a word
        "whether 5 of the 135 homes",
        "whether 35 of the 35 homes",
        "that 35 had “not yet been seen”",
        "confirmed that 35",  # the page says 35.2
        "Quaybridge South 5,0201 0491",
        "R4 collects 123 times a week",
        "R4 collects 1 23 times a week",
        "The budget for damp and mould work … will be met from the repairs reserve",
        "Rents will rise before 1 April 2026",
        "The budget will be met from the repairs reserve",
        "8.1",
        "",
        "     ",
        "£270,000",
    ],
)
def test_false_quotes_do_not_stand(quote: str) -> None:
    assert standing(quote, PAGE) is None


def test_what_is_given_back_is_the_pages_own_words() -> None:
    assert standing("AN OVERSPEND OF £270,000", PAGE) == "an over-spend of £270,000"
    assert standing("the officer confirmed", PAGE) == "the officer conﬁrmed"


texts = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.integers(0, 99999).map(str),
        st.integers(1000, 9_999_999).map(lambda number: f"£{number:,}"),
        st.decimals(0, 100, places=1).map(str),
    ),
    min_size=6, max_size=40,
).map(" ".join)


@st.composite
def pages_and_runs(draw: st.DrawFn) -> tuple[str, str]:
    """A page, and a run of whole words of it that is long enough to prove something."""
    page = draw(texts)
    words = page.split(" ")
    first = draw(st.integers(0, len(words) - 4))
    last = draw(st.integers(first + 3, len(words) - 1))
    run = " ".join(words[first : last + 1])
    assume(sum(character.isalnum() for character in run) >= MIN_QUOTE)
    return page, run


@given(pages_and_runs())
def test_any_run_of_whole_words_stands(case: tuple[str, str]) -> None:
    page, run = case
    assert standing(run, page) == run


@given(pages_and_runs(), st.randoms(use_true_random=False))
def test_spacing_case_and_marks_make_no_difference(case: tuple[str, str], rng: object) -> None:
    page, run = case
    choose = rng.choice  # type: ignore[attr-defined]
    altered = re.sub(" ", lambda _: choose([" ", "  ", "\n", " \n ", "\u00a0"]), run)
    altered = "".join(choose([c.upper(), c.lower()]) for c in altered)
    assert standing(altered, page) == run


@given(pages_and_runs(), st.data())
def test_a_word_broken_over_a_line_stands(case: tuple[str, str], data: st.DataObject) -> None:
    page, run = case
    places = [
        place for place in range(1, len(run))
        if run[place - 1].isalpha() and run[place].isalpha()
    ]
    assume(places)
    place = data.draw(st.sampled_from(places))
    assert standing(f"{run[:place]}-\n{run[place:]}", page) == run


@given(pages_and_runs(), st.data())
def test_an_altered_digit_never_stands(case: tuple[str, str], data: st.DataObject) -> None:
    page, run = case
    places = [place for place, character in enumerate(run) if character.isdigit()]
    assume(places)
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from(string.digits))
    altered = run[:place] + digit + run[place + 1 :]
    assume(_plain(altered) not in _plain(page))
    assert standing(altered, page) is None


@given(pages_and_runs(), st.data())
def test_an_added_or_dropped_digit_never_stands(
    case: tuple[str, str], data: st.DataObject
) -> None:
    page, run = case
    places = [place for place, character in enumerate(run) if character.isdigit()]
    assume(places)
    place = data.draw(st.sampled_from(places))
    altered = data.draw(
        st.sampled_from([run[:place] + run[place + 1 :], f"{run[:place]}7{run[place:]}"])
    )
    assume(_plain(altered) not in _plain(page))
    assert standing(altered, page) is None


@given(pages_and_runs(), st.data())
def test_joined_or_split_numbers_never_stand(case: tuple[str, str], data: st.DataObject) -> None:
    page, run = case
    gaps = [match.start() for match in re.finditer(r"(?<=\d) (?=\d)", run)]
    inner = [match.start() for match in re.finditer(r"(?<=\d)(?=\d)", run)]
    assume(gaps or inner)
    if gaps and (not inner or data.draw(st.booleans())):
        place = data.draw(st.sampled_from(gaps))
        altered = run[:place] + run[place + 1 :]
    else:
        place = data.draw(st.sampled_from(inner))
        altered = f"{run[:place]} {run[place:]}"
    assume(_plain(altered) not in _plain(page))
    assert standing(altered, page) is None


@given(pages_and_runs(), pages_and_runs(), st.sampled_from([" ", " … ", ". ", "; "]))
def test_two_runs_stitched_together_do_not_stand(
    one: tuple[str, str], other: tuple[str, str], joint: str
) -> None:
    page = f"{one[0]} between them stand these words {other[0]}"
    stitched = f"{one[1]}{joint}{other[1]}"
    assume(_plain(stitched) not in _plain(page))
    assert standing(stitched, page) is None


@given(pages_and_runs(), st.data())
def test_a_quote_must_not_cut_a_word(case: tuple[str, str], data: st.DataObject) -> None:
    page, run = case
    first, _, rest = run.partition(" ")
    assume(len(first) > 1 and first.isalnum())
    cut = data.draw(st.integers(1, len(first) - 1))
    altered = f"{first[cut:]} {rest}"
    # "port" stands by itself if another word of the page ends the same way and is whole.
    assume(f" {_plain(altered)}" not in f" {_plain(page)}")
    assert standing(altered, page) is None


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_at_all_can_be_asked_about(quote: str, page: str) -> None:
    words = standing(quote, page)
    if words is not None:
        assert standing(words, page) is not None


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


# --- does the claim say only what its quotes say? -----------------------------------------

QUOTE = (
    "8.1 The budget for damp and mould work in 2024/2025 is £1,850,000. Spending is forecast to "
    "be £2.12 million, which Councillor Ada Marsh said will be met by 10 April from reserves."
)


@pytest.mark.parametrize(
    "claim",
    [
        "The budget for damp and mould work is £1,850,000.",
        "Spending is forecast to be £2.12m.",
        "Councillor Marsh said it will be met from reserves by 10 April.",
        "£2.12 million will be met from reserves.",
        QUOTE,
    ],
)
def test_claims_that_say_what_the_quote_says_pass(claim: str) -> None:
    assert faults(claim, [QUOTE]) == []


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("The budget for damp work is £1,850,001.", "1850001"),
        ("The budget for damp work is £1.85 million.", "1.85"),
        ("Spending is forecast to be £2.12 billion.", "billion"),
        ("Spending is forecast to be 2.12%.", "%"),
        ("Spending is forecast to be $2.12 million.", "2.12"),
        ("It will be met by 10 May from reserves.", "May"),
        ("It will be met by 11 April from reserves.", "11"),
        ("It will be met on Monday 10 April from reserves.", "Monday"),
        ("Councillor Ben Marsh said it will be met from reserves.", "Ben"),
        ("Spending will not be met from reserves.", "deny"),
        ("The budget for damp work won't be met from reserves.", "deny"),
        ("Two of the reserves will be met from spending.", "2"),
        ("The weather in the harbour was fine that morning.", "most of its words"),
    ],
)
def test_claims_that_say_more_are_faulted(claim: str, fault: str) -> None:
    assert any(fault in one for one in faults(claim, [QUOTE])), faults(claim, [QUOTE])


@given(pages_and_runs())
def test_a_claim_in_the_quotes_own_words_has_no_fault(case: tuple[str, str]) -> None:
    _, run = case
    assert faults(run, [run]) == []


@given(st.integers(2, 999_999), st.integers(2, 999_999), st.sampled_from(["", "£", "%"]))
def test_another_number_is_always_a_fault(one: int, other: int, unit: str) -> None:
    assume(one != other)
    before, after = ("£", "") if unit == "£" else ("", unit)
    quote = f"The panel spent {before}{one:,}{after} on repairs in all"
    claim = f"The panel spent {before}{other:,}{after} on repairs in all"
    assert faults(quote, [quote]) == []
    assert faults(claim, [quote]) != []


@given(st.text(max_size=300), st.lists(st.text(max_size=100), max_size=3))
def test_any_claim_at_all_can_be_judged(claim: str, quotes: list[str]) -> None:
    assert isinstance(faults(claim, quotes), list)


# --- both, on a claim ---------------------------------------------------------------------


def cite(quote: str, pdf_page: int = 3) -> Citation:
    return Citation(
        document="pack", title="Agenda pack", pdf_page=PdfPage(pdf_page),
        printed_page=PrintedPage(1), quote=quote,
    )


PAGES = {("pack", 3): PAGE}


def test_a_true_claim_leaves_with_the_pages_own_words() -> None:
    claim = Claim(
        text="The overspend of £270,000 will be met from the repairs reserve.",
        citations=(cite("AN OVERSPEND of £270,000, which will be met from the repairs reserve"),),
    )
    verdict = verify(claim, PAGES)
    assert verdict.claim is not None
    assert verdict.claim.citations[0].quote.startswith("an over-spend")


@pytest.mark.parametrize(
    "claim",
    [
        Claim(text="The budget is £1,850,000.", citations=()),
        Claim(text="The budget is £1,850,000.", citations=(cite("budget of £1,850,000"),)),
        Claim(
            text="The budget for damp and mould work is £1,850,000.",
            citations=(cite("The budget for damp and mould work in 2024/2025 is £1,850,000", 4),),
        ),
        Claim(
            text="The budget for damp and mould work is £1,900,000.",
            citations=(cite("The budget for damp and mould work in 2024/2025 is £1,850,000"),),
        ),
    ],
)
def test_a_claim_that_does_not_hold_stays(claim: Claim) -> None:
    verdict = verify(claim, PAGES)
    assert verdict.claim is None
    assert verdict.reasons


def test_a_false_citation_is_dropped_and_a_true_one_kept() -> None:
    claim = Claim(
        text="The budget for damp and mould work is £1,850,000.",
        citations=(
            cite("The budget for damp and mould work in 2024/2025 is £1,850,000"),
            cite("words that stand on no page at all"),
        ),
    )
    verdict = verify(claim, PAGES)
    assert verdict.claim is not None
    assert len(verdict.claim.citations) == 1
    assert verdict.reasons
