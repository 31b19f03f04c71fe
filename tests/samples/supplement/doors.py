"""Item 8: fire doors, the late report and the programme of works."""

from __future__ import annotations

from tests.samples.april.meeting import closing, head
from tests.samples.drawing import Table, table_rows
from tests.samples.papers import Pack

__all__ = ["late_report", "programme"]

DOORS_TABLE = Table(
    (
        "Block",
        "Floors",
        "Flats",
        "Flat doors inspected",
        "Flat doors failed",
        "Shared doors inspected",
        "Shared doors failed",
    ),
    (20, 12, 12, 14, 14, 14, 14),
    size=10,
)


DOORS = (
    ("Gannet House", "16", "92", "92", "31", "46", "9"),
    ("Curlew House", "14", "84", "84", "29", "42", "11"),
    ("Tern House", "11", "66", "66", "37", "30", "14"),
    ("All", "41", "242", "242", "97", "118", "34"),
)


PROGRAMME_TABLE = Table(
    (
        "Block",
        "Floors",
        "Doors to replace",
        "Survey done",
        "Doors ordered",
        "Fitting begins",
        "Fitting ends",
        "What may delay it",
    ),
    (14, 12, 10, 13, 13, 13, 13, 32),
    size=10,
    splits=True,
)


PROGRAMME = table_rows(
    """
    Tern House | Ground to 3 | 19 | 4 March 2025 | 10 March 2025 | 17 March 2025 | 11 April 2025 |
        Nothing known
    Tern House | 4 to 7 | 18 | 4 March 2025 | 10 March 2025 | 14 April 2025 | 9 May 2025 | Two
        tenants are in hospital and their next of kin must agree to the visit
    Tern House | 8 to 10 | 14 | 6 March 2025 | 10 March 2025 | 12 May 2025 | 6 June 2025 | Access
        for the long landing doors needs the lift to be out of use for two days
    Gannet House | Ground to 5 | 15 | 11 March 2025 | 31 March 2025 | 9 June 2025 | 4 July 2025 |
        Nothing known
    Gannet House | 6 to 10 | 13 | 11 March 2025 | 31 March 2025 | 7 July 2025 | 1 August 2025 |
        School holidays: many tenants will be away
    Gannet House | 11 to 15 | 12 | 12 March 2025 | 31 March 2025 | 4 August 2025 | 29 August 2025 |
        School holidays: many tenants will be away
    Curlew House | Ground to 4 | 14 | 18 March 2025 | Not yet ordered | 1 September 2025 | 26
        September 2025 | Asbestos was found in the panel above three doors on the second floor and
        must be taken away by a licensed contractor before work there can begin, which needs
        fourteen days' notice to the Health and Safety Executive
    Curlew House | 5 to 9 | 14 | 18 March 2025 | Not yet ordered | 29 September 2025 | 24 October
        2025 | Five leaseholders have not yet agreed to pay for their doors
    Curlew House | 10 to 13 | 12 | 20 March 2025 | Not yet ordered | 27 October 2025 | 28 November
        2025 | High winds: doors cannot be hoisted above the ninth floor in a gale
    """
)


