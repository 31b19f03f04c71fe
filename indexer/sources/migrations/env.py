"""Alembic's way in."""

from indexer.sources.source_tables import metadata
from indexer.store.database import run_migrations

run_migrations(metadata)
