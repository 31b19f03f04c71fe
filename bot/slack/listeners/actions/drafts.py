"""Publish or discard a dropped file: clerks only."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.slack.files import Files
from bot.slack.listeners.clicks import Click
from bot.slack.office import Office
from bot.slack.text import shorten
from bot.slack.views.parts import Message, paragraph, person, value_of
from bot.slack.views.words import refusal

__all__ = ["register"]

DECIDED = "That has been decided already."


def register(app: App, office: Office, files: Files) -> None:
    def decide(body: dict[str, Any], action: dict[str, Any], *, publish: bool) -> None:
        click = Click.of(body)
        if not office.roles.is_clerk(click.user):
            click.tell(office, refusal(office.roles))
            return
        drop = office.memory.drops.find(int(value_of(action).get("drop") or 0))
        if drop is None:
            click.tell(office, DECIDED)
            return
        done = files.publish(drop) is not None if publish else files.discard(drop)
        if not done:
            click.tell(office, DECIDED)
            return
        verb = "published" if publish else "discarded"
        said = (
            "Everybody can ask about it now." if publish
            else "Nothing of it is kept, and nobody else saw it."
        )
        office.delivery.update(
            Message([paragraph(shorten(drop.name, 200), f" was {verb} by ", person(click.user),
                               f". {said}")]),
            channel=drop.channel, ts=str(drop.note_ts or click.message_ts),
        )

    def publish(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        decide(body, action, publish=True)

    def discard(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        decide(body, action, publish=False)

    app.action("draft_publish")(publish)
    app.action("draft_discard")(discard)
