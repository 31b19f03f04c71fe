"""What the Slack part needs from the rest, as protocols, and its own settings.

Nothing in `bot.slack` imports the index or the answering itself: `app.py` hands in
objects that fit these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.answers.answer import Answer, Claim, Question
from bot.answers.question_kinds import Heard
from bot.digests.meeting_papers import Paper
from bot.people.access import Names
from indexer.council.packs import Pack, PdfPage
from indexer.evidence.passages import Unit

__all__ = ["AnswerDesk", "Card", "Papers", "SlackSettings"]


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
        streaming: show an answer as it is written out, where Slack lets us.
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
    streaming: bool = True
    files: Path = Path("files")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A published document in one line.

    Attributes:
        document: its name in the index.
        title: as a person would name it ("Agenda pack, 27 January 2022").
        committee, date, time, venue: of its meeting, None where unknown.
        pages: how many.
        url: its published address, without ``#page=``, or None.
        superseded_by: the document that replaces it, or None.
    """

    document: str
    title: str
    committee: str | None = None
    date: dt.date | None = None
    time: str | None = None
    venue: str | None = None
    pages: int = 0
    url: str | None = None
    superseded_by: str | None = None


class AnswerDesk(Protocol):
    """Where questions are answered."""

    def answer(self, question: Question) -> Answer:
        """The checked answer.

        Raises:
            PackhorseError: its sentence is shown to the asker.
        """

    def at_once(self, question: Question) -> Answer | None:
        """The answer where it needs no search; None where it does."""

    def heard(self, message: str) -> Heard:
        """What a message is: a courtesy, something said to others, or a question."""


class Papers(Protocol):
    """The papers themselves, the published ones: drafts are not here."""

    def names(self) -> Names:
        """Every published document with the bodies that it is of, those too that are not to
        be known before a later day."""

    def cards(self) -> Sequence[Card]:
        """Every published document."""

    def pack(self, document: str) -> Pack | None:
        """A document understood, or None where there is none."""

    def paper(self, document: str) -> Paper | None:
        """A published document with its pages' words, or None where there is none."""

    def points(self, document: str) -> Mapping[str, Sequence[Claim]]:
        """What a councillor should be told first of each item, by its number; of a paper
        without items under ""."""

    def page_text(self, document: str, pdf_page: PdfPage) -> str | None:
        """The page's own words, or None where there is no such page."""

    def rows_on(self, document: str, pdf_page: PdfPage) -> Sequence[Unit]:
        """The rows of tables on a page, those of which the cells are known."""

    def page_picture(self, document: str, pdf_page: PdfPage, quotes: Sequence[str]) -> bytes | None:
        """The page as PNG with `quotes` highlighted; None where its file is gone."""

    def pages_pdf(self, document: str, pages: Sequence[PdfPage]) -> bytes | None:
        """Those of some pages that are not exempt, as a PDF; None where there is none of
        them, or their file is gone.

        Raises:
            PackhorseError: its sentence is shown to the member.
        """

    def index(self, path: Path, *, progress: Callable[[int, int], None]) -> Pack:
        """Index a file as a draft that no search finds before `publish`.

        Args:
            progress: called with (pages done, pages in all).

        Raises:
            PackhorseError: its sentence is shown to the clerk.
        """

    def publish(self, document: str) -> None:
        """Let everybody find a draft; it replaces a document of the same name."""

    def discard(self, document: str) -> None:
        """Delete a draft. A published document of the same name stays."""

    def remove(self, document: str) -> bool:
        """Delete a published document. False: there is none of that name."""

    def trouble(self) -> str | None:
        """None where questions can be answered, else what is wrong in one sentence."""
