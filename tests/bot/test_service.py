"""Who may read what, and threads that are about a meeting's papers, in the running bot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.memory import Memory, open_memory
from bot.papers import Papers
from bot.people.access import Viewer
from bot.settings import Settings
from bot.slack.manifest import SCOPES
from bot.slack.workspace import open_access
from tests.indexer.sources.desk import Desk, VectorsInMemory
from tests.moderngov_server.council import Committee, Council, Session, pdf
from tests.moderngov_server.server import Site, serving
from tests.slack_server.server import BOT_TOKEN, SlackServer

DAY = dt.date(2025, 1, 16)
PANEL = "Standards Panel"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("indexer.index.Vectors", VectorsInMemory)
    made = Desk(tmp_path / "home")
    yield made
    made.store.close()
    made.index.close()


@pytest.fixture
def memory(desk: Desk) -> Memory:
    return open_memory(desk.database)


@pytest.fixture
def may_read(
    desk: Desk, memory: Memory, workspace: SlackServer
) -> Callable[[str, Sequence[str]], bool]:
    """A workspace with the panel's own private channel, of which Ada is a member."""
    space = workspace.workspace
    space.scopes |= set(SCOPES)
    space.add_channel("GPANEL", private=True, members=("UADA",))
    space.add_channel("CGENERAL", members=("UADA", "UBEN"))
    for channel in ("GPANEL", "CGENERAL"):
        memory.places.set_committee(channel, PANEL, by="UCLERK")
    access = open_access(
        Settings(slack_bot_token=SecretStr(BOT_TOKEN), slack_api_url=workspace.api_url),
        Papers(desk.index, today=lambda: DAY, facts=desk.facts),
        memory,
    )
    return lambda target, documents: access.may_read(Viewer.at(target), documents)


@pytest.fixture
def site() -> Iterator[Site]:
    # The PDF does not say whose it is; the site does.
    panel = Committee(7, PANEL, [Session(1, DAY, pack=pdf("Of a complaint"))])
    cabinet = Committee(8, "Cabinet", [Session(2, DAY, pack=pdf("Of the budget"))])
    with serving(Council([panel, cabinet])) as served:
        yield served


EVERYWHERE = ("GPANEL", "CGENERAL", "UADA", "UBEN", "CCLERKS")


def test_a_restricted_committee_s_papers_are_for_its_own_channel_and_members(
    desk: Desk, site: Site, memory: Memory, may_read: Callable[[str, Sequence[str]], bool]
) -> None:
    desk.add(site)
    desk.sync()
    (theirs,) = [name for name in desk.documents if "panel" in name]
    (open_,) = [name for name in desk.documents if "cabinet" in name]
    assert all(may_read(target, [theirs]) for target in EVERYWHERE)
    memory.places.restrict("standards  panel", by="UCLERK")
    assert [target for target in EVERYWHERE if may_read(target, [theirs])] == ["GPANEL", "UADA"]
    assert all(may_read(target, [open_]) for target in EVERYWHERE)
    assert not may_read("UBEN", [open_, theirs])
    assert not may_read("UADA", ["one that was removed"])


def test_what_an_open_committee_got_too_is_closed(
    desk: Desk, site: Site, memory: Memory, may_read: Callable[[str, Sequence[str]], bool]
) -> None:
    panel, cabinet = site.council.committees
    panel.sessions[0].pack = cabinet.sessions[0].pack
    desk.add(site)
    desk.sync()
    (shared,) = desk.documents
    assert may_read("UBEN", [shared])
    memory.places.restrict(PANEL, by="UCLERK")
    assert [target for target in EVERYWHERE if may_read(target, [shared])] == ["GPANEL", "UADA"]


def test_the_site_s_word_counts_for_a_meeting(desk: Desk, site: Site) -> None:
    desk.add(site)
    desk.sync()
    site.council.committees[0].sessions[0].date = DAY + dt.timedelta(days=7)
    desk.clock.pass_(hours=1)
    desk.sync()
    cards = Papers(desk.index, today=lambda: DAY, facts=desk.facts).cards()
    (card,) = [card for card in cards if card.committee == PANEL]
    assert card.date == DAY + dt.timedelta(days=7)
    assert card.time == "6.00 pm"


def test_a_thread_is_about_the_papers_of_today(memory: Memory) -> None:
    questions = memory.questions
    questions.bind_thread("C1", "1.1", ("pack",))
    questions.bind_thread("C1", "1.1", ("pack", "supplement"))
    questions.bind_thread("C1", "2.2", ("other",))
    assert memory.questions.thread("C1", "1.1") == ("pack", "supplement")
    assert memory.questions.thread("C1", "2.2") == ("other",)
