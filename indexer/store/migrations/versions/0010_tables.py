"""All tables, and the full text beside them; what an unreleased version made is completed."""

from alembic import op

from indexer.store.catalogue_tables import metadata
from indexer.store.database import create_missing

revision = "0010"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(op.get_bind(), metadata)
    if op.get_bind().dialect.name == "sqlite":
        # The terms are ours already, so FTS5 must only split them at spaces.
        op.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS passage_terms USING fts5(terms, tokenize='ascii')"
        )
    else:
        # array_to_tsvector takes the terms as they are; to_tsvector would parse numbers anew.
        op.execute(
            "ALTER TABLE passages ADD COLUMN IF NOT EXISTS terms_vector tsvector "
            "GENERATED ALWAYS AS "
            "(array_to_tsvector(array_remove(string_to_array(terms, ' '), ''))) STORED"
        )
        op.execute("CREATE INDEX IF NOT EXISTS passages_terms ON passages USING gin (terms_vector)")
