"""Runs the digests' migrations on the connection that `indexer.store.database.upgrade` gives."""

from alembic import context

from bot.digests.digest_tables import metadata

config = context.config
context.configure(
    connection=config.attributes["connection"],
    version_table=config.attributes["version_table"],
    target_metadata=metadata,
    # SQLite cannot alter a table in place.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
