"""The supplement of 7 April 2025: minutes, a revised appendix and a late report."""

from __future__ import annotations

from typing import Any

from april import AREA_ROWS, area_table, closing, head
from drawing import Table
from papers import Agreed, Meeting, Minute, Pack

__all__ = ["BEFORE", "MEETING", "draw"]

MEETING = Meeting(
    document="saltmere-homes-scrutiny-2025-04-10-supplement",
    title=(
        "(Public Pack)Agenda Supplement for Homes and Neighbourhoods Scrutiny Committee, "
        "10/04/2025 18:30"
    ),
    subject="Homes and Neighbourhoods Scrutiny Committee, 10/04/2025 18:30",
    kind="supplement",
    date="2025-04-10",
    long_date="10 April 2025",
    time="6.30 pm",
    venue="Committee Room 2, Guildhall, Saltmere",
    contact=(
        "Priya Anand, Senior Democratic Services Officer, Tel: 01632 960118, "
        "e-mail: priya.anand@saltmere.example"
    ),
    published="2025-04-07",
)

BEFORE: dict[str, Any] = {}
"""The truth about the pack that this one supplements; set before drawing."""

REVISED_ROWS = tuple(
    (
        (area, homes, december, 62, 6, 9, 164)
        if area == "Thornhythe"
        else (area, homes, december, february, worst, days, oldest)
    )
    for area, homes, december, february, worst, days, oldest in AREA_ROWS
)

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

FLOORS_TABLE = Table(
    (
        "Block",
        "Floor",
        "Flats on floor",
        "Flat doors failed",
        "Shared doors failed",
        "Failed in all",
    ),
    (22, 14, 16, 16, 16, 16),
    size=10,
    splits=True,
)
FLOORS = (
    (
        "Gannet House",
        (2, 6),
        (0, 3, 3, 3, 2, 1, 1, 1, 2, 3, 3, 3, 2, 2, 1, 1),
        (1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0),
    ),
    (
        "Curlew House",
        (6, 6),
        (1, 2, 3, 2, 2, 2, 2, 2, 2, 2, 3, 2, 2, 2),
        (1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1),
    ),
    ("Tern House", (6, 6), (3, 4, 4, 3, 3, 4, 4, 2, 4, 3, 3), (1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 1)),
)
"""Of each block: flats on the ground floor and on the others, and failures from the ground up."""

QUESTIONS = (
    (
        "When will my door be replaced?",
        (
            "Look for your floor in the programme. We will write four weeks before, and ring two"
            " days before. The work takes about three hours and you must be at home, or leave a key"
            " with somebody you trust."
        ),
    ),
    (
        "May I choose the colour?",
        (
            "Yes, from five: navy, bottle green, brick red, charcoal and white. If "
            "you do not choose within fourteen days of our letter you will get navy."
        ),
    ),
    (
        "Will I be left without a door?",
        (
            "No. The old door is not taken off until the new one is on the "
            "landing. If something goes wrong, a warden stays with you until the flat is secure."
        ),
    ),
    (
        "I cannot open the door because the closer is too strong. What can be done?",
        (
            "Tell us. Closers can be set lighter, and there is a kind that holds the door open and"
            " lets go when the alarm sounds. We have ordered 30 of these."
        ),
    ),
    (
        "Can I keep my scooter on the landing?",
        (
            "No. Scooters and bicycles must not be kept or charged on landings. There are 22"
            " charging bays in the new store behind Curlew House, at £2 a week."
        ),
    ),
    (
        "Do I have to pay?",
        (
            "Tenants pay nothing and rents will not rise because of this work. Leaseholders whose"
            " doors fail will be asked to pay £2,150 and may spread it over three years without"
            " interest."
        ),
    ),
    (
        "My spare keys are with my carer. How many keys come with the new door?",
        "Four. More can be cut at the estate office for £11 each.",
    ),
    (
        "Should we still stay put if there is a fire?",
        (
            "The fire and rescue service has changed the advice for now. While the waking watch is"
            " there, leave the building if a warden knocks or a horn sounds. Assembly points are"
            " the playground for Gannet House and Curlew House and the church car park for Tern"
            " House."
        ),
    ),
    (
        "Who are the wardens?",
        (
            "They work for Nightjar Safety Ltd, wear orange coats and carry a card "
            "with a photograph. They will never ask to come into your flat unless there is a fire."
        ),
    ),
    (
        "What about the outside walls?",
        (
            "The walls were surveyed in 2019 and are brick. They are not part "
            "of this work. A bid for lining the walls of Tern House is being prepared separately."
        ),
    ),
    (
        "Why were the doors not checked sooner?",
        (
            "The last full check was in October 2022. Checks due in 2023 and 2024 were not done"
            " because the post of fire door inspector was vacant. This was wrong. The Council has"
            " said so to the regulator."
        ),
    ),
    (
        "Will there be more meetings?",
        (
            "Yes, in the community room of Gannet House on the first Tuesday of "
            "each month at 7 pm, beginning on 6 May 2025. There is a creche."
        ),
    ),
)

