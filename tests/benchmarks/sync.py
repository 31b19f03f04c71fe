"""Two years of a council of 25 committees: what the first sync costs, and a quiet one.

500 meetings, each with a pack of one page, half of them with printed minutes. Reading and
embedding real packs is measured elsewhere: here the vectors cost nothing and Chroma is
left out, and there is no pause between requests; the time that a polite pause of one
second adds is told beside.
"""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from tests.benchmarks.shared import print_table
from tests.indexer.sources.desk import Desk, VectorsInMemory
from tests.moderngov_server.council import AgendaItem, Committee, Council, Paper, Session, pdf
from tests.moderngov_server.server import Site, serving

COMMITTEES = 25
MEETINGS = 20
QUIET = 40
"""Quiet syncs, a quarter of an hour apart: a day of office hours."""


def council(today: dt.date) -> Council:
    """Meetings every 36 days over two years, the last two of each committee to come."""
    made = []
    for number in range(1, COMMITTEES + 1):
        sessions = []
        for at in range(MEETINGS):
            date = today + dt.timedelta(days=36 * (at - MEETINGS + 2) + number)
            past = date < today
            published = (date - today).days <= 8
            report = pdf(f"Report {number} {at}")
            sessions.append(
                Session(
                    number * 1000 + at,
                    date,
                    pack=pdf(f"Pack {number} {at}") if published else None,
                    minutes=pdf(f"Minutes {number} {at}") if past and at % 2 else None,
                    items=[
                        AgendaItem(
                            "5.", "Report", [Paper("Report", report, date - dt.timedelta(days=8))]
                        )
                    ]
                    if published
                    else [],
                )
            )
        made.append(Committee(number, f"Committee {number}", sessions))
    return Council(made)


def run() -> None:
    """Print the table; fail where a quiet sync makes more than two requests a committee."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        patch("indexer.index.Vectors", VectorsInMemory),
    ):
        desk = Desk(Path(scratch) / "home")
        with serving(council(desk.clock.today)) as site:
            desk.add(site, months=24)
            first = _measure(desk, site)
            assert first[3] > 500, "every pack and every set of minutes came in"
            quiet = []
            for _ in range(QUIET):
                desk.clock.pass_(hours=0.25)
                quiet.append(_measure(desk, site))
        desk.store.close()
        desk.index.close()
    most = max(one[0] for one in quiet)
    assert most <= 2 * COMMITTEES, f"a quiet sync made {most} requests"
    assert sum(one[3] for one in quiet) == 0
    print_table(
        f"Sync of {COMMITTEES} committees, {COMMITTEES * MEETINGS} meetings",
        ["", "requests", "seconds", "with pauses of 1 s", "bytes", "papers indexed"],
        [
            [
                "first",
                f"{first[0]}",
                f"{first[1]:.0f}",
                f"{first[0] + first[1]:.0f}",
                f"{first[2]:,}",
                f"{first[3]}",
            ],
            ["quiet (median)", *_median(quiet)],
            [
                "quiet (most)",
                f"{most}",
                f"{max(one[1] for one in quiet):.1f}",
                "",
                f"{max(one[2] for one in quiet):,}",
                "0",
            ],
        ],
    )


def _measure(desk: Desk, site: Site) -> tuple[int, float, int, int]:
    """(requests, seconds, bytes received, papers indexed) of one sync."""
    site.forget()
    started = time.monotonic()
    outcome = desk.sync_one()
    assert outcome.status == "ok", outcome.problem
    assert len(site.asked) == outcome.requests
    return (outcome.requests, time.monotonic() - started, outcome.received, len(outcome.indexed))


def _median(runs: list[tuple[int, float, int, int]]) -> list[str]:
    requests, seconds, received, papers = (
        statistics.median(column) for column in zip(*runs, strict=True)
    )
    return [
        f"{requests:.0f}",
        f"{seconds:.1f}",
        f"{requests + seconds:.0f}",
        f"{received:,.0f}",
        f"{papers:.0f}",
    ]
