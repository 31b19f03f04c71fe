"""Which papers may be quoted to whom, and where.

A restricted committee's papers are quoted only in private channels that a clerk has set
to that committee, and, in direct messages and answers that only the asker sees, to the
members of those channels. When Slack cannot tell who is a member, nobody is. While any
committee is restricted, a paper that does not say whose it is may be any of theirs: it is
for whoever may read all of them.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.digests.papers import same_committee
from bot.memory import Memory
from bot.slack.ports import Card, Papers

__all__ = ["Reach"]

log = logging.getLogger("packhorse.slack")

KEEP_SECONDS = 120


class Reach:
    """Decides, for a reader and a place, which documents exist."""

    def __init__(
        self, papers: Papers, memory: Memory, client: WebClient,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._papers = papers
        self._memory = memory
        self._client = client
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], tuple[float, object]] = {}

    def cards(self, *, user: str, channel: str | None, alone: bool) -> tuple[Card, ...]:
        """The documents that may be quoted.

        Args:
            user: who asks.
            channel: where; None: in their Home tab.
            alone: only the asker will see it.
        """
        restricted = self._memory.places.restricted()
        allowed: dict[str, bool] = {}
        out = []
        for card in self._papers.cards():
            closed = _match(card.committee, restricted) if card.committee else restricted
            for committee in closed:
                if committee not in allowed:
                    allowed[committee] = self._may(committee, user, channel, alone)
            if all(allowed[committee] for committee in closed):
                out.append(card)
        return tuple(out)

    def documents(
        self, *, user: str, channel: str | None, alone: bool
    ) -> tuple[str, ...] | None:
        """As `cards`, by name; None where nothing is restricted: all."""
        if not self._memory.places.restricted():
            return None
        return tuple(
            card.document for card in self.cards(user=user, channel=channel, alone=alone)
        )

    def card(
        self, document: str, *, user: str, channel: str | None, alone: bool
    ) -> Card | None:
        """One document, if it may be quoted."""
        return next(
            (
                card for card in self.cards(user=user, channel=channel, alone=alone)
                if card.document == document
            ),
            None,
        )

    def may_hear(self, committee: str, target: str) -> bool:
        """Whether a committee's papers may be posted to a channel, or to a member alone.

        Args:
            target: a channel's or a member's id.
        """
        if not _match(committee, self._memory.places.restricted()):
            return True
        if target.startswith(("U", "W")):
            return self._may(committee, target, None, True)
        return self._may(committee, "", target, False)

    def refresh(self) -> None:
        """Forget who is a member of what: something has changed."""
        with self._lock:
            self._kept.clear()

    def _may(self, committee: str, user: str, channel: str | None, alone: bool) -> bool:
        named = [
            place for place, follows in self._memory.places.channels()
            if same_committee(follows, committee)
        ]
        if channel in named and self.is_private(channel):
            return True
        if not alone:
            return False
        return any(self.is_private(place) and user in self._members(place) for place in named)

    def is_private(self, channel: str) -> bool:
        """Whether only invited members of one workspace read a channel."""

        def ask() -> object:
            # https://docs.slack.dev/reference/methods/conversations.info
            found = self._client.conversations_info(channel=channel)["channel"]
            return bool(found.get("is_private")) and not found.get("is_ext_shared")

        return bool(self._kept_or(("private", channel), ask, False))

    def _members(self, channel: str) -> frozenset[str]:
        def ask() -> object:
            members: set[str] = set()
            cursor = ""
            while True:
                # https://docs.slack.dev/reference/methods/conversations.members
                found = self._client.conversations_members(
                    channel=channel, limit=1000, cursor=cursor or None
                )
                members.update(found["members"])
                cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    return frozenset(members)

        kept = self._kept_or(("members", channel), ask, frozenset())
        return kept if isinstance(kept, frozenset) else frozenset()

    def _kept_or(
        self, key: tuple[str, str], ask: Callable[[], object], otherwise: object
    ) -> object:
        with self._lock:
            kept = self._kept.get(key)
            if kept and self._clock() - kept[0] < KEEP_SECONDS:
                return kept[1]
        try:
            value = ask()
        except (SlackClientError, OSError) as exc:
            log.warning("reach=%s unknown, refused: %s", key[0], type(exc).__name__)
            return otherwise
        with self._lock:
            self._kept[key] = (self._clock(), value)
        return value


def _match(committee: str, among: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in among if same_committee(committee, name))
