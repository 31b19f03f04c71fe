"""Visits are made when they are due, once whatever dies when, and end when told to.

PACKHORSE_VISIT_KILLS sets how many of the ways to die are tried, at most all nine.
"""

from __future__ import annotations

import base64
import datetime as dt
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from dbos import DBOS

from bot.digests.parts import DigestRow, Part
from bot.digests.publisher import DigestPublisher, PreparedPost
from bot.digests.schedule_store import Post, open_schedules
from bot.jobs.durable import Runner, at_work, begin_once, pause
from bot.jobs.posting import Posting
from bot.jobs.visiting import due_visit
from bot.slack.digest_poster import SlackPoster
from indexer.sources import Store
from indexer.sources.store import SourceRow
from indexer.store.catalogue import Catalogue
from indexer.store.locks import Lock, Numbered
from tests.bot.slack.town import NoPapers
from tests.bot.visiting import FATES, NOW
from tests.moderngov_server.council import Committee, Council, Session, pdf
from tests.moderngov_server.server import serving
from tests.slack_server.server import BOT_TOKEN, SlackServer

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("PACKHORSE_VISIT_KILLS", "3"))
MONDAY = dt.datetime(2025, 1, 6, 9, 0, tzinfo=dt.UTC)
EVENING = dt.datetime(2025, 1, 6, 20, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def source(**values: object) -> SourceRow:
    row: dict[str, object] = {
        "id": 1,
        "name": "example",
        "kind": "moderngov",
        "address": "https://x.example",
        "chosen": None,
        "since": None,
        "months": 12,
        "paused": False,
        "added_at": MONDAY.timestamp(),
        "status": "new",
        "problem": "",
        "failures": 0,
        "not_before": 0.0,
        "visited_at": None,
        "complete_at": None,
        "first_complete_at": None,
        "rules": None,
        "rules_at": None,
        "committees_at": None,
    }
    return SourceRow(**{**row, **values})  # type: ignore[arg-type]


def test_when_a_visit_is_due() -> None:
    assert due_visit([], now=MONDAY) is None
    assert due_visit([source(paused=True)], now=MONDAY) is None
    assert due_visit([source()], now=MONDAY) == MONDAY
    seen = source(visited_at=MONDAY.timestamp())
    assert due_visit([seen], now=MONDAY) == MONDAY + 15 * MINUTE
    evening = source(visited_at=EVENING.timestamp())
    assert due_visit([evening], now=EVENING) == EVENING + 60 * MINUTE
    busy = replace(seen, not_before=(MONDAY + 40 * MINUTE).timestamp())
    assert due_visit([busy], now=MONDAY) == MONDAY + 40 * MINUTE
    new = source(added_at=(MONDAY + MINUTE).timestamp())
    assert due_visit([seen, new], now=MONDAY) == MONDAY + MINUTE


def test_a_visit_by_a_clock_that_was_ahead_is_made_again() -> None:
    next_year = (MONDAY + dt.timedelta(days=365)).timestamp()
    for ahead in (
        source(visited_at=next_year),
        source(visited_at=next_year, not_before=next_year),
        source(visited_at=MONDAY.timestamp(), not_before=next_year),
        source(added_at=next_year),
    ):
        due = due_visit([ahead], now=MONDAY + 15 * MINUTE)
        assert due is not None
        assert due <= MONDAY + 15 * MINUTE


@pytest.mark.parametrize("fates", [FATES[:: max(1, len(FATES) // KILLS)]])
def test_what_a_site_published_is_taken_in_and_told_once_whatever_dies(
    fates: tuple[str, ...], workspace: SlackServer, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path / 'catalogue.db'}"
    store, book = Store(database), open_schedules(database)
    session = Session(4967, dt.date(2025, 1, 16), pack=pdf("The lift was mended in May"))
    with serving(Council([Committee(144, "Homes Committee", [session])])) as site:
        store.add_source(
            name="example", kind="moderngov", address=site.base, added_at=NOW.timestamp()
        )
        for fate in (*fates, "never"):
            worker = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.bot.visiting",
                    workspace.api_url,
                    database,
                    str(tmp_path),
                    fate,
                ],
                cwd=ROOT,
            )
            try:
                end = time.monotonic() + 90
                while (
                    worker.poll() is None
                    and time.monotonic() < end
                    and not (
                        fate == "never" and [post.state for post in book.posts()] == ["posted"]
                    )
                ):
                    time.sleep(0.05)
                if fate == "never":
                    # What would be told twice would be told now.
                    time.sleep(1.5)
                    assert worker.poll() is None
                else:
                    assert worker.returncode == -9, f"it did not die {fate}"
            finally:
                worker.kill()
                worker.wait()
    said = workspace.workspace.bot_messages("CCLERKS")
    keys = Counter(message["metadata"]["event_payload"]["key"] for message in said)
    assert [number for number in keys.values() if number > 1] == []
    (told,) = said
    assert "the agenda pack came in" in told["text"]
    (card,) = Catalogue(database).cards()
    assert card.document.startswith("example-homes-committee-2025-01-16-pack")
    (paper,) = store.papers()
    assert paper.document == card.document


class Failing:
    name, every = "failing", 0.05

    def look(self) -> None:
        raise RuntimeError("this duty always fails")


class Counting:
    name, every = "counting", 0.05
    looks = 0

    def look(self) -> None:
        Counting.looks += 1
        begin_once(_waits, "a workflow that waits")


@DBOS.step(name="test_step")
def _step() -> None:
    with at_work(Counting):
        pass


@DBOS.workflow(name="test_waits")
def _waits() -> None:
    _step()
    pause(600)


def test_a_duty_that_fails_is_in_no_other_s_way_and_all_end_when_told(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'book.db'}"
    engine = open_schedules(database).engine
    runner = Runner(
        [Failing(), Counting()],
        engine=engine,
        database_url=database,
        home=tmp_path,
        patience=0.1,
    )
    for _ in range(2):
        Counting.looks = 0
        stop = threading.Event()
        thread = threading.Thread(target=runner.run, args=(stop,))
        thread.start()
        end = time.monotonic() + 30
        while Counting.looks < 3 and time.monotonic() < end:
            time.sleep(0.05)
        stop.set()
        thread.join(100)
        assert Counting.looks >= 3
        assert not thread.is_alive(), "a workflow's wait must not be waited for"


def test_on_postgresql_whoever_has_the_turn_lets_others_index_and_sync(
    empty_postgres: str, tmp_path: Path
) -> None:
    catalogue, store = Catalogue(empty_postgres), Store(empty_postgres)
    engine = sa.create_engine(
        sa.engine.make_url(empty_postgres).set(drivername="postgresql+psycopg")
    )
    turn, other = (
        Lock(engine, number=Numbered.TURN, file=tmp_path / "digests.lock") for _ in range(2)
    )
    assert turn.take()
    assert not other.take()
    with store.turn(tmp_path) as mine, store.turn(tmp_path / "elsewhere") as theirs:
        assert mine
        assert not theirs
        with catalogue.lock(seconds=0) as free:
            assert free
    turn.give_back()
    assert other.take()
    other.give_back()
    store.close()
    catalogue.close()
    engine.dispose()


def test_workflows_bear_names_only_and_are_pruned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workspace: SlackServer
) -> None:
    """What is told to a member, and to whom, is in no workflow; what is over is deleted."""
    database, member = f"sqlite:///{tmp_path / 'book.db'}", "U012AB3CD"
    book = open_schedules(database)
    workspace.workspace.direct(member)

    class Alerts:
        kind = "alert"

        def tick(self, now: dt.datetime) -> None:
            book.open_post(
                Post(
                    key=f"alert/pack/{member}",
                    kind="alert",
                    rule=None,
                    meeting=None,
                    target=member,
                    due_at=now,
                    papers=(("pack", "a"),),
                ),
                now=now,
            )

        def prepare(self, post: Post, now: dt.datetime) -> PreparedPost:  # noqa: ARG002
            shown = (Part(title="“Claremont” is mentioned", rows=(DigestRow(text="On p. 5."),)),)
            return PreparedPost(messages=(shown,), papers=post.papers, private=True)

    office = DigestPublisher(
        book=book,
        library=NoPapers(),
        tellers=(Alerts(),),
        poster=SlackPoster(token=BOT_TOKEN, api_url=workspace.api_url),
    )
    posting = Posting(office, every=0.1, retry=0.1)
    runner = Runner(
        [posting], engine=book.engine, database_url=database, home=tmp_path, patience=0.1
    )
    monkeypatch.setattr("bot.jobs.durable.PRUNE_SECONDS", 0.5)
    stop = threading.Event()
    thread = threading.Thread(target=runner.run, args=(stop,))
    thread.start()
    kept = b""
    end = time.monotonic() + 60
    try:
        while time.monotonic() < end:
            kept += _kept_by_workflows(tmp_path)
            states = [one.state for one in book.posts()]
            if states == ["posted"] and b"posted" in kept:
                # Read, so it may go: all that is over is too old from now on.
                monkeypatch.setattr("bot.jobs.durable.KEPT_SECONDS", -60.0)
                if not _workflows(tmp_path):
                    break
            time.sleep(0.1)
    finally:
        stop.set()
        thread.join(30)
    assert [one.state for one in book.posts()] == ["posted"]
    assert _workflows(tmp_path) == 0
    assert b"posted" in kept, "what a step said of itself is read"
    assert member.encode() not in kept
    assert b"laremont" not in kept


def _workflows(home: Path) -> int:
    with closing(sqlite3.connect(home / "digests-workflows.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM workflow_status").fetchone()[0])


def _kept_by_workflows(home: Path) -> bytes:
    """Names, inputs and outputs of workflows and steps, as they are and decoded."""
    kept = b""
    with closing(sqlite3.connect(home / "digests-workflows.db")) as connection:
        for query in (
            "SELECT workflow_uuid, inputs, output FROM workflow_status",
            "SELECT workflow_uuid, output FROM operation_outputs",
        ):
            try:
                rows = connection.execute(query).fetchall()
            except sqlite3.OperationalError:  # DBOS has not made its tables yet
                return kept
            for value in (str(one) for row in rows for one in row if one):
                kept += value.encode()
                with suppress(ValueError):
                    kept += base64.b64decode(value)
    return kept
