"""The tables of sources. All names begin with ``source`` since the index shares the database.

Times are seconds since 1970 (UTC) as floats: SQLite keeps no time zones.
"""

from __future__ import annotations

import sqlalchemy as sa

__all__ = ["clock", "committees", "meetings", "metadata", "news", "papers", "sources"]

metadata = sa.MetaData()

sources = sa.Table(
    "sources",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("name", sa.String(64), nullable=False, unique=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    # Ids of the committees that are watched; NULL for all.
    sa.Column("chosen", sa.JSON(none_as_null=True)),
    sa.Column("since", sa.Date),
    sa.Column("months", sa.Integer, nullable=False, default=12),
    sa.Column("paused", sa.Boolean, nullable=False, default=False),
    sa.Column("added_at", sa.Float, nullable=False),
    # How the last visit went.
    sa.Column("status", sa.String(16), nullable=False, default="new"),
    sa.Column("problem", sa.Text, nullable=False, default=""),
    sa.Column("failures", sa.Integer, nullable=False, default=0),
    sa.Column("not_before", sa.Float, nullable=False, default=0.0),
    sa.Column("visited_at", sa.Float),
    sa.Column("complete_at", sa.Float),
    sa.Column("first_complete_at", sa.Float),
    sa.Column("rules", sa.Text),
    sa.Column("rules_at", sa.Float),
    sa.Column("committees_at", sa.Float),
)


def _of_source(*, primary_key: bool) -> sa.Column[int]:
    reference = sa.ForeignKey("sources.id", ondelete="CASCADE")
    return sa.Column(
        "source",
        sa.Integer,
        reference,
        primary_key=primary_key,
        nullable=False,
        index=not primary_key,
    )


committees = sa.Table(
    "source_committees",
    metadata,
    _of_source(primary_key=True),
    sa.Column("committee", sa.String(32), primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("current", sa.Boolean, nullable=False),
)

meetings = sa.Table(
    "source_meetings",
    metadata,
    _of_source(primary_key=True),
    sa.Column("meeting", sa.String(32), primary_key=True),
    sa.Column("committee", sa.String(32), nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("time", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("venue", sa.Text, nullable=False, default=""),
    # No longer kept: nobody asks for them.
    sa.Column("items", sa.JSON, nullable=False, default=list),
    sa.Column("attendees", sa.JSON, nullable=False, default=list),
    sa.Column("hidden", sa.Boolean, nullable=False, default=False),
    # The date and time that it was first listed with, once they have changed.
    sa.Column("moved_from", sa.Date),
    sa.Column("moved_from_time", sa.Text),
    # How often in a row the site's list left it out.
    sa.Column("unlisted", sa.Integer, nullable=False, default=0),
    # {part: seconds since 1970 of the last look}
    sa.Column("looks", sa.JSON, nullable=False, default=dict),
    sa.Column("restricted", sa.JSON, nullable=False, default=list),
    sa.Column("problem", sa.Text, nullable=False, default=""),
    sa.Column("first_seen", sa.Float, nullable=False),
    sa.Index("ix_source_meetings_date", "date"),
)

papers = sa.Table(
    "source_papers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    _of_source(primary_key=False),
    sa.Column("meeting", sa.String(32), index=True),
    sa.Column("key", sa.String(80), nullable=False),
    sa.Column("part", sa.String(16), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    # No longer kept: nobody asks for it.
    sa.Column("item", sa.Text, nullable=False, default=""),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("published_on", sa.Date),
    sa.Column("first_seen", sa.Float, nullable=False),
    sa.Column("missing", sa.Integer, nullable=False, default=0),
    # See `indexer.sources.store.State`.
    sa.Column("state", sa.String(16), nullable=False, default="wanted"),
    sa.Column("stale", sa.Boolean, nullable=False, default=False),
    sa.Column("problem", sa.Text, nullable=False, default=""),
    sa.Column("tries", sa.Integer, nullable=False, default=0),
    sa.Column("not_before", sa.Float, nullable=False, default=0.0),
    # The document's own name, and the one that its text stands under.
    sa.Column("name", sa.String(160), nullable=False),
    sa.Column("document", sa.String(160), index=True),
    sa.Column("file", sa.Text),
    sa.Column("sha256", sa.String(64), index=True),
    sa.Column("size", sa.Integer),
    sa.Column("tail", sa.String(64)),
    sa.Column("fetched_at", sa.Float),
    sa.Column("marked_at", sa.Float),
    sa.Column("marks", sa.String(8), nullable=False, default=""),
    sa.Column("warnings", sa.JSON, nullable=False, default=list),
    sa.UniqueConstraint("source", "meeting", "key", name="uq_source_papers_key"),
    sa.UniqueConstraint("name", name="uq_source_papers_name"),
)

news = sa.Table(
    "source_news",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("what", sa.String(16), nullable=False),
    sa.Column("committee", sa.Text, nullable=False, default=""),
    sa.Column("meeting", sa.String(32)),
    sa.Column("date", sa.Date),
    sa.Column("document", sa.String(160)),
    sa.Column("kind", sa.String(16), nullable=False, default=""),
    # What to tell a clerk.
    sa.Column("sentence", sa.Text, nullable=False),
    # About papers that were out long before we first looked.
    sa.Column("backlog", sa.Boolean, nullable=False, default=False),
)

clock = sa.Table(
    "source_clock",
    metadata,
    # One row: see `indexer.sources.clock`.
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
)
