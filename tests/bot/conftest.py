"""What the bot keeps, and a workspace for what it tells by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.memory import Memory, open_memory
from bot.slack.manifest import manifest
from tests.slack_server.server import SlackServer


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    kept = open_memory(f"sqlite:///{tmp_path}/packhorse.db")
    yield kept
    kept.engine.dispose()


@pytest.fixture
def workspace() -> Iterator[SlackServer]:
    """With the permissions that our manifest asks for."""
    scopes = set(manifest(socket_mode=True, clerk_group=False)["oauth_config"]["scopes"]["bot"])
    with SlackServer(scopes=scopes) as server:
        server.workspace.add_channel("CCLERKS", private=True)
        yield server
