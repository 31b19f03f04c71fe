"""A question that was typed into a form: we say it in its thread, then it is answered there
like any other."""

from __future__ import annotations

from bot.memory.questions import AskedQuestion
from bot.slack.delivery import NOT_THERE, SLACK_TROUBLES, error_name
from bot.slack.office import Office
from bot.slack.views.message import Message, paragraph, person
from bot.slack.worker import searching

__all__ = ["say_form"]


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