def late_report(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("8", "Longshore Towers: fire doors")
    head(
        pack,
        "Longshore Towers: fire doors",
        "Owen Tranter, Building Safety Manager",
        "Lydia Frome, Finance Business Partner",
        member="Councillor Helena Marchbank, Cabinet Member for Housing",
    )
    pack.section(
        "1.",
        "Summary",
        "An independent inspection of the fire doors at Longshore Towers found that 97"
        " of 242 flat entrance doors (40%) and 34 of 118 shared doors (29%) do not meet"
        " the standard. All 131 will be replaced by 28 November 2025. Until then"
        " wardens patrol the blocks.",
    )
    pack.section("2.", "Recommendations")
    paper.room(60)
    paper.lines("The Committee is asked to:")
    pack.recommend("(a)", "note the results of the inspection at Appendix 8(a);")
    pack.recommend("(b)", "comment on the programme of works at Appendix 8(b);")
    pack.recommend(
        "(c)",
        "recommend to the Executive that £640,000 be added to the fire door budget "
        "on 22 April 2025; and",
    )
    pack.recommend("(d)", "receive a report on progress in July 2025.")
    pack.section(
        "3.",
        "Background",
        "Longshore Towers was built between 1966 and 1969. It has three blocks: Gannet"
        " House with 16 floors, Curlew House with 14 and Tern House with 11. There are"
        " 242 flats, of which 38 belong to leaseholders.",
        "The Building Safety Manager ordered the inspection after a small fire on the"
        " fifth floor of Tern House on 19 January 2025. Nobody was hurt. Smoke reached"
        " the landing because a flat door did not close.",
        "Kestrel Lane Surveyors inspected every door between 10 and 28 February 2025."
        " Their report reached the Council on 1 April 2025.",
    )
    pack.section(
        "4.",
        "Key issues",
        "Results by block are in the table. Tern House is the worst: 56% of its flat doors failed.",
    )
    paper.table(DOORS_TABLE, DOORS, indent=44, bold_last=True)
    paper.clause(
        "4.2",
        "Why doors failed. The commonest faults were missing or painted-over smoke seals "
        "(62 doors), closers that had been taken off (41) and gaps of more than four "
        "millimetres (28).",
    )
    paper.clause(
        "4.3",
        "Waking watch. Since 3 February 2025 four wardens have patrolled the blocks each "
        "night and two by day. The cost is £18,500 a month. The fire and rescue service has "
        "agreed that the watch may end block by block as the doors are replaced.",
    )
    paper.clause(
        "4.4",
        "Personal plans. A Person-Centred Fire Risk Assessment (PCFRA) has been offered "
        "to every tenant who would need help to leave. 51 tenants were asked, 44 accepted and "
        "39 have a PCFRA in place. Sixteen of these have been given vibrating pillows or "
        "strobe alarms.",
    )
    pack.abbreviation("PCFRA", "Person-Centred Fire Risk Assessment")
    paper.clause(
        "4.5",
        "The contract. Wardle Strand Ltd was appointed on 7 March 2025 after three "
        "tenders. The price is £1,920,000 for 131 doors, frames and the making good of "
        "landings. 51 doors had been ordered by 10 March; 12 had been fitted by 4 April 2025.",
    )
    paper.clause(
        "4.6",
        "Leaseholders. 17 of the failed doors belong to leaseholders. Each will be asked "
        "to pay £2,150 for a door and may pay over three years. Five have not replied.",
    )
    paper.clause(
        "4.7",
        "Tests of the alarm. The alarm on the shared landings of Curlew House failed its "
        "weekly test on 11 March 2025 and was mended on the same day.",
    )
    pack.section(
        "5.",
        "Options considered",
        "To repair the doors instead of replacing them. Repair would cost £410,000 but"
        " the makers would not certify doors more than 25 years old.",
        "To fit a common fire alarm in each block so that the waking watch could end"
        " sooner. It would cost £530,000 and take until September 2025.",
    )
    closing(
        pack,
        6,
        (
            (
                "Consultation and engagement",
                (
                    "Meetings were held in each block between 24 and 26 March 2025. 118 tenants"
                    " came. They asked most about noise, security while doors are off and whether"
                    " new doors can be in different colours. Tenants may choose from five colours."
                ),
            ),
        ),
    )
    pack.section(
        "7.",
        "Financial implications",
        "The capital budget for fire doors in 2025/2026 is £1,280,000. The contract"
        " costs £1,920,000, so that £640,000 more is needed. It would be met from the"
        " major repairs reserve, which stood at £5,310,000 on 31 March 2025.",
        "The waking watch will have cost £37,000 in 2024/2025 and is forecast to cost"
        " £121,000 in 2025/2026 as it is wound down block by block. No bid for"
        " government money can be made, because the fund for waking watches closed in"
        " 2023.",
    )
    closing(
        pack,
        8,
        table_rows(
            """
            Legal implications | The Fire Safety (England) Regulations 2022 require checks of flat
                entrance doors every twelve months and of shared doors every three months in
                buildings over eleven metres. The last full check before February 2025 was in
                October 2022.
            Risk | The chief risk is a fire before the work is done. The waking watch, the personal
                plans and a ban on charging scooters on landings reduce it. Asbestos has been found
                above three doors in Curlew House.
            Equality and climate implications | Closers are set so that a door can be opened with a
                force of no more than 30 newtons. Old doors are burnt for energy; their metal is
                recycled.
            Exempt or confidential information | There is none in this report.
            Background papers | Letter from the Saltmere Bay Fire and Rescue Service, 30 January
                2025.
            """
        ),
    )
    pack.section(
        "13.",
        "Appendices",
        "Appendix 8(a) – Fire door inspection: summary report",
        "Appendix 8(b) – Programme of works by floor",
        "Appendix 8(c) – Tenants' questions and our answers",
        numbered=False,
    )
    pack.end()


def programme(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_appendix("8(b)", "Programme of works by floor", landscape=True)
    paper.heading("Programme of works by floor, 4 April 2025")
    paper.table(PROGRAMME_TABLE, PROGRAMME)
    paper.lines(
        "Contractor: Wardle Strand Ltd. Doors to replace are flat doors and shared doors together.",
        size=9,
    )
    pack.end()
