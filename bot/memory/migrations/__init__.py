"""The bot's own tables, step by step; the index keeps its own history beside it."""
