"""What Bolt calls: short functions that acknowledge and call into the rest, by subject."""

from slack_bolt import App

from bot.slack.listeners import (
    on_answers,
    on_drafts,
    on_home,
    on_links,
    on_messages,
    on_pages,
    on_schedules,
)
from bot.slack.listeners.commands import packhorse
from bot.slack.office import Office

__all__ = ["register"]

SUBJECTS = (
    on_answers,
    on_drafts,
    on_home,
    on_links,
    on_messages,
    on_pages,
    on_schedules,
    packhorse,
)


def register(app: App, office: Office) -> None:
    """Tie every listener to the app."""
    for one in SUBJECTS:
        one.register(app, office)
