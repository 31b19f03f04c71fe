"""Item 8: the work plan and the tracker of recommendations."""

from __future__ import annotations

from tests.samples.drawing import Table
from tests.samples.january.meeting import ending, head, reasons
from tests.samples.papers import Pack

__all__ = ["work_plan"]

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
                "Fly-tipping review panel – Councillors Whitcombe (lead), Fairbrass and Garside"
                " and Mr Osei. To look at hot spots, enforcement and what other councils do. Final"
                " report due June 2025."
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


def work_plan(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("8", "Committee Work Plan")
    head(pack, "COMMITTEE WORK PLAN", "Marcus Ellery, Scrutiny Manager")
    pack.section(
        "1.0",
        "Purpose of the report:",
        "To consider the Committee's Work Plan and the monitoring of its recommendations.",
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
        "The Work Plan for 2024/2025 is attached at Appendix 8(a). Members may suggest"
        " a topic at any time on the form in Part 5 of the Constitution.",
        "In October 2024 the Committee asked for the cost of clearing fly-tipping from"
        " private land. It was £21,300 in 2021/2022, £27,900 in 2022/2023 and £36,450"
        " in 2023/2024. The Council recovered £4,120 of this from landowners.",
        "The table at Appendix 8(b) shows what has been done about each of the"
        " Committee's recommendations. Three are complete or reported at this meeting"
        " and will be removed from the table; one is overdue.",
        "Does the information submitted include any exempt information? No",
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
