"""The doctor: what works is ok, what cannot run the bot is a problem, secrets stay secret."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.doctor import Finding, examine, trust_clock
from bot.settings import open_settings
from bot.slack.manifest import SCOPES
from indexer.sources import Store
from tests.embedding import WordCounts
from tests.model_server import scripted_model
from tests.pdfs import paragraphs, plain_pdf
from tests.slack_server.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackServer

SECRET = "sk-very-secret-indeed"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.composition.open_embeddings", lambda _settings: WordCounts())


@pytest.fixture
def _slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with SlackServer(scopes=set(SCOPES)) as server:
        monkeypatch.setenv("SLACK_API_URL", server.api_url)
        yield


def levels(findings: list[Finding], what: str) -> list[str]:
    return [one.level for one in findings if one.what == what]


def problems(findings: list[Finding]) -> list[str]:
    return [one.finding for one in findings if one.level == "problem"]


def test_nothing_set_names_what_slack_needs() -> None:
    findings = examine(open_settings())
    said = problems(findings)
    assert len(said) == 2
    assert "SLACK_BOT_TOKEN" in said[0]
    assert "SLACK_APP_TOKEN" in said[1]
    assert levels(findings, "papers") == ["note"]
    for what in ("home", "catalogue", "embeddings", "Chroma", "reader", "language model"):
        assert levels(findings, what)[0] == "ok", what


@pytest.mark.usefixtures("_slack")
def test_all_is_well_in_socket_mode(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    from bot.composition import open_index

    index = open_index(open_settings())
    with index.writing():
        index.add(plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)]))
    index.close()
    findings = examine(open_settings())
    assert problems(findings) == []
    assert levels(findings, "Slack") == ["ok"]
    assert levels(findings, "Socket Mode") == ["ok"]
    assert levels(findings, "papers") == ["ok"]


@pytest.mark.usefixtures("_slack")
def test_all_is_well_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING_SECRET)
    monkeypatch.setenv("PACKHORSE_PORT", "0")
    findings = examine(open_settings())
    assert problems(findings) == []
    assert levels(findings, "HTTP") == ["ok"]


@pytest.mark.usefixtures("_slack")
@pytest.mark.parametrize("variable", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_tokens_that_slack_does_not_take(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    monkeypatch.setenv(variable, f"xoxb-{SECRET}")
    (said,) = problems(examine(open_settings()))
    assert variable in said
    assert SECRET not in said


class Granting(BaseHTTPRequestHandler):
    """Answers auth.test as Slack does: what was granted stands in a header."""

    granted = ""

    def do_POST(self) -> None:
        body = b'{"ok": true, "user": "packhorse", "team": "Saltmere"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-OAuth-Scopes", self.granted)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("missing", [set(), {"im:history"}])
def test_permissions_that_were_not_granted(
    monkeypatch: pytest.MonkeyPatch, missing: set[str]
) -> None:
    monkeypatch.setattr(Granting, "granted", ",".join(sorted(set(SCOPES) - missing)))
    with ThreadingHTTPServer(("127.0.0.1", 0), Granting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{server.server_port}/api/")
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING_SECRET)
        monkeypatch.setenv("PACKHORSE_PORT", "0")
        said = problems(examine(open_settings()))
        server.shutdown()
    assert len(said) == len(missing)
    assert all("im:history" in one for one in said)


def test_slack_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    monkeypatch.setenv("SLACK_BOT_TOKEN", f"xoxb-{SECRET}")
    monkeypatch.setenv("SLACK_APP_TOKEN", f"xapp-{SECRET}")
    said = problems(examine(open_settings()))
    assert len(said) == 2
    assert all("127.0.0.1:9" in one and SECRET not in one for one in said)


def test_a_language_model_that_answers_and_one_that_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PACKHORSE_MODEL", "openai:test-model")
    monkeypatch.setenv("PACKHORSE_MODEL_KEY", SECRET)
    with scripted_model() as model:
        monkeypatch.setenv("PACKHORSE_MODEL_URL", model.url)
        model.says({"ready": True})
        assert levels(examine(open_settings()), "language model") == ["ok"]
        model.says(401)
        findings = examine(open_settings())
    assert levels(findings, "language model") == ["note"]
    assert not any(SECRET in one.finding for one in findings)
    monkeypatch.setenv("PACKHORSE_MODEL", "nobody:test-model")
    assert levels(examine(open_settings()), "language model") == ["problem"]


def test_storage_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PACKHORSE_CHROMA_URL", "http://127.0.0.1:9")
    assert any("127.0.0.1:9" in one for one in problems(examine(open_settings())))
    monkeypatch.delenv("PACKHORSE_CHROMA_URL")
    monkeypatch.setenv("PACKHORSE_DATABASE_URL", f"postgresql://me:{SECRET}@127.0.0.1:9/papers")
    said = problems(examine(open_settings()))
    assert any("127.0.0.1:9" in one for one in said)
    assert not any(SECRET in one for one in said)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PACKHORSE_HOME", str(tmp_path / "file"))
    assert "home" in [one.what for one in examine(open_settings()) if one.level == "problem"]


def test_papers_that_must_be_indexed_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from bot.composition import open_index

    index = open_index(open_settings())
    with index.writing():
        index.add(plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)]), published=False)
    index.close()
    monkeypatch.setattr("indexer.index.READING", "reading-0")
    found = [one.finding for one in examine(open_settings()) if one.what == "papers"]
    assert any("index them again" in one for one in found)
    assert any("until a clerk publishes" in one for one in found)


@pytest.mark.parametrize(("days", "words"), [(-3, "3 days after"), (3, "ahead at some time")])
def test_a_clock_that_has_stepped_is_told_until_a_person_says_that_it_is_right(
    days: int, words: str
) -> None:
    settings = open_settings()
    store = Store(settings.database)
    store.keep_time(time.time() + days * 24 * 3600)
    (note,) = [one for one in examine(settings) if one.what == "clock" and one.level == "note"]
    assert words in note.finding
    assert "--trust-clock" in note.finding
    trust_clock(settings)
    assert levels(examine(settings), "clock") == ["ok"]


@pytest.mark.usefixtures("_slack")
def test_a_clock_that_is_not_slacks_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    assert levels(examine(open_settings()), "clock") == ["ok"]
    monkeypatch.setattr("bot.doctor.server_time", lambda _url: time.time() - 2 * 24 * 3600)
    assert levels(examine(open_settings()), "clock") == ["problem"]
