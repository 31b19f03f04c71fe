"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("chosen", sa.JSON),
        sa.Column("since", sa.Date),
        sa.Column("months", sa.Integer, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("added_at", sa.Float, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("visited_at", sa.Float),
        sa.Column("complete_at", sa.Float),
        sa.Column("first_complete_at", sa.Float),
        sa.Column("rules", sa.Text),
        sa.Column("rules_at", sa.Float),
        sa.Column("committees_at", sa.Float),
    )

    op.create_table(
        "source_committees",
        sa.Column(
            "source", sa.Integer, sa.ForeignKey("sources.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("committee", sa.String(32), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
    )

    op.create_table(
        "source_meetings",
        sa.Column(
            "source", sa.Integer, sa.ForeignKey("sources.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("meeting", sa.String(32), primary_key=True),
        sa.Column("committee", sa.String(32), nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("venue", sa.Text, nullable=False),
        sa.Column("agenda_published", sa.Boolean),
        sa.Column("items", sa.JSON, nullable=False),
        sa.Column("attendees", sa.JSON, nullable=False),
        sa.Column("hidden", sa.Boolean, nullable=False),
        sa.Column("moved_from", sa.Date),
        sa.Column("moved_from_time", sa.Text),
        sa.Column("unlisted", sa.Integer, nullable=False),
        sa.Column("looks", sa.JSON, nullable=False),
        sa.Column("restricted", sa.JSON, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("first_seen", sa.Float, nullable=False),
    )
    op.create_index("ix_source_meetings_date", "source_meetings", ["date"])

    op.create_table(
        "source_papers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "source", sa.Integer, sa.ForeignKey("sources.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("meeting", sa.String(32)),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("published_on", sa.Date),
        sa.Column("first_seen", sa.Float, nullable=False),
        sa.Column("missing", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("name", sa.String(160), nullable=False),
        sa.Column("document", sa.String(160)),
        sa.Column("file", sa.Text),
        sa.Column("sha256", sa.String(64)),
        sa.Column("size", sa.Integer),
        sa.Column("tail", sa.String(64)),
        sa.Column("fetched_at", sa.Float),
        sa.Column("marked_at", sa.Float),
        sa.Column("marks", sa.String(8), nullable=False),
        sa.Column("warnings", sa.JSON, nullable=False),
        sa.UniqueConstraint("source", "meeting", "key", name="uq_source_papers_key"),
        sa.UniqueConstraint("name", name="uq_source_papers_name"),
    )
    op.create_index("ix_source_papers_document", "source_papers", ["document"])
    op.create_index("ix_source_papers_meeting", "source_papers", ["meeting"])
    op.create_index("ix_source_papers_sha256", "source_papers", ["sha256"])
    op.create_index("ix_source_papers_source", "source_papers", ["source"])

    op.create_table(
        "source_news",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("committee", sa.Text, nullable=False),
        sa.Column("meeting", sa.String(32)),
        sa.Column("date", sa.Date),
        sa.Column("document", sa.String(160)),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("backlog", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    for table in (
        "source_news", "source_papers", "source_meetings", "source_committees", "sources"
    ):
        op.drop_table(table)
