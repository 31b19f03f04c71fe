"""Who is a clerk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from slack_sdk import WebClient

from bot.settings import Settings
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, error_name, hasty_client

__all__ = ["SlackRoles"]

KEEP_SECONDS = 300
"""How long a group's membership is believed before Slack is asked again."""

RETRY_SECONDS = 10
"""As long as that where Slack could not say."""

ASK_SECONDS = 2
"""Of a message we may have to know it before Slack is told, within three, that we have it."""


class SlackRoles:
    """Clerks are the listed users and the members of a user group.

    Where Slack cannot be asked, only the listed users and what was known before count.
    """

    def __init__(
        self,
        settings: Settings,
        client: WebClient,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._client = hasty_client(client, ASK_SECONDS)
        self._clock = clock
        self._lock = threading.Lock()
        self._members: frozenset[str] = frozenset()
        self._until: float | None = None

    def is_clerk(self, user: str) -> bool:
        return user in self._settings.slack_clerks or user in self._group()

    def refusal(self) -> str:
        """The sentence for somebody who is no clerk: whom to ask."""
        if self._settings.slack_clerks_channel or self.some():
            return "Only clerks can do that: please ask your clerk, who will see to it."
        return "Only clerks can do that, and nobody has told me who they are: ask your IT team."

    def some(self) -> tuple[str, ...]:
        """Up to three clerks, for whoever has to ask one."""
        return (self._settings.slack_clerks or tuple(sorted(self._group())))[:3]

    def _group(self) -> frozenset[str]:
        group = self._settings.slack_clerk_group
        if not group:
            return frozenset()
        with self._lock:
            if self._until is None or self._clock() > self._until:
                keep = KEEP_SECONDS
                try:
                    # https://docs.slack.dev/reference/methods/usergroups.users.list
                    found = self._client.usergroups_users_list(usergroup=group)
                    self._members = frozenset(found["users"])
                except SLACK_TROUBLES as exc:
                    log.warning("clerks=unknown error=%s", error_name(exc))
                    keep = RETRY_SECONDS
                # From now on: others have waited at the lock for this answer.
                self._until = self._clock() + keep
            return self._members
