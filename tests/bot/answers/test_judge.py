"""Judging a claim by the units that it cites: what they say passes, what they don't never."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace
from string import ascii_lowercase, ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.check import completed, judge, needed
from tests.bot.answers.claims import CLAIMS, read_cases, row, unit

WRONGLY_PASSED = 0.02
WRONGLY_REFUSED = 0.03


CASES = tuple(read_cases(CLAIMS))


def wrongly_judged(group: str) -> tuple[list[tuple[str, tuple[str, ...]]], int]:
    """The claims of a set with the reasons that `judge` gives, and how many there are in all."""
    cases = [one for one in CASES if one.group == group]
    judged = [(one, judge(one.claim, one.units)) for one in cases]
    return [(one.claim, why) for one, why in judged if one.right is bool(why)], len(cases)


def test_altered_claims_do_not_hold() -> None:
    passed, count = wrongly_judged("altered")
    assert len(passed) <= WRONGLY_PASSED * count, passed


def test_claims_that_once_passed_do_not_hold() -> None:
    passed, _ = wrongly_judged("never")
    assert passed == []
    late = unit("Bins were emptied late.", above="Agenda pack, March 12")
    assert judge("Bins were emptied late in March 2012.", [late]) != ()
    late = unit("Bins were emptied late.", above="Agenda pack, 12 March 2024")
    assert judge("Crime fell sharply across town in 2024.", [late]) != ()


def test_what_a_list_has_to_be_done_is_decided_and_not_done() -> None:
    noted = replace(unit("2. To note the report."), near="The panel agreed:")
    assert judge("The panel noted the report.", [noted]) == ()
    rent = "(b) That the rent be raised to £40."
    raised = replace(unit(rent), near=f"RESOLVED\n{rent}\nThe fee was agreed.")
    assert judge("The panel resolved that the rent be raised to £40.", [raised]) == ()
    assert judge("The rent was raised to £40.", [raised]) != ()
    beside = replace(unit("Officers need to confirm the figures."), near="Minutes were approved.")
    assert judge("Officers confirmed the figures.", [beside]) != ()


def test_what_a_row_has_as_planned_is_not_done() -> None:
    planned = row(("Item", "Pool"), ("Update", "A report will be presented in June"))
    assert judge("A report on the pool was presented in June.", [planned]) != ()


@pytest.mark.parametrize(
    "run", ["-" * 2_000, "- " * 1_000, "a-" * 1_000, "to be " * 300, "only " * 300]
)
def test_leaders_and_signature_lines_are_judged_in_no_time(run: str) -> None:
    cited = unit(f"The clerk may open the meeting. Members may {run} date {run} open")
    started = time.process_time()
    judge("The clerk opened the meeting.", [cited])
    assert time.process_time() - started < 5


def test_two_digits_behind_months_may_be_years_where_they_follow_on() -> None:
    years = row(("", "Cases"), ("March 24", "5322"), ("March 25", "5217"), ("Sept 25", "5164"))
    assert judge("There were 5,322 cases in March 2024.", [years]) == ()
    assert judge("There were 5,322 cases in March 2025.", [years]) != ()
    for first, second, month in (
        ("March 24", "March 25", "March 2024"),
        ("Dec 24", "Mar 25", "December 2024"),
        ("Sept 24", "Change", "September 2024"),
    ):
        either = row(("", "Cases"), (first, "5322"), (second, "5217"))
        assert judge(f"There were 5,322 cases in {month}.", [either]) == ()
    assert judge("There were 5,322 cases on 24 September.", [either]) == ()
    weeks = row(("Week", "Bins"), ("Jan 16", "12"), ("Jan 23", "14"), ("Apr 30", "17"))
    assert judge("There were 12 bins in January 2016.", [weeks]) != ()
    assert judge("There were 17 bins in April 2030.", [weeks]) != ()


def test_figures_of_two_units_do_not_change_places() -> None:
    cited = [unit("The library cost £1.2m.", 1), unit("The pool cost £3.4m.", 2)]
    assert judge("The pool cost £3.4m and the library £1.2m.", cited) == ()
    assert judge("The library cost £3.4m and the pool £1.2m.", cited) != ()


def test_a_long_run_of_names_takes_little_room() -> None:
    names = " ".join(f"{first}{second}" for first in ascii_uppercase for second in ascii_lowercase)
    cited = replace(unit("The panel met."), near=names)
    tracemalloc.start()
    try:
        judge("The panel met in Marram.", [cited])
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a_pages_thousands_are_not_those_of_its_prose() -> None:
    near = "All figures in £000. The fee is £50 for each licence."
    fee = replace(unit("The fee is £50 for each licence."), near=near)
    assert judge("The fee is £50,000 for each licence.", [fee]) != ()
    cells = replace(row(("Item", "Licences"), ("Fees", "50")), near=near)
    assert judge("Fees for licences are £50,000.", [cells]) == ()


def test_right_claims_in_other_words_hold() -> None:
    refused, count = wrongly_judged("plain")
    assert len(refused) <= WRONGLY_REFUSED * count, refused


@pytest.mark.parametrize(
    ("page", "claim"),
    [
        ("1,500 children came to 10 sessions.", "1,500 over 10 sessions came."),
        ("The fee is £350 + VAT.", "The fee is £350 plus VAT."),
        ("The fee is £350+VAT.", "The fee is £350 plus VAT."),
        ("Every pupil has a lesson per week.", "Every pupil has one lesson per week."),
        ("The NHS's health budget is £5m.", "The National Health Service budget is £5m."),
    ],
)
def test_right_claims_that_were_once_refused_hold(page: str, claim: str) -> None:
    assert judge(claim, [unit(page)]) == ()


HEALTH = row(("Agency", "Health"), ("Staffing costs", "39,974"), ("Premises (£000)", "120"))
POLICE = row(("Agency", "Police"), ("Staffing costs", "12,100"), ("Premises (£000)", "0"), number=2)


@pytest.mark.parametrize(
    "claim",
    [
        "Health puts in £39,974 for staffing.".replace("£", ""),
        "Health's premises come to £120,000.",
        "Health pays 39,974 towards staffing costs and the Police 12,100.",
    ],
)
def test_a_rows_figures_may_be_said_of_their_columns(claim: str) -> None:
    assert judge(claim, [HEALTH, POLICE]) == ()


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Health pays 39,974 towards premises.", "in the column Staffing costs"),
        ("The Police pay 39,974 towards staffing costs.", "Health's figure"),
        ("Health pays 39,975 towards staffing costs.", "39,975 is not in the units"),
        ("The Fire Service pays 12,100 towards staffing costs.", "Fire"),
    ],
)
def test_a_rows_figures_may_not_be_said_of_others(claim: str, reason: str) -> None:
    assert any(reason in one for one in judge(claim, [HEALTH, POLICE]))


def test_a_change_is_told_from_a_rows_earlier_year_to_its_later() -> None:
    repairs = row(("Service", "Repairs"), ("2023", "£1.2m"), ("2024", "£1.5m"))
    assert judge("Repairs fell from £1.5m to £1.2m.", [repairs]) != ()
    assert judge("Repairs rose from £1.2m to £1.5m.", [repairs]) == ()


def test_a_claim_without_a_column_is_about_the_one_asked_for() -> None:
    asked = "What does Health spend on premises?"
    assert judge("It is 39,974 for Health.", [HEALTH], question=asked) != ()
    assert judge("It is £120,000 for Health.", [HEALTH], question=asked) == ()


def test_a_claim_of_two_words_that_stand_nowhere_does_not_hold() -> None:
    assert judge("You are an idiot.", [unit("Bins are emptied on Mondays.")]) != ()


@given(st.text(max_size=200), st.lists(st.text(max_size=100), max_size=3))
def test_any_claim_at_all_can_be_judged(claim: str, texts: list[str]) -> None:
    units = [unit(text, number) for number, text in enumerate(texts)]
    assert isinstance(judge(claim, units), tuple)


@given(st.text(min_size=1, max_size=200))
def test_a_units_own_words_hold_unless_they_are_orders(text: str) -> None:
    reasons = judge(text, [unit(text)])
    assert reasons in ((), ("it gives orders to a machine",))


@pytest.mark.parametrize(
    "claim",
    [
        "The report gives no cost: it says only that some homes were inspected.",
        "The report does not say what they cost.",
        "412 homes were inspected, but the report does not name them.",
    ],
)
def test_that_a_paper_is_silent_may_be_said(claim: str) -> None:
    units = [unit("The council inspected 412 homes, of which some were damp.")]
    assert judge(claim, units, question="what did inspecting the homes cost?") == ()


PLAN = unit("The plan lists housing and 12 places for day care. The pool will cost £3m.")


@pytest.mark.parametrize(
    "claim",
    [
        "Autism is not named.",
        "The plan lists housing, but autism is not mentioned.",
        "The plan lists housing. Autism is not named.",
        "The plan lists housing, but the reason is not stated.",
        "The plan lists housing, without giving a date.",
        "The plan lists housing without a start time.",
        "The plan lists 12 places for day care, but not why.",
        "None of the papers names a builder for the pool.",
        "It is not stated in the plan who will run the pool.",
    ],
)
def test_that_units_do_not_hold_what_was_asked_for_may_be_said(claim: str) -> None:
    assert judge(claim, [PLAN], question="Is autism in the plan, and who runs the pool?") == ()


@pytest.mark.parametrize(
    "claim",
    [
        "Housing is not named.",
        "Autism housing is not named.",
        "The cost of the pool is not given.",
        "The plan lists the pool, but the cost is not stated.",
        "The number of day care places is not given.",
        "None of the papers names the cost of the pool.",
        "The pool is not open.",
        "Tenants were not given notice.",
        "Mr Vane is not named.",
    ],
)
def test_that_units_do_not_hold_what_they_hold_may_not(claim: str) -> None:
    assert judge(claim, [PLAN]) != ()


def test_a_long_name_of_capitals_is_judged_in_no_time() -> None:
    page = unit("Aaa" + " aaa" * 60)
    start = time.process_time()
    for name in ("A" * 40 + "Z", "A" * 40 + "9"):
        assert judge(f"The {name} met in May.", [page]) != ()
    assert time.process_time() - start < 5


def test_no_figure_comes_in_by_what_a_paper_does_not_say() -> None:
    units = [unit("The council inspected 412 homes.")]
    assert judge("The report does not give the £9m cost of 412 homes.", units) != ()


def test_a_body_may_be_named_from_the_page_beside_an_officer_of_the_unit() -> None:
    cited = unit("Ms Gale told members that pupil numbers had halved.")
    near = replace(cited, near="Ms Gale and Mr Lowe spoke of the PRU. Sandy Bay School has room.")
    assert judge("Pupil numbers at the PRU had halved, Ms Gale said.", [near]) == ()
    assert judge("Pupil numbers at the PRU had halved, members were told.", [near]) != ()
    assert judge("Mr Lowe told members that pupil numbers had halved.", [near]) != ()


def test_a_name_may_stand_elsewhere_on_the_page() -> None:
    cited = unit("All flats in the block were inspected.")
    assert judge("All flats in Tern House were inspected.", [cited]) != ()
    near = replace(cited, near="1.1 Tern House was built in 1968. " + cited.text)
    assert judge("All flats in Tern House were inspected.", [near]) == ()
    assert judge("All flats in Gull House were inspected.", [near]) != ()


@pytest.mark.parametrize(
    ("page", "claim", "holds"),
    [
        ("The National Flood Trust was asked.", "NCC-FD was asked.", False),
        ("Cases were looked at this year.", "HMIP looked at cases.", False),
        ("The service was rated good.", "HMIP rated the service good.", False),
        ("CQC rated it good in an inspection.", "HMIP rated it good.", False),
        ("NCC-FD was asked.", "Norfolk County Flood Division was asked.", True),
        ("NCC-FD was asked.", "Norfolk County was asked.", False),
        ("The clerk was asked.", "Norfolk County Flood Division was asked.", False),
    ],
)
def test_a_name_may_be_another_of_what_the_document_writes_out(
    page: str, claim: str, holds: bool
) -> None:
    cited = replace(
        unit(page, above="An inspection of the service"),
        short_names=(
            ("HMIP", "Her Majesty's Inspectorate of Probation"),
            ("NCC-FD", "Norfolk County Flood Division"),
        ),
    )
    assert (judge(claim, [cited]) == ()) is holds


def test_nobody_is_not_the_number_one() -> None:
    cited = unit("Nobody present said that they would be filming.")
    assert judge("No one present said they would be filming.", [cited]) == ()
    assert judge("One person present said they would be filming.", [cited]) != ()


def test_a_unit_that_proves_nothing_further_is_not_cited() -> None:
    both = unit("Tom Lee inspected 412 homes in Marram.", 1)
    count, again = unit("412 homes were inspected.", 2), unit("The homes are in Marram.", 3)
    assert needed("Tom Lee inspected 412 homes.", [both, count, again]) == [both]
    assert needed("412 homes were inspected in Marram.", [count, again]) == [count, again]


def test_a_unit_that_a_claim_forgot_to_cite_is_cited_where_it_says_more_than_the_figure() -> None:
    cited = unit("412 homes were inspected this year.", 1)
    beside = [unit("The lift cost £9,000.", 2), unit("The inspections cost £35,000.", 3)]
    claim = "412 homes were inspected, and the inspections cost £35,000."
    assert completed(claim, [cited], beside) == [cited, beside[1]]
    assert completed("£9,000 homes were inspected this year.", [cited], beside) == []
    assert completed("412 homes were inspected for £7.", [cited], beside) == []


@pytest.mark.parametrize(
    ("text", "claim", "holds"),
    [
        (
            "Park school is at capacity, as is Woodlands School and Highfurlong School.",
            "Four schools, Park, Woodlands and Highfurlong, are full.",
            False,
        ),
        (
            "The sum is for expansions of the Finance team and Asset management team.",
            "The sum is for larger Finance and Asset Management teams.",
            True,
        ),
        (
            "The sum is for the Asset team and the Finance Management team.",
            "The sum is for larger Finance and Asset Management teams.",
            False,
        ),
    ],
)
def test_names_that_a_claim_lists_and_counts(text: str, claim: str, holds: bool) -> None:
    assert (judge(claim, [unit(text)]) == ()) is holds
