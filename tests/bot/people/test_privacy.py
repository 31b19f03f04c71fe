"""Forgetting that forgets: every column filled with somebody, and nothing of them left."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.digests import digest_tables as digests
from bot.digests.schedule_store import open_schedules
from bot.memory import Memory, memory_tables, open_memory
from bot.people.privacy import REGISTER, expire, export, forget, read_member
from indexer.council.problems import SettingsError
from indexer.store.database import Moment

MEMBER, OTHER = "U012AB3CD", "U077ZZ9YX"
DIRECT = "D055DM1RE"
WORDS = "the confidential matter of Claremont Road"
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC).timestamp()
TABLES = [*memory_tables.metadata.sorted_tables, *digests.metadata.sorted_tables]

IMPERSONAL: dict[str, frozenset[str]] = {
    table: frozenset(columns.split())
    for table, columns in {
        "bot_events": "event_id at",
        "bot_questions": (
            "id request_id origin channel message_ts thread_ts direct committee "
            "documents state attempts owner answered at"
        ),
        "bot_threads": "channel thread_ts documents at",
        "bot_feedback": "id request_id useful at",
        "bot_channels": "channel committee at",
        "bot_committees": "id name council parent confirmed at",
        "bot_committee_names": "id committee name",
        "bot_restricted": "committee at",
        "bot_follows": "committee at",
        "bot_mutes": "committee at",
        "bot_words": "at",
        "bot_relays": "id request_id clerk_channel clerk_ts replies at",
        "bot_replies": "id request_id channel message_ts thread_ts brought at",
        "bot_drops": "id file_id channel thread_ts state document note_ts owner at",
        "digest_rules": "id committee due what approval paused removed made_at changed_at",
        "digest_closures": "day name",
        "digest_meetings": (
            "id committee committee_key date time state moved_from documents published_at "
            "changed_at site said moved_time printed past_days"
        ),
        "digest_posts": "kind rule meeting due_at state channel ts posted_at papers made_at",
        "digest_outbox": "name at",
        "digest_news": "number post",
        "digest_looked_through": "document sha256 at",
        "digest_mentions": "mention",
        "digest_plain_points": "key claims",
    }.items()
}
"""By table, the columns that hold neither an id nor words of a person. Where a direct
message's channel stands in one of them, it goes with whose it is."""


@pytest.fixture(params=["sqlite", "postgresql"])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Memory]:
    url = (
        f"sqlite:///{tmp_path / 'packhorse.db'}"
        if request.param == "sqlite"
        else request.getfixturevalue("empty_postgres")
    )
    kept = open_memory(url, clock=lambda: NOW)
    open_schedules(kept.engine)
    yield kept
    kept.engine.dispose()


def test_every_column_is_in_the_register() -> None:
    """A new column must be said to hold something of people, or not to."""
    for table in TABLES:
        personal = {
            column for one in REGISTER if one.table is table for column in (*one.person, *one.words)
        }
        assert personal | IMPERSONAL[table.name] == {column.name for column in table.columns}
        assert not personal & IMPERSONAL[table.name]


def row(table: sa.Table, person: str, words: str, *, number: int, **more: Any) -> dict[str, Any]:
    """A row of a table in which everything that may be a person's is that person's."""
    held = {
        column: kind
        for one in REGISTER
        if one.table is table
        for kind, columns in (("person", one.person), ("words", one.words))
        for column in columns
    }
    values: dict[str, Any] = {}
    for column in table.columns:
        kind = held.get(column.name)
        if isinstance(column.type, sa.JSON):
            values[column.name] = (
                [person] if kind == "person" else {"text": words} if (kind == "words") else []
            )
        elif kind == "person":
            values[column.name] = person
        elif kind == "words":
            values[column.name] = f"{words} {number}"
        elif isinstance(column.type, sa.Boolean):
            values[column.name] = False
        elif isinstance(column.type, Moment):
            values[column.name] = dt.datetime.fromtimestamp(number, dt.UTC)
        elif isinstance(column.type, sa.Integer | sa.Float):
            values[column.name] = number
        elif isinstance(column.type, sa.Date):
            values[column.name] = dt.date(2020, 1, number)
        else:
            values[column.name] = f"{column.name}-{number}"
    return {**values, **{name: value for name, value in more.items() if name in table.c}}


def fill(memory: Memory) -> None:
    """Rows of a member, and rows of somebody else that name them."""
    with memory.engine.begin() as connection:
        for table in TABLES:
            for number, (person, words) in enumerate(
                [(MEMBER, WORDS), (OTHER, f"<@{MEMBER}> asked about it")], start=1
            ):
                mine = person == MEMBER
                connection.execute(
                    sa.insert(table).values(
                        row(
                            table,
                            person,
                            words,
                            number=number,
                            state="failed" if table is memory_tables.drops else "posted",
                            # A conversation of both, and a direct message of the member's.
                            channel=DIRECT if mine else "C1",
                            direct=mine,
                            thread_ts="1.1",
                            request_id=f"request-{number}",
                            key=f"full/{number}/1/{person}",
                            parent=None,
                            post=f"full/{number}/{person}",
                        )
                    )
                )
        connection.execute(
            sa.insert(memory_tables.questions).values(
                row(
                    memory_tables.questions,
                    MEMBER,
                    WORDS,
                    number=3,
                    channel="C1",
                    thread_ts="1.1",
                    direct=False,
                    request_id="request-3",
                )
            )
        )
        # What somebody else got in a conversation with them repeats their words.
        connection.execute(
            sa.update(memory_tables.questions)
            .where(memory_tables.questions.c.user == OTHER)
            .values(answer={"lead": WORDS}, text="And what of that?")
        )
        connection.execute(
            sa.insert(memory_tables.events).values(event_id=f"share:request:{DIRECT}", at=NOW)
        )
        connection.execute(
            sa.update(digests.rules)
            .where(digests.rules.c.id == 2)
            .values(targets=["C1", MEMBER, "followers"])
        )


