"""A paper that somebody links to, as a Work Object, and as blocks where there are none.

https://docs.slack.dev/messaging/work-objects/
"""

from __future__ import annotations

import json
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

    @property
    def title(self) -> str:
        item = self.item
        return shorten(f"Item {item.number}: {item.title}" if item else self.card.title, LETTERS)

    @property
    def about(self) -> dict[str, str]:
        """The value of its "Ask" button."""
        return ask_about(self.card.document, self.item.number if self.item else None)

    @property
    def pages(self) -> str:
        return item_range(self.item) if self.item else counted(self.card.pages, "page")

    @property
    def asked(self) -> list[str]:
        """What members are asked to do by the item, or by all of the paper."""
        of_items = [f"Item {one.number}: {task}" for one in self.pack.items for task in _tasks(one)]
        found = _tasks(self.item) if self.item else of_items or _tasks(self.pack)
        left = len(found) - ASKED
        return [*found[:ASKED], *([f"and {left} more"] if left > 0 else [])]


def link_entity(linked: LinkedPaper) -> dict[str, Any]:
    """The entity: item, meeting, what is asked, pages, and a button to ask."""
    fields = [
        {"key": key, "label": label, "type": "string", "value": value, "long": key == "asked"}
        for key, label, value in (
            ("meeting", "Meeting", meeting_line(linked.card)),
            ("asked", "You are asked to", "\n".join(linked.asked)),
            ("pages", "Pages", linked.pages),
        )
        if value
    ]
    ask = {
        "text": "Ask",
        "action_id": "ask_about",
        "value": json.dumps(linked.about),
        "accessibility_label": "Ask about this paper",
    }
    return {
        "entity_type": "slack#/entities/item",
        "url": linked.url,
        "app_unfurl_url": linked.url,
        "external_ref": {"id": f"{linked.about['d']}/{linked.about['item']}"[:255]},
        "entity_payload": {
            "attributes": {
                "title": {"text": linked.title},
                "display_type": "Agenda item" if linked.item else "Council paper",
                "product_name": "Packhorse",
            },
            "custom_fields": fields,
            "display_order": [field["key"] for field in fields],
            "actions": {"primary_actions": [ask]},
        },
    }


def link_message(linked: LinkedPaper) -> Message:
    """The same as blocks."""
    asked = [[line] for line in linked.asked]
    pages = f", {linked.pages}" if linked.pages else ""
    return Message(
        [
            paragraph(bold(linked.title)),
            paragraph(link(meeting_line(linked.card), linked.url), pages),
            *([paragraph("You are asked to"), bullets(asked)] if asked else []),
            actions([button("Ask", "ask_about", linked.about, spoken="Ask about this paper")]),
        ]
    )


def _tasks(paper: Item | Pack) -> list[str]:
    texts = [one.do for one in paper.asked] or [one.text for one in paper.recommendations]
    return [shorten(text, LETTERS) for text in texts]
