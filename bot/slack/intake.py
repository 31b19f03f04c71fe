"""What is done with a person's message. Runs before Slack gets its acknowledgement, so
that whatever must not be lost is on disk by then; the rest comes back as a thing to do
after it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from bot.answers.question_kinds import TALK
from bot.memory.clerks import Drop
from bot.memory.questions import AskedQuestion, Full
from bot.people.access import Viewer
from bot.slack import log
from bot.slack.delivery import NOT_THERE, SLACK_TROUBLES, error_name
from bot.slack.dropped_files import is_pdf
from bot.slack.office import SEARCHING, Office
from bot.slack.relay import bring_back, keep_reply
from bot.slack.triage import HeardMessage
from bot.slack.views.message import Message, actions, button, paragraph, person
from bot.slack.views.phrases import help_message, sentence

__all__ = ["MAX_QUESTION", "TOO_LONG", "look_again", "say_form", "take_in"]

MAX_QUESTION = 2_000
"""Characters. A longer one is a paper, not a question."""

Todo = Callable[[], None]

MAX_VALUE = 1_500
"""Characters of a message that go with a button, whose value holds 2,000."""

TOO_LONG = (
    f"That is longer than I can take as one question: please put it in under {MAX_QUESTION:,} "
    "characters."
)
ASIDE, ASKED = 0.05, -0.15
"""How much nearer a message in a thread is to what people say to each other than to any
question (see `bot.answers.question_kinds.MessageKind`): above the one it is not for us, below the
other it is; in between, a question mark tells."""
IN_DIRECT = "Until then, drop the file into our direct messages."
ONLY_PDF = "I can only read PDFs: please save or export it as PDF and drop it again."


def take_in(heard: HeardMessage, *, event_id: str, office: Office) -> Todo | None:
    """Keep what the message asks for; gives what is to be done after the acknowledgement."""
    memory = office.memory
    if heard.in_thread and not heard.mentioned:
        passed_on = memory.relays.question(heard.channel, heard.thread_ts)
        if passed_on is not None:
            if not office.is_clerk(heard.user):
                if heard.to_others or office.worker.desk.heard(heard.text).talk:
                    return None
                return _say(office.refusal(), heard, office, aloud=False)
            reply = keep_reply(passed_on, heard, office)
            return None if reply is None else lambda: bring_back(reply, office)
    dropped = heard.direct or heard.channel == office.settings.slack_clerks_channel
    # A picture beside a question is no paper.
    if dropped and heard.files and (not heard.text or any(map(is_pdf, heard.files))):
        return _take_files(heard, office)
    bound = memory.questions.thread(heard.channel, heard.thread_ts)
    follow_up = heard.in_thread and bound is not None and not heard.to_others
    if not (heard.direct or heard.mentioned or follow_up):
        return None
    called = heard.direct or heard.mentioned
    if len(heard.text) > MAX_QUESTION:
        return _say(sentence(TOO_LONG), heard, office) if called else None
    what = office.worker.desk.heard(heard.text) if heard.text else None
    if not called and (what is None or what.talk or what.aside >= ASIDE):
        return None
    if what is None or what.talk == "help":
        # In a channel nobody else has asked for that many lines.
        shown = help_message(clerk=office.is_clerk(heard.user))
        return _say(shown, heard, office, aloud=heard.direct)
    if what.talk:
        return _say(sentence(TALK[what.talk]), heard, office)
    if not called and what.aside > ASKED and "?" not in heard.text:
        return _say(look_message(heard), heard, office, aloud=False)
    committee = memory.places.committee(heard.channel)
    try:
        asked = memory.questions.admit(
            AskedQuestion(
                origin="message",
                channel=heard.channel,
                message_ts=heard.ts,
                thread_ts=heard.thread_ts,
                user=heard.user,
                direct=heard.direct,
                text=heard.text,
                committee=committee,
                documents=bound or (),
            ),
            event_id=event_id,
        )
    except Full as exc:
        return _say(sentence(str(exc)), heard, office)
    if asked is None:
        return None

    def announce() -> None:
        office.worker.wake()
        reader = Viewer(user=heard.user, channel=heard.channel, alone=heard.direct)
        office.worker.announce(asked, office.searching(reader, committee))

    return announce


def look_message(heard: HeardMessage) -> Message:
    """Ask whoever wrote it, and nobody else, whether it is for us."""
    value = {"t": heard.text[:MAX_VALUE], "ts": heard.ts, "at": heard.thread_ts}
    yes = button("Yes, look", "look", value, style="primary")
    return Message([paragraph("Shall I look in the papers?"), actions([yes])])


def look_again(heard: HeardMessage, *, office: Office) -> Todo | None:
    """Take a message in that its writer says is for us."""
    office.memory.questions.unhandle(_name(heard))
    called = dataclasses.replace(heard, mentioned=True)
    return take_in(called, event_id=_name(heard), office=office)


def _take_files(heard: HeardMessage, office: Office) -> Todo | None:
    if not office.is_clerk(heard.user):
        return _say(office.refusal(), heard, office)
    pdfs = [file for file in heard.files if is_pdf(file)]
    if not pdfs:
        return _say(sentence(ONLY_PDF), heard, office)
    # A draft's outline is shown where it was dropped.
    problem = None if heard.direct else office.access.workspace.clerks_channel_problem()
    if problem is not None:
        return _say(sentence(f"{problem} {IN_DIRECT}"), heard, office)
    fresh = [office.memory.drops.admit(_drop(file, heard)) for file in pdfs]
    return office.files.tell if any(fresh) else None


def _drop(file: dict[str, Any], heard: HeardMessage) -> Drop:
    return Drop(
        file_id=str(file["id"]),
        name=str(file.get("name") or file.get("title") or f"{file['id']}.pdf"),
        url=str(file.get("url_private_download") or file.get("url_private") or ""),
        channel=heard.channel,
        thread_ts=heard.thread_ts,
        user=heard.user,
    )


def _say(
    message: Message, heard: HeardMessage, office: Office, *, aloud: bool = True
) -> Todo | None:
    """Answer a message, once; to its writer alone if not `aloud`, or if it can't be said there."""

    def say() -> None:
        if aloud:
            try:
                office.delivery.post(message, channel=heard.channel, thread_ts=heard.thread_ts)
                return
            except SLACK_TROUBLES as exc:
                log.warning("say=failed error=%s", error_name(exc))
        try:
            office.delivery.tell(
                message,
                channel=heard.channel,
                user=heard.user,
                thread_ts=heard.thread_ts if heard.in_thread else None,
            )
        except SLACK_TROUBLES as exc:
            log.warning("whisper=failed error=%s", error_name(exc))

    return None if office.memory.questions.handled(_name(heard)) else say


