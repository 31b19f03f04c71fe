"""A watched folder as a source: its PDFs, and those of the folders in it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from indexer.sources.problems import AnswerTooLarge, SiteUnreachable
from indexer.sources.source import ListedPaper, PaperKind, Source
from indexer.sources.web import MAX_FILE, Downloaded, Mark

__all__ = ["Folder"]


class Folder(Source):
    """A folder. Files that lead out of it (links) and hidden ones are left alone."""

    kind = "folder"

    def __init__(self, path: Path) -> None:
        self._path = path

    def papers(self) -> list[ListedPaper]:
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
                about = file.stat()
                found.append(ListedPaper(
                    key=_key(inner.as_posix()), kind=PaperKind.FILE, title=inner.as_posix(),
                    url="", note=f"{about.st_size} {about.st_mtime_ns}",
                ))
        except OSError as exc:
            raise SiteUnreachable(
                f"The folder {self._path} cannot be read ({exc.strerror or exc}): "
                "check that it is there and who may read it."
            ) from exc
        return found

    def fetch(self, paper: ListedPaper, to: Path) -> Downloaded:
        # The title is the path that `papers` found below the folder, not a stranger's word.
        file = self._path.resolve() / paper.title
        try:
            size = file.stat().st_size
            if size > MAX_FILE:
                raise AnswerTooLarge(
                    f"{paper.title} is larger than {MAX_FILE // 2**20} MB: split it."
                )
            shutil.copyfile(file, to)
            with to.open("rb") as copy:
                digest = hashlib.file_digest(copy, "sha256").hexdigest()
        except FileNotFoundError:
            raise SiteUnreachable(f"{paper.title} is no longer in the folder.") from None
        except PermissionError as exc:
            raise SiteUnreachable(
                f"{paper.title} cannot be read ({exc.strerror}): check who may read it."
            ) from exc
        return Downloaded(sha256=digest, mark=Mark(size=size))


def _key(place: str) -> str:
    """The path, or its end and a hash where it is longer than a key may be."""
    if len(place) <= 60:
        return place
    return f"{hashlib.sha256(place.encode()).hexdigest()[:16]} {place[-40:]}"
