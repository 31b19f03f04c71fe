"""HTTP mode: Slack's requests, and two addresses for whoever watches the service.

``/healthz`` says whether the process works, ``/readyz`` whether it can answer questions.
Bolt checks the signature of everything that comes to ``/slack/events``.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.asgi.builtin import SlackRequestHandler
from slack_bolt.adapter.asgi.http_request import AsgiHttpRequest
from slack_bolt.adapter.asgi.http_response import AsgiHttpResponse
from slack_bolt.response import BoltResponse

__all__ = ["MAX_BODY", "Web"]

log = logging.getLogger("packhorse.slack")

MAX_BODY = 1 << 20
"""Bytes. Slack's requests are far below it; anything larger is not Slack."""


class Web(SlackRequestHandler):
    """The ASGI application.

    Bolt's dispatch blocks while it writes to the memory, so it runs in a thread.
    """

    def __init__(
        self, app: App, *, healthy: Callable[[], str | None], ready: Callable[[], str | None]
    ) -> None:
        super().__init__(app, path="/slack/events")
        self._healthy = healthy
        self._ready = ready

    async def dispatch(self, request: AsgiHttpRequest) -> BoltResponse:
        body = await request.get_raw_body()
        return await asyncio.to_thread(
            self.app.dispatch,
            BoltRequest(body=body, query=request.query_string, headers=request.get_headers()),
        )

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
        if method == "POST" and path == self.path and _size(request) > MAX_BODY:
            return AsgiHttpResponse(
                status=413, headers={"content-type": ["text/plain"]}, body="too large\n"
            )
        try:
            return await super()._get_http_response(method, path, request)
        except (ValueError, UnicodeDecodeError):
            # What is not even text cannot come from Slack.
            return AsgiHttpResponse(
                status=400, headers={"content-type": ["text/plain"]}, body="not understood\n"
            )


def _size(request: AsgiHttpRequest) -> int:
    headers: dict[str, Any] = request.get_headers()
    length = str(headers.get("content-length") or "0")
    return int(length) if length.isdigit() else MAX_BODY + 1
