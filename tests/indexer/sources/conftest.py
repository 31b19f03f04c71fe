from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.indexer.sources.desk import Desk, VectorsInMemory
from tests.moderngov_server.council import Committee, Council, Session, pdf
from tests.moderngov_server.server import Site, serving


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_catalogue: Path) -> Iterator[Desk]:
    monkeypatch.setattr("indexer.index.Vectors", VectorsInMemory)
    (tmp_path / "home").mkdir()
    shutil.copyfile(empty_catalogue, tmp_path / "home" / "catalogue.db")
    made = Desk(tmp_path / "home")
    yield made
    made.store.close()
    made.index.close()


@pytest.fixture
def council() -> Council:
    """Two committees: one with a pack out for the 16th, one with nothing yet."""
    homes = Committee(
        144,
        "Homes & Neighbourhoods Scrutiny Committee",
        [
            Session(4967, dt.date(2025, 1, 16), pack=pdf("Damp and mould in council homes")),
        ],
    )
    cabinet = Committee(101, "Cabinet", [Session(5001, dt.date(2025, 1, 28))])
    return Council([homes, cabinet])


@pytest.fixture
def site(council: Council) -> Iterator[Site]:
    with serving(council) as served:
        yield served
