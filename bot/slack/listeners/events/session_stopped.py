"""Somebody pressed "stop" while we were at it.

Payload: https://docs.slack.dev/reference/events/agent_session_stopped
"""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.slack.office import Office

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    def stopped(event: dict[str, Any]) -> None:
        channel, thread_ts = event.get("channel"), event.get("thread_ts")
        if channel and thread_ts:
            office.worker.end(channel=str(channel), thread_ts=str(thread_ts))

    app.event("agent_session_stopped")(stopped)
