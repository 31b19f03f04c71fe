"""The index: one step from the old document to the new, whatever happens in between."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.council.problems import DocumentError, NoPdfsInFolder, NoSuchPath, NoText, StorageError
from indexer.index import Added, Hit, Index, find_pdfs
from indexer.prepared import Ahead
from indexer.store.terms import terms
from indexer.store.vectors import Vectors
from tests.conftest import ROOT
from tests.databases import index_in
from tests.embedding import WordCounts
from tests.pdfs import paragraphs, plain_pdf


def add(index: Index, path: Path) -> str:
    with index.writing():
        return index.add(path).status


def pack(path: Path, word: str, pages: int = 3) -> Path:
    return plain_pdf(path, [paragraphs(f"{word}{page}", 12) for page in range(pages)])


def test_no_more_is_embedded_than_can_soon_be_written(
    words_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.index.BATCH", 1)
    begun: list[str] = []
    ahead: list[int] = []

    def embed(batch: list[str]) -> list[list[float]]:
        begun.extend(batch)
        return WordCounts().embed_documents(batch)

    def progress(doing: str, done: int, _total: int) -> None:
        if doing == "embedding":
            time.sleep(0.05 if len(ahead) < 3 else 0)
            ahead.append(len(begun) - done)

    monkeypatch.setattr(words_index.embeddings, "embed_documents", embed)
    with words_index.writing():
        words_index.add(pack(tmp_path / "a.pdf", "tram", 8), progress=progress)
    assert len(ahead) >= 6
    assert max(ahead) <= 2


def texts(index: Index, word: str) -> set[str]:
    """What a search for a word brings up, by meaning and by words."""
    weights = dict.fromkeys(terms(word), 1.0)

    def search() -> set[str]:
        hits = index.search(word, weights=weights, cards=index.documents(), limit=50)
        return {hit.passage.text for hit in hits}

    return index.steady(search)


def whole(index: Index) -> None:
    """Nothing is half there: every passage has its vector, and finds itself by it."""
    held = index.vectors.holdings()
    for card in index.documents(unpublished=True):
        assert len(index.catalogue.all_pages(card.generation)) == card.page_count
        kept = index.catalogue.vectors(card.generation)
        assert len(kept) == card.passage_count
        assert held[card.generation] == {passage for passage, _ in kept}
        for passage, vector in kept[:: max(1, len(kept) // 5)]:
            found = index.vectors.nearest(
                vector.tolist(), in_generations=[card.generation], limit=3
            )
            assert found[0][1] == pytest.approx(1.0, abs=1e-4)
            assert passage in {one for one, score in found if score > 0.999}


# --- the same file, a changed one, a removed one -----------------------------------


def test_the_same_file_again_does_nothing(words_index: Index, tmp_path: Path) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    assert add(words_index, path) == "new"
    before = words_index.documents()[0]
    assert add(words_index, path) == "unchanged"
    assert words_index.documents()[0] == before


def test_the_same_bytes_under_another_name_are_another_document(
    words_index: Index, tmp_path: Path
) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    add(words_index, path)
    shutil.copy(path, tmp_path / "b.pdf")
    assert add(words_index, tmp_path / "b.pdf") == "new"
    assert [card.document for card in words_index.documents()] == ["a", "b"]


def test_a_changed_file_replaces_its_passages(words_index: Index, tmp_path: Path) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    add(words_index, path)
    assert texts(words_index, "ferry1")
    pack(path, "harbour")
    assert add(words_index, path) == "replaced"
    assert not any("ferry" in text for text in texts(words_index, "ferry1 harbour1"))
    assert any("harbour1" in text for text in texts(words_index, "harbour1"))
    card = words_index.documents()[0]
    assert words_index.vectors.count() == card.passage_count
    whole(words_index)


def test_a_moved_file_and_a_new_address_are_noted(words_index: Index, tmp_path: Path) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    add(words_index, path)
    (tmp_path / "moved").mkdir()
    moved = path.rename(tmp_path / "moved" / "a.pdf")
    with words_index.writing():
        words_index.add(moved, url="https://council.example/a.pdf")
    card = words_index.documents()[0]
    assert card.path == str(moved.resolve())
    assert card.url == "https://council.example/a.pdf"
    add(words_index, moved)
    assert words_index.documents()[0].url == "https://council.example/a.pdf"


def test_a_removed_document_is_gone(words_index: Index, tmp_path: Path) -> None:
    add(words_index, pack(tmp_path / "a.pdf", "ferry"))
    add(words_index, pack(tmp_path / "b.pdf", "harbour"))
    with words_index.writing():
        assert words_index.remove("a")
        assert not words_index.remove("a")
    assert [card.document for card in words_index.documents()] == ["b"]
    assert not any("ferry" in text for text in texts(words_index, "ferry1"))
    assert words_index.catalogue.sweepable() == []
    whole(words_index)


def test_unpublished_papers_are_not_seen(words_index: Index, tmp_path: Path) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    with words_index.writing():
        words_index.add(path, published=False)
    assert words_index.documents() == []
    assert texts(words_index, "ferry1") == set()
    assert words_index.publish("a")
    assert texts(words_index, "ferry1")


def test_a_file_that_cannot_be_used_leaves_the_old_reading(
    words_index: Index, tmp_path: Path
) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    add(words_index, path)
    before = words_index.documents()
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(DocumentError):
        add(words_index, path)
    assert words_index.documents() == before
    assert texts(words_index, "ferry1")


def test_a_file_without_words_is_refused(words_index: Index, tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "blank.pdf", [[], []])
    with pytest.raises(NoText, match=r"blank\.pdf"):
        add(words_index, path)
    assert words_index.documents() == []


def test_a_file_name_that_is_no_utf8_can_be_indexed(words_index: Index, tmp_path: Path) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    odd = tmp_path / "caf\udce9.pdf"
    path.rename(odd)
    add(words_index, odd)
    assert words_index.documents()[0].document == "caf?"


# --- many files -----------------------------------------------------------------------


def test_many_files_come_in_turn_and_a_bad_one_stops_only_itself(
    words_index: Index, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    files = [
        pack(tmp_path / "a.pdf", "ferry"),
        tmp_path / "bad.pdf",
        pack(tmp_path / "c.pdf", "harbour"),
        plain_pdf(tmp_path / "blank.pdf", [[]]),
        tmp_path / "gone.pdf",
        pack(tmp_path / "more/a.pdf", "tram"),
        pack(tmp_path / "f.pdf", "beacon"),
    ]
    files[1].write_bytes(b"no PDF at all")
    begun: list[tuple[int, Path]] = []
    told: list[tuple[Path, str]] = []
    with words_index.writing():
        came = list(
            words_index.add_all(
                files,
                begun=lambda number, path: begun.append((number, path)),
                progress=lambda doing, _done, _total: told.append((begun[-1][1], doing)),
            )
        )
    order = [path for path, _ in came]
    assert sorted(order) == sorted(files)
    assert begun == list(enumerate(order, start=1))
    # The smallest first, so that there is soon something to embed.
    sizes = [path.stat().st_size if path.exists() else 0 for path in order]
    assert sizes == sorted(sizes)
    what = dict(came)
    outcome = [
        type(one).__name__ if isinstance(one, Exception) else one.status
        for one in (what[path] for path in files)
    ]
    assert outcome == ["new", "NotAPdf", "new", "NoText", "NoSuchPath", "SameName", "new"]
    # Progress is told of the file whose turn it is, reading before embedding.
    for path in (files[0], files[2], files[6]):
        assert [doing for one, doing in told if one == path][-1] == "embedding"
    assert not [doing for path, doing in told if path == files[5]]
    assert {card.document for card in words_index.documents()} == {"a", "c", "f"}
    assert texts(words_index, "beacon1")
    assert not any("tram1" in text for text in texts(words_index, "tram1"))
    with words_index.writing():
        again = dict(words_index.add_all(files))
    assert [getattr(again[files[place]], "status", None) for place in (0, 2, 6)] == [
        "unchanged",
        "unchanged",
        "unchanged",
    ]


def test_some_files_are_read_well_before_their_turn(
    words_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("ferry", "tram", "bus", "cab", "bike", "boat")
    files = [pack(tmp_path / f"{word}.pdf", word) for word in words]
    reading: list[Path] = []
    begin = Ahead.begin

    def begin_noted(self: Ahead, path: Path) -> None:
        reading.append(path)
        begin(self, path)

    monkeypatch.setattr(Ahead, "begin", begin_noted)
    read: list[int] = []
    with words_index.writing():
        came = list(words_index.add_all(files, begun=lambda *_: read.append(len(set(reading)))))
    assert read == [4, 5, 6, 6, 6, 6]
    assert [one.status for _, one in came if isinstance(one, Added)] == ["new"] * 6


# --- readers beside a writer ---------------------------------------------------------


@pytest.mark.parametrize("same_process", [True, False])
def test_a_reader_sees_the_old_or_the_new_never_half(
    words_index: Index, tmp_path: Path, same_process: bool
) -> None:
    """Every page of a version holds its word, so a mixed or cut result would show."""
    path, pages = tmp_path / "a.pdf", 4
    add(words_index, pack(path, "version0page", pages))
    per_version = words_index.documents()[0].passage_count
    reader = words_index if same_process else index_in(tmp_path)
    seen: list[tuple[str, int]] = []
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                found = texts(reader, "fund stood pounds")
            except Exception as exc:
                wrong.append(exc)
                return
            versions = {text.split("version")[1].split("page")[0] for text in found}
            if len(versions) != 1 or len(found) != per_version:
                wrong.append((versions, len(found)))
                return
            seen.append((versions.pop(), len(found)))

    thread = threading.Thread(target=read)
    thread.start()
    for version in range(1, 6):
        add(words_index, pack(path, f"version{version}page", pages))
    until = time.monotonic() + 60
    while not wrong and seen[-1:] != [("5", per_version)] and time.monotonic() < until:
        time.sleep(0.02)
    done.set()
    thread.join()
    assert wrong == []
    assert [one for one, _ in seen] == sorted(one for one, _ in seen)
    assert seen[-1][0] == "5"
    if not same_process:
        reader.close()


def test_only_one_process_writes(
    words_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.index.PATIENCE", 0.1)
    other = index_in(tmp_path)
    with words_index.writing():
        with pytest.raises(StorageError, match="Another Packhorse is indexing"), other.writing():
            pass
        assert other.documents() == []
    with other.writing():
        pass
    other.close()


def test_only_one_process_writes_to_a_database_from_two_homes(
    tmp_path: Path, empty_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.index.PATIENCE", 0.1)
    one, other = (index_in(tmp_path / name, database=empty_postgres) for name in ("one", "other"))
    with one.writing():  # noqa: SIM117
        with pytest.raises(StorageError, match="Another Packhorse is indexing"), other.writing():
            pass
    with other.writing():
        pass
    one.close()
    other.close()


def test_a_reading_that_was_swept_away_is_not_made_current(
    words_index: Index, tmp_path: Path
) -> None:
    catalogue = words_index.catalogue

    def sweep(*_: object) -> None:
        for generation in catalogue.sweepable():
            catalogue.sweep(generation)

    add(words_index, pack(tmp_path / "b.pdf", "ferry"))
    with words_index.writing(), pytest.raises(StorageError, match="cleared away"):
        words_index.add(pack(tmp_path / "a.pdf", "tram"), progress=sweep)
    assert [one.document for one in words_index.documents()] == ["b"]


# --- Chroma lost or damaged ------------------------------------------------------------


@pytest.mark.parametrize("harm", ["deleted", "emptied", "garbled", "marked", "mark and garbled"])
def test_chroma_is_filled_again_from_the_catalogue(tmp_path: Path, harm: str) -> None:
    index = index_in(tmp_path)
    add(index, pack(tmp_path / "a.pdf", "ferry"))
    add(index, pack(tmp_path / "b.pdf", "harbour"))
    index.close()
    if harm == "deleted":
        shutil.rmtree(tmp_path / "chroma")
    elif harm == "emptied":
        index = index_in(tmp_path)
        for card in index.documents():
            index.vectors.forget(card.generation)
        index.close()
    elif harm.endswith("garbled"):
        (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"no database" * 2000)
    if harm.startswith("mark"):
        (tmp_path / "chroma.unfinished").touch()
    index = index_in(tmp_path)
    assert any("harbour1" in text for text in texts(index, "harbour1"))
    whole(index)
    assert not (tmp_path / "chroma.unfinished").exists()
    index.close()


def test_another_chroma_is_filled_when_the_setting_changes(
    tmp_path: Path, chroma_server: str
) -> None:
    index = index_in(tmp_path)
    add(index, pack(tmp_path / "a.pdf", "ferry"))
    index.close()
    index = index_in(tmp_path, chroma=chroma_server)
    assert any("ferry1" in text for text in texts(index, "ferry1"))
    whole(index)
    index.close()


def test_a_catalogue_begun_anew_takes_nothing_of_the_old_vectors(tmp_path: Path) -> None:
    index = index_in(tmp_path)
    add(index, pack(tmp_path / "a.pdf", "ferry", pages=5))
    index.close()
    for file in tmp_path.glob("catalogue.db*"):
        file.unlink()
    index = index_in(tmp_path)
    add(index, pack(tmp_path / "b.pdf", "harbour", pages=1))
    whole(index)
    assert index.vectors.count() == index.documents()[0].passage_count
    index.close()


# --- killed ------------------------------------------------------------------------------

INDEXER = """
import sys
from pathlib import Path
from tests.databases import index_in
import indexer.pdf, indexer.reading
home, *files = map(Path, sys.argv[1:])
index = index_in(home)
index.vectors.count()
print("open", flush=True)
with index.writing():
    for file in files:
        index.add(file)
