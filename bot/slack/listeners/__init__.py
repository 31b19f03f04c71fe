"""What Bolt calls: short functions that acknowledge and call into the rest."""

from slack_bolt import App

from bot.slack.listeners.actions import (
    answer_clicks,
    draft_clicks,
    home_clicks,
    look_click,
    page_clicks,
    schedule_clicks,
)
from bot.slack.listeners.clicks import Clicks, on_click
from bot.slack.listeners.commands import packhorse
from bot.slack.listeners.events import home_opened, links_shared, messages
from bot.slack.listeners.views import forms, schedule_forms
from bot.slack.office import Office

__all__ = ["register"]

CLICKS: Clicks = {
    **answer_clicks.CLICKS,
    **draft_clicks.CLICKS,
    **home_clicks.CLICKS,
    **page_clicks.CLICKS,
    **schedule_clicks.CLICKS,
}


def register(app: App, office: Office) -> None:
    """Tie every listener to the app."""
    for action_id, act in CLICKS.items():
        on_click(app, office, action_id, act)
    for one in (
        home_opened,
        links_shared,
        messages,
        look_click,
        packhorse,
        forms,
        schedule_forms,
    ):
        one.register(app, office)
