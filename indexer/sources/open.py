"""From a source's row to the object that visits it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexer.sources.addresses import base_address
from indexer.sources.folder import Folder
from indexer.sources.moderngov import ModernGov
from indexer.sources.single import Single
from indexer.sources.source import Source
from indexer.sources.web import PAUSE, TIMEOUT, Web

__all__ = ["KINDS", "Manners", "Opening"]

KINDS = ("moderngov", "folder", "url")


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
    back_off: tuple[float, ...] = (3.0, 15.0)

    def web(self, site: str) -> Web:
        """The site at an address."""
        return Web(
            site,
            contact=self.contact,
            allow_private=self.allow_private,
            pause=self.pause,
            timeout=self.timeout,
            back_off=self.back_off,
        )

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