def _name(heard: HeardMessage) -> str:
    # By message, not by event: a mention comes as two events about one message.
    return f"message:{heard.channel}:{heard.ts}"


# --- a question typed into a form: we say it in its thread, then it is answered like any other


def say_form(asked: AskedQuestion, office: Office, *, again: bool = False) -> None:
    """Say who asks what, and let it be answered.

    Args:
        again: it may have been said when we died.

    Raises:
        SlackClientError and kin: it cannot be said there; it is given up.
    """
    said = Message([paragraph(person(asked.user), f" asks: {asked.text}")])
    try:
        channel, ts, thread_ts = _post(said, asked, office, again=again)
    except SLACK_TROUBLES:
        office.memory.questions.done(asked, state="failed")
        raise
    asked = office.memory.questions.said(asked, channel=channel, message_ts=ts, thread_ts=thread_ts)
    office.worker.wake()
    office.worker.announce(asked, SEARCHING)


def _post(
    said: Message, asked: AskedQuestion, office: Office, *, again: bool
) -> tuple[str, str, str]:
    """Say it in its thread; in our direct messages where we are not in the channel, as
    beneath a link that unfurled there. Gives (channel, ts, thread)."""
    once: dict[str, Any] = {"request_id": f"form-{asked.id}", "again": again}
    try:
        channel, ts = office.delivery.post(
            said, channel=asked.channel, thread_ts=asked.thread_ts or None, **once
        )
    except SLACK_TROUBLES as exc:
        if error_name(exc) not in NOT_THERE:
            raise
        channel, ts = office.delivery.post(said, channel=asked.user, **once)
        return channel, ts, ts
    return channel, ts, asked.thread_ts or ts
