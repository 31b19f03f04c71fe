"""What sites bring is told to the clerks: once, together, with the outline understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.digests.library import IndexLibrary
from bot.digests.publisher import DigestPublisher
from bot.digests.schedule_store import ScheduleStore, open_schedules
from bot.jobs.news import SiteNews, outline
from bot.papers import Papers
from bot.slack.digest_poster import SlackPoster
from tests.bot.posting import carry_out, said
from tests.indexer.sources.desk import Desk, VectorsInMemory
from tests.moderngov_server.council import (
    SAMPLES,
    AgendaItem,
    Committee,
    Council,
    Paper,
    Session,
    pdf,
)
from tests.moderngov_server.server import Site, serving
from tests.slack_server.server import BOT_TOKEN, SlackServer

HOMES = "Homes and Neighbourhoods Scrutiny Committee"
PACK = (SAMPLES / "saltmere-homes-scrutiny-2025-01-16.pdf").read_bytes()


class Clerks:
    """A desk that syncs, and an office that tells of it; both by the desk's clock."""

    def __init__(self, desk: Desk, slack: SlackServer) -> None:
        self.desk = desk
        self.slack = slack
        self.book: ScheduleStore = open_schedules(desk.database)
        self.closed: set[str] = set()
        self.restart()

    def restart(self) -> None:
        papers = Papers(self.desk.index, facts=self.desk.facts)
        news = SiteNews(
            self.book,
            self.desk.facts,
            clerks_channel="CCLERKS",
            pack=papers.pack,
            may_read=lambda _channel, documents: not self.closed.intersection(documents),
            quiet=dt.timedelta(seconds=60),
        )
        self.office = DigestPublisher(
            book=self.book,
            library=IndexLibrary(
                self.desk.index, self.desk.facts, today=lambda: self.desk.clock.today
            ),
            poster=SlackPoster(token=BOT_TOKEN, api_url=self.slack.api_url),
            clerks_channel="CCLERKS",
            tellers=(news,),
            now=self.now,
        )

    def now(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.desk.clock(), dt.UTC)

    def sync(self, *, hours: float = 1.0) -> list[str]:
        """Some time later a visit, and what clerks are then told."""
        before = len(self.told())
        self.desk.clock.pass_(hours=hours)
        self.desk.sync()
        carry_out(self.office)
        self.desk.clock.pass_(hours=0.1)
        carry_out(self.office)
        self.restart()
        carry_out(self.office)
        return self.told()[before:]

    def told(self) -> list[str]:
        return [message["text"] for message in said(self.slack, "CCLERKS")]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("indexer.index.Vectors", VectorsInMemory)
    made = Desk(tmp_path / "home")
    yield made
    made.store.close()
    made.index.close()


@pytest.fixture
def session() -> Session:
    return Session(4967, dt.date(2025, 1, 16), pack=PACK)


@pytest.fixture
def site(session: Session) -> Iterator[Site]:
    with serving(Council([Committee(144, HOMES, [session])])) as served:
        yield served


@pytest.fixture
def clerks(desk: Desk, site: Site, workspace: SlackServer) -> Clerks:
    desk.add(site)
    return Clerks(desk, workspace)


def test_a_pack_with_its_outline_then_moved_then_cancelled(
    clerks: Clerks, session: Session
) -> None:
    (told,) = clerks.sync()
    assert "New papers came in" in told
    assert f"{HOMES}, 16 January 2025, 6.00 pm: the agenda pack came in" in told
    assert "6 DAMP AND MOULD" in told
    assert "pp. " in told
    assert clerks.sync() == []
    session.date = dt.date(2025, 1, 23)
    (told,) = clerks.sync()
    assert "A meeting has moved" in told
    assert "moved to 23 January 2025" in told
    session.status = "Cancelled"
    (told,) = clerks.sync()
    assert "does not take place" in told


def test_a_long_agenda_is_told_whole(clerks: Clerks) -> None:
    clerks.sync()
    (card,) = clerks.desk.index.documents()
    pack = clerks.desk.index.whole_pack(card)
    items = tuple(replace(pack.items[0], number=str(number)) for number in range(45))
    rows = outline(replace(pack, items=items)).rows
    assert [row.label for row in rows if row.bullet] == [f"{number} " for number in range(45)]


def test_papers_of_one_meeting_are_one_message(clerks: Clerks, session: Session) -> None:
    session.pack = None
    session.items = [
        AgendaItem(
            str(number),
            f"Item {number}",
            [Paper(f"Report {number}", pdf(f"The report number {number} of the day"))],
        )
        for number in range(1, 5)
    ]
    (told,) = clerks.sync()
    assert [f"Report {number}" in told for number in range(1, 5)] == [True] * 4


def test_papers_that_were_out_before_are_told_of_as_a_whole(clerks: Clerks, site: Site) -> None:
    site.council.committees[0].sessions += [
        Session(
            4000 + number,
            dt.date(2024, 9, 2) + dt.timedelta(days=7 * number),
            pack=pdf(f"An old pack, number {number}"),
        )
        for number in range(3)
    ]
    told = clerks.sync()
    assert len(told) == 2
    (backlog,) = [text for text in told if "for the first time" in text]
    assert "3 papers of 3 earlier meetings" in backlog


def test_a_site_that_is_down_is_told_once_and_so_is_its_return(clerks: Clerks, site: Site) -> None:
    clerks.sync()
    site.fault("mgWebService", status=403)
    told = [text for _ in range(8) for text in clerks.sync(hours=7)]
    assert len(told) == 1
    assert "A source cannot be visited" in told[0]
    site.faults.clear()
    (told_back,) = clerks.sync(hours=7)
    assert "can be visited again" in told_back


def test_a_paper_that_cannot_be_read_is_told_once(clerks: Clerks, session: Session) -> None:
    session.pack = b"%PDF-1.4 and then nothing of use"
    (told,) = clerks.sync()
    assert "A paper could not be read" in told
    assert clerks.sync(hours=5) == []


def test_of_a_restricted_committee_no_outline_is_shown(clerks: Clerks) -> None:
    clerks.desk.clock.pass_(hours=1)
    clerks.desk.sync()
    clerks.closed = set(clerks.desk.documents)
    (told,) = clerks.sync()
    assert "the agenda pack came in" in told
    assert "Damp" not in told


def test_what_was_never_told_for_a_week_is_no_news(clerks: Clerks) -> None:
    clerks.desk.clock.pass_(hours=1)
    clerks.desk.sync()
    clerks.desk.clock.pass_(days=8)
    carry_out(clerks.office)
    assert clerks.told() == []


def test_two_processes_that_look_at_once_tell_once(clerks: Clerks) -> None:
    clerks.desk.clock.pass_(hours=1)
    clerks.desk.sync()
    clerks.desk.clock.pass_(hours=1)
    other = Clerks(clerks.desk, clerks.slack)
    for office in (clerks.office, other.office, clerks.office):
        office.tick()
    assert len([post for post in clerks.book.posts() if post.kind == "news"]) == 1
    carry_out(other.office)
    carry_out(clerks.office)
    assert len(clerks.told()) == 1
