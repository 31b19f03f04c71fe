"""Killed at any moment: each question gets one answer, none is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.answers.answer import Question
from bot.memory.clerks import Reply
from bot.memory.presence import Presence
from bot.memory.questions import AskedQuestion
from bot.slack.delivery import ANSWER_EVENT
from indexer.council.packs import Pack
from tests.bot.slack.town import ADA, CLERK, CLERKS, GENERAL, Town, found
from tests.given import present
from tests.slack_server.server import People, SlackServer
from tests.slack_server.workspace import BOT_ID, BOT_USER

ROOT = Path(__file__).resolve().parents[3]


def ask(town: Town, ts: str, text: str = "How many?", **more: Any) -> AskedQuestion:
    question = {"origin": "message", "channel": GENERAL, "thread_ts": ts, **more}
    asked = town.memory.questions.admit(
        AskedQuestion(message_ts=ts, user=ADA, text=text, **question),
        event_id=f"E{ts}",
    )
    assert asked is not None
    return asked


def answered(server: SlackServer, ts: str) -> list[dict[str, Any]]:
    return [m for m in server.workspace.bot_messages(GENERAL, ts) if "50 families" in str(m)]


def arrived(town: Town, request_id: str, *, channel: str = GENERAL, **message: str) -> None:
    """Something of ours is in a thread or a channel, though we do not know it."""
    metadata = {"event_type": ANSWER_EVENT, "event_payload": {"request_id": request_id}}
    sender = {"user": BOT_USER, "bot_id": BOT_ID}
    town.space.put(town.space.channels[channel], {**sender, **message, "metadata": metadata})


@pytest.mark.parametrize("origin", ["message", "command"])
def test_died_between_the_post_and_its_record(build: Callable[..., Town], origin: str) -> None:
    """A command's answer had gone into a direct message: its response URL was used up."""
    town = build(start=False)
    ts = town.people.say(ADA, GENERAL, "How many?", deliver=False)
    asked = ask(town, ts, origin=origin)
    taken = town.memory.questions.take()
    assert taken is not None
    town.memory.questions.posting(taken, found(Question(text="How many?")))
    there = {"thread_ts": ts} if origin == "message" else {"channel": town.space.direct(ADA)}
    arrived(town, asked.request_id, text="50 families", **there)
    town.service.start()
    town.people.wait(lambda: present(town.memory.questions.find(asked.request_id)).state == "done")
    assert town.people.quiet() == 1
    assert town.desk.asked == []


def test_a_question_that_kills_the_process_is_given_up(build: Callable[..., Town]) -> None:
    town = build(start=False)
    ts = town.people.say(ADA, GENERAL, "How many?", deliver=False)
    asked = ask(town, ts)
    for _ in range(3):
        assert town.memory.questions.take() is not None
        town.memory.questions.recover()
    town.service.start()
    (told,) = town.people.answers(GENERAL, ts)
    assert asked.request_id in told["text"]
    assert town.desk.asked == []


@pytest.mark.parametrize("there", [False, True])
def test_died_before_a_clerks_reply_was_brought(build: Callable[..., Town], there: bool) -> None:
    town = build(start=False)
    ts = town.people.say(ADA, GENERAL, "How many?", deliver=False)
    asked = ask(town, ts)
    town.memory.questions.done(present(town.memory.questions.take()))
    town.memory.relays.begin(asked.request_id)
    town.memory.relays.placed(asked.request_id, channel=CLERKS, ts="5.5")
    reply = town.memory.relays.keep(
        Reply(
            request_id=asked.request_id,
            channel=CLERKS,
            message_ts="5.6",
            thread_ts="5.5",
            user=CLERK,
            text="Fifty.",
        )
    )
    if there:
        arrived(town, f"reply-{present(reply).id}", text="Fifty.", thread_ts=ts)
    town.service.start()
    town.people.wait(lambda: not town.memory.relays.replies())
    (brought,) = town.people.answers(GENERAL, ts)
    assert "Fifty." in str(brought)
    town.people.quiet()
    assert len(town.people.answers(GENERAL, ts)) == 1
    town.people.say(CLERK, CLERKS, "Forty, I mean.", thread_ts="5.5")
    assert "Forty" in str(town.people.answers(GENERAL, ts, count=2)[1])


