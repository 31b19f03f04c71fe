"""Clicks on buttons and choices from lists."""

from slack_bolt import App

from bot.slack.files import Files
from bot.slack.listeners.actions import answers, drafts, following, pages, schedules
from bot.slack.office import Office

__all__ = ["register"]


def register(app: App, office: Office, files: Files) -> None:
    answers.register(app, office, files)
    pages.register(app, office)
    following.register(app, office)
    drafts.register(app, office, files)
    schedules.register(app, office)
