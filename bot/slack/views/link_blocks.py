"""A paper that somebody links to, as a Work Object, and as blocks where there are none.

https://docs.slack.dev/messaging/work-objects/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.papers import Card
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message, actions, bold, bullets, button, link, paragraph
from bot.slack.views.pack_blocks import ask_about, item_range, meeting_line
from indexer.council.packs import Item, Pack, counted

__all__ = ["LinkedPaper", "link_entity", "link_message"]

ASKED = 3
"""Things that are named; how many more there are is said."""

LETTERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPaper:
    """What a link leads to.

    Attributes:
        url: the link, letter for letter.
        item: that of the page that it names, None where it names none or the page has none.
    """

    url: str
    card: Card
    pack: Pack
    item: Item | None = None


def link_entity(linked: LinkedPaper) -> dict[str, Any]:
    """The entity: item, meeting, what is asked, pages, and a button to ask."""
    fields = [
        {"key": key, "label": label, "type": "string", "value": value, "long": key == "asked"}
        for key, label, value in (
            ("meeting", "Meeting", meeting_line(linked.card)),
            ("asked", "You are asked to", "\n".join(_asked(linked))),
            ("pages", "Pages", _pages(linked)),
        )
        if value
    ]
    return {
        "entity_type": "slack#/entities/item",
        "url": linked.url,
        "app_unfurl_url": linked.url,
        "external_ref": {"id": f"{linked.card.document}/{_number(linked)}"[:255]},
        "entity_payload": {
            "attributes": {
                "title": {"text": _title(linked)},
                "display_type": "Agenda item" if linked.item else "Council paper",
                "product_name": "Packhorse",
            },
            "custom_fields": fields,
            "display_order": [field["key"] for field in fields],
            "actions": {
                "primary_actions": [
                    {
                        "text": "Ask",
                        "action_id": "ask_about",
                        "value": json.dumps(ask_about(linked.card.document, _number(linked))),
                        "accessibility_label": "Ask about this paper",
                    }
                ]
            },
        },
    }


def link_message(linked: LinkedPaper) -> Message:
    """The same as blocks."""
    asked = [[line] for line in _asked(linked)]
    pages = _pages(linked)
    value = ask_about(linked.card.document, _number(linked))
    return Message(
        [
            paragraph(bold(_title(linked))),
            paragraph(link(meeting_line(linked.card), linked.url), f", {pages}" if pages else ""),
            *([paragraph("You are asked to"), bullets(asked)] if asked else []),
            actions([button("Ask", "ask_about", value, spoken="Ask about this paper")]),
        ]
    )


def _number(linked: LinkedPaper) -> str:
    return linked.item.number if linked.item else ""


def _title(linked: LinkedPaper) -> str:
    if linked.item is None:
        return shorten(linked.card.title, LETTERS)
    return shorten(f"Item {linked.item.number}: {linked.item.title}", LETTERS)


def _pages(linked: LinkedPaper) -> str:
    if linked.item is not None:
        return item_range(linked.item)
    return counted(linked.card.pages, "page")


def _asked(linked: LinkedPaper) -> list[str]:
    """What members are asked to do by the item, or by all of the paper."""
    if linked.item is not None:
        found = list(_tasks(linked.item))
    else:
        found = [
            f"Item {item.number}: {task}" for item in linked.pack.items for task in _tasks(item)
        ] or list(_tasks(linked.pack))
    left = len(found) - ASKED
    return [*found[:ASKED], *([f"and {left} more"] if left > 0 else [])]


def _tasks(paper: Item | Pack) -> Iterator[str]:
    if paper.asked:
        yield from (shorten(one.do, LETTERS) for one in paper.asked)
    else:
        yield from (shorten(one.text, LETTERS) for one in paper.recommendations)
