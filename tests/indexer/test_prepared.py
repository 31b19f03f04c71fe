"""Files that are made ready in a thread: in order, told of when waited for, stopped at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from indexer.prepared import Ahead, prepare
from indexer.problems import DocumentError
from tests.pdfs import paragraphs, plain_pdf


def pack(path: Path, word: str, pages: int = 3) -> Path:
    return plain_pdf(path, [paragraphs(f"{word}{page}", 12) for page in range(pages)])


def test_what_is_ready_ahead_is_what_reading_gives(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.pdf", "ferry")
    plain = prepare(path)
    assert "ferry0" in plain.passages[0].text
    with Ahead() as ahead:
        ahead.begin(path)
        taken = ahead.take(path)
    assert (taken.sha256, taken.pack, taken.passages) == (
        plain.sha256, plain.pack, plain.passages
    )


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


def test_leaving_stops_the_reading_at_its_next_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indexer import pdf

    reading, go_on, pages = threading.Event(), threading.Event(), []
    plain = pdf._raw_page

    def slow(number: int, page: object) -> object:
        pages.append(number)
        reading.set()
        assert go_on.wait(10)
        return plain(number, page)

    monkeypatch.setattr(pdf, "_raw_page", slow)
    ahead = Ahead()
    ahead.begin(pack(tmp_path / "a.pdf", "ferry", 9))
    ahead.begin(pack(tmp_path / "b.pdf", "tram", 9))
    assert reading.wait(10)
    threading.Timer(0.2, go_on.set).start()
    ahead.__exit__(None, None, None)
    assert pages == [1]
