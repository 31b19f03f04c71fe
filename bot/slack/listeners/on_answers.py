"""What is done with an answer: more of it, ask the clerk, share it, useful or not, ask on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import App

from bot.memory.questions import AskedQuestion
from bot.people.access import Viewer
from bot.slack.delivery import NOT_THERE, SLACK_TROUBLES, error_name
from bot.slack.intake import say_form
from bot.slack.listeners.clicks import Click, FieldProblem, Form, on_clicks, on_form
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
    answer = stored_answer(office, request_id, Viewer(user=click.user, channel=click.channel))
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


def _keep_wrong(office: Office, form: Form) -> None:
    reason, comment = form.filled["reason"], form.filled["comment"]
    request_id = str(form.kept["q"])
    office.memory.feedback.mark(request_id, form.user, useful=False, reason=reason, comment=comment)


def _keep_question(office: Office, form: Form) -> Callable[[], None] | None:
    text = form.text("question")
    if len(text) < 2:
        raise FieldProblem("question", "Please type your question.")
    item, channel = str(form.kept.get("item") or ""), str(form.kept.get("channel") or "")
    # Sent twice, a form is one question.
    name = f"form:{form.view}"
    # On disk before the form closes.
    reader = Viewer(user=form.user, channel=channel or None, alone=not channel)
    asked = office.memory.questions.admit(
        AskedQuestion(
            origin="message",
            channel=channel or form.user,
            message_ts=name[:64],
            thread_ts=str(form.kept.get("thread") or ""),
            user=form.user,
            text=f"Item {item}: {text}" if item else text,
            documents=office.around(str(form.kept["d"]), reader),
            committee=office.memory.places.committee(channel) if channel else None,
            state="form",
        ),
        event_id=name,
    )
    return None if asked is None else partial(say_form, asked, office)


def register(app: App, office: Office) -> None:
    on_clicks(
        app,
        office,
        answer_more=_more,
        ask_clerk=_clerk,
        share_answer=_share,
        feedback=_feedback,
        ask_about=_ask_about,
    )
    on_form(app, office, "feedback_wrong", _keep_wrong, field="comment")
    on_form(app, office, "ask_about", _keep_question, field="question")
