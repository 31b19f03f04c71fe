"""Chroma: passages' vectors, on disk in the home or on a server.

A vector bears its passage's id and generation and nothing else; words live in the
catalogue. Chroma is asked only for generations that the catalogue says are current.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from indexer.problems import SettingsError, StorageError

__all__ = ["Vectors"]


class Vectors:
    """One Chroma collection, for one embedding model.

    Args:
        place: a folder, or the address of a server (``http://host:port``).
        model: the embedding model's name: vectors of different models never mix.

    Raises:
        StorageError: from any method, when Chroma cannot be used.
        SettingsError: the address is of no known shape.
    """

    def __init__(self, place: Path | str, *, model: str) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        self._place = str(place)
        try:
            if isinstance(place, Path):
                place.mkdir(parents=True, exist_ok=True)
                client: Any = chromadb.PersistentClient(str(place), settings=settings)
            else:
                address = urlsplit(place)
                if address.scheme not in ("http", "https") or not address.hostname:
                    raise SettingsError(
                        "PACKHORSE_CHROMA_URL is not the address of a Chroma server: "
                        "it looks like http://host:8000."
                    )
                client = chromadb.HttpClient(
                    host=address.hostname,
                    port=address.port or (443 if address.scheme == "https" else 8000),
                    ssl=address.scheme == "https",
                    settings=settings,
                )
            name = "passages-" + re.sub(r"[^a-zA-Z0-9]+", "-", model).strip("-")[:200]
            self._collection = client.get_or_create_collection(
                name,
                embedding_function=None,
                # Recall over speed: at 100,000 passages a query still takes milliseconds.
                configuration={
                    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}
                },
            )
        except SettingsError:
            raise
        except Exception as exc:
            raise StorageError(self._sentence(exc)) from exc

    def add(self, ids: Sequence[int], vectors: Sequence[Any], *, generation: int) -> None:
        """Keep the vectors of a generation's passages."""
        try:
            self._collection.upsert(
                ids=[str(one) for one in ids],
                embeddings=list(vectors),
                metadatas=[{"generation": generation}] * len(ids),
            )
        except Exception as exc:
            raise StorageError(self._sentence(exc)) from exc

    def forget(self, generation: int) -> None:
        """Delete a generation's vectors."""
        try:
            self._collection.delete(where={"generation": generation})
        except Exception as exc:
            raise StorageError(self._sentence(exc)) from exc

    def nearest(
        self, vector: Sequence[float], *, in_generations: Sequence[int], limit: int
    ) -> list[tuple[int, float]]:
        """The nearest passages as (passage, cosine similarity), best first."""
        if not in_generations:
            return []
        try:
            found = self._collection.query(
                query_embeddings=[list(vector)],
                n_results=limit,
                where={"generation": {"$in": list(in_generations)}},
                include=["distances"],
            )
        except Exception as exc:
            raise StorageError(self._sentence(exc)) from exc
        distances = (found["distances"] or [[]])[0]
        pairs = [
            (int(one), 1.0 - float(distance))
            for one, distance in zip(found["ids"][0], distances, strict=True)
        ]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))

    def count(self) -> int:
        """How many vectors are kept, current or not."""
        try:
            return int(self._collection.count())
        except Exception as exc:
            raise StorageError(self._sentence(exc)) from exc

    def _sentence(self, exc: Exception) -> str:
        reason = str(exc).splitlines()[0] if str(exc) else type(exc).__name__
        if self._place.startswith("http"):
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
