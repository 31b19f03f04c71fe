import datetime as dt

import pytest

from indexer.reading.agenda import Entry
from indexer.reading.councils import council_in, council_named, tidy_name
from indexer.reading.front import FrontSheet, announced_ranges, front_pages, read_front
from tests.indexer.reading.typed import typed


def front(*pages: str, title: str = "", subject: str = "", total: int = 100) -> FrontSheet:
    raw = typed(pages, title=title, subject=subject)
    return read_front(raw.pages, {}, skip={}, title=title, subject=subject, total=total)


def listed(sheet: FrontSheet) -> list[tuple[str, str, int | None, int | None]]:
    return [(entry.number, entry.title, entry.first, entry.last) for entry in sheet.entries]


COUNTY = """Marlshire County Council
4 March 2025
To: Councillors Abara, D Finch, Okoro and Mrs Lund
Ms J Penrose, Co-opted Member
The above Members are requested to attend the:
ADULT CARE SCRUTINY COMMITTEE
Thursday, 13 March 2025 at 10.30 am
in the Council Chamber, Shire Hall, Marl
A G E N D A
1
DECLARATIONS OF INTEREST
Members are asked to state:
(1) the type of interest and
(2) its nature.
2
MINUTES OF THE LAST MEETING HELD ON 9 JANUARY 2025
 (Pages 1 - 6)
To agree the minutes as a correct record.
3
HOME CARE: WHAT HAS CHANGED AND WHAT
IS STILL TO COME
 (Pages 7 – 20)
To consider an update.
Venue information:
First floor, lift available.
Other information:
For queries regarding this agenda please contact Ines Marrow, Democratic Services Officer,
Tel: 01632 960200, e-mail: ines.marrow@marlshire.example.
Public Document Pack"""


def test_a_county_front_sheet() -> None:
    sheet = front(COUNTY)
    assert sheet.council == "Marlshire County Council"
    assert sheet.committee == "Adult Care Scrutiny Committee"
    assert (sheet.date, sheet.time) == (dt.date(2025, 3, 13), "10.30 am")
    assert sheet.venue == "Council Chamber, Shire Hall, Marl"
    assert sheet.published == dt.date(2025, 3, 4)
    assert sheet.members == (
        "Councillor Abara", "Councillor D Finch", "Councillor Okoro", "Councillor Mrs Lund",
        "Ms J Penrose, Co-opted Member",
    )
    assert sheet.contact is not None
    assert sheet.contact.startswith("Ines Marrow, Democratic Services Officer")
    assert sheet.contact.endswith("ines.marrow@marlshire.example")
    assert sheet.venue_information is not None
    assert "lift available" in sheet.venue_information
    assert listed(sheet) == [
        ("1", "DECLARATIONS OF INTEREST", None, None),
        ("2", "MINUTES OF THE LAST MEETING HELD ON 9 JANUARY 2025", 1, 6),
        ("3", "HOME CARE: WHAT HAS CHANGED AND WHAT IS STILL TO COME", 7, 20),
    ]
    assert sheet.entries[1].purpose == "To agree the minutes as a correct record."
    assert sheet.entries[0].purpose is not None
    assert sheet.entries[0].purpose.endswith("(2) its nature.")


def test_numbers_with_a_full_stop_and_ranges_below_the_purpose() -> None:
    sheet = front(
        "Executive\nDate: Wednesday, 12 March 2025\nTime: 2.00 pm\n"
        "Venue: Antechamber, Level 2, Town Hall",
        "Agenda\n1. Appeals\nTo consider any appeals.\n2. Interests\n3. Minutes\n"
        "To approve the minutes of 12 February 2025.\n5 - 12\n"
        "4. Our City: Progress Update\nThe report of the Chief Executive is attached.\n13 - 14",
    )
    assert sheet.venue == "Antechamber, Level 2, Town Hall"
    assert sheet.time == "2.00 pm"
    assert listed(sheet) == [
        ("1", "Appeals", None, None),
        ("2", "Interests", None, None),
        ("3", "Minutes", 5, 12),
        ("4", "Our City: Progress Update", 13, 14),
    ]
    assert sheet.entries[3].purpose == "The report of the Chief Executive is attached."


