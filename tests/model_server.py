"""A local server that speaks OpenAI's chat completions and says what a test tells it to.

The real LangChain client runs against it, so that only the model's words are made up.
Shape: https://platform.openai.com/docs/api-reference/chat
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class ScriptedModel:
    """What the model will say, and what it was asked.

    `replies` are said in turn, the last one again and again. A str is the message's
    content; an int is an HTTP status.
    """

    def __init__(self) -> None:
        self.replies: list[str | int] = [""]
        self.asked: list[dict[str, Any]] = []
        self.url = ""

    def says(self, *replies: str | int | dict[str, Any]) -> None:
        """Set the replies; a dict is sent as JSON."""
        self.replies = [
            json.dumps(one) if isinstance(one, dict) else one for one in replies
        ]

    def next(self) -> str | int:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def scripted_model() -> Iterator[ScriptedModel]:
    """A running server on a free port of the loopback."""
    model = ScriptedModel()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(body)
            reply = model.next()
            status, content = (reply, {}) if isinstance(reply, int) else (200, _reply(reply))
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
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


def _reply(content: str) -> dict[str, Any]:
    return {
        "id": "scripted", "object": "chat.completion", "created": 0, "model": "scripted",
        "choices": [{
            "index": 0, "finish_reason": "stop",
            "message": {"role": "assistant", "content": content},
        }],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
