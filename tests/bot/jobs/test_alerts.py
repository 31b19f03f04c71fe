"""Members are told of their words, with the pages, once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.digests.library import IndexLibrary
from bot.digests.publisher import DigestPublisher
from bot.digests.schedule_store import open_schedules
from bot.jobs.alerts import WordAlerts, find_mentions
from bot.people.privacy import forget
from bot.slack.digest_poster import SlackPoster
from indexer.index import Index
from tests.bot.posting import carry_out, said
from tests.pdfs import plain_pdf
from tests.slack_server.server import BOT_TOKEN, SlackServer

URL = "https://council.example/papers/pack.pdf"


class Members:
    """What members look out for, and the bot that tells them."""

    def __init__(self, index: Index, slack: SlackServer, folder: Path) -> None:
        self.index = index
        self.slack = slack
        self.folder = folder
        self.words: list[tuple[str, str]] = [("UADA", "Claremont")]
        self.muted: set[tuple[str, str]] = set()
        self.barred: set[str] = set()
        self.ahead = dt.timedelta()
        self.book = open_schedules(f"sqlite:///{folder / 'book.db'}")
        self.restart()

    def restart(self) -> None:
        alerts = WordAlerts(
            self.book,
            self.index,
            words=lambda: tuple(self.words),
            may_read=self.may_read,
            muted=lambda member, committee: (member, committee) in self.muted,
        )
        self.office = DigestPublisher(
            book=self.book,
            library=IndexLibrary(self.index),
            poster=SlackPoster(token=BOT_TOKEN, api_url=self.slack.api_url),
            tellers=(alerts,),
            now=self.now,
        )

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC) + self.ahead

    def may_read(self, target: str, _documents: Sequence[str]) -> bool:
        return target not in self.barred

    def publish(self, name: str, *pages: Sequence[str]) -> None:
        path = plain_pdf(self.folder / f"{name}.pdf", pages)
        with self.index.writing():
            self.index.add(path, url=URL)

    def work(self) -> None:
        carry_out(self.office)

    def told(self, member: str = "UADA") -> list[str]:
        return [message["text"] for message in said(self.slack, f"D{member[1:]}")]


@pytest.fixture
def members(words_index: Index, workspace: SlackServer, tmp_path: Path) -> Members:
    return Members(words_index, workspace, tmp_path)


FIRST = ["The lift at Claremont House was mended in May at a cost of £4,000."]
OTHER = ["The bins in Priory Lane are emptied on Mondays, and on Fridays in summer."]


def test_a_new_paper_that_has_the_word_is_told_once_with_page_and_link(
    members: Members,
) -> None:
    members.publish("pack", OTHER, FIRST)
    members.work()
    members.work()
    members.restart()
    members.work()
    (message,) = said(members.slack, "DADA")
    assert "“Claremont” is mentioned in a new paper" in message["text"]
    assert "The lift at Claremont House was mended in May" in message["text"]
    assert f"{URL}#page=2" in str(message["blocks"])
    assert "Priory" not in message["text"]


def test_a_paper_without_the_word_is_not_told(members: Members) -> None:
    members.publish("pack", OTHER)
    members.work()
    assert members.told() == []


def test_nobody_is_told_of_papers_that_were_there_before_they_asked(members: Members) -> None:
    members.words = []
    members.publish("pack", FIRST)
    members.work()
    members.words = [("UADA", "Claremont")]
    members.work()
    assert members.told() == []


def test_a_replaced_paper_tells_what_is_new_in_it(members: Members) -> None:
    members.publish("pack", FIRST)
    members.work()
    members.publish("pack", OTHER, FIRST)
    members.work()
    assert len(members.told()) == 1
    members.publish("pack", FIRST, ["The roof of Claremont House is to be mended next."])
    members.work()
    assert len(members.told()) == 2
    assert "roof" in members.told()[1]
    assert "lift" not in members.told()[1]


def test_two_members_and_two_words(members: Members) -> None:
    members.words += [("UADA", "bins"), ("UBEN", "Priory Lane")]
    members.publish("pack", FIRST, OTHER)
    members.work()
    (ada,) = members.told("UADA")
    assert "“Claremont” and “bins” are mentioned" in ada
    (ben,) = members.told("UBEN")
    assert "Claremont" not in ben


def test_who_may_not_read_it_is_never_told(members: Members) -> None:
    members.barred = {"UADA"}
    members.publish("pack", FIRST)
    members.work()
    assert members.told() == []
    members.ahead = dt.timedelta(hours=2)
    members.work()
    (post,) = members.book.posts()
    assert post.state == "skipped"
    members.barred = set()
    members.work()
    assert members.told() == []


def test_an_outage_while_reading_is_asked_for_is_waited_out(members: Members) -> None:
    members.barred = {"UADA"}
    members.publish("pack", FIRST)
    members.work()
    members.barred = set()
    members.work()
    assert len(members.told()) == 1


def test_what_a_member_looks_out_for_is_kept_by_nobody_else(members: Members) -> None:
    members.publish("pack", FIRST)
    members.work()
    (post,) = members.book.posts()
    assert post.state == "posted"
    assert post.text == ""
    assert "laremont" not in str(post)
    assert forget(members.book.engine, "UADA")["messages sent"] == 1
    assert members.book.posts() == []
    members.words = []
    members.work()
    assert len(members.told()) == 1


def test_a_word_taken_back_in_time_is_not_told(members: Members) -> None:
    members.publish("pack", FIRST)
    (post,) = members.office.tick()
    members.words = []
    assert members.office.prepare(post.key).doing == "stop"
    assert members.book.posts()[0].state == "skipped"


@pytest.mark.parametrize(
    ("word", "there"),
    [
        ("claremont", True),
        ("CLAREMONT", True),
        ("Clare", False),
        ("mont", False),
        ("claremont house", True),
        ("house claremont", False),
        ("mending", True),
        ("£4,000", True),
        ("4000", True),
        ("400", False),
        ("the", False),
        ("", False),
        ("Claremont\u00a0House", True),
    ],
)
def test_words_are_whole_and_folded_as_full_text_search_folds_them(
    members: Members, word: str, there: bool
) -> None:
    members.publish("pack", FIRST)
    (card,) = members.index.documents()
    found = find_mentions(members.index, card, [word])
    assert bool(found) is there
    assert {one.pdf_page for one in found} == ({1} if there else set())
