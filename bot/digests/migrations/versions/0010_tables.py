"""All tables; what an unreleased version made is completed."""

import sqlalchemy as sa
from alembic import op

from bot.digests.digest_tables import metadata
from indexer.store.database import create_missing

revision = "0010"
down_revision = None
branch_labels = None
depends_on = None

DAY = "uq_digest_meetings_day"


def upgrade() -> None:
    connection = op.get_bind()
    create_missing(connection, metadata)
    for one in sa.inspect(connection).get_unique_constraints("digest_meetings"):
        if one["name"] == DAY and "site" not in one["column_names"]:
            with op.batch_alter_table("digest_meetings") as table:
                # One committee may meet twice a day.
                table.drop_constraint(DAY, type_="unique")
                table.create_unique_constraint(DAY, ["committee_key", "date", "site"])
