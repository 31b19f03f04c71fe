"""Questions that the papers did not answer go to the clerks, and their replies come back."""

from __future__ import annotations

from bot.memory.clerks import Reply
from bot.memory.questions import AskedQuestion
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, error_name
from bot.slack.office import Office
from bot.slack.triage import HeardMessage
from bot.slack.views.phrases import relay_message, reply_message, sentence
from bot.slack.worker import thread_of

__all__ = ["bring_back", "keep_reply", "pass_on"]

ASKED = "I have passed your question on to the clerk; the reply will come here."
ALREADY = "That question is with the clerk already; the reply will come here."
NO_CLERKS = "I could not reach the clerks' channel: please ask your clerk directly."
GONE = "That question is no longer kept, so I don't know whom to send this to."
BROUGHT = "I have passed your reply on to them."
WORDS_BROUGHT = "I have passed your words on to them, but not the file: I said that there is one."
KEPT_HERE = "I have kept that here: I pass on to the asker what you write without mentioning anybody, but not files."
FILE_LEFT = "(There was a file with it, which I can't pass on: please ask the clerk for it.)"
NOT_BROUGHT = "I could not reach the asker any more: please tell them directly."


def pass_on(asked: AskedQuestion, office: Office) -> str:
    """Send a question to the clerks, once; gives what to tell the asker."""
    channel = office.settings.slack_clerks_channel
    if not channel:
        return NO_CLERKS
    if office.access.workspace.clerks_channel_problem() is not None:
        log.error("relay=refused: the clerks' channel is not private")
        return NO_CLERKS
    if not office.memory.relays.begin(asked.request_id):
        return ALREADY
    permalink = None
    if asked.origin == "message" and not asked.direct:
        permalink = office.delivery.permalink(channel=asked.channel, ts=asked.message_ts)
    try:
        message = relay_message(user=asked.user, question=asked.text, permalink=permalink)
        place, ts = office.delivery.post(message, channel=channel)
    except SLACK_TROUBLES as exc:
        log.error("relay=failed request=%s error=%s", asked.request_id, error_name(exc))
        office.memory.relays.withdraw(asked.request_id)
        return NO_CLERKS
    office.memory.relays.placed(asked.request_id, channel=place, ts=ts)
    log.info("relay=asked request=%s", asked.request_id)
    return ASKED


def keep_reply(request_id: str, heard: HeardMessage, office: Office) -> Reply | None:
    """Put a clerk's reply on disk; None where it is there already, or is but thanks.

    What names somebody is the clerks' own talk: of that, and of files, no word is kept.
    """
    if not heard.files and office.worker.desk.heard(heard.text).talk == "thanks":
        return None
    text = "" if heard.to_others else heard.text
    if text and heard.files:
        text = f"{text}\n{FILE_LEFT}"
    return office.memory.relays.keep(
        Reply(
            request_id=request_id,
            channel=heard.channel,
            message_ts=heard.ts,
            thread_ts=heard.thread_ts,
            user=heard.user,
            text=text,
        )
    )


def bring_back(reply: Reply, office: Office, *, again: bool = False) -> None:
    """Bring a clerk's reply to where the question was asked. `again`: it was on its way when
    we died, and may have arrived."""
    asked = office.memory.questions.find(reply.request_id)
    said = GONE
    if not reply.text:
        said = KEPT_HERE
    elif asked is not None:
        try:
            told = reply_message(user=reply.user, question=asked.text, reply=reply.text)
            there = thread_of(asked) if asked.origin == "message" else {"channel": asked.user}
            office.delivery.post(told, **there, request_id=f"reply-{reply.id}", again=again)
            log.info("relay=answered request=%s", reply.request_id)
            said = WORDS_BROUGHT if reply.text.endswith(FILE_LEFT) else BROUGHT
        except SLACK_TROUBLES as exc:
            log.error("relay=undelivered request=%s error=%s", reply.request_id, error_name(exc))
            said = NOT_BROUGHT
    office.memory.relays.settled(reply)
    try:
        office.delivery.tell(
            sentence(said), channel=reply.channel, user=reply.user, thread_ts=reply.thread_ts
        )
    except SLACK_TROUBLES as exc:
        log.error("relay=untold request=%s error=%s", reply.request_id, error_name(exc))
