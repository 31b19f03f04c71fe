"""A clock that steps: what is believed, and what a wrong time does not do."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.sources.clock import STEP, Clock
from tests.indexer.sources.desk import Desk
from tests.moderngov_server.council import Council, pdf
from tests.moderngov_server.server import Site

YEAR = 365 * 24 * 3600.0


def clock_of(desk: Desk, *, other: float | None = None) -> Clock:
    return Clock(desk.store, now=desk.clock, other=lambda: other)


def test_time_that_passes_is_believed_and_a_large_step_is_not(desk: Desk) -> None:
    clock = clock_of(desk)
    for _ in range(5):
        assert clock.doubt() is None
        desk.clock.pass_(hours=20)
    assert clock.doubt() is None
    kept = desk.store.kept_time()
    desk.clock.now += YEAR
    for one in (clock, clock_of(desk)):  # nor after a new start
        doubt = one.doubt()
        assert doubt is not None
        assert "365 days after" in doubt
        assert "--trust-clock" in doubt
        assert one.doubt() == doubt
    assert desk.store.kept_time() == kept
    desk.clock.now -= YEAR
    assert clock.doubt() is None


def test_a_person_or_another_clock_is_believed(desk: Desk) -> None:
    clock = clock_of(desk)
    clock.doubt()
    desk.clock.now += YEAR
    assert clock_of(desk, other=desk.clock.now - YEAR).doubt()
    assert clock.doubt()
    clock_of(desk).trust()
    assert clock.doubt() is None, "what a person said to another process counts here"
    desk.clock.now += YEAR
    assert clock_of(desk, other=desk.clock.now + 60).doubt() is None


def test_a_clock_that_goes_back_stops_nothing_and_is_set_by_another(desk: Desk) -> None:
    clock = clock_of(desk)
    clock.doubt()
    ahead = desk.clock.now
    desk.clock.now -= YEAR
    assert clock.doubt() is None
    assert desk.store.kept_time() == ahead
    assert clock_of(desk, other=desk.clock.now).doubt() is None
    assert desk.store.kept_time() == desk.clock.now


def test_the_other_clock_is_asked_seldom(desk: Desk) -> None:
    asked: list[int] = []

    def other() -> float | None:
        asked.append(1)
        return None

    clock = Clock(desk.store, now=desk.clock, other=other)
    clock.doubt()
    desk.clock.now += 2 * STEP
    assert all(clock.doubt() for _ in range(20))
    assert len(asked) == 1


@pytest.mark.parametrize("days", [1, 400])
def test_what_was_kept_while_the_clock_was_ahead_holds_nothing_up(
    desk: Desk, council: Council, site: Site, days: int
) -> None:
    desk.clock.pass_(days=days)
    desk.add(site)
    desk.sync()
    site.fault("g4967", status=503, headers={"Retry-After": "86400"})
    desk.sync()
    desk.clock.pass_(days=-days, hours=1)
    site.faults.clear()
    council.committees[1].sessions[0].pack = pdf("Budget")
    desk.sync_until(lambda: any("cabinet" in one for one in desk.documents), hours=0.25, times=4)
    row = desk.store.source("example")
    assert row.visited_at is not None
    assert dt.datetime.fromtimestamp(row.visited_at, dt.UTC).date() == desk.clock.today
