"""The digests' own tables, step by step; index and bot keep their histories beside it."""
