"""The workspace's state: people, channels, messages, files, and faults to come."""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

__all__ = ["BOT_USER", "Channel", "Fault", "Refused", "Workspace"]

BOT_USER = "UPACKHORSE"
BOT_ID = "BPACKHORSE"
APP_ID = "APACKHORSE"
TEAM = "TCOUNCIL"

ACK_SECONDS = 15.0
"""Slack gives three (apis/events-api/#retries); a busy machine that plays all parts at once
gets more. What must not be waited for before an acknowledgement, the tests hold up for good."""


class Refused(Exception):
    """Slack says ``ok: false`` with this error."""

    def __init__(self, error: str, messages: list[str] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []


@dataclass
class Fault:
    """What goes wrong at the next call of a method.

    `status` 429 and 5xx answer with that status; 200 with ``ok: false`` and `error`.
    `after`: the call does its work first, then the answer is lost.
    """

    status: int = 200
    error: str = ""
    retry_after: int = 1
    after: bool = False


@dataclass
class Channel:
    """A channel or direct message. `messages` by ts, oldest first."""

    id: str
    private: bool = False
    shared: bool = False
    im: bool = False
    members: set[str] = field(default_factory=set)
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)


class Workspace:
    """Everything that Slack would keep. Guarded by `lock`."""

    def __init__(self, *, scopes: set[str], bot_token: str, app_token: str) -> None:
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.scopes = scopes
        self.bot_token = bot_token
        self.app_token = app_token
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, list[str]] = {}
        self.people: dict[str, dict[str, Any]] = {}  # what sets a user apart from a member
        self.files: dict[str, dict[str, Any]] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.opened: list[dict[str, Any]] = []
        self.prompts: dict[str, list[dict[str, str]]] = {}
        self.statuses: list[tuple[str, str, str]] = []
        self.status_now: dict[tuple[str, str], str] = {}
        self.whispers: list[dict[str, Any]] = []
        self.responses: list[dict[str, Any]] = []
        self.response_uses: dict[str, int] = {}
        self.triggers: dict[str, float] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: dict[str, deque[Fault]] = {}
        self.sessions: dict[tuple[str, str], list[str]] = {}  # statuses, oldest first
        self.titles: dict[tuple[str, str], str] = {}
        self.no_sessions = True  # as a workspace was until autumn 2026
        self.unfurls: list[dict[str, Any]] = []
        self.no_entities = False  # whether it refuses Work Objects
        self.no_blocks: set[str] = set()  # kinds of block that this workspace refuses
        self._numbers = itertools.count(1)
        self._base = int(time.time())

    def ts(self) -> str:
        """A message's ts: seconds, a dot, six digits; unique and growing."""
        return f"{self._base}.{next(self._numbers):06d}"

    def name(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers):09d}"

    def add_channel(
        self,
        name: str,
        *,
        private: bool = False,
        members: tuple[str, ...] = (),
        with_bot: bool = True,
        shared: bool = False,
    ) -> str:
        with self.lock:
            self.channels[name] = Channel(
                name,
                private=private,
                shared=shared,
                members={*members, *({BOT_USER} if with_bot else set())},
            )
        return name

    def direct(self, user: str) -> str:
        """The direct message between a user and the bot."""
        with self.lock:
            for channel in self.channels.values():
                if channel.im and user in channel.members:
                    return channel.id
            name = f"D{user[1:]}"
            self.channels[name] = Channel(name, im=True, private=True, members={user, BOT_USER})
            return name

    def channel(self, name: str | None) -> Channel:
        """The channel, or ``channel_not_found``; a user's id means their direct message."""
        if name and name.startswith("U"):
            name = self.direct(name)
        if not name or name not in self.channels:
            raise Refused("channel_not_found")
        return self.channels[name]

    def put(self, channel: Channel, message: dict[str, Any]) -> dict[str, Any]:
        """Keep a message and tell who waits for one."""
        with self.changed:
            message.setdefault("ts", self.ts())
            message["type"] = "message"
            channel.messages[message["ts"]] = message
            thread = message.get("thread_ts")
            if message.get("bot_id") and thread:
                self.status_now.pop((channel.id, thread), None)
            self.changed.notify_all()
            return message

    def note(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method go wrong, one fault a call."""
        with self.lock:
            self.faults.setdefault(method, deque()).extend(faults)

    def thread(self, channel: str, thread_ts: str) -> list[dict[str, Any]]:
        """A thread's messages, oldest first, its parent among them."""
        with self.lock:
            return [
                message
                for message in self.channels[channel].messages.values()
                if thread_ts in (message.get("thread_ts"), message["ts"])
            ]

    def bot_messages(self, channel: str, thread_ts: str | None = None) -> list[dict[str, Any]]:
        """What the bot said in a channel, or in one thread of it."""
        with self.lock:
            return [
                message
                for message in self.channels[channel].messages.values()
                if message.get("bot_id")
                and (thread_ts is None or message.get("thread_ts") == thread_ts)
            ]

    def new_trigger(self) -> str:
        with self.lock:
            trigger = self.name("trigger.")
            self.triggers[trigger] = time.monotonic()
            return trigger
