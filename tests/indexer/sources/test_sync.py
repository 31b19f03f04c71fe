"""Visits over time: what a quiet one costs, what happens when a site cannot be visited."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from indexer.council.problems import StorageError
from indexer.sources import open_source
from indexer.sources.moderngov import ModernGov
from indexer.sources.source import Source
from indexer.sources.source_problems import NoSuchSource
from indexer.sources.store import State
from tests.indexer.sources.desk import Desk
from tests.moderngov_server.answers import meetings, something_went_wrong
from tests.moderngov_server.council import (
    Committee,
    Council,
    Session,
    pdf,
)
from tests.moderngov_server.server import Site, serving

PACK = "example-homes-and-neighbourhoods-scrutiny-committee-2025-01-16-pack-g4967-t10"


def busy_council(committees: int, meetings: int) -> Council:
    """Meetings every four weeks, from two before the tests' today."""
    return Council(
        [
            Committee(
                number,
                f"Committee {number}",
                [
                    Session(
                        number * 100 + at,
                        dt.date(2024, 11, 11) + dt.timedelta(weeks=4 * at),
                        pack=pdf(f"Pack {number} {at}") if at < 3 else None,
                        minutes=pdf(f"Minutes {number} {at}") if at < 2 else None,
                    )
                    for at in range(meetings)
                ],
            )
            for number in range(1, committees + 1)
        ]
    )


def test_a_quiet_sync_makes_at_most_two_requests_a_committee(desk: Desk) -> None:
    with serving(busy_council(3, 5)) as site:
        desk.add(site)
        desk.sync()
        assert len(desk.documents) == 3 * 5
        seen: Counter[str] = Counter()
        # Two days, every quarter of an hour by day: rules and committees come round too.
        for _ in range(40):
            desk.clock.pass_(hours=0.8)
            site.forget()
            outcome = desk.sync_one()
            assert outcome.status == "ok"
            assert len(site.asked) <= 6
            assert not outcome.indexed
            seen.update(one.path.split("?")[0].split("/")[1] for one in site.asked)
            assert sum(one.sent for one in site.asked if "/documents/" in one.path) <= 3 * 2048
        assert seen["robots.txt"] >= 1
        assert seen["mgWebService.asmx"] > 3 * 40
        assert seen["ieListDocuments.aspx"] > 40
        assert seen["documents"] >= 3, "each pack is asked whether it has changed"


def test_one_committee_is_bounded_too(desk: Desk, site: Site) -> None:
    desk.add(site, chosen=["144"])
    desk.sync()
    assert not site.paths("lCommitteeId=101&")
    for _ in range(40):
        desk.clock.pass_(hours=1.5)
        site.forget()
        desk.sync()
        assert 1 <= len(site.asked) <= 2


def test_news_is_found_within_minutes(desk: Desk, council: Council, site: Site) -> None:
    """A pack that comes out in office hours is indexed at the next visit but one."""
    desk.add(site)
    desk.sync()
    council.committees[1].sessions[0].pack = pdf("Budget")
    desk.sync_until(lambda: any("cabinet" in one for one in desk.documents), hours=0.25, times=3)


def test_a_list_that_does_not_say_whose_it_is_and_names_a_meeting_twice(
    desk: Desk, council: Council, site: Site
) -> None:
    listed = meetings(council.committees[0], dt.date(2024, 1, 1), dt.date(2026, 1, 1))
    whose, (start, row, end) = (
        b"<committeeid>144</committeeid>",
        re.split(rb"(<meeting>.*</meeting>)", listed, flags=re.DOTALL),
    )
    site.fault("lCommitteeId=144", body=(start + row + row + end).replace(whose, b""))
    desk.add(site)
    for _ in range(2):
        assert desk.sync_one().status == "ok"
    assert desk.documents == [PACK]


def test_the_same_sync_again_asks_for_no_file(desk: Desk, site: Site) -> None:
    desk.add(site)
    desk.sync()
    site.forget()
    desk.sync()
    assert not site.paths("/documents/")


