"""Forms. Payload: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack, App

from bot.memory.questions import Asked
from bot.slack.intake import TOO_MANY
from bot.slack.office import Office
from bot.slack.views.parts import Message, paragraph, person
from bot.slack.worker import searching

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    def wrong(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        kept = json.loads(view["private_metadata"])
        values = view["state"]["values"]
        office.memory.feedback.mark(
            str(kept["q"]),
            str(body["user"]["id"]),
            useful=False,
            reason=((values["reason"]["reason"] or {}).get("selected_option") or {}).get("value"),
            comment=values["comment"]["comment"].get("value"),
        )
        ack()

    def ask(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        kept = json.loads(view["private_metadata"])
        text = str(view["state"]["values"]["question"]["question"].get("value") or "").strip()
        if len(text) < 2:
            ack(response_action="errors", errors={"question": "Please type your question."})
            return
        if office.memory.questions.waiting() >= office.settings.max_waiting:
            ack(response_action="errors", errors={"question": TOO_MANY})
            return
        ack()
        user, item = str(body["user"]["id"]), str(kept.get("item") or "")
        about = f"Item {item}: {text}" if item else text
        said = Message([paragraph(person(user), f" asks: {about}")])
        channel, ts = office.delivery.post(
            said, channel=kept.get("channel") or user, thread_ts=kept.get("thread") or None
        )
        asked = office.memory.questions.admit(
            Asked(
                origin="message",
                channel=channel,
                message_ts=ts,
                thread_ts=kept.get("thread") or ts,
                team=(body.get("team") or {}).get("id"),
                user=user,
                direct=channel.startswith("D"),
                text=about,
                committee=office.memory.places.committee(channel),
                documents=(str(kept["d"]),),
            ),
            event_id=None,
        )
        if asked is not None:
            office.worker.wake()
            office.worker.announce(asked, searching((), None, office.today()))

    app.view("feedback_wrong")(wrong)
    app.view("ask_about")(ask)
