"""The pack of 16 January 2025."""

from __future__ import annotations

from drawing import Table
from papers import Agreed, Meeting, Minute, Pack

__all__ = ["MEETING", "draw"]

MEETING = Meeting(
    document="saltmere-homes-scrutiny-2025-01-16",
    title=(
        "(Public Pack)Agenda Document for Homes and Neighbourhoods Scrutiny Committee, "
        "16/01/2025 18:00"
    ),
    subject="Homes and Neighbourhoods Scrutiny Committee, 16/01/2025 18:00",
    kind="pack",
    date="2025-01-16",
    long_date="16 January 2025",
    time="6.00 pm",
    venue="Council Chamber, Guildhall, Saltmere",
    contact=(
        "Priya Anand, Senior Democratic Services Officer, Tel: 01632 960118, "
        "e-mail: priya.anand@saltmere.example"
    ),
    published="2025-01-08",
)

COMMITTEE = "HOMES AND NEIGHBOURHOODS SCRUTINY COMMITTEE"

DECISION_TABLE = Table(
    ("DECISION / OUTCOME", "DESCRIPTION", "NUMBER", "DATE", "CABINET MEMBER"),
    (40, 28, 11, 10, 18),
)
DECISIONS = (
    {
        "text": (
            "The Executive resolved as follows: 1. To approve the purchase of 18 former right to"
            " buy homes for use as temporary accommodation at a total cost of up to £2.97 million."
            " 2. To delegate the choice of individual homes to the Director of Homes and"
            " Neighbourhoods."
        ),
        "description": "To reduce the use of bed and breakfast for homeless families.",
        "reference": "EX41/2024",
        "date": "04/11/2024",
        "member": "Councillor Helena Marchbank, Cabinet Member for Housing",
    },
    {
        "text": (
            "The Cabinet Member agreed the recommendation as outlined in the report namely: To"
            " raise the yearly charge for garden waste collection from £46 to £50 with effect from"
            " 1 April 2025, with no concessions."
        ),
        "description": "To set the charge for the garden waste service in 2025/2026.",
        "reference": "PH62/2024",
        "date": "21/11/2024",
        "member": "Councillor Tom Arkwright, Cabinet Member for Environment and Waste",
    },
    {
        "text": (
            "The Executive resolved as follows: To approve the Empty Homes Plan 2025 to 2028,"
            " including the target of bringing 140 long-term empty homes back into use over three"
            " years."
        ),
        "description": "To adopt a plan for homes empty for six months or more.",
        "reference": "EX44/2024",
        "date": "02/12/2024",
        "member": "Councillor Helena Marchbank, Cabinet Member for Housing",
    },
    {
        "text": (
            "The Cabinet Member agreed the recommendation as outlined in the report namely: To"
            " award the contract for the hire of eleven refuse vehicles to Tidewater Fleet Hire Ltd"
            " for five years at £438,000 a year."
        ),
        "description": "To replace vehicles at the end of their lease in March 2025.",
        "reference": "PH66/2024",
        "date": "16/12/2024",
        "member": "Councillor Tom Arkwright, Cabinet Member for Environment and Waste",
    },
)

PLAN_TABLE = Table(
    (
        "Anticipated Date of Decision",
        "Matter for Decision",
        "Decision Reference",
        "Decision Taker",
        "Relevant Cabinet Member",
    ),
    (16, 46, 13, 13, 16),
)
PLAN = (
    {
        "date": "February 2025",
        "matter": "Housing Revenue Account budget and rents 2025/2026.",
        "reference": "31/2024",
        "taker": "Council",
        "member": "Cllr Marchbank",
    },
    {
        "date": "February 2025",
        "matter": (
            "Procurement of contractors for the replacement of roofs at "
            "Thornhythe Gardens (96 homes)."
        ),
        "reference": "34/2024",
        "taker": "Executive",
        "member": "Cllr Marchbank",
    },
    {
        "date": "March 2025",
        "matter": "Future opening hours of the Cobb Lane Household Recycling Centre.",
        "reference": "35/2024",
        "taker": "Cabinet Member",
        "member": "Cllr Arkwright",
    },
    {
        "date": "*March 2025",
        "matter": (
            "Introduction of weekly food waste collections and purchase of collection vehicles."
        ),
        "reference": "02/2025",
        "taker": "Executive",
        "member": "Cllr Arkwright",
    },
    {
        "date": "*April 2025",
        "matter": "Selective licensing of private landlords in Quaybridge and Harbourside.",
        "reference": "03/2025",
        "taker": "Executive",
        "member": "Cllr Marchbank",
    },
)

ROUNDS_TABLE = Table(
    (
        "Round",
        "Area",
        "Households",
        "Missed per 100,000 July to Sept 2024",
        "Missed per 100,000 Oct to Dec 2024",
        "Recycling rate %",
        "Contamination %",
        "Main cause",
    ),
    (8, 20, 12, 15, 15, 11, 14, 30),
    size=9,
)
ROUNDS = (
    ("R1", "Marram and Fennick", "6,240", "51", "44", "42.6", "9.8", "Parked cars on Dune Street"),
    ("R2", "Oldwick", "5,115", "38", "36", "45.1", "8.4", "None to report"),
    ("R3", "Quaybridge North", "4,980", "97", "88", "31.7", "19.6", "Shared bins in rear alleys"),
    ("R4", "Quaybridge South", "5,020", "104", "91", "30.2", "21.3", "Shared bins in rear alleys"),
    (
        "R5",
        "Harbourside",
        "4,415",
        "83",
        "79",
        "33.9",
        "18.1",
        "Blocks of flats, no bin store keys",
    ),
    ("R6", "Thornhythe", "7,360", "49", "42", "41.8", "10.7", "Road works until November"),
    ("R7", "Beckfold and Priory Leys", "7,470", "33", "31", "46.9", "7.9", "None to report"),
    ("All", "Saltmere", "40,600", "62", "57", "39.1", "14.2", ""),
)

