"""The letter that lists the late papers."""

from __future__ import annotations

from tests.samples.papers import Pack
from tests.samples.supplement.meeting import earlier

__all__ = ["front_sheet"]


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
    first, last = earlier(pack, "5(b)")
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
