"""The papers by MCP, asked with the official client: public, cited, read only."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import json
from typing import Any

import pytest

from bot.answers.desk import Desk
from bot.mcp_server import PublicPapers, open_server
from bot.memory import Memory
from bot.papers import Papers
from bot.people.access import AccessPolicy, Workspace
from indexer.council.packs import ExemptPage, PdfPage, PrintedPage
from indexer.index import Index
from indexer.models.reader import Reader

mcp = pytest.importorskip("mcp", reason="the package mcp is not installed (packhorse[mcp])")

TODAY = dt.date(2025, 4, 9)
PACK = "saltmere-homes-scrutiny-2025-04-10"


@pytest.fixture
def public(sample_index: Index, memory: Memory) -> PublicPapers:
    papers = Papers(sample_index, today=lambda: TODAY)
    access = AccessPolicy(papers.names, memory, Workspace())
    return PublicPapers(Desk(sample_index, Reader()), papers, access, lambda: TODAY)


def call(public: PublicPapers, tool: str, **arguments: Any) -> Any:
    """What a client gets from a tool; the text of its error where it fails."""

    async def ask() -> Any:
        async with mcp.Client(open_server(public)) as client:
            result = await client.call_tool(tool, arguments)
            if result.is_error:
                return result.content[0].text
            found = result.structured_content
            return found.get("result", found) if found else json.loads(result.content[0].text)

    return asyncio.run(ask())


def test_every_tool_only_reads(public: PublicPapers) -> None:
    async def listed() -> dict[str, Any]:
        async with mcp.Client(open_server(public)) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    tools = asyncio.run(listed())
    assert set(tools) == {"ask", "meetings", "items", "pages", "actions"}
    assert all(tool.annotations.read_only_hint for tool in tools.values())


def test_an_answer_has_its_pages(public: PublicPapers) -> None:
    answer = call(public, "ask", question="what are we asked to decide?")
    assert answer["answered"]
    assert 35 in [one["page"] for one in answer["citations"]]


def test_meetings_items_pages_and_actions(public: PublicPapers) -> None:
    meetings = call(public, "meetings")
    assert meetings[0]["date"] == "2025-04-10"
    assert meetings[0]["upcoming"]
    items = call(public, "items", document=PACK)
    assert items[5]["asked"][1]["page"] == 13
    pages = call(public, "pages", document=PACK, first=13, last=14)
    assert [page["page"] for page in pages] == [13, 14]
    assert "seven-litre caddy" in pages[0]["text"]
    assert len(call(public, "actions", document=PACK)) == 13


def test_pages_are_those_whose_number_is_printed(public: PublicPapers) -> None:
    # The front sheet's place in the file is no number of a page.
    (page,) = call(public, "pages", document=PACK, first=1)
    assert (page["page"], page["pdf_page"]) == (1, 3)
    assert [one["page"] for one in call(public, "pages", document=PACK, first=1, last=99)] == [
        *range(1, 9)
    ]
    for first, last in ((900, None), (-1, None), (5, 2)):
        said = call(public, "pages", document=PACK, first=first, last=last)
        assert (
            "that printed number that can be read; those that can be read run from 1 to 30." in said
        )


def test_every_page_can_be_read(public: PublicPapers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers may start again, and be on some pages only."""
    pack = public.papers.pack(PACK)
    assert pack is not None
    stamps = (PrintedPage(1), PrintedPage(2), None, PrintedPage(1), PrintedPage(2))
    pages = tuple(
        dataclasses.replace(page, printed_page=stamp)
        for page, stamp in zip(pack.pages, stamps, strict=False)
    )
    hidden = ExemptPage(pdf_page=PdfPage(2), printed_page=PrintedPage(2), why="exempt")
    held = dataclasses.replace(pack, pages=pages, exempt_pages=(hidden,))
    monkeypatch.setattr(public.papers, "pack", lambda _document: held)

    def read(**wanted: int) -> Any:
        found = call(public, "pages", document=PACK, **wanted)
        return [one["pdf_page"] for one in found] if isinstance(found, list) else found

    assert read(first=1) == [1, 4]
    assert read(first=1, last=2) == [1, 4, 5]
    assert read(pdf_page=3) == [3]
    for wanted, which in (
        ({"pdf_page": 2}, "at that place"),
        ({"first": 900}, "with that printed"),
    ):
        assert f"There is no page {which}" in (said := read(**wanted))
        assert "that can be read; those that can be read run from 1 to " in said
    assert "Give `first`, or `pdf_page`." in read()


def test_a_committee_is_found_by_part_of_its_name(public: PublicPapers) -> None:
    assert len(call(public, "meetings", committee="homes")) == 3
    assert call(public, "ask", question="who chairs?", committee="homes")["answered"]
    for tool, more in (("meetings", {}), ("ask", {"question": "who chairs?"})):
        said = call(public, tool, committee="Planning", **more)
        assert "“Planning”; I know: Homes and Neighbourhoods Scrutiny Committee" in said
    assert "Ask a question" in call(public, "ask", question="  ")


def test_a_name_never_means_another_committee(
    public: PublicPapers, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Planning Committee", "Strategic Planning Committee", None)
    cards = [
        dataclasses.replace(card, committee=name)
        for card, name in zip(public.papers.cards(), names, strict=False)
    ]
    open_to_all = frozenset(card.document for card in cards[1:])
    monkeypatch.setattr(public.papers, "cards", lambda: cards)
    monkeypatch.setattr(
        AccessPolicy,
        "documents",
        lambda *_given, committee=None: frozenset() if committee else open_to_all,
    )
    for typed in ("Planning Committee", "planning"):
        said = call(public, "meetings", committee=typed)
        assert f"know no committee called “{typed}”" in said
    assert "I know: Strategic Planning Committee." in call(public, "meetings", committee="zoo")


def test_a_restricted_committee_is_not_there(public: PublicPapers, memory: Memory) -> None:
    from bot.people.committees import learn, restrict

    learn(memory, public.papers.names())
    restrict(memory, "Homes and Neighbourhoods Scrutiny Committee", by="a clerk")
    assert call(public, "meetings") == []
    assert not call(public, "ask", question="what are we asked to decide?")["answered"]
    assert "no such document" in call(public, "pages", document=PACK, first=1)
