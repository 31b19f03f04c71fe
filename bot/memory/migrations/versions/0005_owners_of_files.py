"""Which process reads a dropped file, so that no other takes it up."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bot_drops", sa.Column("owner", sa.BigInteger))


def downgrade() -> None:
    op.drop_column("bot_drops", "owner")
