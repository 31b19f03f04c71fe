"""How commands end: one meaning for each exit status, and one sentence for what went wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

import app
from bot.cli.program import DONE, FAILED, MISUSED
from bot.cli.terminal import FileProgress
from tests.embedding import WordCounts

LIBRARIES_WORDS = ("Traceback", "Errno", "Input should", "+00:00", "Usage:", "Error", "pydantic")


Ended = Callable[[str], tuple[int, str]]


@pytest.fixture
def ended(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Ended:
    """Runs a command over an empty home: its exit status, and what it said of its failure."""
    monkeypatch.setattr("bot.composition.open_embeddings", lambda _settings: WordCounts())
    monkeypatch.setenv("PACKHORSE_HOME", str(tmp_path / "home"))

    def run(line: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["packhorse", *line.split()])
        with pytest.raises(SystemExit) as end:
            app.main()
        assert isinstance(end.value.code, int)
        return end.value.code, capfd.readouterr().err

    return run


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (DONE, "packs"),
        (DONE, "schedule meetings"),
        (DONE, "source check"),
        (DONE, "feedback"),
        (FAILED, "sync"),
        (FAILED, "index no-such.pdf"),
        (FAILED, "show nothing"),
        (FAILED, "digest next"),
        (FAILED, "digest 2020-01-01"),
        (FAILED, "schedule pause 99999999999999999999"),
        (FAILED, "schedule preview 7"),
        (FAILED, "schedule approve nothing"),
        (FAILED, "schedule edit 7 --what full"),
        (FAILED, "schedule meeting --committee Cabinet --date 2020-01-01"),
        (FAILED, "source pause nothing"),
        (FAILED, "committee part Nothing"),
        (FAILED, "restore no-such.archive"),
        (FAILED, "backup no-such-folder/file"),
        (MISUSED, "gallop"),
        (MISUSED, "schedule gallop"),
        (MISUSED, "show"),
        (MISUSED, "packs --jsn"),
        (MISUSED, "schedule pause one"),
        (MISUSED, "source check --days -1"),
        (MISUSED, "source check --days 999999999999"),
        (MISUSED, "ask why --as-of 2025-02-30"),
        (MISUSED, "digest whenever"),
        (MISUSED, "schedule edit 1"),
        (MISUSED, "schedule add --committee Cabinet --to general --when never"),
        (MISUSED, "schedule closed 2026-13-45"),
        (MISUSED, "forget bob"),
        (MISUSED, "manifest --url http://x"),
    ],
)
def test_an_exit_status_means_one_thing(ended: Ended, status: int, line: str) -> None:
    code, said = ended(line)
    assert code == status, said
    if status == DONE:
        assert said == ""
        return
    sentences = [one for one in said.splitlines() if not one.startswith("[")]
    assert len(sentences) == 1, said
    assert not any(words in said for words in LIBRARIES_WORDS), said


def test_what_nobody_foresaw_is_a_sentence_and_a_report(
    ended: Ended,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def broken(_settings: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.cli.paper_commands.open_index", broken)
    code, said = ended("packs")
    (report,) = tmp_path.glob("packhorse-*.txt")
    assert code == FAILED
    assert str(report) in said
    assert "ZeroDivisionError" not in said
    assert "ZeroDivisionError" in report.read_text("utf-8")


def test_the_files_that_wait_are_shown_while_one_is_read() -> None:
    console = Console(width=60, force_terminal=True, color_system=None)
    bar = FileProgress(["a.pdf", "b\n.pdf", "c.pdf"], console)
    bar.begin(1)
    bar.step("reading", 3, 20)
    with console.capture() as shown:
        console.print(*bar.get_renderables())
    assert "[1/3] a.pdf: reading" in shown.get()
    assert "2 waiting: b .pdf, c.pdf" in shown.get()
    bar.begin(3)
    assert len(list(bar.get_renderables())) == 1


def test_a_mistyped_command_is_guessed(ended: Ended) -> None:
    assert "Did you mean 'index'?" in ended("idnex pack.pdf")[1]
    assert "Did you mean 'list'?" in ended("schedule lst")[1]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("index", "paths... PDFs"),
        ("schedule move", "--date DATE"),
        ("source add moderngov", "--months NUMBER"),
        ("ask", "--batch PATH"),
        ("committee", "in private channels set to it."),
        ("", "--home PATH"),
        ("source check", "to look, 0 to 3650."),
    ],
)
def test_help_names_values_in_words_and_is_not_cut(command: str, said: str) -> None:
    shown = CliRunner().invoke(app.cli, [*command.split(), "--help"]).output
    assert said in " ".join(shown.split())
    assert not re.search(r"<[a-z=]|\w\.\.\.$", shown, re.MULTILINE)
