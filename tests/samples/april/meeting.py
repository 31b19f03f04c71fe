"""The meeting, its officers, and what every report to it begins and ends with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.samples.papers import Meeting, Pack

__all__ = ["BLYTHE", "MEETING", "QURESHI", "closing", "head"]

MEETING = Meeting(
    document="saltmere-homes-scrutiny-2025-04-10",
    title=(
        "(Public Pack)Agenda Document for Homes and Neighbourhoods Scrutiny Committee, "
        "10/04/2025 18:30"
    ),
    subject="Homes and Neighbourhoods Scrutiny Committee, 10/04/2025 18:30",
    kind="pack",
    date="2025-04-10",
    long_date="10 April 2025",
    time="6.30 pm",
    venue="Committee Room 2, Guildhall, Saltmere",
    contact=(
        "Priya Anand, Senior Democratic Services Officer, Tel: 01632 960118, "
        "e-mail: priya.anand@saltmere.example"
    ),
    published="2025-04-02",
)


BLYTHE = "Gareth Blythe, Head of Housing Repairs"


QURESHI = "Farida Qureshi, Head of Waste and Street Scene"


def head(pack: Pack, title: str, *officers: str, member: str) -> None:
    rows = [
        ("Committee:", MEETING.committee),
        ("Date:", MEETING.long_date),
        ("Report of:", officers[0]),
        *(("", officer) for officer in officers[1:]),
        ("Cabinet Member:", member),
    ]
    pack.report_head(rows, officers, title)


def closing(pack: Pack, first: int, parts: Iterable[Sequence[str]]) -> None:
    """Sections of one paragraph each, numbered from `first`: "8. Legal implications"."""
    for number, (heading, text) in enumerate(parts, first):
        pack.section(f"{number}.", heading, text)
