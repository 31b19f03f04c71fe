"""Digests in a language model's words: as they are previewed, approved, posted and printed.

The model is LangChain's own client against a server that says what a test tells it to.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.answers.say.model import open_writer
from bot.digests.book import Book, Coming, open_book
from bot.digests.commands import register
from bot.digests.compose import compose
from bot.digests.office import REST
from bot.digests.parts import parts
from bot.digests.plain import PlainWords
from bot.slack.schedules import OfficeSchedules, Which
from indexer.packs import DocumentKind
from tests.bot.digests.test_office import MEETING, Clerks
from tests.bot.digests.town import NOW, SAID, Shelf, pack
from tests.model_server import ScriptedModel, scripted_model
from tests.slack_server.server import SlackServer

TOLD = "The ferry took 41,200 people in 2025, an increase of 12% on the year before."
OTHER = "In 2025 the ferry took 41,200 people, an increase of 12% on the year before."
FALSE = "The ferry carried 42,100 people in 2025."


def point(text: str) -> dict[str, object]:
    return {"points": [{"text": text, "quotes": [{"passage": 1, "words": SAID}]}]}


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with scripted_model() as running:
        yield running


@pytest.fixture
def clerks(slack: SlackServer, book: Book, model: ScriptedModel) -> Clerks:
    made = Clerks(slack=slack, book=book, shelf=Shelf([pack("harbours", MEETING)]))

    def plain(*, ask: bool) -> PlainWords:
        writer = open_writer("openai:scripted", url=model.url, key=SecretStr("none"), seconds=5)
        return PlainWords(writer, kept=book, ask=ask)

    # Frozen for everybody else.
    object.__setattr__(made.office, "plain", plain)
    return made


def coming(clerks: Clerks) -> Coming:
    clerks.office.tick()
    (meeting,) = clerks.book.meetings()
    return meeting


def in_thread(clerks: Clerks) -> str:
    (head,) = clerks.said()
    return "\n".join(str(one["text"]) for one in clerks.said(thread=head["ts"]))


def previewed(clerks: Clerks, which: Which) -> str:
    shown = OfficeSchedules(clerks.office).preview(which, reader="UADA")
    return "\n".join(
        row.text for message in shown.messages[1:] for part in message for row in part.rows
    )


def test_a_point_in_a_models_words_is_not_shown_as_a_quotation(
    clerks: Clerks, model: ScriptedModel
) -> None:
    model.says(point(TOLD))
    made = clerks.office.digest(coming(clerks), clerks.shelf.papers(["harbours"]))
    (item,) = made.items
    assert [one.text for one in item.points] == [TOLD]
    assert item.points[0].citations[0].reference == "p. 1, item 4"
    rows = [row for part in parts(made) for row in part.rows]
    (row,) = [row for row in rows if row.text == TOLD]
    assert not row.quoted
    assert any(row.label == "From the papers, in a language model's words" for row in rows)
    assert all(row.quoted for row in rows if row.text.startswith("To agree"))


@pytest.mark.parametrize("reply", [point(FALSE), {"points": []}, "no JSON", 500])
def test_what_fails_stays_a_quote(
    clerks: Clerks, model: ScriptedModel, reply: str | int | dict[str, object]
) -> None:
    model.says(reply)
    clerks.rule("5 working days before at 09:00")
    clerks.work()
    assert SAID in in_thread(clerks)
    assert "language model" not in in_thread(clerks)


def test_what_was_previewed_is_posted(clerks: Clerks, model: ScriptedModel) -> None:
    model.says(point(TOLD), point(OTHER))
    rule = clerks.rule("5 working days before at 09:00")
    clerks.clock.at = NOW.replace(hour=8)
    clerks.work()
    seen = previewed(clerks, OfficeSchedules(clerks.office).of_rule(rule))
    assert TOLD in seen
    clerks.clock.at = NOW
    clerks.work()
    assert TOLD in in_thread(clerks)
    assert len(model.asked) == 1


def test_what_was_approved_is_posted_though_the_model_is_away_by_then(
    clerks: Clerks, model: ScriptedModel
) -> None:
    model.says(point(TOLD), 500)
    clerks.rule("5 working days before at 09:00", approval=True)
    clerks.work()
    key = clerks.only().key
    assert TOLD in previewed(clerks, Which(key=key))
    OfficeSchedules(clerks.office).approve(Which(key=key), by="UADA")
    clerks.work()
    assert TOLD in in_thread(clerks)


def test_what_was_approved_as_quotes_is_posted_as_quotes(
    clerks: Clerks, model: ScriptedModel
) -> None:
    model.says(500)
    clerks.rule("5 working days before at 09:00", approval=True)
    clerks.work()
    key = clerks.only().key
    assert SAID in previewed(clerks, Which(key=key))
    OfficeSchedules(clerks.office).approve(Which(key=key), by="UADA")
    model.says(point(TOLD))
    clerks.work()
    assert SAID in in_thread(clerks)
    assert TOLD not in in_thread(clerks)


def test_a_model_that_is_away_holds_up_one_post_only(
    clerks: Clerks, model: ScriptedModel
) -> None:
    model.says(401)
    clerks.rule("5 working days before at 09:00", to=("C1", "CCLERKS"))
    clerks.work()
    assert [post.state for post in clerks.book.posts()] == ["posted", "posted"]
    assert SAID in in_thread(clerks)
    assert len(model.asked) == 1
    model.says(point(TOLD))
    clerks.rule("5 working days before at 10:00", to=("C1",))
    clerks.clock.at = NOW.replace(hour=10)
    assert clerks.clock.at - NOW > REST
    clerks.work()
    assert TOLD in "".join(one["text"] for one in clerks.slack.workspace.bot_messages("C1"))


def test_a_reminder_needs_no_model(clerks: Clerks, model: ScriptedModel) -> None:
    model.says(point(TOLD))
    rule = clerks.rule("5 working days before at 09:00", what="reminder")
    clerks.work()
    assert clerks.only().state == "posted"
    schedules = OfficeSchedules(clerks.office)
    meeting = clerks.book.meetings()[0].id
    assert schedules.preview(Which(rule=rule, meeting=meeting), reader="UADA").messages
    assert model.asked == []


def test_what_waits_for_approval_is_not_made_again_and_again(
    clerks: Clerks, model: ScriptedModel
) -> None:
    model.says(401)
    clerks.rule("5 working days before at 09:00", approval=True)
    for minutes in range(0, 60, 15):
        clerks.clock.at = NOW + dt.timedelta(minutes=minutes)
        clerks.work()
    assert len(model.asked) == 1


def test_a_new_version_of_a_paper_is_told_anew(clerks: Clerks, model: ScriptedModel) -> None:
    model.says(point(TOLD), {"points": []})
    papers = clerks.shelf.papers(["harbours"])
    meeting = coming(clerks)
    assert clerks.office.digest(meeting, papers).items[0].points[0].text == TOLD
    clerks.shelf.add(pack("harbours-b", MEETING, kind=DocumentKind.PACK), at=NOW)
    again = clerks.shelf.papers(["harbours-b"])
    assert clerks.office.digest(meeting, again).items[0].points[0].text == SAID
    assert compose(papers, as_of=MEETING).items[0].points[0].text == SAID


def test_on_the_command_line(
    sample_home: Path, tmp_path: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `digest` says first, `digest` and `schedule preview` say again."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    program = typer.Typer()
    program.callback()(lambda: None)
    register(program)

    def call(*words: str) -> str:
        result = CliRunner().invoke(program, [*words, "--home", str(home)])
        assert result.exit_code == 0, result.output
        return result.output

    def told(*words: str) -> str:
        items = json.loads(call(*words, "--json"))["items"]
        return next(str(one["text"]) for item in items for one in item["points"])

    day = ("digest", "--as-of", "2025-01-10")
    quote = told(*day)
    plain = f"The paper says: {quote[0].lower()}{quote[1:]}"
    monkeypatch.setenv("PACKHORSE_MODEL", "openai:scripted")
    monkeypatch.setenv("PACKHORSE_MODEL_URL", model.url)
    monkeypatch.setenv("PACKHORSE_MODEL_KEY", "none")
    model.says(500)
    assert told(*day) == quote
    model.says({"points": [
        {"text": plain, "quotes": [{"passage": 1, "words": quote}]},
    ]})
    assert told(*day) == plain
    asked = len(model.asked)
    model.says({"points": []})
    assert told(*day) == plain
    call("schedule", "meetings")
    book = open_book(f"sqlite:///{home / 'catalogue.db'}")
    (number,) = [one.id for one in book.meetings() if one.date == dt.date(2025, 1, 16)]
    book.engine.dispose()
    assert told("schedule", "preview", str(number)) == plain
    assert plain in call("schedule", "preview", str(number))
    assert len(model.asked) == asked
