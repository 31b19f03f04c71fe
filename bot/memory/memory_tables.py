"""The bot's tables.

All names begin with ``bot_`` since the index shares the database.

Times are seconds since 1970 (UTC) as floats: SQLite keeps no time zones.
Identifiers of users, channels and messages are Slack's own strings.
"""

from __future__ import annotations

import sqlalchemy as sa

__all__ = [
    "channels",
    "committee_names",
    "committees",
    "drops",
    "events",
    "feedback",
    "follows",
    "metadata",
    "mutes",
    "questions",
    "relays",
    "replies",
    "restricted",
    "threads",
    "words",
]

metadata = sa.MetaData()

events = sa.Table(
    "bot_events",
    metadata,
    sa.Column("event_id", sa.String(255), primary_key=True),
    sa.Column("at", sa.Float, nullable=False, index=True),
)

questions = sa.Table(
    "bot_questions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("request_id", sa.String(32), nullable=False, unique=True),
    sa.Column("origin", sa.String(16), nullable=False),
    sa.Column("channel", sa.String(64), nullable=False),
    sa.Column("message_ts", sa.String(64), nullable=False),
    sa.Column("thread_ts", sa.String(64), nullable=False),
    sa.Column("user", sa.String(64), nullable=False),
    sa.Column("direct", sa.Boolean, nullable=False, default=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("committee", sa.Text),
    sa.Column("documents", sa.JSON, nullable=False),
    sa.Column("response_url", sa.Text),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("owner", sa.BigInteger),
    sa.Column("answer", sa.JSON),
    sa.Column("answered", sa.Boolean),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.UniqueConstraint("channel", "message_ts", name="uq_bot_questions_message"),
    sa.Index("ix_bot_questions_thread", "channel", "thread_ts"),
    sa.Index("ix_bot_questions_user", "user", "at"),
)

threads = sa.Table(
    "bot_threads",
    metadata,
    sa.Column("channel", sa.String(64), primary_key=True),
    sa.Column("thread_ts", sa.String(64), primary_key=True),
    sa.Column("documents", sa.JSON, nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True),
)

feedback = sa.Table(
    "bot_feedback",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("request_id", sa.String(32), nullable=False),
    sa.Column("user", sa.String(64), nullable=False),
    sa.Column("useful", sa.Boolean, nullable=False),
    sa.Column("reason", sa.String(64)),
    sa.Column("comment", sa.Text),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.UniqueConstraint("request_id", "user", name="uq_bot_feedback_voice"),
)

committees = sa.Table(
    "bot_committees",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("council", sa.Text),
    sa.Column("parent", sa.Integer),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("made_by", sa.String(64), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    # An id that was merged away must not come back as another committee's.
    sqlite_autoincrement=True,
)

committee_names = sa.Table(
    "bot_committee_names",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("committee", sa.Integer, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
)

channels = sa.Table(
    "bot_channels",
    metadata,
    sa.Column("channel", sa.String(64), primary_key=True),
    sa.Column("committee", sa.Integer, nullable=False),
    sa.Column("set_by", sa.String(64), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)

restricted = sa.Table(
    "bot_restricted",
    metadata,
    sa.Column("committee", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("set_by", sa.String(64), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)

follows = sa.Table(
    "bot_follows",
    metadata,
    sa.Column("user", sa.String(64), primary_key=True),
    sa.Column("committee", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Float, nullable=False),
)

mutes = sa.Table(
    "bot_mutes",
    metadata,
    sa.Column("user", sa.String(64), primary_key=True),
    sa.Column("committee", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Float, nullable=False),
)

words = sa.Table(
    "bot_words",
    metadata,
    sa.Column("user", sa.String(64), primary_key=True),
    sa.Column("folded", sa.String(200), primary_key=True),
    sa.Column("word", sa.String(200), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)

relays = sa.Table(
    "bot_relays",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("request_id", sa.String(32), nullable=False, unique=True),
    sa.Column("clerk_channel", sa.String(64)),
    sa.Column("clerk_ts", sa.String(64)),
    # Used no more; in homes that were made before it may not be empty.
    sa.Column("replies", sa.Integer, nullable=False, default=0),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.Index("ix_bot_relays_clerk", "clerk_channel", "clerk_ts"),
)

replies = sa.Table(
    "bot_replies",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("request_id", sa.String(32), nullable=False, index=True),
    sa.Column("channel", sa.String(64), nullable=False),
    sa.Column("message_ts", sa.String(64), nullable=False),
    sa.Column("thread_ts", sa.String(64), nullable=False),
    sa.Column("user", sa.String(64), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("brought", sa.Boolean, nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.UniqueConstraint("channel", "message_ts", name="uq_bot_replies_message"),
)

drops = sa.Table(
    "bot_drops",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("file_id", sa.String(64), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("channel", sa.String(64), nullable=False),
    sa.Column("thread_ts", sa.String(64), nullable=False),
    sa.Column("user", sa.String(64), nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("document", sa.Text),
    sa.Column("note_ts", sa.String(64)),
    sa.Column("owner", sa.BigInteger),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.UniqueConstraint("file_id", "channel", "thread_ts", name="uq_bot_drops_file"),
)
