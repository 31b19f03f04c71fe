"""What is kept of people: a register of the columns, and from it to forget, keep and export.

A person is a member of the Slack workspace, by their id. Each column of the bot's and the
digests' tables that holds an id, or a person's words, is in the register; a test knows the
columns that hold neither, and fails for one that it does not know.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.digests import digest_tables as digests
from bot.digests.schedule_store import open_schedules
from bot.memory import memory_tables as memory
from bot.memory import open_memory
from indexer.council.problems import SettingsError
from indexer.store.database import writing

__all__ = ["REGISTER", "expire", "export", "forget", "read_member"]

EVENT_SECONDS = 2 * 24 * 3600
"""How long a handled event's id is kept. Slack's last retry comes after 5 minutes, a
delayed event within a day (https://docs.slack.dev/apis/events-api/#retries)."""

LOOKED_BACK = dt.timedelta(days=21)
"""So long after a meeting what was told of it is kept, or it would be told again: more than
`bot.digests.publisher.LOOK_BACK`."""

SOMEBODY = "somebody"
"""What stands in place of an id in other people's words."""

_MEMBER = re.compile(r"[UW][A-Z0-9]{2,30}")
_OVER = ("posted", "skipped", "missed", "refused", "cancelled")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a table may hold of people.

    Attributes:
        label: what its rows are, as an export names them.
        person: the columns that hold an id: whose row it is, or who did it.
        words: columns that hold words of a person, or that may name one.
        theirs: the row is of the person in the first column of `person`, and goes with
            them; else it is everybody's, and loses their name.
        age: the column by whose moment rows are too old.
        over: only such rows are ever too old; None: all.
    """

    table: sa.Table
    label: str
    person: tuple[str, ...]
    words: tuple[str, ...] = ()
    theirs: bool = True
    age: str | None = None
    over: sa.ColumnElement[bool] | None = None


_POSTS, _DROPS = digests.posts.c, memory.drops.c

_DECIDED = _DROPS.state.in_(("published", "discarded", "failed"))
_USER, _BY = ("user",), ("set_by",)

REGISTER: tuple[Kept, ...] = (
    Kept(memory.questions, "questions", _USER, ("text", "answer", "response_url"), age="at"),
    Kept(memory.feedback, "feedback", _USER, ("reason", "comment"), age="at"),
    Kept(memory.replies, "replies to questions", _USER, ("text",), age="at"),
    Kept(memory.drops, "dropped files", _USER, ("name", "url"), age="at", over=_DECIDED),
    Kept(memory.threads, "conversations", (), age="at"),
    Kept(memory.relays, "questions passed on", (), age="at"),
    Kept(memory.follows, "committees followed", _USER),
    Kept(memory.mutes, "committees muted", _USER),
    Kept(memory.words, "words watched for", _USER, ("word", "folded")),
    Kept(memory.channels, "channels set", _BY, theirs=False),
    Kept(memory.restricted, "committees restricted", _BY, theirs=False),
    Kept(memory.committees, "committees made", ("made_by",), theirs=False),
    Kept(digests.rules, "schedules", ("made_by", "targets"), theirs=False),
    Kept(
        digests.posts,
        "messages sent",
        ("target",),
        ("note", "text", "reason", "key", "parent"),
        age="due_at",
        over=_POSTS.state.in_(_OVER),
    ),
    Kept(digests.posts, "messages approved", ("approved_by",), theirs=False),
    Kept(digests.mentions, "mentions told", ("member",), ("post",)),
    Kept(digests.outbox, "messages being sent", (), ("post", "prepared"), age="at"),
)

_NAMING = {one.table.c[column] for one in REGISTER if not one.theirs for column in one.person}
"""Columns of what stays when somebody goes, without their name."""

TABLES = (*memory.metadata.sorted_tables, *digests.metadata.sorted_tables)


def _open_all(engine: Engine) -> None:
    """Make the tables that are not there: memory or digests may never have been opened."""
    open_memory(engine)
    open_schedules(engine)


def read_member(text: str) -> str:
    """A member's id as it was typed.

    Raises:
        SettingsError: it is none.
    """
    member = text.strip().removeprefix("<@").removesuffix(">")
    if not _MEMBER.fullmatch(member):
        raise SettingsError(
            f"“{text}” is not the ID of a Slack member: it looks like U012AB3CD (in Slack, open "
            "the member's profile and choose “Copy member ID”)."
        )
    return member


# --- forget ----------------------------------------------------------------------------------


def forget(engine: Engine, member: str) -> dict[str, int]:
    """Delete all that is kept of a member.

    What they asked, said or were told goes; what others set up or asked keeps, without their
    name. An answer that somebody else got in a conversation with them goes too, for it may
    repeat what they had asked.

    Returns:
        How many rows of each kind held something of them, by the register's labels.
    """
    _open_all(engine)
    posts, rules = digests.posts, digests.rules
    with writing(engine) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        found = {
            one.label: count for one in REGISTER if (count := len(_rows(connection, one, member)))
        }
        names = _forget_conversations(connection, member)
        for one in REGISTER:
            if one.theirs:
                for column in one.person:
                    connection.execute(sa.delete(one.table).where(one.table.c[column] == member))
        # The clerk's own words on top of what they approved.
        connection.execute(sa.update(posts).where(posts.c.approved_by == member).values(note=""))
        for table in TABLES:
            for name in (member, *names):
                _sweep(connection, table, name)
        to_nobody = sa.cast(rules.c.targets, sa.Text) == "[]"
        connection.execute(sa.update(rules).where(to_nobody).values(removed=True))
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return found


def _forget_conversations(connection: Connection, member: str) -> list[str]:
    """Delete what belongs to their questions, and others' answers in the same conversations.

    Returns:
        The channels of their direct messages.
    """
    questions, threads = memory.questions, memory.threads
    place = sa.tuple_(questions.c.channel, questions.c.thread_ts)
    theirs, others = questions.c.user == member, questions.c.user != member
    direct = connection.execute(
        sa.select(questions.c.channel)
        .where(theirs, questions.c.direct.is_(True), questions.c.channel.startswith("D"))
        .distinct()
    ).scalars()
    names = list(direct)
    for table in (memory.relays, memory.replies, memory.feedback):
        asked = sa.select(questions.c.request_id).where(theirs)
        connection.execute(sa.delete(table).where(table.c.request_id.in_(asked)))
    with_them = sa.select(questions.c.channel, questions.c.thread_ts).where(theirs)
    with_others = sa.select(questions.c.channel, questions.c.thread_ts).where(others)
    connection.execute(
        sa.update(questions).where(others, place.in_(with_them)).values(answer=sa.null())
    )
    thread = sa.tuple_(threads.c.channel, threads.c.thread_ts)
    connection.execute(sa.delete(threads).where(thread.in_(with_them), thread.not_in(with_others)))
    return names


def _sweep(connection: Connection, table: sa.Table, name: str) -> None:
    """Take an id out of every column of a table, wherever it stands in it; a row goes that
    is known by it."""
    whole = re.compile(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])")
    keys = list(table.primary_key.columns)
    for column in table.columns:
        if not isinstance(column.type, (sa.String, sa.JSON)):
            continue
        text = sa.cast(column, sa.Text)
        rows = connection.execute(
            sa.select(*keys, column.label("held")).where(text.contains(name, autoescape=True))
        ).all()
        for row in rows:
            here = sa.and_(*(key == value for key, value in zip(keys, row, strict=False)))
            if not whole.search(str(row.held)):
                continue
            if column.primary_key or column.name in ("channel", "post", "parent"):
                connection.execute(sa.delete(table).where(here))
            else:
                left = _without(row.held, whole, alone="" if column in _NAMING else SOMEBODY)
                connection.execute(sa.update(table).where(here).values({column: left}))


def _without(value: Any, name: re.Pattern[str], *, alone: str) -> Any:
    """A value without a name: `alone` where it is no more than that, and no list's member
    where that is ""."""
    if isinstance(value, str):
        return alone if name.fullmatch(value) else name.sub(SOMEBODY, value)
    if isinstance(value, list):
        left = (_without(one, name, alone=alone) for one in value)
        return [one for one in left if one != "" or alone]
    if isinstance(value, dict):
        return {key: _without(one, name, alone=alone) for key, one in value.items()}
    return value


# --- how long ----------------------------------------------------------------------------------


def expire(engine: Engine, *, days: int, now: float) -> int:
    """Delete what is older than `days`, and event ids that can come no more.

    What a member has chosen (committees, words) and a clerk has set is kept until it is
    undone.

    Returns:
        How many questions went.
    """
    _open_all(engine)
    before = now - days * 24 * 3600
    questions = 0
    with writing(engine) as connection:
        events = memory.events
        connection.execute(sa.delete(events).where(events.c.at < now - EVENT_SECONDS))
        for one in REGISTER:
            if one.age is None:
                continue
            old = sa.type_coerce(one.table.c[one.age], sa.Float) < before
            if one.over is not None:
                old &= one.over
            if one.table is digests.posts:
                _expire_posts(connection, old, now=now, before=before)
                continue
            gone = connection.execute(sa.delete(one.table).where(old)).rowcount
            questions += gone if one.table is memory.questions else 0
    return questions


def _expire_posts(
    connection: Connection, old: sa.ColumnElement[bool], *, now: float, before: float
) -> None:
    """What was told to a member goes; what was posted to a channel loses who approved it and
    what they wrote. Of a meeting of late nothing goes: it would be posted again."""
    posts, meetings, rules = digests.posts, digests.meetings, digests.rules
    past = dt.datetime.fromtimestamp(now, dt.UTC).date() - LOOKED_BACK
    of_late = sa.select(meetings.c.id).where(meetings.c.date >= past)
    old &= posts.c.meeting.is_(None) | posts.c.meeting.not_in(of_late)
    member = sa.or_(*(posts.c.target.startswith(one) for one in "UWD"))
    told = sa.select(posts.c.key).where(old, member)
    connection.execute(sa.delete(digests.mentions).where(digests.mentions.c.post.in_(told)))
    connection.execute(sa.delete(posts).where(old, member))
    for row in connection.execute(
        sa.select(posts.c.key, posts.c.reason).where(
            old,
            (posts.c.approved_by != "") | (posts.c.note != "") | posts.c.reason.contains(" by "),
        )
    ).all():
        connection.execute(
            sa.update(posts)
            .where(posts.c.key == row.key)
            .values(approved_by="", note="", reason=_MEMBER.sub("a clerk", row.reason))
        )
    connection.execute(
        sa.update(rules)
        .where(rules.c.removed.is_(True), sa.type_coerce(rules.c.changed_at, sa.Float) < before)
        .values(made_by="", targets=[])
    )


# --- export ------------------------------------------------------------------------------------


def export(engine: Engine, member: str) -> dict[str, list[dict[str, Any]]]:
    """All that is kept of a member, as JSON can hold it, by the register's labels."""
    _open_all(engine)
    with engine.connect() as connection:
        found = {
            one.label: [
                {
                    name: _plain(one.table.c[name], value)
                    for name, value in row.items()
                    if value not in (None, "", [])
                }
                for row in _rows(connection, one, member)
            ]
            for one in REGISTER
        }
    return {label: rows for label, rows in found.items() if rows}


def _rows(connection: Connection, one: Kept, member: str) -> list[dict[str, Any]]:
    conditions = []
    for column in one.person:
        held = one.table.c[column]
        if isinstance(held.type, sa.JSON):
            conditions.append(sa.cast(held, sa.Text).contains(f'"{member}"'))
        else:
            conditions.append(held == member)
    if not conditions:
        return []
    query = sa.select(one.table).where(sa.or_(*conditions))
    return [dict(row) for row in connection.execute(query).mappings()]


def _plain(column: sa.Column[Any], value: Any) -> Any:
    if isinstance(column.type, sa.Float) and column.name.endswith("at"):
        value = dt.datetime.fromtimestamp(value, dt.UTC)
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, dt.date) else value
