"""The catalogue's tables.

A *generation* is one reading of one document. Everything that belongs to it bears
its number; a reader sees only generations that are `CURRENT`, so that flipping two
numbers in one transaction replaces a document at once. Vectors in Chroma bear the
same number.
"""

from __future__ import annotations

import sqlalchemy as sa

__all__ = [
    "CURRENT",
    "RETIRED",
    "WRITING",
    "documents",
    "generations",
    "identity",
    "metadata",
    "pages",
    "passages",
    "vectors",
]

WRITING, CURRENT, RETIRED = "writing", "current", "retired"

metadata = sa.MetaData()

generations = sa.Table(
    "generations",
    metadata,
    sa.Column("generation", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("document", sa.Text, nullable=False, index=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,
)

documents = sa.Table(
    "documents",
    metadata,
    # What everybody sees and a draft that is to replace it stand under one name.
    sa.Column("document", sa.Text, primary_key=True),
    sa.Column("published", sa.Boolean, primary_key=True),
    sa.Column("generation", sa.Integer, sa.ForeignKey("generations.generation"), nullable=False),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("read_by", sa.Text, nullable=False),  # version of the reading and the model
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("council", sa.Text),
    sa.Column("committee", sa.Text, index=True),
    sa.Column("meeting_date", sa.Date, index=True),
    sa.Column("available_from", sa.Date),
    sa.Column("page_count", sa.Integer, nullable=False),
    sa.Column("passage_count", sa.Integer, nullable=False),
    sa.Column("indexed_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("structure", sa.Text, nullable=False),  # the Pack without its pages, JSON
)

pages = sa.Table(
    "pages",
    metadata,
    sa.Column("generation", sa.Integer, sa.ForeignKey("generations.generation"), primary_key=True),
    sa.Column("pdf_page", sa.Integer, primary_key=True),
    sa.Column("printed_page", sa.Integer),
    sa.Column("item", sa.Text),
    sa.Column("appendix", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("ocr", sa.Boolean, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

passages = sa.Table(
    "passages",
    metadata,
    sa.Column("passage", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column(
        "generation",
        sa.Integer,
        sa.ForeignKey("generations.generation"),
        nullable=False,
        index=True,
    ),
    sa.Column("pdf_page", sa.Integer, nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),  # order within the document
    sa.Column("context", sa.Text, nullable=False),
    sa.Column("units", sa.Text, nullable=False),  # JSON, see indexer.evidence.passages.Unit
    sa.Column("terms", sa.Text, nullable=False),  # stemmed words, see indexer.store.terms
    sqlite_autoincrement=True,
)
"""Full text: an FTS5 table `passage_terms` beside it on SQLite, a generated tsvector
column with a GIN index on PostgreSQL; both are made by the first migration."""

vectors = sa.Table(
    "vectors",
    metadata,
    sa.Column("passage", sa.Integer, sa.ForeignKey("passages.passage"), primary_key=True),
    # 32-bit floats, little-endian: what Chroma is filled with when it has lost them.
    sa.Column("vector", sa.LargeBinary, nullable=False),
)

identity = sa.Table(
    "identity",
    metadata,
    sa.Column("identity", sa.Text, primary_key=True),
    sa.Column("stamp", sa.Text),
)
"""One row: the catalogue's own name, which its vectors in Chroma bear and a restore changes,
and the stamp that its last writer left here and in Chroma; see `indexer.store.upkeep`."""
