"""A copy of every vector, from which Chroma can be filled again; the catalogue's name."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vectors",
        sa.Column("passage", sa.Integer, sa.ForeignKey("passages.passage"), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table("identity", sa.Column("identity", sa.Text, primary_key=True))
