"""The demonstration: what it shows is right, and it ends by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.demo import QUESTIONS, run_demo


def test_it_answers_with_pages(
    sample_home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PACKHORSE_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/not-asked")
    home = tmp_path / "demo"
    shutil.copytree(sample_home, home)
    assert run_demo(home) == 0
    out = capsys.readouterr().out
    assert str(home) in out
    agreed, doors, overdue = (
        out.split(f"“{question}”")[1].split("\n“")[0] for question in QUESTIONS
    )
    assert "languages most spoken by tenants" in agreed
    assert "(p. 2, item 2)" in agreed
    assert "Tern House" in doors
    assert "(p. 35, item 8)" in doors
    assert "Action 5" in overdue
    assert "every quote was found on the page" in overdue
    assert "Where to go next" in out
    assert "unchanged" in out
