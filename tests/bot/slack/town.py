"""The town that the Slack tests play in: its papers, its desk, and the bot between."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.answers.answer import Answer, Citation, Claim, FoundPage, Question
from bot.answers.desk import Desk
from bot.answers.question_kinds import MessageKind
from bot.digests.decisions import Schedules
from bot.digests.meeting_papers import Known, Paper
from bot.digests.points import quoted_points
from bot.digests.publisher import DigestPublisher
from bot.digests.schedule_store import open_schedules
from bot.memory import Memory, memory_tables
from bot.papers import Card, Papers
from bot.people.access import Names
from bot.settings import Settings
from bot.slack.bolt_app import Service
from bot.slack.workspace import open_access
from indexer.council.bodies import BodyName
from indexer.council.packs import (
    Action,
    Block,
    BlockKind,
    DocumentKind,
    ExemptPage,
    Item,
    Meeting,
    Pack,
    Page,
    PdfPage,
    Point,
    PrintedPage,
    Recommendation,
)
from indexer.council.problems import DocumentError, TooLarge
from indexer.evidence.passages import Unit
from indexer.sources.facts import CalendarEntry
from tests.slack_server.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, People, SlackServer

TODAY = dt.date(2026, 3, 2)
PATIENCE = 60.0
PACK = "scrutiny-2026-03-10"
SECRET_PACK = "standards-2026-03-12"
SCRUTINY = "Children's Scrutiny Committee"
STANDARDS = "Standards Panel"
URL = "https://council.example/documents/scrutiny.pdf"

CLERK = "UCLERK"
ADA, BEN = "UADA", "UBEN"
GENERAL, CLERKS, PANEL = "CGENERAL", "CCLERKS", "GPANEL"


HELPED = "Page 5: the number of <children> & families helped was 50."


def make_pack(document: str = PACK, *, committee: str = SCRUTINY, count: int = 12) -> Pack:
    """A pack of `count` pages: two of front sheet, then stamped ones."""
    pages = tuple(
        Page(
            pdf_page=PdfPage(number),
            printed_page=PrintedPage(number - 2) if number > 2 else None,
            item="6" if number > 4 else None,
            text=f"Page {number}: the number of <children> & families helped was {number * 10}.",
            blocks=(
                Block(
                    kind=BlockKind.PARAGRAPH, text=f"Paragraph of page {number}.", quote="Paragraph"
                ),
            ),
        )
        for number in range(1, count + 1)
    )
    return Pack(
        document=document,
        sha256=document,
        kind=DocumentKind.PACK,
        title=f"Agenda pack, {committee}",
        meeting=Meeting(
            committee=committee, date=dt.date(2026, 3, 10), time="6.00 pm", venue="Town Hall"
        ),
        items=(
            Item(number="1", title="Declarations of interest"),
            Item(
                number="6",
                title="Early help *strategy*",
                purpose="To consider the strategy.",
                first_page=PrintedPage(3),
                last_page=PrintedPage(9),
                first_pdf_page=PdfPage(5),
                last_pdf_page=PdfPage(11),
                officers=("A. Officer, Head of Early Help",),
                recommendations=(
                    Recommendation(
                        text="To approve the strategy.",
                        pdf_page=PdfPage(5),
                        printed_page=PrintedPage(3),
                    ),
                ),
                points=(
                    Point(
                        text=HELPED, quote=HELPED, pdf_page=PdfPage(5), printed_page=PrintedPage(3)
                    ),
                ),
            ),
        ),
        actions=tuple(
            Action(
                number=str(n),
                recommendation=f"Do thing {n}.",
                target="May 2026",
                officer="B. Officer",
                status="Not yet due.",
                pdf_pages=(PdfPage(12),),
                printed_pages=(PrintedPage(10),),
            )
            for n in range(1, 8)
        ),
        exempt_pages=(
            ExemptPage(
                pdf_page=PdfPage(11), printed_page=PrintedPage(9), why="NOT FOR PUBLICATION"
            ),
        ),
        warnings=("Two pages bear the same number.",),
        pages=pages,
    )


TRACKED = tuple(
    Unit(
        text=f"{told} 50.",
        quote=quote,
        kind=BlockKind.ROW,
        cells=(("Counted", told), ("In the year", "2026")),
    )
    for told, quote in (("Children", "Page 12: the number of"), ("Families", "helped was 120"))
)
"""Rows of the table on the twelfth page."""


class Shelf(Papers):
    """Papers kept in memory, for the bot to show."""

    def __init__(self) -> None:
        self.packs: dict[str, Pack] = {}
        self.published: set[str] = set()
        self.urls: dict[str, str] = {}
        self.cancelled: set[str] = set()
        self.listed: dict[str, tuple[str, ...]] = {}  # committees that a site lists papers for
        self.rows: dict[tuple[str, int], Sequence[Unit]] = {(PACK, 12): TRACKED}
        self.pictures: list[tuple[str, int, tuple[str, ...]]] = []
        self.indexed: list[Path] = []
        self.wrong: str | None = None
        self.fail_with: Exception | None = None

    def add(self, pack: Pack, *, url: str | None = None) -> None:
        self.packs[pack.document] = pack
        self.published.add(pack.document)
        if url:
            self.urls[pack.document] = url

    def names(self) -> Names:
        return {
            pack.document: tuple(
                BodyName(name)
                for name in (pack.meeting.committee, *self.listed.get(pack.document, ()))
                if name
            )
            for pack in self.packs.values()
            if pack.document in self.published
        }

    def cards(self) -> Sequence[Card]:
        return [
            Card(
                document=p.document,
                title=p.title or p.document,
                committee=p.meeting.committee,
                date=p.meeting.date,
                time=p.meeting.time,
                venue=p.meeting.venue,
                pages=len(p.pages),
                url=self.urls.get(p.document),
                cancelled=p.document in self.cancelled,
            )
            for p in self.packs.values()
            if p.document in self.published
        ]

    def pack(self, document: str) -> Pack | None:
        return self.packs.get(document)

    def paper(self, document: str) -> Paper | None:
        pack = self.packs.get(document)
        if pack is None:
            return None
        return Paper(
            pack=pack,
            url=self.urls.get(document),
            pages={page.pdf_page: page for page in pack.pages},
        )

    def points(self, document: str) -> Mapping[str, Sequence[Claim]]:
        paper = self.paper(document)
        if paper is None:
            return {}
        pack = paper.pack
        return {item.number: quoted_points(paper, item.points, item.number) for item in pack.items}

    def page_text(self, document: str, pdf_page: PdfPage) -> str | None:
        pack = self.packs.get(document)
        return next((p.text for p in pack.pages if p.pdf_page == pdf_page), None) if pack else None

    def rows_on(self, document: str, pdf_page: PdfPage) -> Sequence[Unit]:
        return self.rows.get((document, int(pdf_page)), ())

    def page_picture(self, document: str, pdf_page: PdfPage, quotes: Sequence[str]) -> bytes | None:
        self.pictures.append((document, int(pdf_page), tuple(quotes)))
        return b"\x89PNG\r\n\x1a\n" + bytes([int(pdf_page)])

    def pages_pdf(self, document: str, pages: Sequence[PdfPage]) -> bytes | None:
        if len(pages) > 9:
            raise TooLarge("I print at most 9 pages at a time.")
        return f"%PDF-{document} {','.join(map(str, pages))}".encode()

    def index(self, path: Path, *, progress: Callable[[int, int], None]) -> Pack:
        if self.fail_with:
            raise self.fail_with
        if not path.read_bytes().startswith(b"%PDF-"):
            raise DocumentError(f"{path.name} is not a PDF: save or export it as PDF first.")
        self.indexed.append(path)
        pack = make_pack(path.stem)
        for done in range(1, 5):
            progress(done, 4)
        self.packs[pack.document] = pack
        return pack

    def publish(self, document: str) -> None:
        self.published.add(document)

    def discard(self, document: str) -> None:
        self.packs.pop(document, None)

    def remove(self, document: str) -> bool:
        self.published.discard(document)
        return self.packs.pop(document, None) is not None

    def trouble(self) -> str | None:
        return self.wrong


@dataclass
class ScriptedDesk(Desk):
    """A desk that answers from a script, and notes what it was asked.

    Between `hold` and `let_go` it works on each question without an end.
    """

    asked: list[Question] = field(default_factory=list)
    seconds: float = 0.0
    script: Callable[[Question], Answer] | None = None
    known: tuple[str, ...] = ("What are we asked", "Summarise item")
    lock: threading.Lock = field(default_factory=threading.Lock)
    free: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.let_go = self.free.set
        self.hold = self.free.clear
        self.let_go()

    def answer(self, question: Question) -> Answer:
        with self.lock:
            self.asked.append(question)
        time.sleep(self.seconds)
        assert self.free.wait(PATIENCE), "nobody let the desk go"
        return (self.script or found)(question)

    def at_once(self, question: Question) -> Answer | None:
        """The script's answer to what begins with one of `known`."""
        if not question.text.startswith(self.known):
            return None
        return (self.script or found)(question)

    def heard(self, message: str) -> MessageKind:
        """A courtesy, or what is said to others, where it begins like one."""
        low = message.casefold()
        talk = next((kind for word, kind in TALKS.items() if low.startswith(word)), "")
        aside = 0.2 if low.startswith("i can't") else 0.0 if low.startswith("hm") else -0.3
        return MessageKind(talk="" if "?" in message else talk, aside=aside)


