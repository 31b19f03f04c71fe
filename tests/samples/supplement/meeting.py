"""The document, and where it meets the pack that it supplements."""

from __future__ import annotations

from tests.samples.papers import Meeting, Pack

__all__ = ["MEETING", "earlier"]

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
    contact="Priya Anand",
    published="2025-04-07",
)


def earlier(pack: Pack, label: str) -> tuple[int, int]:
    """The printed pages of an appendix of the pack that this one supplements."""
    for item in pack.before["items"]:
        for appendix in item["appendices"]:
            if appendix["label"] == label:
                return appendix["first_page"], appendix["last_page"]
    raise KeyError(label)
