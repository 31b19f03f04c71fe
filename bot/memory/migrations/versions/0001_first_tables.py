"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bot_events",
        sa.Column("event_id", sa.String(255), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("ix_bot_events_at", "bot_events", ["at"])

    op.create_table(
        "bot_questions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("request_id", sa.String(32), nullable=False, unique=True),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("message_ts", sa.String(64), nullable=False),
        sa.Column("thread_ts", sa.String(64), nullable=False),
        sa.Column("team", sa.String(64)),
        sa.Column("user", sa.String(64), nullable=False),
        sa.Column("direct", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("committee", sa.Text),
        sa.Column("documents", sa.JSON, nullable=False),
        sa.Column("response_url", sa.Text),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("answer_ts", sa.String(64)),
        sa.Column("answer", sa.JSON),
        sa.Column("answered", sa.Boolean),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("seconds", sa.Float),
        sa.UniqueConstraint("channel", "message_ts", name="uq_bot_questions_message"),
    )
    op.create_index("ix_bot_questions_state", "bot_questions", ["state"])
    op.create_index("ix_bot_questions_at", "bot_questions", ["at"])
    op.create_index("ix_bot_questions_thread", "bot_questions", ["channel", "thread_ts"])
    op.create_index("ix_bot_questions_user", "bot_questions", ["user", "at"])

    op.create_table(
        "bot_threads",
        sa.Column("channel", sa.String(64), primary_key=True),
        sa.Column("thread_ts", sa.String(64), primary_key=True),
        sa.Column("documents", sa.JSON, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("ix_bot_threads_at", "bot_threads", ["at"])

    op.create_table(
        "bot_feedback",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("request_id", sa.String(32), nullable=False),
        sa.Column("user", sa.String(64), nullable=False),
        sa.Column("useful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(64)),
        sa.Column("comment", sa.Text),
        sa.Column("at", sa.Float, nullable=False),
        sa.UniqueConstraint("request_id", "user", name="uq_bot_feedback_voice"),
    )
    op.create_index("ix_bot_feedback_at", "bot_feedback", ["at"])

    op.create_table(
        "bot_channels",
        sa.Column("channel", sa.String(64), primary_key=True),
        sa.Column("committee", sa.Text, nullable=False),
        sa.Column("set_by", sa.String(64), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "bot_restricted",
        sa.Column("committee", sa.String(400), primary_key=True),
        sa.Column("set_by", sa.String(64), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "bot_follows",
        sa.Column("user", sa.String(64), primary_key=True),
        sa.Column("committee", sa.String(400), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )

    op.create_table(
        "bot_relays",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("request_id", sa.String(32), nullable=False, unique=True),
        sa.Column("clerk_channel", sa.String(64)),
        sa.Column("clerk_ts", sa.String(64)),
        sa.Column("replies", sa.Integer, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("ix_bot_relays_at", "bot_relays", ["at"])
    op.create_index("ix_bot_relays_clerk", "bot_relays", ["clerk_channel", "clerk_ts"])

    op.create_table(
        "bot_drops",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("file_id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("thread_ts", sa.String(64), nullable=False),
        sa.Column("user", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("document", sa.Text),
        sa.Column("note_ts", sa.String(64)),
        sa.Column("at", sa.Float, nullable=False),
        sa.UniqueConstraint("file_id", "channel", "thread_ts", name="uq_bot_drops_file"),
    )
    op.create_index("ix_bot_drops_state", "bot_drops", ["state"])
    op.create_index("ix_bot_drops_at", "bot_drops", ["at"])


def downgrade() -> None:
    for table in (
        "bot_drops",
        "bot_relays",
        "bot_follows",
        "bot_restricted",
        "bot_channels",
        "bot_feedback",
        "bot_threads",
        "bot_questions",
        "bot_events",
    ):
        op.drop_table(table)
