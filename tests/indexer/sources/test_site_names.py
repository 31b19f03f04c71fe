from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.problems import NotPossible, SettingsError
from indexer.sources.site_names import (
    document_name,
    file_name,
    find_committee,
    short_name,
    slug,
)
from indexer.sources.source import Committee, PaperKind

TITLES = [
    "Children and Young People's Scrutiny Committee",
    "Adult Social Care & Health Scrutiny Committee",
    "Planning Committee",
    "Planning Sub-Committee (Enforcement)",
    "Audit and Governance Committee",
    "Cabinet",
    "Council",
]
COMMITTEES = [Committee(id=str(n), title=title) for n, title in enumerate(TITLES, start=140)]


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("Children and Young People's Scrutiny Committee", 0),
        ("children & young people’s scrutiny", 0),
        ("Childrens and Young Peoples Scrutiny", 0),
        ("cab", 5),
        ("adult social care", 1),
        ("Adult Social Care and Health Scrutiny", 1),
        ("the planning committee", 2),
        ("enforcement", 3),
        ("CABINET ", 5),
        ("council", 6),
        ("144", 4),
    ],
)
def test_committees_are_found_as_people_write_them(wanted: str, title: int) -> None:
    assert find_committee(wanted, COMMITTEES).title == TITLES[title]


def test_a_wrong_name_lists_the_near_ones() -> None:
    with pytest.raises(NotPossible, match="did you mean Audit and Governance Committee"):
        find_committee("audit & governence", COMMITTEES)
    with pytest.raises(NotPossible, match=r"fits several committees .*(?:Adult|Children)"):
        find_committee("scrutiny", COMMITTEES)
    for nothing in ("", "the committee", "???"):
        with pytest.raises(SettingsError):
            find_committee(nothing, COMMITTEES)
    with pytest.raises(NotPossible):
        find_committee("Cabinet", [])


def test_committees_that_have_ended_are_not_meant() -> None:
    ended = [Committee(id="1", title="Cabinet", current=False), COMMITTEES[5]]
    assert find_committee("cabinet", ended).id == COMMITTEES[5].id


def test_a_title_that_is_written_out_is_meant() -> None:
    pair = [
        Committee(id=str(n), title=one) for n, one in enumerate(["Cabinet", "Cabinet Committee"])
    ]
    for one in pair:
        assert find_committee(one.title.upper(), pair) is one


def test_of_two_councils_committees_one_is_meant_by_its_number() -> None:
    two = [Committee(id=one, title="Planning Committee") for one in ("7", "8")]
    with pytest.raises(NotPossible, match=r"\(7, 8\)"):
        find_committee("planning", two)
    assert find_committee("8", two) is two[1]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://democracy.example.gov.uk", "example"),
        ("https://www.example.gov.uk/moderngov", "example"),
        ("https://moderngov.north-example.gov.uk", "north-example"),
        ("https://committees.example.org", "example"),
        ("http://127.0.0.1:8000", "127-0-0-1"),
        ("/srv/papers/Cabinet 2025", "cabinet-2025"),
        ("https://xn--caf-dma.gov.uk", "xn-caf-dma"),
    ],
)
def test_short_names(address: str, name: str) -> None:
    assert short_name(address) == name


NASTY = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        [
            "../../etc/passwd",
            "..\\..\\x",
            "/root",
            "C:\\x",
            "con",
            "a\0b",
            ".hidden",
            "x/y.pdf",
            "-rf",
            "~/x",
            "%2e%2e%2f",
            "a" * 500,
        ]
    ),
)


@given(NASTY, NASTY)
def test_names_are_never_paths(committee: str, key: str) -> None:
    for name in (
        document_name(
            source="example",
            committee=committee,
            date=dt.date(2025, 1, 16),
            kind=PaperKind.REPORT,
            key=key[:80],
        ),
        file_name(source="example", place=key),
        file_name(source="example", place=f"https://example.gov.uk/{key}"),
    ):
        assert re.fullmatch(r"[a-z0-9]+(?:-+[a-z0-9]+)*", name), name
        assert len(name) < 200
        assert PurePosixPath(name).name == PureWindowsPath(name).name == name


def test_two_places_never_share_a_name() -> None:
    assert file_name(source="f", place="a/pack.pdf") != file_name(source="f", place="b/pack.pdf")
    assert file_name(source="f", place="ä.pdf") != file_name(source="f", place="ö.pdf")


@given(st.text(max_size=300), st.integers(5, 80))
def test_slugs_are_short_and_plain(text: str, longest: int) -> None:
    made = slug(text, longest=longest)
    assert len(made) <= longest
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
