"""Alembic's way in: the connection and the version table come from `indexer.store.database`."""

from alembic import context

from indexer.store.catalogue_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=context.config.attributes["version_table"],
)
with context.begin_transaction():
    context.run_migrations()