"""


def kill_while_indexing(home: Path, files: list[Path], *, after: float) -> bool:
    """Index in a process of its own and kill it; whether it was still at work."""
    process = subprocess.Popen(
        [sys.executable, "-c", INDEXER, str(home), *map(str, files)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after)
    at_work = process.poll() is None
    process.kill()
    process.communicate()
    return at_work


def check_after_a_kill(home: Path, files: list[Path], old: set[str], new: set[str]) -> None:
    """It answers, nothing is half there, and indexing again completes it."""
    index = index_in(home)
    found = texts(index, "fund stood pounds")
    if found:
        assert found in (old, new) or {text[:12] for text in found} <= {
            text[:12] for text in old | new
        }
    whole(index)
    with index.writing():
        for file in files:
            index.add(file)
    assert texts(index, "fund stood pounds") == new
    whole(index)
    assert index.catalogue.sweepable() == []
    assert index.vectors.count() == sum(card.passage_count for card in index.documents())
    index.close()


def texts_of(home: Path, files: list[Path]) -> set[str]:
    """What the files come to when nobody is killed."""
    index = index_in(home)
    with index.writing():
        for file in files:
            index.add(file)
    found = texts(index, "fund stood pounds")
    index.close()
    return found


def test_killed_in_the_middle_the_old_stays_and_the_next_run_completes(tmp_path: Path) -> None:
    path, home = tmp_path / "a.pdf", tmp_path / "home"
    pack(path, "old", pages=2)
    old = texts_of(home, [path])
    pack(path, "new", pages=12)
    new = texts_of(tmp_path / "unharmed", [path])
    rng, at_work = random.Random(20250410), 0
    for _ in range(3):
        at_work += kill_while_indexing(home, [path], after=rng.uniform(0.0, 0.6))
        index = index_in(home)
        assert texts(index, "fund stood pounds") in (old, new)
        whole(index)
        index.close()
    assert at_work > 0
    check_after_a_kill(home, [path], old, new)


# --- what a path means -----------------------------------------------------------------


def test_a_folder_means_every_pdf_below_it(tmp_path: Path) -> None:
    (tmp_path / "2025" / "april").mkdir(parents=True)
    for name in ("b.pdf", "2025/a.PDF", "2025/april/c.pdf", "notes.txt", ".hidden.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-")
    assert [path.name for path in find_pdfs(tmp_path)] == ["a.PDF", "c.pdf", "b.pdf"]


def test_a_folder_without_pdfs_and_a_missing_path_are_named(tmp_path: Path) -> None:
    with pytest.raises(NoPdfsInFolder, match="holds no PDF"):
        find_pdfs(tmp_path)
    with pytest.raises(NoSuchPath, match="does not exist"):
        find_pdfs(tmp_path / "nothing.pdf")


# --- a catalogue put back, and much to fill ------------------------------------------------


def put_back(home: Path, copy: Path) -> None:
    """The catalogue's files as they were, as somebody would who copies them."""
    for file in home.glob("catalogue.db*"):
        file.unlink()
    for file in copy.iterdir():
        shutil.copy(file, home / file.name)


