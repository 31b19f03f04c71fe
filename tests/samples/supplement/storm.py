"""Item 11: the urgent report on storm damage."""

from __future__ import annotations

from tests.samples.april.meeting import closing, head
from tests.samples.drawing import Table, table_rows
from tests.samples.papers import Pack

__all__ = ["storm"]

HOMES_TABLE = Table(
    ("Address", "Homes", "Damage", "Made safe", "Tenants moved out", "Estimate £"),
    (26, 9, 30, 15, 14, 12),
    size=10,
)


HOMES = table_rows(
    """
    Marram Road 2 to 24 (even) | 12 | Ridge tiles and chimneys | 30 March 2025 | 0 | 38,500
    Marram Road 31 to 47 (odd) | 9 | Roofs stripped on the sea side | 1 April 2025 | 5 | 121,000
    Dune Street 5 to 19 (odd) | 8 | Sheds, fences and gutters | 31 March 2025 | 0 | 14,200
    Lifeboat Court 1 to 16 | 16 | Water in the lift shaft and plant room | 2 April 2025 | 3 | 67,300
    Marram Road shops | 4 | Signs and a shop window | 30 March 2025 | 0 | 6,000
    """
)


def storm(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("11", "Urgent item: storm damage in Marram")
    head(
        pack,
        "Urgent item: storm damage in Marram",
        "Naomi Castell, Director of Homes and Neighbourhoods",
        member="Councillor Helena Marchbank, Cabinet Member for Housing",
    )
    pack.section(
        "1.",
        "Summary",
        "The storm of Saturday, 29 March 2025 damaged 45 council homes and four shops"
        " in Marram. Eight households have been moved out. Repairs are estimated to"
        " cost £247,000, of which the insurer is expected to pay £197,000.",
    )
    pack.section("2.", "Recommendations")
    paper.room(60)
    paper.lines("The Committee is asked to:")
    pack.recommend("(a)", "note the damage and what has been done; and")
    pack.recommend(
        "(b)", "ask for a report in July 2025 on whether the out-of-hours service coped."
    )
    pack.section(
        "3.",
        "Background",
        "Gusts of 84 miles an hour were measured at the lifeboat station at 3.40 am."
        " High tide came at 4.15 am and waves broke over the sea wall steps, which the"
        " Council had hoped to rebuild with money from the Coastal Towns Fund.",
        "The out-of-hours service took 316 calls between midnight and noon, against 40"
        " on an ordinary Saturday. The average wait was 22 minutes and 71 callers"
        " gave up.",
    )
    pack.section(
        "4.",
        "Key issues",
        "Homes. All of the homes were made safe by 2 April 2025. The addresses and"
        " estimates are at Appendix 11(a).",
        "Households. Of the eight households moved out, five are in council homes that"
        " were empty and three are in a guest house. The last are expected to be home"
        " by 6 June 2025.",
        "Lifeboat Court. The lift was out of use for four days. Staff carried shopping"
        " and medicine to eleven tenants. The plant room will be tanked to keep water"
        " out.",
        "Roofers. Alder & Crowe Roofing Ltd has lent a crew from the Thornhythe Gardens"
        " contract for three weeks. Work there will finish three weeks later as a"
        " result.",
    )
    pack.section("5.", "Options considered", "None: the Council must make its homes safe.")
    closing(
        pack,
        6,
        table_rows(
            """
            Consultation and engagement | Officers knocked on every door in Marram Road on 30 March
                2025.
            Financial implications | The excess on the insurance policy is £50,000 for a single
                storm. It will be met from the repairs reserve.
            Legal implications | There are none beyond the Council's duties as a landlord.
            Risk | Estimates were made from the ground. They may rise when scaffolding is up.
            Equality and climate implications | Storms of this strength are expected more often. The
                Council's coastal plan will be reviewed by December 2025.
            Exempt or confidential information | There is none in this report.
            Background papers | None.
            """
        ),
    )
    pack.section(
        "13.",
        "Appendices",
        "Appendix 11(a) – Homes damaged and estimates",
        "Appendix 11(b) – Wind and tide on 29 March 2025",
        numbered=False,
    )
    pack.end()
    pack.begin_appendix("11(a)", "Homes damaged and estimates")
    paper.heading("Homes damaged and estimates")
    total = sum(int(row[5].replace(",", "")) for row in HOMES)
    homes = sum(int(row[1]) for row in HOMES)
    moved = sum(int(row[4]) for row in HOMES)
    paper.table(
        HOMES_TABLE, (*HOMES, ("All", str(homes), "", "", str(moved), f"{total:,}")), bold_last=True
    )
    paper.lines(
        "The count of homes includes the four shops. Estimates were made on 2 April 2025.", size=9
    )
    pack.end()
    pack.begin_appendix("11(b)", "Wind and tide on 29 March 2025")
    paper.heading("Wind and tide on 29 March 2025")
    paper.bars(
        "Strongest gust in the hour, miles per hour, Saltmere lifeboat station",
        (
            ("Midnight", 41),
            ("1 am", 52),
            ("2 am", 67),
            ("3 am", 84),
            ("4 am", 79),
            ("5 am", 63),
            ("6 am", 48),
        ),
    )
    paper.bars(
        "Height of the sea above ordnance datum, metres",
        (
            ("Midnight", 1.2),
            ("1 am", 2.1),
            ("2 am", 3.0),
            ("3 am", 3.9),
            ("4 am", 4.4),
            ("5 am", 4.1),
            ("6 am", 3.2),
        ),
    )
    paper.lines(
        "The top of the sea wall steps is 4.3 metres above ordnance datum. The sea stood above it "
        "from about 4.00 am to 4.45 am."
    )
    pack.end()
