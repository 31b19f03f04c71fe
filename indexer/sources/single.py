"""One PDF at one address as a source."""

from __future__ import annotations

from pathlib import Path

from indexer.sources.source import ListedPaper, PaperKind, Source, Spent
from indexer.sources.web import Downloaded, Mark, Web

__all__ = ["Single"]


class Single(Source):
    """An address that a PDF is published at; redirects stay on its host."""

    kind = "url"

    def __init__(self, web: Web, address: str) -> None:
        self._web = web
        self._address = address

    @property
    def spent(self) -> Spent:
        return Spent(requests=self._web.requests, received=self._web.received)

    def rules(self) -> str | None:
        return self._web.robots()

    def obey(self, rules: str) -> None:
        self._web.obey(rules)

    def papers(self) -> list[ListedPaper]:
        return [ListedPaper(key="url", kind=PaperKind.FILE, title=self._address, url=self._address)]

    def mark(self, paper: ListedPaper) -> Mark:
        return self._web.peek(paper.url)

    def fetch(self, paper: ListedPaper, to: Path) -> Downloaded:
        return self._web.download(paper.url, to)

    def close(self) -> None:
        self._web.close()
