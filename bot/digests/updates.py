"""What has changed in a meeting's papers since a digest of them was posted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from bot.digests.compose import item_pages
from bot.digests.meeting_papers import Paper, title_of
from bot.digests.parts import DigestRow, Part, counted
from indexer.council.dates import spoken_date
from indexer.council.packs import Item

__all__ = ["Papers", "changed_papers", "fingerprint", "update_part"]

Papers = Sequence[tuple[str, str]]


def fingerprint(papers: Papers) -> str:
    """Twelve letters and digits that are other ones when any paper is."""
    joined = "\n".join(f"{document} {sha}" for document, sha in sorted(papers))
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def changed_papers(before: Papers, now: Papers) -> tuple[list[str], list[str], list[str]]:
    """Names of papers that are new, replaced, and withdrawn."""
    old, new = dict(before), dict(now)
    return (
        [name for name in new if name not in old],
        [name for name, sha in new.items() if name in old and old[name] != sha],
        [name for name in old if name not in new],
    )


def update_part(papers: Sequence[Paper], before: Papers) -> Part:
    """A short message: what changed and on which pages."""
    added, replaced, withdrawn = changed_papers(before, [paper.version for paper in papers])
    titles = {
        item.number.casefold(): item.title
        for paper in reversed(papers)
        for item in paper.pack.items
        if item.title
    }
    rows: list[DigestRow] = []
    for paper in papers:
        if paper.document not in (*added, *replaced):
            continue
        on = f", published {spoken_date(paper.pack.published)}" if paper.pack.published else ""
        word = "New: " if paper.document in added else "Replaced: "
        pages = counted(len(paper.pages), "page")
        rows.append(DigestRow(label=word, text=f"{title_of(paper.pack)}{on}, {pages}"))
        rows.extend(_item(item, titles) for item in paper.pack.items if item.first_pdf_page)
    rows.extend(DigestRow(label="Withdrawn: ", text=name) for name in withdrawn)
    return Part(title="The papers have changed", rows=tuple(rows))


def _item(item: Item, titles: dict[str, str]) -> DigestRow:
    title = item.title or titles.get(item.number.casefold(), "")
    return DigestRow(label=f"{item.number} ", text=f"{title}, {item_pages(item)}", bullet=True)
