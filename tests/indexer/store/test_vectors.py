"""Chroma on disk and on a server: what is added is found, by every process."""

from __future__ import annotations

import errno
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.council.problems import SettingsError, StorageError
from indexer.store.vectors import Vectors
from tests.conftest import ROOT

SIZE = 16


def vectors_of(seed: int, count: int) -> list[list[float]]:
    rng = random.Random(seed)
    return [[rng.gauss(0, 1) for _ in range(SIZE)] for _ in range(count)]


@pytest.fixture(params=["disk", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "disk":
        return tmp_path / "chroma"
    return str(request.getfixturevalue("chroma_server"))


@pytest.fixture
def vectors(place: Path | str, tmp_path: Path) -> Iterator[Vectors]:
    opened = Vectors(place, catalogue=tmp_path.name, model="test")
    yield opened
    opened.close()


def test_the_nearest_is_the_vector_itself(vectors: Vectors) -> None:
    made = vectors_of(1, 40)
    vectors.add(range(40), made, generation=1)
    for number in (0, 17, 39):
        found = vectors.nearest(made[number], in_generations=[1], limit=5)
        assert found[0][0] == number
        assert found[0][1] == pytest.approx(1.0, abs=1e-5)
        assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)


def test_only_generations_asked_for_are_found(vectors: Vectors) -> None:
    made = vectors_of(2, 20)
    vectors.add(range(10), made[:10], generation=1)
    vectors.add(range(10, 20), made[10:], generation=2)
    found = vectors.nearest(made[0], in_generations=[2], limit=50)
    assert {one for one, _ in found} == set(range(10, 20))
    assert vectors.nearest(made[0], in_generations=[], limit=5) == []
    assert vectors.nearest(made[0], in_generations=[77], limit=5) == []


def test_a_generation_can_be_forgotten(vectors: Vectors) -> None:
    vectors.add(range(10), vectors_of(3, 10), generation=1)
    vectors.add(range(10, 20), vectors_of(4, 10), generation=2)
    vectors.forget(1)
    assert vectors.count() == 10
    assert vectors.holdings() == {2: set(range(10, 20))}


def test_models_and_catalogues_do_not_mix(place: Path | str, vectors: Vectors) -> None:
    vectors.add([1], vectors_of(5, 1), generation=1)
    for other in (
        Vectors(place, catalogue="another", model="test"),
        Vectors(place, catalogue="another", model="a/model: of @ odd #name " + "x" * 400),
    ):
        assert other.count() == 0
        other.close()
    assert vectors.count() == 1


WRITER = """
import sys
from pathlib import Path
from indexer.store.vectors import Vectors
from tests.indexer.store.test_vectors import vectors_of
place, name, first, count, generation = sys.argv[1:]
first, count, generation = int(first), int(count), int(generation)
vectors = Vectors(
    place if place.startswith("http") else Path(place), catalogue=name, model="test"
)
made = vectors_of(generation, count)
for at in range(0, count, 100):
    vectors.add(range(first + at, first + min(at + 100, count)), made[at : at + 100],
                generation=generation)
"""


def test_what_another_process_adds_is_found_at_once(
    place: Path | str, vectors: Vectors, tmp_path: Path
) -> None:
    vectors.add(range(50), vectors_of(1, 50), generation=1)
    assert vectors.nearest(vectors_of(1, 1)[0], in_generations=[1], limit=1)[0][0] == 0
    # More than Chroma keeps unsaved (1,000), so that it saves its graph in between.
    subprocess.run(
        [sys.executable, "-c", WRITER, str(place), tmp_path.name, "50", "1200", "2"],
        check=True,
        cwd=ROOT,
    )
    asked = vectors_of(2, 1200)
    for number in (0, 599, 1199):
        found = vectors.nearest(asked[number], in_generations=[1, 2], limit=3)
        assert found[0][0] == 50 + number
    assert vectors.nearest(vectors_of(1, 1)[0], in_generations=[1, 2], limit=1)[0][0] == 0
    # And what this process then adds does not undo it.
    vectors.add(range(1250, 1300), vectors_of(3, 50), generation=3)
    vectors.open()
    assert vectors.count() == 1300


def test_opening_again_and_again_uses_up_nothing(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path / "chroma", catalogue="one", model="test")
    vectors.add(range(10), vectors_of(1, 10), generation=1)
    open_files = Path("/proc/self/fd")
    if not open_files.exists():
        pytest.skip("open files are counted in /proc")
    vectors.open()
    before = len(list(open_files.iterdir()))
    for _ in range(8):
        vectors.open()
    assert len(list(open_files.iterdir())) <= before + 4
    vectors.close()


def test_a_folder_can_be_erased_and_used_again(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path / "chroma", catalogue="one", model="test")
    vectors.add(range(10), vectors_of(1, 10), generation=1)
    vectors.erase()
    assert vectors.count() == 0
    vectors.add(range(10), vectors_of(1, 10), generation=1)
    assert vectors.count() == 10
    vectors.close()


def test_the_mark_stays_when_writing_fails(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path / "chroma", catalogue="one", model="test")
    with vectors.marking():
        assert vectors.marked
    assert not vectors.marked
    with pytest.raises(StorageError), vectors.marking():
        raise StorageError("Chroma cannot be written.")
    assert vectors.marked


def test_an_error_between_two_writes_leaves_no_mark(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path / "chroma", catalogue="one", model="test")
    with pytest.raises(ZeroDivisionError), vectors.marking():
        raise ZeroDivisionError
    assert not vectors.marked


def test_a_mark_that_cannot_be_made_or_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "chroma.unfinished")

    vectors = Vectors(tmp_path / "chroma", catalogue="one", model="test")
    for name in ("unlink", "touch"):
        monkeypatch.setattr(Path, name, full)
        with pytest.raises(StorageError, match=r"disk is full: make room"), vectors.marking():
            assert name == "unlink"


@pytest.mark.parametrize(
    "address", ["localhost:8000", "ftp://host:8000", "http://", "http://host:eight", "chroma"]
)
def test_an_address_of_no_server_is_a_wrong_setting(address: str) -> None:
    with pytest.raises(SettingsError, match="PACKHORSE_CHROMA_URL"):
        Vectors(address, catalogue="one", model="test")


def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(StorageError, match=r"http://127\.0\.0\.1:9 cannot be used"):
        Vectors("http://127.0.0.1:9", catalogue="one", model="test").count()


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "chroma").write_text("")
    with pytest.raises(StorageError, match="check who may write") as caught:
        Vectors(tmp_path / "chroma", catalogue="one", model="test").count()
    assert str(tmp_path / "chroma") in str(caught.value)
