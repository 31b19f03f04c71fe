"""Records as passages: embedded, found and read like the runs of a page."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.council.packs import BlockKind, Pack
from indexer.evidence.passages import CONTEXT, Passage, Unit, document_words
from indexer.evidence.records import Record, records_of

__all__ = ["KIND", "record_passages"]

KIND = "kind"
"""The name of the field of a record's unit that holds its kind."""


def record_passages(pack: Pack, *, ordinal: int) -> Iterator[Passage]:
    """A passage for each record; its unit's `cells` are the record's kind and fields.

    Args:
        ordinal: that of the first one, behind those of the runs of the pages.
    """
    document = document_words(pack)
    for place, record in enumerate(records_of(pack)):
        yield Passage(
            pdf_page=record.pdf_page,
            ordinal=ordinal + place,
            context=document[:CONTEXT],
            place="",
            units=(
                Unit(
                    text=record.text,
                    quote=_quote(record),
                    kind=BlockKind.RECORD,
                    frame=record.frame,
                    cells=((KIND, record.kind.value), *record.fields.items()),
                ),
            ),
        )


def _quote(record: Record) -> str:
    """The longest of the record's words on its own page."""
    return max((words for page, words in record.quotes if page == record.pdf_page), key=len)
