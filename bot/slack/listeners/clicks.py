"""Clicks and forms: where one came from, what it holds, how its user is told something.

Payloads: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload and
https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from bot.people.access import Viewer
from bot.slack import log
from bot.slack.office import NotShown, Office, said_of
from bot.slack.views.message import Message, value_of
from bot.slack.views.phrases import sentence
from indexer.council.problems import PackhorseError

__all__ = ["Act", "Click", "FieldProblem", "Form", "listener", "on_clicks", "on_form"]


@dataclass(frozen=True, slots=True)
class Click:
    """A click, or a command, which has no message. `channel` and `thread_ts` are None in the Home
    tab and in a modal; `modal` is that modal's id; `in_thread`: somebody has answered in that
    thread; `body` all that Slack tells of a click."""

    user: str
    channel: str | None
    message_ts: str | None
    thread_ts: str | None
    ephemeral: bool
    response_url: str | None
    trigger_id: str
    modal: str | None = None
    in_thread: bool = False
    body: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, body: dict[str, Any]) -> Click:
        container = body.get("container") or {}
        message, view = body.get("message") or {}, body.get("view") or {}
        channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
        ts = container.get("message_ts") or message.get("ts")
        thread = container.get("thread_ts") or message.get("thread_ts")
        return cls(
            user=str(body["user"]["id"]),
            channel=channel,
            message_ts=ts,
            thread_ts=thread or ts,
            ephemeral=bool(container.get("is_ephemeral")),
            response_url=body.get("response_url"),
            trigger_id=str(body.get("trigger_id") or ""),
            modal=str(view["id"]) if view.get("type") == "modal" else None,
            in_thread=bool(thread),
            body=body,
        )

    @classmethod
    def typed(cls, command: dict[str, Any]) -> Click:
        """A command, whose answer its typist alone sees
        (https://docs.slack.dev/interactivity/implementing-slash-commands)."""
        return cls(
            user=str(command["user_id"]),
            channel=str(command["channel_id"]),
            message_ts=None,
            thread_ts=None,
            ephemeral=True,
            response_url=str(command["response_url"]),
            trigger_id=str(command["trigger_id"]),
        )

    @property
    def reader(self) -> Viewer:
        """Who sees the message that was clicked on, and what is put in its place."""
        alone = self.ephemeral or self.channel is None or self.channel.startswith("D")
        return Viewer(user=self.user, channel=self.channel, alone=alone)

    @property
    def clicker(self) -> Viewer:
        """The clicking member alone, as in a modal."""
        return Viewer(user=self.user, channel=self.channel, alone=True)

    def open(self, office: Office, view: View) -> None:
        """Open a view, over the one that was clicked in."""
        client = office.delivery.client
        show = client.views_open if self.modal is None else client.views_push
        show(trigger_id=self.trigger_id, view=view)

    @contextmanager
    def telling(self, office: Office) -> Iterator[None]:
        """What cannot be done, or breaks, is told to the user."""
        with office.telling(self.user):
            try:
                yield
            except PackhorseError as exc:
                if not isinstance(exc, NotShown):
                    log.warning("click=refused error=%s", type(exc).__name__)
                self.tell(office, said_of(exc))

    def tell(self, office: Office, said: str | Message) -> None:
        """Say something to the user alone."""
        office.delivery.tell(
            sentence(said) if isinstance(said, str) else said,
            user=self.user,
            channel=None if self.ephemeral else self.channel,
            thread_ts=self.thread_ts if self.in_thread else None,
            response_url=self.response_url if self.ephemeral else None,
        )


Act = Callable[[Office, Click, dict[str, Any]], None]


def on_clicks(app: App, office: Office, **acts: Act) -> None:
    """Tie what is done on clicks to the app, by the action ids of the buttons."""
    for action_id, act in acts.items():
        app.action(action_id)(listener(office, act))


def listener(office: Office, act: Act) -> Callable[..., None]:
    """What Bolt calls on a click: it is acknowledged, and then acted on with the button's value."""

    def clicked(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        click = Click.of(body)
        with click.telling(office):
            act(office, click, value_of(action))

    return clicked


class FieldProblem(PackhorseError):
    """What is wrong with a field of a form."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was sent.

    Attributes:
        view: its id.
        filled: by field, a text, a chosen value, or a list of what was chosen.
        kept: what was kept with it.
    """

    user: str
    view: str
    filled: dict[str, Any]
    kept: dict[str, Any]

    @classmethod
    def of(cls, body: dict[str, Any]) -> Form:
        view = body["view"]
        return cls(
            user=str(body["user"]["id"]),
            view=str(view["id"]),
            filled={name: _filled(one[name]) for name, one in view["state"]["values"].items()},
            kept=json.loads(view["private_metadata"] or "{}"),
        )

    def text(self, field: str) -> str:
        return str(self.filled.get(field) or "").strip()


def _filled(element: dict[str, Any]) -> Any:
    if "selected_option" in element:
        return (element["selected_option"] or {}).get("value")
    for several in ("selected_options", "selected_conversations", "selected_users"):
        if several in element:
            return element[several] or []
    return element.get("value")


Keep = Callable[[Office, Form], Callable[[], None] | None]
"""Keeps what a form says, and gives what is to be done when it has closed."""


def on_form(
    app: App, office: Office, name: str, keep: Keep, *, field: str, clerks: bool = False
) -> None:
    """Tie what is done with a form to the app. What is wrong with it, or cannot be kept, is said
    at a field (https://docs.slack.dev/surfaces/modals#displaying_errors).

    Args:
        field: at which a problem is said that names none.
        clerks: only they may send it.
    """

    def sent(ack: Ack, body: dict[str, Any]) -> None:
        form = Form.of(body)
        try:
            if clerks:
                office.clerks_only(form.user)
            then = keep(office, form)
        except PackhorseError as exc:
            at = exc.field if isinstance(exc, FieldProblem) else field
            ack(response_action="errors", errors={at: str(exc)})
            return
        ack()
        if then is not None:
            with office.telling(form.user):
                then()

    app.view(name)(sent)