TALKS = {"thanks": "thanks", "hello": "greeting", "help": "help", "bye": "goodbye"}


def cite(quote: str, *, page: int = 5, document: str = PACK, **more: Any) -> Citation:
    values: dict[str, Any] = {
        "document": document,
        "title": "Agenda pack, 10 March 2026",
        "pdf_page": PdfPage(page),
        "printed_page": PrintedPage(page - 2) if page > 2 else None,
        "quote": quote,
        "item": "6",
        "url": f"{URL}#page={page}",
        "meeting_date": dt.date(2026, 3, 10),
    }
    return Citation(**{**values, **more})


def found(question: Question) -> Answer:
    """Two points on two pages."""
    return Answer(
        question=question,
        answered=True,
        claims=(
            Claim(text="50 families were helped.", citations=(cite("helped was 50"),)),
            Claim(text="60 in the year before.", citations=(cite("helped was 60", page=6),)),
        ),
    )


def not_found(question: Question) -> Answer:
    return Answer(
        question=question,
        answered=False,
        lead="I can't find that in the papers.",
        pages=tuple(
            FoundPage(
                document=PACK,
                title="Agenda pack, 10 March 2026",
                pdf_page=PdfPage(n),
                printed_page=PrintedPage(n - 2),
                item="6",
                score=1.0 - n / 100,
                url=f"{URL}#page={n}",
            )
            for n in range(5, 12)
        ),
    )


