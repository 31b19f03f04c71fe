"""A draft is a state of a document, not the end of its name."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SUFFIX = " (draft)"
"""What stood behind the name of a document that was not published."""

INDEXED = ("sha256", "committee", "meeting_date")


def upgrade() -> None:
    # The name alone was the key, which SQLite cannot change in place.
    for column in INDEXED:
        op.drop_index(f"ix_documents_{column}", "documents")
    op.rename_table("documents", "documents_before")
    op.create_table(
        "documents",
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("published", sa.Boolean, primary_key=True),
        sa.Column(
            "generation", sa.Integer, sa.ForeignKey("generations.generation"), nullable=False
        ),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("read_by", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("council", sa.Text),
        sa.Column("committee", sa.Text),
        sa.Column("meeting_date", sa.Date),
        sa.Column("available_from", sa.Date),
        sa.Column("page_count", sa.Integer, nullable=False),
        sa.Column("passage_count", sa.Integer, nullable=False),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("structure", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document", "published", name="pk_documents"),
    )
    columns = (
        "published, generation, sha256, read_by, path, url, kind, title, council, committee, "
        "meeting_date, available_from, page_count, passage_count, indexed_at, seconds, structure"
    )
    # A published document may really be called "Minutes (draft)".
    op.execute(
        f"INSERT INTO documents (document, {columns}) SELECT CASE "
        f"WHEN NOT published AND document LIKE '%{SUFFIX}' "
        f"THEN substr(document, 1, length(document) - {len(SUFFIX)}) ELSE document END, "
        f"{columns} FROM documents_before"
    )
    op.drop_table("documents_before")
    for column in INDEXED:
        op.create_index(f"ix_documents_{column}", "documents", [column])
