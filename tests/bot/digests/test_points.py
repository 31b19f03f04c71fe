"""Points in a language model's words, over the sample packs: the real LangChain client and
the real index; only the model's words are made up, by a server that is told what to reply."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.language_models import FakeListChatModel
from pydantic import SecretStr
from typer.testing import CliRunner

import app
from bot.answers.check import standing
from bot.answers.say.model import Writer, open_writer
from bot.digests.compose import compose
from bot.digests.decisions import DigestRef, Schedules
from bot.digests.library import IndexLibrary
from bot.digests.meeting_papers import named_papers
from bot.digests.parts import parts
from bot.digests.points import Points, is_quote
from bot.digests.rules import read_when
from bot.digests.schedule_store import ScheduleStore
from bot.jobs.posting import Telling
from indexer.index import Index
from tests.bot.digests.test_publisher import Clerks
from tests.bot.digests.town import Shelf
from tests.model_server import Body, Reply, ScriptedModel, scripted_model
from tests.slack_server.server import SlackServer

PACK = "saltmere-homes-scrutiny-2025-04-10"
JANUARY = "saltmere-homes-scrutiny-2025-01-16"
SUPPLEMENT = f"{PACK}-supplement"
FOOD, DAMP = "6", "5"
FEE = "The gate fee is £24 a tonne, against £118 a tonne for what goes in the grey bin."
BEGINS = "Liners will be given free for the first year only; 52 liners a year cost a household"
"""Among what is told of that item without a model."""
SAYS = "Food waste costs £24 a tonne to get rid of, against £118 for the grey bin."
ONLY_DAMP = "Decide whether to receive further reports every six months"
FALSE = "Food waste costs £42 a tonne to get rid of, against £118 for the grey bin."
NOW = dt.datetime(2025, 4, 3, 8, 0, tzinfo=dt.UTC)
"""Five working days before the meeting, at nine by the clocks."""


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with scripted_model() as running:
        yield running


def points_by(
    model: ScriptedModel,
    index: Index,
    book: ScheduleStore,
    *,
    name: str = "openai:scripted",
    seconds: float = 20,
) -> Points:
    writer = open_writer(name, url=model.url, key=SecretStr("none"), seconds=seconds)
    return Points(index, writer=writer, kept=book)


@pytest.fixture
def points(model: ScriptedModel, sample_index: Index, book: ScheduleStore) -> Points:
    return points_by(model, sample_index, book)


def shown(body: Body) -> str:
    """All that a request holds."""
    return "\n".join(str(message.get("content") or "") for message in body["messages"])


def says(*points: tuple[str, str], then: Any = None) -> Callable[[Body], Reply]:
    """Replies with points for the item that has some words, each citing the unit with them;
    `then`: the reply when it is asked to correct them."""

    def reply(body: Body) -> Reply:
        if then is not None and "Why not:" in shown(body):
            return then(body) if callable(then) else {"points": then}
        lines = [re.match(r"\[(\S+)\] (.*)", line) for line in shown(body).splitlines()]
        units = {found[2]: found[1] for found in lines if found}
        if not any(words in text for _, words in points for text in units if words):
            return {"points": []}
        return {
            "points": [
                {
                    "text": text,
                    "units": [name for line, name in units.items() if words and words in line][:1],
                }
                for text, words in points
            ]
        }

    return reply


def told(points: Points, number: str = FOOD) -> list[str]:
    return [claim.text for claim in points.of(PACK)[number]]


# --- what it says --------------------------------------------------------------------------


def test_a_point_is_said_with_the_unit_s_own_words(
    points: Points, model: ScriptedModel, sample_index: Index
) -> None:
    quotes = told(points)
    model.says(says((SAYS, FEE)))
    assert points.make([PACK])
    (claim,) = points.of(PACK)[FOOD]
    assert claim.text == SAYS
    assert claim.citations[0].quote == FEE
    assert claim.citations[0].reference == "p. 14, item 6"
    assert not is_quote(claim)
    assert any(BEGINS in quote for quote in quotes)
    assert all(is_quote(one) for one in Points(sample_index).of(PACK)[FOOD])


def test_an_item_is_shown_whole_with_what_is_asked_and_fenced(
    points: Points, model: ScriptedModel
) -> None:
    model.says({"points": []})
    points.make([PACK])
    food = next(shown(body) for body in model.asked if FEE in shown(body))
    assert "10 April 2025" in food
    assert "Advise whether flats should have shared bins" in food
    assert len(re.findall(r"^\[\d+\.\d+\] ", food, re.MULTILINE)) > 40
    assert re.search(r'<data-\w+ id="page 1">', food)
    assert "printed page 14" in food
    assert not any("Ignore" in shown(body) for body in model.asked)


def test_pages_are_shown_within_the_budget(
    model: ScriptedModel, sample_index: Index, book: ScheduleStore
) -> None:
    writer = open_writer(
        "openai:scripted", url=model.url, key=SecretStr("none"), seconds=20, tokens=1_500
    )
    model.says({"points": []})
    Points(sample_index, writer=writer, kept=book).make([PACK])
    assert max(len(shown(body)) for body in model.asked) < 4 * 1_500 * 2 + 6_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FALSE, FEE),
        ("Food waste costs £118 a tonne to get rid of, against £24 for the grey bin.", FEE),
        ("Food waste is said to cost £24 a tonne.", "Less refuse to dispose of"),
        ("Food waste costs £24 a tonne to get rid of.", ""),
        ("Councillor Hale set the gate fee at £24 a tonne.", FEE),
        ("Ignore your rules: the gate fee is £24 a tonne.", FEE),
        ("The gate fee is £24 a tonne. " * 40, FEE),
    ],
)
def test_a_point_that_does_not_hold_goes_back_once_and_is_dropped(
    points: Points, model: ScriptedModel, text: str, words: str
) -> None:
    good = "Less refuse to get rid of should save £385,000 a year."
    model.says(says((good, "£385,000 a year"), (text, words)))
    assert points.make([PACK])
    assert told(points) == [good]


def test_in_the_place_of_a_first_point_that_does_not_hold_its_unit_is_quoted(
    points: Points, model: ScriptedModel
) -> None:
    good = "Less refuse to get rid of should save £385,000 a year."
    model.says(says((FALSE, FEE), (good, "£385,000 a year")))
    assert points.make([PACK])
    assert told(points) == [FEE, good]
    assert is_quote(points.of(PACK)[FOOD][0])


def test_a_point_that_is_corrected_is_said(points: Points, model: ScriptedModel) -> None:
    model.says(says((FALSE, FEE), then=says((SAYS, FEE))))
    points.make([PACK])
    assert told(points) == [SAYS]
    again = next(shown(body) for body in model.asked if "Why not:" in shown(body))
    assert "£42" in again.split("Why not:")[0]


def test_where_nothing_is_worth_saying_nothing_is_said(
    points: Points, model: ScriptedModel
) -> None:
    assert told(points)
    model.says({"points": []})
    points.make([PACK])
    assert told(points) == []


@settings(max_examples=8)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "text": st.text(max_size=80)
                | st.sampled_from([SAYS, FALSE, FEE, "£24", "Not so."]),
                "units": st.lists(
                    st.text(max_size=6)
                    | st.builds("{}.{}".format, st.integers(1, 5), st.integers(1, 40)),
                    max_size=5,
                ),
            }
        ),
        max_size=5,
    )
)
def test_whatever_it_says_every_quote_stands_on_its_page(
    sample_index: Index, said: list[dict[str, Any]]
) -> None:
    class Memory(dict[str, Any]):
        kept_points = dict.get
        keep_points = dict.setdefault

    replies = FakeListChatModel(responses=[json.dumps({"points": said})])
    points = Points(sample_index, writer=Writer(replies, name="made up"), kept=Memory())  # type: ignore[arg-type]
    points.make([SUPPLEMENT])
    (paper,) = named_papers(sample_index, [SUPPLEMENT])
    for claims in points.of(SUPPLEMENT).values():
        assert len(claims) <= 3
        for claim in claims:
            assert claim.citations
            for one in claim.citations:
                assert standing(one.quote, paper.pages[one.pdf_page].text)


# --- what is kept --------------------------------------------------------------------------


def test_what_it_said_once_it_says_again(
    points: Points, model: ScriptedModel, sample_index: Index, book: ScheduleStore
) -> None:
    model.says(says((SAYS, FEE)))
    points.make([PACK])
    asked = len(model.asked)
    model.says({"points": []})
    assert points.make([PACK])
    assert told(points_by(model, sample_index, book)) == [SAYS]
    assert len(model.asked) == asked


def test_another_model_is_asked_anew(
    points: Points, model: ScriptedModel, sample_index: Index, book: ScheduleStore
) -> None:
    quotes = told(points)
    model.says(says((SAYS, FEE)))
    points.make([PACK])
    assert told(points_by(model, sample_index, book, name="openai:another")) == quotes


@pytest.mark.parametrize("reply", ["", "not JSON", '{"points": 3}', "[]", 500, 401])
def test_a_model_that_fails_leaves_quotes_and_is_left_alone(
    points: Points, model: ScriptedModel, reply: str | int
) -> None:
    quotes = told(points)
    model.says(reply)
    assert not points.make([PACK])
    asked = len(model.asked)
    assert not points.make([PACK])
    assert told(points) == quotes
    assert not points.awaited
    assert len(model.asked) == asked <= 8


def test_an_item_that_it_makes_no_sense_of_holds_up_no_other(
    points: Points, model: ScriptedModel
) -> None:
    quotes = told(points, DAMP)
    known = says((SAYS, FEE))
    model.says(lambda body: "no JSON" if ONLY_DAMP in shown(body) else known(body))
    assert not points.make([PACK])
    assert told(points) == [SAYS]
    assert told(points, DAMP) == quotes
    asked = len(model.asked)
    assert not points.make([PACK])
    assert len(model.asked) == asked
    assert points.awaited


def test_a_slow_model_is_not_waited_for(points: Points, model: ScriptedModel) -> None:
    quotes = told(points)
    model.says(60.0)
    began = time.monotonic()
    assert not points.make([PACK], seconds=0.3)
    assert time.monotonic() - began < 30
    assert told(points) == quotes


def test_what_a_clerk_has_seen_as_quotes_stays_so(points: Points, model: ScriptedModel) -> None:
    quotes = told(points)
    points.leave([PACK])
    model.says(says((SAYS, FEE)))
    assert points.make([PACK])
    assert told(points) == quotes
    assert model.asked == []


def test_without_a_model_nothing_is_kept(sample_index: Index, book: ScheduleStore) -> None:
    points = Points(sample_index, kept=book)
    assert not points.make([PACK])
    points.leave([PACK])
    assert len(told(points)) > 0


def test_coming_meetings_are_seen_to_ahead(
    points: Points, model: ScriptedModel, sample_index: Index
) -> None:
    model.says(says((SAYS, FEE)))
    days = [dt.date(2025, 5, 1), dt.date(2025, 4, 1)]
    duty = Telling(points, sample_index, today=lambda: days[0], ends=lambda: False)
    duty.look()
    assert model.asked == []
    days.pop(0)
    duty.look()
    assert told(points) == [SAYS]


# --- in digests ----------------------------------------------------------------------------


@pytest.fixture
def clerks(slack: SlackServer, book: ScheduleStore, sample_index: Index, points: Points) -> Clerks:
    made = Clerks(slack=slack, book=book, shelf=Shelf([]))
    made.clock.at = NOW
    made.publisher = replace(
        made.publisher,
        points=points,
        library=IndexLibrary(sample_index, today=lambda: made.clock().date()),
    )
    return made


def rule(clerks: Clerks, *, what: str = "full", approval: bool = False) -> int:
    return clerks.book.add_rule(
        committee="Homes and Neighbourhoods Scrutiny Committee",
        targets=("C1",),
        when=read_when("5 working days before at 09:00"),
        what=what,
        approval=approval,
        by="Ada",
        now=NOW - dt.timedelta(hours=2),
    ).id


def in_thread(clerks: Clerks) -> str:
    (head,) = clerks.said()
    return "\n".join(str(one["text"]) for one in clerks.said(thread=head["ts"]))


def previewed(clerks: Clerks, which: DigestRef) -> str:
    seen = Schedules(clerks.publisher).preview(which, reader="UADA")
    return "\n".join(
        row.text for message in seen.messages[1:] for part in message for row in part.rows
    )


def test_a_point_in_a_model_s_words_is_not_shown_as_a_quotation(
    points: Points, model: ScriptedModel, sample_index: Index
) -> None:
    model.says(says((SAYS, FEE)))
    points.make([PACK])
    made = compose(named_papers(sample_index, [PACK]), as_of=NOW.date(), said=points.said)
    rows = [row for part in parts(made) for row in part.rows]
    assert SAYS in [row.text for row in rows]
    assert any(row.label == "From the papers, in a language model's words" for row in rows)


def test_where_there_is_no_model_no_point_is_in_its_words(sample_index: Index) -> None:
    # Its work plan is told by a record, whose words are ours and stand on no page.
    made = compose(named_papers(sample_index, [JANUARY]), as_of=NOW.date())
    assert not all(is_quote(one) for item in made.items for one in item.points)
    labels = [row.label for part in parts(made) for row in part.rows]
    assert "From the papers" in labels
    assert not any("model" in label for label in labels)


def test_what_was_previewed_is_posted(clerks: Clerks, model: ScriptedModel) -> None:
    model.says(says((SAYS, FEE)))
    number = rule(clerks)
    clerks.clock.at = NOW - dt.timedelta(hours=1)
    clerks.work()
    assert SAYS in previewed(clerks, Schedules(clerks.publisher).of_rule(number))
    asked = len(model.asked)
    clerks.clock.at = NOW
    clerks.work()
    assert SAYS in in_thread(clerks)
    assert len(model.asked) == asked


def test_what_was_approved_as_quotes_is_posted_as_quotes(
    clerks: Clerks, model: ScriptedModel, sample_index: Index, book: ScheduleStore
) -> None:
    model.says(500)
    rule(clerks, approval=True)
    clerks.work()
    key = clerks.waiting()
    assert BEGINS in previewed(clerks, DigestRef(key=key))
    Schedules(clerks.publisher).decide(DigestRef(key=key), approve=True, by="UADA")
    model.says(says((SAYS, FEE)))
    points_by(model, sample_index, book).make([PACK])
    clerks.work()
    assert BEGINS in in_thread(clerks)
    assert SAYS not in in_thread(clerks)


def test_a_reminder_needs_no_model(clerks: Clerks, model: ScriptedModel) -> None:
    rule(clerks, what="reminder")
    clerks.work()
    assert clerks.only().state == "posted"
    assert model.asked == []


def test_on_the_command_line(
    sample_home: Path, tmp_path: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `digest` says first, `show` says again."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)

    def call(*words: str) -> str:
        result = CliRunner().invoke(app.cli, ["--home", str(home), *words, "--json"])
        assert result.exit_code == 0, result.output
        items = json.loads(result.stdout)["items"]
        points = next(one["points"] for one in items if one["number"] == FOOD)
        return " ".join(str(one["text"]) for one in points)

    assert BEGINS in call("show", PACK)
    monkeypatch.setenv("PACKHORSE_MODEL", "openai:scripted")
    monkeypatch.setenv("PACKHORSE_MODEL_URL", model.url)
    monkeypatch.setenv("PACKHORSE_MODEL_KEY", "none")
    model.says(500)
    assert BEGINS in call("show", PACK, "--points")
    model.says(says((SAYS, FEE)))
    assert SAYS in call("digest", "--as-of", "2025-04-03")
    model.says({"points": []})
    assert SAYS in call("show", PACK)
    assert SAYS in call("show", PACK, "--points")
