"""Who is who in the workspace, as Slack tells it: members, readers of channels, clerks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from slack_sdk import WebClient

from bot.memory import Memory
from bot.papers import Papers
from bot.people.access import AccessPolicy, Workspace
from bot.settings import Settings
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, error_name, every, hasty_client, web_client

__all__ = ["SlackWorkspace", "open_access"]

KEEP_SECONDS = 120
"""How long it is believed who reads a channel."""

KEEP_PERSON_SECONDS = 3600
"""How long it is believed what somebody is; while Slack is away, until it is back."""

KEEP_GROUP_SECONDS = 300
"""How long a group's membership is believed before Slack is asked again."""

RETRY_SECONDS = 10
"""After this Slack is asked again for the clerks where it could not say."""

MOST_KEPT = 5_000

ASK_SECONDS = 2
"""How long Slack may take to say: within three seconds it wants to hear that we have a message."""

GUEST = "I answer members of this workspace, and you are a guest here: please ask your clerk."
OUTSIDER = (
    "I answer members of this workspace, and you belong to another organisation: please ask the "
    "council’s clerk."
)
UNKNOWN = (
    "Slack cannot tell me just now whether you are a member of this workspace: please try "
    "again in a minute."
)
NO_PERMISSION = (
    "I may not ask Slack who is a member of this workspace: please tell your IT team that the app "
    "lacks the permission users:read."
)

T = TypeVar("T")


def open_access(settings: Settings, papers: Papers, memory: Memory) -> AccessPolicy:
    """Who may read what in a workspace."""
    client = web_client(token=settings.bot_token, base_url=settings.slack_api_url)
    return AccessPolicy(papers.names, memory, SlackWorkspace(settings, client))


class SlackWorkspace(Workspace):
    """Asks Slack, and believes the answer for a while."""

    def __init__(
        self,
        settings: Settings,
        client: WebClient,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._client = client
        self._hasty = hasty_client(client, ASK_SECONDS)
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], tuple[float, Any]] = {}

    def refusal(self, user: str) -> str | None:
        settings = self._settings
        if settings.slack_guests and settings.slack_outsiders:
            return None
        try:
            what = self._asked(("person", user), lambda: self._what(user), KEEP_PERSON_SECONDS)
        except SLACK_TROUBLES as exc:
            name = error_name(exc)
            if name == "missing_scope":
                return NO_PERMISSION
            if name in ("user_not_found", "user_not_visible"):
                what = "outsider"
            else:
                log.warning("person=unknown")
                _, what = self._kept.get(("person", user), (0.0, ""))
                if not what:
                    return UNKNOWN
        if what == "guest" and not settings.slack_guests:
            return GUEST
        return OUTSIDER if what == "outsider" and not settings.slack_outsiders else None

    def _what(self, user: str) -> str:
        """member, guest or outsider (https://docs.slack.dev/reference/objects/user-object)."""
        found = self._hasty.users_info(user=user)["user"]
        if found.get("is_stranger") or found.get("deleted"):
            return "outsider"
        ours = self._asked(("us", ""), self._hasty.auth_test, float("inf"))
        enterprise = found.get("enterprise_user") or {}
        org = enterprise.get("enterprise_id") or found.get("enterprise_id")
        team = found.get("team_id")
        if team and team != ours["team_id"] and not (org and org == ours.get("enterprise_id")):
            return "outsider"
        return "guest" if found.get("is_restricted") else "member"

    def is_private(self, channel: str) -> bool:
        def ask() -> bool:
            # https://docs.slack.dev/reference/methods/conversations.info
            found = self._client.conversations_info(channel=channel)["channel"]
            return bool(found.get("is_private")) and not found.get("is_ext_shared")

        return self._asked_or(("private", channel), ask, False)

    def members(self, channel: str) -> frozenset[str]:
        def ask() -> frozenset[str]:
            # https://docs.slack.dev/reference/methods/conversations.members
            listed = self._client.conversations_members
            return frozenset(every(listed, "members", channel=channel, limit=1000))

        return self._asked_or(("members", channel), ask, frozenset())

    def refresh(self) -> None:
        with self._lock:
            of_channels = [key for key in self._kept if key[0] in ("private", "members")]
            for key in of_channels:
                del self._kept[key]

    def clerks(self) -> frozenset[str]:
        """The listed members, and those of a user group as far as Slack can say."""
        group = self._settings.slack_clerk_group
        return frozenset(self._settings.slack_clerks) | (self._group(group) if group else set())

    def _group(self, group: str) -> frozenset[str]:
        def ask() -> frozenset[str]:
            # https://docs.slack.dev/reference/methods/usergroups.users.list
            return frozenset(self._hasty.usergroups_users_list(usergroup=group)["users"])

        key = ("clerks", group)
        try:
            return self._asked(key, ask, KEEP_GROUP_SECONDS)
        except SLACK_TROUBLES as exc:
            log.warning("clerks=unknown error=%s", error_name(exc))
            known: frozenset[str] = self._kept.get(key, (0.0, frozenset()))[1]
            with self._lock:
                # Not asked again while the same message waits to be acknowledged.
                self._kept[key] = (self._clock() - KEEP_GROUP_SECONDS + RETRY_SECONDS, known)
            return known

    def clerks_channel_problem(self) -> str | None:
        channel = self._settings.slack_clerks_channel
        if not channel or self._settings.slack_open_clerks_channel or self.is_private(channel):
            return None
        return (
            "The clerks’ channel is not private, or is shared with another organisation: "
            "until it is made private, no draft and no member’s question goes there."
        )

    def _asked_or(self, key: tuple[str, str], ask: Callable[[], T], otherwise: T) -> T:
        try:
            return self._asked(key, ask, KEEP_SECONDS)
        except SLACK_TROUBLES as exc:
            log.warning("%s=unknown, refused: %s", key[0], type(exc).__name__)
            return otherwise

    def _asked(self, key: tuple[str, str], ask: Callable[[], T], seconds: float) -> T:
        with self._lock:
            kept = self._kept.get(key)
            if kept and self._clock() - kept[0] < seconds:
                found: T = kept[1]
                return found
        value = ask()
        with self._lock:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = (self._clock(), value)
        return value
