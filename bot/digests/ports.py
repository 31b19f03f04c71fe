"""What the digests need from outside: where papers are, and a way to post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.digests.meeting_papers import Known, Paper
from bot.digests.parts import Part
from indexer.council.problems import PackhorseError
from indexer.sources.facts import CalendarEntry

__all__ = ["Library", "Outgoing", "PostRefused", "PostUnsure", "Poster"]


class PostUnsure(PackhorseError):
    """It is not known whether a message arrived, or the other side is down: try again."""


class PostRefused(PackhorseError):
    """The message cannot be posted there. The sentence says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message to be posted.

    Attributes:
        key: what it is known by: the same key is never posted twice.
        parts: what it says.
        proposes: the key of the digest that clerks are asked to approve with it.
        ours: the first part is in our own words: an ID in it is shown as a name. So it is where
            something is proposed.
    """

    key: str
    parts: tuple[Part, ...]
    proposes: str | None = None
    ours: bool = False


class Poster(Protocol):
    """A way to post messages that can be found again by their key."""

    def post(
        self, target: str, message: Outgoing, *, since: dt.datetime, thread: str | None = None
    ) -> tuple[str, str]:
        """Post a message, unless one with its key is there already.

        Args:
            target: a channel, or a member for a direct message.
            since: no earlier message can be it (UTC).
            thread: the message that it answers.

        Returns:
            Where it is and what it is known by there (channel, ts).

        Raises:
            PostUnsure, PostRefused
        """


class Library(Protocol):
    """Where the papers are."""

    def known(self) -> Sequence[Known]:
        """Every published document that is for a committee's meeting; one that is for
        two, twice."""

    def listed(self) -> Sequence[CalendarEntry]:
        """The meetings to come that councils' sites list."""

    def papers(self, documents: Sequence[str]) -> Sequence[Paper]:
        """Those of the documents that are published now, the main pack first."""
