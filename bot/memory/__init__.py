"""What the bot itself remembers: questions, threads, feedback, channels, dropped files."""

from bot.memory.memory import Memory, open_memory

__all__ = ["Memory", "open_memory"]