@pytest.mark.parametrize(
    ("settings", "status", "words"),
    [
        ({"status": 403}, "off", "switched off or closed"),
        ({"status": 404}, "off", "switched off or closed"),
        ({"body": something_went_wrong()}, "off", "web page instead of data"),
        ({"status": 500}, "down", "HTTP 500"),
        ({"body": b"<committees>"}, "down", "not XML"),
        ({"body": b"<other/>"}, "down", "holds no"),
        ({"cut": 40}, "down", "cut off"),
        ({"status": 503, "headers": {"Retry-After": "600"}}, "busy", "left alone"),
        (
            {"status": 302, "headers": {"Location": "http://elsewhere.example/"}},
            "refused",
            "another site",
        ),
        ({"body": b'<!DOCTYPE m [<!ENTITY a "b">]><getmeetings/>'}, "down", "refused"),
    ],
    ids=["403", "404", "page", "500", "cut xml", "other xml", "cut", "busy", "away", "bomb"],
)
def test_a_site_that_cannot_be_visited_stops_no_other(
    desk: Desk,
    council: Council,
    site: Site,
    settings: dict[str, object],
    status: str,
    words: str,
) -> None:
    desk.add(site, name="ailing")
    with serving(council) as well:
        desk.add(well, name="well")
        site.fault("mgWebService.asmx", **settings)
        ailing, fine = desk.sync()
    assert (ailing.status, fine.status) == (status, "ok")
    assert words in ailing.problem
    assert len(desk.documents) == 1
    row = desk.store.source("ailing")
    assert (row.status, row.problem) == (status, ailing.problem)
    assert row.not_before > desk.clock()


def test_the_next_try_comes_later_and_later_and_then_all_is_well(desk: Desk, site: Site) -> None:
    desk.add(site)
    site.fault("mgWebService", status=404)
    tries = []
    for quarter in range(200):
        if desk.sync_one().status != "waiting":
            tries.append(quarter)
        desk.clock.pass_(hours=0.25)
    gaps = [b - a for a, b in pairwise(tries)]
    assert gaps[:5] == [1, 2, 4, 8, 16]
    assert max(gaps) <= 25
    assert sum(one.startswith("down ") for one in desk.news()) == 1
    # A clerk who insists is obeyed.
    site.faults.clear()
    assert desk.sync("example")[0].status == "ok"
    assert desk.documents == [PACK]
    assert sum(one.startswith("back ") for one in desk.news()) == 1


def test_a_site_that_asks_for_peace_has_it(desk: Desk, site: Site) -> None:
    desk.add(site)
    site.fault("GetMeetings", status=503, headers={"Retry-After": "7200"}, times=1)
    assert desk.sync_one().status == "busy"
    site.forget()
    desk.clock.pass_(hours=1.9)
    assert desk.sync("example")[0].status == "waiting"
    assert not site.asked
    desk.clock.pass_(hours=0.2)
    assert desk.sync_one().status == "ok"


def test_one_odd_meeting_stops_no_other(desk: Desk, council: Council, site: Site) -> None:
    council.committees[1].sessions[0].pack = pdf("Budget")
    site.fault("lMeetingId=4967", status=500)
    site.fault("MId=4967", status=500)
    desk.add(site)
    outcome = desk.sync_one()
    assert outcome.status == "partly"
    assert "16 January 2025" in outcome.problem
    assert [name for name in desk.documents if "cabinet" in name]
    site.faults.clear()
    desk.sync_until(lambda: PACK in desk.documents, hours=0.5)


def test_a_download_that_is_cut_enters_nothing_and_comes_whole_later(
    desk: Desk, site: Site
) -> None:
    desk.add(site)
    site.fault("documents/g4967", cut=600, times=3)
    outcome = desk.sync_one()
    assert (outcome.status, outcome.failed) == ("partly", (PACK,))
    assert desk.documents == []
    assert not [one for one in (desk.home / "papers").rglob("*") if one.is_file()]
    desk.clock.pass_(hours=0.3)
    desk.sync()
    assert desk.documents == [PACK]


def test_a_replacement_that_cannot_be_read_leaves_the_old_one(
    desk: Desk, council: Council, site: Site
) -> None:
    desk.add(site)
    desk.sync()
    council.committees[0].sessions[0].pack = b"%PDF-1.7 nonsense %%EOF" * 500
    desk.sync_until(lambda: desk.store.papers()[0].problem != "", hours=0.5)
    assert "Damp and mould" in desk.words(PACK)


def test_paused_sources_are_left_alone(desk: Desk, site: Site) -> None:
    row = desk.add(site)
    desk.store.update_source(row.id, paused=True)
    assert desk.sync() == []
    assert not site.asked
    with pytest.raises(NoSuchSource, match="those watched are example"):
        desk.sync("exmple")


def test_two_syncs_do_not_run_at_once(desk: Desk, site: Site) -> None:
    desk.add(site)
    desk.home.mkdir(exist_ok=True)
    with FileLock(desk.home / "sync.lock"), pytest.raises(StorageError, match="Another sync"):
        desk.sync()


