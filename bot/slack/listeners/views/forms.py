"""Forms. Payload: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack, App

from bot.memory.questions import AskedQuestion, Full
from bot.slack.intake import TOO_MANY, admit, say_form
from bot.slack.office import Office

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
        item, channel = str(kept.get("item") or ""), str(kept.get("channel") or "")
        user = str(body["user"]["id"])
        # Sent twice, a form is one question.
        form = f"form:{view['id']}"
        try:
            # On disk before the form closes.
            asked = admit(
                AskedQuestion(
                    origin="message",
                    channel=channel or user,
                    message_ts=form[:64],
                    thread_ts=str(kept.get("thread") or ""),
                    user=user,
                    text=f"Item {item}: {text}" if item else text,
                    documents=(str(kept["d"]),),
                    committee=office.memory.places.committee(channel) if channel else None,
                    state="form",
                ),
                event_id=form,
                office=office,
            )
        except Full:
            ack(response_action="errors", errors={"question": TOO_MANY})
            return
        ack()
        if asked is not None:
            say_form(asked, office)

    app.view("feedback_wrong")(wrong)
    app.view("ask_about")(ask)
