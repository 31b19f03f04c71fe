"""Committees are things with ids, which channels, restrictions and followers hold; answers
keep no earlier questions of their conversation, which may be other people's."""

import json

import sqlalchemy as sa
from alembic import op

from indexer.council.bodies import committee_key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

HOLDERS = ("bot_channels", "bot_restricted", "bot_follows", "bot_mutes")


def upgrade() -> None:
    committees = op.create_table(
        "bot_committees",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("council", sa.Text),
        sa.Column("parent", sa.Integer),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bot_committee_names",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("committee", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_index("ix_bot_committee_names_committee", "bot_committee_names", ["committee"])
    connection = op.get_bind()
    ids: dict[str, int] = {}

    def number(name: str, at: float) -> int:
        key = committee_key(name)
        if key not in ids:
            made = connection.execute(
                sa.insert(committees).values(
                    name=name,
                    confirmed=False,
                    made_by="",
                    at=at,
                )
            )
            assert made.inserted_primary_key is not None
            ids[key] = int(made.inserted_primary_key[0])
        return ids[key]

    for holder in HOLDERS:
        old = sa.Table(holder, sa.MetaData(), autoload_with=connection)
        rows = [dict(row) for row in connection.execute(sa.select(old)).mappings()]
        op.drop_table(holder)
        new = op.create_table(holder, *_columns(holder))
        seen: set[tuple[object, ...]] = set()
        for row in rows:
            row["committee"] = number(row["committee"], row["at"])
            key = tuple(row[column.name] for column in new.primary_key.columns)
            if key not in seen:
                seen.add(key)
                connection.execute(sa.insert(new).values(**row))
    _forget_histories(connection)


def _columns(holder: str) -> list[sa.Column[object]]:
    first: dict[str, list[sa.Column[object]]] = {
        "bot_channels": [
            sa.Column("channel", sa.String(64), primary_key=True),
            sa.Column("committee", sa.Integer, nullable=False),
            sa.Column("set_by", sa.String(64), nullable=False),
        ],
        "bot_restricted": [
            sa.Column("committee", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("set_by", sa.String(64), nullable=False),
        ],
    }
    return [
        *first.get(
            holder,
            [
                sa.Column("user", sa.String(64), primary_key=True),
                sa.Column("committee", sa.Integer, primary_key=True, autoincrement=False),
            ],
        ),
        sa.Column("at", sa.Float, nullable=False),
    ]


def _forget_histories(connection: sa.Connection) -> None:
    questions = sa.table("bot_questions", sa.column("id"), sa.column("answer", sa.JSON))
    for row in connection.execute(
        sa.select(questions).where(questions.c.answer.is_not(None))
    ).all():
        answer = json.loads(row.answer) if isinstance(row.answer, str) else row.answer
        if isinstance(answer, dict) and (answer.get("question") or {}).pop("history", None):
            connection.execute(
                sa.update(questions).where(questions.c.id == row.id).values(answer=answer)
            )


def downgrade() -> None:
    raise NotImplementedError("Committees' ids cannot become names again: restore a backup.")
