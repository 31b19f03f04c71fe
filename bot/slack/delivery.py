"""Messages on their way to Slack: posted, updated, uploaded.

429 and 5xx are retried by slack_sdk's own handlers (see `web_client`).
"""

from __future__ import annotations

import secrets
import ssl
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    RetryHandler,
)
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.slack import log
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message

__all__ = [
    "ANSWER_EVENT",
    "NOT_THERE",
    "SLACK_TROUBLES",
    "Delivery",
    "channel_of",
    "error_name",
    "every",
    "hasty_client",
    "machine_trust",
    "refused",
    "server_time",
    "tried",
    "web_client",
    "where",
]

ASK_SECONDS = 1
"""How long Slack may take to say whether we are in a channel, while a form waits."""

CLOCK_SECONDS = 10
"""As long as that to say what time it is."""

ANSWER_EVENT = "packhorse_answer"
"""Type of the metadata that each message carries: an answer's its request id, so that
after a crash or a lost reply we can find out whether it arrived."""

SLACK_TROUBLES = (SlackClientError, OSError, HTTPException, TimeoutError)
"""All that a call to Slack can raise."""

BLOCK_REFUSALS = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")

NOT_THERE = ("not_in_channel", "channel_not_found")
"""We are not in a channel, or it is none that we may know of."""

NO_SESSIONS = ("unknown_method", "missing_scope", "not_allowed_token_type")
"""A workspace has no sessions, or the app may not use them: it is not tried again."""

MAX_TITLE = 80
"""Characters of a session's title; Slack takes 200."""

POST_ATTEMPTS = 3

PAGE = 200
"""Messages asked for at a time."""


def web_client(*, token: str, base_url: str) -> WebClient:
    """A client that retries as Slack asks: after ``Retry-After`` on 429, twice on 5xx.

    https://docs.slack.dev/apis/web-api/rate-limits
    """
    return WebClient(token=token, base_url=base_url, timeout=20, retry_handlers=_retries())


def _retries() -> list[RetryHandler]:
    return [
        ConnectionErrorRetryHandler(max_retry_count=2),
        RateLimitErrorRetryHandler(max_retry_count=4),
        ServerErrorRetryHandler(max_retry_count=2),
    ]


def hasty_client(client: WebClient, seconds: int, *retries: RetryHandler) -> WebClient:
    """The same with so much patience, and without retries but these."""
    return WebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=seconds,
        ssl=client.ssl,
        proxy=client.proxy,
        retry_handlers=list(retries),
    )


def error_name(exc: BaseException) -> str:
    """Slack's name for what went wrong, else the exception's type. Never its text."""
    response = getattr(exc, "response", None)
    name = response.get("error") if response is not None else None
    return str(name) if name else type(exc).__name__


def where(exc: BaseException) -> str:
    """Where an exception came from, outermost first, for the log: without its text, in
    which a question may stand."""
    return " > ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(exc.__traceback__)
    )


def refused(exc: BaseException) -> bool:
    """Whether Slack said no, so that nothing was done."""
    return isinstance(exc, SlackApiError) and exc.response.status_code == 200


def channel_of(client: WebClient, target: str) -> str:
    """A channel's id as it is; of a member's, the channel of their direct messages
    (https://docs.slack.dev/reference/methods/conversations.open)."""
    if not target.startswith(("U", "W")):
        return target
    return str(client.conversations_open(users=target)["channel"]["id"])


