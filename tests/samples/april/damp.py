"""Item 5: progress on damp and mould, with the action plan and figures by area."""

from __future__ import annotations

from tests.samples.april.meeting import BLYTHE, closing, head
from tests.samples.drawing import Table, table_rows
from tests.samples.papers import Pack

__all__ = ["AREA_ROWS", "area_table", "damp_report"]

AREA_COLUMNS = (
    "Area",
    "Council homes",
    "Open cases 31 December 2024",
    "Open cases 28 February 2025",
    "Of which Category 1 hazards",
    "Average working days to inspection",
    "Oldest open case (days)",
)


AREA_ROWS = (
    ("Beckfold and Priory Leys", 1196, 31, 22, 1, 7, 61),
    ("Fennick", 1688, 88, 59, 4, 8, 112),
    ("Harbourside", 874, 67, 52, 5, 11, 148),
    ("Marram", 1405, 72, 49, 3, 9, 103),
    ("Oldwick", 702, 19, 14, 0, 6, 47),
    ("Quaybridge", 1043, 58, 43, 4, 10, 131),
    ("Thornhythe", 1306, 77, 48, 4, 9, 118),
)


ACTION_TABLE = Table(
    ("No", "What we will do", "Who", "By when", "Where we are"),
    (6, 40, 20, 15, 32),
    size=9.5,
    splits=True,
)


ACTION_PLAN = (
    (
        "Theme 1: Find damp early",
        table_rows(
            """
            1.1 | Fit sensors that measure temperature and humidity in 1,200 homes | Gareth Blythe |
                December 2025 | 640 fitted by 28 February 2025
            1.2 | Check for damp at every gas safety visit | Gas contractor | April 2025 | Begun in
                January 2025; 1,904 homes checked and 212 passed to the team
            1.3 | Inspect every home with a child under five once a year | Damp surveyors | March
                2026 | 311 of 1,085 homes inspected
            1.4 | Offer the reporting form in the languages most spoken by tenants | Tenancy team |
                April 2025 | Done on 17 March 2025
            """
        ),
    ),
    (
        "Theme 2: Put it right",
        table_rows(
            """
            2.1 | Make the damp and mould team permanent | Naomi Castell | April 2025 | Agreed by
                the Executive in February 2025
            2.2 | Recruit one more surveyor and three more operatives | Gareth Blythe | May 2025 |
                Two operatives appointed; the surveyor's post was advertised twice without success
            2.3 | Replace 900 extractor fans with fans that run all the time | Electrical team |
                September 2025 | 476 replaced; the supplier has put its price up by 6%
            2.4 | Replace the roofs of 96 homes at Thornhythe Gardens | Alder & Crowe Roofing Ltd |
                November 2025 | Contract let; scaffolding goes up on 12 May 2025
            2.5 | Line the outside walls of Tern House | Naomi Castell | To be decided | Waits for
                the results of the fire door programme and a bid for grant, because both need the
                same access to the outside of the block and the grant pays only for works that start
                within a year of the offer
            """
        ),
    ),
    (
        "Theme 3: Keep tenants informed",
        table_rows(
            """
            3.1 | Leave a card that says what was found and what happens next | Damp surveyors |
                March 2025 | In use since 10 February 2025
            3.2 | Offer appointments until 8 pm on Tuesdays and Thursdays | Gareth Blythe | July
                2025 | Being discussed with the trade unions
            3.3 | Visit again three months after the work is done | Damp surveyors | June 2025 |
                First 58 visits made; the mould had come back in 7 homes
            3.4 | Take the word 'lifestyle' out of all letters about damp | Tenancy team | February
                2025 | Done
            """
        ),
    ),
)


def area_table(pack: Pack, rows: tuple[tuple[str | int, ...], ...]) -> None:
    """Open cases by area, with a line of totals."""
    cells = [(str(row[0]), *(f"{value:,}" for value in row[1:])) for row in rows]
    sums = [sum(int(row[column]) for row in rows) for column in range(1, 5)]
    cells.append(
        ("All areas", *(f"{value:,}" for value in sums), "9", str(max(int(row[6]) for row in rows)))
    )
    pack.paper.table(
        Table(AREA_COLUMNS, (24, 12, 14, 14, 14, 14, 12), size=10.5), cells, bold_last=True
    )


