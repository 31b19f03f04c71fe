"""When clocks go back (25 October 2026) and forward (28 March 2027): each digest once."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.digests.schedule_store import ScheduleStore
from tests.bot.digests.test_publisher import Clerks
from tests.bot.digests.town import COMMITTEE, Shelf, pack
from tests.slack_server.server import SlackServer

STEP = dt.timedelta(minutes=10)


def through(clerks: Clerks, start: dt.datetime, hours: float) -> list[dt.datetime]:
    """Look every ten minutes, as the service does every 20 seconds; when something came."""
    came = []
    clerks.clock.at = start
    while clerks.clock.at <= start + dt.timedelta(hours=hours):
        before = len(clerks.said())
        clerks.work()
        came += [clerks.clock.at] * (len(clerks.said()) - before)
        clerks.clock.at += STEP
    return came


def publisher(slack: SlackServer, book: ScheduleStore, *meetings: dt.date) -> Clerks:
    early = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    shelf = Shelf([pack(f"harbours-{day}", day) for day in meetings], at=early)
    made = Clerks(slack=slack, book=book, shelf=shelf)
    made.clock.at = min(
        dt.datetime.combine(day, dt.time(), dt.UTC) for day in meetings
    ) - dt.timedelta(days=9)
    return made


@pytest.mark.parametrize(
    ("day", "due"),
    [
        # 01:30 comes twice: at 00:30 and at 01:30 UTC. The first is meant.
        (dt.date(2026, 10, 25), "00:30"),
        # 01:30 does not come: clocks go from 01:00 to 02:00. It is 02:30 by the new ones.
        (dt.date(2027, 3, 28), "01:30"),
        # The day after, in summer time.
        (dt.date(2027, 3, 29), "00:30"),
    ],
)
def test_a_digest_in_the_night_is_posted_exactly_once(
    slack: SlackServer, book: ScheduleStore, day: dt.date, due: str
) -> None:
    clerks = publisher(slack, book, day)
    clerks.rule("on the day at 01:30")
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC) - dt.timedelta(hours=2)
    (came,) = through(clerks, midnight, 7)
    assert (came.date(), f"{came:%H:%M}") == (day, due)
    (head,) = clerks.said()
    assert COMMITTEE in head["text"]
    assert "Late:" not in head["text"]


@pytest.mark.parametrize(
    ("before", "after", "hours"),
    [
        (dt.date(2026, 10, 21), dt.date(2026, 10, 28), (7, 8)),
        (dt.date(2027, 3, 24), dt.date(2027, 3, 31), (8, 7)),
    ],
)
def test_every_week_at_eight_is_eight_by_the_clock_on_the_wall(
    slack: SlackServer, book: ScheduleStore, before: dt.date, after: dt.date, hours: tuple[int, int]
) -> None:
    clerks = publisher(slack, book, before, after)
    clerks.rule("on the day at 08:00")
    came = [
        one
        for day in (before, after)
        for one in through(clerks, dt.datetime.combine(day, dt.time(5), dt.UTC), 5)
    ]
    assert [one.hour for one in came] == list(hours)