def everything(memory: Memory) -> str:
    with memory.engine.connect() as connection:
        return json.dumps(
            [
                [table.name, [list(one) for one in connection.execute(sa.select(table))]]
                for table in TABLES
            ],
            default=str,
        )


def test_nothing_of_them_is_left(memory: Memory) -> None:
    fill(memory)
    found = forget(memory.engine, MEMBER)
    left = everything(memory)
    for trace in (MEMBER, DIRECT, WORDS):
        assert trace not in left
    assert OTHER in left, "what is somebody else's stays"
    assert "somebody> asked about it" in left
    assert set(found) == {one.label for one in REGISTER if one.person}
    assert forget(memory.engine, MEMBER) == {}
    with memory.engine.connect() as connection:
        rules = connection.execute(sa.select(digests.rules).order_by(digests.rules.c.id)).all()
    assert [(one.removed, one.targets) for one in rules] == [
        (True, []),
        (False, ["C1", "followers"]),
    ]


def test_an_id_that_begins_like_theirs_is_not_theirs(memory: Memory) -> None:
    longer = f"{MEMBER}E"
    memory.words.add(longer, "Claremont")
    memory.words.add(MEMBER, "Claremont")
    forget(memory.engine, MEMBER)
    assert memory.words.all() == ((longer, "Claremont"),)


def test_the_file_of_the_database_holds_no_trace(tmp_path: Path) -> None:
    memory = open_memory(f"sqlite:///{tmp_path / 'packhorse.db'}", clock=lambda: NOW)
    open_schedules(memory.engine)
    fill(memory)
    forget(memory.engine, MEMBER)
    memory.engine.dispose()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert MEMBER.encode() not in kept
    assert WORDS.encode() not in kept


def test_an_export_holds_what_is_theirs_and_nobody_else_s(memory: Memory) -> None:
    fill(memory)
    held = export(memory.engine, MEMBER)
    assert set(held) == {one.label for one in REGISTER if one.person}
    assert WORDS in json.dumps(held["questions"])
    for label in ("questions", "feedback", "words watched for", "mentions told"):
        assert OTHER not in json.dumps(held[label])
    assert export(memory.engine, "U000000") == {}


def test_retention_reaches_all_that_is_told_and_asked(memory: Memory) -> None:
    fill(memory)
    with memory.engine.begin() as connection:
        connection.execute(
            sa.insert(digests.posts).values(
                row(
                    digests.posts,
                    "C1",
                    "",
                    number=3,
                    key="full/3/1/C1",
                    state="posted",
                    approved_by=MEMBER,
                    note=WORDS,
                    reason=f"Skipped by {MEMBER}.",
                    parent=None,
                )
            )
        )
    expire(memory.engine, days=90, now=NOW)
    with memory.engine.connect() as connection:
        for table in (
            memory_tables.questions,
            memory_tables.feedback,
            memory_tables.replies,
            memory_tables.relays,
            memory_tables.threads,
            memory_tables.drops,
            digests.outbox,
        ):
            assert connection.execute(sa.select(table)).all() == [], table.name
        (post,) = connection.execute(sa.select(digests.posts)).mappings().all()
    assert (post["approved_by"], post["note"]) == ("", "")
    assert post["reason"] == "Skipped by a clerk."
    assert memory.words.of(MEMBER), "a choice stands until it is undone"


def test_what_was_posted_of_late_is_not_forgotten_by_retention(memory: Memory) -> None:
    """Or it would be posted again."""
    with memory.engine.begin() as connection:
        connection.execute(
            sa.insert(digests.meetings).values(
                row(
                    digests.meetings,
                    "",
                    "",
                    number=1,
                    date=dt.date(2026, 2, 27),
                    state="planned",
                )
            )
        )
        connection.execute(
            sa.insert(digests.posts).values(
                row(
                    digests.posts,
                    MEMBER,
                    "",
                    number=1,
                    key=f"full/1/1/{MEMBER}",
                    state="posted",
                    parent=None,
                )
            )
        )
    expire(memory.engine, days=1, now=NOW)
    with memory.engine.connect() as connection:
        assert connection.execute(sa.select(digests.posts.c.target)).scalars().all() == [MEMBER]


@pytest.mark.parametrize("typed", ["U012AB3CD", " <@U012AB3CD> ", "W012AB3CD"])
def test_an_id(typed: str) -> None:
    assert read_member(typed) in typed


@pytest.mark.parametrize("typed", ["bob", "ubob", "U", "C012AB3CD", "U012 AB3CD", ""])
def test_what_is_no_id(typed: str) -> None:
    with pytest.raises(SettingsError, match="Copy member ID"):
        read_member(typed)
