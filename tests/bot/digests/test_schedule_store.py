"""The book on a real PostgreSQL: what is noted once, and what sites say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.digests.digest_tables import metadata
from bot.digests.schedule_store import VERSION_TABLE, Post, ScheduleStore, open_schedules
from bot.people.privacy import forget
from indexer.sources.facts import CalendarEntry
from indexer.store.database import open_engine
from tests.bot.digests.town import COMMITTEE, NOW


def news(number: int) -> Post:
    return Post(
        key=f"news/{number}", kind="news", rule=None, meeting=None, target="CCLERKS", due_at=NOW
    )


def alert(name: str) -> Post:
    return Post(
        key=f"alert/{name}/UADA",
        kind="alert",
        rule=None,
        meeting=None,
        target="UADA",
        due_at=NOW,
        papers=((name, "sha"),),
    )


def noted_once(book: ScheduleStore) -> None:
    book.tell_news([3, 4], news(3), now=NOW)
    book.tell_news([4, 5], news(4), now=NOW)
    assert book.told_news() == {3, 4}
    assert [post.key for post in book.posts()] == ["news/3"]
    assert book.news_of("news/3") == [3, 4]
    assert book.told_news(after=3) == {4}
    assert book.note_mentions("pack", "a", [(alert("first"), ["one", "two"])], now=NOW)
    assert not book.note_mentions("pack", "a", [(alert("again"), ["three"])], now=NOW)
    (made,) = book.note_mentions("pack", "b", [(alert("second"), ["two", "three"])], now=NOW)
    assert made.key == "alert/second/UADA"
    assert book.mentions_of(made.key) == {"three"}
    assert not book.note_mentions("pack", "c", [(alert("third"), ["one"])], now=NOW)
    assert book.looked_through() == {("pack", "a"), ("pack", "b"), ("pack", "c")}
    assert forget(book.engine, "UADA")["messages sent"] == 2
    assert book.mentions_of(made.key) == frozenset()


def follows_sites(book: ScheduleStore) -> None:
    one = CalendarEntry(
        source="example", id="1", committee=COMMITTEE, date=dt.date(2026, 3, 9), time="10.00 am"
    )
    two = CalendarEntry(
        source="example", id="2", committee=COMMITTEE, date=dt.date(2026, 3, 9), time="2.00 pm"
    )
    for _ in range(2):
        book.sync([], [one, two], now=NOW)
    book.plan_meeting(committee=COMMITTEE, date=one.date, time=None, now=NOW)
    times = [meeting.time for meeting in book.meetings() if meeting.committee == COMMITTEE]
    assert times == ["10.00 am", "2.00 pm"]


def keeps_points(book: ScheduleStore) -> None:
    first = [{"text": "£2m", "quotes": [{"passage": 1, "words": "£2m"}]}]
    assert book.kept_points("a") is None
    assert book.keep_points("a", first) == first
    assert book.keep_points("a", []) == first
    assert book.keep_points("b", []) == []
    assert book.kept_points("b") == []


def tables_are_as_migrated(book: ScheduleStore) -> None:
    with book.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "include_name": lambda name, kind, _of: (
                    kind != "table" or str(name).startswith("digest_")
                ),
            },
        )
        assert compare_metadata(context, metadata) == []


def test_on_postgresql(empty_postgres: str) -> None:
    book = open_schedules(empty_postgres)
    noted_once(book)
    follows_sites(book)
    keeps_points(book)
    tables_are_as_migrated(book)
    book.engine.dispose()


def test_on_sqlite(book: ScheduleStore) -> None:
    noted_once(book)
    follows_sites(book)
    keeps_points(book)
    tables_are_as_migrated(book)


def test_an_older_home_moves_over(tmp_path: Path) -> None:
    """Two meetings of a day, and what sites say, can be kept in it."""
    engine = open_engine(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        for statement in (
            f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL)",
            f"INSERT INTO {VERSION_TABLE} VALUES ('0001')",
            "CREATE TABLE digest_meetings (id INTEGER NOT NULL PRIMARY KEY, committee TEXT NOT NULL, "
            "committee_key VARCHAR(400) NOT NULL, date DATE NOT NULL, time TEXT, "
            "state VARCHAR(16) NOT NULL, moved_from DATE, documents JSON NOT NULL, "
            "published_at FLOAT, changed_at FLOAT NOT NULL, "
            "CONSTRAINT uq_digest_meetings_day UNIQUE (committee_key, date))",
            "INSERT INTO digest_meetings VALUES (7, 'Cabinet', 'cabinet', '2026-03-09', NULL, "
            "'planned', NULL, '[\"pack\"]', 1, 2)",
        ):
            connection.exec_driver_sql(statement)
    book = open_schedules(engine)
    (meeting,) = book.meetings()
    assert (meeting.id, meeting.documents, meeting.site) == (7, ("pack",), "")
    follows_sites(book)
    tables_are_as_migrated(book)
    engine.dispose()
