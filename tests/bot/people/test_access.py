"""Who may read what: a table of people, places and papers, in a workspace in memory."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest

from bot.memory import Memory
from bot.people.access import NOBODY, AccessPolicy, Viewer, Workspace, paper_names
from indexer.council.bodies import BodyName
from indexer.index import Index

APRIL = dt.date(2025, 4, 10)
ADA, BEN, GUEST = "UADA", "UBEN", "UGUEST"
OPEN, HOME, OTHER = "COPEN", "GPANEL", "GOTHER"

PAPERS = {
    "open": (BodyName("Cabinet"),),
    "theirs": (BodyName("Planning Committee"),),
    # Its front sheet says that it is Cabinet's, its site that it is theirs.
    "both": (BodyName("Cabinet"), BodyName("The Planning Committee")),
    "part two": (BodyName("Planning Committee – Part II"),),
    "sub": (BodyName("Planning Sub-Committee A"),),
    "like": (BodyName("Strategic Planning Committee"),),
    "nobody's": (),
}
CLOSED = {"theirs", "both", "part two", "sub", "nobody's"}


@dataclass
class InMemory(Workspace):
    """Where Ben and a guest read the panel's channel."""

    away: bool = False
    private: set[str] = field(default_factory=lambda: {HOME, OTHER})

    def is_private(self, channel: str) -> bool:
        return channel in self.private and not self.away

    def members(self, channel: str) -> set[str]:
        return {HOME: {BEN, GUEST}, OTHER: {ADA}}.get(channel, set()) if not self.away else set()

    def refusal(self, user: str) -> str | None:
        return "You are a guest." if user == GUEST else None


@pytest.fixture
def workspace() -> InMemory:
    return InMemory()


@pytest.fixture
def access(memory: Memory, workspace: InMemory) -> AccessPolicy:
    memory.places.set_committee(HOME, "Planning Committee", by="U1")
    memory.places.set_committee(OTHER, "Cabinet", by="U1")
    return AccessPolicy(lambda: PAPERS, memory, workspace)


IN_OPEN = Viewer(user=BEN, channel=OPEN)
BEN_ALONE = Viewer(user=BEN, channel=OPEN, alone=True)
ADA_ALONE = Viewer(user=ADA, alone=True)


def test_nothing_is_restricted(access: AccessPolicy) -> None:
    for reader in (NOBODY, IN_OPEN, BEN_ALONE, Viewer.at(HOME), Viewer.at(ADA)):
        assert access.documents(reader) == set(PAPERS)
        assert access.limits(reader) is None


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        (NOBODY, False),
        (IN_OPEN, False),
        (Viewer.at(OPEN), False),
        (Viewer.at(OTHER), False),
        (ADA_ALONE, False),
        (Viewer(user=ADA, channel=OTHER), False),
        (Viewer.at(HOME), True),
        (Viewer(user=BEN, channel=HOME), True),
        (BEN_ALONE, True),
        (Viewer.at(BEN), True),
    ],
)
def test_a_restricted_committee(
    access: AccessPolicy, memory: Memory, reader: Viewer, sees: bool
) -> None:
    memory.places.restrict("planning", by="U1")
    assert access.documents(reader) == set(PAPERS) - (set() if sees else CLOSED)
    assert access.may_hear(reader, "Planning Committee") is sees
    assert access.may_hear(reader, "Planning Committee (Special)") is sees
    assert access.may_hear(reader, "Cabinet")
    for document in PAPERS:
        assert access.may_read(reader, [document, "open"]) is (sees or document not in CLOSED)
    assert not access.may_read(reader, ["open", "removed"])


def test_a_guest_gets_nothing(access: AccessPolicy) -> None:
    guest = Viewer(user=GUEST, channel=HOME)
    assert access.documents(guest) == set()
    assert access.limits(guest) == frozenset()
    assert access.refusal(GUEST)


