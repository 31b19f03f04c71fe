"""From a source's row to the object that visits it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.sources.addresses import base_address
from indexer.sources.folder import Folder
from indexer.sources.moderngov import ModernGov
from indexer.sources.source import ListedPaper, PaperKind, Source
from indexer.sources.web import BACK_OFF, PAUSE, TIMEOUT, Web

__all__ = ["Manners", "Opening"]


class Single(Source):
    """An address that a PDF is published at; redirects stay on its host."""

    kind = "url"

    def __init__(self, web: Web, address: str) -> None:
        super().__init__(web)
        self._address = address

    def papers(self) -> list[ListedPaper]:
        return [ListedPaper(key="url", kind=PaperKind.FILE, title=self._address, url=self._address)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How sites are visited.

    Attributes:
        contact: whom a site's keeper can ask about us.
        allow_private: also visit loopback and private networks.
        pause, timeout: seconds; see `Web`.
        back_off: seconds before each further try.
    """

    contact: str | None = None
    allow_private: bool = False
    pause: float = PAUSE
    timeout: float = TIMEOUT
    back_off: tuple[float, ...] = BACK_OFF

    def web(self, site: str) -> Web:
        """The site at an address."""
        return Web(site, **asdict(self))

    def open_source(self, kind: str, address: str) -> Source:
        """The source of a kind at an address or path.

        Raises:
            NotAllowed: the address is no web address.
        """
        if kind == "moderngov":
            return ModernGov(self.web(base_address(address)))
        if kind == "folder":
            return Folder(Path(address))
        return Single(self.web(address), address)


Opening = Callable[[str, str], Source]
"""Opens the source of a kind at an address; `Manners.open_source` is one."""