def test_sites_are_visited_side_by_side(desk: Desk) -> None:
    """Each in its own time, and two sources of one host one after the other."""
    with contextlib.ExitStack() as stack:
        sites = [stack.enter_context(serving(busy_council(2, 3))) for _ in range(3)]
        for number, site in enumerate(sites):
            desk.add(site, name=f"site-{number}")
        desk.add(f"{sites[0].base}/documents/g101/x.pdf?T=10", name="single", kind="url")
        outcomes = desk.sync()
    assert [one.status for one in outcomes] == ["ok"] * 4
    # The councils publish the same bytes: one text, many places.
    assert len(desk.documents) == 2 * 5
    assert len(desk.facts.listings()) == 3 * 2 * 3
    for document in desk.documents:
        assert len(desk.store.papers(document=document)) >= 3
    assert all(site.most_at_once == 1 for site in sites)


def test_whoever_indexes_by_hand_is_waited_for(
    desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.index.PATIENCE", 0.1)
    desk.add(site)
    busy = threading.Event()

    def by_hand() -> None:
        with desk.index.writing():
            busy.set()
            time.sleep(1)

    thread = threading.Thread(target=by_hand)
    thread.start()
    assert busy.wait(30)
    outcome = desk.sync_one()
    thread.join()
    assert (outcome.status, desk.documents) == ("ok", [PACK])


def test_what_a_killed_sync_had_half_fetched_is_removed(desk: Desk, site: Site) -> None:
    half = desk.home / "papers" / "coming-x1" / "paper.pdf"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"%PDF-")
    desk.add(site)
    desk.sync()
    assert not half.parent.exists()


def test_robots_close_a_path(desk: Desk, site: Site) -> None:
    site.robots = "User-agent: *\nDisallow: /documents/\n"
    desk.add(site)
    outcome = desk.sync_one()
    assert outcome.status == "partly"
    assert "robots.txt" in outcome.problem
    assert not site.paths("/documents/")


def test_a_site_in_a_folder_of_a_host(desk: Desk, council: Council) -> None:
    with serving(council, folder="/moderngov") as site:
        desk.add(site)
        assert desk.sync_one().status == "ok"
        assert desk.documents == [PACK]


