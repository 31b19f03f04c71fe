"""All tables; what an unreleased version kept is completed and moved over.

Channels, restrictions and followers once held committees' names, and hold their ids now;
answers kept earlier questions of their conversation, which may be other people's.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.memory import memory_tables as tables
from indexer.council.bodies import committee_key
from indexer.store.database import create_missing

revision = "0010"
down_revision = None
branch_labels = None
depends_on = None

HOLDERS = (tables.channels, tables.restricted, tables.follows, tables.mutes)


def upgrade() -> None:
    connection = op.get_bind()
    held = {table: _with_names(connection, table) for table in HOLDERS}
    create_missing(connection, tables.metadata)
    ids: dict[str, int] = {}
    for table, rows in held.items():
        seen: set[tuple[Any, ...]] = set()
        for row in rows:
            key = committee_key(row["committee"])
            if key not in ids:
                about = {"name": row["committee"], "confirmed": False, "made_by": ""}
                made = sa.insert(tables.committees).values(**about, at=row["at"])
                ids[key] = int(
                    connection.execute(made.returning(tables.committees.c.id)).scalar_one()
                )
            row["committee"] = ids[key]
            own = tuple(row[column.name] for column in table.primary_key.columns)
            if own not in seen:
                seen.add(own)
                connection.execute(sa.insert(table).values(**row))
    _forget_histories(connection)


def _with_names(connection: sa.Connection, table: sa.Table) -> list[dict[str, Any]]:
    """The rows of a table that holds names still, which goes; of any other, none."""
    known = sa.inspect(connection)
    if table.name not in known.get_table_names():
        return []
    columns = {column["name"]: column["type"] for column in known.get_columns(table.name)}
    if isinstance(columns["committee"], sa.Integer):
        return []
    old = sa.table(table.name, *(sa.column(name) for name in columns))
    rows = [dict(row) for row in connection.execute(sa.select(old)).mappings()]
    op.drop_table(table.name)
    return rows


def _forget_histories(connection: sa.Connection) -> None:
    questions = tables.questions
    query = sa.select(questions.c.id, questions.c.answer).where(questions.c.answer.is_not(None))
    for row in connection.execute(query).all():
        answer = json.loads(row.answer) if isinstance(row.answer, str) else row.answer
        if isinstance(answer, dict) and (answer.get("question") or {}).pop("history", None):
            connection.execute(
                sa.update(questions).where(questions.c.id == row.id).values(answer=answer)
            )
