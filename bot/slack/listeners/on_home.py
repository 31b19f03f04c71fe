"""The app's Home: its tab is drawn, its lists and buttons are used, prompts are suggested."""

from __future__ import annotations

from typing import Any

from slack_bolt import App
from slack_sdk.models.blocks import Block

from bot.digests.parts import moment
from bot.digests.planning import Planned
from bot.papers import Card
from bot.people.access import Viewer
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, error_name, tried
from bot.slack.listeners.clicks import Click, on_clicks
from bot.slack.office import NO_PAGE, NotShown, Office, coming, of_committees
from bot.slack.views.home_blocks import (
    clerk_blocks,
    clerk_lists_modal,
    home_view,
    meeting_blocks,
    prompts,
)
from bot.slack.views.message import Part, link, opened, place
from bot.slack.views.pack_blocks import agenda, agenda_modal, recommendations_modal
from bot.slack.views.phrases import help_message
from bot.slack.views.schedule_blocks import committee_value
from indexer.council.problems import PackhorseError

__all__ = ["register"]

MEETINGS = 3
MAX_PROMPTS = 4
"""https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts"""

CHANNEL = "slack#/types/channel_id"
HELP = {"title": "What can you do?", "message": "help"}


def register(app: App, office: Office) -> None:
    def opened(event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            _publish(office, str(event["user"]))
        elif event.get("tab") == "messages":
            _suggest(office, user=str(event["user"]), channel=str(event["channel"]))

    def changed(event: dict[str, Any]) -> None:
        # Slack's example of the event has neither user nor channel.
        user, channel = event.get("user"), event.get("channel")
        entities = (event.get("context") or {}).get("entities") or ()
        ids = [one.get("value") for one in entities if one.get("type") == CHANNEL]
        reading = ids[0] if ids else None
        if user and channel:
            _suggest(office, user=str(user), channel=str(channel), reading=reading)

    on_clicks(
        app,
        office,
        follow=_follow,
        unfollow=_unfollow,
        show_items=_items,
        show_recommendations=_recommendations,
        show_help=_help,
        show_clerk_lists=_clerk_lists,
    )
    app.event("app_home_opened")(opened)
    app.event("app_context_changed")(changed)


def _publish(office: Office, user: str) -> None:
    """Draw a user's Home tab (https://docs.slack.dev/reference/methods/views.publish)."""
    reader = Viewer(user=user, alone=True)
    followed, cards = office.memory.places.followed(user), office.cards(reader)
    mine = of_committees(cards, followed) if followed else cards
    memory = office.memory
    ahead = coming(mine, office.today())[:MEETINGS]
    view = home_view(
        refusal=office.access.refusal(user),
        meetings=[_meeting(office, user, card, mine, first=card is ahead[0]) for card in ahead],
        committees=office.committees(reader),
        followed=followed,
        recent=memory.questions.recent(user),
        clerk=_clerk(office) if office.is_clerk(user) else (),
        days=office.settings.retention_days,
        muted=memory.places.muted(user),
    )
    try:
        office.delivery.client.views_publish(user_id=user, view=view)
    except SLACK_TROUBLES as exc:
        log.error("home=unpublished error=%s", error_name(exc))


def _meeting(
    office: Office, user: str, card: Card, cards: tuple[Card, ...], *, first: bool
) -> list[Block]:
    also, papers = office.beside(card, cards), office.papers
    told = [card.document, *(other.document for other, _ in also)] if first else []
    return meeting_blocks(
        card,
        papers.pack(card.document),
        first=first,
        also=also,
        digest=_digest(office, user, card),
        points={document: papers.points(document) for document in told},
    )


def _clerk(office: Office) -> list[Block]:
    drafts, schedules = office.memory.drops.ready(), office.schedules.lines()
    return clerk_blocks(_concerns(office), drafts, schedules)


def _concerns(office: Office) -> tuple[str, ...]:
    """What clerks should know of who can see and ask what."""
    said = [office.access.workspace.clerks_channel_problem()]
    if office.settings.slack_guests:
        said.append("Under the settings, guests of this workspace may ask questions.")
    if office.settings.slack_outsiders:
        said.append("Under the settings, members of other organisations may ask questions.")
    return tuple(one for one in said if one)


def _digest(office: Office, user: str, card: Card) -> list[Part]:
    """Where a meeting's digest is, or when it comes; [] where none is known."""
    try:
        outlook = office.schedules.outlook(card.committee, card.date)
    except PackhorseError as exc:
        log.warning("outlook=none error=%s", type(exc).__name__)
        return []
    # What goes to another member is theirs alone.
    seen = [one for one in outlook if one.target == user or not one.target.startswith(("U", "W"))]
    seen.sort(key=lambda one: (isinstance(one, Planned), one.target != user))
    if not seen:
        return []
    first = seen[0]
    where: list[Part] = (
        [" in our direct messages"] if first.target == user else [" in ", place(first.target)]
    )
    if isinstance(first, Planned):
        return [f"Digest on {moment(first.due)}", *where]
    address = office.delivery.permalink(channel=str(first.channel), ts=str(first.ts))
    return [link("Digest", address), " posted", *where]


def _suggest(office: Office, *, user: str, channel: str, reading: str | None = None) -> None:
    """Suggest questions about the next papers, each of which is answered when it is asked.

    Args:
        channel: our direct messages.
        reading: the channel that the user looks at beside them.
    """
    meeting = office.meeting(Viewer(user=user, channel=reading, alone=True))
    ahead = [card for card in meeting if card.date and card.date >= office.today()]
    card = ahead[0] if ahead else None
    reader = Viewer(user=user, channel=channel, alone=True)
    offered: list[dict[str, str]] = []
    for one in prompts(card, office.papers.pack(card.document) if card else None):
        if len(offered) < MAX_PROMPTS and office.worker.answers_at_once(
            one["message"], reader=reader, documents=[one.document for one in meeting]
        ):
            offered.append(one)
    # Never with thread_ts: in an agent's messages tab Slack then shows nothing.
    tried(
        "prompts",
        office.delivery.client.assistant_threads_setSuggestedPrompts,
        channel_id=channel,
        title="Ask about the next papers",
        prompts=offered or [HELP],
    )


def _items(office: Office, click: Click, value: dict[str, Any]) -> None:
    card, pack = office.opened(str(value.get("d")), click.clicker)
    also = office.beside(card, office.cards(click.clicker))
    click.open(office, agenda_modal(card, agenda(card, pack, also)))


def _recommendations(office: Office, click: Click, value: dict[str, Any]) -> None:
    card, pack = office.opened(str(value.get("d")), click.clicker)
    item = next((one for one in pack.items if one.number == value.get("item")), None)
    if item is None:
        raise NotShown(NO_PAGE)
    click.open(office, recommendations_modal(card, item))


def _help(office: Office, click: Click, _value: dict[str, Any]) -> None:
    shown = help_message(clerk=office.is_clerk(click.user))
    click.open(office, opened("Help", shown.blocks))


def _clerk_lists(office: Office, click: Click, _value: dict[str, Any]) -> None:
    office.clerks_only(click.user)
    memory, places = office.memory, office.memory.places
    shown = clerk_lists_modal(
        latest=memory.questions.latest(),
        not_found=memory.questions.not_found(),
        wrong=memory.feedback.wrong(),
        channels=places.channels(),
        restricted=places.restricted(),
    )
    click.open(office, shown)


def _follow(office: Office, click: Click, value: dict[str, Any]) -> None:
    name = _chosen(value, office.committees(click.clicker))
    if name:
        office.memory.places.follow(click.user, name)
    _publish(office, click.user)


def _unfollow(office: Office, click: Click, value: dict[str, Any]) -> None:
    name = _chosen(value, office.memory.places.followed(click.user))
    if name:
        office.memory.places.unfollow(click.user, name)
    _publish(office, click.user)


def _chosen(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if committee_value(name) == value.get("c")), None)