@pytest.mark.parametrize("there", [False, True])
def test_died_before_a_forms_question_was_said(build: Callable[..., Town], there: bool) -> None:
    town = build(start=False)
    asked = ask(
        town,
        "form:V1",
        "Item 6: What does it cost?",
        channel=ADA,
        thread_ts="",
        documents=("pack",),
        state="form",
    )
    place, said = town.space.direct(ADA), "Ada asks: Item 6: What does it cost?"
    if there:
        arrived(town, f"form-{asked.id}", channel=place, text=said)
    town.service.start()
    parent = town.people.wait(lambda: town.space.bot_messages(place))[0]
    assert "asks: Item 6: What does it cost?" in parent["text"]
    town.people.answers(place, parent["ts"])
    assert town.desk.asked[0].documents == ("pack",)
    assert town.people.quiet() == 2


def test_what_another_process_left_is_taken_up(
    build: Callable[..., Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It died while we were running already."""
    monkeypatch.setattr("bot.slack.worker.ROUND_SECONDS", 0.2)
    town = build(start=False)
    other = Presence(town.memory.engine)
    other.begin()
    ts = town.people.say(ADA, GENERAL, "How many?", deliver=False)
    ask(town, ts)
    assert town.memory.questions.take(owner=other.number)
    town.service.start()
    assert town.people.quiet(1.0) == 0
    other.end()
    town.people.wait(lambda: answered(town.server, ts))


def test_a_file_that_is_read_while_we_stop_is_ours_to_the_end(
    build: Callable[..., Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    town = build()
    reading, go = threading.Event(), threading.Event()
    index = town.shelf.index

    def slowly(path: Path, *, progress: Callable[[int, int], None]) -> Pack:
        reading.set()
        assert go.wait(20)
        return index(path, progress=progress)

    monkeypatch.setattr(town.shelf, "index", slowly)
    town.people.drop(CLERK, CLERKS, "planning.pdf", b"%PDF-1.4 planning")
    assert reading.wait(20)
    stopping = threading.Thread(target=town.stop)
    stopping.start()
    town.people.wait(lambda: not town.service.office.worker.alive())
    time.sleep(0.2)
    other = Presence(town.memory.engine)
    other.begin()
    town.memory.drops.recover(lives=other.lives)
    assert town.memory.drops.take(owner=other.number) is None
    go.set()
    stopping.join(20)
    assert town.shelf.indexed
    assert town.memory.drops.waiting() == ()


def test_killed_at_random_moments(server: SlackServer, tmp_path: Path) -> None:
    """Nine questions, three kills, and Slack's retries of what was not acknowledged."""
    dice = random.Random(5)
    people = People(server)
    command = [
        sys.executable,
        "-m",
        "tests.bot.slack.bot_process",
        server.api_url,
        str(tmp_path / "bot.db"),
        "0.15",
    ]

    def start() -> subprocess.Popen[bytes]:
        running = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        people.wait(lambda: server.sockets, seconds=60)
        return running

    asked: list[str] = []
    bot = start()
    try:
        for round_ in range(4):
            untaken = []
            for number in range(3 if round_ < 3 else 0):
                ts = people.say(ADA, GENERAL, f"<@{BOT_USER}> {round_}-{number}?", deliver=False)
                asked.append(ts)
                untaken.extend(
                    people.events(GENERAL, server.workspace.channels[GENERAL].messages[ts])
                )
            taken = people.together(
                *((lambda event=event: people.deliver(event)) for event in untaken)
            )
            if round_ == 3:
                break
            time.sleep(dice.uniform(0.0, 0.5))
            bot.send_signal(signal.SIGKILL)
            bot.wait()
            server.drop_sockets()
            people.wait(lambda: not server.sockets)
            bot = start()
            for event, was_taken in zip(untaken, taken, strict=True):
                if not was_taken or dice.random() < 0.3:
                    assert people.deliver_until_taken(event)
        people.wait(lambda: all(answered(server, ts) for ts in asked), seconds=90)
        time.sleep(0.5)
        assert {ts: len(answered(server, ts)) for ts in asked} == dict.fromkeys(asked, 1)
    finally:
        bot.kill()
        bot.wait()
