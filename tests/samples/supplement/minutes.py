"""Item 3: the minutes of the special meeting of 27 March 2025."""

from __future__ import annotations

from tests.samples.papers import Agreed, Minute, Pack

__all__ = ["special_minutes"]


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
