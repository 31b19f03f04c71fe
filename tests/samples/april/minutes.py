"""Item 2: the minutes of 16 January 2025."""

from __future__ import annotations

from tests.samples.papers import Agreed, Minute, Pack

__all__ = ["january_minutes"]

RESOLVED = "RESOLVED –"


def january_minutes(pack: Pack) -> None:
    pack.begin(
        "2",
        "Minutes of the meeting held on 16 January 2025",
        kind="minutes",
        running_head=("Homes and Neighbourhoods Scrutiny Committee: minutes of 16 January 2025",),
    )
    pack.paper.heading(
        "MINUTES OF THE MEETING OF THE HOMES AND NEIGHBOURHOODS SCRUTINY COMMITTEE HELD "
        "ON THURSDAY, 16 JANUARY 2025 AT 6.00 PM"
    )
    pack.minutes(
        "2025-01-16",
        (
            "Councillor Oyelaran",
            "Dhaliwal",
            "Garside",
            "Ilesanmi",
            "Pennock",
            "Trewhella",
            "Whitcombe",
            "Mrs J Lockyer",
            "Mr D Osei",
        ),
        (
            "Councillor Helena Marchbank, Cabinet Member for Housing",
            "Councillor Tom Arkwright, Cabinet Member for Environment and Waste",
            "Gareth Blythe, Head of Housing Repairs",
            "Farida Qureshi, Head of Waste and Street Scene",
            "Marcus Ellery, Scrutiny Manager",
            "Priya Anand, Senior Democratic Services Officer",
        ),
        (
            Minute(
                "22",
                "Declarations of interest",
                (
                    (
                        "Mr Osei declared a personal interest in agenda item 6 'Damp and Mould in"
                        " Council Homes' as a council tenant with an open case."
                    ),
                ),
            ),
            Minute(
                "23",
                "Minutes of the last meeting held on 17 October 2024",
                (
                    Agreed(
                        (
                            (
                                "That the minutes of the meeting held on 17 October 2024 be signed"
                                " as a correct record."
                            ),
                        ),
                        RESOLVED,
                    ),
                ),
            ),
            Minute(
                "24",
                "Public questions",
                (
                    (
                        "Ms T Abara of Gannet House asked when the broken lock of the bin store at"
                        " Longshore Towers would be mended. Councillor Arkwright replied that it"
                        " would be replaced by the end of January 2025."
                    ),
                ),
            ),
            Minute(
                "25",
                "Executive and Cabinet Member decisions",
                (
                    (
                        "Councillor Garside asked why the new garden waste charge had no"
                        " concessions. Councillor Arkwright said that a concession for those on low"
                        " incomes would have cost £58,000 a year and that only two of nine"
                        " neighbouring councils offered one."
                    ),
                    Agreed(("That the decisions be noted.",), RESOLVED),
                ),
            ),
            Minute(
                "26",
                "Forward plan",
                (
                    (
                        "Members asked that the decision on food waste come to the Committee before"
                        " it went to the Executive. Councillor Arkwright agreed and said that the"
                        " decision would be moved to April."
                    ),
                    Agreed(
                        (
                            (
                                "That weekly food waste collections be the subject of pre-decision"
                                " scrutiny in April 2025."
                            ),
                        ),
                        RESOLVED,
                    ),
                ),
            ),
            Minute(
                "27",
                "Damp and mould in council homes",
                (
                    (
                        "Gareth Blythe, Head of Housing Repairs, presented the report. Open cases"
                        " had fallen from 604 in August to 412 in December 2024, but inspections"
                        " still took 16 working days on average against a target of ten."
                    ),
                    (
                        "Mrs Lockyer introduced the survey by the Tenants' Panel. She said that the"
                        " finding that mattered most was that 63% of tenants had not had the cause"
                        " explained to them."
                    ),
                    (
                        "Councillor Pennock asked how many families had been moved out of their"
                        " homes because of mould. Mr Blythe said that 26 households had been moved"
                        " between April and December 2024, for an average of 19 nights. He"
                        " undertook to write to Members with the number of those households that"
                        " had children."
                    ),
                    (
                        "Mr Osei asked that the form for reporting damp be offered in other"
                        " languages. Councillor Marchbank supported this."
                    ),
                    Agreed(
                        (
                            (
                                "That the Executive be recommended to make the damp and mould team"
                                " permanent from April 2025;"
                            ),
                            (
                                "That a progress report, with figures by area, be received in April"
                                " 2025; and"
                            ),
                            (
                                "That the form for reporting damp be offered in the languages most"
                                " spoken by tenants."
                            ),
                        ),
                        RESOLVED,
                    ),
                ),
                (
                    (
                        "He undertook to write to Members with the number of those households that"
                        " had children."
                    ),
                ),
            ),
            Minute(
                "28",
                "Waste and recycling: collection performance",
                (
                    (
                        "Farida Qureshi, Head of Waste and Street Scene, presented the report. She"
                        " said that the shared bins in the rear alleys of Quaybridge were the main"
                        " cause of missed collections there, and that a trial of individual bins in"
                        " Mariner Street had halved contamination."
                    ),
                    (
                        "Councillor Trewhella asked which rounds the 73 loads turned away had come"
                        " from. Ms Qureshi did not have the figures with her and undertook to"
                        " provide them for each round by the end of February 2025."
                    ),
                    (
                        "The Chair put it to the vote that the Council ask the bin crews to work on"
                        " Saturdays after bank holidays. The proposal was lost by three votes to"
                        " four."
                    ),
                    Agreed(
                        (
                            (
                                "That every block of flats at Longshore Towers has a keyed bin"
                                " store by 30 June 2025; and"
                            ),
                            (
                                "That the number of recycling loads turned away be provided for"
                                " each round."
                            ),
                        ),
                        RESOLVED,
                    ),
                ),
                (
                    (
                        "Ms Qureshi did not have the figures with her and undertook to provide them"
                        " for each round by the end of February 2025."
                    ),
                ),
            ),
            Minute(
                "29",
                "Committee work plan",
                (
                    (
                        "Marcus Ellery, Scrutiny Manager, said that Councillor Fairbrass would"
                        " leave the Committee in February and could not serve on the fly-tipping"
                        " review panel."
                    ),
                    Agreed(
                        (
                            "That the work plan be approved; and",
                            (
                                "That Councillor Ilesanmi be appointed to the fly-tipping review"
                                " panel."
                            ),
                        ),
                        RESOLVED,
                    ),
                ),
            ),
            Minute(
                "30",
                "Date of next meeting",
                ("The next meeting was noted as Thursday, 10 April 2025 at 6.30 pm.",),
            ),
        ),
        ended="8.20 pm",
        contact=("Contact: Priya Anand, Senior Democratic Services Officer, Tel: 01632 960118",),
        apologies=("Councillor Fairbrass",),
    )
    pack.end()
