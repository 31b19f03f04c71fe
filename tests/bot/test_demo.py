"""The demonstration: what it shows is right, and it ends by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.demo import QUESTIONS, run_demo


def test_two_right_answers_and_one_that_the_papers_do_not_hold(
    sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PACKHORSE_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/not-asked")
    home = tmp_path / "demo"
    shutil.copytree(sample_home, home)
    assert run_demo(home) == 0
    out = capsys.readouterr().out
    assert str(home) in out
    doors, heating, mobile = (
        out.split(f"“{question}”")[1].split("\n“")[0] for question in QUESTIONS
    )
    assert "Tern House" in doors
    assert "(p. 35, item 8)" in doors
    assert "Rao" in heating
    assert "can't find" in mobile
    assert "do not say" in mobile
    assert "can't find" not in doors + heating
    assert "Where to go next" in out
    assert "unchanged" in out


def test_without_the_sample_packs_it_says_where_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.demo.PACKS", tmp_path / "none")
    assert run_demo(tmp_path) == 1
    assert "clone the repository" in capsys.readouterr().err
