"""Our own fixed sentences, and short messages: the help, a refusal, trouble, a relayed question."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.slack.slack_text import shorten
from bot.slack.views.message import (
    Message,
    Part,
    bold,
    bullets,
    context,
    header,
    link,
    paragraph,
    person,
    pieces,
    quote,
)

__all__ = [
    "COMMAND",
    "help_message",
    "progress_message",
    "refusal",
    "relay_message",
    "reply_message",
    "sentence",
    "trouble",
]

COMMAND = "/packhorse"
CLERKS_ONLY = "Only clerks can do that"
MAX_NAMED = 3
"""Clerks who are named to somebody who has to ask one."""

HOW = (
    "Write to me here, mention me in a channel, or type /packhorse and your question "
    "(then only you see the answer).",
    "In a thread where I have answered, just carry on asking: no mention is needed.",
    "Every answer names its pages. “Show p. 5” opens page 5 with the words marked.",
)

CANNOT = (
    "I only know the papers that have been published and given to me: if they don't say, I say so.",
    "I give no advice and no opinions, and I don't know what was said at a meeting before "
    "its minutes are in a pack.",
    "Exempt papers are not here.",
)

EXAMPLES = (
    ("/packhorse ask QUESTION", "only you see the answer"),
    ("/packhorse next", "the next meeting and its pack"),
    ("/packhorse item 6", "one item of the next pack"),
    ("/packhorse pages 93-96", "pages by their printed numbers"),
    ("/packhorse print 93-96", "those pages as a PDF in a direct message"),
    ("/packhorse actions", "recommendations being followed up, overdue ones first"),
    ("/packhorse plan", "upcoming decisions in the forward plan"),
    ("/packhorse papers", "the papers that I have"),
    (
        "/packhorse catch-up COMMITTEE",
        "its last three meetings in ten lines: agreed, still open, what comes next",
    ),
    (
        "/packhorse follow COMMITTEE",
        "its meetings in your Home tab and its digests; “unfollow” undoes this",
    ),
    ("/packhorse mute COMMITTEE", "no direct messages about it; “unmute” undoes this"),
    (
        "/packhorse words add Claremont Road",
        "a direct message when a new paper mentions it; words list, words remove …",
    ),
    ("/packhorse help", "this list"),
)

CLERK_EXAMPLES = (
    ("/packhorse schedule", "when digests are posted, and where"),
    ("/packhorse committee NAME", "this channel is about that committee; “none” undoes this"),
    (
        "/packhorse restrict COMMITTEE",
        "from its first paper on, its papers are quoted only in private channels that are set to it, and to their members",
    ),
    ("/packhorse unrestrict COMMITTEE", "everybody may ask about it again"),
    (
        "/packhorse committees",
        "the committees that I know; “merge ONE into OTHER” and “part ONE of OTHER” put them right",
    ),
    ("/packhorse remove DOCUMENT", "take a document out"),
)


def help_message(*, clerk: bool, unknown: str | None = None) -> Message:
    """How to ask. `unknown` is what was typed that we don't know."""
    blocks: list[Block] = []
    if unknown:
        blocks.append(paragraph(f"I don't know “{unknown}”. This is what I understand:"))
    else:
        blocks.append(header("How to ask Packhorse"))
        blocks.append(bullets([[line] for line in HOW]))
    blocks.append(bullets([[bold(typed), f" – {what}"] for typed, what in EXAMPLES]))
    if clerk:
        blocks.append(paragraph(bold("For clerks")))
        blocks.append(bullets([[bold(typed), f" – {what}"] for typed, what in CLERK_EXAMPLES]))
        blocks.append(context("Drop a PDF in the clerks' channel or here to add a pack."))
    blocks.append(paragraph(bold("What I can't do")))
    blocks.append(bullets([[line] for line in CANNOT]))
    return Message(blocks)


def sentence(text: str) -> Message:
    """Words of our own; in pieces where they are long."""
    return Message([paragraph(piece) for piece in pieces(text)])


def refusal(clerks: Sequence[str], *, reached: bool) -> Message:
    """For somebody who is no clerk: whom to ask, by name where we know it.

    Args:
        reached: a clerk can be reached by us.
    """
    if not reached:
        return sentence(f"{CLERKS_ONLY}, and nobody has told me who they are: ask your IT team.")
    said = f"{CLERKS_ONLY}: please ask your clerk, who will see to it."
    named: list[Part] = []
    for number, user in enumerate(clerks[:MAX_NAMED]):
        last = number == len(clerks[:MAX_NAMED]) - 1
        named += [" or " if last else ", ", person(user)]
    if not named:
        return sentence(said)
    return Message([paragraph(f"{CLERKS_ONLY}: please ask ", *named[1:], ".")], text=said)


def trouble(request_id: str, why: str | None = None) -> Message:
    """Something broke. `why` is a sentence written for people, never an exception's text."""
    said = why or "Something went wrong on my side and I could not answer that."
    number = context(f"If it happens again, give your clerk this reference: {request_id}")
    return Message([paragraph(said), number])


def relay_message(*, user: str, question: str, permalink: str | None) -> Message:
    """A councillor's question that had no sure answer from the papers."""
    said = " asked this, and I have no sure answer from the papers:"
    blocks: list[Block] = [paragraph(person(user), said), *map(quote, pieces(question))]
    if permalink:
        blocks.append(paragraph(link("Where it was asked", permalink)))
    blocks.append(context("Reply in this thread: I will pass your reply on to them."))
    return Message(blocks)


def reply_message(*, user: str, question: str, reply: str) -> Message:
    """A clerk's reply, brought back to who asked."""
    head: list[Part] = [
        bold("The clerk replies"),
        " (",
        person(user),
        f") to: “{shorten(question, 300)}”",
    ]
    own = context("This is the clerk's own answer, not taken from the papers by me.")
    return Message([paragraph(*head), *map(quote, pieces(reply)), own])


def progress_message(name: str, done: int = 0, total: int = 0) -> Message:
    """How far the reading of a dropped file is."""
    far = f" {done} of {total} pages" if total else ""
    return sentence(f"Reading {shorten(name, 200)} …{far}")
