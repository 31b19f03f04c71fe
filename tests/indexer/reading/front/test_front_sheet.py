import datetime as dt

import pytest

from indexer.reading.front.agenda import AgendaLine, read_entries
from indexer.reading.front.front_sheet import FrontSheet, announced_ranges, front_pages, read_front
from indexer.reading.pack import read_pack
from tests.indexer.reading.typed import look, typed


def front(*pages: str, title: str = "", subject: str = "", total: int = 100) -> FrontSheet:
    raw = typed(pages, title=title, subject=subject)
    return read_front(raw.pages, {}, skip={}, title=title, subject=subject, total=total)


def listed(sheet: FrontSheet) -> list[tuple[str, str, int | None, int | None]]:
    return [
        (entry.number, entry.title, entry.first_page, entry.last_page) for entry in sheet.entries
    ]


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
    meeting = read_pack(typed([COUNTY])).meeting
    assert meeting.council == "Marlshire County Council"
    assert meeting.committee == "Adult Care Scrutiny Committee"
    assert (sheet.date, sheet.time) == (dt.date(2025, 3, 13), "10.30 am")
    assert sheet.venue == "Council Chamber, Shire Hall, Marl"
    assert sheet.published == dt.date(2025, 3, 4)
    assert sheet.members == (
        "Councillor Abara",
        "Councillor D Finch",
        "Councillor Okoro",
        "Councillor Mrs Lund",
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


def test_items_counted_through_the_year() -> None:
    head = "Amberford Borough Council\nLicensing Committee\nTuesday 11 March 2025\nAGENDA\n"
    sheet = front(
        head + "99. Apologies\n100. Minutes (Pages 3 - 6)\n101. Taxi fees (Pages 7 - 9)\n"
        "To consider fees for the year to\n2026 Hackney carriages only.\n102. Street trading"
    )
    assert listed(sheet) == [
        ("99", "Apologies", None, None),
        ("100", "Minutes", 3, 6),
        ("101", "Taxi fees", 7, 9),
        ("102", "Street trading", None, None),
    ]
    sheet = front(
        head + "24/117 Apologies\n24/118 Minutes (attached, pages 2 to 3)\n"
        "24/119 Planning\n24/0456 Land at Mill Lane\n24/121 Play area (page 4)"
    )
    assert [(entry.number, entry.first_page, entry.last_page) for entry in sheet.entries] == [
        ("24/117", None, None),
        ("24/118", 2, 3),
        ("24/119", None, None),
        ("24/121", 4, 4),
    ]
    assert sheet.entries[1].title == "Minutes"
    sheet = front(head + "9/25 Apologies\n10/25 Minutes\n12/25 Play area (page 4)\n13/25 Payments")
    assert [entry.number for entry in sheet.entries] == ["9/25", "10/25", "12/25", "13/25"]
    assert any("no item 11/25" in warning for warning in sheet.warnings)


def test_numbers_that_stand_alone_are_no_items() -> None:
    sheet = front(
        "AGENDA\n1. Apologies\n2. Grants to\n250 Households in need\n3. Housing\n"
        "120 High Street, Amberford\n24/0456 Land at Mill Lane\n4. Budget 2024/25"
    )
    assert [entry.number for entry in sheet.entries] == ["1", "2", "3", "4"]
    applications = "\n".join(f"25/0{n} Land at plot {n}" for n in range(120, 128))
    sheet = front(f"AGENDA\n1. Apologies\n2. Planning\n{applications}\n3. Payments")
    assert [entry.number for entry in sheet.entries] == ["1", "2", "3"]
    sheet = front(f"AGENDA\n101/25 Apologies\n102/25 Planning\n{applications}\n103/25 Payments")
    assert [entry.number for entry in sheet.entries] == ["101/25", "102/25", "103/25"]


ITEMS = "AGENDA\n1. Apologies\n2. Minutes (Pages 1 - 1)"


@pytest.mark.parametrize(
    ("head", "committee"),
    [
        ("AMBERFORD CITY COUNCIL\nHomes Committee", "Homes Committee"),
        ("CYNGOR AMBERFORD / AMBERFORD COUNCIL\nCabinet", "Cabinet"),
        ("AMBERFORD TOWN COUNCIL", "Amberford Town Council"),
    ],
)
def test_the_councils_name_is_not_the_committees(head: str, committee: str) -> None:
    pages = [f"{head}\nTuesday 4 March 2025 at 6.30 pm\n{ITEMS}", "Words.\nPage 1\nAgenda Item 2"]
    assert read_pack(typed(pages)).meeting.committee == committee


@pytest.mark.parametrize(
    ("line", "committee"),
    [
        ("Members of the Personnel Committee are asked to attend.", "Personnel Committee"),
        ("To: Members of the Personnel Committee", "Personnel Committee"),
        ("St. Ives Area Committee", "St. Ives Area Committee"),
        ("PERSONNEL COMMITTEE at 7.30pm", "Personnel Committee"),
        ("Notice of a meeting of the Personnel Committee.", "Personnel Committee"),
        ("Dear Councillor, you are summoned to a meeting of the committee", None),
        ("Write to the committee clerk at clerk@amberford.example", None),
        ("Personnel Committee - Tuesday, 3 March 2026, 6.00 pm", "Personnel Committee"),
        ("Meeting of the Personnel Committee on Tuesday 3 March 2026", "Personnel Committee"),
        ("Members' Allowances Panel", "Members' Allowances Panel"),
        ("At a MEETING of the PERSONNEL COMMITTEE held at Saltmere", "Personnel Committee"),
        ("Scrutiny Committee (Homes and Roads)", "Scrutiny Committee (Homes and Roads)"),
        ("CABINET: 3RD MARCH, 2026", "Cabinet"),
        ("Notice of Meeting CABINET", "Cabinet"),
        ("A meeting of the Cabinet of Saltmere Council will be held at", "Cabinet"),
        ("Jo Little, Chief Executive", None),
        ("Amberford Waste Partnership", "Amberford Waste Partnership"),
        ("Flooding Task and Finish Group", "Flooding Task and Finish Group"),
        ("Corporate Services Group\nMeeting of the Plans Committee", "Plans Committee"),
        ("Legal Services Partnership\nMeeting of the Plans Committee", "Plans Committee"),
        ("MEMBERSHIP\nLabour Group", None),
    ],
)
def test_whose_meeting_a_line_at_the_head_names(line: str, committee: str) -> None:
    pages = [f"{line}\nTuesday 3 March 2026 at 6.00 pm\n{ITEMS}", "Words.\nPage 1\nAgenda Item 2"]
    assert read_pack(typed(pages)).meeting.committee == committee


def test_an_item_for_late_papers_is_itself_none() -> None:
    agenda = (
        "Tuesday 4 March 2025\nAGENDA\n1. Urgent items\n2. Late report on fees\n3. Template report\n"
        "4. Late papers on rents\n5. Urgent Business\nTo consider any urgent item of business."
    )
    late = [False, True, False, True, False]
    assert [item.late for item in read_pack(typed([agenda])).items] == late


@pytest.mark.parametrize(
    ("line", "members"),
    [
        (
            "Councillor A Smith; Councillor B Jones, Cllr C Lord",
            ("Councillor A Smith", "Councillor B Jones", "Cllr C Lord"),
        ),
        (
            "Councillors A Smith, Mrs B Jones and Cllr C Lord",
            ("Councillor A Smith", "Mrs B Jones", "Cllr C Lord"),
        ),
    ],
)
def test_each_member_is_one_with_one_title(line: str, members: tuple[str, ...]) -> None:
    sheet = front(f"Cabinet\nTuesday 3 March 2026\nTo: {line}\nAGENDA\n1. Apologies\n2. Minutes")
    assert sheet.members == members


def placed(*rows: tuple[tuple[float, str], ...]) -> list[AgendaLine]:
    """The lines of rows of (left edge, text), row below row."""
    return [
        AgendaLine(text, look(100.0 + 20 * i, left=left, width=8.0 * len(text)))
        for i, row in enumerate(rows)
        for left, text in row
    ]


def test_a_column_of_page_numbers_is_no_column_of_items() -> None:
    lines = placed(
        ((60, "AGENDA"), (500, "Page")),
        ((60, "98"), (100, "Apologies"), (500, "104")),
        ((60, "99"), (100, "Minutes of the last meeting"), (500, "105")),
        ((60, "100"), (100, "Taxi fees"), (500, "106")),
        ((60, "101"), (100, "Street trading"), (500, "107")),
    )
    entries, *_ = read_entries(lines, 200)
    assert [entry.number for entry in entries] == ["98", "99", "100", "101"]
    assert entries[2].title.startswith("Taxi fees")


def test_a_title_goes_on_where_its_line_was_full() -> None:
    lines = placed(
        ((60, "AGENDA"),),
        ((60, "1 Apologies for absence"),),
        ((60, "2 To send the thanks of the whole Council to Councillor Joan"),),
        ((60, "Baker on her forty years of service"),),
        ((60, "3 To consider where the tables will be stored"),),
        ((60, "Village Hall Working Group"),),
    )
    entries, *_ = read_entries(lines, 200)
    assert [(entry.title, entry.purpose) for entry in entries[1:]] == [
        (
            "To send the thanks of the whole Council to Councillor Joan Baker on her forty years "
            "of service",
            None,
        ),
        ("To consider where the tables will be stored", "Village Hall Working Group"),
    ]


def test_a_column_of_members_below_their_heading() -> None:
    sheet = front(
        "Plans Panel\nThursday, 6 March 2025 at 1.30 pm\nMEMBERSHIP\nCouncillors\nR Stone\n"
        "D Jenks (Chair)\nB Anders\nAGENDA\n1. Apologies\n2. Minutes"
    )
    assert sheet.members == (
        "Councillor R Stone",
        "Councillor D Jenks (Chair)",
        "Councillor B Anders",
    )
    sheet = front("Panel\nThursday, 6 March 2025\nMembership\nAGENDA\n1. Apologies\n2. Minutes")
    assert sheet.members == ()


def test_years_are_no_page_ranges() -> None:
    sheet = front("AGENDA\n1 Apologies\n2 Corporate Plan 2022 - 2026\n3 Budget 2025-26", total=60)
    assert [entry.first_page for entry in sheet.entries] == [None, None, None]
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
        ("1", False),
        ("2", False),
        ("3", True),
    ]


