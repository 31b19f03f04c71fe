"""What the digests' tests share."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# With `--import-mode=importlib` pytest does not put the repository on the path.
ROOT = str(Path(__file__).resolve().parents[3])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from bot.digests.schedule_store import ScheduleStore, open_schedules  # noqa: E402
from tests.bot.digests.slack_reading import SCOPES  # noqa: E402
from tests.slack_server.server import SlackServer  # noqa: E402


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    with SlackServer(scopes=SCOPES) as server:
        server.workspace.add_channel("C1")
        server.workspace.add_channel("CCLERKS", private=True)
        yield server


@pytest.fixture
def book(tmp_path: Path, empty_tables: Path) -> Iterator[ScheduleStore]:
    shutil.copyfile(empty_tables, tmp_path / "book.db")
    opened = open_schedules(f"sqlite:///{tmp_path / 'book.db'}")
    yield opened
    opened.engine.dispose()
