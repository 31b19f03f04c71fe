"""Clicks on buttons and choices from lists."""

from slack_bolt import App

from bot.slack.dropped_files import Files
from bot.slack.listeners.actions import (
    answer_clicks,
    draft_clicks,
    following,
    look_click,
    opening_clicks,
    page_clicks,
    schedule_clicks,
    table_clicks,
)
from bot.slack.office import Office

__all__ = ["register"]


def register(app: App, office: Office, files: Files) -> None:
    look_click.register(app, office, files)
    answer_clicks.register(app, office)
    opening_clicks.register(app, office)
    page_clicks.register(app, office)
    following.register(app, office)
    draft_clicks.register(app, office, files)
    schedule_clicks.register(app, office)
    table_clicks.register(app, office)
