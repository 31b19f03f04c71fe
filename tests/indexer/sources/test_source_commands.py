"""From `source add` to an answered question, by the commands, with the real models."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.embeddings import Embeddings
from typer.testing import CliRunner, Result

from app import cli
from bot.cli import source_commands
from bot.composition import site_manners
from indexer.council.problems import PackhorseError
from tests.moderngov_server.council import (
    SAMPLES,
    AgendaItem,
    Committee,
    Council,
    Paper,
    Session,
    pdf,
)
from tests.moderngov_server.server import Site, serving

HOMES = "Homes and Neighbourhoods Scrutiny Committee"
JANUARY = "saltmere-homes-scrutiny-2025-01-16"


class Line:
    """A command line with a home."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(cli, ["--home", str(self._home), *words])

    def json(self, *words: str) -> Any:
        return json.loads(self(*words, "--json").stdout)

    def refusal(self, *words: str) -> str:
        """The sentence that `app.main` would print."""
        result = self(*words)
        assert isinstance(result.exception, PackhorseError), result.output
        return str(result.exception)


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    monkeypatch.setenv("PACKHORSE_ALLOW_PRIVATE_HOSTS", "true")
    monkeypatch.setenv("PACKHORSE_CLERK_CONTACT", "clerk@saltmere.example")
    known = site_manners
    monkeypatch.setattr(
        source_commands, "site_manners", lambda settings: replace(known(settings), pause=0)
    )
    return Line(tmp_path / "home")


@pytest.fixture
def saltmere() -> Council:
    report = Paper("Report", b"", dt.date(2025, 1, 8))
    return Council(
        [
            Committee(
                144,
                HOMES,
                [
                    Session(
                        4967,
                        dt.date(2025, 1, 16),
                        venue="Council Chamber, Guildhall, Saltmere",
                        pack=(SAMPLES / f"{JANUARY}.pdf").read_bytes(),
                        items=[AgendaItem("4.", "Decisions", [report])],
                    ),
                ],
            ),
            Committee(101, "Cabinet", []),
            Committee(102, "Planning Committee", []),
        ]
    )


@pytest.fixture
def site(saltmere: Council) -> Iterator[Site]:
    with serving(saltmere) as served:
        yield served


def test_sources_are_added_listed_paused_and_removed(
    line: Line, site: Site, tmp_path: Path
) -> None:
    added = line.json(
        "source",
        "add",
        "moderngov",
        f"{site.base}/mgListCommittees.aspx",
        "--committee",
        "homes & neighbourhoods",
        "--name",
        "Saltmere",
    )
    assert added == {
        "name": "saltmere",
        "kind": "moderngov",
        "address": site.base,
        "committees": [HOMES],
    }
    assert "clerk@saltmere.example" in site.asked[-1].headers["user-agent"]
    assert "watched already as saltmere" in line.refusal("source", "add", "moderngov", site.base)
    folder = tmp_path / "in"
    folder.mkdir()
    assert line("source", "add", "folder", str(folder)).exit_code == 0
    assert line("source", "add", "url", f"{site.base}/documents/g4967/x.pdf?T=10").exit_code == 0
    listed = line.json("source", "list")
    assert [(one["kind"], one["status"]) for one in listed] == [
        ("url", "new"),
        ("folder", "new"),
        ("moderngov", "new"),
    ]
    assert HOMES in line("source", "list").stdout
    assert "paused" in line("source", "pause", "saltmere").stdout
    assert line.json("source", "list")[2]["paused"]
    line("source", "resume", "saltmere")
    assert not line.json("source", "list")[2]["paused"]
    assert "no longer watched" in line("source", "remove", "in").stdout
    assert len(line.json("source", "list")) == 2


def test_wrong_words_get_one_sentence(line: Line, site: Site, tmp_path: Path) -> None:
    near = line.refusal("source", "add", "moderngov", site.base, "--committee", "Homes Scrutinee")
    assert HOMES in near
    assert "is not a day" in line.refusal(
        "source", "add", "moderngov", site.base, "--from", "yesterday"
    )
    assert "not a folder" in line.refusal("source", "add", "folder", str(tmp_path / "none"))
    assert "web address" in line.refusal("source", "add", "url", "ftp://x/y.pdf")
    assert "No source is called x" in line.refusal("source", "pause", "x")
    assert line("sync").exit_code == 1
    assert line.json("source", "list") == []


def test_private_hosts_need_leave(line: Line, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PACKHORSE_ALLOW_PRIVATE_HOSTS")
    assert "PACKHORSE_ALLOW_PRIVATE_HOSTS" in line.refusal("source", "add", "moderngov", site.base)
    assert not site.asked


def test_from_a_source_to_an_answer(
    line: Line,
    saltmere: Council,
    site: Site,
    tmp_path: Path,
    embeddings: Embeddings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from bot.answers.answer import Question
    from bot.composition import open_desk, open_index
    from bot.settings import open_settings

    # The real model, which embeds each text of the sample packs once in a test run.
    monkeypatch.setattr("bot.composition.open_embeddings", lambda _: embeddings)
    assert line("source", "add", "moderngov", site.base, "--from", "2025-01-01").exit_code == 0
    (outcome,) = line.json("sync")
    assert outcome["status"] == "ok"
    assert len(outcome["indexed"]) == 1
    checked = line.json("source", "check", "--as-of", "2025-01-10")
    meeting = checked["meetings"][0]
    assert (meeting["meeting"], meeting["in_time"], meeting["missing"]) == ("4967", True, [])
    shown = line("source", "check", "--as-of", "2025-01-10")
    assert "agenda pack" in shown.stdout
    assert "in time" in shown.stdout

    desk = open_desk(open_settings(tmp_path / "home"))
    answer = desk.answer(
        Question(
            text="What was the average time from report to inspection for damp?",
            as_of=dt.date(2025, 1, 10),
            committee=HOMES,
        )
    )
    assert answer.answered
    assert "16 working days" in answer.text
    for citation in answer.citations:
        assert citation.url is not None
        assert citation.url.startswith(f"{site.base}/documents/g4967/")

    # Replaced, moved, and a supplement published: the next syncs tell of it.
    session = saltmere.committees[0].sessions[0]
    session.date = dt.date(2025, 1, 23)
    session.supplements[830] = ("Supplement 1", pdf("Supplement: the boilers at Quay House"))
    (outcome,) = line.json("sync", "--thorough")
    assert [name.split("-")[-1] for name in outcome["indexed"]] == ["b830"]
    moved = line.json("source", "check", "--as-of", "2025-01-20")["meetings"][0]
    assert moved["date"] == "2025-01-23"
    assert "Moved from 16 January 2025, 6.00 pm." in moved["notes"]
    assert any("the site's date counts" in one for one in moved["notes"])

    name = line.json("source", "list")[0]["name"]
    assert "2 papers were taken out" in line("source", "remove", name, "--with-papers").stdout
    assert open_index(open_settings(tmp_path / "home")).documents() == []


def test_json_holds_nothing_that_a_terminal_obeys(
    line: Line, site: Site, saltmere: Council
) -> None:
    saltmere.committees[1].title = "Cabinet \u202egninrut\x85"
    said = line("source", "add", "moderngov", site.base, "--json").stdout
    assert "\u202e" not in said
    assert "\x85" not in said
    assert any("\u202e" in name for name in json.loads(said)["committees"])
