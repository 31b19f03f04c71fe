"""One archive of a home: made while it is used, put back whole or not at all."""

from __future__ import annotations

import datetime as dt
import io
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bot.backup import make_backup, restore_backup
from bot.composition import open_index
from bot.memory import open_memory
from bot.settings import Settings, open_settings
from indexer.council.problems import NotReadable, PackhorseError, SettingsError, StorageError
from indexer.sources import Store
from tests.embedding import WordCounts
from tests.pdfs import paragraphs, plain_pdf


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.composition.open_embeddings", lambda _settings: WordCounts())


@pytest.fixture
def settings() -> Settings:
    """A home with one paper that a source brought, a question's place and a settings' file."""
    made = open_settings()
    made.home.mkdir()
    (made.home / "packhorse.toml").write_text('committee = "Homes"\n')
    paper = made.home / "papers" / "0f" / "ferry.pdf"
    paper.parent.mkdir(parents=True)
    index_one(made, plain_pdf(paper, [paragraphs("ferry", 8)]))
    store = Store(made.database)
    row = store.add_source(name="example", kind="folder", address="/x", added_at=0.0)
    from indexer.sources.record import SourceRecord
    from indexer.sources.source import ListedPaper, PaperKind

    record = SourceRecord(store=store, source=row, today=dt.date(2025, 1, 6), clock=lambda: 0.0)
    record.keep_files([ListedPaper(key="ferry", kind=PaperKind.FILE, title="Ferry", url="")])
    (kept,) = store.papers()
    store.update_paper(kept.id, file=str(paper), document="ferry")
    store.keep_time(1.0)
    store.close()
    memory = open_memory(made.database)
    memory.places.set_committee("C1", "Homes", by="UCLERK")
    memory.engine.dispose()
    return made


def index_one(settings: Settings, path: Path) -> None:
    index = open_index(settings)
    with index.writing():
        index.add(path)
    index.close()


def documents(settings: Settings) -> list[str]:
    """The indexed documents, each of which is found by its meaning."""
    index = open_index(settings)
    cards = index.documents()
    for card in cards:
        assert len(index.vectors.holdings()[card.generation]) == card.passage_count
    index.close()
    return [card.document for card in cards]


