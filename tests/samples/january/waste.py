"""Item 7: how well waste was collected."""

from __future__ import annotations

from tests.samples.drawing import Table, table_rows
from tests.samples.january.meeting import considerations, head, reasons
from tests.samples.papers import Pack

__all__ = ["waste_report"]

ROUNDS_TABLE = Table(
    (
        "Round",
        "Area",
        "Households",
        "Missed per 100,000 July to Sept 2024",
        "Missed per 100,000 Oct to Dec 2024",
        "Recycling rate %",
        "Contamination %",
        "Main cause",
    ),
    (8, 20, 12, 15, 15, 11, 14, 30),
    size=9,
)


ROUNDS = table_rows(
    """
    R1 | Marram and Fennick | 6,240 | 51 | 44 | 42.6 | 9.8 | Parked cars on Dune Street
    R2 | Oldwick | 5,115 | 38 | 36 | 45.1 | 8.4 | None to report
    R3 | Quaybridge North | 4,980 | 97 | 88 | 31.7 | 19.6 | Shared bins in rear alleys
    R4 | Quaybridge South | 5,020 | 104 | 91 | 30.2 | 21.3 | Shared bins in rear alleys
    R5 | Harbourside | 4,415 | 83 | 79 | 33.9 | 18.1 | Blocks of flats, no bin store keys
    R6 | Thornhythe | 7,360 | 49 | 42 | 41.8 | 10.7 | Road works until November
    R7 | Beckfold and Priory Leys | 7,470 | 33 | 31 | 46.9 | 7.9 | None to report
    All | Saltmere | 40,600 | 62 | 57 | 39.1 | 14.2 |
    """
)


def waste_report(pack: Pack) -> None:
    paper = pack.paper
    pack.begin("7", "Waste and Recycling: Collection Performance")
    head(
        pack,
        "WASTE AND RECYCLING: COLLECTION PERFORMANCE",
        "Farida Qureshi, Head of Waste and Street Scene",
        "Lydia Frome, Finance Business Partner",
    )
    pack.section(
        "1.0",
        "Purpose of the report:",
        "To consider how well household waste and recycling were collected from July to"
        " December 2024.",
    )
    pack.section("2.0", "Recommendation(s):")
    pack.recommend("2.1", "To note the performance of the collection rounds.")
    pack.recommend(
        "2.2",
        "To ask that every block of flats at Longshore Towers has a keyed bin store "
        "by 30 June 2025.",
    )
    reasons(
        pack,
        "To allow the Committee to question performance round by round, as it asked in "
        "October 2024.",
        "To report figures for the whole borough only.",
        "Clean streets: a town that people are proud of.",
    )
    pack.section(
        "6.0",
        "Background information",
        "The Council empties 81,200 bins every two weeks from 40,600 households: one"
        " for refuse and one for recycling. Garden waste is collected every two weeks"
        " from March to November from those who pay for it.",
        "The recycling rate in the second quarter of 2024/2025 was 39.1%. It was 38.4%"
        " in the year 2023/2024. The Council's target for 2024/2025 is 41%.",
        "Between October and December 2024 the crews missed 57 bins in every 100,000,"
        " against 62 in the quarter before. The target is 45. The rounds in Quaybridge"
        " are the furthest from the target. Figures for each round are at Appendix"
        " 7(a).",
        "Recycling that holds too much of the wrong material is turned away by the"
        " sorting plant. On average 14.2% of what the Council collects as recycling is"
        " contaminated. Each load turned away costs £1,150. There were 73 such loads"
        " between April and December 2024.",
        "11,850 households pay for the garden waste service. The charge will rise from"
        " £46 to £50 on 1 April 2025.",
        "All councils must collect food waste from households every week by 31 March"
        " 2026. A full report, with the date when collections will begin, will come to"
        " the Committee in April 2025.",
        "Sickness among crews averaged 13.6 days for each worker in 2023/2024. Agency"
        " workers filled 9% of shifts.",
        "Does the information submitted include any exempt information? No",
    )
    pack.section(
        "7.0",
        "List of Appendices:",
        "Appendix 7(a) - Performance of collection rounds, July to December 2024.",
    )
    pack.section(
        "8.0",
        "Financial considerations:",
        "The net budget of the waste service in 2024/2025 is £6.42 million. It is"
        " forecast to be underspent by £95,000 because fuel costs less than was"
        " expected.",
    )
    paper.table(
        Table(
            ("", "2023/2024 actual £'000", "2024/2025 budget £'000", "2024/2025 forecast £'000"),
            (34, 22, 22, 22),
            size=10,
        ),
        (
            ("Crews and supervisors", "3,310", "3,480", "3,502"),
            ("Vehicles and fuel", "1,795", "1,860", "1,729"),
            ("Sorting and disposal", "1,942", "2,015", "2,044"),
            ("Income from garden waste", "-511", "-545", "-550"),
            ("Other income", "-402", "-390", "-400"),
            ("Net total", "6,134", "6,420", "6,325"),
        ),
        indent=44,
        bold_last=True,
    )
    considerations(
        pack,
        9,
        legal="The Council is a waste collection authority under the Environmental Protection Act 1990.",
        risk=(
            "Eleven vehicles reach the end of their lease in March 2025. A contract for"
            " their replacement was awarded in December 2024."
        ),
        equalities="1,312 households have assisted collections because nobody in them can move a bin.",
        climate="Two of the eleven new vehicles will be electric.",
        consultation="Consultation on food waste collections closed on 13 December 2024 and is being analysed.",
    )
    pack.end()
    pack.begin_appendix(
        "7(a)", "Performance of collection rounds, July to December 2024", landscape=True
    )
    paper.heading("Performance of collection rounds, July to December 2024")
    paper.table(ROUNDS_TABLE, ROUNDS, bold_last=True)
    paper.lines(
        "Missed: bins reported as not emptied for each 100,000 emptied. Target: 45. Recycling "
        "rate and contamination are for July to September 2024.",
        size=9,
    )
    pack.end()
