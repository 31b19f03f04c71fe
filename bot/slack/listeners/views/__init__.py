"""Forms sent: what was wrong, a question about an item, schedules."""

from slack_bolt import App

from bot.slack.listeners.views import forms, schedule_forms
from bot.slack.office import Office

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    forms.register(app, office)
    schedule_forms.register(app, office)