@pytest.mark.parametrize("server", [False, True])
def test_a_catalogue_older_than_chroma_is_searched_by_its_own_meaning(
    tmp_path: Path, request: pytest.FixtureRequest, server: bool
) -> None:
    chroma = request.getfixturevalue("chroma_server") if server else tmp_path / "chroma"

    index = index_in(tmp_path, chroma=chroma)
    add(index, pack(tmp_path / "a.pdf", "ferry"))
    index.close()
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in tmp_path.glob("catalogue.db*"):
        shutil.copy(file, copy / file.name)
    index = index_in(tmp_path, chroma=chroma)
    for name in ("b", "c"):
        add(index, pack(tmp_path / f"{name}.pdf", "harbour", pages=4))
    later = max(card.generation for card in index.documents())
    index.close()
    put_back(tmp_path, copy)
    index = index_in(tmp_path, chroma=chroma)
    before = index.catalogue.identity
    assert any("ferry1" in text for text in texts(index, "ferry1"))
    whole(index)
    assert index.catalogue.identity != before
    # What is indexed from now on is told from what was: other words, the same numbers.
    with index.writing():
        index.add(pack(tmp_path / "d.pdf", "tram", pages=4))
    whole(index)
    assert index.vectors.count() == sum(card.passage_count for card in index.documents())
    assert max(card.generation for card in index.documents()) > later
    assert index.search("tram1", weights={}, cards=index.documents(), limit=3)
    index.close()


