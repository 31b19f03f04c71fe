"""Twenty councillors asking in Slack at the same moment: how long each waits, in which
order they are answered, and that nobody is left out.

The whole of it is real but Slack: the Bolt app over Socket Mode, the queue, the desk with
its models and the index. Slack is the local server of the tests. Waiting is measured by
who asks: from typing the question until the answer stands finished in the thread.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.answers.desk import Desk
from bot.demo import PACKS
from bot.memory import Memory, open_memory
from bot.papers import Papers
from bot.settings import Settings
from bot.slack.bolt_app import Service
from bot.slack.manifest import manifest
from bot.slack.workspace import open_access
from indexer.models.embed import LocalEmbeddings
from indexer.models.reader import Reader
from tests.benchmarks.shared import ROOT, SHARED, mixed_packs, print_table, questions
from tests.bot.slack.town import schedules_of
from tests.databases import index_in
from tests.slack_server.server import APP_TOKEN, BOT_TOKEN, People, SlackServer

ASKERS = 20
ROUNDS = 3
GIVE_UP_SECONDS = 180.0


@dataclass(frozen=True)
class Round:
    """What became of the questions of one moment. `waits` and `quiet`: seconds from the
    question to its answer, and to the first sign that it was heard; `work`: processor
    seconds for each, which say what the waits would be where nothing else runs."""

    waits: list[float]
    quiet: list[float]
    answers: int
    displaced: int
    work: float


def run() -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    samples = ROOT / "tests" / "samples"
    sets = [("sample packs", sorted(PACKS.glob("*.pdf")), samples / "questions.jsonl")]
    if (SHARED / "packs").is_dir():
        sets.append(("real packs", mixed_packs(), SHARED / "questions" / "dev.jsonl"))
    for name, papers, asked in sets:
        rows: list[tuple[object, ...]] = []
        with tempfile.TemporaryDirectory() as scratch:
            for number, one in enumerate(_rounds(Path(scratch), papers, asked), start=1):
                rows.append(
                    (
                        f"round {number}",
                        ASKERS,
                        one.answers,
                        statistics.median(one.waits),
                        _percentile(one.waits, 95),
                        max(one.waits),
                        max(one.quiet),
                        one.displaced,
                        one.work,
                    )
                )
        print_table(
            f"{ASKERS} councillors asking at once, {name}, offline, {os.cpu_count()} cores "
            f"(load {os.getloadavg()[0]:.1f} at the end)",
            (
                "",
                "asked",
                "answered",
                "p50_s",
                "p95_s",
                "longest_s",
                "first_sign_s",
                "out_of_order_by",
                "cpu_s_each",
            ),
            rows,
        )


def _rounds(folder: Path, papers: list[Path], asked: Path) -> list[Round]:
    index = index_in(folder, LocalEmbeddings(), papers=papers)
    desk = Desk(index, Reader())
    desk.warm_up()
    today = dt.date(2030, 1, 1)
    texts = [str(one["question"]) for one in questions(asked)]
    memory = open_memory(f"sqlite:///{folder / 'catalogue.db'}")
    scopes = set(manifest()["oauth_config"]["scopes"]["bot"])
    with SlackServer(scopes=scopes) as server:
        settings = Settings(
            slack_bot_token=SecretStr(BOT_TOKEN),
            slack_app_token=SecretStr(APP_TOKEN),
            slack_api_url=server.api_url,
            home=folder,
        )
        known = Papers(index, today=lambda: today)
        service = Service(
            settings,
            desk,
            known,
            memory,
            access=open_access(settings, known, memory),
            today=lambda: today,
            schedules=schedules_of(memory),
        )
        service.start()
        try:
            people = People(server)
            return [
                _round(people, memory, [texts[(start + n * 7) % len(texts)] for n in range(ASKERS)])
                for start in range(ROUNDS)
            ]
        finally:
            server.end(service.stop)


def _round(people: People, memory: Memory, texts: list[str]) -> Round:
    """Everybody asks in a direct message of their own, at the same moment."""
    space = people.workspace
    places = [space.direct(f"UASKER{number:02}") for number in range(len(texts))]
    began: dict[tuple[str, str], float] = {}
    there: dict[tuple[str, str], float] = {}
    signs: dict[tuple[str, str], float] = {}
    asked, worked = time.monotonic(), time.process_time()

    def ask(number: int) -> None:
        ts = people.say(f"UASKER{number:02}", places[number], texts[number])
        began[places[number], ts] = asked

    asking = threading.Thread(
        target=lambda: people.together(
            *(lambda number=number: ask(number) for number in range(len(texts)))
        ),
    )
    asking.start()
    while time.monotonic() < asked + GIVE_UP_SECONDS and len(there) < len(texts):
        with space.changed:
            space.changed.wait(0.05)
            now = time.monotonic()
            for place, thread in list(began):
                if (place, thread) not in signs and (
                    (place, thread) in space.status_now or space.bot_messages(place, thread)
                ):
                    signs[place, thread] = now
                if (place, thread) not in there and any(
                    message.get("metadata") for message in space.bot_messages(place, thread)
                ):
                    there[place, thread] = now
    asking.join()
    arrived = sorted(there, key=lambda one: there[one])
    # As they came in: twenty events at once arrive in an order of their own.
    numbers = {
        (one.channel, one.message_ts): one.id
        for number in range(len(texts))
        for one in memory.questions.recent(f"UASKER{number:02}")
    }
    in_order = sorted(there, key=lambda one: numbers[one])
    return Round(
        waits=[moment - asked for moment in there.values()] or [GIVE_UP_SECONDS],
        quiet=[moment - asked for moment in signs.values()] or [GIVE_UP_SECONDS],
        answers=len(there),
        displaced=max(
            (abs(arrived.index(one) - place) for place, one in enumerate(in_order)), default=0
        ),
        work=(time.process_time() - worked) / max(1, len(there)),
    )


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
