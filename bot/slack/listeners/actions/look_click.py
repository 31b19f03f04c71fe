"""The button beneath "Shall I look in the papers?"."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.slack.intake import look_again
from bot.slack.listeners.clicks import Click
from bot.slack.office import Office
from bot.slack.triage import HeardMessage
from bot.slack.views.message import value_of
from bot.slack.views.phrases import sentence

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    def look(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        click, value = Click.of(body), value_of(action)
        heard = HeardMessage(
            channel=str(click.channel),
            ts=str(value.get("ts")),
            text=str(value.get("t")),
            thread_ts=str(value.get("at")),
            user=click.user,
            in_thread=True,
        )
        todo = look_again(heard, office=office)  # on disk before the acknowledgement
        ack()
        if click.response_url:
            office.delivery.respond(
                sentence("I am looking in the papers."),
                response_url=click.response_url,
                replace=True,
            )
        if todo is not None:
            todo()

    app.action("look")(look)
