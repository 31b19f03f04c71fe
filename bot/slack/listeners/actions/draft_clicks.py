"""Publish or discard a dropped file: clerks only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.models.blocks import Block

from bot.slack.dropped_files import Files
from bot.slack.listeners.clicks import Click
from bot.slack.office import Office
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message, context, paragraph, person, value_of
from bot.slack.views.phrases import refusal
from indexer.council.problems import PackhorseError

__all__ = ["register"]

DECIDED = "That has been decided already."


def register(app: App, office: Office, files: Files) -> None:
    def decide(body: dict[str, Any], action: dict[str, Any], *, publish: bool) -> None:
        click = Click.of(body)
        if not office.roles.is_clerk(click.user):
            click.tell(office, refusal(office.roles))
            return
        drop = office.memory.drops.find(int(value_of(action).get("drop") or 0))
        if drop is None:
            click.tell(office, DECIDED)
            return
        verb = "published" if publish else "discarded"
        outline = list(Block.parse_all((body.get("message") or {}).get("blocks") or []))

        @contextmanager
        def noted() -> Iterator[None]:
            # The index may be busy for minutes.
            without = [block for block in outline if block.type != "actions"]
            files.note(drop, Message([*without, context(f"It is being {verb} …")]))
            try:
                yield
            except Exception:
                files.note(drop, Message(outline))
                raise

        try:
            done = (files.publish if publish else files.discard)(drop, noted())
        except PackhorseError as exc:
            click.tell(office, str(exc))
            return
        if not done:
            click.tell(office, DECIDED)
            return
        said = (
            "Everybody can ask about it now."
            if publish
            else "Nothing of it is kept, and nobody else saw it."
        )
        files.note(
            drop,
            Message(
                [
                    paragraph(
                        shorten(drop.name, 200), f" was {verb} by ", person(click.user), f". {said}"
                    )
                ]
            ),
        )

    def publish(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        decide(body, action, publish=True)

    def discard(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        ack()
        decide(body, action, publish=False)

    app.action("draft_publish")(publish)
    app.action("draft_discard")(discard)
