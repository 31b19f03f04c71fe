"""The whole way: a council publishes, the running bot fetches, answers, posts and follows.

The real Bolt app over Socket Mode, real DBOS, SQLite and Chroma, the local model; only
Slack and the council's site are local servers. The site says another day than the sample
papers do: for facts of a meeting its word counts.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from app import cli
from bot.service import Bot
from bot.settings import open_settings
from bot.slack.digest_poster import DIGEST_EVENT
from bot.slack.manifest import manifest
from indexer.sources import Manners
from tests.bot.slack.town import words
from tests.conftest import SAMPLES
from tests.embedding import Remembering
from tests.moderngov_server.council import Committee, Council, Session
from tests.moderngov_server.server import Site, serving
from tests.slack_server.server import APP_TOKEN, BOT_TOKEN, People, SlackServer
from tests.slack_server.workspace import BOT_USER

COMMITTEE = "Homes and Neighbourhoods Scrutiny Committee"
NAME = "saltmere-homes-scrutiny-2025-04-10"
ADA, BEN, CLERK = "UADA", "UBEN", "UCLERK"
SCRUTINY, CLERKS = "CSCRUTINY", "CCLERKS"
MINUTES = dt.timedelta(minutes=1)
PATIENCE = 150.0
"""Seconds; far more than it takes on a machine that is not busy with other things."""


class Clock:
    """The machine's clock, which the test sets forward."""

    def __init__(self) -> None:
        self.ahead = dt.timedelta()

    def __call__(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.ahead


@pytest.fixture
def council() -> Council:
    day = dt.date.today() + dt.timedelta(days=20)
    session = Session(
        7001,
        day,
        "6.30 pm",
        pack=(SAMPLES / f"{NAME}.pdf").read_bytes(),
        venue="Committee Room 2, Guildhall",
    )
    return Council([Committee(144, COMMITTEE, [session])])


@pytest.fixture
def site(council: Council) -> Iterator[Site]:
    with serving(council) as served:
        yield served


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    scopes = set(manifest(clerk_group=False)["oauth_config"]["scopes"]["bot"])
    with SlackServer(scopes=scopes) as server:
        server.workspace.add_channel(SCRUTINY, members=(ADA, BEN))
        server.workspace.add_channel(CLERKS, private=True, members=(CLERK,))
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bot(
    slack: SlackServer,
    clock: Clock,
    embeddings: Remembering,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Bot]:
    monkeypatch.setattr("bot.composition.open_embeddings", lambda _settings: embeddings)
    for name, value in {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": slack.api_url,
        "PACKHORSE_SLACK_CLERKS": CLERK,
        "PACKHORSE_SLACK_CLERKS_CHANNEL": CLERKS,
        "PACKHORSE_ALLOW_PRIVATE_HOSTS": "true",
        "PACKHORSE_CLERK_CONTACT": "clerk@saltmere.example",
    }.items():
        monkeypatch.setenv(name, value)
    made = Bot(
        open_settings(),
        now=clock,
        every=0.2,
        retry=0.3,
        quiet=dt.timedelta(0),
        manners=Manners(allow_private=True, pause=0, timeout=10, back_off=(0, 0)),
    )
    made.start()
    yield made
    made.stop()


def seen(people: People, look: Callable[[], Any]) -> Any:
    try:
        return people.wait(look, seconds=PATIENCE)
    except AssertionError:
        raise AssertionError(
            {
                channel: [words(one) for one in people.workspace.bot_messages(channel)]
                for channel in people.workspace.channels
            }
        ) from None


def run(*typed: str) -> str:
    result = CliRunner().invoke(cli, typed)
    assert result.exit_code == 0, result.output
    return result.output


def watch(site: Site) -> None:
    chosen = ("--committee", "Homes & Neighbourhoods", "--name", "saltmere")
    run("source", "add", "moderngov", site.base, *chosen)


def said(slack: SlackServer, channel: str, thread: str | None = None) -> list[dict[str, Any]]:
    return [
        message
        for message in slack.workspace.bot_messages(channel)
        if message.get("thread_ts") == thread
    ]


def first(messages: Callable[[], list[dict[str, Any]]], text: str) -> dict[str, Any] | None:
    return next((one for one in messages() if text in one["text"]), None)


def test_from_a_site_to_answers_digests_and_what_follows(
    bot: Bot, slack: SlackServer, site: Site, council: Council, clock: Clock
) -> None:
    people = People(slack)
    session = council.committees[0].sessions[0]
    # Members and clerks set what they want before anything is there.
    bot.slack.office.memory.places.follow(BEN, COMMITTEE)
    bot.slack.office.memory.words.add(ADA, "Thornhythe")
    watch(site)
    when = "when the pack is published"
    to = ("--to", SCRUTINY, "--to", "followers")
    run("schedule", "add", "--committee", COMMITTEE, *to, "--when", when)

    # The clerks are told what came in, and how it was understood.
    news = seen(people, lambda: first(lambda: said(slack, CLERKS), "New papers came in"))
    assert "the agenda pack came in" in news["text"]
    assert "Damp and mould" in news["text"]
    assert "the site's date counts" in news["text"]

    # The digest is posted to the channel and to who follows the committee.
    head = seen(people, lambda: first(lambda: said(slack, SCRUTINY), COMMITTEE))
    assert f"{session.date.day} {session.date:%B %Y}" in head["text"]
    place = slack.workspace.direct(BEN)
    seen(people, lambda: first(lambda: said(slack, place), COMMITTEE))

    # A member's word, with its pages.
    alert = seen(
        people, lambda: first(lambda: said(slack, slack.workspace.direct(ADA)), "“Thornhythe”")
    )
    assert f"{site.base}/documents/g7001/" in str(alert["blocks"])
    assert "#page=" in str(alert["blocks"])

    # A question is answered from the council's own PDF.
    asked = people.say(
        ADA,
        SCRUTINY,
        f"<@{BOT_USER}> How many open damp and mould cases were there at 28 February 2025?",
    )
    (answer,) = people.answers(SCRUTINY, asked)
    assert "28 February 2025" in words(answer)
    assert f"{site.base}/documents/g7001/" in str(answer["blocks"])
    assert "#page=" in str(answer["blocks"])

    # A supplement: said in the digest's thread, where it can be asked about.
    session.supplements[880] = (
        "Agenda Supplement",
        (SAMPLES / f"{NAME}-supplement.pdf").read_bytes(),
    )
    clock.ahead += 70 * MINUTES
    ts = head["ts"]
    update = seen(
        people, lambda: first(lambda: said(slack, SCRUTINY, ts), "The papers have changed")
    )
    assert "New: Supplement" in update["text"]
    before = len(said(slack, SCRUTINY, ts))
    people.say(BEN, SCRUTINY, "How many flat doors failed at Tern House?", thread_ts=ts)
    seen(people, lambda: len(said(slack, SCRUTINY, ts)) > before)
    reply = seen(
        people,
        lambda: next(
            (one for one in said(slack, SCRUTINY, ts)[before:] if "Tern House" in words(one)),
            None,
        ),
    )
    assert "documents/b880/" in str(reply["blocks"])

    # The meeting is moved: said in the thread, and its later digests move with it.
    was = session.date
    session.date += dt.timedelta(days=7)
    clock.ahead += 70 * MINUTES
    moved = seen(people, lambda: first(lambda: said(slack, SCRUTINY, ts), "This meeting has moved"))
    assert f"It was due to be on {was.day} {was:%B %Y}" in moved["text"]
    assert f"{session.date.day} {session.date:%B %Y}" in moved["text"]
    seen(people, lambda: first(lambda: said(slack, CLERKS), "A meeting has moved"))

    # Nothing of it is said twice.
    clock.ahead += 70 * MINUTES
    time.sleep(2)
    every = [
        message["metadata"]["event_payload"]["key"]
        for channel in slack.workspace.channels
        for message in slack.workspace.bot_messages(channel)
        if (message.get("metadata") or {}).get("event_type") == DIGEST_EVENT
    ]
    assert len(every) == len(set(every))
    assert len(said(slack, SCRUTINY, ts)) - before <= 3
    assert len([one for one in said(slack, CLERKS) if "has moved" in one["text"]]) == 1
    assert "posted: full to CSCRUTINY" in run("schedule", "history")


def test_a_bot_without_sources_and_rules_is_quiet_and_stops_at_once(
    bot: Bot, slack: SlackServer, caplog: pytest.LogCaptureFixture
) -> None:
    time.sleep(1.5)
    assert [
        record
        for record in caplog.records
        if record.name.startswith("packhorse") and record.levelname in ("WARNING", "ERROR")
    ] == []
    assert said(slack, CLERKS) == []
    began = time.monotonic()
    bot.stop()
    assert time.monotonic() - began < 30


def rests(site: Site) -> bool:
    """Nothing is asked of it for a second."""
    before = len(site.asked)
    time.sleep(1.0)
    return len(site.asked) == before


def test_a_clock_that_jumps_ahead_stops_posts_visits_and_deleting(
    bot: Bot, slack: SlackServer, site: Site, clock: Clock
) -> None:
    people = People(slack)
    watch(site)
    seen(people, lambda: site.paths("GetMeetings"))
    asked = people.say(ADA, SCRUTINY, f"<@{BOT_USER}> How many flat doors failed?")
    people.answers(SCRUTINY, asked)
    clock.ahead += dt.timedelta(days=400)
    told = seen(people, lambda: first(lambda: said(slack, CLERKS), "The clock may be wrong"))
    assert "days after the last time that was kept" in told["text"]
    seen(people, lambda: rests(site))  # a visit that was on its way ends first
    site.forget()
    bot.slack.expire_old()
    time.sleep(1.5)
    assert bot.slack.office.memory.feedback.lines(), "what was asked is not too old"
    assert site.asked == []
    # Put right, it goes on where it was, and nobody is told anything twice.
    clock.ahead = dt.timedelta(minutes=70)
    seen(people, lambda: site.paths("GetMeetings"))
    assert len([one for one in said(slack, CLERKS) if "may be wrong" in one["text"]]) == 1