def test_ranges_on_the_titles_line_and_lettered_items() -> None:
    sheet = front(
        "Westmere District Council\nPLANNING COMMITTEE\nThursday 5 June 2025 at 7:30pm\nAGENDA\n"
        "1 Apologies\n2 Minutes (Pages 3 - 4)\n3a 24/01234/FUL - Land north of Mill Lane "
        "(Pages 5 – 8)\n3b 24/00077/HOU - 2 High Street (Page 9)\n4 Urgent business"
    )
    assert listed(sheet) == [
        ("1", "Apologies", None, None),
        ("2", "Minutes", 3, 4),
        ("3a", "24/01234/FUL - Land north of Mill Lane", 5, 8),
        ("3b", "24/00077/HOU - 2 High Street", 9, 9),
        ("4", "Urgent business", None, None),
    ]


def test_years_are_no_page_ranges() -> None:
    sheet = front("AGENDA\n1 Apologies\n2 Corporate Plan 2022 - 2026\n3 Budget 2025-26", total=60)
    assert [entry.first for entry in sheet.entries] == [None, None, None]
    assert sheet.entries[1].title == "Corporate Plan 2022 - 2026"


def test_a_supplements_letter() -> None:
    sheet = front(
        "Direct Dial: 03000 960400\ne-mail: jo.little@northshire.example\nAsk for: Jo Little\n"
        "Date: 27 January 2025\nDear Member\nCABINET - THURSDAY, 30 JANUARY 2025\n"
        "I am now able to enclose the following document that was unavailable when the\n"
        "agenda was published.\nAgenda Item No\n9 24/00096 - Plan for School Places 2025-29\n"
        "(Pages 1 - 4)\nYours sincerely",
        title="(Public Pack)Agenda Supplement for Cabinet, 30/01/2025 10:00",
    )
    assert sheet.supplement
    assert sheet.committee == "Cabinet"
    assert sheet.date == dt.date(2025, 1, 30)
    assert sheet.published == dt.date(2025, 1, 27)
    assert sheet.contact is not None
    assert "Jo Little" in sheet.contact
    assert listed(sheet) == [("9", "24/00096 - Plan for School Places 2025-29", 1, 4)]
    assert sheet.warnings == ()


def test_items_after_the_public_part_are_exempt() -> None:
    sheet = front(
        "AGENDA\nPart I - Public\n1 Apologies\n2 Exclusion of the press and public\n"
        "To resolve that the public be excluded, as exempt information as defined in "
        "Schedule 12A would be disclosed.\nPart II - Exempt\n3 Enforcement (Pages 7 - 8)"
    )
    assert [(entry.number, entry.exempt) for entry in sheet.entries] == [
        ("1", False), ("2", False), ("3", True),
    ]


def test_a_missing_number_is_warned_of() -> None:
    sheet = front("AGENDA\n1 Apologies\n2 Minutes\n4 Budget")
    assert any("no item 3" in warning for warning in sheet.warnings)


def test_where_the_front_sheet_ends() -> None:
    pages = typed([COUNTY, "This page is intentionally left blank", "x\nPage 1\nAgenda Item 2"])
    assert front_pages(pages.pages, ()) == 2
    paper = typed(["Report to:\nCABINET\nPurpose\nwords", "more"])
    assert front_pages(paper.pages, ()) == 0


def test_ranges_are_found_wherever_they_stand() -> None:
    assert announced_ranges(typed(["(Pages 1 - 6)\n(Page 7)\n(pages 8 to 12)"]).pages) == (
        (1, 6), (7, 7), (8, 12),
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("BIRMINGHAM CITY COUNCIL", "Birmingham City Council"),
        ("Bath and North East Somerset Council", "Bath and North East Somerset Council"),
        ("London Borough of Hackney", "London Borough of Hackney"),
        ("KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION", "Kent County Council"),
        ("the County Council will", None),
        ("Chief Executive of the Council", None),
        ("full Council", None),
    ],
)
def test_councils_names(line: str, name: str | None) -> None:
    assert council_in([line]) == name


def test_a_council_named_once_in_passing_is_not_taken() -> None:
    assert council_named("a partnership that Oldham Council also joined last year") is None
    assert council_named("x\nSurrey County Council\ny") == "Surrey County Council"


def test_names_in_capitals_are_read_as_in_a_sentence() -> None:
    assert tidy_name("CHILDREN'S AND ADULTS' CARE SUB-COMMITTEE") == (
        "Children's and Adults' Care Sub-Committee"
    )
    assert tidy_name("Cabinet") == "Cabinet"


def test_an_entry_is_plain_data() -> None:
    entry = front("AGENDA\n1 Apologies\n2 Minutes").entries[0]
    assert isinstance(entry, Entry)
    assert entry.purpose is None
