"""The app's Home was opened: its Home tab is drawn, or prompts are suggested."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.slack.delivery import SLACK_TROUBLES, error_name
from bot.slack.office import Office, coming
from bot.slack.reach import same_committee
from bot.slack.views.home import ClerkDesk, home_view, prompts
from bot.slack.worker import log

__all__ = ["publish_home", "register"]

MEETINGS = 3


def register(app: App, office: Office) -> None:
    def opened(event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            publish_home(office, str(event["user"]))
        elif event.get("tab") == "messages":
            _suggest(office, user=str(event["user"]), channel=str(event["channel"]))

    app.event("app_home_opened")(opened)


def publish_home(office: Office, user: str) -> None:
    """Draw a user's Home tab (https://docs.slack.dev/reference/methods/views.publish)."""
    followed = office.memory.places.followed(user)
    cards = office.reach.cards(user=user, channel=None, alone=True)
    mine = tuple(
        card for card in cards
        if not followed or any(same_committee(card.committee, name) for name in followed)
    )
    memory = office.memory
    clerk = None
    if office.roles.is_clerk(user):
        clerk = ClerkDesk(
            not_found=memory.questions.not_found(),
            wrong=memory.feedback.wrong(),
            drafts=memory.drops.ready(),
            channels=memory.places.channels(),
            restricted=memory.places.restricted(),
        )
    view = home_view(
        meetings=[
            (card, office.papers.pack(card.document))
            for card in coming(mine, office.today())[:MEETINGS]
        ],
        committees=office.committees(user=user),
        followed=followed,
        recent=memory.questions.recent(user),
        clerk=clerk,
        days=office.settings.retention_days,
    )
    try:
        office.delivery.client.views_publish(user_id=user, view=view)
    except SLACK_TROUBLES as exc:
        log.error("home=unpublished error=%s", error_name(exc))


def _suggest(office: Office, *, user: str, channel: str) -> None:
    meeting = office.meeting(user=user, channel=None)
    ahead = [card for card in meeting if card.date and card.date >= office.today()]
    card = ahead[0] if ahead else None
    try:
        # Never with thread_ts: in an agent's messages tab Slack then shows nothing.
        office.delivery.client.assistant_threads_setSuggestedPrompts(
            channel_id=channel,
            title="Ask about the next papers",
            prompts=list(prompts(card, office.papers.pack(card.document) if card else None)),
        )
    except SLACK_TROUBLES as exc:
        log.info("prompts=none reason=%s", error_name(exc))
