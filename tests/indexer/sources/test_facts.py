"""What sites tell, in short: calendars, and which committees a paper went to."""

from __future__ import annotations

import datetime as dt

from tests.indexer.sources.desk import Desk
from tests.moderngov_server.council import AgendaItem, Council, Paper, pdf
from tests.moderngov_server.server import Site


def test_calendars_with_papers_and_late_ones(desk: Desk, site: Site, council: Council) -> None:
    homes, cabinet = council.committees
    homes.sessions[0].items = [AgendaItem("5", "Roofs", [Paper("Late roofs", pdf("Of roofs"))])]
    desk.add(site)
    desk.sync()
    assert desk.facts.read_through() == {"example"}
    assert desk.facts.backlog() == frozenset()
    first, second = desk.facts.listings()
    assert (first.committee, first.date, first.time) == (
        homes.title,
        dt.date(2025, 1, 16),
        "6.00 pm",
    )
    assert [name for name, _ in first.documents if "pack" in name]
    assert second.documents == ()
    assert desk.facts.listings(since=dt.date(2025, 1, 17)) == [second]
    cabinet.sessions[0].status = "Cancelled"
    homes.sessions[0].shown = False
    desk.sync_until(lambda: len(desk.facts.listings()) == 1, hours=3)
    (left,) = desk.facts.listings()
    assert left.committee == "Cabinet"
    assert left.cancelled


def test_what_was_out_before_the_first_visit(desk: Desk, site: Site, council: Council) -> None:
    council.committees[0].sessions[0].date = dt.date(2024, 12, 5)
    desk.add(site)
    desk.sync()
    assert desk.facts.backlog() == set(desk.documents)