def test_a_public_part_told_in_a_sentence_is_open() -> None:
    sheet = front(
        "AGENDA\nPart 1 - Items for discussion in the presence of the press and public, who may "
        "film the meeting\nPart 2 - Exempt items\n1 Apologies\n2 Roads (Pages 7 - 8)"
    )
    assert [entry.exempt for entry in sheet.entries] == [False, False]


def test_ranges_in_welsh() -> None:
    sheet = front("AGENDA\n1 Ymddiheuriadau\n2 Cofnodion (Tudalennau 3 - 10)\n3 Tai (Tudalen 11)")
    assert [(entry.title, entry.first_page, entry.last_page) for entry in sheet.entries] == [
        ("Ymddiheuriadau", None, None),
        ("Cofnodion", 3, 10),
        ("Tai", 11, 11),
    ]


def test_a_missing_number_is_warned_of() -> None:
    sheet = front("AGENDA\n1 Apologies\n2 Minutes\n4 Budget")
    assert any("no item 3" in warning for warning in sheet.warnings)


@pytest.mark.parametrize(
    "head", ["AGENDA – PART ONE (PUBLIC)", "Agenda Item No. Title", "A meeting will be held soon"]
)
def test_an_agenda_before_stamped_papers_needs_no_line_of_that_name(head: str) -> None:
    first = f"Saltmere Council\nMonday 8 May 2023 at 6pm\n{head}\n1 Apologies\n2 Fees\n3 Roads"
    papers = ["The fees.\nPage 1\nAgenda Item 2", "The roads.\nPage 2\nAgenda Item 3"]
    assert [item.number for item in read_pack(typed([first, *papers])).items] == ["1", "2", "3"]


