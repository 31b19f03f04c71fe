"""The command line: what each command prints, where, and with what exit status."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import app
from bot.cli.terminal import Terminal
from bot.memory import open_memory
from bot.memory.questions import AskedQuestion
from indexer.index import Added
from tests.conftest import ROOT, SAMPLES, sample_index_in
from tests.embedding import Remembering, WordCounts
from tests.pdfs import (
    HOSTILE,
    HOSTILE_BUT_READABLE,
    encrypted,
    paragraphs,
    plain_pdf,
    scan_of_nothing,
)

APRIL = "saltmere-homes-scrutiny-2025-04-10"
AS_OF = "2025-04-09"
TOWERS = "which of the towers has the worst fire doors?"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, with its output caught."""

    def run_it(*words: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["packhorse", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capfd.readouterr()
        try:
            app.main()
            status = 0
        except SystemExit as exc:
            status = exc.code if isinstance(exc.code, int) else 0
        caught = capfd.readouterr()
        assert "Traceback" not in caught.err
        return Ran(status, caught.out, caught.err)

    return run_it


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the answers do not matter, embed by counting words."""
    monkeypatch.setattr("bot.composition.open_embeddings", lambda _settings: WordCounts())


QUICKLY = """
import json, sys, bot.composition, app
from tests.embedding import WordCounts
bot.composition.open_embeddings = lambda _settings: WordCounts()
"""
EACH = """
for words in json.loads(sys.argv[1]):
    sys.argv = ["packhorse", *words]
    status = 0
    try:
        app.main()
    except SystemExit as exc:
        status = exc.code
    for stream in (sys.stdout, sys.stderr):
        print(f"\\nSTATUS {status}", file=stream, flush=True)
"""


def run_in_child(
    *commands: Sequence[object],
    become: Sequence[str] = (),
    encoding: str = "utf-8",
    stdin: bytes = b"",
    limit: Callable[[], None] | None = None,
) -> list[Ran]:
    """Run commands one after the other in one process of their own."""
    typed = json.dumps([[str(word) for word in words] for words in commands])
    made = subprocess.run(
        [*become, sys.executable, "-W", "ignore", "-c", QUICKLY + EACH, typed],
        cwd=ROOT,
        capture_output=True,
        input=stdin,
        check=False,
        preexec_fn=limit,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    out, err = (said.decode(encoding.partition(":")[0]) for said in (made.stdout, made.stderr))
    assert "Traceback" not in err
    parts = zip(*(re.split(r"\nSTATUS (\d+)\n", said) for said in (out, err)), strict=True)
    said = list(parts)[:-1]
    assert len(said) == 2 * len(commands), err
    return [
        Ran(int(status), *texts) for texts, (status, _) in zip(said[::2], said[1::2], strict=True)
    ]


@pytest.fixture
def plainly() -> Callable[..., list[Ran]]:
    """Run commands in a process of their own that may do no more than its user: root
    without what makes it root."""
    if os.geteuid() != 0:
        return run_in_child
    if shutil.which("setpriv") is None:
        pytest.skip("root may read every file")
    return partial(run_in_child, become=("setpriv", "--bounding-set=-all", "--inh-caps=-all"))


@pytest.fixture
def samples(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run in the home of the sample packs."""
    monkeypatch.setenv("PACKHORSE_HOME", str(sample_home))


def sentences_of(err: str) -> list[str]:
    """What was said on standard error, progress left out."""
    return [line for line in err.splitlines() if line and not line.startswith("[")]


# --- index -----------------------------------------------------------------------------


def bad_files(folder: Path) -> dict[Path, str]:
    """Every way that a file can be bad, and a word of the sentence about it."""
    good = plain_pdf(folder.parent / "whole.pdf", [paragraphs("ferry", 8)] * 3)
    made = {
        "letter.pdf": (b"Dear clerk, this is a letter.", "not a PDF"),
        "empty.pdf": (b"", "empty"),
        "cut.pdf": (good.read_bytes()[: good.stat().st_size // 2], "damaged or cut off"),
        "head-only.pdf": (b"%PDF-1.7\n", "damaged"),
        "hostile.pdf": (HOSTILE["deep-tree"](), "no page that can be read"),
    }
    found = {}
    for name, (data, word) in made.items():
        (folder / name).write_bytes(data)
        found[folder / name] = word
    found[encrypted(folder / "locked.pdf")] = "password"
    found[plain_pdf(folder / "wordless.pdf", [[], []])] = "no words"
    found[scan_of_nothing(folder / "grey.pdf")] = "no words"
    return found


@pytest.mark.usefixtures("quick")
def test_bad_files_get_a_sentence_each_and_the_others_are_indexed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    bad = bad_files(folder)
    plain_pdf(folder / "good.pdf", [paragraphs("harbour", 8)])
    plain_pdf(folder / "zebra.pdf", [paragraphs("zebra", 8)])
    empty, missing = tmp_path / "nothing-in-it", tmp_path / "no-such-file.pdf"
    empty.mkdir()
    ran = run("index", folder, empty, missing)
    assert ran.status == 1
    said = sentences_of(ran.err)
    assert len(said) == len(bad) + 2
    for path, word in {**bad, empty: "holds no PDF", missing: "does not exist"}.items():
        mine = [line for line in said if path.name in line]
        assert len(mine) == 1, (path.name, said)
        assert word in mine[0]
        assert mine[0].endswith(".")
    listed = json.loads(run("packs", "--json").out)
    assert [one["document"] for one in listed] == ["good", "zebra"]


@pytest.mark.usefixtures("quick")
def test_scripts_in_a_file_are_not_run(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "script.pdf"
    path.write_bytes(HOSTILE_BUT_READABLE["with-script"]())
    assert run("index", path).status == 0
    assert "script" in run("packs").out


@pytest.mark.usefixtures("quick")
def test_two_files_of_one_name_do_not_replace_each_other(run: Run, tmp_path: Path) -> None:
    for folder in ("2024", "2025"):
        (tmp_path / folder).mkdir()
        plain_pdf(tmp_path / folder / "agenda.pdf", [paragraphs(f"year{folder}", 8)])
    ran = run("index", tmp_path)
    assert ran.status == 1
    assert "same name" in ran.err
    assert len(json.loads(run("packs", "--json").out)) == 1


@pytest.mark.usefixtures("quick")
def test_index_twice_tells_that_nothing_was_done(run: Run, tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)])
    first = json.loads(run("index", path, "--json").out)
    assert first["indexed"][0] | {"seconds": 0} == {
        "document": "a",
        "status": "new",
        "pages": 1,
        "passages": first["indexed"][0]["passages"],
        "seconds": 0,
        "warnings": first["indexed"][0]["warnings"],
        "exempt": [],
        "published": True,
    }
    again = json.loads(run("index", path, path, "--json").out)
    assert [one["status"] for one in again["indexed"]] == ["unchanged"]
    assert again["problems"] == []
    assert "unchanged" in run("index", path).out


@pytest.mark.usefixtures("quick")
def test_links_to_the_published_file_bear_the_page(run: Run, tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8), paragraphs("harbour", 8)])
    assert run("index", path, path.with_name("b.pdf"), "--url", "https://c.example/a.pdf").status
    assert run("index", path, "--url", "https://c.example/a.pdf").status == 0
    card = json.loads(run("packs", "--json").out)[0]
    assert card["url"] == "https://c.example/a.pdf"
    missing = run("index", path.with_name("b.pdf"), "--url", "https://c.example/b.pdf")
    assert missing.status == 1
    assert "b.pdf does not exist" in missing.err
    for odd in ("javascript:alert(1)", "https://", "c.example/a.pdf"):
        assert run("index", path, "--url", odd).status == 2


@pytest.mark.usefixtures("quick")
def test_a_line_end_in_a_name_does_not_split_its_sentence(run: Run, tmp_path: Path) -> None:
    plain_pdf(tmp_path / "good\none.pdf", [paragraphs("ferry", 8)])
    (tmp_path / "bad\none.pdf").write_bytes(b"")
    ran = run("index", tmp_path)
    assert len(sentences_of(ran.err)) == 1
    assert "bad one" in ran.err
    assert "good one" in ran.out
    assert "good one" in run("packs").out


def test_what_may_not_be_read_is_named_and_the_rest_indexed(
    plainly: Callable[..., list[Ran]], tmp_path: Path
) -> None:
    def pdf(name: str, word: str) -> Path:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        return plain_pdf(tmp_path / name, [paragraphs(word, 8)])

    good, closed = pdf("in/good.pdf", "ferry"), pdf("in/closed.pdf", "harbour")
    for name in ("shut", "in/below", "in/named-only"):
        pdf(f"{name}/{Path(name).name}.pdf", "zebra")
    paths = [good, closed, tmp_path / "shut", tmp_path / "shut" / "shut.pdf", tmp_path / "in"]
    shut = {
        closed: 0,
        tmp_path / "shut": 0,
        tmp_path / "in" / "below": 0,
        tmp_path / "in" / "named-only": 0o444,
    }
    for path, mode in shut.items():
        path.chmod(mode)
    try:
        ran, packs = plainly(["index", *paths], ["packs", "--json"])
    finally:
        for path in shut:
            path.chmod(0o755)
    assert ran.status == 1
    said = sentences_of(ran.err)
    assert len(said) == 5, said
    for place in ("closed.pdf ", "shut ", "shut.pdf ", "below ", "named-only "):
        mine = [line for line in said if f"{place}cannot be read (Permission denied)" in line]
        assert len(mine) == 1, (place, said)
    assert [one["document"] for one in json.loads(packs.out)] == ["good"]


def test_questions_and_a_home_that_may_not_be_read(
    plainly: Callable[..., list[Ran]], tmp_path: Path
) -> None:
    questions, shut = tmp_path / "q.jsonl", tmp_path / "shut"
    questions.write_text('{"id": 1, "question": "a lift?"}')
    shut.mkdir()
    for path in (questions, shut):
        path.chmod(0)
    try:
        asked, packs, watched = plainly(
            ["ask", "--batch", questions, "--out", tmp_path / "a.jsonl"],
            ["packs", "--home", shut],
            ["source", "add", "folder", shut],
        )
        assert (asked.status, packs.status) == (1, 2)
        for ran in (asked, packs):
            assert "cannot be read (Permission denied)" in ran.err.splitlines()[-1]
        assert "cannot be read (Permission denied)" in watched.err
    finally:
        for path in (questions, shut):
            path.chmod(0o755)


def test_a_home_that_may_not_be_written_while_the_catalogue_is_elsewhere(
    plainly: Callable[..., list[Ran]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKHORSE_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    path = plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)])
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    asked, indexed, doctor = plainly(["ask", "a lift?"], ["index", path], ["doctor"])
    assert "No papers are indexed yet" in asked.out
    assert (indexed.status, doctor.status) == (1, 1)
    for said in (indexed.err, doctor.err + doctor.out):
        assert "cannot be used (Permission denied): check who may write" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_home_and_a_file_that_somebody_else_owns(tmp_path: Path) -> None:
    """As nobody, in a process of its own: root itself is refused nothing."""
    path = plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)])
    path.chmod(0o600)
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from indexer.store.catalogue import Catalogue\n"
        "from indexer.pdf import file_sha256\n"
        "from indexer.council.problems import PackhorseError\n"
        "from indexer.store.vectors import Vectors\n"
        "home, path = map(Path, sys.argv[1:])\n"
        "import alembic.command, chromadb.api.client, sqlalchemy.dialects.sqlite.pysqlite\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "for one in (lambda: file_sha256(path), lambda: Catalogue(f'sqlite:///{home}/c.db'),\n"
        "            lambda: Vectors(home / 'chroma', catalogue='c', model='m').count()):\n"
        "    try:\n"
        "        one()\n"
        "    except PackhorseError as exc:\n"
        "        print(exc)\n"
    )
    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, home, path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if "Permission denied" in made.stderr and "import" in made.stderr:
        pytest.skip("nobody may not read the code itself here")
    assert made.returncode == 0, made.stderr
    said = made.stdout.splitlines()
    assert len(said) == 3
    assert all("check who may" in line for line in said)


