"""A workspace for what the bot tells by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.slack.manifest import manifest
from tests.slack_server.server import SlackServer


@pytest.fixture
def workspace() -> Iterator[SlackServer]:
    """With the permissions that our manifest asks for."""
    scopes = set(
        manifest(socket_mode=True, clerk_group=False)["oauth_config"]["scopes"]["bot"]
    )
    with SlackServer(scopes=scopes) as server:
        server.workspace.add_channel("CCLERKS", private=True)
        yield server
