"""Item 2: the minutes of 17 October 2024."""

from __future__ import annotations

from tests.samples.january.meeting import COMMITTEE
from tests.samples.papers import Agreed, Minute, Pack

__all__ = ["october_minutes"]


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