WORK_TABLE = Table(
    ("", ""),
    (16, 84),
    size=10,
    title="Homes and Neighbourhoods Scrutiny Committee - Work Plan 2024/2025",
)
WORK_PLAN = (
    (
        "16 January 2025",
        (
            (
                "Damp and mould in council homes – To receive the action taken since the"
                " regulator's letter."
            ),
            "Waste and recycling – To consider collection performance by round.",
        ),
    ),
    (
        "10 April 2025",
        (
            "Damp and mould – To receive a progress report, with figures by area.",
            (
                "Weekly food waste collections – To consider the proposals before the Executive"
                " decides."
            ),
            "Longshore Towers – To receive the results of the fire door inspections.",
        ),
    ),
    (
        "10 July 2025",
        (
            "Empty homes – To consider the first year of the Empty Homes Plan.",
            "Street cleaning – To receive the results of the 2025 street survey.",
            "Housing repairs – To consider performance against the new repairs standard.",
        ),
    ),
    (
        "9 October 2025",
        ("Private rented homes – To consider the first six months of selective licensing.",),
    ),
    (
        "Scrutiny review, spring 2025",
        (
            (
                "Fly-tipping review panel – Councillors Whitcombe (lead), Garside, Ilesanmi and Mr"
                " Osei. To look at hot spots, enforcement and what other councils do. Final report"
                " due June 2025."
            ),
        ),
    ),
    ("TBC", ("Allotments – To look at waiting lists and rents. Cabinet Member referral.",)),
)

TRACKER_TABLE = Table(
    (
        "",
        "DATE OF REC",
        "RECOMMENDATION",
        "TARGET DATE",
        "RESPONSIBLE OFFICER",
        "UPDATE",
        "RAG RATING",
    ),
    (4, 10, 34, 12, 19, 34, 12),
    size=10.5,
    splits=True,
)
TRACKER_COLUMNS = ("number", "date", "recommendation", "target", "officer", "update", "status")
TRACKER = (
    {
        "number": "1",
        "date": "07.03.24",
        "recommendation": (
            "That a list of all council-owned garage sites "
            "with the number of empty garages on each be sent to Members."
        ),
        "target": "June 2024",
        "officer": "Sunita Rao, Tenancy and Estates Manager",
        "update": "List of 19 sites sent to all Members on 28 June 2024.",
        "status": "Green - complete",
    },
    {
        "number": "2",
        "date": "07.03.24",
        "recommendation": (
            "To receive the results of the asbestos survey "
            "of homes at Fennick Green once available."
        ),
        "target": "TBC",
        "officer": "Gareth Blythe, Head of Housing Repairs",
        "update": (
            "Survey contractor went into "
            "administration. To be tendered again; target date to be identified."
        ),
        "status": "Amber",
    },
    {
        "number": "3",
        "date": "11.07.24",
        "recommendation": "That a map of street litter bins be published on the Council's website.",
        "target": "December 2024",
        "officer": "Farida Qureshi, Head of Waste and Street Scene",
        "update": "Map published on 9 December 2024. It shows 612 bins.",
        "status": "Green - complete",
    },
    {
        "number": "4",
        "date": "11.07.24",
        "recommendation": (
            "That the Committee be informed of the outcome "
            "of the bid to the Coastal Towns Fund for works to the sea wall steps at Marram."
        ),
        "target": "January 2025",
        "officer": "Naomi Castell, Director of Homes and Neighbourhoods",
        "update": "Decision of the Fund expected in February 2025.",
        "status": "Not yet due",
    },
    {
        "number": "5",
        "date": "11.07.24",
        "recommendation": (
            "To receive the results of the review of heating charges in sheltered housing,"
            " including the number of tenants whose charge would rise by more than £5 a week."
        ),
        "target": "March 2025",
        "officer": "Sunita Rao, Tenancy and Estates Manager",
        "update": (
            "Review complete. It will be considered by the Cabinet Member in February 2025. 63"
            " tenants would pay over £5 a week more."
        ),
        "status": "Not yet due",
    },
    {
        "number": "6",
        "date": "17.10.24",
        "recommendation": (
            "To request that the number of missed repair "
            "appointments in each ward be provided to Members in writing."
        ),
        "target": "November 2024",
        "officer": "Gareth Blythe, Head of Housing Repairs",
        "update": (
            "Overdue. The repairs system could not give the figures by ward until it was upgraded"
            " in December 2024. To be provided by the end of January 2025."
        ),
        "status": "Red - overdue",
    },
    {
        "number": "7",
        "date": "17.10.24",
        "recommendation": (
            "That tenants be told by text message when a repair appointment is changed."
        ),
        "target": "March 2025",
        "officer": "Gareth Blythe, Head of Housing Repairs",
        "update": (
            "Text messages are being tried with "
            "400 tenants in Beckfold. The trial ends on 28 February 2025."
        ),
        "status": "Amber",
    },
    {
        "number": "8",
        "date": "17.10.24",
        "recommendation": (
            "That the rents of garages on the five sites with the most empty garages be reviewed,"
            " and that the review consider whether tenants of the nearest flats should have first"
            " refusal before a garage is offered to anyone else."
        ),
        "target": "April 2025",
        "officer": "Sunita Rao, Tenancy and Estates Manager",
        "update": (
            "Review begun in December 2024. Rents on the five sites are between £9.20 and £12.60 a"
            " week. Proposals will be discussed with the Cabinet Member for Housing in March 2025"
            " and reported to the Committee in April 2025."
        ),
        "status": "Not yet due",
    },
    {
        "number": "9",
        "date": "17.10.24",
        "recommendation": (
            "That a review panel on fly-tipping be "
            "established with a membership of four, to report by June 2025."
        ),
        "target": "June 2025",
        "officer": "Marcus Ellery, Scrutiny Manager",
        "update": "Scope agreed on 5 December 2024. First meeting on 23 January 2025.",
        "status": "Not yet due",
    },
    {
        "number": "10",
        "date": "17.10.24",
        "recommendation": (
            "That cameras be placed at the three worst fly-tipping sites, namely Sandgate Yard, the"
            " lane behind Quay Road and Cobb Lane lay-by."
        ),
        "target": "February 2025",
        "officer": "Callum Reith, Environmental Enforcement Manager",
        "update": (
            "Cameras in place at Sandgate Yard and Quay Road. Cobb Lane awaits a power supply."
        ),
        "status": "Amber",
    },
    {
        "number": "11",
        "date": "17.10.24",
        "recommendation": (
            "To receive the cost of clearing fly-tipping from private land in the last three years."
        ),
        "target": "January 2025",
        "officer": "Callum Reith, Environmental Enforcement Manager",
        "update": "Reported in the Work Plan report to this meeting.",
        "status": "Green - complete",
    },
)

