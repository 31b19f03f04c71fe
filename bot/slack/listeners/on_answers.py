"""What is done with an answer: more of it, ask the clerk, share it, useful or not, ask on."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack, App

from bot.memory.questions import AskedQuestion, Full
from bot.slack.delivery import NOT_THERE, SLACK_TROUBLES, error_name
from bot.slack.intake import TOO_MANY, say_form
from bot.slack.listeners.clicks import Click, on_clicks
from bot.slack.office import NotShown, Office
from bot.slack.relay import pass_on
from bot.slack.showing import stored_answer
from bot.slack.views.answer_blocks import (
    answer_message,
    part_count,
    shared_message,
    wrong_modal,
)
from bot.slack.views.pack_blocks import ask_modal, meeting_line

__all__ = ["register"]

THANKS = "Thank you, noted."
ABOVE = "The rest is in this thread already."
INVITE = "I am not in this channel: invite me with /invite and share it again."


def _more(office: Office, click: Click, value: dict[str, Any]) -> None:
    request_id, part = str(value.get("q")), int(value.get("n") or 0)
    answer = stored_answer(office, request_id, click.reader)
    if not 0 < part < part_count(answer):
        raise office.cleared()
    message = answer_message(answer, request_id=request_id, part=part)
    act = f"more:{click.channel}:{click.message_ts}:{part}"
    if click.ephemeral:
        click.tell(office, message)
    elif office.memory.questions.handled(act):
        click.tell(office, ABOVE)
    else:
        try:
            office.delivery.post(message, channel=str(click.channel), thread_ts=click.thread_ts)
        except SLACK_TROUBLES:
            office.memory.questions.unhandle(act)
            raise


def _clerk(office: Office, click: Click, value: dict[str, Any]) -> None:
    asked = office.memory.questions.find(str(value.get("q")))
    if asked is None:
        raise office.cleared()
    click.tell(office, pass_on(asked, office))


def _share(office: Office, click: Click, value: dict[str, Any]) -> None:
    request_id = str(value.get("q"))
    answer = stored_answer(office, request_id, click.whole_channel)
    if not click.channel:
        raise office.cleared()
    act = f"share:{request_id}:{click.channel}"
    if office.memory.questions.handled(act):
        raise NotShown("You have shared it already.")
    try:
        channel, ts = office.delivery.post(
            shared_message(answer, request_id=request_id, user=click.user),
            channel=click.channel,
        )
    except SLACK_TROUBLES as exc:
        office.memory.questions.unhandle(act)
        if error_name(exc) not in NOT_THERE:
            raise
        raise NotShown(INVITE) from exc
    office.memory.questions.bind_thread(channel, ts)


def _feedback(office: Office, click: Click, value: dict[str, Any]) -> None:
    request_id = str(value.get("q"))
    useful = value.get("useful") is True
    if office.memory.questions.find(request_id) is None:
        raise office.cleared()
    office.memory.feedback.mark(request_id, click.user, useful=useful)
    if useful:
        click.tell(office, THANKS)
    else:
        click.open(office, wrong_modal(request_id))


def _ask_about(office: Office, click: Click, value: dict[str, Any]) -> None:
    document, item = str(value.get("d") or ""), str(value.get("item") or "")
    card = office.card(document, click.reader)
    if card is None:
        raise NotShown("That paper is no longer here.")
    about = f"Item {item} of {meeting_line(card)}" if item else meeting_line(card)
    there = {} if click.ephemeral else {"channel": click.channel, "thread": click.thread_ts}
    click.open(office, ask_modal(about, kept={"d": document, "item": item, **there}))


def register(app: App, office: Office) -> None:
    """Tie these listeners to the app. A form's payload:
    https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"""

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
            asked = office.memory.questions.admit(
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
            )
        except Full:
            ack(response_action="errors", errors={"question": TOO_MANY})
            return
        ack()
        if asked is not None:
            with office.telling(user):
                say_form(asked, office)

    on_clicks(
        app,
        office,
        answer_more=_more,
        ask_clerk=_clerk,
        share_answer=_share,
        feedback=_feedback,
        ask_about=_ask_about,
    )
    app.view("feedback_wrong")(wrong)
    app.view("ask_about")(ask)
