"""A clerk's decisions about committees, each in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.digests.rules import read_when
from bot.digests.schedule_store import open_schedules
from bot.memory import Memory, memory, memory_tables, open_memory
from bot.people.committees import (
    learn,
    list_committees,
    merge,
    name_also,
    place,
    restrict,
    unrestrict,
)
from indexer.council.bodies import BodyName
from indexer.council.problems import SettingsError
from indexer.store.database import open_engine, writing


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Memory]:
    opened = open_memory(f"sqlite:///{tmp_path}/packhorse.db")
    learn(
        opened,
        {
            "a": (BodyName("Planning Committee"), BodyName("The Planning Committee")),
            "b": (BodyName("Planning Cttee"),),
            "c": (BodyName("Planning Sub-Committee A"),),
        },
        [BodyName("Cabinet")],
    )
    yield opened
    opened.engine.dispose()


def labels(kept: Memory) -> set[str]:
    bodies = kept.committees.bodies()
    return {bodies.label(body) for body in bodies}


def test_made_from_what_papers_and_sites_name(kept: Memory) -> None:
    assert labels(kept) == {
        "Planning Committee",
        "Planning Cttee",
        "Planning Sub-Committee A",
        "Cabinet",
    }
    lines = {line.split(";")[0]: line for line in list_committees(kept)}
    assert lines["Cabinet"] == "Cabinet"
    assert "similar to Planning" in lines["Planning Cttee"]
    assert (
        "treated as part of Planning Committee until you say otherwise"
        in lines["Planning Sub-Committee A"]
    )


def test_merged_they_are_one_for_all_that_was_set(kept: Memory) -> None:
    kept.places.restrict("Planning Cttee", by="U1")
    kept.places.follow("U2", "Planning Cttee")
    kept.places.follow("U2", "Planning Committee")
    kept.places.follow("U3", "Planning Cttee")
    kept.places.set_committee("G1", "Planning Cttee", by="U1")
    assert "are one committee now: Planning Committee" in merge(
        kept, "planning cttee", "Planning Committee"
    )
    assert labels(kept) == {"Planning Committee", "Planning Sub-Committee A", "Cabinet"}
    assert kept.places.restricted() == {"Planning Committee"}
    assert kept.places.followers("Planning Cttee") == ("U2", "U3")
    assert kept.places.committee("G1") == "Planning Committee"
    with pytest.raises(SettingsError, match="one committee already"):
        merge(kept, "Planning Cttee", "Planning Committee")


def test_a_public_channel_is_no_home_for_what_is_restricted(kept: Memory) -> None:
    for channel, missing in (("COPEN", True), ("GPANEL", False)):
        kept.places.set_committee(channel, "Planning Committee", by="U1")
        said = restrict(kept, "Planning Committee", by="U1", is_private="GPANEL".__eq__)
        assert ("No private channel" in said) is missing


def test_restricted_in_advance(kept: Memory) -> None:
    said = restrict(kept, "Plannning Sub-Committee B", by="U1")
    assert "Once there are papers of Plannning Sub-Committee B" in said
    assert "Did you mean Planning Sub-Committee A" in said
    assert kept.places.restricted() == {"Plannning Sub-Committee B"}
    assert "Everybody may ask" in unrestrict(kept, "Plannning")
    with pytest.raises(SettingsError, match="The restricted committees are: none"):
        unrestrict(kept, "Cabinet")


def test_a_committee_is_meant_by_some_words_of_its_name(kept: Memory) -> None:
    name = "Children and Young People's Scrutiny Committee"
    learn(kept, {"d": (BodyName(name),)})
    assert f"Papers of {name}" in restrict(kept, "child scrutiny", by="U1")
    assert kept.places.restricted() == {name}
    assert f"{name} is part of Cabinet" in place(kept, "scrutiny young", "Cabinet")
    assert f"{name} is also called CYP" in name_also(kept, "childrens", "CYP")
    assert "Everybody may ask" in unrestrict(kept, "scrutiny for children")
    # What is a whole name is that of another, still to come.
    assert "Once there are papers of Scrutiny Committee" in restrict(
        kept, "Scrutiny Committee", by="U1"
    )


def test_no_other_committee_is_opened_or_closed_than_the_one_that_is_named(kept: Memory) -> None:
    learn(kept, {"d": (BodyName("Strategic Planning Committee"),)})
    restrict(kept, "Strategic Planning Committee", by="U1")
    with pytest.raises(SettingsError, match="Planning Committee is not restricted"):
        unrestrict(kept, "planning committee")
    learn(kept, {"e": (BodyName("Audit and Risk Panel"), BodyName("Internal Audit Panel"))})
    with pytest.raises(SettingsError, match="Did you mean Audit and Risk Panel or Internal Audit"):
        restrict(kept, "audit", by="U1")
    assert kept.places.restricted() == {"Strategic Planning Committee"}
    assert "Once there are papers of Audit Committee" in restrict(kept, "Audit Committee", by="U1")


def test_a_part_stays_restricted_with_the_whole(kept: Memory) -> None:
    for name in ("Planning Committee", "Planning Sub-Committee A"):
        restrict(kept, name, by="U1")
    assert "still restricted, because it is part of Planning Committee" in unrestrict(
        kept, "Planning Sub-Committee A"
    )


def test_parts_and_other_names(kept: Memory) -> None:
    assert "is part of Cabinet" in place(kept, "Planning Cttee", "Cabinet")
    with pytest.raises(SettingsError, match="part of itself"):
        place(kept, "Cabinet", "Planning Cttee")
    assert "of its own" in place(kept, "Planning Cttee", None)
    assert "also called Executive" in name_also(kept, "cabinet", "Executive")
    with pytest.raises(SettingsError, match="merge the two"):
        name_also(kept, "cabinet", "Planning Committee")
    with pytest.raises(SettingsError, match="know no committee called"):
        merge(kept, "Nobody's", "Cabinet")


def test_two_councils_committees_are_told_apart(kept: Memory) -> None:
    learn(
        kept,
        {
            "d": (
                BodyName("Licensing", "Harnside Council"),
                BodyName("Licensing", "Ellmouth Council"),
            )
        },
    )
    with pytest.raises(SettingsError, match="Which one: Licensing"):
        restrict(kept, "Licensing", by="U1")
    restrict(kept, "Licensing (Ellmouth Council)", by="U1")
    assert kept.places.restricted() == {"Licensing (Ellmouth Council)"}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_older_home_moves_over(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Names become ids; what was spelt in two ways is one committee."""
    url = (
        f"sqlite:///{tmp_path}/old.db"
        if kind == "sqlite"
        else (request.getfixturevalue("empty_postgres"))
    )
    engine = open_engine(url)
    at, by = "at FLOAT NOT NULL", "set_by VARCHAR(64) NOT NULL"
    with writing(engine) as connection:
        memory_tables.questions.create(connection)
        for statement in (
            f"CREATE TABLE {memory.VERSION_TABLE} (version_num VARCHAR(32) NOT NULL)",
            f"INSERT INTO {memory.VERSION_TABLE} VALUES ('0005')",
            f"CREATE TABLE bot_channels (channel TEXT PRIMARY KEY, committee TEXT, {by}, {at})",
            f"CREATE TABLE bot_restricted (committee TEXT PRIMARY KEY, {by}, {at})",
            f'CREATE TABLE bot_follows ("user" TEXT, committee TEXT, {at})',
            f'CREATE TABLE bot_mutes ("user" TEXT, committee TEXT, {at})',
            "INSERT INTO bot_channels VALUES ('G1', 'The Planning Committee', 'U1', 1)",
            "INSERT INTO bot_restricted VALUES ('Planning', 'U1', 1)",
            "INSERT INTO bot_follows VALUES ('U2', 'Planning', 1)",
            "INSERT INTO bot_follows VALUES ('U2', 'Planning Committee', 2)",
            "INSERT INTO bot_mutes VALUES ('U3', 'Cabinet', 1)",
            "INSERT INTO bot_questions (request_id, origin, channel, message_ts, thread_ts, "
            "\"user\", direct, text, documents, state, attempts, answer, at) VALUES ('r', "
            "'message', 'C', '1', '1', 'U1', FALSE, 't', '[]', 'done', 1, "
            '\'{"question": {"history": ["secret"], "text": "t"}}\', 1)',
        ):
            # A colon would name a parameter.
            connection.exec_driver_sql(statement)
    opened = open_memory(engine)
    assert len(list(opened.committees.bodies())) == 2
    assert opened.places.channels("Planning Committee") == (("G1", "The Planning Committee"),)
    assert opened.places.restricted() == {"The Planning Committee"}
    assert opened.places.followers("planning") == ("U2",)
    assert opened.places.has_muted("U3", "Cabinet")
    with engine.connect() as connection:
        held = connection.execute(sa.text("SELECT answer FROM bot_questions")).scalar_one()
    assert "secret" not in str(held)
    engine.dispose()


def test_schedules_follow_a_merger(kept: Memory) -> None:
    book, now = open_schedules(kept.engine), dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    rule = book.add_rule(
        committee="Planning Cttee",
        targets=["C1"],
        when=read_when("the day before at 18:00"),
        what="full",
        approval=False,
        by="U1",
        now=now,
    )
    for committee, day in (("Planning Cttee", 9), ("Planning Cttee", 10), ("Planning", 10)):
        book.plan_meeting(committee=committee, date=dt.date(2026, 3, day), time=None, now=now)
    merge(kept, "Planning Cttee", "Planning Committee")
    assert book.rule(rule.id).committee == "Planning Committee"
    assert [(one.committee, one.date.day) for one in book.meetings()] == [
        ("Planning Committee", 9),
        ("Planning Cttee", 10),
        ("Planning", 10),
    ]
