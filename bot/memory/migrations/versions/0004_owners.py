"""Which process has a question, so that no other takes it up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bot_questions", sa.Column("owner", sa.BigInteger))


def downgrade() -> None:
    op.drop_column("bot_questions", "owner")
