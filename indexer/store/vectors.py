"""Chroma: passages' vectors, on disk in the home or on a server.

A vector bears its passage's id and generation and nothing else; words live in the
catalogue, and so does a copy of every vector, so that Chroma can be filled again.
Chroma is asked only for generations that the catalogue says are current.

Chroma on disk is made for one process at a time: another one does not see what was added
after it had opened (it fails on it), and one that dies while Chroma saves its graph can
leave that unreadable. Hence the two files beside the folder: a lock that processes take
in turns while they open or write, and a mark that stands while somebody writes, so that
whoever finds it without a writer knows to fill Chroma again.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from indexer.council.problems import SettingsError, StorageError, why
from indexer.store.locks import file_lock

__all__ = ["Vectors"]

TURN_SECONDS = 30
"""How long a process waits for its turn; another one's takes a second at the most."""

PAGE = 10_000
"""Ids asked for at a time."""

T = TypeVar("T")
_sharing = threading.Lock()


class Vectors:
    """One Chroma collection, for one embedding model. Opened at first use; any thread.

    Args:
        place: a folder, or the address of a server (``http://host:port``).
        catalogue: whose passages these are: several may share a server, and one that was
            begun anew counts its passages from 1 again.
        model: the embedding model's name: vectors of different models never mix.

    Raises:
        StorageError: from any method, when Chroma cannot be used.
        SettingsError: the address is of no known shape.
    """

    def __init__(self, place: Path | str, *, catalogue: str, model: str) -> None:
        self._place = place
        named = f"passages {catalogue} {model}"
        plain = "".join(one if one.isascii() and one.isalnum() else " " for one in named)
        self._name = "-".join(plain.split())[:300].strip("-")
        self._using = threading.RLock()
        self._system: Any = None
        self._collection: Any = None
        self._seen: set[int] = set()
        self._stamp: str | None = None
        if isinstance(place, str):
            _address(place)

    # --- opening ---------------------------------------------------------------

    def open(self, *, complete: Collection[int] = ()) -> None:
        """Open Chroma as it is now.

        Args:
            complete: generations of which every vector had been added before.
        """
        with self._using:
            self._open(complete)

    def close(self) -> None:
        """Let go of Chroma; the next use opens it again."""
        with self._using:
            self._collection = None
            system, self._system = self._system, None
            if system is not None:
                # One that did not start whole cannot stop either.
                with suppress(AttributeError):
                    system.stop()

    def erase(self) -> None:
        """Throw away a folder's contents; a server keeps its own in order."""
        if not isinstance(self._place, Path):
            return
        with self._using, self._turn():
            self.close()
            try:
                if self._place.exists():
                    shutil.rmtree(self._place)
            except OSError as exc:
                raise StorageError(self._sentence(exc)) from exc

    @property
    def on_disk(self) -> bool:
        """Whether Chroma is a folder, not a server."""
        return isinstance(self._place, Path)

    @property
    def marked(self) -> bool:
        """Whether somebody writes to the folder, or died while writing."""
        return isinstance(self._place, Path) and self._mark(self._place).exists()

    @contextmanager
    def marking(self) -> Iterator[None]:
        """Mark the folder as being written to. The mark stays where the process dies or
        the storage fails; any other error leaves Chroma whole between two writes."""
        if not isinstance(self._place, Path):
            yield
            return
        mark = self._mark(self._place)
        try:
            mark.touch()
        except OSError as exc:
            raise StorageError(self._sentence(exc)) from exc
        try:
            yield
        except StorageError:
            raise
        except BaseException:
            mark.unlink(missing_ok=True)
            raise
        try:
            mark.unlink(missing_ok=True)
        except OSError as exc:
            raise StorageError(self._sentence(exc)) from exc

    @staticmethod
    def _mark(place: Path) -> Path:
        return place.with_name(f"{place.name}.unfinished")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not isinstance(self._place, Path):
            yield
            return
        with file_lock(
            self._place.with_name(f"{self._place.name}.lock"), seconds=TURN_SECONDS
        ) as free:
            if not free:
                raise StorageError(
                    f"Chroma's folder {self._place} is in use by another Packhorse: "
                    "wait until it is done, or stop it."
                )
            yield

    def _open(self, complete: Collection[int]) -> None:
        self.close()
        try:
            with self._turn():
                client = self._client()
                collection = client.get_or_create_collection(
                    self._name,
                    embedding_function=None,
                    # Recall over speed: at 100,000 passages a query still takes milliseconds.
                    configuration={
                        "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}
                    },
                )
                # Only now does Chroma read its folder, and write what was left to write.
                collection.count()
        except StorageError:
            raise
        except Exception as exc:
            raise StorageError(self._sentence(exc)) from exc
        self._collection, self._seen = collection, set(complete)
        self._stamp = (collection.metadata or {}).get("stamp")

    def _client(self) -> Any:
        import chromadb
        from chromadb.api.client import Client
        from chromadb.config import Settings, System

        if isinstance(self._place, str):
            host, port, ssl = _address(self._place)
            return chromadb.HttpClient(
                host=host, port=port, ssl=ssl, settings=Settings(anonymized_telemetry=False)
            )
        self._place.mkdir(parents=True, exist_ok=True)
        system = System(
            Settings(
                chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
                anonymized_telemetry=False,
                is_persistent=True,
                persist_directory=str(self._place),
            )
        )
        system.start()
        self._system = system
        with _sharing:
            # Chroma would give every later client of this folder the same system, with what
            # it knew when it was opened. Ours is our own, and stops when we say.
            client = Client.from_system(system)
            client.clear_system_cache()
        return client

    # --- writing -----------------------------------------------------------------

    def add(self, ids: Sequence[int], vectors: Sequence[Any], *, generation: int) -> None:
        """Keep the vectors of a generation's passages."""
        if not ids:
            return
        self._write(
            lambda collection: collection.upsert(
                ids=[str(one) for one in ids],
                embeddings=list(vectors),
                metadatas=[{"generation": generation}] * len(ids),
            )
        )
        self._seen.add(generation)

    def forget(self, generation: int) -> None:
        """Delete a generation's vectors."""
        self._write(lambda collection: collection.delete(where={"generation": generation}))

    def set_stamp(self, stamp: str) -> None:
        """Mark what is kept as it is now; see `indexer.store.upkeep`."""
        self._write(lambda collection: collection.modify(metadata={"stamp": stamp}))
        self._stamp = stamp

    def _write(self, write: Callable[[Any], object]) -> None:
        with self._using:
            if self._collection is None:
                self._open(())
            with self._turn():
                try:
                    write(self._collection)
                except Exception as exc:
                    raise StorageError(self._sentence(exc)) from exc

    # --- reading -----------------------------------------------------------------

    def nearest(
        self, vector: Sequence[float], *, in_generations: Sequence[int], limit: int
    ) -> list[tuple[int, float]]:
        """The nearest passages as (passage, cosine similarity), best first."""
        if not in_generations:
            return []
        found = self._read(
            lambda collection: collection.query(
                query_embeddings=[list(vector)],
                n_results=limit,
                where={"generation": {"$in": list(in_generations)}},
                include=["distances"],
            ),
            in_generations,
        )
        distances = (found["distances"] or [[]])[0]
        pairs = [
            (int(one), 1.0 - float(distance))
            for one, distance in zip(found["ids"][0], distances, strict=True)
        ]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def count(self) -> int:
        """How many vectors are kept, current or not."""
        return int(self._read(lambda collection: collection.count()))

    @property
    def stamp(self) -> str | None:
        """What it was marked with, when it was last opened or marked."""
        return self._stamp

    def holdings(self) -> dict[int, set[int]]:
        """All passages whose vectors are kept, by generation."""
        found: dict[int, set[int]] = {}
        for offset in range(0, self.count(), PAGE):
            page = self._read(
                lambda collection, offset=offset: collection.get(  # type: ignore[misc]
                    limit=PAGE, offset=offset, include=["metadatas"]
                )
            )
            for one, about in zip(page["ids"], page["metadatas"], strict=True):
                found.setdefault(int(about["generation"]), set()).add(int(one))
        return found

    def _read(self, read: Callable[[Any], T], generations: Sequence[int] = ()) -> T:
        collection = self._fresh(generations)
        try:
            return read(collection)
        except Exception:
            # Somebody may have deleted, filled or closed what we looked at just now.
            with self._using:
                if collection is self._collection:
                    self._open([*self._seen, *generations])
                collection = self._fresh(generations)
        try:
            return read(collection)
        except Exception as exc:
            raise StorageError(self._sentence(exc)) from exc

    def _fresh(self, generations: Sequence[int]) -> Any:
        """The collection, opened anew if it may lack a generation."""
        with self._using:
            missing = isinstance(self._place, Path) and not self._seen.issuperset(generations)
            if self._collection is None or missing:
                self._open([*self._seen, *generations])
            return self._collection

    def _sentence(self, exc: Exception) -> str:
        reason = why(exc)
        if isinstance(self._place, str):
            return (
                f"The Chroma server at {self._place} cannot be used ({reason}): "
                "check that it runs and the address."
            )
        if "full" in reason.lower() or "no space" in reason.lower():
            return (
                f"Chroma's folder {self._place} cannot grow, the disk is full: "
                "make room and run this again."
            )
        return (
            f"Chroma's folder {self._place} cannot be used ({reason}): "
            "check who may write there and that the disk has room."
        )


def _address(place: str) -> tuple[str, int, bool]:
    """(host, port, TLS) of a server's address.

    Raises:
        SettingsError: it is no such address.
    """
    wrong = SettingsError(
        "PACKHORSE_CHROMA_URL is not the address of a Chroma server: "
        "it looks like http://host:8000."
    )
    try:
        address = urlsplit(place)
        port = address.port
    except ValueError:
        raise wrong from None
    if address.scheme not in ("http", "https") or not address.hostname:
        raise wrong
    ssl = address.scheme == "https"
    return address.hostname, port or (443 if ssl else 8000), ssl
