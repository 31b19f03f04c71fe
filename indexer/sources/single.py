"""One PDF at one address as a source."""

from __future__ import annotations

from indexer.sources.source import ListedPaper, PaperKind, WebSource
from indexer.sources.web import Web

__all__ = ["Single"]


class Single(WebSource):
    """An address that a PDF is published at; redirects stay on its host."""

    kind = "url"

    def __init__(self, web: Web, address: str) -> None:
        super().__init__(web)
        self._address = address

    def papers(self) -> list[ListedPaper]:
        return [ListedPaper(key="url", kind=PaperKind.FILE, title=self._address, url=self._address)]
