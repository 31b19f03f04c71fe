"""A pasted link to a paper shows the item, what is asked, the pages, and a way to ask."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.bot.slack.town import ADA, GENERAL, PACK, SCRUTINY, URL, Town, words
from tests.slack_server.workspace import BOT_USER


@pytest.fixture
def town(build: Callable[..., Town]) -> Town:
    return build("http")


def pasted(town: Town, *urls: str, **more: Any) -> dict[str, Any]:
    town.space.unfurls.clear()
    town.people.paste(ADA, GENERAL, *urls, **more)
    return town.people.wait(lambda: town.space.unfurls and town.space.unfurls[0])


@pytest.mark.parametrize(
    ("composing", "place"), [(True, "page=6"), (False, "zoom=1;page=6,100,200")]
)
def test_a_link_to_a_page_is_its_item(town: Town, composing: bool, place: str) -> None:
    url = f"{URL.replace('scrutiny', 'scrutin%79')}#{place}"
    (entity,) = pasted(town, url, composing=composing)["entities"]
    assert entity["app_unfurl_url"] == url
    payload = entity["entity_payload"]
    assert payload["attributes"]["title"]["text"] == "Item 6: Early help *strategy*"
    told = {field["key"]: field["value"] for field in payload["custom_fields"]}
    assert told["asked"] == "To approve the strategy."
    assert told["pages"] == "pp. 3–9"
    assert SCRUTINY in told["meeting"]
    (ask,) = payload["actions"]["primary_actions"]
    assert json.loads(ask["value"]) == {"d": PACK, "item": "6"}


def test_a_link_to_a_pack_is_the_pack_and_others_are_left_alone(town: Town) -> None:
    other = "https://council.example/documents/other.pdf"
    (entity,) = pasted(town, other, URL)["entities"]
    told = {f["key"]: f["value"] for f in entity["entity_payload"]["custom_fields"]}
    assert told["asked"] == "Item 6: To approve the strategy."
    assert told["pages"] == "12 pages"
    town.space.unfurls.clear()
    town.people.paste(ADA, GENERAL, other)
    town.people.quiet()
    assert town.space.unfurls == []


def test_where_there_are_no_work_objects_it_is_blocks(town: Town) -> None:
    town.space.no_entities = True
    shown = pasted(town, f"{URL}#page=6")["unfurls"][f"{URL}#page=6"]
    for part in ("Item 6: Early help *strategy*", "To approve the strategy.", "pp. 3–9", "Ask"):
        assert part in words(shown)


@pytest.mark.parametrize("with_bot", [True, False])
def test_ask_beneath_a_link_opens_the_form(town: Town, with_bot: bool) -> None:
    if not with_bot:  # links unfurl where the bot was never invited
        town.space.channels[GENERAL].members.discard(BOT_USER)
    town.space.no_entities = True
    blocks = pasted(town, URL)["unfurls"][URL]["blocks"]
    message = town.space.put(town.space.channel(GENERAL), {"text": URL})
    town.people.click(ADA, "ask_about", channel=GENERAL, message=message, blocks=blocks)
    view = town.people.wait(lambda: town.space.opened and town.space.opened[0])
    town.people.submit(ADA, view, {"question": "What does it cost?"})
    place, thread = (GENERAL, message["ts"]) if with_bot else (town.space.direct(ADA), None)
    town.people.wait(lambda: "50 families" in words(town.space.bot_messages(place, thread)))
