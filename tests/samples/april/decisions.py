"""Item 7: decisions taken and decisions to come."""

from __future__ import annotations

from tests.samples.april.meeting import closing, head
from tests.samples.drawing import Table
from tests.samples.papers import Pack

__all__ = ["decisions_and_plan"]

DECISION_TABLE = Table(
    ("Reference", "Date", "Decision", "Why it was needed", "Taken by"),
    (10, 11, 42, 25, 20),
    size=9,
)


DECISIONS = (
    {
        "reference": "EX06/2025",
        "date": "10/02/2025",
        "text": (
            "To make the damp and mould team permanent from 1 April 2025, with three surveyors and "
            "nine operatives, at a cost of £612,000 a year."
        ),
        "description": "Recommended by the Committee on 16 January 2025.",
        "member": "Executive (Councillor Helena Marchbank, Cabinet Member for Housing)",
    },
    {
        "reference": "EX07/2025",
        "date": "10/02/2025",
        "text": (
            "To recommend to the Council that rents rise by 2.7% from 7 April 2025, which makes the"
            " average rent £98.40 a week."
        ),
        "description": "To balance the Housing Revenue Account in 2025/2026.",
        "member": "Executive (Councillor Helena Marchbank, Cabinet Member for Housing)",
    },
    {
        "reference": "EX09/2025",
        "date": "10/02/2025",
        "text": (
            "To award the contract for new roofs on 96 homes at Thornhythe Gardens to Alder & Crowe"
            " Roofing Ltd for £1.64 million."
        ),
        "description": "The roofs are past repair and are a cause of damp.",
        "member": "Executive (Councillor Helena Marchbank, Cabinet Member for Housing)",
    },
    {
        "reference": "PH08/2025",
        "date": "06/03/2025",
        "text": (
            "To close the Cobb Lane Household Recycling Centre on Mondays and Tuesdays from 5 May "
            "2025, saving £74,000 a year."
        ),
        "description": (
            "Called in by five Members; considered at the special meeting on 27 March 2025."
        ),
        "member": "Councillor Tom Arkwright, Cabinet Member for Environment and Waste",
    },
)


PLAN_TABLE = Table(
    ("Reference", "Matter for decision", "Decision due", "Decision taker", "Cabinet Member"),
    (10, 46, 14, 14, 16),
    size=9,
)


PLAN = (
    {
        "reference": "02/2025",
        "matter": (
            "Introduction of weekly food waste collections and purchase of "
            "collection vehicles. (Moved from March 2025.)"
        ),
        "date": "22 April 2025",
        "taker": "Executive",
        "member": "Cllr Arkwright",
    },
    {
        "reference": "07/2025",
        "matter": "Longshore Towers: further money for the fire door programme. (New)",
        "date": "22 April 2025",
        "taker": "Executive",
        "member": "Cllr Marchbank",
    },
    {
        "reference": "03/2025",
        "matter": (
            "Selective licensing of private landlords in Quaybridge and "
            "Harbourside. (Moved from April 2025.)"
        ),
        "date": "16 June 2025",
        "taker": "Executive",
        "member": "Cllr Marchbank",
    },
    {
        "reference": "08/2025",
        "matter": "Sexton's Row garage site: whether to build 14 homes. (New)",
        "date": "16 June 2025",
        "taker": "Executive",
        "member": "Cllr Marchbank",
    },
    {
        "reference": "09/2025",
        "matter": "Hire of street sweeping machines from October 2025. (New)",
        "date": "July 2025",
        "taker": "Cabinet Member",
        "member": "Cllr Arkwright",
    },
)


def decisions_and_plan(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("7", "Executive decisions and forward plan")
    head(
        pack,
        "Executive decisions and forward plan",
        "Marcus Ellery, Scrutiny Manager",
        member="Councillor Ruth Kilbride, Leader of the Council",
    )
    pack.section(
        "1.",
        "Summary",
        "Decisions on housing, environment and waste taken between January and March"
        " 2025 are at Appendix 7(a). Key decisions to come by July 2025 are at Appendix"
        " 7(b).",
    )
    pack.section("2.", "Recommendations")
    paper.room(60)
    paper.lines("The Committee is asked to:")
    pack.recommend("(a)", "question Cabinet Members about the decisions taken; and")
    pack.recommend("(b)", "say which of the decisions to come it wishes to consider beforehand.")
    pack.section(
        "3.",
        "Background",
        "Five Members called in decision PH08/2025 on the Cobb Lane Household Recycling"
        " Centre. It was considered at a special meeting on 27 March 2025, the minutes"
        " of which are item 3 of this agenda.",
        "Two decisions have been moved since January: food waste from March to April"
        " 2025 at the Committee's request, and selective licensing from April to June"
        " 2025 because the consultation was extended by four weeks.",
    )
    closing(
        pack,
        4,
        (
            ("Financial and legal implications", "There are none."),
            ("Risk", "There is none."),
            ("Equality and climate implications", "Each decision has its own assessment."),
            ("Exempt or confidential information", "There is none in this report."),
            ("Background papers", "None."),
        ),
    )
    pack.section(
        "9.",
        "Appendices",
        "Appendix 7(a) – Decisions taken, January to March 2025",
        "Appendix 7(b) – Forward plan, April to July 2025",
        numbered=False,
    )
    pack.end()
    pack.begin_appendix("7(a)", "Decisions taken, January to March 2025", landscape=True)
    paper.heading("Decisions taken, January to March 2025")
    pack.records(
        "decisions",
        DECISION_TABLE,
        DECISIONS,
        ("reference", "date", "text", "description", "member"),
    )
    pack.begin_appendix("7(b)", "Forward plan, April to July 2025", landscape=True)
    paper.heading("Forward plan of key decisions, April to July 2025")
    pack.records(
        "forward_plan", PLAN_TABLE, PLAN, ("reference", "matter", "date", "taker", "member")
    )
    pack.end()