def test_a_watched_folder(desk: Desk, tmp_path: Path) -> None:
    papers = tmp_path / "papers in"
    (papers / "Cabinet").mkdir(parents=True)
    (papers / "pack.pdf").write_bytes(pdf("Potholes on Quay Road"))
    (papers / "Cabinet" / "pack.PDF").write_bytes(pdf("Libraries"))
    (papers / ".hidden.pdf").write_bytes(pdf("no"))
    (papers / "notes.txt").write_text("no")
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(pdf("Not of this folder"))
    (papers / "link.pdf").symlink_to(outside)
    (papers / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    desk.add(str(papers), kind="folder")
    outcome = desk.sync_one()
    assert outcome.status == "partly"
    assert "broken" in outcome.problem or "damaged" in outcome.problem
    assert len(desk.documents) == 2
    assert all(name.startswith("example-pack-") for name in desk.documents)
    assert desk.sync_one().indexed == ()

    (papers / "pack.pdf").write_bytes(pdf("Potholes on Mill Road"))
    desk.sync()
    assert any("Mill Road" in desk.words(name) for name in desk.documents)
    (papers / "pack.pdf").unlink()
    desk.sync()
    assert len(desk.documents) == 2, "it may be on its way back"
    desk.sync()
    assert len(desk.documents) == 1
    # A folder that is suddenly empty is more likely not mounted.
    for file in papers.rglob("*.p*"):
        file.unlink()
    (papers / "Cabinet" / "pack.PDF").unlink(missing_ok=True)
    assert desk.sync_one().status == "down"
    assert len(desk.documents) == 1


def test_a_single_address(desk: Desk, council: Council, site: Site) -> None:
    url = f"{site.base}/documents/g4967/Public%20reports%20pack.pdf?T=10"
    desk.add(url, kind="url")
    assert desk.sync_one().status == "ok"
    (card,) = desk.index.documents()
    assert card.url == url
    assert card.document.startswith("example-public-reports-pack-")
    site.forget()
    desk.sync()
    assert not site.paths("documents"), "looked at an hour ago"
    council.committees[0].sessions[0].pack = pdf("Another pack")
    desk.clock.pass_(hours=1.1)
    desk.sync()
    assert "Another pack" in desk.words(card.document)
    council.committees[0].sessions[0].pack = None
    desk.clock.pass_(hours=1.1)
    outcome = desk.sync_one()
    assert outcome.status == "partly"
    assert "not there" in outcome.problem
    assert desk.documents == [card.document]


class Breaking(ModernGov):
    """A site of which one kind of answer breaks our own code."""

    def __init__(self, inner: ModernGov, where: str, which: str) -> None:
        self.__dict__.update(inner.__dict__)
        self._breaks = (where, which)

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or name != self._breaks[0]:
            return found

        def broken(first: Any = "", *others: Any) -> Any:
            if self._breaks[1] in str(first):
                raise ZeroDivisionError(first)
            return found(first, *others) if first != "" else found()

        return broken


def breaking(desk: Desk, name: str, where: str, which: str) -> Callable[[str, str], Source]:
    host = desk.store.source(name).address

    def opening(kind: str, address: str) -> Source:
        opened = open_source(desk.manners, kind, address)
        if address == host and isinstance(opened, ModernGov):
            return Breaking(opened, where, which)
        return opened

    return opening


@pytest.mark.parametrize(
    ("where", "which", "status", "documents"),
    [
        ("committees", "", "down", 0),
        ("meetings", "144", "partly", 1),
        ("look", "4967", "partly", 1),
        ("wanted", "2025-01-16", "partly", 1),
        ("fetch", "g4967", "partly", 1),
    ],
)
def test_what_nobody_foresaw_stops_only_itself(
    desk: Desk,
    council: Council,
    site: Site,
    where: str,
    which: str,
    status: str,
    documents: int,
) -> None:
    council.committees[1].sessions[0].pack = pdf("Budget")
    desk.add(site, name="ailing")
    other = Committee(7, "Planning", [Session(70, dt.date(2025, 1, 20), pack=pdf("Houses"))])
    with serving(Council([other])) as well:
        desk.add(well, name="well")
        opening = breaking(desk, "ailing", where, which)
        outcomes = {one.source: one for one in desk.visits(opening).run()}
    assert outcomes["well"].status == "ok"
    assert outcomes["well"].indexed
    assert outcomes["ailing"].status == status
    assert "the log says more" in outcomes["ailing"].problem
    assert len([one for one in desk.documents if one.startswith("ailing-cabinet")]) == documents
    # It is whole once the fault is mended, after a while and not at once.
    desk.clock.pass_(hours=24)
    desk.sync("ailing", thorough=True)
    assert len([one for one in desk.documents if one.startswith("ailing")]) == 2


def test_a_paper_that_breaks_the_index_waits_longer_each_time(
    desk: Desk, council: Council, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    council.committees[1].sessions[0].pack = pdf("Budget")
    add = desk.index.add

    def breaks(path: Path, **settings: Any) -> Any:
        if "cabinet" in path.name:
            raise RecursionError("too deep")
        return add(path, **settings)

    monkeypatch.setattr(desk.index, "add", breaks)
    desk.add(site)
    outcome = desk.sync_one()
    assert outcome.status == "partly"
    assert any("homes" in one for one in outcome.indexed)
    assert any("the log says more" in one for one in desk.news())
    paper = next(one for one in desk.store.papers() if one.state is State.FAILED)
    first = paper.not_before - desk.clock()
    desk.clock.pass_(hours=0.3)
    desk.sync()
    again = desk.store.paper(paper.id)
    assert again.not_before - desk.clock() > first
    monkeypatch.setattr(desk.index, "add", add)
    desk.clock.pass_(hours=2)
    desk.sync()
    assert any("cabinet" in one for one in desk.documents)


def test_an_address_that_cannot_be_opened_stops_only_its_source(desk: Desk, site: Site) -> None:
    desk.add("http://[nonsense", name="nonsense")
    desk.add(site)
    outcomes = {one.source: one.status for one in desk.sync()}
    assert outcomes == {"nonsense": "refused", "example": "ok"}


def test_a_cancelled_meetings_page_need_not_name_it(
    desk: Desk, council: Council, site: Site
) -> None:
    desk.add(site)
    desk.sync()
    council.committees[0].sessions[0].status = "Cancelled"
    site.fault("ieListDocuments.aspx?CId=144&MId=4967", body=b"<html>Cancelled.</html>")
    for _ in range(4):
        desk.clock.pass_(hours=24)
        assert desk.sync_one(thorough=True).status == "ok"
    assert PACK in desk.documents, "a page that says nothing takes nothing away"


def test_a_file_whose_name_is_no_text_is_indexed(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9.pdf")).write_bytes(pdf("Coffee in the foyer"))
    except OSError as exc:
        pytest.skip(f"this disk takes no such name ({exc})")
    (folder / "tea.pdf").write_bytes(pdf("Tea in the foyer"))
    desk.add(str(folder), kind="folder")
    assert desk.sync_one().status == "ok"
    assert len(desk.documents) == 2
    assert not desk.sync_one().indexed
