"""The index: the one door to the catalogue and Chroma.

Adding a document writes its passages and vectors under a new generation, then flips
the catalogue to it in one transaction; only then are the old one's vectors deleted.
A reader asks the catalogue which generations are current, searches those, and asks
again if they changed meanwhile: it sees the old document or the new one, whole.

The catalogue is what must last; `indexer.store.upkeep` keeps Chroma in step with it.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import TypeAdapter

from indexer.council.document_names import document_name, readable
from indexer.council.packs import Pack, PdfPage
from indexer.council.problems import (
    DocumentError,
    NoPdfsInFolder,
    NoSuchPath,
    NotReadable,
    SameName,
    StorageError,
    not_readable,
    not_writable,
)
from indexer.council.working_days import available_from
from indexer.evidence.passages import Passage
from indexer.pdf import file_sha256
from indexer.prepared import READING, Ahead, prepare
from indexer.reading.relations import superseded_pages
from indexer.store.catalogue import Catalogue, DocumentCard, NewDocument, PassageRow
from indexer.store.upkeep import Upkeep
from indexer.store.vectors import Vectors

if TYPE_CHECKING:
    from indexer.models.embed import Embeds

__all__ = ["Added", "DocumentCard", "Hit", "Index", "PassageRow", "find_pdfs"]

BATCH = 64
"""Passages embedded and written at a time; bounds memory and how often progress shows."""

AHEAD = 4
"""Files that are being read, or wait for their turn when they are: two at a time are read, and
of the smallest several wait while one is embedded."""

STEADY_TRIES = 5
"""Runs of a read that replacements keep upsetting; each takes longer than a flip."""

PATIENCE = 3.0
"""Seconds that a writer waits for another one; a reader that fills Chroma needs no more."""

T = TypeVar("T")
_PACK: TypeAdapter[Pack] = TypeAdapter(Pack)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of indexing one file. `status`: new, replaced or unchanged; `published`:
    everybody sees it, so that it is no draft."""

    document: str
    status: str
    pages: int
    passages: int
    seconds: float
    warnings: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    published: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search brought up, with its rank (from 1) in each."""

    passage: PassageRow
    dense_rank: int | None = None
    text_rank: int | None = None


class Index:
    """Packs that can be searched.

    Args:
        database_url: ``sqlite:///…`` or ``postgresql://…``.
        chroma: a folder, or the address of a Chroma server.
        embeddings: any LangChain embedding; `name` (or its class) tells vectors apart.
        home: where all state lies that is on no server.

    Raises:
        StorageError: from any method, when the catalogue or Chroma cannot be used.
    """

    def __init__(
        self, *, database_url: str, chroma: Path | str, embeddings: Embeds, home: Path
    ) -> None:
        self.catalogue = Catalogue(database_url)
        self.embeddings = embeddings
        self._model = str(getattr(embeddings, "name", type(embeddings).__name__))
        self.upkeep = Upkeep(
            self.catalogue,
            model=self._model,
            open_vectors=lambda name: Vectors(chroma, catalogue=name, model=self._model),
        )
        self.home = home
        self._structures: dict[int, Pack] = {}
        self._superseded: dict[frozenset[int], dict[str, dict[PdfPage, str]]] = {}

    def when_filling(self, progress: Callable[[int, int], None]) -> None:
        """Call `progress` with (done, in all) while Chroma is filled again."""
        self.upkeep.progress = progress

    def wait_until_filled(self) -> None:
        """Until Chroma is filled, if this process is filling it."""
        self.upkeep.wait()

    def warm_up(self) -> None:
        """Open the embedding and Chroma now, so that the first search does not wait."""
        self.embeddings.embed_query("ready?")
        self.upkeep.to_search()

    @property
    def by_words_only(self) -> bool:
        """Whether a search now finds by words alone, since Chroma is being filled again."""
        return self.upkeep.to_search() is None

    @property
    def read_by(self) -> str:
        """What a document must have been read and embedded by to be up to date."""
        return f"{READING} {self._model}"

    @property
    def vectors(self) -> Vectors:
        """Chroma, opened at first use: importing it takes a second."""
        return self.upkeep.vectors()

    # --- writing -------------------------------------------------------------

    @contextmanager
    def writing(self, *, seconds: float | None = None) -> Iterator[None]:
        """Hold the writer's lock: one process at a time changes the index.

        What a crash left behind is swept first, and what was replaced, after.

        Args:
            seconds: how long to wait for another one: someone may be indexing by hand, or
                a sync may run; None: `PATIENCE`.

        Raises:
            StorageError: another process holds the lock.
        """
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise not_writable(self.home, exc) from exc
        with self.catalogue.lock(seconds=PATIENCE if seconds is None else seconds) as free:
            if not free:
                raise StorageError(
                    "Another Packhorse is indexing into the same index: wait until it is done."
                )
            with self.upkeep.to_write().marking():
                self._sweep()
                yield
                self._sweep()
                self.upkeep.written()

    def add(
        self,
        path: Path,
        *,
        url: str | None = None,
        published: bool = True,
        progress: Callable[[str, int, int], None] | None = None,
        ahead: Ahead | None = None,
    ) -> Added:
        """Index one PDF, inside `writing`. The same bytes again do nothing.

        Args:
            path: the file; its name without ``.pdf`` names the document.
            url: where the council publishes it.
            published: False keeps it from councillors until `publish`; what they see
                under that name until then stays.
            progress: called with (what is being done, done, in all).
            ahead: where the file is being read already.

        Raises:
            DocumentError: the file cannot be used; the index is as it was.
        """

        started = time.monotonic()
        where = readable(str(path.resolve()))
        name, old, current = self._known(path, published=published)
        if old and current:
            if (old.path, old.url) != (where, url or old.url):
                self.catalogue.set_source(old.generation, path=where, url=url or old.url)
            return Added(
                document=name,
                status="unchanged",
                pages=old.page_count,
                passages=old.passage_count,
                seconds=time.monotonic() - started,
                published=old.published,
            )

        prepared = ahead.take(path) if ahead else prepare(path, progress)
        pack, passages = prepared.pack, prepared.passages
        started = time.monotonic() - prepared.seconds  # as if it had not been waited for
        generation = self.catalogue.begin(name)
        self._write(generation, passages, progress)
        self.catalogue.commit(
            generation,
            NewDocument(
                document=name,
                sha256=prepared.sha256,
                read_by=self.read_by,
                path=where,
                url=url or (old.url if old else None),
                kind=pack.kind.value,
                title=pack.title or name,
                council=pack.meeting.council,
                committee=pack.meeting.committee,
                meeting_date=pack.meeting.date,
                available_from=available_from(pack.published, pack.meeting.date),
                published=published,
                seconds=time.monotonic() - started,
                structure=_PACK.dump_json(replace(pack, pages=())).decode(),
                pages=pack.pages,
            ),
        )
        return Added(
            document=name,
            status="replaced" if old else "new",
            pages=len(pack.pages),
            passages=len(passages),
            seconds=time.monotonic() - started,
            warnings=pack.warnings,
            exempt=tuple(f"PDF page {page.pdf_page}: {page.why}" for page in pack.exempt_pages),
            published=published,
        )

    def _known(self, path: Path, *, published: bool) -> tuple[str, DocumentCard | None, bool]:
        """The name that a file has in the index, what is there under it, and whether
        that is this very file."""

        sha256, name = file_sha256(path), document_name(path)
        known = {card.published: card for card in self.catalogue.cards() if card.document == name}

        def same(card: DocumentCard | None) -> bool:
            return card is not None and (card.sha256, card.read_by) == (sha256, self.read_by)

        # A draft of what is published, just as it is, is none.
        old = known.get(published or same(known.get(True)))
        return name, old, same(old)

    def add_all(
        self,
        paths: Sequence[Path],
        *,
        url: str | None = None,
        begun: Callable[[int, Path], None] | None = None,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Iterator[tuple[Path, Added | DocumentError]]:
        """Index files in turn, inside `writing`: each is read while others are embedded,
        so that no processor waits. The smallest comes first, so that there is soon
        something to embed.

        Args:
            begun: called with a file's number, from 1, when its turn comes.
            progress: as for `add`, of the file whose turn it is.

        Yields:
            each file with what came of it; a file that cannot be used stops only itself.
        """

        names: dict[str, Path] = {}
        for path in paths:
            names.setdefault(document_name(path), path)
        paths = sorted(paths, key=_bytes)
        coming = iter(paths)
        with Ahead(progress) as ahead:
            for place, path in enumerate(paths):
                for soon in islice(coming, 1 if place else AHEAD):
                    with suppress(DocumentError):  # its own turn names what is wrong
                        first = names[document_name(soon)] == soon
                        if first and not self._known(soon, published=True)[2]:
                            ahead.begin(soon)
                if begun:
                    begun(place + 1, path)
                other = names[document_name(path)]
                try:
                    if other.resolve() != path.resolve():
                        raise SameName(
                            f"{path} was left out, because {other} has the same name and would "
                            "be replaced: rename one of them."
                        )
                    yield path, self.add(path, url=url, progress=progress, ahead=ahead)
                except DocumentError as exc:
                    yield path, exc

    def _write(
        self,
        generation: int,
        passages: Sequence[Passage],
        progress: Callable[[str, int, int], None] | None,
    ) -> None:
        """Embed and keep passages. Two batches are embedded at a time, so that no thread
        waits for the last passages of one, nor for one to be written."""

        def embed(batch: Sequence[Passage]) -> list[list[float]]:
            return self.embeddings.embed_documents([one.embedded for one in batch])

        batches = (passages[start : start + BATCH] for start in range(0, len(passages), BATCH))
        done = 0
        pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="embedding")
        try:
            waiting = deque((one, pool.submit(embed, one)) for one in islice(batches, 2))
            while waiting:
                batch, future = waiting.popleft()
                waiting.extend((one, pool.submit(embed, one)) for one in islice(batches, 1))
                vectors = future.result()
                ids = self.catalogue.add_passages(generation, batch, vectors)
                self.vectors.add(ids, vectors, generation=generation)
                done += len(batch)
                if progress:
                    progress("embedding", done, len(passages))
        finally:
            pool.shutdown(cancel_futures=True)

    def remove(self, document: str) -> bool:
        """Remove a published document, inside `writing`; False if there is none of that
        name."""
        return self.catalogue.remove(document)

    def publish(self, document: str) -> bool:
        """Put a draft in the place of what councillors see under that name, in one step,
        inside `writing`; False if there is no such draft."""
        return self.catalogue.promote(document)

    def discard(self, document: str) -> bool:
        """Remove a draft, inside `writing`; False if there is none of that name."""
        return self.catalogue.remove(document, published=False)

    def _sweep(self) -> None:
        for generation in self.catalogue.sweepable():
            self.vectors.forget(generation)
            self.catalogue.sweep(generation)

    # --- reading -------------------------------------------------------------

    def documents(
        self, *, as_of: dt.date | None = None, unpublished: bool = False
    ) -> list[DocumentCard]:
        """Documents that a reader may see.

        Args:
            as_of: leave out what was not yet published on that day.
            unpublished: include what a clerk has not published yet.
        """
        return [
            card
            for card in self.catalogue.cards()
            if (unpublished or card.published)
            and (as_of is None or card.available_from is None or card.available_from <= as_of)
        ]

    def card(self, document: str) -> DocumentCard | None:
        """The published document of a name."""
        return next((one for one in self.documents() if one.document == document), None)

    def draft(self, document: str) -> DocumentCard | None:
        """A document that a clerk has not published yet; None where there is none."""
        drafts = (card for card in self.catalogue.cards() if not card.published)
        return next((card for card in drafts if card.document == document), None)

    def pack(self, card: DocumentCard) -> Pack:
        """A document's structure, without its pages."""
        if card.generation not in self._structures:
            text = self.catalogue.structure(card.generation)
            if text is None:
                raise StorageError(f"{card.document} was removed a moment ago: ask again.")
            self._structures[card.generation] = _PACK.validate_json(text)
        return self._structures[card.generation]

    def whole_pack(self, card: DocumentCard) -> Pack:
        """A document's structure with its pages (without blocks)."""
        return replace(self.pack(card), pages=tuple(self.catalogue.all_pages(card.generation)))

    def passages_of(self, card: DocumentCard, pages: Iterable[PdfPage]) -> list[PassageRow]:
        """The passages of a document's pages, in reading order."""
        return self.catalogue.passages_on((card.generation, page) for page in pages)

    def superseded(self, cards: Sequence[DocumentCard]) -> dict[str, dict[PdfPage, str]]:
        """For each document, its pages that another of these documents replaces."""
        key = frozenset(card.generation for card in cards)
        if key not in self._superseded:
            by_name = {card.document: card.generation for card in cards}

            def first_words(document: str, pdf_page: PdfPage) -> str:
                page = self.catalogue.page(by_name[document], pdf_page)
                return page.text if page else ""

            self._superseded[key] = superseded_pages(
                [self.pack(card) for card in cards], first_words
            )
        return self._superseded[key]

    def search(
        self,
        question: str,
        *,
        weights: Mapping[str, float],
        cards: Sequence[DocumentCard],
        limit: int,
    ) -> list[Hit]:
        """Passages near a question, by meaning and by words; by words alone while Chroma is
        being filled again (`by_words_only`).

        Args:
            question: embedded as it is.
            weights: stemmed terms for full text, and what each counts.
            cards: search only these documents.
            limit: of each of the two searches.

        Returns:
            the union of both, each hit with its ranks, in no particular order.
        """
        # Chroma first: meanwhile a thread may still be reading the model from its files.
        vectors = self.upkeep.to_search()
        ids = [card.generation for card in cards]
        dense = (
            vectors.nearest(self.embeddings.embed_query(question), in_generations=ids, limit=limit)
            if vectors
            else []
        )
        worded = self.catalogue.full_text(weights, ids, limit=limit)
        rows = self.catalogue.passages([one for one, _ in [*dense, *worded]])
        near, told = (
            {passage: rank for rank, (passage, _) in enumerate(found, start=1)}
            for found in (dense, worded)
        )
        return [
            Hit(passage=row, dense_rank=near.get(one), text_rank=told.get(one))
            for one, row in rows.items()
        ]

    def steady(self, read: Callable[[], T]) -> T:
        """Run a read again if a document was replaced while it ran.

        A replaced document's vectors are deleted after the flip, so that a read that
        straddles it could miss the document; the second run sees the new one.
        """
        for _ in range(STEADY_TRIES):
            before = self._generations()
            try:
                result = read()
            except StorageError:
                if self._generations() == before:
                    raise
                continue
            if self._generations() == before:
                return result
        raise StorageError("The papers are being replaced at this moment: ask again.")

    def _generations(self) -> set[int]:
        return {card.generation for card in self.catalogue.cards()}

    def close(self) -> None:
        self.upkeep.close()
        self.catalogue.close()


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # its own turn names what is wrong
        return 0


