"""A question in, one answer in the right thread out, in both modes."""

from __future__ import annotations

import pytest

from bot.memory.questions import AskedQuestion
from bot.slack import worker
from tests.bot.slack.town import ADA, BEN, CLERK, GENERAL, PACK, Town, told, words
from tests.slack_server.workspace import BOT_USER, Fault

MENTION = f"<@{BOT_USER}>"


def test_direct_message(town: Town) -> None:
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many families were helped?")
    (answer,) = town.people.answers(place, ts)
    assert "50 families were helped." in words(answer)
    assert "p. 3, item 6" in words(answer)
    assert f"{PACK}" not in words(answer), "people read titles, not file names"
    assert town.desk.asked[0].text == "How many families were helped?"
    assert town.desk.asked[0].as_of is not None


def test_mention_and_message_about_one_question_each_twice(town: Town) -> None:
    ts = town.people.say(ADA, GENERAL, f"{MENTION} how many families?", twice=True)
    (answer,) = town.people.answers(GENERAL, ts)
    assert answer["thread_ts"] == ts
    assert town.people.quiet() == 1
    assert len(town.desk.asked) == 1
    assert town.desk.asked[0].text == "how many families?"


def test_retry_after_a_restart(town: Town) -> None:
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?", deliver=False)
    (event,) = town.people.events(place, town.space.channels[place].messages[ts])
    assert town.people.deliver(event)
    town.people.answers(place, ts)
    town.restart()
    assert town.people.deliver(event, retry=2, reason="http_timeout")
    assert town.people.quiet() == 1
    assert len(town.desk.asked) == 1


def test_follow_up_without_a_mention(town: Town) -> None:
    ts = town.people.say(ADA, GENERAL, f"{MENTION} how many families?")
    town.people.answers(GENERAL, ts)
    town.people.say(BEN, GENERAL, "and the year before?", thread_ts=ts)
    answers = town.people.answers(GENERAL, ts, count=2)
    assert all(answer["thread_ts"] == ts for answer in answers)
    assert town.desk.asked[1].history == ("how many families?",)
    town.people.say(BEN, GENERAL, "thanks!", thread_ts=ts)
    town.people.say(BEN, GENERAL, f"<@{ADA}> shall we raise it?", thread_ts=ts)
    town.people.say(BEN, GENERAL, "something else entirely")
    assert town.people.quiet() == 2


def test_what_people_say_to_each_other_is_left_alone(town: Town) -> None:
    ts = town.people.say(ADA, GENERAL, f"{MENTION} how many families?")
    town.people.answers(GENERAL, ts)
    town.people.say(BEN, GENERAL, "I can't make Thursday, can someone sub?", thread_ts=ts)
    assert town.people.quiet() == 1
    assert not town.space.whispers


def test_when_in_doubt_only_the_writer_is_asked(town: Town) -> None:
    ts = town.people.say(ADA, GENERAL, f"{MENTION} how many families?")
    town.people.answers(GENERAL, ts)
    town.people.say(BEN, GENERAL, "hm, the year before", thread_ts=ts)
    whisper = town.people.wait(lambda: town.space.whispers[-1] if town.space.whispers else None)
    assert "Shall I look in the papers?" in words(whisper)
    assert len(town.desk.asked) == 1
    town.people.click(BEN, "look", channel=GENERAL, message=whisper)
    town.people.answers(GENERAL, ts, count=2)
    assert town.desk.asked[1].text == "hm, the year before"


def test_what_starts_nothing(town: Town) -> None:
    say = town.people.say
    say(ADA, GENERAL, f"{MENTION} hi?", bot_id="BOTHER")
    say(BOT_USER, GENERAL, f"{MENTION} hi?")
    say(ADA, GENERAL, f"{MENTION} was added", subtype="channel_join")
    say(ADA, GENERAL, f"{MENTION} how many?", edited={"user": ADA, "ts": "1.1"})
    for subtype in ("message_changed", "message_deleted", "bot_message", "channel_topic"):
        say(ADA, GENERAL, f"{MENTION} how many?", subtype=subtype)
    place = town.space.direct(ADA)
    say(
        ADA,
        place,
        "How many?",
        subtype="message_changed",
        message={"text": "How many?", "user": ADA},
    )
    assert town.people.quiet() == 0
    assert town.desk.asked == []


def test_empty_mention_gets_help(town: Town) -> None:
    """Its asker alone: nobody else has to read so many lines."""
    town.people.say(ADA, GENERAL, MENTION)
    told(town, "How to ask", "whispers")
    assert town.people.quiet() == 1
    assert town.space.bot_messages(GENERAL) == []


def test_status_comes_at_once_and_goes_with_the_answer(town: Town) -> None:
    town.desk.hold()
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?")
    town.people.wait(lambda: town.space.status_now.get((place, ts)))
    assert "10 March’s papers" in town.space.status_now[(place, ts)]
    town.let_go()
    town.people.answers(place, ts)
    assert (place, ts) not in town.space.status_now


def test_whoever_waits_long_goes_on_seeing_a_status(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "ROUND_SECONDS", 0.2)
    place = town.space.direct(ADA)
    town.restart()
    town.desk.hold()
    ts = town.people.say(ADA, place, "How many?")
    town.people.wait(
        lambda: [s for *_, s in town.space.statuses].count("is still searching the papers…") > 2
    )
    town.let_go()
    town.people.answers(place, ts)
    town.people.wait(lambda: (place, ts) not in town.space.status_now)


def test_what_a_restart_left_is_seen_to_be_searched(town: Town) -> None:
    place = town.space.direct(ADA)
    town.stop()
    ts = town.people.say(ADA, place, "Who?", deliver=False)
    asked = AskedQuestion(
        origin="message",
        channel=place,
        message_ts=ts,
        thread_ts=ts,
        user=ADA,
        direct=True,
        text="How many?",
    )
    town.memory.questions.admit(asked, event_id="E1")
    town.desk.hold()
    town.begin()
    town.people.wait(lambda: town.space.status_now.get((place, ts)))
    town.let_go()
    town.people.answers(place, ts)


def test_rate_limit_and_server_errors_are_retried(town: Town) -> None:
    place = town.space.direct(ADA)
    town.space.fail("chat.postMessage", Fault(status=429, retry_after=1), Fault(status=503))
    ts = town.people.say(ADA, place, "How many?")
    town.people.answers(place, ts)
    assert town.people.quiet() == 1


def test_a_post_whose_reply_was_lost_is_not_repeated(town: Town) -> None:
    place = town.space.direct(ADA)
    town.space.fail("chat.postMessage", Fault(status=500, after=True))
    ts = town.people.say(ADA, place, "How many?")
    town.people.answers(place, ts)
    town.people.wait(lambda: town.memory.questions.recent(ADA)[0].state == "done")
    assert town.people.quiet() == 1


@pytest.mark.parametrize("user", [ADA, CLERK])
def test_a_question_beside_a_picture(town: Town, user: str) -> None:
    place = town.space.direct(user)
    ts = town.people.drop(user, place, "screen.png", b"PNG", "How many families were helped?")
    (answer,) = town.people.answers(place, ts)
    assert "50 families were helped." in words(answer)
