"""Commands about Slack that need no Slack: the manifest, feedback, forgetting a member."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

from bot.memory import open_memory
from bot.memory.questions import AskedQuestion
from tests.conftest import ROOT


def packhorse(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "app.py", *words, "--home", str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_manifest_is_json_for_socket_mode_and_for_http(tmp_path: Path) -> None:
    socket = json.loads(packhorse(tmp_path, "manifest").stdout)
    assert socket["settings"]["socket_mode_enabled"] is True
    http = json.loads(packhorse(tmp_path, "manifest", "--url", "https://c.example").stdout)
    assert http["settings"]["socket_mode_enabled"] is False
    assert "https://c.example" in json.dumps(http)


def test_feedback_lists_what_was_asked_and_forget_deletes_it(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    home = tmp_path / "home"
    assert "Nothing has been asked" in packhorse(home, "feedback").stdout
    [database] = home.glob("*.db")
    memory = open_memory(f"sqlite:///{database}")
    asked = AskedQuestion(
        origin="message",
        channel="D1",
        message_ts="1.0",
        thread_ts="1.0",
        user="U012AB3CD",
        direct=True,
        text="is =SUM(1) my ward?",
        committee=None,
        documents=(),
    )
    assert memory.questions.admit(asked, event_id=None)
    told = packhorse(home, "feedback").stdout
    assert "not answered yet: is =SUM(1) my ward?" in told
    memory.questions.stop("D1", "1.0")
    assert "stopped: is =SUM(1) my ward?" in packhorse(home, "feedback").stdout
    rows = list(csv.reader(io.StringIO(packhorse(home, "feedback", "--csv").stdout)))
    assert len(rows) == 2
    assert any("my ward?" in cell for cell in rows[1])
    (held,) = json.loads(packhorse(home, "export", "U012AB3CD").stdout)["held"]["questions"]
    assert held["text"] == "is =SUM(1) my ward?"
    assert "1 questions" in packhorse(home, "forget", "U012AB3CD").stdout
    assert "Nothing is kept about U012AB3CD" in packhorse(home, "forget", "U012AB3CD").stdout
    refused = packhorse(home, "forget", "bob")
    assert refused.returncode == 2
    assert "Copy member ID" in refused.stderr
    assert "Nothing has been asked" in packhorse(home, "feedback").stdout
