"""Publish or discard a dropped file: clerks only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk.models.blocks import Block

from bot.slack.listeners.clicks import Click, on_clicks
from bot.slack.office import NotShown, Office
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message, context, paragraph, person

__all__ = ["register"]

DECIDED = "That has been decided already."


def register(app: App, office: Office) -> None:
    on_clicks(
        app,
        office,
        draft_publish=partial(_decide, publish=True),
        draft_discard=partial(_decide, publish=False),
    )


def _decide(office: Office, click: Click, value: dict[str, Any], *, publish: bool) -> None:
    office.clerks_only(click.user)
    files, drop = office.files, office.memory.drops.find(int(value.get("drop") or 0))
    if drop is None:
        raise NotShown(DECIDED)
    verb, so = (
        ("published", "Everybody can ask about it now.")
        if publish
        else ("discarded", "None of it is kept, and nobody else saw it.")
    )
    outline = list(Block.parse_all((click.body.get("message") or {}).get("blocks") or []))

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

    if not files.decide(drop, noted(), publish=publish):
        raise NotShown(DECIDED)
    name = shorten(drop.name, 200)
    files.note(drop, Message([paragraph(name, f" was {verb} by ", person(click.user), f". {so}")]))