def test_where_the_front_sheet_ends() -> None:
    pages = typed([COUNTY, "This page is intentionally left blank", "x\nPage 1\nAgenda Item 2"])
    assert front_pages(pages.pages, ()) == 2
    paper = typed(["Report to:\nCABINET\nPurpose\nwords", "more"])
    assert front_pages(paper.pages, ()) == 0
    stamped = typed(["Saltmere Council\n Agenda Item 16\nThe fair is on Saturday 1 July.", "more"])
    assert front_pages(stamped.pages, ()) == 0


@pytest.mark.parametrize(
    ("stamp", "front"),
    [("Page {}", True), ("Page {} of 40", True), ("Page {} of 40", False), ("{}", False)],
)
def test_a_reports_own_page_1_does_not_end_the_front_sheet(stamp: str, front: bool) -> None:
    county = f"{COUNTY}\n{stamp.format(1)}" if front else COUNTY
    minutes = "Minutes of the meeting\nPresent: Councillor Hay\n" + stamp.format(1 + front)
    report = "Report of the Treasurer\nPage 1\n" + stamp.format(2 + front)
    assert front_pages(typed([county, minutes, report]).pages, ()) == 1


def test_ranges_are_found_wherever_they_stand() -> None:
    assert announced_ranges(typed(["(Pages 1 - 6)\n(Page 7)\n(pages 8 to 12)"]).pages) == (
        (1, 6),
        (7, 7),
        (8, 12),
    )
    assert announced_ranges(typed(["Cofnodion (Tudalennau 3 - 10)\n(Tudalen 11)"]).pages) == (
        (3, 10),
        (11, 11),
    )


