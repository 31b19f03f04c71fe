"""Buttons under an answer: more of it, ask the clerk, share it, useful or not, ask on."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.slack.delivery import SLACK_TROUBLES, error_name
from bot.slack.dropped_files import Files
from bot.slack.intake import look_again
from bot.slack.listeners.clicks import Click
from bot.slack.office import Office
from bot.slack.relay import pass_on
from bot.slack.stored import stored_answer
from bot.slack.triage import Heard
from bot.slack.views.answer_blocks import answer_message, part_count, shared_message
from bot.slack.views.feedback_blocks import ask_modal, wrong_modal
from bot.slack.views.message import Message, value_of
from bot.slack.views.pack_blocks import meeting_line
from bot.slack.views.phrases import cleared, sentence

__all__ = ["register"]

LOOKING = "I am looking in the papers."
THANKS = "Thank you, noted."
ABOVE = "The rest is in this thread already."
INVITE = "I am not in this channel: invite me with /invite and share it again."


def register(app: App, office: Office, files: Files) -> None:
    questions = office.memory.questions

    def more(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click, value = Click.of(body), value_of(action)
        request_id, part = str(value.get("q")), int(value.get("n") or 0)
        answer = stored_answer(office, request_id, click.reader)
        if isinstance(answer, Message):
            click.tell(office, answer)
            return
        if not 0 < part < part_count(answer):
            click.tell(office, cleared(office.settings.retention_days))
            return
        message = answer_message(answer, request_id=request_id, part=part)
        act = f"more:{click.channel}:{click.message_ts}:{part}"
        if click.ephemeral:
            click.tell(office, message)
        elif questions.handled(act):
            click.tell(office, ABOVE)
        else:
            try:
                office.delivery.post(message, channel=str(click.channel), thread_ts=click.thread_ts)
            except SLACK_TROUBLES:
                questions.unhandle(act)
                raise

    def look(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        click, value = Click.of(body), value_of(action)
        heard = Heard(
            channel=str(click.channel),
            ts=str(value.get("ts")),
            text=str(value.get("t")),
            thread_ts=str(value.get("at")),
            user=click.user,
            team=(body.get("team") or {}).get("id"),
            in_thread=True,
        )
        todo = look_again(heard, office=office, files=files)  # on disk before the acknowledgement
        ack()
        if click.response_url:
            office.delivery.respond(
                sentence(LOOKING), response_url=click.response_url, replace=True
            )
        if todo is not None:
            todo()

    def clerk(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click = Click.of(body)
        asked = questions.find(str(value_of(action).get("q")))
        click.tell(
            office,
            pass_on(asked, office) if asked else cleared(office.settings.retention_days),
        )

    def share(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click = Click.of(body)
        request_id = str(value_of(action).get("q"))
        answer = stored_answer(office, request_id, click.whole_channel)
        if isinstance(answer, Message):
            click.tell(office, answer)
            return
        if not click.channel:
            click.tell(office, cleared(office.settings.retention_days))
            return
        act = f"share:{request_id}:{click.channel}"
        if questions.handled(act):
            click.tell(office, "You have shared it already.")
            return
        try:
            channel, ts = office.delivery.post(
                shared_message(answer, request_id=request_id, user=click.user),
                channel=click.channel,
            )
        except SLACK_TROUBLES as exc:
            questions.unhandle(act)
            if error_name(exc) not in ("not_in_channel", "channel_not_found"):
                raise
            click.tell(office, INVITE)
            return
        questions.bind_thread(channel, ts)

    def feedback(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click, value = Click.of(body), value_of(action)
        request_id = str(value.get("q"))
        useful = value.get("useful") is True
        if questions.find(request_id) is None:
            click.tell(office, cleared(office.settings.retention_days))
            return
        office.memory.feedback.mark(request_id, click.user, useful=useful)
        if useful:
            click.tell(office, THANKS)
        else:
            office.delivery.client.views_open(
                trigger_id=click.trigger_id,
                view=wrong_modal(request_id, channel=click.channel or ""),
            )

    def ask_about(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click, value = Click.of(body), value_of(action)
        document, item = str(value.get("d") or ""), str(value.get("item") or "")
        card = office.card(document, click.reader)
        if card is None:
            click.tell(office, "That paper is no longer here.")
            return
        about = f"Item {item} of {meeting_line(card)}" if item else meeting_line(card)
        here = not click.ephemeral and click.channel is not None
        office.delivery.client.views_open(
            trigger_id=click.trigger_id,
            view=ask_modal(
                about=about,
                value={"d": document, "item": item},
                channel=str(click.channel) if here else "",
                thread_ts=str(click.thread_ts or "") if here else "",
            ),
        )

    app.action("look")(look)
    app.action("answer_more")(more)
    app.action("ask_clerk")(clerk)
    app.action("share_answer")(share)
    app.action("feedback")(feedback)
    app.action("ask_about")(ask_about)