HOMES_TABLE = Table(
    ("Address", "Homes", "Damage", "Made safe", "Tenants moved out", "Estimate £"),
    (26, 9, 30, 15, 14, 12),
    size=10,
)
HOMES = (
    (
        "Marram Road 2 to 24 (even)",
        "12",
        "Ridge tiles and chimneys",
        "30 March 2025",
        "0",
        "38,500",
    ),
    (
        "Marram Road 31 to 47 (odd)",
        "9",
        "Roofs stripped on the sea side",
        "1 April 2025",
        "5",
        "121,000",
    ),
    ("Dune Street 5 to 19 (odd)", "8", "Sheds, fences and gutters", "31 March 2025", "0", "14,200"),
    (
        "Lifeboat Court 1 to 16",
        "16",
        "Water in the lift shaft and plant room",
        "2 April 2025",
        "3",
        "67,300",
    ),
    ("Marram Road shops", "4", "Signs and a shop window", "30 March 2025", "0", "6,000"),
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
PROGRAMME = (
    (
        "Tern House",
        "Ground to 3",
        "19",
        "4 March 2025",
        "10 March 2025",
        "17 March 2025",
        "11 April 2025",
        "Nothing known",
    ),
    (
        "Tern House",
        "4 to 7",
        "18",
        "4 March 2025",
        "10 March 2025",
        "14 April 2025",
        "9 May 2025",
        "Two tenants are in hospital and their next of kin must agree to the visit",
    ),
    (
        "Tern House",
        "8 to 10",
        "14",
        "6 March 2025",
        "10 March 2025",
        "12 May 2025",
        "6 June 2025",
        "Access for the long landing doors needs the lift to be out of use for two days",
    ),
    (
        "Gannet House",
        "Ground to 5",
        "15",
        "11 March 2025",
        "31 March 2025",
        "9 June 2025",
        "4 July 2025",
        "Nothing known",
    ),
    (
        "Gannet House",
        "6 to 10",
        "13",
        "11 March 2025",
        "31 March 2025",
        "7 July 2025",
        "1 August 2025",
        "School holidays: many tenants will be away",
    ),
    (
        "Gannet House",
        "11 to 15",
        "12",
        "12 March 2025",
        "31 March 2025",
        "4 August 2025",
        "29 August 2025",
        "School holidays: many tenants will be away",
    ),
    (
        "Curlew House",
        "Ground to 4",
        "14",
        "18 March 2025",
        "Not yet ordered",
        "1 September 2025",
        "26 September 2025",
        (
            "Asbestos was found in the panel above three doors on the second floor and must be"
            " taken away by a licensed contractor before work there can begin, which needs fourteen"
            " days' notice to the Health and Safety Executive"
        ),
    ),
    (
        "Curlew House",
        "5 to 9",
        "14",
        "18 March 2025",
        "Not yet ordered",
        "29 September 2025",
        "24 October 2025",
        "Five leaseholders have not yet agreed to pay for their doors",
    ),
    (
        "Curlew House",
        "10 to 13",
        "12",
        "20 March 2025",
        "Not yet ordered",
        "27 October 2025",
        "28 November 2025",
        "High winds: doors cannot be hoisted above the ninth floor in a gale",
    ),
)


def draw(pack: Pack) -> None:
    front_sheet(pack)
    special_minutes(pack)
    revised_appendix(pack)
    late_report(pack)
    inspection(pack)
    programme(pack)
    tenants_questions(pack)
    storm(pack)


def earlier(label: str) -> tuple[int, int]:
    """The printed pages of an appendix of the pack that this one supplements."""
    for item in BEFORE["items"]:
        for appendix in item["appendices"]:
            if appendix["label"] == label:
                return appendix["first_page"], appendix["last_page"]
    raise KeyError(label)


def front_sheet(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_front()
    paper.public_pack()
    paper.crest("Saltmere Council")
    paper.space(10)
    for line in (
        "Direct dial: 01632 960118",
        "E-mail: priya.anand@saltmere.example",
        "Ask for: Priya Anand",
        "Date: 7 April 2025",
    ):
        paper.lines(line, align="right", size=10, after=1)
    paper.space(20)
    paper.lines("Dear Member")
    paper.heading(
        "HOMES AND NEIGHBOURHOODS SCRUTINY COMMITTEE - THURSDAY, 10 APRIL 2025 AT 6.30 PM"
    )
    paper.lines("in Committee Room 2, Guildhall, Saltmere")
    paper.lines(
        "I am now able to enclose, for consideration at the meeting, the following papers that "
        "were not available when the agenda was published on 2 April 2025. Please bring them "
        "with you together with the agenda. The page numbers carry on from it."
    )
    paper.space(6)
    paper.heading("Agenda Item No")
    first, last = earlier("5(b)")
    pack.agenda_item(
        "3",
        "Minutes of the special meeting held on 27 March 2025",
        "To confirm the minutes as a correct record.",
        papers=True,
    )
    pack.agenda_item(
        "5",
        "Damp and mould: progress report – revised Appendix 5(b)",
        f"This replaces pages {first} and {last} of the agenda. Cases at Thornhythe Gardens "
        "that were logged under the roof contract had been left out.",
        papers=True,
    )
    pack.agenda_item(
        "8",
        "Longshore Towers: fire doors",
        (
            "To consider the results of the fire door inspections and the programme of works.",
            (
                "Reason for urgency: the Chair has agreed to take this report because the"
                " inspector's results reached the Council on 1 April 2025 and the Executive decides"
                " on 22 April 2025."
            ),
        ),
        papers=True,
    )
    pack.agenda_item(
        "11",
        "Urgent item: storm damage in Marram",
        (
            (
                "To note the damage done to council homes by the storm of 29 March 2025 and the"
                " cost of repair."
            ),
            (
                "Reason for urgency: the Chair has agreed to take this report because tenants have"
                " been moved out of their homes."
            ),
        ),
        papers=True,
    )
    paper.space(4)
    paper.lines("Yours sincerely", after=4)
    paper.signature()
    paper.lines("Priya Anand", after=1)
    paper.lines("Senior Democratic Services Officer")
    pack.end()


def special_minutes(pack: Pack) -> None:
    resolved = "RESOLVED –"
    pack.begin(
        "3",
        "Minutes of the special meeting held on 27 March 2025",
        kind="minutes",
        running_head=("Homes and Neighbourhoods Scrutiny Committee: minutes of 27 March 2025",),
    )
    pack.paper.heading(
        "MINUTES OF THE SPECIAL MEETING OF THE HOMES AND NEIGHBOURHOODS SCRUTINY "
        "COMMITTEE HELD ON THURSDAY, 27 MARCH 2025 AT 5.00 PM"
    )
    pack.minutes(
        "2025-03-27",
        (
            "Councillor Oyelaran",
            "Dhaliwal",
            "Garside",
            "Ilesanmi",
            "Mottershead",
            "Pennock",
            "Trewhella",
            "Whitcombe",
        ),
        (
            "Councillor Tom Arkwright, Cabinet Member for Environment and Waste",
            "Councillor Edith Sallow, who called in the decision",
            "Farida Qureshi, Head of Waste and Street Scene",
            "Marcus Ellery, Scrutiny Manager",
            "Priya Anand, Senior Democratic Services Officer",
        ),
        (
            Minute(
                "31",
                "Declarations of interest",
                (
                    (
                        "Councillor Trewhella declared a personal interest as the owner of a house"
                        " in Cobb Lane and left the room during the vote."
                    ),
                ),
            ),
            Minute(
                "32",
                "Call-in of decision PH08/2025: Cobb Lane Household Recycling Centre",
                (
                    (
                        "The Chair explained that five Members had called in the decision of 6"
                        " March 2025 to close the centre on Mondays and Tuesdays from 5 May 2025."
                        " The Committee could let the decision stand or ask the Cabinet Member to"
                        " think again. It could not change the decision itself."
                    ),
                    (
                        "Councillor Edith Sallow gave the reasons for the call-in: that the 412"
                        " people who signed a petition had not been answered, that fly-tipping was"
                        " already growing, and that Monday was the third busiest day of the week,"
                        " with 1,340 visits on average."
                    ),
                    (
                        "Councillor Tom Arkwright replied that the saving of £74,000 a year was"
                        " needed to pay for a second attendant at weekends, when queues reached"
                        " Harbour Road. Tuesday was the quietest day, with 690 visits. Two councils"
                        " nearby had closed centres on two days a week and had seen no more"
                        " fly-tipping."
                    ),
                    (
                        "Councillor Whitcombe asked what fly-tipping within a mile of the centre"
                        " cost. Ms Qureshi said that it was not recorded in that way. She undertook"
                        " to send Members a map of incidents within a mile of the centre before the"
                        " Cabinet Member decided again."
                    ),
                    (
                        "Members asked whether closing on Tuesdays and Wednesdays had been looked"
                        " at. Ms Qureshi said that it had not, because the contractor who empties"
                        " the skips does not work on Mondays; she would ask whether its days could"
                        " be changed."
                    ),
                    (
                        "It was moved by Councillor Whitcombe and seconded by Councillor Garside"
                        " that the decision be referred back. The motion was carried by five votes"
                        " to two."
                    ),
                    Agreed(
                        (
                            (
                                "That decision PH08/2025 be referred back to the Cabinet Member for"
                                " Environment and Waste;"
                            ),
                            (
                                "That he be asked to consider closing on Tuesday only, and to"
                                " publish the saving that this would make; and"
                            ),
                            (
                                "That a reply be sent to the organiser of the petition within ten"
                                " working days."
                            ),
                        ),
                        resolved,
                    ),
                ),
                (
                    (
                        "She undertook to send Members a map of incidents within a mile of the"
                        " centre before the Cabinet Member decided again."
                    ),
                ),
            ),
            Minute(
                "33",
                "Urgent business: waking watch at Longshore Towers",
                (
                    (
                        "With the Chair's agreement, Councillor Pennock asked why wardens had been"
                        " patrolling Longshore Towers at night since February. Ms Qureshi could not"
                        " answer for building safety. The Chair asked for a report to the next"
                        " meeting."
                    ),
                    Agreed(
                        (
                            (
                                "That the Building Safety Manager report on the fire doors at"
                                " Longshore Towers on 10 April 2025."
                            ),
                        ),
                        resolved,
                    ),
                ),
            ),
            Minute(
                "34",
                "Date of next meeting",
                ("The next meeting was noted as Thursday, 10 April 2025 at 6.30 pm.",),
            ),
        ),
        ended="6.35 pm",
        contact=("Contact: Priya Anand, Senior Democratic Services Officer, Tel: 01632 960118",),
        apologies=("Mrs J Lockyer", "Mr D Osei"),
    )
    pack.end()


def revised_appendix(pack: Pack) -> None:
    paper = pack.paper
    first, last = earlier("5(b)")
    title = "Open cases by area, 28 February 2025 (revised)"
    pack.begin_appendix("5(b)", title, landscape=True)
    pack.items["5"]["appendices"][-1]["supersedes"] = {
        "document": BEFORE["document"],
        "label": "5(b)",
        "first_page": first,
        "last_page": last,
    }
    paper.heading("Appendix 5(b) – REVISED 4 April 2025", size=13)
    paper.heading("Open cases of damp and mould by area, 28 February 2025")
    paper.lines(
        f"This paper replaces Appendix 5(b) on pages {first} and {last} of the agenda published "
        "on 2 April 2025."
    )
    area_table(pack, REVISED_ROWS)
    paper.lines(
        "What has changed: 14 open cases at Thornhythe Gardens that were logged under the roof "
        "contract have been added. Thornhythe rises from 48 to 62 open cases and from 4 to 6 "
        "Category 1 hazards, and the oldest open case there is 164 days old. In all there were "
        "301 open cases, of which 23 in Category 1.",
        size=10,
    )
    paper.lines(
        "In paragraphs 1.1 and 3.2 of the report, 287 should be read as 301 and 21 as 23.", size=10
    )
    paper.lines("Source: repairs system, 3 April 2025.", size=9)
    pack.end()


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
        (
            (
                "1.1",
                (
                    "An independent inspection of the fire doors at Longshore Towers found that 97"
                    " of 242 flat entrance doors (40%) and 34 of 118 shared doors (29%) do not meet"
                    " the standard. All 131 will be replaced by 28 November 2025. Until then"
                    " wardens patrol the blocks."
                ),
            ),
        ),
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
        (
            (
                "3.1",
                (
                    "Longshore Towers was built between 1966 and 1969. It has three blocks: Gannet"
                    " House with 16 floors, Curlew House with 14 and Tern House with 11. There are"
                    " 242 flats, of which 38 belong to leaseholders."
                ),
            ),
            (
                "3.2",
                (
                    "The Building Safety Manager ordered the inspection after a small fire on the"
                    " fifth floor of Tern House on 19 January 2025. Nobody was hurt. Smoke reached"
                    " the landing because a flat door did not close."
                ),
            ),
            (
                "3.3",
                (
                    "Kestrel Lane Surveyors inspected every door between 10 and 28 February 2025."
                    " Their report reached the Council on 1 April 2025."
                ),
            ),
        ),
    )
    pack.section(
        "4.",
        "Key issues",
        (
            (
                "4.1",
                (
                    "Results by block are in the table. Tern House is the worst: 56% of its flat"
                    " doors failed."
                ),
            ),
        ),
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
        (
            (
                "5.1",
                (
                    "To repair the doors instead of replacing them. Repair would cost £410,000 but"
                    " the makers would not certify doors more than 25 years old."
                ),
            ),
            (
                "5.2",
                (
                    "To fit a common fire alarm in each block so that the waking watch could end"
                    " sooner. It would cost £530,000 and take until September 2025."
                ),
            ),
        ),
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
        (
            (
                "7.1",
                (
                    "The capital budget for fire doors in 2025/2026 is £1,280,000. The contract"
                    " costs £1,920,000, so that £640,000 more is needed. It would be met from the"
                    " major repairs reserve, which stood at £5,310,000 on 31 March 2025."
                ),
            ),
            (
                "7.2",
                (
                    "The waking watch will have cost £37,000 in 2024/2025 and is forecast to cost"
                    " £121,000 in 2025/2026 as it is wound down block by block. No bid for"
                    " government money can be made, because the fund for waking watches closed in"
                    " 2023."
                ),
            ),
        ),
    )
    closing(
        pack,
        8,
        (
            (
                "Legal implications",
                (
                    "The Fire Safety (England) Regulations 2022 require checks of flat entrance"
                    " doors every twelve months and of shared doors every three months in buildings"
                    " over eleven metres. The last full check before February 2025 was in October"
                    " 2022."
                ),
            ),
            (
                "Risk",
                (
                    "The chief risk is a fire before the work is done. The waking watch, the"
                    " personal plans and a ban on charging scooters on landings reduce it. Asbestos"
                    " has been found above three doors in Curlew House."
                ),
            ),
            (
                "Equality and climate implications",
                (
                    "Closers are set so that a door can be opened with a force of no more than 30"
                    " newtons. Old doors are burnt for energy; their metal is recycled."
                ),
            ),
            ("Exempt or confidential information", "There is none in this report."),
            (
                "Background papers",
                "Letter from the Saltmere Bay Fire and Rescue Service, 30 January 2025.",
            ),
        ),
    )
    pack.section(
        "13.",
        "Appendices",
        (
            ("", "Appendix 8(a) – Fire door inspection: summary report"),
            ("", "Appendix 8(b) – Programme of works by floor"),
            ("", "Appendix 8(c) – Tenants' questions and our answers"),
        ),
    )
    pack.end()


def inspection(pack: Pack) -> None:
    """The surveyors' report, with page numbers of its own in the form "Page 2 of 6"."""
    paper = pack.paper
    navy = (0.09, 0.25, 0.39)
    pack.begin_appendix("8(a)", "Fire door inspection: summary report", own_numbers="of")
    paper.face, paper.face_bold = "Times-Roman", "Times-Bold"
    paper.y -= 130
    paper.heading("Fire door inspection", size=28, colour=navy, align="centre")
    paper.lines("Longshore Towers, Saltmere", size=18, align="centre", after=24)
    paper.lines("Summary report for Saltmere Council", size=14, align="centre")
    paper.lines("Kestrel Lane Surveyors, 28 March 2025", size=14, align="centre")
    paper.turn()
    paper.heading("1 What we were asked to do", size=14, colour=navy)
    for text in (
        (
            "Saltmere Council asked us to inspect every flat entrance door and every door on an"
            " escape route in Gannet House, Curlew House and Tern House. We inspected 360 doors"
            " between 10 and 28 February 2025. Nobody refused us entry, though eleven visits had to"
            " be made twice."
        ),
        (
            "Each door was opened and closed three times, its gaps were measured at nine points and"
            " its seals, hinges, glass and closer were examined. We did not take doors apart or"
            " test them by fire. Where the maker's label was missing, as it was on 203 doors, we"
            " judged the door by what could be seen."
        ),
    ):
        paper.lines(text)
    paper.heading("2 How we graded doors", size=14, colour=navy)
    paper.table(
        Table(("Grade", "Meaning", "What should be done"), (12, 48, 40), size=10.5),
        (
            ("A", "Meets the standard", "Check again in twelve months"),
            ("B", "Small faults that can be put right on a visit", "Repair within three months"),
            ("C", "Fails: would not hold back smoke for 30 minutes", "Replace"),
            ("D", "Fails: does not close or latch", "Replace; warden on the floor until then"),
        ),
    )
    paper.heading("3 What we found", size=14, colour=navy)
    paper.lines(
        "Of 360 doors, 148 were graded A, 81 were graded B, 104 were graded C and 27 were graded "
        "D. The 131 doors graded C or D fail."
    )
    paper.lines(
        "Seventeen of the 27 doors that did not close or latch were in Tern House. In most cases "
        "the tenant had unhooked the closer because the door was too heavy."
    )
    paper.bars(
        "Doors by grade, all blocks", (("A", 148), ("B", 81), ("C", 104), ("D", 27)), height=150
    )
    paper.turn()
    paper.heading("4 Block by block", size=14, colour=navy)
    for name, text in (
        (
            "Gannet House",
            (
                "The doors were replaced in 2009 and most are sound. Failures are bunched on floors"
                " 1 to 3 and 9 to 11, where seals were painted over in 2018. The bin room door on"
                " the ground floor has no closer and should be mended at once."
            ),
        ),
        (
            "Curlew House",
            (
                "A mixture of doors from 2009 and of original doors. Panels above the doors on the"
                " second floor may hold asbestos and were not disturbed. A door to the stairs fails"
                " on eleven of fourteen floors because the glass is not fire glass."
            ),
        ),
        (
            "Tern House",
            (
                "Almost all doors date from 1969. They are solid and heavy, but have no seals. The"
                " door of the fire-damaged flat on the fifth floor was replaced in January 2025 and"
                " is graded A."
            ),
        ),
    ):
        paper.heading(name, size=12)
        paper.lines(text)
    paper.heading("5 Faults", size=14, colour=navy)
    paper.table(
        Table(
            ("Fault (a failed door may have more than one)", "Gannet", "Curlew", "Tern", "All"),
            (52, 12, 12, 12, 12),
            size=10.5,
        ),
        (
            ("Smoke seals missing or painted over", "19", "14", "29", "62"),
            ("Closer taken off or broken", "9", "8", "24", "41"),
            ("Gap of more than four millimetres", "8", "11", "9", "28"),
            ("Glass not fire glass", "2", "18", "3", "23"),
            ("Letter box without a smoke flap", "5", "6", "8", "19"),
        ),
    )
    paper.turn()
    paper.heading("6 What we recommend", size=14, colour=navy)
    for count, text in enumerate(
        (
            "Replace the 27 doors graded D within twelve weeks, beginning with Tern House.",
            "Replace the 104 doors graded C by the end of November 2025.",
            "Repair the 81 doors graded B by the end of June 2025.",
            "Fit closers that a tenant with weak hands can work.",
            "Check shared doors every three months and keep the record in the building.",
            (
                "Tell tenants in plain words why the door must close by itself, and whom to ring if"
                " it does not."
            ),
        ),
        1,
    ):
        paper.lines(text, label=f"{count}.", indent=24, label_indent=4)
    paper.heading("7 Limits of this report", size=14, colour=navy)
    paper.lines(
        "We inspected doors only. We did not look at the outside walls, the alarms, the "
        "ventilation of the stairs or the lifts."
    )
    paper.lines(
        "Signed for Kestrel Lane Surveyors by Imogen Hartshead, Chartered Building Surveyor."
    )
    paper.turn()
    paper.heading("Annex: failed doors floor by floor", size=14, colour=navy)
    rows = []
    for block, flats, failed, shared in FLOORS:
        for floor, (flat, door) in enumerate(zip(failed, shared, strict=True)):
            on_floor = flats[0] if floor == 0 else flats[1]
            rows.append(
                (
                    block,
                    "Ground" if floor == 0 else str(floor),
                    str(on_floor),
                    str(flat),
                    str(door),
                    str(flat + door),
                )
            )
    totals = [sum(int(row[column]) for row in rows) for column in range(2, 6)]
    rows.append(("All blocks", "", *map(str, totals)))
    paper.table(FLOORS_TABLE, rows, bold_last=True)
    pack.end()
    paper.face, paper.face_bold = "Helvetica", "Helvetica-Bold"


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


def tenants_questions(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_appendix("8(c)", "Tenants' questions and our answers")
    paper.heading("Tenants' questions and our answers", size=16)
    paper.lines(
        "From the meetings at Longshore Towers between 24 and 26 March 2025. Sent to every flat "
        "on 2 April 2025."
    )
    for question, answer in QUESTIONS:
        paper.heading(question)
        paper.lines(answer)
    pack.end()


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
        (
            (
                "1.1",
                (
                    "The storm of Saturday, 29 March 2025 damaged 45 council homes and four shops"
                    " in Marram. Eight households have been moved out. Repairs are estimated to"
                    " cost £247,000, of which the insurer is expected to pay £197,000."
                ),
            ),
        ),
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
        (
            (
                "3.1",
                (
                    "Gusts of 84 miles an hour were measured at the lifeboat station at 3.40 am."
                    " High tide came at 4.15 am and waves broke over the sea wall steps, which the"
                    " Council had hoped to rebuild with money from the Coastal Towns Fund."
                ),
            ),
            (
                "3.2",
                (
                    "The out-of-hours service took 316 calls between midnight and noon, against 40"
                    " on an ordinary Saturday. The average wait was 22 minutes and 71 callers"
                    " gave up."
                ),
            ),
        ),
    )
    pack.section(
        "4.",
        "Key issues",
        (
            (
                "4.1",
                (
                    "Homes. All of the homes were made safe by 2 April 2025. The addresses and"
                    " estimates are at Appendix 11(a)."
                ),
            ),
            (
                "4.2",
                (
                    "Households. Of the eight households moved out, five are in council homes that"
                    " were empty and three are in a guest house. The last are expected to be home"
                    " by 6 June 2025."
                ),
            ),
            (
                "4.3",
                (
                    "Lifeboat Court. The lift was out of use for four days. Staff carried shopping"
                    " and medicine to eleven tenants. The plant room will be tanked to keep water"
                    " out."
                ),
            ),
            (
                "4.4",
                (
                    "Roofers. Alder & Crowe Roofing Ltd has lent a crew from the Thornhythe Gardens"
                    " contract for three weeks. Work there will finish three weeks later as a"
                    " result."
                ),
            ),
        ),
    )
    pack.section(
        "5.", "Options considered", (("5.1", "None: the Council must make its homes safe."),)
    )
    closing(
        pack,
        6,
        (
            (
                "Consultation and engagement",
                "Officers knocked on every door in Marram Road on 30 March 2025.",
            ),
            (
                "Financial implications",
                (
                    "The excess on the insurance policy is £50,000 for a single storm. It "
                    "will be met from the repairs reserve."
                ),
            ),
            ("Legal implications", "There are none beyond the Council's duties as a landlord."),
            ("Risk", "Estimates were made from the ground. They may rise when scaffolding is up."),
            (
                "Equality and climate implications",
                (
                    "Storms of this strength are expected more often. The "
                    "Council's coastal plan will be reviewed by December 2025."
                ),
            ),
            ("Exempt or confidential information", "There is none in this report."),
            ("Background papers", "None."),
        ),
    )
    pack.section(
        "13.",
        "Appendices",
        (
            ("", "Appendix 11(a) – Homes damaged and estimates"),
            ("", "Appendix 11(b) – Wind and tide on 29 March 2025"),
        ),
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
