"""Alembic's way in."""

from bot.memory.memory_tables import metadata
from indexer.store.database import run_migrations

run_migrations(metadata)
