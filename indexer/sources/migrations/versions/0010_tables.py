"""All tables of sources; what an unreleased version made is completed."""

from alembic import op

from indexer.sources.source_tables import metadata
from indexer.store.database import create_missing

revision = "0010"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(op.get_bind(), metadata)
