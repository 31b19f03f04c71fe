"""What was wrong with an answer, and the box for asking about an item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_sdk.models.blocks import PlainTextInputElement, RadioButtonsElement
from slack_sdk.models.views import View

from bot.slack.slack_text import shorten
from bot.slack.views.message import field, modal, options, paragraph

__all__ = ["REASONS", "ask_modal", "wrong_modal"]

REASONS = (
    ("page", "The page does not say that"),
    ("missing", "Something is missing"),
    ("not asked", "It is not what I asked"),
    ("old", "It is out of date"),
    ("not found", "The papers do say it, and you didn't find it"),
    ("other", "Something else"),
)


def wrong_modal(request_id: str) -> View:
    reasons = RadioButtonsElement(action_id="reason", options=options(REASONS))
    comment = PlainTextInputElement(action_id="comment", multiline=True, max_length=2_000)
    return modal(
        "What was wrong?",
        [
            field("reason", "Which is nearest?", reasons),
            field(
                "comment",
                "Anything that helps to put it right",
                comment,
                optional=True,
                hint="The clerks read this.",
            ),
        ],
        close="Skip",
        submit="Send",
        name="feedback_wrong",
        kept={"q": request_id},
    )


def ask_modal(about: str, *, kept: Mapping[str, Any]) -> View:
    """A question about one document or item of it."""
    question = PlainTextInputElement(
        action_id="question", multiline=True, min_length=2, max_length=1_500
    )
    return modal(
        "Ask about this",
        [paragraph(shorten(about, 400)), field("question", "Your question", question)],
        close="Cancel",
        submit="Ask",
        name="ask_about",
        kept=kept,
    )
