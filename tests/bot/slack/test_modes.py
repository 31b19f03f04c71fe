"""What is particular to Socket Mode and to HTTP."""

from __future__ import annotations

import contextlib
import json
import pkgutil
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from bot.settings import Settings
from bot.slack.bolt_app import Service
from indexer.council.problems import SettingsError
from tests.bot.slack.town import ADA, HASTY, Town, service_of
from tests.slack_server.server import BOT_TOKEN, SlackServer
from tests.slack_server.workspace import Fault


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as exc:
        return exc.code, exc.read().decode()


def ask(town: Town, text: str = "How many?") -> None:
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, text)
    town.people.answers(place, ts)


def test_bolt_does_not_warn_of_the_token_in_the_environment(
    build: Callable[..., Town], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    build("socket")
    assert not [one for one in caplog.records if one.name == "slack_bolt.App"]


def test_a_disconnect_is_followed_by_a_new_connection(build: Callable[..., Town]) -> None:
    town = build("socket")
    town.server.disconnect("warning")
    town.people.wait(lambda: town.server.hellos == 2)
    ask(town)
    town.server.disconnect("refresh_requested")
    town.people.wait(lambda: town.server.hellos == 3)
    ask(town)


def test_a_question_delivered_again_over_the_new_connection(build: Callable[..., Town]) -> None:
    town = build("socket")
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?", deliver=False)
    (event,) = town.people.events(place, town.space.channels[place].messages[ts])
    assert town.people.deliver(event)
    town.server.disconnect()
    town.people.wait(lambda: town.server.hellos == 2)
    # Slack's library may acknowledge over the old connection, which is lost: Slack goes on.
    assert any(town.people.deliver(event, retry=n, reason="timeout") for n in (1, 2, 3))
    town.people.answers(place, ts)
    assert town.people.quiet() == 1


@pytest.mark.parametrize("limit", HASTY)
def test_what_is_asked_before_an_acknowledgement_leaves_time_for_it(limit: str) -> None:
    """Slack waits three seconds. Other tests give these limits more."""
    assert 0 < pkgutil.resolve_name(limit) <= 2


def test_not_acknowledged_before_it_is_on_disk(build: Callable[..., Town]) -> None:
    town = build("http")
    town.memory.engine.dispose()
    with town.memory.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE bot_questions RENAME TO bot_away")
    place = town.space.direct(ADA)
    ts = town.people.say(ADA, place, "How many?", deliver=False)
    (event,) = town.people.events(place, town.space.channels[place].messages[ts])
    assert not town.people.deliver(event)
    with town.memory.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE bot_away RENAME TO bot_questions")
    assert town.people.deliver(event, retry=1, reason="http_error")
    town.people.answers(place, ts)


def test_signatures(build: Callable[..., Town]) -> None:
    town = build("http")
    body = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
    headers = {"content-type": "application/json"}
    status, said = town.people.request(body, headers)
    assert (status, said) == (200, b'{"challenge": "c"}')
    town.people.secret = "another"
    status, said = town.people.request(body, headers)
    assert status == 401
    assert b"challenge" not in said
    town.people.say(ADA, town.space.direct(ADA), "How many?")
    assert town.people.quiet() == 0


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"{", b"payload=%7B", b"", b"[1,2]"])
def test_garbage_is_refused(build: Callable[..., Town], body: bytes) -> None:
    town = build("http")
    status, _ = town.people.request(body, {"content-type": "application/json"})
    assert 400 <= status < 600
    assert fetch(f"http://127.0.0.1:{town.service.port}/healthz")[0] == 200


def test_too_large_a_body(build: Callable[..., Town]) -> None:
    town = build("http")
    status, _ = town.people.request(b"x" * (1 << 21), {"content-type": "application/json"})
    assert status in (0, 413)


