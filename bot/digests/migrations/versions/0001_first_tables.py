"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_rules",
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
    op.create_table(
        "digest_closures",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "digest_meetings",
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
    op.create_table(
        "digest_posts",
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
    )
    op.create_index("ix_digest_posts_meeting", "digest_posts", ["meeting"])
    op.create_index("ix_digest_posts_state", "digest_posts", ["state"])


def downgrade() -> None:
    for table in ("digest_posts", "digest_meetings", "digest_closures", "digest_rules"):
        op.drop_table(table)
