"""A watched folder as a source: its PDFs, and those of the folders in it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from indexer.council.document_names import readable
from indexer.sources.source import ListedPaper, PaperKind, Source
from indexer.sources.source_problems import AnswerTooLarge, SiteUnreachable
from indexer.sources.web import CHUNK, MAX_FILE, Mark

__all__ = ["Folder"]


class Folder(Source):
    """A folder. Files that lead out of it (links) and hidden ones are left alone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[str, Path] = {}

    def papers(self) -> list[ListedPaper]:
        self._files = {}
        try:
            root = self._path.resolve(strict=True)
            found = []
            for file in sorted(root.rglob("*")):
                inner = file.relative_to(root)
                if (
                    file.suffix.lower() != ".pdf"
                    or any(part.startswith((".", "~$")) for part in inner.parts)
                    or not file.is_file()
                    or not file.resolve().is_relative_to(root)
                ):
                    continue
                try:
                    about = file.stat()
                except FileNotFoundError:  # it went a moment ago
                    continue
                # Of two names that differ in bytes which are no UTF-8 the first is taken.
                title = readable(inner.as_posix())
                if self._files.setdefault(title, file) is not file:
                    continue
                found.append(
                    ListedPaper(
                        key=_key(title),
                        kind=PaperKind.FILE,
                        title=title,
                        url="",
                        note=f"{about.st_size} {about.st_mtime_ns}",
                    )
                )
        except OSError as exc:
            raise SiteUnreachable(
                f"The folder {self._path} cannot be read ({exc.strerror or exc}): "
                "check that it is there and who may read it."
            ) from exc
        return found

    def fetch(self, paper: ListedPaper, to: Path) -> Mark:
        file = self._files.get(paper.title)
        try:
            if file is None:
                raise FileNotFoundError
            if file.stat().st_size > MAX_FILE:
                raise AnswerTooLarge(
                    f"{paper.title} is larger than {MAX_FILE // 2**20} MB: split it."
                )
            original = file.open("rb")
        except FileNotFoundError:
            raise SiteUnreachable(f"{paper.title} is no longer in the folder.") from None
        except OSError as exc:
            raise _unreadable(paper, exc) from exc
        digest, size = hashlib.sha256(), 0
        with original, to.open("wb") as copy:
            while chunk := _read(original, paper):
                digest.update(chunk)
                size += len(chunk)
                copy.write(chunk)
        return Mark(size=size, sha256=digest.hexdigest())


def _read(original: BinaryIO, paper: ListedPaper) -> bytes:
    """The next bytes; what goes wrong here is the file's fault, and not that of our disk."""
    try:
        return original.read(CHUNK)
    except OSError as exc:
        raise _unreadable(paper, exc) from exc


def _unreadable(paper: ListedPaper, exc: OSError) -> SiteUnreachable:
    return SiteUnreachable(
        f"{paper.title} cannot be read ({exc.strerror or exc}): check who may read it."
    )


def _key(place: str) -> str:
    """The path, or its end and a hash where it is longer than a key may be."""
    if len(place) <= 60:
        return place
    return f"{hashlib.sha256(place.encode()).hexdigest()[:16]} {place[-40:]}"
