"""The same tables on PostgreSQL."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.indexer.sources.desk import Desk, VectorsInMemory
from tests.moderngov_server.council import AgendaItem, Council, Paper, pdf
from tests.moderngov_server.server import Site


def test_a_site_is_watched_from_postgresql(
    tmp_path: Path,
    postgres: str,
    council: Council,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("indexer.index.Vectors", VectorsInMemory)
    desk = Desk(tmp_path / "home", database=postgres)
    session = council.committees[1].sessions[0]
    closed = Paper("Terms", pdf("x"), restricted=True)
    session.items = [AgendaItem("5.", "Plan", [Paper("Plan", pdf("plan")), closed])]
    row = desk.add(site, chosen=["144", "101"], since=dt.date(2025, 1, 1))
    assert desk.sync_one().status == "ok"
    assert len(desk.documents) == 2
    session.date = dt.date(2025, 1, 29)
    session.items[0].restricted = True
    desk.clock.pass_(hours=1)
    assert desk.sync_one().status == "ok"
    assert len(desk.documents) == 1
    assert [one.what.value for one in desk.facts.news()] == ["new", "new", "moved", "restricted"]
    assert desk.meeting("5001").moved_from == dt.date(2025, 1, 28)
    desk.store.remove_source(row.id)
    assert desk.store.sources() == []
    assert desk.store.papers() == []
    desk.store.close()
    desk.index.close()