@pytest.mark.usefixtures("quick")
def test_a_full_disk_loses_nothing(run: Run, tmp_path: Path) -> None:
    """The process may write no file beyond a bound, which is how a full disk looks."""
    small = plain_pdf(tmp_path / "small.pdf", [paragraphs("ferry", 8)])
    large = plain_pdf(
        tmp_path / "large.pdf", [paragraphs(f"harbour{page}", 30) for page in range(15)]
    )
    home = tmp_path / "home"

    def indexed() -> list[str]:
        return [one["document"] for one in json.loads(run("packs", "--json").out)]

    assert run("index", small).status == 0
    written = max(file.stat().st_size for file in home.rglob("*") if file.is_file())

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (written + 40_000, written + 40_000))

    (full,) = run_in_child(["index", large], limit=limit)
    assert full.status == 1
    assert len(sentences_of(full.err)) == 1, full.err
    assert indexed() == ["small"]
    assert run("index", large).status == 0
    assert sorted(indexed()) == ["large", "small"]


@pytest.mark.parametrize("words", [["packs"], ["manifest"], ["--help"]])
def test_an_output_that_takes_nothing(words: list[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("a disk that is always full is Linux's")
    with full.open("w") as out:
        made = subprocess.run(
            [sys.executable, ROOT / "app.py", *words],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert made.returncode == 1
    assert made.stderr.startswith("Standard output cannot be used (No space left on device)")
    assert made.stderr.count("\n") == 1


@pytest.mark.usefixtures("quick")
def test_a_locked_catalogue(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.store.database.BUSY_SECONDS", 0.2)
    path = plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)])
    home = tmp_path / "home"
    assert run("packs").status == 0
    with sqlite3.connect(home / "catalogue.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = run("index", path)
        other.execute("ROLLBACK")
    other.close()
    assert ran.status == 1
    assert "in use by another Packhorse" in ran.err
    assert run("index", path).status == 0


# A process that a shell has begun in the background ignores SIGINT, and so would ours.
STOPPABLE = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"


def stopped(begun: subprocess.Popen[str], at: str) -> tuple[str, str]:
    """What a process says when it is interrupted at a line on its standard error."""
    assert begun.stderr is not None
    before = ""
    while at not in before:
        line = begun.stderr.readline()
        assert line, before
        before += line
    begun.send_signal(signal.SIGINT)
    out, err = begun.communicate(timeout=60)
    assert begun.returncode == 130
    return out, err


def test_indexing_that_is_stopped_tells_what_is_finished(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        plain_pdf(tmp_path / f"{name}.pdf", [paragraphs(name * 5, 8)])
    code = (
        f"{STOPPABLE}{QUICKLY}"
        "import time\n"
        "quick = WordCounts.embed_documents\n"
        "def slow(self, texts):\n"
        "    if 'bbbbb' in texts[0]:\n"
        "        print('at work', file=sys.stderr, flush=True)\n"
        "        time.sleep(2)\n"
        "    return quick(self, texts)\n"
        "WordCounts.embed_documents = slow\n"
        "sys.argv[0] = 'packhorse'\n"
        "app.main()\n"
    )
    out, err = stopped(
        subprocess.Popen(
            [
                sys.executable,
                "-W",
                "ignore",
                "-c",
                code,
                "index",
                tmp_path / "a.pdf",
                tmp_path / "b.pdf",
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ),
        at="at work",
    )
    assert err.splitlines() == ["Stopped. What was finished is kept."]
    assert [line.split()[0] for line in out.splitlines()] == ["pack", "a"]
    assert [one["document"] for one in json.loads(run("packs", "--json").out)] == ["a"]


def test_chat_that_is_stopped_says_so() -> None:
    code = STOPPABLE + (
        "import sys, time, app, bot.composition\n"
        "class Index:\n"
        "    def when_filling(self, _progress): pass\n"
        "class Desk:\n"
        "    index = Index()\n"
        "    def warm_up(self):\n"
        "        print('ready', file=sys.stderr, flush=True)\n"
        "        time.sleep(60)\n"
        "bot.composition.open_desk = lambda settings: Desk()\n"
        "sys.argv = ['packhorse', 'chat']\n"
        "app.main()\n"
    )
    _, err = stopped(
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ),
        at="ready",
    )
    assert err.splitlines() == ["Stopped. What was finished is kept."]


def test_arrows_bring_back_what_was_asked_in_chat() -> None:
    code = (
        "import app, bot.composition\n"
        "from bot.answers.answer import Answer\n"
        "from bot.answers.question_kinds import MessageKind\n"
        "class Index:\n"
        "    def when_filling(self, _progress): pass\n"
        "    def documents(self, **_): return []\n"
        "    def wait_until_filled(self): pass\n"
        "class Desk:\n"
        "    index = Index()\n"
        "    def warm_up(self): pass\n"
        "    def heard(self, text): return MessageKind(talk='', aside=0.0)\n"
        "    def answer(self, question):\n"
        "        lead = f'{question.text} was asked.'\n"
        "        return Answer(question=question, answered=False, lead=lead)\n"
        "bot.composition.open_desk = lambda settings: Desk()\n"
        "import sys; sys.argv = ['packhorse', 'chat']\n"
        "app.main()\n"
    )
    ours, its = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=its, stdout=its):
        os.close(its)
        shown = b""
        for number, typed in enumerate((b"Who chairs?\n", b"\x1b[A\n", b"\n"), start=1):
            while shown.count(b"> ") < number:
                shown += os.read(ours, 4096)
            os.write(ours, typed)
        with contextlib.suppress(OSError):  # as Linux tells that nobody writes any more
            while piece := os.read(ours, 4096):
                shown += piece
    os.close(ours)
    assert shown.count(b"Who chairs? was asked.") == 2, shown


# --- ask, chat, packs, show, remove ----------------------------------------------------


@pytest.mark.usefixtures("samples")
def test_ask_prints_an_answer_with_its_places(run: Run) -> None:
    ran = run("ask", TOWERS, "--as-of", AS_OF)
    assert ran.status == 0
    assert "Tern House" in ran.out
    assert "(p. 35, item 8)" in ran.out
    assert "#page=" in ran.out
    assert ran.err == ""


QUESTIONS: list[dict[str, Any]] = [
    {"id": "lift", "question": "is there a lift and where do you get in?", "as_of": "2025-01-13"},
    {"id": "doors", "question": TOWERS, "as_of": AS_OF},
    {
        "id": "heating",
        "question": "who do i chase about sheltered heating charges?",
        "as_of": AS_OF,
        "documents": [f"{APRIL}.pdf"],
    },
    {
        "id": "follow",
        "question": "and quaybridge?",
        "as_of": AS_OF,
        "history": ["when do the food caddies start in Thornhythe?"],
    },
]


def batch(
    run: Run, folder: Path, *words: object, questions: list[dict[str, Any]] = QUESTIONS
) -> list[dict[str, Any]]:
    (folder / "q.jsonl").write_text("\n".join(map(json.dumps, questions)), "utf-8")
    ran = run("ask", "--batch", folder / "q.jsonl", "--out", folder / "a.jsonl", *words)
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in (folder / "a.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.usefixtures("samples")
def test_batch_keeps_its_contract(run: Run, tmp_path: Path) -> None:
    answers = batch(run, tmp_path)
    assert [one["id"] for one in answers] == [one["id"] for one in QUESTIONS]
    documents = {path.stem for path in SAMPLES.glob("*.pdf")}
    for answer in answers:
        assert isinstance(answer["answered"], bool)
        assert isinstance(answer["answer"], str)
        assert answer["answer"]
        assert isinstance(answer["seconds"], float)
        assert isinstance(answer["citations"], list)
        for citation in answer["citations"]:
            assert set(citation) >= {"document", "page", "pdf_page", "quote", "item", "url"}
            assert citation["document"] in documents
            assert citation["page"] is None or isinstance(citation["page"], int)
            assert isinstance(citation["pdf_page"], int)
            assert isinstance(citation["quote"], str)
            assert citation["item"] is None or isinstance(citation["item"], str)
            assert citation["url"].endswith(
                f"{citation['document']}.pdf#page={citation['pdf_page']}"
            )
        passages = answer["passages"]
        assert isinstance(passages, list)
        places = [(one["document"], one["pdf_page"]) for one in passages]
        assert len(places) >= 10
        assert len(places) == len(set(places))
        scores = [one["score"] for one in passages]
        assert scores == sorted(scores, reverse=True)
    chosen = answers[2]
    assert {one["document"] for one in chosen["passages"]} == {APRIL}


@pytest.mark.usefixtures("samples")
def test_the_answers_are_the_same_on_servers(
    run: Run,
    tmp_path: Path,
    embeddings: Remembering,
    empty_postgres: str,
    chroma_server: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """SQLite and Chroma on disk; PostgreSQL and Chroma's server: one and the same."""
    two = QUESTIONS[1:3]
    here = batch(run, tmp_path, questions=two)
    sample_index_in(
        tmp_path / "servers", embeddings, database=empty_postgres, chroma=chroma_server
    ).close()
    monkeypatch.setenv("PACKHORSE_DATABASE_URL", empty_postgres)
    monkeypatch.setenv("PACKHORSE_CHROMA_URL", chroma_server)
    there = batch(run, tmp_path, "--home", tmp_path / "servers", questions=two)
    for one, other in zip(here, there, strict=True):
        for answer in (one, other):
            answer.pop("seconds")
            for passage in answer["passages"]:
                passage["score"] = round(passage["score"], 2)
        assert one == other


@pytest.mark.usefixtures("samples")
def test_papers_of_later_meetings_do_not_exist_yet(run: Run) -> None:
    ran = run("ask", TOWERS, "--as-of", "2025-01-13", "--json")
    record = json.loads(ran.out)
    assert {one["document"] for one in record["passages"]} == {"saltmere-homes-scrutiny-2025-01-16"}


@pytest.mark.usefixtures("samples")
def test_another_committees_papers_are_not_searched(run: Run) -> None:
    ran = run("ask", TOWERS, "--committee", "Planning", "--as-of", AS_OF, "--json")
    assert ran.status == 0
    record = json.loads(ran.out)
    assert record["answered"] is False
    assert record["passages"] == []
    assert ran.err.count("\n") == 1
    assert "know no committee called “Planning”; I know: Homes and Neigh" in ran.err


@pytest.mark.usefixtures("samples")
def test_where_no_paper_is_published_yet(run: Run) -> None:
    ran = run("ask", "is there a lift?", "--as-of", "2020-02-01")
    assert ran.status == 0
    assert "had been published by 1 February 2020" in ran.out
    assert not ran.err


@pytest.mark.usefixtures("samples")
def test_chat_ends_at_an_empty_line_and_takes_bytes_that_are_no_text(run: Run) -> None:
    ran = run("chat", "--as-of", AS_OF, stdin=f"\udcff {TOWERS}\n\udcff\n\nnever asked\n")
    assert ran.status == 0
    assert "Tern House" in ran.out
    assert "never asked" not in ran.out


@pytest.mark.usefixtures("samples")
def test_chat_ends_where_the_input_ends(run: Run) -> None:
    assert run("chat").status == 0


def test_asking_before_anything_is_indexed(run: Run) -> None:
    ran = run("ask", "is there a lift?", "--json")
    assert ran.status == 0
    record = json.loads(ran.out)
    assert record["answered"] is False
    assert record["citations"] == []
    nothing = "Nothing is indexed yet: packhorse index FILE.pdf\n"
    assert "packhorse index FILE.pdf" in record["answer"]
    assert not ran.err
    assert run("packs").out == nothing


@pytest.mark.usefixtures("samples")
def test_packs_lists_what_is_indexed(run: Run) -> None:
    listed = json.loads(run("packs", "--json").out)
    assert [(one["document"], one["meeting_date"]) for one in listed] == [
        ("saltmere-homes-scrutiny-2025-01-16", "2025-01-16"),
        (APRIL, "2025-04-10"),
        (f"{APRIL}-supplement", "2025-04-10"),
    ]
    plain = run("packs").out
    assert f"{APRIL}-supplement " in plain
    assert "10 Apr 2025" in plain


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 exempt page left out, 1 warning (packhorse show)"),
        (2, "2 exempt pages left out, 2 warnings (packhorse show)"),
    ],
)
def test_one_is_counted_as_one(count: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Terminal().indexed(
        [
            Added(
                document="a",
                status="new",
                pages=3,
                passages=9,
                seconds=1.0,
                warnings=("odd",) * count,
                exempt=("PDF page 3",) * count,
            )
        ],
        [],
    )
    assert said in capsys.readouterr().out


def test_doctor_keeps_its_words_beside_a_key_of_one_letter(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKHORSE_MODEL_KEY", "b")
    assert "catalogue.db" in run("doctor").out
    monkeypatch.setenv("PACKHORSE_MODEL_KEY", "catalogue.db")
    assert "catalogue.db" not in run("doctor").out


@pytest.mark.usefixtures("samples")
def test_packs_on_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("packs").out
    assert f"{APRIL}-supplement" in shown
    lines = re.sub(r"\x1b\[\d*m", "", shown).splitlines()
    assert len(lines) == 9
    assert lines[3] == APRIL
    assert lines[4].endswith(", 10 Apr 2025")
    assert re.fullmatch(r"  \d+ pages, \d+ passages", lines[5])


@pytest.mark.usefixtures("samples")
def test_show_prints_what_was_understood(run: Run) -> None:
    ran = run("show", f"{APRIL}.pdf", "--json")
    assert ran.status == 0
    assert json.loads(ran.out)
    assert "Homes and Neighbourhoods" in run("show", APRIL).out


@pytest.mark.usefixtures("quick")
def test_remove_takes_a_document_out(run: Run, tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "ferry-papers.pdf", [paragraphs("ferry", 8)])
    run("index", path)
    wrong = run("remove", "fery-papers")
    assert wrong.status == 1
    assert "did you mean ferry-papers" in wrong.err
    assert run("remove", "ferry-papers.PDF").status == 0
    assert json.loads(run("packs", "--json").out) == []
    assert path.exists()


# --- Slack: the manifest, feedback, forgetting a member ------------------------------------


def test_the_manifest_is_json_for_socket_mode_and_for_http(run: Run) -> None:
    socket = json.loads(run("manifest").out)
    assert socket["settings"]["socket_mode_enabled"] is True
    http = json.loads(run("manifest", "--url", "https://c.example").out)
    assert http["settings"]["socket_mode_enabled"] is False
    assert "https://c.example" in json.dumps(http)


def test_feedback_lists_what_was_asked_and_forget_deletes_it(run: Run, tmp_path: Path) -> None:
    assert "Nothing has been asked" in run("feedback").out
    [database] = (tmp_path / "home").glob("*.db")
    memory = open_memory(f"sqlite:///{database}")
    asked = AskedQuestion(
        origin="message",
        channel="D1",
        message_ts="1.0",
        thread_ts="1.0",
        user="U012AB3CD",
        direct=True,
        text="is =SUM(1) my ward?",
        committee=None,
        documents=(),
    )
    assert memory.questions.admit(asked, event_id=None)
    told = run("feedback").out
    assert "not answered yet: is =SUM(1) my ward?" in told
    memory.questions.stop("D1", "1.0")
    assert "stopped: is =SUM(1) my ward?" in run("feedback").out
    rows = list(csv.reader(io.StringIO(run("feedback", "--csv").out)))
    assert len(rows) == 2
    assert any("my ward?" in cell for cell in rows[1])
    (held,) = json.loads(run("export", "U012AB3CD").out)["held"]["questions"]
    assert held["text"] == "is =SUM(1) my ward?"
    assert "1 questions" in run("forget", "U012AB3CD").out
    assert "Nothing is kept about U012AB3CD" in run("forget", "U012AB3CD").out
    refused = run("forget", "bob")
    assert refused.status == 2
    assert "Copy member ID" in refused.err
    assert "Nothing has been asked" in run("feedback").out


# --- wrong usage -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["ask"],
        ["ask", "   "],
        ["ask", "a question", "--batch", "q.jsonl"],
        ["ask", "--batch", "q.jsonl"],
        ["ask", "a question", "--out", "a.jsonl"],
        ["ask", "--batch", "q.jsonl", "--out", "./q.jsonl"],
        ["ask", "a question", "--as-of", "someday"],
        ["ask", "a question", "--as-off", "2025-01-01"],
        ["index"],
        ["remove"],
        ["gallop"],
    ],
)
def test_wrong_usage_is_status_2(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert ran.status == 2
    assert ran.err
    assert ran.out == ""


def test_a_wrong_setting_is_status_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_PORT", "many")
    ran = run("packs")
    assert ran.status == 2
    assert "PACKHORSE_PORT" in ran.err


@pytest.mark.parametrize(
    "line",
    [
        'database_url = "nonsense"',
        'chroma_url = "nonsense"',
        'embeddings = "foo:bar"',
        'model = "foo:bar"',
        "retention_day = 30",
    ],
)
def test_a_wrong_line_is_status_2_and_named(run: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "packhorse.toml").write_text(f"port = 80\n{line}\n")
    path = plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)])
    ran = run("ask", "a lift?") if line.startswith("model") else run("index", path)
    assert ran.status == 2
    assert f"packhorse.toml line 2 ({line.split()[0]}" in ran.err
    assert "PACKHORSE_" not in ran.err


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "line 1"),
        ('{"id": 1}', "line 1"),
        ('{"id": 1, "question": "a lift?"}\n\n{"id": 2, "question": null}', "line 3"),
        ('{"id": 1, "question": "a lift?", "as_of": "soon"}', "line 1"),
        ('{"id": 1, "question": "a lift?", "documents": "a-pack"}', "line 1"),
        ("[" * 100_000, "line 1"),
    ],
)
def test_a_line_that_is_no_question_is_named(
    run: Run, tmp_path: Path, text: str, word: str
) -> None:
    (tmp_path / "q.jsonl").write_text(text)
    ran = run("ask", "--batch", tmp_path / "q.jsonl", "--out", tmp_path / "a.jsonl")
    assert ran.status == 1
    assert word in ran.err
    # The rest is answered; where there is none, earlier answers stay.
    assert (tmp_path / "a.jsonl").exists() == ('a lift?"}' in text)


