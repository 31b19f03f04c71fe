"""What councils' sites say of meetings; what news and which mentions were told."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("digest_meetings") as table:
        table.add_column(sa.Column("site", sa.String(120), nullable=False, server_default=""))
        table.add_column(sa.Column("said", sa.JSON))
        table.add_column(sa.Column("moved_time", sa.Text))
        # One committee may meet twice a day.
        table.drop_constraint("uq_digest_meetings_day", type_="unique")
        table.create_unique_constraint("uq_digest_meetings_day", ["committee_key", "date", "site"])
    op.create_table(
        "digest_news",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("post", sa.String(200), nullable=False, index=True),
    )
    op.create_table(
        "digest_looked_through",
        sa.Column("document", sa.String(200), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "digest_mentions",
        sa.Column("member", sa.String(64), primary_key=True),
        sa.Column("mention", sa.String(64), primary_key=True),
        sa.Column("post", sa.String(200), nullable=False, index=True),
    )
