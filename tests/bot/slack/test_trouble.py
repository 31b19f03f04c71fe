"""When something breaks: one sentence and an id, and a log that tells no secrets."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from bot.answers.answer import Answer, Question
from indexer.council.problems import StorageError
from tests.bot.slack.town import ADA, GENERAL, Town, found, words
from tests.slack_server.workspace import BOT_USER, Fault

SECRET = "How many foxes does Councillor Quux keep?"


@pytest.fixture
def town(build: Callable[..., Town]) -> Town:
    return build("http")


def raising(error: Exception) -> Callable[[Question], Answer]:
    def desk(_question: Question) -> Answer:
        raise error

    return desk


def test_a_problem_of_ours_is_told_in_its_own_sentence(town: Town) -> None:
    town.desk.script = raising(StorageError("The catalogue is in use by another Packhorse."))
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?")
    (told,) = town.people.answers(place, ts)
    assert "The catalogue is in use by another Packhorse." in words(told)
    (asked,) = town.memory.questions.recent(ADA)
    assert asked.request_id in words(told)
    town.people.wait(lambda: town.memory.questions.recent(ADA)[0].state == "failed")


def test_any_other_exception_is_not(town: Town) -> None:
    town.desk.script = raising(RuntimeError("password=hunter2"))
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?")
    (told,) = town.people.answers(place, ts)
    assert "hunter2" not in json.dumps(told)
    assert "RuntimeError" not in json.dumps(told)
    assert town.memory.questions.recent(ADA)[0].request_id in words(told)
    town.desk.script = found
    ts = town.people.say(ADA, place, "And now?")
    town.people.answers(place, ts)


def test_where_it_may_not_write_the_asker_is_told_directly(town: Town) -> None:
    refused = Fault(error="restricted_action_read_only_channel")
    town.space.fail("chat.postMessage", refused, refused)
    town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?")
    place = town.space.direct(ADA)
    (told,) = town.people.wait(lambda: town.space.bot_messages(place))
    assert town.memory.questions.recent(ADA)[0].request_id in words(told)


def test_where_it_may_not_write_help_is_whispered_where_it_is_seen(town: Town) -> None:
    town.space.fail("chat.postMessage", Fault(error="restricted_action_read_only_channel"))
    town.people.say(ADA, GENERAL, f"<@{BOT_USER}> help")
    (told,) = town.people.wait(lambda: town.space.whispers)
    assert not told.get("thread_ts"), "Slack shows no whisper in a thread that nobody has begun"


def test_a_broken_listener_tells_its_user(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """And its click is acknowledged, however late Bolt looks whether it was."""
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?")
    (answer,) = town.people.answers(GENERAL, ts)
    late = SimpleNamespace(time=time.time, sleep=lambda _: time.sleep(1.5))
    monkeypatch.setattr("slack_bolt.listener.thread_runner.time", late)
    town.space.fail("views.open", Fault(error="fatal_error"))
    town.people.click(ADA, "feedback", channel=GENERAL, message=answer, pick="negative")
    place = town.space.direct(ADA)
    (told,) = town.people.wait(lambda: town.space.bot_messages(place))
    assert re.search(r"this reference: [a-z0-9]{8}", words(told))


def test_a_broken_listener_logs_no_words(
    town: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_more: Any) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(town.service.office.access.workspace, "clerks", broken)
    town.people.say(ADA, GENERAL, f"<@{BOT_USER}> help")
    town.people.wait(lambda: "listener broke error=RuntimeError at=" in caplog.text)
    assert "foxes" not in caplog.text


def test_slack_is_away_for_a_while(
    build: Callable[..., Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that cannot be posted waits, and what was asked after it; both are sent, in
    order, when Slack is back, although the database was away when that was first tried."""
    monkeypatch.setattr("bot.slack.worker.ROUND_SECONDS", 0.2)
    town = build()
    answer, back = town.memory.questions.answer, threading.Event()

    def away(request_id: str) -> Answer | None:
        if not back.is_set():
            raise StorageError("The database is away.")
        return answer(request_id)

    monkeypatch.setattr(town.memory.questions, "answer", away)
    town.space.fail("chat.postMessage", *(Fault(status=503) for _ in range(3)))
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?")
    town.people.wait(lambda: town.memory.questions.recent(ADA)[0].state == "posting")
    town.people.say(ADA, GENERAL, f"<@{BOT_USER}> And when?", thread_ts=ts)
    assert len(town.desk.asked) == 1, "the second waits for the first"
    back.set()
    town.people.answers(GENERAL, ts, count=2)
    town.people.wait(lambda: {a.state for a in town.memory.questions.recent(ADA)} == {"done"})
    assert [asked.text for asked in town.desk.asked] == ["How many?", "And when?"]


