"""A council's workspace with the real bot in it, in either mode."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.digests.decisions import Schedules
from bot.memory import Memory
from bot.slack.manifest import manifest
from tests.bot.slack.town import (
    ADA,
    BEN,
    CLERK,
    CLERKS,
    GENERAL,
    HASTY,
    PANEL,
    URL,
    ScriptedDesk,
    Shelf,
    Town,
    make_pack,
    town_of,
)
from tests.slack_server.server import (
    SlackServer,
)


@pytest.fixture
def server() -> Iterator[SlackServer]:
    made = manifest(clerk_group=True, sites=["council.example"])
    scopes = set(made["oauth_config"]["scopes"]["bot"])
    with SlackServer(scopes=scopes) as running:
        space = running.workspace
        space.add_channel(GENERAL, members=(ADA, BEN, CLERK))
        space.add_channel(CLERKS, private=True, members=(CLERK, "UCLERK2"))
        space.add_channel(PANEL, private=True, members=(BEN,))
        yield running


@pytest.fixture
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.add(make_pack(), url=URL)
    return shelf


@pytest.fixture
def desk() -> ScriptedDesk:
    return ScriptedDesk()


@pytest.fixture
def build(
    server: SlackServer,
    shelf: Shelf,
    desk: ScriptedDesk,
    memory: Memory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Town]]:
    """Make the town: `build(mode, start=True, schedules=None, workers=2, max_waiting=200, **settings)`."""
    towns: list[Town] = []
    for hasty in HASTY:
        monkeypatch.setattr(hasty, 20)

    def make(
        mode: str = "socket",
        *,
        start: bool = True,
        schedules: Schedules | None = None,
        workers: int = 2,
        max_waiting: int = 200,
        **more: Any,
    ) -> Town:
        monkeypatch.setattr("bot.slack.worker.WORKERS", workers)
        monkeypatch.setattr("bot.memory.questions.MAX_WAITING", max_waiting)
        values = {"home": tmp_path, "mode": mode, "schedules": schedules, **more}
        town = town_of(server, desk, shelf, memory, **values)
        if start:
            town.start()
        towns.append(town)
        return town

    yield make
    for town in towns:
        town.stop()


@pytest.fixture(params=["socket", "http"])
def town(request: pytest.FixtureRequest, build: Callable[..., Town]) -> Town:
    return build(request.param)
