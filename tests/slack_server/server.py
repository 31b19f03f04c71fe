"""The server itself: HTTP and WebSocket on loopback, and what people do in the workspace.

`SlackServer` answers the Web API under ``/api/``, takes uploads, gives files, holds
response URLs and Socket Mode connections. `People` acts for councillors and clerks and
delivers what follows to the bot, by Socket Mode or as signed HTTP requests.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.parser import BytesParser
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

import uvicorn

from tests.slack_server.limits import block_faults
from tests.slack_server.methods import call
from tests.slack_server.workspace import (
    ACK_SECONDS,
    APP_ID,
    BOT_USER,
    TEAM,
    Fault,
    Refused,
    Workspace,
)

__all__ = ["APP_TOKEN", "BOT_TOKEN", "SIGNING_SECRET", "People", "SlackServer"]

BOT_TOKEN = "xoxb-council"
APP_TOKEN = "xapp-council"
SIGNING_SECRET = "council-secret"

T = TypeVar("T")


class SlackServer:
    """A workspace behind a port."""

    def __init__(self, *, scopes: set[str]) -> None:
        self.workspace = Workspace(scopes=scopes, bot_token=BOT_TOKEN, app_token=APP_TOKEN)
        self.sockets: dict[str, asyncio.Queue[str | None]] = {}
        self.acks: dict[str, dict[str, Any]] = {}
        self.hellos = 0
        self.connections_most = 0
        self.downloads: list[tuple[str, str | None]] = []
        self._config = uvicorn.Config(
            self._app,
            host="127.0.0.1",
            port=0,
            log_config=None,
            access_log=False,
            interface="asgi3",
            lifespan="off",
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(self._config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    # --- life ---------------------------------------------------------------

    def __enter__(self) -> SlackServer:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self.drop_sockets()
        self._server.should_exit = True
        self._thread.join(5)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.address}/api/"

    def _run(self) -> None:
        async def main() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve()

        asyncio.run(main())

    # --- Socket Mode, from our side -------------------------------------------

    def send_envelope(
        self,
        kind: str,
        payload: dict[str, Any],
        *,
        retry: int = 0,
        reason: str = "",
        timeout: float = ACK_SECONDS,
    ) -> dict[str, Any] | None:
        """Send an envelope over one of the connections and wait for its acknowledgement.

        https://docs.slack.dev/apis/events-api/using-socket-mode#events

        Returns:
            The acknowledgement, or None where none came in time.
        """
        envelope = self.workspace.name("envelope-")
        message: dict[str, Any] = {
            "envelope_id": envelope,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            message["retry_attempt"] = retry
            message["retry_reason"] = reason
        end = time.monotonic() + timeout
        if not self._write(json.dumps(message), until=end):
            return None
        with self.workspace.changed:
            while envelope not in self.acks:
                left = end - time.monotonic()
                if left <= 0:
                    return None
                self.workspace.changed.wait(left)
            return self.acks.pop(envelope)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection that it will be closed, as Slack does now and then.

        https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect
        """
        for queue in list(self.sockets.values()):
            self._put(queue, json.dumps({"type": "disconnect", "reason": reason}))

    def drop_sockets(self) -> None:
        """Close every connection without a word."""
        for queue in list(self.sockets.values()):
            self._put(queue, None)

    def end(self, stop: Callable[[], object]) -> None:
        """Stop a bot. A closing Socket Mode client waits for a read to end: end it."""
        stopping = threading.Thread(target=stop)
        stopping.start()
        while stopping.is_alive():
            stopping.join(0.05)
            self.drop_sockets()

    def _write(self, text: str, *, until: float) -> bool:
        while time.monotonic() < until:
            queues = list(self.sockets.values())
            if queues:
                self._put(queues[-1], text)
                return True
            time.sleep(0.02)
        return False

    def _put(self, queue: asyncio.Queue[str | None], text: str | None) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(queue.put_nowait, text)

    # --- the ASGI application -------------------------------------------------

    async def _app(
        self, scope: dict[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]
    ) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
            return
        body = b""
        while True:
            event = await receive()
            body += event.get("body", b"")
            if not event.get("more_body"):
                break
        headers = {key.decode().lower(): value.decode() for key, value in scope["headers"]}
        status, answer, extra = await asyncio.to_thread(
            self._answer, scope["method"], scope["path"], headers, body
        )
        if scope["path"].startswith("/api/"):
            # authentication/installing-with-oauth: which scopes the token has.
            extra = {**extra, "x-oauth-scopes": ",".join(sorted(self.workspace.scopes))}
        raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        kind = "application/octet-stream" if isinstance(answer, bytes) else "application/json"
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": [
                    (b"content-type", kind.encode()),
                    *((key.encode(), value.encode()) for key, value in extra.items()),
                ],
            }
        )
        await send({"type": "http.response.body", "body": raw})

    def _answer(
        self, verb: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, Any, dict[str, str]]:
        if path.startswith("/api/"):
            return self._api(path.removeprefix("/api/"), headers, body)
        if path.startswith("/upload/v1/"):
            return self._upload(path.rpartition("/")[2], headers, body)
        if path.startswith("/files-pri/"):
            return self._download(path, headers)
        if path.startswith("/respond/"):
            return self._respond(path, json.loads(body))
        return 404, {"ok": False, "error": f"not found: {verb}"}, {}

    def _api(
        self, name: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, Any, dict[str, str]]:
        arguments = _arguments(headers, body)
        token = arguments.pop("token", None)
        authorization = headers.get("authorization", "")
        if authorization.startswith("Bearer "):
            token = authorization.removeprefix("Bearer ")
        workspace = self.workspace
        with workspace.lock:
            workspace.calls.append((name, arguments))
            waiting = workspace.faults.get(name)
            fault = waiting.popleft() if waiting else None
        if fault is not None and not fault.after:
            return _faulty(fault)
        try:
            answer = call(workspace, name, arguments, token=token)
        except Refused as refused:
            return (
                200,
                {
                    "ok": False,
                    "error": refused.error,
                    "errors": refused.messages,
                    "response_metadata": {"messages": refused.messages},
                },
                {},
            )
        if fault is not None:
            return _faulty(fault)
        if name == "apps.connections.open":
            answer["url"] = f"ws://127.0.0.1:{self.port}/link/?ticket={answer['url']}"
        if name == "files.getUploadURLExternal":
            answer["upload_url"] = f"{self.address}{answer['upload_url']}"
        return 200, answer, {}

    def _upload(
        self, name: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, Any, dict[str, str]]:
        workspace = self.workspace
        with workspace.lock:
            waiting = workspace.faults.get("upload")
            fault = waiting.popleft() if waiting else None
        if fault is not None:
            return _faulty(fault)
        file = workspace.files.get(name)
        if headers.get("content-type", "").startswith("multipart/form-data"):
            body = _multipart_file(headers["content-type"], body)
        if file is None or len(body) != file["length"]:
            return 400, {"ok": False}, {}
        file["content"] = body
        return 200, b"OK", {}

    def _download(self, path: str, headers: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        # reference/objects/file-object: private URLs need a bearer token with files:read.
        authorization = headers.get("authorization")
        self.downloads.append((path, authorization))
        if "files:read" not in self.workspace.scopes or authorization != f"Bearer {BOT_TOKEN}":
            # Slack sends who may not read to a page for signing in.
            return 302, b"", {"location": f"{self.address}/signin"}
        file = self.workspace.files.get(path.split("/")[2])
        if file is None:
            return 404, b"", {}
        return 200, file["content"], {}

    def _respond(self, path: str, body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        workspace = self.workspace
        with workspace.lock:
            uses = workspace.response_uses.get(path)
            # interactivity/handling-user-interaction: five times within 30 minutes.
            if uses is None or uses >= 5:
                return 404, {"ok": False, "error": "used_url"}, {}
            workspace.response_uses[path] = uses + 1
            faults = block_faults(body.get("blocks") or [])
            kinds = {one["type"] for one in body.get("blocks") or []}
            if faults or kinds & workspace.no_blocks or not body.get("text"):
                return 400, {"ok": False, "error": "invalid_blocks", "errors": faults}, {}
            workspace.responses.append({"path": path, **body})
            workspace.note()
        return 200, b"ok", {}

    async def _socket(
        self, scope: dict[str, Any], receive: Callable[[], Any], send: Callable[[Any], Any]
    ) -> None:
        ticket = dict(parse_qsl(scope["query_string"].decode())).get("ticket", "")
        await receive()
        if not ticket.startswith("ticket-") or ticket in self.sockets:
            await send({"type": "websocket.close", "code": 4000})
            return
        await send({"type": "websocket.accept"})
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        # In this order: whoever has seen the greeting may send over this connection.
        self.sockets[ticket] = queue
        self.hellos += 1
        await send(
            {
                "type": "websocket.send",
                "text": json.dumps(
                    {
                        "type": "hello",
                        "num_connections": len(self.sockets),
                        "debug_info": {"host": "local", "approximate_connection_time": 18060},
                        "connection_info": {"app_id": APP_ID},
                    }
                ),
            }
        )
        self.connections_most = max(self.connections_most, len(self.sockets))
        writer = asyncio.create_task(self._write_out(queue, send))
        try:
            while True:
                event = await receive()
                if event["type"] == "websocket.disconnect":
                    return
                if event.get("text"):
                    with contextlib.suppress(ValueError):
                        self._acknowledged(json.loads(event["text"]))
        finally:
            self.sockets.pop(ticket, None)
            writer.cancel()

    async def _write_out(
        self, queue: asyncio.Queue[str | None], send: Callable[[Any], Any]
    ) -> None:
        while True:
            text = await queue.get()
            if text is None:
                await send({"type": "websocket.close", "code": 1001})
                return
            await send({"type": "websocket.send", "text": text})

    def _acknowledged(self, message: dict[str, Any]) -> None:
        if "envelope_id" in message:
            with self.workspace.changed:
                self.acks[message["envelope_id"]] = message
                self.workspace.changed.notify_all()


class People:
    """Councillors and clerks, and how what they do reaches the bot.

    Args:
        url: of the bot's ``/slack/events`` in HTTP mode; None: Socket Mode.
        secret: what HTTP requests are signed with.

    Attributes:
        idle: whether the bot has done all that it was asked for, where that can be told.
    """

    def __init__(
        self, server: SlackServer, *, url: str | None = None, secret: str = SIGNING_SECRET
    ) -> None:
        self.server = server
        self.workspace = server.workspace
        self.url = url
        self.secret = secret
        self.idle: Callable[[], bool] | None = None
        self._pool = ThreadPoolExecutor(max_workers=24)

    # --- what people do ---------------------------------------------------------

    def say(
        self,
        user: str,
        channel: str,
        text: str,
        *,
        thread_ts: str | None = None,
        files: list[dict[str, Any]] | None = None,
        twice: bool = False,
        deliver: bool = True,
        **extra: Any,
    ) -> str:
        """Write a message; the events that follow go to the bot.

        Args:
            twice: every event is delivered twice, as a retry would.
            extra: further fields of the event (``bot_id``, ``subtype`` …).

        Returns:
            Its ts.
        """
        place = self.workspace.channel(channel)
        message = self.workspace.put(
            place,
            {
                "user": user,
                "text": text,
                "team": TEAM,
                **({"thread_ts": thread_ts} if thread_ts else {}),
                **({"files": files, "subtype": "file_share"} if files else {}),
                **extra,
            },
        )
        if deliver:
            for body in self.events(channel, message):
                self.deliver_until_taken(body)
                if twice:
                    self.deliver(body, retry=1, reason="http_timeout")
        return str(message["ts"])

    def events(self, channel: str, message: dict[str, Any]) -> list[dict[str, Any]]:
        """The events about a message: ``message``, and ``app_mention`` in a channel."""
        place = self.workspace.channel(channel)
        kind = "im" if place.im else "group" if place.private else "channel"
        base = {key: value for key, value in message.items() if not key.startswith("_")}
        base |= {"channel": channel, "event_ts": message["ts"]}
        out = [self.callback({**base, "type": "message", "channel_type": kind})]
        if f"<@{BOT_USER}>" in (message.get("text") or "") and not place.im:
            out.insert(0, self.callback({**base, "type": "app_mention"}))
        return out

    def callback(self, event: dict[str, Any]) -> dict[str, Any]:
        """The outer event (apis/events-api/#event-callback)."""
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": APP_ID,
            "event": event,
            "event_id": self.workspace.name("Ev"),
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        }

    def open_home(self, user: str, tab: str = "home") -> None:
        self.deliver(
            self.callback(
                {
                    "type": "app_home_opened",
                    "user": user,
                    "tab": tab,
                    "channel": self.workspace.direct(user),
                    "event_ts": self.workspace.ts(),
                }
            )
        )

    def paste(self, user: str, channel: str, *urls: str, composing: bool = False) -> None:
        """Post links to a site whose links unfurl (reference/events/link_shared)."""
        message = self.workspace.put(self.workspace.channel(channel), {"text": " ".join(urls)})
        self.deliver(
            self.callback(
                {
                    "type": "link_shared",
                    "user": user,
                    "channel": "COMPOSER" if composing else channel,
                    "is_bot_user_member": BOT_USER in self.workspace.channel(channel).members,
                    "message_ts": message["ts"],
                    "unfurl_id": "U1",
                    "source": "composer" if composing else "conversations_history",
                    "links": [{"domain": "council.example", "url": url} for url in urls],
                    "event_ts": self.workspace.ts(),
                }
            )
        )

    def press_stop(self, user: str, channel: str, thread_ts: str) -> None:
        """reference/events/agent_session_stopped"""
        self.deliver(
            self.callback(
                {
                    "type": "agent_session_stopped",
                    "user": user,
                    "channel": channel,
                    "thread_ts": thread_ts,
                    "streaming_message_ts": [],
                    "event_ts": self.workspace.ts(),
                }
            )
        )

    def drop(self, user: str, channel: str, name: str, content: bytes, text: str = "") -> str:
        """Drop a file into a channel. Returns the message's ts."""
        file = self.add_file(name, content)
        return self.say(user, channel, text, files=[file])

    def add_file(self, name: str, content: bytes) -> dict[str, Any]:
        kept = self.workspace.name("F")
        self.workspace.files[kept] = {"id": kept, "name": name, "content": content}
        url = f"{self.server.address}/files-pri/{kept}/{name}"
        return {
            "id": kept,
            "name": name,
            "size": len(content),
            "url_private": url,
            "url_private_download": url,
            "mimetype": "application/pdf" if name.endswith(".pdf") else "text/plain",
        }

    def command(self, user: str, channel: str, text: str) -> dict[str, Any] | None:
        """Type ``/packhorse …`` (interactivity/implementing-slash-commands).

        Returns:
            What the acknowledgement shows at once, if anything.
        """
        shown: dict[str, Any] | None = self.deliver_form(
            "slash_commands",
            {
                "command": "/packhorse",
                "text": text,
                "user_id": user,
                "user_name": user.lower(),
                "channel_id": channel,
                "channel_name": "somewhere",
                "team_id": TEAM,
                "team_domain": "council",
                "api_app_id": APP_ID,
                "token": "legacy",
                "trigger_id": self.workspace.new_trigger(),
                "response_url": self.response_url(),
            },
        )
        return shown

    def click(
        self,
        user: str,
        action_id: str,
        *,
        channel: str | None = None,
        message: dict[str, Any] | None = None,
        blocks: list[dict[str, Any]] | None = None,
        view: dict[str, Any] | None = None,
        ephemeral: bool = False,
        pick: str | None = None,
        number: int = 0,
    ) -> None:
        """Click the `number`-th element whose action_id is, or begins with, `action_id`.

        Args:
            message: which holds it; `view` or `blocks` where it is not a kept message.
            pick: for a list, the label of the option; for feedback, "positive" or
                "negative".
        """
        shown = blocks if blocks is not None else (message or view or {}).get("blocks") or []
        found = [
            (block, element)
            for block in shown
            for element in block.get("elements") or []
            if str(element.get("action_id") or "").startswith(action_id)
        ]
        block, element = found[number]
        action: dict[str, Any] = {
            "type": element["type"],
            "action_id": element["action_id"],
            "block_id": block.get("block_id") or "b",
            "action_ts": self.workspace.ts(),
        }
        if element["type"] == "static_select":
            action["selected_option"] = next(
                option
                for option in element["options"]
                if pick is None or pick in option["text"]["text"]
            )
        elif element["type"] == "feedback_buttons":
            action["value"] = element[f"{pick}_button"]["value"]
        else:
            action["value"] = element.get("value")
        container: dict[str, Any]
        if channel is None:
            container = {"type": "view", "view_id": (view or {}).get("id") or "V1"}
        else:
            ts = (message or {}).get("ts") or self.workspace.ts()
            container = {
                "type": "message",
                "message_ts": ts,
                "channel_id": channel,
                "is_ephemeral": ephemeral,
            }
            thread = (message or {}).get("thread_ts")
            if thread:
                container["thread_ts"] = thread
        payload: dict[str, Any] = {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP_ID,
            "team": {"id": TEAM},
            "container": container,
            "actions": [action],
            "trigger_id": self.workspace.new_trigger(),
        }
        if view is not None:
            payload["view"] = {"id": view["id"], "type": view["type"]}
        if channel is not None:
            payload["channel"] = {"id": channel}
            payload["response_url"] = self.response_url()
            if message is not None and not ephemeral:
                payload["message"] = {
                    key: value for key, value in message.items() if not key.startswith("_")
                }
        self.deliver_form("interactive", payload)

    def submit(self, user: str, view: dict[str, Any], values: dict[str, Any]) -> Any:
        """Send a form. `values` maps block_id to what its element holds; what is left out
        stays as the form came.

        Returns:
            What the acknowledgement says, such as errors.
        """
        state = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            element, given = block["element"], values.get(block["block_id"])
            held = {"type": element["type"], **_held(element, given)}
            state[block["block_id"]] = {element["action_id"]: held}
        return self.deliver_form(
            "interactive",
            {
                "type": "view_submission",
                "user": {"id": user, "team_id": TEAM},
                "team": {"id": TEAM},
                "api_app_id": APP_ID,
                "trigger_id": "t",
                "token": "legacy",
                "view": {**view, "state": {"values": state}},
            },
        )

    def response_url(self) -> str:
        path = f"/respond/{self.workspace.name('R')}"
        self.workspace.response_uses[path] = 0
        return f"{self.server.address}{path}"

    # --- how it reaches the bot -----------------------------------------------

    def deliver(self, body: dict[str, Any], *, retry: int = 0, reason: str = "") -> bool:
        """Deliver an event once. Returns whether it was acknowledged."""
        if self.url is None:
            return (
                self.server.send_envelope("events_api", body, retry=retry, reason=reason)
                is not None
            )
        headers = {"content-type": "application/json"}
        if retry:
            headers |= {"x-slack-retry-num": str(retry), "x-slack-retry-reason": reason}
        status, _ = self.request(json.dumps(body).encode(), headers)
        return 200 <= status < 300

    def deliver_until_taken(self, body: dict[str, Any], *, tries: int = 4) -> int:
        """Deliver as Slack does: at once, again at once, later, later still (shortened).

        Returns:
            How many deliveries it took; 0 where it was never taken.
        """
        for attempt in range(tries):
            if self.deliver(body, retry=attempt, reason="http_error" if attempt else ""):
                return attempt + 1
            time.sleep(0.05 * attempt)
        return 0

    def deliver_form(self, kind: str, payload: dict[str, Any]) -> Any:
        if self.url is None:
            acknowledged = self.server.send_envelope(kind, payload)
            assert acknowledged is not None, "not acknowledged in time"
            return acknowledged.get("payload")
        form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        status, body = self.request(
            urlencode(form).encode(), {"content-type": "application/x-www-form-urlencoded"}
        )
        assert status == 200, f"not acknowledged: {status}"
        return json.loads(body) if body.startswith(b"{") else None

    def request(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """A signed request (authentication/verifying-requests-from-slack)."""
        stamp = str(int(time.time()))
        signature = (
            "v0="
            + hmac.new(
                self.secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256
            ).hexdigest()
        )
        request = urllib.request.Request(
            str(self.url),
            data=body,
            method="POST",
            headers={**headers, "x-slack-request-timestamp": stamp, "x-slack-signature": signature},
        )
        try:
            with urllib.request.urlopen(request, timeout=ACK_SECONDS) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as exc:
            return exc.code, exc.read()
        except OSError:
            return 0, b""

    def together(self, *acts: Callable[[], Any]) -> list[Any]:
        """Let several people act at the same time."""
        return [future.result() for future in [self._pool.submit(act) for act in acts]]

    # --- what people see --------------------------------------------------------

    def wait(self, seen: Callable[[], T | None], *, seconds: float = 40.0) -> T:
        """Wait until something is to be seen, and give it."""
        end = time.monotonic() + seconds
        with self.workspace.changed:
            while not (value := seen()):
                left = end - time.monotonic()
                if left <= 0:
                    raise AssertionError("it did not happen")
                self.workspace.changed.wait(min(left, 0.05))
            return value

    def answers(
        self, channel: str, thread_ts: str, *, count: int = 1, seconds: float = 40.0
    ) -> list[dict[str, Any]]:
        """The bot's messages in a thread, when there are `count`."""

        def seen() -> list[dict[str, Any]] | None:
            said = self.workspace.bot_messages(channel, thread_ts)
            return said if len(said) >= count else None

        return list(self.wait(seen, seconds=seconds))

    def quiet(self, seconds: float | None = None) -> int:
        """Wait until the bot is idle, or for `seconds`, and count all that it has said."""
        end = time.monotonic() + (seconds or 40.0)
        idle = self.idle or (lambda: True)
        while not idle():
            if time.monotonic() > end:
                assert seconds, "the bot is still at work"
                break
            time.sleep(0.02)
        time.sleep(0.03 if self.idle else 0.4)  # what is said last of all may be on its way
        with self.workspace.lock:
            said = sum(
                1
                for channel in self.workspace.channels.values()
                for message in channel.messages.values()
                if message.get("bot_id") == "BPACKHORSE"
            )
            return said + len(self.workspace.whispers) + len(self.workspace.responses)


def _arguments(headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """Arguments from JSON or a form (apis/web-api/#post_bodies)."""
    if headers.get("content-type", "").startswith("application/json"):
        arguments = json.loads(body or b"{}")
        return arguments if isinstance(arguments, dict) else {}
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _held(element: dict[str, Any], given: Any) -> dict[str, Any]:
    """What a form's element holds (reference/interaction-payloads/view-interactions-payload)."""
    kind = element["type"]
    if kind in ("radio_buttons", "static_select"):
        chosen = (
            element.get("initial_option")
            if given is None
            else next(
                (o for o in element["options"] if given in (o["value"], o["text"]["text"])), None
            )
        )
        return {"selected_option": chosen}
    if kind == "checkboxes":
        if given is None:
            return {"selected_options": element.get("initial_options") or []}
        return {"selected_options": [o for o in element["options"] if o["value"] in given]}
    if kind == "multi_conversations_select":
        kept = element.get("initial_conversations") or []
        return {"selected_conversations": kept if given is None else given}
    if kind == "multi_users_select":
        kept = element.get("initial_users") or []
        return {"selected_users": kept if given is None else given}
    return {"value": element.get("initial_value") if given is None else given}


def _faulty(fault: Fault) -> tuple[int, Any, dict[str, str]]:
    if fault.status == 429:  # apis/web-api/rate-limits: 429 with Retry-After in seconds
        return 429, {"ok": False, "error": "ratelimited"}, {"retry-after": str(fault.retry_after)}
    if fault.status != 200:
        return fault.status, b"upstream trouble", {}
    return 200, {"ok": False, "error": fault.error}, {}


def _multipart_file(content_type: str, body: bytes) -> bytes:
    message = BytesParser().parsebytes(b"content-type: " + content_type.encode() + b"\n\n" + body)
    for part in message.walk():
        if part.get_filename():
            return bytes(part.get_payload(decode=True) or b"")
    return b""