SURVEY_QUESTIONS = Table(("Question", "Yes", "No", "Not sure"), (58, 14, 14, 14), size=10)
SURVEY_ROWS = (
    ("Have you had damp or mould in your home in the last 12 months?", "44%", "51%", "5%"),
    ("If yes, did you report it to the Council?", "68%", "32%", "0%"),
    ("If you reported it, did someone visit within ten working days?", "37%", "58%", "5%"),
    ("Was the cause explained to you?", "29%", "63%", "8%"),
    ("Has the problem come back since the work was done?", "41%", "46%", "13%"),
    ("Can you afford to heat your home to a comfortable level?", "48%", "43%", "9%"),
)


def draw(pack: Pack) -> None:
    front_sheet(pack)
    october_minutes(pack)
    decisions(pack)
    forward_plan(pack)
    damp_report(pack)
    tenants_survey(pack)
    waste_report(pack)
    work_plan(pack)


def front_sheet(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_front()
    paper.public_pack()
    paper.crest("Saltmere Council")
    paper.lines("8 January 2025", align="right", after=10)
    members = (
        "Dhaliwal",
        "Fairbrass",
        "Garside",
        "Ilesanmi",
        "Oyelaran (Chair)",
        "Pennock",
        "Trewhella",
        "Whitcombe (Vice-Chair)",
    )
    paper.lines(f"To: Councillors {', '.join(members[:-1])} and {members[-1]}")
    paper.lines("Mrs J Lockyer and Mr D Osei, Co-opted Members")
    pack.truth["members"] = [
        *(f"Councillor {name}" for name in members),
        "Mrs J Lockyer",
        "Mr D Osei",
    ]
    paper.lines("The above Members are requested to attend the:", after=14)
    paper.heading(COMMITTEE, align="centre", size=12)
    paper.heading("Thursday, 16 January 2025 at 6.00 pm", align="centre")
    paper.heading("in the Council Chamber, Guildhall, Saltmere", align="centre")
    paper.space(12)
    paper.heading("A G E N D A", align="centre", size=12)
    paper.space(8)
    pack.agenda_item(
        "1",
        "DECLARATIONS OF INTEREST",
        (
            (
                "Members are asked to declare any interests in the items under consideration,"
                " saying whether the interest is personal, prejudicial or a disclosable pecuniary"
                " interest, and what it is."
            ),
            (
                "Any Member who needs advice is asked to contact the Monitoring Officer before the"
                " day of the meeting."
            ),
        ),
    )
    pack.agenda_item(
        "2",
        "MINUTES OF THE LAST MEETING HELD ON 17 OCTOBER 2024",
        "To agree the minutes of the last meeting held on 17 October 2024 as a true and "
        "correct record.",
        papers=True,
    )
    pack.agenda_item(
        "3",
        "PUBLIC QUESTIONS",
        "To answer questions from members of the public of "
        "which notice was given by noon on Monday, 13 January 2025.",
    )
    pack.agenda_item(
        "4",
        "EXECUTIVE AND CABINET MEMBER DECISIONS",
        "To consider the decisions on "
        "housing, environment and waste taken since the last meeting of the Committee.",
        papers=True,
    )
    pack.agenda_item(
        "5",
        "FORWARD PLAN",
        "To consider the content of the Council's Forward Plan "
        "February to May 2025, relating to the portfolios of the Cabinet Members for "
        "Housing and for Environment and Waste.",
        papers=True,
    )
    pack.agenda_item(
        "6",
        "DAMP AND MOULD IN COUNCIL HOMES",
        "To inform the Committee of what has "
        "been done about damp and mould since the regulator's letter of May 2024.",
        papers=True,
    )
    pack.agenda_item(
        "7",
        "WASTE AND RECYCLING: COLLECTION\nPERFORMANCE",
        "To consider how well "
        "household waste and recycling were collected from July to December 2024.",
        papers=True,
    )
    pack.agenda_item(
        "8",
        "COMMITTEE WORK PLAN",
        "To consider the Committee's Work Plan and the monitoring of its recommendations.",
        papers=True,
    )
    pack.agenda_item(
        "9",
        "DATE OF NEXT MEETING",
        "To note the date and time of the next meeting of "
        "the Committee as Thursday, 10 April 2025, commencing at 6.30 pm.",
    )
    paper.heading("Venue information:")
    paper.lines(
        "The Council Chamber is on the second floor. The lift is at the Corn Street entrance; "
        "the front steps have no ramp. A hearing loop is fitted. There is no car park at the "
        "Guildhall; blue badge spaces are in Tallow Lane."
    )
    paper.heading("Other information:")
    paper.lines(
        "For queries regarding this agenda please contact Priya Anand, Senior Democratic "
        "Services Officer, Tel: 01632 960118, e-mail: priya.anand@saltmere.example."
    )
    paper.lines(
        "Copies of agendas and minutes are available on the Council's website at "
        "www.saltmere.example. The meeting will be webcast."
    )
    pack.end()


def october_minutes(pack: Pack) -> None:
    pack.begin(
        "2",
        "Minutes of the last meeting held on 17 October 2024",
        kind="minutes",
        running_head=(f"MINUTES OF {COMMITTEE} MEETING -", "THURSDAY, 17 OCTOBER 2024"),
    )
    pack.minutes(
        "2024-10-17",
        (
            "Councillor Oyelaran",
            "Dhaliwal",
            "Fairbrass",
            "Garside",
            "Ilesanmi",
            "Pennock",
            "Whitcombe",
            "Mrs J Lockyer",
        ),
        (
            "Councillor Helena Marchbank, Cabinet Member for Housing",
            "Mr Gareth Blythe, Head of Housing Repairs",
            "Ms Sunita Rao, Tenancy and Estates Manager",
            "Mr Callum Reith, Environmental Enforcement Manager",
            "Mr Marcus Ellery, Scrutiny Manager",
            "Miss Priya Anand, Senior Democratic Services Officer",
        ),
        (
            Minute(
                "14",
                "DECLARATIONS OF INTEREST",
                (
                    (
                        "Councillor Garside declared a personal interest in agenda item 5 'Garage"
                        " Sites' as the tenant of a garage at Fennick Green."
                    ),
                ),
            ),
            Minute(
                "15",
                "MINUTES OF THE LAST MEETING HELD ON 11 JULY 2024",
                (
                    Agreed(
                        (
                            (
                                "That the minutes of the meeting held on 11 July 2024 be signed by"
                                " the Chair as a true and correct record."
                            ),
                        )
                    ),
                ),
            ),
            Minute(
                "16",
                "PUBLIC QUESTIONS",
                ("The Committee noted that there were no questions from members of the public.",),
            ),
            Minute(
                "17",
                "HOUSING REPAIRS PERFORMANCE",
                (
                    (
                        "Mr Gareth Blythe, Head of Housing Repairs, presented the report on"
                        " responsive repairs. He told the Committee that 2,340 repairs were waiting"
                        " at the end of September 2024, against 3,105 a year earlier, and that 71%"
                        " of repairs were completed at the first visit. The target was 80%."
                    ),
                    (
                        "Members asked why tenants still waited an average of 34 days for a"
                        " plasterer. Mr Blythe said that four of the ten plasterer posts were"
                        " vacant and that two apprentices would start in January 2025."
                    ),
                    (
                        "Mrs Lockyer said that tenants took time off work for visits that did not"
                        " happen. In reply to her question how often this was so, Mr Blythe"
                        " undertook to provide the number of missed appointments in each ward since"
                        " April 2024. He confirmed that tenants were paid £25 for each appointment"
                        " that the Council missed, and that 318 such payments had been made."
                    ),
                    Agreed(
                        (
                            (
                                "To request that the number of missed repair appointments in each"
                                " ward be provided to Members in writing;"
                            ),
                            (
                                "That tenants be told by text message when a repair appointment is"
                                " changed; and"
                            ),
                            "To receive a further report on housing repairs in July 2025.",
                        )
                    ),
                ),
                (
                    (
                        "In reply to her question how often this was so, Mr Blythe undertook to"
                        " provide the number of missed appointments in each ward since April 2024."
                    ),
                ),
            ),
            Minute(
                "18",
                "GARAGE SITES",
                (
                    (
                        "Ms Sunita Rao, Tenancy and Estates Manager, reported that the Council"
                        " owned 1,146 garages on 19 sites, of which 402 were empty. The five sites"
                        " with the most empty garages were Fennick Green, Marram Road, Thornhythe"
                        " Gardens, Sexton's Row and Abbot Close. Repairing all the empty garages"
                        " would cost an estimated £690,000."
                    ),
                    (
                        "Councillor Dhaliwal asked whether sites could be used for new homes. Ms"
                        " Rao said that three sites were large enough and that a study of Sexton's"
                        " Row was under way."
                    ),
                    Agreed(
                        (
                            (
                                "That the rents of garages on the five sites with the most empty"
                                " garages be reviewed; and"
                            ),
                            (
                                "That the study of Sexton's Row be considered by the Committee"
                                " before any decision to build."
                            ),
                        )
                    ),
                ),
            ),
            Minute(
                "19",
                "FLY-TIPPING",
                (
                    (
                        "Mr Callum Reith, Environmental Enforcement Manager, reported 1,874"
                        " incidents of fly-tipping between April and September 2024, 11% more than"
                        " in the same months of 2023. The Council had issued 96 fixed penalty"
                        " notices, of which 58 were paid, and had taken four cases to court."
                    ),
                    (
                        "Councillor Whitcombe considered that the subject needed more time than one"
                        " meeting allowed and proposed a review panel. Mr Reith agreed to let the"
                        " Committee have the cost of clearing fly-tipping from private land over"
                        " the last three years."
                    ),
                    Agreed(
                        (
                            (
                                "That a review panel on fly-tipping be established with a"
                                " membership of four, to report by June 2025;"
                            ),
                            (
                                "That cameras be placed at the three worst fly-tipping sites,"
                                " namely Sandgate Yard, the lane behind Quay Road and Cobb Lane"
                                " lay-by; and"
                            ),
                            (
                                "To receive the cost of clearing fly-tipping from private land in"
                                " the last three years."
                            ),
                        )
                    ),
                ),
                (
                    (
                        "Mr Reith agreed to let the Committee have the cost of clearing fly-tipping"
                        " from private land over the last three years."
                    ),
                ),
            ),
            Minute(
                "20",
                "COMMITTEE WORK PLAN",
                (
                    "Mr Marcus Ellery, Scrutiny Manager, presented the Work Plan.",
                    Agreed(
                        (
                            (
                                "To approve the Work Plan, with the addition of collection"
                                " performance by round in January 2025."
                            ),
                        )
                    ),
                ),
            ),
            Minute(
                "21",
                "DATE OF NEXT MEETING",
                (
                    (
                        "The date and time of the next meeting was noted as Thursday, 16 January"
                        " 2025, commencing at 6.00 pm."
                    ),
                ),
            ),
        ),
        ended="8.05 pm",
        contact=(
            "Any queries regarding these minutes, please contact:",
            "Priya Anand, Senior Democratic Services Officer",
            "Tel: 01632 960118, E-mail: priya.anand@saltmere.example",
        ),
        apologies=("Councillor Trewhella", "Mr D Osei"),
    )
    pack.end()


def head(pack: Pack, title: str, *officers: str) -> None:
    rows = [("Report to:", COMMITTEE)]
    rows.append(("Relevant Officer:" if len(officers) == 1 else "Relevant Officers:", officers[0]))
    rows += [("", officer) for officer in officers[1:]]
    rows.append(("Date of Meeting:", "16 January 2025"))
    pack.report_head(rows, officers, title)


def ending(
    pack: Pack,
    first: int,
    *,
    appendices: tuple[str, ...],
    finance: str | None = None,
    legal: str = "None.",
    risk: str = "None.",
    equalities: str = "None.",
    climate: str = "None.",
    consultation: str = "None.",
    papers: str = "None.",
) -> None:
    """The sections that close every report of this meeting, numbered from `first`."""
    pack.section(f"{first}.0", "List of Appendices:")
    for count, text in enumerate(appendices):
        pack.paper.clause(f"{first}.1" if count == 0 else "", text)
    after = first + 1
    if finance is not None:
        pack.section(f"{after}.0", "Financial considerations:", ((f"{after}.1", finance),))
        after += 1
    for heading, text in (
        ("Legal considerations:", legal),
        ("Risk management considerations:", risk),
        ("Equalities considerations:", equalities),
        ("Sustainability, climate change and environmental considerations:", climate),
        ("Internal/External Consultation undertaken:", consultation),
        ("Background papers:", papers),
    ):
        pack.section(f"{after}.0", heading, ((f"{after}.1", text),))
        after += 1


def reasons(pack: Pack, why: str, alternatives: str, priority: str) -> None:
    pack.section(
        "3.0",
        "Reasons for recommendation(s):",
        (
            ("3.1", why),
            (
                "3.2",
                (
                    "Is the recommendation contrary to a plan or strategy adopted or approved by"
                    " the Council? No"
                ),
            ),
            ("3.3", "Is the recommendation in accordance with the Council's approved budget? Yes"),
        ),
    )
    pack.section("4.0", "Other alternative options to be considered:", (("4.1", alternatives),))
    pack.section("5.0", "Council priority:", (("5.1", "The relevant Council priority is:"),))
    pack.paper.bullets((priority,))


def decisions(pack: Pack) -> None:
    pack.begin("4", "Executive and Cabinet Member Decisions")
    head(pack, "EXECUTIVE AND CABINET MEMBER DECISIONS", "Marcus Ellery, Scrutiny Manager")
    pack.section(
        "1.0",
        "Purpose of the report:",
        (
            (
                "1.1",
                (
                    "To consider the decisions on housing, environment and waste taken since the"
                    " last meeting of the Committee."
                ),
            ),
        ),
    )
    pack.section("2.0", "Recommendation(s):")
    pack.recommend("2.1", "That Members question the Cabinet Members about the decisions taken.")
    reasons(
        pack,
        "To ensure that decisions are scrutinised and held to account.",
        "None.",
        "Good homes: safe, warm and affordable homes for everyone in Saltmere.",
    )
    pack.section(
        "6.0",
        "Background information",
        (
            (
                "6.1",
                (
                    "Attached at Appendix 4(a) is a summary of the decisions taken, which have been"
                    " circulated to Members previously."
                ),
            ),
            ("6.2", "Does the information submitted include any exempt information? No"),
        ),
    )
    ending(
        pack,
        7,
        appendices=("Appendix 4(a) - Summary of Executive and Cabinet Member decisions.",),
        finance="None.",
    )
    pack.end()
    pack.begin_appendix("4(a)", "Summary of Executive and Cabinet Member decisions", landscape=True)
    pack.records(
        "decisions",
        DECISION_TABLE,
        DECISIONS,
        ("text", "description", "reference", "date", "member"),
    )
    pack.end()


def forward_plan(pack: Pack) -> None:
    pack.begin("5", "Forward Plan")
    head(pack, "FORWARD PLAN", "Marcus Ellery, Scrutiny Manager")
    pack.section(
        "1.0",
        "Purpose of the report:",
        (
            (
                "1.1",
                (
                    "To consider the content of the Council's Forward Plan February to May 2025,"
                    " relating to the portfolios of the Cabinet Members for Housing and for"
                    " Environment and Waste."
                ),
            ),
        ),
    )
    pack.section("2.0", "Recommendation(s):")
    pack.recommend(
        "2.1", "That Members question the relevant Cabinet Member about items in the Forward Plan."
    )
    pack.recommend(
        "2.2",
        "That Members consider whether any of the items should be subjected to "
        "pre-decision scrutiny.",
    )
    reasons(
        pack,
        "To enable the Committee to comment before decisions are taken.",
        "None.",
        "A council that listens: decisions made in the open.",
    )
    pack.section(
        "6.0",
        "Background information",
        (
            (
                "6.1",
                (
                    "The Forward Plan lists the key decisions that the Executive and Cabinet"
                    " Members expect to take. It is published each month, not less than 28 days"
                    " before the first decision in it."
                ),
            ),
            ("6.2", "Does the information submitted include any exempt information? No"),
        ),
    )
    ending(
        pack,
        7,
        appendices=("Appendix 5(a) - Summary of items contained within the Forward Plan.",),
        finance="None.",
    )
    pack.end()
    pack.begin_appendix(
        "5(a)", "Summary of items contained within the Forward Plan", landscape=True
    )
    paper = pack.paper
    paper.heading("EXECUTIVE FORWARD PLAN - SUMMARY OF KEY DECISIONS")
    paper.heading("FEBRUARY TO MAY 2025")
    paper.lines("* Denotes new item", size=10)
    pack.records(
        "forward_plan", PLAN_TABLE, PLAN, ("date", "matter", "reference", "taker", "member")
    )
    pack.end()


def damp_report(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("6", "Damp and Mould in Council Homes")
    head(pack, "DAMP AND MOULD IN COUNCIL HOMES", "Gareth Blythe, Head of Housing Repairs")
    pack.section(
        "1.0",
        "Purpose of the report:",
        (
            (
                "1.1",
                (
                    "To inform the Committee of what has been done about damp and mould since the "
                    "regulator's letter of May 2024."
                ),
            ),
        ),
    )
    pack.section("2.0", "Recommendation(s):")
    pack.recommend("2.1", "To note the action taken and the position at 31 December 2024.")
    pack.recommend(
        "2.2",
        "To recommend to the Executive that the damp and mould team be made "
        "permanent from April 2025.",
    )
    pack.recommend("2.3", "To receive a progress report, with figures by area, in April 2025.")
    reasons(
        pack,
        "To ensure that the Council meets its duties as a landlord and that tenants live "
        "in healthy homes.",
        "To end the team when its funding ends on 31 March 2025. Cases would "
        "go back to the general repairs service, where the wait for an inspection was 31 days.",
        "Good homes: safe, warm and affordable homes for everyone in Saltmere.",
    )
    pack.section(
        "6.0",
        "Background information",
        (
            (
                "6.1",
                (
                    "The Council is the landlord of 8,214 homes. In May 2024 the Regulator of"
                    " Social Housing wrote to the Council about the time taken to deal with damp"
                    " and mould. A Repairs and Maintenance Improvement Board (RMIB), chaired by the"
                    " Director of Homes and Neighbourhoods, was set up in June 2024 and meets every"
                    " month."
                ),
            ),
        ),
    )
    pack.abbreviation("RMIB", "Repairs and Maintenance Improvement Board")
    paper.clause(
        "6.2",
        "A damp and mould team began work on 2 September 2024. It has two surveyors "
        "and six operatives, and works from the depot at Cobb Lane. All reports of damp come "
        "to the team, which inspects the home before any work is ordered.",
    )
    paper.clause(
        "6.3",
        "At 31 December 2024 there were 412 open cases, of which 38 were Category 1 "
        "hazards, the most serious kind. The average time from report to inspection was 16 "
        "working days against a target of ten. Since the team began it has closed 533 cases.",
    )
    paper.clause("6.4", "Open cases at the end of each month since the team began are shown below.")
    paper.bars(
        "Open damp and mould cases at month end, 2024",
        (("Aug", 604), ("Sept", 587), ("Oct", 541), ("Nov", 468), ("Dec", 412)),
        height=150,
    )
    paper.clause("6.5", "Causes found at inspection were:")
    paper.bullets(
        (
            "failed or missing extractor fans: 34%;",
            "leaks from roofs, gutters and pipes: 27%;",
            "cold bridges and missing insulation: 22%;",
            "not enough heating or ventilation: 17%.",
        )
    )
    paper.clause(
        "6.6",
        "Sensors that measure temperature and humidity have been fitted in 350 homes. "
        "The programme is for 1,200 homes by December 2025, beginning with the homes where "
        "children under five live.",
    )
    paper.clause(
        "6.7",
        "There were 57 live claims for disrepair at 31 December 2024. Compensation of "
        "£186,400 was paid between April and December 2024, not counting legal costs.",
    )
    paper.clause(
        "6.8",
        "A survey of tenants was carried out in autumn 2024. Its report is attached at "
        "Appendix 6(a). Less than four in ten of those who had reported damp were visited "
        "within ten working days.",
    )
    paper.clause("6.9", "Does the information submitted include any exempt information? No")
    pack.section(
        "7.0",
        "List of Appendices:",
        (("7.1", "Appendix 6(a) - Tenants' Damp and Mould Survey 2024."),),
    )
    pack.section(
        "8.0",
        "Financial considerations:",
        (
            (
                "8.1",
                (
                    "The budget for damp and mould work in 2024/2025 is £1,850,000. Spending to the"
                    " end of March 2025 is forecast to be £2,120,000, an overspend of £270,000,"
                    " which will be met from the repairs reserve."
                ),
            ),
        ),
    )
    paper.table(
        Table(
            ("Budget heading", "Budget 2024/2025 £", "Forecast £", "Variance £"),
            (40, 22, 20, 18),
            size=10,
        ),
        (
            ("Surveyors and operatives", "412,000", "398,000", "-14,000"),
            ("Fans and ventilation", "530,000", "648,000", "118,000"),
            ("Roofs, gutters and leaks", "590,000", "742,000", "152,000"),
            ("Sensors", "168,000", "168,000", "0"),
            ("Moving tenants out during works", "150,000", "164,000", "14,000"),
            ("Total", "1,850,000", "2,120,000", "270,000"),
        ),
        indent=44,
        bold_last=True,
    )
    pack.section(
        "9.0",
        "Legal considerations:",
        (
            (
                "9.1",
                (
                    "The Council must keep its homes fit for human habitation and free of serious"
                    " hazards. New rules will set time limits for landlords to look into and mend"
                    " hazards; the first phase is expected in October 2025."
                ),
            ),
        ),
    )
    pack.section(
        "10.0",
        "Risk management considerations:",
        (
            (
                "10.1",
                (
                    "The main risk is that surveyors cannot be recruited. One of the two surveyor"
                    " posts is filled by an agency at £61 an hour."
                ),
            ),
        ),
    )
    pack.section(
        "11.0",
        "Equalities considerations:",
        (
            (
                "11.1",
                (
                    "Homes with children under five, or with a person who has a lung condition, are"
                    " inspected first."
                ),
            ),
        ),
    )
    pack.section(
        "12.0",
        "Sustainability, climate change and environmental considerations:",
        (("12.1", "Insulation work reduces carbon emissions. 214 lofts have been topped up."),),
    )
    pack.section(
        "13.0",
        "Internal/External Consultation undertaken:",
        (
            (
                "13.1",
                (
                    "The Tenants' Panel was consulted on 3 December 2024. It asked for letters in"
                    " plain words and for evening appointments."
                ),
            ),
        ),
    )
    pack.section("14.0", "Background papers:", (("14.1", "None."),))
    pack.end()


def tenants_survey(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_appendix("6(a)", "Tenants' Damp and Mould Survey 2024", own_numbers="of")
    paper.face, paper.face_bold = "Times-Roman", "Times-Bold"
    paper.y -= 150
    navy = (0.09, 0.25, 0.39)
    paper.heading("Warm, Dry and Heard", size=30, colour=navy, align="centre")
    paper.lines("Tenants' Damp and Mould Survey 2024", size=18, align="centre", after=30)
    paper.lines("Report by the Saltmere Tenants' Panel", size=14, align="centre")
    paper.lines("December 2024", size=14, align="centre")
    paper.turn()
    paper.heading("Contents", size=16, colour=navy)
    for name, own in (
        ("Foreword", 3),
        ("How the survey was done", 3),
        ("What tenants told us", 4),
        ("In tenants' own words", 5),
        ("What we ask the Council to do", 6),
    ):
        paper.lines(f"{name} {'.' * (70 - len(name))} {own}", after=4)
    paper.turn()
    paper.heading("Foreword", size=16, colour=navy)
    paper.lines(
        "Nobody should have to choose between a warm home and a meal, or be told that mould is "
        "their own fault. The Tenants' Panel asked the Council to let us run this survey "
        "ourselves, so that tenants could speak freely. We thank the 864 people who replied, "
        "and the eleven volunteers who knocked on doors in the rain."
    )
    paper.lines("Jean Lockyer, Chair of the Saltmere Tenants' Panel")
    paper.heading("How the survey was done", size=16, colour=navy)
    paper.lines(
        "A form was sent to 3,000 council tenants, chosen by lot, on 16 September 2024. Replies "
        "closed on 25 October 2024. 864 forms came back, a response of 28.8%. Of these, 611 came "
        "on paper and 253 online. Volunteers visited 140 tenants in sheltered housing who asked "
        "for help with the form."
    )
    paper.lines(
        "Replies were weighted by area. The largest share came from Thornhythe (24%) and the "
        "smallest from Harbourside (7%), where many tenants live in the three blocks of "
        "Longshore Towers."
    )
    paper.turn()
    paper.heading("What tenants told us", size=16, colour=navy)
    paper.table(SURVEY_QUESTIONS, SURVEY_ROWS)
    paper.bars(
        "Rooms in which tenants had damp or mould (more than one could be named)",
        (("Bedroom", 46), ("Bathroom", 38), ("Kitchen", 21), ("Living room", 17), ("Hall", 9)),
        unit="%",
    )
    paper.lines(
        "Bedrooms were named most often. Half of the tenants with mould in a bedroom said that "
        "a child slept there."
    )
    tenants_words(pack)
    paper.columns = 1
    paper.turn()
    paper.heading("What we ask the Council to do", size=16, colour=navy)
    for count, text in enumerate(
        (
            "Visit every home within five working days when a child under five lives there.",
            "Leave a card that says what was found, what will be done and by when.",
            (
                "Fit fans that cannot be switched off at the wall, and tell tenants what they cost"
                " to run. We were told that a fan costs about £13 a year."
            ),
            "Come back after three months to see whether the mould has returned.",
            "Stop using the words 'lifestyle damp' in letters.",
        ),
        1,
    ):
        paper.lines(text, label=f"{count}.", indent=24, label_indent=4)
    pack.end()
    paper.face, paper.face_bold = "Helvetica", "Helvetica-Bold"


def tenants_words(pack: Pack) -> None:
    """A page set in two columns, with words broken at line ends."""
    paper = pack.paper
    paper.columns = 2
    paper.turn()
    paper.heading("In tenants' own words", size=16, colour=(0.09, 0.25, 0.39))
    for place, words in (
        (
            "Fennick Green, two bedrooms",
            (
                "The first man who came was kind and did a proper inspec\u00adtion. He said the"
                " extractor fan had never been con\u00adnected. Eight years we have been wiping"
                " that ceiling, and nobody had looked."
            ),
        ),
        (
            "Marram Road, house",
            (
                "We were sent a leaflet about opening windows. My windows are painted shut. I wrote"
                " back to say so in March and had an acknow\u00adledge\u00adment but no visit."
            ),
        ),
        (
            "Thornhythe Gardens, flat",
            (
                "Water comes through the roof when the wind is in the east. It has been patched"
                " four times. They should re\u00adplace the roof and be done with it."
            ),
        ),
        (
            "Curlew House, Longshore Towers",
            (
                "The lift was out, so the sur\u00adveyor climbed nine floors and still had time to"
                " explain the con\u00addensa\u00adtion to me. Full marks. But the work he ordered"
                " has not been done."
            ),
        ),
        (
            "Beckfold, bungalow",
            (
                "I can only afford to heat one room. If I open the window I lose what I "
                "paid for. Please stop telling pension\u00aders to ventil\u00adate."
            ),
        ),
        (
            "Sexton's Row, house",
            (
                "My son's asthma is worse in the back bed\u00adroom, so he sleeps in with us. The"
                " doctor wrote a letter for me in October. A damp team came within the week and I"
                " am grateful, though the plaster\u00ading is still to come."
            ),
        ),
        (
            "Abbot Close, flat",
            (
                "They fitted a sensor and rang me when it got too damp. I did not know that they"
                " would ring. It was a good thing, and the heating was mended on the same day."
            ),
        ),
        (
            "Oldwick, maisonette",
            (
                "I have reported it five times. Each time I start again with a new person who asks"
                " for photo\u00adgraphs. I have run out of room on my phone for photo\u00adgraphs"
                " of mould."
            ),
        ),
        (
            "Quaybridge, house",
            (
                "The letter said appoint\u00adment between eight and six. I lost a day's "
                "pay and they came the day after."
            ),
        ),
        (
            "Fennick Green, three bedrooms",
            (
                "The team found a broken gutter that three others had "
                "missed. It took an hour to mend. I have kept the photo\u00adgraph of the dry wall."
            ),
        ),
        (
            "Tern House, Longshore Towers",
            (
                "You can see the mould from the landing. My neigh\u00adbour moved her cot into the"
                " hall. We need the out\u00adside walls lagged, not more bleach."
            ),
        ),
        (
            "Marram Road, flat",
            (
                "I was moved out for eleven days while they did the work and put up in a "
                "guest house. It was well organ\u00adised and my cat came too."
            ),
        ),
        (
            "Priory Leys, house",
            (
                "Nobody told us that the loft had no insula\u00adtion until the sur\u00adveyor put"
                " his head through the hatch. It was done in a day. The bill went down."
            ),
        ),
        (
            "Thornhythe, bungalow",
            (
                "Please give us a name and a number to ring. I have had four letters "
                "from four different people, and none of them knew about the others."
            ),
        ),
    ):
        paper.lines(place, font=paper.face_bold, after=2)
        paper.lines(f"“{words}”", after=11)


def waste_report(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("7", "Waste and Recycling: Collection Performance")
    head(
        pack,
        "WASTE AND RECYCLING: COLLECTION PERFORMANCE",
        "Farida Qureshi, Head of Waste and Street Scene",
        "Lydia Frome, Finance Business Partner",
    )
    pack.section(
        "1.0",
        "Purpose of the report:",
        (
            (
                "1.1",
                (
                    "To consider how well household waste and recycling were collected from July to"
                    " December 2024."
                ),
            ),
        ),
    )
    pack.section("2.0", "Recommendation(s):")
    pack.recommend("2.1", "To note the performance of the collection rounds.")
    pack.recommend(
        "2.2",
        "To ask that every block of flats at Longshore Towers has a keyed bin store "
        "by 30 June 2025.",
    )
    reasons(
        pack,
        "To allow the Committee to question performance round by round, as it asked in "
        "October 2024.",
        "To report figures for the whole borough only.",
        "Clean streets: a town that people are proud of.",
    )
    pack.section(
        "6.0",
        "Background information",
        (
            (
                "6.1",
                (
                    "The Council empties 81,200 bins a week from 40,600 households. Refuse is"
                    " collected every two weeks, recycling every two weeks, and garden waste every"
                    " two weeks from March to November from those who pay for it."
                ),
            ),
            (
                "6.2",
                (
                    "The recycling rate in the second quarter of 2024/2025 was 39.1%. It was 38.4%"
                    " in the year 2023/2024. The Council's target for 2024/2025 is 41%."
                ),
            ),
            (
                "6.3",
                (
                    "Between October and December 2024 the crews missed 57 bins in every 100,000,"
                    " against 62 in the quarter before. The target is 45. The rounds in Quaybridge"
                    " are the furthest from the target. Figures for each round are at Appendix"
                    " 7(a)."
                ),
            ),
            (
                "6.4",
                (
                    "Recycling that holds too much of the wrong material is turned away by the"
                    " sorting plant. On average 14.2% of what the Council collects as recycling is"
                    " contaminated. Each load turned away costs £1,150. There were 73 such loads"
                    " between April and December 2024."
                ),
            ),
            (
                "6.5",
                (
                    "11,850 households pay for the garden waste service. The charge will rise from"
                    " £46 to £50 on 1 April 2025."
                ),
            ),
            (
                "6.6",
                (
                    "All councils must collect food waste from households every week by 31 March"
                    " 2026. A full report, with the date when collections will begin, will come to"
                    " the Committee in April 2025."
                ),
            ),
            (
                "6.7",
                (
                    "Sickness among crews averaged 13.6 days for each worker in 2023/2024. Agency"
                    " workers filled 9% of shifts."
                ),
            ),
            ("6.8", "Does the information submitted include any exempt information? No"),
        ),
    )
    pack.section(
        "7.0",
        "List of Appendices:",
        (("7.1", "Appendix 7(a) - Performance of collection rounds, July to December 2024."),),
    )
    pack.section(
        "8.0",
        "Financial considerations:",
        (
            (
                "8.1",
                (
                    "The net budget of the waste service in 2024/2025 is £6.42 million. It is"
                    " forecast to be underspent by £95,000 because fuel costs less than was"
                    " expected."
                ),
            ),
        ),
    )
    paper.table(
        Table(
            ("", "2023/2024 actual £'000", "2024/2025 budget £'000", "2024/2025 forecast £'000"),
            (34, 22, 22, 22),
            size=10,
        ),
        (
            ("Crews and supervisors", "3,310", "3,480", "3,502"),
            ("Vehicles and fuel", "1,795", "1,860", "1,729"),
            ("Sorting and disposal", "1,942", "2,015", "2,044"),
            ("Income from garden waste", "-511", "-545", "-550"),
            ("Other income", "-402", "-390", "-400"),
            ("Net total", "6,134", "6,420", "6,325"),
        ),
        indent=44,
        bold_last=True,
    )
    pack.section(
        "9.0",
        "Legal considerations:",
        (
            (
                "9.1",
                (
                    "The Council is a waste collection authority under the Environmental Protection"
                    " Act 1990."
                ),
            ),
        ),
    )
    pack.section(
        "10.0",
        "Risk management considerations:",
        (
            (
                "10.1",
                (
                    "Eleven vehicles reach the end of their lease in March 2025. A contract for"
                    " their replacement was awarded in December 2024."
                ),
            ),
        ),
    )
    pack.section(
        "11.0",
        "Equalities considerations:",
        (
            (
                "11.1",
                "1,312 households have assisted collections because nobody in them can move a bin.",
            ),
        ),
    )
    pack.section(
        "12.0",
        "Sustainability, climate change and environmental considerations:",
        (("12.1", "Two of the eleven new vehicles will be electric."),),
    )
    pack.section(
        "13.0",
        "Internal/External Consultation undertaken:",
        (
            (
                "13.1",
                (
                    "Consultation on food waste collections closed on 13 December 2024 and is being"
                    " analysed."
                ),
            ),
        ),
    )
    pack.section("14.0", "Background papers:", (("14.1", "None."),))
    pack.end()
    pack.begin_appendix(
        "7(a)", "Performance of collection rounds, July to December 2024", landscape=True
    )
    paper.heading("Performance of collection rounds, July to December 2024")
    paper.table(ROUNDS_TABLE, ROUNDS, bold_last=True)
    paper.lines(
        "Missed: bins reported as not emptied for each 100,000 emptied. Target: 45. Recycling "
        "rate and contamination are for July to September 2024.",
        size=9,
    )
    pack.end()


def work_plan(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("8", "Committee Work Plan")
    head(pack, "COMMITTEE WORK PLAN", "Marcus Ellery, Scrutiny Manager")
    pack.section(
        "1.0",
        "Purpose of the report:",
        (
            (
                "1.1",
                "To consider the Committee's Work Plan and the monitoring of its recommendations.",
            ),
        ),
    )
    pack.section("2.0", "Recommendations:")
    pack.recommend(
        "2.1",
        "To approve the Work Plan, taking into account any suggestions for amendment or addition.",
    )
    pack.recommend("2.2", "To monitor the implementation of the Committee's recommendations.")
    pack.recommend(
        "2.3",
        "To appoint a fourth member to the fly-tipping review panel in place of "
        "Councillor Fairbrass.",
    )
    reasons(
        pack,
        "To ensure that the Work Plan is up to date.",
        "None.",
        "A council that listens: decisions made in the open.",
    )
    pack.section(
        "6.0",
        "Background information",
        (
            (
                "6.1",
                (
                    "The Work Plan for 2024/2025 is attached at Appendix 8(a). Members may suggest"
                    " a topic at any time on the form in Part 5 of the Constitution."
                ),
            ),
            (
                "6.2",
                (
                    "In October 2024 the Committee asked for the cost of clearing fly-tipping from"
                    " private land. It was £21,300 in 2021/2022, £27,900 in 2022/2023 and £36,450"
                    " in 2023/2024. The Council recovered £4,120 of this from landowners."
                ),
            ),
            (
                "6.3",
                (
                    "The table at Appendix 8(b) shows what has been done about each of the"
                    " Committee's recommendations. Three are complete or reported at this meeting"
                    " and will be removed from the table; one is overdue."
                ),
            ),
            ("6.4", "Does the information submitted include any exempt information? No"),
        ),
    )
    ending(
        pack,
        7,
        appendices=(
            "Appendix 8(a) - Work Plan 2024/2025.",
            "Appendix 8(b) - Monitoring of recommendations.",
        ),
        finance="None.",
    )
    pack.end()
    pack.begin_appendix("8(a)", "Work Plan 2024/2025", landscape=True)
    pack.work_plan(WORK_TABLE, WORK_PLAN)
    pack.end()
    pack.begin_appendix("8(b)", "Monitoring of recommendations", landscape=True)
    paper.heading("MONITORING THE IMPLEMENTATION OF SCRUTINY RECOMMENDATIONS")
    pack.actions(TRACKER_TABLE, TRACKER, TRACKER_COLUMNS)
    pack.end()
