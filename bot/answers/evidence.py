"""Evidence: the units that a model is shown, that a claim cites, and that a check reads.

A unit is a sentence, a table row with its headers, or a record of the structure said in
a sentence. A model cites units by id and copies nothing: the quote that a reader sees is
the unit's own words, which stand on its page by construction.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.council.packs import BlockKind, PdfPage

__all__ = ["Evidence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One citable unit.

    Attributes:
        id: how a prompt names it, unique within one prompt ("12.3").
        text: as people read it; a row as ``"Agency: Health; Staffing costs: 39,974"``.
        quote: the page's own words for it.
        kind: what it is on its page.
        cells: for a row, its (header, cell) pairs in reading order; header "" where unknown.
        frame: words that stand on the page above a row and not in it: headers and the
            heading inside its table.
        above: what it stands under, outermost first: document, meeting, item, headings.
        near: its page's other units, where what it speaks of may be named in full ("Tern
            House" for "the block").
        short_names: what its document writes out, as (short, long).
    """

    id: str
    document: str
    pdf_page: PdfPage
    text: str
    quote: str
    kind: BlockKind = BlockKind.PARAGRAPH
    cells: tuple[tuple[str, str], ...] = ()
    frame: str = ""
    above: str = ""
    near: str = ""
    short_names: tuple[tuple[str, str], ...] = ()
