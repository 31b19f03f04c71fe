"""The catalogue: documents, pages, passages and full-text search over one database.

Writing a document takes two steps, `begin` and `commit`, with the vectors put into
Chroma in between. `commit` is one transaction: before it a reader sees the old
reading whole, after it the new one. What a crash leaves behind is a generation that
is not current, which nobody reads and `sweepable` names for removal.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection, RowMapping

from indexer.council.packs import BlockKind, Page, PageKind, PdfPage, PrintedPage
from indexer.council.problems import StorageError
from indexer.evidence.passages import WORDS, Passage, Unit
from indexer.store.catalogue_tables import (
    CURRENT,
    RETIRED,
    WRITING,
    documents,
    generations,
    identity,
    pages,
    passages,
    vectors,
)
from indexer.store.database import TableStore, as_row, open_engine, read_as, upgrade
from indexer.store.locks import Lock, Numbered
from indexer.store.terms import terms

__all__ = ["Catalogue", "DocumentCard", "NewDocument", "PassageRow"]

MIGRATIONS = Path(__file__).parent / "migrations"
CANDIDATES = 400
"""Passages that full text hands to the ranking formula, at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _AboutDocument:
    """What is known of a document without its structure."""

    document: str
    sha256: str
    read_by: str
    path: str
    url: str | None
    kind: str
    title: str
    council: str | None
    committee: str | None
    meeting_date: dt.date | None
    available_from: dt.date | None
    published: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCard(_AboutDocument):
    """What the catalogue knows about a document without opening its structure."""

    generation: int
    page_count: int
    passage_count: int
    indexed_at: dt.datetime

    @property
    def body(self) -> str | None:
        """Who meets: the council itself where a meeting's paper names no committee."""
        return self.committee or (self.council if self.meeting_date else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument(_AboutDocument):
    """A reading of a document that is to become the current one."""

    structure: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRow:
    """A passage as kept, with where it stands."""

    passage: int
    document: str
    generation: int
    pdf_page: PdfPage
    printed_page: PrintedPage | None
    item: str | None
    appendix: str | None
    kind: PageKind
    ocr: bool
    ordinal: int
    context: str
    units: tuple[Unit, ...]

    @property
    def text(self) -> str:
        return " ".join(unit.text for unit in self.units)

    @property
    def is_record(self) -> bool:
        """Whether it is a record of the structure, and no run of its page."""
        return bool(self.units) and self.units[0].kind is BlockKind.RECORD


class Catalogue(TableStore):
    """One database of documents.

    Raises:
        StorageError: from any method, when the database cannot be used.
    """

    def __init__(self, url: str) -> None:
        super().__init__(open_engine(url))
        self._sqlite = self.engine.dialect.name == "sqlite"
        upgrade(self.engine, migrations=MIGRATIONS, version_table="packhorse_index_version")

    def close(self) -> None:
        self.engine.dispose()

    @property
    def identity(self) -> str:
        """A name that no other catalogue has, so that its vectors are told from theirs."""
        query = sa.select(identity.c.identity)
        with self.reading() as connection:
            name = connection.scalar(query)
        if name is None:
            with self.writing() as connection:
                name = connection.scalar(query)
                if name is None:
                    name = uuid.uuid4().hex
                    connection.execute(identity.insert().values(identity=name))
        return str(name)

    @property
    def stamp(self) -> str | None:
        """What the last writer marked the catalogue with."""
        return next(iter(self.scalars(sa.select(identity.c.stamp))), None)

    def set_stamp(self, stamp: str) -> None:
        self.write(identity.update().values(stamp=stamp))

    def renew(self, *, beyond: int = 0) -> None:
        """Take a new name: what bears the old one is no longer this catalogue's.

        Args:
            beyond: no generation will have this number or a lower one, unless it has now.
        """
        with self.writing() as connection:
            connection.execute(identity.delete())
            connection.execute(identity.insert().values(identity=uuid.uuid4().hex))
            raised = (
                "UPDATE sqlite_sequence SET seq = max(seq, :beyond) WHERE name = 'generations'"
                if self._sqlite
                else "SELECT setval(sequence, greatest(:beyond, nextval(sequence))) FROM "
                "(SELECT pg_get_serial_sequence('generations', 'generation')::regclass "
                "AS sequence) AS it"
            )
            connection.execute(sa.text(raised), {"beyond": beyond})

    # --- writing -------------------------------------------------------------

    @contextmanager
    def lock(self, *, seconds: float) -> Iterator[bool]:
        """Take the writer's lock, of which there is one a catalogue, whatever machine or
        home the writers have; gives whether it was free within `seconds`."""
        database = self.engine.url.database
        in_memory = database in (None, "", ":memory:")
        lock = Lock(
            self.engine,
            number=Numbered.WRITING,
            file=None if in_memory else Path(f"{database}.lock"),
        )
        with lock.taken(seconds=seconds) as free:
            yield free

    def begin(self, document: str) -> int:
        """Note that a reading of the document is being written; its generation."""
        with self.writing() as connection:
            result = connection.execute(
                generations.insert().values(
                    document=document, state=WRITING, started_at=dt.datetime.now(dt.UTC)
                )
            )
            assert result.inserted_primary_key is not None
            return int(result.inserted_primary_key[0])

    def add_passages(
        self, generation: int, batch: Sequence[Passage], batch_vectors: Sequence[Sequence[float]]
    ) -> list[int]:
        """Keep passages of a generation that is being written, and a copy of their vectors;
        their ids, in order."""
        rows = [
            {
                "generation": generation,
                "pdf_page": passage.pdf_page,
                "ordinal": passage.ordinal,
                "context": passage.context,
                "units": json.dumps(
                    [
                        [unit.text, unit.quote, unit.kind.value, unit.frame, unit.cells]
                        for unit in passage.units
                    ],
                    ensure_ascii=False,
                ),
                "terms": " ".join(terms(f"{passage.context} {passage.text}")),
            }
            for passage in batch
        ]
        if not rows:
            return []
        insert = passages.insert().returning(passages.c.passage, sort_by_parameter_order=True)
        with self.writing() as connection:
            ids = [int(one) for one in connection.scalars(insert, rows)]
            connection.execute(
                vectors.insert(),
                [
                    {"passage": one, "vector": np.asarray(vector, dtype="<f4").tobytes()}
                    for one, vector in zip(ids, batch_vectors, strict=True)
                ],
            )
            if self._sqlite:
                connection.execute(
                    sa.text("INSERT INTO passage_terms(rowid, terms) VALUES (:id, :terms)"),
                    [
                        {"id": one, "terms": row["terms"]}
                        for one, row in zip(ids, rows, strict=True)
                    ],
                )
        return ids

    def commit(self, generation: int, new: NewDocument) -> None:
        """Make a written generation the document's current one, in one transaction.

        Raises:
            StorageError: somebody has swept the generation away meanwhile.
        """
        with self.writing() as connection:
            flipped = connection.execute(
                generations.update()
                .where(generations.c.generation == generation, generations.c.state == WRITING)
                .values(state=CURRENT)
            )
            if flipped.rowcount != 1:
                raise StorageError(
                    f"{new.document} was cleared away while it was being indexed: "
                    "index it again, from one place at a time."
                )
            if new.pages:
                connection.execute(
                    pages.insert(),
                    [
                        as_row(page, without=("blocks",))
                        | {"generation": generation, "kind": page.kind.value}
                        for page in new.pages
                    ],
                )
            count = connection.scalar(
                sa.select(sa.func.count())
                .select_from(passages)
                .where(passages.c.generation == generation)
            )
            self._retire(connection, new.document, published=new.published)
            connection.execute(
                documents.insert().values(
                    **as_row(new, without=("pages",)),
                    generation=generation,
                    page_count=len(new.pages),
                    passage_count=count,
                    indexed_at=dt.datetime.now(dt.UTC),
                )
            )

    def remove(self, document: str, *, published: bool = True) -> bool:
        """Make a document, or a draft of one, unreadable at once; False if there is none."""
        with self.writing() as connection:
            return self._retire(connection, document, published=published)

    def promote(self, document: str) -> bool:
        """Make a draft the document that everybody sees, in one transaction; False if
        there is no such draft."""
        draft = _is(document, published=False)
        with self.writing() as connection:
            if connection.scalar(sa.select(documents.c.document).where(draft)) is None:
                return False
            self._retire(connection, document, published=True)
            connection.execute(documents.update().where(draft).values(published=True))
            return True

    def set_source(self, generation: int, *, path: str, url: str | None) -> None:
        """Note where a document now lies and is published."""
        here = documents.c.generation == generation
        self.write(documents.update().where(here).values(path=path, url=url))

    def sweepable(self) -> list[int]:
        """Generations that nobody reads: retired ones and what crashes left."""
        query = sa.select(generations.c.generation).where(generations.c.state != CURRENT)
        return list(map(int, self.scalars(query)))

    def sweep(self, generation: int) -> None:
        """Forget a generation that `sweepable` named, its vectors being gone already."""
        with self.writing() as connection:
            own = sa.select(passages.c.passage).where(passages.c.generation == generation)
            connection.execute(vectors.delete().where(vectors.c.passage.in_(own)))
            if self._sqlite:
                connection.execute(
                    sa.text(
                        "DELETE FROM passage_terms WHERE rowid IN "
                        "(SELECT passage FROM passages WHERE generation = :generation)"
                    ),
                    {"generation": generation},
                )
            for table in (passages, pages, generations):
                connection.execute(table.delete().where(table.c.generation == generation))

    @staticmethod
    def _retire(connection: Connection, document: str, *, published: bool) -> bool:
        there = _is(document, published=published)
        old = connection.scalar(sa.select(documents.c.generation).where(there))
        if old is None:
            return False
        connection.execute(documents.delete().where(there))
        connection.execute(
            generations.update().where(generations.c.generation == old).values(state=RETIRED)
        )
        return True

    # --- reading -------------------------------------------------------------

    def cards(self) -> list[DocumentCard]:
        """Every document, by meeting date and name, the undated first; a draft before what
        is published under its name."""
        columns = [column for column in documents.c if column.name != "structure"]
        found = [
            read_as(DocumentCard, row, indexed_at=_in_utc(row["indexed_at"]))
            for row in self.rows(sa.select(*columns))
        ]
        return sorted(
            found,
            key=lambda card: (card.meeting_date or dt.date.min, card.document, card.published),
        )

    def structure(self, generation: int) -> str | None:
        """The document's structure as JSON (a `Pack` without its pages)."""
        query = sa.select(documents.c.structure).where(documents.c.generation == generation)
        return next(map(str, self.scalars(query)), None)

    def page(self, generation: int, pdf_page: int) -> Page | None:
        """One page with its text and without blocks."""
        found = self.pages([(generation, pdf_page)])
        return found.get((generation, pdf_page))

    def pages(self, places: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Page]:
        """Pages by (generation, PDF page); those that do not exist are absent."""
        wanted = sorted(set(places))
        if not wanted:
            return {}
        here = sa.tuple_(pages.c.generation, pages.c.pdf_page).in_(wanted)
        rows = self.rows(sa.select(pages).where(here))
        return {(row["generation"], row["pdf_page"]): _page(row) for row in rows}

    def all_pages(self, generation: int) -> list[Page]:
        """Every page of a generation, in order."""
        query = sa.select(pages).where(pages.c.generation == generation).order_by(pages.c.pdf_page)
        return [_page(row) for row in self.rows(query)]

    def passages(self, ids: Iterable[int]) -> dict[int, PassageRow]:
        """Passages by id; those of generations that are not current are absent."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        return {row.passage: row for row in self._passage_rows(passages.c.passage.in_(wanted))}

    def passages_on(self, places: Iterable[tuple[int, int]]) -> list[PassageRow]:
        """All passages of some (generation, PDF page) places, in reading order; records,
        which say again what these say, are left out."""
        wanted = sorted(set(places))
        if not wanted:
            return []
        rows = self._passage_rows(sa.tuple_(passages.c.generation, passages.c.pdf_page).in_(wanted))
        return [row for row in rows if not row.is_record]

    def copies(
        self, place: tuple[int, int], among: Iterable[int], *, letters: int
    ) -> list[PassageRow]:
        """Passages of other generations that say, word for word, what one of a
        (generation, PDF page) place says.

        Args:
            among: generations to look into, each of which is read through.
            letters: shorter passages are left out: they say the same anywhere.
        """
        others = sorted(set(among) - {place[0]})
        here = [row for row in self.passages_on([place]) if len(row.text) >= letters]
        if not here or not others:
            return []
        same = sa.select(passages.c.units).where(
            passages.c.passage.in_([row.passage for row in here])
        )
        return self._passage_rows(
            sa.and_(passages.c.generation.in_(others), passages.c.units.in_(same))
        )

    def _passage_rows(self, condition: sa.ColumnElement[bool]) -> list[PassageRow]:
        query = (
            sa.select(
                passages,
                documents.c.document,
                pages.c.printed_page,
                pages.c.item,
                pages.c.appendix,
                pages.c.kind,
                pages.c.ocr,
            )
            .join(documents, documents.c.generation == passages.c.generation)
            .join(
                pages,
                sa.and_(
                    pages.c.generation == passages.c.generation,
                    pages.c.pdf_page == passages.c.pdf_page,
                ),
            )
            .where(condition)
            .order_by(documents.c.document, passages.c.ordinal)
        )
        return [_passage(row) for row in self.rows(query)]

    def passages_by_generation(self) -> dict[int, set[int]]:
        """The passages of every generation, current or not."""
        found: dict[int, set[int]] = {}
        for row in self.rows(sa.select(passages.c.passage, passages.c.generation)):
            found.setdefault(row["generation"], set()).add(row["passage"])
        return found

    def vectors(self, generation: int) -> list[tuple[int, NDArray[np.float32]]]:
        """The kept copies of a generation's vectors, as (passage, vector)."""
        query = (
            sa.select(vectors)
            .join(passages, passages.c.passage == vectors.c.passage)
            .where(passages.c.generation == generation)
            .order_by(vectors.c.passage)
        )
        return [
            (int(row["passage"]), np.frombuffer(row["vector"], dtype="<f4").astype(np.float32))
            for row in self.rows(query)
        ]

    # --- full text -------------------------------------------------------------

    def full_text(
        self, weights: Mapping[str, float], in_generations: Sequence[int], *, limit: int
    ) -> list[tuple[int, float]]:
        """Passages that hold any of the terms, best first, as (passage, score).

        The database finds them; one formula ranks them, so that SQLite and PostgreSQL
        give the same order: BM25 (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75)
        with each term weighted as the caller says.

        Args:
            weights: stemmed terms (see `indexer.store.terms`) and what each counts.
            in_generations: search only these.
        """
        asked = {term: weight for term, weight in weights.items() if term.isalnum()}
        if not asked or not in_generations:
            return []
        with self.reading() as connection:
            total = (
                connection.scalar(
                    sa.select(sa.func.count())
                    .select_from(passages)
                    .where(passages.c.generation.in_(in_generations))
                )
                or 1
            )
            rarity: dict[str, float] = {}
            for term in asked:
                holding = (
                    connection.scalar(self._matching(sa.func.count(), term, in_generations)) or 0
                )
                if holding:
                    rarity[term] = math.log(1 + (total - holding + 0.5) / (holding + 0.5))
            if not rarity:
                return []
            candidates: dict[int, str] = {}
            # Rarest first: a common word alone may bring in more than the limit.
            for term in sorted(rarity, key=lambda one: -rarity[one] * asked[one]):
                if len(candidates) >= CANDIDATES:
                    break
                query = (
                    self._matching(
                        sa.literal_column("passages.passage, passages.terms"), term, in_generations
                    )
                    .order_by(passages.c.passage)
                    .limit(CANDIDATES)
                )
                for row in connection.execute(query):
                    candidates[int(row[0])] = str(row[1])
        scored = [(passage, _bm25(text, rarity, asked)) for passage, text in candidates.items()]
        scored.sort(key=lambda pair: (-pair[1], pair[0]))
        return scored[:limit]

    def _matching(self, columns: Any, term: str, in_generations: Sequence[int]) -> sa.Select[Any]:
        query = sa.select(columns).select_from(passages)
        if self._sqlite:
            condition = sa.text(
                "passages.passage IN (SELECT rowid FROM passage_terms "
                "WHERE passage_terms MATCH :term)"
            ).bindparams(term=f'"{term}"')
        else:
            condition = sa.text("passages.terms_vector @@ CAST(:term AS tsquery)").bindparams(
                term=f"'{term}'"
            )
        return query.where(condition).where(passages.c.generation.in_(in_generations))


def _bm25(text: str, rarity: Mapping[str, float], weights: Mapping[str, float]) -> float:
    counts = Counter(text.split())
    length = sum(counts.values())
    # Passages are cut to about WORDS words, of which some 60 % are not stop words.
    norm = 1.2 * (0.25 + 0.75 * length / (WORDS * 0.6))
    return sum(
        weights[term] * weight * counts[term] * 2.2 / (counts[term] + norm)
        for term, weight in rarity.items()
        if term in counts
    )


def _in_utc(at: dt.datetime) -> dt.datetime:
    # SQLite gives moments back without their zone.
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)


def _page(row: RowMapping) -> Page:
    return read_as(Page, row, **_its_page(row), blocks=())


def _its_page(row: RowMapping) -> dict[str, Any]:
    printed = row["printed_page"]
    return {
        "pdf_page": PdfPage(row["pdf_page"]),
        "printed_page": None if printed is None else PrintedPage(printed),
        "kind": PageKind(row["kind"]),
    }


def _is(document: str, *, published: bool) -> sa.ColumnElement[bool]:
    return sa.and_(documents.c.document == document, documents.c.published.is_(published))


def _passage(row: RowMapping) -> PassageRow:
    return read_as(
        PassageRow,
        row,
        **_its_page(row),
        units=tuple(
            Unit(
                text=text,
                quote=quote,
                kind=BlockKind(kind),
                frame=frame,
                cells=tuple((header, cell) for pairs in cells for header, cell in pairs),
            )
            # What an older version wrote has no cells.
            for text, quote, kind, frame, *cells in json.loads(row["units"])
        ),
    )
