"""What each paper said of its meeting's day, and the days that a meeting was on before."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("digest_meetings", sa.Column("printed", sa.JSON(none_as_null=True)))
    op.add_column("digest_meetings", sa.Column("past_days", sa.JSON(none_as_null=True)))
