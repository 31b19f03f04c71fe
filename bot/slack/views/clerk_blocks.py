"""What clerks see: questions passed on to them, files on their way in."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.slack.slack_text import shorten
from bot.slack.views.message import Message, bold, context, link, paragraph, person, pieces, quote

__all__ = ["progress_message", "relay_message", "reply_message"]


def relay_message(*, user: str, question: str, permalink: str | None) -> Message:
    """A councillor's question that the papers did not answer."""
    blocks: list[Block] = [
        paragraph(person(user), " asked something that I could not find in the papers:"),
    ]
    blocks.extend(quote(piece) for piece in pieces(question))
    if permalink:
        blocks.append(paragraph(link("Where it was asked", permalink)))
    blocks.append(context("Reply in this thread: I pass your reply on to them."))
    return Message(blocks)


def reply_message(*, user: str, question: str, reply: str) -> Message:
    """A clerk's reply, brought back to who asked."""
    return Message(
        [
            paragraph(
                bold("The clerk replies"),
                " (",
                person(user),
                ") to: ",
                f"“{shorten(question, 300)}”",
            ),
            *(quote(piece) for piece in pieces(reply)),
            context("This is the clerk's own answer, not taken from the papers by me."),
        ]
    )


def progress_message(name: str, done: int, total: int) -> Message:
    """How far the reading of a dropped file is."""
    if total <= 0:
        return Message([paragraph(f"Reading {shorten(name, 200)} …")])
    return Message([paragraph(f"Reading {shorten(name, 200)} … {done} of {total} pages")])
