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
from bot.slack.listeners.clicks import Click
from bot.slack.listeners.commands import clerk_words, member_words, paper_words
from bot.slack.office import NotShown, Office
from bot.slack.slack_text import plain, shorten
from bot.slack.views.message import Message
from bot.slack.views.phrases import COMMAND, help_message, sentence
from bot.slack.views.schedule_blocks import list_modal

__all__ = ["WORDS", "register"]

_ANSWERERS: dict[str, Callable[[Office, Click, str], Message]] = {
    **paper_words.WORDS,
    **member_words.WORDS,
    **clerk_words.WORDS,
}

_CLERK_WORDS = frozenset({*clerk_words.WORDS, "schedule", "schedules"})

WORDS = frozenset(_ANSWERERS) | _CLERK_WORDS | {"ask", "help"}
"""Every word that it understands."""


def register(app: App, office: Office) -> None:
    def packhorse(ack: Ack, command: dict[str, Any]) -> None:
        click, text = Click.typed(command), plain(str(command.get("text") or ""))
        word, _, rest = text.partition(" ")
        word, rest = word.casefold(), rest.strip()
        if word not in WORDS and not _near(word, rest) and (rest or "?" in word):
            word, rest = "ask", text  # whoever types a question need not say so
        if word == "ask" and rest:
            # On disk before the acknowledgement: a question is not lost.
            ack(response_type="ephemeral", **_ask(office, click, rest).payload())
            return
        ack()
        with click.telling(office):
            _answer(office, click, word, rest)

    app.command(COMMAND)(packhorse)


def _answer(office: Office, click: Click, word: str, rest: str) -> None:
    if why := office.access.refusal(click.user):
        raise NotShown(why)
    if word in _CLERK_WORDS:
        office.clerks_only(click.user)
    if word in ("schedule", "schedules"):
        click.open(office, list_modal(office.schedules.lines()))
        return
    if word in _ANSWERERS:
        click.tell(office, _ANSWERERS[word](office, click, rest))
        return
    clerk = office.is_clerk(click.user)
    if near := _near(word, rest, WORDS if clerk else WORDS - _CLERK_WORDS):
        meant = f"{COMMAND} {near} {shorten(rest, 80)}".strip()
        raise NotShown(f"I don't know “{shorten(word, 80)}”: did you mean {meant}?")
    unknown = shorten(f"{word} {rest}", 80) if word not in ("", "help", "ask") else None
    click.tell(office, help_message(clerk=clerk, unknown=unknown))


def _near(word: str, rest: str, words: Collection[str] = WORDS) -> str:
    """The word that was meant by one that we don't know; "" for none, as in a question."""
    if word in WORDS or "?" in f"{word}{rest}" or len(rest.split()) > 2:
        return ""
    return "".join(get_close_matches(word, words, n=1, cutoff=0.75))


def _ask(office: Office, click: Click, question: str) -> Message:
    if len(question) > MAX_QUESTION:
        return sentence(TOO_LONG)
    channel = str(click.channel)
    committee = office.memory.places.committee(channel)
    # A command has no message; its trigger is unique and stands for one.
    name = hashlib.sha256(click.trigger_id.encode()).hexdigest()[:32]
    try:
        office.memory.questions.admit(
            AskedQuestion(
                origin="command",
                channel=channel,
                message_ts=name,
                thread_ts=name,
                user=click.user,
                direct=channel.startswith("D"),
                text=question,
                committee=committee,
                response_url=click.response_url,
            ),
            event_id=None,
        )
    except Full as exc:
        return sentence(str(exc))
    office.worker.wake()
    # Slack would have to be asked who they are: not before the acknowledgement.
    said = office.searching(NOBODY, committee)
    return sentence(f"{said[:1].upper()}{said[1:]}")
