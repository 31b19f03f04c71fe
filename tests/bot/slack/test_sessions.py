"""An agent's session: it shows that we are at it, has a title, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.slack import worker
from indexer.council.problems import DocumentError, StorageError
from tests.bot.slack.town import ADA, GENERAL, Town, told, words
from tests.slack_server.workspace import BOT_USER, Fault

STOPPED = "Stopped: I have given up"


@pytest.fixture
def town(build: Callable[..., Town]) -> Town:
    town = build("http")
    town.space.no_sessions = False
    return town


def working(town: Town, place: str, ts: str) -> int:
    """How often the session was said to be at work."""
    states: list[str] = town.space.sessions.get((place, ts), [])
    return states.count("processing")


def rested(town: Town, place: str, ts: str, *, works: int) -> bool:
    """Whether the session rests after so many times of work. (It is put to rest twice where
    the answer is quicker than the word that we are at it.)"""
    return working(town, place, ts) == works and town.space.sessions[place, ts][-1] == "active"


def test_a_session_goes_along_with_the_question(town: Town) -> None:
    town.desk.hold()
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many _families_?")
    town.people.wait(lambda: working(town, place, ts) == 1)
    town.let_go()
    town.people.answers(place, ts)
    town.people.wait(lambda: town.space.titles.get((place, ts)) == "How many _families_?")
    town.desk.hold()
    town.people.say(ADA, place, "And before?", thread_ts=ts)
    town.people.wait(lambda: working(town, place, ts) == 2)
    town.let_go()
    town.people.answers(place, ts, count=2)
    town.people.wait(lambda: rested(town, place, ts, works=2))
    assert town.space.titles[place, ts] == "How many _families_?"
    # No words besides: Slack shows what a session does by itself.
    assert town.space.statuses == []


def test_stop_ends_the_work_and_says_so(town: Town) -> None:
    town.desk.hold()
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?")
    town.people.wait(lambda: town.desk.asked)
    town.people.press_stop(ADA, GENERAL, ts)
    town.people.wait(lambda: STOPPED in words(town.space.bot_messages(GENERAL, ts)))
    town.let_go()
    town.people.quiet()
    (only,) = town.space.bot_messages(GENERAL, ts)
    assert STOPPED in words(only)
    assert town.space.sessions.get((GENERAL, ts), ["active"])[-1] == "active"
    assert town.memory.questions.recent(ADA)[0].state == "stopped"


def test_what_waits_is_never_begun(town: Town) -> None:
    town.desk.hold()
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?")
    town.people.wait(lambda: town.desk.asked)
    town.people.say(ADA, place, "And who?", thread_ts=ts)
    town.people.press_stop(ADA, place, ts)
    town.people.wait(lambda: STOPPED in words(town.space.bot_messages(place, ts)))
    town.let_go()
    town.people.quiet()
    assert [one.text for one in town.desk.asked] == ["How many?"]
    assert len(town.space.bot_messages(place, ts)) == 1
    town.people.press_stop(ADA, place, ts)
    assert town.people.quiet() == 1, "there was nothing left to stop"


def test_what_waits_can_still_be_stopped_after_an_answer(town: Town) -> None:
    town.desk.hold()
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?")
    town.people.wait(lambda: town.desk.asked)
    town.people.say(ADA, place, "And who?", thread_ts=ts)
    town.people.wait(lambda: working(town, place, ts) == 2)
    town.let_go()
    town.people.answers(place, ts, count=2)
    town.people.wait(lambda: town.space.sessions[place, ts][-1] == "active")
    town.people.quiet()
    assert town.space.sessions[place, ts].count("active") == 1


def test_a_session_rests_after_a_page_that_cannot_be_shown(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?")
    (answer,) = town.people.answers(GENERAL, ts)
    town.people.wait(lambda: rested(town, GENERAL, ts, works=1))

    def away(_document: str) -> None:
        raise StorageError("The catalogue is locked: try again in a minute.")

    monkeypatch.setattr(town.shelf, "pack", away)
    town.people.click(ADA, "show_page_", channel=GENERAL, message=answer)
    town.people.wait(lambda: rested(town, GENERAL, ts, works=2))


def test_what_breaks_after_a_stop_is_not_told(town: Town) -> None:
    def breaks(_question: object) -> None:
        raise DocumentError("The pack cannot be read.")

    town.desk.script = breaks  # type: ignore[assignment]
    town.desk.hold()
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?")
    town.people.wait(lambda: town.space.sessions.get((place, ts)))
    town.people.press_stop(ADA, place, ts)
    town.people.wait(lambda: STOPPED in words(town.space.bot_messages(place, ts)))
    town.let_go()
    assert town.people.quiet() == 1


def test_a_refused_session_is_words_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "ROUND_SECONDS", 60.0)
    town.desk.hold()
    place = town.space.direct(ADA)
    town.space.fail("agents.sessions.setStatus", *[Fault(error="feature_not_enabled")] * 2)
    ts = town.people.say(ADA, place, "How many?")
    town.people.wait(lambda: "10 March" in town.space.status_now.get((place, ts), ""))
    town.let_go()
    town.people.answers(place, ts)
    assert (place, ts) not in town.space.sessions
    second = town.people.say(ADA, place, "How many?")
    town.people.answers(place, second)
    town.people.wait(lambda: town.space.sessions.get((place, second), [])[-1:] == ["active"])
    town.space.no_sessions = True
    town.desk.hold()
    third = town.people.say(ADA, place, "How many?")
    town.people.wait(lambda: town.space.status_now.get((place, third)))
    town.let_go()
    town.people.answers(place, third)
    town.people.quiet()
    town.space.calls.clear()
    fourth = town.people.say(ADA, place, "How many?")
    town.people.answers(place, fourth)
    assert "agents.sessions.setStatus" not in [name for name, _ in town.space.calls]


def test_where_there_is_no_status_the_asker_alone_is_told(town: Town) -> None:
    town.space.no_sessions = True
    refusals = [Fault(error="not_allowed_token_type")] * 9
    town.space.fail("assistant.threads.setStatus", *refusals)
    town.desk.hold()
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> How many?")
    shown = told(town, "I am searching 10 March’s papers…", "whispers")
    assert shown.get("thread_ts") is None
    town.let_go()
    town.people.answers(GENERAL, ts)
    town.desk.hold()
    town.people.say(ADA, GENERAL, "And before?", thread_ts=ts)
    town.people.wait(lambda: town.space.whispers[-1].get("thread_ts") == ts)
    town.let_go()
    town.people.answers(GENERAL, ts, count=2)
    assert len(town.space.whispers) == 2
