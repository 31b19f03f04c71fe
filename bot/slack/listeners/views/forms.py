"""Forms. Payload: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack, App

from bot.memory.questions import Full
from bot.slack.asking import keep_form, say_form
from bot.slack.intake import TOO_MANY
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
        item = str(kept.get("item") or "")
        try:
            asked = keep_form(
                f"Item {item}: {text}" if item else text,
                form=str(view["id"]),
                user=str(body["user"]["id"]),
                team=(body.get("team") or {}).get("id"),
                channel=str(kept.get("channel") or ""),
                thread_ts=str(kept.get("thread") or ""),
                document=str(kept["d"]),
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
