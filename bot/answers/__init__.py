"""Answers: scope → find → say → check."""
