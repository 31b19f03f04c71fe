"""What is being posted, kept beside the workflow that posts it and not in it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_outbox",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("post", sa.String(200), nullable=False),
        sa.Column("prepared", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("ix_digest_outbox_post", "digest_outbox", ["post"])