@pytest.mark.parametrize("encoding", ["ascii", "utf-8:strict"])
def test_input_and_output_of_a_narrow_encoding(encoding: str, tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "Königsplatz – 5.pdf", [paragraphs("ferry", 8)])
    words = (["index", path], ["packs"], ["packs", "--json"], ["chat"])
    asked = b"\xff when does the ferry sail?\n"
    ran = run_in_child(*words, encoding=encoding, stdin=asked)
    assert [one.status for one in ran] == [0] * len(ran)
    said = "\n".join(one.out for one in ran)
    (listed,) = (line for line in said.splitlines() if line.startswith("[{"))
    assert [one["document"] for one in json.loads(listed)] == ["Königsplatz – 5"]
    assert "nigsplatz" in said.split("[{")[0]


# --- hostile words -----------------------------------------------------------------------


@pytest.mark.usefixtures("quick")
def test_markup_and_terminal_commands_in_papers_are_printed_not_obeyed(
    run: Run, tmp_path: Path
) -> None:
    odd = "The [red]ferry[/red] fare \x1b[31mrises\x1b]0;owned\x07 to :smile: 3 pounds \x9b2J [/]."
    path = plain_pdf(tmp_path / "evil\x1b[2Jname.pdf", [[odd, "It is due on 3 May."]])
    ran = run("index", path)
    assert ran.status == 0
    both = ran.out + ran.err + run("packs").out
    both += run("ask", "the ferry fare rises", "--json").out
    asked = run("ask", "the ferry fare rises to how many pounds?").out
    assert "[red]ferry[/red]" in asked
    assert "☺" not in asked
    assert "😄" not in asked
    for text in (both, asked):
        assert not set(text) & set("\x1b\x07\x9b")


