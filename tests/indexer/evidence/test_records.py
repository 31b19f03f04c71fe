"""Records: a pack's structure in sentences, on the pages' own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.answers.check import faults, standing
from indexer.council.packs import (
    Action,
    Agreed,
    Decision,
    DocumentKind,
    EarlierMinutes,
    Item,
    Meeting,
    Minute,
    Pack,
    Page,
    PageKind,
    PdfPage,
    PrintedPage,
)
from indexer.evidence import Record, RecordKind, records_of
from indexer.index import Index


def said(pack: Pack, kind: RecordKind) -> list[Record]:
    return [one for one in records_of(pack) if one.kind is kind]


def pack(*texts: str, **parts: object) -> Pack:
    pages = tuple(
        Page(
            pdf_page=PdfPage(number),
            printed_page=PrintedPage(number + 10),
            text=text,
            kind=PageKind.FRONT if number == 1 else PageKind.MINUTES,
        )
        for number, text in enumerate(texts, start=1)
    )
    return Pack(
        document="streets",
        sha256="",
        kind=DocumentKind.PACK,
        title=None,
        pages=pages,
        **parts,  # type: ignore[arg-type]
    )


def test_an_action_is_said_in_sentences_with_its_fields() -> None:
    row = "4 22.04.21 Regular updates on the gullies. Ongoing Ann Brown, Head of Streets"
    one = pack(
        row,
        actions=(
            Action(
                number="4",
                recommendation="Regular updates on the gullies",
                date="22.04.21",
                target="Ongoing",
                officer="Ann Brown, Head of Streets",
                quotes=((PdfPage(1), row),),
            ),
        ),
    )
    [record] = said(one, RecordKind.ACTION)
    assert record.text == (
        "Action 4, asked on 22 April 2021: Regular updates on the gullies. "
        "Responsible: Ann Brown, Head of Streets. Due: Ongoing."
    )
    assert record.fields["officer"] == "Ann Brown, Head of Streets"
    assert (record.pdf_page, record.printed_page) == (1, 11)


def test_what_stands_beside_a_date_stays_in_its_cell() -> None:
    row = "To mend the roofs. 12.30 22.04.21"
    taken = Decision(
        text="To mend the roofs.",
        date="12.30 22.04.21",
        pdf_page=PdfPage(1),
        quotes=((PdfPage(1), row),),
    )
    [record] = said(pack(row, decisions=(taken,)), RecordKind.DECISION)
    assert "taken on 12.30 22.04.21" in record.text


def test_a_resolution_that_runs_overleaf_stands_on_both_pages() -> None:
    agreed = Agreed(
        text="That the lease of the depot be renewed for ten years.", pdf_page=PdfPage(2)
    )
    one = pack(
        "Agenda",
        "The Committee agreed that the lease of the depot\nPage 12",
        "be renewed for ten years.",
        minutes=(
            EarlierMinutes(
                meeting_date=dt.date(2025, 3, 4),
                committee="STREETS COMMITTEE",
                first_pdf_page=PdfPage(2),
                last_pdf_page=PdfPage(3),
                minutes=(Minute(number="5", title="DEPOT", pdf_page=PdfPage(2), agreed=(agreed,)),),
            ),
        ),
    )
    [record] = said(one, RecordKind.RESOLUTION)
    assert record.text.startswith("On 4 March 2025 the Streets Committee agreed, under Depot: ")
    assert record.quotes == (
        (2, "That the lease of the depot"),
        (3, "be renewed for ten years."),
    )


@pytest.mark.parametrize(
    "printed",
    [
        "Tuesday, 4 March 2025 at 6.30 pm",
        "Tuesday 4th March 2025 6.30 pm",
        "04/03/2025 18:30",
    ],
)
def test_a_meeting_stands_on_its_front_sheet(printed: str) -> None:
    one = pack(
        f"Streets Committee\n{printed}\nCommittee Room 2",
        meeting=Meeting(committee="Streets Committee", date=dt.date(2025, 3, 4), time="6.30 pm"),
    )
    [record] = said(one, RecordKind.MEETING)
    assert record.text == "The meeting of the Streets Committee is on 4 March 2025 at 6.30 pm."
    assert record.quotes[0] == (1, f"{printed} Committee Room 2")


def test_the_day_of_a_paper_of_no_meeting_is_not_told_as_a_meetings() -> None:
    notice = pack(
        "Notice of Adoption 4 March 2025",
        meeting=Meeting(council="Lund Council", date=dt.date(2025, 3, 4)),
    )
    assert said(notice, RecordKind.MEETING)
    assert not said(replace(notice, kind=DocumentKind.OTHER), RecordKind.MEETING)


def test_day_and_time_may_stand_apart() -> None:
    one = pack(
        "Streets Committee\nDate:\nTuesday, 4 March 2025\nTime:\n6.30 pm\nVenue:\nCommittee Room 2",
        meeting=Meeting(
            committee="Streets Committee",
            date=dt.date(2025, 3, 4),
            time="6.30 pm",
            venue="Committee Room 2",
        ),
    )
    [record] = said(one, RecordKind.MEETING)
    assert record.text == (
        "The meeting of the Streets Committee is on 4 March 2025 at 6.30 pm, Committee Room 2."
    )
    assert [quote for _, quote in record.quotes] == [
        "Tuesday, 4 March 2025 Time: 6.30 pm",
        "Committee Room 2",
    ]


def test_a_sentence_ends_in_one_stop() -> None:
    page = "Streets Committee\n4 March 2025 at 8.00 pm.\n5 Repairs etc.\nPresent: Ann Ash; Bo Birch Jr."
    day = dt.date(2025, 3, 4)
    minutes = EarlierMinutes(
        committee="Streets Committee",
        meeting_date=day,
        first_pdf_page=PdfPage(1),
        last_pdf_page=PdfPage(1),
        present=("Ann Ash", "Bo Birch Jr."),
    )
    one = pack(
        page,
        meeting=Meeting(committee="Streets Committee", date=day, time="8.00 pm."),
        items=(Item(number="5", title="Repairs etc."),),
        minutes=(minutes,),
    )
    assert [record.text for record in records_of(one)] == [
        "The meeting of the Streets Committee is on 4 March 2025 at 8.00 pm.",
        "Item 5, Repairs etc.",
        "Present at the meeting of the Streets Committee on 4 March 2025: Ann Ash and Bo Birch Jr.",
    ]


@pytest.mark.parametrize(
    ("people", "printed"),
    [
        (
            ("Jo Marsh, Director of Finance",),
            "In attendance: Jo Marsh, Director of Finance",
        ),
        (
            ("Councillor Field in the Chair", "Councillor Lyle"),
            "Present: Councillor Field in the Chair Councillor Lyle",
        ),
        (
            ("Councillor Field*", "Councillor Lyle [Vice-Chair]"),
            "Councillor Field* Councillor Lyle [Vice-Chair]",
        ),
        (
            ("Councillor Field (Chair)", "Councillor van der Berg", "Councillor Green"),
            "Present: Councillors Field (Chair), van der Berg and Green",
        ),
    ],
)
def test_who_was_there_stands_where_they_are_listed(people: tuple[str, ...], printed: str) -> None:
    body = "Councillor Field spoke of the hall. Councillor van der Berg and Councillor Green left."
    one = pack(
        "Agenda",
        f"Finance and Chair's Briefing\n{printed}\n1. Hall\n{body}",
        minutes=(
            EarlierMinutes(
                meeting_date=dt.date(2025, 3, 4),
                committee="STREETS COMMITTEE",
                first_pdf_page=PdfPage(2),
                last_pdf_page=PdfPage(2),
                present=people,
            ),
        ),
    )
    [record] = said(one, RecordKind.ATTENDANCE)
    assert record.quotes == ((2, printed),)


def test_what_stands_nowhere_is_no_record() -> None:
    assert records_of(pack("Agenda", contact="Nobody At All, Clerk, 01253 000000")) == ()


def test_the_sample_packs_records_stand_and_hold(sample_index: Index) -> None:
    """Nearly every record passes the check that an answer passes, whatever its kind."""
    kinds, failed, every = set(), [], 0
    for card in sample_index.documents():
        whole = sample_index.whole_pack(card)
        texts = {page.pdf_page: page.text for page in whole.pages}
        for record in records_of(whole):
            every += 1
            kinds.add(record.kind)
            quotes = [words for _, words in record.quotes]
            if not any(standing(words, texts[page]) for page, words in record.quotes) or (
                faults(record.text, quotes, frame=record.frame)
            ):
                failed.append(record.text)
    assert kinds >= {
        RecordKind.MEETING,
        RecordKind.ITEM,
        RecordKind.RECOMMENDATION,
        RecordKind.RESOLUTION,
        RecordKind.ACTION,
        RecordKind.WORK_PLAN,
    }, kinds
    assert len(failed) <= every // 15, failed
