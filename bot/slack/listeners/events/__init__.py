"""Events: messages, mentions, the app's Home, links, the stop button."""

from slack_bolt import App

from bot.slack.dropped_files import Files
from bot.slack.listeners.events import home_opened, links_shared, messages, session_stopped
from bot.slack.office import Office

__all__ = ["register"]


def register(app: App, office: Office, files: Files) -> None:
    messages.register(app, office, files)
    home_opened.register(app, office)
    links_shared.register(app, office)
    session_stopped.register(app, office)
