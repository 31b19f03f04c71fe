import datetime as dt

import pytest

from indexer.council.packs import EarlierMinutes
from indexer.reading.pack import read_pack
from tests.indexer.reading.typed import typed


def minutes(*pages: str) -> EarlierMinutes:
    return read_pack(typed(pages), chains={}).minutes[0]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Minutes of the Extraordinary Meeting held on 9 May 2025", None),
        ("Minutes of the Homes Steering Group - Thursday, 9 January 2025", "Homes Steering Group"),
        (
            "Minutes of the Advisory Council for Schools held on 9 May",
            "Advisory Council for Schools",
        ),
    ],
)
def test_whose_the_minutes_of_another_body_are(head: str, body: str | None) -> None:
    found = minutes(f"{head}\nPresent: Councillors Ash and Elm\n1 ROADS\nRESOLVED: That it be so.")
    assert found.committee == body


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
    assert found.committee == "Housing Committee"
    assert found.present == (
        "Councillor Abara (in the Chair)",
        "Councillor Finch",
        "Councillor D Okoro",
        "Councillor Lund",
        "Ms Jo Penrose, Co-opted Member",
        "Mr Ed Vale, Tenant Member",
    )
    assert found.in_attendance == (
        "Councillor Ann Holt, Cabinet Member for Homes and Repairs",
        "Mr Ian Weir, Head of Repairs",
        "Kit, Youth Council member",
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
        (
            "1",
            "DEPOSITS",
            [("That the report be noted", 1), ("That deposits be cut for all tenants by June.", 1)],
        ),
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
        "Councillor A Brown (Chairman)",
        "Councillor C Davies",
        "Councillor G Hill",
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


@pytest.mark.parametrize(
    ("said", "promised"),
    [
        ("The Director said he would send the figures to members.", True),
        (
            "The Director said the new scheme would provide 200 homes for members of the trust.",
            False,
        ),
        ("The Director said it would provide figures, " * 2000, False),  # and in time
    ],
)
def test_what_somebody_said_they_would_do(said: str, promised: bool) -> None:
    head = "MINUTES OF HOUSING COMMITTEE - 9 JANUARY 2025\nPresent:\nCouncillor Abara\n1 REPAIRS\n"
    (minute,) = minutes(head + said).minutes
    assert bool(minute.undertakings) == promised


HEAD = (
    "Minutes of a meeting of the Parks Committee held on 8 May 2025\n"
    "Present: Cllrs A Brown (Chairman) and G Hill\n"
)


def decided(*pages: str) -> dict[str, list[str]]:
    return {m.number: [a.text for a in m.agreed] for m in minutes(*pages).minutes}


@pytest.mark.parametrize(
    "close",
    [
        "The meeting closed at 9.05 pm.",
        "There being no more business the meeting rose at 21:05.",
        "The Chairman declared the meeting closed at 9 pm.",
        "(The meeting ended at 9.05 pm)",
    ],
)
def test_a_report_after_the_meeting_closed_agrees_nothing(close: str) -> None:
    found = decided(
        HEAD + f"1. Benches\nRESOLVED that two benches be bought.\n{close}",
        "Slide for the green\nRecommendation\nThat the Committee accepts the price of £4,310.",
    )
    assert found == {"1": ["that two benches be bought."]}


def test_what_follows_the_close_on_its_page_agrees_nothing() -> None:
    found = decided(
        HEAD + "1. Benches\nRESOLVED that two benches be bought. The meeting closed at 9 pm.\n"
        "Annex\nRecommendation\nThat the price be accepted."
    )
    assert found == {"1": ["that two benches be bought."]}


def test_the_times_in_the_head_do_not_end_the_minutes() -> None:
    found = decided(
        "Minutes of the Parks Committee held on 8 May 2025\nThe meeting ended at 8 pm\n"
        "Present: Cllr A Brown\n1. Benches\nRESOLVED that two benches be bought.",
        "2. Trees\nRESOLVED that limes be planted.\nThe public part of the meeting closed at 8 pm",
        "3. Staff\nRESOLVED that the post be filled.",
    )
    assert found == {
        "1": ["that two benches be bought."],
        "2": ["that limes be planted."],
        "3": ["that the post be filled."],
    }


def test_resolutions_in_numbered_paragraphs() -> None:
    found = decided(
        HEAD + "12. Paths\n12.1 A member asked for grit.\n12.2 RESOLVED –\n"
        "(1) That the paths be gritted.\n(2) That bins be moved.\n12.3 The Chair gave thanks.\n"
        "13. Ponds\n13.1 RESOLVED: That the pond be dredged.\n"
        "14. Gates\n14.1 The Committee AGREED to lock the gates."
    )
    assert found == {
        "12": ["That the paths be gritted.", "That bins be moved."],
        "13": ["That the pond be dredged."],
        "14": ["to lock the gates."],
    }


def test_the_date_is_not_that_of_the_minutes_confirmed() -> None:
    found = minutes(
        "PARKS COMMITTEE MINUTES\n17 FEBRUARY 2025\nPresent:\nCouncillor Abara\n"
        "48 : MINUTES OF PREVIOUS PANEL\n"
        "The minutes of the meeting held on 20 January 2025 were approved.\n"
        "49 : TREES\nAGREED – That limes be planted."
    )
    assert found.meeting_date == dt.date(2025, 2, 17)
    assert found.committee == "Parks Committee"
    assert found.present == ("Councillor Abara",)
    assert [(m.number, m.title) for m in found.minutes] == [
        ("48", "MINUTES OF PREVIOUS PANEL"),
        ("49", "TREES"),
    ]


def test_no_date_is_better_than_that_of_the_minutes_confirmed() -> None:
    found = minutes(
        "PARKS COMMITTEE MINUTES\nPresent: Councillor Abara\n48 MINUTES\n"
        "The minutes of the meeting held on 20 January 2025 were approved.\n"
        "49 TREES\nAGREED – That limes be planted."
    )
    assert found.meeting_date is None


def test_decisions_in_other_words() -> None:
    found = decided(
        HEAD + "1. Hall\nIt was PROPOSED, SECONDED and RESOLVED that the hall be let.\n"
        "2. Roof\nIt was proposed by Cllr. A Brown, seconded by Cllr. G Hill and resolved that "
        "the roof be mended.\n"
        "3. Shed\nThe vote was tied. The Committee resolved to sell the shed.\n"
        "4. Seats\nThe Committee NOTED the survey.\n"
        "5. Fees\nCommittee Resolution: That the fee be £40.\n"
        "6. Stalls\nOutcome: Refused as the square is full."
    )
    assert found == {
        "1": ["that the hall be let."],
        "2": ["that the roof be mended."],
        "3": ["to sell the shed."],
        "4": ["The Committee NOTED the survey."],
        "5": ["That the fee be £40."],
        "6": ["Refused as the square is full."],
    }


def test_points_in_one_run_are_decisions_each_on_its_page() -> None:
    found = minutes(
        HEAD + "1. Hall\nRESOLVED: (1) That the report be noted; (2) that the fee be £40; and "
        "(3) that the\nhall be let.\n2. Roof\nRESOLVED – (a) That the roof be mended and (b) that "
        "the fees for the",
        "coming year be raised and (c) that the Clerk\nreport back.",
    )
    assert [[(a.text, a.pdf_page) for a in m.agreed] for m in found.minutes] == [
        [
            ("That the report be noted", 1),
            ("that the fee be £40", 1),
            ("that the hall be let.", 1),
        ],
        [
            ("That the roof be mended", 1),
            ("that the fees for the coming year be raised", 1),
            ("that the Clerk report back.", 2),
        ],
    ]


def test_talk_of_agreement_is_no_decision() -> None:
    found = decided(
        HEAD + "1. Hall\nMembers agreed with the officer that the hall was cold.\n"
        "2. Roof\nMembers approved of the idea of a green roof.\n"
        "3. Climate\nA member spoke. The Council resolved to declare an emergency in July 2019.\n"
        "4. Smell\nThe Committee noted the smell of the pond.\n5. Next\nOutcome: a full hall."
    )
    assert found == {"1": [], "2": [], "3": [], "4": [], "5": []}


def test_what_the_committee_is_led_to_is_decided_point_by_point() -> None:
    found = decided(
        HEAD + "1. Hall\nRESOLVED: That the Committee:\n(a) notes the report; and\n"
        "(b) approves the policy.\n"
        "2. Roof\nThe Committee agreed that officers be asked to:\n1. buy slates;\n"
        "2. thank the builder.\n"
        "3. Pond\nThe Committee RESOLVED (a) approval of the scheme; (b) a lower fee; and (c) a "
        "report in June."
    )
    assert found == {
        "1": ["notes the report", "approves the policy."],
        "2": ["buy slates", "thank the builder."],
        "3": ["approval of the scheme", "a lower fee", "a report in June."],
    }


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        (
            "The Committee resolved not to support:\n(a) the sale of the hall; or\n(b) the fair.",
            ["The Committee resolved not to support: (a) the sale of the hall; or (b) the fair."],
        ),
        (
            "RESOLVED:\nThat the following be refused:\n(a) the kiosk; and\n(b) the stall.",
            ["That the following be refused: (a) the kiosk; and (b) the stall."],
        ),
        (
            "RESOLVED: 1. That the following be refused:\n(a) the kiosk\n(b) the stall\n"
            "2. That the hall be sold.",
            [
                "That the following be refused: (a) the kiosk (b) the stall",
                "That the hall be sold.",
            ],
        ),
        (
            "RESOLVED: 1. Approve the fee.\n2. Thank Mr. Oak.",
            ["Approve the fee.", "Thank Mr. Oak."],
        ),
        (
            "The Committee agreed that the fees for 2026 be:\nHall £40\nPitch £25",
            ["that the fees for 2026 be:"],
        ),
        ("RESOLVED: 2.5 per cent be added.", ["2.5 per cent be added."]),
        ("RESOLVED: FY2024/25 fees be kept.", ["FY2024/25 fees be kept."]),
        (
            "RESOLVED: (1) that the rent be raised.\nThe Committee further RESOLVED:\n"
            "(1) that the hall be sold.",
            ["that the rent be raised.", "that the hall be sold."],
        ),
        (
            "The Committee agreed: Dr. Ash be thanked.\nThe Committee agreed to:\na) pay the bill",
            ["Dr. Ash be thanked.", "pay the bill"],
        ),
        ("Resolved" + " (unanimously)" * 60 + " that it be so", ["that it be so"]),
    ],
)
def test_a_decision_is_told_with_all_that_it_says(said: str, agreed: list[str]) -> None:
    assert decided(f"{HEAD}1. Hall\n{said}") == {"1": agreed}


def test_a_running_head_is_no_part_of_a_decision() -> None:
    head = "PARKS COMMITTEE - 8 MAY 2025\n"
    found = decided(
        HEAD + "1. Hall\nThe Committee agreed that the hall be let to the brass band for the",
        head + "winter of that year.\n2. Roof\nRESOLVED: That slates be bought.",
        head + "3. Pond\nThere was none.",
    )
    assert found["1"] == ["that the hall be let to the brass band for the winter of that year."]