def find_pdfs(path: Path, *, refused: Callable[[NotReadable], object] | None = None) -> list[Path]:
    """The PDFs that a path means: itself, or all below a folder, by name.

    Args:
        refused: called for each folder that may not be entered; the rest is found.
            None: the first of them is raised.

    Raises:
        NoSuchPath, NoPdfsInFolder, NotReadable
    """
    shut: list[NotReadable] = []

    def cannot(exc: OSError) -> None:
        problem = not_readable(exc.filename, exc)
        if refused is None:
            raise problem from exc
        shut.append(problem)
        refused(problem)

    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            return [path]
    except (FileNotFoundError, NotADirectoryError):
        raise NoSuchPath(f"{path} does not exist: check the path.") from None
    except OSError as exc:
        raise NotReadable(
            f"{path} cannot be read ({exc.strerror}): check who may read its folder."
        ) from None
    found = []
    for folder, _, names in os.walk(path, onerror=cannot):
        pdfs = [
            Path(folder, name)
            for name in names
            if name.lower().endswith(".pdf") and not name.startswith(".")
        ]
        try:
            found += [one for one in pdfs if one.is_file()]
        except PermissionError as exc:  # a folder whose names may be read, and no more
            exc.filename = folder
            cannot(exc)
    if not found and not shut:
        raise NoPdfsInFolder(f"{path} holds no PDF: give a PDF, or a folder that holds some.")
    return sorted(found)