@pytest.mark.parametrize(
    ("committee", "papers"),
    [
        ("Planning Committee", {"theirs", "both"}),
        ("Cabinet", {"open", "both"}),
        ("Planning Sub-Committee A", {"sub"}),
        ("Allotments Board", set()),
    ],
)
@pytest.mark.parametrize("restricted", [None, "Licensing Panel"])
def test_a_channel_of_a_committee(
    access: AccessPolicy, memory: Memory, committee: str, papers: set[str], restricted: str | None
) -> None:
    """To restrict any committee does not switch that off."""
    if restricted:
        memory.places.restrict(restricted, by="U1")
    assert access.limits(IN_OPEN, committee=committee) == frozenset(papers)


def test_where_slack_cannot_tell_nobody_may(
    access: AccessPolicy, memory: Memory, workspace: InMemory
) -> None:
    memory.places.restrict("Planning Committee", by="U1")
    workspace.away = True
    for reader in (BEN_ALONE, Viewer.at(HOME)):
        assert access.documents(reader) == set(PAPERS) - CLOSED


def test_a_channel_that_is_not_private_is_no_home(
    access: AccessPolicy, memory: Memory, workspace: InMemory
) -> None:
    memory.places.restrict("Planning Committee", by="U1")
    workspace.private.discard(HOME)
    assert access.documents(Viewer.at(HOME)) == set(PAPERS) - CLOSED


def test_a_committee_is_restricted_before_its_first_paper(
    access: AccessPolicy, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.places.restrict("Pensions Board", by="U1")
    monkeypatch.setitem(PAPERS, "first", (BodyName("The Pensions Board"),))
    assert access.documents(NOBODY) == set(PAPERS) - {"first", "nobody's"}


def test_a_clerk_says_what_is_part_of_what(access: AccessPolicy, memory: Memory) -> None:
    memory.places.restrict("Planning Committee", by="U1")
    strategic = memory.committees.ensure("Strategic Planning Committee")
    planning = memory.committees.ensure("Planning Committee")
    assert "like" in access.documents(NOBODY)
    memory.committees.place(strategic, planning)
    assert "like" not in access.documents(NOBODY)
    assert "like" in access.documents(BEN_ALONE)
    # Its own channel is at home with its papers, and with no others.
    memory.places.set_committee(OTHER, "Strategic Planning Committee", by="U1")
    assert access.documents(ADA_ALONE) == set(PAPERS) - (CLOSED - {"like"})
    # A sub-committee that only its name makes one, until a clerk says otherwise.
    sub = memory.committees.ensure("Planning Sub-Committee A")
    assert "sub" not in access.documents(NOBODY)
    memory.committees.place(sub, None)
    assert "sub" in access.documents(NOBODY)


def test_two_councils_of_which_one_is_restricted(memory: Memory) -> None:
    ours, others = (
        BodyName("Planning", council) for council in ("Harnside Council", "Ellmouth Council")
    )
    memory.committees.learn([ours, others])
    bodies = memory.committees.bodies()
    first, second = (bodies.find(one.name, one.council) for one in (ours, others))
    assert first is not None
    assert second is not None
    access = AccessPolicy(lambda: {"ours": (ours,), "theirs": (others,)}, memory, InMemory())
    memory.places.restrict(bodies.label(first), by="U1")
    assert access.documents(NOBODY) == set(), "until a clerk has confirmed that they are two"
    memory.committees.place(second, None)
    assert access.documents(NOBODY) == {"theirs"}
    assert access.limits(NOBODY, committee=bodies.label(second)) == frozenset({"theirs"})
    assert access.limits(NOBODY, committee="Planning") == frozenset(), "it may be either"


def test_a_paper_whose_committee_was_not_read_may_be_any_committees(sample_index: Index) -> None:
    read = sample_index.documents()[0]
    card = replace(read, committee=None, council="Harnside Council", meeting_date=APRIL)
    assert paper_names([card], {}) == {card.document: ()}
    at_sites = {card.document: [BodyName("Cabinet")]}
    assert paper_names([card], at_sites) == {
        card.document: (BodyName("Cabinet", "Harnside Council"),)
    }