# --- the whole program ------------------------------------------------------------------


def test_a_cold_question_in_a_process_of_its_own(
    sample_home: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "copy"
    shutil.copytree(sample_home, home)
    started = time.monotonic()
    made = subprocess.run(
        [
            sys.executable,
            ROOT / "app.py",
            "ask",
            "is there a lift?",
            "--as-of",
            "2025-01-13",
            "--home",
            home,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    with capfd.disabled():
        print(f" a cold question took {time.monotonic() - started:.1f} s ", end="")
    assert made.returncode == 0
    assert "lift" in made.stdout
    assert made.stderr == ""


def test_show_names_what_a_later_paper_replaces(run: Run, sample_home: Path) -> None:
    name = "saltmere-homes-scrutiny-2025-04-10"
    shown = run("--home", str(sample_home), "show", name, "--json")
    superseded = json.loads(shown.out)["superseded"]
    assert superseded
    assert {one["by"] for one in superseded} == {f"{name}-supplement"}
    text = run("--home", str(sample_home), "show", name).out
    assert "REPLACED BY A LATER PAPER" in text
    assert f"p. {superseded[0]['page']}: see {name}-supplement" in text
    late = run("--home", str(sample_home), "show", f"{name}-supplement", "--json")
    assert json.loads(late.out)["superseded"] == []
