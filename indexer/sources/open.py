"""From a source's row to the object that visits it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexer.sources.addresses import base_address
from indexer.sources.folder import Folder
from indexer.sources.moderngov import ModernGov
from indexer.sources.source import ListedPaper, PaperKind, Source, WebSource
from indexer.sources.web import Manners, Web

__all__ = ["Opening", "open_source"]

Opening = Callable[[str, str], Source]
"""Opens the source of a kind at an address; `open_source` with some manners is one."""


class Single(WebSource):
    """An address that a PDF is published at; redirects stay on its host."""

    def __init__(self, web: Web, address: str) -> None:
        super().__init__(web)
        self._address = address

    def papers(self) -> list[ListedPaper]:
        return [ListedPaper(key="url", kind=PaperKind.FILE, title=self._address, url=self._address)]


def open_source(manners: Manners, kind: str, address: str) -> Source:
    """The source of a kind at an address or path.

    Raises:
        NotAllowed: the address is no web address.
    """
    if kind == "moderngov":
        return ModernGov(Web(base_address(address), manners))
    if kind == "folder":
        return Folder(Path(address))
    return Single(Web(address, manners), address)