def test_what_one_home_held_is_in_another(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.tar.gz"
    assert make_backup(settings, file) == file.stat().st_size
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("PACKHORSE_HOME", str(tmp_path / "elsewhere"))
    other = open_settings()
    assert restore_backup(other, file) is None
    assert documents(other) == ["ferry"]
    store = Store(other.database)
    (paper,) = store.papers()
    assert paper.file == str(other.home / "papers" / "0f" / "ferry.pdf")
    assert Path(paper.file).read_bytes().startswith(b"%PDF")
    assert store.kept_time() is None
    store.close()
    memory = open_memory(other.database)
    assert memory.places.committee("C1") == "Homes"
    memory.engine.dispose()
    assert open_settings().committee == "Homes"


def test_an_older_state_is_put_back_and_the_newer_one_moved_aside(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar.gz"
    make_backup(settings, file)
    index_one(settings, plain_pdf(tmp_path / "tram.pdf", [paragraphs("tram", 8)]))
    index = open_index(settings)
    last = max(card.generation for card in index.documents())
    index.close()
    aside = restore_backup(settings, file)
    assert aside is not None
    assert (aside / "catalogue.db").exists()
    assert documents(settings) == ["ferry"]
    index_one(settings, plain_pdf(tmp_path / "bus.pdf", [paragraphs("bus", 8)]))
    index = open_index(settings)
    assert max(card.generation for card in index.documents()) > last
    index.close()
    assert documents(settings) == ["bus", "ferry"]


def test_it_is_made_while_papers_are_indexed(settings: Settings, tmp_path: Path) -> None:
    done = threading.Event()

    def work() -> None:
        index = open_index(settings)
        for number in range(200):
            if done.is_set():
                break
            path = plain_pdf(tmp_path / f"n{number}.pdf", [paragraphs(f"word{number}", 8)])
            with index.writing():
                index.add(path)
        index.close()

    worker = threading.Thread(target=work)
    worker.start()
    files = [tmp_path / f"backup{number}.tar.gz" for number in range(4)]
    for file in files:
        make_backup(settings, file)
    done.set()
    worker.join()
    for file in files:
        restore_backup(settings, file)
        assert "ferry" in documents(settings)


@pytest.mark.parametrize("lock", ["digests.lock", "sync.lock", "catalogue.db.lock"])
def test_nothing_is_restored_under_a_running_packhorse(
    settings: Settings, tmp_path: Path, lock: str
) -> None:
    file = tmp_path / "backup.tar.gz"
    make_backup(settings, file)
    with FileLock(settings.home / lock), pytest.raises(StorageError, match="stop it"):
        restore_backup(settings, file)
    reading = Store(settings.database)
    with reading.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM documents").all()
        with pytest.raises(StorageError, match="in use"):
            restore_backup(settings, file)
    reading.close()
    assert documents(settings) == ["ferry"]


def archive(file: Path, *members: tuple[str, bytes | None]) -> Path:
    """An archive of members; None for a link to the home's catalogue."""
    with tarfile.open(file, "w:gz") as made:
        for name, data in members:
            about = tarfile.TarInfo(name)
            if data is None:
                about.type, about.linkname = tarfile.SYMTYPE, "/etc/passwd"
                made.addfile(about)
                continue
            about.size = len(data)
            made.addfile(about, io.BytesIO(data))
    return file


ABOUT = ("backup.json", b'{"format": 1, "home": "/x"}')


@pytest.mark.parametrize(
    "members",
    [
        (),
        (("other", b"x"),),
        (ABOUT,),
        (("backup.json", b"{"),),
        (("backup.json", b'{"format": 99}'),),
        (ABOUT, ("catalogue.db", b"no database" * 1000)),
        (ABOUT, ("../evil", b"x")),
        (ABOUT, ("papers/../../evil", b"x")),
        (ABOUT, ("/evil", b"x")),
        (ABOUT, ("papers/x.pdf", None)),
        (ABOUT, ("evil.py", b"x")),
    ],
)
def test_what_is_no_backup_changes_nothing(
    settings: Settings, tmp_path: Path, members: tuple[tuple[str, bytes | None], ...]
) -> None:
    file = archive(tmp_path / "odd.tar.gz", *members)
    before = sorted(settings.home.rglob("*"))
    with pytest.raises(NotReadable, match=r"odd\.tar\.gz"):
        restore_backup(settings, file)
    assert not list(tmp_path.glob("**/evil*"))
    assert [
        one
        for one in sorted(settings.home.rglob("*"))
        if one not in before and not one.name.endswith((".lock", "-wal", "-shm"))
    ] == []
    assert documents(settings) == ["ferry"]


def test_a_backup_that_is_cut_off_or_damaged_changes_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar.gz"
    size = make_backup(settings, file)
    whole = file.read_bytes()
    harmed = [whole[:part] for part in (0, 1, size // 3, size // 2, size - 20, size - 1)]
    # Some bytes together: one alone may say the same in another way (a copy from elsewhere).
    harmed += [
        whole[:at] + bytes(byte ^ 0x55 for byte in whole[at : at + 16]) + whole[at + 16 :]
        for at in (0, size // 8, size // 4, size // 2, 3 * size // 4, size - 6)
    ]
    cut = tmp_path / "cut.tar.gz"
    for data in harmed:
        cut.write_bytes(data)
        with pytest.raises(NotReadable, match=r"cut\.tar\.gz"):
            restore_backup(settings, cut)
    assert documents(settings) == ["ferry"]


class Killed(BaseException):
    """As far as the files on disk go, the same as SIGKILL."""


def steps(monkeypatch: pytest.MonkeyPatch, last: int) -> None:
    """Let the process die at its `last` step that moves or replaces something."""
    count = iter(range(last))

    def deadly(name: str) -> None:
        real = getattr(Path, name)

        def step(self: Path, *given: Any, **named: Any) -> Any:
            if next(count, None) is None:
                raise Killed
            return real(self, *given, **named)

        monkeypatch.setattr(Path, name, step)

    for name in ("rename", "replace"):
        deadly(name)


def test_killed_at_any_step_it_is_the_old_state_or_the_new(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.tar.gz"
    make_backup(settings, file)
    index_one(settings, plain_pdf(tmp_path / "tram.pdf", [paragraphs("tram", 8)]))
    for last in range(20):
        with monkeypatch.context() as patched:
            steps(patched, last)
            try:
                restore_backup(settings, file)
                break
            except Killed:
                pass
        assert documents(settings) in (["ferry", "tram"], ["ferry"])
    else:
        raise AssertionError("it never came to its end")
    assert last >= 3
    assert documents(settings) == ["ferry"]
    assert (settings.home / "papers" / "0f" / "ferry.pdf").exists()


def test_a_full_disk_leaves_no_half_a_backup(
    settings: Settings, small_disk: Callable[[int], Path]
) -> None:
    disk = small_disk(256)
    with pytest.raises(StorageError, match="room"):
        make_backup(settings, disk / "backup.tar.gz")
    assert list(disk.iterdir()) == []


def test_postgresql_has_its_own_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_DATABASE_URL", "postgresql://somebody@127.0.0.1:9/papers")
    with pytest.raises(SettingsError, match="pg_dump"):
        make_backup(open_settings(), tmp_path / "x")
    with pytest.raises(SettingsError, match="pg_restore"):
        restore_backup(open_settings(), tmp_path / "x")


def test_nothing_is_overwritten(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    with pytest.raises(SettingsError, match="already exists"):
        make_backup(settings, file)
    assert file.read_text() == "mine"
    with pytest.raises(PackhorseError, match="does not exist"):
        restore_backup(settings, tmp_path / "nowhere")
    assert [one.name for one in (tmp_path / "home" / "papers").iterdir()] == ["0f"]
