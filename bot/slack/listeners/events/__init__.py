"""Events: messages, mentions, the app's Home."""

from slack_bolt import App

from bot.slack.files import Files
from bot.slack.listeners.events import home, messages
from bot.slack.office import Office

__all__ = ["register"]


def register(app: App, office: Office, files: Files) -> None:
    messages.register(app, office, files)
    home.register(app, office)