def interrupted(index: Index, path: Path, error: type[BaseException]) -> None:
    with index.writing():
        index.add(path)
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, RecursionError])
def test_an_error_while_writing_costs_no_filling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    index = index_in(tmp_path)
    add(index, pack(tmp_path / "a.pdf", "ferry"))
    with pytest.raises(error):
        interrupted(index, pack(tmp_path / "b.pdf", "harbour"), error)
    index.close()

    def never(_self: Vectors) -> None:
        raise AssertionError("thrown away")

    monkeypatch.setattr(Vectors, "erase", never)
    index = index_in(tmp_path)
    assert texts(index, "harbour1")
    whole(index)
    index.close()


def test_nothing_is_compared_where_the_stamps_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_in(tmp_path)
    add(index, pack(tmp_path / "a.pdf", "ferry"))
    index.close()

    def never(_self: Vectors) -> dict[int, set[int]]:
        raise AssertionError("compared")

    monkeypatch.setattr(Vectors, "holdings", never)
    index = index_in(tmp_path)
    assert texts(index, "ferry1")
    index.close()


def test_a_first_answer_does_not_wait_for_chroma_to_be_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_in(tmp_path)
    add(index, pack(tmp_path / "a.pdf", "ferry", pages=6))
    index.close()
    shutil.rmtree(tmp_path / "chroma")
    monkeypatch.setattr("indexer.store.upkeep.AT_ONCE", 0)
    monkeypatch.setattr("indexer.store.upkeep.BATCH", 1)
    go_on = threading.Event()
    add_vectors = Vectors.add

    def slowly(self: Vectors, *given: Any, **named: Any) -> None:
        go_on.wait(30)
        add_vectors(self, *given, **named)

    monkeypatch.setattr(Vectors, "add", slowly)
    index = index_in(tmp_path)
    seen: list[tuple[int, int]] = []
    index.when_filling(lambda done, total: seen.append((done, total)))

    def found() -> list[Hit]:
        return index.search("ferry1", weights={"ferry1": 1.0}, cards=index.documents(), limit=5)

    (first, *_) = found()
    assert first.dense_rank is None
    assert index.by_words_only
    # Another process does not wait either, nor does it take a part for the whole.
    other = index_in(tmp_path)
    assert all(
        hit.dense_rank is None
        for hit in other.search("ferry1", weights={"ferry1": 1.0}, cards=other.documents(), limit=5)
    )
    go_on.set()
    index.wait_until_filled()
    assert not index.by_words_only
    assert any(hit.dense_rank for hit in found())
    assert not other.by_words_only
    assert seen[-1][0] == seen[-1][1] == index.vectors.count()
    whole(index)
    other.close()
    index.close()


