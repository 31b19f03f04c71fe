"""What the digests' tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.digests.schedule_store import ScheduleStore, open_schedules
from tests.slack_server.server import SlackServer


@pytest.fixture
def slack(workspace: SlackServer) -> SlackServer:
    workspace.workspace.add_channel("C1")
    return workspace


@pytest.fixture
def book(tmp_path: Path, empty_tables: Path) -> Iterator[ScheduleStore]:
    shutil.copyfile(empty_tables, tmp_path / "book.db")
    opened = open_schedules(f"sqlite:///{tmp_path / 'book.db'}")
    yield opened
    opened.engine.dispose()
