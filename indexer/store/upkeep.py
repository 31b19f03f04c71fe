"""Chroma kept in step with the catalogue.

The catalogue is what must last; Chroma holds nothing that it does not. When it is opened
it is compared with the catalogue, and filled again where it has lost something: a writer
was killed, the folder was deleted, another server was set, an older catalogue was put back.

Both bear a stamp that every writer renews: where the stamps are the same, all else is, and
nothing is compared. A catalogue that Chroma is ahead of was put back from a backup: it takes
a new name, by which its vectors are told from those of its later self.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable

from indexer.council.problems import StorageError
from indexer.store.catalogue import Catalogue, DocumentCard
from indexer.store.vectors import Vectors

__all__ = ["Upkeep"]

AT_ONCE = 2000
"""So many vectors are given back while a question waits; it takes about three seconds."""

BATCH = 256

log = logging.getLogger(__name__)


class _Stopped(StorageError):
    """Filling was told to stop: whoever opens Chroma next goes on."""


class Upkeep:
    """Chroma for one catalogue and one embedding model, opened at first use.

    Args:
        open_vectors: makes the `Vectors` of a catalogue's name.

    Attributes:
        progress: called with (done, in all) while vectors are given back.

    Raises:
        StorageError: from any method, when the catalogue or Chroma cannot be used.
    """

    def __init__(
        self, catalogue: Catalogue, *, model: str, open_vectors: Callable[[str], Vectors]
    ) -> None:
        self.progress: Callable[[int, int], None] = lambda _done, _total: None
        self._catalogue = catalogue
        self._model = model
        self._open_vectors = open_vectors
        self._guard = threading.RLock()
        self._vectors: Vectors | None = None
        self._name = ""
        self._in_step = False
        self._mending = False
        self._filling: threading.Thread | None = None
        self._stop = threading.Event()
        self._problem: StorageError | None = None

    def vectors(self) -> Vectors:
        """Chroma, which may be short of vectors while it is filled."""
        with self._guard:
            return self.to_search() or self._current()

    def to_search(self) -> Vectors | None:
        """Chroma with every vector; None while it is being filled again, here or by
        another process."""
        with self._guard:
            if self._mending or (self._filling is not None and self._filling.is_alive()):
                return None
            if self._problem:
                problem, self._problem = self._problem, None
                raise problem
            vectors = self._current()
            if self._in_step and vectors.marked:
                # Somebody writes, or fills what another one has lost.
                self._in_step = self._has_enough(vectors)
            if not self._in_step:
                self._look_after(vectors)
            return self._current() if self._in_step else None

    def to_write(self) -> Vectors:
        """Chroma as other processes have left it, in step; by whoever holds the writer's
        lock of the catalogue."""
        self._stop.clear()
        with self._guard:
            vectors = self._current()
            anew = self._cannot_be_opened(vectors)
            if not anew and self._is_same(vectors):
                self._in_step = True
                return vectors
            self._mending = True
        try:
            vectors = self._mend(vectors, anew=anew)
            self._in_step = True
            return vectors
        finally:
            self._mending = False

    def written(self) -> None:
        """Note that a writer has ended well; by whoever holds the writer's lock."""
        self._stamp(self._current())

    def wait(self) -> None:
        """Until Chroma is filled, if it is being filled in this process.

        Raises:
            StorageError: it could not be filled.
        """
        filling = self._filling
        if filling is not None:
            filling.join()
        with self._guard:
            problem, self._problem = self._problem, None
        if problem:
            raise problem

    def close(self) -> None:
        """Let go of Chroma; what is being filled goes on when it is next opened."""
        self._stop.set()
        if self._filling is not None:
            self._filling.join()
        with self._guard:
            if self._vectors is not None:
                self._vectors.close()

    # --- comparing -------------------------------------------------------------

    def _current(self) -> Vectors:
        """The vectors of the catalogue's name, which a restore changes."""
        with self._guard:
            name = self._catalogue.identity
            if self._vectors is None or name != self._name:
                if self._vectors is not None:
                    self._vectors.close()
                self._vectors, self._name = self._open_vectors(name), name
                self._in_step = False
            return self._vectors

    def _embedded(self) -> list[DocumentCard]:
        """Documents that were embedded by the model in use."""
        return [
            card for card in self._catalogue.cards() if card.read_by.endswith(f" {self._model}")
        ]

    def _cannot_be_opened(self, vectors: Vectors) -> bool:
        """Open Chroma; whether its folder is to be thrown away."""
        if vectors.marked:
            return True
        try:
            vectors.open(complete=[card.generation for card in self._embedded()])
        except StorageError:
            if not vectors.on_disk:
                raise
            return True
        return False

    def _has_enough(self, vectors: Vectors) -> bool:
        return vectors.count() >= sum(card.passage_count for card in self._embedded())

    def _is_same(self, vectors: Vectors) -> bool:
        """Whether Chroma, just opened, is as the last writer left both."""
        stamp = self._catalogue.stamp
        return stamp is not None and stamp == vectors.stamp and self._has_enough(vectors)

    def _look_after(self, vectors: Vectors) -> None:
        """A reader's way: what takes long is done in a thread, and what another process is
        doing is left to it."""
        anew = self._cannot_be_opened(vectors)
        if not anew and self._is_same(vectors):
            self._in_step = True
            return
        with self._catalogue.lock(seconds=0) as free:
            if free and self._is_little(vectors, anew=anew):
                self._mend(vectors, anew=anew)
                self._in_step = True
                return
        if free:
            self._stop.clear()
            self._filling = threading.Thread(
                target=self._fill_behind, name="filling Chroma", daemon=True
            )
            self._filling.start()
            return
        if anew:
            vectors.open(complete=[card.generation for card in self._embedded()])
        self._in_step = self._has_enough(vectors)

    def _is_little(self, vectors: Vectors, *, anew: bool) -> bool:
        """Whether Chroma lacks no more than can be given back while a question waits."""
        known = self._catalogue.passages_by_generation()
        held = {} if anew else vectors.holdings()
        lost = self._lost(known, {} if self._is_foreign(held, known) else held)
        return sum(map(len, lost.values())) <= AT_ONCE

    def _lost(self, known: dict[int, set[int]], held: dict[int, set[int]]) -> dict[int, set[int]]:
        """By generation, the passages whose vectors Chroma is to be given."""
        generations = [card.generation for card in self._embedded()]
        return {one: known.get(one, set()) - held.get(one, set()) for one in generations}

    @staticmethod
    def _is_foreign(held: dict[int, set[int]], known: dict[int, set[int]]) -> bool:
        """Whether Chroma holds what the catalogue does not know: it is ahead of it."""
        return any(not ids <= known.get(generation, set()) for generation, ids in held.items())

    # --- filling -----------------------------------------------------------------

    def _fill_behind(self) -> None:
        try:
            with self._catalogue.lock(seconds=0) as free:
                if free:
                    vectors = self._vectors
                    assert vectors is not None
                    self._mend(vectors, anew=self._cannot_be_opened(vectors))
                    self._in_step = True
        except _Stopped:
            log.info("chroma=filling stopped")
        except StorageError as exc:
            self._problem = exc
        except Exception as exc:  # said to whoever searches next
            log.error("chroma=filling broke error=%s", type(exc).__name__, exc_info=exc)
            self._problem = StorageError("Chroma could not be filled again: the log says more.")

    def _mend(self, vectors: Vectors, *, anew: bool) -> Vectors:
        """Give Chroma what it lacks; by whoever holds the writer's lock."""
        known = self._catalogue.passages_by_generation()
        held = {} if anew else vectors.holdings()
        if self._is_foreign(held, known):
            log.warning("chroma=ahead of the catalogue, which was put back: filled anew")
            self._catalogue.renew(beyond=max(held))
            anew, held = True, {}
            vectors = self._current()
        with vectors.marking():
            if anew:
                vectors.erase()
            lost = self._lost(known, held)
            total, done = sum(len(ids) for ids in lost.values()), 0
            for generation, ids in lost.items():
                kept = self._catalogue.vectors(generation) if ids else []
                pairs = [pair for pair in kept if pair[0] in ids]
                for start in range(0, len(pairs), BATCH):
                    if self._stop.is_set():
                        raise _Stopped("Chroma is not filled yet: run this again.")
                    batch = pairs[start : start + BATCH]
                    vectors.add(
                        [passage for passage, _ in batch],
                        [vector for _, vector in batch],
                        generation=generation,
                    )
                    done += len(batch)
                    self.progress(done, total)
            self._stamp(vectors)
        return vectors

    def _stamp(self, vectors: Vectors) -> None:
        stamp = uuid.uuid4().hex
        self._catalogue.set_stamp(stamp)
        vectors.set_stamp(stamp)