def test_what_is_being_filled_stops_when_told_and_is_whole_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_in(tmp_path)
    add(index, pack(tmp_path / "a.pdf", "ferry", pages=6))
    index.close()
    shutil.rmtree(tmp_path / "chroma")
    with monkeypatch.context() as patched:
        patched.setattr("indexer.store.upkeep.AT_ONCE", 0)
        patched.setattr("indexer.store.upkeep.BATCH", 1)
        index = index_in(tmp_path)
        index.when_filling(lambda _done, _total: time.sleep(0.5))
        assert index.by_words_only
        index.close()
    assert (tmp_path / "chroma.unfinished").exists()
    index = index_in(tmp_path)
    assert texts(index, "ferry1")
    whole(index)
    index.close()


# --- a full disk, and two at a time ----------------------------------------------------------


def test_a_disk_that_fills_up_costs_nothing_that_was_indexed(
    tmp_path: Path, small_disk: Callable[[int], Path]
) -> None:
    disk = small_disk(6 * 1024)
    ballast = disk / "ballast"
    index = index_in(disk / "home")
    add(index, pack(tmp_path / "p0.pdf", "ferry"))
    free = shutil.disk_usage(disk).free
    # Room for some more, and not for all.
    ballast.write_bytes(b"x" * max(0, free - 400 * 1024))
    done = ["p0"]

    def go_on() -> None:
        for number in range(1, 200):
            add(index, pack(tmp_path / f"p{number}.pdf", f"word{number}x", pages=6))
            done.append(f"p{number}")

    with pytest.raises(StorageError, match="room"):
        go_on()
    index.close()
    ballast.unlink()
    index = index_in(disk / "home")
    assert {card.document for card in index.documents()} >= set(done)
    whole(index)
    with index.writing():
        index.add(tmp_path / f"p{len(done)}.pdf")
    assert texts(index, f"word{len(done)}x1")
    assert index.catalogue.sweepable() == []
    whole(index)
    index.close()


def test_two_processes_index_into_one_home_and_lose_nothing(tmp_path: Path) -> None:
    files = [pack(tmp_path / f"p{number}.pdf", f"word{number}x") for number in range(4)]
    home = tmp_path / "home"
    home.mkdir()
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.databases import index_in\n"
        "index = index_in(Path(sys.argv[1]))\n"
        "for file in sys.argv[2:]:\n"
        "    with index.writing(seconds=60):\n"
        "        index.add(Path(file))\n"
        "index.close()\n"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(home), *map(str, files[half::2])], cwd=ROOT
        )
        for half in (0, 1)
    ]
    assert [one.wait(120) for one in both] == [0, 0]
    index = index_in(home)
    assert len(index.documents()) == len(files)
    assert index.catalogue.sweepable() == []
    whole(index)
    index.close()
