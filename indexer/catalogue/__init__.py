"""The catalogue: what is indexed, in SQL. SQLite by default, PostgreSQL by URL."""

from indexer.catalogue.catalogue import Catalogue, DocumentCard, PassageRow

__all__ = ["Catalogue", "DocumentCard", "PassageRow"]
