"""A draft is a state of a document, not the end of its name."""

import sqlalchemy as sa
from alembic import op

from indexer.store.catalogue_tables import documents

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SUFFIX = " (draft)"
"""What stood behind the name of a document that was not published."""


def upgrade() -> None:
    connection = op.get_bind()
    known = sa.inspect(connection)
    if known.get_pk_constraint("documents")["constrained_columns"] != ["document"]:
        return
    # The name alone was the key, which SQLite cannot change in place.
    for index in known.get_indexes("documents"):
        op.drop_index(str(index["name"]), "documents")
    op.rename_table("documents", "documents_before")
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE documents_before DROP CONSTRAINT documents_pkey")
    documents.create(connection)
    columns = ", ".join(one.name for one in documents.columns if one.name != "document")
    # A published document may really be called "Minutes (draft)".
    op.execute(
        f"INSERT INTO documents (document, {columns}) SELECT CASE "
        f"WHEN NOT published AND document LIKE '%{SUFFIX}' "
        f"THEN substr(document, 1, length(document) - {len(SUFFIX)}) ELSE document END, "
        f"{columns} FROM documents_before"
    )
    op.drop_table("documents_before")
