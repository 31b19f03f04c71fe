"""Whether a file may be read at all, and its fingerprint; nothing here parses it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from indexer.council.document_names import readable
from indexer.council.problems import EmptyFile, NoSuchPath, NotAPdf, TooLarge, not_readable

__all__ = ["MAX_BYTES", "file_sha256"]

MAX_BYTES = 200 * 1024 * 1024
"""No pack seen comes near this; a larger file is a mistake or an attack."""


def file_sha256(path: Path) -> str:
    """Hex SHA-256 of a file's bytes.

    Raises:
        NoSuchPath, NotReadable, EmptyFile, TooLarge, NotAPdf
    """
    name = readable(path.name)
    try:
        size = path.stat().st_size
        if size == 0:
            raise EmptyFile(f"{name} is empty: download it again from where it was published.")
        if size > MAX_BYTES:
            raise TooLarge(
                f"{name} has {size // 2**20} MB, more than the {MAX_BYTES // 2**20} MB that "
                "a pack may have: split it, or publish its appendices separately."
            )
        digest = hashlib.sha256()
        with path.open("rb") as file:
            head = file.read(1024)
            # ISO 32000-1, annex H: readers accept the header anywhere in the first KiB.
            if b"%PDF-" not in head:
                raise NotAPdf(f"{name} is not a PDF: save or export it as PDF first.")
            digest.update(head)
            while chunk := file.read(1 << 20):
                digest.update(chunk)
        return digest.hexdigest()
    except FileNotFoundError:
        raise NoSuchPath(f"{readable(str(path))} does not exist: check the path.") from None
    except OSError as exc:
        raise not_readable(name, exc) from exc
