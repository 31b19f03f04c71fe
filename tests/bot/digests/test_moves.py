"""Whatever is moved, corrected, cancelled, revived and published, in whatever order: each
meeting is posted for once, in time, or the clerk is told why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from bot.digests import digest_tables as tables
from bot.digests.ports import Outgoing
from bot.digests.publisher import DigestPublisher
from bot.digests.rules import read_when
from bot.digests.schedule_store import ScheduleStore, open_schedules
from indexer.council.dates import LONDON
from indexer.council.problems import SettingsError
from tests.bot.digests.town import COMMITTEE, NOW, Shelf, pack
from tests.bot.posting import carry_out

FIRST = NOW.date() + dt.timedelta(days=14)
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScheduleStore]:
    folder: Path = tmp_path_factory.mktemp("moves")
    opened = open_schedules(f"sqlite:///{folder / 'book.sqlite'}")
    yield opened
    opened.engine.dispose()


class Posts:
    """A channel that keeps what is posted to it, by key."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, str, dt.datetime]] = []
        self.now = NOW

    def post(
        self,
        target: str,
        message: Outgoing,
        *,
        since: dt.datetime,  # noqa: ARG002
        thread: str | None = None,  # noqa: ARG002 (the port's)
    ) -> tuple[str, str]:
        if not any(key == message.key for key, _, _ in self.posted):
            self.posted.append((message.key, target, self.now))
        return target, f"{len(self.posted)}.0"


class Town:
    """One committee, its clerk and its papers."""

    def __init__(self, book: ScheduleStore, when: str) -> None:
        with book.engine.begin() as connection:
            for table in (tables.posts, tables.meetings, tables.rules):
                connection.execute(table.delete())
        self.book, self.posts, self.shelf = book, Posts(), Shelf([])
        self.publisher = DigestPublisher(
            book=book,
            library=self.shelf,
            poster=self.posts,
            clerks_channel="CCLERKS",
            now=lambda: self.posts.now,
        )
        book.add_rule(
            committee=COMMITTEE,
            targets=["CTOWN"],
            when=read_when(when),
            what="full",
            approval=False,
            by="Ada",
            now=NOW,
        )

    def look(self) -> None:
        """What the running bot does, once."""
        carry_out(self.publisher)

    def until(self, end: dt.datetime) -> None:
        while self.posts.now < end:
            self.posts.now += dt.timedelta(hours=12)
            self.look()

    def do(self, step: tuple[str, int]) -> None:
        name, number = step
        day = FIRST + number * DAY
        if name == "publish":
            self.shelf.add(pack("harbours", day, sha=str(number)), at=self.posts.now)
        elif name == "other":
            self.shelf.add(pack("harbours-two", day), at=self.posts.now)
        elif name == "plan":
            self.book.plan_meeting(committee=COMMITTEE, date=day, time=None, now=self.posts.now)
        elif name == "wait":
            self.until(self.posts.now + number * DAY)
        else:
            self.decide(name, day)
        self.posts.now += dt.timedelta(minutes=1)
        self.look()

    def decide(self, name: str, day: dt.date) -> None:
        for meeting in self.book.meetings()[:1]:
            if name == "cancel":
                self.book.cancel_meeting(meeting.id, now=self.posts.now)
                continue
            date = meeting.date if name == "time" else day
            with suppress(SettingsError):  # another meeting is there
                self.book.move_meeting(
                    meeting.id,
                    date=date,
                    time="5.15 pm" if name == "time" else None,
                    now=self.posts.now,
                )

    def told(self, key: str) -> bool:
        return any(
            told.startswith(key) for told, target, _ in self.posts.posted if target == "CCLERKS"
        )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["publish", "other", "plan", "move", "time", "cancel", "wait"]),
        st.integers(0, 5),
    ),
    max_size=7,
)


@given(
    steps=STEPS,
    when=st.sampled_from(
        ["5 working days before at 09:00", "the day before at 18:00", "when the pack is published"]
    ),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_each_meeting_is_posted_for_once_or_the_clerk_is_told(
    book: ScheduleStore, steps: Sequence[tuple[str, int]], when: str
) -> None:
    town = Town(book, when)
    for step in steps:
        town.do(step)
    town.until(dt.datetime.combine(FIRST + 8 * DAY, dt.time(), tzinfo=dt.UTC))
    keys = [key for key, _, _ in town.posts.posted]
    assert len(keys) == len(set(keys)), "nothing is posted twice"
    papers = [name for one in book.meetings() for name in one.documents]
    assert len(papers) == len(set(papers)), "a paper is of one meeting"
    of = {post.meeting: post for post in book.posts() if post.kind == "full"}
    for meeting in book.meetings():
        post = of.get(meeting.id)
        posted = post is not None and post.state == "posted"
        if posted:
            assert post is not None
            assert post.posted_at is not None
            continue
        if meeting.state == "cancelled":
            continue
        known = max(meeting.changed_at, meeting.published_at or meeting.changed_at)
        if when.startswith("when") and meeting.published_at is None:
            continue  # it is posted when there is a pack, and there is none
        over = meeting.starts <= known
        # Once for all places that a rule posts to.
        assert over or (post is not None and town.told(post.key.removesuffix(post.target)))


def _town(book: ScheduleStore, when: str = "the day before at 18:00") -> Town:
    town = Town(book, when)
    town.do(("publish", 0))
    return town


def _posted(town: Town) -> list[dt.datetime]:
    """When a digest was posted, by its first message."""
    return [
        at.astimezone(LONDON)
        for key, target, at in town.posts.posted
        if target == "CTOWN" and key.endswith("#0")
    ]


@pytest.mark.parametrize(
    ("steps", "on"),
    [
        ([("move", 3), ("move", 4)], 4),
        ([("move", 3), ("time", 0)], 3),
        ([("time", 0), ("publish", 0)], 0),
        ([("move", 3), ("publish", 2)], 2),
        ([("cancel", 0), ("move", 5)], 5),
        ([("move", 3), ("other", 0)], 3),
    ],
)
def test_a_meeting_stays_where_it_was_last_put(
    book: ScheduleStore, steps: list[tuple[str, int]], on: int
) -> None:
    town = _town(book)
    for step in steps:
        town.do(step)
    [meeting] = book.meetings()
    assert (meeting.date, meeting.state) == (FIRST + on * DAY, "planned")
    town.until(dt.datetime.combine(FIRST + 8 * DAY, dt.time(), tzinfo=dt.UTC))
    [at] = _posted(town)
    assert at.date() == meeting.date - DAY
    if ("time", 0) in steps:
        assert meeting.time == "5.15 pm"


def test_a_meeting_that_was_cancelled_when_its_digest_fell_due_is_posted_for_once_revived(
    book: ScheduleStore,
) -> None:
    town = _town(book)
    town.do(("cancel", 0))
    town.until(dt.datetime.combine(FIRST, dt.time(9), tzinfo=dt.UTC))
    assert _posted(town) == []
    town.do(("move", 2))
    town.until(dt.datetime.combine(FIRST + 3 * DAY, dt.time(), tzinfo=dt.UTC))
    [at] = _posted(town)
    assert at.date() == FIRST + DAY
