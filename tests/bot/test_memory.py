"""What the bot remembers, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer, Claim, Question, Timings
from bot.memory import Memory, open_memory
from bot.memory import memory_tables as tables
from bot.memory.clerks import Drop, Reply
from bot.memory.feedback_store import COLUMNS
from bot.memory.memory import VERSION_TABLE
from bot.memory.memory_tables import metadata
from bot.memory.presence import Presence
from bot.memory.questions import AskedQuestion, Full, dump_answer, load_answer, new_request_id
from bot.people.privacy import expire
from indexer.council.packs import PdfPage
from indexer.council.problems import StorageError
from indexer.store.database import open_engine
from tests.bot.slack.town import cite, not_found
from tests.databases import empty_database
from tests.given import present

ASKED = AskedQuestion(
    origin="message", channel="C1", message_ts="1.1", thread_ts="1.1", user="U1", text="How many?"
)


@pytest.fixture(scope="module")
def database(postgres: str) -> Iterator[str]:
    with empty_database(postgres) as address:
        yield address


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/packhorse.db"
        return
    address = request.getfixturevalue("database")
    yield address
    engine = open_engine(address)
    with engine.begin() as connection:
        # A whole new schema for every test would take most of the time.
        for table in reversed(metadata.sorted_tables):
            connection.execute(sa.text(f'DELETE FROM "{table.name}"'))
        versions = Path(tables.__file__).with_name("migrations") / "versions"
        newest = max(path.stem[:4] for path in versions.glob("[0-9]*.py"))
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '{newest}'"))
    engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def memory(url: str, clock: Clock) -> Iterator[Memory]:
    opened = open_memory(url, clock=clock)
    yield opened
    opened.engine.dispose()


def ask(memory: Memory, number: int, **more: Any) -> AskedQuestion:
    asked = memory.questions.admit(
        replace(
            ASKED, message_ts=f"{number}.1", thread_ts=more.pop("thread", f"{number}.1"), **more
        ),
        event_id=f"E{number}",
    )
    assert asked is not None
    return asked


ANSWER = Answer(
    question=Question(
        text="How many?",
        history=("Who?",),
        as_of=dt.date(2026, 3, 1),
        documents=("a",),
        committee="Cabinet",
    ),
    answered=True,
    claims=(
        Claim(
            text="Fifty.",
            citations=(
                cite(
                    "fifty",
                    earlier=True,
                    ocr=True,
                    superseded_by="b",
                    also=(("c", PdfPage(1), None),),
                ),
            ),
        ),
    ),
    pages=not_found(Question(text="?")).pages * 2,
    notices=("A notice.",),
    timings=Timings(find=0.5, write=1.0),
)


def test_opens_again_and_beside_another_part(url: str) -> None:
    for _ in range(2):
        memory = open_memory(url)
        memory.engine.dispose()
    names = sa.inspect(memory.engine).get_table_names()
    memory.engine.dispose()
    assert VERSION_TABLE in names
    assert all(name.startswith("bot_") or name == VERSION_TABLE for name in names)


def test_tables_are_as_the_migrations_make_them(memory: Memory) -> None:
    with memory.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_a_newer_memory_is_not_touched(url: str) -> None:
    memory = open_memory(url)
    with memory.engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    memory.engine.dispose()
    with pytest.raises(StorageError, match="newer Packhorse"):
        open_memory(url)


def test_an_event_is_admitted_once(memory: Memory) -> None:
    first = memory.questions.admit(ASKED, event_id="E1")
    assert first is not None
    assert len(first.request_id) == 8
    assert memory.questions.admit(replace(ASKED, message_ts="2.2"), event_id="E1") is None
    assert memory.questions.admit(ASKED, event_id="E2") is None
    assert present(memory.questions.take()).id == first.id
    assert memory.questions.take() is None


def test_admitted_once_by_many_at_a_time(memory: Memory) -> None:
    got: list[AskedQuestion | None] = []
    start = threading.Barrier(8)

    def admit() -> None:
        start.wait()
        got.append(memory.questions.admit(ASKED, event_id="E1"))

    run(admit, 8)
    assert sum(asked is not None for asked in got) == 1


def test_taken_once_and_in_order(memory: Memory) -> None:
    for number in range(12):
        ask(memory, number)
    got: list[int] = []

    def take() -> None:
        while asked := memory.questions.take():
            got.append(asked.id)

    run(take, 4)
    assert len(got) == len(set(got)) == 12
    assert memory.questions.take() is None


def test_who_waits_for_an_answer(memory: Memory, clock: Clock) -> None:
    first, second = ask(memory, 1), ask(memory, 2)
    ask(memory, 3, origin="command")
    clock.now += 60
    ask(memory, 4)
    assert [a.id for a in memory.questions.unanswered(before=clock.now)] == [first.id, second.id]
    taken = present(memory.questions.take())
    assert taken is not None
    assert len(memory.questions.unanswered(before=clock.now)) == 2, "being worked on is waiting"
    memory.questions.done(first)
    assert [a.id for a in memory.questions.unanswered(before=clock.now)] == [second.id]


def test_one_question_of_a_conversation_at_a_time(memory: Memory) -> None:
    first = ask(memory, 1, thread="1.1")
    second = ask(memory, 2, thread="1.1")
    other = ask(memory, 3)
    assert present(memory.questions.take()).id == first.id
    assert present(memory.questions.take()).id == other.id
    assert memory.questions.take() is None
    memory.questions.posting(first, ANSWER)
    assert memory.questions.take() is None, "the first answer is not there yet"
    memory.questions.done(first)
    assert present(memory.questions.take()).id == second.id


def test_a_question_that_is_tried_again_stays_before_those_that_came_later(
    memory: Memory,
) -> None:
    first = ask(memory, 1, thread="1.1")
    ask(memory, 2, thread="1.1")
    memory.questions.again(present(memory.questions.take()))
    assert present(memory.questions.take()).id == first.id
    assert memory.questions.take() is None


def test_takers_at_the_same_moment_never_share_a_conversation(memory: Memory) -> None:
    asked = [ask(memory, number, thread=f"{number % 3}.0").id for number in range(12)]
    answered: list[int] = []
    with ThreadPoolExecutor(max_workers=4) as workers:
        for _ in range(4):
            together = threading.Barrier(4)

            def take(owner: int, together: threading.Barrier = together) -> AskedQuestion | None:
                together.wait(10)
                return memory.questions.take(owner=owner)

            taken = [one for one in workers.map(take, range(4)) if one is not None]
            assert sorted(one.thread_ts for one in taken) == ["0.0", "1.0", "2.0"]
            answered += sorted(one.id for one in taken)
            for one in taken:
                memory.questions.done(one)
    assert answered == asked


def test_recovery(memory: Memory) -> None:
    for number in range(3):
        ask(memory, number)
    working = present(memory.questions.take())
    posting = present(memory.questions.take())
    memory.questions.posting(posting, ANSWER)
    assert [asked.id for asked in memory.questions.recover()] == [posting.id]
    again = present(memory.questions.take())
    assert (again.id, again.attempts) == (working.id, 2)


def test_what_a_live_process_has_is_left_to_it(memory: Memory) -> None:
    one, other = Presence(memory.engine), Presence(memory.engine)
    one.begin()
    other.begin()
    assert one.lives(one.number)
    for number in range(2):
        ask(memory, number)
    working = present(memory.questions.take(owner=one.number))
    posting = present(memory.questions.take(owner=one.number))
    memory.questions.posting(posting, ANSWER)

    def recover() -> tuple[AskedQuestion, ...]:
        return memory.questions.recover(owner=other.number, lives=other.lives)

    assert recover() == ()
    one.keep()
    assert recover() == ()
    assert memory.questions.take() is None
    one.end()
    assert [asked.id for asked in recover()] == [posting.id]
    assert recover() == (), "now it is ours"
    assert present(memory.questions.take(owner=other.number)).id == working.id
    other.end()


def test_a_sign_of_life_that_the_server_took_is_given_again(empty_postgres: str) -> None:
    engine = open_engine(empty_postgres)
    one, other = Presence(engine), Presence(engine)
    one.begin()
    assert other.lives(one.number)
    with engine.connect() as connection:
        connection.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        )
    one.keep()
    assert other.lives(one.number)
    one.end()
    assert not other.lives(one.number)
    engine.dispose()


def test_history_is_of_the_conversation(memory: Memory) -> None:
    for number, text in enumerate(["one", "two", "three"], start=1):
        last = ask(memory, number, thread="1.1", text=text)
    ask(memory, 4, text="elsewhere")
    assert [text for text, *_ in memory.questions.turns(last)] == ["one", "two"]
    assert [text for text, *_ in memory.questions.turns(last, limit=1)] == ["two"]


def test_what_was_stopped_is_no_turn_and_waits_for_nothing(memory: Memory) -> None:
    ask(memory, 1, thread="1.1", text="one")
    memory.questions.stop("C1", "1.1")
    last = ask(memory, 2, thread="1.1", text="two")
    assert memory.questions.turns(last) == ()
    assert [line.state for line in memory.feedback.lines()] == ["stopped", "waiting"]


def test_threads(memory: Memory) -> None:
    asked = ask(memory, 1, documents=("a",))
    assert memory.questions.thread("C1", "1.1") is None
    memory.questions.posting(asked, ANSWER)
    assert memory.questions.thread("C1", "1.1") == ("a",)
    memory.questions.bind_thread("C2", "5.5")
    assert memory.questions.thread("C2", "5.5") == ()


def test_an_answer_comes_back_as_it_was(memory: Memory) -> None:
    asked = ask(memory, 1)
    memory.questions.posting(asked, ANSWER)
    # What was asked before in the conversation may be somebody else's words.
    alone = replace(ANSWER.question, history=())
    assert memory.questions.answer(asked.request_id) == replace(
        ANSWER, pages=ANSWER.pages[:10], question=alone
    )
    assert memory.questions.answer("unknown") is None


@given(text=st.text(max_size=50).filter(lambda t: "\x00" not in t))
def test_dump_and_load(text: str) -> None:
    answer = replace(
        ANSWER,
        lead=text,
        claims=(Claim(text=text, citations=ANSWER.claims[0].citations),),
        pages=(),
        question=replace(ANSWER.question, history=()),
    )
    assert load_answer(dump_answer(answer)) == answer


def test_lists(memory: Memory) -> None:
    found, lost = ask(memory, 1), ask(memory, 2, text="=cmd()")
    memory.questions.posting(found, ANSWER)
    memory.questions.posting(lost, replace(ANSWER, answered=False))
    memory.feedback.mark(found.request_id, "U2", useful=True)
    memory.feedback.mark(found.request_id, "U2", useful=False, reason="page", comment="no")
    assert [a.id for a in memory.questions.not_found()] == [lost.id]
    newest = [a.id for a in memory.questions.latest()]
    assert lost.id in newest
    assert newest == sorted(newest, reverse=True)
    assert [a.id for a in memory.questions.recent("U1")] == [lost.id, found.id]
    assert [line.reason for line in memory.feedback.wrong()] == ["page"]
    lines = list(memory.feedback.lines())
    assert [line.useful for line in lines] == [False, None]
    assert all(len(line.cells) == len(COLUMNS) for line in lines)
    assert lines[1].cells[COLUMNS.index("question")] == "'=cmd()"


def test_retention(memory: Memory, clock: Clock) -> None:
    old = ask(memory, 1)
    memory.questions.posting(old, ANSWER)
    memory.feedback.mark(old.request_id, "U1", useful=True)
    memory.relays.begin(old.request_id)
    memory.places.follow("U1", "Cabinet")
    drop = present(
        memory.drops.admit(
            Drop(file_id="F1", name="a.pdf", url="u", channel="C", thread_ts="1", user="U9")
        )
    )
    clock.now += 91 * 86_400
    new = ask(memory, 2)
    assert expire(memory.engine, days=90, now=memory.clock()) == 1
    assert memory.questions.find(old.request_id) is None
    assert memory.questions.find(new.request_id) is not None
    assert next(iter(memory.feedback.lines())).request == new.request_id
    assert memory.questions.thread("C1", "1.1") is None
    assert memory.places.followed("U1") == ("Cabinet",)
    assert memory.drops.find(drop.id) is not None, "it still waits to be indexed"
    assert not memory.questions.handled("E1")
    assert memory.questions.handled("E2")


def test_event_ids_are_kept_longer_than_slack_repeats_them(memory: Memory, clock: Clock) -> None:
    ask(memory, 1)
    clock.now += 3_600
    expire(memory.engine, days=0, now=memory.clock())
    assert memory.questions.admit(ASKED, event_id="E1") is None


def test_places(memory: Memory) -> None:
    memory.places.set_committee("C1", "Cabinet", by="U9")
    memory.places.set_committee("C1", "Planning", by="U9")
    memory.places.set_committee("C2", "Planning", by="U9")
    assert memory.places.committee("C1") == "Planning"
    assert memory.places.channels("Planning") == (("C1", "Planning"), ("C2", "Planning"))
    memory.places.set_committee("C1", None, by="U9")
    assert memory.places.committee("C1") is None
    for _ in range(2):
        memory.places.restrict("Standards", by="U9")
        memory.places.follow("U1", "Planning")
    assert memory.places.restricted() == {"Standards"}
    memory.places.unrestrict("Standards")
    assert memory.places.restricted() == frozenset()
    assert memory.places.followed("U1") == ("Planning",)
    memory.places.unfollow("U1", "Planning")
    assert memory.places.followed("U1") == ()


def test_followers(memory: Memory) -> None:
    memory.places.follow("U1", "Homes & Streets Scrutiny Committee")
    memory.places.follow("U2", "The Homes and Streets Scrutiny  committee")
    memory.places.follow("U3", "Homes and Streets Task Group")
    memory.places.follow("U4", "Homes and Streets Scrutiny Committee")
    name = "Homes and Streets Scrutiny Committee"
    assert set(memory.places.followers(name)) == {"U1", "U2", "U4"}
    memory.places.mute("U1", name)
    assert memory.places.has_muted("U1", "Homes & Streets Scrutiny")
    assert not memory.places.has_muted("U2", name)
    assert set(memory.places.followers(name)) == {"U2", "U4"}
    assert memory.places.followed("U1") == ("Homes & Streets Scrutiny Committee",)
    memory.places.follow("U1", "Homes & Streets Scrutiny Committee")
    assert set(memory.places.followers(name)) == {"U1", "U2", "U4"}, "followed anew: heard again"
    memory.places.mute("U2", name)
    assert memory.places.muted("U2") == memory.places.followed("U1")
    memory.places.unmute("U2", "homes and streets scrutiny")
    assert memory.places.muted("U2") == ()
    memory.places.unfollow("U4", "Homes and Streets Scrutiny Committee")
    assert set(memory.places.followers(name)) == {"U1", "U2"}
    assert memory.places.followers("Nobody's Committee") == ()


def test_words(memory: Memory, clock: Clock) -> None:
    assert memory.words.add("U1", "  Claremont   Road ")
    assert not memory.words.add("U1", "claremont road")
    assert not memory.words.add("U1", "   ")
    assert memory.words.add("U1", "SEND")
    assert memory.words.add("U2", "claremont road")
    assert memory.words.of("U1") == ("Claremont Road", "SEND")
    assert memory.words.all() == (
        ("U1", "Claremont Road"),
        ("U1", "SEND"),
        ("U2", "claremont road"),
    )
    clock.now += 400 * 86_400
    expire(memory.engine, days=90, now=memory.clock())
    assert memory.words.of("U2") == ("claremont road",), "a wish, no trace of a question"
    assert memory.words.remove("U1", "CLAREMONT road")
    assert not memory.words.remove("U1", "claremont road")
    assert memory.words.of("U1") == ("SEND",)


@given(st.text(max_size=300))
def test_any_word_can_be_kept_and_removed(word: str) -> None:
    memory = open_memory("sqlite://")
    kept = memory.words.add("U1", word)
    assert kept == bool(memory.words.of("U1")) == bool(word.split())
    assert memory.words.remove("U1", word) == kept
    assert memory.words.of("U1") == ()
    memory.engine.dispose()


def test_relays(memory: Memory) -> None:
    assert memory.relays.begin("r1")
    assert not memory.relays.begin("r1")
    memory.relays.placed("r1", channel="CC", ts="7.7")
    assert memory.relays.question("CC", "7.7") == "r1"
    assert memory.relays.question("CC", "7.8") is None
    memory.relays.withdraw("r1")
    assert memory.relays.begin("r1")


def test_a_clerks_reply_is_kept_until_it_is_brought(memory: Memory) -> None:
    reply = Reply(
        request_id="r1",
        channel="CC",
        message_ts="8.1",
        thread_ts="7.7",
        user="U9",
        text="By 3 March.",
    )
    kept = present(memory.relays.keep(reply))
    assert memory.relays.keep(reply) is None, "told twice"
    assert memory.relays.replies() == (kept,)
    memory.relays.settled(kept)
    assert memory.relays.replies() == ()
    assert memory.relays.keep(reply) is None, "told again afterwards"
    with memory.engine.connect() as connection:
        assert connection.execute(sa.select(tables.replies.c.text)).scalars().all() == [""]


def test_a_form_is_a_question_once_it_is_said(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = AskedQuestion(
        origin="message",
        channel="U1",
        message_ts="form:V1",
        thread_ts="",
        user="U1",
        text="what does it cost?",
        state="form",
    )
    kept = present(memory.questions.admit(form, event_id="form:V1"))
    assert memory.questions.admit(form, event_id="form:V1") is None
    monkeypatch.setattr("bot.memory.questions.MAX_WAITING", 1)
    with pytest.raises(Full):
        memory.questions.admit(ASKED, event_id="E1")
    assert memory.questions.take() is None, "its thread is not begun"
    assert memory.questions.forms() == (kept,)
    memory.questions.said(kept, channel="D1", message_ts="9.1", thread_ts="9.1")
    assert memory.questions.forms() == ()
    taken = present(memory.questions.take())
    assert (taken.channel, taken.thread_ts, taken.direct) == ("D1", "9.1", True)


def test_a_file_that_a_live_process_reads_is_left_to_it(memory: Memory) -> None:
    one, other = Presence(memory.engine), Presence(memory.engine)
    one.begin()
    other.begin()
    kept = present(
        memory.drops.admit(
            Drop(file_id="F1", name="a.pdf", url="u", channel="C", thread_ts="1", user="U9")
        )
    )
    assert present(memory.drops.take(owner=one.number)).id == kept.id
    memory.drops.recover(lives=other.lives)
    assert memory.drops.take(owner=other.number) is None
    one.end()
    memory.drops.recover(lives=other.lives)
    assert present(memory.drops.take(owner=other.number)).id == kept.id
    memory.drops.recover(lives=other.lives)
    assert memory.drops.take() is None, "now it is ours"
    other.end()


def test_drops(memory: Memory) -> None:
    drop = Drop(file_id="F1", name="a.pdf", url="u", channel="C", thread_ts="1", user="U9")
    kept = present(memory.drops.admit(drop))
    assert memory.drops.admit(drop) is None
    assert present(memory.drops.take()).id == kept.id
    assert memory.drops.take() is None
    memory.drops.recover()
    assert present(memory.drops.take()).state == "indexing"
    memory.drops.note(kept, document="a")
    assert memory.drops.move(kept.id, before="indexing", after="ready")
    assert not memory.drops.move(kept.id, before="indexing", after="ready")
    assert [d.document for d in memory.drops.ready()] == ["a"]


def test_ready(memory: Memory) -> None:
    assert memory.ready()
    with memory.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE bot_restricted RENAME TO away"))
    assert not memory.ready()
    with memory.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE away RENAME TO bot_restricted"))
    assert memory.ready()


def test_request_ids() -> None:
    ids = {new_request_id() for _ in range(500)}
    assert len(ids) == 500
    assert all(len(name) == 8 and not set(name) & set("il1o0") for name in ids)


def run(target: Callable[[], None], count: int) -> None:
    threads = [threading.Thread(target=target) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
