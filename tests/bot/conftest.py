"""What the bot keeps, and a workspace for what it tells by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.digests.schedule_store import open_schedules
from bot.memory import Memory, open_memory
from bot.slack.manifest import manifest
from tests.slack_server.server import SlackServer


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the bot's and the digests' tables, to be copied: quicker than made."""
    file = tmp_path_factory.mktemp("empty") / "tables.db"
    kept = open_memory(f"sqlite:///{file}")
    open_schedules(kept.engine)
    kept.engine.dispose()
    return file


@pytest.fixture
def memory(tmp_path: Path, empty_tables: Path) -> Iterator[Memory]:
    shutil.copyfile(empty_tables, tmp_path / "packhorse.db")
    kept = open_memory(f"sqlite:///{tmp_path}/packhorse.db")
    yield kept
    kept.engine.dispose()


@pytest.fixture
def workspace() -> Iterator[SlackServer]:
    """With the permissions that our manifest asks for."""
    scopes = set(manifest(clerk_group=False)["oauth_config"]["scopes"]["bot"])
    with SlackServer(scopes=scopes) as server:
        server.workspace.add_channel("CCLERKS", private=True)
        yield server
