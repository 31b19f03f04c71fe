"""What of the clerks' thread about a passed-on question goes to its asker, and what not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.slack.town import ADA, CLERK, CLERKS, GENERAL, Town, not_found, told, words
from tests.slack_server.workspace import BOT_USER

CLERK2 = "UCLERK2"


@pytest.fixture
def asked(town: Town) -> tuple[str, str]:
    """The ts of a question in GENERAL, and that of its twin in the clerks' channel."""
    town.desk.script = not_found
    ts = town.people.say(ADA, GENERAL, f"<@{BOT_USER}> Who parks where?")
    answer = town.people.answers(GENERAL, ts)[0]
    town.people.click(ADA, "ask_clerk", channel=GENERAL, message=answer)
    whispered(town, "passed your question on")
    (passed,) = town.space.bot_messages(CLERKS)
    return ts, passed["ts"]


def whispered(town: Town, part: str) -> None:
    told(town, part, "whispers")


def brought(town: Town, ts: str) -> list[str]:
    return [words(message) for message in town.space.bot_messages(GENERAL, ts)[1:]]


def test_the_clerks_own_talk_stays_among_them(town: Town, asked: tuple[str, str]) -> None:
    ts, thread = asked
    town.people.say(CLERK, CLERKS, f"<@{CLERK2}> do you know? She always asks.", thread_ts=thread)
    whispered(town, "I have kept that here")
    town.people.say(CLERK, CLERKS, "Thanks!", thread_ts=thread)
    town.people.quiet()
    assert brought(town, ts) == []
    town.people.say(CLERK, CLERKS, "In the yard.", thread_ts=thread)
    whispered(town, "I have passed your reply")
    (reply,) = brought(town, ts)
    assert "In the yard." in reply


def test_a_reply_with_a_file(town: Town, asked: tuple[str, str]) -> None:
    ts, thread = asked
    file: dict[str, Any] = town.people.add_file("map.pdf", b"%PDF-1.7\n")
    town.people.say(CLERK, CLERKS, "", thread_ts=thread, files=[file])
    whispered(town, "but not files")
    assert brought(town, ts) == []
    town.people.say(CLERK, CLERKS, "As on this map.", thread_ts=thread, files=[file])
    whispered(town, "I have passed your words")
    (reply,) = brought(town, ts)
    assert "As on this map." in reply
    assert "please ask the clerk for it" in reply
    assert town.shelf.indexed == []