def damp_report(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("5", "Damp and mould: progress report")
    head(
        pack,
        "Damp and mould: progress report",
        BLYTHE,
        member="Councillor Helena Marchbank, Cabinet Member for Housing",
    )
    pack.section(
        "1.",
        "Summary",
        "Open cases of damp and mould in council homes fell from 412 at 31 December"
        " 2024 to 287 at 28 February 2025. Inspections now take nine working days on"
        " average, which is within the target of ten for the first time.",
    )
    pack.section("2.", "Recommendations")
    paper.room(60)
    paper.lines("The Committee is asked to:")
    pack.recommend("(a)", "note the progress made and the figures by area at Appendix 5(b);")
    pack.recommend("(b)", "comment on the action plan at Appendix 5(a); and")
    pack.recommend(
        "(c)", "decide whether to receive further reports every six months or every year."
    )
    pack.section(
        "3.",
        "Background",
        "The Committee considered damp and mould on 16 January 2025 and recommended"
        " that the team be made permanent. The Executive agreed on 10 February 2025."
        " The team will grow from two surveyors and six operatives to three surveyors"
        " and nine operatives.",
        "Hazards are graded under the Housing Health and Safety Rating System (HHSRS)."
        " Category 1 is the most serious grade. At 28 February 2025, 21 of the open"
        " cases were in Category 1, against 38 at 31 December 2024.",
    )
    pack.abbreviation("HHSRS", "Housing Health and Safety Rating System")
    pack.section(
        "4.",
        "Key issues",
        "Cases by area. Fennick has the most open cases (59) and Harbourside the"
        " slowest inspections (11 working days). The oldest open case, at Longshore"
        " Towers, had been open for 148 days because the tenant could not be moved"
        " while the lift was being mended.",
        "Speed. All cases in HHSRS Category 1 were made safe within two working days in"
        " February 2025. In December 2024 the figure was 81%.",
        "Sensors. 640 of the planned 1,200 sensors have been fitted. They have raised"
        " 97 alerts, and a visit followed each of them within a week.",
        "Return visits. Surveyors went back to 58 homes three months after the work was"
        " done. The mould had come back in seven of them (12%).",
        "Claims. There were 49 live claims for disrepair at 28 February 2025, against"
        " 57 two months earlier. Compensation of £231,750 was paid between April 2024"
        " and February 2025.",
        "Staff. The third surveyor's post has been advertised twice without success. A"
        " market supplement of £4,500 a year is being considered.",
    )
    paper.bars(
        "Average working days from report to inspection",
        (("Sept", 29), ("Oct", 24), ("Nov", 19), ("Dec", 16), ("Jan", 12), ("Feb", 9)),
        height=140,
    )
    pack.section(
        "5.",
        "Options considered",
        "To contract the work out. Three other landlords that did so were asked; their "
        "inspections took between 13 and 22 working days.",
    )
    closing(
        pack,
        6,
        (
            (
                "Consultation and engagement",
                (
                    "The Tenants' Panel met the team on 4 March 2025. It welcomed the new card left"
                    " after a visit and asked for evening appointments by the summer."
                ),
            ),
        ),
    )
    pack.section(
        "7.",
        "Financial implications",
        "The budget for 2025/2026 is £2,400,000, of which £612,000 pays for the team."
        " Spending in 2024/2025 is now forecast at £2,086,000, an overspend of £236,000"
        " on a budget of £1,850,000.",
    )
    paper.table(
        Table(
            ("", "2024/2025 budget £", "2024/2025 forecast £", "2025/2026 budget £"),
            (34, 22, 22, 22),
            size=10,
        ),
        (
            ("Surveyors and operatives", "412,000", "395,000", "612,000"),
            ("Fans and ventilation", "530,000", "641,000", "660,000"),
            ("Roofs, gutters and leaks", "590,000", "728,000", "770,000"),
            ("Sensors", "168,000", "168,000", "198,000"),
            ("Moving tenants out during works", "150,000", "154,000", "160,000"),
            ("Total", "1,850,000", "2,086,000", "2,400,000"),
        ),
        indent=44,
        bold_last=True,
    )
    closing(
        pack,
        8,
        table_rows(
            """
            Legal implications | From October 2025 landlords must investigate significant damp and
                mould hazards within ten working days of a report and make emergencies safe within
                24 hours.
            Risk | If the third surveyor is not appointed by June 2025, the average time to
                inspection is likely to rise above ten working days next winter.
            Equality and climate implications | Homes with a child under five or a person with a
                lung condition are seen first. 388 lofts have been topped up with insulation.
            Exempt or confidential information | There is none in this report.
            Background papers | Letter from the Regulator of Social Housing, 14 May 2024.
            """
        ),
    )
    pack.section(
        "13.",
        "Appendices",
        "Appendix 5(a) – Damp and mould action plan",
        "Appendix 5(b) – Open cases by area, 28 February 2025",
        numbered=False,
    )
    pack.end()
    pack.begin_appendix("5(a)", "Damp and mould action plan", own_numbers="plain")
    paper.heading("Damp and mould action plan", size=16, colour=(0.09, 0.25, 0.39))
    paper.lines("Version 3, March 2025. Agreed by the Repairs and Maintenance Improvement Board.")
    for theme, rows in ACTION_PLAN:
        paper.heading(theme, size=12)
        paper.table(ACTION_TABLE, rows)
    paper.lines(
        "Progress is marked on the plan by the Head of Housing Repairs each month. A theme is "
        "closed when all of its actions are done and the Tenants' Panel agrees."
    )
    pack.end()
    pack.begin_appendix("5(b)", "Open cases by area, 28 February 2025", landscape=True)
    paper.heading("Open cases of damp and mould by area, 28 February 2025")
    area_table(pack, AREA_ROWS)
    paper.lines(
        "Source: repairs system, 5 March 2025. Harbourside includes the three blocks of "
        "Longshore Towers.",
        size=9,
    )
    pack.end()
