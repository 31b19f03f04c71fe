"""The front sheet: the agenda of 16 January 2025."""

from __future__ import annotations

from tests.samples.january.meeting import COMMITTEE
from tests.samples.papers import Pack

__all__ = ["front_sheet"]


def front_sheet(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_front()
    paper.public_pack()
    paper.crest("Saltmere Council")
    paper.lines("8 January 2025", align="right", after=10)
    members = (
        "Dhaliwal",
        "Fairbrass",
        "Garside",
        "Ilesanmi",
        "Oyelaran (Chair)",
        "Pennock",
        "Trewhella",
        "Whitcombe (Vice-Chair)",
    )
    paper.lines(f"To: Councillors {', '.join(members[:-1])} and {members[-1]}")
    paper.lines("Mrs J Lockyer and Mr D Osei, Co-opted Members")
    pack.truth["members"] = [
        *(f"Councillor {name}" for name in members),
        "Mrs J Lockyer",
        "Mr D Osei",
    ]
    paper.lines("The above Members are requested to attend the:", after=14)
    paper.heading(COMMITTEE, align="centre", size=12)
    paper.heading("Thursday, 16 January 2025 at 6.00 pm", align="centre")
    paper.heading("in the Council Chamber, Guildhall, Saltmere", align="centre")
    paper.space(12)
    paper.heading("A G E N D A", align="centre", size=12)
    paper.space(8)
    pack.agenda_item(
        "1",
        "DECLARATIONS OF INTEREST",
        (
            (
                "Members are asked to declare any interests in the items under consideration,"
                " saying whether the interest is personal, prejudicial or a disclosable pecuniary"
                " interest, and what it is."
            ),
            (
                "Any Member who needs advice is asked to contact the Monitoring Officer before the"
                " day of the meeting."
            ),
        ),
    )
    pack.agenda_item(
        "2",
        "MINUTES OF THE LAST MEETING HELD ON 17 OCTOBER 2024",
        "To agree the minutes of the last meeting held on 17 October 2024 as a true and "
        "correct record.",
        papers=True,
    )
    pack.agenda_item(
        "3",
        "PUBLIC QUESTIONS",
        "To answer questions from members of the public of "
        "which notice was given by noon on Monday, 13 January 2025.",
    )
    pack.agenda_item(
        "4",
        "EXECUTIVE AND CABINET MEMBER DECISIONS",
        "To consider the decisions on "
        "housing, environment and waste taken since the last meeting of the Committee.",
        papers=True,
    )
    pack.agenda_item(
        "5",
        "FORWARD PLAN",
        "To consider the content of the Council's Forward Plan "
        "February to May 2025, relating to the portfolios of the Cabinet Members for "
        "Housing and for Environment and Waste.",
        papers=True,
    )
    pack.agenda_item(
        "6",
        "DAMP AND MOULD IN COUNCIL HOMES",
        "To inform the Committee of what has "
        "been done about damp and mould since the regulator's letter of May 2024.",
        papers=True,
    )
    pack.agenda_item(
        "7",
        "WASTE AND RECYCLING: COLLECTION\nPERFORMANCE",
        "To consider how well "
        "household waste and recycling were collected from July to December 2024.",
        papers=True,
    )
    pack.agenda_item(
        "8",
        "COMMITTEE WORK PLAN",
        "To consider the Committee's Work Plan and the monitoring of its recommendations.",
        papers=True,
    )
    pack.agenda_item(
        "9",
        "DATE OF NEXT MEETING",
        "To note the date and time of the next meeting of "
        "the Committee as Thursday, 10 April 2025, commencing at 6.30 pm.",
    )
    paper.heading("Venue information:")
    paper.lines(
        "The Council Chamber is on the second floor. The lift is at the Corn Street entrance; "
        "the front steps have no ramp. A hearing loop is fitted. There is no car park at the "
        "Guildhall; blue badge spaces are in Tallow Lane."
    )
    paper.heading("Other information:")
    paper.lines(
        "For queries regarding this agenda please contact Priya Anand, Senior Democratic "
        "Services Officer, Tel: 01632 960118, e-mail: priya.anand@saltmere.example."
    )
    paper.lines(
        "Copies of agendas and minutes are available on the Council's website at "
        "www.saltmere.example. The meeting will be webcast."
    )
    pack.end()