def pour(port: int, *headers: str, pieces: int, wait: float = 0.0) -> tuple[int, bytes]:
    """Send a body in chunks without saying how long it is; how much was taken of it, and
    what was answered."""
    sent, answer = 0, b""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        head = ["POST /slack/events HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", *headers]
        line.sendall("\r\n".join([*head, "", ""]).encode())
        try:
            for _ in range(pieces):
                line.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
                sent += 65536
                time.sleep(wait)
        except OSError:
            pass
        with contextlib.suppress(OSError):
            while piece := line.recv(4096):
                answer += piece
    return sent, answer


def test_an_address_that_cannot_be_listened_at_is_named(build: Callable[..., Town]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"127\.0\.0\.1:{port} \(Address already in use\)"):
            build("http", port=port)
    with pytest.raises(SettingsError, match=r"192\.0\.2\.1:0 \(.+\).+PACKHORSE_HOST"):
        build("http", host="192.0.2.1")
    with pytest.raises(SettingsError, match="it is no address"):
        build("http", host="ä" * 70)


SIGNED = ("X-Slack-Request-Timestamp: 1", "X-Slack-Signature: v0=00")


@pytest.mark.parametrize(
    ("headers", "status", "most"), [((), b"401", 8 << 20), (SIGNED, b"413", 12 << 20)]
)
def test_a_body_without_end_is_not_read(
    build: Callable[..., Town], headers: tuple[str, ...], status: bytes, most: int
) -> None:
    town = build("http")
    # What the two ends of a connection hold by themselves counts as sent.
    sent, answer = pour(town.service.port, *headers, pieces=1600)
    assert sent < most
    assert not answer or status in answer
    assert fetch(f"http://127.0.0.1:{town.service.port}/healthz")[0] == 200


def test_a_body_that_does_not_come_is_not_waited_for(
    build: Callable[..., Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.http_mode.BODY_SECONDS", 0.3)
    town = build("http")
    _, answer = pour(town.service.port, *SIGNED, pieces=1)
    assert b"408" in answer


def test_many_bodies_at_a_time_are_too_many(
    build: Callable[..., Town], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.http_mode.MAX_HELD", 100_000)
    town = build("http")
    _, answer = pour(town.service.port, *SIGNED, pieces=2)
    assert b"503" in answer
    ask(town)


def test_health_and_readiness(build: Callable[..., Town]) -> None:
    town = build("http")
    base = f"http://127.0.0.1:{town.service.port}"
    assert fetch(f"{base}/healthz") == (200, "ok\n")
    assert fetch(f"{base}/readyz") == (200, "ok\n")
    town.shelf.wrong = "The search index cannot be reached."
    assert fetch(f"{base}/readyz") == (503, "The search index cannot be reached.\n")
    assert fetch(f"{base}/healthz")[0] == 200
    town.service.office.worker.stop()
    assert fetch(f"{base}/healthz")[0] == 503


def test_wrong_tokens_are_told_in_a_sentence(build: Callable[..., Town]) -> None:
    town = build("http")
    settings: dict[str, Any] = {
        "slack_api_url": town.server.api_url,
        "home": town.settings.home,
        "slack_clerks_channel": None,
    }

    def service(**values: str) -> Service:
        made = Settings(**{**settings, **values})
        return service_of(made, town.desk, town.shelf, town.memory)

    for values, word in (
        ({"slack_bot_token": "xoxb-wrong", "slack_signing_secret": "s"}, "SLACK_BOT_TOKEN"),
        ({"slack_bot_token": BOT_TOKEN}, "SLACK_APP_TOKEN"),
        (
            {
                "slack_bot_token": BOT_TOKEN,
                "slack_signing_secret": "s",
                "slack_api_url": "http://127.0.0.1:9/api/",
            },
            "cannot be reached",
        ),
    ):
        with pytest.raises(SettingsError, match=word):
            service(**values)
    wrong = service(slack_bot_token=BOT_TOKEN, slack_app_token="xapp-wrong")
    with pytest.raises(SettingsError, match="SLACK_APP_TOKEN"):
        wrong.start()
    wrong.stop()


def test_reconnecting_is_limited_by_slack(server: SlackServer, build: Callable[..., Town]) -> None:
    server.workspace.fail("apps.connections.open", Fault(status=429, retry_after=1))
    town = build("socket")
    ask(town)
