import pytest

from indexer.council.packs import DocumentKind
from indexer.reading.pack import read_pack
from tests.indexer.reading.typed import typed


@pytest.mark.parametrize(
    ("pages", "title", "kind"),
    [
        (["AGENDA\n1 Apologies\n2 Budget (Pages 1 - 1)", "a\nPage 1"], "", DocumentKind.PACK),
        (
            ["AGENDA\n5 Late item (Pages 7 - 7)", "a\nPage 7\nAgenda Item 5"],
            "(Public Pack)Agenda Supplement for Cabinet, 30/01/2025 10:00",
            DocumentKind.SUPPLEMENT,
        ),
        (
            [
                "MINUTES OF A MEETING OF THE CABINET\n8 May 2025\nPresent:\nCouncillor Lund\n1 ROADS\nx"
            ],
            "",
            DocumentKind.MINUTES,
        ),
        (
            [
                "HOMES PANEL\nThursday 8 May 2025\nAction Notes\nPresent:\nCouncillor Lund\n1 ROADS\nx"
            ],
            "",
            DocumentKind.MINUTES,
        ),
        (
            ["Notes of the Roads Forum meeting\nPresent: Councillor Lund\n1 ROADS\nx"],
            "",
            DocumentKind.MINUTES,
        ),
        (
            ["Decisions of the Homes Committee\n8 May 2025\nPresent:\nCouncillor Lund\n1 ROADS\nx"],
            "",
            DocumentKind.MINUTES,
        ),
        (
            ["HOMES COMMITTEE\nThursday 8 May 2025\nPresent: Councillor Lund (Chair)\n1 ROADS\nx"],
            "",
            DocumentKind.MINUTES,
        ),
        (
            ["Report to: Cabinet\nSubject: Our decision notices\nRecommendation\nTo note it."],
            "",
            DocumentKind.REPORT,
        ),
        (
            ["Schools Panel\n8 May 2025\nAttendance\nAttendance has risen to 94 per cent."],
            "",
            DocumentKind.OTHER,
        ),
        (
            [
                "Homes plan\nA meeting will be held with tenants each year.\n1. Our aims\n2. Our homes"
            ],
            "",
            DocumentKind.OTHER,
        ),
        (["Decisions of the Homes Committee are listed below."], "", DocumentKind.OTHER),
        (
            ["Report to: Cabinet\nReport of: Head of Parks\nRecommendations\nTo note."],
            "",
            DocumentKind.REPORT,
        ),
        (["A letter to all households"], "", DocumentKind.OTHER),
    ],
)
def test_what_a_file_is(pages: list[str], title: str, kind: DocumentKind) -> None:
    assert read_pack(typed(pages, title=title)).kind is kind


@pytest.mark.parametrize(
    "head",
    [
        "Dear Councillor\nYou are summoned to attend a meeting of Lund Parish Council on Monday\n"
        "8 May 2023 at 7.30pm in the Village Hall, Lund, for the business below.",
        "A meeting of Saltmere Borough Council will be held in the Council Chamber, Town Hall,\n"
        "Saltmere on Monday 8 May 2023 at 7.30pm.\nBusiness",
        "Lund Community Council Public Meeting Agenda\nMonday 8 May 2023",
    ],
)
def test_an_agenda_needs_no_line_of_that_name(head: str) -> None:
    items = "1. Apologies\n2. Minutes of 3 April\n3. Grants\n3.1 The hall\n3.1.2 Its roof\n4. Roads"
    pack = read_pack(typed([f"{head}\n{items}"]))
    assert pack.kind is DocumentKind.PACK
    assert [item.number for item in pack.items] == ["1", "2", "3", "3.1", "3.1.2", "4"]
    assert str(pack.meeting.date) == "2023-05-08"


def test_a_record_of_a_decision_names_who_took_it_and_on_what() -> None:
    text = (
        "SALTMERE BOROUGH COUNCIL\nRECORD OF DECISION OF THE CABINET\n"
        "Decision made: 8 May 2023\nA NEW LEASE FOR THE LUND ARMS\nIssue for decision\n"
        "To consider on which terms the lease of the public house is to be renewed.\n"
        "Decision made\nThat the lease be renewed for five years at the rent in the report.\n"
        "Reasons for decision\nThe tenants have paid in full and wish to stay for five years."
    )
    pack = read_pack(typed([text]))
    assert pack.kind is DocumentKind.DECISION_NOTICE
    assert (pack.meeting.committee, str(pack.meeting.date)) == ("Cabinet", "2023-05-08")
    assert pack.title is not None
    assert pack.title.lower().startswith("a new lease for the lund arms")


def test_a_notice_is_called_so() -> None:
    text = "PUBLIC NOTICE\nSaltmere Borough Council\nThe road is closed from 8 May 2025 for works."
    assert read_pack(typed([text])).title == "Public Notice"


def test_a_committee_and_its_day_in_one_line() -> None:
    text = (
        "Saltmere Borough Council\nPlans Committee: 3rd May 2023\nReport of the Managing Director\n"
        "Site visits\nPurpose of the report\n1. To note who was there.\nRecommendation\n"
        "To note the report.\nBackground\n2. The visits were asked for by the committee in April."
    )
    pack = read_pack(typed([text]))
    assert (pack.meeting.committee, str(pack.meeting.date)) == ("Plans Committee", "2023-05-03")
    head = "Date of next committee: 7 June 2023\nCommittee: Plans Committee\nDate: 3 May 2023"
    pack = read_pack(typed([text.replace("Plans Committee: 3rd May 2023", head)]))
    assert (pack.meeting.committee, str(pack.meeting.date)) == ("Plans Committee", "2023-05-03")


def test_of_a_head_in_two_languages_the_english_is_the_title() -> None:
    text = (
        "CYNGOR TREF SALTMERE\nSALTMERE TOWN COUNCIL\nCOFNODION CYFARFOD Y CYNGOR\n"
        "11 CHWEFROR 2023\nMINUTES OF THE COUNCIL MEETING\n11 FEBRUARY 2023\n"
        "Presennol/Present: Councillors A Brown (Chair), B Green and C White\n"
        "1 APOLOGIES\nThere were none.\n2 MINUTES\nThe minutes were agreed.\n3 ROADS\nNoted."
    )
    pack = read_pack(typed([text]))
    assert pack.kind is DocumentKind.MINUTES
    assert pack.title is not None
    assert pack.title.startswith("Minutes of the Council")
