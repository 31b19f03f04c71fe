"""``packhorse digest`` and ``packhorse schedule`` over an index of their own."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import cli
from indexer.council.problems import NoSuchPath, NotPossible, PackhorseError, SettingsError
from tests.pdfs import plain_pdf

COMMITTEE = "Harbours Committee"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    for name in ("PACKHORSE_HOME", "PACKHORSE_COMMITTEE", "PACKHORSE_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: str) -> str:
        result = CliRunner().invoke(cli, [*words, "--home", str(tmp_path)])
        if isinstance(result.exception, PackhorseError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    return call


def test_a_rule_s_life(run) -> None:  # type: ignore[no-untyped-def]
    said = run(
        "schedule",
        "add",
        "--committee",
        COMMITTEE,
        "--to",
        "C0123456789",
        "--when",
        "5 working days before at 9am",
        "--approval",
        "--by",
        "Ada",
    )
    assert "Rule 1: Harbours Committee: full to C0123456789, 5 working days before at 09:00" in said
    run("schedule", "edit", "1", "--when", "the day before at 18:00", "--no-approval")
    (rule,) = json.loads(run("schedule", "list", "--json"))["rules"]
    assert rule["when"] == "the day before at 18:00"
    assert rule["by"] == "Ada"
    assert not rule["approval"]
    assert "paused" in run("schedule", "pause", "1")
    assert json.loads(run("schedule", "list", "--json"))["rules"][0]["paused"]
    run("schedule", "resume", "1")
    assert "removed" in run("schedule", "remove", "1")
    assert "No rules yet" in run("schedule", "list")


def test_rehearsal_knows_holidays_closures_and_what_is_to_come(run) -> None:  # type: ignore[no-untyped-def]
    run(
        "schedule",
        "add",
        "--committee",
        COMMITTEE,
        "--to",
        "C1",
        "--to",
        "U2",
        "--when",
        "5 working days before at 09:00",
    )
    run(
        "schedule", "meeting", "--committee", COMMITTEE, "--date", "2099-01-08", "--time", "6.00 pm"
    )
    said = json.loads(
        run("schedule", "rehearse", "--from", "2098-12-01", "--to", "2099-02-01", "--json")
    )
    # 1 January 2099 is a bank holiday.
    assert [(row["due"], row["to"], row["pack"]) for row in said] == [
        ("2098-12-31T09:00:00+00:00", "C1", False),
        ("2098-12-31T09:00:00+00:00", "U2", False),
    ]
    run("schedule", "closed", "2098-12-31")
    assert "Tuesday 30 December 2098" in run(
        "schedule", "rehearse", "--from", "2098-12-01", "--to", "2099-02-01"
    )
    run("schedule", "move", "1", "--date", "2099-01-15")
    run("schedule", "skip", "1", "1", "--by", "Ada")
    said = run("schedule", "rehearse", "--from", "2098-12-01", "--to", "2099-02-01")
    assert "Thursday 8 January 2099" in said
    assert "skipped" in said
    assert "Skipped by Ada." in run("schedule", "history")
    assert "cancelled" in run("schedule", "cancel", "1")
    assert "Nothing would be posted" in run(
        "schedule", "rehearse", "--from", "2098-12-01", "--to", "2099-02-01"
    )


def test_post_now_approve_and_note(run) -> None:  # type: ignore[no-untyped-def]
    run(
        "schedule",
        "add",
        "--committee",
        COMMITTEE,
        "--to",
        "C1",
        "--when",
        "5 working days before at 09:00",
    )
    run("schedule", "meeting", "--committee", COMMITTEE, "--date", "2099-01-08")
    said = run("schedule", "post-now", "1", "1", "--by", "Ada")
    assert "There is no pack yet: it will be posted once the pack is indexed." in said
    (post,) = json.loads(run("schedule", "history", "--json"))
    assert (post["state"], post["approved_by"]) == ("approved", "Ada")
    run("schedule", "note", post["key"], "Please read item 4.")
    with pytest.raises(SettingsError, match="already been approved"):
        run("schedule", "approve", post["key"], "--by", "Ben")
    (post,) = json.loads(run("schedule", "history", "--json"))
    assert (post["note"], post["approved_by"]) == ("Please read item 4.", "Ada")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("schedule", "pause", "7"), "There is no rule 7"),
        (("schedule", "approve", "nothing"), "There is no digest “nothing”"),
        (("schedule", "closed", "someday"), "is not a day"),
        (
            (
                "schedule",
                "add",
                "--committee",
                "X",
                "--to",
                "#general",
                "--when",
                "the day before at 18:00",
            ),
            "is not the ID of a channel or a member",
        ),
        (
            ("schedule", "add", "--committee", "X", "--to", "C1", "--when", "soon"),
            "I don't understand",
        ),
        (("digest", "someday"), "is not a meeting"),
    ],
)
def test_mistakes_are_said_in_a_sentence(run, words: tuple[str, ...], problem: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SettingsError, match=problem):
        run(*words)


def test_without_papers_there_is_no_digest(run) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(
        NoSuchPath, match="There are no papers of a meeting on or after 2 March 2026"
    ):
        run("digest", "next", "--as-of", "2026-03-02")


def test_a_rule_s_options_can_all_be_changed(run) -> None:  # type: ignore[no-untyped-def]
    run(*"schedule add --to C1 --committee".split(), COMMITTEE, "--when", "the day before at 18:00")
    changed = json.loads(
        run(
            *"schedule edit 1 --to C2 --to U3 --what reminder --approval --by Ada --json".split(),
            "--when",
            "when the pack is published",
            "--committee",
            COMMITTEE,
        )
    )
    assert changed == {
        "rule": 1,
        "committee": COMMITTEE,
        "to": ["C2", "U3"],
        "when": "when the pack is published",
        "what": "reminder",
        "approval": True,
        "paused": False,
        "by": "Ada",
    }


def test_source_check_knows_the_meetings_that_the_schedule_knows(run) -> None:  # type: ignore[no-untyped-def]
    day = dt.date.today() + dt.timedelta(days=9)
    run("schedule", "meeting", "--committee", COMMITTEE, "--date", day.isoformat())
    line = run("schedule", "meetings").partition("  ")[2]
    assert "no pack indexed yet, added by a clerk" in line
    assert line in run("source", "check")
    (other,) = json.loads(run("source", "check", "--json"))["other_meetings"]
    assert (other["committee"], other["date"]) == (COMMITTEE, day.isoformat())
    assert "No meeting is known" in run("source", "check", "--days", "3")


def test_a_council_s_own_meetings_are_scheduled_by_its_name(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = (
        "Little Harbour Parish Council",
        "AGENDA",
        "for the meeting on Tuesday 6 May 2031 at 7.30 pm in the Village Hall",
        "1. To receive apologies for absence",
        "2. To consider the repair of the slipway",
        "3. To consider a bench on the green",
    )
    agenda = plain_pdf(tmp_path / "agenda.pdf", [lines])
    run("index", str(agenda))
    assert "Little Harbour Parish Council, Tuesday 6 May 2031" in run("schedule", "meetings")
    to = ("--to", "C0123456789", "--when", "the day before at 18:00")
    said = run("schedule", "add", "--committee", "little harbour", *to)
    assert "Next: Monday 5 May 2031 at 18:00" in said
    said = run("digest", "6 May 2031", "--committee", "Little Harbour")
    assert said.count("Without a paper") == 1


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_a_preview_without_a_pack_says_so(run, how: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    run("schedule", "meeting", "--committee", COMMITTEE, "--date", "2031-05-06")
    with pytest.raises(NotPossible, match="There is no pack yet"):
        run("schedule", "preview", "1", *how)


def test_a_preview_as_json_needs_no_more_than_a_supplement(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lines = ("AGENDA", "5 Late item (Pages 7 - 7)")
    title = f"(Public Pack)Agenda Supplement for {COMMITTEE}, 06/05/2031 18:00"
    late = plain_pdf(tmp_path / "late.pdf", [lines, ("The slipway", "Page 7")], title=title)
    run("index", str(late))
    assert "2031-05-06" in json.dumps(json.loads(run("schedule", "preview", "1", "--json")))
    with pytest.raises(NotPossible, match="There is no pack yet"):
        run("schedule", "preview", "1")
