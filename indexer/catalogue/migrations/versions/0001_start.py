"""Documents, generations, pages, passages and their full text."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "generations",
        sa.Column("generation", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.Text, nullable=False, index=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "documents",
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column(
            "generation", sa.Integer, sa.ForeignKey("generations.generation"), nullable=False
        ),
        sa.Column("sha256", sa.Text, nullable=False, index=True),
        sa.Column("read_by", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("council", sa.Text),
        sa.Column("committee", sa.Text, index=True),
        sa.Column("meeting_date", sa.Date, index=True),
        sa.Column("available_from", sa.Date),
        sa.Column("published", sa.Boolean, nullable=False),
        sa.Column("page_count", sa.Integer, nullable=False),
        sa.Column("passage_count", sa.Integer, nullable=False),
        sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("structure", sa.Text, nullable=False),
    )
    op.create_table(
        "pages",
        sa.Column(
            "generation", sa.Integer, sa.ForeignKey("generations.generation"), primary_key=True
        ),
        sa.Column("pdf_page", sa.Integer, primary_key=True),
        sa.Column("printed_page", sa.Integer),
        sa.Column("item", sa.Text),
        sa.Column("appendix", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ocr", sa.Boolean, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("passage", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "generation", sa.Integer, sa.ForeignKey("generations.generation"),
            nullable=False, index=True
        ),
        sa.Column("pdf_page", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("units", sa.Text, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        # The terms are ours already, so FTS5 must only split them at spaces.
        op.execute("CREATE VIRTUAL TABLE passage_terms USING fts5(terms, tokenize='ascii')")
    else:
        # array_to_tsvector takes the terms as they are; to_tsvector would parse numbers anew.
        op.execute(
            "ALTER TABLE passages ADD COLUMN terms_vector tsvector GENERATED ALWAYS AS "
            "(array_to_tsvector(array_remove(string_to_array(terms, ' '), ''))) STORED"
        )
        op.execute("CREATE INDEX passages_terms ON passages USING gin (terms_vector)")
