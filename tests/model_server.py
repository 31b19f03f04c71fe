"""A local server that speaks OpenAI's chat completions and says what a test tells it to.

The real LangChain client runs against it, so that only the model's words are made up.
Shape: https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
Reply = str | int | float | dict[str, Any]


class ScriptedModel:
    """What the model will say, and what it was asked.

    `replies` are said in turn, the last one again and again. A str is the message's
    content; an int is an HTTP status; a float is waited for, in seconds, before an empty
    reply; a dict is sent as JSON, or as a call of the first tool where there are tools, or
    as the calls under its "tool_calls". A function is given the request and gives one of
    these.
    """

    def __init__(self) -> None:
        self.replies: list[Reply | Callable[[Body], Reply]] = [""]
        self.asked: list[Body] = []
        self.url = ""

    def says(self, *replies: Reply | Callable[[Body], Reply]) -> None:
        """Set the replies."""
        self.replies = list(replies)

    def next(self, body: Body) -> Reply:
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply(body) if callable(reply) else reply


def calls(name: str, **arguments: Any) -> dict[str, Any]:
    """A reply that calls one tool."""
    return {"tool_calls": [{"name": name, "arguments": arguments}]}


@contextmanager
def scripted_model() -> Iterator[ScriptedModel]:
    """A running server on a free port of the loopback."""
    model = ScriptedModel()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(body)
            reply = model.next(body)
            if isinstance(reply, float):
                time.sleep(reply)
                reply = ""
            status, content = (reply, {}) if isinstance(reply, int) else (200, _reply(reply, body))
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            with suppress(ConnectionError):  # nobody waited for it
                self.end_headers()
                self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _reply(reply: str | dict[str, Any], body: Body) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply}
    if isinstance(reply, dict):
        message["content"] = json.dumps(reply)
        tools = body.get("tools") or []
        wanted = reply.get("tool_calls") or [
            {"name": tool["function"]["name"], "arguments": reply} for tool in tools[:1]
        ]
        if tools:
            message["content"] = None
            message["tool_calls"] = [
                {
                    "id": f"call_{number}",
                    "type": "function",
                    "function": {"name": one["name"], "arguments": json.dumps(one["arguments"])},
                }
                for number, one in enumerate(wanted)
            ]
    return {
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
