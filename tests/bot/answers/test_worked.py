"""Arithmetic over cited figures: only what stands in the units, only by code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.worked import Term, Working, work_out
from tests.bot.answers.claims import row, unit

UNITS = {
    "a": unit("Ferryside School scored 25 of 36 points this year."),
    "b": unit("Outstanding starts at 31 points."),
    "h": row(("Agency", "Health"), ("Staffing costs", "39,974"), ("Premises (£000)", "120")),
    "p": row(("Agency", "Police"), ("Staffing costs", "12,100"), ("Premises (£000)", "0.5")),
    "m": unit("The grant is up to £2m for the first year."),
    "q": unit("Open cases fell from 52 in March to 35 in June, or 12.5% of all."),
}


def working(operation: str, label: str, *figures: tuple[str, str]) -> Working:
    return Working.model_validate(
        {
            "operation": operation,
            "label": label,
            "figures": [Term(unit=name, figure=figure) for name, figure in figures],
        }
    )


@pytest.mark.parametrize(
    ("proposed", "text"),
    [
        (
            working("difference", "Points", ("b", "31"), ("a", "25")),
            "Points: 25 is 6 less than 31 (worked out)",
        ),
        (
            working("share", "Points that the school scored", ("a", "25"), ("a", "36")),
            "Points that the school scored: 25 of 36 is about 69.4% (worked out)",
        ),
        (
            working("sum", "Staffing costs", ("h", "39,974"), ("p", "12,100")),
            "Staffing costs: 39,974 + 12,100 = 52,074 (worked out)",
        ),
        (
            working("difference", "Premises", ("p", "0.5"), ("h", "120")),
            "Premises: £120,000 is £119,500 more than £500 (worked out)",
        ),
        (
            working("change", "Open cases", ("q", "52"), ("q", "35")),
            "Open cases: from 52 to 35 is down about 32.7% (worked out)",
        ),
        (
            working("ratio", "Staffing costs", ("h", "39,974"), ("p", "12,100")),
            "Staffing costs: 39,974 is about 3.3 times 12,100 (worked out)",
        ),
        (working("count", "Agencies", ("h", ""), ("p", "")), "Agencies: 2 (counted)"),
    ],
)
def test_what_is_worked_out_is_said_with_its_figures(proposed: Working, text: str) -> None:
    assert work_out(proposed, UNITS.get).text == text


@pytest.mark.parametrize(
    ("proposed", "reason"),
    [
        (working("sum", "Points", ("a", "26"), ("b", "31")), "26 does not stand in unit a"),
        (working("sum", "Points", ("x", "25"), ("b", "31")), "no unit x"),
        (working("sum", "Points, 56 in all", ("a", "25"), ("b", "31")), "without a figure"),
        (working("sum", "Premises", ("h", "39,974"), ("p", "12,100")), "Staffing costs"),
        (working("share", "Points", ("a", "36"), ("a", "25")), "part of"),
        (working("difference", "The grant", ("m", "£2m"), ("b", "31")), "bound"),
        (working("difference", "Open cases", ("q", "52"), ("q", "12.5%")), "same unit"),
        (working("sum", "Points of Quayside School", ("a", "25"), ("b", "31")), "Quayside"),
        (working("difference", "Points", ("a", "25")), "takes 2 figures"),
    ],
)
def test_what_does_not_stand_is_not_worked_out(proposed: Working, reason: str) -> None:
    worked = work_out(proposed, UNITS.get)
    assert not worked.text
    assert reason in worked.reason


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_sums_and_differences_are_right(one: int, other: int) -> None:
    units = {
        "a": row(("Ward", "Marram"), ("Homes", f"{one:,}")),
        "b": row(("Ward", "Fennick"), ("Homes", f"{other:,}"), number=2),
    }
    terms = (("a", f"{one:,}"), ("b", f"{other:,}"))
    total = work_out(working("sum", "Homes", *terms), units.get)
    assert total.text.endswith(f"= {one + other:,} (worked out)")
    apart = work_out(working("difference", "Homes", *terms), units.get).text
    assert f"{abs(one - other):,}" in apart or one == other
    assert ("more" in apart) == (other > one)