HASTY = (
    "bot.slack.delivery.ASK_SECONDS",
    "bot.slack.listeners.on_schedules.CHECK_SECONDS",
    "bot.slack.workspace.ASK_SECONDS",
)
"""Where the bot asks in haste, since Slack waits three seconds: a busy machine takes longer."""


class CountingExecutor(ThreadPoolExecutor):
    """Knows how much of what it was given is still to be done."""

    left = 0
    _counting = threading.Lock()

    def submit(self, *given: Any, **named: Any) -> Future[Any]:
        self._count(1)
        future = super().submit(*given, **named)
        future.add_done_callback(lambda _: self._count(-1))
        return future

    def _count(self, more: int) -> None:
        with self._counting:
            self.left += more


UNDONE = ("form", "waiting", "working", "posting", "indexing")
"""States of questions and files that somebody still works on."""


class NoPapers:
    """`bot.digests.ports.Library` without a paper."""

    def known(self) -> list[Known]:
        return []

    def listed(self) -> list[CalendarEntry]:
        return []

    def papers(self, _documents: object) -> list[Paper]:
        return []


def schedules_of(memory: Memory) -> Schedules:
    """The schedules of a town that posts nothing."""
    book = open_schedules(memory.engine)
    return Schedules(DigestPublisher(book=book, library=NoPapers(), poster=None))


