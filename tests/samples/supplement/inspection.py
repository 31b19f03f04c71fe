"""Item 8: the surveyors' report, with a table of every floor."""

from __future__ import annotations

from tests.samples.drawing import Table, table_rows
from tests.samples.papers import Pack

__all__ = ["inspection"]

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
    for name, text in table_rows(
        """
        Gannet House | The doors were replaced in 2009 and most are sound. Failures are bunched on
            floors 1 to 3 and 9 to 11, where seals were painted over in 2018. The bin room door on
            the ground floor has no closer and should be mended at once.
        Curlew House | A mixture of doors from 2009 and of original doors. Panels above the doors on
            the second floor may hold asbestos and were not disturbed. A door to the stairs fails on
            eleven of fourteen floors because the glass is not fire glass.
        Tern House | Almost all doors date from 1969. They are solid and heavy, but have no seals.
            The door of the fire-damaged flat on the fifth floor was replaced in January 2025 and is
            graded A.
        """
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
    rows: list[tuple[str, ...]] = []
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
