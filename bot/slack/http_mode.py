"""HTTP mode: Slack's requests, and two addresses for whoever watches the service.

``/healthz`` says whether the process works, ``/readyz`` whether it can answer questions.
Bolt checks the signature of everything that comes to ``/slack/events``.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.asgi.builtin import SlackRequestHandler
from slack_bolt.adapter.asgi.http_request import AsgiHttpRequest
from slack_bolt.adapter.asgi.http_response import AsgiHttpResponse
from slack_bolt.response import BoltResponse

from bot.slack import log

__all__ = ["HttpServer", "listen"]

MAX_BODY = 1 << 20
"""Bytes. Slack's requests are far below it; anything larger is not Slack."""

MAX_HELD = 16 << 20
"""Bytes of all bodies that are being read or worked on at a time."""

BODY_SECONDS = 10.0
"""How long a body may take to come; Slack itself waits three for the answer."""

SIGNED_BY = ("x-slack-signature", "x-slack-request-timestamp")


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections there; OSError where that may not or cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (TypeError, ValueError):  # what Python makes of a name that cannot be one
        raise OSError("it is no address") from None


class _Refused(Exception):
    """A request whose body is not read to its end."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class HttpServer(SlackRequestHandler):
    """The ASGI application.

    Bolt's dispatch blocks while it writes to the memory, so it runs in a thread. Bolt would
    read a body to its end before it looks at the signature: here it is counted and timed
    while it is read, and not read at all where nothing is signed.
    """

    def __init__(
        self, app: App, *, healthy: Callable[[], str | None], ready: Callable[[], str | None]
    ) -> None:
        super().__init__(app, path="/slack/events")
        self._healthy = healthy
        self._ready = ready
        self._held = 0

    async def dispatch(self, request: AsgiHttpRequest) -> BoltResponse:
        headers = request.get_headers()
        body = bytearray()
        try:
            if not all(name in headers for name in SIGNED_BY):
                raise _Refused(401, "not signed")
            try:
                async with asyncio.timeout(BODY_SECONDS):
                    await self._read(request, body)
            except TimeoutError:
                raise _Refused(408, "too slow") from None
            return await asyncio.to_thread(
                self.app.dispatch,
                BoltRequest(body=body.decode("utf-8"), query=request.query_string, headers=headers),
            )
        except _Refused as exc:
            log.warning("http=refused status=%d: %s", exc.status, exc)
            return BoltResponse(
                status=exc.status,
                body=f"{exc}\n",
                # What is left of the body is not read either.
                headers={"content-type": "text/plain", "connection": "close"},
            )
        finally:
            self._held -= len(body)

    async def _read(self, request: AsgiHttpRequest, body: bytearray) -> None:
        """Read a request's body to its end, as long as it is what Slack would send."""
        length = str(request.get_headers().get("content-length") or "0")
        if not length.isdecimal() or int(length[:12]) > MAX_BODY:
            raise _Refused(413, "too large")
        more = True
        while more:
            message = await request.receive()
            if message["type"] != "http.request":
                raise _Refused(400, "cut off")
            piece = message.get("body", b"")
            body.extend(piece)
            self._held += len(piece)
            more = message.get("more_body", False)
            if len(body) > MAX_BODY:
                raise _Refused(413, "too large")
            if self._held > MAX_HELD:
                raise _Refused(503, "too busy: try again")

    async def _get_http_response(
        self, method: str, path: str, request: AsgiHttpRequest
    ) -> AsgiHttpResponse:
        if method in ("GET", "HEAD"):
            check = {"/healthz": self._healthy, "/readyz": self._ready}.get(path)
            if check is not None:
                wrong = await asyncio.to_thread(check)
                return AsgiHttpResponse(
                    status=503 if wrong else 200,
                    headers={"content-type": ["text/plain;charset=utf-8"]},
                    body=f"{wrong or 'ok'}\n",
                )
        try:
            return await super()._get_http_response(method, path, request)
        except (ValueError, UnicodeDecodeError):
            # What is not even text cannot come from Slack.
            return AsgiHttpResponse(
                status=400, headers={"content-type": ["text/plain"]}, body="not understood\n"
            )
