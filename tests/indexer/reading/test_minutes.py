import datetime as dt

from indexer.packs import EarlierMinutes
from indexer.reading import read_pack
from tests.indexer.reading.typed import typed


def minutes(*pages: str) -> EarlierMinutes:
    return read_pack(typed(pages)).minutes[0]


def test_who_was_there() -> None:
    found = minutes(
        "MINUTES OF HOUSING COMMITTEE MEETING - THURSDAY, 9 JANUARY 2025\nPresent:\n"
        "Councillor Abara (in the Chair)\nCouncillors\nFinch D Okoro\nLund\n"
        "Ms Jo Penrose, Co-opted Member Mr Ed Vale, Tenant Member\nIn Attendance:\n"
        "Councillor Ann Holt, Cabinet Member for Homes and\nRepairs\n"
        "Mr Ian Weir, Head of Repairs\nKit, Youth Council member\n"
        "Apologies: Councillor Marsh, Mr D Osei and Mrs Poole\n"
        "1 DECLARATIONS OF INTEREST\nThere were none."
    )
    assert found.meeting_date == dt.date(2025, 1, 9)
    assert found.committee == "HOUSING COMMITTEE"
    assert found.present == (
        "Councillor Abara (in the Chair)", "Councillor Finch", "Councillor D Okoro",
        "Councillor Lund", "Ms Jo Penrose, Co-opted Member", "Mr Ed Vale, Tenant Member",
    )
    assert found.in_attendance == (
        "Councillor Ann Holt, Cabinet Member for Homes and Repairs",
        "Mr Ian Weir, Head of Repairs", "Kit, Youth Council member",
    )
    assert found.apologies == ("Councillor Marsh", "Mr D Osei", "Mrs Poole")


def test_what_was_agreed_point_by_point_and_over_a_page_break() -> None:
    found = minutes(
        "MINUTES OF HOUSING COMMITTEE - 9 JANUARY 2025\nPresent:\nCouncillor Abara\n"
        "1 DEPOSITS\nMembers agreed with the officer that deposits were high.\n"
        "The Committee agreed:\n 1. That the report be noted; and\n2. That deposits be cut for",
        "all tenants by June.\n2 ROOFS\nThe Committee agreed that roofs be mended.\n"
        "3 HEATING\nThe Committee agreed: To defer the item.\n4 NEXT MEETING\nIt was noted.",
    )
    assert [
        (m.number, m.title, [(a.text, a.pdf_page) for a in m.agreed]) for m in found.minutes
    ] == [
        ("1", "DEPOSITS", [("That the report be noted", 1),
                           ("That deposits be cut for all tenants by June.", 1)]),
        ("2", "ROOFS", [("that roofs be mended.", 2)]),
        ("3", "HEATING", [("To defer the item.", 2)]),
        ("4", "NEXT MEETING", []),
    ]


def test_resolved_in_its_many_forms() -> None:
    found = minutes(
        "Minutes of a meeting of the Planning Committee held on 8 May 2025\n"
        "Present: Cllrs A Brown (Chairman), C Davies and G Hill\n"
        "12. Interests\nThere were none.\n"
        "13. High Street\nRESOLVED – that permission be GRANTED.\n"
        "14. Enforcement\nRESOLVED:\n(a) that the report be noted; and\n"
        "(b) that notices be served.\n"
        "15. Budget\nIt was RESOLVED that the budget be approved.\n"
        "16. Fees\nRECOMMENDED to Council – That fees be raised."
    )
    assert [(m.number, [a.text for a in m.agreed]) for m in found.minutes] == [
        ("12", []),
        ("13", ["that permission be GRANTED."]),
        ("14", ["that the report be noted", "that notices be served."]),
        ("15", ["that the budget be approved."]),
        ("16", ["That fees be raised."]),
    ]
    assert found.present == (
        "Councillor A Brown (Chairman)", "Councillor C Davies", "Councillor G Hill",
    )


def test_decisions_under_headings_of_their_own() -> None:
    found = minutes(
        "Executive\nMinutes of the meeting held on Wednesday, 12 February 2025\n"
        "Present: Councillor Craig (Chair)\nExe/25/10 Minutes\nDecision\n"
        "The Executive approved the minutes.\nExe/25/11 Revenue\nA report was considered.\n"
        "Decisions\nThe Executive:-\n(1) Note the forecast.\n(2) Approve the transfer."
    )
    assert [(m.number, m.title, [a.text for a in m.agreed]) for m in found.minutes] == [
        ("Exe/25/10", "Minutes", ["The Executive approved the minutes."]),
        ("Exe/25/11", "Revenue", ["Note the forecast.", "Approve the transfer."]),
    ]


def test_undertakings_are_what_persons_said_they_would_do() -> None:
    found = minutes(
        "MINUTES OF HOUSING COMMITTEE - 9 JANUARY 2025\nPresent:\nCouncillor Abara\n"
        "1 REPAIRS\nMr Weir agreed to provide the number of missed visits in each ward. "
        "The Committee agreed to consider the matter. He told of the work offered by the trust "
        "to provide heat."
    )
    assert [u.text for u in found.minutes[0].undertakings] == [
        "Mr Weir agreed to provide the number of missed visits in each ward."
    ]
