"""Answers: scope → find → say → check → decline."""
