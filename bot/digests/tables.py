"""The digests' tables; names begin with ``digest_`` since the index shares the database.

Moments are seconds since 1970 (UTC) as floats: SQLite keeps no time zones.
"""

from __future__ import annotations

import sqlalchemy as sa

__all__ = ["closures", "meetings", "metadata", "posts", "rules"]

metadata = sa.MetaData()

rules = sa.Table(
    "digest_rules",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("committee", sa.Text, nullable=False),
    sa.Column("targets", sa.JSON, nullable=False),
    sa.Column("due", sa.Text, nullable=False),
    sa.Column("what", sa.String(16), nullable=False),
    sa.Column("approval", sa.Boolean, nullable=False),
    sa.Column("paused", sa.Boolean, nullable=False),
    sa.Column("removed", sa.Boolean, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("made_at", sa.Float, nullable=False),
    sa.Column("changed_at", sa.Float, nullable=False),
)

closures = sa.Table(
    "digest_closures",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)

meetings = sa.Table(
    "digest_meetings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("committee", sa.Text, nullable=False),
    sa.Column("committee_key", sa.String(400), nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("time", sa.Text),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("moved_from", sa.Date),
    sa.Column("documents", sa.JSON, nullable=False),
    sa.Column("published_at", sa.Float),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.UniqueConstraint("committee_key", "date", name="uq_digest_meetings_day"),
)

posts = sa.Table(
    "digest_posts",
    metadata,
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("rule", sa.Integer),
    sa.Column("meeting", sa.Integer),
    sa.Column("target", sa.String(64), nullable=False),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("approved_by", sa.Text, nullable=False),
    sa.Column("parent", sa.String(200)),
    sa.Column("channel", sa.String(64)),
    sa.Column("ts", sa.String(64)),
    sa.Column("posted_at", sa.Float),
    sa.Column("papers", sa.JSON, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("made_at", sa.Float, nullable=False),
    sa.Index("ix_digest_posts_meeting", "meeting"),
    sa.Index("ix_digest_posts_state", "state"),
)