def service_of(
    settings: Settings,
    desk: ScriptedDesk,
    shelf: Shelf,
    memory: Memory,
    schedules: Schedules | None = None,
) -> Service:
    """The bot of a town, not started."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("bot.slack.bolt_app.ThreadPoolExecutor", CountingExecutor)
        return Service(
            settings,
            desk,
            shelf,
            memory,
            today=lambda: TODAY,
            schedules=schedules or schedules_of(memory),
            access=open_access(settings, shelf, memory),
        )


@dataclass
class Town:
    """All of it: the workspace, its people, the bot, what it knows and remembers."""

    server: SlackServer
    people: People
    desk: ScriptedDesk
    shelf: Shelf
    memory: Memory
    settings: Settings
    service: Service

    def __post_init__(self) -> None:
        self.people.idle = self.idle

    @property
    def space(self) -> Any:
        return self.server.workspace

    @property
    def _executor(self) -> CountingExecutor:
        executor = self.service.app.listener_runner.listener_executor
        assert isinstance(executor, CountingExecutor)
        return executor

    def idle(self) -> bool:
        """Whether the bot has done all that it was asked for."""
        if self._executor.left or not self.service.office.worker.idle():
            return False
        with self.memory.engine.connect() as connection:
            return not any(
                connection.scalar(sa.select(sa.func.count()).where(table.c.state.in_(UNDONE)))
                for table in (memory_tables.questions, memory_tables.drops)
            )

    def listened(self) -> None:
        """Wait until every listener has done what it does, after its acknowledgement too."""
        self.people.wait(lambda: not self._executor.left)

    def let_go(self) -> None:
        """Let the desk answer, once all that was to be said before has been said."""
        self.listened()
        self.desk.let_go()

    def restart(self) -> None:
        """Stop the bot and start a new one on the same memory."""
        self.stop()
        self.begin()

    def stop(self) -> None:
        """Stop the bot."""
        self.desk.let_go()
        self.server.end(self.service.stop)

    def begin(self) -> None:
        """Start a new bot on the same memory."""
        self.service = service_of(self.settings, self.desk, self.shelf, self.memory)
        self.start()

    def start(self) -> None:
        """Start the bot, and deliver to where it listens."""
        self.service.start()
        if self.settings.slack_app_token is None:
            self.people.url = f"http://127.0.0.1:{self.service.port}/slack/events"


def town_of(
    server: SlackServer,
    desk: ScriptedDesk,
    shelf: Shelf,
    memory: Memory,
    *,
    home: Path,
    mode: str = "http",
    schedules: Schedules | None = None,
    **more: Any,
) -> Town:
    """A town whose bot is not started. `more`: settings."""
    values: dict[str, Any] = {
        "slack_bot_token": BOT_TOKEN,
        "slack_api_url": server.api_url,
        "host": "127.0.0.1",
        "port": 0,
        "slack_clerks": (CLERK,),
        "slack_clerks_channel": CLERKS,
        "home": home,
    }
    if mode == "socket":
        values["slack_app_token"] = APP_TOKEN
    else:
        values["slack_signing_secret"] = SIGNING_SECRET
    settings = Settings(**{**values, **more})
    service = service_of(settings, desk, shelf, memory, schedules)
    return Town(server, People(server), desk, shelf, memory, settings, service)


def parts_of(shown: Any) -> Iterator[dict[str, Any]]:
    """Every object in some blocks, the outer ones first."""
    if isinstance(shown, dict):
        yield shown
        shown = list(shown.values())
    if isinstance(shown, list):
        for inner in shown:
            yield from parts_of(inner)


def words(shown: Any) -> str:
    """Everything that a message, a view or some blocks say, one piece of text a line.

    Of a message its blocks only, not the ``text`` beside them.
    """
    if isinstance(shown, dict) and "blocks" in shown:
        shown = shown["blocks"]
    return "\n".join(part["text"] for part in parts_of(shown) if isinstance(part.get("text"), str))


def told(town: Town, part: str, *how: str) -> dict[str, Any]:
    """What somebody alone was told, as one of the whispers or responses, that says a part."""

    def seen() -> dict[str, Any] | None:
        kinds = how or ("whispers", "responses")
        every = (one for kind in kinds for one in getattr(town.space, kind))
        return next((one for one in every if part in words(one)), None)

    return dict(town.people.wait(seen))
