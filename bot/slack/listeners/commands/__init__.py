"""Slash commands."""

from slack_bolt import App

from bot.slack.listeners.commands import packhorse
from bot.slack.office import Office

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    packhorse.register(app, office)
