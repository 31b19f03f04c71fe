"""The meeting, and what every report to it begins and ends with."""

from __future__ import annotations

from tests.samples.papers import Meeting, Pack

__all__ = ["COMMITTEE", "MEETING", "considerations", "ending", "head", "reasons"]

MEETING = Meeting(
    document="saltmere-homes-scrutiny-2025-01-16",
    title=(
        "(Public Pack)Agenda Document for Homes and Neighbourhoods Scrutiny Committee, "
        "16/01/2025 18:00"
    ),
    subject="Homes and Neighbourhoods Scrutiny Committee, 16/01/2025 18:00",
    kind="pack",
    date="2025-01-16",
    long_date="16 January 2025",
    time="6.00 pm",
    venue="Council Chamber, Guildhall, Saltmere",
    contact=(
        "Priya Anand, Senior Democratic Services Officer, Tel: 01632 960118, "
        "e-mail: priya.anand@saltmere.example"
    ),
    published="2025-01-08",
)


COMMITTEE = "HOMES AND NEIGHBOURHOODS SCRUTINY COMMITTEE"


def head(pack: Pack, title: str, *officers: str) -> None:
    rows = [("Report to:", COMMITTEE)]
    rows.append(("Relevant Officer:" if len(officers) == 1 else "Relevant Officers:", officers[0]))
    rows += [("", officer) for officer in officers[1:]]
    rows.append(("Date of Meeting:", "16 January 2025"))
    pack.report_head(rows, officers, title)


CONSIDERATIONS = {
    "finance": "Financial considerations:",
    "legal": "Legal considerations:",
    "risk": "Risk management considerations:",
    "equalities": "Equalities considerations:",
    "climate": "Sustainability, climate change and environmental considerations:",
    "consultation": "Internal/External Consultation undertaken:",
    "papers": "Background papers:",
}


def ending(pack: Pack, first: int, *, appendices: tuple[str, ...], **said: str) -> None:
    """The sections that close every report of this meeting, numbered from `first`."""
    pack.section(f"{first}.0", "List of Appendices:")
    for count, text in enumerate(appendices):
        pack.paper.clause(f"{first}.1" if count == 0 else "", text)
    considerations(pack, first + 1, **said)


def considerations(pack: Pack, first: int, **said: str) -> None:
    """One section for each; of finance only where something is said."""
    shown = [key for key in CONSIDERATIONS if key != "finance" or key in said]
    for number, key in enumerate(shown, first):
        pack.section(f"{number}.0", CONSIDERATIONS[key], said.get(key, "None."))


def reasons(pack: Pack, why: str, alternatives: str, priority: str) -> None:
    pack.section(
        "3.0",
        "Reasons for recommendation(s):",
        why,
        "Is the recommendation contrary to a plan or strategy adopted or approved by"
        " the Council? No",
        "Is the recommendation in accordance with the Council's approved budget? Yes",
    )
    pack.section("4.0", "Other alternative options to be considered:", alternatives)
    pack.section("5.0", "Council priority:", "The relevant Council priority is:")
    pack.paper.bullets((priority,))