def test_logs_tell_no_questions_and_no_names(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        place = town.space.direct(ADA)
        ts = town.people.say(ADA, place, SECRET)
        town.people.answers(place, ts)
        town.people.command(ADA, GENERAL, f"ask {SECRET}")
        town.people.wait(lambda: town.space.responses)
        cause = RuntimeError("why")
        cause.__cause__ = ValueError(SECRET)
        for error in (RuntimeError(SECRET), cause):
            town.desk.script = raising(error)
            ts = town.people.say(ADA, place, SECRET)
            town.people.answers(place, ts)
        town.people.open_home(ADA)
        town.people.wait(lambda: town.space.homes)
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO]
    assert not any("foxes" in line or ADA in line for line in lines)
    assert "foxes" not in caplog.text, "not in a traceback either"
    assert re.search(r"error=RuntimeError at=worker\.py:\d+ _serve > .*town\.py:", caplog.text)
    timed = [line for line in lines if "find=" in line]
    assert len(timed) == 2
    for stage in ("request=", "wait=", "find=", "rerank=", "write=", "check=", "post="):
        assert stage in timed[0]


def test_too_long_a_question(town: Town) -> None:
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "why " * 600)
    (told,) = town.people.answers(place, ts)
    assert "under 2,000 characters" in words(told)
    assert town.desk.asked == []


def test_a_full_queue_is_said_to_messages_and_commands_and_in_forms(
    build: Callable[..., Town],
) -> None:
    town = build("http", max_waiting=1, workers=1)
    town.people.command(ADA, GENERAL, "item 6")
    shown = town.people.wait(lambda: town.space.responses and town.space.responses[0])
    town.people.click(ADA, "ask_about", channel=GENERAL, blocks=shown["blocks"], ephemeral=True)
    view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
    town.desk.hold()
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many families?")
    second = town.people.say(ADA, place, "How many schools?")
    assert "try in a minute" in words(town.people.answers(place, second))
    told = town.people.command(ADA, GENERAL, "ask How many schools?")
    assert "try in a minute" in words(told)
    said = town.people.submit(ADA, view, {"question": "What does it cost?"})
    assert "try in a minute" in said["errors"]["question"]
    town.let_go()
    town.people.answers(place, ts)
    assert [question.text for question in town.desk.asked] == ["How many families?"]


def test_the_last_place_in_the_queue(build: Callable[..., Town]) -> None:
    """Its question comes as mention and message, and once more: it is not too much itself."""
    town = build("http", max_waiting=1, workers=1)
    town.desk.hold()
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?", twice=True)
    town.let_go()
    town.people.answers(GENERAL, ts)
    assert town.people.quiet() == 1
    assert "50 families" in words(town.space.bot_messages(GENERAL, ts)[0])


def test_a_status_that_comes_after_the_answer_goes_again(town: Town) -> None:
    town.space.fail("assistant.threads.setStatus", Fault(status=429, retry_after=1))
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?")
    town.people.answers(place, ts)
    town.people.wait(lambda: (place, ts, "") in town.space.statuses)
    assert (place, ts) not in town.space.status_now


def test_twenty_councillors_at_once(build: Callable[..., Town]) -> None:
    """All are told that we are at it and answered, none is lost, in the order of arrival."""
    town = build("socket", workers=1)
    town.desk.hold()
    users = [f"U{number:02d}" for number in range(20)]
    places = [town.space.direct(user) for user in users]

    def ask(user: str, place: str) -> tuple[str, str]:
        return place, town.people.say(user, place, f"Question of {user}?", twice=True)

    sent = town.people.together(
        *(
            (lambda user=user, place=place: ask(user, place))
            for user, place in zip(users, places, strict=True)
        )
    )
    threads = {ts for _, ts in sent}
    town.people.wait(lambda: {thread for _, thread, _ in town.space.statuses} == threads)
    town.let_go()
    for place, ts in sent:
        town.people.answers(place, ts)
    assert len(town.desk.asked) == 20
    assert town.people.quiet() == 20
    order = {
        f"Question of {asked.user}?": asked.id
        for user in users
        for asked in town.memory.questions.recent(user)
    }
    begun = [order[question.text] for question in town.desk.asked]
    assert begun == sorted(begun)
