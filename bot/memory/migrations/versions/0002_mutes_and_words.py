"""What members want no messages about, and the words that they look out for."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bot_mutes",
        sa.Column("user", sa.String(64), primary_key=True),
        sa.Column("committee", sa.String(400), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "bot_words",
        sa.Column("user", sa.String(64), primary_key=True),
        sa.Column("folded", sa.String(200), primary_key=True),
        sa.Column("word", sa.String(200), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("bot_words")
    op.drop_table("bot_mutes")
