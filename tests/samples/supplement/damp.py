"""Item 5: the revised figures by area."""

from __future__ import annotations

from tests.samples.april.damp import AREA_ROWS, area_table
from tests.samples.papers import Pack
from tests.samples.supplement.meeting import earlier

__all__ = ["revised_appendix"]

REVISED_ROWS = tuple(
    (
        (area, homes, december, 62, 6, 9, 164)
        if area == "Thornhythe"
        else (area, homes, december, february, worst, days, oldest)
    )
    for area, homes, december, february, worst, days, oldest in AREA_ROWS
)


def revised_appendix(pack: Pack) -> None:
    paper = pack.paper
    first, last = earlier(pack, "5(b)")
    title = "Open cases by area, 28 February 2025 (revised)"
    pack.begin_appendix("5(b)", title, landscape=True)
    pack.items["5"]["appendices"][-1]["supersedes"] = {
        "document": pack.before["document"],
        "label": "5(b)",
        "first_page": first,
        "last_page": last,
    }
    paper.heading("Appendix 5(b) – REVISED 4 April 2025", size=13)
    paper.heading("Open cases of damp and mould by area, 28 February 2025")
    paper.lines(
        f"This paper replaces Appendix 5(b) on pages {first} and {last} of the agenda published "
        "on 2 April 2025."
    )
    area_table(pack, REVISED_ROWS)
    paper.lines(
        "What has changed: 14 open cases at Thornhythe Gardens that were logged under the roof "
        "contract have been added. Thornhythe rises from 48 to 62 open cases and from 4 to 6 "
        "Category 1 hazards, and the oldest open case there is 164 days old. In all there were "
        "301 open cases, of which 23 in Category 1.",
        size=10,
    )
    paper.lines(
        "In paragraphs 1.1 and 3.2 of the report, 287 should be read as 301 and 21 as 23.", size=10
    )
    paper.lines("Source: repairs system, 3 April 2025.", size=9)
    pack.end()