def every(method: Callable[..., SlackResponse], kind: str, **which: Any) -> Iterator[Any]:
    """What a method of Slack's lists under a key, page by page."""
    cursor = None
    while True:
        found = method(cursor=cursor, **which)
        yield from found[kind]
        cursor = (found.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def machine_trust() -> ssl.SSLContext:
    """The certificate authorities that this machine trusts, a council's own too, as in slack_sdk."""
    return ssl.create_default_context()


def server_time(api_url: str) -> float | None:
    """Seconds since 1970 by Slack's clock; None where it cannot be asked.

    Every answer bears the time (RFC 9110, section 6.6.1); ``api.test`` needs no token.
    """
    try:
        address = f"{api_url.rstrip('/')}/api.test"
        answer = httpx.post(address, timeout=CLOCK_SECONDS, verify=machine_trust())
        return parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (httpx.HTTPError, httpx.InvalidURL, KeyError, ValueError, OverflowError):
        return None


class Delivery:
    """Sends messages as this bot."""

    def __init__(self, client: WebClient) -> None:
        self.client = client
        # Not sent again by itself where it may have arrived in spite of the error.
        once = RateLimitErrorRetryHandler(max_retry_count=4)
        self._once = hasty_client(client, client.timeout, once)
        self._no_sessions = False

    def post(
        self,
        message: Message,
        *,
        channel: str,
        thread_ts: str | None = None,
        request_id: str | None = None,
        again: bool = False,
    ) -> tuple[str, str]:
        """Post a message once: after an error that leaves open whether it arrived, the
        thread or channel is read before it is tried again.

        Args:
            again: it may have been posted before.

        Returns:
            The channel that it went to (a user id becomes that of a direct message) and
            the message's ts.
        """
        name = request_id or f"post-{secrets.token_hex(8)}"
        metadata = {"event_type": ANSWER_EVENT, "event_payload": {"request_id": name}}
        for attempt in range(1, POST_ATTEMPTS + 1):
            try:
                if again or attempt > 1:
                    found = self.find(metadata, channel=channel, thread_ts=thread_ts)
                    if found is not None:
                        return found
                return self.post_as(metadata, message, channel=channel, thread_ts=thread_ts)
            except SLACK_TROUBLES as exc:
                if refused(exc) or attempt == POST_ATTEMPTS:
                    raise
                log.warning("post=retry request=%s error=%s", name, error_name(exc))
                time.sleep(0.5 * attempt)
        raise AssertionError("unreachable")

    def post_as(
        self, metadata: dict[str, Any], message: Message, *, channel: str, thread_ts: str | None
    ) -> tuple[str, str]:
        """Post a message that `find` knows by its metadata, whether or not it is there."""
        response = _sent(
            message,
            self._once.chat_postMessage,
            channel=channel,
            thread_ts=thread_ts,
            metadata=metadata,
            unfurl_links=False,
            unfurl_media=False,
            mrkdwn=False,
        )
        return str(response["channel"]), str(response["ts"])

    def find(
        self,
        metadata: dict[str, Any],
        *,
        channel: str,
        thread_ts: str | None,
        since: float | None = None,
    ) -> tuple[str, str] | None:
        """Channel and ts of the message with some metadata, where it is in a thread or a
        channel (https://docs.slack.dev/messaging/message-metadata).

        Args:
            since: seconds since 1970; None: only a channel's newest messages are read.
        """
        channel = channel_of(self.client, channel)
        which: dict[str, Any] = {"channel": channel, "limit": PAGE, "include_all_metadata": True}
        if thread_ts:
            listed = every(self.client.conversations_replies, "messages", ts=thread_ts, **which)
        else:
            # Without it the newest come first, with it the oldest.
            oldest = None if since is None else f"{since:.6f}"
            history = self.client.conversations_history
            listed = every(history, "messages", oldest=oldest, **which)
        for one in listed if thread_ts or since is not None else islice(listed, PAGE):
            there = one.get("metadata") or {}
            if all(there.get(key) == value for key, value in metadata.items()):
                return channel, str(one["ts"])
        return None

    def update(self, message: Message, *, channel: str, ts: str) -> None:
        """Replace a message of ours."""
        _sent(message, self.client.chat_update, channel=channel, ts=ts)

    def tell(
        self,
        message: Message,
        *,
        user: str,
        channel: str | None = None,
        thread_ts: str | None = None,
        response_url: str | None = None,
        replace: bool = False,
        **once: Any,
    ) -> None:
        """Say something that only `user` sees: by a response URL, else where they are, else in
        a direct message.

        Args:
            thread_ts: as of `whisper`.
            replace: what the response URL was for.
            once: by what `post` knows a direct message that may be there already.
        """
        if response_url and self.respond(message, response_url=response_url, replace=replace):
            return
        if channel and self.whisper(message, user=user, channel=channel, thread_ts=thread_ts):
            return
        self.post(message, channel=user, **once)

    def whisper(self, message: Message, *, user: str, channel: str, thread_ts: str | None) -> bool:
        """Say something in a channel that only `user` sees; False where Slack does not take it.

        Args:
            thread_ts: of a thread in which somebody has answered: in one that nobody has begun
                Slack would not show it
                (https://docs.slack.dev/reference/methods/chat.postEphemeral).
        """
        whisper = self.client.chat_postEphemeral
        try:
            _sent(message, whisper, channel=channel, user=user, thread_ts=thread_ts)
        except SLACK_TROUBLES as exc:
            log.info("whisper=none reason=%s", error_name(exc))
            return False
        return True

    def respond(self, message: Message, *, response_url: str, replace: bool = False) -> bool:
        """Answer a command or a click on a message that only one user sees.

        A response URL works five times in 30 minutes
        (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses).

        Returns:
            False where it works no more.
        """
        webhook = WebhookClient(response_url, timeout=20, retry_handlers=_retries())
        payload = message.payload()
        try:
            response = webhook.send(
                **payload,
                response_type="ephemeral",
                replace_original=replace,
                unfurl_links=False,
                unfurl_media=False,
            )
        except SLACK_TROUBLES as exc:
            log.warning("respond=failed error=%s", error_name(exc))
            return False
        if response.status_code != 200:
            log.warning("respond=failed status=%s", response.status_code)
            if message.instead is not None:
                return self.respond(message.instead, response_url=response_url, replace=replace)
        return bool(response.status_code == 200)

    def working(self, text: str, *, channel: str, thread_ts: str) -> bool:
        """Show that we are at it, with a button to stop us: by the agent's session; as a
        status of some words, which our next message takes away, where there are none.

        https://docs.slack.dev/reference/methods/agents.sessions.setStatus,
        https://docs.slack.dev/reference/methods/assistant.threads.setStatus

        Returns:
            False where Slack shows neither there.
        """
        return self._session("processing", channel, thread_ts) or self._status(
            text, channel, thread_ts
        )

    def resting(self, *, channel: str, thread_ts: str, said: bool = False) -> bool:
        """Show that we are done; `said`: by a message, which took the words away. True where
        there is a session."""
        there = self._session("active", channel, thread_ts)
        if not there and not said:
            self._status("", channel, thread_ts)
        return there

    def entitle(self, title: str, *, channel: str, thread_ts: str) -> None:
        """Name a session (https://docs.slack.dev/reference/methods/agents.sessions.rename)."""
        name = shorten(title, MAX_TITLE)
        rename = self.client.agents_sessions_rename
        tried("title", rename, channel_id=channel, thread_ts=thread_ts, title=name)

    def _session(self, status: str, channel: str, thread_ts: str) -> bool:
        if self._no_sessions:
            return False
        try:
            self.client.agents_sessions_setStatus(
                channel_id=channel, thread_ts=thread_ts, status=status
            )
        except SLACK_TROUBLES as exc:
            log.info("session=none reason=%s", error_name(exc))
            self._no_sessions = error_name(exc) in NO_SESSIONS
            return False
        return True

    def _status(self, text: str, channel: str, thread_ts: str) -> bool:
        show = self.client.assistant_threads_setStatus
        given = tried("status", show, channel_id=channel, thread_ts=thread_ts, status=text)
        return given is not None

    def upload(
        self,
        content: bytes,
        *,
        filename: str,
        title: str,
        alternative: str = "",
        channel: str | None = None,
    ) -> str | None:
        """Give Slack a file, by its three calls; tried again once.

        The middle call goes past slack_sdk's retry handlers.

        Args:
            alternative: what a screen reader says for a picture.
            channel: where it is shown at once; None: nowhere yet.

        Returns:
            The file's id; None where Slack would not have it.
        """
        for attempt in (1, 2):
            try:
                response = self.client.files_upload_v2(
                    content=content,
                    filename=filename,
                    title=title,
                    alt_txt=alternative or None,
                    channel=channel,
                )
                return str(response["files"][0]["id"])
            except SLACK_TROUBLES as exc:
                log.warning("upload=failed attempt=%d error=%s", attempt, error_name(exc))
                if isinstance(exc, SlackApiError):
                    return None
            time.sleep(0.2)
        return None

    def post_picture(self, message: Message, *, channel: str, thread_ts: str | None) -> None:
        """Post a message with a picture that has just been uploaded: until Slack is done with
        it, which takes a moment, it refuses the block."""
        for pause in (0.3, 1.0, 2.0):
            try:
                self.post(replace(message, instead=None), channel=channel, thread_ts=thread_ts)
                return
            except SlackApiError as exc:
                if _stands_in(message, exc) is None:
                    raise
                time.sleep(pause)
        self.post(message, channel=channel, thread_ts=thread_ts)

    def unfurl(
        self, entities: Sequence[dict[str, Any]], shown: dict[str, Message], event: dict[str, Any]
    ) -> None:
        """Show what links lead to, as Work Objects; as blocks where Slack refuses those.

        https://docs.slack.dev/reference/methods/chat.unfurl

        Args:
            shown: by link.
            event: the ``link_shared`` event.
        """
        where = (
            {"unfurl_id": event.get("unfurl_id"), "source": "composer"}
            if event.get("source") == "composer"
            else {"channel": event.get("channel"), "ts": event.get("message_ts")}
        )
        blocks = {url: {"blocks": one.payload()["blocks"]} for url, one in shown.items()}
        try:
            try:
                self.client.chat_unfurl(metadata={"entities": list(entities)}, **where)
            except SlackApiError as exc:
                log.info("entities=refused reason=%s", error_name(exc))
                self.client.chat_unfurl(unfurls=blocks, **where)
        except SLACK_TROUBLES as exc:
            log.warning("unfurl=none reason=%s", error_name(exc))

    def is_in(self, channel: str) -> bool | None:
        """Whether this bot is in a channel; None where that could not be told in `ASK_SECONDS`.

        By reading it, for which a scope is there anyway
        (https://docs.slack.dev/reference/methods/conversations.history#errors).
        """
        try:
            hasty_client(self.client, ASK_SECONDS).conversations_history(channel=channel, limit=1)
        except SLACK_TROUBLES as exc:
            if error_name(exc) in NOT_THERE:
                return False
            log.info("membership=unknown reason=%s", error_name(exc))
            return None
        return True

    def permalink(self, *, channel: str, ts: str) -> str | None:
        """A message's address in Slack (chat.getPermalink), None where it has none."""
        found = tried("permalink", self.client.chat_getPermalink, channel=channel, message_ts=ts)
        return str(found["permalink"]) if found else None


def tried(what: str, method: Callable[..., SlackResponse], **given: Any) -> SlackResponse | None:
    """What Slack answers; None, with a line in the log, where it does not do it."""
    try:
        return method(**given)
    except SLACK_TROUBLES as exc:
        log.info("%s=none reason=%s", what, error_name(exc))
        return None


def _sent(message: Message, method: Callable[..., SlackResponse], **more: Any) -> SlackResponse:
    """Send a message by a method; what stands in for it where Slack refuses a block."""
    try:
        return method(**more, **message.payload())
    except SlackApiError as exc:
        if (instead := _stands_in(message, exc)) is None:
            raise
        log.info("blocks=refused reason=%s", error_name(exc))
        return _sent(instead, method, **more)


def _stands_in(message: Message, exc: SlackApiError) -> Message | None:
    """What is sent instead of a message of which Slack refuses a block."""
    return message.instead if error_name(exc) in BLOCK_REFUSALS else None
