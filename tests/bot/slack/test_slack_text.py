"""Text in and out, and what a message asks of us."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.listeners.commands.paper_words import read_pages
from bot.slack.slack_text import escape, mentions, plain, shorten
from bot.slack.triage import hear


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<@UBOT> how many?", "how many?"),
        ("ask <@U2|ben> or <@U3>", "ask @ben or @someone"),
        ("in <#C1|general> and <#C2>", "in #general and #channel"),
        ("see <https://x.example/a|this> <https://x.example/b>", "see this https://x.example/b"),
        ("<!here> <!subteam^S1|@clerks>", "@clerks"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("  two\u00a0  spaces ", "two spaces"),
        ("line\nline", "line\nline"),
    ],
)
def test_plain(typed: str, read: str) -> None:
    assert plain(typed, bot_user="UBOT") == read


@given(st.text())
def test_what_was_escaped_is_read_back(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(st.text(max_size=300), st.integers(2, 100))
def test_shorten(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    if len(" ".join(text.split())) <= limit:
        assert short == " ".join(text.split())
    else:
        assert short.endswith("…")


def test_mentions() -> None:
    assert mentions("<@U1> and <@U2|ben> <#C1>") == {"U1", "U2"}


EVENT: dict[str, Any] = {
    "type": "message",
    "user": "U1",
    "channel": "C1",
    "ts": "2.2",
    "text": "hello there",
}


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"bot_id": "B1"},
        {"bot_profile": {"id": "B1"}},
        {"user": "UBOT"},
        {"user": None},
        {"user": "USLACKBOT"},
        {"edited": {"user": "U1"}},
        {"hidden": True},
        {"type": "reaction_added"},
        {"channel": None},
        {"ts": None},
        {"app_id": "A1"},
    ],
)
def test_what_is_not_heard(change: dict[str, Any]) -> None:
    assert hear(EVENT | change, bot_user="UBOT") is None


@pytest.mark.parametrize(
    ("change", "heard"),
    [
        ({}, {"thread_ts": "2.2", "in_thread": False, "direct": False}),
        ({"thread_ts": "1.1"}, {"thread_ts": "1.1", "in_thread": True}),
        ({"thread_ts": "2.2"}, {"thread_ts": "2.2", "in_thread": False}),
        ({"channel_type": "im"}, {"direct": True}),
        ({"type": "app_mention"}, {"mentioned": True}),
        ({"text": "<@UBOT> x"}, {"mentioned": True, "to_others": False, "text": "x"}),
        ({"text": "<@U2> x"}, {"mentioned": False, "to_others": True}),
        ({"subtype": "file_share", "files": [{"id": "F1"}]}, {"files": ({"id": "F1"},)}),
        ({"text": None}, {"text": ""}),
    ],
)
def test_what_is_heard(change: dict[str, Any], heard: dict[str, Any]) -> None:
    got = hear(EVENT | change, bot_user="UBOT")
    assert got is not None
    assert {name: getattr(got, name) for name in heard} == heard


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("93-96", range(93, 97)),
        ("93–96", range(93, 97)),
        ("96 to 93", range(93, 97)),
        ("p. 93", range(93, 94)),
        ("pp. 1-2", range(1, 3)),
        ("x", None),
        ("", None),
        ("1-2-3", None),
        ("999999", None),
    ],
)
def test_read_pages(typed: str, pages: range | None) -> None:
    assert read_pages(typed) == pages
