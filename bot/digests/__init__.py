"""Digests: what a meeting's papers say in short, and when it is posted to whom."""
