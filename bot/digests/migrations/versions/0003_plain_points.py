"""What a language model made of the points of digests."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_plain_points",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("claims", sa.JSON, nullable=False),
    )
