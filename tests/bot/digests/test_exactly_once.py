"""Digests are posted once whatever dies when: real DBOS, real databases, a local Slack.

The service runs in processes of its own that kill themselves (SIGKILL) before a post,
after Slack took it, and after it was answered. PACKHORSE_KILLS sets how many digests.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.digests.rules import read_when
from bot.digests.schedule_store import ScheduleStore, open_schedules
from tests.bot.digests.town import COMMITTEE, NOW
from tests.slack_server.server import SlackServer

ROOT = Path(__file__).resolve().parents[3]
COUNT = int(os.environ.get("PACKHORSE_KILLS", "3"))
SECONDS = 180 + 30 * COUNT
"""Far more than it takes on a machine that is not busy with other things."""
MESSAGES = 2
"""Of each digest: the short one, and one item in its thread."""


def due_now(book: ScheduleStore, count: int) -> None:
    """Each rule has one meeting that falls due now."""
    for number in range(count):
        book.add_rule(
            committee=COMMITTEE,
            targets=["C1"],
            when=read_when(f"{7 + number} days before at 09:00"),
            what="full",
            approval=False,
            by="a test",
            now=NOW - dt.timedelta(hours=1),
        )


def deaths() -> Iterator[str]:
    """Where a process dies, one after another: at each step of the first few posts."""
    for number in itertools.cycle((1, 2, 3, 5, 8)):
        for where in ("before", "after", "returned"):
            yield f"{where}:{number}"


def run(
    slack: SlackServer, url: str, home: Path, *, processes: int, count: int
) -> tuple[ScheduleStore, int]:
    """Processes that die and are started anew, until every digest is posted.

    Returns:
        the book, and how many died by their own hand.
    """
    book = open_schedules(url)
    due_now(book, count)
    fates = deaths()

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.bot.digests.worker",
                slack.api_url,
                url,
                str(home),
                str(count),
                next(fates),
            ],
            cwd=ROOT,
        )

    died = 0
    workers = [start() for _ in range(processes)]
    try:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if len(slack.workspace.bot_messages("C1")) >= MESSAGES * count and all(
                post.state == "posted" for post in book.posts()
            ):
                break
            for number, worker in enumerate(workers):
                if worker.poll() is not None:
                    assert worker.returncode == -9, "it died of something else"
                    died += 1
                    workers[number] = start()
            time.sleep(0.05)
        # What would be posted twice would be posted now.
        time.sleep(2)
        died += sum(worker.poll() == -9 for worker in workers)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    return book, died


def check(slack: SlackServer, book: ScheduleStore, count: int) -> None:
    said = slack.workspace.bot_messages("C1")
    keys = Counter(message["metadata"]["event_payload"]["key"] for message in said)
    assert [key for key, number in keys.items() if number > 1] == []
    assert len([message for message in said if "thread_ts" not in message]) == count
    assert len(keys) == MESSAGES * count
    posts = book.posts()
    assert len(posts) == count
    assert {post.state for post in posts} == {"posted"}
    heads = {message["ts"] for message in said if "thread_ts" not in message}
    assert {post.ts for post in posts} == heads


def test_killed_at_every_step_with_sqlite(slack: SlackServer, tmp_path: Path) -> None:
    book, died = run(slack, f"sqlite:///{tmp_path / 'book.db'}", tmp_path, processes=1, count=COUNT)
    check(slack, book, COUNT)
    assert died >= min(COUNT, 3)
    print(f"\n{COUNT} digests, {died} processes killed")


def test_two_processes_on_one_home(slack: SlackServer, tmp_path: Path) -> None:
    count = min(COUNT, 2)
    book, died = run(slack, f"sqlite:///{tmp_path / 'book.db'}", tmp_path, processes=2, count=count)
    check(slack, book, count)
    assert died >= 1


def test_two_processes_on_one_postgresql(
    slack: SlackServer, empty_postgres: str, tmp_path: Path
) -> None:
    book, died = run(slack, empty_postgres, tmp_path, processes=2, count=COUNT)
    check(slack, book, COUNT)
    assert died >= min(COUNT, 3)
    print(f"\n{COUNT} digests, {died} processes killed")
    book.engine.dispose()
