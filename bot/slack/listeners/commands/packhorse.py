"""``/packhorse``: what it answers is seen by who typed it alone.

Payload: https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Any

from slack_bolt import Ack, App

from bot.memory.questions import AskedQuestion, Full
from bot.people.access import NOBODY
from bot.slack.intake import MAX_QUESTION, TOO_LONG
from bot.slack.listeners.commands import clerk_words, member_words, paper_words
from bot.slack.office import NotShown, Office, said_of
from bot.slack.slack_text import plain, shorten
from bot.slack.views.message import Message
from bot.slack.views.phrases import COMMAND, help_message, sentence
from bot.slack.views.schedule_blocks import list_modal
from indexer.council.problems import PackhorseError

__all__ = ["WORDS", "register"]

_ANSWERERS: dict[str, Callable[[Office, dict[str, Any], str], Message]] = {
    **paper_words.WORDS,
    **member_words.WORDS,
    **clerk_words.WORDS,
}

_CLERK_WORDS = frozenset({*clerk_words.WORDS, "schedule", "schedules"})

WORDS = frozenset(_ANSWERERS) | _CLERK_WORDS | {"ask", "help"}
"""Every word that it understands."""


def register(app: App, office: Office) -> None:
    def packhorse(ack: Ack, command: dict[str, Any]) -> None:
        text = plain(str(command.get("text") or ""))
        word, _, rest = text.partition(" ")
        word, rest = word.casefold(), rest.strip()
        if word not in WORDS and not _near(word, rest) and (rest or "?" in word):
            word, rest = "ask", text  # whoever types a question need not say so
        if word == "ask" and rest:
            # On disk before the acknowledgement: a question is not lost.
            ack(response_type="ephemeral", **_ask(office, command, rest).payload())
            return
        ack()
        with office.telling(command["user_id"]):
            try:
                message = _answer(office, command, word, rest)
            except PackhorseError as exc:
                message = said_of(exc)
            url = command["response_url"]
            if message and not office.delivery.respond(message, response_url=url):
                office.delivery.post(message, channel=command["user_id"])

    app.command(COMMAND)(packhorse)


def _answer(office: Office, command: dict[str, Any], word: str, rest: str) -> Message | None:
    """What a word answers; None where it opens a form."""
    user = str(command["user_id"])
    if why := office.access.refusal(user):
        raise NotShown(why)
    if word in _CLERK_WORDS:
        office.clerks_only(user)
    if word in ("schedule", "schedules"):
        shown = list_modal(office.schedules.lines())
        office.delivery.client.views_open(trigger_id=command["trigger_id"], view=shown)
        return None
    if word in _ANSWERERS:
        return _ANSWERERS[word](office, command, rest)
    clerk = office.is_clerk(user)
    if near := _near(word, rest, WORDS if clerk else WORDS - _CLERK_WORDS):
        meant = f"{COMMAND} {near} {shorten(rest, 80)}".strip()
        raise NotShown(f"I don't know “{shorten(word, 80)}”: did you mean {meant}?")
    unknown = shorten(f"{word} {rest}", 80) if word not in ("", "help", "ask") else None
    return help_message(clerk=clerk, unknown=unknown)


def _near(word: str, rest: str, words: Collection[str] = WORDS) -> str:
    """The word that was meant by one that we don't know; "" for none, as in a question."""
    if word in WORDS or "?" in f"{word}{rest}" or len(rest.split()) > 2:
        return ""
    return "".join(get_close_matches(word, words, n=1, cutoff=0.75))


def _ask(office: Office, command: dict[str, Any], question: str) -> Message:
    if len(question) > MAX_QUESTION:
        return sentence(TOO_LONG)
    channel, user = str(command["channel_id"]), str(command["user_id"])
    committee = office.memory.places.committee(channel)
    # A command has no message; its trigger is unique and stands for one.
    name = hashlib.sha256(str(command["trigger_id"]).encode()).hexdigest()[:32]
    try:
        office.memory.questions.admit(
            AskedQuestion(
                origin="command",
                channel=channel,
                message_ts=name,
                thread_ts=name,
                user=user,
                direct=channel.startswith("D"),
                text=question,
                committee=committee,
                response_url=str(command["response_url"]),
            ),
            event_id=None,
        )
    except Full as exc:
        return sentence(str(exc))
    office.worker.wake()
    # Slack would have to be asked who they are: not before the acknowledgement.
    said = office.searching(NOBODY, committee)
    return sentence(f"{said[:1].upper()}{said[1:]}")
