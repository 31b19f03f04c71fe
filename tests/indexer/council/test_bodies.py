"""Which names are of one body: exactly, or as a clerk said; likeness only suggests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.bodies import (
    Bodies,
    Body,
    BodyName,
    committee_key,
    committee_named,
    is_part_of,
    same_committee,
)
from indexer.council.problems import NotPossible, SettingsError

PLANNING = Body(id=1, name="Planning Committee", council="Harnside District Council")
OTHER = Body(id=2, name="Planning Committee", council="Ellmouth Borough Council")
SUB = Body(id=3, name="Licensing Panel", parent=1, confirmed=True)
CABINET = Body(id=4, name="Cabinet", aliases=("The Executive",))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Homes & Streets Scrutiny Committee", "homes and  streets scrutiny", True),
        ("Children's Panel", "Children’s Panel", True),
        ("Planning Sub Committee A", "Planning Sub-Committee A", True),
        ("Planning Committee", "Strategic Planning Committee", False),
        ("Planning Committee A", "Planning Committee B", False),
        ("Cabinet", "Cabinet Sub-Committee", False),
        ("Planning Committee", "Planning Committee – Part II", False),
        ("Audit Committee", "Audit and Governance Committee", False),
        ("", "", False),
        (None, "Cabinet", False),
    ],
)
def test_only_spelling_makes_no_other_body(one: str, other: str, same: bool) -> None:
    assert same_committee(one, other) is same
    assert same_committee(other, one) is same


@given(
    st.lists(
        st.sampled_from(["Audit", "of", "Committee", "Homes", "Sub-Committee", "A"]),
        min_size=1,
        max_size=5,
    )
)
def test_case_space_and_the_article_are_spelling(words: list[str]) -> None:
    name = " ".join(words)
    assert committee_key(name) == committee_key(f"THE  {'  '.join(words).upper()}")


@pytest.mark.parametrize(
    ("name", "whole", "part"),
    [
        ("Planning Committee – Part II", "Planning Committee", True),
        ("Planning Committee (Special)", "Planning Committee", True),
        ("Planning Sub-Committee A", "Planning Committee", True),
        ("Sub-Committee of the Planning Committee", "Planning Committee", True),
        ("Cabinet (Procurement) Sub-Committee", "Cabinet", True),
        ("Strategic Planning Committee", "Planning Committee", False),
        ("Planning Policy Board", "Planning Committee", False),
        ("Planning Committee", "Planning Committee", False),
    ],
)
def test_what_a_name_says_that_it_is_part_of(name: str, whole: str, part: bool) -> None:
    assert is_part_of(name, whole) is part


def test_two_councils_on_one_site_stay_apart() -> None:
    bodies = Bodies([PLANNING, OTHER])
    assert bodies.find("Planning", "Harnside District Council") == PLANNING
    assert bodies.find("Planning", "Ellmouth") == OTHER, "the council may be named in short"
    assert bodies.find("Planning") is None, "it may be either"
    assert bodies.find(bodies.label(OTHER)) == OTHER
    assert not bodies.same(BodyName("Planning", PLANNING.council), BodyName("Planning", "Ellmouth"))
    # East and West Sussex are two, though they share a word.
    assert (
        Bodies([Body(id=1, name="Cabinet", council="West Sussex County Council")]).find(
            "Cabinet", "East Sussex County Council"
        )
        is None
    )


def test_aliases_and_what_bodies_are_part_of() -> None:
    bodies = Bodies([PLANNING, SUB, CABINET])
    assert bodies.same(BodyName("Executive"), BodyName("Cabinet"))
    assert bodies.above(BodyName("Licensing Panel")) == ((SUB, PLANNING),)
    # Not known yet, its name says what it is part of.
    assert bodies.above(BodyName("Planning Committee – Part II")) == ((PLANNING,),)
    assert bodies.above(BodyName("Allotments Board")) == ()


def test_what_is_not_confirmed_may_be_another_council_s_too() -> None:
    bodies = Bodies([PLANNING, OTHER])
    assert {chain[-1] for chain in bodies.above(BodyName("Planning", OTHER.council))} == {
        PLANNING,
        OTHER,
    }
    confirmed = Body(id=2, name=OTHER.name, council=OTHER.council, confirmed=True)
    bodies = Bodies([PLANNING, confirmed])
    assert bodies.above(BodyName("Planning", OTHER.council)) == ((confirmed,),)


def test_a_ring_of_parents_ends() -> None:
    one, two = Body(id=1, name="One", parent=2), Body(id=2, name="Two", parent=1)
    assert Bodies([one, two]).above(BodyName("One"))[0] == (one, two)


def test_likeness_only_suggests() -> None:
    bodies = Bodies([CABINET, Body(id=5, name="Audit and Governance Committee")])
    (suggested,) = bodies.like("Audit & Governnance Committee")
    assert suggested.id == 5
    assert bodies.find("Audit & Governnance Committee") is None
    assert bodies.typed("audit") == suggested, "an unmistakable part of it"
    assert bodies.typed("a") is None, "of both"


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("health", "Health, Care and Wellbeing Scrutiny Committee"),
        ("children", "Children's Scrutiny Committee"),
        ("thornby", "Planning (Thornby)"),
    ],
)
def test_a_part_of_a_name_may_touch_a_mark(part: str, whole: str) -> None:
    body = Body(id=5, name=whole)
    assert Bodies([CABINET, body]).typed(part) == body


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("child scrutiny", "Children and Young People's Scrutiny Committee"),
        ("childrens", "Children and Young People's Scrutiny Committee"),
        ("scrutiny committee for children", "Children and Young People's Scrutiny Committee"),
        ("appeals", "Appeal Panel"),
        ("schools", "School Forum"),
        ("highways", "Highway Committee"),
        ("homes neighbourhoods committee", "Homes and Neighbourhoods Committee"),
        ("governance", "Audit and Governance"),
    ],
)
def test_some_words_of_a_name_mean_its_body(typed: str, name: str) -> None:
    body = Body(id=5, name=name)
    assert committee_named(typed, [name, "Cabinet"]) == name
    assert Bodies([CABINET, body]).typed(typed) == body


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Planning Committee", "Strategic Planning Committee"),
        ("Planning Committee", "Planning Sub-Committee A"),
        ("Planning Committee", "Planning and Highways Committee"),
        ("Licensing Panel", "Taxi Licensing Panel"),
        ("Cabinet", "Shadow Cabinet"),
        ("Council", "Youth Council"),
        ("planning", "Local Plan Working Group"),
        ("of", "Board of Trustees"),
    ],
)
def test_a_whole_name_is_no_part_of_another(typed: str, name: str) -> None:
    with pytest.raises(NotPossible, match=f"know no committee called “{typed}”"):
        committee_named(typed, [name])
    assert Bodies([Body(id=5, name=name)]).typed(typed) is None


KNOWN = ("Children and Young People's Scrutiny Committee", "Planning Committee", "Full Council")


def test_a_committee_is_one_that_is_known() -> None:
    assert committee_named("planning", KNOWN) == "Planning Committee"
    assert committee_named("child scrutiny", KNOWN) == KNOWN[0]
    with pytest.raises(NotPossible, match="fits several"):
        committee_named("committee", KNOWN)
    many = [f"Ward {number} Forum" for number in range(50)]
    for typed in ("forum", "zoo", ""):
        with pytest.raises(SettingsError, match=r"; Ward 26 Forum and 30 more\b"):
            committee_named(typed, many)
    with pytest.raises(NotPossible, match="know no committee called “planning”"):
        committee_named("planning", ["Strategic Planning Committee"], every=KNOWN)
    assert committee_named("planning", KNOWN, every=KNOWN) == "Planning Committee"
    with pytest.raises(SettingsError, match="did you mean Planning Committee"):
        committee_named("Planing", KNOWN)
    with pytest.raises(SettingsError, match="I know: "):
        committee_named("Zoo", KNOWN)
    for nothing in ("", "  "):
        with pytest.raises(SettingsError, match="Which committee"):
            committee_named(nothing, KNOWN)