def test_remarks_behind_a_title_are_no_part_of_it_but_close_the_item() -> None:
    sheet = front(
        "AGENDA\n1 Apologies\n2 Land sale (confidential report to follow)\n"
        "3 Petitions (to be tabled)\n4 MINUTES To approve those of 3 May\n5 OTHER BUSINESS, IF ANY"
    )
    assert [(entry.title, entry.exempt) for entry in sheet.entries] == [
        ("Apologies", False),
        ("Land sale", True),
        ("Petitions", False),
        ("MINUTES", False),
        ("OTHER BUSINESS, IF ANY", False),
    ]
    assert sheet.entries[3].purpose == "To approve those of 3 May"


@pytest.mark.parametrize(
    ("line", "venue"),
    [
        (
            "at 6.00 pm in the Centre for the Arts, 12 High Street",
            "Centre for the Arts, 12 High Street",
        ),
        ("in the Town Hall, Saltmere at 7.30pm, followed by a meeting", "Town Hall, Saltmere"),
    ],
)
def test_a_place_ends_where_the_sentence_goes_on(line: str, venue: str) -> None:
    sheet = front(f"Cabinet\nMonday 5 May 2025 {line}\nAGENDA\n1 Apologies\n2 Minutes")
    assert sheet.venue == venue


def bracketed(*lines: str) -> list[tuple[str, str]]:
    sheet = front("\n".join(("Marl Town Council", "Cabinet, 4 March 2025 at 6.30pm", *lines)))
    return [(entry.number, entry.title) for entry in sheet.entries]


def test_items_in_brackets_and_with_letters() -> None:
    numbers = bracketed(
        "AGENDA", "(1) Minutes", "(2) Forward Plan", "of the year", "(3) Ferry Dues"
    )
    assert numbers == [("1", "Minutes"), ("2", "Forward Plan of the year"), ("3", "Ferry Dues")]
    letters = bracketed(
        "AGENDA", "Item title", "a)", "Minutes", "b)", "Forward Plan", "c)", "Ferry Dues"
    )
    assert letters == [("a", "Minutes"), ("b", "Forward Plan"), ("c", "Ferry Dues")]


@pytest.mark.parametrize(
    "lines",
    [
        ("AGENDA", "Planning", "(a) 12 High Street", "(b) 14 High Street", "(c) 9 Ferry Lane"),
        ("Please note:", "(1) Doors open at 6", "(2) Phones off", "(3) No smoking"),
        ("AGENDA", "(1) Minutes", "(2) Planning", "(1) 12 High Street", "(2) 9 Ferry Lane"),
        ("AGENDA", "(1) Minutes", "(3) Planning", "(4) Ferry Dues"),
        ("AGENDA", "(a) Minutes", "(b) Planning", "(1) 12 High Street", "(2) 9 Ferry Lane"),
    ],
)
def test_points_and_notes_in_brackets_are_no_items(lines: tuple[str, ...]) -> None:
    assert bracketed(*lines) == []


def test_lettered_points_below_numbered_items_are_no_items() -> None:
    lines = ("AGENDA", "1. Planning", "(a) 12 High Street", "(b) 9 Ferry Lane", "2. Dues")
    assert bracketed(*lines) == [("1", "Planning"), ("2", "Dues")]
