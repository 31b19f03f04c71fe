"""The digests' tables; names begin with ``digest_`` since the index shares the database."""

from __future__ import annotations

import sqlalchemy as sa

from indexer.store.database import Moment

__all__ = [
    "closures",
    "looked_through",
    "meetings",
    "mentions",
    "metadata",
    "news",
    "outbox",
    "plain_points",
    "posts",
    "rules",
]

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
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
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
    sa.Column("published_at", Moment),
    sa.Column("changed_at", Moment, nullable=False),
    # The council's site that lists it, and its id there; "" where none does.
    sa.Column("site", sa.String(120), nullable=False, server_default=""),
    # What the site said of it last: {"date", "time", "cancelled"}.
    sa.Column("said", sa.JSON(none_as_null=True)),
    sa.Column("moved_time", sa.Text),
    # What each of its papers said last: {document: [date, time]}.
    sa.Column("printed", sa.JSON(none_as_null=True)),
    # Days that it was on before, as ISO dates.
    sa.Column("past_days", sa.JSON(none_as_null=True)),
    sa.UniqueConstraint("committee_key", "date", "site", name="uq_digest_meetings_day"),
)

posts = sa.Table(
    "digest_posts",
    metadata,
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("rule", sa.Integer),
    sa.Column("meeting", sa.Integer),
    sa.Column("target", sa.String(64), nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("approved_by", sa.Text, nullable=False),
    sa.Column("parent", sa.String(200)),
    sa.Column("channel", sa.String(64)),
    sa.Column("ts", sa.String(64)),
    sa.Column("posted_at", Moment),
    sa.Column("papers", sa.JSON, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Index("ix_digest_posts_meeting", "meeting"),
    sa.Index("ix_digest_posts_state", "state"),
)

outbox = sa.Table(
    "digest_outbox",
    metadata,
    # What a post is being made of, by `bot.jobs.posting.name_of` its key, until it is
    # posted: the workflow knows the name alone.
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("post", sa.String(200), nullable=False, index=True),
    sa.Column("prepared", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

news = sa.Table(
    "digest_news",
    metadata,
    # Of a happening at a source, and the post that tells of it; "" only in homes that were
    # made before, where it was too old.
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("post", sa.String(200), nullable=False, index=True),
)

looked_through = sa.Table(
    "digest_looked_through",
    metadata,
    # Papers that were searched for members' words.
    sa.Column("document", sa.String(200), primary_key=True),
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

mentions = sa.Table(
    "digest_mentions",
    metadata,
    # A place in a paper that holds a member's word, by its hash, and the post that tells it.
    sa.Column("member", sa.String(64), primary_key=True),
    sa.Column("mention", sa.String(64), primary_key=True),
    sa.Column("post", sa.String(200), nullable=False, index=True),
)

plain_points = sa.Table(
    "digest_plain_points",
    metadata,
    # What a language model said of an item, by `bot.digests.points.Points`.
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("claims", sa.JSON, nullable=False),
)
