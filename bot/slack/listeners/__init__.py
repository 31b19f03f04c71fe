"""What Bolt calls: short functions that acknowledge and call into the rest."""

from slack_bolt import App

from bot.slack.dropped_files import Files
from bot.slack.listeners import actions, commands, events, views
from bot.slack.office import Office

__all__ = ["register"]


def register(app: App, office: Office, files: Files) -> None:
    """Tie every listener to the app."""
    events.register(app, office, files)
    actions.register(app, office, files)
    commands.register(app, office)
    views.register(app, office)
