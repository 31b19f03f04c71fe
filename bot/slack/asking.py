"""A question that was typed into a form: we say it in its thread, then it is answered there
like any other. It is on disk before the form closes."""

from __future__ import annotations

from bot.memory.questions import AskedQuestion
from bot.slack.delivery import NOT_THERE, SLACK_TROUBLES, error_name
from bot.slack.office import Office
from bot.slack.views.message import Message, paragraph, person
from bot.slack.worker import searching

__all__ = ["keep_form", "say_form"]


def keep_form(
    text: str,
    *,
    form: str,
    user: str,
    team: str | None,
    channel: str,
    thread_ts: str,
    document: str,
    office: Office,
) -> AskedQuestion | None:
    """Put the question on disk.

    Args:
        text: the question.
        form: the form's own id: sent twice, it is one question.
        channel, thread_ts: where it is to be said; empty for a direct message and for a
            thread of its own.
        document: what it is about.

    Returns:
        None where it is there already.

    Raises:
        Full: as many as may wait do so.
    """
    return office.memory.questions.admit(
        AskedQuestion(
            origin="message",
            channel=channel or user,
            message_ts=f"form:{form}"[:64],
            thread_ts=thread_ts,
            team=team,
            user=user,
            text=text,
            documents=(document,),
            committee=office.memory.places.committee(channel) if channel else None,
            state="form",
        ),
        event_id=f"form:{form}",
        most=office.settings.max_waiting,
    )


def say_form(asked: AskedQuestion, office: Office) -> None:
    """Say who asks what, and let it be answered.

    Raises:
        SlackClientError and kin: it cannot be said there; it is given up.
    """
    said = Message([paragraph(person(asked.user), f" asks: {asked.text}")])
    try:
        channel, ts, thread_ts = _post(said, asked, office)
    except SLACK_TROUBLES:
        office.memory.questions.done(asked, state="failed")
        raise
    asked = office.memory.questions.said(asked, channel=channel, message_ts=ts, thread_ts=thread_ts)
    office.worker.wake()
    office.worker.announce(asked, searching((), None, office.today()))


def _post(said: Message, asked: AskedQuestion, office: Office) -> tuple[str, str, str]:
    """Say it in its thread; in our direct messages where we are not in the channel, as
    beneath a link that unfurled there. Gives (channel, ts, thread)."""
    try:
        channel, ts = office.delivery.post(
            said, channel=asked.channel, thread_ts=asked.thread_ts or None
        )
    except SLACK_TROUBLES as exc:
        if error_name(exc) not in NOT_THERE:
            raise
        channel, ts = office.delivery.post(said, channel=asked.user)
        return channel, ts, ts
    return channel, ts, asked.thread_ts or ts
