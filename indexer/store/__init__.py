"""The store: the catalogue in SQL, vectors in Chroma, locks. The index is its only door."""
