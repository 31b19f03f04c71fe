"""Answers and pages of the service, read with their quirks."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.moderngov import ModernGov
from indexer.sources.moderngov_answers import (
    read_committees,
    read_meeting,
    read_meetings,
    read_page,
)
from indexer.sources.source import PaperKind
from indexer.sources.source_problems import OddAnswer
from indexer.sources.web import Manners, Web
from tests.moderngov_server import answers
from tests.moderngov_server.council import (
    AgendaItem,
    Committee,
    Council,
    Paper,
    Session,
    pdf,
)

SITE = "https://democracy.example.gov.uk"
PAGE = f"{SITE}/ieListDocuments.aspx?CId=144&MId=4967&Ver=4"

titles = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(titles)
def test_titles_come_through_two_encodings(title: str) -> None:
    if "&" in title and ";" in title.split("&", 1)[1]:
        return  # what looks like an entity is read as one
    council = Council([Committee(1, title), Committee(2, "Old", expired=True)])
    first, second = read_committees(answers.committees(council))
    assert (first.title, first.current) == (title, True)
    assert not second.current


def test_lists_of_meetings() -> None:
    committee = Committee(
        144,
        "Homes",
        [
            Session(1, dt.date(2025, 2, 1), "10.00 am", "Confirmed"),
            Session(2, dt.date(2025, 3, 12), "", "Cancelled"),
        ],
    )
    found = read_meetings(answers.meetings(committee, dt.date(2025, 1, 1), dt.date(2025, 12, 1)))
    assert [(one.meeting, one.date, one.time, one.status) for one in found] == [
        ("1", dt.date(2025, 2, 1), "10.00 am", "Confirmed"),
        ("2", dt.date(2025, 3, 12), "", "Cancelled"),
    ]
    assert {one.committee for one in found} == {"144"}
    nothing = answers.meetings(committee, dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    assert read_meetings(nothing) == []


@given(st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["", "3", "Exempt"]))
def test_any_sign_of_restriction_closes_a_paper(
    item_closed: bool, item_shown: bool, paper_closed: bool, restrictions: str
) -> None:
    paper = Paper("Terms", b"", restricted=paper_closed, restrictions=restrictions)
    session = Session(
        4967,
        dt.date(2025, 1, 16),
        items=[AgendaItem("9.", "Sale", [paper], restricted=item_closed, shown=item_shown)],
    )
    look = read_meeting(answers.meeting(Committee(144, "Homes"), session, SITE), site=SITE)
    opened = item_shown and not (item_closed or paper_closed or restrictions)
    assert [one.key for one in look.papers] == ([f"s{paper.id}"] if opened else [])
    assert (f"s{paper.id}" in look.restricted) != opened


def test_a_hidden_meeting_tells_nothing() -> None:
    session = Session(
        4967,
        dt.date(2025, 1, 16),
        shown=False,
        items=[AgendaItem("1.", "Sale", [Paper("Terms", b"")])],
    )
    look = read_meeting(answers.meeting(Committee(144, "Homes"), session, SITE), site=SITE)
    assert look.hidden
    assert (look.facts, look.papers) == (None, ())


def test_a_page_gives_its_own_meetings_files() -> None:
    session = Session(
        4967,
        dt.date(2025, 1, 16),
        pack=pdf("p"),
        front=pdf("f"),
        minutes=pdf("m"),
        supplements={811: ("Supplement 1", pdf("s"))},
        items=[AgendaItem("5.", "Damp", [Paper("Damp", pdf("d"))])],
    )
    look = read_page(
        answers.page(Committee(144, "Homes & Streets"), session),
        url=PAGE,
        site=SITE,
        meeting="4967",
    )
    assert {one.key: one.kind for one in look.papers} == {
        "g4967-t0": PaperKind.AGENDA,
        "g4967-t10": PaperKind.PACK,
        "g4967-t1": PaperKind.MINUTES,
        "b811": PaperKind.SUPPLEMENT,
    }
    for one in look.papers:
        assert one.url.startswith(f"{SITE}/documents/")
        assert " " not in one.url
        assert "\n" not in one.url


@pytest.mark.parametrize(
    "page",
    [answers.something_went_wrong(), b"", b"\xff\xfe\x00", b"<a href='documents/g49670/x.pdf'>"],
)
def test_a_page_without_its_meeting_is_odd(page: bytes) -> None:
    with pytest.raises(OddAnswer):
        read_page(page, url=PAGE, site=SITE, meeting="4967")


@given(st.binary(max_size=300) | st.just(b"<![foo[ <![if x]> <!-- <a href="))
def test_any_page_is_read_or_odd(junk: bytes) -> None:
    page = b"<p>MId=4967</p>" + junk + b"<a href='documents/g4967/x.pdf?T=10'>"
    look = read_page(page, url=PAGE, site=SITE, meeting="4967")
    assert all(one.url.startswith(SITE) for one in look.papers)


def test_an_answer_about_nothing_is_odd() -> None:
    for data in (b"<meeting/>", b"<string>x</string>", b"<committees>"):
        with pytest.raises(OddAnswer):
            read_meeting(data, site=SITE)


def test_what_is_wanted() -> None:
    source = ModernGov(Web(SITE, Manners()))
    look = read_meeting(
        answers.meeting(
            Committee(144, "Homes"),
            Session(
                4967,
                dt.date(2025, 1, 16),
                items=[
                    AgendaItem(
                        "5.",
                        "Damp",
                        [
                            Paper("In the pack", b"", dt.date(2025, 1, 8), id=1),
                            Paper("In the pack too", b"", dt.date(2025, 1, 8), id=2),
                            Paper("Old", b"", dt.date(2024, 11, 8), id=3),
                            Paper("Late", b"", dt.date(2025, 1, 14), id=4),
                            Paper("After the meeting", b"", dt.date(2025, 1, 20), id=5),
                            Paper("Of no date", b"", id=6),
                        ],
                    )
                ],
            ),
            SITE,
        ),
        site=SITE,
    )
    day = dt.date(2025, 1, 16)
    assert source.wanted(day, look.papers) == {"s1", "s2", "s3", "s4", "s5", "s6"}
    page = read_page(
        answers.page(
            Committee(144, "Homes"),
            Session(4967, day, pack=b"x", front=b"y", supplements={8: ("S", b"z")}),
        ),
        url=PAGE,
        site=SITE,
        meeting="4967",
    )
    assert source.wanted(day, [*look.papers, *page.papers]) == {"g4967-t10", "b8", "s4"}
    source.close()
