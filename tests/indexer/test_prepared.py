"""Files that are made ready: in order, told of when waited for, stopped at once; and bad ones."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from indexer.council.problems import DamagedPdf, DocumentError, TooLarge
from indexer.pdf.children import READING as READING_CHILDREN
from indexer.pdf.children import Died
from indexer.prepared import Ahead, prepare, prepare_here
from tests.given import reading_children
from tests.pdfs import HALF_BAD, HOSTILE, UNUSUAL, paragraphs, plain_pdf


def pack(path: Path, word: str, pages: int = 3) -> Path:
    return plain_pdf(path, [paragraphs(f"{word}{page}", 12) for page in range(pages)])


def test_what_is_ready_ahead_is_what_reading_gives(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    plain = prepare(path)
    assert "ferry0" in plain.passages[0].text
    with Ahead() as ahead:
        ahead.begin(path)
        taken = ahead.take(path)
    assert (taken.sha256, taken.pack, taken.passages) == (plain.sha256, plain.pack, plain.passages)


def test_only_the_file_that_is_waited_for_is_told_of(tmp_path: Path) -> None:
    first, second = pack(tmp_path / "a.pdf", "ferry", 2), pack(tmp_path / "b.pdf", "tram", 5)
    told: list[tuple[str, int, int]] = []
    with Ahead(lambda *step: told.append(step)) as ahead:
        ahead.begin(first)
        ahead.begin(second)
        ahead.begin(second)
        ahead.take(first)
        assert {total for _, _, total in told} <= {2}
        ahead.take(second)
    assert {total for _, _, total in told} <= {2, 5}


def test_a_file_that_cannot_be_read_says_so_when_it_is_taken(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", pack(tmp_path / "a.pdf", "ferry")
    bad.write_bytes(b"no PDF at all")
    with Ahead() as ahead:
        ahead.begin(bad)
        ahead.begin(good)
        with pytest.raises(DocumentError, match=r"bad\.pdf is not a PDF"):
            ahead.take(bad)
        assert ahead.take(good).passages


def test_leaving_stops_the_reading(tmp_path: Path) -> None:
    begun = threading.Event()
    ahead = Ahead(lambda *_: begun.set())
    long, stopped = pack(tmp_path / "a.pdf", "ferry", 400), threading.Event()

    def take() -> None:
        with pytest.raises(Died):
            ahead.take(long)
        stopped.set()

    threading.Thread(target=take).start()
    ahead.begin(pack(tmp_path / "b.pdf", "tram", 9))
    assert begun.wait(60)
    ahead.__exit__(None, None, None)
    assert stopped.wait(10)


# --- files that are bad, or bad in part ------------------------------------------------


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises((DamagedPdf, TooLarge), match=rf"{name}\.pdf .*: .*\.$"):
        prepare(write(tmp_path, name, HOSTILE[name]()))


@pytest.mark.parametrize("name", sorted(UNUSUAL))
def test_what_one_reader_cannot_unpack_is_read_all_the_same(tmp_path: Path, name: str) -> None:
    read = prepare(write(tmp_path, name, UNUSUAL[name]()))
    assert [one.text for one in read.passages] == [
        "The ferry fare rises to three pounds in May.",
        "The tram fare stays as it is.",
    ]
    assert read.pack.warnings == ()


@pytest.mark.parametrize("name", sorted(HALF_BAD))
def test_the_good_pages_of_a_file_are_kept_and_the_bad_one_is_named(
    tmp_path: Path, name: str
) -> None:
    read = prepare(write(tmp_path, name, HALF_BAD[name]()))
    assert [one.text for one in read.passages] == ["The ferry fare rises to three pounds in May."]
    assert len(read.pack.pages) == 2
    (warning,) = read.pack.warnings
    assert warning.startswith("Left out, because it ")
    assert "PDF page 2." in warning


def test_an_oversight_of_ours_is_that_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_kwargs: object) -> None:
        raise KeyError("an oversight")

    monkeypatch.setattr("indexer.reading.pack.read_pack", fails)
    with pytest.raises(DamagedPdf, match=r"a\.pdf could not be understood \(KeyError\)"):
        prepare_here(pack(tmp_path / "a.pdf", "ferry"))


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_child_that_is_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.pdf", "ferry", 40)
    expected = prepare(path)
    READING_CHILDREN.close()
    killed: list[int] = []

    def kill(_: str, done: int, __: int) -> None:
        if len(killed) < 2 and done == 10:
            killed.extend(set(reading_children()) - set(killed))
            os.kill(killed[-1], signal.SIGKILL)

    read = prepare(path, kill)
    assert len(set(killed)) == 2
    assert (read.pack, read.passages) == (expected.pack, expected.passages)
