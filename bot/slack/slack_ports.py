"""What the Slack part needs from the rest, as protocols, and its own settings.

Nothing in `bot.slack` imports the index or the answering itself: `app.py` hands in
objects that fit these.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.answers.answer import Answer, Question
from bot.answers.question_kinds import MessageKind

__all__ = ["AnswerDesk", "SlackSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """How this bot is tied to a workspace.

    Attributes:
        bot_token: ``xoxb-…``.
        app_token: ``xapp-…`` for Socket Mode; None: HTTP.
        signing_secret: HTTP mode's; requests with another signature are refused.
        api_url: Slack's API host, such as GovSlack's.
        host, port: where HTTP mode listens.
        clerks: user ids of clerks; clerk_group: a user group whose members are clerks.
        clerks_channel: where packs are dropped and questions are passed on to.
        open_clerks_channel: so even where it is not private.
        guests, outsiders: whether guests, and members of other organisations, are answered.
        retention_days: after this, questions, answers and feedback are deleted.
        workers: how many questions are answered at a time.
        max_waiting: with more than this in the queue, new askers are told to come back.
        files: a folder for dropped files.
    """

    bot_token: str
    app_token: str | None = None
    signing_secret: str | None = None
    api_url: str = "https://slack.com/api/"
    host: str = "0.0.0.0"
    port: int = 3000
    clerks: tuple[str, ...] = ()
    clerk_group: str | None = None
    clerks_channel: str | None = None
    open_clerks_channel: bool = False
    guests: bool = False
    outsiders: bool = False
    retention_days: int = 90
    workers: int = 2
    max_waiting: int = 200
    files: Path = Path("files")


class AnswerDesk(Protocol):
    """Where questions are answered."""

    def answer(self, question: Question) -> Answer:
        """The checked answer.

        Raises:
            PackhorseError: its sentence is shown to the asker.
        """

    def at_once(self, question: Question) -> Answer | None:
        """The answer where it needs no search; None where it does."""

    def heard(self, message: str) -> MessageKind:
        """What a message is: a courtesy, something said to others, or a question."""
