"""What was wrong with an answer, and the box for asking about an item."""

from __future__ import annotations

from slack_sdk.models.blocks import (
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.slack.slack_text import shorten
from bot.slack.views.message import label, modal, paragraph

__all__ = ["REASONS", "ask_modal", "wrong_modal"]

REASONS = (
    ("page", "The page does not say that"),
    ("missing", "Something is missing"),
    ("not asked", "It is not what I asked"),
    ("old", "It is out of date"),
    ("not found", "The papers do say it, and you didn't find it"),
    ("other", "Something else"),
)


def wrong_modal(request_id: str, *, channel: str) -> View:
    return modal(
        "What was wrong?",
        [
            InputBlock(
                block_id="reason",
                label=label("Which is nearest?", 200),
                element=RadioButtonsElement(
                    action_id="reason",
                    options=[Option(value=value, text=label(text)) for value, text in REASONS],
                ),
            ),
            InputBlock(
                block_id="comment",
                optional=True,
                label=label("Anything that helps to put it right", 200),
                hint=label("The clerks read this.", 200),
                element=PlainTextInputElement(
                    action_id="comment", multiline=True, max_length=2_000
                ),
            ),
        ],
        close="Skip",
        submit="Send",
        name="feedback_wrong",
        kept={"q": request_id, "channel": channel},
    )


def ask_modal(*, about: str, value: dict[str, str], channel: str, thread_ts: str) -> View:
    """A question about one document or item of it."""
    return modal(
        "Ask about this",
        [
            paragraph(shorten(about, 400)),
            InputBlock(
                block_id="question",
                label=label("Your question", 200),
                element=PlainTextInputElement(
                    action_id="question", multiline=True, min_length=2, max_length=1_500
                ),
            ),
        ],
        close="Cancel",
        submit="Ask",
        name="ask_about",
        kept={**value, "channel": channel, "thread": thread_ts},
    )
