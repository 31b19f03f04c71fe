"""Messages and mentions, the button beneath "Shall I look in the papers?", and the stop button
while we are at it (https://docs.slack.dev/reference/events/agent_session_stopped).

Bolt acknowledges an event before its listener runs, but after its middleware: what must
not be lost is kept there. If that fails, there is no acknowledgement and Slack sends the
event again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.slack.intake import look_again, take_in
from bot.slack.listeners.clicks import Click
from bot.slack.office import Office
from bot.slack.triage import HeardMessage, hear
from bot.slack.views.message import value_of
from bot.slack.views.phrases import sentence

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    def keep(
        body: dict[str, Any],
        event: dict[str, Any],
        context: BoltContext,
        next: Callable[[], Any],  # noqa: A002 (Bolt passes it by this name)
    ) -> None:
        heard = hear(event, bot_user=context.bot_user_id or "")
        if heard is not None:
            event_id = str(body.get("event_id") or "")
            context["todo"] = take_in(heard, event_id=event_id, office=office)
        next()

    def then(context: BoltContext) -> None:
        todo = context.get("todo")
        if todo is not None:
            todo()

    def stopped(event: dict[str, Any]) -> None:
        channel, thread_ts = event.get("channel"), event.get("thread_ts")
        if channel and thread_ts:
            office.worker.end(channel=str(channel), thread_ts=str(thread_ts))

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
        with office.telling(click.user):
            if click.response_url:
                office.delivery.respond(
                    sentence("I am looking in the papers."),
                    response_url=click.response_url,
                    replace=True,
                )
            if todo is not None:
                todo()

    app.event("agent_session_stopped")(stopped)
    app.action("look")(look)
    app.event("app_mention", middleware=[keep])(then)
    # Every subtype comes here; `hear` lets only people's own messages through.
    app.event("message", middleware=[keep])(then)
