"""Item 9: the work plan and the tracker of recommendations."""

from __future__ import annotations

from tests.samples.april.meeting import BLYTHE, QURESHI, closing, head
from tests.samples.drawing import Table
from tests.samples.january import work as january
from tests.samples.papers import Pack

__all__ = ["work_plan"]

WORK_TABLE = Table(("Meeting", "Topics"), (18, 82), size=10)


WORK_PLAN = (
    (
        "10 April 2025",
        (
            "Damp and mould: progress report, with figures by area.",
            "Weekly food waste collections: proposals before the Executive decides.",
            "Longshore Towers: results of the fire door inspections.",
        ),
    ),
    (
        "10 July 2025",
        (
            "Housing repairs: performance against the new repairs standard.",
            "Fly-tipping: final report of the review panel.",
            "Garage rents: proposals for the five sites with the most empty garages.",
            "Street cleaning: results of the 2025 street survey.",
        ),
    ),
    (
        "9 October 2025",
        (
            "Empty homes: first year of the Empty Homes Plan (moved from July 2025).",
            "Food waste: how the first collections went.",
        ),
    ),
    (
        "15 January 2026",
        (
            (
                "Private rented homes: first six months of selective licensing (moved from October"
                " 2025)."
            ),
            "Damp and mould: yearly report.",
        ),
    ),
    ("Not yet fixed", ("Allotments: waiting lists and rents.",)),
)


TRACKER_TABLE = Table(
    ("Ref", "Date made", "Recommendation", "Due", "Lead officer", "Progress", "Status"),
    (5, 10, 33, 12, 18, 36, 11),
    size=10,
    splits=True,
)


def _since(number: str, **changed: str) -> dict[str, str]:
    """What has become of a recommendation that January's tracker held."""
    return {**next(row for row in january.TRACKER if row["number"] == number), **changed}


TRACKER = (
    _since(
        "2",
        status="On track",
        target="September 2025",
        update="New contractor began on 3 March 2025. 46 of 210 homes surveyed.",
    ),
    _since(
        "4",
        status="Complete",
        update="The bid did not succeed. The Fund told the Council on 21 February 2025.",
    ),
    _since(
        "5",
        status="Overdue",
        update=(
            "The Cabinet Member has put off the decision until June 2025 and asked for a scheme "
            "that spreads the rise over three years."
        ),
    ),
    _since(
        "6",
        status="Complete",
        target="January 2025",
        update=(
            "Sent to Members on 31 January 2025. 1,206 appointments were missed "
            "from April to December 2024, the most in Quaybridge (287)."
        ),
    ),
    _since(
        "7",
        status="Complete",
        update=(
            "The trial in Beckfold ended on 28 February 2025. Visits to an empty home fell by "
            "38%. All tenants will get text messages from 1 June 2025."
        ),
    ),
    _since(
        "8",
        status="Delayed",
        update=(
            "Delayed because the post of Estates Officer is vacant. Tenants of flats near two of"
            " the sites have been asked for their views and most want first refusal. Proposals will"
            " now come to the Committee in July 2025."
        ),
    ),
    _since(
        "9",
        status="On track",
        update=(
            "The panel met on 23 January, 13 February "
            "and 20 March 2025. It will consider its draft report on 22 May 2025."
        ),
    ),
    _since(
        "10",
        status="Overdue",
        update=(
            "Two of three in place. The network operator "
            "will connect Cobb Lane lay-by on 19 May 2025."
        ),
    ),
    {
        "number": "12",
        "date": "16.01.25",
        "recommendation": (
            "That the Executive be recommended to make the "
            "damp and mould team permanent from April 2025."
        ),
        "target": "February 2025",
        "officer": BLYTHE,
        "update": "Agreed by the Executive on 10 February 2025 (EX06/2025).",
        "status": "Complete",
    },
    {
        "number": "13",
        "date": "16.01.25",
        "recommendation": "To receive a progress report on damp and mould, with figures by area.",
        "target": "April 2025",
        "officer": BLYTHE,
        "update": "See item 5 of this agenda.",
        "status": "Complete",
    },
    {
        "number": "14",
        "date": "16.01.25",
        "recommendation": (
            "That the form for reporting damp be offered in the languages most spoken by tenants."
        ),
        "target": "April 2025",
        "officer": BLYTHE,
        "update": (
            "Forms in Polish, Bengali and Romanian have been on the website since 17 March 2025."
        ),
        "status": "Complete",
    },
    {
        "number": "15",
        "date": "16.01.25",
        "recommendation": (
            "That every block of flats at Longshore Towers has a keyed bin store by 30 June 2025."
        ),
        "target": "June 2025",
        "officer": QURESHI,
        "update": "Gannet House and Curlew House are done. Tern House follows in May 2025.",
        "status": "On track",
    },
    {
        "number": "16",
        "date": "16.01.25",
        "recommendation": (
            "That the number of recycling loads turned away be provided for each round."
        ),
        "target": "February 2025",
        "officer": QURESHI,
        "update": (
            "The sorting plant has not yet supplied the data. A meeting with its manager is fixed "
            "for 15 April 2025."
        ),
        "status": "Overdue",
    },
)


def work_plan(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("9", "Work plan and tracking of recommendations")
    head(
        pack,
        "Work plan and tracking of recommendations",
        "Marcus Ellery, Scrutiny Manager",
        member="Councillor Ruth Kilbride, Leader of the Council",
    )
    pack.section(
        "1.",
        "Summary",
        "The work plan for the rest of 2025 is at Appendix 9(a). Appendix 9(b) shows"
        " what has become of 13 recommendations: six are complete, three are on track,"
        " one is delayed and three are overdue.",
    )
    pack.section("2.", "Recommendations")
    paper.room(60)
    paper.lines("The Committee is asked to:")
    pack.recommend("(a)", "agree the work plan; and")
    pack.recommend("(b)", "ask the lead officers of overdue recommendations for an explanation.")
    pack.section(
        "3.",
        "Background",
        "Recommendations reported as complete in January 2025 (references 1, 3 and 11)"
        " have been taken off the list. Those reported as complete now will be taken"
        " off after this meeting.",
        "The fly-tipping review panel asks for its final report to be considered in"
        " July 2025 instead of June, when the Committee does not meet.",
    )
    closing(
        pack,
        4,
        (
            ("Financial and legal implications", "There are none."),
            ("Risk", "There is none."),
            ("Equality and climate implications", "There are none."),
            ("Exempt or confidential information", "There is none in this report."),
            ("Background papers", "None."),
        ),
    )
    pack.section(
        "9.",
        "Appendices",
        "Appendix 9(a) – Work plan 2025",
        "Appendix 9(b) – Tracking of recommendations",
        numbered=False,
    )
    pack.end()
    pack.begin_appendix("9(a)", "Work plan 2025")
    paper.heading("Homes and Neighbourhoods Scrutiny Committee: work plan 2025")
    pack.work_plan(WORK_TABLE, WORK_PLAN)
    pack.end()
    pack.begin_appendix("9(b)", "Tracking of recommendations", landscape=True)
    paper.heading("Tracking of recommendations at 28 March 2025")
    pack.actions(TRACKER_TABLE, TRACKER, january.TRACKER_COLUMNS)
    pack.end()
