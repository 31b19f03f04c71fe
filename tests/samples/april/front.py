"""The front sheet: the agenda of 10 April 2025."""

from __future__ import annotations

from tests.samples.april.meeting import MEETING
from tests.samples.papers import Pack

__all__ = ["front_sheet"]


def front_sheet(pack: Pack) -> None:
    paper = pack.paper
    pack.begin_front()
    paper.public_pack()
    paper.crest("Saltmere Council")
    paper.space(10)
    paper.heading("Homes and Neighbourhoods Scrutiny Committee", size=16)
    paper.heading("Agenda", size=16)
    paper.space(6)
    for label, text in (
        ("Date:", "Thursday, 10 April 2025"),
        ("Time:", "6.30 pm"),
        ("Venue:", MEETING.venue),
        ("Published:", "Wednesday, 2 April 2025"),
    ):
        paper.canvas.setFont(paper.face_bold, 11)
        paper.canvas.drawString(paper.frame.left, paper.y - 11, label)
        paper.lines(text, indent=80, after=4)
    paper.space(10)
    members = (
        "Councillor R Oyelaran (Chair)",
        "Councillor S Whitcombe (Vice-Chair)",
        "Councillor J Dhaliwal",
        "Councillor P Garside",
        "Councillor A Ilesanmi",
        "Councillor C Mottershead",
        "Councillor L Pennock",
        "Councillor B Trewhella",
        "Mrs J Lockyer (co-opted)",
        "Mr D Osei (co-opted)",
    )
    pack.truth["members"] = [name.replace(" (co-opted)", "") for name in members]
    paper.heading("Membership:")
    for name in members:
        paper.lines(name, after=1)
    paper.space(8)
    paper.lines(
        "Councillor Mottershead replaced Councillor Fairbrass on the Committee on 27 February 2025."
    )
    paper.heading("Contact:")
    paper.lines(
        "Priya Anand, Senior Democratic Services Officer, Tel: 01632 960118, e-mail: "
        "priya.anand@saltmere.example"
    )
    paper.heading("Coming to the meeting:")
    paper.lines(
        "Committee Room 2 is on the ground floor of the Guildhall and has level access from "
        "Tallow Lane. Anyone may attend, film or photograph the meeting. Please tell the "
        "contact officer by noon the day before if you need an interpreter or large print."
    )
    paper.lines(
        "If the fire alarm sounds, leave by the Tallow Lane doors and gather by the bandstand."
    )
    paper.turn()
    paper.heading("AGENDA", align="centre", size=12)
    paper.space(6)
    pack.agenda_item(
        "1",
        "Apologies for absence and declarations of interest",
        "To receive apologies and any declarations of interest by Members in items on this agenda.",
    )
    pack.agenda_item(
        "2",
        "Minutes of the meeting held on 16 January 2025",
        "To confirm the minutes as a correct record.",
        papers=True,
    )
    pack.agenda_item(
        "3",
        "Minutes of the special meeting held on 27 March 2025",
        "To confirm the minutes as a correct record.",
        note="(To follow)",
    )
    pack.agenda_item(
        "4",
        "Public speaking",
        "To hear members of the public who asked to speak by noon "
        "on Tuesday, 8 April 2025. Each may speak for three minutes.",
    )
    pack.agenda_item(
        "5",
        "Damp and mould: progress report",
        "To consider progress since January 2025 in dealing with damp and mould in council homes.",
        papers=True,
    )
    pack.agenda_item(
        "6",
        "Weekly food waste collections",
        "To comment on the proposals before the Executive decides on 22 April 2025.",
        papers=True,
    )
    pack.agenda_item(
        "7",
        "Executive decisions and forward plan",
        "To question Cabinet Members about decisions taken since January and decisions to come.",
        papers=True,
    )
    pack.agenda_item(
        "8",
        "Longshore Towers: fire doors",
        "To consider the results of the fire door inspections and the programme of works.",
        note="(Report to follow)",
    )
    pack.agenda_item(
        "9",
        "Work plan and tracking of recommendations",
        "To agree the work plan and see what has become of the Committee's recommendations.",
        papers=True,
    )
    pack.agenda_item(
        "10",
        "Date of next meeting",
        "To note that the next meeting is on Thursday, 10 July 2025 at 6.30 pm.",
    )
    pack.end()
