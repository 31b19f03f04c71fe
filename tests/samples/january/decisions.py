"""Items 4 and 5: decisions taken and decisions to come."""

from __future__ import annotations

from tests.samples.drawing import Table
from tests.samples.january.meeting import ending, head, reasons
from tests.samples.papers import Pack

__all__ = ["decisions", "forward_plan"]

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


def decisions(pack: Pack) -> None:
    pack.begin("4", "Executive and Cabinet Member Decisions")
    head(pack, "EXECUTIVE AND CABINET MEMBER DECISIONS", "Marcus Ellery, Scrutiny Manager")
    pack.section(
        "1.0",
        "Purpose of the report:",
        "To consider the decisions on housing, environment and waste taken since the"
        " last meeting of the Committee.",
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
        "Attached at Appendix 4(a) is a summary of the decisions taken, which have been"
        " circulated to Members previously.",
        "Does the information submitted include any exempt information? No",
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
        "To consider the content of the Council's Forward Plan February to May 2025,"
        " relating to the portfolios of the Cabinet Members for Housing and for"
        " Environment and Waste.",
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
        "The Forward Plan lists the key decisions that the Executive and Cabinet"
        " Members expect to take. It is published each month, not less than 28 days"
        " before the first decision in it.",
        "Does the information submitted include any exempt information? No",
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
